"""The tree holds every scalar as it was written, and knows where."""

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from written import SOUND, codes, faults, with_events

from note_sched.document.source import DEEPEST, read_source
from note_sched.document.tree import Mapping, Sequence
from note_sched.faults import Place


def tree(text):
    source = read_source(text.encode())
    assert source.faults == []
    return source.root


@pytest.mark.parametrize(
    "written", ["no", "01000", "10:30", "2_500_000.10", "0x1F", "1e3", "~", "null", "2008-09-26", ".inf", "=", "0.0825"]
)
def test_a_scalar_is_taken_as_written(written):
    assert tree(f"key: {written}\nlist: [{written}]") == {"key": written, "list": [written]}


def test_quotes_and_folding_are_yamls_own():
    assert tree("a: 'it''s'\nb: \"\\u00e9\"\nc: >-\n  one\n  two\nd: |\n  one\n  two\n") == {
        "a": "it's",
        "b": "é",
        "c": "one two",
        "d": "one\ntwo\n",
    }


def test_nothing_behind_a_key_is_an_empty_text():
    assert tree("a:\nb: ''\n") == {"a": "", "b": ""}


def test_every_node_knows_its_place():
    text = "a: é\r\nb: [1, {c: 𝄞x}]\rd:\n  e: 5\n"
    source = read_source(text.encode())
    root = source.root
    assert source.place(root.value_at("a")) == Place(1, 4)
    assert source.place(root.key_at("b")) == Place(2, 1)
    assert source.place(root["b"].at[0]) == Place(2, 5)
    assert source.place(root["b"][1].value_at("c")) == Place(2, 12)
    assert source.place(root["d"].start) == Place(4, 3)


def test_a_byte_order_mark_is_no_character():
    source = read_source(b"\xef\xbb\xbfa: 1\n")
    assert (source.root, source.place(source.root.value_at("a"))) == ({"a": "1"}, Place(1, 4))


@given(
    st.recursive(
        st.text("ab:#-'\" é\n", max_size=5),
        lambda inner: st.lists(inner) | st.dictionaries(st.text("xyz", min_size=1), inner),
        max_leaves=12,
    )
)
def test_the_tree_is_what_was_dumped(value):
    text = yaml.safe_dump({"root": value}, allow_unicode=True, default_style='"')
    assert tree(text) == {"root": value}


def test_the_parser_in_python_builds_the_same_tree(monkeypatch):
    text = with_events("{type: misrepresentation, date: 2009-01-02, memo: 'a: b'}")
    built = tree(text)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert tree(text) == built
    assert tree(text).at == built.at


def test_the_parser_in_python_refuses_in_the_same_words(monkeypatch):
    text = (
        'note:\n  title: "open\nholders:\n  - id: {a: b] c\nevents:\n\t- x\nreading: @\nsimulation:\n  a: [,]\n b: c\n'
    )
    with_c = faults(text)
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert faults(text) == with_c


def test_aliases_are_refused_and_never_expanded():
    """Nine to the twentieth lists, were they expanded."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 21)]
    source = read_source("\n".join(["l0: &l0 x", *levels]).encode())
    assert [str(fault.code) for fault in source.faults].count("alias") == 20 * 9
    assert source.root["l20"] == [""] * 9


def test_an_alias_is_one_fault_and_not_also_a_missing_value():
    assert codes(SOUND.replace("2008-10-10", "*issued")) == ["alias"]


def test_a_merge_key_is_one_fault():
    assert codes(SOUND + "reading: {<<: *readings}\n") == ["merge-key"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " + "[" * 100_000])
def test_depth_is_limited(text):
    assert "too-deep" in codes(text)


def test_sixteen_containers_inside_one_another_are_not_too_deep():
    assert "too-deep" not in codes("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1))


def test_the_first_of_two_equal_keys_is_kept_and_the_second_told():
    source = read_source(b"a: 1\nb: 2\na: 3\n")
    assert source.root == {"a": "1", "b": "2"}
    (fault,) = source.faults
    assert (fault.place, fault.hint) == (Place(3, 1), "the first is on line 1: keep one of the two")


def test_a_key_that_is_no_text_is_left_out():
    source = read_source(b"? [a]\n: b\nc: d\n")
    assert (source.root, source.root.at) == ({"c": "d"}, [10, 13])


def test_reading_goes_on_behind_a_syntax_error():
    source = read_source(b"note:\n  title: @\nholders:\n  - id: a\nevents: [\n")
    assert [fault.place.line for fault in source.faults] == [2, 5]
    assert source.root["holders"] == [{"id": "a"}]


def test_what_a_syntax_error_cut_short_is_not_told_to_lack_anything():
    assert codes("note:\n  title: T\n  borrower: @\nholders:\n  - {id: a, name: A, principal: 5}\n") == ["syntax"]


def test_an_unclosed_brace_hides_no_later_section():
    source = read_source(b"note: {title: T\nholders:\n  - {id: a}\nevents: []\n")
    assert (source.root["holders"], source.root["events"]) == ([{"id": "a"}], [])


def test_all_lines_indented_by_tabs_are_told():
    assert [fault.place for fault in faults("note:\n\ttitle: T\n\tborrower: B\n")] == [Place(2, 1), Place(3, 1)]


def test_rubbish_is_not_read_for_ever():
    assert codes("a: @\n" * 20_000).count("syntax") == 100


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        (b"", "empty", (1, 1)),
        (b" \n\n", "empty", (1, 1)),
        (b"\xef\xbb\xbf", "empty", (1, 1)),
        (b"# only\n# comments\n", "empty", (1, 1)),
        (b"---\n", "empty", (1, 1)),
        (b"- a\n", "top-level", (1, 1)),
        (b"# x\n\n  note\n", "top-level", (3, 3)),
        (b"a: b\n\0", "binary", (2, 1)),
        (b"\xfe\xff\0a", "utf16", (1, 1)),
        (b"a: b\nc: \xe9\xe9\n", "not-utf8", (2, 4)),
        (b"a: b\x07\n", "control-character", (1, 5)),
    ],
)
def test_a_file_that_is_no_document(raw, code, place):
    first = faults(raw)[0] if code != "not-utf8" else next(fault for fault in faults(raw) if fault.code == code)
    found = [fault.place for fault in faults(raw) if fault.code == code]
    assert found == [place]
    assert first.expected


def test_bytes_that_are_no_utf8_are_counted_from_the_start_of_the_file():
    (fault,) = read_source(b"a: b\nc: \xe9\n").faults
    assert fault.what == "byte 8 of the file (E9) is not UTF-8"


def test_containers_are_plain_for_those_who_ask():
    root = tree("a: [1]\n")
    assert (type(root), type(root["a"])) == (Mapping, Sequence)
    assert root == {"a": ["1"]}
