"""What stands in the way of a payment on one day: every bar, and what an override does not lift."""

from datetime import date

import pytest

from note_sched.document.events import Insolvency, SeniorDefault
from note_sched.document.scalars import Flag
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.rules.blockage import BlockageEvent
from note_sched.rules.ground import SeniorUnpaid
from note_sched.rules.override import Override, Overrides
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, FREE, Bar, Matured, Proceedings, judge
from note_sched.terms.roles import Role

day = date.fromisoformat
ON = day("2009-05-12")
NO_PROCEEDINGS = Proceedings([], [])
IN_COURT = Proceedings([Insolvency(date=day("2009-05-11"), voluntary=Flag.NO)], [])
CLAIM = Matured("pnc", "pnc accelerated", SeniorUnpaid("pnc", accelerated=True, since=day("2009-04-01")))


def block(name="d1", start="2009-03-03", end="2010-02-20", notice=0):
    default = SeniorDefault(date=day("2009-02-20"), id=name, facility="pnc", kind="other")
    return BlockageEvent(notice, default, day(start), day(start), end and day(end), Role.BLOCKAGE_LAPSED)


def overriding(first, last):
    found = Overrides()
    found.add(Override(day(first), day(last), ("a",)))
    return found


def verdict(on=ON, senior=1, **facts):
    """The bars on a day, where only ``facts`` are given and ``senior`` cents are outstanding."""
    calm = {"matured": (), "blocks": (), "proceedings": NO_PROCEEDINGS, "overrides": Overrides()}
    return judge(on, senior_outstanding=senior, **calm | facts)


def clauses(found):
    return [AIR_INDUSTRIES_2008.label(bar.role) for bar in found.bars]


def test_nothing_bars_when_nothing_happened():
    assert verdict() == FREE
    assert (FREE.bars, FREE.shadow) == ((), ())


def test_every_bar_is_named_not_only_the_first():
    found = verdict(matured=[CLAIM], blocks=[block()], proceedings=IN_COURT)
    assert sorted(clauses(found)) == ["1(b)", "1(d)(ii)(B)", "1(i)"]


def test_two_blockage_events_are_two_bars():
    found = verdict(blocks=[block(), block("d2", notice=1)])
    assert [bar.cause for bar in found.bars] == [("d1",), ("d2",)]
    assert len({bar.key for bar in found.bars}) == 2


@pytest.mark.parametrize(
    ("on", "barred"),
    [("2009-03-02", False), ("2009-03-03", True), ("2010-02-20", True), ("2010-02-21", False)],
)
def test_a_blockage_event_bars_from_its_first_day_through_its_last(on, barred):
    assert bool(verdict(on=day(on), blocks=[block()]).bars) is barred


def test_a_blockage_event_without_a_known_end_bars_on():
    assert clauses(verdict(on=day("2019-01-01"), blocks=[block(end=None)])) == ["1(d)(ii)(B)"]


@pytest.mark.parametrize(("senior", "left"), [(1, ["1(b)", "1(d)(ii)(B)", "1(i)"]), (0, ["1(b)"])])
def test_with_all_senior_paid_neither_block_nor_proceeding_bars_down_to_the_last_cent(senior, left):
    found = verdict(matured=[CLAIM], senior=senior, blocks=[block()], proceedings=IN_COURT)
    assert sorted(clauses(found)) == left


@pytest.mark.parametrize(
    ("on", "barred", "shadow"),
    [
        ("2009-04-05", True, False),
        ("2009-04-06", False, True),  # first day of the override
        ("2010-02-20", False, True),
        ("2010-02-21", False, False),  # the shadow Blockage Event is over
    ],
)
def test_an_override_suspends_a_block_and_leaves_its_shadow_on_accelerated_principal(on, barred, shadow):
    found = verdict(on=day(on), blocks=[block()], overrides=overriding("2009-04-06", "2010-04-06"))
    assert (bool(found.bars), bool(found.shadow)) == (barred, shadow)
    assert all(bar.kind == ACCELERATED_PRINCIPAL and bar.cause == ("d1",) for bar in found.shadow)


@pytest.mark.parametrize(("on", "barred"), [("2010-02-10", False), ("2010-02-11", True)])
def test_a_block_revives_on_the_day_after_the_override(on, barred):
    found = verdict(on=day(on), blocks=[block()], overrides=overriding("2009-04-06", "2010-02-10"))
    assert (bool(found.bars), bool(found.shadow)) == (barred, not barred)


def test_an_override_lifts_neither_matured_senior_debt_nor_a_proceeding():
    found = verdict(
        matured=[CLAIM], blocks=[block()], proceedings=IN_COURT, overrides=overriding("2009-04-06", "2010-04-06")
    )
    assert sorted(clauses(found)) == ["1(b)", "1(i)"]


def test_with_all_senior_paid_there_is_no_shadow():
    assert verdict(senior=0, blocks=[block()], overrides=overriding("2009-04-06", "2010-04-06")) == FREE


def test_a_consent_lifts_the_proceeding_and_nothing_else():
    consented = Proceedings(IN_COURT.petitions, [ON])
    assert clauses(verdict(matured=[CLAIM], blocks=[block()], proceedings=consented)) == ["1(b)", "1(d)(ii)(B)"]


@pytest.mark.parametrize(("accelerated", "standing"), [(True, "barred_principal"), (False, "open")])
def test_the_shadow_touches_only_principal_that_was_accelerated(accelerated, standing):
    found = verdict(blocks=[block()], overrides=overriding("2009-04-06", "2010-04-06"))
    assert found.standing(accelerated=accelerated) == standing


# Under other papers


def payment_default(**ended):
    return SeniorDefault(date=ON, id="p", facility="pnc", kind="payment", **ended)


@pytest.mark.parametrize(
    ("on", "barred"), [("2009-05-11", False), ("2009-05-12", True), ("2009-05-19", True), ("2009-05-20", False)]
)
def test_a_payment_default_that_bars_by_itself_bars_from_its_day_through_the_day_before_its_cure(on, barred):
    found = verdict(on=day(on), payment_defaults=[payment_default(cured=day("2009-05-20"))])
    assert [(bar.kind, bar.role, bar.cause) for bar in found.bars] == (
        [("payment_default", Role.BLOCKAGE_PAYMENT, ("p",))] if barred else []
    )


def test_a_payment_default_cured_on_its_own_day_bars_nothing():
    assert verdict(payment_defaults=[payment_default(waived=ON)]) == FREE


def test_no_override_lifts_a_payment_default_that_bars_by_itself():
    facts = {"payment_defaults": [payment_default()], "overrides": overriding("2009-04-06", "2010-04-06")}
    assert clauses(verdict(**facts)) == ["1(d)(i)"]


@pytest.mark.parametrize(
    ("components", "standing"),
    [
        ({"interest": "x"}, "barred"),
        ({"principal": "x"}, "barred_principal"),
        ({"expenses": "x"}, "open"),
    ],
)
def test_a_bar_on_one_component_leaves_the_others_alone(components, standing):
    bars = {name: (Bar(Role.STOP, "stop", (), key),) for name, key in components.items()}
    found = verdict(components=bars)
    assert found.standing(accelerated=False) == standing
    assert {name for name in ("expenses", "interest", "principal") if found.on(name)} == set(components)
