"""The order within a day: one test for each pair of neighbouring steps, whatever the order of the file.

The steps: 0 issues; 1 transfers; 2 Senior (balances, maturities, accelerations, then payments); 3 Events of Default;
4 Holders' accelerations; 5 notices; 6 sums falling due; 7 recorded payments, then distributions; 8 assumed payments.
"""

import pytest
from notes import block, cents, defaults, event, note, row, windows

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "100,000.00"}
SMALL = {"pnc": "5,000.00"}
NOTHING_ASSUMED = {"payments": "recorded"}

either_order = pytest.mark.parametrize("order", [1, -1], ids=["as in the day", "reversed"])


def played(order, *events, **options):
    return simulate(note(*events[::order], **options))


def paid(on, amount, **facts):
    return event("payment", on, amount=amount, **facts)


@either_order
def test_a_note_is_issued_before_it_is_transferred(order):
    """b's Note of 2008-12-10 goes to c on that day: c has its 22/31 of December."""
    holders = {"a": "100,000.00", "b": {"principal": "31,000.00", "issue_date": "2008-12-10"}, "c": "0"}
    run = played(order, event("transfer", "2008-12-10", from_="b", to="c"), holders=holders)
    assert row(run, "2009-01-01", "c").interest_due == cents(310) * 22 // 31
    assert row(run, "2009-01-01", "b") is None


@either_order
@pytest.mark.parametrize(("transferred", "barred"), [("2009-03-30", True), ("2009-03-31", False)])
def test_transfers_come_before_senior_events(order, transferred, barred):
    """Second is Senior as to b alone and matures on March 30: what b takes that day is barred, a day later a had it."""
    second = {"principal": "5,000.00", "refinances": "pnc", "in_effect": "2009-02-02", "notice": {"b": "2009-01-05"}}
    run = played(
        order,
        event("transfer", transferred, from_="a", to="b"),
        event("senior_maturity", "2009-03-30", facility="second"),
        paid("2009-03-30", "1,000.00"),
        holders={"a": "100,000.00", "b": "0"},
        debts=SMALL | {"second": second},
    )
    assert bool(run.turnovers) is barred


@either_order
@pytest.mark.parametrize(("payment", "bars"), [("600.00", False), ("599.99", True)])
def test_a_senior_balance_is_the_figure_before_the_days_payments(order, payment, bars):
    """The whole balance of 600.00 is accelerated that day and paid that day."""
    run = played(
        order,
        event("senior_balance", "2009-05-04", facility="pnc", outstanding="600.00"),
        event("senior_acceleration", "2009-05-04", facility="pnc"),
        event("senior_payment", "2009-05-04", facility="pnc", amount=payment),
        debts=SMALL,
    )
    assert bool(windows(run, "senior")) is bars


@either_order
@pytest.mark.parametrize("kind", ["senior_maturity", "senior_acceleration"])
def test_a_senior_payment_counts_against_what_falls_due_that_day(order, kind):
    events = (
        event(kind, "2009-05-04", facility="pnc"),
        event("senior_payment", "2009-05-04", facility="pnc", in_full="yes"),
    )
    run = played(order, *events, debts=SMALL)
    assert windows(run, "senior") == []


@either_order
def test_an_acceleration_of_senior_debt_that_is_paid_that_day_is_a_default_of_that_day(order):
    run = played(
        order,
        event("senior_acceleration", "2009-05-04", facility="pnc"),
        event("senior_payment", "2009-05-04", facility="pnc", in_full="yes"),
        debts=SMALL,
    )
    assert defaults(run, "2(h)") == [("2009-05-04", None)]


@either_order
@pytest.mark.parametrize(("accelerated", "valid"), [("2009-05-03", False), ("2009-05-04", True)])
def test_an_event_of_default_of_the_day_supports_an_acceleration_on_it(order, accelerated, valid):
    run = played(
        order,
        event("senior_acceleration", "2009-05-04", facility="pnc"),
        event("acceleration", accelerated, holder="a", notice="2009-05-04"),
    )
    assert [declared.valid for declared in run.accelerations] == [valid]


@either_order
@pytest.mark.parametrize(("noticed", "interest_paid"), [("2009-04-06", cents(1_000)), ("2009-04-03", cents(0))])
def test_an_acceleration_comes_before_a_notice_of_the_same_day(order, noticed, interest_paid):
    """a accelerates on Monday April 6: a block of that day never bars its interest, one of April 3 did on the 3rd.

    The override runs from April 6 in both; on April 3 the interest of April 1, unpaid by the record, was barred.
    """
    run = played(
        order,
        event("misrepresentation", "2008-09-26"),
        *block(noticed, "2009-03-20"),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
        paid(noticed, "1,000.00"),
        simulation={"recorded_through": "2009-04-06", "payments": "assumed"},
    )
    turned_over = sum(turnover.amount for turnover in run.turnovers)
    assert turned_over == cents(1_000) - interest_paid
    assert row(run, noticed).interest_paid == interest_paid


@either_order
@pytest.mark.parametrize(("noticed", "blocked"), [("2008-12-01", True), ("2008-12-02", False)])
def test_a_notice_of_the_due_date_blocks_the_instalment_which_falls_due_all_the_same(order, noticed, blocked):
    run = played(
        order,
        *block(noticed, "2008-11-20"),
    )
    due = row(run, "2008-12-01")
    assert due.interest_due == cents(1_000)
    assert due.interest_unpaid == (cents(1_000) if blocked else 0)
    assert due.standing == ("barred" if blocked else "open")


@either_order
def test_a_payment_of_the_day_pays_what_falls_due_that_day(order):
    """50.00 of expenses demanded and an instalment due on December 1: 1,050.00 pay both and no principal."""
    run = played(
        order,
        event("expense", "2008-12-01", holder="a", amount="50.00"),
        paid("2008-12-01", "1,050.00"),
    )
    due = row(run, "2008-12-01")
    assert (due.expenses_paid, due.interest_paid, due.principal_paid) == (cents(50), cents(1_000), 0)
    assert due.interest_unpaid == due.expenses_unpaid == 0


@either_order
def test_a_notice_and_a_payment_of_one_day_the_whole_day_is_blocked(order):
    run = played(
        order,
        *block("2008-12-03", "2008-11-20"),
        paid("2008-12-03", "0.01"),
    )
    assert row(run, "2008-12-03").turned_over == 1


@either_order
def test_payments_come_before_distributions(order):
    """a is paid off by its payment of 101,166.67 + 66.67, so that b alone is short when the distribution comes.

    On 2008-11-03: due 1,166.67, accrued 2/30 x 1,000.00 = 66.67, principal 100,000.00 on each Note.
    """
    run = played(
        order,
        paid("2008-11-03", "101,233.34", to="a"),
        event("distribution", "2008-11-03", amount="1,166.67"),
        holders=BOTH,
        simulation=NOTHING_ASSUMED | {"through": "2008-11-03"},
    )
    assert row(run, "2008-11-03", "a").standing == "paid"
    assert row(run, "2008-11-03", "b").interest_paid == cents("1166.67")
    assert run.totals.refundable == 0


@either_order
def test_the_borrower_is_assumed_to_pay_what_the_days_recorded_payment_left(order):
    run = played(order, paid("2008-12-01", "400.00"))
    due = row(run, "2008-12-01")
    assert (due.interest_paid, due.assumed) == (cents(1_000), cents(600))


def test_a_turnover_that_pays_senior_off_lifts_the_bars_from_the_next_day():
    """600.00 outstanding: of 700.00 on December 1, 600.00 are turned over and 100.00 kept; 900.00 wait for the 2nd."""
    run = simulate(
        note(
            *block("2008-11-24", "2008-11-20"),
            paid("2008-12-01", "700.00"),
            debts={"pnc": "600.00"},
        )
    )
    first, second = row(run, "2008-12-01"), row(run, "2008-12-02")
    assert (first.turned_over, first.interest_paid, first.assumed, first.standing) == (
        cents(600),
        cents(100),
        0,
        "barred",
    )
    assert (second.interest_paid, second.assumed, second.standing) == (cents(900), cents(900), "open")


def test_two_events_of_one_kind_on_one_day_keep_their_written_order():
    """300.00 on each Note's interest of 1,166.67: who is written first is paid first; then all are poured together."""
    first, second = paid("2008-11-03", "1,166.67", to="a"), paid("2008-11-03", "1,166.67")
    options = {"holders": BOTH, "simulation": NOTHING_ASSUMED | {"through": "2008-11-03"}}
    to_a_first = simulate(note(first, second, **options))
    to_all_first = simulate(note(second, first, **options))
    assert row(to_a_first, "2008-11-03", "b").interest_unpaid == 0
    assert row(to_all_first, "2008-11-03", "b").interest_unpaid == cents("1166.67") - cents("583.33")


@pytest.mark.parametrize(
    ("window_end", "of_the_20th", "on_the_21st"),
    [("blocked", ("11612.90", 0), ("32.26", 100_000)), ("payable", ("11612.90", 100_000), None)],
)
def test_an_acceleration_on_the_last_day_of_a_block(window_end, of_the_20th, on_the_21st):
    """Day 365 of 2009-01-20. Eleven months of interest and 19/31 of January are free at once (1(d), override); the
    principal so accelerated waits while the shadow runs, which is that day or, where the end is outside, no day."""
    accelerated = event("acceleration", "2010-01-20", holder="a", notice="2010-01-20")
    run = simulate(note(*block("2009-02-10", "2009-01-20"), accelerated, window_end=window_end))
    for on, expected in (("2010-01-20", of_the_20th), ("2010-01-21", on_the_21st)):
        found = row(run, on)
        paid_then = found and (found.interest_paid, found.principal_paid)
        assert paid_then == (expected and (cents(expected[0]), cents(expected[1])))
    assert windows(run, "accelerated_principal") == [("2010-01-20", "2010-01-20")][: window_end == "blocked"]


@either_order
@pytest.mark.parametrize(("cured", "paid_on", "days_late"), [("2009-05-31", 1, 0), ("2009-06-01", 2, 1)])
def test_a_transfer_a_financing_and_an_instalment_on_the_last_day_of_a_block(order, cured, paid_on, days_late):
    """All of it is the taker's: 1,000.00 and 100,000.00, due June 1. Blocked that day still, they are paid on the 2nd
    with a day's interest (1/30), and that day is one of default (2(a)); free that day, there is no default."""
    events = (
        *block("2009-05-11", "2009-05-08", kind="payment", cured=cured),
        event("financing", "2009-06-01", amount="10,000,000.00", kind="debt"),
        event("transfer", "2009-06-01", from_="a", to="b"),
    )
    terms = {"financing_threshold": "10,000,000.00"}
    run = played(order, *events, holders={"a": "100,000.00", "b": "0"}, terms=terms)
    due, settled = row(run, "2009-06-01", "b"), row(run, f"2009-06-0{paid_on}", "b")
    assert (due.interest_due, due.principal_due) == (cents(1_000), cents(100_000))
    interest = cents("1033.33") if days_late else cents(1_000)
    assert (settled.interest_paid, settled.principal_paid) == (interest, cents(100_000))
    assert defaults(run, "2(a)", "b") == [("2009-06-02", "2009-06-02")] * days_late
