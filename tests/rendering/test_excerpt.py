"""A report shows the place, the line, what is wrong in it, and how to mend it; nothing in it is invisible."""

from note_sched.faults import Fault, Place
from note_sched.rendering.excerpt import WIDEST, write_faults

TEXT = "note:\n  title: Note\r\n\tissued: 02/10/2009\n"


def report(text, line, column, length=1, what="what"):
    return write_faults("a.yaml", text, [Fault(Place(line, column), what, length=length)]).splitlines()


def test_a_report():
    faults = [
        Fault(Place(2, 10), "the title", "a longer one", "think again", 4),
        Fault(Place(3, 10), "the date", length=10),
    ]
    assert write_faults("note.yaml", TEXT, faults) == (
        "note.yaml:2:10: the title\n"
        "  |\n"
        "2 |   title: Note\n"
        "  |          ^^^^\n"
        "expected: a longer one\n"
        "hint: think again\n"
        "\n"
        "note.yaml:3:10: the date\n"
        "  |\n"
        "3 | →issued: 02/10/2009\n"
        "  |          ^^^^^^^^^^\n"
        "\n"
        "2 faults in note.yaml\n"
    )


def test_one_fault_is_counted_in_the_singular():
    assert report("a", 1, 1)[-1] == "1 fault in a.yaml"


def test_the_gutter_is_as_wide_as_the_number():
    assert report("\n" * 99 + "abc", 100, 2)[1:4] == ["    |", "100 | abc", "    |  ^"]


def test_a_long_line_is_cut_around_the_place():
    _, _, line, marks, *_ = report("x" * 500 + "HERE" + "y" * 500, 1, 501, 4)
    assert line.startswith("1 | … x")
    assert line.endswith("y …")
    assert len(line) <= WIDEST + len("1 | …  …")
    assert line[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_a_long_line_is_shown_from_its_beginning_when_the_place_is_there():
    _, _, line, marks, *_ = report("HERE" + "y" * 500, 1, 1, 4)
    assert (line[:10], marks) == ("1 | HEREyy", "  | ^^^^")


def test_what_is_underlined_ends_where_the_line_is_cut():
    *_, marks, _, _ = report("x" * 500, 1, 1, 500)
    assert marks.count("^") == WIDEST


def test_nothing_is_invisible():
    lines = report("a\x1b[31m\u202eb\x7f\u200b", 1, 9, what="the value `\x1b[2J\u202e`")
    assert lines[0] == "a.yaml:1:9: the value `\\x1b[2J\\u202e`"
    assert lines[2] == "1 | a\\x1b[31m\\u202eb\\x7f\\u200b"
    assert lines[3].index("^") == lines[2].index("\\x7f")


def test_wide_and_combining_characters_keep_the_mark_below_the_place():
    _, _, line, marks, *_ = report("日本e\u0301: X", 1, 7)
    assert line.endswith("X")
    assert marks == "  | " + " " * len("JJNNe: ") + "^"


def test_a_place_behind_the_end_of_the_line_is_marked_there():
    assert report("abc", 1, 4)[2:4] == ["1 | abc", "  |    ^"]


def test_a_place_behind_the_last_line_has_no_excerpt():
    assert report("abc", 7, 1) == ["a.yaml:7:1: what", "", "1 fault in a.yaml"]


def test_a_byte_order_mark_takes_no_column():
    assert report("\ufeffabc", 1, 1)[2:4] == ["1 | abc", "  | ^"]


def test_an_empty_file_has_one_empty_line():
    assert report("", 1, 1)[1:4] == ["  |", "1 |", "  | ^"]
