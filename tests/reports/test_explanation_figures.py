"""Every figure can be explained, and its chain gives that very figure when it is worked out again."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from chains import cents as dollars
from chains import half_up, result
from comparing import answered, loaded
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import block, day, event, note
from test_invariants import DAYS, many

from note_sched.document.load import load
from note_sched.document.places import Places
from note_sched.faults import Faulty
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule_rows import COLUMNS
from note_sched.reports.explanation.explain import explain
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
MONEY = [column.name for column in COLUMNS if column.kind.name == "MONEY"]
TWO = {"a": "100,000.00", "b": "50,000.00"}
ALL = ("simulate", "payoff", "can_pay", "subrogation")


def nowhere(*_):
    """Of a document that was never written as a file no line is known."""
    return 0


def explained(document, day, lines=nowhere):
    """The figures of a day as json has them, by Holder and column, and what the three commands say of the day."""
    run = simulate(document, ask=day, traced=True, sink=lambda _: None)
    found = answered(explain(run, lines, str, ALL))
    divisions = found["divisions"]
    figures = {(each["holder"], each["column"]): {**each, "divisions": divisions} for each in found["figures"]}
    rows = []
    told = simulate(document, through=day, daily=True, sink=lambda new: rows.extend(r for r in new if r.date == day))
    pools = {each.holder: each for each in told.subrogation}
    return figures, rows, pools, (answered(payoff(run)), answered(can_pay(run)))


def worked_out(figure):
    """The figure of an explanation, checked against its own chain."""
    value = result(figure["steps"], figure["divisions"])
    written = figure["value"]
    if isinstance(value, Fraction):
        assert f"{half_up(value * 10_000) / 1_000_000:.6f}" == written
    elif isinstance(value, int):
        assert dollars(written) == value
    return value


def check(document, day, lines=nowhere):
    """Hold every figure of the day against its explanation; returns how many there were."""
    figures, rows, pools, (quote, permission) = explained(document, day, lines)
    count = (
        of_the_schedule(figures, rows, document.instrument)
        + of_the_payoff(figures, quote)
        + of_what_can_be_paid(figures, permission)
    )
    for holder, pool in pools.items():
        count += _held(figures, holder, "subrogation.pool", pool.pool)
        count += _held(figures, holder, "subrogation.claim", pool.claim)
    return count


def of_the_schedule(figures, rows, paper):
    for row in rows:
        assert figures[row.holder, "standing"]["value"] == row.standing
        assert figures.get((row.holder, "clauses"), {"value": []})["value"] == list(paper.cited(row.roles))
    return sum(_held(figures, row.holder, column, getattr(row, column)) for row in rows for column in MONEY)


def of_the_payoff(figures, quote):
    count = 0
    for each in quote["holders"]:
        for column in ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid", "total"):
            count += _held(figures, each["holder"], f"payoff.{column}", dollars(each[column]))
        if Fraction(each["per_diem"]):
            assert figures[each["holder"], "payoff.per_diem"]["value"] == each["per_diem"]
            worked_out(figures[each["holder"], "payoff.per_diem"])
    for (holder, column), figure in figures.items():
        if holder == "TOTAL":
            assert figure["value"] == quote["total"][column.removeprefix("payoff.")]
            worked_out(figure)
    return count


def of_what_can_be_paid(figures, permission):
    count = 0
    for each in permission["holders"]:
        for component, told in each["components"].items():
            count += _held(figures, each["holder"], f"can_pay.{component}", dollars(told["amount"]))
            free = figures.get((each["holder"], f"can_pay.{component}.payable_from"), {"value": None})
            assert free["value"] == told["payable_from"]
        count += _held(figures, each["holder"], "can_pay.turnover", dollars(each["turnover"]))
        late = figures.get((each["holder"], "can_pay.default_from"))
        assert (late and late["value"]) == each["default_from"]
        assert late is None or str(worked_out(late)) == each["default_from"]
    return count


def _held(figures, holder, column, expected):
    """A figure that is not zero is explained; its chain, worked out again, gives it."""
    if not expected:
        assert (holder, column) not in figures
        return 0
    assert worked_out(figures[holder, column]) == expected, (holder, column)
    return 1


@pytest.mark.parametrize("nth", [7, pytest.param(1, marks=pytest.mark.long)], ids=["some days", "every day"])
@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_every_figure_of_a_sample_is_explained_and_can_be_worked_out_again(path, nth):
    """Each day with a row, and each day after one: balances are explained on days without a row too."""
    document, lines = load(path.read_bytes()), Places(path.read_bytes()).line
    days = sorted({row.date for row in simulate(document).rows})[::nth]
    counted = sum(check(document, day, lines) for day in days)
    counted += sum(check(document, day + timedelta(days=1), lines) for day in days[::5])
    assert counted > len(days)


@settings(many, max_examples=60)
@given(documents.documents(), DAYS, st.randoms(use_true_random=False))
def test_so_it_is_in_any_document(document, day, choice):
    """Days on which something was received, a day on which something happened, and any day."""
    loaded_one = loaded(document)
    try:
        run = simulate(loaded_one)
        simulate(loaded_one, ask=day)  # which may be behind its last day, and behind it more transferred than is held
    except Faulty:
        assume(False)
    receipts = sorted({receipt.date for receipt in run.receipts})
    rows = sorted({row.date for row in run.rows})
    for each in {day, *receipts[:2], *([choice.choice(rows)] if rows else [])}:
        check(loaded_one, each)


REFINANCED = {
    "pnc": "20,000.00",
    "new": {
        "principal": "20,000.00",
        "refinances": "pnc",
        "in_effect": "2009-01-05",
        "notice": {"a": "2009-01-02"},
    },
}
SELDOM = {
    "a receipt poured several times over": (
        block("2009-03-02"), event("payment", "2009-03-10", amount="500.00"), {"holders": {"a": "50.00"}},
    ),
    "Senior as to one Holder alone": (
        tuple(event("senior_maturity", "2009-03-02", facility=name) for name in ("new", "pnc")),
        event("payment", "2009-03-10", amount="60,000.00"),
        {"holders": TWO, "debts": REFINANCED},
    ),
    "more than Senior is owed": (
        (event("senior_maturity", "2009-03-02", facility="pnc"),),
        event("payment", "2009-03-10", amount="60,000.00"),
        {"holders": TWO, "debts": {"pnc": "20,000.00"}},
    ),
    "a distribution beyond what one Note is owed": (
        (event("expense", "2009-03-02", holder="b", amount="900.00"),),
        event("distribution", "2009-03-10", amount="149,000.00", expenses="100.00"),
        {"holders": TWO},
    ),
    "returned by Senior beyond payment in full": (
        (event("insolvency", "2009-03-02", voluntary="yes"),),
        event("senior_payment", "2009-03-10", facility="pnc", amount="20,500.00"),
        {"holders": TWO, "debts": {"pnc": "20,000.00"}},
    ),
    "discharged by what is turned over": (
        block("2009-03-02"),
        event("payment", "2009-03-10", amount="60,000.00"),
        {"holders": TWO, "turnover_effect": "discharged"},
    ),
    "paid on a Note of which principal was accelerated in part": (
        (
            *block("2009-03-02", kind="payment"),
            event("acceleration", "2009-03-05", holder="b", notice="2009-03-05"),
            event("transfer", "2009-03-06", from_="b", to="a", amount="20,000.00"),
        ),
        event("payment", "2009-03-10", amount="60,000.00", to="a"),
        {"holders": TWO, "simulation": {"recorded_through": "2009-03-10"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SELDOM)
def test_what_comes_up_seldom_is_explained_too(situation):
    before, receipt, rest = SELDOM[situation]
    document = note(*before, receipt, **rest)
    run = simulate(document, ask=date.fromisoformat(receipt["date"]), traced=True)
    assert run.trace.rounds
    assert check(document, date.fromisoformat(receipt["date"]))


def test_each_situation_is_what_it_says():
    """What the test above is about does happen in it."""
    told = {
        name: simulate(note(*before, receipt, **rest), traced=True) for name, (before, receipt, rest) in SELDOM.items()
    }
    rounds = {name: run.trace.rounds for name, run in told.items()}
    assert any(each.times > 1 for each in rounds["a receipt poured several times over"])
    assert any(each.senior_to for each in rounds["Senior as to one Holder alone"])
    kept = rounds["more than Senior is owed"][0]
    assert sum(kept.over.values()) == 20_000_00 < sum(kept.barred.values())
    assert {each.kind for each in rounds["returned by Senior beyond payment in full"]} == {"returned_by_senior"}
    partly = rounds["paid on a Note of which principal was accelerated in part"][0]
    assert 0 < partly.barred["a"] < partly.shares[0].total


def test_premium_is_told_where_a_note_is_paid_in_full_and_where_it_fell_due():
    """3% of 100,000.00: on what paying in full prepays (T-24), and due with principal that is accelerated."""
    steps = [{"through": "2011-06-30", "percent": "3"}]
    paper = {"instrument": "plain", "principal": {"prepayment": {"premium": steps, "for": ["acceleration"]}}}
    default = event("misrepresentation", "2008-11-03")
    document = note(default, event("acceleration", "2008-11-10", holder="a"), debts={}, paper=paper)
    for asked in ("2008-11-09", "2008-11-10"):
        figures, _, _, (quote, _) = explained(document, day(asked), nowhere)
        assert quote["holders"][0]["premium"] == "3000.00"
        assert check(document, day(asked)) > 0
        assert ("a", "can_pay.principal") in figures or asked == "2008-11-09"
    assert worked_out(figures["a", "can_pay.principal"]) == 103_000_00


@pytest.mark.parametrize("paid", ['amount: "60,600.00"', 'principal: "50,000.00"'])
def test_a_prepayment_on_two_notes_is_explained_without_its_premium(paid):
    """T-24: 9,100.00 of interest, 50,000.00 of principal and 3% of it, over three quarters and one quarter."""
    text = next(path for path in SAMPLES if path.stem == "amortising-with-premium").read_text("utf-8")
    quay = '{id: quay, name: Quay Street Partners LP, principal: "400,000.00"}'
    pier = '{id: pier, name: Pier Street Partners LP, principal: "100,000.00"}'
    text = text.replace(quay, f"{quay.replace('400,', '300,')}\n  - {pier}").replace('amount: "60,600.00"', paid)
    figures, *_ = explained(load(text.encode()), date(2009, 6, 30))
    paid_on = [worked_out(figures[holder, "principal_paid"]) for holder in ("quay", "pier")]
    assert paid_on == [37_500_00, 12_500_00]
