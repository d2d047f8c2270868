"""The rates of a document over time: one for ever, several in turn, or an index with its values (T-20).

A value holds from its date on; the last one known runs on. Floor and cap limit the index, before ``plus`` is added.
"""

from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter

from note_sched.document.events import IndexRate
from note_sched.document.model import Document
from note_sched.document.moving_rate import IndexedRate, IndexForm, RateList
from note_sched.faults import Refusal
from note_sched.measure.accrual import InterestRate, Rate
from note_sched.measure.moving import Steps

_KEPT = 64


def contract_rates(document: Document) -> Steps:
    """The rates of the note by themselves, whatever the law allows.

    Raises:
        Refusal: of the index no value is known for the first day.
    """
    rate = document.note.interest_rate
    values = index_values(document, rate.form.index) if isinstance(rate, IndexedRate) else ()
    steps = _steps(rate, document.note.issue_date, values)
    first = first_day(document)
    if steps.starts[0] > first:
        assert isinstance(rate, IndexedRate)  # noqa: S101 (others begin with the note, or the document is no sound one)
        raise Refusal(
            f"no value of {rate.form.index} is known that holds on {first}, the first day on which interest runs",
            "look at the `date` and `recorded` of its index_rate events, and at --known-at",
        )
    return steps


def first_day(document: Document) -> date:
    """The first day on which interest runs: on which a Note with principal is issued."""
    issued = document.note.issue_date
    days = [holder.issue_date or issued for holder in document.holders if holder.principal]
    return min(days, default=issued)


def index_values(document: Document, index: str) -> tuple[tuple[date, Rate], ...]:
    """The values of an index, each from its day on."""
    found = (written.event for written in document.events if isinstance(written.event, IndexRate))
    return tuple(sorted(((each.date, each.value) for each in found if each.index == index), key=itemgetter(0)))


def last_value(document: Document) -> IndexRate | None:
    """The latest value of the index that the rate follows; None where it follows none."""
    rate = document.note.interest_rate
    if not isinstance(rate, IndexedRate):
        return None
    found = [written.event for written in document.events if isinstance(written.event, IndexRate)]
    return max((each for each in found if each.index == rate.form.index), key=attrgetter("date"), default=None)


@lru_cache(maxsize=_KEPT)
def _steps(rate: InterestRate, issued: date, values: tuple[tuple[date, Rate], ...]) -> Steps:
    match rate:
        case RateList():
            return Steps(tuple(each.starts for each in rate.steps), tuple(each.rate for each in rate.steps))
        case IndexedRate():
            days = tuple(day for day, _ in values) or (date.max,)
            rates = tuple(_bounded(value, rate.form).plus(rate.form.plus) for _, value in values) or (Rate(0, 1, ""),)
            return Steps(days, rates, by_period=rate.form.reset == "period")
        case Rate():
            return Steps((issued,), (rate,))
    raise TypeError(rate)


def _bounded(value: Rate, form: IndexForm) -> Rate:
    """A value within floor and cap."""
    if form.floor is not None and value.lower(form.floor) is value:
        value = form.floor
    return value.lower(form.cap)
