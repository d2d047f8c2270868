"""Acceleration by Holders of a share of all principal, or by itself: all Notes fall due."""

from fractions import Fraction

import pytest
from notes import added, block, cents, day, event, half_up, note, papered, row, windows

from note_sched.document.events import Acceleration, DefaultWaived
from note_sched.rules.ground import ByItself, NoEventOfDefault, NoNoticeOfAcceleration, NothingOwing, ShareTooSmall
from note_sched.simulation import simulate
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration

QUARTER = {"a": "250,000.00", "b": "750,000.00"}
FALSE = event("misrepresentation", "2009-03-05")
RECORDED = {"payments": "recorded", "through": "2009-06-30"}
BY_ITSELF = {"automatic": (Role.DEFAULT_PETITION,)}


def demand(on, *holders, notice=None):
    return Acceleration(date=day(on), holders=holders, notice=notice and day(notice))


def by_share(by, *demands, events=(FALSE,), holders=QUARTER, simulation=RECORDED, terms=(), **acceleration):
    document = note(*events, holders=holders, simulation=simulation, terms=terms)
    return added(papered(document, acceleration={"by": by, **acceleration}), *demands)


def grounds(document):
    return [each.ground for each in simulate(document).accelerations]


def due(run, on, holder):
    found = row(run, on, holder)
    return found and (found.principal_due, found.interest_due)


def test_exactly_a_quarter_makes_all_notes_due_with_their_interest():
    """Five of March's 31 days at 1% a month: 2,500.00 and 7,500.00 in a month."""
    run = simulate(by_share(25, demand("2009-03-06", "a")))
    assert [(each.holder, each.holders, each.valid) for each in run.accelerations] == [(None, ("a",), True)]
    for holder, principal in (("a", 250_000), ("b", 750_000)):
        interest = half_up(cents(principal) * Fraction(5, 31) / 100)
        assert due(run, "2009-03-06", holder) == (cents(principal), interest)


@pytest.mark.parametrize(
    ("by", "signing", "ground"),
    [
        (25, "a", None),
        (26, "a", ShareTooSmall(25_000_000, 100_000_000, 26)),
        ("majority", "a", ShareTooSmall(25_000_000, 100_000_000, "majority")),
        ("majority", "b", None),
        (75, "b", None),
        (76, "b", ShareTooSmall(75_000_000, 100_000_000, 76)),
        (100, "ab", None),
    ],
)
def test_a_share_is_of_all_principal_unpaid(by, signing, ground):
    assert grounds(by_share(by, demand("2009-03-06", *signing))) == [ground]


@pytest.mark.parametrize(("sold", "ground"), [("0.01", ShareTooSmall(24_999_999, 100_000_000, 25)), (None, None)])
def test_a_transfer_of_the_same_day_counts(sold, ground):
    """Transfers are step 1 of the day, accelerations step 4."""
    sale = [event("transfer", "2009-03-06", from_="a", to="b", amount=sold)] if sold else []
    assert grounds(by_share(25, demand("2009-03-06", "a"), events=[FALSE, *sale])) == [ground]


@pytest.mark.parametrize(("paid", "good"), [("2009-03-06", False), ("2009-03-05", True)])
def test_a_payment_of_the_same_day_does_not_count_and_one_of_the_day_before_does(paid, good):
    """b is paid 500,000.00 of principal (and its interest): a holds 250,000.00 of 500,000.00, which is half."""
    document = by_share(
        50,
        demand("2009-03-06", "a"),
        events=[FALSE, event("payment", paid, principal="500,000.00", to="b")],
        simulation={"payments": "assumed", "recorded_through": "2009-03-06", "through": "2009-03-31"},
    )
    assert [each.valid for each in simulate(document).accelerations] == [good]


@pytest.mark.parametrize(("on", "good"), [("2009-03-31", True), ("2009-04-01", False)])
def test_notes_count_from_the_day_of_their_issue(on, good):
    """c's 1,000,000.00 of April 1 make a's 250,000.00 an eighth."""
    later = {**QUARTER, "c": {"principal": "1,000,000.00", "issue_date": "2009-04-01"}}
    run = simulate(by_share(25, demand(on, "a"), holders=later))
    assert [each.valid for each in run.accelerations] == [good]
    if good:
        assert sum(each.principal_due for each in run.rows if each.holder == "c") == 0


def test_an_event_of_default_under_any_note_is_enough():
    """Interest of Sunday March 1 is paid to a alone, on Monday: from Tuesday there is a default under b's Note."""
    paid = [event("payment", "2009-03-02", amount="2,500.00", to="a")]
    terms = {"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"}
    both = [demand("2009-03-02", "a"), demand("2009-03-03", "a")]
    assert grounds(by_share(25, *both, events=paid, terms=terms)) == [NoEventOfDefault(day("2009-03-02")), None]


def test_one_who_signs_twice_counts_once():
    assert [each.holders for each in simulate(by_share(50, demand("2009-03-06", "a", "a"))).accelerations] == [("a",)]
    assert grounds(by_share(50, demand("2009-03-06", "a", "a"))) == [ShareTooSmall(25_000_000, 100_000_000, 50)]


def test_nothing_owing_is_nothing_to_accelerate():
    paid = event("payment", "2009-03-05", principal="1,000,000.00")
    document = by_share(25, demand("2009-03-06", "a"), events=[FALSE, paid])
    assert grounds(document) == [NothingOwing()]


@pytest.mark.parametrize(("roles", "good"), [((Role.DEFAULT_REPRESENTATION,), True), ((Role.DEFAULT_PETITION,), False)])
def test_only_events_of_default_that_count_support_it(roles, good):
    assert [each is None for each in grounds(by_share(25, demand("2009-03-06", "a"), counts=roles))] == [good]
    own = papered(note(FALSE, event("acceleration", "2009-03-06", holder="a")), acceleration={"counts": roles})
    assert [each.valid for each in simulate(own).accelerations] == [good]


def test_an_override_names_all_who_accelerated():
    run = simulate(by_share("majority", demand("2009-03-06", "b", "a", notice="2009-03-09")))
    (override,) = [each for each in run.windows if each.kind == "override"]
    assert override.cause == ("b", "a")
    assert windows(run, "override") == [("2009-03-06", "2010-03-09")]


def test_principal_accelerated_by_others_is_so_accelerated():
    """The shadow of a Blockage Event bars it on every Note, whoever signed."""
    blocked = block("2009-03-02", occurred="2009-02-20")
    document = by_share("majority", demand("2009-03-06", "b", notice="2009-03-09"), events=[FALSE, *blocked])
    run = simulate(document, ask=day("2009-03-20"))
    for position in run.asked.positions:
        assert [bar.role for bar in position.bars["principal"]] == [Role.ACCELERATED_PRINCIPAL]
        assert position.bars["interest"] == ()


# Acceleration by itself


def petition(on, **facts):
    return event("insolvency", on, **{"voluntary": "yes"} | facts)


def test_a_petition_makes_all_notes_due_without_a_demand():
    run = simulate(papered(note(petition("2009-03-06"), holders=QUARTER, simulation=RECORDED), acceleration=BY_ITSELF))
    (declared,) = run.accelerations
    assert (declared.holder, declared.holders, declared.date) == (None, (), day("2009-03-06"))
    assert (declared.valid, declared.ground, run.said(declared.ground)) == (True, ByItself(), "automatic")
    assert due(run, "2009-03-06", "a") == (cents(250_000), half_up(cents(2_500) * Fraction(5, 31)))
    assert due(run, "2009-03-06", "b") == (cents(750_000), half_up(cents(7_500) * Fraction(5, 31)))


def test_an_involuntary_petition_does_from_the_day_on_which_it_is_an_event_of_default():
    """Filed March 2; day 45 is April 16, a Thursday."""
    run = simulate(papered(note(petition("2009-03-02", voluntary="no"), simulation=RECORDED), acceleration=BY_ITSELF))
    assert [str(each.date) for each in run.accelerations] == ["2009-04-17"]


@pytest.mark.parametrize(("dismissed", "dates"), [("2009-04-16", []), ("2009-04-17", ["2009-04-17"])])
def test_a_petition_dismissed_that_day_makes_them_due_all_the_same(dismissed, dates):
    filed = petition("2009-03-02", voluntary="no", dismissed=dismissed)
    run = simulate(papered(note(filed, simulation=RECORDED), acceleration=BY_ITSELF))
    assert [str(each.date) for each in run.accelerations] == dates


def test_a_petition_without_days_of_grace_does_on_the_day_of_filing_though_dismissed_that_day():
    filed = petition("2009-03-06", voluntary="no", dismissed="2009-03-06")
    document = papered(note(filed, simulation=RECORDED), acceleration=BY_ITSELF, defaults={"petition": Duration(0)})
    assert [str(each.date) for each in simulate(document).accelerations] == ["2009-03-06"]


def test_nothing_is_declared_where_nothing_is_owing():
    paid = event("payment", "2009-03-05", principal="100,000.00")
    document = papered(note(paid, petition("2009-03-06"), simulation=RECORDED), acceleration=BY_ITSELF)
    assert simulate(document).accelerations == []


def test_a_default_waived_on_its_first_day_accelerates():
    waiver = DefaultWaived(date=day("2009-03-06"), default="petition")
    document = papered(note(petition("2009-03-06"), simulation=RECORDED), acceleration=BY_ITSELF)
    assert [each.valid for each in simulate(added(document, waiver)).accelerations] == [True]


def test_a_default_of_payment_can_accelerate_by_itself_too():
    """Interest of Saturday November 1, in time through Monday the 3rd."""
    automatic = {"automatic": (Role.DEFAULT_PAYMENT,)}
    run = simulate(papered(note(holders=QUARTER, simulation=RECORDED), acceleration=automatic))
    assert [str(each.date) for each in run.accelerations] == ["2008-11-04"]
    assert due(run, "2008-11-04", "b")[0] == cents(750_000)


def test_under_an_override_it_is_an_acceleration_without_notice():
    run = simulate(papered(note(petition("2009-03-06"), simulation=RECORDED), acceleration=BY_ITSELF))
    (override,) = [each for each in run.windows if each.kind == "override"]
    assert (override.effective, override.cause, override.ground) == (False, (), NoNoticeOfAcceleration())
    none = papered(note(petition("2009-03-06"), simulation=RECORDED), acceleration=BY_ITSELF, override=None)
    assert [each for each in simulate(none).windows if each.kind == "override"] == []


def test_a_demand_of_the_same_day_is_good_too():
    """A Note that is due already may be accelerated, and so with a notice an override opens."""
    made = event("acceleration", "2009-03-06", holder="a", notice="2009-03-06")
    run = simulate(papered(note(petition("2009-03-06"), made, simulation=RECORDED), acceleration=BY_ITSELF))
    assert [(each.holder, each.valid) for each in run.accelerations] == [(None, True), ("a", True)]
    assert windows(run, "override") == [("2009-03-06", "2010-03-06")]


def test_what_accelerates_by_itself_after_the_last_day_has_its_override_row_too():
    ends = {"payments": "recorded", "through": "2009-03-05"}
    run = simulate(papered(note(petition("2009-03-06"), simulation=ends), acceleration=BY_ITSELF))
    assert [str(each.start) for each in run.windows if each.kind == "override"] == ["2009-03-06"]
    assert run.accelerations == []
