"""By which day what was received against a bar is to be paid over, in what people read."""

from notes import day, event, note, under

from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.pages.values import Money
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.status import status
from note_sched.reports.telling.paying_over import to_be_paid_over_by
from note_sched.simulation import simulate
from note_sched.terms.terms import Standstill

WITHIN = AIR_INDUSTRIES_2008.terms._replace(turnover=AIR_INDUSTRIES_2008.terms.turnover._replace(within=15))


def test_fifteen_days_after_the_receipt_by_the_calendar_of_the_note():
    """Received 2009-02-05: day 15 is Friday 02-20, kept as a holiday by this note, so Monday 02-23."""
    document = under(note(terms={"holidays": {"add": ["2009-02-20"]}}), WITHIN)
    assert to_be_paid_over_by(document, day("2009-02-05")) == day("2009-02-23")
    assert to_be_paid_over_by(under(note(), WITHIN), day("2009-02-05")) == day("2009-02-20")


def test_the_note_of_2008_names_no_day():
    assert to_be_paid_over_by(note(), day("2009-02-05")) is None


def test_the_days_are_business_days_of_the_paper():
    """Day 15 after 2020-10-19 is Election Day, Tuesday 2020-11-03: a holiday in New York alone."""
    fed = WITHIN._replace(days=WITHIN.days._replace(calendar="federal-reserve"))
    assert to_be_paid_over_by(under(note(), fed), day("2020-10-19")) == day("2020-11-03")
    assert to_be_paid_over_by(under(note(), WITHIN), day("2020-10-19")) == day("2020-11-04")


def test_status_says_by_when_what_was_received_is_to_be_paid_over():
    """200.00 on Thursday 2009-02-05, though principal of Senior is due: by Friday 2009-02-20."""
    facts = (
        event("senior_maturity", "2009-01-05", facility="pnc", amount="1,000.00"),
        event("payment", "2009-02-05", amount="200.00"),
    )
    data = status(simulate(under(note(*facts), WITHIN), ask=day("2009-02-06"))).data
    assert data["turnover"] == [
        {
            "received": day("2009-02-05"),
            "holder": "a",
            "amount": Money(200_00),
            "to": {"pnc": Money(200_00)},
            "by": day("2009-02-20"),
        }
    ]
    assert "turnover" not in status(simulate(note(*facts), ask=day("2009-02-06"))).data


STANDS = AIR_INDUSTRIES_2008.terms._replace(standstill=Standstill(days=180, ends=()))


def waits(terms, on, *facts):
    head = can_pay(simulate(under(note(*facts), terms), ask=day(on))).head
    return {line.label: line.text for line in head}.get("Standstill")


def test_can_pay_says_that_a_standstill_bars_demands_and_no_payment():
    """Day 180 after 2010-02-03 is 2010-08-02."""
    told = event("junior_notice", "2010-02-03")
    assert waits(STANDS, "2010-08-02", told) == [
        "demands must wait through ",
        day("2010-08-02"),
        "; it bars no payment",
    ]
    assert waits(STANDS, "2010-08-03", told) is None
    assert waits(STANDS, "2010-08-02") is None
    until_paid = STANDS._replace(standstill=Standstill(days=None, ends=("senior_paid",)))
    assert waits(until_paid, "2010-08-03") == "demands must wait until all Senior debt is paid; it bars no payment"
    gone = event("senior_balance", "2010-08-02", facility="pnc", outstanding="0.00")
    assert waits(until_paid, "2010-08-03", gone) is None
