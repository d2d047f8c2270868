"""Two rules of the terms on one day or in one period: each figure by hand, from the words of both (T-20 to T-27).

360,000.00 of 2010-01-15 at 12%, thirty days a month: each percent is 10.00 a day; interest on the 15th. What is due on
February 15, 2010, a holiday, is in time on the 16th.
"""

from fractions import Fraction

import pytest
from comparing import answered
from notes import cents, day, defaults, event, half_up, note, row

from note_sched.reports.answers.can_pay import can_pay
from note_sched.simulation import simulate

TERMS = {
    "title": "Subordinated Promissory Note",
    "borrower": "Northfield Tool Works, Inc.",
    "issue_date": "2010-01-15",
    "maturity_date": "2012-01-15",
    "interest_rate": "12% per year",
    "first_payment_date": "2010-02-15",
}
ONE = {"a": "360,000.00"}
BANK = {"bank": "1,000,000.00"}
RECORDED = {"payments": "recorded", "through": "2010-06-30"}
TOGGLE = {"toggle": {"rate": "14% per year", "notice": "10 business days"}}
OR_BARRED = TOGGLE | {"when_barred": "capitalise"}
PLUS = {"plus": "2% per year"}
PAID = event("payment", "2010-02-16", amount="3,600.00")
WRONG = event("misrepresentation", "2010-03-01")
ELECTED = event("pik_election", "2010-03-01", for_="2010-03-15")
MATURED = event("senior_maturity", "2010-03-10", facility="bank")
LEVEL = {"principal": {"instalments": {"first": "2010-02-15", "level": "10,000.00"}}}
ONE_OF_60 = {"principal": {"instalments": [{"date": "2010-03-15", "amount": "60,000.00"}]}}
MARCH = event("payment", "2010-03-15", amount="3,600.00")


def met(*events, interest=(), holders=ONE, debts=BANK, simulation=(), terms=(), **paper):
    """A plain note on which Senior debt bars once it has matured."""
    terms = TERMS | dict(terms)
    counted = {"day_count": "30/360"} | dict(interest)
    paper = {"instrument": "plain", "senior_matured": "bars", "interest": counted} | paper
    return note(*events, holders=holders, debts=debts, terms=terms, paper=paper, simulation=simulation)


def march(*events, holder="a", **more):
    """Cents that fall due, and that become principal, on March 15."""
    found = row(simulate(met(PAID, *events, **more)), "2010-03-15", holder)
    return found.interest_due, found.besides.interest_capitalised


def both(cash, kind):
    return cents(cash), cents(kind)


class TestInKindAndInDefault:
    """T-21 with T-22: from March 1, 14 of the 30 days, an Event of Default exists."""

    def test_what_is_added_to_the_rate_is_cash_though_the_period_is_in_kind(self):
        assert march(WRONG, ELECTED, interest={"pik": TOGGLE, "default": PLUS}) == both(14 * 20, 30 * 140)

    def test_a_rate_of_its_own_takes_the_place_of_interest_in_kind(self):
        default = {"rate": "16% per year"}
        assert march(WRONG, ELECTED, interest={"pik": TOGGLE, "default": default}) == both(14 * 160, 16 * 140)

    def test_the_legal_maximum_leaves_the_cash_and_cuts_what_is_in_kind(self):
        found = march(
            WRONG, ELECTED, interest={"pik": TOGGLE, "default": PLUS}, terms={"legal_maximum_rate": "15% per year"}
        )
        assert found == both(14 * 20, 16 * 140 + 14 * 130)

    @pytest.mark.parametrize(
        ("default", "expected"), [(PLUS, (14 * 20, 30 * 140)), ({"rate": "16% per year"}, (14 * 160, 16 * 140))]
    )
    def test_so_it_is_where_the_election_is_deemed_made(self, default, expected):
        assert march(WRONG, MATURED, interest={"pik": OR_BARRED, "default": default}) == both(*expected)


class TestInKindAndBarred:
    """T-21, `when_barred`: judged on the payment date itself, Note by Note."""

    @pytest.mark.parametrize(("on", "expected"), [("2010-03-15", (3600, 0)), ("2010-03-16", (0, 4200))])
    def test_a_bar_that_is_lifted_on_the_day_bars_nothing_that_day(self, on, expected):
        paid = event("senior_payment", on, facility="bank", in_full="yes")
        assert march(MATURED, paid, interest={"pik": OR_BARRED}) == both(*expected)

    @pytest.mark.parametrize(("value", "expected"), [("1.10", (3600, 0)), ("1.0999", (0, 4200))])
    def test_a_result_of_the_day_counts_that_day(self, value, expected):
        tests = [
            event("test_result", on, test="fccr", value=found)
            for on, found in (("2010-02-01", "2"), ("2010-03-15", value))
        ]
        permitted = {"interest": {"test": "fccr", "at_least": "1.10"}}
        assert march(*tests, interest={"pik": OR_BARRED}, permitted=permitted) == both(*expected)

    @pytest.mark.parametrize("mixed", ["per_note", "all_or_none"])
    def test_a_note_that_is_not_barred_itself_pays_in_cash(self, mixed):
        block = [
            event("senior_default", "2010-03-01", id="d", facility="bank", kind="other"),
            event("blockage_notice", "2010-03-10", defaults=["d"], received={"a": "2010-03-10"}),
        ]
        other = {"days": "179", "from": "receipt", "ends": ["cure"], "given_by": "any"}
        more = {"blockage": {"other_default": other}, "mixed_block": mixed, "interest": {"pik": OR_BARRED}}
        holders = ONE | {"b": "360,000.00"}
        paid = event("payment", "2010-02-16", amount="3,600.00")
        found = [march(paid, *block, holder=each, holders=holders, **more) for each in ("a", "b")]
        assert found == [both(0, 4200), both(3600, 0)]


class TestInstalmentsOfPrincipal:
    """T-23 with bars, moving rates and default interest."""

    def test_a_level_instalment_that_was_barred_goes_on_bearing_interest(self):
        """February's 6,400.00 are barred: March has 3,600.00 of interest again, and 6,400.00 more falls due."""
        barred = event("senior_maturity", "2010-02-10", facility="bank")
        found = row(simulate(met(barred, **LEVEL)), "2010-03-15")
        assert (found.interest_due, found.principal_due, found.principal) == (cents(3600), cents(6400), cents(360_000))

    @pytest.mark.parametrize(("level", "principal"), [("3,600.00", 0), ("3,600.01", 1)])
    def test_a_level_sum_is_of_interest_before_it_is_of_principal(self, level, principal):
        plan = {"principal": {"instalments": {"first": "2010-02-15", "level": level}}}
        assert row(simulate(met(**plan)), "2010-02-15").principal_due == principal

    def test_a_rate_set_anew_on_the_day_of_an_instalment_is_of_the_days_after_it(self):
        """February: 12%. March: 6% on 360,000.00 for the holiday, paid along on the 16th, and 29 days on 353,600.00."""
        values = [
            event("index_rate", on, index="p", value=value)
            for on, value in (("2010-01-15", "12% per year"), ("2010-02-15", "6% per year"))
        ]
        run = simulate(met(*values, terms={"interest_rate": {"index": "p"}}, **LEVEL))
        first, along, second = (row(run, on) for on in ("2010-02-15", "2010-02-16", "2010-03-15"))
        assert (first.interest_due, first.principal_due) == both(3600, 6400)
        assert along.interest_paid == cents(3600 + 60)
        rest = half_up(cents(60) + cents(353_600) * Fraction(6 * 29, 36_000)) - cents(60)
        assert (second.interest_due, second.principal_due) == (rest, cents(10_000) - rest)

    def test_an_overdue_instalment_bears_the_rate_of_the_day_and_more(self):
        """60,000.00 from March 15: 10 days at 12 + 2 and 20 at 6 + 2 percent; 300,000.00 at 12 and 6."""
        values = [
            event("index_rate", on, index="p", value=value)
            for on, value in (("2010-01-15", "12% per year"), ("2010-03-25", "6% per year"))
        ]
        default = PLUS | {"on": "overdue", "from": "due"}
        rate = {"interest_rate": {"index": "p"}}
        document = met(
            *values, PAID, MARCH, terms=rate, interest={"default": default}, simulation=RECORDED, **ONE_OF_60
        )
        exact = cents(10 * 100 + 20 * 50) + cents(60_000) * Fraction(10 * 14 + 20 * 8, 36_000)
        assert row(simulate(document), "2010-04-15").interest_due == half_up(exact)

    def test_a_conversion_of_what_is_overdue_ends_the_default_and_its_interest(self):
        """In default from March 16, converted on the 25th: 1 day of 120.00, 9 of 140.00, then 20 of 100.00."""
        converted = event("conversion", "2010-03-25", holder="a", amount="60,000.00", interest="no")
        document = met(PAID, MARCH, converted, interest={"default": PLUS}, simulation=RECORDED, **ONE_OF_60)
        run = simulate(document)
        assert row(run, "2010-04-15").interest_due == cents(120 + 9 * 140 + 20 * 100)
        assert defaults(run, "default_payment", "a")[0] == ("2010-03-16", "2010-03-25")

    @pytest.mark.parametrize(("amount", "principal", "premium"), [("63,600.00", 60_000, 0), ("73,900.00", 70_000, 300)])
    def test_what_pays_an_instalment_bears_no_premium_and_what_is_above_it_does(self, amount, principal, premium):
        prepayment = {"prepayment": {"premium": [{"through": "2010-06-30", "percent": "3"}]}}
        plan = {"principal": ONE_OF_60["principal"] | prepayment}
        paid = event("payment", "2010-03-15", amount=amount)
        found = row(simulate(met(PAID, paid, simulation=RECORDED, **plan)), "2010-03-15")
        assert (found.principal_paid, found.besides.premium_paid) == both(principal, premium)

    def test_an_acceleration_bears_premium_on_what_was_not_due_before(self):
        prepayment = {"prepayment": {"premium": [{"through": "2010-06-30", "percent": "3"}], "for": ["acceleration"]}}
        plan = {"principal": ONE_OF_60["principal"] | prepayment}
        demand = event("acceleration", "2010-03-20", holder="a")
        found = row(simulate(met(PAID, WRONG, demand, simulation=RECORDED, **plan)), "2010-03-20")
        assert (found.principal_due, found.besides.premium_due) == both(300_000, 9_000)


class TestRescissions:
    """T-25 with T-22 and T-14: accelerated on March 1, undone on March 6."""

    UNDONE = (
        event("acceleration", "2010-03-01", holder="a"),
        event("acceleration_rescinded", "2010-03-06", holders=["a"]),
    )
    WRONG_BEFORE = event("misrepresentation", "2010-02-20")

    @pytest.mark.parametrize(
        ("default", "due"),
        [
            (PLUS, 14 * 140),  # the representation stays false
            (PLUS | {"from": "maturity"}, 5 * 140 + 9 * 120),
            (PLUS | {"on": "overdue", "from": "due"}, 5 * 140 + 9 * 120 + 1920 * Fraction(14 * 14, 36_000)),
        ],
    )
    def test_accelerated_principal_bears_default_interest_through_the_day_before(self, default, due):
        """1,920.00 or 2,140.00 fell due with it and stay unpaid; overdue they bear 14% for 14 days."""
        document = met(PAID, self.WRONG_BEFORE, *self.UNDONE, interest={"default": default}, simulation=RECORDED)
        run = simulate(document)
        in_default = default == PLUS
        assert row(run, "2010-03-01").interest_due == cents(5 * 120 + 11 * 140 if in_default else 16 * 120)
        assert row(run, "2010-03-15").interest_due == half_up(cents(due))

    def test_an_acceleration_without_a_demand_is_undone_in_the_same_way(self):
        petition = event("insolvency", "2010-03-01", voluntary="yes", dismissed="2010-03-05")
        run = simulate(met(PAID, petition, self.UNDONE[1], simulation=RECORDED))
        first, second = row(run, "2010-03-01"), row(run, "2010-03-15")
        assert (first.principal_due, first.interest_due, second.interest_due) == tuple(
            map(cents, (360_000, 1920, 1680))
        )


def test_a_later_note_has_the_value_of_its_own_first_day_where_the_rate_is_set_by_the_period():
    """8% on February 15, 9% from the 20th: a's period is at 8%, the 20 days of b, of the 25th, are at 9%."""
    values = [
        event("index_rate", on, index="p", value=value)
        for on, value in (("2010-01-15", "8% per year"), ("2010-02-20", "9% per year"))
    ]
    holders = ONE | {"b": {"principal": "360,000.00", "issue_date": "2010-02-25"}}
    run = simulate(met(*values, holders=holders, terms={"interest_rate": {"index": "p", "reset": "period"}}))
    assert [row(run, "2010-03-15", holder).interest_due for holder in ("a", "b")] == [cents(30 * 80), cents(20 * 90)]


def test_where_a_test_bars_interest_a_recorded_payment_pays_principal_with_what_is_left():
    """Settled 18: 8,000.00 on March 15: 7,200.00 land on barred interest and go over, 800.00 are principal."""
    permitted = {"interest": {"test": "fccr", "at_least": "1.10"}}
    paid = event("payment", "2010-03-15", amount="8,000.00")
    found = row(simulate(met(paid, permitted=permitted, simulation=RECORDED)), "2010-03-15")
    assert (found.turned_over, found.interest_paid, found.principal_paid) == tuple(map(cents, (7200, 0, 800)))


@pytest.mark.parametrize(("on", "interest", "over"), [("2010-03-05", 1920 + 480, 0), ("2010-03-11", 1920, 372_720)])
def test_accelerated_premium_is_barred_and_turned_over_with_its_principal(on, interest, over):
    """Accelerated on March 1 with 3%: 370,800.00. Before the bar of the 10th the interest since goes with principal."""
    prepayment = {"prepayment": {"premium": [{"through": "2010-06-30", "percent": "3"}], "for": ["acceleration"]}}
    demand = event("acceleration", "2010-03-01", holder="a")
    document = met(PAID, WRONG, demand, MATURED, principal=prepayment, simulation=RECORDED)
    (holder,) = answered(can_pay(simulate(document, ask=day(on))))["holders"]
    amounts = [cents(holder["components"][each]["amount"]) for each in ("interest", "principal")]
    assert amounts == [cents(interest), cents(370_800)]
    assert cents(holder["turnover"]) == cents(over)
