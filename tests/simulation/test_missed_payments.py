"""2(a): the first and the last day of a default in payment, Note by Note (R-8, section 5)."""

import pytest
from notes import defaults, event, note, row

from note_sched.simulation import simulate

FIRST = "1166.67"  # September 26 to October 31: (5/30 + 1) x 1,000.00


def paid_on(*days, amount=FIRST, holders=None, **reading):
    """Only these payments happen, and December's instalment is not among them."""
    return simulate(
        note(
            *[event("payment", on, amount=amount) for on in days],
            holders=holders or {"a": "100,000.00"},
            simulation={"payments": "recorded", "through": "2008-12-20"},
            **reading,
        )
    )


@pytest.mark.parametrize(
    ("reading", "paid", "expected"),
    [
        ("gcl25", "2008-11-01", []),
        ("gcl25", "2008-11-03", []),  # due on a Saturday: Monday is in time
        ("gcl25", "2008-11-04", [("2008-11-04", "2008-11-04")]),  # it exists on the day on which it is paid
        ("gcl25", "2008-11-06", [("2008-11-04", "2008-11-06")]),
        ("strict", "2008-11-01", []),
        ("strict", "2008-11-02", [("2008-11-02", "2008-11-02")]),
        ("strict", "2008-11-03", [("2008-11-02", "2008-11-03")]),
    ],
)
def test_an_instalment_is_in_default_from_the_day_after_its_last_timely_day(reading, paid, expected):
    run = paid_on(paid, business_days=reading)
    assert [each for each in defaults(run, "2(a)", "a") if each[0] < "2008-12-01"] == expected


@pytest.mark.parametrize("cents_short", [0, 1])
def test_a_cent_short_is_a_default(cents_short):
    run = paid_on("2008-11-03", amount=f"1166.{67 - cents_short}")
    assert bool([each for each in defaults(run, "2(a)", "a") if each[0] < "2008-12-01"]) is bool(cents_short)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("2008-11-28", [("2008-11-04", "2008-11-28"), ("2008-12-02", None)]),  # cured before the next falls due
        ("2008-12-01", [("2008-11-04", None)]),  # that evening December's is unpaid on its last timely day
    ],
)
def test_a_default_runs_to_the_first_day_at_whose_end_nothing_is_overdue(paid, expected):
    assert defaults(paid_on(paid), "2(a)", "a") == expected


def test_a_default_is_that_of_the_note_that_was_not_paid():
    run = simulate(
        note(
            event("payment", "2008-11-03", amount=FIRST, to="a"),
            holders={"a": "100,000.00", "b": "100,000.00"},
            simulation={"payments": "recorded", "through": "2008-11-20"},
        )
    )
    assert defaults(run, "2(a)", "a") == []
    assert defaults(run, "2(a)", "b") == [("2008-11-04", None)]


@pytest.mark.parametrize(("demanded", "default_from"), [("2008-11-07", "2008-11-08"), ("2008-11-08", "2008-11-11")])
def test_expenses_unpaid_are_a_default_too(demanded, default_from):
    """Demand on Friday November 7, or on Saturday the 8th, in time through Monday the 10th; the instalment is paid."""
    run = simulate(
        note(
            event("payment", "2008-11-03", amount=FIRST),
            event("expense", demanded, holder="a", amount="0.01"),
            simulation={"payments": "recorded", "through": "2008-11-20"},
        )
    )
    assert defaults(run, "2(a)", "a") == [(default_from, None)]


@pytest.mark.parametrize(("paid", "expected"), [("2010-06-01", []), ("2010-06-02", [("2010-06-02", "2010-06-02")])])
def test_principal_due_on_memorial_day_is_in_time_on_june_1(paid, expected):
    run = simulate(note(event("payment", paid, principal="100,000.00"), simulation={"assumed_through": "2010-05-31"}))
    assert row(run, paid).standing == "paid"
    assert defaults(run, "2(a)", "a") == expected
