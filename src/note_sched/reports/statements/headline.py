"""What a statement and the control sheet say first: how a Note stands, what is to be paid by when, what is short."""

from collections.abc import Iterator
from typing import Any

from note_sched.history.movements import barred_with
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Line, Tone
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.told_day import DEFAULT, TRUST, trust_told
from note_sched.reports.answers.verdict import TONES
from note_sched.reports.statements.history import History
from note_sched.reports.statements.month_end import MonthEndBar
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.telling.wording import join, sums_in_words
from note_sched.rules.standing import BLOCKAGE
from note_sched.terms.roles import Role

PRINCIPAL = "principal"


def headline(of: Statements, statement: Statement) -> tuple[Phrase, Tone]:
    """The verdict of `can-pay` on the month's last day, and under it what bars, or what is due; of one paid, that."""
    state, history = statement.state, statement.history
    if state.standing == "paid":
        return _nothing(history)
    said: list[Any] = [f"{state.verdict} on ", of.month.last, ": "]
    if state.bars:
        said += join((_bar(of, bar) for bar in state.bars), "; ")
    else:
        due = sum(each.amount for each in history.arrears)
        how: list[Any] = [Money(due), " is due and unpaid"] if due else ["nothing is due and unpaid"]
        said += ["" if due else f"{_current(history)}; ", *how, ", nothing bars payment"]
    return said, TONES[state.verdict]


def beside(of: Statements, statement: Statement) -> Iterator[Line]:
    """Events of Default, there or to come, and what is held in trust: they change no verdict."""
    if statement.state.standing == "paid":
        return
    state, label, said = statement.state, of.run.label, of.run.said
    parts: list[Phrase] = [[f"under {label(each.role)} since ", each.start] for each in state.defaults]
    if state.late_from is not None:
        late = label(Role.DEFAULT_PAYMENT)
        parts.append([f"under {late} from ", state.late_from, " unless what is due and unpaid is paid before"])
    parts += [
        [f"under {label(each.role)} from ", each.start, f" unless {said(each.remedy)}: {said(each.ground)}"]
        for each in state.graces
    ]
    yield Line(DEFAULT, join(parts, "; ") or "none")
    trust = trust_told(of.run, of.month.last, statement.holder.id, statement.history.turnovers)
    if trust:
        yield Line(TRUST, trust)


def _current(history: History) -> str:
    return "current, if what is assumed as paid was received" if history.assumed else "current"


def _nothing(history: History) -> tuple[Phrase, Tone]:
    """Nothing is owed: it was received, or that is only assumed, or the Note is another Holder's now."""
    if history.flows.transferred.total < 0:
        return "Nothing is owed to this Holder at the end of the month: its Note was transferred", Tone.PLAIN
    if not history.assumed:
        return "Paid in full: nothing is owed at the end of the month", Tone.GOOD
    words = [
        "Nothing is owed at the end of the month, IF ",
        Money(history.assumed),
        " was received that is not on record",
    ]
    return words, Tone.MIXED


def _bar(of: Statements, bar: MonthEndBar) -> Phrase:
    verb = "blocked" if bar.kind == BLOCKAGE else "principal barred" if bar.component == PRINCIPAL else "barred"
    until: list[Any] = [" through ", bar.through] if bar.through else []
    if bar.kind == BLOCKAGE and bar.through is None:
        until = [", with no end known"]
    cause = of.names.cause(bar.kind, bar.cause)
    return [f"{verb} under {bar.clause}", *until, ": ", *([cause] if isinstance(cause, str) else cause)]


def please(statement: Statement) -> Iterator[Line]:
    """By when to pay what, or until when nothing may be paid, as the Note stood at the end of the month."""
    state, history = statement.state, statement.history
    if state.standing == "paid":
        return
    whole = [bar for bar in state.bars if bar.component != PRINCIPAL]
    if whole:
        yield Line("Please pay", ["nothing", *_until(whole)])
        return
    barred = any(bar.component == PRINCIPAL for bar in state.bars)
    told: list[Phrase] = []
    in_kind = [each for each in history.arrears if state.deemed and each.component == "interest"]
    for each in in_kind:  # what was unpaid at the end of its timely day is principal by now
        unless: list[Any] = [" by ", each.timely_through, ", or else it is added to principal"]
        told.append([Money(each.amount), " interest that is due and unpaid", *unless])
    arrears = [each for each in history.arrears if each not in in_kind]
    owed = sum(each.amount for each in arrears if not (barred and barred_with(each.component) == PRINCIPAL))
    if owed:
        by: list[Any] = [" at once"] if state.late_from is None else [" by ", state.late_from - DAY]
        told.append([Money(owed), " that is due and unpaid", *by])
    following = history.next_due
    if following is not None:
        sums = [("interest", following.interest), (PRINCIPAL, 0 if barred else following.principal)]
        if any(cents for _, cents in sums):
            last = following.timely_through or following.date
            told.append([*sums_in_words(sums), " by ", last])
    if barred:
        told.append(["no principal", *_until(state.bars)])
    if told:
        yield Line("Please pay", join(told, "; "))


def _until(bars: "tuple[MonthEndBar, ...] | list[MonthEndBar]") -> list[Any]:
    """Behind ``nothing``: until when that is so, and under what."""
    clauses = ", ".join(dict.fromkeys(bar.clause for bar in bars))
    ends = [bar.through for bar in bars]
    last = max((end for end in ends if end is not None), default=None)
    if last is None or None in ends:
        return [f" until further notice: barred under {clauses}, with no known end"]
    return [" until ", last + DAY, f" at the earliest: barred under {clauses}"]


def in_short(of: Statements) -> tuple[Phrase, Tone]:
    """Of all statements: how many Notes are short of what fell due, by how much, and whether the sums agree."""
    if not of.statements:
        return f"No statement: nothing was owed in {of.month}, and nothing happened", Tone.PLAIN
    short = [each.history.shortfall for each in of.statements if each.history.shortfall]
    count = len(of.statements)
    if short:
        notes = f"{len(short)} of {count} Notes short, " if count > 1 else "The Note is short, "
        found: list[Any] = [notes, Money(sum(short))]
    else:
        found = [f"{count} Notes, none short" if count > 1 else "The Note is not short"]
    assumed = -of.control.flows.paid_assumed.total
    if assumed:
        found += [", if the ", Money(assumed), " assumed as paid in the month was received"]
    if not of.control.agrees:
        return [*found, "; the statements do NOT agree with the Offering: see the differences"], Tone.BAD
    return [*found, "; agree to the cent"], Tone.MIXED if short else Tone.GOOD
