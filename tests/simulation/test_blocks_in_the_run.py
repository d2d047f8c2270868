"""1(c) to 1(e), day by day: who is blocked, by what, and what a block does not reach."""

import pytest
from notes import barred_by, block, cents, event, note, row, windows

from note_sched.simulation import simulate
from note_sched.terms.roles import Role

BOTH = {"a": "100,000.00", "b": "100,000.00"}


@pytest.mark.parametrize("component", ["expenses", "interest", "principal"])
@pytest.mark.parametrize(
    ("on", "barred"), [("2009-03-02", False), ("2009-03-03", True), ("2010-02-20", True), ("2010-02-21", False)]
)
def test_a_block_bars_every_component_on_its_days_and_no_weekend_moves_its_end(on, barred, component):
    """February 20, 2010, day 365, is a Saturday."""
    assert bool(barred_by(note(*block("2009-03-03")), on, component=component)) is barred


@pytest.mark.parametrize(("issued", "first_row"), [("2010-02-20", "2010-02-20"), ("2010-02-22", "2010-03-01")])
def test_a_notice_effective_before_a_note_was_issued_counts_for_it(issued, first_row):
    """b's Note of the block's last day starts barred, and has a row for it; one issued after it has none."""
    later = {"a": "100,000.00", "b": {"principal": "100,000.00", "issue_date": issued}}
    run = simulate(note(*block("2009-03-03"), holders=later))
    assert min(str(each.date) for each in run.rows if each.holder == "b") == first_row


def test_a_notice_from_before_the_first_issue_date_counts():
    run = simulate(note(*block("2008-09-22", "2008-09-15")))
    assert row(run, "2008-09-26").standing == "barred"
    assert windows(run, "blockage", "a") == [("2008-09-22", "2009-09-15")]


def test_a_default_under_debt_that_is_senior_to_a_alone_blocks_a_alone():
    second = {"principal": "100.00", "refinances": "pnc", "in_effect": "2009-02-02", "notice": {"a": "2009-02-01"}}
    run = simulate(note(*block("2009-03-03", facility="second"), holders=BOTH, debts={"pnc": "1.00", "second": second}))
    assert windows(run, "blockage", "a") == [("2009-03-03", "2010-02-20")]
    assert [(w.effective, w.role) for w in run.windows if w.holder == "b"] == [(False, Role.SENIOR)]


def balance(on, outstanding):
    return event("senior_balance", on, facility="pnc", outstanding=outstanding)


@pytest.mark.parametrize(
    ("on", "barred"),
    [("2009-04-14", True), ("2009-04-15", False), ("2009-05-19", False), ("2009-05-20", True), ("2010-02-21", False)],
)
def test_a_block_has_nothing_to_protect_while_senior_is_at_zero_and_bars_again_when_it_is_drawn(on, barred):
    document = note(*block("2009-03-03"), balance("2009-04-15", "0"), balance("2009-05-20", "0.01"))
    assert bool(barred_by(document, on)) is barred


def test_fees_outstanding_protect_nothing():
    """1(a): once principal, interest and premium are paid, the fees left over are no Senior Indebtedness."""
    debts = {"pnc": {"principal": "100.00", "interest": "5.00", "premium": "1.00", "fees": "1,000.00"}}
    paid = event("senior_payment", "2009-04-15", facility="pnc", amount="106.00")
    assert barred_by(note(*block("2009-03-03"), paid, debts=debts), "2009-04-14") == {"1(d)(ii)(B)"}
    assert barred_by(note(*block("2009-03-03"), paid, debts=debts), "2009-04-15") == set()


@pytest.mark.parametrize(
    ("trigger", "borrower", "turned_over"),
    [
        ("holder", "2009-03-10", cents(10)),
        ("borrower_and_holder", "2009-03-10", cents(10)),
        ("holder", "2009-03-11", cents(10)),
        ("borrower_and_holder", "2009-03-11", 0),  # on March 10 the Borrower had no notice yet
    ],
)
def test_what_is_paid_between_the_two_receipts_is_kept_under_borrower_and_holder(trigger, borrower, turned_over):
    events = *block("2009-03-03", notice={"borrower": borrower}), event("payment", "2009-03-10", amount="10.00")
    run = simulate(note(*events, block_trigger=trigger))
    assert row(run, "2009-03-10").turned_over == turned_over
    start = "2009-03-03" if trigger == "holder" else borrower
    assert windows(run, "blockage", "a") == [(start, "2010-02-20")]


@pytest.mark.parametrize(("scope", "effective"), [("all", [True, False]), ("other_defaults", [True, True])])
def test_proviso_scope_decides_whether_a_second_payment_default_of_the_same_time_can_block(scope, effective):
    """d2 occurred during d1's block, which ends with the cure of May 4; d2 is noticed on May 6."""
    first = block("2009-03-03", kind="payment", cured="2009-05-04")
    second = block("2009-05-06", "2009-03-16", name="d2", kind="payment")
    run = simulate(note(*first, *second, proviso_scope=scope))
    assert [window.effective for window in run.windows if window.kind == "blockage"] == effective


def test_each_notice_is_judged_for_each_holder_by_its_own_receipt():
    """The notice reaches a on day 365 and b a day later."""
    received = {"received": {"a": "2010-02-20", "b": "2010-02-21"}}
    run = simulate(note(*block("2010-02-19", notice=received), holders=BOTH))
    assert windows(run, "blockage", "a") == [("2010-02-20", "2010-02-20")]
    assert windows(run, "blockage", "b") == []
    assert row(run, "2010-02-20", "a").standing == "barred"
    assert row(run, "2010-02-21", "a").standing == "open"
