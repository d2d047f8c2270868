"""1(g) and 1(h) in a run: what is turned over to the cent, whether it discharges the Note, and the pool."""

import pytest
from notes import block, cents, day, defaults, event, money, note, row

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "50,000.00"}
BLOCKED = block("2009-03-03")
RECORDED = {"payments": "assumed", "recorded_through": "2009-04-01"}


def receives(amount, on="2009-04-01", **facts):
    return event("payment", on, amount=amount, **facts)


@pytest.mark.parametrize("less", [-1, 0, 1])
def test_no_more_is_turned_over_than_is_outstanding_due_or_not(less):
    """1,000.00 received; nothing of PNC's debt is due."""
    run = simulate(note(*BLOCKED, receives("1,000.00"), debts={"pnc": money(cents(1_000) - less)}))
    over = min(cents(1_000), cents(1_000) - less)
    assert row(run, "2009-04-01").turned_over == over
    assert row(run, "2009-04-01").interest_paid == cents(1_000) - over


@pytest.mark.parametrize(
    ("senior_paid", "turned_over"), [("2009-03-31", 400), ("2009-04-01", 400), ("2009-04-02", 1_000)]
)
def test_senior_payments_of_that_day_come_first(senior_paid, turned_over):
    """1(g): "after giving effect to any concurrent payment": 600.00 of 1,000.00 outstanding."""
    paid = event("senior_payment", senior_paid, facility="pnc", amount="600.00")
    run = simulate(note(*BLOCKED, receives("1,000.00"), paid, debts={"pnc": "1,000.00"}))
    assert row(run, "2009-04-01").turned_over == cents(turned_over)


def test_a_turnover_reduces_the_senior_debt_like_a_payment():
    events = *BLOCKED, receives("400.00"), event("senior_acceleration", "2009-03-16", facility="pnc")
    document = note(
        *events, event("senior_payment", "2009-04-06", facility="pnc", amount="200.00"), debts={"pnc": "600.00"}
    )
    run = simulate(document, ask=day("2009-04-05"))
    assert run.asked.senior_outstanding["pnc"] == cents(600) - cents(400)
    last_barred = [window.end for window in run.windows if window.kind == "senior"]
    assert last_barred == [day("2009-04-05")]


def test_where_the_shares_together_exceed_senior_each_turns_over_pro_rata():
    """1,500.00 of interest, 1,000.00 and 500.00, and 100.00 of Senior debt: 66.67 and 33.33."""
    run = simulate(note(*BLOCKED, receives("1,500.00"), holders=BOTH, debts={"pnc": "100.00"}))
    assert {each.holder: each.amount for each in run.turnovers} == {"a": cents("66.67"), "b": cents("33.33")}


@pytest.mark.parametrize(
    ("effect", "unpaid", "default"),
    [("not_discharged", cents(1_000), [("2009-04-02", None)]), ("discharged", 0, [])],
)
def test_what_is_turned_over_discharges_the_note_or_not(effect, unpaid, default):
    run = simulate(
        note(*BLOCKED, receives("1,000.00", "2009-03-02"), receives("1,000.00"), turnover_effect=effect),
        through=day("2009-04-20"),
    )
    received = row(run, "2009-04-01")
    assert received.turned_over == cents(1_000)
    assert received.interest_unpaid == unpaid
    assert received.interest_paid == cents(1_000) - unpaid
    assert defaults(run, "2(a)", "a") == default
    assert run.subrogation[0].pool == cents(1_000)


@pytest.mark.parametrize("effect", ["not_discharged", "discharged"])
def test_what_is_diverted_from_a_distribution_never_discharges(effect):
    petition = event("insolvency", "2009-03-03", voluntary="yes")
    distributed = event("distribution", "2009-04-01", amount="1,000.00")
    run = simulate(note(petition, distributed, turnover_effect=effect))
    assert row(run, "2009-04-01").turned_over == row(run, "2009-04-01").interest_unpaid == cents(1_000)


@pytest.mark.parametrize(("senior_paid", "live_from", "claim"), [("599.99", None, 0), ("600.00", "2009-09-30", 400)])
def test_the_pool_is_live_once_all_senior_is_paid_to_the_last_cent(senior_paid, live_from, claim):
    """1,000.00 of Senior debt, 400.00 of it paid by a turnover; 100,000.00 of the Note are unpaid."""
    events = *BLOCKED, receives("400.00"), event("senior_payment", "2009-09-30", facility="pnc", amount=senior_paid)
    run = simulate(note(*events, debts={"pnc": "1,000.00"}, simulation={"through": "2009-12-31"}))
    (pool,) = run.subrogation
    assert (pool.pool, pool.claim) == (cents(400), cents(claim))
    assert pool.live_from == (live_from and day(live_from))


@pytest.mark.parametrize(("left", "claim"), [("399.99", "399.99"), ("400.00", "400.00"), ("400.01", "400.00")])
def test_the_claim_is_the_pool_or_what_is_owing_if_less(left, claim):
    """On 2009-10-01 all is paid but ``left``: 7,000.00 of interest since April 1, less nothing, and principal."""
    paid_off = event("senior_payment", "2009-09-30", facility="pnc", in_full="yes")
    events = *BLOCKED, receives("400.00"), paid_off
    owing = cents(7_000) + cents(100_000) - cents(left)
    run = simulate(
        note(*events, receives(money(owing), "2009-10-01"), simulation={"assumed_through": "2009-09-29"}),
        through=day("2009-10-01"),
    )
    assert row(run, "2009-10-01").principal == cents(left)
    assert run.subrogation[0].claim == cents(claim)


def test_sums_merely_withheld_never_enter_the_pool():
    assert simulate(note(*BLOCKED)).subrogation == []


EXCESS = {
    "old": "500.00",
    "new": {
        "principal": "900.00",
        "in_effect": "2009-03-02",
        "purpose": "other",
        "refinances": "old",
        "notice": "2009-02-25",
    },
}
REFINANCED = event("senior_payment", "2009-03-02", facility="old", in_full="yes")


@pytest.mark.parametrize(
    ("bar", "excess_paid"),
    [
        (event("senior_acceleration", "2009-03-16", facility="new"), "0"),
        (event("senior_acceleration", "2009-03-16", facility="new"), "400.00"),
        (event("senior_maturity", "2009-03-16", facility="new", amount="600.00"), "0"),
        (event("insolvency", "2009-03-16", voluntary="yes"), "0"),
    ],
)
@pytest.mark.parametrize(("received", "last_barred"), [("499.99", None), ("500.00", "2009-04-01")])
def test_a_turnover_pays_what_is_senior_of_a_refinancing_and_then_bars_no_more(bar, excess_paid, received, last_barred):
    """900.00 refinanced 500.00: with 500.00 turned over on April 1 no Senior Indebtedness is left, whatever is owed."""
    paid = [event("senior_payment", "2009-03-20", facility="new", amount=excess_paid)] if excess_paid != "0" else []
    events = REFINANCED, bar, *paid, receives(received), receives("700.00", "2009-04-15")
    run = simulate(note(*events, debts=EXCESS, simulation={"payments": "recorded"}), through=day("2009-04-30"))
    assert [str(each.end) for each in run.windows if each.effective] == [last_barred or "2009-04-15"]
    assert row(run, "2009-04-15").turned_over == cents(500) - cents(received)
    assert run.totals.turned_over == cents(500)


def test_what_the_status_calls_senior_falls_by_what_was_turned_over():
    events = REFINANCED, event("senior_acceleration", "2009-03-16", facility="new"), receives("500.00")
    asked = simulate(note(*events, debts=EXCESS), ask=day("2009-04-02")).asked
    assert asked.senior_outstanding["new"] == cents(900) - cents(500)
    assert asked.senior_limits["others"]["new"] == 0


def test_where_senior_differs_by_holder_they_turn_over_in_document_order():
    """Second (50.00) is Senior as to b alone, PNC (80.00) to both: of 60.00 each, a's go to PNC, b's to both."""
    second = {
        "principal": "50.00",
        "refinances": "pnc",
        "in_effect": "2009-02-02",
        "notice": {"b": "2009-02-01"},
        "rank": "2",
    }
    same = {"a": "100,000.00", "b": "100,000.00"}
    run = simulate(note(*BLOCKED, receives("120.00"), holders=same, debts={"pnc": "80.00", "second": second}))
    assert [(each.holder, dict(each.to)) for each in run.turnovers] == [
        ("a", {"pnc": cents(60)}),
        ("b", {"pnc": cents(20), "second": cents(40)}),
    ]


def test_what_a_note_cannot_keep_is_turned_over_until_senior_is_complete_and_only_then_refundable():
    """On 2009-03-10 a owes 9/31 x 1,000.00 and 100,000.00 and receives 200,000.00 under a block."""
    owed = cents("290.32") + cents(100_000)
    for senior, refundable in ((cents(150_000), 0), (cents(200_000) - owed, 0), (cents(200_000) - owed - 1, 1)):
        run = simulate(note(*BLOCKED, receives("200,000.00", "2009-03-10"), debts={"pnc": money(senior)}))
        assert row(run, "2009-03-10").turned_over == senior
        assert run.totals.refundable == refundable
        assert row(run, "2009-03-10").principal_paid == min(cents(200_000) - senior, owed) - cents("290.32")


MIXED = (  # from April 8 b holds 1.00 of accelerated principal, which the shadow of d1 keeps barred, beside 100,000.00
    event("misrepresentation", "2008-12-01"),
    *block("2009-03-10", occurred="2009-03-02", kind="payment"),
    event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
    event("transfer", "2009-04-08", to="b", amount="1.00", **{"from": "a"}),
)
EQUAL = {"a": "100,000.00", "b": "100,000.00"}


def test_what_is_turned_over_for_accelerated_principal_leaves_it_barred():
    """1(g), proviso of 1(d). June 1: 150,000.00 to b. May's interest is 1% of 100,001.00: 1,000.01. Of the principal
    100,000.00 may be paid. The 1.00 is barred whatever is received for it: the other 48,999.99 are turned over."""
    run = simulate(note(*MIXED, receives("150,000.00", "2009-06-01", to="b"), holders=EQUAL))
    received = row(run, "2009-06-01", "b")
    assert (received.interest_paid, received.principal_paid) == (cents("1000.01"), cents(100_000))
    assert (received.turned_over, received.principal) == (cents("48999.99"), cents(1))


def test_a_note_is_open_on_the_day_after_its_accelerated_principal_was_discharged():
    """Under ``turnover_effect: discharged`` the 1.00, due first, goes with the first dollar of principal."""
    run = simulate(
        note(*MIXED, receives("5,000.00", "2009-06-01", to="b"), holders=EQUAL, turnover_effect="discharged"),
        through=day("2009-06-05"),
    )
    assert row(run, "2009-06-01", "b").standing == "barred_principal"
    assert row(run, "2009-06-02", "b").standing == "open"
    assert row(run, "2009-06-03", "b") is None
