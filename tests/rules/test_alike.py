"""Holders whom no fact names stand alike; a receipt, a refinancing notice or a transfer sets one apart."""

from datetime import date

import pytest

from note_sched.document.events import BlockageNotice, CureNotice, Payment, SeniorDefault, Transfer
from note_sched.document.model import SeniorDebt, Written
from note_sched.document.scalars import Sum
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.business_days import BusinessDays
from note_sched.rules.alike import Alike, named_alone

day = date.fromisoformat
ON = day("2009-03-03")


def debt(**facts):
    return SeniorDebt(id="pnc", lender="pnc", principal=Sum(1_000_000_00), **facts)


@pytest.mark.parametrize(
    ("debts", "events", "alone"),
    [
        ([debt()], [BlockageNotice(date=ON, defaults=("d1",))], set()),
        ([], [BlockageNotice(date=ON, defaults=("d1",), received={"a": ON, "others": ON})], {"a"}),
        ([], [CureNotice(date=ON, defaults=("d1",), received={"b": ON})], {"b"}),
        ([], [Transfer(date=ON, source="a", target="b")], {"a", "b"}),
        ([debt(notice={"c": ON, "others": ON})], [], {"c"}),
        ([debt(notice=ON)], [], set()),
        ([], [Payment(date=ON, amount=Sum(1), to="a")], set()),  # who is paid stands as he stood
    ],
)
def test_who_stands_alone(debts, events, alone):
    assert named_alone(debts, events) == alone


def standing(name, *events, debts=()):
    written = [Written(event, line) for line, event in enumerate(events)]
    return Alike(name, debts or [debt()], written, day("2008-09-26"), BusinessDays(), AIR_INDUSTRIES_2008.terms)


def test_a_notice_is_filed_under_the_day_on_which_it_is_effective_on_each():
    sent = BlockageNotice(date=ON, defaults=("d1",), received={"a": ON, "others": day("2009-03-05")})
    assert set(standing("a", sent).served) == {ON}
    assert set(standing("others", sent).served) == {day("2009-03-05")}


def test_a_notice_that_never_reached_a_holder_is_remembered_by_its_place():
    default = SeniorDefault(date=ON, id="d1", facility="pnc", kind="other")
    sent = BlockageNotice(date=ON, defaults=("d1",), received={"a": ON})
    assert standing("others", default, sent).never_served == [1]
    assert standing("a", default, sent).never_served == []


def test_a_notice_of_cure_is_told_though_it_serves_nothing():
    told = standing("a", CureNotice(date=ON, defaults=("d1",)))
    assert (told.told, told.served) == ({ON}, {})


def test_what_is_senior_is_known_for_each():
    later = day("2009-03-16")
    second = SeniorDebt(
        id="second", lender="s", principal=Sum(100), refinances="pnc", in_effect=later, notice={"a": ON}
    )
    assert standing("a", debts=[debt(), second]).limits["second"] > 0
    assert standing("others", debts=[debt(), second]).limits["second"] == 0
