"""Recorded is fact, assumed is lawful: on which days payments are assumed, and how far a run goes by itself."""

import pytest
from notes import block, cents, day, event, note, row

from note_sched.document.known import known_at
from note_sched.faults import Refusal
from note_sched.simulation import simulate

FIRST = cents("1166.67")
UNPAID = {"payments": "recorded"}
FALSE = event("misrepresentation", "2008-09-26")


def assumed_days(run):
    return [str(each.date) for each in run.rows if each.assumed]


@pytest.mark.parametrize(
    ("recorded_through", "paid", "cents_paid"),
    [
        ("2008-11-02", "2008-11-03", FIRST),
        ("2008-11-03", "2008-11-05", FIRST),  # the 4th is Election Day
        ("2008-11-30", "2008-12-01", FIRST + cents(1_000)),
        ("2008-12-01", "2008-12-02", FIRST + cents(1_000)),
    ],
)
def test_through_the_recorded_days_nothing_is_assumed_and_on_the_day_after_all_that_is_due(
    recorded_through, paid, cents_paid
):
    run = simulate(note(simulation={"recorded_through": recorded_through}))
    assert assumed_days(run)[0] == paid
    assert row(run, paid).assumed == row(run, paid).interest_paid == cents_paid


@pytest.mark.parametrize(
    ("assumed_through", "last"),
    [("2008-11-02", None), ("2008-11-03", "2008-11-03"), ("2008-11-30", "2008-11-03"), ("2008-12-01", "2008-12-01")],
)
def test_payments_are_assumed_through_the_last_day_and_no_longer(assumed_through, last):
    days = assumed_days(simulate(note(simulation={"assumed_through": assumed_through})))
    assert (days[-1] if days else None) == last


def test_with_recorded_payments_only_nothing_is_assumed():
    assert assumed_days(simulate(note(simulation=UNPAID))) == []


@pytest.mark.parametrize(("reading", "paid"), [("gcl25", "2009-02-02"), ("strict", "2009-02-01")])
def test_the_borrower_is_assumed_to_pay_on_business_days_or_strictly_on_the_day_due(reading, paid):
    """February 1, 2009 is a Sunday."""
    run = simulate(note(business_days=reading))
    assert row(run, paid).assumed == cents(1_000)


def test_with_overdue_principal_the_interest_accrued_to_the_day_is_assumed_too():
    """Due 2010-05-31 with 30/31 of May; May 31 itself earns the rest, paid with it on June 1."""
    run = simulate(note())
    assert row(run, "2010-06-01").assumed == cents(100_000) + cents(1_000)


@pytest.mark.parametrize("recorded", ["0.01", "1,166.66", "1,166.67"])
def test_what_is_recorded_on_the_day_is_not_assumed_again(recorded):
    run = simulate(note(event("payment", "2008-11-03", amount=recorded)))
    assert row(run, "2008-11-03").interest_paid == FIRST
    assert row(run, "2008-11-03").assumed == FIRST - cents(recorded.replace(",", ""))


# How far a run goes


@pytest.mark.parametrize(
    ("event_day", "through"),
    [("2010-05-31", "2010-06-01"), ("2010-06-01", "2010-06-01"), ("2010-06-02", "2010-06-02")],
)
def test_a_run_ends_when_all_notes_are_paid_and_no_fact_is_left(event_day, through):
    assert simulate(note(event("misrepresentation", event_day))).through == day(through)


@pytest.mark.parametrize(
    ("events", "through"),
    [
        ([], "2010-07-02"),  # maturity is timely through June 1, + 31
        ([event("misrepresentation", "2010-09-01")], "2010-10-02"),
        ([event("judgment", "2009-01-05", amount="1.00", satisfied="2010-09-01")], "2010-10-02"),
        ([event("misrepresentation", "2009-01-05", recorded="2010-09-01")], "2010-07-02"),  # when it became known
        (block("2010-01-05", "2009-12-07"), "2011-01-07"),  # known end 2010-12-07
        (block("2009-12-04", "2009-12-07"), "2010-07-02"),  # a void notice has no end
        (block("2009-03-03", "2009-02-20", kind="payment"), "2010-07-02"),  # no end is known
        (block("2010-09-01", "2010-08-03", kind="payment", notice={"method": "courier"}), "2010-10-04"),  # on the 3rd
        (
            (
                *block("2009-03-03"),
                *block("2010-09-01", "2010-08-03", name="d2", kind="payment", notice={"method": "courier"}),
            ),
            "2010-10-04",  # the last of several
        ),
        ([FALSE, event("acceleration", "2010-03-01", holder="a", notice="2010-03-01")], "2011-04-01"),
        ([FALSE, event("acceleration", "2010-03-01", holder="a")], "2010-07-02"),  # opens nothing
    ],
)
def test_an_unpaid_note_is_looked_at_for_31_days_after_the_last_thing_known(events, through):
    assert simulate(note(*events, simulation=UNPAID)).through == day(through)


@pytest.mark.parametrize(
    ("notice", "known", "through"),
    [
        ("2010-09-01", None, "2010-10-02"),
        ({"borrower": "2010-08-02", "senior": "2010-09-01"}, None, "2010-10-02"),
        ({"borrower": "2010-09-01", "senior": "2010-08-02"}, None, "2010-10-02"),
        ({"borrower": "2010-08-02", "senior": "2010-09-01"}, "2010-09-01", "2010-10-02"),
        ({"borrower": "2010-08-02", "senior": "2010-09-01"}, "2010-08-31", "2010-09-02"),  # 31 days after August 2
        ({"borrower": "2010-09-01", "senior": "2010-08-02"}, "2010-08-31", "2010-09-02"),
        ({"borrower": "2010-08-02", "senior": "2010-09-01"}, "2010-08-01", "2010-07-02"),  # after maturity
    ],
)
def test_the_notices_of_an_acceleration_are_dated_facts(notice, known, through):
    """No Event of Default existed on October 6, 2008: the acceleration is void, with no window that goes on longer."""
    document = note(event("acceleration", "2008-10-06", holder="a", notice=notice), simulation=UNPAID)
    run = simulate(known_at(document, day(known)) if known else document)
    assert [each.valid for each in run.accelerations] == [False]
    assert run.through == day(through)


@pytest.mark.parametrize(("last_fact", "through"), [("2199-11-30", "2199-12-31"), ("2199-12-31", "2199-12-31")])
def test_no_run_goes_beyond_the_calendar(last_fact, through):
    """31 days after November 30 is its last day, December 31, 2199; a month later is no day of this program."""
    run = simulate(note(event("misrepresentation", last_fact), simulation=UNPAID), sink=lambda _: None)
    assert run.through == day(through)


@pytest.mark.parametrize("asked_as", ["through", "ask"])
def test_the_last_day_of_the_calendar_can_be_asked_for_and_the_next_cannot(asked_as):
    assert simulate(note(), **{asked_as: day("2199-12-31")}).through == day("2199-12-31")
    with pytest.raises(Refusal, match="2200-01-01 is beyond the calendar of this program, which ends 2199-12-31"):
        simulate(note(), **{asked_as: day("2200-01-01")})


@pytest.mark.parametrize(("recorded_through", "through"), [("2010-06-01", "2010-07-02"), ("2010-06-02", "2010-07-03")])
def test_the_record_itself_is_something_known(recorded_through, through):
    assert simulate(note(simulation=UNPAID | {"recorded_through": recorded_through})).through == day(through)


def test_a_last_day_that_is_asked_for_is_the_last_day_before_and_after_payment():
    for through in ("2008-11-01", "2010-12-31"):
        asked = simulate(note(), through=day(through))
        written = simulate(note(simulation={"through": through}))
        assert asked.through == written.through == day(through)
        assert asked.rows == written.rows == [each for each in simulate(note()).rows if each.date <= day(through)]


def test_windows_are_those_of_all_facts_though_the_run_ends_before_them():
    """A notice and an acceleration after the last day have their windows; what depends on payments has none there."""
    later = *block("2009-03-03"), event("acceleration", "2009-04-06", holder="a", notice="2009-04-06")
    run = simulate(
        note(FALSE, *later, event("senior_acceleration", "2009-05-04", facility="pnc")), through=day("2008-12-31")
    )
    assert run.through == day("2008-12-31")
    assert [(window.kind, str(window.start), str(window.end)) for window in run.windows] == [
        ("blockage", "2009-03-03", "2010-02-20"),
        ("override", "2009-04-06", "2010-04-06"),
    ]


@pytest.mark.parametrize("through", [None, "2009-01-01"])
def test_a_day_asked_about_is_reached_whatever_the_last_day(through):
    run = simulate(note(), through=through and day(through), ask=day("2011-01-05"))
    assert run.asked.day == day("2011-01-05")
    assert run.through >= day("2011-01-05")


@pytest.mark.parametrize("asked_as", ["through", "ask"])
def test_a_day_before_the_issue_date_is_refused_and_the_issue_date_is_not(asked_as):
    with pytest.raises(Refusal, match="2008-09-25 is before the issue date"):
        simulate(note(), **{asked_as: day("2008-09-25")})
    assert simulate(note(), **{asked_as: day("2008-09-26")}).first_day == day("2008-09-26")
