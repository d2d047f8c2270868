"""T-25: an acceleration is undone."""

import pytest
from notes import cents, day, defaults, event, note, row, windows

from note_sched.faults import Faulty
from note_sched.simulation import simulate

NOTE = {"issue_date": "2010-03-31", "maturity_date": "2014-03-31", "interest_rate": "10% per year"}
TERMS = NOTE | {"first_payment_date": "2010-06-30"}
MEZZANINE = {"instrument": "mezzanine-180", "standstill": "none"}
TWO = {"a": "200,000.00", "b": "160,000.00"}
PAID = event("payment", "2010-06-30", amount="9,100.00")  # 91 days of 100.00
WRONG = event("misrepresentation", "2010-07-06")


def accelerated(*events, holders=TWO, paper=MEZZANINE, **simulation):
    """A majority (a: 200,000.00 of 360,000.00) accelerates on Monday 2010-07-12."""
    simulation = {"payments": "recorded", "through": "2010-10-15"} | simulation
    demand = event("acceleration", "2010-07-12", holders=["a"])
    events = (PAID, WRONG, demand, *events)
    return note(*events, holders=holders, terms=TERMS, paper=paper, simulation=simulation)


def rescinded(on, *holders):
    return event("acceleration_rescinded", on, holders=list(holders))


def test_principal_is_undue_again_and_the_interest_that_fell_due_stays():
    """92 days to September 30 on 200,000.00, actual/360, less the 666.67 of the 12 days that fell due."""
    run = simulate(accelerated(rescinded("2010-07-14", "a")))
    assert row(run, "2010-07-12").principal_due == cents(200_000)
    assert row(run, "2010-07-12").interest_due == cents("666.67")
    assert row(run, "2010-07-14") is None
    assert row(run, "2010-09-30").interest_due == cents("5111.11") - cents("666.67")
    assert row(run, "2010-09-30", "b").interest_due == cents("4088.89") - cents("533.33")


@pytest.mark.parametrize(("signing", "good"), [("a", True), ("b", False)])
def test_the_share_is_counted_anew_whoever_signs(signing, good):
    run = simulate(accelerated(rescinded("2010-07-14", signing)))
    assert ("void-rescission" in {caution.code for caution in run.cautions}) is not good
    asked = simulate(accelerated(rescinded("2010-07-14", signing)), ask=day("2010-07-15")).asked
    assert [each.due["principal"] for each in asked.positions] == ([0, 0] if good else [cents(200_000), cents(160_000)])


@pytest.mark.parametrize(("demanded", "good"), [("2010-07-12", False), ("2010-07-13", True)])
def test_it_is_void_while_another_sum_is_past_its_timely_day(demanded, good):
    """Expenses demanded on Tuesday July 13 are in time that day; those of the 12th are overdue on it."""
    expenses = event("expense", demanded, holder="a", amount="50.00")
    run = simulate(accelerated(expenses, rescinded("2010-07-13", "a")))
    assert ("void-rescission" in {caution.code for caution in run.cautions}) is not good


def test_the_interest_that_fell_due_goes_on_being_a_default():
    """Principal is in default from July 13 to the day of the rescission; interest, after its grace, from the 20th."""
    run = simulate(accelerated(rescinded("2010-07-14", "a")))
    assert defaults(run, "default_payment", "a") == [("2010-07-13", "2010-07-14"), ("2010-07-20", None)]


def test_a_default_that_rests_on_accelerated_principal_alone_ends_that_day():
    """Principal has no grace: in default from July 13; the interest that fell due is paid on the 13th."""
    paid = event("payment", "2010-07-13", amount="1,200.00")
    run = simulate(accelerated(paid, rescinded("2010-07-14", "a"), through="2010-09-30"))
    assert defaults(run, "default_payment", "a") == [("2010-07-13", "2010-07-14")]
    assert defaults(run, "default_payment", "b") == [("2010-07-13", "2010-07-14")]


def test_the_override_ends_the_day_before():
    paper = {"acceleration": {"by": "majority"}}
    wrong = event("misrepresentation", "2009-01-05")
    demand = event("acceleration", "2009-04-06", holders=["a"], notice="2009-04-06")
    simulation = {"assumed_through": "2009-04-05", "through": "2009-05-31"}
    document = note(wrong, demand, rescinded("2009-04-20", "a"), paper=paper, simulation=simulation)
    assert windows(simulate(document), "override") == [("2009-04-06", "2009-04-19")]


def test_each_holder_undoes_its_own_where_each_accelerates_its_own():
    wrong = event("misrepresentation", "2009-01-05")
    demands = [event("acceleration", "2009-04-06", holder=holder) for holder in ("a", "b")]
    document = note(
        wrong,
        *demands,
        rescinded("2009-04-20", "b"),
        holders={"a": "100,000.00", "b": "100,000.00"},
        paper={},
        simulation={"assumed_through": "2009-04-05", "through": "2010-06-01"},
    )
    run = simulate(document)
    fell_due = [(str(each.date), each.holder) for each in run.rows if each.principal_due]
    assert fell_due == [("2009-04-06", "a"), ("2009-04-06", "b"), ("2010-05-31", "b")]


def test_what_was_never_accelerated_is_not_undone():
    run = simulate(note(rescinded("2009-04-20", "a"), paper={}, simulation={"through": "2009-04-30"}))
    assert [caution.code for caution in run.cautions if caution.code == "void-rescission"] == ["void-rescission"]


@pytest.mark.parametrize(("holders", "code"), [([], "holder-or-holders"), (["a", "a"], "named-twice")])
def test_its_signatories_are_listed_once(holders, code):
    with pytest.raises(Faulty) as faulty:
        accelerated(rescinded("2010-07-14", *holders))
    assert [fault.code for fault in faulty.value.faults] == [code]


@pytest.mark.parametrize(("undone", "good"), [("2010-08-02", True), ("2010-08-03", False)])
def test_an_instalment_that_would_be_overdue_without_the_acceleration_stands_in_its_way(undone, good):
    """36,000.00 were to fall due on Monday August 2: that day they do, and the day after they are overdue anyway."""
    paper = MEZZANINE | {"principal": {"instalments": [{"date": "2010-08-02", "amount": "36,000.00"}]}}
    run = simulate(accelerated(rescinded(undone, "a"), paper=paper))
    assert ("void-rescission" in {caution.code for caution in run.cautions}) is not good
    fell_due = [each.principal_due for each in run.rows if str(each.date) == "2010-08-02"]
    assert fell_due == ([cents(20_000), cents(16_000)] if good else [])
