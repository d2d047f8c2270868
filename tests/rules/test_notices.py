"""4(b): when a notice is effective. 2009-02-27 is a Friday, February 12 (a Thursday) Lincoln's Birthday."""

from datetime import date

import pytest

from note_sched.document.events import NEVER, BlockageNotice, CureNotice
from note_sched.measure.business_days import BusinessDays
from note_sched.rules.notices import delivered, effective_on_borrower, effective_on_holder

day = date.fromisoformat
CALENDAR = BusinessDays()
FRIDAY, SATURDAY, SUNDAY, MONDAY = map(day, ("2009-02-27", "2009-02-28", "2009-03-01", "2009-03-02"))


@pytest.mark.parametrize("method", ["hand", "fax"])
@pytest.mark.parametrize(
    ("sent", "time", "effective"),
    [
        ("2009-02-27", "08:59", "2009-03-02"),  # before nine is "other than during" business hours: the next one
        ("2009-02-27", "09:00", "2009-02-27"),
        ("2009-02-27", "17:00", "2009-02-27"),
        ("2009-02-27", "17:01", "2009-03-02"),
        ("2009-02-27", None, "2009-02-27"),  # no time given: within
        ("2009-02-26", "08:59", "2009-02-27"),
        ("2009-02-26", "17:01", "2009-02-27"),
        ("2009-02-28", "10:00", "2009-03-02"),  # a Saturday
        ("2009-03-01", None, "2009-03-02"),  # a Sunday, whatever the hour
        ("2009-02-12", "10:00", "2009-02-13"),  # a holiday
        ("2009-02-11", "17:00", "2009-02-11"),
        ("2009-02-11", "17:01", "2009-02-13"),  # over the holiday
        ("2009-02-13", "17:01", "2009-02-17"),  # over the weekend and Washington's Birthday
    ],
)
def test_by_hand_or_fax_the_same_day_only_within_business_hours_of_a_business_day(method, sent, time, effective):
    assert delivered(method, day(sent), time, None, CALENDAR) == day(effective)


@pytest.mark.parametrize(
    ("sent", "actual", "effective"),
    [
        ("2009-02-24", None, "2009-02-26"),
        ("2009-02-27", None, "2009-03-03"),  # Friday: Monday, Tuesday
        ("2009-02-28", None, "2009-03-03"),  # Saturday: no day is lost or gained
        ("2009-02-10", None, "2009-02-13"),  # over Lincoln's Birthday
        ("2009-02-27", "2009-03-02", "2009-03-02"),  # actual receipt is earlier
        ("2009-02-27", "2009-03-03", "2009-03-03"),
        ("2009-02-27", "2009-03-04", "2009-03-03"),  # "whichever shall first occur"
        ("2009-02-27", "2009-02-28", "2009-02-28"),  # actual receipt on any day
        ("2009-02-27", "2009-02-27", "2009-02-27"),
    ],
)
def test_by_courier_the_second_business_day_or_actual_receipt_if_earlier(sent, actual, effective):
    assert delivered("courier", day(sent), None, actual and day(actual), CALENDAR) == day(effective)


@pytest.mark.parametrize(
    ("actual", "effective"), [(None, None), (SUNDAY, SUNDAY), (day("2009-06-01"), day("2009-06-01"))]
)
def test_by_mail_actual_receipt_alone(actual, effective):
    assert delivered("mail", FRIDAY, None, actual, CALENDAR) == effective


@pytest.mark.parametrize("sent", [FRIDAY, SATURDAY, SUNDAY])
def test_a_notice_without_a_method_is_effective_on_its_date(sent):
    assert delivered(None, sent, None, None, CALENDAR) == sent


@pytest.mark.parametrize("kind", [BlockageNotice, CureNotice])
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (None, FRIDAY),
        ({"a": SUNDAY}, SUNDAY),  # taken as it is, on a Sunday too
        ({"b": SATURDAY}, None),  # not named, and no `others`: never received
        ({"b": SATURDAY, "others": MONDAY}, MONDAY),
        ({"a": SATURDAY, "others": MONDAY}, SATURDAY),
        ({"a": NEVER, "others": MONDAY}, None),  # a receipt that has not happened is not the others'
        ({"others": NEVER}, None),
    ],
)
def test_receipts_holder_by_holder_replace_the_delivery(kind, received, expected):
    notice = kind(date=FRIDAY, defaults=("d1",), received=received)
    assert effective_on_holder(notice, "a", CALENDAR) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, FRIDAY),
        ({"received": {"a": SUNDAY}}, FRIDAY),  # the Holders' receipts say nothing of the Borrower's
        ({"method": "fax", "time": "17:01"}, MONDAY),
        ({"borrower": SATURDAY}, SATURDAY),
        ({"method": "fax", "time": "17:01", "borrower": SATURDAY}, SATURDAY),
        ({"method": "mail"}, None),
        ({"borrower": NEVER}, None),
    ],
)
def test_the_borrowers_receipt_is_its_own_or_that_of_the_delivery(facts, expected):
    assert effective_on_borrower(BlockageNotice(date=FRIDAY, defaults=("d1",), **facts), CALENDAR) == expected


def test_a_holder_and_the_borrower_have_a_faxed_notice_on_the_same_day():
    notice = BlockageNotice(date=FRIDAY, defaults=("d1",), method="fax", time="18:30")
    assert effective_on_holder(notice, "a", CALENDAR) == effective_on_borrower(notice, CALENDAR) == MONDAY
