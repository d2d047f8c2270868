"""Reports of notes that count otherwise: each line by hand, and every book of one note says the same."""

from fractions import Fraction

import pytest
from counted import counted
from notes import cents, day, event

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.past import Movement, Past
from note_sched.measure.months import Month
from note_sched.reports.books.journal import disagreements, journal
from note_sched.reports.statements.history import histories
from note_sched.reports.telling.position import _next_due
from note_sched.simulation import simulate

RECORDED = {"payments": "recorded"}
EXTENDED = {
    "holders": {"a": "1,000,000.00"},
    "interest": {"every": None},
    "days": {"extension_interest": False, "calendar": "federal-reserve"},
    "interest_rate": "7% per year",
    "issue_date": "2016-08-04",
    "maturity_date": "2016-12-31",  # a Saturday; in time through Tuesday 2017-01-03
    "simulation": RECORDED,
}
MATURED = {
    "holders": {"a": "36,536.50"},
    "interest": {"after_maturity": "with_payment"},
    "maturity_date": "2019-03-15",
    "simulation": RECORDED,
}


def lines(document, until, holder="a"):
    run = simulate(document, ask=day(until), traced=True)
    return [step for period in Past(run, holder, day(until)).periods for step in period.steps]


@pytest.mark.parametrize(
    ("count", "every", "expected"),
    [
        ("30E/360", 1, [(30 + 0, 30, Fraction(1, 120))]),
        ("actual/actual", 1, [(31, 365, Fraction(1, 10))]),
        ("period", 1, [(31, 31 * 12, Fraction(1, 10))]),
        ("period", 3, [(31, 92 * 4, Fraction(1, 10))]),  # 2019-07-31 to 2019-10-31: 31 + 30 + 31 days
    ],
)
def test_a_line_is_principal_by_rate_by_days_by_basis(count, every, expected):
    """100,000.00 at 10% from 2019-07-31 to 08-31."""
    document = counted(
        holders={"a": "100,000.00"},
        interest={"every": every, "on": "last_day", "day_count": count},
        issue_date="2019-07-31",
        first_payment_date="2019-08-31" if every == 1 else "2019-10-31",
        simulation=RECORDED,
    )
    found = [step for step in lines(document, "2019-08-31") if isinstance(step, AccrualLine)]
    assert [(line.days, line.basis, line.rate) for line in found] == expected
    ((days, basis, rate),) = expected
    assert found[0].exact == cents(100_000) * rate * days / basis


def test_a_line_of_actual_actual_ends_with_the_year():
    document = counted(
        holders={"a": "100,000.00"},
        interest={"day_count": "actual/actual"},
        issue_date="2019-12-11",
        first_payment_date="2020-01-11",
    )
    found = lines(document, "2020-01-11")
    assert [(str(line.end), line.days, line.basis) for line in found if isinstance(line, AccrualLine)] == [
        ("2020-01-01", 21, 365),
        ("2020-01-11", 10, 366),
    ]


def test_what_is_carried_over_begins_the_next_period_in_whole_cents():
    """10.01 a day: 17 days to April 1, 170.17; then it goes on from there, 15 days more on April 16."""
    found = [each for each in lines(counted(**MATURED), "2019-04-16") if each.running][-2:]
    over, line = found
    assert isinstance(over, Movement)
    assert (over.over, over.exact, str(over.date)) == (True, cents("170.17"), "2019-04-01")
    assert line.running == cents("170.17") + 15 * cents("10.01")


def test_principal_paid_late_earns_a_line_from_its_due_date_which_counts_after_its_timely_day():
    document = counted(**EXTENDED)
    assert [(line.start, line.joins) for line in lines(document, "2017-01-03") if isinstance(line, AccrualLine)] == [
        (day("2016-08-04"), None)
    ]
    late = lines(document, "2017-01-04")[-1]
    assert (late.start, late.end, late.joins) == (day("2016-12-31"), day("2017-01-04"), day("2017-01-04"))
    assert (late.days, late.principal) == (4, cents(1_000_000))


@pytest.mark.parametrize(
    ("on", "waits", "days"),
    [("2016-12-30", 0, [1]), ("2016-12-31", 1_000_000, [1]), ("2017-01-03", 1_000_000, [1, 4]), ("2017-01-04", 0, [1])],
)
def test_the_lines_of_a_day_are_its_own_and_on_the_timely_day_those_since_the_due_date(on, waits, days):
    run = simulate(counted(**EXTENDED), ask=day(on), traced=True)
    past = Past(run, "a", day(on))
    assert sum(past.waiting().values()) == cents(waits)
    found = past.lines_of_day()
    assert [line.days for line in found] == days
    (position,) = run.asked.positions
    assert sum(line.exact for line in found) == Fraction(*position.per_diem)


@pytest.mark.parametrize("count", ["30/360", "30E/360", "actual/actual", "period", "actual/month"])
@pytest.mark.parametrize("after", ["schedule", "with_payment"])
def test_the_journal_agrees_whatever_the_count(count, after):
    document = counted(
        event("payment", "2019-04-30", amount="800.00"),
        event("transfer", "2019-05-15", **{"from": "a", "to": "b", "amount": "10,000.00"}),
        event("payment", "2019-06-30", amount="100.00"),
        holders={"a": "36,536.50", "b": "0.00"},
        interest={"on": "last_day", "day_count": count, "after_maturity": after},
        days={"extension_interest": False},
        first_payment_date="2019-02-28",
        maturity_date="2019-03-16",
        simulation={"payments": "recorded", "through": "2019-08-01"},
    )
    assert list(disagreements(journal(simulate(document, traced=True), ["a", "b"]))) == []


def month_of(document, year, month):
    last = Month(year, month).last
    (found,) = histories(simulate(document, ask=last, watch=False, traced=True), Month(year, month))
    return found


def test_a_statement_of_the_month_in_which_principal_waits_counts_none_of_its_last_day():
    """At the end of December 149 days are due and none runs; on December 31 itself none is counted."""
    found = month_of(counted(**EXTENDED), 2016, 12)
    assert (found.closing.accrued_interest, found.accrued_with_last_day) == (0, 0)
    assert found.next_due is None


def test_a_statement_after_maturity_carries_over_and_names_no_next_due_date():
    """March 15 to 31: 16 days at 10.01; April 1 rounds; through April 29 it is 46 days, the 30th is in the next."""
    found = month_of(counted(**MATURED), 2019, 4)
    assert found.opening.accrued_interest == 16 * cents("10.01")
    assert found.closing.accrued_interest == 46 * cents("10.01")
    assert found.next_due is None
    assert [line.what for line in found.interest if not line.amount] == ["is rounded and carried over"]


@pytest.mark.parametrize(
    ("after", "says"),
    [("with_payment", "nothing by itself: interest is paid with any payment"), ("schedule", day("2019-05-01"))],
)
def test_after_maturity_the_next_due_date_is_that_of_the_schedule_or_none(after, says):
    run = simulate(counted(**MATURED | {"interest": {"after_maturity": after}}), ask=day("2019-04-20"), watch=False)
    found = _next_due(run, run.asked)
    assert says in (found if isinstance(found, list) else [found])
