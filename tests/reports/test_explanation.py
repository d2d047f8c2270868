"""Chains worked out by hand: the arithmetic, the days, the facts with their lines, and the clause."""

from fractions import Fraction
from pathlib import Path

import pytest
from chains import cents as dollars
from chains import result
from comparing import answered
from notes import block, day, event, note
from pages import default, lines, notice

from note_sched.document.load import load
from note_sched.document.places import Places
from note_sched.faults import Refusal
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.share import largest_remainder
from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.reports.answers.schedule_rows import COLUMNS as SCHEDULE
from note_sched.reports.explanation import divisions, names
from note_sched.reports.explanation.explain import explain
from note_sched.reports.explanation.figures import BEYOND, CAN_PAY, FIGURES, PAYOFF, SUBROGATION
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
TWO = {"a": "100,000.00", "b": "50,000.00"}


def page(document, on, *columns, holders=(), places=lambda *_: 0):
    run = simulate(document, ask=day(on), traced=True, sink=lambda _: None)
    return explain(run, places, lambda line: f"line {line}", columns, holders)


def explained(document, on, column, holder="a"):
    """The one explanation of a figure, with the divisions on which it rests."""
    answer = answered(page(document, on, column, holders=[holder]))
    (found,) = answer["figures"]
    return {**found, "divisions": answer["divisions"]}


def beside(document, on, column):
    """The explanations of the bars, or of the notices, of a day."""
    return answered(page(document, on, column))[column]


def sums(figure, operation):
    return [step["arithmetic"] for step in figure["steps"] if (step["arithmetic"] or {}).get("op") == operation]


def told(found):
    """The days of a chain and what is said of each."""
    return [(step["day"], step["says"]) for step in found["steps"]]


def sample(name):
    raw = (SAMPLES / f"{name}.yaml").read_bytes()
    return load(raw), Places(raw).line, raw.decode().splitlines()


def test_the_first_instalment_line_by_line():
    """Five of thirty days of September and all of October: 1,000 x 5/30 + 1,000 = 1,166.666... -> 1,166.67."""
    figure = explained(note(), "2008-11-01", "interest_due")
    (accrued,), (rounded,) = sums(figure, "accrue"), sums(figure, "round")
    assert [(each["days"], each["basis"]) for each in accrued["lines"]] == [(5, 30), (31, 31)]
    assert [Fraction(each["exact"]) for each in accrued["lines"]] == [Fraction(1_000 * 5, 30), 1_000]
    assert Fraction(rounded["exact"]) == Fraction(1_000 * 35, 30)
    assert (rounded["taken"], rounded["result"], figure["value"]) == ("0.00", "1166.67", "1166.67")
    assert figure["clauses"] == ["preamble"]


def test_a_second_cut_of_a_period_is_less_what_the_first_took():
    """Ten of January's days were paid with a prepayment, 322.58; the month earned 322.580... + 500 x 21/31."""
    document = note(event("payment", "2009-01-11", principal="50,000.00"))
    (rounded,) = sums(explained(document, "2009-02-01", "interest_due"), "round")
    assert Fraction(rounded["exact"]) == Fraction(1_000 * 10, 31) + Fraction(500 * 21, 31)
    assert (rounded["taken"], rounded["result"]) == ("322.58", "338.71")


def test_facts_are_cited_with_their_lines():
    """Each line that is named holds what it is named for."""
    document, places, written = sample("single-holder")
    (figure,) = answered(page(document, "2008-11-01", "interest_due", places=places))["figures"]
    facts = {fact["says"]: written[fact["line"] - 1] for step in figure["steps"] for fact in step["facts"]}
    assert "interest_rate: 1% per month" in facts["interest_rate: 1% per month"]
    assert "100,000.00" in facts["principal of alder: 100000.00"]
    assert len(facts) == 2


def test_a_part_payment_is_shared_and_the_odd_cents_go_by_largest_remainder():
    """500.00 over three claims of 333.33: 166.666... each, and the two cents left go to the first two (section 3)."""
    document, places, _ = sample("thirds-of-a-cent")
    shares = {}
    for holder in ("alder", "birch", "cedar"):
        answer = answered(page(document, "2008-12-01", "interest_paid", holders=[holder], places=places))
        (figure,), (division,) = answer["figures"], answer["divisions"]
        (share,) = sums(figure, "share")
        assert Fraction(share["exact"]) == Fraction(500, 3)
        assert share["division"] == division["division"]
        assert [each["weight"] for each in division["weights"]] == ["333.33"] * 3
        shares[holder] = share["result"]
        assert "3" in figure["clauses"]
    assert list(shares.values()) == ["166.67", "166.67", "166.66"]


def test_what_is_assumed_is_never_called_received():
    """Due Saturday November 1, assumed as paid on Monday (General Construction Law 25)."""
    figure = explained(note(), "2008-11-03", "interest_paid")
    assert figure["rule"].startswith("Assumed, not received")
    assert not any("received" in step["says"].replace("not received", "") for step in figure["steps"])
    (rolled,) = sums(figure, "business_day")
    assert (rolled["from"], rolled["nth"], rolled["result"]) == ("2008-11-01", 0, "2008-11-03")


def test_a_turnover_is_shared_by_what_was_barred():
    """3,000.00 reach two Holders, 2,000 and 1,000, under 1(b); Senior is owed 600.00: 400.00 and 200.00 (1(g))."""
    document = note(
        event("senior_maturity", "2009-03-02", facility="pnc"),
        event("payment", "2009-03-10", amount="3,000.00"),
        holders=TWO,
        debts={"pnc": "600.00"},
        simulation={"payments": "recorded"},
    )
    for holder, over in (("a", "400.00"), ("b", "200.00")):
        figure = explained(document, "2009-03-10", "turned_over", holder)
        assert figure["value"] == over
        assert "1(g)" in figure["clauses"]
        number = sums(figure, "share")[-1]["division"]
        (division,) = (each for each in figure["divisions"] if each["division"] == number)
        assert [each["weight"] for each in division["weights"]] == ["2000.00", "1000.00"]


def test_what_all_holders_share_is_divided_once_and_written_once(monkeypatch):
    """Twice as many Holders: twice the work and twice the json, not four times.

    60.00 a Note are barred under 1(b) and turned over: one division of the payment over what is due, one of the
    turnover over what was barred, whoever asks.
    """
    lengths, calls = {}, []
    monkeypatch.setattr(divisions, "largest_remainder", lambda *a: calls.append(a) or largest_remainder(*a))
    for many in (20, 40):
        document = note(
            event("senior_maturity", "2009-03-02", facility="pnc"),
            event("payment", "2009-03-10", amount=f"{60 * many}.00"),
            holders={f"h{number}": "10,000.00" for number in range(many)},
            debts={"pnc": "600.00"},
            simulation={"payments": "recorded"},
        )
        calls.clear()
        told = json_page(page(document, "2009-03-10", "turned_over", "interest_paid"))
        assert len(calls) == 2
        lengths[many] = len(told)
    assert lengths[40] < 2.1 * lengths[20]


def test_what_is_diverted_in_insolvency_follows_1_i_ii_and_not_1_g():
    """The sample's 30,000.00: alder's 24,000.00 of it, and of the 18,750.00 that Senior is owed 15,000.00 (4/5)."""
    document, places, _ = sample("insolvency-with-avoidance")
    answer = answered(page(document, "2009-12-14", "turned_over", holders=["alder"], places=places))
    (figure,) = answer["figures"]
    assert (figure["value"], "1(i)(ii)" in figure["clauses"], "1(g)" in figure["clauses"]) == ("15000.00", True, False)
    assert figure["rule"].startswith("What in an insolvency proceeding would be distributed")


def test_a_clause_quoted_whole_is_not_quoted_again_in_part():
    """Expenses are shared under 3 as a whole, interest under its second sentence, which stands in the whole."""
    document = note(
        event("expense", "2008-11-03", holder="a", amount="10.00"),
        event("payment", "2008-12-01", amount="1,000.00"),
        holders=TWO,
        simulation={"payments": "recorded"},
    )
    quoted = [line for line in lines(page(document, "2008-12-01")) if line.startswith("3: ")]
    assert len(quoted) == 1
    assert quoted[0].startswith("3: \N{LEFT DOUBLE QUOTATION MARK}Pro Rata Treatment of Noteholders.")


def test_a_bar_tells_what_senior_is_owed_and_an_open_block_names_no_end():
    document, places, _ = sample("insolvency-with-avoidance")
    told_ = " ".join(lines(page(document, "2009-08-03", "bars", places=places)))
    assert "outstanding on the debts listed as Senior when the day is judged: 20,000.00" in told_
    opened = note(*block("2009-03-03", kind="payment"))
    assert "A cure or waiver of the default would end it that day" in " ".join(
        lines(page(opened, "2009-04-01", "bars"))
    )


def test_what_goes_by_transfer_is_told_by_its_due_date():
    """Half of November's 1,166.67 and of December's 1,000.00, unpaid (583.34 and 500.00, half up), goes to b (4(d))."""
    document = note(
        event("transfer", "2008-12-10", **{"from": "a", "to": "b"}, amount="50,000.00"),
        holders={"a": "100,000.00", "b": {"principal": "0"}},
        simulation={"payments": "recorded"},
    )
    steps = explained(document, "2008-12-10", "interest_unpaid")["steps"]
    gone = {each["what"]: each["amount"] for each in steps[0]["arithmetic"]["terms"] if each["amount"].startswith("-")}
    assert gone == {
        "went by transfer 2008-12-10, due 2008-11-01": "-583.34",
        "went by transfer 2008-12-10, due 2008-12-01": "-500.00",
    }


def test_a_subrogation_claim_is_the_pool_once_senior_is_paid():
    """900.00 are turned over on March 10; Senior is paid in full on the 20th: they may be claimed (1(h))."""
    document = note(
        event("senior_maturity", "2009-03-02", facility="pnc"),
        event("payment", "2009-03-10", amount="900.00"),
        event("senior_payment", "2009-03-20", facility="pnc", amount="100.00"),
        debts={"pnc": "1,000.00"},
        simulation={"payments": "recorded"},
    )
    for on, pool, claim in (("2009-03-10", "900.00", "0.00"), ("2009-03-20", "900.00", "900.00")):
        found = answered(page(document, on, "subrogation.pool", "subrogation.claim"))["figures"]
        assert [figure["value"] for figure in found] == [pool, claim]
        assert [result(figure["steps"]) for figure in found] == [dollars(pool), dollars(claim)]


def test_a_payoff_is_the_sum_of_its_parts_and_the_total_that_of_all_notes():
    """November 11: 100,000.00 and ten of thirty days, 333.33; with the other Note 150,000.00 and 500.00."""
    found = answered(page(note(holders=TWO), "2008-11-11", "payoff.total"))["figures"]
    assert {each["holder"]: each["value"] for each in found} == {
        "a": "100333.33",
        "b": "50166.67",
        "TOTAL": "150500.00",
    }


def test_a_maturity_brought_forward_names_the_closings():
    document, places, written = sample("financing-series")
    run = simulate(document)
    on = min(row.date for row in run.rows if row.principal_due)
    found = answered(page(document, str(on), "principal_due", places=places))["figures"]
    cited = [written[fact["line"] - 1] for step in found[0]["steps"] for fact in step["facts"] if fact["line"]]
    assert sum("financing" in line for line in cited) >= 3
    assert any("financing_threshold" in line for line in cited)


def test_a_block_that_day_365_ends():
    """Occurred February 20, noticed March 2: through February 20, 2010, unless notice of a cure comes before."""
    (bar,) = beside(note(*block("2009-03-02")), "2009-04-20", "bars")
    assert bar["value"] == "1(d)(ii)(B)"
    assert told(bar)[-3:] == [
        (None, "(A) no notice of a cure or waiver is effective"),
        ("2010-02-20", "(B) day 365 after it occurred: the end that governs"),
        ("2010-02-20", "so it ends, on the earlier of (A) and (B)"),
    ]
    assert (
        "A notice of cure or waiver effective before 2010-02-20 would end it that day (1(d)(ii)(A))."
        in bar["would_change"]
    )


def test_a_block_that_notice_of_the_cure_ends_shows_both_ends():
    document = note(*block("2009-03-02", cured="2009-04-10"), event("cure_notice", "2009-06-11", defaults=["d1"]))
    (bar,) = beside(document, "2009-04-20", "bars")
    assert ("2009-06-11", "(A) notice of the cure: the earlier end, which governs") in told(bar)
    assert ("2010-02-20", "(B) day 365 after it occurred: the later end") in told(bar)
    assert sums(bar, "earliest")[-1]["result"] == "2009-06-11"


def test_notice_of_a_cure_after_day_365_changes_nothing():
    document = note(*block("2009-03-02", cured="2009-04-10"), event("cure_notice", "2010-03-01", defaults=["d1"]))
    (bar,) = beside(document, "2009-04-20", "bars")
    assert bar["value"] == "1(d)(ii)(B)"
    assert ("2010-03-01", "(A) notice of the cure: the later end") in told(bar)


def test_a_payment_default_ends_with_its_cure_and_needs_no_notice():
    (bar,) = beside(note(*block("2009-03-02", kind="payment", cured="2009-05-05")), "2009-04-20", "bars")
    assert ("2009-05-05", "the default is cured: that ends it, without any notice") in told(bar)
    assert bar["would_change"][0].startswith("A cure or waiver of the default before 2009-05-05")


DELIVERIES = {
    "hand": ("2009-02-27", {}, "2009-02-27", "the same day"),
    "fax": ("2009-02-27", {"time": "18:30"}, "2009-03-02", "it came outside 09:00 to 17:00"),
    "courier": ("2009-02-26", {}, "2009-03-02", "second business day after; not counted: 2009-02-28, 2009-03-01"),
    "mail": ("2009-02-26", {"actual": "2009-03-04"}, "2009-03-04", "actual receipt"),
}


@pytest.mark.parametrize("method", DELIVERIES)
def test_why_a_notice_is_effective_when_it_is(method):
    """4(b): Friday February 27, 2009 within hours and after; Thursday by courier over a weekend; mail on receipt."""
    sent, how, effective, why = DELIVERIES[method]
    (bar,) = beside(note(*block(sent, notice={"method": method, **how})), "2009-04-20", "bars")
    assert any(on == effective and why in says for on, says in told(bar))
    assert "4(b)" in bar["clauses"]


def test_an_earlier_receipt_of_a_courier_counts():
    (bar,) = beside(
        note(*block("2009-02-26", notice={"method": "courier", "actual": "2009-02-28"})), "2009-04-20", "bars"
    )
    assert ("2009-02-28", "effective on actual receipt, before the second business day, 2009-03-02") in told(bar)


def test_a_used_up_default_names_the_other_blockage_event_with_both_dates():
    """The default of May 4 existed during the block of March 2 to 2010-02-20 (last proviso of 1(d)(ii))."""
    document = note(*block("2009-03-02"), default("d2", "2009-05-04"), notice("2009-06-22", "d2"))
    (void,) = beside(document, "2009-06-22", "notices")
    assert ("2009-03-02", "a Blockage Event on d1 commenced; it runs to 2010-02-20") in told(void)
    assert ("2009-05-04", "d2 existed during it: it is used up") in told(void)
    assert void["clauses"] == ["1(d)(ii)"]
    assert "No later notice of d2 can found a Blockage Event." in void["would_change"]
    assert AIR_INDUSTRIES_2008.quote("no recycling") in str(
        answered(page(document, "2009-06-22", "notices"))["clauses"]
    )


def test_a_second_notice_within_twelve_months_names_the_day_from_which_one_can_work():
    """March 2 and twelve months: free again on 2010-03-02. The block was over when d2 occurred."""
    document = note(
        *block("2009-03-02", covenant="leverage", cured="2009-03-20"),
        event("cure_notice", "2009-03-25", defaults=["d1"]),
        default("d2", "2009-08-03", covenant="leverage"),
        notice("2009-09-01", "d2"),
    )
    (void,) = beside(document, "2009-09-01", "notices")
    assert sums(void, "months_later")[0]["result"] == "2010-03-02"
    assert void["would_change"][0] == "A notice of d2 effective on 2010-03-02 could found one."


def test_a_notice_before_the_default_occurred_is_void_under_1d():
    document = note(default("d1", "2009-03-20"), notice("2009-03-10", "d1"))
    (void,) = beside(document, "2009-03-10", "notices")
    assert void["value"] == "1(d)"
    assert "had not yet occurred: it occurred on 2009-03-20" in void["steps"][-1]["says"]


def test_matured_senior_debt_says_how_much_is_unpaid_and_what_ends_it():
    """2,500.00 fall due, 1,000.00 are paid on April 3: 1,500.00 are unpaid (1(b))."""
    document = note(
        event("senior_maturity", "2009-04-01", facility="pnc", amount="2,500.00"),
        event("senior_payment", "2009-04-03", facility="pnc", amount="1,000.00"),
        event("senior_payment", "2009-04-20", facility="pnc", amount="1,500.00"),
    )
    (bar,) = beside(document, "2009-04-10", "bars")
    assert bar["value"] == "1(b)"
    assert ("2009-04-10", "of it unpaid, the day's Senior payments counted: 1500.00") in told(bar)
    assert ("2009-04-20", "the first day without it, as the record stands") in told(bar)
    assert bar["would_change"][0].startswith("Payment of these 1500.00 on pnc ends it that day")


def test_accelerated_principal_and_the_override_that_suspends_the_block():
    document, places, _ = sample("release-valve")
    shadow, override = answered(page(document, "2009-05-01", "bars", places=places))["bars"]
    assert (shadow["holders"], override["holders"]) == (["alder"], ["alder", "birch"])
    assert ("2010-04-08", "day 365 after that notice: no Blockage Event is deemed to exist until then") in told(
        override
    )
    assert ("2010-04-09", "the first day without it, as the record stands") in told(shadow)


def test_insolvency_says_when_it_was_filed_and_what_ends_it():
    document = note(event("insolvency", "2009-07-15", voluntary="no", dismissed="2009-08-20"))
    (bar,) = beside(document, "2009-08-01", "bars")
    assert told(bar)[0] == ("2009-07-15", "the petition is filed")
    assert ("2009-08-20", "the first day without it, as the record stands") in told(bar)


def test_one_note_barred_holds_up_all_where_the_reading_says_so():
    document = note(
        *block("2009-03-02", notice={"received": {"a": "2009-03-02"}}), holders=TWO, mixed_block="all_or_none"
    )
    found = beside(document, "2009-04-20", "bars")
    assert [(bar["value"], bar["holders"]) for bar in found] == [("1(d)(ii)(B)", ["a"]), ("3", ["b"])]


def test_a_void_acceleration_is_explained_on_its_day():
    document = note(*block("2009-03-02"), event("acceleration", "2009-02-10", holder="a"))
    (void,) = beside(document, "2009-02-10", "notices")
    assert "no Event of Default existed" in void["steps"][-1]["says"]


def test_without_a_column_everything_of_the_day_is_explained():
    """Figures that are not zero, bars, void notices; the clauses once each, at the end."""
    document = note(*block("2009-03-02"), default("d2", "2009-05-04"), notice("2009-06-22", "d2"), holders=TWO)
    found = answered(page(document, "2009-06-22"))
    assert {each["column"] for each in found["figures"]} == {"principal", "interest_unpaid", "accrued_interest"}
    assert (len(found["bars"]), len(found["notices"])) == (1, 1)
    words = [each["words"] for each in found["clauses"]]
    assert len(set(words)) == len(words) > 4
    text = " ".join(lines(page(document, "2009-06-22")))
    assert all(" ".join(each.split()) in text for each in words)


def test_what_cannot_be_explained_is_refused_with_what_can():
    with pytest.raises(Refusal) as refused:
        page(note(), "2009-01-01", "interest")
    assert "'interest'" in refused.value.what
    assert all(column in refused.value.hint for column in names.COLUMNS)


def test_on_a_day_on_which_nothing_fell_due_it_is_said_when_something_does():
    figure = explained(note(), "2008-12-15", "interest_due")
    assert figure["value"] == "0.00"
    assert figure["steps"][-1]["says"] == "no interest fell due that day; the next payment date is 2009-01-01"


def test_csv_has_a_row_for_every_step():
    document = note(*block("2009-03-02"), holders=TWO)
    rows = csv_page(page(document, "2009-04-20")).splitlines()
    found = answered(page(document, "2009-04-20"))
    steps = [step for part in ("figures", "bars", "notices") for each in found[part] for step in each["steps"]]
    assert len(rows) == 1 + len(steps)
    assert rows[0] == "kind,holders,what,value,step,day,says,operation,result,clause,lines"


def test_every_name_stands_for_something_and_every_column_has_one():
    """The names are written apart from what explains them, so that completing them loads nothing."""
    named = (names.SIMULATE, names.PAYOFF, names.CAN_PAY, names.SUBROGATION, (names.REFUNDABLE,))
    assert tuple(map(tuple, (FIGURES, PAYOFF, CAN_PAY, SUBROGATION, BEYOND))) == named
    assert set(names.SIMULATE) == {column.name for column in SCHEDULE} - {"date", "holder"}
