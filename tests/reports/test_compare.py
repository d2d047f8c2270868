"""Two documents side by side: the first day that differs, by hand; the facts behind it; nothing where nothing does."""

import copy
import json
import random
from pathlib import Path

from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import block, cents, day, event, note
from pages import TWO, lines

from note_sched.document.changes import changes_between
from note_sched.document.load import load
from note_sched.document.undoing import together, undone
from note_sched.faults import Faulty, Refusal
from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.reports.comparison.compare import Side, compare, compare_page
from note_sched.reports.comparison.differences import difference
from note_sched.reports.comparison.disagreements import facts_that_differ
from note_sched.reports.comparison.effects import MOST_HOLDERS, MOST_TRIED, why_untried
from note_sched.reports.comparison.first_day import to_the_day
from note_sched.reports.comparison.measures import measure
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

SAMPLES = Path(__file__).parents[2] / "samples"


def held(first, second):
    """Two documents compared."""
    return compare(*(Side(name, each, f"{name}:{{}}".format) for name, each in (("a.yaml", first), ("b.yaml", second))))


def facts(value):
    """What differs in the record, without places."""
    return [(fact.part, fact.what, fact.first, fact.second) for fact in value.facts]


def written(holders=TWO, **rest):
    return note(*block("2009-03-03"), event("payment", "2008-12-01", amount="1,500.00"), holders=holders, **rest)


def test_a_later_notice_differs_on_the_day_on_which_only_the_earlier_blocks():
    """Noticed March 3 or March 10: nothing is due between, so the standing alone differs, from March 3 to 9."""
    value = held(note(*block("2009-03-03")), note(*block("2009-03-10")))
    assert value.found.first_day == day("2009-03-03")
    assert value.found.figures == []
    assert value.found.stands == [
        ("a", day("2009-03-03"), day("2009-03-09"), ("interest", ("1(d)(ii)(B)",)), ("", ())),
    ]
    assert value.differs
    assert facts(value) == [
        (
            "events",
            ["blockage_notice ", "of ", day("2009-03-03")],
            ["date ", day("2009-03-03")],
            ["date ", day("2009-03-10")],
        )
    ]


def test_a_payment_more_differs_from_its_day_on():
    """1,000.00 on Friday, January 16, 2009 pays 15/31 of 1,000.00 = 483.87 of interest and 516.13 of principal."""
    value = held(note(), note(event("payment", "2009-01-16", amount="1,000.00")))
    assert value.found.first_day == day("2009-01-16")
    paid = {cell.column: cell.second for cell in value.found.cells if cell.date == day("2009-01-16")}
    assert (paid["interest_paid"], paid["principal_paid"]) == (cents("483.87"), cents("516.13"))


def test_both_runs_end_on_the_later_of_their_last_days():
    """Alone the first would end on June 1, 2010; in the second a block on d1 has no end, and the Note stays unpaid."""
    first, second = note(), note(*block("2010-05-03", "2010-05-03", kind="payment"))
    value = held(first, second)
    assert {run.through for run in value.runs} == {value.through}
    assert value.through > day("2010-06-01")
    assert value.found.of("unpaid") > 0


def test_the_order_of_events_in_a_file_is_no_difference():
    one, other = written(), note(event("payment", "2008-12-01", amount="1,500.00"), *block("2009-03-03"), holders=TWO)
    value = held(one, other)
    assert (value.differs, value.facts) == (False, [])
    assert lines(compare_page(value))[0] == "No difference"


def test_a_name_is_a_fact_and_no_difference():
    other = {"a": {"principal": "100,000.00", "name": "Alder LP"}, "b": "50,000.00"}
    value = held(written(), written(other))
    assert not value.differs
    assert facts(value) == [("holders", "a: name", "a", "Alder LP")]
    told = lines(compare_page(value))
    assert told[0] == "No difference; 1 fact differs, and changes no figure"
    assert "holders a: name a Alder LP" in told


def test_a_holder_more_is_all_its_rows_and_its_principal():
    """b alone in the second: 583.33 and eighteen times 500.00, and the last month in two parts, on 50,000.00."""
    value = held(note(), note(holders=TWO))
    assert {figure.holder for figure in value.found.holders} == {"b"}
    assert value.found.of("principal_paid") == cents(50_000)
    assert facts(value) == [("holders", "b", None, ["id ", "b", ", ", "name ", "b", ", ", "principal ", cents(50_000)])]


def test_terms_and_readings_that_differ_are_named_by_their_keys():
    value = held(note(), note(terms={"interest_rate": "2% per month"}, window_end="payable"))
    assert facts(value) == [
        ("note", "interest_rate", "1% per month", "2% per month"),
        ("reading", "window_end", "blocked", "payable"),
    ]


def test_another_account_is_told_without_its_number():
    """Even where the four digits that are shown are the same."""
    one, other = (
        note(terms={"payment_instructions": {"account": account}}) for account in ("0004471882", "0009991882")
    )
    (told,) = facts_that_differ(one, other)
    assert [told.what, told.first] == ["payment_instructions", ["account ", "****1882"]]
    assert told.second == ["account ", "****1882 (another: it differs in what is not shown)"]
    assert compare(Side("a", one, str), Side("b", other, str)).differs  # money would go astray


def test_an_event_of_the_same_id_is_the_same_changed():
    first, second = note(*block("2009-03-03", cured="2009-04-10")), note(*block("2009-03-03", cured="2009-04-17"))
    (fact,) = held(first, second).facts
    assert (fact.what, fact.first, fact.second) == (
        ["senior_default ", "d1 ", "of ", day("2009-02-20")],
        ["cured ", day("2009-04-10")],
        ["cured ", day("2009-04-17")],
    )


def test_two_equal_events_and_one_of_them_are_not_the_same():
    once = event("payment", "2009-01-16", amount="1,000.00")
    value = held(note(once), note(once, once))
    assert [fact.first for fact in value.facts] == [None]
    assert value.differs


def test_events_are_cited_with_the_file_and_the_line():
    value = held(note(), note(event("breach", "2009-02-05")))
    (fact,) = json.loads(json_page(compare_page(value)))["facts"]
    line = value.second.document.events[0].line
    assert fact == {
        "part": "events",
        "what": ["breach ", "of ", "2009-02-05"],
        "first": None,
        "second": "nothing more",
        "where": [f"b.yaml:{line}"],
        "effect": {"changes": "all", "together_with": [], "first_day": "2009-02-14", "figures": []},
    }
    assert not value.facts[0].first_line


def test_an_event_of_default_differs_without_a_dollar():
    """2(b): a breach not cured exists as a default from the sixth business day, February 14 (Lincoln's Birthday)."""
    value = held(note(), note(event("breach", "2009-02-05")))
    ((none, default),) = value.found.defaults
    assert (none, default.role, str(default.start)) == (None, Role.DEFAULT_COVENANT, "2009-02-14")
    assert value.found.first_day == day("2009-02-14")
    assert lines(compare_page(value))[0] == "They differ from Sat 2009-02-14 on: no money moves otherwise"


def test_csv_has_a_row_for_every_difference_of_every_column():
    """January: 15/31 on 100,000.00 and 16/31 on 99,483.87 are 997.34, of which 483.87 was paid: 513.47 is due."""
    value = held(note(), note(event("payment", "2009-01-16", amount="1,000.00")))
    rows = csv_page(compare_page(value)).splitlines()
    assert rows[0].startswith(
        "part,date,holder,what,first,second,difference,effect,effect_from,effect_paid,effect_held_"
    )
    assert any(row.startswith("fact,,,events: payment of 2009-01-16,,amount 1000.00,,all,2009-01-16,") for row in rows)
    assert "schedule,2009-01-16,a,interest_paid,0.00,483.87,483.87,,,,,," in rows
    assert "schedule,2009-01-16,a,principal,,99483.87,,,,,,," in rows
    assert "schedule,2009-02-01,a,interest_due,1000.00,513.47,-486.53,,,,,," in rows


def test_json_has_its_keys():
    """a: 1,166.67, eighteen months, 30/31 on maturity and 1/31 after it: 20,166.67. b, half as large: 10,083.33.

    They differ from the day of issue, a day without a row: b's principal is owed, or not.
    """
    data = json.loads(json_page(compare_page(held(note(), note(holders=TWO)), ("b",))))
    assert (data["schema_version"], data["differs"], data["first_day"]) == (1, True, "2008-09-26")
    assert data["figures"][0] == {
        "figure": "interest_due",
        "first": "20166.67",
        "second": "30250.00",
        "difference": "10083.33",
    }


def changed(value):
    """What each fact changes, as a page tells it, without sums."""
    return [(fact.part, effect.kind) for fact, effect in zip(value.facts, value.effects, strict=True)]


def test_thirty_days_a_month_differ_on_the_second_of_october():
    """Release valve: 250,000.00 from September 26, 2008; five days of September are 5/30 of 1% by both readings.

    October 1 is 1/31 of 1% as read, 1/30 with 30/360. So at the end of October 2 (that day not counted) alder has
    333.333 + 64.516 = 397.85 accrued, or 400.00; the schedule has no row before November 1, where both are 36 days
    or 1 5/30 months: 2,333.33.
    """
    raw = (SAMPLES / "release-valve.yaml").read_bytes()
    value = held(load(raw), load(raw, ["reading.day_count=30/360"]))
    assert (value.found.first_day, value.found.is_to_the_day) == (day("2008-10-02"), True)
    assert min(cell.date for cell in value.found.cells) == day("2009-01-02")
    owed = [
        simulate(each.document, ask=day("2008-10-02")).asked.positions[0].accrued
        for each in (value.first, value.second)
    ]
    assert owed == [cents("397.85"), cents("400.00")]


def test_without_the_fact_that_moves_money_only_the_others_are_left():
    """The payment is as above; a breach cured in its five business days is none (2(b)); a name moves nothing."""
    cured = event("breach", "2009-02-05", cured="2009-02-06")
    other = {"a": {"principal": "100,000.00", "name": "Alder LP"}}
    value = held(note(), note(event("payment", "2009-01-16", amount="1,000.00"), cured, holders=other))
    assert changed(value) == [("holders", "none"), ("events", "all"), ("events", "none")]
    told = [line for line in lines(compare_page(value)) if line.startswith(("events ", "holders "))]
    assert [line.endswith(end) for line, end in zip(told, ("alone", "difference is left", "alone"), strict=True)] == [
        True
    ] * 3


def test_two_facts_that_move_money_are_told_apart():
    """Each is what the second differs by from a document that has the other alone.

    A day's 2% is another sum on September 27, 2008 already; the payment moves nothing before it is made.
    """
    payment = event("payment", "2009-01-16", amount="1,000.00")
    first, second = note(), note(payment, terms={"interest_rate": "2% per month"})
    value = held(first, second)
    assert changed(value) == [("note", "part"), ("events", "part")]
    rate, paid = value.effects
    assert rate.found == held(note(payment), second).found
    assert paid.found == held(note(terms={"interest_rate": "2% per month"}), second).found
    assert (rate.found.first_day, paid.found.first_day) == (day("2008-09-27"), day("2009-01-16"))


def test_a_default_cannot_be_undone_without_the_notice_that_names_it():
    """May be blocked from March 3: the default alone changes nothing that it would not change with its notice."""
    value = held(note(), note(*block("2009-03-03"), event("payment", "2009-01-16", amount="1,000.00")))
    default, notice, payment = value.effects
    assert (default.others, notice.others, payment.others) == ([1], [], [])
    assert default.found.first_day == notice.found.first_day == day("2009-03-03")
    told = " ".join(lines(compare_page(value)))
    assert "(together with blockage_notice of Tue 2009-03-03)" in told
    data = json.loads(json_page(compare_page(value)))["facts"][0]["effect"]
    assert (data["changes"], data["together_with"], data["first_day"]) == ("part", [1], "2009-03-03")


def test_a_cure_and_its_notice_matter_only_together():
    """1(d)(ii)(A) ends a block with the cure and the notice of it: without either the block of March 3 stays."""
    cure = event("cure_notice", "2009-04-13", defaults=["d1"], by="pnc")
    value = held(note(*block("2009-03-03")), note(*block("2009-03-03", cured="2009-04-10"), cure))
    assert {kind for _, kind in changed(value)} == {"all"}


def test_what_makes_no_sense_without_a_fact_is_said_to_be_unknown():
    """Undone, the later maturity of the second leaves b's Note issued after it matured; b's issue date stays."""
    late = {"a": "100,000.00", "b": {"principal": "1.00", "issue_date": "2010-08-02"}}
    value = held(note(), note(holders=late, terms={"maturity_date": "2010-12-31"}))
    assert changed(value) == [("note", "unknown"), ("holders", "part")]
    assert "without it the rest makes no sense" in " ".join(lines(compare_page(value)))


def test_more_facts_than_are_tried_are_listed_and_a_sentence_says_so():
    payments = [event("payment", f"2009-01-{at + 1:02}", amount="1.00") for at in range(MOST_TRIED + 1)]
    value = held(note(), note(*payments))
    assert (len(value.facts), value.effects) == (25, [])
    assert lines(compare_page(value))[-1] == "25 facts differ; more than 24 are not tried one by one."
    data = json.loads(json_page(compare_page(value)))
    assert data["facts"][0]["effect"] is None
    assert data["facts_not_tried"].startswith("25 facts differ")
    assert len(held(note(), note(*payments[1:])).effects) == MOST_TRIED


def test_with_more_holders_than_a_simulation_each_is_worth_no_fact_is_tried():
    document = note()
    many = document._replace(holders=document.holders * MOST_HOLDERS)
    assert why_untried(MOST_TRIED, document, many) == ""
    told = why_untried(1, document, many._replace(holders=(*many.holders, *document.holders)))
    assert told == "With more than 2,000 Holders the facts that differ are not tried one by one."


some = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(documents.documents(), st.integers(0, 2**32))
def test_a_document_does_not_differ_from_itself_however_its_events_stand(document, seed):
    """Events of one type and day keep their order; whatever else stands elsewhere changes nothing."""
    shuffled = copy.deepcopy(document)
    order = {}
    for each in shuffled.get("events", []):
        order.setdefault((each["type"], each["date"]), []).append(each)
    groups = list(order.values())
    random.Random(seed).shuffle(groups)
    shuffled["events"] = [each for group in groups for each in group]
    first, second = loaded(document), loaded(shuffled)
    try:
        value = held(first, second)
    except Faulty:
        assume(False)
    assert value.found.is_empty
    assert value.facts == facts_that_differ(first, second) == []


@some
@given(documents.documents(), documents.documents())
def test_a_fact_is_said_to_change_what_the_documents_without_it_differ_by(one, other):
    """Each effect, worked out again; a fact without which the second is as it is changes nothing, and no other."""
    try:
        first, second = loaded(one), loaded(other)
        found = list(changes_between(first, second))
        assume(len(found) <= MOST_TRIED)
        value = held(first, second)
        for change, effect in zip(found, value.effects, strict=True):
            if effect.found is not None:
                without = undone(second, *together(change, found))
                runs = [simulate(each, through=value.through) for each in (without, second)]
                between = to_the_day(difference(*map(measure, runs)), without, second)
                assert between.is_empty is (effect.kind == "none")
    except (Faulty, Refusal):
        assume(False)


def prepaid_at(percent):
    """365,000.00 at 10%, actual/365, is 100.00 a day."""
    prepayment = {"premium": [{"through": "2011-06-30", "percent": percent}]}
    return note(
        event("payment", "2010-06-15", amount="40,695.00"),
        holders={"a": "365,000.00"},
        debts={},
        terms={
            "issue_date": "2010-05-15",
            "maturity_date": "2014-05-15",
            "interest_rate": "10% per year",
            "first_payment_date": "2010-06-15",
        },
        paper={"instrument": "plain", "principal": {"prepayment": prepayment}},
        simulation={"through": "2010-06-15"},
    )


def test_another_premium_is_a_difference():
    """T-24. Of 40,695.00 on June 15 31 days of interest are 3,100.00; 37,595.00 are 36,500.00 with 3%, 1,095.00, or
    36,857.84 with 2%, 737.16 half up."""
    found = held(prepaid_at("3"), prepaid_at("2")).found
    figures = {each.name: (each.first, each.second) for each in found.figures}
    assert figures == {
        "principal_paid": (cents(36_500), cents("36857.84")),
        "premium_paid": (cents(1_095), cents("737.16")),
        "unpaid": (cents(365_000 - 36_500), cents(365_000) - cents("36857.84")),
    }


def accelerated(**paper):
    """March 2009 is blocked and its interest late on the 3rd; the acceleration of that day makes all due (1(d))."""
    fallen = event("acceleration", "2009-03-03", holder="a", notice="2009-03-03")
    return note(*block("2009-03-02"), fallen, paper=paper, simulation={"through": "2009-03-10"})


def test_a_premium_that_falls_due_is_a_difference_too():
    """3% of 100,000.00 fall due with it, are barred in the shadow of the block as it is, and unpaid."""
    premium = {"premium": [{"through": "2009-12-31", "percent": "3"}], "for": ["acceleration"]}
    found = held(accelerated(), accelerated(principal={"prepayment": premium})).found
    assert {each.name: each.more for each in found.figures} == dict.fromkeys(
        ["premium_due", "held_back", "unpaid"], cents(3_000)
    )
    assert not found.is_empty
