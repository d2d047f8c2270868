"""The statement of a month, worked out by hand on the samples; every figure is shown with its arithmetic."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import cents, day, event, half_up, note
from pages import lines

from note_sched.document.known import known_at
from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.history.movements import Balances
from note_sched.measure.months import month_of, read_month
from note_sched.pages.page import Section
from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.rendering.terminal import text_page
from note_sched.rendering.values_in_words import GLUE, write_phrase
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import control_page, statement_page, statements_page
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

many = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
MONTHS = st.dates(date(2008, 9, 26), date(2010, 7, 31)).map(month_of)
SAMPLES = Path(__file__).parents[3] / "samples"
HALF = {"a": "100,000.00", "b": "0"}


def sample(name):
    return load((SAMPLES / f"{name}.yaml").read_bytes())


def of(document, month, holder=None):
    """The statement of a Holder, by default the first."""
    found = statements(document, read_month(month))
    return next(each for each in found.statements if holder in (None, each.holder.id))


def accrued(principal, days, month_days):
    """One percent a month, by the days of that month (preamble)."""
    return half_up(cents(principal) * Fraction(days, 100 * month_days))


def test_the_first_month_begins_with_the_note():
    """Nothing at the end of August; issued September 26; five days of thirty, the last of them not over yet: 4/30."""
    history = of(sample("air-industries-2008"), "2008-09").history
    assert history.opening == Balances()
    assert history.flows.issued == Balances(principal=cents("1500000"))
    assert history.closing == Balances(cents("1500000"), 0, accrued("1500000", 4, 30), 0)
    assert history.accrued_with_last_day == accrued("1500000", 5, 30) == cents("2500")
    assert (history.next_due.date, history.next_due.timely_through) == (day("2008-11-01"), day("2008-11-03"))
    assert history.next_due.interest == half_up(cents("1500000") * Fraction(35, 3000))


def test_a_saturday_instalment_is_received_on_monday_in_time():
    """7/6 of one percent of 1,500,000.00 = 17,500.00, due Saturday November 1, recorded Monday 3; none is assumed."""
    history = of(sample("air-industries-2008"), "2008-11").history
    (due,) = history.due
    assert (due.date, due.timely_through, due.amount) == (day("2008-11-01"), day("2008-11-03"), cents("17500"))
    assert (due.paid_recorded, due.paid_assumed, due.unpaid) == (cents("17500"), 0, 0)
    (receipt,) = history.received
    assert (receipt.kind, receipt.received, receipt.interest_due) == ("payment", cents("17500"), cents("17500"))
    assert receipt.settled == (day("2008-11-01"),)
    assert history.year == (cents("17500"), 0, 0)
    opening = half_up(cents("1500000") * (Fraction(5, 3000) + Fraction(30, 3100)))  # through October 30
    assert [line.amount for line in history.interest] == [
        cents("17500") - opening,  # October 31, whatever rounding left to it
        -cents("17500"),
        accrued("1500000", 29, 30),
    ]
    assert history.closing == Balances(cents("1500000"), 0, cents("14500"), 0)


def test_after_the_record_ends_payments_are_assumed_and_called_so():
    """`recorded_through: 2009-03-02`: April's instalment is no receipt. January to March are: 3 x 15,000.00."""
    found = statements(sample("air-industries-2008"), read_month("2009-04"))
    history = found.statements[0].history
    assert [each.kind for each in history.received] == ["assumed"]
    assert history.year == (cents("45000"), cents("15000"), 0)
    page = lines(statement_page(found, found.statements[0]))
    assert "Assumed payments" in page
    assert "Interest in 2009 45,000.00 received as recorded; 15,000.00 assumed, not received" in page
    assert not any("received" in line and "15,000.00" in line and "assumed" not in line for line in page)


def test_blocked_in_march():
    """Alder's 1,000.00 of March 1 is blocked from Monday 2, its last timely day: 2(a) from March 3 (samples' story)."""
    statement = of(sample("covenant-default"), "2009-03")
    assert statement.history.shortfall == cents("1000") == statement.history.closing.interest_unpaid
    state = statement.state
    assert state.standing == "barred"
    assert [(bar.clause, bar.through) for bar in state.bars] == [("1(d)(ii)(A)", day("2009-06-11"))]
    assert [(each.role, each.start) for each in state.defaults] == [(Role.DEFAULT_PAYMENT, day("2009-03-03"))]
    (notice,) = statement.notices
    assert (notice.effective_on, notice.what, notice.effect) == (day("2009-03-02"), "blockage", "blocks")


def test_unblocked_in_june():
    """Four instalments on June 12, 4 x 1,000.00; the notice of cure counted on June 11, that of June 22 is void."""
    statement = of(sample("covenant-default"), "2009-06")
    history = statement.history
    assert history.opening.interest_unpaid == cents("3000")
    (receipt,) = history.received
    assert (receipt.date, receipt.interest_due) == (day("2009-06-12"), cents("4000"))
    assert receipt.settled == tuple(map(day, ("2009-03-01", "2009-04-01", "2009-05-01", "2009-06-01")))
    assert [(each.what, each.effect) for each in statement.notices] == [("cure", "noted"), ("blockage", "void")]
    assert "burned" not in statement.notices[1].reason
    assert statement.notices[1].clause == "1(d)(ii)"
    assert (statement.state.standing, statement.state.defaults) == ("open", ())


def test_two_part_payments_and_the_odd_cent():
    """December: 333.33 due, 166.67 of it on the 1st and 166.66 on the 5th, nothing short."""
    history = of(sample("thirds-of-a-cent"), "2008-12").history
    assert [each.received for each in history.received] == [16_667, 16_666]
    assert [each.settled for each in history.received] == [(day("2008-12-01"),)] * 2
    assert (history.due[0].amount, history.due[0].unpaid) == (33_333, 0)


def test_a_prepayment_cuts_the_month():
    """January 2: 10.75 for one day of 33,333.33 goes before principal; 30,000.00 runs on for the rest."""
    statement = of(sample("thirds-of-a-cent"), "2009-01")
    history = statement.history
    assert history.received[0].settled == (day("2009-01-01"), day("2010-05-31"))
    page = lines(statement_page(statements(sample("thirds-of-a-cent"), read_month("2009-01")), statement))
    assert any(line.endswith("Thu 2009-01-01, prepaid (due Mon 2010-05-31)") for line in page)
    cut = next(line for line in history.interest if line.what == "is paid before it is due")
    assert cut.amount == -1_075 == -half_up(Fraction(3_333_333, 3100))
    assert (history.received[0].interest_accrued, history.received[0].principal) == (1_075, 333_333)
    last = history.interest[-1]
    assert (last.start, last.through, last.days, last.principal) == (
        day("2009-01-02"),
        day("2009-01-30"),
        29,
        3_000_000,
    )
    whole = Fraction(3_333_333, 3100) + 3_000_000 * Fraction(29, 3100)
    assert history.closing.accrued_interest == half_up(whole) - 1_075


def test_what_is_turned_over_is_told_apart_from_what_is_paid():
    """March 2: 40,000.00 of 50,000.00 are Alder's, all turned over (1(g)), none applied; the instalment stays unpaid
    until the assumed 1,000.00 of March 3."""
    statement = of(sample("senior-acceleration"), "2009-03")
    payment, assumed = statement.history.received
    assert (payment.received, payment.turned_over, sum(payment[5:9])) == (cents("40000"), cents("40000"), 0)
    assert (assumed.kind, assumed.date, assumed.interest_due) == ("assumed", day("2009-03-03"), cents("1000"))
    assert (
        sum(each.amount for each in statement.history.turnovers) == cents("40000") == statement.history.year.turned_over
    )
    assert statement.history.flows.paid_recorded == Balances()
    stood = [(each.kind, each.clause, str(each.start), each.until and str(each.until)) for each in statement.stood]
    assert stood == [
        ("default", "2(h)", "2009-02-10", None),
        ("senior", "1(b)", "2009-02-10", "2009-03-02"),
        ("default", "2(a)", "2009-03-03", "2009-03-03"),
    ]


def test_a_transfer_in_mid_month_is_on_both_statements():
    """Half of 100,000.00 goes on November 11: of 1,000.00 x 10/30 = 333.33 accrued, 166.67 and 166.66 are shown."""
    document = note(event("transfer", "2008-11-11", from_="a", to="b", amount="50,000.00"), holders=HALF)
    giver, taker = of(document, "2008-11", "a").history, of(document, "2008-11", "b").history
    (out,), (come,) = giver.transfers, taker.transfers
    assert (out.moved.principal, come.moved.principal) == (-cents("50000"), cents("50000"))
    assert come.moved.accrued_interest == half_up(cents("1000") * Fraction(10, 60))
    assert (
        giver.closing
        == taker.closing
        == Balances(cents("50000"), 0, half_up(Fraction(cents("1000")) * (Fraction(10, 60) + Fraction(19, 60))), 0)
    )
    assert statements(document, read_month("2008-10")).without == ["b"]


@pytest.mark.parametrize(("month", "arrears"), [("2009-04", 1), ("2009-05", 0), ("2010-04", 0), ("2010-05", 1)])
def test_principal_whose_acceleration_is_undone_is_no_arrear_until_it_matures(month, arrears):
    """Accelerated on April 6, 2009 and not paid, undone on May 20 (T-25); it matures on May 31, 2010."""
    wrong = event("misrepresentation", "2009-01-05")
    demand = event("acceleration", "2009-04-06", holder="a")
    interest = event("payment", "2009-05-01", amount="1,000.00")  # of April: no other sum is overdue
    undone = event("acceleration_rescinded", "2009-05-20", holders=["a"])
    simulation = {"assumed_through": "2009-04-05", "through": "2010-06-30"}
    document = note(wrong, demand, interest, undone, paper={}, simulation=simulation)
    history = of(document, month).history
    past_due = sum(each.amount for each in history.arrears if each.component == "principal")
    assert past_due == arrears * cents(100_000)
    assert history.closing.principal == cents(100_000)


def test_nobody_gets_a_statement_after_the_month_in_which_all_was_paid():
    """Paid in full on June 1, 2010, in time for Memorial Day: June has a statement, July has none."""
    june = statements(sample("single-holder"), read_month("2010-06"))
    assert (june.statements[0].history.closing, june.statements[0].state.standing) == (Balances(), "paid")
    assert june.statements[0].history.next_due is None
    july = statements(sample("single-holder"), read_month("2010-07"))
    assert (july.statements, july.without) == ([], ["alder"])
    assert any(
        line.startswith("No statement: nothing was owed in 2010-07") for line in lines(statements_page(july, []))
    )


def headline(document, month, place=0):
    found = statements(document, read_month(month))
    return write_phrase(statement_page(found, found.statements[place]).headline).replace(GLUE, " ")


def test_paid_and_current_are_said_of_what_was_received_only():
    """Assumed: 166.67 + 20 months of 1,000.00 + 100,000.00. Recorded: 33.33 for a day and 100,000.00."""
    assert headline(note(), "2010-06") == (
        "Nothing is owed at the end of the month, IF 120,166.67 was received that is not on record"
    )
    paid = note(event("payment", "2008-09-27", amount="100,033.33"))
    assert headline(paid, "2008-09") == "Paid in full: nothing is owed at the end of the month"
    current = "nothing is due and unpaid, nothing bars payment"
    assert headline(note(), "2008-10") == f"PAY on Fri 2008-10-31: current; {current}"
    assert headline(note(), "2008-11") == (
        f"PAY on Sun 2008-11-30: current, if what is assumed as paid was received; {current}"
    )
    recorded = note(event("payment", "2008-11-03", amount="1,166.67"), simulation={"recorded_through": "2008-11-30"})
    assert headline(recorded, "2008-11") == f"PAY on Sun 2008-11-30: current; {current}"


def test_a_note_that_was_transferred_is_not_called_paid():
    given = event("transfer", "2008-10-10", from_="a", to="b")
    assert headline(note(given, holders={"a": "100,000.00", "b": "0"}), "2008-10") == (
        "Nothing is owed to this Holder at the end of the month: its Note was transferred"
    )


def test_maturity_is_what_falls_due_next():
    """May 1, 2010 is a Saturday; on May 31 principal and that month's 30 days fall due, in time through June 1."""
    following = of(sample("single-holder"), "2010-05").history
    principal = next(each for each in following.due if each.component == "principal")
    assert (principal.date, principal.timely_through, principal.unpaid) == (
        day("2010-05-31"),
        day("2010-06-01"),
        cents("100000"),
    )
    state = of(sample("single-holder"), "2010-05").state
    assert state.late_from == day("2010-06-02")
    april = of(sample("single-holder"), "2010-04").history.next_due
    assert (april.date, april.timely_through, april.principal) == (day("2010-05-01"), day("2010-05-03"), 0)


def test_the_control_sheet_adds_up_and_names_no_single_one():
    """8 Notes: each rounded by itself, so that 69,416.66 fell due on November 1, not 69,416.67."""
    found = statements(sample("air-industries-2008"), read_month("2008-11"))
    assert found.control.agrees
    fell_due = next(check for check in found.control.checks if check.what == "Interest that fell due")
    assert (fell_due.statements, fell_due.offering) == (cents("69416.66"), cents("69416.66"))
    assert "8 Notes, none short; agree to the cent" in lines(control_page(found))
    assert found.control.closing.principal == cents("5950000")


@many
@given(documents.documents(), MONTHS)
def test_every_month_of_every_document_agrees_with_the_offering(document, month):
    """Whatever happened: all differences are zero, and every form can be made of it."""
    try:
        found = statements(loaded(document), month)
    except Faulty:
        assume(False)
    assert found.control.agrees
    assert len(found.statements) + len(found.without) == len(document["holders"])
    page = statements_page(found, found.statements)
    assert text_page(page)
    answer = json.loads(json_page(page))
    assert csv_page(page).count("\n") == len(answer["statements"]) + 2
    fields = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid", "total")
    for name in fields:
        closing = sum(Fraction(each["closing"][name]) for each in answer["statements"])
        assert closing == Fraction(answer["control"]["closing"][name])


@many
@given(documents.documents(only_accrual=True), MONTHS)
def test_what_is_said_to_fall_due_next_does(document, month):
    """Where nothing happens but the calendar, the next row on which something falls due is the one announced."""
    document = loaded({**document, "events": []})
    rows = simulate(document).rows
    for each in statements(document, month).statements:
        following = each.history.next_due
        due = [
            r
            for r in rows
            if r.holder == each.holder.id and r.date > month.last and (r.interest_due or r.principal_due)
        ]
        if following is not None and due and following.interest + following.principal:
            assert (following.date, following.principal) == (due[0].date, due[0].principal_due)
            if document.simulation.payments == "assumed" and not each.history.arrears:
                assert following.interest == due[0].interest_due


def asked(name, month, place=0):
    """What a statement asks for."""
    return asked_of(sample(name), month, place)


def asked_of(document, month, place=0):
    found = statements(document, read_month(month))
    page = statement_page(found, found.statements[place])
    return next(write_phrase(line.text) for line in page.head if line.label == "Please pay").replace("\xa0", " ")


def test_a_statement_says_by_when_to_pay_what():
    """1% of 100,000.00 is due on the first; April 1 is a Wednesday. The block ends with June 11, 2009.

    The maturity, May 31, 2010, is Memorial Day: principal and 30/31 of 1,000.00 are in time on June 1, late on June 2.
    """
    assert asked("single-holder", "2009-03") == "1,000.00 interest by Wed 2009-04-01"
    assert asked("covenant-default", "2009-03") == (
        "nothing until Fri 2009-06-12 at the earliest: barred under 1(d)(ii)(A)"
    )
    assert asked("single-holder", "2010-05").startswith("100,967.74 that is due and unpaid by Tue 2010-06-01")


def test_a_standing_default_is_to_be_paid_at_once():
    """Nothing was received on March 2, the last day in time for March 1: an Event of Default since March 3."""
    found = statements(note(simulation={"payments": "recorded"}), read_month("2009-03"))
    lines_ = [write_phrase(line.text) for line in statement_page(found, found.statements[0]).head]
    assert any("that is due and unpaid at once; 1,000.00 interest by" in line for line in lines_)


@pytest.mark.parametrize(
    ("pik", "january", "february"),
    [
        ({}, "1,019.18 that is due and unpaid by Mon 2009-02-02", "920.55"),
        (
            {"pik": {"deemed": "yes"}},
            "1,019.18 interest that is due and unpaid by Mon 2009-02-02, or else it is added to principal",
            "929.26",
        ),
    ],
)
def test_interest_that_becomes_principal_unless_it_is_paid_is_not_asked_for_at_once(pik, january, february):
    """31 and 28 days of 12,000.00 / 365, due on Saturday, January 31, and Saturday, February 28; the second time two of
    them on 100,000.00 and 26 on 101,019.18: 65.75 and 863.51 (T-21)."""
    document = note(
        terms={"first_payment_date": "2008-10-31"},
        paper={"instrument": "plain", "interest": pik},
        simulation={"assumed_through": "2009-01-30"},
    )
    assert asked_of(document, "2009-01") == f"{january}; {february} interest by Mon 2009-03-02"


def test_of_several_the_control_sheet_is_first_and_says_how_many_are_short():
    """In March the block held back 1,000.00 and 250.00; every Holder's statement begins a sheet."""
    found = statements(sample("covenant-default"), read_month("2009-03"))
    page = statements_page(found, found.statements)
    assert write_phrase(page.headline) == "2 of 2 Notes short, 1,250.00; agree to the cent"
    sections = [part for part in page.tables if isinstance(part, Section)]
    assert sections[0].title == "2009-03_control: all statements together"
    assert [part.title for part in sections if part.sheet] == [
        "2009-03-alder: Alder Growth Partners LP",
        "2009-03-birch: Birch Family Trust",
    ]


def test_one_holders_paper_tells_nothing_of_the_others():
    found = statements(sample("covenant-default"), read_month("2009-03"))
    words = "\n".join(lines(statements_page(found, found.statements[:1])))
    assert "alder" in words
    assert "birch" not in words
    assert " 25,000.00" not in words


def test_what_was_not_known_is_not_in_it():
    """On February 25 nobody knew of the notice of February 26: March's instalment was assumed as paid."""
    document = known_at(sample("covenant-default"), day("2009-02-25"))
    history = statements(document, read_month("2009-03"), day("2009-02-25")).statements[0].history
    assert (history.shortfall, history.flows.paid_assumed.interest_unpaid) == (0, -cents("1000"))
