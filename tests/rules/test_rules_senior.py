"""1(a): which debt is Senior, limb by limb, and what a fact that is not given counts as."""

import itertools
from datetime import date

import pytest
from growing import calls

from note_sched.document.events import NEVER
from note_sched.document.model import LenderKind, SeniorDebt
from note_sched.document.scalars import Flag
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.rules.senior import WITHOUT_LIMIT, limits, opening, seniority
from note_sched.rules.words import words

day = date.fromisoformat
ISSUED = day("2008-09-26")
IN_EFFECT = AIR_INDUSTRIES_2008.terms.senior_in_effect
MILLION = 1_000_000 * 100
LATER = day("2009-03-16")


def debt(name="term", principal=MILLION, **facts):
    return SeniorDebt(id=name, lender=name, principal=principal, **facts)


def limit(*debts, holder="a"):
    """How much of the first of ``debts`` can be Senior."""
    return seniority(debts[0], {each.id: each for each in debts}, holder, ISSUED, IN_EFFECT).limit


def refinancing(old=None, **facts):
    """A debt that replaces ``pnc`` and passes limb (ii) as it stands, and the debt replaced."""
    given = {"refinances": "pnc", "in_effect": LATER, "notice": day("2009-03-15")} | facts
    return debt(**given), old or debt("pnc")


def test_a_listed_debt_without_facts_is_senior():
    assert limit(debt()) == WITHOUT_LIMIT


def test_fees_do_not_count_and_interest_and_premium_do():
    """1(a): "the principal of, and interest and premium, if any"."""
    assert opening(debt(interest=40_000_00, premium=1_00, fees=25_000_00)) == MILLION + 40_000_00 + 1_00


@pytest.mark.parametrize(
    ("lender", "passes"),
    [(kind, kind is not LenderKind.OTHER) for kind in LenderKind],
    ids=[kind.value for kind in LenderKind],
)
def test_limb_one_wants_a_bank_an_insurer_an_institution_or_a_regular_lender(lender, passes):
    assert limit(debt(lender_kind=lender)) == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize(("obligor", "passes"), [("borrower", True), ("guaranteed", True), ("other", False)])
def test_limb_one_wants_the_borrowers_own_debt_or_its_guarantee(obligor, passes):
    assert limit(debt(obligor=obligor)) == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize(
    ("in_effect", "purpose", "passes"),
    [
        ("2008-09-22", None, True),
        ("2008-09-22", "other", True),  # what was in effect may be for anything
        ("2008-09-23", None, False),  # what came later must show working capital
        ("2008-09-23", "other", False),
        ("2008-09-23", "working_capital", True),
        (None, "other", True),  # no date counts as in effect
    ],
)
def test_limb_one_takes_debt_in_effect_on_september_22_2008_or_for_working_capital(in_effect, purpose, passes):
    found = limit(debt(in_effect=in_effect and day(in_effect), purpose=purpose))
    assert found == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize("facts", [{}, {"purpose": "working_capital", "lender_kind": LenderKind.BANK}])
def test_the_junior_notes_of_june_2008_are_out_whatever_else_is_said(facts):
    assert limit(debt(excluded=Flag.YES, **facts)) == 0
    assert limit(debt(excluded=Flag.NO, **facts)) == WITHOUT_LIMIT


@pytest.mark.parametrize(
    ("in_effect", "purpose", "passes"),
    [
        ("2008-09-22", None, True),
        ("2008-09-23", None, False),
        (None, None, False),  # a refinancing without a date is taken as later
        (None, "working_capital", True),
    ],
)
def test_a_refinancing_without_notice_may_still_pass_limb_one(in_effect, purpose, passes):
    found = limit(*refinancing(notice=None, in_effect=in_effect and day(in_effect), purpose=purpose))
    assert found == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize(
    ("notice", "passes"),
    [(None, False), ("2009-03-15", True), ("2009-03-16", False), ("2009-03-17", False), ("never", False)],
)
def test_limb_two_wants_notice_before_the_day_of_the_refinancing(notice, passes):
    told = NEVER if notice == "never" else notice and day(notice)
    assert limit(*refinancing(notice=told)) == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize(("notice", "passes"), [("2008-09-25", True), ("2008-09-26", False)])
def test_notice_of_a_refinancing_without_a_date_is_prior_if_it_was_before_the_issue_date(notice, passes):
    assert limit(*refinancing(in_effect=None, notice=day(notice))) == (WITHOUT_LIMIT if passes else 0)


@pytest.mark.parametrize(
    ("notice", "senior_to"),
    [
        ({"a": "2009-03-15"}, {"a"}),
        ({"a": "2009-03-16", "others": "2009-03-15"}, {"b", "c"}),
        ({"others": "2009-03-15"}, {"a", "b", "c"}),
        ({"a": "2009-03-15", "b": "2009-03-14", "others": "2009-03-16"}, {"a", "b"}),
    ],
)
def test_prior_notice_is_judged_holder_by_holder(notice, senior_to):
    both = refinancing(notice={holder: day(on) for holder, on in notice.items()})
    assert {holder for holder in "abc" if limit(*both, holder=holder)} == senior_to


@pytest.mark.parametrize(("said", "passes"), [(None, True), (Flag.YES, True), (Flag.NO, False)])
def test_limb_two_wants_commercially_reasonable_terms(said, passes):
    assert limit(*refinancing(commercially_reasonable=said)) == (WITHOUT_LIMIT if passes else 0)


def test_unreasonable_terms_do_not_matter_to_limb_one():
    """Working capital borrowed later from a bank is limb (i), refinancing or not."""
    both = refinancing(commercially_reasonable=Flag.NO, purpose="working_capital")
    assert limit(*both) == WITHOUT_LIMIT


def test_limb_two_takes_a_lender_that_limb_one_does_not():
    assert limit(*refinancing(lender_kind=LenderKind.OTHER)) == WITHOUT_LIMIT


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        (MILLION - 1, WITHOUT_LIMIT),
        (MILLION, WITHOUT_LIMIT),
        (MILLION + 1, (MILLION + 1 + 500) - 1),  # opening total with 5.00 of interest, less one cent of excess
        (2 * MILLION, (2 * MILLION + 500) - MILLION),
    ],
)
def test_only_what_exceeds_the_principal_refinanced_loses_seniority(principal, expected):
    assert limit(*refinancing(principal=principal, interest=500)) == expected


def test_an_excess_does_not_matter_to_limb_one():
    assert limit(*refinancing(principal=2 * MILLION, purpose="working_capital")) == WITHOUT_LIMIT


def test_the_principal_refinanced_is_measured_without_its_interest():
    both = refinancing(debt("pnc", interest=500), principal=MILLION + 1)
    assert limit(*both) == MILLION


def test_what_refinances_debt_that_is_not_senior_is_not_senior():
    assert limit(*refinancing(debt("pnc", excluded=Flag.YES))) == 0
    assert limit(*refinancing(debt("pnc", excluded=Flag.YES), purpose="working_capital")) == WITHOUT_LIMIT


def test_a_chain_of_refinancings_is_senior_only_to_holders_who_had_notice_of_each():
    first = debt("second", refinances="pnc", in_effect=day("2009-01-05"), notice={"a": day("2009-01-04")})
    third = debt("third", refinances="second", in_effect=LATER, notice=day("2009-03-15"))
    chain = third, first, debt("pnc")
    assert {holder for holder in "ab" if limit(*chain, holder=holder)} == {"a"}


def chain(links, **facts):
    """A refinancing of a refinancing and so on, newest first, down to ``pnc``, to which ``facts`` apply."""
    names = ["pnc", *(f"r{number}" for number in range(links))]
    later = [refinancing(name=new, refinances=old)[0] for old, new in itertools.pairwise(names)]
    return [*reversed(later), debt("pnc", **facts)]


def test_a_chain_of_refinancings_may_be_of_any_length():
    """Each link is as Senior as what it refinances, however many there are."""
    assert limit(*chain(2_000)) == WITHOUT_LIMIT
    assert limit(*chain(2_000, excluded=Flag.YES)) == 0


@pytest.mark.parametrize("excluded", [Flag.YES, Flag.NO])
def test_all_debts_are_classified_as_each_of_them_is(excluded):
    debts = chain(20, excluded=excluded)
    expected = 0 if excluded else WITHOUT_LIMIT
    assert limits(debts, "a", ISSUED, IN_EFFECT) == {each.id: limit(each, *debts) for each in debts}
    assert set(limits(debts, "a", ISSUED, IN_EFFECT).values()) == {expected}


def test_twice_the_chain_of_refinancings_is_twice_the_work():
    assert calls(limits, chain(800), "a", ISSUED, IN_EFFECT) < 2.1 * calls(limits, chain(400), "a", ISSUED, IN_EFFECT)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "1(a)(i)"),
        ({"lender_kind": LenderKind.OTHER}, "regular lender"),
        ({"obligor": "other"}, "guaranteed"),
        ({"in_effect": day("2008-09-23")}, "working capital"),
        ({"excluded": Flag.YES}, "expressly"),
    ],
)
def test_the_classification_says_why(facts, why):
    term = debt(**facts)
    grounds = seniority(term, {"term": term}, "a", ISSUED, IN_EFFECT).grounds
    assert why in "; ".join(words(each, AIR_INDUSTRIES_2008.label) for each in grounds)
