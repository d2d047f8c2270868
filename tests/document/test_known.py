"""What was not known on an earlier day is not there; what was, stands as it stood."""

from datetime import date

import pytest
from written import DEFAULT, SOUND, read, with_events

from note_sched.document.events import NEVER, AccelerationNotice
from note_sched.document.known import known_at

DAY = date(2009, 6, 30)


def known(*events, base=SOUND):
    return known_at(read(with_events(*events, base=base)), DAY)


def only(event, *before):
    *_, last = known(*before, event).events
    return last.event


@pytest.mark.parametrize(
    ("event", "is_known"),
    [
        ("{type: misrepresentation, date: 2009-06-30}", True),
        ("{type: misrepresentation, date: 2009-07-01}", False),
        ("{type: misrepresentation, date: 2009-06-30, recorded: 2009-07-01}", False),
        ("{type: misrepresentation, date: 2009-07-01, recorded: 2009-06-30}", True),
        ("{type: senior_maturity, date: 2009-07-01, facility: pnc}", True),
        ("{type: senior_maturity, date: 2009-07-01, facility: pnc, recorded: 2009-07-01}", False),
        ("{type: senior_maturity, date: 2009-07-01, facility: pnc, recorded: 2009-06-30}", True),
    ],
)
def test_an_event_is_known_from_its_recorded_day_or_its_date(event, is_known):
    assert len(known(event).events) == is_known


@pytest.mark.parametrize(
    ("event", "end"),
    [
        ("{type: senior_default, date: 2009-03-02, id: d2, facility: pnc, kind: other, cured: DAY}", "cured"),
        ("{type: senior_default, date: 2009-03-02, id: d2, facility: pnc, kind: other, waived: DAY}", "waived"),
        ("{type: senior_acceleration, date: 2009-03-02, facility: pnc, rescinded: DAY}", "rescinded"),
        ("{type: breach, date: 2009-03-02, cured: DAY}", "cured"),
        ("{type: receiver, date: 2009-03-02, dismissed: DAY}", "dismissed"),
        ("{type: judgment, date: 2009-03-02, amount: 5, satisfied: DAY}", "satisfied"),
        ("{type: insolvency, date: 2009-03-02, voluntary: no, dismissed: DAY}", "dismissed"),
        ("{type: nonpayment, date: 2009-03-02, amount: 5, paid: DAY}", "paid"),
        ("{type: blockage_notice, date: 2009-03-02, defaults: [d1], method: mail, actual: DAY}", "actual"),
        ("{type: acceleration, date: 2009-03-02, holder: alder, notice: DAY}", "notice"),
    ],
)
def test_an_end_is_known_from_its_own_day(event, end):
    assert getattr(only(event.replace("DAY", "2009-06-30"), DEFAULT), end) == DAY
    assert getattr(only(event.replace("DAY", "2009-07-01"), DEFAULT), end) is None


def test_each_notice_of_an_acceleration_is_known_from_its_own_day():
    form = "{{type: acceleration, date: 2009-06-29, holder: alder, notice: {{borrower: {}, senior: {}}}}}"
    assert only(form.format("2009-06-30", "2009-07-01")).notice == AccelerationNotice(borrower=DAY)
    assert only(form.format("2009-07-01", "2009-06-30")).notice == AccelerationNotice(senior=DAY)
    assert only(form.format("2009-06-30", "2009-06-30")).notice == AccelerationNotice(borrower=DAY, senior=DAY)


def test_a_hidden_receipt_is_no_receipt_and_does_not_fall_to_the_others():
    event = (
        "{type: blockage_notice, date: 2009-06-29, defaults: [d1], borrower: 2009-07-01,"
        " received: {alder: 2009-07-02, others: 2009-06-30}}"
    )
    notice = only(event, DEFAULT)
    assert notice.received == {"alder": NEVER, "others": DAY}
    assert notice.borrower == NEVER


def test_a_notice_that_nobody_had_received_does_not_fall_back_to_its_date():
    notice = only("{type: cure_notice, date: 2009-06-29, defaults: [d1], received: {others: 2009-07-01}}", DEFAULT)
    assert notice.received == {"others": NEVER}


def test_an_absent_receipt_stays_absent():
    notice = only("{type: cure_notice, date: 2009-06-29, defaults: [d1]}", DEFAULT)
    assert (notice.received, notice.borrower) == (None, None)


def test_an_avoidance_keeps_the_day_of_the_first_receipt():
    event = "{type: senior_avoidance, date: 2009-06-30, facility: pnc, amount: 5, received: 2009-01-02}"
    assert only(event).received == date(2009, 1, 2)


def test_a_notice_of_a_default_not_yet_known_still_names_it():
    default = DEFAULT.replace("kind", "recorded: 2009-07-01, kind")
    assert only("{type: blockage_notice, date: 2009-06-29, defaults: [d1]}", default).defaults == ("d1",)


@pytest.mark.parametrize(
    ("notice", "as_known"),
    [
        ("2009-06-30", DAY),
        ("2009-07-01", NEVER),
        ("{alder: 2009-06-30, birch: 2009-07-01}", {"alder": DAY, "birch": NEVER}),
    ],
)
def test_the_notice_of_a_refinancing_is_known_from_its_own_day(notice, as_known):
    base = SOUND.replace("rank: 2", f"rank: 2, refinances: pnc, notice: {notice}")
    assert known(base=base).senior_debt[1].notice == as_known


def test_what_was_always_known_is_the_same_document():
    document = read(with_events(DEFAULT, "{type: payment, date: 2009-01-02, amount: 5}"))
    assert known_at(document, date(2199, 12, 31)) == document


def test_lines_are_those_of_the_file():
    document = known("{type: misrepresentation, date: 2009-07-01}", "{type: misrepresentation, date: 2009-06-30}")
    assert [written.line for written in document.events] == [16]
