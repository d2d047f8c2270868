"""The Picture of a workbook: its charts are native, and of cells in which the engine's figures stand."""

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from notes import block, cents, day, event, note
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import to_excel as serial
from test_workbook import book

from note_sched.document.load import load
from note_sched.simulation import simulate

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SAMPLES = {path.stem: path for path in (Path(__file__).parents[2] / "samples").glob("*.yaml")}


def number(value):
    return value if isinstance(value, int | float) else serial(value)


def charted(written):
    """The series of each chart by their names: what its cells hold, by day; a preview finds the same in the chart."""
    sheet = openpyxl.load_workbook(BytesIO(written), data_only=True)["Picture"]

    def held(part, wanted):
        (reference,) = part.iter(f"{CHART}f")
        first, top, last, bottom = range_boundaries(reference.text.partition("!")[2].replace("$", ""))
        assert first == last
        found = [row[0].value for row in sheet.iter_rows(min_row=top, max_row=bottom, min_col=first, max_col=last)]
        cached = [each.text for each in part.iter(f"{CHART}v")]
        assert [wanted(each) for each in cached] == [each if isinstance(each, str) else number(each) for each in found]
        return found

    def series(each):
        name, days, figures = (each.find(f"{CHART}{part}") for part in ("tx", "cat", "val"))
        return held(name, str)[0], dict(zip(held(days, float), held(figures, float), strict=True))

    with ZipFile(BytesIO(written)) as archive:
        charts = [ET.fromstring(archive.read(f"xl/charts/chart{at}.xml")) for at in (1, 2, 3)]  # noqa: S314 (ours)
    return [dict(map(series, chart.iter(f"{CHART}ser"))) for chart in charts]


def by_month(rows, sums):
    found = {}
    for row in rows:
        month = f"{row.date:%Y-%m}"
        found[month] = found.get(month, 0) + sums(row)
    return found


@pytest.mark.parametrize("name", ["release-valve", "insolvency-with-avoidance", "pik-toggle-blocked"])
def test_the_charts_are_of_what_the_engine_found(name):
    """Month by month and day by day the rows of `simulate`, added up by hand."""
    document = load(SAMPLES[name].read_bytes())
    flows, balances, owing = charted(book(document))
    rows = simulate(document).rows
    expected = {
        "Fell due": by_month(rows, lambda row: row.interest_due + row.expenses_due),
        "of it barred": by_month(
            rows, lambda row: row.interest_due + row.expenses_due if row.standing == "barred" else 0
        ),
    }
    for series, months in expected.items():
        drawn = {f"{at:%Y-%m}": cents(f"{value:.2f}") for at, value in flows[series].items()}
        assert {at: value for at, value in drawn.items() if value} == {at: each for at, each in months.items() if each}
    paid = by_month(rows, lambda row: row.interest_paid + row.expenses_paid)
    for at, value in flows["Received"].items():
        both = value + flows["Assumed, not received"][at]
        assert cents(f"{both:.2f}") == paid.get(f"{at:%Y-%m}", 0)
    last = {row.holder: row for row in rows}.values()
    assert cents(f"{list(balances['Principal at its end'].values())[-1]:.2f}") == sum(row.principal for row in last)
    by_day = {}
    for row in rows:
        by_day.setdefault(row.date, []).append(row)
    for at, value in owing["Owing in all"].items():
        if at.date() in by_day:
            there = by_day[at.date()]
            total = sum(
                row.principal + row.interest_unpaid + row.expenses_unpaid + row.accrued_interest for row in there
            )
            assert cents(f"{value:.2f}") == total


def test_what_is_barred_is_in_arrears_until_it_is_paid():
    """12% on 100,000.00, blocked from March 3, 2009 to February 20, 2010: April's 1,000.00 is the first in arrears, and
    at the end of May it is two of them; what is assumed as paid is told apart from what was received."""
    received = event("payment", "2008-12-01", amount="1,000.00")
    flows, balances, _ = charted(book(note(received, *block("2009-03-03"))))
    at = {f"{each:%Y-%m}": each for each in flows["Fell due"]}
    assert [flows["Fell due"][at[month]] for month in ("2008-12", "2009-04")] == [1000, 1000]
    assert [flows["of it barred"][at[month]] for month in ("2009-03", "2009-04", "2010-03")] == [0, 1000, 0]
    assert (flows["Received"][at["2008-12"]], flows["Assumed, not received"][at["2008-12"]]) == (1000, 0)
    assert [balances["Due and unpaid at its end"][at[month]] for month in ("2009-03", "2009-04", "2009-05")] == [
        0,
        1000,
        2000,
    ]


def test_the_headline_is_a_formula_of_the_sums_in_the_sheets():
    """100,000.00 and the interest of June 1 to 15, 2009, fourteen thirtieths of 1,000.00; blocked since March 3, that
    and the instalments of April, May and June."""
    written = book(note(), day("2009-06-15"))
    said = [openpyxl.load_workbook(BytesIO(written), data_only=only)["Summary"]["A1"].value for only in (False, True)]
    assert said[0].startswith('="MAY BE PAID on Mon 2009-06-15: "&FIXED(Holders!')
    assert said[1] == "MAY BE PAID on Mon 2009-06-15: 100,466.67 pays every Note in full"
    barred = book(note(*block("2009-03-03")), day("2009-06-15"))
    lines = [openpyxl.load_workbook(BytesIO(barred), data_only=True)["Summary"][at].value for at in ("A1", "A2")]
    assert lines[0].startswith("MAY NOT BE PAID on Mon 2009-06-15: barred under 1(d)(ii)")
    assert lines[1] == "103,466.67 would pay every Note in full"
