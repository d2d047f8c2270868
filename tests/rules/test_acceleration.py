"""Whose demand accelerates, which share of principal it takes, on which Events of Default it may rest."""

from datetime import date

import pytest

from note_sched.document.events import Acceleration
from note_sched.document.term_values import Share
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.rules.acceleration import by_themselves, counting, reaches_share, signatories
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.ground import ByItself, Misrepresented, PetitionFiled, ShareTooSmall
from note_sched.rules.words import share, words
from note_sched.terms.roles import Role
from note_sched.terms.terms import AccelerationRight

ON = date(2011, 3, 1)
FALSE = EventOfDefault(Role.DEFAULT_REPRESENTATION, None, ON, None, Misrepresented(ON))
PETITION = EventOfDefault(Role.DEFAULT_PETITION, None, ON, None, PetitionFiled(voluntary=True, day=ON))


@pytest.mark.parametrize(
    ("by", "signed", "reaches"),
    [
        (25, 24_999_999, False),  # of 1,000,000.00 it takes 250,000.00
        (25, 25_000_000, True),
        ("majority", 50_000_000, False),  # half is no majority
        ("majority", 50_000_001, True),
        (50, 50_000_000, True),  # "at least 50%" is half
        (100, 99_999_999, False),
        (100, 100_000_000, True),
    ],
)
def test_a_percentage_is_reached_by_so_much_and_a_majority_by_more_than_half(by, signed, reaches):
    assert reaches_share(by, signed, 100_000_000) is reaches


@pytest.mark.parametrize(("signed", "reaches"), [(33, False), (34, True)])
def test_a_share_that_is_no_whole_cent_is_not_rounded_down(signed, reaches):
    """33% of 1.02 is 0.3366: 0.33 do not reach it."""
    assert reaches_share(33, signed, 102) is reaches


def test_only_the_events_of_default_that_count_support_a_demand():
    every = [FALSE, PETITION]
    assert counting(AccelerationRight("holder", None, ()), every) == every
    assert counting(AccelerationRight("holder", (Role.DEFAULT_PETITION,), ()), every) == [PETITION]


def test_only_what_accelerates_by_itself_does():
    assert by_themselves(AccelerationRight("holder", None, ()), [FALSE, PETITION]) == []
    assert by_themselves(AccelerationRight("holder", None, (Role.DEFAULT_PETITION,)), [FALSE, PETITION]) == [PETITION]


def test_a_demand_is_of_its_holder_or_of_those_who_sign():
    assert signatories(Acceleration(date=ON, holder="a")) == ("a",)
    assert signatories(Acceleration(date=ON, holders=("b", "a"))) == ("b", "a")


def test_a_share_that_is_too_small_is_told_with_both_sums():
    label = AIR_INDUSTRIES_2008.label
    assert words(ShareTooSmall(24_999_999, 100_000_000, 25), label) == (
        "those who accelerated hold 249,999.99 of 1,000,000.00 of unpaid principal, and it takes at least 25% "
        "(section 2)"
    )
    assert words(ShareTooSmall(50_000_000, 100_000_000, "majority"), label).endswith("takes more than half (section 2)")
    assert words(ByItself(), label) == "automatic"


def test_a_share_of_decimals_is_reached_exactly():
    """33.3% of 1,000,000.00 is 333,000.00; one cent less is not enough."""
    by = Share.read("33.3%").value
    assert reaches_share(by, 333_000_00, 1_000_000_00)
    assert not reaches_share(by, 332_999_99, 1_000_000_00)
    assert share(by) == "at least 33.3%"
