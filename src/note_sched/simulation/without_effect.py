"""Facts that change nothing under the terms of a document, or on what happened: a reader should know that they do not.

Sound they are: a paper without a standstill does not forbid the notice. Whoever records one expects something of it.
"""

from collections.abc import Iterable, Iterator, Sequence

from note_sched.document.counting import business_days
from note_sched.document.events import BlockageNotice, BlockageWithdrawal, DefaultWaived, JuniorNotice, StopNotice
from note_sched.document.model import Document, Written
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.notices import stop_effective_on
from note_sched.terms.roles import default_role


def under_the_terms(document: Document) -> Iterator[tuple[str, str, Written]]:
    """Code, sentence and event of what can be seen before the first day."""
    terms = document.terms
    ends = terms.blockage.other_default.ends if terms.blockage.other_default else ()
    noticed: set[str] = {
        name for event, _ in document.events if isinstance(event, BlockageNotice) for name in event.defaults
    }
    for written in document.events:
        event = written.event
        if isinstance(event, JuniorNotice) and terms.standstill is None:
            message = f"the notice to Senior of {event.date} changes nothing: these terms know no standstill"
            yield "junior-notice-without-standstill", f"{message}; write `standstill: {{days: …}}` if yours do", written
        elif isinstance(event, BlockageWithdrawal) and "withdrawal" not in ends:
            message = f"the withdrawal of {event.date} ends nothing: no block ends by withdrawal under these terms"
            yield "withdraws-nothing", f"{message} (`blockage.other_default.ends`)", written
        elif isinstance(event, BlockageWithdrawal) and not noticed.intersection(event.defaults):
            names = ", ".join(event.defaults)
            message = f"the withdrawal of {event.date} ends nothing: no blockage notice specifies {names}"
            yield "withdraws-nothing", message, written
        elif isinstance(event, StopNotice) and _never_arrives(event, document):
            message = f"the stop notice of {event.date} never became effective on any Holder, and stops nothing"
            yield "notice-never-effective", f"{message}; write `actual`, the day on which it arrived", written


def _never_arrives(event: StopNotice, document: Document) -> bool:
    starts, calendar = document.terms.blockage.starts, business_days(document)
    return all(stop_effective_on(event, holder.id, starts, calendar) is None for holder in document.holders)


def waivers(events: Sequence[Written], defaults: Iterable[EventOfDefault]) -> Iterator[tuple[str, str, Written]]:
    """The waivers of no Event of Default; of all Notes none is waived by one Holder."""
    found = [written for written in events if isinstance(written.event, DefaultWaived)]
    existed = list(defaults) if found else []
    for written in found:
        event = written.event
        assert isinstance(event, DefaultWaived)  # noqa: S101 (as chosen above)
        role = default_role(event.default)
        of_it = [each for each in existed if each.role is role and each.exists_on(event.date)]
        if not [each for each in of_it if event.holder in (None, each.holder)]:
            whose = f" of {event.holder}'s alone" if event.holder else ""
            also = "; one of all Notes is waived without `holder`" if of_it else ""
            message = (
                f"the waiver of {event.date} ends nothing: no Event of Default {event.default}{whose} exists{also}"
            )
            yield "waives-nothing", message, written
