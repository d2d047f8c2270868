"""The derivation in a payoff letter adds up to what the letter asks for, sum by sum."""

from fractions import Fraction

from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from letters import quoted, sample
from naive import documents
from notes import cents, day, event, half_up, note

from note_sched.faults import Faulty
from note_sched.reports.letter.interest_lines import lines_table, overdue, overdue_table
from note_sched.reports.letter.payoff_days import quotation


def rows(table, *names):
    """Some columns of a table."""
    places = [[column.name for column in table.columns].index(name) for name in names]
    return [tuple(row[at] for at in places) for row in table.rows]


def letter_of(document, on):
    letter = quoted(document, on)
    return letter.first, letter.payoff.positions


def test_interest_past_due_stands_by_its_due_date():
    """Blocked since March 2: the instalments of March to June, 1,000.00 each on 100,000.00, may not be paid."""
    table = overdue_table(*letter_of(sample("covenant-default"), "2009-06-10"))
    of_alder = [row[1:] for row in rows(table, "holder", "due", "unpaid", "barred") if row[0] == "alder"]
    dues = ["2009-03-01", "2009-04-01", "2009-05-01", "2009-06-01"]
    assert of_alder == [([day(due)], cents(1_000), "NO: 1(d)(ii)(A)") for due in dues]
    assert table.totals[-2] == cents(5_000)


def test_a_part_payment_is_taken_off_the_oldest_sum():
    """Nothing is paid but 1,500.00 on February 2: 1,166.67 of November and 333.33 of December's 1,000.00."""
    document = note(event("payment", "2009-02-02", amount="1,500.00"), simulation={"payments": "recorded"})
    found = rows(overdue_table(*letter_of(document, "2009-02-10")), "due", "amount", "paid", "unpaid")
    assert found == [
        ([day("2008-12-01")], cents(1_000), 333_33, 666_67),
        ([day("2009-01-01")], cents(1_000), 0, cents(1_000)),
        ([day("2009-02-01")], cents(1_000), 0, cents(1_000)),
    ]


def test_what_accrues_is_principal_times_days_over_the_days_of_the_month():
    """Nine days of June: 100,000.00 x 1% x 9/30 = 300.00."""
    found = rows(lines_table(*letter_of(note(), "2009-06-10")), "from", "to", "principal", "days", "basis", "amount")
    assert found == [(day("2009-06-01"), day("2009-06-10"), cents(100_000), 9, 30, cents(300))]


def test_interest_paid_before_it_was_due_is_taken_out():
    """Half a month of 100,000.00 is paid on June 16 with 40,000.00; then four days of 60,000.00: 80.00."""
    document = note(event("payment", "2009-06-16", principal="40,000.00"))
    found = rows(lines_table(*letter_of(document, "2009-06-20")), "principal", "amount", "taken", "what")
    assert [row[:3] for row in found] == [
        (cents(100_000), cents(500), None),
        (None, None, cents(500)),
        (cents(60_000), cents(80), None),
    ]
    assert found[1][3] == "paid before it was due"


def test_an_instalment_of_all_that_its_period_earned_is_told_by_its_lines():
    """May and June are unpaid on July 10: their lines, and nine days of July; nothing is taken out."""
    table = lines_table(*letter_of(note(simulation={"assumed_through": "2009-05-31"}), "2009-07-10"))
    assert "taken" not in [column.name for column in table.columns]
    assert rows(table, "from", "days", "amount") == [
        (day("2009-05-01"), 31, cents(1_000)),
        (day("2009-06-01"), 30, cents(1_000)),
        (day("2009-07-01"), 9, half_up(cents(1_000) * Fraction(9, 31))),
    ]


def test_where_nothing_is_past_due_there_is_no_table_of_it():
    assert overdue_table(*letter_of(note(), "2009-06-10")) is None


def test_interest_due_that_moved_with_a_note_is_one_line():
    """Birch's 500.00 of May and June went to Alder with the Note of 50,000.00."""
    document = note(
        event("transfer", "2009-06-08", from_="b", to="a"),
        holders={"a": "100,000.00", "b": "50,000.00"},
        simulation={"assumed_through": "2009-04-30"},
    )
    found = rows(overdue_table(*letter_of(document, "2009-06-10")), "holder", "unpaid")
    assert found == [("a", cents(2 * 1_000 + 2 * 500))]


some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(documents.documents(), st.dates(day("2008-09-26"), day("2010-07-31")))
def test_the_derivation_adds_up_to_the_position(document, on):
    """Of every Note the sums past due add up to its interest due, and the open period's lines to what accrued."""
    try:
        letter = quotation(loaded(document), on, on)
    except Faulty:
        assume(False)
    for position in letter.payoff.positions:
        assert sum(each.unpaid for each in overdue(letter.first, position)) == position.interest_unpaid
    moved = [each for each in letter.document.events if type(each.event).__name__ == "Transfer"]
    table = lines_table(letter.first, letter.payoff.positions)
    if table is None or moved:
        return
    columns = [column.name for column in table.columns]
    for position in letter.payoff.positions:
        mine = [dict(zip(columns, row, strict=True)) for row in table.rows if row[0] == position.holder]
        running = [row for row in mine if row["what"][0] == "accrued since "]
        since = running[0]["what"][1] if running else letter.payoff.day
        earned = sum(row["amount"] for row in running)
        taken = sum(row.get("taken") or 0 for row in mine if row["from"] > since)
        assert max(0, earned - taken) == position.accrued
