"""A standstill makes demands void, and nothing else: no payment is barred by it."""

import pytest
from notes import added, day, event, note, papered

from note_sched.document.events import Acceleration, DefaultWaived, JuniorNotice
from note_sched.instruments import instrument
from note_sched.rules.ground import ByItself, StandsStill
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

MEZZANINE = instrument("mezzanine-180").terms.standstill
STANDBY = instrument("standby").terms.standstill
FALSE = event("misrepresentation", "2009-01-05")
RECORDED = {"payments": "recorded", "through": "2010-04-30"}
ASSUMED = {"payments": "assumed"}  # no default of payment
NOTICED = "2009-02-03"  # + 180: 25 to Feb 28, 56, 86, 117, 147, 178 to July 31, + 2: August 2


def waiting(*facts, events=(FALSE,), terms=MEZZANINE, notices=(NOTICED,), simulation=RECORDED, **options):
    document = papered(note(*events, simulation=simulation, **options), standstill=terms)
    return added(document, *(JuniorNotice(date=day(on)) for on in notices), *facts)


def demand(on):
    return Acceleration(date=day(on), holder="a")


def good(document):
    return [each.valid for each in simulate(document).accelerations]


@pytest.mark.parametrize(("on", "valid"), [("2009-06-01", False), ("2009-08-02", False), ("2009-08-03", True)])
def test_a_demand_is_void_through_the_180th_day(on, valid):
    run = simulate(waiting(demand(on)))
    assert [each.valid for each in run.accelerations] == [valid]
    if not valid:
        assert run.accelerations[0].ground == StandsStill(day(on), day(NOTICED), 180)
        (caution,) = [each for each in run.cautions if each.code == "void-acceleration"]
        assert "a demand is good from 2009-08-03 on" in caution.message


def test_without_a_notice_it_is_void_for_ever():
    (declared,) = simulate(waiting(demand("2010-04-01"), notices=())).accelerations
    assert (declared.ground.role, declared.ground.first_good) == (Role.STANDSTILL, None)


@pytest.mark.parametrize(("began", "valid"), [("2009-02-03", True), ("2009-02-04", False)])
def test_the_event_of_default_existed_on_the_day_of_the_notice(began, valid):
    document = waiting(demand("2009-08-03"), events=[event("misrepresentation", began)], simulation=ASSUMED)
    assert good(document) == [valid]


@pytest.mark.parametrize("paid", [None, "2009-04-15"])
def test_an_event_of_default_with_a_break_in_it_is_another(paid):
    """Nothing is paid from November on; all that is due is paid on April 15, and nothing afterwards: from May 5 (due
    Friday May 1) there is a default again, of which Senior had no notice."""
    events = [event("payment", paid, amount="6,166.67")] if paid else []
    assert good(waiting(demand("2009-08-03"), events=events)) == [not paid]


def test_a_default_that_was_waived_ends_and_another_began_since():
    waiver = DefaultWaived(date=day("2009-03-10"), default="payment")
    assert good(waiting(demand("2009-08-03"), events=[])) == [True]
    assert good(waiting(demand("2009-08-03"), waiver, events=[])) == [False]


def test_a_notice_while_nothing_is_in_default_has_its_window_all_the_same():
    run = simulate(waiting(events=[event("misrepresentation", "2009-06-01")]))
    (window,) = [each for each in run.windows if each.kind == "standstill"]
    assert (str(window.start), str(window.end), window.holder) == (NOTICED, "2009-08-02", None)


@pytest.mark.parametrize(
    ("on", "valid"), [("2009-03-05", False), ("2009-03-06", True), ("2009-03-19", True), ("2009-03-20", False)]
)
def test_while_a_proceeding_is_pending_nobody_stands_still(on, valid):
    """Filed on March 6, dismissed on the 20th."""
    filed = event("insolvency", "2009-03-06", voluntary="no", dismissed="2009-03-20")
    assert good(waiting(demand(on), events=[FALSE, filed])) == [valid]


@pytest.mark.parametrize(
    ("on", "valid"), [("2009-03-05", False), ("2009-03-06", True), ("2009-03-19", True), ("2009-03-20", False)]
)
@pytest.mark.parametrize(
    "happens",
    [
        [event("senior_acceleration", "2009-03-06", facility="pnc", rescinded="2009-03-20")],
        [
            event("senior_maturity", "2009-03-06", facility="pnc", amount="100,000.00"),
            event("senior_payment", "2009-03-20", facility="pnc", amount="100,000.00"),
        ],
        [
            event("senior_payment", "2009-03-06", facility="pnc", in_full="yes"),
            event("senior_balance", "2009-03-20", facility="pnc", outstanding="1.00"),
        ],
    ],
    ids=["accelerated", "matured", "paid"],
)
def test_nor_while_senior_is_accelerated_or_matured_and_unpaid_or_all_paid(happens, on, valid):
    """On one day Senior comes first: paid, or rescinded, on March 20, no such thing holds that day."""
    assert good(waiting(demand(on), events=[FALSE, *happens])) == [valid]


@pytest.mark.parametrize(("on", "valid"), [("2010-05-31", False), ("2010-06-01", True)])
def test_nor_from_the_day_after_that_on_which_principal_fell_due(on, valid):
    """Due on May 31, step 6 of that day; the demand is step 4."""
    unpaid = {"payments": "recorded", "through": "2010-06-30"}
    assert good(waiting(demand(on), notices=(), simulation=unpaid)) == [valid]


@pytest.mark.parametrize("end", ["insolvency", "senior_acceleration"])
def test_an_end_that_the_paper_does_not_know_ends_nothing(end):
    filed = event("insolvency", "2009-03-06", voluntary="no")
    accelerated = event("senior_acceleration", "2009-03-06", facility="pnc")
    others = MEZZANINE._replace(ends=tuple(each for each in MEZZANINE.ends if each != end))
    happens = filed if end == "insolvency" else accelerated
    assert good(waiting(demand("2009-03-06"), events=[FALSE, happens], terms=others)) == [False]


@pytest.mark.parametrize(("on", "valid"), [("2009-03-05", False), ("2009-03-06", True)])
def test_until_senior_is_paid_no_notice_helps(on, valid):
    paid = event("senior_payment", "2009-03-06", facility="pnc", in_full="yes")
    run = simulate(waiting(demand(on), events=[FALSE, paid], terms=STANDBY))
    assert [each.valid for each in run.accelerations] == [valid]
    assert [each for each in run.windows if each.kind == "standstill"] == []


def test_what_accelerates_by_itself_does_not_wait():
    document = waiting(events=[event("insolvency", "2009-03-06", voluntary="yes")], terms=MEZZANINE._replace(ends=()))
    run = simulate(papered(document, acceleration={"automatic": (Role.DEFAULT_PETITION,)}))
    assert [each.ground for each in run.accelerations] == [ByItself()]


def test_it_bars_no_payment():
    run = simulate(waiting(simulation=ASSUMED), ask=day("2009-03-02"))
    assert all(not bars for each in run.asked.positions for bars in each.bars.values())


def test_its_end_is_a_known_end_for_the_default_last_day():
    """The Note matures on May 31, 2010; a notice of May 3 ends with October 30: 27 to May 31, + 30, 31, 31, 30, 31 to
    October 31 is 180 + 1. Thirty-one days later: November 30."""
    left_open = {"payments": "assumed", "assumed_through": "2010-05-01"}
    run = simulate(waiting(notices=("2010-05-03",), simulation=left_open))
    assert str(run.through) == "2010-11-30"


def test_a_notice_after_the_last_day_has_its_window_too():
    run = simulate(waiting(notices=("2009-09-01",), simulation={"payments": "recorded", "through": "2009-06-30"}))
    assert [str(each.start) for each in run.windows if each.kind == "standstill"] == ["2009-09-01"]
