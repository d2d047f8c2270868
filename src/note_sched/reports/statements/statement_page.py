"""Statements and the control sheet as pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from note_sched.measure.business_days import DAY
from note_sched.measure.share import percent
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    Prose,
    Section,
    Table,
    added_up,
    narrowed,
)
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.outlook import NEXT
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.told_day import headline_of
from note_sched.reports.statements.headline import beside, headline, in_short, please
from note_sched.reports.statements.history import History
from note_sched.reports.statements.restatement import CONTROL, RestatedLine, Restatement
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.statements.statement_data import (
    COLUMNS,
    control_data,
    record_row,
    statement_data,
    total_row,
)
from note_sched.reports.statements.tables import all_tables, refundable, sums
from note_sched.reports.telling.in_force import in_force, not_read, title_of
from note_sched.reports.telling.position import basis
from note_sched.reports.telling.quoting import behind
from note_sched.reports.telling.wording import STANDINGS, sums_in_words
from note_sched.terms.bite import something_bars
from note_sched.terms.roles import Role

_Part = Table | Section | Prose


def statement_page(of: Statements, statement: Statement, restates: Restatement | None = None, name: str = "") -> Page:
    """One Holder's statement; ``restates``: what it changes in an earlier one; ``name``: its own, if not its id."""
    name = name or statement.id
    said, tone = headline(of, statement)
    changed = [] if restates is None else list(_restated(restates))
    data = {"schema_version": 1, **statement_data(of, statement), "id": name, **_restated_data(restates)}
    return Page(
        data,
        Table(COLUMNS, [record_row(statement, name)]),
        [*changed, *all_tables(of, statement), *_closing_words(of)],
        [
            *beside(of, statement),
            *_who(statement, name),
            *please(statement),
            *_month_lines(of),
            *_outlook(of, statement),
        ],
        headline=said,
        tone=tone,
        title=_title("tatement of the month", restates),
        subtitle=[statement.holder.name, ", ", of.month.first, " to ", of.month.last],
    )


def control_page(of: Statements, restates: Restatement | None = None) -> Page:
    """The control sheet: all statements of a month together."""
    name = restates.name if restates else f"{of.month}{CONTROL}"
    rows = [record_row(each, each.id) for each in of.statements]
    data = {
        "schema_version": 1,
        "id": name,
        "month": str(of.month),
        "known_at": of.known,
        **control_data(of.control),
        **_restated_data(restates),
    }
    changed = [] if restates is None else list(_restated(restates))
    found, tone = in_short(of)
    return Page(
        data,
        Table(COLUMNS, [*rows, total_row(str(of.month), rows)]),
        [*changed, *_control_tables(of), *_closing_words(of)],
        [_verdict(of), Line("Control sheet", name), *_month_lines(of)],
        _without(of),
        found,
        tone,
        _title("ontrol sheet of the month", restates, "C"),
        ["all Notes, ", of.month.first, " to ", of.month.last],
    )


def statements_page(of: Statements, shown: Sequence[Statement]) -> Page:
    """The control sheet, and behind it several statements, each on a sheet of its own."""
    if len(shown) == 1:  # a paper for one Holder, in which no other Holder's sums have a place
        page = statement_page(of, shown[0])
        return page._replace(data=_all_data(of, shown), record=_all_records(of, shown))
    control = Section(f"{of.month}{CONTROL}: all statements together", _how_many(of, shown))
    parts: list[_Part] = [control, *_control_tables(of), *_closing_words(of)]
    for each in shown:
        said, _ = headline(of, each)
        head = [
            *beside(of, each),
            *please(each),
            *_who(each, each.id)[2:],
            *_outlook(of, each),
        ]  # whose it is says the title
        parts.append(Section(f"{each.id}: {each.holder.name}", [said, *map(_as_sentence, head)], sheet=True))
        parts += all_tables(of, each)
    found, tone = in_short(of)
    return Page(
        _all_data(of, shown),
        _all_records(of, shown),
        parts,
        [_verdict(of), *_month_lines(of)],
        _without(of),
        found,
        tone,
        "Statements of the month",
        [of.run.document.note.borrower, ", ", of.month.first, " to ", of.month.last],
    )


def _how_many(of: Statements, shown: Sequence[Statement]) -> list[Phrase]:
    among = f" of {len(of.statements)}" if len(shown) < len(of.statements) else ""
    return [f"Behind it: {len(shown)}{among} statements."]


def brief_control_page(of: Statements) -> Page:
    """The control sheet without a line per Holder: for a terminal, or a mail from cron."""
    page = control_page(of)
    return page._replace(
        tables=[table for table in page.tables if isinstance(table, Table) and table.columns is not HOLDERS]
    )


def _title(words: str, restates: Restatement | None, first: str = "S") -> str:
    return f"{first}{words}" if restates is None else f"Restated {first.lower()}{words}"


def _as_sentence(line: Line) -> Phrase:
    return [f"{line.label}: ", *([line.text] if isinstance(line.text, str) else line.text)]


def _all_data(of: Statements, shown: Sequence[Statement]) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "month": str(of.month),
        "from": of.month.first,
        "through": of.month.last,
        "known_at": of.known,
        "statements": [{**statement_data(of, each), **_restated_data(None)} for each in shown],
        "without_statement": list(of.without),
        "control": control_data(of.control),
    }


def _all_records(of: Statements, shown: Sequence[Statement]) -> Table:
    everyone = [record_row(each, each.id) for each in of.statements]
    return Table(COLUMNS, [*(record_row(each, each.id) for each in shown), total_row(str(of.month), everyone)])


def _who(statement: Statement, name: str) -> list[Line]:
    holder = statement.holder
    face: Phrase = "none: it came by transfer"
    if holder.principal:
        share = percent(holder.principal, statement.offering)
        face = [Money(holder.principal), f", {share} of the Notes as issued, ", Money(statement.offering)]
    return [
        Line("Statement", name),
        Line("Holder", f"{holder.name} ({holder.id})"),
        Line("Principal as issued", face),
    ]


def _verdict(of: Statements) -> Line:
    said, _ = headline_of(asked_of(of.run))
    return Line("Verdict", said)


def _month_lines(of: Statements) -> list[Line]:
    note = of.run.document.note
    known: Phrase = "everything that the document records"
    if of.known is not None:
        known = ["what was known on ", of.known]
    return [
        Line("Note", note.title),
        Line("Borrower", note.borrower),
        Line("Month", [of.month.first, " to ", of.month.last, "; balances are those of the end of a day"]),
        Line("Known", known),
        Line("Payments", basis(of.run)),
    ]


def _outlook(of: Statements, statement: Statement) -> Iterator[Line]:
    history, following = statement.history, statement.history.next_due
    if history.shortfall:
        yield Line("Shortfall", [Money(history.shortfall), " of what fell due in the month is unpaid at its end"])
    last = statement.month.last
    if history.accrued_with_last_day != history.closing.accrued_interest:
        yield Line(
            "Accrued",
            [
                Money(history.closing.accrued_interest),
                " through ",
                last - DAY,
                "; ",
                Money(history.accrued_with_last_day),
                " with ",
                last,
                " itself, as from the next day",
            ],
        )
    if following is not None:
        amounts = sums_in_words([("interest", following.interest), ("principal", following.principal)]) or ["nothing"]
        timely: list[Any] = (
            [] if following.timely_through == following.date else [", in time through ", following.timely_through]
        )
        yield Line("Next due", [following.date, *timely, ": ", *amounts, ", if nothing changes until then"])
    else:
        yield Line("Next due", "nothing more" if not history.arrears else "what is unpaid; nothing more falls due")
    if statement.holder.id in of.coming():
        yield Line(NEXT, of.coming()[statement.holder.id])
    if any(history.refundable):
        yield Line("Refundable", _refundable(history))
    year = history.year
    parts: list[Any] = [Money(year.interest_recorded), " received as recorded"]
    if year.interest_assumed:
        parts += ["; ", Money(year.interest_assumed), " assumed, not received"]
    if year.turned_over:
        parts += ["; turned over or diverted to Senior: ", Money(year.turned_over)]
    yield Line(f"Interest in {statement.month.year}", parts)


def _refundable(history: History) -> Phrase:
    of = history.refundable
    if not of.closing:
        return ["nothing any more: ", Money(of.refunded), " was refunded in the month"]
    return [Money(of.closing), " received beyond all that was owed, and not refunded; no payment on the Note"]


CHECKS = (
    Column("what", Kind.TEXT, "Check"),
    Column("statements", Kind.MONEY, "All statements"),
    Column("offering", Kind.MONEY, "The Offering's schedule"),
    Column("difference", Kind.MONEY, "Difference"),
)

HOLDERS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("share", Kind.TEXT, "Share"),
    Column("due", Kind.MONEY, "Fell due"),
    Column("recorded", Kind.MONEY, "Paid, recorded"),
    Column("assumed", Kind.MONEY, "Paid, assumed"),
    Column("turned_over", Kind.MONEY, "Turned over"),
    Column("shortfall", Kind.MONEY, "Shortfall"),
    Column("total", Kind.MONEY, "Owed at the end"),
    Column("standing", Kind.TEXT, "Standing"),
)


def _control_tables(of: Statements) -> Iterator[Table]:
    control = of.control
    yield sums(of.month, control.opening, control.flows, control.closing)
    if any(control.refundable):
        yield refundable(of.month, control.refundable)
    rows = [_holder_row(each) for each in of.statements]
    totals = added_up(HOLDERS, rows)
    table = Table(HOLDERS, rows, totals, "Statement by statement")
    yield narrowed(
        table,
        ("holder", "due", "recorded", "assumed", "turned_over", "shortfall", "total"),
        ("holder", "name", "share", "standing"),
    )
    yield Table(
        CHECKS,
        [(*each, each.difference) for each in control.checks],
        title="Do the statements agree with the Offering?",
    )


def _holder_row(statement: Statement) -> Sequence[Any]:
    history = statement.history
    return (
        statement.holder.id,
        statement.holder.name,
        percent(statement.holder.principal, statement.offering),
        sum(each.amount for each in history.due),
        -history.flows.paid_recorded.total,
        -history.flows.paid_assumed.total,
        sum(each.amount for each in history.turnovers),
        history.shortfall,
        history.closing.total,
        STANDINGS.get(statement.state.standing, statement.state.standing),
    )


def _without(of: Statements) -> list[Phrase]:
    if not of.without:
        return []
    return [f"No statement, for nothing was owed and nothing happened: {of.names.holders(of.without)}."]


def _closing_words(of: Statements) -> list[_Part]:
    found: list[_Part] = []
    if of.assumed:
        words: Phrase = [_ASSUMED, *basis(of.run), "). When it is recorded otherwise, this month is restated."]
        found.append(Prose([words], "Assumed payments", boxed=True))
    document = of.run.document
    found.append(Section(title_of(document), [f"In force: {in_force(document)}.", not_read(document)]))
    over = ""
    if something_bars(document.terms):
        readings = "readings" if document.overlay is None else "terms"
        clauses = behind(document, Role.TURNOVER, Role.SUBROGATION)
        over = (
            f" What was turned over to Senior holders pays nothing on the Note unless the {readings} say so{clauses}."
        )
    found.append(Prose([_WHAT_IT_IS + over], "What this is, and what it is not"))
    return found


_ASSUMED = (
    "What is marked as assumed was not received as far as the record goes: the program takes it that the Borrower pays "
    "what is due and payable where the record does not reach (payments: "
)

_WHAT_IT_IS = (
    "An account of the Note for one calendar month, made by a program from a document of recorded facts. It does not "
    "prove that money moved. It is no payoff quotation, no demand, no notice under the Note, no waiver, no tax form "
    "and no legal advice."
)

DIFFERENCES = (
    Column("line", Kind.TEXT, "Line"),
    Column("earlier", Kind.PHRASE, "As stated before"),
    Column("now", Kind.PHRASE, "As stated now"),
    Column("difference", Kind.MONEY, "Difference"),
)


def _restated(restates: Restatement) -> Iterator[_Part]:
    yield Section(f"This restates {restates.before}, because of", list(restates.causes))
    rows = [(each.line, *_values(each), _difference(each)) for each in restates.differences]
    yield Table(DIFFERENCES, rows, title=f"What differs from {restates.before}")


def _values(difference: RestatedLine) -> tuple[Phrase, Phrase]:
    """Both as people read them; beside a sum, a line that is not there is a sum of zero."""
    nothing: Phrase = [Money(0)] if _difference(difference) is not None else ""
    earlier, now = (
        nothing if value is None else value if isinstance(value, str) else [Money(value)]
        for value in (difference.earlier, difference.now)
    )
    return earlier, now


def _difference(difference: RestatedLine) -> int | None:
    earlier, now = difference.earlier or 0, difference.now or 0
    return None if isinstance(earlier, str) or isinstance(now, str) else now - earlier


def _restated_data(restates: Restatement | None) -> dict[str, Any]:
    if restates is None:
        return {"restatement": 0, "causes": [], "differences": []}
    differences = [
        {"line": each.line, "earlier": _as_money(each.earlier), "now": _as_money(each.now)}
        for each in restates.differences
    ]
    return {"restatement": restates.number, "causes": list(restates.causes), "differences": differences}


def _as_money(value: int | str | None) -> Money | str | None:
    return Money(value) if isinstance(value, int) else value
