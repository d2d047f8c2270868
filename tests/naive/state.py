"""What a run keeps from day to day."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from .facts import Facts
from .notes import Note
from .receipts import (
    Bar,
    Sums,
)
from .senior import Books, Senior


@dataclass
class Judged:
    """What was judged of a Note on a day, after step 6, and whether it owed anything then and after step 7."""

    bars: list[Bar]
    payable: dict[str, bool]
    unratable: list[str]  # all_or_none: the Holders that are in the way
    owing: bool
    owed_after_recorded: dict[str, bool] = field(default_factory=dict)  # where anything is barred


@dataclass
class Run:
    """An unbroken run of days on which something barred, and all that caused it on any of them, as they came."""

    first: date
    last: date
    cause: list[str]


class State:
    """A run: the Notes, the Senior debts, and what is remembered of the days played. `last`: the last day, exactly."""

    def __init__(self, facts: Facts, books: Books, last: date | None = None, at_least: date | None = None) -> None:
        self.facts = facts
        self.senior = Senior(facts, books)
        self.last = last
        self.at_least = at_least or facts.issue
        reduces = facts.terms["principal"]["reduces"] if facts.terms["principal"]["instalments"] else None
        self.notes = {holder: Note(holder, reduces=reduces) for holder in facts.ids}
        self.standing_defaults = facts.standing_defaults()
        self.payment_defaults: list[list] = []  # [holder, from, until]
        self.overrides: list[tuple[date, date]] = []
        self.override_rows: list[dict] = []
        self.accelerations: list[dict] = []
        self.block_rows: list[dict] = []
        self.runs: dict[tuple, list[Run]] = {}  # what barred, whom -> unbroken runs of days
        self.schedule: list[dict] = []
        self.turnovers: dict[tuple, Sums] = {}
        self.seen_bars: dict[tuple, Bar] = {}
        self.closing_owing: Sums = {}
        self.totals = dict.fromkeys(("refundable", "collection_expenses"), 0)
        self.judged: dict[date, dict[str, Judged]] = {}
        self.asked: dict[date, dict] = {}  # filled on the days that are keys already
        self.today = facts.issue
        self.stopped: date | None = None
        self.latest_fact = facts.latest_fact()
        self.timely_maturity = facts.calendar.timely_through(facts.latest_maturity()[0])
        self.factors: dict[tuple, Fraction] = {}
        self.factors_of_day: dict[tuple, tuple[Fraction, Fraction, Fraction, Fraction]] = {}
