"""Interest at rates that move: each day at the rate in force on it, rounded once a period (T-20)."""

from fractions import Fraction

import pytest
from comparing import answered, loaded
from notes import cents, day, event, half_up, row

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.past import Past
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

STEPS = [{"from": "2010-05-15", "rate": "8% per year"}, {"from": "2010-06-01", "rate": "10% per year"}]
PRIME = {"index": "prime", "plus": "4% per year"}


def document(rate, *events, principal="365,000.00", interest=(), **note):
    """A plain note of 2010-05-15, actual/365: on 365,000.00 each percent is 10.00 a day."""
    return loaded(
        {
            "note": {
                "title": "Promissory Note",
                "borrower": "Northfield Tool Works, Inc.",
                "issue_date": "2010-05-15",
                "maturity_date": "2012-05-15",
                "interest_rate": rate,
                "first_payment_date": "2010-06-15",
                **note,
            },
            "holders": [{"id": "a", "name": "A", "principal": principal}],
            "events": list(events),
            "terms": {"instrument": "plain", "interest": dict(interest)},
            "simulation": {"through": "2010-08-01"},
        }
    )


def value(on, rate):
    return event("index_rate", on, index="prime", value=rate)


def due(written, on="2010-06-15"):
    return row(simulate(written), on).interest_due


def test_the_day_of_a_new_rate_is_the_first_at_it():
    """17 days at 80.00 and 14 at 100.00; had it been from June 2, 18 and 13."""
    assert due(document(STEPS)) == cents(17 * 80 + 14 * 100)
    later = [STEPS[0], STEPS[1] | {"from": "2010-06-02"}]
    assert due(document(later)) == cents(18 * 80 + 13 * 100)


def test_several_rates_of_a_period_are_rounded_once():
    """On 100.00 the parts are 37.26 and 38.36 cents: 75.62, rounded 76; each by itself would be 37 and 38."""
    exact = cents(100) * (Fraction(8, 100) * 17 + Fraction(10, 100) * 14) / 365
    assert (due(document(STEPS, principal="100.00")), half_up(exact)) == (76, 76)


def test_30_360_counts_the_days_of_each_rate_from_the_start_of_the_period():
    """May 15 to June 1 are 16 days of thirty, and 14 more to June 15: 30."""
    written = document(STEPS, principal="360,000.00", interest={"day_count": "30/360"})
    assert due(written) == cents(16 * 80 + 14 * 100)


def test_an_index_holds_from_its_date_or_is_set_anew_once_a_period():
    """4 + 4 percent, from June 1 on 6 + 4: daily 17 x 80 + 14 x 100; by the period 31 x 80, then 30 x 100."""
    values = [value("2010-05-15", "4% per year"), value("2010-06-01", "6% per year")]
    assert due(document(PRIME, *values)) == cents(17 * 80 + 14 * 100)
    by_period = document(PRIME | {"reset": "period"}, *values)
    assert (due(by_period), due(by_period, "2010-07-15")) == (cents(31 * 80), cents(30 * 100))


@pytest.mark.parametrize(("last", "warned"), [("2010-07-31", True), ("2010-08-01", False)])
def test_what_runs_at_the_last_known_value_is_said(last, warned):
    """The run ends on 2010-08-01."""
    run = simulate(document(PRIME, value("2010-05-15", "4% per year"), value(last, "4% per year")))
    assert ("rate-projected" in {each.code for each in run.cautions}) is warned


def test_every_line_of_the_derivation_is_at_one_rate_and_they_add_up():
    run = simulate(document(STEPS), traced=True)
    first = Past(run, "a", day("2010-06-15")).periods[0]
    lines = [step for step in first.steps if isinstance(step, AccrualLine)]
    assert [(each.days, each.rate, each.exact) for each in lines] == [
        (17, Fraction(8, 100), cents(17 * 80)),
        (14, Fraction(10, 100), cents(14 * 100)),
    ]


def test_the_rate_is_told_as_it_is_written():
    assert answered(schedule(simulate(document(STEPS))))["note"]["interest_rate"] == STEPS
    written = document(PRIME, value("2010-05-15", "4% per year"))
    assert answered(schedule(simulate(written)))["note"]["interest_rate"] == PRIME | {"reset": "daily"}
