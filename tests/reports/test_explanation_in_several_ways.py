"""Interest in kind, in default and at rates that move is explained line by line, and adds up to its figure."""

from datetime import timedelta
from fractions import Fraction

import pytest
from chains import cents as told
from chains import result
from comparing import answered
from notes import day, event, row
from ways import MANY, OF_2017, TOGGLE, of_many_kinds, paper

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.movements import Balances
from note_sched.history.past import Moment, Past
from note_sched.reports.explanation.explain import explain
from note_sched.simulation import simulate


def figures(document, on, *columns):
    """Of a day, by column: the value and the lines of interest, every step worked out again."""
    page = answered(explain(simulate(document, ask=day(on), traced=True), lambda *_: 3, str, columns))
    found = {}
    for each in page["figures"]:
        assert result(each["steps"], page.get("divisions", ())) == told(each["value"])
        lines = [step["arithmetic"]["lines"] for step in each["steps"] if (step["arithmetic"] or {}).get("lines")]
        found[each["column"]] = told(each["value"]), lines[0] if lines else []
    return found


def lines_of(found):
    return [
        (each["principal"], each["rate"], each["days"], each["basis"], each.get("way", ""))
        for each in found
        if "from" in each
    ]


def test_in_cash_or_in_kind_by_election():
    """T-21: 99 days to 2017-05-31: 8% in cash is 2,169.86, 12% in kind 3,254.79, which bear interest from that day."""
    due, lines = figures(paper({"pik": TOGGLE}, **OF_2017), "2017-05-31", "interest_due")["interest_due"]
    assert (due, lines_of(lines)) == (216_986, [("100000.00", "2/25", 99, 365, "")])
    elected = paper({"pik": TOGGLE}, event("pik_election", "2017-05-01", for_="2017-05-31"), **OF_2017)
    found = figures(elected, "2017-05-31", "interest_capitalised", "interest_due", "principal")
    added, lines = found["interest_capitalised"]
    assert (added, lines_of(lines)) == (325_479, [("100000.00", "3/25", 99, 365, "in kind, elected")])
    assert (found["interest_due"][0], found["principal"][0]) == (0, 10_325_479)
    _, lines = figures(elected, "2017-06-10", "accrued_interest")["accrued_interest"]
    assert lines_of(lines) == [("103254.79", "2/25", 10, 365, "")]


def test_an_election_deemed_made_gives_way_on_its_day():
    """Barred on 2017-05-31: 2,169.86 of the contract go and 3,254.79 in kind come, less 500.00 paid before."""
    pik = {"pik": TOGGLE | {"when_barred": "capitalise"}}
    debt = {"id": "bank", "lender": "Bank", "principal": "500,000.00"}
    events = event("senior_maturity", "2017-05-31", facility="bank"), event("payment", "2017-04-03", amount="500.00")
    document = paper(pik, *events, others={"senior_matured": "bars"}, debts=[debt], **OF_2017)
    assert figures(document, "2017-05-30", "accrued_interest")["accrued_interest"][0] == 214_795 - 50_000
    assert figures(document, "2017-05-31", "interest_capitalised")["interest_capitalised"][0] == 325_479 - 50_000


@pytest.mark.parametrize(("rule", "added"), [("cent", 325_479), ("dollar_up", 325_500), ("dollar_down", 325_400)])
def test_what_is_added_is_rounded_as_the_paper_says(rule, added):
    document = paper({"pik": {"part": "12% per year", "round": rule}}, **OF_2017)
    found = figures(document, "2017-05-31", "interest_capitalised", "interest_due")
    assert [found[each][0] for each in ("interest_capitalised", "interest_due")] == [added, 216_986]


def test_in_default_and_at_the_contract_rate():
    """T-22: 10% and, while an Event of Default exists, 12%: 5 days x 10% + 25 x 12% on 200,000.00 = 1,917.81."""
    terms = {"issue_date": "2009-03-05", "maturity_date": "2010-03-05", "interest_rate": "10% per year"}
    document = paper(
        {"default": {"rate": "12% per year", "from": "event_of_default"}},
        event("payment", "2009-05-05", amount="1,698.63"),
        principal="200,000.00",
        others={"defaults": {"payment": {"interest": "3 business days"}}},
        first_payment_date="2009-04-05",
        **terms,
    )
    assert row(simulate(document), "2009-05-05").interest_due == 191_781
    due, lines = figures(document, "2009-05-05", "interest_due")["interest_due"]
    assert due == 191_781
    assert lines_of(lines) == [("200000.00", "1/10", 5, 365, ""), ("200000.00", "3/25", 25, 365, "in default")]


def test_what_is_deemed_in_kind_was_due_and_unpaid():
    document = paper({"pik": {"deemed": "yes"}}, **OF_2017)
    assert figures(document, "2017-05-31", "interest_capitalised")["interest_capitalised"][0] == 216_986


@pytest.mark.parametrize("seeds", [MANY[0], *(pytest.param(seeds, marks=pytest.mark.long) for seeds in MANY[1:])])
def test_whatever_the_ways_every_figure_is_told(seeds):
    """Steps add up to the balances of each row, at noon and of a day ahead, and chains to their figures."""
    for seed, document, run, source in of_many_kinds(seeds):
        for holder in document.holders:
            _adds_up(run, holder.id, seed)
        on = document.note.issue_date + timedelta(days=source.randrange(600))
        added = [each.date for each in run.rows if each.besides.interest_capitalised]
        for when in [on, *([source.choice(added)] if added else [])]:
            _explained(document, when, seed)


def _adds_up(run, holder, seed):
    rows = [each for each in run.rows if each.holder == holder]
    steps = iter(Past(run, holder, apart={each.date for each in rows}).steps)
    owing, step = Balances(), next(steps, None)
    for each in rows:
        while step is not None and step.date <= each.date:
            owing, step = owing.plus(step.change), next(steps, None)
        unpaid = each.principal, each.interest_unpaid, each.accrued_interest, each.expenses_unpaid
        assert owing == Balances(*unpaid), (seed, holder, each.date)


def _explained(document, on, seed):
    run = simulate(document, ask=on, traced=True)
    for position in run.asked.positions:
        past = Past(run, position.holder, on, Moment.NOON)
        lines = [each for each in [*past.steps, *past.lines_of_day()] if isinstance(each, AccrualLine)]
        assert all(each.exact == each.principal * each.rate * each.days / each.basis for each in lines), seed
        per_diem = Fraction(position.per_diem.numerator, position.per_diem.denominator)
        assert sum(each.exact for each in past.lines_of_day()) == per_diem, (seed, position.holder, on)
    page = answered(explain(run, lambda *_: 3, str, ("simulate", "payoff", "can_pay")))
    sums = [each for each in page["figures"] if isinstance(each["value"], str) and "." in each["value"]]
    for each in sums:
        if "per_diem" not in each["column"] and each["holder"] != "TOTAL":
            assert result(each["steps"], page.get("divisions", ())) == told(each["value"]), (seed, on, each["column"])


@pytest.mark.parametrize(
    ("on", "rest"), [("2017-04-03", [("60000.00", 2)]), ("2017-04-04", [("60000.00", 3), ("40000.00", 3)])]
)
def test_an_instalment_that_waits_for_its_timely_day_runs_on_no_line_until_it_is_late(on, rest):
    """40,000.00 fall due on Saturday 2017-04-01, in time on Monday: no interest from then on, unless unpaid by then."""
    others = {
        "days": {"extension_interest": "no"},
        "principal": {"instalments": [{"date": "2017-04-01", "amount": "40,000.00"}]},
    }
    _, lines = figures(paper({}, others=others, **OF_2017), on, "accrued_interest")["accrued_interest"]
    assert [(each["principal"], each["days"]) for each in lines] == [("100000.00", 39), *rest]
