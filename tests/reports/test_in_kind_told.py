"""Interest added to principal: `next` and `can-pay` say that nobody pays it, `explain` why nobody elected it."""

import pytest
from comparing import answered
from notes import day, event
from ways import OF_2017, TOGGLE, paper

from note_sched.measure.business_days import DAY
from note_sched.measure.months import read_month
from note_sched.pages.page import Section
from note_sched.pages.values import Money
from note_sched.rendering.terminal import text_page
from note_sched.rendering.values_in_words import write_phrase
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.coming import Ahead, coming, coming_in_words, first, firsts
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.explanation.explain import explain
from note_sched.reports.statements.statement import statements
from note_sched.simulation import simulate

BANK = {"id": "bank", "lender": "Bank", "principal": "500,000.00"}
MATURED = event("senior_maturity", "2017-05-30", facility="bank")
IN_KIND = {"pik": TOGGLE | {"when_barred": "capitalise"}}


def barred(*events, **more):
    """T-21: 100,000.00, 99 days at 12% in kind are 3,254.79; senior_matured bars from 2017-05-30 on."""
    return paper(IN_KIND, MATURED, *events, others={"senior_matured": "bars"}, debts=[BANK], **OF_2017, **more)


def ahead(document, on):
    return Ahead(simulate(document, ask=day(on), sink=lambda _: None))


@pytest.mark.parametrize(("on", "told"), [("2017-05-30", True), ("2017-05-31", True), ("2017-06-01", False)])
def test_next_tells_what_becomes_principal_from_the_day_itself_back(on, told):
    found = [each for each in coming(ahead(barred(), on), day("2017-06-15")) if each.kind == "capitalised"]
    assert [(each.date, each.in_kind, each.owed) for each in found] == [(day("2017-05-31"), {"a": 325_479}, {})] * told
    assert [each.what for each in found] == [["Interest of ", Money(325_479), " is capitalised, not payable"]] * told


def test_it_is_what_comes_first_only_until_its_day():
    assert firsts(ahead(barred(), "2017-05-30"))["a"].kind == "capitalised"
    assert first(ahead(barred(), "2017-05-30")).kind == "capitalised"
    after = first(ahead(barred(), "2017-05-31"))
    assert (after.kind, str(after.date)) == ("election", "2017-06-16")  # ten business days before Friday, June 30


@pytest.mark.parametrize(("pik", "on", "told"), [({"deemed": "yes"}, "2017-05-30", True), ({}, "2017-05-30", False)])
def test_what_is_deemed_added_to_principal_is_no_default_and_next_says_what_it_is(pik, on, told):
    """Due on Wednesday, May 31, 2017, in time that day (T-21)."""
    of = ahead(paper({"pik": pik} if pik else {}, **OF_2017), on)
    said = write_phrase(coming_in_words(of, first(of))).replace("\N{NO-BREAK SPACE}", " ")
    assert ("interest that is unpaid then is added to principal (pik)" in said) is told
    assert ("Event of Default" in said) is (not told)


@pytest.mark.parametrize(("on", "cents"), [("2017-05-30", "0.00"), ("2017-05-31", "3254.79"), ("2017-06-01", "0.00")])
def test_can_pay_tells_it_on_the_day(on, cents):
    page = can_pay(simulate(barred(), ask=day(on)))
    (holder,) = answered(page)["holders"]
    assert holder["interest_capitalised"] == cents
    assert holder["components"]["interest"]["amount"] == "0.00"
    assert ("3,254.79 is capitalised, not payable" in text_page(page)) == (on == "2017-05-31")


def test_can_pay_of_a_paper_that_knows_none_says_nothing_of_it():
    (holder,) = answered(can_pay(simulate(paper({}, **OF_2017), ask=day("2017-05-31"))))["holders"]
    assert "interest_capitalised" not in holder


def why(document):
    page = answered(explain(simulate(document, ask=day("2017-05-31"), traced=True), lambda *_: 3, str, CAPITALISED))
    return [step["says"] for each in page["figures"] for step in each["steps"]]


CAPITALISED = ["interest_capitalised"]


def test_explain_tells_an_election_that_is_deemed_made_from_one_that_was():
    """Barred, and nobody elected: the bar is named. Elected by the last day, Wednesday May 16: nothing is deemed."""
    deemed = (
        "nobody elected it in time; interest is barred that day (Senior debt due and unpaid: bank), so the election is "
        "deemed made"
    )
    assert deemed in why(barred())
    assert deemed in why(barred(event("pik_election", "2017-05-17", for_="2017-05-31")))  # too late, and so none
    assert deemed not in why(barred(event("pik_election", "2017-05-16", for_="2017-05-31")))


def footing(document, through):
    """What is said below the schedule of how the totals add up."""
    page = schedule(simulate(document, through=day(through)))
    (found,) = [part for part in page.tables if isinstance(part, Section) and "add up" in part.title]
    return ["".join(write_phrase(line)) for line in found.lines]


EARLY = event("payment", "2017-04-03", amount="500.00")


def test_the_totals_name_what_was_capitalised():
    """3,254.79 less the 500.00 that were paid in April."""
    interest = (
        "Interest: 0.00 fell due and 500.00 was paid before it fell due: together 500.00, of which 500.00 is paid"
    )
    assert footing(barred(EARLY), "2017-06-15") == [
        f"{interest} and 0.00 unpaid",
        "Capitalised, not paid: 2,754.79 of interest, which is principal now",
    ]


def test_what_fell_due_and_became_principal_is_not_unpaid():
    """8% of 99 days are 2,169.86, of which 500.00 were paid in April: 1,669.86 fall due, and are deemed in kind."""
    interest = "Interest: 1,669.86 fell due and 500.00 was paid before it fell due: together 2,169.86, of which 500.00"
    assert footing(paper({"pik": {"deemed": "yes"}}, EARLY, **OF_2017), "2017-06-15") == [
        f"{interest} is paid, 1,669.86 is added to principal and 0.00 unpaid",
        "Capitalised, not paid: 1,669.86 of interest, which is principal now",
    ]


DEEMED = {"pik": {"deemed": "yes"}}


@pytest.mark.parametrize(("matures", "late"), [("2019-02-21", None), ("2017-05-31", "2017-06-01")])
def test_interest_that_would_be_deemed_in_kind_threatens_no_default(matures, late):
    """2,169.86 are due on Wednesday 2017-05-31: in the evening they are principal, unless all of that is due, too."""
    document = paper(DEEMED, **OF_2017 | {"maturity_date": matures})
    page = can_pay(simulate(document, ask=day("2017-05-31")))
    (holder,) = answered(page)["holders"]
    assert (holder["components"]["interest"]["amount"], holder["default_from"]) == ("2169.86", late)
    assert ("interest is added to principal (pik), and no Event of Default" in text_page(page)) == (late is None)
    falls_due = coming(ahead(document, "2017-05-30"), day("2017-06-15"))[0]
    assert falls_due.default_from == (late and day(late))


@pytest.mark.parametrize(("demanded", "late"), [("2017-07-03", "2017-07-04"), ("2017-07-04", None)])
def test_an_acceleration_by_its_timely_day_makes_it_a_default_after_all(demanded, late):
    """Interest falls due on Saturday, July 1, 2017, in time through Monday; on Tuesday it would be principal."""
    events = event("misrepresentation", "2017-06-20"), event("acceleration", demanded, holder="a")
    document = paper(DEEMED, *events, **OF_2017 | {"first_payment_date": "2017-07-01"})
    run = simulate(document, ask=day("2017-07-03"))
    excused = run.asked.positions[0].excused
    assert (excused and str(excused + DAY)) == late


def statement_of(document, month):
    (found,) = statements(document, read_month(month)).statements
    return found.state.late_from


def test_a_statement_threatens_no_default_either():
    """Due on Saturday 2017-09-30, in time on Monday: at the month's end it is due, and will be principal."""
    note = OF_2017 | {"first_payment_date": "2017-09-30"}
    assert statement_of(paper(DEEMED, **note), "2017-09") is None
    assert statement_of(paper({}, **note), "2017-09") == day("2017-10-03")
