"""What other readings would change, worked out by hand: dollars, days, Events of Default; and which do not add up."""

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest
from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from naive import documents
from notes import block, cents, day, event, half_up, note
from pages import TWO, lines

from note_sched.document.load import load
from note_sched.faults import Faulty, Refusal
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.business_days import DAY
from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.rendering.terminal import text_page
from note_sched.reports.comparison.alternatives import MOST_HOLDERS, alternatives, runs_of
from note_sched.reports.comparison.alternatives_page import NO_DIFFERENCE, readings_page
from note_sched.reports.comparison.differences import difference
from note_sched.reports.comparison.measures import measure
from note_sched.reports.comparison.switches import SWITCHES, Choice, alternatives_to, chosen, read_as
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

MISSED = {"payments": "recorded", "through": "2009-01-31"}
SAMPLES = Path(__file__).parents[2] / "samples"
PAID = ("interest_paid", "principal_paid", "expenses_paid")


def sample(name):
    return load((SAMPLES / f"{name}.yaml").read_bytes())


def changed(document, switch, value, as_of=None):
    """What one alternative changes, pairs left out."""
    found = alternatives(document, as_of and day(as_of), pairs=False)
    return next(each.found for each in found.each if each.choice == Choice(switch, value))


def by_holder(found, name):
    return {figure.holder: figure.more for figure in found.holders if figure.name == name}


# The release valve: alder 200,000.00, birch 50,000.00; all is paid on 2010-07-16


@pytest.fixture(scope="module")
def release_valve():
    return alternatives(sample("release-valve"))


def of(value, switch, choice):
    return next(each.found for each in value.each if each.choice == Choice(switch, choice))


def test_every_value_of_every_switch_is_tried_but_the_documents_own(release_valve):
    assert [each.choice for each in release_valve.each] == [
        Choice("day_count", "30/360"),
        Choice("day_count", "actual/365"),
        Choice("day_count", "actual/360"),
        Choice("business_days", "strict"),
        Choice("window_end", "payable"),
        Choice("block_trigger", "borrower_and_holder"),
        Choice("proviso_scope", "other_defaults"),
        Choice("mixed_block", "all_or_none"),
        Choice("turnover_effect", "discharged"),
    ]
    assert release_valve.through == day("2010-07-16")


def test_30_360_counts_half_of_july_and_all_of_may_up_to_its_last_day(release_valve):
    """The first period is 35 of 360 days, 5/30 + 1 month as read: the same. Every full month is the same.

    July 1 to 16, 2010: 15/30 instead of 15/31 of a month: 1,000.00 - 967.74 for alder, 250.00 - 241.94 for birch.
    Birch's May up to May 31: 30/30 instead of 30/31: 500.00 - 483.87 falls due a day earlier, on the 31st.
    """
    found = of(release_valve, "day_count", "30/360")
    assert by_holder(found, "interest_paid") == {"alder": cents("32.26"), "birch": cents("8.06")}
    assert found.of("interest_paid") == cents("40.32")
    assert found.of("interest_due") == found.of("held_back") == 0
    due = {(str(c.date), c.holder): c.second - c.first for c in found.cells if c.column == "interest_due"}
    assert due == {("2010-05-31", "birch"): cents("16.13"), ("2010-06-01", "birch"): -cents("16.13")}


DAYS_OF_PERIODS = [36, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 15]


@pytest.mark.parametrize(
    ("value", "year", "first"), [("actual/365", 365, "2008-09-27"), ("actual/360", 360, "2008-10-02")]
)
def test_twelve_percent_of_a_year_by_its_days(release_valve, value, year, first):
    """Each period's days over the year, rounded once a period (R-6), against 5/30 + 1, twenty months, and 15/31.

    One day of September is 1/30 of 1%, 66.67 on 200,000.00; 12/365%, 65.75: another sum on the first day; 12/360% is
    1/30 of 1% too, until October 1 has been counted: 5/30 and 1/31, 397.85, against 6/30, 400.00, on October 2.
    """
    assert sum(DAYS_OF_PERIODS) == (day("2010-07-16") - day("2008-09-26")).days
    found = of(release_valve, "day_count", value)
    for holder, principal in (("alder", cents(200_000)), ("birch", cents(50_000))):
        yearly = sum(half_up(principal * Fraction(12 * days, 100 * year)) for days in DAYS_OF_PERIODS)
        months = half_up(principal * Fraction(1, 100) * (1 + Fraction(5, 30))) + 20 * principal // 100
        as_read = months + half_up(principal * Fraction(15, 31) / 100)
        assert by_holder(found, "interest_paid")[holder] == yearly - as_read
    assert found.first_day == day(first)


def test_strict_due_dates_move_no_dollar_but_a_default(release_valve):
    """Saturday, May 1, 2010: birch is in default from May 2 instead of May 4; maturity is May 31, no day later."""
    found = of(release_valve, "business_days", "strict")
    assert found.figures == found.holders == []
    assert [(a.holder, str(a.start), str(b.start)) for a, b in found.defaults] == [
        ("birch", "2010-05-04", "2010-05-02")
    ]
    assert found.maturity == ((day("2010-05-31"), day("2010-06-01")), (day("2010-05-31"), day("2010-05-31")))
    assert found.first_day == day("2008-11-01")


def test_the_last_day_outside_pays_everything_a_day_earlier(release_valve):
    """Cured July 15, 2010, which is outside: paid that day, 14 instead of 15 days of July on 200,000.00 and 50,000.00.

    903.23 - 967.74 and 225.81 - 241.94. The override ends April 7 instead of April 8, and so does the bar on principal.
    """
    found = of(release_valve, "window_end", "payable")
    assert by_holder(found, "interest_paid") == {"alder": -cents("64.51"), "birch": -cents("16.13")}
    assert found.first_day == day("2010-04-08")
    ends = {(a.kind, a.holder): (str(a.end), str(b.end)) for a, b in found.windows}
    assert ends == {
        ("blockage", "alder"): ("2010-07-15", "2010-07-14"),
        ("blockage", "birch"): ("2010-07-15", "2010-07-14"),
        ("override", None): ("2010-04-08", "2010-04-07"),
        ("accelerated_principal", "alder"): ("2010-04-08", "2010-04-07"),
    }


def test_pro_rata_all_or_none_bars_the_principal_that_was_not_accelerated(release_valve):
    """While alder's principal is barred under the override, birch's may not be paid either (3); none was due."""
    found = of(release_valve, "mixed_block", "all_or_none")
    assert found.figures == found.holders == []
    (stand,) = found.stands
    assert stand == ("birch", day("2009-04-06"), day("2010-04-08"), ("", ()), ("principal", ("3",)))


@pytest.mark.parametrize(
    ("switch", "value"),
    [("block_trigger", "borrower_and_holder"), ("proviso_scope", "other_defaults"), ("turnover_effect", "discharged")],
)
def test_one_notice_that_reached_all_and_no_turnover_leave_nothing_to_three_switches(release_valve, switch, value):
    assert of(release_valve, switch, value).is_empty


def test_what_is_held_back_is_counted_once(release_valve):
    """alder: April 2009, 200,000.00 accelerated, and three months of 2010; birch: April 2009, three months, all of it.

    2,000 + 200,000 + 6,000, and 500 + 500 + 483.87 + 16.13 + 500 + 50,000.
    """
    held = measure(release_valve.run)
    assert {holder: sums["held_back"] for holder, sums in held.holders.items()} == {
        "alder": cents(208_000),
        "birch": cents(52_000),
    }


def test_a_day_less_of_july_is_worth_more_where_a_day_is_a_thirtieth(release_valve):
    """2,500.00 / 31 = 80.64 as read, and 83.34 of 30/360 (1,000.00 - 933.33, 250.00 - 233.33): together 2.70 beyond."""
    pair = next(
        each
        for each in release_valve.pairs
        if (each.first, each.second) == (Choice("day_count", "30/360"), Choice("window_end", "payable"))
    )
    excess = {each.what[2]: each for each in pair.excesses if each.what[:2] == ("sum", "interest_paid")}
    whole = excess[None]
    assert (whole.first, whole.second, whole.both) == (
        cents("40.32"),
        -cents("80.64"),
        cents("1166.66") - cents("1209.68"),
    )
    assert whole.beyond == -cents("2.70")
    assert {each.unit for each in pair.excesses} == {"cents"}


# Switch by switch


def test_the_last_day_of_a_block_may_be_a_day_of_payment():
    """Notice of cure effective June 11, 2009: four instalments of 1,250.00 are payable that day, not the 12th."""
    found = changed(sample("covenant-default"), "window_end", "payable")
    paid = {(str(c.date), c.holder): (c.first, c.second) for c in found.cells if c.column == "interest_paid"}
    assert paid == {
        ("2009-06-11", "alder"): (0, cents(4_000)),
        ("2009-06-11", "birch"): (0, cents(1_000)),
        ("2009-06-12", "alder"): (cents(4_000), 0),
        ("2009-06-12", "birch"): (cents(1_000), 0),
    }
    assert found.first_day == day("2009-06-11")
    assert found.figures == []
    assert {(str(a.end), str(b.end)) for a, b in found.windows} == {("2009-06-11", "2009-06-10")}
    assert {(a.role, str(a.until), str(b.until)) for a, b in found.defaults} == {
        (Role.DEFAULT_PAYMENT, "2009-06-12", "2009-06-11")
    }


def test_a_payment_default_may_block_again_where_the_provisos_are_of_other_defaults():
    """d2 existed during the block of d1 (January 12 to February 10): burned, or it blocks March 10 to June 10.

    Then the instalments of April, May and June 1 are held back, 3 x 1,000.00, and paid on June 11; 2(a) from April 2.
    """
    document = note(
        *block("2009-01-12", "2009-01-05", name="d1", kind="payment", cured="2009-02-10"),
        *block("2009-03-10", "2009-01-20", name="d2", kind="payment", cured="2009-06-10"),
    )
    found = changed(document, "proviso_scope", "other_defaults")
    assert found.of("held_back") == cents(3_000)
    assert sum(map(found.of, PAID)) == 0
    ((void, blocks),) = found.windows
    assert (void.effective, blocks.effective) == (False, True)
    assert (str(blocks.start), str(blocks.end)) == ("2009-03-10", "2009-06-10")
    ((none, default),) = found.defaults
    assert none is None
    assert (default.role, str(default.start), str(default.until)) == (Role.DEFAULT_PAYMENT, "2009-04-02", "2009-06-11")
    assert found.first_day == day("2009-03-10")


BETWEEN = (
    *block(
        "2009-03-03",
        "2009-03-02",
        kind="payment",
        cured="2009-05-15",
        notice={"received": {"a": "2009-03-03"}, "borrower": "2009-03-10"},
    ),
    event("payment", "2009-03-05", amount="1,000.00"),
)
"""The Holder has the notice on March 3, the Borrower on March 10; 1,000.00 is paid on March 5."""


def test_a_payment_between_two_receipts_is_kept_or_turned_over():
    """1(e) bars from the Holder's receipt: 1,000.00 is turned over. 1(c) bars from the Borrower's: it is kept."""
    found = changed(note(*BETWEEN), "block_trigger", "borrower_and_holder")
    assert found.of("turned_over") == -cents(1_000)
    ((before, after),) = found.windows
    assert (str(before.start), str(after.start)) == ("2009-03-03", "2009-03-10")
    assert found.first_day == day("2009-03-03")


def test_what_is_turned_over_pays_the_note_where_turnover_discharges():
    """1,000.00 of March 5 pays 4/31 of 1,000.00 = 129.03 of interest and 870.97 of principal.

    March on 100,000.00 for four days and 99,129.03 for 27 is 992.41, 7.59 less; April 2009 to May 2010, fourteen
    months at 991.29, 14 x 8.71 less. Principal is 100,000.00 in all either way.
    """
    found = changed(note(*BETWEEN), "turnover_effect", "discharged")
    saved = cents("7.59") + 14 * cents("8.71")
    assert half_up(cents(1_000) * Fraction(4, 31) + cents("991.2903") * Fraction(27, 31)) == cents(1_000) - cents(
        "7.59"
    )
    assert found.of("interest_paid") == -saved == -cents("129.53")
    assert found.of("principal_paid") == found.of("turned_over") == 0
    assert found.first_day == day("2009-03-05")


def test_what_the_borrower_need_not_pay_twice_is_told_even_where_all_is_paid_in_the_end():
    """1,000.00 of March, turned over under 1(b) on the 10th: as read it is due again, and paid once Senior is paid.

    The Note is paid the same in all; but where turnover discharges, 1,000.00 of that is what Senior has (1(g)).
    """
    document = note(
        event("senior_maturity", "2009-03-02", facility="pnc"),
        event("payment", "2009-03-10", amount="1,000.00"),
        event("senior_payment", "2009-03-20", facility="pnc", in_full="yes"),
        debts={"pnc": "50,000.00"},
        simulation={"recorded_through": "2009-03-10"},
    )
    found = changed(document, "turnover_effect", "discharged")
    assert [found.of(name) for name in PAID] == [0, 0, 0]
    assert by_holder(found, "paid_by_turnover") == {"a": cents(1_000)}
    verdict = next(line for line in lines(readings_page(alternatives(document))) if "discharged " in line)
    assert "+1,000.00" in verdict


def test_all_or_none_holds_up_the_note_that_is_not_blocked():
    """a alone is blocked March 10 to May 15: b's 500.00 of April 1 and of May 1 wait, too, until Monday, May 18."""
    document = note(
        *block(
            "2009-03-10", "2009-03-02", kind="payment", cured="2009-05-15", notice={"received": {"a": "2009-03-10"}}
        ),
        holders=TWO,
    )
    found = changed(document, "mixed_block", "all_or_none")
    assert by_holder(found, "held_back") == {"b": cents(1_000)}
    paid = {str(c.date): (c.first, c.second) for c in found.cells if c.column == "interest_paid"}
    assert paid == {
        "2009-04-01": (cents(500), 0),
        "2009-05-01": (cents(500), 0),
        "2009-05-18": (0, cents(1_000)),
    }
    assert found.first_day == day("2009-03-10")


def test_a_saturday_instalment_is_paid_on_the_saturday_where_due_means_due():
    """1,166.67 due Saturday, November 1, 2008: paid that day, not on Monday."""
    found = changed(note(simulation={"through": "2008-11-30"}), "business_days", "strict")
    paid = {str(c.date): (c.first, c.second) for c in found.cells if c.column == "interest_paid"}
    assert paid == {"2008-11-01": (0, cents("1166.67")), "2008-11-03": (cents("1166.67"), 0)}


@pytest.mark.parametrize(
    ("value", "interest"),
    [
        ("30/360", cents(100_000) * Fraction(35, 3_000)),  # 4 days to the 30th, 30 of October, 1: 35 of 360 at 12%
        ("actual/365", cents(100_000) * Fraction(12 * 36, 36_500)),
        ("actual/360", cents(100_000) * Fraction(12 * 36, 36_000)),
    ],
)
def test_the_first_period_has_36_days(value, interest):
    """September 26 to November 1, 2008: 5/30 + 1 months as read, 1,166.67.

    With 30/360 the whole period is the same; inside it October 1 is 1/30 of a month, not 1/31.
    """
    found = changed(note(simulation={"through": "2008-11-03"}), "day_count", value)
    assert found.of("interest_due") == half_up(interest) - cents("1166.67")
    assert found.is_accrued_alone is (value == "30/360")
    assert not found.is_empty


def test_interest_accrued_between_the_days_of_the_schedule_is_a_difference():
    """On October 2, 2008, 5/30 and 1/31 of 1,000.00 are 198.92, 6/30 are 200.00; on November 1 both are 1,166.67."""
    found = alternatives(note(simulation={"through": "2008-11-03"}), pairs=False)
    told = lines(readings_page(found))
    assert (
        "day_count: 30/360 - from Thu 2008-10-02: interest not yet due alone, between the days of the schedule" in told
    )
    paid_in_september = alternatives(note(simulation={"through": "2008-10-01"}), pairs=False)
    assert of(paid_in_september, "day_count", "30/360").is_empty  # 5/30 both


def test_with_many_holders_the_first_day_is_one_of_the_schedule_and_said_to_be():
    """Each of 101 is owed 1.00 of interest a month: the first period, 36 days of 365 at 12%, is 1.18, not 1.17."""
    holders = dict.fromkeys([f"h{number}" for number in range(MOST_HOLDERS + 1)], "100.00")
    many_holders = note(holders=holders, simulation={"through": "2008-12-31"})
    found = alternatives(many_holders, pairs=False)
    each = of(found, "day_count", "actual/365")
    assert (each.first_day, each.is_to_the_day) == (day("2008-11-01"), False)
    told = lines(readings_page(found))
    assert any("in the schedule from Sat 2008-11-01: " in line for line in told)
    assert "First day of the schedule that differs: Sat 2008-11-01" in told


def test_a_document_that_reads_otherwise_is_held_against_its_own_reading():
    document = read_as(sample("covenant-default"), Choice("window_end", "payable"))
    found = alternatives(document, pairs=False)
    assert Choice("window_end", "payable") not in {each.choice for each in found.each}
    back = of(found, "window_end", "blocked")
    assert {(str(a.end), str(b.end)) for a, b in back.windows} == {("2009-06-10", "2009-06-11")}


def test_through_a_day_and_the_position_on_it():
    """On June 11, 2009, 5,000.00 is due and none of it may be paid; all of it where the last day is outside."""
    found = changed(sample("covenant-default"), "window_end", "payable", as_of="2009-06-11")
    sums = {figure.name: (figure.first, figure.second) for figure in found.figures}
    assert sums["payable"] == (0, cents(5_000))
    assert "owed" not in sums
    assert sums["interest_paid"][1] - sums["interest_paid"][0] == cents(5_000)
    assert {(str(c.first), str(c.second)) for c in found.payable_from} == {("2009-06-12", "2009-06-11")}
    assert changed(sample("covenant-default"), "window_end", "payable", as_of="2009-06-10").cells == []


def test_on_a_day_what_is_owed_stands_in_the_place_of_what_is_left_unpaid():
    """September 26 to October 15, 2008: 5/30 and 14/31 of 1,000.00 = 618.28; 19 days of 360 at 12%: 633.33."""
    found = alternatives(note(), day("2008-10-15"), pairs=False)
    owed = [figure for figure in of(found, "day_count", "actual/360").figures if figure.name == "owed"]
    assert [(each.first, each.second) for each in owed] == [(cents("100618.28"), cents("100633.33"))]
    told = lines(readings_page(found))
    assert not any("Unpaid at the end" in line for line in told)
    assert "day_count: actual/360 +15.05 from Thu 2008-10-02: no money moves otherwise" in told


def test_a_day_before_the_issue_date_is_refused():
    with pytest.raises(Refusal, match="before the issue date"):
        alternatives(note(), day("2008-09-25"))


def test_runs_end_on_one_day_so_that_what_differs_is_an_effect():
    """Where the default of July 2010 blocks or does not, the run that would end in June goes on as long."""
    document = note(
        *block("2009-01-12", "2009-01-05", name="d1", kind="payment", cured="2009-02-10"),
        *block("2009-03-10", "2009-01-20", name="d2", kind="payment"),
    )
    found = alternatives(document, pairs=False)
    assert simulate(document).through == day("2010-06-01")
    assert found.through == found.run.through > day("2010-06-01")
    assert of(found, "mixed_block", "all_or_none").is_empty


def test_barred_principal_is_the_same_window_whichever_shadows_ran():
    """d3, of which the Borrower hears after its day 365 (2010-12-23), ran to the end of the override, or never did."""
    document = note(
        *block("2009-02-02", "2009-01-30", name="d1", kind="payment", cured="2010-03-02"),
        event("acceleration", "2009-11-06", holder="a", notice="2009-11-09"),
        *block("2009-12-28", "2009-12-23", name="d3", notice={"borrower": "2010-12-24"}),
        simulation={"payments": "recorded"},
    )
    pairs = changed(document, "block_trigger", "borrower_and_holder").windows
    (barred,) = [pair for pair in pairs if "accelerated_principal" in {each.kind for each in pair if each}]
    assert [(each.cause, str(each.end)) for each in barred] == [(("d1", "d3"), "2010-11-09"), (("d1",), "2010-03-02")]


def test_a_default_is_held_against_that_of_the_same_sum():
    """Of January's 1,000.00, due on a holiday, a cent is unpaid: late from the 3rd or, under ``strict``, from the 2nd.

    November's 1,166.67, due on a Saturday and paid on the Monday, is late under ``strict`` alone.
    """
    paid = ("2008-11-03", "1,166.67"), ("2008-12-01", "1,000.00"), ("2009-01-02", "999.99")
    document = note(*(event("payment", on, amount=amount) for on, amount in paid), simulation=MISSED)
    pairs = changed(document, "business_days", "strict").defaults
    assert [[each and str(each.start) for each in pair] for pair in pairs] == [
        ["2009-01-03", "2009-01-02"],
        [None, "2008-11-02"],
    ]


# Adding up


def test_a_reading_that_changes_nothing_alone_can_do_so_with_another():
    """d2 is burned by the block of d1: alone, the trigger has nothing to move.

    Where the provisos do not hold it blocks from March 10; and from April 3, the Borrower's receipt, where both must
    have the notice: then April's 1,000.00 is not held back.
    """
    document = note(
        *block("2009-01-12", "2009-01-05", name="d1", kind="payment", cured="2009-02-10"),
        *block(
            "2009-03-10", "2009-01-20", name="d2", kind="payment", cured="2009-06-10", notice={"borrower": "2009-04-03"}
        ),
    )
    found = alternatives(document)
    assert of(found, "block_trigger", "borrower_and_holder").is_empty
    pair = next(
        each for each in found.pairs if {each.first.switch, each.second.switch} == {"block_trigger", "proviso_scope"}
    )
    beyond = {each.what[:2]: each.beyond for each in pair.excesses if each.what[0] == "sum" and each.what[2] is None}
    assert beyond["sum", "held_back"] == -cents(1_000)


def plain(run, what):
    """One number of one run, from its rows and its Events of Default; these by their days, not by what they say."""
    match what:
        case "sum", "unpaid", holder:
            last = {row.holder: row for row in run.rows if holder in (None, row.holder)}
            return sum(row.principal + row.interest_unpaid + row.expenses_unpaid for row in last.values())
        case "sum", "paid_by_turnover", holder:
            discharged = run.document.reading.turnover_effect == "discharged"
            kept = [each for each in run.turnovers if each.role is Role.TURNOVER and holder in (None, each.holder)]
            return sum(each.amount for each in kept if discharged)
        case "sum", name, holder:
            return sum(getattr(row, name) for row in run.rows if holder in (None, row.holder))
        case end, Role.DEFAULT_PAYMENT, holder, (_, due), 1:
            late = run.timely(due) + DAY
            found = [each for each in run.defaults if (each.role, each.holder) == (Role.DEFAULT_PAYMENT, holder)]
            if end == "there":
                return sum(each.exists_on(late) for each in found)
            (begun,) = [each for each in found if each.start == late]
            return (begun.start if end == "begins" else begun.until).toordinal()


@pytest.mark.parametrize(
    ("name", "ends"),
    [("air-industries-2008", set()), ("payment-default", {"ends"}), ("senior-acceleration", {"there"})],
)
def test_every_line_of_what_does_not_add_up_is_that_of_plain_runs(name, ends):
    document = sample(name)
    found = alternatives(document)
    assert {excess.what[0] for pair in found.pairs for excess in pair.excesses} == {"sum"} | ends
    for pair in found.pairs:
        readings = (), (pair.first,), (pair.second,), (pair.first, pair.second)
        runs = [simulate(read_as(document, *choices), through=found.through) for choices in readings]
        for excess in pair.excesses:
            if excess.what[:2] != ("sum", "held_back"):  # has tests of its own, by hand
                own, *others = (plain(run, excess.what) for run in runs)
                assert [excess.first, excess.second, excess.both] == [other - own for other in others]


def test_a_sum_in_default_since_an_earlier_one_is_in_default():
    """Paid on the first business day, as months are counted; by days of 365 less than was due on 2008-11-03.

    36/365 of 12,000.00 = 1,183.56 and 1,166.67 paid; with January's 1,019.18 still 22.37 are unpaid. Under ``strict``
    November's and January's are a day or two late. With both November's default goes on and has January's in it.
    """
    paid = ("2008-11-03", "1,166.67"), ("2008-12-01", "1,000.00"), ("2009-01-02", "1,000.00")
    document = note(*(event("payment", on, amount=amount) for on, amount in paid), simulation=MISSED)
    days, strict = Choice("day_count", "actual/365"), Choice("business_days", "strict")
    begun = {
        choices: [str(each.start) for each in simulate(read_as(document, *choices)).defaults]
        for choices in ((), (days,), (strict,), (days, strict))
    }
    assert begun == {
        (): [],
        (days,): ["2008-11-04"],
        (strict,): ["2008-11-02", "2009-01-02"],
        (days, strict): ["2008-11-02"],
    }
    found = alternatives(document)
    assert [each for each in found.pairs if (each.first, each.second) == (days, strict)] == []
    assert "do not add up" not in lines(readings_page(found))[0]


def test_pairs_of_one_switch_are_none_and_the_rest_are_thirty_three(release_valve):
    """Nine alternatives make 36 pairs, three of them of day counts with one another."""
    assert release_valve.pairs_run == 36 - 3
    assert release_valve.pairs_left == 0


def test_with_many_holders_only_telling_readings_are_paired():
    holders = {f"h{number}": "100.00" for number in range(MOST_HOLDERS + 1)}
    found = alternatives(note(holders=holders, simulation={"through": "2008-11-04"}))
    telling = [each.choice.switch for each in found.each if not each.found.is_empty]
    assert telling == ["day_count", "day_count", "business_days"]  # 30/360 is the same in the first period
    assert (found.pairs_run, found.pairs_left) == (2, 31)


def test_steps_are_at_most_as_many_as_said():
    for document, as_of in ((note(), None), (note(), day("2009-01-05"))):
        steps = []
        alternatives(document, as_of, step=lambda into=steps: into.append(1))
        assert 4 + 3 <= len(steps) <= runs_of(document)  # day_count and business_days; nothing turns on the others


# The page


def test_a_verdict_for_each_and_no_difference_where_there_is_none(release_valve):
    told = lines(readings_page(release_valve))
    assert told[0] == "6 of 9 other readings make a difference on these facts; 3 pairs of them do not add up"
    assert sum(NO_DIFFERENCE in line for line in told) == 3
    assert any(line.startswith("window_end: payable -80.64 ") for line in told)


def test_nothing_differs_where_nothing_happened():
    page = readings_page(alternatives(note(simulation={"through": "2008-10-02"}, holders={"a": "0.01"})))
    assert lines(page)[0] == "None of 9 other readings makes a difference on these facts"


def test_csv_has_a_row_for_every_sum_and_holder(release_valve):
    rows = csv_page(readings_page(release_valve)).splitlines()
    assert rows[0] == "switch,value,instead_of,first_day,holder,figure,as_read,alternative,difference"
    assert "window_end,payable,blocked,2010-04-08,,interest_paid,54126.34,54045.70,-80.64" in rows
    assert "proviso_scope,other_defaults,all,,,,0.00,0.00,0.00" in rows
    only_birch = csv_page(readings_page(release_valve, ("birch",))).splitlines()
    assert {row.split(",")[4] for row in only_birch[1:]} == {"", "birch"}


def test_values_of_two_switches_are_never_the_same_word():
    """A pair is named by its values alone."""
    values = [value for switch in SWITCHES for value in switch.values]
    assert len(set(values)) == len(values)


def test_a_pair_is_named_once(release_valve):
    told = lines(readings_page(release_valve))
    assert "30/360 + payable Interest paid +40.32 -80.64 -43.02 -2.70" in told


def test_every_value_of_every_switch_has_words_and_clauses_of_the_note():
    for switch in SWITCHES:
        own = {choice.value for choice in alternatives_to(note()) if choice.switch == switch.key}
        assert own < set(switch.values)
        assert len(switch.values) == len(own) + 1
        assert set(AIR_INDUSTRIES_2008.cited(switch.roles)) <= set(AIR_INDUSTRIES_2008.clauses)


# What must always hold


@pytest.mark.parametrize(
    "seed", [*range(1, 4), *(pytest.param(seed, marks=pytest.mark.long) for seed in (0, *range(4, 8)))]
)
def test_whatever_a_document_says_every_form_of_the_page_can_be_made(seed):
    """By turns over the whole run and through a day, in full and on a narrow terminal."""
    document = loaded(documents.random_document(random.Random(seed)))
    try:
        found = alternatives(document, day("2009-06-15") if seed % 2 else None, pairs=seed < 2)
    except Faulty:
        pytest.skip("more is transferred than is held")
    page = readings_page(found)
    assert text_page(page, width=60)
    assert csv_page(page).count("\n") > len(found.each)
    assert len(json.loads(json_page(page))["alternatives"]) == len(found.each)
    assert all(each.found.first_day is None or each.found.first_day <= found.through for each in found.each)


some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def played(document):
    try:
        return simulate(document)
    except Faulty:
        assume(False)


@some
@given(documents.documents())
def test_a_document_under_its_own_reading_does_not_differ(document):
    document = loaded(document)
    own = [Choice(switch.key, chosen(document.reading, switch.key)) for switch in SWITCHES]
    assert difference(measure(played(document)), measure(played(read_as(document, *own)))).is_empty


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents.documents())
def test_what_two_change_beyond_themselves_does_not_depend_on_their_order(document):
    document = loaded(document)
    played(document)
    found = alternatives(document)
    for pair in found.pairs:
        both = read_as(read_as(document, pair.second), pair.first)
        sums = measure(simulate(both, through=found.through)).totals
        own = measure(found.run).totals
        for excess in pair.excesses:
            if excess.what[0] == "sum" and excess.what[2] is None:
                name = excess.what[1]
                assert excess.both == sums[name] - own[name] == excess.first + excess.second + excess.beyond
