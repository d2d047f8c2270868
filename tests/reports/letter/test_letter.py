"""The payoff letter as its reader sees it: what it says first, what it owns up to, and what it does not promise."""

import pytest
from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from letters import ORIGIN, below, letter_lines, page_of, prose, sample
from naive import documents
from notes import block, day, event, note

from note_sched.faults import Faulty, Refusal
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Table
from note_sched.rendering.data import csv_page
from note_sched.rendering.terminal import text_page
from note_sched.reports.letter.letter import Wish, letter

BLOCKED = ("2009-06-10", "2009-06-13")
TWO = {"a": "100,000.00", "b": "50,000.00"}


class TestWhatItSaysFirst:
    def test_what_may_be_paid(self):
        assert letter_lines(sample("air-industries-2008"), "2009-06-15")[3] == (
            "PAY: 5,977,766.66 pays every Note in full on Mon 2009-06-15, if the 178,500.00 assumed as paid was "
            "received; it MAY BE PAID"
        )

    def test_what_may_not(self):
        assert letter_lines(sample("covenant-default"), *BLOCKED)[3] == (
            "DO NOT PAY: 130,375.00 would pay every Note in full on Wed 2009-06-10, if the 5,208.34 assumed as paid "
            "was received; it MAY NOT BE PAID: barred under 1(d)(ii)(A); the first day without a bar is Fri 2009-06-12"
        )

    def test_where_no_such_day_is_known_it_says_that(self):
        found = letter_lines(note(*block("2009-03-03", kind="payment")), "2009-04-15")
        assert found[3].endswith("barred under 1(d)(i); no day without a bar is known")

    def test_a_note_paid_off(self):
        found = letter_lines(note(), "2010-07-01")
        assert found[3] == "NOTHING IS OWED on Thu 2010-07-01, IF 120,166.67 was received that is not on record"
        assert "nothing is owed on the Note, if 120,166.67 was received" in " ".join(found)
        assert "Confirmed, each Holder for itself" not in found

    def test_a_note_paid_off_on_record(self):
        """Wire of 105,000.00 on the second day: a day's interest is 100,000.00 x 1% / 30 = 33.33."""
        found = letter_lines(note(event("payment", "2008-09-27", amount="105,000.00")), "2008-09-28")
        assert found[3] == "NOTHING IS OWED on Sun 2008-09-28"
        assert "On Sun 2008-09-28 (the Payoff Date) nothing is owed on the Note." in found
        assert "refundable to whoever paid it: 4,966.67" in " ".join(found)

    def test_what_is_only_assumed_is_said_on_the_first_page(self):
        """Three instalments of 59,500.00 are not on record: April, May, June."""
        found = letter_lines(sample("air-industries-2008"), "2009-06-15")
        assert "Payments 178,500.00 is assumed as paid, and is not on record as received: see Payments counted" in found
        assert "TOTAL 178,500.00 178,500.00" in found
        assert "if that was received, it is complete" in " ".join(found)

    def test_when_each_note_was_issued_and_matures(self):
        """Two of the three closings follow the date of birch's Note: for it the series is 6,000,000.00 only."""
        financed = "Fri 2008-09-26{} matured Mon 2009-07-20 with a financing; {}1% per month"
        for holder, line in (
            (None, financed.format(",", "Wed 2009-04-01, maturing Mon 2010-05-31; ")),
            ("alder", financed.format(";", "")),
            ("birch", "Wed 2009-04-01; maturing Mon 2010-05-31; 1% per month"),
        ):
            assert f"Issued {line}" in letter_lines(sample("financing-series"), "2009-07-20", holder=holder)
        assert f"Issued {financed.format(';', '').replace('matured', 'maturing')}" in letter_lines(
            sample("financing-series"), "2009-07-19", holder="alder"
        )

    def test_principal_that_has_fallen_due_is_told_apart(self):
        """Alder's 100,000.00 fell due that day, with 19/31 of 1,000.00 = 612.90; birch's 50,000.00 did not."""
        found = letter_lines(sample("financing-series"), "2009-07-20")
        assert found[found.index("What it is made up of") + 3 :][:3] == [
            "Principal due and unpaid 100,000.00",
            "Principal not yet due 50,000.00",
            "Interest due and unpaid, payable on that day 612.90",
        ]
        assert "Principal 150,000.00" in letter_lines(sample("financing-series"), "2009-07-19")

    def test_each_holder_confirms_for_itself_whether_it_may_be_paid(self):
        """The notice reached a alone, on March 3. Under all_or_none section 3 holds up the other.

        Accrued: 3/31 of 1,000.00 = 96.77, and of 500.00 = 48.39.
        """
        a_alone = block("2009-02-03", notice={"received": {"a": "2009-03-03"}})
        said = {
            reading: prose(note(*a_alone, holders=TWO, mixed_block=reading), "2009-03-04")
            for reading in ("per_note", "all_or_none")
        }
        own = "confirms for its own Note: {} received on Wed 2009-03-04 pays it in full{}, and may {}"
        assert (
            own.format(
                "100,096.77", ", if the 5,166.67 assumed as paid was received", "NOT be paid that day: 1(d)(ii)(B)."
            )
            in said["per_note"]
        )
        assert (
            own.format("50,048.39", ", if the 2,583.33 assumed as paid was received", "be paid that day.")
            in said["per_note"]
        )
        assert (
            "On that day, of 2 Holders 1 may be paid in full, together 50,048.39; 1 may be paid nothing."
            in said["per_note"]
        )
        assert "; of it 50,048.39 may be paid, to 1 of 2 Holders" in said["per_note"]
        assert (
            own.format("50,048.39", ", if the 2,583.33 assumed as paid was received", "NOT be paid that day: 3.")
            in said["all_or_none"]
        )
        assert "may be paid, to" not in said["all_or_none"]

    def test_where_all_is_on_record_nothing_is_said_of_assumptions(self):
        document = note(simulation={"payments": "recorded"})
        assert not any(
            line.startswith("Payments ") and "assumed as paid" in line for line in letter_lines(document, "2009-06-15")
        )
        said = prose(document, "2009-06-15")
        assert "No payment counted is merely assumed" in said
        assert "It is complete: nothing is to be added to it for that day." in said


class TestTheAmount:
    def test_interest_that_may_be_paid_and_interest_that_is_barred_are_told_apart(self):
        found = below(letter_lines(sample("covenant-default"), *BLOCKED), "What it is made up of")
        assert "Interest due and unpaid, payable on that day -" in found
        assert "Interest due and unpaid, barred on that day 5,000.00" in found
        assert found[-1] == "Payoff Amount 130,375.00"

    def test_expenses_are_in_it(self):
        """Demanded on the payoff date, so that nobody is assumed to have paid them: 250.00, and 14/30 of 1,000.00."""
        document = note(event("expense", "2009-06-15", holder="a", amount="250.00"))
        found = below(letter_lines(document, "2009-06-15"), "What it is made up of")
        assert "Reimbursable expenses, 4(e) 250.00" in found
        assert found[-1] == "Payoff Amount 100,716.67"

    def test_what_was_turned_over_is_no_credit(self):
        """The payment of August 3 went to PNC: 1,250.00."""
        said = prose(sample("insolvency-with-avoidance"), "2009-08-03")
        assert "to Senior Indebtedness (1(g), 1(i)(ii)): 1,250.00." in said
        assert "none of it is credited" in said

    def test_what_was_received_in_excess_is_told_and_not_set_off(self):
        """150,000.00 of principal alone to A, whose Note is 100,000.00 and nothing accrued: 50,000.00 too much."""
        document = note(event("payment", "2009-07-01", amount="151,000.00", to="a"), holders=TWO)
        said = prose(document, "2009-07-15")
        assert "refundable to whoever paid it: 50,000.00. It is not set off" in said
        assert "refundable" not in prose(document, "2009-07-15", holder="b")


class TestTheSchedule:
    def test_cents_and_shares_add_up(self):
        found = below(
            letter_lines(sample("air-industries-2008"), "2009-06-15"), "Schedule of Holders, as of the Payoff Date"
        )
        assert found[-1] == "TOTAL 5,950,000.00 100.00% 27,766.66 5,977,766.66 1,983.333333"

    def test_shares_are_of_unpaid_principal(self):
        """Three equal Notes: 33.34%, 33.33%, 33.33%."""
        holders = dict.fromkeys("abc", "100.00")
        found = below(letter_lines(note(holders=holders), "2009-06-15"), "Schedule of Holders, as of the Payoff Date")
        assert [line.split()[3] for line in found if line[:1] in holders] == ["33.34%", "33.33%", "33.33%"]


class TestTheLegend:
    def test_it_is_boxed(self):
        page = page_of(note(), "2009-06-15")
        assert [part.title for part in page.tables if getattr(part, "boxed", False)] == [
            "Subordination: section 1 of the Note"
        ]

    def test_a_bar_that_ends_inside_the_range(self):
        said = prose(sample("covenant-default"), *BLOCKED)
        assert (
            "Wed 2009-06-10 to Thu 2009-06-11 barred by 1(d)(ii)(A); Fri 2009-06-12 to Sat 2009-06-13 not barred."
            in said
        )

    def test_a_bar_that_begins_inside_it_although_the_payoff_date_is_free(self):
        said = prose(sample("covenant-default"), "2009-02-28", "2009-03-03")
        assert "MAY BE MADE on Sat 2009-02-28" in said
        assert "Mon 2009-03-02 to Tue 2009-03-03 barred by 1(d)(ii)(A)." in said

    def test_clause_cause_and_last_day_of_every_bar(self):
        said = prose(sample("covenant-default"), *BLOCKED)
        assert "1(d)(ii)(A): Blockage Event through Thu 2009-06-11, on all Notes; cause: leverage-2009" in said

    def test_who_receives_what_is_paid_in_spite_of_it_in_the_notes_words_and_in_dollars(self):
        said = prose(sample("covenant-default"), *BLOCKED)
        assert AIR_INDUSTRIES_2008.quote("1(g)") in said
        assert "130,375.00 would have to be paid over: 130,375.00 to PNC Bank, National Association." in said

    def test_no_more_is_paid_over_than_is_senior(self):
        """PNC is owed 18,750.00."""
        said = prose(sample("insolvency-with-avoidance"), "2009-08-03")
        assert "18,750.00 would have to be paid over: 18,750.00 to PNC Bank" in said

    def test_a_bar_on_one_part_of_one_note(self):
        """Alder's principal is barred, Birch's 50,000.00 and all interest, 1,666.67 + 500.00, are not."""
        said = prose(sample("release-valve"), "2009-05-01")
        assert (
            "200,000.00 principal may not be paid on that day; no bar is on 2,166.67 interest and 50,000.00 principal."
            in said
        )

    def test_bars_that_follow_a_bar(self):
        """The override ends on April 9, 2010; then the payment default blocks until the day after July 15."""
        said = prose(sample("release-valve"), "2009-05-01")
        assert "From Fri 2010-04-09 to Thu 2010-07-15 other bars follow" in said


class TestOneHolder:
    def test_its_own_sum_and_beside_it_that_of_all(self):
        """15 days of June on 50,000.00, 14/30 x 500.00 = 233.33; on all, 466.67 + 233.33 more than 150,000.00."""
        said = prose(note(holders=TWO), "2009-06-15", holder="b")
        assert "the sum that pays the Note of b in full is 50,233.33" in said
        assert (
            "All Notes of the issue together come to 150,700.00 on the Payoff Date; the Note of b is 50,233.33" in said
        )

    def test_it_says_that_payment_to_one_alone_is_not_ratable(self):
        said = prose(note(holders=TWO), "2009-06-15", holder="b")
        assert "is not ratable. Section 3 says:" in said
        assert AIR_INDUSTRIES_2008.quote("3") in said

    def test_where_nobody_else_is_owed_nothing_is_said_of_section_3(self):
        assert "not ratable" not in prose(note(), "2009-06-15", holder="a")

    def test_only_its_lines_are_shown(self):
        found = letter_lines(note(holders=TWO), "2009-06-15", "2009-06-16", holder="b")
        assert not any(line.startswith("a ") and "100,000.00" in line for line in found)


class TestFacts:
    def test_a_fact_inside_the_range_and_one_after_it(self):
        document = note(
            event("payment", "2009-06-18", amount="500.00"),
            event("financing", "2009-12-01", amount="4,000.00", kind="equity"),
        )
        found = letter_lines(document, "2009-06-15", "2009-06-20")
        inside = below(found, "Facts on record that are dated inside the range")
        after = below(found, "Facts on record that are dated after it")
        assert inside[-1].startswith("Thu 2009-06-18 payment of 500.00 to all Notes, ratably")
        assert after[-1].startswith("Tue 2009-12-01 equity financing of 4,000.00 by borrower")

    def test_where_there_is_none_it_says_so(self):
        said = prose(note(), "2009-06-15", "2009-06-20")
        assert "No fact on record is dated inside the range. None is dated after it." in said


INSTRUCTIONS = {"bank": "First Bank of Huntington", "account": "0004-4718 82", "iban": "DE89 3704 0044 0532 0130 00"}


class TestWhereToPay:
    document = note(terms={"payment_instructions": INSTRUCTIONS})

    def test_numbers_are_masked(self):
        said = prose(self.document, "2009-06-15")
        assert "bank First Bank of Huntington" in said
        assert "account ****1882" in said
        assert "Numbers show their last four digits" in said
        assert not any(whole in said for whole in ("0004-4718 82", "0532 0130"))

    def test_unless_they_are_to_be_shown(self):
        said = prose(self.document, "2009-06-15", show_account=True)
        assert "account 0004-4718 82" in said
        assert "Numbers show their last four digits" not in said
        assert "Confirm these instructions by a call" in said

    def test_a_text_is_masked_too(self):
        text = "First Bank, account\n000447\n1882"
        said = prose(note(terms={"payment_instructions": text}), "2009-06-15")
        assert "First Bank, account ****1882" in " ".join(said.split())

    def test_a_document_without_them_says_nothing(self):
        assert "Where to pay" not in letter_lines(note(), "2009-06-15")


class TestTerms:
    @pytest.mark.parametrize(
        "sentence",
        [
            "marked cancelled, or an affidavit of its loss",
            "may rely on this letter against a Holder that has signed it",
            "Nobody may rely on it against a Holder that has not signed",
            "the Holders reserve every right and remedy",
            "no admission and no estoppel against a Holder unless that Holder has signed it",
            "The Note is governed by the securities purchase agreement (SPA), which was not read.",
            "In force: day_count actual/month; business_days gcl25",
            "This letter ends with Sat 2009-06-20 (the Good-Through Date).",
            ORIGIN.command,
            f"Document: SHA-256 {ORIGIN.digest}",
            "Program: note-sched 0.0.0",
        ],
    )
    def test_a_letter_says(self, sentence):
        assert sentence in prose(note(), "2009-06-15", "2009-06-20")

    def test_it_is_never_open_ended(self):
        said = prose(sample("covenant-default"), *BLOCKED).lower()
        assert not any(words in said for words in ("to be determined", "plus fees", "plus any", "tbd", "approximately"))

    def test_each_holder_confirms_its_own_sum(self):
        found = letter_lines(sample("covenant-default"), *BLOCKED)
        first = found.index("Confirmed, each Holder for itself")
        assert found[first + 1] == "Alder Growth Partners LP (alder)"
        assert found[first + 2].startswith(
            "confirms for its own Note: 104,300.00 received on Wed 2009-06-10 pays it in full"
        )
        assert [line.partition(" ")[0] for line in found[first:] if "____" in line] == [
            "By",
            "Name",
            "Title",
            "Date",
        ] * 2

    def test_it_is_from_the_holders_to_the_borrower(self):
        found = letter_lines(sample("covenant-default"), *BLOCKED)
        at = next(number for number, line in enumerate(found) if line.startswith("From "))
        assert found[at : at + 4] == [
            "From the 2 Holders named in the Schedule of Holders, each for its own Note",
            "To Air Industries Group, Inc., the Borrower, and whoever pays for it or finances the payment",
            "Date ____________________ (of the last signature; no figure depends on it)",
            "Re Payoff of all Notes: Junior Subordinated Promissory Note due 2010",
        ]
        alone = letter_lines(sample("covenant-default"), *BLOCKED, holder="birch")
        assert "From Birch Family Trust (birch), for its own Note alone" in alone

    def test_the_box_says_on_what_it_rests(self):
        said = prose(sample("air-industries-2008"), "2009-06-15")
        assert "5,977,766.66 is payment in full if the 178,500.00 assumed as paid was received" in said
        assert "Each of the 8 Holders may be paid in full on that day, together 5,977,766.66." in said


@pytest.mark.parametrize("first", ["0001-01-01", "2008-09-25"])
def test_before_the_issue_date_there_is_nothing_to_quote(first):
    """The very first day of the calendar too, which has no day before it."""
    with pytest.raises(Refusal, match=f"{first} is before the issue date, 2008-09-26"):
        page_of(note(), first)


def test_the_record_of_a_letter_is_its_line_a_day():
    """As any page's: a column for every value of its rows, here without the sums that are nowhere."""
    header, *days = csv_page(page_of(note(), "2008-10-30", "2008-11-01")).splitlines()
    assert header == "day,total,permitted,principal,interest_due,accrued_interest,per_diem,remarks"
    assert [line.split(",")[:5] for line in days] == [
        ["2008-10-30", "101102.15", "yes", "100000.00", "0.00"],  # 5/30 + 29/31 of 1,000.00 have run
        ["2008-10-31", "101134.41", "yes", "100000.00", "0.00"],
        ["2008-11-01", "101166.67", "yes", "100000.00", "1166.67"],
    ]


def test_names_are_harmless_and_legible():
    hostile = "=SUM(A1) <script>{payoff}\u202e" + "x" * 300
    holders = {"a": {"principal": "100.00", "name": hostile}, "b": {"principal": "100.00"}}
    said = prose(note(holders=holders, terms={"borrower": hostile}), "2009-06-15")
    assert "\u202e" not in said
    assert "=SUM(A1) <script>{payoff}\\u202e" in said
    assert "x" * 300 in said


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents.documents(), st.dates(day("2008-09-26"), day("2010-07-31")), st.integers(0, 3), st.booleans())
def test_every_sound_document_has_its_letter_and_its_columns_add_up(document, first, days, alone):
    """Amounts of the schedule, confirmations and items come to the Payoff Amount, shares to a hundred percent."""
    holder = document["holders"][0]["id"] if alone else None
    try:
        page, _ = letter(loaded(document), Wish(first, first + days * DAY, holder), ORIGIN)
    except (Faulty, Refusal):  # more is transferred than is held; the Note is not issued yet
        assume(False)
    assert text_page(page)
    tables = {part.title: part for part in page.tables if isinstance(part, Table)}
    items = tables["What it is made up of"]
    total = items.totals[1]
    assert sum(row[1] for row in items.rows) == total
    schedule = tables["Schedule of Holders, as of the Payoff Date"]
    columns = [column.name for column in schedule.columns]
    assert sum(row[columns.index("total")] for row in schedule.rows) == total
    shares = [row[columns.index("share")] for row in schedule.rows]
    assert alone or set(shares) == {None} or sum(shares) == 100_00
