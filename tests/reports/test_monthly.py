"""Month by month: what fell due, what was paid and how, what stood unpaid and barred at each month's end."""

from pathlib import Path

import pytest
from notes import block, cents, day, event, half_up, note
from pages import TWO

from note_sched.document.load import load
from note_sched.reports.answers.monthly import monthly
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yaml"))


def months(document, name="Interest"):
    """The months of a kind of debt, by their first day."""
    panels = dict(monthly(simulate(document, traced=True)).panels)
    return {str(each.first)[:7]: each for each in panels[name]}


def test_what_falls_due_and_is_assumed_paid():
    """35/30 of 1,500.00 fall due on Saturday, November 1, 2008 and are paid on Monday; December is paid at once."""
    found = months(note(holders=TWO))
    assert found["2008-10"].is_empty
    for month, sum_ in (("2008-11", cents(1_750)), ("2008-12", cents(1_500))):
        assert found[month][2:] == (sum_, 0, sum_, 0, 0, 0)


def test_what_is_recorded_is_received():
    paid = event("payment", "2008-11-03", amount="1,166.67")
    found = months(note(paid, simulation={"recorded_through": "2008-11-30"}))
    assert (found["2008-11"].received, found["2008-11"].assumed) == (116_667, 0)
    assert (found["2008-12"].received, found["2008-12"].assumed) == (0, cents(1_000))


def test_what_is_barred_stands_unpaid_at_the_end_of_each_month_until_it_is_paid():
    """Blocked from March 3, 2009 through February 20, 2010: April's 1,000.00 are the first that stand."""
    found = months(note(*block("2009-03-03")))
    assert (found["2009-03"].arrears, found["2009-03"].barred) == (0, 0)
    assert (found["2009-04"].arrears, found["2009-04"].barred) == (cents(1_000), cents(1_000))
    assert (found["2010-01"].arrears, found["2010-01"].barred) == (cents(10_000), cents(10_000))
    assert (found["2010-02"].arrears, found["2010-02"].assumed) == (0, cents(11_000))


def test_what_is_paid_before_it_falls_due_has_a_column_of_its_own():
    """Prepaid on November 17, 2008: 16 days of November's 1,000.00, then principal (R-17)."""
    paid = event("payment", "2008-11-17", amount="10,000.00")
    document = note(
        event("payment", "2008-11-03", amount="1,166.67"), paid, simulation={"recorded_through": "2008-11-30"}
    )
    accrued = half_up(cents(1_000) * 16 / 30)
    assert months(document)["2008-11"].early == accrued
    assert months(document, "Principal")["2008-11"].early == cents(10_000) - accrued


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_add_up(name):
    """What fell due, and what was paid before it did, is what was paid and what is unpaid at the end."""
    run = simulate(load((SAMPLES / f"{name}.yaml").read_bytes()), traced=True)
    for _, sums in monthly(run).panels:
        due, received, assumed, early = (sum(each[at] for each in sums) for at in range(2, 6))
        assert due + early == received + assumed + sums[-1].arrears


def test_what_was_paid_early_is_what_the_totals_say():
    """1,209.68 of release-valve: 967.74 on alder, 241.94 on birch, on July 16, 2010."""
    run = simulate(load((SAMPLES / "release-valve.yaml").read_bytes()), traced=True)
    early = {each.first: each.early for each in dict(monthly(run).panels)["Interest"] if each.early}
    assert early == {day("2010-07-01"): 96_774 + 24_194}
    assert sum(early.values()) == run.totals.accrued_paid
