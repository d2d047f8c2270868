"""Whether the parts of a document go together: the note, the Holders, the Senior debt, the simulation.

Parts that could not be read whole are checked as far as they could be read (what is missing is None). What
``interface.md`` calls a warning is no business of this module; the events have one of their own.
"""

from collections.abc import Collection

from note_sched.document import sound_events, sound_terms
from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.convert import Parts, Value
from note_sched.document.events import IndexRate
from note_sched.document.slips import Slip
from note_sched.document.subject import Subject
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence, Source


def check(parts: Parts, source: Source, complaints: Complaints) -> None:
    """Complain of everything that does not go together."""
    subject = Subject(parts, source, complaints)
    _note(subject)
    _holders(subject)
    _facilities(subject)
    sound_events.check(subject)
    if _rate_moves(subject):
        from note_sched.document import sound_rates  # noqa: PLC0415 (most rates are one)

        sound_rates.check(subject)
    sound_terms.check_switches(subject)
    sound_terms.check(subject)
    _simulation(subject)


def _rate_moves(subject: Subject) -> bool:
    """Whether the rate of the note is a list or follows an index, or an index has values."""
    note = subject.root.get("note")
    written = note.get("interest_rate") if isinstance(note, Mapping) else None
    return not isinstance(written, str | None) or bool(subject.events_of(IndexRate))


def _note(subject: Subject) -> None:
    """Maturity and first payment date are not before the issue date; holidays and payment instructions are sound."""
    note, node = subject.parts.note, subject.root.get("note")
    if not isinstance(node, Mapping):
        return
    for attribute, code in (
        ("maturity_date", Code.MATURITY_BEFORE_ISSUE),
        ("first_payment_date", Code.PAYMENT_DATE_BEFORE_ISSUE),
    ):
        day = getattr(note, attribute)
        if day and note.issue_date and day < note.issue_date:
            what = f"`{attribute}` {day} is before the issue date"
            subject.complaints.at_value(node, attribute, Slip(code, what, f"{note.issue_date} or later"))
    if node.get("payment_instructions") == {}:
        slip = Slip(
            Code.NO_INSTRUCTIONS, "`payment_instructions` is empty", "a text, or labels with a text behind each"
        )
        subject.complaints.at_value(node, "payment_instructions", slip)
    holidays = node.get("holidays")
    if isinstance(holidays, Mapping):
        _holidays(subject, holidays.get("add"), holidays.get("remove"))


def _holidays(subject: Subject, added: Node | None, removed: Node | None) -> None:
    if isinstance(added, Sequence) and isinstance(removed, Sequence):
        for day, at in zip(removed, removed.at, strict=True):
            if isinstance(day, str) and day in added:
                what = f"{quoted(day)} is added to the holidays and removed from them"
                slip = Slip(Code.HOLIDAY_BOTH_WAYS, what, "each day in one of the two lists")
                subject.complaints.at(at, slip, day)


def _holders(subject: Subject) -> None:
    """At least one; ids unique and free; no Note older than the note, or issued after it matured."""
    if subject.root.get("holders") == []:
        slip = Slip(Code.NO_HOLDERS, "there are no holders", "at least one Holder with id, name and principal")
        subject.complaints.at_value(subject.root, "holders", slip)
    items = list(subject.items("holders", subject.parts.holders))
    subject.unique("Holder", items)
    for value, node in items:
        if value.issue_date is not None:
            _holder_dates(subject, value, node)


def _holder_dates(subject: Subject, holder: Value, node: Mapping) -> None:
    note, day = subject.parts.note, holder.issue_date
    if note.issue_date and day < note.issue_date:
        what = f"the issue date {day} is before the note's"
        slip = Slip(Code.HOLDER_BEFORE_NOTE, what, f"{note.issue_date} or later", "the note's issue date is the first")
        subject.complaints.at_value(node, "issue_date", slip)
    elif note.maturity_date and day > note.maturity_date:
        what = f"the issue date {day} is after the maturity date"
        slip = Slip(Code.MATURITY_BEFORE_ISSUE, what, f"{note.maturity_date} or earlier")
        subject.complaints.at_value(node, "issue_date", slip)


def _facilities(subject: Subject) -> None:
    """Ids unique and free; refinancings of listed debts, in no circle; notices to listed Holders."""
    items = list(subject.items("senior_debt", subject.parts.senior_debt))
    subject.unique("Senior debt", items)
    circles = _circles({value.id: value.refinances for value, _ in items if value.id})
    for value, node in items:
        if value.refinances is not None and subject.facility(value.refinances, node, "refinances"):
            _no_circle(subject, node, circles.get(value.id, []))
        notice = node.get("notice")
        if isinstance(notice, Mapping):
            subject.holder_keys(notice)


def _circles(refinances: dict[str, str | None]) -> dict[str, list[str]]:
    """The debts that refinance themselves: each circle, by its member that the document lists first."""
    places = {debt: place for place, debt in enumerate(refinances)}
    reached_from: dict[str, str] = {}
    circles: dict[str, list[str]] = {}
    for first in refinances:
        chain: list[str] = []
        debt: str | None = first
        while debt is not None and debt not in reached_from:
            reached_from[debt] = first
            chain.append(debt)
            debt = refinances.get(debt)
        if debt is not None and reached_from[debt] == first:
            circle = chain[chain.index(debt) :]
            at = min(range(len(circle)), key=lambda place: places[circle[place]])
            circles[circle[at]] = circle[at:] + circle[:at]
    return circles


def _no_circle(subject: Subject, node: Mapping, circle: Collection[str]) -> None:
    """Complain of a circle at its first member."""
    if circle:
        debt, *others = circle
        what = f"{quoted(debt)} refinances itself" + (f" ({' → '.join([debt, *others, debt])})" if others else "")
        slip = Slip(Code.CIRCULAR_REFINANCING, what, "the earlier debt that was refinanced")
        subject.complaints.at_value(node, "refinances", slip)


def _simulation(subject: Subject) -> None:
    """The last day simulated is not before the first."""
    through, issued = subject.parts.simulation.through, subject.parts.note.issue_date
    node = subject.root.get("simulation")
    if through and issued and through < issued and isinstance(node, Mapping):
        what = f"`through` {through} is before the issue date"
        slip = Slip(Code.THROUGH_BEFORE_ISSUE, what, f"{issued} or later")
        subject.complaints.at_value(node, "through", slip)
