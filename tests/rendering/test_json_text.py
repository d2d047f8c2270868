"""The json of a page is the library's, indented by a letter a level, with values written as machines read them."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from note_sched.measure.accrual import PerDiem
from note_sched.pages.page import Column, Kind, Page, SingleRow, Table
from note_sched.pages.values import Mapped, Money, Said
from note_sched.rendering.json_text import json_page, json_pieces

LETTERS = st.text(st.characters(max_codepoint=0x7E), max_size=6)
PLAIN = st.none() | st.booleans() | st.integers() | LETTERS
NESTED = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3))
NOTHING = Table((), ())


@given(st.dictionaries(LETTERS, NESTED, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_it_is_what_the_library_writes(data):
    assert json_page(Page(data, NOTHING)) == json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def test_values_are_written_as_machines_read_them():
    table = Table((Column("on", Kind.DATE), Column("due", Kind.MONEY)), [(date(2009, 3, 1), 1_00), (None, None)])
    data = {
        "paid": Money(-5),
        "says": Said(["due ", date(2009, 3, 1), ": ", Money(1_00)]),
        "per_diem": PerDiem(100_000, 31),
        "row": SingleRow(table.columns, (None, 7)),
        "rows": table,
        "none": Table(table.columns, ()),
        "lanes": Mapped(lambda each: {"sum": Money(each), "of": []}, [1, 2]),
    }
    assert json_page(Page(data, table)) == (
        '{\n "paid": "-0.05",\n "says": "due 2009-03-01: 1.00",\n "per_diem": "32.258065",\n'
        ' "row": {\n  "on": null,\n  "due": "0.07"\n },\n'
        ' "rows": [\n  {\n   "on": "2009-03-01",\n   "due": "1.00"\n  },'
        '\n  {\n   "on": null,\n   "due": null\n  }\n ],\n'
        ' "none": [],\n'
        ' "lanes": [\n  {\n   "sum": "0.01",\n   "of": []\n  },\n  {\n   "sum": "0.02",\n   "of": []\n  }\n ]\n}\n'
    )


def test_a_long_list_is_made_as_it_is_written():
    made = []
    pieces = json_pieces(Page({"lanes": Mapped(made.append, range(1_000))}, NOTHING))
    for _ in range(10):
        next(pieces)
    assert len(made) < 12


def test_what_a_terminal_would_obey_is_escaped():
    assert json_page(Page({"name": "a\x7f\u202eb"}, NOTHING)) == '{\n "name": "a\\u007f\\u202eb"\n}\n'
