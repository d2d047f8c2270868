"""The days of a payoff letter against hand arithmetic, and what must hold of every one of them."""

from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from letters import quoted, sample
from naive import documents
from notes import block, cents, day, event, half_up, note

from note_sched.document.events import Payment
from note_sched.document.model import Written
from note_sched.document.scalars import Sum
from note_sched.faults import Faulty, Refusal
from note_sched.measure.business_days import DAY
from note_sched.reports.answers.payoff import asked_of, permitted
from note_sched.reports.letter.payoff_days import MOST_DAYS, day_table, holder_tables, quotation, spans
from note_sched.simulation import simulate

OFFERING = [1_500_000, 1_000_000, 950_000, 750_000, 650_000, 500_000, 350_000, 250_000]


def totals(quotation_):
    return {str(quote.day): quote.total for quote in quotation_.quotes}


def remarks(quotation_):
    """The remarks of each day that has any, as words."""
    table = day_table(quotation_)
    at = [column.name for column in table.columns].index("remarks")
    return {
        str(row[0]): "".join(f"{part / 100:.2f}" if isinstance(part, int) else str(part) for part in row[at])
        for row in table.rows
        if row[at]
    }


@cache
def letter_of_all():
    return quoted(sample("air-industries-2008"), "2009-06-15", "2009-07-03")


class TestTheWholeOffering:
    """5,950,000.00 in eight Notes; each is rounded by itself."""

    @property
    def letter(self):
        return letter_of_all()

    @pytest.mark.parametrize(("on", "days"), [("2009-06-15", 14), ("2009-06-16", 15), ("2009-06-30", 29)])
    def test_a_day_of_june_adds_a_thirtieth_of_one_percent(self, on, days):
        accrued = sum(half_up(cents(each) * Fraction(days, 30) / 100) for each in OFFERING)
        assert totals(self.letter)[on] == cents(5_950_000) + accrued

    @pytest.mark.parametrize(("on", "days"), [("2009-07-01", 0), ("2009-07-02", 1), ("2009-07-03", 2)])
    def test_after_the_first_of_july_a_day_adds_a_thirty_first(self, on, days):
        """All of June's interest, 59,500.00, is due and unpaid: no payment is assumed inside the range."""
        accrued = sum(half_up(cents(each) * Fraction(days, 31) / 100) for each in OFFERING)
        assert totals(self.letter)[on] == cents(5_950_000 + 59_500) + accrued

    def test_from_day_to_day_the_total_rises_by_the_per_diem_within_a_cent_a_note(self):
        quotes = self.letter.quotes
        for before, after in pairwise(quotes):
            exact = Fraction(*before.per_diem)
            assert abs(after.total - before.total - exact) <= len(OFFERING)

    def test_the_per_diem_changes_with_the_month(self):
        per_diems = {str(quote.day): Fraction(*quote.per_diem) for quote in self.letter.quotes}
        assert per_diems["2009-06-30"] == cents(59_500) * Fraction(1, 30)
        assert per_diems["2009-07-01"] == cents(59_500) * Fraction(1, 31)

    def test_the_table_says_why_a_line_jumps(self):
        told = remarks(self.letter)
        assert told["2009-07-01"] == "59500.00 interest falls due; per diem of the new month"
        assert told["2009-06-20"] == "no business day"
        assert "2009-07-02" not in told

    def test_each_holders_amounts_add_up_to_the_line_of_the_day(self):
        by_day = {}
        for table in holder_tables(self.letter):
            for on, *amounts in table.rows:
                by_day[str(on)] = by_day.get(str(on), 0) + sum(amounts)
        assert by_day == totals(self.letter)


class TestWhatIsAssumed:
    """Payments are assumed before the payoff date and not from it on."""

    def test_on_the_payoff_date_the_letter_quotes_what_payoff_quotes(self):
        document = note()
        asked = asked_of(simulate(document, ask=day("2009-07-01")))
        assert totals(quoted(document, "2009-07-01")) == {"2009-07-01": sum(each.total for each in asked.positions)}

    def test_an_instalment_before_the_payoff_date_is_assumed_as_paid(self):
        """July 1 is paid: on July 2, one day of July on 100,000.00 at 1%: 32.26."""
        assert totals(quoted(note(), "2009-07-02"))["2009-07-02"] == cents(Fraction("100032.26"))

    def test_an_instalment_on_or_after_it_is_not(self):
        """July 1 is not paid: on July 2 its 1,000.00 is owed too."""
        assert totals(quoted(note(), "2009-07-01", "2009-07-02"))["2009-07-02"] == cents(Fraction("101032.26"))

    def test_a_payment_on_record_inside_the_range_counts_from_its_day(self):
        """1,000.00 on July 1 pays the instalment."""
        paid = quoted(note(event("payment", "2009-07-01", amount="1,000.00")), "2009-06-30", "2009-07-02")
        assert totals(paid)["2009-06-30"] == cents(100_000) + half_up(cents(1_000) * Fraction(29, 30))
        assert totals(paid)["2009-07-01"] == cents(100_000)
        assert totals(paid)["2009-07-02"] == cents(Fraction("100032.26"))
        assert "1000.00 on record as received" in remarks(paid)["2009-07-01"]

    def test_an_earlier_end_of_assumptions_in_the_document_stays(self):
        """From March 1, 2009 on nothing is assumed: March to June, four instalments, are owed on June 15."""
        document = note(simulation={"assumed_through": "2009-02-28"})
        assert totals(quoted(document, "2009-06-15"))["2009-06-15"] == cents(104_000) + half_up(
            cents(1_000) * Fraction(14, 30)
        )

    def test_maturity_inside_the_range(self):
        """May 31, 2010: thirty days of May fall due with principal; June 1 adds the month's last day."""
        letter = quoted(note(), "2010-05-30", "2010-06-02")
        assert totals(letter)["2010-05-30"] == cents(100_000) + half_up(cents(1_000) * Fraction(29, 31))
        assert totals(letter)["2010-05-31"] == cents(100_000) + half_up(cents(1_000) * Fraction(30, 31))
        assert totals(letter)["2010-06-01"] == cents(101_000)
        assert "100000.00 principal falls due" in remarks(letter)["2010-05-31"]

    def test_an_expense_inside_the_range(self):
        letter = quoted(note(event("expense", "2009-06-16", holder="a", amount="250.00")), "2009-06-15", "2009-06-16")
        assert totals(letter)["2009-06-16"] == cents(100_250) + half_up(cents(1_000) * Fraction(15, 30))
        assert remarks(letter)["2009-06-16"] == "250.00 expenses fall due"

    def test_a_matured_note_goes_on_bearing_interest(self):
        """Nothing is paid: 101,000.00 on June 1, 2010; in June a day adds 33.33, principal bearing interest alone."""
        letter = quoted(note(simulation={"payments": "recorded"}), "2010-06-15", "2010-06-16")
        first, second = letter.quotes
        assert (second.total - first.total, first.principal) == (half_up(Fraction(cents(1_000), 30)), cents(100_000))


class TestBars:
    """A bar may end, or begin, inside the range; its last day is inside it."""

    def test_over_its_end(self):
        """Notice of cure counts on June 11, the last blocked day."""
        letter = quoted(sample("covenant-default"), "2009-06-10", "2009-06-13")
        assert [quote.permitted for quote in letter.quotes] == [False, False, True, True]
        assert [(str(span.first), str(span.last), span.barred_by) for span in spans(letter.quotes)] == [
            ("2009-06-10", "2009-06-11", ("1(d)(ii)(A)",)),
            ("2009-06-12", "2009-06-13", ()),
        ]
        assert remarks(letter)["2009-06-12"] == "no longer barred by 1(d)(ii)(A)"

    def test_over_its_beginning(self):
        """On Sunday, March 1 the instalment fell due and payment would have stood; the notice counts on March 2."""
        letter = quoted(sample("covenant-default"), "2009-02-28", "2009-03-03")
        assert [quote.permitted for quote in letter.quotes] == [True, True, False, False]
        assert remarks(letter)["2009-03-02"] == "barred from now on by 1(d)(ii)(A)"

    def test_over_its_beginning_for_one_holder_after_the_other(self):
        """b received the notice two days after a; of one Holder's letter no other Holder's bar is a matter."""
        notice = {"received": {"a": "2009-03-03", "b": "2009-03-05"}}
        document = note(*block("2009-02-24", notice=notice), holders={"a": "100,000.00", "b": "50,000.00"})
        told = remarks(quoted(document, "2009-03-02", "2009-03-06"))
        assert [told.get(f"2009-03-0{number}", "") for number in range(3, 7)] == [
            "barred from now on by 1(d)(ii)(B) (a)",
            "",
            "barred from now on by 1(d)(ii)(B) (b)",
            "",
        ]
        assert remarks(quoted(document, "2009-03-02", "2009-03-06", "b"))["2009-03-05"] == (
            "barred from now on by 1(d)(ii)(B)"
        )

    def test_one_holders_letter_looks_at_its_own_bars(self):
        """Alder accelerated, Birch did not: only Alder's principal is barred on May 1."""
        document = sample("release-valve")
        assert quoted(document, "2009-05-01", holder="alder").payoff.barred_by == ("1(d)",)
        assert quoted(document, "2009-05-01", holder="birch").payoff.permitted


class TestRanges:
    def test_a_range_is_a_quarter_at_most(self):
        last = day("2009-06-15") + MOST_DAYS * DAY
        assert len(quotation(note(), day("2009-06-15"), last).quotes) == MOST_DAYS + 1
        with pytest.raises(Refusal, match="93 days after the payoff date"):
            quotation(note(), day("2009-06-15"), last + DAY)

    def test_a_range_does_not_end_before_it_begins(self):
        with pytest.raises(Refusal, match="2009-06-14 is before the payoff date, 2009-06-15"):
            quoted(note(), "2009-06-15", "2009-06-14")

    def test_a_note_that_is_not_issued_yet_has_no_letter(self):
        document = note(holders={"a": "100.00", "b": {"principal": "100.00", "issue_date": "2009-01-05"}})
        with pytest.raises(Refusal, match="the Note of b is issued on 2009-01-05, after 2009-01-04"):
            quoted(document, "2009-01-04", holder="b")
        assert quoted(document, "2009-01-05", holder="b").payoff.total == cents(100)


some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
DAYS = st.dates(day("2008-09-26"), day("2010-07-31"))


def any_quotation(document, first, days):
    """A quotation of a random document; those that transfer more than is held are not of interest."""
    try:
        return quotation(loaded(document), first, first + days * DAY)
    except Faulty:
        assume(False)


@some
@given(documents.documents(), DAYS)
def test_the_first_line_is_what_payoff_quotes(document, first):
    quote = any_quotation(document, first, 0).payoff
    asked = asked_of(simulate(loaded(document), ask=first))
    assert quote.total == sum(position.total for position in asked.positions)
    assert quote.permitted == permitted(asked)


@some
@given(documents.documents(), DAYS, st.integers(0, 12))
def test_on_every_day_of_the_range_the_line_pays_everything_off_where_it_may_be_paid(document, first, days):
    letter = any_quotation(document, first, days)
    for quote in letter.quotes:
        if quote.total and quote.permitted:
            paid = Written(Payment(date=quote.day, amount=Sum(quote.total)), 1)
            try:
                run = simulate(letter.document._replace(events=(*letter.document.events, paid)), ask=quote.day)
            except Faulty:  # a later transfer of what has now been paid
                continue
            assert [position.total for position in asked_of(run).positions] == [0] * len(quote.positions)


def test_notices_known_for_later_bar_on_their_day():
    letter = quoted(note(*block("2009-03-03")), "2009-03-02", "2009-03-03")
    assert [quote.permitted for quote in letter.quotes] == [True, False]
