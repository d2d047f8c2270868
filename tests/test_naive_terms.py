"""The naive implementation reads other papers: the cases of terms.md, and its worked examples (section 8), by hand."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from expectations import unmet
from naive import documents, model

CASES = sorted((Path(__file__).parent / "cases_terms").glob("*/*.yaml"))


def answers(document):
    """An answerer as expectations.py wants it, which plays every question once."""
    known = {}

    def answer(command, day=None):
        if (command, day) not in known:
            asked = () if day is None else (day,)
            known[command, day] = getattr(model, command)(document, *asked)
        return known[command, day]

    return answer


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_of_other_terms(path):
    """Every expectation of a case holds."""
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert unmet(case["expect"], answers(case["document"])) == []


def paper(principal, issued, matures, first, rate, **others):
    """A document of one Holder, a, with one bank and whatever else is given."""
    note = {"title": "Note", "borrower": "Northfield Tool Works, Inc.", "issue_date": issued, "maturity_date": matures}
    note |= {"interest_rate": rate} | ({"first_payment_date": first} if first else {})
    document = {
        "note": note,
        "holders": [{"id": "a", "name": "Alder Growth Partners LP", "principal": principal}],
        "senior_debt": [{"id": "bank", "lender": "First Bank, N.A.", "rank": "1", "principal": "1,000,000.00"}],
        "events": [],
        "simulation": {"payments": "assumed"},
    }
    return document | others


def default(day, name, **others):
    """A Senior default other than in payment, unless said otherwise."""
    return {"type": "senior_default", "date": day, "id": name, "facility": "bank", "kind": "other"} | others


def notice(day, *names):
    """A blockage notice."""
    return {"type": "blockage_notice", "date": day, "defaults": list(names)}


def blocks(document):
    """Start, end, effective and clause of the windows by notice."""
    rows = model.simulate(document)["windows"]
    rows = [row for row in rows if row["kind"] == "blockage"]
    return [(row["cause"][0], row["start"], row["end"], row["effective"], row["clause"]) for row in rows]


def interest_due(document):
    """What interest falls due on which day."""
    rows = model.simulate(document)["schedule"]
    return {row["date"]: row["interest_due"] for row in rows if row["interest_due"] != "0.00"}


def test_the_first_period_is_cut_into_notional_periods():
    """T-3: 10,000.00 x (1 + 9/31) = 12,903.23, then 10,000.00 on each last day."""
    terms = {"instrument": "plain", "interest": {"on": "last_day", "day_count": "period"}}
    due = interest_due(paper("1,000,000.00", "2018-05-22", "2018-09-30", "2018-06-30", "1% per month", terms=terms))
    assert due == {"2018-06-30": "12903.23", **dict.fromkeys(("2018-07-31", "2018-08-31", "2018-09-30"), "10000.00")}


SPRING = paper("100,000.00", "2008-09-26", "2012-05-31", "2008-11-01", "1% per month")
NOTICED = {"payment_default": "notice", "starts": "holder", "last_day": "blocked"}


@pytest.mark.parametrize(("last_day", "last"), [("blocked", "2009-08-28"), ("payable", "2009-08-27")])
def test_179_days_from_receipt(last_day, last):
    """T-7: notice 2009-03-02: 29 to Mar 31, 59, 90, 120, 151 to Jul 31, + 28 = Friday August 28."""
    terms = {"blockage": {"last_day": last_day, "other_default": {"days": "179", "from": "receipt"}}}
    events = [default("2009-01-05", "lev"), notice("2009-03-02", "lev")]
    assert blocks(SPRING | {"terms": terms, "events": events}) == [
        ("lev", "2009-03-02", last, True, "1(d)(ii)(B)"),
    ]


@pytest.mark.parametrize(("second", "good"), [("2009-10-01", False), ("2010-02-24", False), ("2010-02-25", True)])
def test_one_notice_in_360_days(second, good):
    """T-8: 2009-03-02 + 360 days = 2010-02-25."""
    limits = {"one_per": "360 days", "burns": "none", "one_per_covenant": "none"}
    terms = {"blockage": {"other_default": {"days": "179", "from": "receipt"}, "limits": limits}}
    events = [default("2009-01-05", "lev"), notice("2009-03-02", "lev")]
    events += [default("2009-09-15", "liq"), notice(second, "liq")]
    found = blocks(SPRING | {"terms": terms, "events": events})
    assert [(row[0], row[3]) for row in found] == [("lev", True), ("liq", good)]


@pytest.mark.parametrize(("again", "good"), [("2009-12-15", False), ("2009-12-28", False), ("2009-12-29", True)])
def test_a_burned_covenant_revives_after_90_days(again, good):
    """T-8: burned by the window of another default, cured 2009-09-30; 90 days later is 2009-12-29."""
    limits = {"burns": "existing", "revives_after": "90 days", "one_per_covenant": "none"}
    terms = {"blockage": {"other_default": {"days": "179", "from": "receipt"}, "limits": limits}}
    events = [default("2009-01-05", "lev1", covenant="lev", cured="2009-09-30"), default("2009-01-06", "other")]
    events += [notice("2009-03-02", "other"), default(again, "lev2", covenant="lev"), notice("2010-01-15", "lev2")]
    found = blocks(SPRING | {"terms": terms, "events": events})
    assert [(row[0], row[3]) for row in found] == [("other", True), ("lev2", good)]


def test_180_days_in_360_cut_a_window():
    """T-8 `most`: 100 days 2009-01-05 to 04-14, cut after 80 more from 2009-07-06: September 23; then none at all."""
    limits = {"burns": "none", "one_per_covenant": "none", "most": {"days": "180", "in": "360"}}
    other = {"days": "179", "from": "receipt", "ends": ["cure"]}
    terms = {"blockage": {"last_day": "payable", "other_default": other, "limits": limits}}
    events = [default("2009-01-02", "one", cured="2009-04-15"), notice("2009-01-05", "one")]
    events += [default("2009-07-01", "two"), notice("2009-07-06", "two")]
    events += [default("2009-10-01", "three"), notice("2009-10-05", "three")]
    assert blocks(SPRING | {"terms": terms, "events": events}) == [
        ("one", "2009-01-05", "2009-04-14", True, "1(d)(ii)(A)"),
        ("two", "2009-07-06", "2009-09-23", True, "blockage_most"),
        ("three", "2009-10-05", None, False, "blockage_most"),
    ]


def test_a_payment_default_bars_without_notice_through_the_day_before_its_cure():
    """T-6: from 2009-07-01, cured Monday 07-20: the 50,000.00 of 07-15 is paid that day; its notice is void."""
    document = paper("1,000,000.00", "2009-01-15", "2014-01-15", "2009-07-15", "10% per year")
    events = [default("2009-07-01", "p", kind="payment", cured="2009-07-20"), notice("2009-07-06", "p")]
    run = model.simulate(document | {"terms": {"instrument": "indenture-179"}, "events": events})
    bars = [(row["kind"], row["start"], row["end"], row["effective"], row["clause"]) for row in run["windows"]]
    assert ("payment_default", "2009-07-01", "2009-07-19", True, "blockage_payment") in bars
    assert ("blockage", "2009-07-06", None, False, "blockage_payment") in bars
    assert next(row["date"] for row in run["schedule"] if row["interest_paid"] == "50000.00") == "2009-07-20"


def test_a_stop_notice_stops_interest_and_principal_waits_for_senior():
    """T-10: 31 days 1,019.18 of 06-15 payable, stop notice Saturday 2020-06-20; 30 days 986.30 of 07-15 barred."""
    document = paper("200,000.00", "2020-05-15", "2022-05-15", "2020-06-15", "6% per year")
    events = [{"type": "stop_notice", "date": "2020-06-20"}, {"type": "resume_notice", "date": "2020-08-03"}]
    answer = answers(document | {"terms": {"instrument": "standby"}, "events": events})
    assert (
        unmet(
            [
                {"schedule": {"date": "2020-06-15", "holder": "a", "interest_paid": "1019.18"}},
                {"can_pay": {"on": "2020-06-16", "holder": "a", "component": "interest", "payable": "true"}},
                {"can_pay": {"on": "2020-06-16", "holder": "a", "component": "principal", "payable": "false"}},
                {"schedule": {"date": "2020-07-15", "holder": "a", "interest_due": "986.30", "interest_paid": "0.00"}},
                {"window": {"kind": "stop", "start": "2020-06-20", "end": "2020-08-02", "cause": ["stop 2020-06-20"]}},
                {"window": {"kind": "permitted", "start": "2020-05-15", "end": "null", "cause": ["principal"]}},
                {"schedule": {"date": "2020-08-03", "holder": "a", "interest_paid": "986.30"}},
            ],
            answer,
        )
        == []
    )


@pytest.mark.parametrize(("demand", "good"), [("2010-06-01", False), ("2010-08-02", False), ("2010-08-03", True)])
def test_a_demand_after_180_days_of_standstill(demand, good):
    """T-11: junior notice 2010-02-03: 25 to Feb 28, 56, 86, 117, 147, 178 to Jul 31, + 2: through August 2."""
    document = paper("360,000.00", "2009-12-31", "2014-03-31", "2010-03-31", "10% per year")
    events = [{"type": "misrepresentation", "date": "2010-02-01"}, {"type": "junior_notice", "date": "2010-02-03"}]
    events.append({"type": "acceleration", "date": demand, "holders": ["a"]})
    run = model.simulate(document | {"terms": {"instrument": "mezzanine-180"}, "events": events})
    assert [row["valid"] for row in run["accelerations"]] == [good]


def test_three_business_days_of_grace_count_from_the_timely_day():
    """T-13: due Sunday 2009-04-05, timely Monday 6; 7, 8, 9: in default from Good Friday, April 10."""
    terms = {"defaults": {"payment": {"interest": "3 business days"}}}
    document = paper("100,000.00", "2009-03-05", "2010-05-31", "2009-04-05", "1% per month", terms=terms)
    document["simulation"] = {"payments": "recorded"}
    run = model.simulate(document)
    assert next((row["clause"], row["from"]) for row in run["events_of_default"]) == ("2(a)", "2009-04-10")


@pytest.mark.parametrize(("extension", "interest"), [("no", "28575.34"), ("yes", "29150.68")])
def test_interest_for_the_extension(extension, interest):
    """T-4: 2016-08-04 to Saturday 12-31 = 149 days 28,575.34; to Tuesday 2017-01-03 = 152 days 29,150.68."""
    terms = {"instrument": "plain", "interest": {"every": "maturity"}, "days": {"extension_interest": extension}}
    run = model.simulate(paper("1,000,000.00", "2016-08-04", "2016-12-31", None, "7% per year", terms=terms))
    assert run["totals"]["interest_paid"] == interest
    assert run["schedule"][-1]["date"] == "2017-01-03"


def test_what_is_paid_after_its_timely_day_bears_interest_for_the_extension_after_all():
    """T-4, R-6: 400,000.00 paid on Tuesday 2017-01-03 is free; 600,000.00 paid on the 4th earned 4 days, 460.274.

    In all 28,575.342 + 460.274 = 29,035.616, so 29,035.62 less the 28,575.34 that fell due: 460.28.
    """
    terms = {"instrument": "plain", "interest": {"every": "maturity"}, "days": {"extension_interest": "no"}}
    document = paper("1,000,000.00", "2016-08-04", "2016-12-31", None, "7% per year", terms=terms)
    document["simulation"] = {"payments": "recorded"}
    document["events"] = [{"type": "payment", "date": "2017-01-03", "amount": "428,575.34"}]
    answer = answers(document)
    assert answer("payoff", "2017-01-03")["total"]["total"] == "600000.00"
    assert answer("payoff", "2017-01-02")["total"]["per_diem"] == "0.000000"
    assert answer("payoff", "2017-01-03")["total"]["per_diem"] == "460.273973"
    assert answer("payoff", "2017-01-04")["total"]["total"] == "600460.28"


def test_a_waived_default_supports_no_demand_and_finds_no_new_one():
    """Settled 12, 23: the default of 2009-03-01's instalment ends on the day of its waiver; April's is a new one."""
    events = [{"type": "default_waived", "date": "2009-03-20", "default": "payment"}]
    events.append({"type": "acceleration", "date": "2009-03-23", "holder": "a"})
    document = paper("100,000.00", "2009-02-01", "2010-05-31", "2009-03-01", "1% per month", events=events, terms={})
    document["simulation"] = {"payments": "recorded", "through": "2009-04-30"}
    run = model.simulate(document)
    assert [(row["from"], row["until"]) for row in run["events_of_default"]] == [
        ("2009-03-03", "2009-03-20"),
        ("2009-04-02", None),
    ]
    assert [row["valid"] for row in run["accelerations"]] == [False]


@pytest.mark.parametrize(
    ("calendar", "closed"),
    [
        ("new-york", {"2009-02-12", "2009-10-12", "2009-11-03", "2009-11-11"}),
        ("federal-reserve", {"2009-10-12", "2009-11-11"}),
        ("nyse", {"2009-04-10", "2009-07-03"}),
        ("weekends", set()),
    ],
)
def test_four_calendars(calendar, closed):
    """T-4: Lincoln's Birthday, Good Friday, July 3 for Saturday July 4, Columbus, Election and Veterans Day of 2009."""
    from naive.counting import Calendar, day_of  # noqa: PLC0415 - only here

    days = {"2009-02-12", "2009-04-10", "2009-07-03", "2009-10-12", "2009-11-03", "2009-11-11"}
    kept = Calendar(calendar, [], [], strict=False)
    assert {day for day in days if not kept.is_business_day(day_of(day))} == closed


@pytest.mark.parametrize(
    "wrong",
    [
        {"terms": {"instrument": "mezzanine-180", "blockage": {"last_days": "payable"}}},
        {"terms": {"blockage": {"last_day": "payable"}}, "reading": {"window_end": "blocked"}},
        {"terms": {"interest": {"on": "last_day"}}},
        {"terms": {"interest": {"every": "maturity"}}},
        {"terms": {}, "events": [{"type": "stop_notice", "date": "2009-01-05"}]},
        {
            "terms": {"acceleration": {"by": "majority"}},
            "events": [{"type": "acceleration", "date": "2009-01-05", "holder": "a"}],
        },
    ],
)
def test_papers_that_are_refused(wrong):
    """Unknown terms, terms against the switches, dates that are none, notices and keys that the terms do not know."""
    with pytest.raises(model.Fault):
        model.simulate(SPRING | wrong)


@pytest.mark.parametrize(
    ("elected", "cash", "in_kind"),
    [("2017-05-16", "0.00", "3254.79"), ("2017-05-17", "2169.86", "0.00"), (None, "2169.86", "0.00")],
)
def test_an_election_for_interest_in_kind(elected, cash, in_kind):
    """T-21: 99 days at 8% cash or 12% in kind; ten business days before Wednesday 2017-05-31, Memorial Day apart."""
    pik = {"toggle": {"rate": "12% per year", "notice": "10 business days"}}
    terms = {"instrument": "plain", "interest": {"every": "3 months", "pik": pik}}
    document = paper("100,000.00", "2017-02-21", "2018-05-31", "2017-05-31", "8% per year", terms=terms)
    document["events"] = [{"type": "pik_election", "date": elected, "for": "2017-05-31"}] if elected else []
    row = next(row for row in model.simulate(document)["schedule"] if row["date"] == "2017-05-31")
    principal = "103254.79" if elected == "2017-05-16" else "100000.00"
    assert (row["interest_due"], row["interest_capitalised"], row["principal"]) == (cash, in_kind, principal)


def test_default_interest_from_the_event_of_default_to_the_day_before_the_cure():
    """T-22: due Sunday 2009-04-05, three business days: 5 days at 10%, 25 from Good Friday at 12%: 1,917.81."""
    default_rate = {"rate": "12% per year", "on": "principal", "from": "event_of_default"}
    terms = {"defaults": {"payment": {"interest": "3 business days"}}}
    terms["interest"] = {"day_count": "actual/365", "default": default_rate}
    document = paper("200,000.00", "2009-03-05", "2010-05-31", "2009-04-05", "10% per year", terms=terms)
    document["events"] = [{"type": "payment", "date": "2009-05-05", "amount": "3,616.44"}]
    document["simulation"] = {"payments": "recorded", "through": "2009-05-31"}
    assert interest_due(document)["2009-05-05"] == "1917.81"


@pytest.mark.parametrize(
    ("on", "due"), [("overdue", "1001.00"), ("overdue_interest", "1001.00"), ("principal", "1020.00")]
)
def test_default_interest_on_what_is_overdue(on, due):
    """T-22: 120,000.00 at 10%, 30/360; 1,000.00 of Monday 2010-02-15, a holiday, timely the 16th, paid on the 19th.

    Three days at 12%: on the 1,000.00 it is 1.00 besides 1,000.00; on all principal 27 x 33.333 + 3 x 40.00 = 1,020.00.
    """
    default_rate = {"rate": "12% per year", "on": on, "from": "due"}
    terms = {"instrument": "plain", "interest": {"day_count": "30/360", "default": default_rate}}
    document = paper("120,000.00", "2010-01-15", "2012-01-15", "2010-02-15", "10% per year", terms=terms)
    document["events"] = [{"type": "payment", "date": "2010-02-19", "amount": "1,000.00"}]
    document["simulation"] = {"payments": "recorded", "through": "2010-03-31"}
    assert interest_due(document)["2010-03-15"] == due


def test_four_instalments_of_principal():
    """T-23: 400,000.00 at 9% actual/360 of 2009-01-15: 75 days 7,500.00, 91 6,825.00, 92 4,600.00, 92 2,300.00."""
    instalments = {"first": "2009-03-31", "every": "3 months", "on": "last_business_day", "amount": "100,000.00"}
    interest = {"every": "3 months", "on": "last_business_day", "day_count": "actual/360"}
    terms = {"instrument": "plain", "interest": interest, "principal": {"instalments": instalments}}
    document = paper("400,000.00", "2009-01-15", "2009-12-31", "2009-03-31", "9% per year", terms=terms)
    rows = [row for row in model.simulate(document)["schedule"] if row["principal_due"] != "0.00"]
    assert [(row["date"], row["interest_due"], row["principal_due"]) for row in rows] == [
        ("2009-03-31", "7500.00", "100000.00"),
        ("2009-06-30", "6825.00", "100000.00"),
        ("2009-09-30", "4600.00", "100000.00"),
        ("2009-12-31", "2300.00", "100000.00"),
    ]


@pytest.mark.parametrize(
    ("reduces", "left"),
    [
        ("last_first", ["100000.00", "100000.00", "80000.00"]),
        ("first_first", ["80000.00", "100000.00", "100000.00"]),
        ("ratably", ["93333.33", "93333.33", "93333.34"]),
    ],
)
def test_a_prepayment_reduces_instalments(reduces, left):
    """T-23: 20,000.00 of 300,000.00 prepaid; the rest, at maturity, is the last instalment.

    Ratably: 6,666.67, 6,666.67 and 6,666.66 (largest remainder, ties to the earlier).
    """
    instalments = [{"date": day, "amount": "100,000.00"} for day in ("2010-03-15", "2010-06-15")]
    terms = {"instrument": "plain", "principal": {"instalments": instalments, "reduces": reduces}}
    document = paper("300,000.00", "2010-01-15", "2010-09-15", "2010-02-15", "12% per year", terms=terms)
    document["events"] = [{"type": "payment", "date": "2010-02-16", "principal": "20,000.00"}]
    document["simulation"]["recorded_through"] = "2010-02-16"
    rows = [row for row in model.simulate(document)["schedule"] if row["principal_due"] != "0.00"]
    assert [row["principal_due"] for row in rows] == left


def test_a_level_instalment_pays_interest_first():
    """T-23: of 10,000.00 each month 1% of 300,000.00 is interest, then 1% of 293,000.00, the rest principal."""
    terms = {"instrument": "plain", "interest": {"day_count": "30/360"}, "days": {"calendar": "weekends"}}
    terms["principal"] = {"instalments": {"level": "10,000.00"}}
    document = paper("300,000.00", "2010-01-15", "2010-09-15", "2010-02-15", "12% per year", terms=terms)
    rows = model.simulate(document)["schedule"]
    found = [(row["date"], row["interest_due"], row["principal_due"]) for row in rows if row["principal_due"] != "0.00"]
    assert found[:2] == [("2010-02-15", "3000.00", "7000.00"), ("2010-03-15", "2930.00", "7070.00")]


def test_a_sum_pays_the_largest_principal_with_its_premium():
    """T-24: 1,000.00 after interest paid to the day, 3%: 970.87 and 29.13 (29.1261)."""
    terms = {"instrument": "plain"}
    terms["principal"] = {"prepayment": {"premium": [{"through": "2010-12-31", "percent": "3"}]}}
    document = paper("365,000.00", "2010-05-15", "2014-05-15", "2010-06-15", "10% per year", terms=terms)
    document["events"] = [{"type": "payment", "date": "2010-06-15", "amount": "4,100.00"}]
    row = next(row for row in model.simulate(document)["schedule"] if row["date"] == "2010-06-15")
    paid = [row[name] for name in ("interest_paid", "principal_paid", "premium_paid")]
    assert paid == ["3100.00", "970.87", "29.13"]


@pytest.mark.parametrize(("value", "payable"), [("1.09", "false"), ("1.10", "true"), ("1.1", "true"), (None, "false")])
def test_interest_is_paid_only_while_a_test_is_passed(value, payable):
    """T-26: at least 1.10, by the latest value; barred before the first."""
    terms = {"instrument": "plain", "permitted": {"interest": {"test": "fccr", "at_least": "1.10"}}}
    document = paper("365,000.00", "2010-05-15", "2014-05-15", "2010-06-15", "10% per year", terms=terms)
    result = {"type": "test_result", "test": "fccr", "date": "2010-06-15"}
    document["events"] = [result | {"value": value}] if value else []
    asked = {"on": "2010-06-15", "holder": "a", "component": "interest", "payable": payable, "amount": "3100.00"}
    assert unmet([{"can_pay": asked}], answers(document)) == []


def test_a_conversion_discharges_principal_and_its_interest():
    """T-27: a fifth of 365,000.00 on the tenth day of the period: 73,000.00 and a fifth of 1,000.00."""
    document = paper(
        "365,000.00", "2010-05-15", "2014-05-15", "2010-06-15", "10% per year", terms={"instrument": "plain"}
    )
    document["events"] = [
        {"type": "conversion", "date": "2010-05-25", "holder": "a", "amount": "73,000.00", "interest": "yes"}
    ]
    rows = {row["date"]: row for row in model.simulate(document)["schedule"]}
    names = ("principal_converted", "interest_converted", "principal", "accrued_interest", "principal_paid")
    assert [rows["2010-05-25"][name] for name in names] == ["73000.00", "200.00", "292000.00", "800.00", "0.00"]
    assert rows["2010-06-15"]["interest_due"] == "2480.00"  # 800.00 + 21 days x 80.00


def test_an_index_with_floor_and_cap():
    """T-20: prime 3.25% under a floor of 4%, plus 4%: 8%; from June 1 prime 9% under a cap of 6%: 10%."""
    rate = {"index": "prime", "plus": "4% per year", "floor": "4% per year", "cap": "6% per year"}
    document = paper("365,000.00", "2010-05-15", "2012-05-15", "2010-06-15", rate, terms={"instrument": "plain"})
    value = {"type": "index_rate", "index": "prime"}
    document["events"] = [
        value | {"date": "2010-05-01", "value": "3.25% per year"},
        value | {"date": "2010-06-01", "value": "9% per year"},
    ]
    assert interest_due(document)["2010-06-15"] == "2760.00"  # 17 x 80.00 + 14 x 100.00
    document["note"]["interest_rate"] = rate | {"reset": "period"}
    assert interest_due(document)["2010-06-15"] == "2480.00"  # 31 x 80.00
    document["events"] = document["events"][1:]
    with pytest.raises(model.Fault, match="2010-05-15"):
        model.simulate(document)


def test_a_majority_that_rescinds_ends_the_override_the_day_before():
    """T-25: accelerated 2009-04-06 with all notices, rescinded 04-20; all that fell due otherwise is paid."""
    events = [{"type": "misrepresentation", "date": "2009-01-05"}]
    events.append({"type": "acceleration", "date": "2009-04-06", "holders": ["a"], "notice": "2009-04-06"})
    events.append({"type": "acceleration_rescinded", "date": "2009-04-20", "holders": ["a"]})
    document = SPRING | {"terms": {"acceleration": {"by": "majority"}}, "events": events}
    document["simulation"] = {"payments": "assumed", "assumed_through": "2009-04-05", "through": "2009-05-31"}
    run = model.simulate(document)
    found = [(row["kind"], row["start"], row["end"]) for row in run["windows"]]
    assert found == [("override", "2009-04-06", "2009-04-19")]
    assert [row["principal_due"] for row in run["schedule"] if row["date"] == "2009-04-06"] == ["100000.00"]
    until = {row["clause"]: row["until"] for row in run["events_of_default"]}
    assert until == {"2(a)": None, "2(c)": None}  # the 166.67 that fell due on April 6 stays due


SEEDS = [*range(3), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 12))]


def random_papers(seed, *, later):
    """A random document under another paper, and its run; one that transfers more than is held is skipped."""
    document = documents.random_document_with_terms(random.Random(seed), later=later)
    try:
        return document, model.simulate(document)
    except model.Fault:
        pytest.skip("a transfer of more than is held by then")


def total(rows, column):
    """A column's sum, exact."""
    return sum(Decimal(row.get(column, "0")) for row in rows)


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_random_papers_are_answered(seed, later):
    """No balance falls below zero, days come in order, no cent of principal appears or is lost."""
    document, run = random_papers(seed, later=later)
    rows = run["schedule"]
    balances = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid")
    assert not [row for row in rows for column in balances if row[column].startswith("-")]
    days = [row["date"] for row in rows]
    assert days == sorted(days)
    issued = {
        holder["id"]: Decimal(holder["principal"].replace(",", ""))
        for holder in document["holders"]
        if holder.get("issue_date", "2008-09-26") <= run["through"]
    }
    last = issued | {row["holder"]: Decimal(row["principal"]) for row in rows}
    came = sum(issued.values()) + total(rows, "interest_capitalised")
    went = total(rows, "principal_paid") + total(rows, "principal_converted")
    assert came - went == sum(last.values())


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_quoted_pays_every_note_in_full(seed, later):
    """Quote, pay, zero: whatever the paper, where all may be paid."""
    document, _ = random_papers(seed, later=later)
    document["simulation"] = {"payments": "assumed", "assumed_through": "2009-05-31"}
    quote = model.payoff(document, "2009-06-01")
    if not quote["permitted"]:
        pytest.skip("not all may be paid that day")
    document["events"].append({"type": "payment", "date": "2009-06-01", "amount": quote["total"]["total"]})
    assert model.payoff(document, "2009-06-01")["total"]["total"] == "0.00"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_switch_and_its_term_are_one(seed):
    """T-0, section 1: the 2008 terms stated, and every switch of `reading:` said as a term, change nothing."""
    document = documents.random_document(random.Random(seed))
    switches = document["reading"]
    said = {
        "interest": {"day_count": switches.get("day_count", "actual/month")},
        "days": {"convention": "none" if switches.get("business_days") == "strict" else "following"},
        "turnover": {"discharges": "yes" if switches.get("turnover_effect") == "discharged" else "no"},
        "mixed_block": switches.get("mixed_block", "per_note"),
        "blockage": {
            "last_day": switches.get("window_end", "blocked"),
            "starts": switches.get("block_trigger", "holder"),
            "limits": {"scope": switches.get("proviso_scope", "all")},
        },
    }
    terms = {"instrument": "air-industries-2008"} | said
    try:
        plain = model.simulate(document)
    except model.Fault:
        pytest.skip("a transfer of more than is held by then")
    assert model.simulate(document | {"reading": {}, "terms": terms}) == plain
