"""What was received beyond all that was owed stands in the statement of its month, until it is refunded.

100,000.00 since 2008-09-26. 1,166.67 is paid on 2008-11-03; on 2008-12-01, when 1,000.00 and 100,000.00 are owed,
101,500.00; on 2009-02-10, when nothing is, 250.00; on 2009-03-10 a refunds 700.00 of the 750.00.
"""

import csv
import io

import pytest
from comparing import answered
from notes import cents, event, note

from note_sched.measure.months import Month
from note_sched.rendering.data import csv_page
from note_sched.reports.statements.control import Check
from note_sched.reports.statements.restatement import differences, figures
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import control_page, statement_page

PAID = (
    event("payment", "2008-11-03", amount="1,166.67"),
    event("payment", "2008-12-01", amount="101,500.00"),
    event("payment", "2009-02-10", amount="250.00"),
)
REFUND = event("refund", "2009-03-10", holder="a", amount="700.00")


def of(month, *events, **options):
    return statements(note(*events, **options), Month(*map(int, month.split("-"))))


def one(month, *events):
    found = of(month, *events)
    (statement,) = found.statements
    return found, statement


@pytest.mark.parametrize(
    ("month", "opening", "received", "refunded", "closing"),
    [
        ("2008-11", 0, 0, 0, 0),
        ("2008-12", 0, 500, 0, 500),
        ("2009-01", 500, 0, 0, 500),
        ("2009-02", 500, 250, 0, 750),
        ("2009-03", 750, 0, 700, 50),
        ("2009-04", 50, 0, 0, 50),
    ],
)
def test_a_month_says_what_is_held_at_both_ends_and_what_came_and_went(month, opening, received, refunded, closing):
    """opening + received - refunded = closing, each opening is the closing before; no Note balance has any of it."""
    found, statement = one(month, *PAID, REFUND)
    assert statement.history.refundable[:4] == tuple(map(cents, (opening, received, refunded, closing)))
    assert found.control.agrees


@pytest.mark.parametrize(
    ("month", "sum_", "beyond"), [("2008-12", "101500.00", "500.00"), ("2009-02", "250.00", "250.00")]
)
def test_what_was_received_is_the_whole_wire(month, sum_, beyond):
    """December: 101,500.00 received, of it 1,000.00 interest, 100,000.00 principal, 500.00 refundable."""
    found, statement = one(month, *PAID)
    (received,) = answered(statement_page(found, statement))["received"]
    parts = ("expenses", "interest_due", "interest_accrued", "principal", "turned_over", "refundable")
    assert (received["received"], received["refundable"]) == (sum_, beyond)
    assert cents(received["received"]) == sum(cents(received[part]) for part in parts)


def test_the_february_statement_is_issued_though_nothing_is_owed():
    found, statement = one("2009-02", *PAID)
    page = statement_page(found, statement)
    assert statement.history.closing.total == 0
    assert answered(page)["refundable"] == {
        "opening": "500.00",
        "received": "250.00",
        "refunded": "0.00",
        "closing": "750.00",
        "refunds": [],
    }
    assert "Refundable" in [line.label for line in page.head]


def test_when_all_is_refunded_there_are_no_more_statements():
    rest = event("refund", "2009-03-11", holder="a", amount="50.00")
    assert [each.id for each in of("2009-03", *PAID, REFUND, rest).statements] == ["2009-03-a"]
    assert of("2009-04", *PAID, REFUND, rest).statements == []


def test_the_control_sheet_holds_it_against_the_receipts():
    """153,000.00 of 2008-12-01 for 151,500.00 owed: a holds 1,000.00 and b 500.00 of the 1,500.00."""
    found = of(
        "2008-12",
        event("payment", "2008-11-03", amount="1,750.00"),
        event("payment", "2008-12-01", amount="153,000.00"),
        holders={"a": "100,000.00", "b": "50,000.00"},
    )
    assert [each.history.refundable.closing for each in found.statements] == [100_000, 50_000]
    sums = [check for check in found.control.checks if "beyond" in check.what or "Refundable" in check.what]
    assert sums == [
        Check("Received beyond what was owed", 150_000, 150_000),
        Check("Refundable at the close", 150_000, 150_000),
    ]
    assert answered(control_page(found))["refundable"]["closing"] == "1500.00"


def test_what_came_before_any_note_was_issued_is_held_by_nobody_here():
    """1,000.00 of 2008-10-01, before a's Note of 2008-11-01, is no Holder's; of 102,000.00 a holds 2,000.00."""
    found = of(
        "2009-01",
        event("distribution", "2008-10-01", amount="1,000.00"),
        event("payment", "2008-11-01", amount="102,000.00"),
        holders={"a": {"principal": "100,000.00", "issue_date": "2008-11-01"}},
    )
    assert [each.history.refundable.closing for each in found.statements] == [cents(2_000)]
    assert found.control.agrees


def test_csv_has_three_more_columns_at_its_end():
    found, statement = one("2009-03", *PAID, REFUND)
    (row,) = csv.DictReader(io.StringIO(csv_page(statement_page(found, statement))))
    assert list(row)[-3:] == ["received_beyond", "refunded", "refundable"]
    assert list(row.values())[-3:] == ["0.00", "700.00", "50.00"]


def test_a_refund_that_is_recorded_later_restates_the_month():
    of, before = one("2009-03", *PAID)
    _, after = one("2009-03", *PAID, REFUND)
    told = differences(figures(before, of.run.label), figures(after, of.run.label))
    assert {each.line: (each.earlier, each.now) for each in told} == {
        "Refunded 2009-03-10": (None, 70_000),
        "Refundable at the close": (75_000, 5_000),
    }
