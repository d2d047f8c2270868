"""The Schedule of a workbook: per Holder, a line for interest that ran, and one for each day on which something moved.

Every line follows from the one above it by formulas that an accountant can read: days by subtraction, interest as
principal x factor, the running total, what falls due as the rounded running total less what the period took before
(R-6), balances rolled forward. What the formulas take as given (issues, sums paid, transfers, bars) is put in. At the
right stand the engine's figures, and the difference, which is zero.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.day_lines import Moved
from note_sched.history.movements import KINDS, Act, EntryKind
from note_sched.instruments import Instrument
from note_sched.pages.workbook import (
    Cell,
    CellRange,
    CellRole,
    Cells,
    Formula,
    Holds,
    Named,
    Ref,
    Sheet,
    Width,
    headings,
    title,
)
from note_sched.reports.books.accrual_columns import AT, HEAD, NAME, HolderLines, SheetColumn, columns, used
from note_sched.reports.books.counted import basis_cell, days_cell, is_at_one_rate, rate_cell
from note_sched.reports.telling.wording import cited, way_words
from note_sched.simulation.outcome import Run
from note_sched.terms import roles

_OWING = {"expenses": "expenses_unpaid", "interest": "interest_unpaid", "balance": "principal"}
"""The columns of balances that are rolled forward, and the balance in each."""


_COMPARED = (
    ("interest_due", "engine_due"),
    ("expenses", "engine_expenses"),
    ("interest", "engine_interest"),
    ("not_due", "engine_not_due"),
    ("balance", "engine_balance"),
)

_CAUSES = {
    "issue": "issued",
    "instalment": "instalment",
    "maturity": "maturity",
    "acceleration": "acceleration",
    "expense": "expenses demanded",
    "payment": "payment recorded",
    "distribution": "distribution recorded",
    "returned_by_senior": "returned by Senior ({insolvency})",
    "conversion": "conversion",
    "principal_instalment": "instalment of principal",
    "acceleration_rescinded": "acceleration rescinded",
    "deemed": "interest deemed capitalised",
    "assumed": "payment ASSUMED, not received",
    "transfer": "transfer",
    "period": "an interest period ends; its interest stays accrued",
}


def schedule_sheet(run: Run, found: Sequence[HolderLines], principals: Mapping[str, str]) -> Sheet:
    """The sheet; ``principals``: the name of the cell with each Holder's principal at issue."""
    largest = 2 * sum(holder.principal for holder in run.document.holders) + 1
    longest = max((block.holder for block in found), key=len, default="")
    clauses = ", ".join(run.label(role) for role in (roles.Role.BLOCKAGE_CURED, roles.Role.SENIOR_MATURED))
    words = {"holder": longest, "clauses": clauses, "event": "payment ASSUMED, not received; instalment"}
    seen = used(found)
    widths = [
        Width(words.get(column.key, column.widest or column.heading[:12]), fold=column.key == "event")
        if column.holds is Holds.TEXT
        else Width(
            largest if column.holds is Holds.MONEY else 366,
            column.holds,
            hidden=column.key not in seen,
            outline=column.key.startswith("engine_"),
        )
        for column in columns(found)
    ]
    return Sheet(NAME, widths, _rows(run, found, principals), head=HEAD, fixed=3, filtered=True)


def _rows(run: Run, found: Sequence[HolderLines], principals: Mapping[str, str]) -> Iterator[Cells]:
    yield title("Schedule: interest line by line, and what fell due, was paid and is owing")
    there, seen = columns(found), used(found)
    yield headings(column.heading for column in there)
    over = _turned_over(run)
    for block in found:
        writer = _HolderWriter(block, there, seen, principals[block.holder], over, run)
        for line in block.lines:
            yield writer.interest(line) if isinstance(line, AccrualLine) else writer.moved(line)


class _HolderWriter:
    """Writes the lines of one Holder; knows where the figures are from which the next line follows."""

    def __init__(
        self,
        block: HolderLines,
        columns: Sequence[SheetColumn],
        seen: Collection[str],
        principal: str,
        over: Mapping[tuple[str, date], Sequence[str]],
        run: Run,
    ) -> None:
        """What is the same for every line of a Holder.

        Args:
            block: the lines.
            columns: those of the sheet.
            seen: those of them in which there is something to see; the others stay empty.
            principal: the name of the cell with the principal at issue.
            over: what was turned over, in words.
            run: of which document, and under which paper, by which clauses are cited.
        """
        self._one_rate = is_at_one_rate(run.document)
        self._keys = [column.key if column.key in seen else None for column in columns]
        self._signs = {balance: _signs(columns, attrgetter(f"sign.{balance}")) for balance in _OWING.values()}
        self._cuts = _signs(columns, attrgetter("cuts"))
        self._over = over
        self._instrument = run.instrument
        self._holder = block.holder
        self._principal = principal
        self._count = run.document.terms.interest.day_count
        self._row = block.first - 1
        self._moved: int | None = None  # the row of the last day
        self._balance = 0
        self._running: list[Any] = []  # the period's total so far
        self._taken: list[Any] = []  # what earlier days took out of it

    def _ref(self, key: str, row: int | None = None) -> Ref:
        return Ref(self._row if row is None else row, AT[key])

    def interest(self, line: AccrualLine) -> Cells:
        """Interest that ran."""
        self._row += 1
        ref = self._ref
        before = [*self._running, "+"] if self._running else []
        cells = {
            "date": Cell(line.end, Holds.DATE, CellRole.FACT),
            "event": Cell(", ".join(filter(None, ("interest runs", way_words(line)))), role=CellRole.NOTE),
            "first": Cell(line.start, Holds.DATE, CellRole.FACT),
            "days": days_cell(line.days, self._count, ref("first"), ref("date")),
            "earning": self._earning(line.principal),
            "rate": rate_cell(line.rate, one=self._one_rate),
            "basis": basis_cell(line.basis, self._count, ref("first")),
            "factor": Cell(
                line.rate * line.days / line.basis,
                Holds.FACTOR,
                formula=[ref("rate"), "*", ref("days"), "/", ref("basis")],
            ),
            "accrued": Cell(line.exact, Holds.EXACT, formula=[ref("earning"), "*", ref("factor")]),
            "running": Cell(line.running, Holds.EXACT, formula=[*before, ref("accrued")]),
            "engine_running": Cell(line.running, Holds.EXACT, CellRole.ENGINE),
            "difference": Cell(
                0, Holds.EXACT, CellRole.CHECK, ["ROUND(", ref("running"), "-", ref("engine_running"), ",6)"]
            ),
        }
        self._running = [ref("running")]
        return self._line(cells)

    def moved(self, moved: Moved) -> Cells:
        """A day on which something moved."""
        self._row += 1
        cells: dict[str, Cell] = {
            "date": Cell(moved.date, Holds.DATE, CellRole.FACT),
            "event": Cell(_event(moved, self._over.get((self._holder, moved.date), ()), self._instrument)),
            **self._in_the_period(moved),
            **self._fell_due(moved),
            **_put_in(moved),
        }
        if _is_issued(moved):
            cells["issued"] = cells["issued"]._replace(role=CellRole.PLAIN, formula=[Named(self._principal)])
        cells |= self._balances(moved)
        cells |= self._compared(moved)
        self._moved, self._balance = self._row, moved.owing.principal
        self._running, self._taken = self._left(moved)
        return self._line(cells)

    def _left(self, moved: Moved) -> tuple[list[Any], list[Any]]:
        """The total with which the next line goes on, and what was taken out of it."""
        ref = self._ref
        if not moved.closes:
            return [ref("running")], [ref("taken"), *self._signed(self._cuts)]
        if moved.over:
            return [ref("not_due"), "+", ref("accrued_paid")], [ref("accrued_paid")]
        return [], []

    def _in_the_period(self, moved: Moved) -> dict[str, Cell]:
        """The running total, and what earlier days took out of it."""
        ref = self._ref
        cells: dict[str, Cell] = {}
        if moved.carried:
            cells["accrued"] = Cell(moved.carried, Holds.EXACT, CellRole.FACT)
        parts = list(self._running)
        parts += [*(["+"] if parts else []), ref("accrued")] if moved.carried else []
        cells["running"] = Cell(moved.running, Holds.EXACT, formula=parts or None)
        cells["taken"] = Cell(moved.taken, Holds.MONEY, formula=self._taken or None)
        return cells

    def _fell_due(self, moved: Moved) -> dict[str, Cell]:
        """What fell due that day, and what of it was barred."""
        ref, row = self._ref, moved.row
        expenses, interest, principal = (
            moved.sums.get(key, 0) for key in ("expenses_due", "interest_due", "principal_due")
        )
        due = expenses + interest + principal
        standing = row.standing if row else "open"
        barred = due if standing == "barred" else principal if standing == "barred_principal" else 0
        cut = "interest_due" in moved.sums
        cells = {
            "interest_due": Cell(interest, Holds.MONEY, formula=self._rounded("taken") if cut else None),
            "due": Cell(due, Holds.MONEY, formula=["SUM(", CellRange(ref("expenses_due"), ref("principal_due")), ")"]),
            "payable": Cell(due - barred, Holds.MONEY, formula=[ref("due"), "-", ref("barred")]),
            "barred": Cell(
                barred,
                Holds.MONEY,
                formula=[
                    *("IF(", ref("standing"), '="barred",', ref("due")),
                    *(",IF(", ref("standing"), '="barred principal",', ref("principal_due"), ",0))"),
                ],
            ),
        }
        put_in = {"expenses_due": expenses, "principal_due": principal}
        cells |= {key: Cell(cents, Holds.MONEY, CellRole.FACT) for key, cents in put_in.items() if cents}
        if row:
            cells["standing"] = Cell(standing.replace("_", " "), role=CellRole.FACT)
            if row.roles:
                cells["clauses"] = Cell(", ".join(self._instrument.cited(row.roles)), role=CellRole.FACT)
        return cells if due else {key: cells[key] for key in ("interest_due", "standing", "clauses") if key in cells}

    def _rounded(self, *less: str) -> Formula:
        taken = [part for key in less for part in ("-", self._ref(key))]
        return ["MAX(0,ROUND(", self._ref("running"), "+", Named("RoundingGuard"), ",2)", *taken, ")"]

    def _balances(self, moved: Moved) -> dict[str, Cell]:
        """Each balance: the one of the day before, more what fell due or came, less what was paid."""
        ref = self._ref
        cells = {}
        for key, balance in _OWING.items():
            before: list[Any] = ["0"] if self._moved is None else [ref(key, self._moved)]
            moves = self._signed(self._signs[balance])
            cells[key] = Cell(getattr(moved.owing, balance), Holds.MONEY, formula=["ROUND(", *before, *moves, ",2)"])
        rest = None if moved.closes and not moved.over else self._rounded("taken", *(key for _, key in self._cuts))
        cells["not_due"] = Cell(moved.owing.accrued_interest, Holds.MONEY, formula=rest)
        return cells

    def _signed(self, signs: Sequence[tuple[str, str]]) -> list[Any]:
        """Columns of movements, each with its sign."""
        return [part for sign, key in signs for part in (sign, self._ref(key))]

    def _earning(self, cents: int) -> Cell:
        """The balance of the last day; put in where a part of it waits for its timely day, and for that part."""
        if self._moved is None or cents != self._balance:
            return Cell(cents, Holds.MONEY, CellRole.PLAIN if self._moved is None else CellRole.FACT)
        return Cell(cents, Holds.MONEY, formula=[self._ref("balance", self._moved)])

    def _compared(self, moved: Moved) -> dict[str, Cell]:
        """The engine's figures of the day, where it has a line for it, and the sum of all differences."""
        row = moved.row
        if row is None:
            return {}
        values = {
            "engine_due": row.interest_due,
            "engine_expenses": row.expenses_unpaid,
            "engine_interest": row.interest_unpaid,
            "engine_not_due": row.accrued_interest,
            "engine_balance": row.principal,
        }
        found = {key: Cell(cents, Holds.MONEY, CellRole.ENGINE) for key, cents in values.items()}
        parts: list[Any] = []
        for ours, theirs in _COMPARED:
            parts += ["+ABS(", self._ref(ours), "-", self._ref(theirs), ")"]
        found["difference"] = Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(", *parts, ",2)"])
        return found

    def _line(self, cells: dict[str, Cell]) -> Cells:
        cells["holder"] = Cell(self._holder)
        return [cells.get(key) if key else None for key in self._keys]


def _signs(columns: Sequence[SheetColumn], sign: Callable[[EntryKind], int]) -> list[tuple[str, str]]:
    """The columns of movements that have a sign, each with it."""
    signs = {kind.column: sign(kind) for kind in KINDS.values() if kind.column}
    return [("+" if found > 0 else "-", column.key) for column in columns if (found := signs.get(column.key))]


def _is_issued(moved: Moved) -> bool:
    """Whether principal was issued, and none came or went by transfer."""
    issued = sum(each.cents for each in moved.movements if each.kind.act is Act.ISSUED)
    return bool(issued) and issued == moved.sums["issued"]


def _put_in(moved: Moved) -> dict[str, Cell]:
    """What the formulas take as given."""
    row = moved.row
    given = {key: cents for key, cents in moved.sums.items() if key == "premium_due" or not key.endswith("_due")}
    sums = {
        **given,
        "assumed": row.assumed if row else 0,
        "turned_over": row.turned_over if row else 0,
    }
    return {key: Cell(cents, Holds.MONEY, CellRole.FACT) for key, cents in sums.items() if cents}


def _turned_over(run: Run) -> dict[tuple[str, date], list[str]]:
    """What was turned over, by Holder and day, in words with the line of the receipt."""
    found: dict[tuple[str, date], list[str]] = {}
    for receipt in run.receipts:
        for turnover in receipt.turnovers:
            where = f", received by {cited(receipt.line)}" if receipt.line else ""
            found.setdefault((turnover.holder, receipt.date), []).append(f"turned over to Senior{where}")
    return found


def _event(moved: Moved, over: Sequence[str], instrument: Instrument) -> str:
    """What happened, each cause once, with the line of the document that says so."""
    causes = dict.fromkeys(each.cause for each in moved.movements if each.cents or each.carries)
    insolvency = instrument.label(roles.Role.INSOLVENCY)
    words = [
        _CAUSES[cause.kind].format(insolvency=insolvency) + (f" ({cited(cause.line)})" if cause.line else "")
        for cause in causes
    ]
    words += dict.fromkeys(over)
    return "; ".join(words) or ("balances" if moved.row is not None else "as of this day")
