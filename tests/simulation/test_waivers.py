"""An Event of Default that is waived ends with that day; an acceleration made before stands."""

import pytest
from notes import day, defaults, event, note

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "100,000.00"}
TERMS = {"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"}  # a Sunday: in time through Monday March 2
RECORDED = {"payments": "recorded", "through": "2009-06-30"}


def waives(on, default, **holder):
    return event("default_waived", on, default=default, **holder)


@pytest.mark.parametrize(("on", "good"), [("2009-04-20", True), ("2009-04-21", False)])
def test_a_default_supports_a_demand_through_the_day_of_its_waiver(on, good):
    document = note(
        event("misrepresentation", "2009-03-05"),
        waives("2009-04-20", "representation"),
        event("acceleration", on, holder="a"),
    )
    run = simulate(document)
    assert defaults(run, "2(c)") == [("2009-03-05", "2009-04-20")]
    assert [each.valid for each in run.accelerations] == [good]


@pytest.mark.parametrize(("on", "until"), [("2009-03-04", None), ("2009-03-05", "2009-03-05")])
def test_a_waiver_ends_what_exists_on_its_day_and_nothing_that_is_to_come(on, until):
    run = simulate(note(event("misrepresentation", "2009-03-05"), waives(on, "representation")))
    assert defaults(run, "2(c)") == [("2009-03-05", until)]


def test_a_waiver_of_one_clause_leaves_the_others():
    run = simulate(
        note(
            event("misrepresentation", "2009-03-05"),
            event("receiver", "2009-03-05", consented="yes"),
            waives("2009-03-10", "default_receiver"),
        )
    )
    assert defaults(run, "2(c)") == [("2009-03-05", None)]
    assert defaults(run, "2(d)") == [("2009-03-05", "2009-03-10")]


def test_one_holder_waives_no_default_of_all_notes():
    run = simulate(note(event("misrepresentation", "2009-03-05"), waives("2009-03-10", "representation", holder="a")))
    assert defaults(run, "2(c)") == [("2009-03-05", None)]


def test_one_holder_waives_its_own_default_of_payment():
    run = simulate(note(waives("2009-03-20", "payment", holder="a"), holders=BOTH, terms=TERMS, simulation=RECORDED))
    assert defaults(run, "2(a)", "a")[0] == ("2009-03-03", "2009-03-20")
    assert defaults(run, "2(a)", "b") == [("2009-03-03", None)]


def test_sums_in_default_when_it_was_waived_found_no_other_and_later_ones_do():
    """Waived on March 20: the interest of March 1, 1,000.00, is never in default again. That of Wednesday April 1 is,
    from Thursday; 1,000.00 on Monday April 6 pay the older sum, and 1,000.00 on the 7th the one that is in default."""
    payments = [event("payment", on, amount="1,000.00") for on in ("2009-04-06", "2009-04-07")]
    waiver = waives("2009-03-20", "payment")
    until_april = {"payments": "recorded", "through": "2009-04-30"}
    run = simulate(note(waiver, *payments, terms=TERMS, simulation=until_april))
    assert defaults(run, "2(a)", "a") == [("2009-03-03", "2009-03-20"), ("2009-04-02", "2009-04-07")]
    assert run.defaults[1].ground.due == day("2009-04-01")


@pytest.mark.parametrize(("on", "until"), [("2009-03-31", "2009-03-31"), ("2009-04-01", "2009-04-01")])
def test_a_sum_still_in_time_on_the_day_of_the_waiver_is_no_sum_in_default(on, until):
    """The interest of April 1 is due that day: whatever is waived on it, it is in default from April 2."""
    run = simulate(
        note(waives(on, "payment"), terms=TERMS, simulation={"payments": "recorded", "through": "2009-04-20"})
    )
    assert defaults(run, "2(a)", "a") == [("2009-03-03", until), ("2009-04-02", None)]


def test_a_transferred_sum_whose_default_was_waived_stays_waived():
    run = simulate(
        note(
            waives("2009-03-20", "payment"),
            event("transfer", "2009-03-25", from_="a", to="b"),
            holders={"a": "100,000.00", "b": "0"},
            terms=TERMS,
            simulation={"payments": "recorded", "through": "2009-03-31"},
        )
    )
    assert defaults(run, "2(a)", "b") == []


def test_an_acceleration_before_the_waiver_stands():
    document = note(
        event("misrepresentation", "2009-03-05"),
        event("acceleration", "2009-03-06", holder="a"),
        waives("2009-03-10", "representation"),
        simulation={"payments": "recorded", "through": "2009-03-31"},
    )
    run = simulate(document)
    assert [each.valid for each in run.accelerations] == [True]
    assert sum(row.principal_due for row in run.rows) == 100_000_00
