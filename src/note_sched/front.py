"""The front door for Python: load a document, suppose events, play it, ask what the commands answer.

What comes back are the objects of the commands' json, by the same keys, with values of Python: sums are ``Decimal``
dollars with two places (a per diem has six), days are ``datetime.date``, flags are ``bool``, what is not known is
``None``. Rows are a list of dicts, which is what a frame of pandas or polars is made of.

Nothing is printed, no file is written, no clock is read, and nothing of the caller's process is changed.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from os import PathLike, fspath
from typing import Any, NoReturn

from note_sched.document.added import written_event
from note_sched.document.known import known_at
from note_sched.document.load import load as read_document
from note_sched.document.model import Document
from note_sched.faults import Caution, Faulty, Refusal
from note_sched.intake.beside import Beside
from note_sched.measure.accrual import PerDiem
from note_sched.measure.money import read_sum, write_per_diem, write_sum
from note_sched.pages.page import Column, Kind, SingleRow, Table
from note_sched.pages.values import Money, Said
from note_sched.rendering.excerpt import write_faults
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule_data
from note_sched.reports.answers.schedule_rows import of_holders, schedule_record
from note_sched.reports.answers.wire import send, with_wire
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Run

Answer = dict[str, Any]
"""An answer by the keys of its command's json."""

Rows = list[dict[str, Any]]
"""Rows by the names of their columns."""


def load(file: str | PathLike[str]) -> "Offering":
    """The Offering that a file describes.

    Raises:
        Faulty: with every fault of the file; ``str`` of it is what ``note-sched check`` prints.
        OSError: the file cannot be read.
    """
    name = fspath(file)
    with open(name, "rb") as source:
        return Offering(source.read(), name, beside=Beside(os.path.dirname(name)))


def loads(text: str | bytes, name: str = "document") -> "Offering":
    """The Offering that a text describes; ``name`` is how its faults cite it.

    Files that it names are those of the current folder.

    Raises:
        Faulty: with every fault of the text.
    """
    return Offering(text.encode() if isinstance(text, str) else text, name)


class Offering:
    """The Notes of a document, with what is supposed, set and known: a value, of which others are made.

    ``suppose``, ``set`` and ``known_at`` return another Offering and leave this one as it is.

    Attributes:
        name: the file, or what a text was named.
        document: what was read, by the keys of the file; its types are the program's own and may change.
    """

    name: str
    document: Document

    def __init__(
        self,
        raw: bytes,
        name: str,
        supposed: Sequence[str] = (),
        settings: Sequence[str] = (),
        known: date | None = None,
        beside: Beside | None = None,
    ) -> None:
        """Made by ``load`` and ``loads``."""
        self.name = name
        self._raw = raw
        self._supposed = tuple(supposed)
        self._settings = tuple(settings)
        self._known = known
        self._beside = beside or Beside("")
        try:
            document = read_document(raw, self._settings, self._supposed, self._beside)
        except Faulty as faulty:
            self._tell(faulty)
        self.document = document if known is None else known_at(document, known)

    def __repr__(self) -> str:
        return f"<Offering {self.name}: {len(self.document.holders)} Holders, {len(self.document.events)} events>"

    @property
    def holders(self) -> Rows:
        """A row per Holder, in document order: ``holder`` (its id), ``name``, ``principal`` as issued, in dollars."""
        return [
            {"holder": each.id, "name": each.name, "principal": _dollars(each.principal)}
            for each in self.document.holders
        ]

    def suppose(self, *events: str | Mapping[str, Any]) -> "Offering":
        """This Offering with events that its document does not have, behind those that it has.

        Args:
            events: each as ``--add`` takes it (``"payment date=2009-05-01 amount=2166.67"``), or by the keys of the
                document (``{"type": "payment", "date": date(2009, 5, 1), "amount": Decimal("2166.67")}``).

        Raises:
            Faulty: an event is not one that the document could have; lines below zero are those of ``events``.
            TypeError: a value has a type that no document has, such as a float.
        """
        lines = [each if isinstance(each, str) else written_event(each) for each in events]
        return Offering(self._raw, self.name, (*self._supposed, *lines), self._settings, self._known, self._beside)

    def set(self, settings: Mapping[str, object]) -> "Offering":
        """This Offering under other switches, as ``--set`` takes them: ``{"reading.window_end": "payable"}``.

        Of a key that was set before, the later value holds.

        Raises:
            Refusal: there is no such key, or no such value.
        """
        kept = [each for each in self._settings if each.partition("=")[0] not in settings]
        made = [f"{key}={value}" for key, value in settings.items()]
        return Offering(self._raw, self.name, self._supposed, (*kept, *made), self._known, self._beside)

    def known_at(self, day: date | None) -> "Offering":
        """This Offering as the document knew it at the end of ``day``; None: all that it knows."""
        known = None if day is None else _day(day)
        return Offering(self._raw, self.name, self._supposed, self._settings, known, self._beside)

    def play(self, *, through: date | None = None, daily: bool = False) -> "Played":
        """Every day of the Notes, one after the other.

        Args:
            through: the last day; by default all Notes are paid, or nothing more is known.
            daily: a row of the schedule for every day and Holder, not only for days on which something happens.

        Raises:
            Faulty: more is transferred than is held on that day.
            Refusal: ``through`` is before the issue date, or beyond the calendar.
        """
        return Played(self._run(through=None if through is None else _day(through), daily=daily))

    def can_pay(self, on: date, *, amount: Decimal | int | str | None = None, to: str | None = None) -> Answer:
        """Whether what is due may be paid on a day: the json of ``note-sched can-pay``.

        ``["verdict"]`` is ``"PAY"``, ``"PAY ONLY"`` or ``"DO NOT PAY"``; ``["holders"]`` has each Holder's sums due,
        its bars with the day they lift, and what would be turned over.

        Args:
            on: the day; payments recorded on it are counted, assumed ones are not.
            amount: a wire of so many dollars; what would become of it is in ``["wire"]``.
            to: the Holder to whom it goes; None: to all Notes, ratably.

        Raises:
            Faulty, Refusal: as ``play``; or ``amount`` is no sum, ``to`` no Holder.
        """
        run = self._run(ask=_day(on))
        page = can_pay(run)
        if amount is not None:
            if to is not None:
                _known(to, self.document)
            page = with_wire(page, send(self.document, run, _cents(amount), to))
        return _object(page.data)

    def payoff(self, as_of: date) -> Answer:
        """What pays every Note in full on a day: the json of ``note-sched payoff``.

        ``["total"]["total"]`` is the sum, ``["total"]["per_diem"]`` what that day itself adds, ``["permitted"]``
        whether it may be paid, ``["payable_from"]`` from which day if not; ``["holders"]`` a row for each.

        Raises:
            Faulty, Refusal: as ``play``.
        """
        return _object(payoff(self._run(ask=_day(as_of))).data)

    def _run(self, *, through: date | None = None, daily: bool = False, ask: date | None = None) -> Run:
        try:
            return simulate(self.document, through=through, daily=daily, ask=ask)
        except Faulty as faulty:
            self._tell(faulty)

    def _tell(self, faulty: Faulty) -> NoReturn:
        text = self._raw.decode("utf-8-sig", "replace")
        raise Faulty(
            faulty.faults, write_faults(self.name, text, faulty.faults, self._supposed, faulty.files)
        ) from None


class Played:
    """An Offering that was played to its last day. Rows can be narrowed to some Holders; sums are those of all."""

    def __init__(self, run: Run) -> None:
        """Made by ``Offering.play``."""
        self._run = run

    def __repr__(self) -> str:
        return f"<Played through {self.through}>"

    @property
    def through(self) -> date:
        """The last day that was played."""
        return self._run.through

    @property
    def warnings(self) -> tuple[Caution, ...]:
        """What a reader should know about the document: each with its code, its message and its line."""
        return tuple(self._run.cautions)

    @property
    def totals(self) -> Answer:
        """What was paid, turned over and refundable on all Notes, in dollars."""
        return _object(self._data(())["totals"])

    def schedule(self, *holders: str) -> Rows:
        """A row per date and Holder: what fell due, was paid, was turned over, what is owed at the end of the day.

        Raises:
            Refusal: one of ``holders`` is no Holder's id; so too from the other questions.
        """
        return self._rows("schedule", holders)

    def bars(self, *holders: str) -> Rows:
        """A row per window in which something was barred or a bar was lifted, and per void notice with its reason.

        ``start`` and ``end`` are both inside; ``holder`` None is all, ``end`` None is not known.
        """
        return self._rows("windows", holders)

    def events_of_default(self, *holders: str) -> Rows:
        """A row per Event of Default, ``from`` its first day ``until`` its last; ``until`` None: it exists still."""
        return self._rows("events_of_default", holders)

    def answer(self, *holders: str) -> Answer:
        """All of it: the json of ``note-sched simulate``."""
        return _object(self._data(holders))

    def _rows(self, key: str, holders: Sequence[str]) -> Rows:
        rows: Rows = _value(self._data(holders)[key])
        return rows

    def _data(self, holders: Sequence[str]) -> Mapping[str, Any]:
        for holder in holders:
            _known(holder, self._run.document)
        shown = schedule_record(self._run, of_holders(self._run.rows, holders))
        return schedule_data(self._run, shown, holders)


def _known(holder: str, document: Document) -> None:
    ids = [each.id for each in document.holders]
    if holder not in ids:
        raise Refusal(f"{holder!r} is no Holder's id", f"the Holders are {', '.join(ids[:8])}")


def _day(day: date) -> date:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise TypeError(f"{day!r} is no datetime.date; of a datetime take .date(), of text date.fromisoformat(…)")
    return day


def _cents(amount: Decimal | int | str) -> int:
    try:
        return read_sum(str(amount))
    except ValueError as error:
        raise Refusal(f"amount {amount!r} is no sum", f"write {error}") from None


def _dollars(cents: int) -> Decimal:
    """Dollars, exact whatever the caller's decimal context is.

    >>> _dollars(216_667)
    Decimal('2166.67')
    """
    return Decimal(write_sum(cents))


_SUMS = frozenset({Kind.MONEY, Kind.CHANGE})


def _object(data: Mapping[str, Any]) -> Answer:
    return {key: _value(each) for key, each in data.items()}


def _value(value: Any) -> Any:  # noqa: ANN401, PLR0911 (whatever json can hold, one line a kind)
    """A value of a page as a caller from Python gets it."""
    if isinstance(value, Money):
        return _dollars(value)
    if isinstance(value, Said):
        return "".join(str(_value(part)) for part in value)
    if isinstance(value, PerDiem):
        return Decimal(write_per_diem(value))
    if isinstance(value, Table):
        return [_row(value.columns, row) for row in value.rows]
    if isinstance(value, SingleRow):
        return _row(value.columns, value.row)
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    return value


def _row(columns: Sequence[Column], row: Sequence[Any]) -> Answer:
    return {
        column.name: _dollars(value) if column.kind in _SUMS and value is not None else _value(value)
        for column, value in zip(columns, row, strict=True)
    }
