"""1(i): Senior comes first in a proceeding; the Holders' distributions go to it, and what exceeds it comes back."""

import pytest
from notes import barred_by, block, cents, event, note, row, windows

from note_sched.simulation import simulate

SMALL = {"pnc": "600.00"}
FALSE = event("misrepresentation", "2008-09-26")
UNPAID = {"payments": "recorded", "through": "2009-12-31"}


def petition(on="2009-07-15", **facts):
    return event("insolvency", on, **{"voluntary": "no"} | facts)


def senior_payment(on, amount, facility="pnc"):
    return event("senior_payment", on, facility=facility, amount=amount)


def distribution(on, amount, **facts):
    return event("distribution", on, amount=amount, **facts)


def spans(*events, debts=None):
    return windows(simulate(note(*events, debts=debts or SMALL, simulation=UNPAID)), "insolvency")


@pytest.mark.parametrize("component", ["expenses", "interest", "principal"])
@pytest.mark.parametrize("voluntary", ["yes", "no"])
@pytest.mark.parametrize(("on", "barred"), [("2009-07-14", set()), ("2009-07-15", {"1(i)"})])
def test_from_the_filing_every_component_is_barred(on, barred, voluntary, component):
    assert barred_by(note(petition(voluntary=voluntary)), on, component=component) == barred


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([petition()], [("2009-07-15", None)]),
        ([petition(dismissed="2009-08-20")], [("2009-07-15", "2009-08-19")]),
        ([petition(), senior_payment("2009-08-20", "599.99")], [("2009-07-15", None)]),
        ([petition(), senior_payment("2009-08-20", "600.00")], [("2009-07-15", "2009-08-19")]),
        ([petition(), event("senior_provided_for", "2009-07-14")], [("2009-07-15", None)]),  # for none then pending
        ([petition(), event("senior_provided_for", "2009-08-20")], [("2009-07-15", "2009-08-19")]),
        ([petition(), event("receiver", "2009-06-01")], [("2009-07-15", None)]),
        ([event("receiver", "2009-06-01")], []),  # a receiver alone is 2(d), not this bar
    ],
)
def test_the_bar_lifts_on_the_day_of_dismissal_of_payment_in_full_or_of_consent(events, expected):
    assert spans(*events) == expected


def test_each_proceeding_is_a_bar_of_its_own_and_a_consent_is_good_for_those_pending():
    found = spans(petition(), petition("2009-10-01"), event("senior_provided_for", "2009-08-20"))
    assert found == [("2009-07-15", "2009-08-19"), ("2009-10-01", None)]


def test_an_override_does_not_lift_it():
    accelerates = event("acceleration", "2009-07-20", holder="a", notice="2009-07-20")
    assert barred_by(note(FALSE, petition(), accelerates), "2009-07-20") == {"1(i)"}


@pytest.mark.parametrize(
    ("received", "turned_over"), [("2009-07-14", 0), ("2009-07-15", 1), ("2009-08-19", 1), ("2009-08-20", 0)]
)
def test_what_was_paid_before_the_dismissal_stays_prohibited(received, turned_over):
    events = petition(dismissed="2009-08-20"), event("payment", received, amount="0.01")
    assert row(simulate(note(*events)), received).turned_over == turned_over


@pytest.mark.parametrize(
    ("events", "clause"),
    [
        ([petition()], "1(i)(ii)"),
        ([petition(), *block("2009-03-03")], "1(i)(ii)"),
        ([petition(dismissed="2009-08-20"), *block("2009-03-03")], "1(g)"),  # the block alone: a prohibited receipt
        ([petition(), event("senior_provided_for", "2009-08-20")], None),
    ],
)
def test_a_distribution_in_a_proceeding_is_diverted_to_senior_and_listed_under_its_clause(events, clause):
    run = simulate(note(*events, distribution("2009-08-20", "500.00")))
    assert [(run.label(each.role), each.amount) for each in run.turnovers] == ([(clause, cents(500))] if clause else [])
    assert (clause in run.instrument.cited(row(run, "2009-08-20").roles)) is (clause is not None)
    assert [each.pool for each in run.subrogation] == ([cents(500)] if clause else [])


@pytest.mark.parametrize(
    ("more", "turned_over"),
    [
        ([], 0),
        (block("2009-03-03"), cents(500)),  # exempt from this bar only
        ([event("senior_acceleration", "2009-03-03", facility="pnc")], cents(500)),
    ],
)
def test_securities_subordinated_to_senior_are_kept_unless_another_bar_applies(more, turned_over):
    """They are applied at their stated amount: 500.00 of July's and August's interest."""
    shares = distribution("2009-08-20", "500.00", kind="subordinated_securities")
    run = simulate(note(petition(), *more, shares))
    received = row(run, "2009-08-20")
    assert (received.turned_over, received.interest_paid) == (turned_over, cents(500) - turned_over)
    assert {run.label(each.role) for each in run.turnovers} == ({"1(g)"} if turned_over else set())


@pytest.mark.parametrize(
    ("events", "debts", "returned"),
    [
        ([petition(), senior_payment("2009-08-20", "600.00")], SMALL, 0),
        ([petition(), senior_payment("2009-08-20", "600.01")], SMALL, 1),
        ([senior_payment("2009-08-20", "600.01")], SMALL, 0),  # no proceeding
        ([petition(dismissed="2009-08-20"), senior_payment("2009-08-20", "600.01")], SMALL, 0),
        ([petition(dismissed="2009-08-21"), senior_payment("2009-08-20", "600.01")], SMALL, 1),
        ([petition(), senior_payment("2009-08-20", "600.01")], SMALL | {"sc": "0.01"}, 0),  # another is short
        (
            [petition(), senior_payment("2009-08-20", "600.01"), senior_payment("2009-08-20", "0.01", "sc")],
            SMALL | {"sc": "0.01"},
            1,
        ),
        ([petition(), senior_payment("2009-08-20", "600.01")], {"pnc": {"principal": "600.00", "fees": "5.00"}}, 1),
    ],
)
def test_what_senior_receives_beyond_payment_in_full_goes_back_to_the_holders_that_day(events, debts, returned):
    run = simulate(note(*events, debts=debts, simulation=UNPAID))
    assert run.totals.interest_paid == returned
    assert all(str(receipt.date) == "2009-08-20" for receipt in run.receipts)


@pytest.mark.parametrize(("received", "returned"), [("399.99", 0), ("400.00", 50), ("400.01", 51)])
@pytest.mark.parametrize("kind", ["payment", "distribution"])
def test_what_holders_turn_over_that_day_counts_towards_payment_in_full(kind, received, returned):
    """600.50 for the 600.00 of pnc; sc is owed 400.00, which what the Holder receives pays or does not (1(i))."""
    events = petition(), senior_payment("2009-08-20", "600.50"), event(kind, "2009-08-20", amount=received)
    run = simulate(note(*events, debts=SMALL | {"sc": "400.00"}, simulation=UNPAID))
    assert row(run, "2009-08-20").turned_over == min(cents(received), cents(400))
    assert run.totals.interest_paid == returned  # what Senior has too much, and what the Holder need not turn over


def test_an_excess_beyond_all_that_is_owed_is_refundable():
    """On 2008-11-03 the Note owes 1,166.67 + 66.67 + 100,000.00."""
    events = petition("2008-10-15"), senior_payment("2008-11-03", "101,833.35")
    run = simulate(note(*events, debts=SMALL))
    assert row(run, "2008-11-03").standing == "paid"
    assert run.totals.refundable == cents("101833.35") - cents(600) - cents("101233.34")
