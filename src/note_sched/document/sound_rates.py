"""Whether rates that move go together: each from a day of its own, and of an index a value for every day (T-20)."""

from datetime import date

from note_sched.document import events
from note_sched.document.codes import Code
from note_sched.document.convert import Value
from note_sched.document.slips import Slip, nearest
from note_sched.document.subject import Subject
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence
from note_sched.measure.accrual import Rate


def check(subject: Subject) -> None:
    """Complain of rates that do not follow one another, and of days for which an index has no value."""
    _values(subject)
    note = subject.root.get("note")
    if not isinstance(note, Mapping):
        return
    written = note.get("interest_rate")
    if isinstance(written, Sequence):
        _in_turn(subject, note, written)
    elif isinstance(written, Mapping):
        _index(subject, written)


def _in_turn(subject: Subject, note: Mapping, written: Sequence) -> None:
    """The first from the issue date on, each later one from a later day."""
    if not written:
        slip = Slip(Code.RATE_ORDER, "`interest_rate` is an empty list", "at least one rate with its `from`")
        subject.complaints.at_value(note, "interest_rate", slip)
    issued, before = subject.parts.note.issue_date, None
    for place, each in enumerate(written):
        day = _day(each.get("from")) if isinstance(each, Mapping) else None
        if day is None or not isinstance(each, Mapping):
            return  # what could not be read has been complained of
        if not place and issued and day != issued:
            what = f"the first rate is from {day}, and the note is issued on {issued}"
            slip = Slip(Code.RATE_FROM, what, f"{issued}", "the first rate holds from the issue date on")
            subject.complaints.at_value(each, "from", slip)
        if before is not None and day <= before:
            same = (
                f"two rates hold from {day}" if day == before else f"a rate from {day} stands after one from {before}"
            )
            slip = Slip(Code.RATE_ORDER, same, "rates in the order of their days, one from each day", "look at `from`")
            subject.complaints.at_value(each, "from", slip)
        before = day


def _day(said: Node | None) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _values(subject: Subject) -> None:
    """One value of an index on a day."""
    first: dict[tuple[str, date], Mapping] = {}
    for value, node in subject.events_of(events.IndexRate):
        if value.index is None or value.date is None:
            continue
        earlier = first.setdefault((value.index, value.date), node)
        if earlier is not node:
            what = f"a second value of {quoted(value.index)} for {value.date}"
            hint = f"the first is {subject.complaints.where(earlier.start)}"
            subject.complaints.at_value(node, "date", Slip(Code.INDEX_TWICE, what, "one value for a day", hint))


def _index(subject: Subject, written: Mapping) -> None:
    """A value for the first day on which interest runs; no floor above the cap."""
    index, floor, cap = written.get("index"), _rate(written.get("floor")), _rate(written.get("cap"))
    if floor is not None and cap is not None and floor.lower(cap) is not floor:
        what = f"the floor {floor.written} is above the cap {cap.written}"
        subject.complaints.at_value(written, "floor", Slip(Code.FLOOR_ABOVE_CAP, what, f"at most {cap.written}"))
    first = _first_day(subject)
    if not isinstance(index, str) or not index or first is None or not subject.whole:
        return
    values = [value for value, _ in subject.events_of(events.IndexRate)]
    if any(None in (value.index, value.date) for value in values):
        return
    days = [value.date for value in values if value.index == index]
    if not days or min(days) > first:
        what = f"{quoted(index)} has no value on {first}, the first day on which interest runs"
        others = sorted({value.index for value in values if value.index is not None})
        known = nearest(index, set(others)) if not days else ""
        told = f"the events tell of {', '.join(others)}" if others else ""
        hint = f"its first value is of {min(days)}" if days else f"did you mean {known}?" if known else told
        slip = Slip(Code.NO_INDEX_VALUE, what, f"an event index_rate of {index}, dated {first} or earlier", hint)
        subject.complaints.at_value(written, "index", slip)


def _rate(said: Node | None) -> Rate | None:
    try:
        return Rate.read(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _first_day(subject: Subject) -> date | None:
    """When the first Note with principal was issued, as far as that is known."""
    holders: list[Value] = subject.parts.holders
    days = [subject.issued.get(each.id) for each in holders if each.principal is None or each.principal]
    return None if not days or None in days else min(day for day in days if day is not None)
