"""What a reader should know of the terms of a sound document: where it is silent, and silence may mislead.

A paper that knows no block says nothing of whose receipt starts one. A document that lays a block over it leaves these
keys unstated by both, and they are as in the Note of 2008: the reader is told, and states what the paper at hand says.
"""

from collections.abc import Iterator

from msgspec import Struct

from note_sched.document.model import SYNONYMS, Document
from note_sched.document.paper import as_written, chosen_of, stated, written_at
from note_sched.document.terms_form import TermsForm
from note_sched.document.terms_text import text_of
from note_sched.instruments import AIR_INDUSTRIES_2008, instrument
from note_sched.measure.business_days import days_in_month
from note_sched.terms.bite import notices_block, something_bars
from note_sched.terms.terms import Regular

_OF_NOTICES = (
    "blockage.starts",
    "blockage.last_day",
    "blockage.limits.scope",
    "blockage.limits.one_per",
    "blockage.limits.one_per_covenant",
    "blockage.limits.burns",
    "blockage.limits.revives_after",
    "blockage.limits.most",
)
"""What matters only where notices of defaults block."""

_OF_OTHER_DEFAULTS = tuple(f"blockage.other_default.{key}" for key in ("days", "from", "ends", "given_by"))
_OF_BARS = ("turnover.within",)
"""What matters only where something bars payment."""

_EMPTY = {
    "interest.pik": "no interest is added to principal; write `pik: none`, or one of part, all, toggle (with its rate) "
    "and deemed",
    "interest.default": "there is no default interest; write `default: none`, or its `rate` or `plus`",
    "principal.instalments": "principal has no instalments; write `instalments: []`, or their dates and amounts",
}
"""What an empty mapping, which overrides nothing, leaves as it is, and what was perhaps to be written there."""


def remarks(document: Document) -> Iterator[tuple[str, str, int]]:
    """Code, sentence and line of each thing that the terms of a document leave open."""
    if document.overlay is None:
        return
    yield from _empty(document)
    yield from _last_day(document)
    yield from _borrowed_later(document)
    yield from _after_maturity(document)
    yield from _brought_to_life(document)


def _empty(document: Document) -> Iterator[tuple[str, str, int]]:
    """A mapping of a choice without any of its keys: who wrote it may have meant to choose."""
    for key, left in _EMPTY.items():
        form = written_at(document.overlay or TermsForm(), key)
        if isinstance(form, Struct) and not stated(form) and written_at(as_written(document.paper), key) == "none":
            yield "states-nothing", f"`terms.{key}` states nothing: {left}", document.lines.get(key, 0)


def _last_day(document: Document) -> Iterator[tuple[str, str, int]]:
    """The 30th of a month is the same day of every month, or the last: the date alone does not tell."""
    interest, first = document.terms.interest, document.note.first_payment_date
    if first is None or interest.on != "same_day" or "interest.on" in (document.stated or ()):
        return
    if first.day == days_in_month(first.year, first.month) < 31:
        message = (
            f"`first_payment_date` {first} is the last day of its month, and interest is taken as due on the same day "
            "of later months; write `interest: {on: last_day}` or `{on: same_day}` under terms, as the paper says"
        )
        yield "last-day", message, document.lines.get("note.first_payment_date", 0)


def _after_maturity(document: Document) -> Iterator[tuple[str, str, int]]:
    """An instalment that maturity forestalls."""
    plan, matures = document.terms.principal.instalments, document.note.maturity_date
    late = [str(each.date) for each in plan or () if each.date >= matures] if not isinstance(plan, Regular) else []
    if late:
        message = (
            f"the instalments of {', '.join(late)} are not before the maturity date, {matures}: what is unpaid falls "
            "due then, in their place"
        )
        yield "instalment-after-maturity", message, document.lines.get("terms", 0)


def _borrowed_later(document: Document) -> Iterator[tuple[str, str, int]]:
    """The day on which a debt must have been in effect is that of the Note of 2008: other papers have their own."""
    by = document.terms.senior_in_effect
    if document.instrument.key == AIR_INDUSTRIES_2008.key or not something_bars(document.terms):
        return
    for debt in document.senior_debt:
        if debt.in_effect is not None and debt.in_effect > by and debt.purpose != "working_capital":
            message = (
                f"{debt.id} is in effect from {debt.in_effect}, after {by}: by what the Note of 2008 says it is Senior "
                "only as a refinancing, or for working capital; leave `in_effect` out, or write "
                "`purpose: working_capital`, if your paper ranks it first"
            )
            yield "senior-by-date", message, document.lines.get(f"senior_debt.{debt.id}", 0)


def _brought_to_life(document: Document) -> Iterator[tuple[str, str, int]]:
    """Keys that the instrument leaves open, for in it they mean nothing, and that the document's own give effect."""
    base, now = instrument(document.instrument.key).terms, document.terms
    keys: list[str] = []
    if base.blockage.other_default is None and now.blockage.other_default is not None:
        keys += _OF_OTHER_DEFAULTS
    if not notices_block(base) and notices_block(now):
        keys += _OF_NOTICES
    if not something_bars(base) and something_bars(now):
        keys += _OF_BARS
    settled = {*(document.stated or ()), *(SYNONYMS[switch] for switch in chosen_of(document))}
    form = as_written(now)
    unstated = [f"{key}: {text_of(written_at(form, key))}" for key in keys if key not in settled]
    if unstated:
        message = (
            f"neither the document nor `{document.instrument.key}` states {'; '.join(unstated)}: so it stands in the "
            "Note of 2008; write under terms what your paper says"
        )
        yield "unstated-terms", message, document.lines.get("terms", 0)
