"""Facts that change nothing under the terms of a document, or on what happened: a reader should know that they do not.

Sound they are: a paper without a standstill does not forbid the notice. Whoever records one expects something of it.
"""

from collections.abc import Iterable, Iterator, Sequence

from note_sched.document.counting import business_days
from note_sched.document.events import (
    BlockageNotice,
    BlockageWithdrawal,
    DefaultWaived,
    IndexRate,
    JuniorNotice,
    PikElection,
    StopNotice,
    TestResult,
)
from note_sched.document.model import Document, Written
from note_sched.document.moving_rate import IndexedRate
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.notices import stop_effective_on
from note_sched.terms.roles import default_role
from note_sched.terms.terms import Test

UNREAD = (IndexRate, PikElection, TestResult)
"""Facts that a rate or a term asks for by name: under every paper nothing else reads them."""


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


def unread(document: Document) -> Iterator[tuple[str, str, Written]]:
    """Elections where nothing can be elected, values of an index that no rate follows, results of a test of no term."""
    rate, permitted = document.note.interest_rate, document.terms.permitted
    index = rate.form.index if isinstance(rate, IndexedRate) else None
    tests = {
        each.test for each in (permitted.interest, permitted.principal, permitted.expenses) if isinstance(each, Test)
    }
    in_kind = document.terms.interest.pik
    for written in document.events:
        event = written.event
        if isinstance(event, PikElection) and (in_kind is None or in_kind.toggle is None):
            message = (
                f"the election of {event.date} to add the interest of {event.payment_date} to principal is void: these "
                "terms let nothing be elected; write `interest: {pik: {toggle: {rate: …}}}` if yours do"
            )
            yield "void-election", message, written
        elif isinstance(event, IndexRate) and event.index != index:
            follows = f"it follows {index}" if index else "it follows no index"
            message = f"the value of {event.index} of {event.date} moves no rate: `interest_rate` says that {follows}"
            yield "read-by-nothing", message, written
        elif isinstance(event, TestResult) and event.test not in tests:
            asked = f"they ask for {' and '.join(sorted(tests))}" if tests else "they ask for no test"
            message = f"the result of {event.test} of {event.date} lets nothing be paid: {asked} (`permitted`)"
            yield "read-by-nothing", message, written


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
