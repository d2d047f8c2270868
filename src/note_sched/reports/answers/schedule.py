"""``simulate``: what fell due, was paid, was barred, per day and Holder."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from note_sched.document.model import Document, Note, Reading
from note_sched.faults import Caution
from note_sched.measure.accrual import InterestRate, Rate
from note_sched.pages.page import Column, Kind, Line, Page, Section, Table
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers import schedule_lines
from note_sched.reports.answers.bars import window_record, windows_of
from note_sched.reports.answers.schedule_rows import of_holders, schedule_record
from note_sched.reports.telling.fact_data import declared_data, default_data, turnover_data
from note_sched.reports.telling.maturities import earlier
from note_sched.reports.telling.position import DayView, payments, position_lines
from note_sched.reports.telling.readings import readings
from note_sched.reports.telling.story import holders_named, story
from note_sched.reports.telling.wording import Names
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

WARNING_COLUMNS = (Column("code"), Column("message"), Column("line", Kind.COUNT))


def schedule(run: Run, holders: Collection[str] = (), *, by_holder: bool = False, seen: DayView | None = None) -> Page:
    """The schedule of a run.

    Args:
        run: a finished simulation with its rows.
        holders: ids to show; totals are those of all Notes whatever is shown.
        by_holder: for people, a line per date and Holder instead of a line per date.
        seen: for people, where things stand on the day that the record suggests.
    """
    shown = list(of_holders(run.rows, holders))
    record = schedule_record(run, shown)
    lines = schedule_lines.by_holder(run, shown) if by_holder or holders else schedule_lines.by_date(run)
    named = [holders_named(run.document, holders)] if by_holder or holders else []
    tables = [
        days_table(run, lines, all_notes=bool(holders)),
        *footing(run),
        *story(run, holders),
        *named,
        readings(run),
    ]
    return Page(
        schedule_data(run, record, holders), record, tables, head=[*terms_lines(run), *position_lines(run, seen)]
    )


def days_table(run: Run, lines: Sequence[schedule_lines.Day], *, all_notes: bool) -> Table:
    """The lines of the schedule with the sums of all Notes."""
    moved = {name: sum(getattr(row, name) for row in run.rows) for name in schedule_lines.MOVED}
    moved["interest_capitalised"] = sum(row.besides.interest_capitalised for row in run.rows)
    sums = [moved.get(column.name) for column in schedule_lines.COLUMNS]
    label = "TOTAL of all" if all_notes else "TOTAL"
    return schedule_lines.table(lines, [label, *sums[1:]])


def footing(run: Run) -> Iterator[Section]:
    """How the totals foot where something was paid before it fell due: more was paid, then, than fell due."""
    totals = run.totals
    in_kind, pik = totals.besides.interest_capitalised, run.document.terms.interest.pik
    was_due = {"interest": in_kind if pik is not None and pik.deemed else 0}
    not_owed = {"principal"} if run.undone or totals.besides.principal_converted else ()  # though it fell due
    lines: list[Phrase] = []
    for component, before in (("interest", totals.accrued_paid), ("principal", totals.principal_prepaid)):
        due, paid = (sum(getattr(row, f"{component}_{what}") for row in run.rows) for what in ("due", "paid"))
        if before:
            both: list[Any] = [Money(due), " fell due and ", Money(before), " was paid before it fell due: together "]
            left: list[Any] = [Money(due + before), ", of which ", Money(paid), " is paid"]
            added = was_due.get(component, 0)
            if added:
                left += [", ", Money(added), " is added to principal"]
            if component not in not_owed:
                left += [" and ", Money(due + before - paid - added), " unpaid"]
            lines.append([f"{component.capitalize()}: ", *both, *left])
    if in_kind:
        lines.append(["Capitalised, not paid: ", Money(in_kind), " of interest, which is principal now"])
    if totals.besides.premium_paid:
        due_premium = totals.besides.premium_due
        of_it: list[Any] = ["; ", Money(due_premium), " had fallen due"] if due_premium else []
        lines.append(["Premium: ", Money(totals.besides.premium_paid), " was paid besides", *of_it])
    elif totals.besides.premium_due and not run.undone:
        lines.append(["Premium: ", Money(totals.besides.premium_due), " fell due besides; none of it is paid"])
    if totals.besides.principal_converted:
        lines.append(["Converted, not paid: ", Money(totals.besides.principal_converted), " of principal"])
    if lines:
        yield Section("How the totals add up, over all Notes", lines)


def terms_lines(run: Run) -> list[Line]:
    """What the Note is, whose, how much of it, until when, and how far its payments are recorded."""
    note, holders = run.document.note, run.document.holders
    principal = Money(sum(holder.principal for holder in holders))
    whose = [holders[0].name] if len(holders) == 1 else [f"{len(holders)} Holders"]
    return [
        Line("Note", note.title),
        Line("Borrower", note.borrower),
        Line("Holders" if len(holders) > 1 else "Holder", [*whose, ", principal ", principal]),
        Line("Maturity", _maturity(run)),
        Line("Payments", payments(run)),
    ]


def _maturity(run: Run) -> Phrase:
    day, note, clause = run.maturity.date, run.document.note, run.label(Role.PROMISE)
    in_time = [] if run.timely_maturity == day else [", in time through ", run.timely_maturity]
    if run.maturity.cause == "stated":
        return [day, *in_time, f"; the stated Maturity Date ({clause})", *earlier(run)]
    threshold = Money(note.financing_threshold or 0)
    return [day, *in_time, "; brought forward by a financing of ", threshold, f" or more ({clause})", *earlier(run)]


def note_data(note: Note) -> dict[str, Any]:
    """The Note's terms, by the document's keys."""
    return {
        "title": note.title,
        "borrower": note.borrower,
        "issue_date": note.issue_date,
        "maturity_date": note.maturity_date,
        "interest_rate": rate_data(note.interest_rate),
        "first_payment_date": note.first_payment_date,
        "offering_limit": None if note.offering_limit is None else Money(note.offering_limit),
        "financing_threshold": None if note.financing_threshold is None else Money(note.financing_threshold),
        "legal_maximum_rate": None if note.legal_maximum_rate is None else note.legal_maximum_rate.written,
    }


def rate_data(rate: InterestRate) -> Any:  # noqa: ANN401 (a word, a list or a mapping)
    """A rate as a document writes it: one, several in turn, or one that follows an index."""
    if isinstance(rate, Rate):
        return rate.written
    from note_sched.document.moving_rate import written_rate  # noqa: PLC0415 (most rates are one)

    return written_rate(rate)


def reading_data(reading: Reading) -> dict[str, str]:
    """Every switch and its position."""
    return {
        "day_count": reading.day_count.value,
        "business_days": reading.business_days,
        "window_end": reading.window_end,
        "block_trigger": reading.block_trigger,
        "proviso_scope": reading.proviso_scope,
        "mixed_block": reading.mixed_block,
        "turnover_effect": reading.turnover_effect,
    }


def terms_data(document: Document) -> dict[str, Any]:
    """The whole set of terms in force, by the document's keys and words, and which of them it states.

    Nothing where the document has no ``terms``.
    """
    if document.stated is None:
        return {}
    from note_sched.document.changes import plain  # noqa: PLC0415 (most documents state no terms)
    from note_sched.document.paper import as_written  # noqa: PLC0415 (as above)

    terms = {"instrument": document.instrument.key, **plain(as_written(document.terms))}
    return {"terms": terms, "terms_stated": list(document.stated)}


def schedule_data(run: Run, record: Table, holders: Collection[str]) -> dict[str, Any]:
    """All that a run has for machines: ``record``, the rows of the schedule, and what else concerns some Holders."""

    def shown(holder: str | None) -> bool:
        return not holders or holder is None or holder in holders

    totals, names = run.totals, Names(run.document)
    return {
        "schema_version": 1,
        "note": note_data(run.document.note),
        "reading": reading_data(run.document.reading),
        "through": run.through,
        "maturity": {
            "date": run.maturity.date,
            "timely_through": run.timely_maturity,
            "cause": run.maturity.cause,
            "clause": run.label(Role.PROMISE),
        },
        "schedule": record,
        "windows": window_record(run, windows_of(run, holders)),
        "events_of_default": [default_data(names, each) for each in run.defaults if shown(each.holder)],
        "accelerations": [declared_data(names, each) for each in run.accelerations if shown(each.holder)],
        "turnovers": [turnover_data(names, each) for each in run.turnovers if shown(each.holder)],
        "subrogation": [
            {"holder": each.holder, "pool": Money(each.pool), "live_from": each.live_from, "claim": Money(each.claim)}
            for each in run.subrogation
            if shown(each.holder)
        ],
        "totals": {
            "interest_paid": Money(totals.interest_paid),
            "principal_paid": Money(totals.principal_paid),
            "expenses_paid": Money(totals.expenses_paid),
            "turned_over": Money(totals.turned_over),
            "refundable": Money(totals.refundable),
            "collection_expenses": Money(totals.collection_expenses),
        },
        "warnings": _warnings(run.cautions),
        **({"acknowledged": _warnings(run.acknowledged)} if run.acknowledged else {}),
        **terms_data(run.document),
    }


def _warnings(cautions: Sequence[Caution]) -> Table:
    return Table(WARNING_COLUMNS, [(each.code, each.message, each.line) for each in cautions])
