"""Interest worked out step by step is what the run says fell due, and a traced run is the same run."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import cents, day, event, half_up, note
from test_invariants import play

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.past import Movement, Past
from note_sched.ledger.entries import What
from note_sched.simulation import simulate

many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def steps(document, until=None):
    """All steps of the one Holder, and where its periods begin."""
    run = simulate(document, traced=True)
    periods = Past(run, "a", until).periods
    return [period.start for period in periods], [step for period in periods for step in period.steps]


def test_the_first_period_has_a_line_a_month_and_one_cut():
    """September 26 to 30 is 5 of 30 days, October a whole month: 166.666... + 1,000, due together on November 1."""
    starts, (september, october, cut, *_) = steps(note())
    assert starts[:2] == [day("2008-09-26"), day("2008-11-01")]
    assert (september.days, september.basis, september.exact) == (5, 30, Fraction(5, 30) * cents(1_000))
    assert (october.days, october.basis, october.exact) == (31, 31, cents(1_000))
    assert september.amount + october.amount == cut.cents == half_up(Fraction(35, 30) * cents(1_000))
    assert (cut.what, cut.taken) == (What.INSTALMENT, 0)


def test_a_prepayment_cuts_the_period_and_the_rest_runs_on_less_principal():
    """On January 11 ten days are taken (1,000 x 10/31 = 322.58); the rest of the month runs on 50,000.00."""
    _, found = steps(note(event("payment", "2009-01-11", principal="50,000.00")))
    january = [step for step in found if isinstance(step, AccrualLine) and step.start.month == 1][:2]
    assert [(line.days, line.principal) for line in january] == [(10, cents(100_000)), (21, cents(50_000))]
    taken, due = (
        step
        for step in found
        if isinstance(step, Movement) and step.cuts and day("2009-01-11") <= step.date <= day("2009-02-01")
    )
    assert (taken.what, taken.cents) == (What.ACCRUED_PAID, half_up(cents(1_000) * Fraction(10, 31)))
    whole = cents(1_000) * Fraction(10, 31) + cents(500) * Fraction(21, 31)
    assert (due.running, due.taken, due.cents) == (whole, taken.cents, half_up(whole) - taken.cents)


def test_a_year_has_360_days_where_the_reading_says_so():
    """36 days at 12% a year over 360: 100,000 x 12% x 36 / 360 = 1,200.00."""
    _, (line, *_) = steps(note(day_count="actual/360"))
    assert (line.days, line.basis, line.rate, line.yearly) == (36, 360, Fraction(12, 100), True)
    assert line.exact == cents(1_200)


def test_until_cuts_a_line_short():
    """To November 11, that day not counted: 10 of 30 days."""
    _, found = steps(note(), day("2008-11-11"))
    assert (found[-1].end, found[-1].days, found[-1].exact) == (day("2008-11-11"), 10, cents(1_000) * Fraction(10, 30))


def test_a_transfer_carries_running_interest_exactly():
    """Half of it goes on November 11: of 333.33... accrued, 166.66... go along."""
    document = note(
        event("transfer", "2008-11-11", from_="a", to="b", amount="50,000.00"), holders={"a": "100,000.00", "b": "0"}
    )
    _, found = steps(document)
    carried = next(step for step in found if isinstance(step, Movement) and step.carries)
    assert carried.exact == -cents(1_000) * Fraction(10, 60)


@many
@given(documents.documents())
def test_every_cut_is_the_rounded_running_total_less_what_was_taken(document):
    """R-6, over whatever documents there are; and each day's cuts are that day's columns of the schedule."""
    run = play(document, traced=True)
    due = {(row.date, row.holder): row.interest_due for row in run.rows if row.interest_due}
    for holder in run.document.holders:
        for period in Past(run, holder.id).periods:
            taken, running = 0, Fraction()
            for step in period.steps:
                if isinstance(step, Movement) and step.cuts:
                    assert (step.running, step.taken) == (running, taken)
                    rest = half_up(running) - taken
                    if step.what is What.ACCRUED_PAID:
                        assert 0 < step.cents <= rest
                    else:
                        assert step.cents == rest
                        due[step.date, holder.id] -= step.cents
                    taken += step.cents
                else:
                    running += step.exact
                    assert step.running == running
            lines = [step for step in period.steps if isinstance(step, AccrualLine)]
            if not any(isinstance(step, Movement) and step.carries for step in period.steps):
                assert sum(line.amount for line in lines) == half_up(running)
    assert not any(due.values())


@many
@given(documents.documents())
def test_a_traced_run_is_the_same_run(document):
    """Writing movements down changes none, and they add up to the schedule's columns."""
    plain, traced = play(document), play(document, traced=True)
    assert traced.rows == plain.rows
    assert traced.defaults == plain.defaults
    assert traced.windows == plain.windows
    columns = {
        "interest_due": (What.INSTALMENT, What.INTEREST_DUE),
        "principal_due": (What.PRINCIPAL_DUE,),
        "expenses_due": (What.EXPENSES_DUE,),
        "expenses_paid": (What.EXPENSES_PAID,),
        "interest_paid": (What.INTEREST_PAID, What.ACCRUED_PAID),
        "principal_paid": (What.PRINCIPAL_PAID,),
    }
    for column, kinds in columns.items():
        moved: dict = {}
        for entry in traced.trace.entries:
            if entry.what in kinds and entry.cents:
                moved[entry.date, entry.holder] = moved.get((entry.date, entry.holder), 0) + entry.cents
        assert moved == {(row.date, row.holder): getattr(row, column) for row in plain.rows if getattr(row, column)}
    for entry in traced.trace.entries:
        if entry.what in (What.EXPENSES_PAID, What.INTEREST_PAID, What.PRINCIPAL_PAID):
            assert sum(part for _, part in entry.of) == entry.cents
