"""1(i): the bar of a proceeding begins with the filing and ends with dismissal, payment in full, or consent."""

from datetime import date

import pytest

from note_sched.document.events import Insolvency
from note_sched.document.scalars import Flag
from note_sched.rules.insolvency import before_the_court, cause, pending

day = date.fromisoformat


def petition(filed="2009-07-15", dismissed=None, voluntary=Flag.NO):
    return Insolvency(date=day(filed), voluntary=voluntary, dismissed=dismissed and day(dismissed))


@pytest.mark.parametrize("voluntary", [Flag.YES, Flag.NO])
@pytest.mark.parametrize(("on", "barred"), [("2009-07-14", False), ("2009-07-15", True), ("2009-07-16", True)])
def test_the_bar_begins_with_the_filing_and_waits_for_no_45_days(voluntary, on, barred):
    assert pending(petition(voluntary=voluntary), [], day(on)) is barred


@pytest.mark.parametrize(("on", "barred"), [("2009-08-19", True), ("2009-08-20", False), ("2009-08-21", False)])
def test_the_bar_is_lifted_on_the_day_of_dismissal(on, barred):
    assert pending(petition(dismissed="2009-08-20"), [], day(on)) is barred
    assert before_the_court(petition(dismissed="2009-08-20"), day(on)) is barred


def test_a_proceeding_dismissed_on_the_day_of_its_filing_bars_nothing():
    assert not pending(petition(dismissed="2009-07-15"), [], day("2009-07-15"))


@pytest.mark.parametrize(("on", "barred"), [("2009-09-08", True), ("2009-09-09", False), ("2009-12-01", False)])
def test_the_bar_is_lifted_from_the_day_of_the_consent(on, barred):
    assert pending(petition(), [day("2009-09-09")], day(on)) is barred


def test_a_consent_does_not_end_the_proceeding_itself():
    assert before_the_court(petition(), day("2009-09-09"))


@pytest.mark.parametrize(("consent", "barred"), [("2009-07-14", True), ("2009-07-15", False)])
def test_a_consent_is_good_for_the_proceedings_then_pending_only(consent, barred):
    assert pending(petition(), [day(consent)], day("2009-10-01")) is barred


def test_a_proceeding_is_cited_by_its_filing():
    assert cause(petition()) == "insolvency 2009-07-15"
