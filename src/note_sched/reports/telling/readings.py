"""The readings in force: the switches of a run, what is read the same way always, and which of both mattered."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from note_sched.document.events import (
    Event,
    Insolvency,
    Payment,
    SeniorAcceleration,
    SeniorAvoidance,
    SeniorDefault,
)
from note_sched.document.model import SYNONYMS
from note_sched.ledger.entries import Row
from note_sched.measure.accrual import DayCount
from note_sched.pages.page import Section
from note_sched.reports.telling.in_force import in_force, not_read, title_of
from note_sched.reports.telling.quoting import is_of_2008
from note_sched.rules.ground import Burned, OncePerCovenant
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, BLOCKAGE, INSOLVENCY, OVERRIDE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.bite import switches_that_bite
from note_sched.terms.roles import Role


def readings(run: Run) -> Section:
    """The readings in force, and those that mattered in this run."""
    turned = mattered(run)
    lines = [f"In force: {in_force(run.document)}."]
    if turned:
        fixed = ", the fixed ones among them" if is_of_2008(run.document) else ""
        lines += [f"Those that mattered in this run{fixed}:", *(f"- {each}" for each in turned)]
    return Section(title_of(run.document), [*lines, not_read(run.document)])


class Seen:
    """What a run shows, as far as a reading can turn on it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.reading = run.document.reading
        self.events = [written.event for written in run.document.events]
        self.windows = [window for window in run.windows if window.effective]
        self.void = [window for window in run.windows if not window.effective and window.kind == BLOCKAGE]
        self.blocks = [window for window in self.windows if window.kind == BLOCKAGE]

    def of(self, kind: str) -> list[Window]:
        """The effective windows of a kind."""
        return [window for window in self.windows if window.kind == kind]

    def partial_month(self) -> bool:
        """Whether interest was counted for a part of a month: an issue, instalment or principal not on a first."""
        note, holders = self.run.document.note, self.run.document.holders
        cuts = {
            note.first_payment_date or note.issue_date,
            *(holder.issue_date or note.issue_date for holder in holders),
        }
        cuts |= {row.date for row in self.run.rows if row.principal_paid or row.principal_due}
        return any(day.day != 1 for day in cuts)

    def due_on_a_holiday(self) -> bool:
        """Whether a sum fell due on a day that is no business day."""
        return any(self.run.timely(row.date) != row.date for row in self.run.rows if _fell_due(row))

    def stood_differently(self) -> bool:
        """Whether Notes that owe something stood differently at the end of some day."""
        standing: dict[str, str] = {}
        for _, rows in groupby(self.run.rows, key=lambda row: row.date):
            standing.update((row.holder, row.standing) for row in rows)
            if len(set(standing.values()) - {"paid"}) > 1:
                return True
        return False

    def notices_split(self) -> bool:
        """Whether some notice was effective on a Holder and on the Borrower on different days."""
        return any(
            served.on_holder != served.on_borrower
            for alike in self.run.alike.values()
            for all_served in alike.served.values()
            for served in all_served
        )

    def payment_default_after_a_block(self) -> bool:
        """Whether a notice of a payment default was judged when an earlier Blockage Event had been."""
        payment = {event.id for event in self.events if isinstance(event, SeniorDefault) and event.kind == "payment"}
        return any(
            payment & set(served.notice.defaults) and any(event.commenced < day for event in alike.history.events)
            for alike in self.run.alike.values()
            for day, all_served in alike.served.items()
            for served in all_served
        )

    def blocked_on(self, day: date) -> bool:
        """Whether a Blockage Event is inside its days on ``day``, suspended or not."""
        return any(window.covers(day) for window in self.blocks)

    def happens(self, kind: type[Event]) -> list[Any]:
        """The events of one type."""
        return [event for event in self.events if isinstance(event, kind)]


def _fell_due(row: Row) -> bool:
    return bool(row.interest_due or row.principal_due or row.expenses_due)


class _Reading(NamedTuple):
    sentence: str
    mattered: Callable[[Seen], object]


_SWITCHES = (
    _Reading(
        "day_count: interest was counted for part of a month",
        lambda seen: seen.partial_month() or seen.reading.day_count in (DayCount.ACTUAL_360, DayCount.ACTUAL_365),
    ),
    _Reading("business_days: a sum fell due on a day that is no business day", Seen.due_on_a_holiday),
    _Reading(
        "window_end: the last day of a Blockage Event or an override",
        lambda seen: any(
            each.end and each.end <= seen.run.through for kind in (BLOCKAGE, OVERRIDE) for each in seen.of(kind)
        ),
    ),
    _Reading("block_trigger: a notice reached a Holder and the Borrower on different days", Seen.notices_split),
    _Reading(
        "proviso_scope: a notice of a payment default came after an earlier Blockage Event",
        Seen.payment_default_after_a_block,
    ),
    _Reading("mixed_block: not all Notes stood alike on some day", Seen.stood_differently),
    _Reading(
        "turnover_effect: what was received was turned over",
        lambda seen: any(turnover.role is Role.TURNOVER for turnover in seen.run.turnovers),
    ),
)

_FIXED = (
    _Reading(
        "maturity on a public holiday or a weekend may be paid on the next business day (General Construction Law 25)",
        lambda seen: seen.run.timely_maturity != seen.run.maturity.date,
    ),
    _Reading(
        "a default that existed during a Blockage Event is used up, whether it was noticed or not ({blockage_limits})",
        lambda seen: any(isinstance(window.ground, Burned) for window in seen.void),
    ),
    _Reading(
        "the twelve months of {blockage_limits} are calendar months from the commencement of the Blockage Event",
        lambda seen: any(isinstance(window.ground, OncePerCovenant) for window in seen.void),
    ),
    _Reading(
        "a payment and a blockage notice on one day: the whole day is blocked ({effect})",
        lambda seen: {event.date for event in seen.happens(Payment)} & {window.start for window in seen.blocks},
    ),
    _Reading(
        "an acceleration and a blockage notice on one day: the override wins ({override})",
        lambda seen: {window.start for window in seen.of(OVERRIDE)} & {window.start for window in seen.blocks},
    ),
    _Reading(
        '"if a Blockage Event then exists" ({accelerated_principal}) looks at the suspended one, on the day of '
        'payment; "paid in full" there means all Senior debt',
        lambda seen: seen.of(ACCELERATED_PRINCIPAL),
    ),
    _Reading(
        '"shall not demand" ({no_demand}) does not stop an acceleration',
        lambda seen: any(seen.blocked_on(each.date) for each in seen.run.accelerations if each.valid),
    ),
    _Reading(
        'an acceleration "subject to section {senior}" (section {acceleration}) is subject to all of section '
        "{subordination}",
        lambda seen: any(each.valid for each in seen.run.accelerations),
    ),
    _Reading(
        "a rescinded acceleration of Senior debt bars no longer ({senior_matured}); its {default_senior} default does "
        "not end",
        lambda seen: any(event.rescinded for event in seen.happens(SeniorAcceleration)),
    ),
    _Reading(
        "dismissal ends the bar of {insolvency}; what was paid during the proceeding was prohibited",
        lambda seen: any(event.dismissed for event in seen.happens(Insolvency)),
    ),
    _Reading(
        "the Senior claim in a proceeding is what the document states; interest after the petition is not told apart",
        lambda seen: seen.of(INSOLVENCY),
    ),
    _Reading(
        "Senior money returned as a voidable transfer was never received, from the day of its receipt ({insolvency})",
        lambda seen: seen.happens(SeniorAvoidance),
    ),
    _Reading(
        "statutory interest on overdue sums is a court's matter and never computed",
        lambda seen: any(default.role is Role.DEFAULT_PAYMENT for default in seen.run.defaults),
    ),
)


def mattered(run: Run) -> list[str]:
    """The readings on which something in this run turned, the switches first; of its text only at the Note of 2008.

    Under other terms a switch goes by the name of its term, and only those are told that can bite.
    """
    seen, fill = Seen(run), run.instrument.fill
    if run.document.overlay is None:
        return [fill(each.sentence) for each in (*_SWITCHES, *_FIXED) if each.mattered(seen)]
    found = []
    for each in _SWITCHES:
        switch, _, why = each.sentence.partition(": ")
        if switch in switches_that_bite(run.document.terms) and each.mattered(seen):
            found.append(f"{SYNONYMS[switch]}: {_UNDER_TERMS.get(switch, why)}")
    fixed = _FIXED if is_of_2008(run.document) else ()
    return [*found, *(fill(each.sentence) for each in fixed if each.mattered(seen))]


_UNDER_TERMS = {
    "day_count": "interest was counted for part of a period, or by the days",
    "window_end": "the last day of a block by notice, or of an override",
    "proviso_scope": "a notice of a payment default came after an earlier block",
}
"""What is said of a switch where periods need be no months and there need be no Blockage Event."""
