"""A month of a Note adds up, line by line and column by column, and is the month that the schedule tells."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import documents
from test_invariants import play

from note_sched.history.movements import Balances, added
from note_sched.measure.months import Month
from note_sched.reports.statements.history import histories

many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
MONTHS = st.dates(date(2008, 9, 26), date(2010, 7, 31)).map(lambda on: Month(on.year, on.month))


def month_after(month):
    return Month(month.year + month.month // 12, month.month % 12 + 1)


def of_month(run_of, month):
    """The histories of a month by Holder; ``run_of`` plays with what it is given."""
    run = run_of(ask=month.last, traced=True)
    return run, {each.holder: each for each in histories(run, month)}


@many
@given(documents.documents(), MONTHS)
def test_closing_is_the_schedules_last_row_and_the_next_opening(document, month):
    """Balances are those of the end of a day: simulate --daily has the same figures on the month's last day."""
    _, found = of_month(lambda **how: play(document, **how), month)
    _, after = of_month(lambda **how: play(document, **how), month_after(month))
    rows = play(document, daily=True, through=max(month.last, date(2008, 9, 26))).rows
    closing = {row.holder: Balances(*row[9:13]) for row in rows if row.date == month.last}
    opening = {row.holder: Balances(*row[9:13]) for row in rows if row.date == month.eve}
    for holder, each in found.items():
        assert each.closing == closing.get(holder, Balances())
        assert each.opening == opening.get(holder, Balances())
        if holder in after:
            assert after[holder].opening == each.closing
        else:
            assert each.closing.total == 0
    assert all(not total.total for holder, total in closing.items() if holder not in found)


@many
@given(documents.documents(), MONTHS)
def test_lines_add_up(document, month):
    """Opening + movements = closing; accrued interest line by line; what fell due = paid + transferred + unpaid."""
    run, found = of_month(lambda **how: play(document, **how), month)
    for each in found.values():
        assert added((each.opening, *each.flows)) == each.closing
        running = each.opening.accrued_interest
        for line in each.interest:
            running += line.amount
            assert line.running == running
        assert running == each.closing.accrued_interest
        for due in each.due:
            assert due.amount - due.paid_recorded - due.paid_assumed + due.transferred == due.unpaid >= 0
        late = {
            part: sum(arrear.amount for arrear in each.arrears if arrear.component == part)
            for part in ("expenses", "interest", "principal")
        }
        assert late["interest"] == each.closing.interest_unpaid
        assert late["expenses"] == each.closing.expenses_unpaid
        assert late["principal"] <= each.closing.principal
        assert sum(sum(received[5:9]) for received in each.received) == -(
            each.flows.paid_recorded.total + each.flows.paid_assumed.total
        )
        assert sum(received.turned_over for received in each.received) == sum(one.amount for one in each.turnovers)
    ours = {each.holder: each for each in run.asked.positions}
    for holder, each in found.items():
        if not any(received.date == month.last for received in each.received):
            assert (
                sum(arrear.amount for arrear in each.arrears if arrear.component == "principal")
                == ours[holder].due["principal"]
            )


@many
@given(documents.documents(), MONTHS)
def test_movements_are_the_schedules(document, month):
    """Sums of the month's rows: fell due, paid, assumed, turned over."""
    _, found = of_month(lambda **how: play(document, **how), month)
    rows = [row for row in play(document, through=max(month.last, date(2008, 9, 26))).rows if month.has(row.date)]
    assert {row.holder for row in rows if any(row[2:9])} <= found.keys()
    for holder, each in found.items():
        own = [row for row in rows if row.holder == holder]
        for part in ("interest", "principal", "expenses"):
            assert sum(due.amount for due in each.due if due.component == part) == sum(
                getattr(row, f"{part}_due") for row in own
            )
        paid = sum(row.interest_paid + row.principal_paid + row.expenses_paid for row in own)
        assert -each.flows.paid_assumed.total == sum(row.assumed for row in own)
        assert -each.flows.paid_recorded.total == paid - sum(row.assumed for row in own)
        assert sum(one.amount for one in each.turnovers) == sum(row.turned_over for row in own)
