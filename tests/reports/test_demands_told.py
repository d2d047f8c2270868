"""Graces of payment, standstills and accelerations of all Notes, as the reports tell them."""

from comparing import answered, loaded
from notes import day

from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.occasions import agenda
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.simulation import simulate

NOTE = {
    "title": "Subordinated Promissory Note",
    "borrower": "Northfield Tool Works, Inc.",
    "issue_date": "2010-03-31",
    "maturity_date": "2014-03-31",
    "interest_rate": "10% per year",
    "first_payment_date": "2010-04-30",
}
HOLDERS = [
    {"id": "a", "name": "Alder Growth Partners LP", "principal": "100,000.00"},
    {"id": "b", "name": "Birch Family Trust", "principal": "300,000.00"},
]
BANK = [{"id": "bank", "lender": "First Bank, N.A.", "principal": "1,000,000.00"}]


def document(*events, **terms):
    return loaded(
        {
            "note": NOTE,
            "holders": HOLDERS,
            "senior_debt": BANK,
            "terms": terms,
            "events": list(events),
            "simulation": {"payments": "recorded", "through": "2010-12-31"},
        }
    )


FALSE = {"type": "misrepresentation", "date": "2010-04-01"}
NOTICED = {"type": "junior_notice", "date": "2010-04-05"}
WAITING = {"days": "180", "from": "notice", "ends": ["insolvency"]}


def test_a_default_of_payment_is_told_from_the_day_after_the_grace():
    """Due Friday April 30, in its grace of five business days through Friday May 7."""
    run = simulate(document(defaults={"payment": {"interest": "5 business days"}}), ask=day("2010-05-03"))
    answer = answered(can_pay(run))
    assert {each["default_from"] for each in answer["holders"]} == {"2010-05-08"}
    (grace,) = answered(status(run))["grace_running"]
    assert grace["from"] == "2010-05-08"


def test_the_calendar_has_the_last_day_of_a_grace():
    found = agenda(simulate(document(defaults={"payment": {"interest": "5 business days"}})))
    last = [each for each in found.occasions if each.identity == ("instalment", "1", "grace")]
    assert [each.date for each in last] == [day("2010-05-07")]


def test_a_standstill_stands_in_status_and_is_no_bar_of_a_payoff():
    """April 5 + 180: 25 to April 30, 56, 86, 117, 148, 178 to September 30, + 2."""
    run = simulate(document(FALSE, NOTICED, standstill=WAITING), ask=day("2010-10-02"))
    (window,) = answered(status(run))["standstill"]
    assert (window["kind"], window["start"], window["end"]) == ("standstill", "2010-04-05", "2010-10-02")
    answer = answered(payoff(run))
    assert (answer["permitted"], answer["bars"]) == (True, [])
    after = simulate(document(FALSE, NOTICED, standstill=WAITING), ask=day("2010-10-03"))
    assert answered(status(after))["standstill"] == []


def test_a_demand_by_several_is_one_row_without_a_holder():
    demand = {"type": "acceleration", "date": "2010-04-06", "holders": ["a", "b"]}
    answer = answered(schedule(simulate(document(FALSE, demand, acceleration={"by": "majority"}))))
    made = {"holder": None, "date": "2010-04-06", "valid": True, "reason": None, "holders": ["a", "b"]}
    assert answer["accelerations"] == [made]


def test_where_each_accelerates_its_own_note_nobody_signs_together():
    demand = {"type": "acceleration", "date": "2010-04-06", "holder": "a"}
    answer = answered(schedule(simulate(document(FALSE, demand))))
    assert answer["accelerations"] == [{"holder": "a", "date": "2010-04-06", "valid": True, "reason": None}]
