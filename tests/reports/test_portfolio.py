"""A row of a book: the figures of its day by hand, and the same as the commands for one document give."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from comparing import answered
from notes import block, cents, event, half_up, note_file

from note_sched import __version__
from note_sched.document.load import load
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.status import status
from note_sched.reports.portfolio.row import ANSWERED, BookQuestion, answer, packed, unpacked
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))

MONTH = cents(1_000)  # 1% of 100,000.00
FIRST = half_up(cents(1_000) * (1 + Fraction(5, 30)))  # September 26 to 30, and October


def row(raw, on, *, evening=False, known=None, overrides=()):
    """The row by the names of its columns, as it comes out of another process."""
    question = BookQuestion(date.fromisoformat(on), evening, known, overrides, __version__)
    found = unpacked(packed(answer(raw, question)))
    return dict(zip((column.name for column in ANSWERED), found, strict=True))


def test_the_day_of_a_payment_before_it_is_assumed_and_after():
    """Due on Saturday, November 1, in time through Monday the 3rd (R-8), when it is assumed as paid."""
    morning, evening = (row(note_file(), "2008-11-03", evening=each) for each in (False, True))
    running = half_up(MONTH * Fraction(2, 30))  # November 1 and 2
    assert (morning["arrears"], evening["arrears"]) == (FIRST, 0)
    assert (morning["interest_paid"], evening["interest_paid"]) == (0, FIRST)
    assert (morning["assumed"], evening["assumed"]) == (0, FIRST)
    assert morning["total"] == cents(100_000) + FIRST + running
    assert evening["total"] == cents(100_000) + running
    assert (morning["default_from"], evening["default_from"]) == (date(2008, 11, 4), None)
    assert (morning["next_due"], morning["next_due_amount"]) == (date(2008, 12, 1), MONTH)


def test_what_is_recorded_on_a_day_and_what_is_assumed_behind_it():
    paid = event("payment", "2008-11-03", amount="500.00")
    morning, evening = (row(note_file(paid), "2008-11-03", evening=each) for each in (False, True))
    assert (morning["interest_paid"], morning["assumed"], morning["arrears"]) == (cents(500), 0, FIRST - cents(500))
    assert (evening["interest_paid"], evening["assumed"], evening["arrears"]) == (FIRST, FIRST - cents(500), 0)


def test_a_premium_that_is_assumed_as_paid_is_no_interest():
    """A financing on April 28 makes 100,000.00, interest of 27 days and 2.5% fall due; before it fell due six times."""
    premium = {"premium": [{"through": "2010-12-31", "percent": "2.5"}], "for": ["financing"]}
    raw = note_file(
        event("financing", "2009-04-28", amount="10,000,000.00", kind="debt"),
        terms={"financing_threshold": "10,000,000.00"},
        paper={"principal": {"prepayment": premium}},
    )
    morning, evening = (row(raw, "2009-04-28", evening=each) for each in (False, True))
    before, april = FIRST + 5 * MONTH, half_up(MONTH * Fraction(27, 30))
    all_due = cents(102_500) + april
    assert (morning["interest_paid"], morning["principal_paid"], morning["assumed"]) == (before, 0, before)
    assert (evening["interest_paid"], evening["principal_paid"]) == (before + april, cents(100_000))
    assert (morning["total"], morning["arrears"]) == (all_due, all_due)
    assert (evening["total"], evening["arrears"], evening["assumed"]) == (0, 0, before + all_due)
    assert [row(raw, on)["next_due_amount"] for on in ("2009-03-31", "2009-04-27")] == [MONTH, all_due]


def test_what_is_deemed_principal_in_the_evening_is_not_paid():
    """Interest is barred until 2009-06: that of November 1 joins principal at the end of the 3rd; 250.00 is paid."""
    raw = note_file(
        event("expense", "2008-11-03", holder="a", amount="250.00"),
        paper={"interest": {"pik": {"deemed": "yes"}}, "permitted": {"interest": "2009-06-01"}},
    )
    for evening, expenses in ((False, 0), (True, cents(250))):
        found = row(raw, "2008-11-03", evening=evening)
        assert [found[f"{part}_paid"] for part in ("expenses", "interest", "principal")] == [expenses, 0, 0]


def test_the_last_day_before_a_block_and_the_first_in_it():
    raw = note_file(*block("2009-03-02"))
    before, inside = row(raw, "2009-03-01"), row(raw, "2009-03-02")
    assert (before["verdict"], before["bars"], before["arrears_barred"]) == ("PAY", [], 0)
    assert (inside["verdict"], inside["bars"], inside["arrears_barred"]) == ("DO NOT PAY", ["1(d)(ii)(B)"], MONTH)
    assert before["payable_from"] == date(2009, 3, 1)
    assert inside["payable_from"] == date(2010, 2, 21)  # day 365 after the default occurred, February 20, is inside


def test_the_day_before_the_issue_and_the_day_itself():
    early, first = row(note_file(), "2008-09-25"), row(note_file(), "2008-09-26")
    assert (early["result"], early["principal"], early["borrower"]) == (
        "not issued",
        None,
        "Air Industries Group, Inc.",
    )
    assert (first["result"], first["principal"]) == ("done", cents(100_000))


def test_a_fault_is_told_with_its_place_and_how_many_more_there_are():
    found = row(note_file(terms={"interest_rate": "1%", "borrower": ""}), "2009-01-01")
    assert found["result"] == "fault"
    assert found["fault"].endswith("(and 1 more)")
    assert found["fault"].split(":")[0].isdecimal()
    assert found["principal"] is None


def test_an_override_that_a_document_cannot_take_is_its_fault():
    found = row(note_file(), "2009-01-01", overrides=("terms.no_such_thing=1",))
    assert found["result"] == "fault"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("on", ["2009-04-06", "2010-06-01"])
def test_a_row_says_what_the_commands_for_one_document_say(path, on):
    raw, day = path.read_bytes(), date.fromisoformat(on)
    found = row(raw, on)
    document = load(raw)
    if day < document.note.issue_date:
        assert found["result"] == "not issued"
        return
    run = simulate(document, ask=day)
    paid, permission, state = (answered(page(run)) for page in (payoff, can_pay, status))
    sums = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid", "total")
    assert [f"{found[name] / 100:.2f}" for name in sums] == [paid["total"][name] for name in sums]
    assert found["verdict"] == permission["verdict"]
    assert found["payable_from"] == (paid["payable_from"] and date.fromisoformat(paid["payable_from"]))
    assert f"{found['arrears'] / 100:.2f}" == state["total"]["arrears"]
    assert found["events_of_default"] == sorted({each["clause"] for each in state["events_of_default"]})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_evening_of_a_row_is_where_a_schedule_through_that_day_ends(path):
    raw = path.read_bytes()
    document = load(raw)
    last = document.note.maturity_date
    run = simulate(document, through=last)
    found = row(raw, str(last), evening=True)
    for name in ("interest_paid", "principal_paid", "expenses_paid", "turned_over", "refundable", "assumed"):
        assert found[name] == getattr(run.totals, name), name
    ends = {each.holder: each for each in run.rows}
    assert found["principal"] == sum(each.principal for each in ends.values())
    assert found["interest_unpaid"] == sum(each.interest_unpaid for each in ends.values())
