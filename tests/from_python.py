"""A caller's own script: mypy reads it as strictly as the package, and test_front.py runs it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from note_sched import Caution, Fault, Faulty, Offering, Played, Refusal, load, loads


def faults_of(text: str) -> list[Fault]:
    """What is wrong with a document."""
    try:
        loads(text)
    except Faulty as faulty:
        return faulty.faults
    return []


def interest_paid(played: Played) -> Decimal:
    """The sum of a column."""
    column: Iterable[Decimal] = (row["interest_paid"] for row in played.schedule())
    return sum(column, Decimal(0))


def first_day_to_pay(offering: Offering, days: Iterable[date]) -> date | None:
    """The first of some days on which everything due may be paid."""
    for day in days:
        try:
            if offering.can_pay(day)["verdict"] == "PAY":
                return day
        except Refusal as refusal:
            raise SystemExit(f"{refusal}: {refusal.hint}") from refusal
    return None


def warnings_of(file: Path) -> tuple[Caution, ...]:
    """What a reader should know."""
    return load(file).set({"reading.window_end": "payable"}).known_at(date(2009, 12, 31)).play().warnings
