"""Bands and marks of the picture: from which day to which, under which clause, and what was void."""

from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import block, day, event, note
from pages import TWO, blocked, default, notice
from test_invariants import play

from note_sched.pages.picture import BandKind, MarkKind
from note_sched.pages.values import Money
from note_sched.reports.life.happenings import bands_of, marks_of
from note_sched.simulation import simulate

many = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def run(document):
    return simulate(document, traced=True)


def bands(document, kind):
    return [
        (str(each.start), each.end and str(each.end), each.clause)
        for each in bands_of(run(document))
        if each.kind is kind
    ]


def marks(document, *kinds, holders=()):
    return [
        (mark.kind, str(mark.date), mark.clause)
        for mark in marks_of(run(document), holders)
        if mark.kind in (kinds or MarkKind)
    ]


def test_a_block_ends_with_its_day_365_or_with_the_notice_of_cure_the_day_before():
    """Day 365 of the default of 2009-02-20 is 2010-02-20; a notice of cure on that very day says nothing new."""
    told = event("cure_notice", "2010-02-19", defaults=["d1"])
    cured = default("d1", "2009-02-20", cured="2009-06-01")
    assert bands(blocked(), BandKind.BLOCKAGE) == [("2009-03-03", "2010-02-20", "1(d)(ii)(B)")]
    document = note(cured, notice("2009-03-03", "d1"), told)
    assert bands(document, BandKind.BLOCKAGE) == [("2009-03-03", "2010-02-19", "1(d)(ii)(A)")]


def test_an_override_suspends_a_part_of_the_block():
    """From the acceleration of April 6, 2009 to the 365th day after its notice of April 8."""
    document = note(
        default("d1", "2009-03-02", kind="payment", cured="2010-07-15"),
        notice("2009-03-10", "d1"),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-08"),
    )
    (band,) = [each for each in bands_of(run(document)) if each.kind is BandKind.BLOCKAGE]
    assert band.suspended == ((day("2009-04-06"), day("2010-04-08")),)
    assert bands(document, BandKind.OVERRIDE) == [("2009-04-06", "2010-04-08", "1(d)")]
    assert bands(document, BandKind.ACCELERATED_PRINCIPAL) == [("2009-04-06", "2010-04-08", "1(d)")]


def test_senior_debt_accelerated_bars_without_a_notice_and_until_it_is_paid():
    events = [
        event("senior_acceleration", "2009-05-04", facility="pnc"),
        event("senior_payment", "2009-06-10", facility="pnc", in_full="yes"),
    ]
    assert bands(note(*events), BandKind.SENIOR) == [("2009-05-04", "2009-06-09", "1(b)")]
    assert marks(note(*events), MarkKind.SENIOR_ACCELERATION, MarkKind.SENIOR_PAID) == [
        (MarkKind.SENIOR_ACCELERATION, "2009-05-04", "1(b)"),
        (MarkKind.SENIOR_PAID, "2009-06-10", "1(d)"),
    ]


def test_a_petition_bars_until_it_is_dismissed():
    document = note(event("insolvency", "2009-07-15", voluntary="no", dismissed="2009-08-20"))
    assert bands(document, BandKind.INSOLVENCY) == [("2009-07-15", "2009-08-19", "1(i)")]
    assert marks(document, MarkKind.PETITION, MarkKind.DISMISSAL) == [
        (MarkKind.PETITION, "2009-07-15", "1(i)"),
        (MarkKind.DISMISSAL, "2009-08-20", "1(i)"),
    ]


def test_not_paying_while_blocked_is_an_event_of_default_with_its_band():
    """April 1, 2009 is a Wednesday: from the 2nd until all is paid on Monday, 2010-02-22."""
    assert bands(blocked(), BandKind.DEFAULT) == [("2009-04-02", "2010-02-22", "2(a)")]


class TestNotices:
    """A mark on the day on which a notice is effective, not on the day on which it was sent."""

    def test_a_courier_of_thursday_counts_on_the_second_business_day(self):
        document = note(*block("2009-02-26", notice={"method": "courier"}))
        assert marks(document, MarkKind.NOTICE) == [(MarkKind.NOTICE, "2009-03-02", "1(d)(ii)(B)")]

    def test_a_void_notice_says_why(self):
        document = blocked(default("d2", "2009-05-04"), notice("2010-02-22", "d2"))
        (void,) = [mark for mark in marks_of(run(document)) if mark.kind is MarkKind.VOID_NOTICE]
        assert (str(void.date), void.clause, void.ids) == ("2010-02-22", "1(d)(ii)", ("d2",))
        assert "already existed during the Blockage Event" in void.cause
        assert marks(document, MarkKind.NOTICE) == [(MarkKind.NOTICE, "2009-03-03", "1(d)(ii)(B)")]

    def test_a_notice_that_reached_the_holders_on_different_days_is_a_mark_for_each(self):
        received = {"a": "2009-03-09", "others": "2009-03-03"}
        document = note(*block("2009-03-03", notice={"received": received}), holders=TWO)
        found = [(str(mark.date), mark.holders) for mark in marks_of(run(document)) if mark.kind is MarkKind.NOTICE]
        assert found == [("2009-03-03", "b"), ("2009-03-09", "a")]
        only = [mark.holders for mark in marks_of(run(document), ["a"]) if mark.kind is MarkKind.NOTICE]
        assert only == ["a"]

    def test_a_fax_of_the_evening_tells_of_the_cure_on_the_next_business_day(self):
        cured = default("d1", "2009-02-20", cured="2009-04-10")
        told = event("cure_notice", "2009-06-10", defaults=["d1"], method="fax", time="18:30")
        document = note(cured, notice("2009-03-02", "d1"), told)
        assert marks(document, MarkKind.CURE, MarkKind.CURE_NOTICE) == [
            (MarkKind.CURE, "2009-04-10", "1(d)"),
            (MarkKind.CURE_NOTICE, "2009-06-11", "1(d)(ii)(A)"),
        ]


def test_an_acceleration_without_an_event_of_default_is_marked_as_void():
    document = note(event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"))
    (mark,) = [mark for mark in marks_of(run(document)) if mark.kind is MarkKind.VOID_ACCELERATION]
    assert "no Event of Default existed" in mark.cause


def test_what_was_received_while_barred_is_marked_with_what_was_turned_over():
    document = blocked(event("payment", "2009-04-01", amount="1,000.00"))
    (mark,) = [mark for mark in marks_of(run(document)) if mark.kind is MarkKind.TURNOVER]
    assert (str(mark.date), mark.clause, mark.ids) == ("2009-04-01", "1(g)", ("pnc",))
    assert Money(1_000_00) in mark.what


def test_the_financing_that_reaches_the_threshold_brings_maturity_forward():
    terms = {"financing_threshold": "10,000,000.00"}
    document = note(event("financing", "2009-03-17", amount="10,000,000.00", kind="debt"), terms=terms)
    assert marks(document, MarkKind.FINANCING, MarkKind.MATURITY) == [
        (MarkKind.FINANCING, "2009-03-17", "preamble"),
        (MarkKind.MATURITY, "2009-03-17", "preamble"),
    ]


def test_notes_that_a_financing_does_not_reach_have_a_maturity_of_their_own():
    """The closing is of the day on which b's Note is issued, and does not follow it: 2010-05-31 as stated."""
    terms = {"financing_threshold": "10,000,000.00"}
    holders = {"a": "100,000.00", "b": {"principal": "50,000.00", "issue_date": "2009-03-17"}}
    closing = event("financing", "2009-03-17", amount="10,000,000.00", kind="debt")
    played = run(note(closing, terms=terms, holders=holders))
    told = [
        (str(mark.date), mark.holders, mark.cause)
        for mark in marks_of(played)
        if mark.kind in (MarkKind.FINANCING, MarkKind.MATURITY)
    ]
    assert told == [
        ("2009-03-17", "", "it brings maturity forward, that of a"),
        ("2009-03-17", "a", "brought forward by a financing"),
        ("2010-05-31", "b", "the stated Maturity Date"),
    ]
    (mark,) = [mark for mark in marks_of(played, ["b"]) if mark.kind is MarkKind.MATURITY]
    assert str(mark.date) == "2010-05-31"


def test_every_mark_of_an_event_knows_its_line():
    found = marks_of(run(blocked(event("insolvency", "2009-07-15", voluntary="no"))))
    assert all(mark.line > 0 for mark in found if mark.kind is not MarkKind.MATURITY)


@many
@given(documents.documents())
def test_every_window_and_every_event_of_default_is_a_band(document):
    played = play(document, traced=True)
    drawn = bands_of(played)
    for window in played.windows:
        same = [
            band for band in drawn if (band.kind.value, band.start, band.end) == (window.kind, window.start, window.end)
        ]
        assert bool(same) or not window.effective
        assert not window.effective or any(band.ids == window.cause for band in same)
    for each in played.defaults:
        assert any(
            (band.clause, band.start, band.end) == (played.label(each.role), each.start, each.until) for band in drawn
        )


@many
@given(documents.documents())
def test_every_notice_judged_is_a_mark_void_or_not(document):
    played = play(document, traced=True)
    drawn = {(mark.kind, mark.date, mark.ids) for mark in marks_of(played)}
    for window in played.windows:
        if window.kind == "blockage" and not window.effective:
            assert (MarkKind.VOID_NOTICE, window.start, window.cause) in drawn
    for declared in played.accelerations:
        kind = MarkKind.ACCELERATION if declared.valid else MarkKind.VOID_ACCELERATION
        assert (kind, declared.date, (declared.holder,)) in drawn
