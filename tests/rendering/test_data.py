"""Long columns of csv are written together, for the sake of time: it must never show."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.pages.page import Column, Kind, Page, Table
from note_sched.rendering.data import CsvLines, csv_page

PLAIN_AND_NOT = ["h1", "h_1.2", "h-1", "-1", "=1", "_=1", "x,y", 'a"b', "a b", "a -b", "", "\u202e", "\u00e4"]
TEXTS = st.lists(st.one_of(st.none(), st.sampled_from(PLAIN_AND_NOT), st.text()))
SUMS = st.lists(st.one_of(st.none(), st.integers(-10_000, 10_000_000)))


def written(kind, *values):
    """A column as csv, without its header."""
    table = Table([Column("it", kind)], [[value] for value in values])
    return csv_page(Page({}, table)).removeprefix("it\n")


@given(TEXTS)
def test_many_texts_are_written_as_each_alone(values):
    assert written(Kind.TEXT, *values) == "".join(written(Kind.TEXT, value) for value in values)


@given(SUMS)
def test_many_sums_are_written_as_each_alone(values):
    assert written(Kind.MONEY, *values) == "".join(written(Kind.MONEY, value) for value in values)


def test_what_a_spreadsheet_would_work_out_has_an_apostrophe_among_plain_ids_too():
    """OWASP's rule for cells that begin with ``= + - @``; an id with a dash inside is none."""
    assert written(Kind.TEXT, "h1", "h-1", "-1") == "h1\nh-1\n'-1\n"


@pytest.mark.parametrize(
    "rows", list(product([("a", "a"), ("a", "b")], [(100, 100), (100, 250)], [(0, 0), (5, 100), (100, 250)]))
)
def test_a_line_is_its_cells_whichever_columns_hold_one_value_and_though_a_column_comes_again(rows):
    written = {"a": "a", "b": "b", 0: "0.00", 5: "0.05", 100: "1.00", 250: "2.50"}
    parts = []
    lines = CsvLines(
        [Column("holder", Kind.TEXT, ""), Column("due", Kind.MONEY, ""), Column("paid", Kind.MONEY, "")], parts.append
    )
    for _ in range(2):
        lines.rows(list(zip(*rows, strict=True)))
    expected = "".join(",".join(written[cell] for cell in row) + "\n" for row in zip(*rows, strict=True))
    assert b"".join(parts).decode() == "holder,due,paid\n" + 2 * expected
