"""Every sample tells the story that its comments tell; the figures here are that arithmetic, done by hand."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from yaml import CBaseLoader, load_all

from note_sched.document.known import known_at
from note_sched.document.load import load
from note_sched.document.schema import json_schema
from note_sched.rendering.json_text import json_page
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted(path.name for path in SAMPLES.glob("*.yaml"))
REPORTS = {"simulate": schedule, "payoff": payoff, "can-pay": can_pay}
WARNED = {
    "air-industries-2008": [],
    "single-holder": [],
    "thirds-of-a-cent": ["payment-below-due", "payment-above-due"],
    "prepayment-with-expenses": ["payment-above-due"],
    "financing-series": [],
    "covenant-default": ["void-notice"],
    "payment-default": [],
    "release-valve": ["principal-not-accelerated"],
    "senior-acceleration": ["payment-above-due", "prohibited-payment"],
    "insolvency-with-avoidance": ["read-as-2008", "prohibited-payment"],
    "indenture-blockage": ["void-notice"],
    "mezzanine-standstill": ["void-acceleration"],
    "seller-on-standby": [],
    "plain-quarterly": [],
    "amortising-with-premium": ["payment-above-due"],
    "pik-toggle-blocked": ["void-election"],
    "floating-with-default": ["rate-projected"],
}


def document(name, known=None):
    written = load((SAMPLES / f"{name}.yaml").read_bytes())
    return written if known is None else known_at(written, date.fromisoformat(known))


@cache
def answer(name, command="simulate", day=None, known=None):
    run = simulate(document(name, known), ask=day and date.fromisoformat(day))
    return json.loads(json_page(REPORTS[command](run)))


def row(name, day, holder="alder", known=None):
    """What the schedule says of a Holder on a day."""
    rows = {(each["date"], each["holder"]): each for each in answer(name, known=known)["schedule"]}
    return rows[day, holder]


def picked(found, *names):
    return [found[each] for each in names]


def dollars(cents):
    return f"{cents // 100}.{cents % 100:02}"


def permission(name, day, holder="alder"):
    holders = answer(name, "can-pay", day)["holders"]
    return next(each for each in holders if each["holder"] == holder)


def test_every_sample_has_its_story_told_here():
    assert sorted(f"{name}.yaml" for name in WARNED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_accepts_it_by_the_schema(name):
    (written,) = load_all((SAMPLES / name).read_text("utf-8"), CBaseLoader)
    assert [error.message for error in Draft7Validator(json_schema()).iter_errors(written)] == []


@pytest.mark.parametrize("name", NAMES)
def test_its_comments_name_a_command_that_uses_it(name):
    assert f"samples/{name}" in (SAMPLES / name).read_text("utf-8")


@pytest.mark.parametrize("name", WARNED)
def test_what_it_warns_of(name):
    """All of it is its story, which it acknowledges: `check --strict` passes."""
    assert answer(name)["warnings"] == []
    assert [warning["code"] for warning in answer(name).get("acknowledged", [])] == WARNED[name]


@pytest.mark.parametrize("name", WARNED)
def test_no_two_lines_of_the_schedule_are_of_one_day_and_holder(name):
    seen = [(each["date"], each["holder"]) for each in answer(name)["schedule"]]
    assert seen
    assert len(seen) == len(set(seen))


class TestAirIndustries:
    """Preamble: the whole Offering, paid as promised."""

    principal = (1_500_000, 1_000_000, 950_000, 750_000, 650_000, 500_000, 350_000, 250_000)

    def test_the_notes_are_the_whole_offering(self):
        note = document("air-industries-2008")
        assert [int(holder.principal) // 100 for holder in note.holders] == list(self.principal)
        assert sum(self.principal) == 5_950_000

    def test_the_first_instalment_is_rounded_note_by_note(self):
        """One percent and 5/30 of it; a dollar of principal earns a cent a month."""
        shares = [int(each * 7 / 6 + 0.5) for each in self.principal]
        assert sum(shares) == 69_416_66
        rows = [each for each in answer("air-industries-2008")["schedule"] if each["date"] == "2008-11-01"]
        assert [each["interest_due"] for each in rows] == [dollars(share) for share in shares]

    def test_november_first_is_a_saturday_and_monday_is_in_time(self):
        assert row("air-industries-2008", "2008-11-03")["interest_paid"] == "17500.00"
        assert answer("air-industries-2008")["events_of_default"] == []

    def test_senior_principal_paid_on_its_day_bars_nothing(self):
        assert answer("air-industries-2008")["windows"] == []

    def test_maturity_is_memorial_day_and_june_first_pays_everything(self):
        """5/30 and twenty whole months of one percent: 20 1/6 percent of each Note, for all 1,199,916.66."""
        found = answer("air-industries-2008")
        assert picked(found["maturity"], "date", "timely_through", "cause") == ["2010-05-31", "2010-06-01", "stated"]
        first, whole = 69_416_66, 5_950_000_00
        assert found["totals"]["interest_paid"] == dollars(first + 19 * 59_500_00)
        assert found["totals"]["principal_paid"] == dollars(whole)
        assert {each["standing"] for each in found["schedule"] if each["date"] == "2010-06-01"} == {"paid"}

    def test_a_quote_in_june_2009(self):
        """June 1 to 14: 14/30 of 59,500.00 is 27,766.67; each Note by itself comes to the same."""
        quote = answer("air-industries-2008", "payoff", "2009-06-15")
        accrued = [int(each * 14 / 30 + 0.5) for each in self.principal]
        assert [each["accrued_interest"] for each in quote["holders"]] == [dollars(each) for each in accrued]
        assert quote["total"]["total"] == dollars(5_950_000_00 + sum(accrued))
        assert quote["permitted"] is True


class TestSingleHolder:
    """Preamble: a Note from issue to payment."""

    def test_september_and_october_are_due_on_november_first(self):
        assert row("single-holder", "2008-11-01")["interest_due"] == dollars(166_67 + 1_000_00)

    def test_the_last_days(self):
        assert picked(row("single-holder", "2010-05-31"), "interest_due", "principal_due") == ["967.74", "100000.00"]
        last = row("single-holder", "2010-06-01")
        assert picked(last, "interest_due", "interest_paid", "principal_paid") == ["32.26", "1000.00", "100000.00"]

    def test_all_interest_together(self):
        whole = 1_166_67 + 18 * 1_000_00 + 967_74 + 32_26
        assert answer("single-holder")["totals"]["interest_paid"] == dollars(whole) == "20166.67"


class TestThirdsOfACent:
    """Section 3: shares add up to the payment."""

    holders = ("alder", "birch", "cedar")

    def shares(self, day, field):
        return [row("thirds-of-a-cent", day, holder)[field] for holder in self.holders]

    def test_each_note_is_rounded_by_itself(self):
        assert self.shares("2008-11-01", "interest_due") == ["388.89"] * 3
        assert self.shares("2008-12-01", "interest_due") == ["333.33"] * 3

    def test_equal_shares_give_the_cents_left_to_the_first_in_the_document(self):
        assert self.shares("2008-12-01", "interest_paid") == ["166.67", "166.67", "166.66"]
        assert self.shares("2008-12-05", "interest_paid") == ["166.66", "166.66", "166.67"]

    def test_unequal_shares_give_it_to_the_largest_remainder(self):
        assert self.shares("2009-01-02", "principal_paid") == ["3333.33", "3333.33", "3333.34"]
        assert self.shares("2009-01-02", "interest_paid") == [dollars(333_33 + 10_75)] * 3
        assert self.shares("2009-01-02", "principal") == ["30000.00"] * 3


class TestPrepaymentWithExpenses:
    """Preamble and 4(e): expenses, interest, principal."""

    def test_the_expenses_are_the_holders_who_asked(self):
        assert row("prepayment-with-expenses", "2009-01-15", "birch")["expenses_paid"] == "1250.00"
        assert row("prepayment-with-expenses", "2009-01-15")["expenses_paid"] == "0.00"

    def test_interest_of_fourteen_days_then_principal_by_principal(self):
        assert 1_250_00 + 451_61 + 112_90 + 14_548_39 + 3_637_10 == 20_000_00
        paid = "interest_paid", "principal_paid", "principal"
        alder, birch = (row("prepayment-with-expenses", "2009-01-15", holder) for holder in ("alder", "birch"))
        assert picked(alder, *paid) == ["451.61", "14548.39", "85451.61"]
        assert picked(birch, *paid) == ["112.90", "3637.10", "21362.90"]

    def test_the_rest_of_january(self):
        assert row("prepayment-with-expenses", "2009-02-01")["interest_due"] == dollars(920_22 - 451_61)
        assert row("prepayment-with-expenses", "2009-02-01", "birch")["interest_due"] == dollars(230_05 - 112_90)


class TestFinancingSeries:
    """Preamble: a series of exactly 10,000,000.00, counted from each Note's own date."""

    def test_the_note_that_precedes_all_three_closings_falls_due_with_the_third(self):
        """19/31 of 1,000.00."""
        due = row("financing-series", "2009-07-20")
        assert picked(due, "interest_due", "principal_due", "principal_paid") == ["612.90", "100000.00", "100000.00"]

    def test_the_note_that_follows_the_first_closing_goes_on(self):
        later = answer("financing-series")["maturity"]
        assert picked(later, "date", "cause") == ["2010-05-31", "stated"]
        assert row("financing-series", "2010-05-31", "birch")["principal_due"] == "50000.00"

    def test_the_quote_on_the_day(self):
        """Birch: nineteen days of July, 19/31 of 500.00 = 306.45, accrued and not due."""
        quote = answer("financing-series", "payoff", "2009-07-20")
        assert [each["total"] for each in quote["holders"]] == ["100612.90", "50306.45"]


class TestCovenantDefault:
    """1(d)(ii): from the notice to the notice of the cure."""

    def test_the_block_runs_from_notice_to_notice(self):
        assert date(2009, 2, 26).strftime("%A") == "Thursday"  # the second business day after it is Monday, March 2
        block, void = (each for each in answer("covenant-default")["windows"] if each["holder"] == "alder")
        assert picked(block, "start", "end", "effective", "clause") == ["2009-03-02", "2009-06-11", True, "1(d)(ii)(A)"]
        assert picked(void, "start", "end", "effective", "clause") == ["2009-06-22", None, False, "1(d)(ii)"]
        assert void["cause"] == ["reporting-2009"]

    def test_sunday_would_have_been_clean_and_monday_is_not(self):
        assert permission("covenant-default", "2009-03-01")["verdict"] == "PAY"
        assert permission("covenant-default", "2009-03-02")["verdict"] == "DO NOT PAY"

    def test_the_cure_itself_lifts_nothing(self):
        (bar,) = permission("covenant-default", "2009-04-10")["bars"]
        assert picked(bar, "clause", "lifts") == ["1(d)(ii)(A)", "2009-06-12"]

    def test_four_instalments_are_caught_up_without_interest_on_them(self):
        assert row("covenant-default", "2009-06-12")["interest_paid"] == dollars(4 * 1_000_00)
        assert row("covenant-default", "2009-06-12", "birch")["interest_paid"] == dollars(4 * 250_00)

    def test_not_paying_while_blocked_is_an_event_of_default(self):
        found = [each for each in answer("covenant-default")["events_of_default"] if each["holder"] == "alder"]
        assert [picked(each, "clause", "from", "until") for each in found] == [["2(a)", "2009-03-03", "2009-06-12"]]


class TestPaymentDefault:
    """1(d)(i): no cap, and no notice of the cure."""

    def test_the_365th_day_passes_without_effect(self):
        (block,) = answer("payment-default")["windows"]
        assert picked(block, "start", "end", "clause") == ["2009-01-26", "2010-08-20", "1(d)(i)"]
        assert permission("payment-default", "2010-01-16")["verdict"] == "DO NOT PAY"

    def test_nothing_is_compounded(self):
        arrears = 16 * 600_00 + 580_65 + 19_35 + 2 * 600_00
        assert row("payment-default", "2010-08-01")["interest_unpaid"] == dollars(arrears) == "11400.00"
        last = row("payment-default", "2010-08-23")
        assert picked(last, "interest_paid", "principal_paid") == [dollars(arrears + 425_81), "60000.00"]

    def test_the_quote_while_blocked(self):
        """August 1 to 19: 19/31 of 600.00 = 367.74. Friday is the last blocked day."""
        quote = answer("payment-default", "payoff", "2010-08-20")
        assert quote["total"]["total"] == dollars(60_000_00 + 11_400_00 + 367_74)
        assert picked(quote, "permitted", "payable_from") == [False, "2010-08-21"]


class TestReleaseValve:
    """1(d), last paragraph: a year without Blockage Events, but for accelerated principal."""

    def test_the_missed_instalment_supports_the_acceleration(self):
        first = answer("release-valve")["events_of_default"][0]
        assert picked(first, "clause", "holder", "from") == ["2(a)", "alder", "2009-04-02"]
        (declared,) = answer("release-valve")["accelerations"]
        assert picked(declared, "holder", "date", "valid") == ["alder", "2009-04-06", True]

    def test_the_override_runs_365_days_from_the_later_notice(self):
        (override,) = (each for each in answer("release-valve")["windows"] if each["kind"] == "override")
        assert picked(override, "start", "end") == ["2009-04-06", "2010-04-08"]

    def test_interest_flows_to_both_and_accelerated_principal_does_not(self):
        """5/30 of 2,000.00."""
        april = row("release-valve", "2009-04-06")
        assert picked(april, "interest_paid", "principal_due", "principal_paid", "standing") == [
            dollars(2_000_00 + 333_33),
            "200000.00",
            "0.00",
            "barred_principal",
        ]
        assert row("release-valve", "2009-04-06", "birch")["interest_paid"] == "500.00"

    def test_on_may_first_interest_only(self):
        assert answer("release-valve", "can-pay", "2009-05-01")["verdict"] == "PAY ONLY"
        parts = [permission("release-valve", "2009-05-01", holder)["components"] for holder in ("alder", "birch")]
        assert [each["interest"]["amount"] for each in parts] == [dollars(2_000_00 - 333_33), "500.00"]
        assert picked(parts[0]["principal"], "payable", "amount") == [False, "200000.00"]

    def test_the_block_revives_and_the_cure_ends_it(self):
        assert permission("release-valve", "2010-04-08", "birch")["verdict"] == "PAY"
        assert permission("release-valve", "2010-04-09", "birch")["verdict"] == "DO NOT PAY"
        alder, birch = (row("release-valve", "2010-07-16", holder) for holder in ("alder", "birch"))
        assert picked(alder, "interest_paid", "principal_paid") == [dollars(3 * 2_000_00 + 967_74), "200000.00"]
        assert birch["interest_paid"] == dollars(500_00 + 483_87 + 16_13 + 500_00 + 241_94)


class TestSeniorAcceleration:
    """1(b), 1(g), 1(h)."""

    def test_the_bar_runs_from_the_acceleration_to_the_turnover_that_pays_it(self):
        (bar,) = answer("senior-acceleration")["windows"]
        assert picked(bar, "kind", "start", "end", "clause") == ["senior", "2009-02-10", "2009-03-02", "1(b)"]

    def test_it_goes_by_rank_and_to_all_senior_debt(self):
        """Four fifths and one fifth; 1(g): whether or not due and owing."""
        found = {each["holder"]: each for each in answer("senior-acceleration")["turnovers"]}
        assert found["alder"]["to"] == [
            {"facility": "pnc", "amount": "32000.00"},
            {"facility": "steel-city", "amount": "8000.00"},
        ]
        assert found["birch"]["to"] == [
            {"facility": "pnc", "amount": "8000.00"},
            {"facility": "steel-city", "amount": "2000.00"},
        ]

    def test_nothing_is_discharged_and_the_instalment_is_paid_the_day_after(self):
        march = row("senior-acceleration", "2009-03-02")
        assert picked(march, "turned_over", "interest_paid", "principal") == ["40000.00", "0.00", "100000.00"]
        assert row("senior-acceleration", "2009-03-03")["interest_paid"] == "1000.00"

    def test_both_events_of_default(self):
        found = answer("senior-acceleration")["events_of_default"]
        assert [(each["clause"], each["from"]) for each in found if each["holder"] in (None, "alder")] == [
            ("2(h)", "2009-02-10"),
            ("2(a)", "2009-03-03"),
        ]

    def test_the_pool_comes_alive_when_the_last_senior_dollar_is_paid(self):
        found = [picked(each, "holder", "pool", "live_from") for each in answer("senior-acceleration")["subrogation"]]
        assert found == [["alder", "40000.00", "2009-12-15"], ["birch", "10000.00", "2009-12-15"]]


class TestInsolvencyWithAvoidance:
    """1(i): paid in full, until it was not."""

    def test_as_known_before_the_avoidance_the_payment_stood(self):
        assert row("insolvency-with-avoidance", "2009-08-03", known="2009-11-15")["interest_paid"] == "1000.00"
        assert answer("insolvency-with-avoidance", known="2009-11-15")["turnovers"] == []

    def test_as_known_now_it_is_turned_over(self):
        august = row("insolvency-with-avoidance", "2009-08-03")
        assert picked(august, "interest_paid", "turned_over", "clauses") == ["0.00", "1000.00", ["1(g)", "1(i)"]]

    def test_the_distribution_pays_pnc_first(self):
        found = answer("insolvency-with-avoidance")["turnovers"]
        assert [picked(each, "date", "holder", "amount", "clause") for each in found] == [
            ["2009-08-03", "alder", "1000.00", "1(g)"],
            ["2009-08-03", "birch", "250.00", "1(g)"],
            ["2009-12-14", "alder", "15000.00", "1(i)(ii)"],
            ["2009-12-14", "birch", "3750.00", "1(i)(ii)"],
        ]
        assert 1_250_00 + 18_750_00 == 20_000_00

    def test_the_rest_goes_to_interest_and_principal(self):
        paid = "interest_paid", "principal_paid"
        alder, birch = (row("insolvency-with-avoidance", "2009-12-14", holder) for holder in ("alder", "birch"))
        assert picked(alder, *paid) == [dollars(5 * 1_000_00 + 419_35), dollars(9_000_00 - 5_419_35)]
        assert picked(birch, *paid) == [dollars(5 * 250_00 + 104_84), dollars(2_250_00 - 1_354_84)]
        assert answer("insolvency-with-avoidance")["totals"]["collection_expenses"] == "1000.00"

    def test_forty_five_days_end_on_a_saturday(self):
        assert date(2009, 8, 29).strftime("%A") == "Saturday"
        found = [each for each in answer("insolvency-with-avoidance")["events_of_default"] if each["clause"] == "2(f)"]
        assert [picked(each, "from", "until") for each in found] == [["2009-09-01", None]]


class TestIndentureBlockage:
    """Terms of an indenture: alder holds 1,000,000.00 at 8% a year, 4% a half, 40,000.00."""

    name = "indenture-blockage"

    @pytest.mark.parametrize(("due", "paid"), [("2009-07-15", "2009-07-20"), ("2010-01-15", "2010-06-07")])
    def test_what_was_barred_is_paid_on_the_first_free_day(self, due, paid):
        assert picked(row(self.name, due), "interest_due", "interest_paid") == ["40000.00", "0.00"]
        assert row(self.name, paid)["interest_paid"] == "40000.00"

    @pytest.mark.parametrize(("day", "verdict"), [("2010-06-06", "DO NOT PAY"), ("2010-06-07", "PAY")])
    def test_the_day_on_which_the_179_days_end_is_free(self, day, verdict):
        assert permission(self.name, day)["verdict"] == verdict

    def test_the_second_notice_is_void_and_the_third_is_good(self):
        windows = [each for each in answer(self.name)["windows"] if each["holder"] == "alder"]
        blocks = [each for each in windows if each["kind"] == "blockage"]
        assert [(each["start"], each["end"]) for each in blocks] == [
            ("2009-12-10", "2010-06-06"),
            ("2010-11-01", None),
            ("2010-12-06", "2011-06-02"),
        ]

    def test_a_default_begins_the_day_after_the_grace(self):
        found = [each["from"] for each in answer(self.name)["events_of_default"] if each["holder"] == "alder"]
        assert found == ["2010-02-17", "2011-02-15"]


class TestMezzanineStandstill:
    """Terms of a mezzanine note: 34 days from June 30 to August 3, 2010 at 12% on actual/360."""

    name = "mezzanine-standstill"

    def test_a_demand_within_the_standstill_is_void_and_the_day_after_it_is_good(self):
        found = [(each["date"], each["valid"], each["holders"]) for each in answer(self.name)["accelerations"]]
        assert found == [("2010-06-01", False, ["oak"]), ("2010-08-03", True, ["oak"])]

    @pytest.mark.parametrize(("holder", "principal"), [("oak", 600_000), ("pine", 400_000)])
    def test_all_notes_fall_due_with_what_has_run(self, holder, principal):
        interest = int(principal * 100 * 12 * 34 / 36_000 + 0.5)
        found = picked(row(self.name, "2010-08-03", holder), "interest_due", "principal_due", "principal_paid")
        assert found == [dollars(interest), f"{principal}.00", f"{principal}.00"]


class TestSellerOnStandby:
    """Terms of a standby: 200,000.00 x 6% x 30/365 = 986.30, x 31/365 = 1,019.18."""

    name = "seller-on-standby"

    @pytest.mark.parametrize(("day", "verdict"), [("2020-06-15", "PAY"), ("2020-07-15", "DO NOT PAY")])
    def test_interest_may_be_paid_until_the_stop_notice(self, day, verdict):
        found = permission(self.name, day, "seller")
        assert found["components"]["interest"]["payable"] == (verdict == "PAY")

    def test_what_waited_is_paid_on_the_day_of_the_notice_to_resume(self):
        assert row(self.name, "2020-09-08", "seller")["interest_paid"] == "2005.48"


class TestPlainQuarterly:
    """Terms of a plain note: 100,000.00 x 8% x 81/365, 92/365, 92/365, 90/365."""

    @pytest.mark.parametrize(
        ("day", "days"), [("2018-06-30", 81), ("2018-09-30", 92), ("2018-12-31", 92), ("2019-03-31", 90)]
    )
    def test_each_quarter_earns_its_days(self, day, days):
        found = row("plain-quarterly", day, "adler")["interest_due"]
        assert found == dollars(int(100_000_00 * 8 * days / 36_500 + 0.5))

    def test_principal_paid_on_monday_has_earned_the_sunday(self):
        found = row("plain-quarterly", "2019-04-01", "adler")
        assert picked(found, "interest_paid", "principal_paid") == [dollars(1_972_60 + 21_92), "100000.00"]


class TestAmortisingWithPremium:
    """9% on actual/360, 3% on what is prepaid through January 14, 2010, then 1% for a year."""

    @pytest.mark.parametrize(
        ("day", "principal", "days"),
        [
            ("2009-03-31", 400_000, 75),
            ("2009-06-30", 400_000, 91),
            ("2009-09-30", 350_000, 92),
            ("2009-12-31", 250_000, 92),
            ("2010-03-31", 150_000, 90),
            ("2010-06-30", 50_000, 91),
        ],
    )
    def test_each_quarter_on_what_is_left(self, day, principal, days):
        found = row("amortising-with-premium", day, "quay")["interest_due"]
        assert found == dollars(principal * 9 * days // 360)

    def test_a_prepayment_pays_its_premium_and_reduces_the_last_instalment(self):
        """60,600.00 less 9,100.00 are 51,500.00: 50,000.00 and 3% of it; June 30, 2010 has 50,000.00 left of it."""
        found = row("amortising-with-premium", "2009-06-30", "quay")
        paid = picked(found, "interest_paid", "principal_paid", "premium_paid", "principal")
        assert paid == ["9100.00", "50000.00", "1500.00", "350000.00"]
        days = ("2009-09-30", "2009-12-31", "2010-03-31", "2010-06-30")
        due = [row("amortising-with-premium", day, "quay")["principal_due"] for day in days]
        assert due == ["100000.00", "100000.00", "100000.00", "50000.00"]

    @pytest.mark.parametrize(("day", "days", "percent"), [("2010-01-14", 14, 3), ("2010-01-15", 15, 1)])
    def test_a_payoff_carries_the_percentage_of_its_day(self, day, days, percent):
        """150,000.00 since December 31: 37.50 a day."""
        found = answer("amortising-with-premium", "payoff", day)["total"]
        interest, premium = 3_750 * days, 150_000 * percent
        assert picked(found, "accrued_interest", "premium") == [dollars(interest), dollars(premium)]
        assert found["total"] == dollars(15_000_000 + interest + premium)


class TestPikToggleBlocked:
    """360,000.00 on actual/360: 120.00 a day at 12% in cash, 140.00 at 14% in kind."""

    name = "pik-toggle-blocked"

    def test_on_the_barred_date_the_whole_period_is_added_in_kind(self):
        """91 days from March 31; none of it is due, paid or unpaid."""
        found = row(self.name, "2009-06-30", "oak")
        assert picked(found, "interest_capitalised", "principal") == [dollars(91 * 140_00), dollars(372_740_00)]
        assert picked(found, "interest_due", "interest_paid", "interest_unpaid") == ["0.00"] * 3
        assert answer(self.name)["events_of_default"] == []

    @pytest.mark.parametrize(("day", "as_of"), [("2009-06-29", "370800.00"), ("2009-06-30", "372740.00")])
    def test_paid_in_full_the_day_before_it_is_cash_at_twelve_percent(self, day, as_of):
        """90 days of 120.00; T-21: elected for June 30, and there is no June 30 if it is paid in full before."""
        assert answer(self.name, "payoff", day)["total"]["total"] == as_of

    @pytest.mark.parametrize(("day", "verdict"), [("2009-08-14", "DO NOT PAY"), ("2009-08-15", "PAY")])
    def test_the_day_of_the_cure_is_the_last_one_barred(self, day, verdict):
        assert permission(self.name, day, "oak")["verdict"] == verdict

    def test_the_raised_principal_bears_the_cash_rate_where_the_election_is_too_late(self):
        """372,740.00 x 12% x 92/360 = 11,430.693; the tenth business day before September 30 is September 16."""
        for day in ("2009-09-30", "2009-12-31"):
            found = row(self.name, day, "oak")
            assert picked(found, "interest_due", "interest_capitalised") == ["11430.69", "0.00"]
        assert row(self.name, "2009-12-31", "oak")["principal_paid"] == "372740.00"

    def test_what_was_added_is_called_paid_only_as_principal(self):
        totals = answer(self.name)["totals"]
        assert picked(totals, "interest_paid", "principal_paid") == [dollars(9_000_00 + 2 * 11_430_69), "372740.00"]


class TestFloatingWithDefault:
    """360,000.00 on actual/360: each percent is 10.00 a day; prime and 4%, and 2% more in default."""

    name = "floating-with-default"

    @pytest.mark.parametrize(
        ("day", "earned"),
        [
            ("2009-03-31", 75 * 80),
            ("2009-06-30", 20 * 80 + 30 * 85 + 41 * 90),
            ("2009-09-30", 90 + 9 * 110 + 82 * 90),
            ("2009-12-31", 92 * 90),
        ],
    )
    def test_each_day_at_its_own_rate(self, day, earned):
        assert row(self.name, day, "adler")["interest_due"] == f"{earned}.00"

    @pytest.mark.parametrize(
        ("day", "per_diem"),
        [
            ("2009-04-19", 80),
            ("2009-04-20", 85),
            ("2009-05-19", 85),
            ("2009-05-20", 90),
            ("2009-06-30", 90),
            ("2009-07-01", 110),
            ("2009-07-09", 110),
            ("2009-07-10", 90),
        ],
    )
    def test_either_side_of_each_reset_and_of_the_default(self, day, per_diem):
        assert answer(self.name, "payoff", day)["total"]["per_diem"] == f"{per_diem}.000000"

    def test_it_is_in_default_from_the_day_after_to_the_payment(self):
        (found,) = answer(self.name)["events_of_default"]
        assert picked(found, "holder", "from", "until") == ["adler", "2009-07-01", "2009-07-10"]

    def test_a_payoff_in_default(self):
        """June 30 at 9% and July 1 to 8 at 11%, besides the interest that is due."""
        found = answer(self.name, "payoff", "2009-07-09")["total"]
        accrued = 90_00 + 8 * 110_00
        assert picked(found, "interest_unpaid", "accrued_interest") == ["7840.00", dollars(accrued)]
        assert found["total"] == dollars(360_000_00 + 7_840_00 + accrued)
