"""1(b): matured or accelerated Senior debt bars everything until *it* is paid; on one day its payment comes first."""

import pytest
from notes import barred_by, daily, event, note, row, windows

from note_sched.simulation import simulate
from note_sched.terms.roles import Role

MATURES = event("senior_maturity", "2009-03-28", facility="pnc", amount="100.00")  # a Saturday
ACCELERATES = event("senior_acceleration", "2009-05-04", facility="pnc")
SMALL = {"pnc": "5,000.00"}


def paying(on, amount, **facts):
    return event("senior_payment", on, facility="pnc", amount=amount, **facts)


def bars(*events, debts=None, **options):
    return windows(simulate(note(*events, debts=debts or SMALL, **options)), "senior")


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("2009-03-27", [("2009-03-28", None)]),  # before it fell due, and not said to be for it
        ("2009-03-28", []),  # paid that day, no bar that day
        ("2009-03-29", [("2009-03-28", "2009-03-28")]),  # due on a Saturday: Senior due dates do not roll
        ("2009-04-06", [("2009-03-28", "2009-04-05")]),
    ],
)
def test_a_portion_bars_from_the_day_it_falls_due_through_the_day_before_it_is_paid(paid, expected):
    assert bars(MATURES, paying(paid, "100.00")) == expected


@pytest.mark.parametrize(("amount", "barred"), [("99.99", True), ("100.00", False), ("100.01", False)])
@pytest.mark.parametrize(
    ("on", "facts"), [("2009-03-28", {}), ("2009-03-20", {"for_": "2009-03-28"})], ids=["that day", "ahead"]
)
def test_every_cent_of_it_must_be_paid_that_day_or_ahead_for_it(amount, barred, on, facts):
    assert bool(bars(MATURES, paying(on, amount, **facts))) is barred


def test_a_payment_for_another_portion_does_not_cover_this_one():
    other = event("senior_maturity", "2009-04-28", facility="pnc", amount="100.00")
    assert bars(MATURES, other, paying("2009-03-20", "100.00", for_="2009-04-28")) == [("2009-03-28", None)]


def test_a_portion_without_a_sum_is_all_that_is_outstanding():
    matures = event("senior_maturity", "2009-03-28", facility="pnc")
    last_cent = paying("2009-04-07", "0.01")
    assert bars(matures, paying("2009-04-06", "4,999.99"), last_cent) == [("2009-03-28", "2009-04-06")]


def test_portions_are_paid_oldest_first_and_each_has_its_window():
    """100.00 on April 6 pays the portion of March 28; that of April 1 is paid on the 8th."""
    second = event("senior_maturity", "2009-04-01", facility="pnc", amount="100.00")
    found = bars(MATURES, second, paying("2009-04-06", "100.00"), paying("2009-04-08", "100.00"))
    assert found == [("2009-03-28", "2009-04-05"), ("2009-04-01", "2009-04-07")]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([ACCELERATES], [("2009-05-04", None)]),
        ([ACCELERATES, paying("2009-05-04", "5,000.00")], []),
        ([ACCELERATES, paying("2009-05-11", "4,999.99")], [("2009-05-04", None)]),
        ([ACCELERATES, paying("2009-05-11", "5,000.00")], [("2009-05-04", "2009-05-10")]),
        ([ACCELERATES | {"rescinded": "2009-05-04"}], []),
        ([ACCELERATES | {"rescinded": "2009-05-05"}], [("2009-05-04", "2009-05-04")]),
    ],
)
def test_an_acceleration_bars_until_it_is_paid_or_rescinded(events, expected):
    assert bars(*events) == expected


def test_a_rescission_leaves_matured_portions_to_be_paid():
    found = bars(MATURES, ACCELERATES | {"rescinded": "2009-05-11"})
    assert found == [("2009-03-28", None), ("2009-05-04", "2009-05-10")]


def test_one_payment_counts_for_the_matured_portion_and_the_accelerated_amount_at_the_same_time():
    """5,000.00 outstanding, 100.00 of it matured, then all accelerated: 5,000.00 pay both."""
    found = bars(MATURES, ACCELERATES, paying("2009-05-11", "5,000.00"))
    assert found == [("2009-03-28", "2009-05-10"), ("2009-05-04", "2009-05-10")]


@pytest.mark.parametrize(("outstanding", "lifted"), [("0.01", False), ("0", True)])
def test_a_falling_balance_caps_what_is_to_be_paid(outstanding, lifted):
    falls = event("senior_balance", "2009-05-11", facility="pnc", outstanding=outstanding)
    last = "2009-05-10" if lifted else None
    assert bars(MATURES, ACCELERATES, falls) == [("2009-03-28", last), ("2009-05-04", last)]


def test_only_what_was_accelerated_must_be_paid_not_what_was_lent_since():
    drawn = event("senior_balance", "2009-05-06", facility="pnc", outstanding="9,000.00")
    assert bars(ACCELERATES, drawn, paying("2009-05-11", "5,000.00")) == [("2009-05-04", "2009-05-10")]


@pytest.mark.parametrize("component", ["expenses", "interest", "principal"])
def test_it_bars_every_component(component):
    document = note(MATURES, debts=SMALL)
    assert barred_by(document, "2009-03-27", component=component) == set()
    assert barred_by(document, "2009-03-28", component=component) == {"1(b)"}


def test_an_override_does_not_lift_it():
    """A false representation supports a's acceleration of April 6, noticed that day."""
    events = (
        event("misrepresentation", "2008-09-26"),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
    )
    assert barred_by(note(MATURES, *events, debts=SMALL), "2009-04-06") == {"1(b)"}


def test_it_bars_only_holders_as_to_whom_the_debt_is_senior():
    """The refinancing was noticed to a on the day before, to b on the day itself."""
    second = {
        "principal": "5,000.00",
        "refinances": "pnc",
        "in_effect": "2009-02-02",
        "notice": {"a": "2009-02-01", "b": "2009-02-02"},
    }
    accelerates = event("senior_acceleration", "2009-05-04", facility="second")
    both = {"a": "100,000.00", "b": "100,000.00"}
    run = simulate(note(accelerates, holders=both, debts=SMALL | {"second": second}))
    assert windows(run, "senior") == windows(run, "senior", "a") == [("2009-05-04", None)]
    assert row(run, "2009-06-01", "a").interest_paid == 0
    assert row(run, "2009-06-01", "b").interest_paid > 0


def test_what_matured_and_was_paid_before_the_note_was_issued_bars_nothing():
    early = event("senior_maturity", "2008-09-01", facility="pnc", amount="100.00")
    assert barred_by(note(early, paying("2008-09-02", "100.00"), debts=SMALL), "2008-09-26") == set()
    assert barred_by(note(early, paying("2008-09-02", "99.99"), debts=SMALL), "2008-09-26") == {"1(b)"}


def test_the_holders_are_paid_on_the_day_on_which_senior_is_paid():
    """The instalment of April 1 waits for Monday April 6."""
    run = daily(note(MATURES, paying("2009-04-06", "100.00"), debts=SMALL))
    before, then = row(run, "2009-04-05"), row(run, "2009-04-06")
    assert (before.standing, before.roles, before.interest_unpaid) == ("barred", (Role.SENIOR_MATURED,), 1_000_00)
    assert (then.standing, then.roles, then.interest_paid) == ("open", (), 1_000_00)
