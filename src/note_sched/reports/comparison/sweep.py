"""What an event would change, day by day: one of its dates runs over a range, and each day is held against no event.

All runs go to the same last day: the latest that the document has without the event, and with it on the first and on
the last day of the range. ``blocked`` are dollars that the event holds back and that are not held back without it,
``freed`` those that it lets go, every cent once and Note by Note; ``days_blocked`` are calendar days at whose end
something of a Note is barred that is not without the event, ``days_freed`` the other way round. ``dollar_days`` are
what the Holders have in hand because of it: every dollar that is paid to them and that they keep, times the days from
then to the last day. By these a day is the best or the worst: they weigh at once how much it is and how soon. A premium
counts wherever it is paid, and with what is held back or unpaid once it has fallen due (T-24).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.model import Document
from note_sched.faults import Faulty, Refusal
from note_sched.history.balances import with_issues
from note_sched.ledger.entries import Row
from note_sched.reports.comparison.measures import HeldBack, PremiumDue
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Run

SENIOR, HOLDERS = "senior", "holders"
"""For whom a day is the best: Senior, for whom the Holders have the least in hand; or the Holders themselves."""

_BY_SENIOR = frozenset({"blockage_notice", "stop_notice", "senior_acceleration", "senior_default", "senior_maturity"})

Dated = Callable[[date], Document]
"""The document with the event on a day."""


class SweptDay(NamedTuple):
    """What the event on ``date`` changes, in cents and days; ``remarks``: what the run says of it."""

    date: date
    blocked: int
    freed: int
    turned_over: int
    paid: int
    unpaid: int
    dollar_days: int
    days_blocked: int
    days_freed: int
    remarks: str


class ImpossibleDay(NamedTuple):
    """A day on which the event cannot be, and why."""

    date: date
    why: str


class Swept(NamedTuple):
    """An event on every day of a range; ``run``: without it; ``side``: for whom a day is the best."""

    event: str
    run: Run
    through: date
    side: str
    days: Sequence[SweptDay | ImpossibleDay]

    def extremes(self) -> tuple[Sequence[date], Sequence[date]]:
        """The best days and the worst; none where all are alike."""
        days = [each for each in self.days if isinstance(each, SweptDay)]
        in_hand = {each.dollar_days for each in days}
        if len(in_hand) < 2:
            return (), ()
        most = [each.date for each in days if each.dollar_days == max(in_hand)]
        least = [each.date for each in days if each.dollar_days == min(in_hand)]
        return (least, most) if self.side == SENIOR else (most, least)


def side_of(event: str) -> str:
    """For whom the days of an event are the best and the worst, by who gives it."""
    kind, _, _ = event.strip().partition(" ")
    return SENIOR if kind in _BY_SENIOR else HOLDERS


class SweptEvent(NamedTuple):
    """What is asked: an event as it was written, its days, for whom one is the best, and through which last day.

    ``side``: ``SENIOR`` or ``HOLDERS``; ``through`` None: the latest of those that the module names.
    """

    event: str
    days: Sequence[date]
    side: str
    through: date | None = None


def sweep(document: Document, dated: Dated, asked: SweptEvent, step: Callable[[], object]) -> Swept:
    """Play a document with an event on each of some days.

    Args:
        document: without the event.
        dated: the document with it; raises ``Faulty`` where it cannot be on a day.
        asked: the event and its days.
        step: called after each day.

    Raises:
        Refusal: the last day cannot be reached.
    """
    run = simulate(document, through=asked.through)
    last = asked.through or max([run.through, *_ends(dated, {asked.days[0], asked.days[-1]})])
    if run.through != last:
        run = simulate(document, through=last)
    without = _seen(run)
    found = []
    for day in asked.days:
        found.append(_day(dated, day, last, without))
        step()
    return Swept(asked.event, run, last, asked.side, found)


def _ends(dated: Dated, days: Iterable[date]) -> Iterator[date]:
    for day in days:
        try:
            yield simulate(dated(day), sink=lambda _: None).through
        except (Faulty, Refusal):
            continue


def _day(dated: Dated, day: date, last: date, without: Mapping[str, "_Note"]) -> SweptDay | ImpossibleDay:
    try:
        document = dated(day)
        run = simulate(document, through=last)
    except Faulty as faulty:
        return ImpossibleDay(day, "; ".join(each.what for each in faulty.faults))
    except Refusal as refusal:
        return ImpossibleDay(day, refusal.what)
    seen = _seen(run)
    more = [each.held_more(without[holder]) for holder, each in seen.items()]
    barred = freed = 0
    for holder, each in seen.items():
        barred |= each.barred_beyond(without[holder])
        freed |= without[holder].barred_beyond(each)
    return SweptDay(
        day,
        sum(cents for each in more for cents in each if cents > 0),
        -sum(cents for each in more for cents in each if cents < 0),
        _more("turned_over", seen, without),
        _more("paid", seen, without),
        _more("unpaid", seen, without),
        _more("dollar_days", seen, without),
        barred.bit_count(),
        freed.bit_count(),
        "; ".join(each.message for each in run.cautions if each.line == -len(_added(document))),
    )


def _more(what: str, seen: Mapping[str, "_Note"], without: Mapping[str, "_Note"]) -> int:
    return sum(getattr(each, what) - getattr(without[holder], what) for holder, each in seen.items())


def _added(document: Document) -> Sequence[Any]:
    return [written for written in document.events if written.line < 0]


class _Note:
    """What became of one Note: cents by component, and its barred days as bits, one a day since ``first``."""

    def __init__(self, first: date, last: date, *, discharges: bool) -> None:
        """``discharges``: whether what is turned over pays the Note, though its Holder does not keep it (1(g))."""
        self.turned_over = self.paid = self.unpaid = self.dollar_days = 0
        self.held = [0, 0, 0, 0]
        self.interest = self.principal = 0  # days, as bits
        self._watched = HeldBack(), HeldBack(), HeldBack()
        self._premium = PremiumDue()
        self._first, self._last, self._discharges = first.toordinal(), last.toordinal(), discharges
        self._standing, self._since = "open", 0

    def see(self, row: Row) -> None:
        """A day's row."""
        interest, principal = row.standing == "barred", row.standing in ("barred", "barred_principal")
        expenses_, interest_, principal_ = self._watched
        self.held[0] += expenses_.see((row.expenses_due, row.expenses_paid, row.expenses_unpaid), barred=interest)
        self.held[1] += interest_.see((row.interest_due, row.interest_paid, row.interest_unpaid), barred=interest)
        self.held[2] += principal_.see((row.principal_due, row.principal_paid, row.principal), barred=principal)
        self.paid += row.paid
        kept = row.paid - row.turned_over if self._discharges else row.paid
        self.dollar_days += kept * (self._last - row.date.toordinal())
        self.turned_over += row.turned_over
        self.held[3] += self._premium.see(row.besides, barred=principal)
        self.unpaid = row.principal + row.interest_unpaid + row.expenses_unpaid + self._premium.unpaid
        self._stands(row.standing, row.date)

    def _stands(self, standing: str, day: date) -> None:
        now = day.toordinal() - self._first
        bits = (1 << now) - (1 << self._since)
        if self._standing == "barred":
            self.interest |= bits
        if self._standing in ("barred", "barred_principal"):
            self.principal |= bits
        self._standing, self._since = standing, now

    def end(self) -> None:
        """The last day is over."""
        self._stands("", date.fromordinal(self._last + 1))

    def held_more(self, without: "_Note") -> Iterable[int]:
        """Cents held back beyond those of another run, by component; below zero: fewer."""
        return [mine - other for mine, other in zip(self.held, without.held, strict=True)]

    def barred_beyond(self, other: "_Note") -> int:
        """The days on which something is barred that is not in another run, as bits."""
        return (self.interest & ~other.interest) | (self.principal & ~other.principal)


def _seen(run: Run) -> Mapping[str, _Note]:
    discharges = run.document.terms.turnover.discharges
    notes = {holder.id: _Note(run.first_day, run.through, discharges=discharges) for holder in run.document.holders}
    for row in with_issues(run):
        notes[row.holder].see(row)
    for note in notes.values():
        note.end()
    return notes
