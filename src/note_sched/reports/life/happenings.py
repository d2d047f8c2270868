"""What stands above the lanes of the picture: windows as bands, facts of a day as marks, with clause and cause."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from note_sched.document.counting import business_days
from note_sched.document.events import (
    CureNotice,
    Distribution,
    Event,
    Financing,
    Insolvency,
    SeniorAcceleration,
    SeniorAvoidance,
    SeniorDefault,
    SeniorMaturity,
    SeniorPayment,
    SeniorProvidedFor,
    Transfer,
)
from note_sched.ledger.receipts import Turnover
from note_sched.pages.picture import Band, BandKind, Mark, MarkKind
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.bars import windows_of
from note_sched.reports.telling.maturities import maturities
from note_sched.reports.telling.story import paid_to
from note_sched.reports.telling.wording import KINDS, Names, join
from note_sched.rules.blockage import ended
from note_sched.rules.notices import effective_on_holder
from note_sched.rules.standing import BLOCKAGE, OVERRIDE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role


def bands_of(run: Run, holders: Collection[str] = ()) -> list[Band]:
    """Every effective window and every Event of Default, each once for all Notes of which it is true; by first day."""
    names = Names(run.document)
    found = [*_windows(run, names, holders), *_defaults(run, names, holders)]
    return sorted(found, key=lambda band: (_BAND_ORDER[band.kind], band.start))


_BAND_ORDER = {kind: place for place, kind in enumerate(BandKind)}


def _windows(run: Run, names: Names, holders: Collection[str]) -> Iterator[Band]:
    windows = [window for window in windows_of(run, holders) if window.effective]
    lifted = [window for window in windows if window.kind == OVERRIDE]
    for window, whose in _grouped((window._replace(holder=None), window.holder) for window in windows):
        suspended = [
            (max(window.start, each.start), min(day for day in (window.end, each.end) if day is not None))
            for each in lifted
            if window.kind == BLOCKAGE
        ]
        yield Band(
            BandKind(window.kind),
            window.start,
            window.end,
            names.holders(whose),
            KINDS[window.kind],
            run.label(window.role),
            window.cause,
            names.cause(window.kind, window.cause),
            tuple((first, last) for first, last in suspended if first <= last),
            _who(run, names, window),
        )


def _who(run: Run, names: Names, window: Window) -> tuple[str, str]:
    """Who brought a window about, by name and by id: the lenders of its defaults, or the Holder who accelerated."""
    known = {each.id: each.lender for each in run.document.senior_debt} | names.holder
    ids = dict.fromkeys(names.defaults[each].facility if each in names.defaults else each for each in window.cause)
    found = [each for each in ids if each in known]
    return ", ".join(dict.fromkeys(known[each] for each in found)), ", ".join(found)


def _defaults(run: Run, names: Names, holders: Collection[str]) -> Iterator[Band]:
    chosen = [each for each in run.defaults if not holders or each.holder in (None, *holders)]
    for each, whose in _grouped((each._replace(holder=None), each.holder) for each in chosen):
        clause, cause = run.label(each.role), run.said(each.ground)
        what = f"Event of Default {clause}"
        yield Band(BandKind.DEFAULT, each.start, each.until, names.holders(whose), what, clause, (), cause)


_What = TypeVar("_What", bound=Hashable)
_Whose = TypeVar("_Whose")


def _grouped(pairs: Iterable[tuple[_What, _Whose]]) -> Iterable[tuple[_What, list[_Whose]]]:
    """What is the same but for the Holder, with all its Holders."""
    groups: dict[_What, list[_Whose]] = {}
    for what, whose in pairs:
        groups.setdefault(what, []).append(whose)
    return groups.items()


def marks_of(run: Run, holders: Collection[str] = ()) -> list[Mark]:
    """Every fact of a day that bears on what may be paid; by day, and within a day in the order of ``MarkKind``."""
    names = Names(run.document)
    found = [
        *_of_events(run, names, holders),
        *_notices(run, names, holders),
        *_cure_notices(run, names, holders),
        *_accelerations(run, names, holders),
        *_turnovers(run, names, holders),
        *_maturities(run, names, holders),
    ]
    return sorted(found, key=lambda mark: (mark.date, _MARK_ORDER[mark.kind]))


_MARK_ORDER = {kind: place for place, kind in enumerate(MarkKind)}


def _of_events(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    for event, line in run.document.events:
        tell = _TELLERS.get(type(event))
        if isinstance(event, Transfer) and holders and not {event.source, event.target} & set(holders):
            continue
        if tell is not None:
            yield from (mark._replace(line=line) for mark in tell(event, run, names))


def _senior_default(event: SeniorDefault, _: Run, names: Names) -> Iterator[Mark]:
    covenant = f", {event.covenant}" if event.covenant else ""
    kind = "payment default" if event.kind == "payment" else "default"
    what = f"{kind} {event.id} under {event.facility}{covenant}"
    yield Mark(
        MarkKind.SENIOR_DEFAULT, event.date, "", f"default {event.id}", what, names.label(Role.BLOCKAGE), (event.id,)
    )
    over = ended(event)
    if over is not None:
        how = "cured" if over == event.cured else "waived"
        why = names.default(event.id)
        yield Mark(
            MarkKind.CURE,
            over,
            "",
            f"{how} {event.id}",
            f"{event.id} is {how}",
            names.label(Role.BLOCKAGE),
            (event.id,),
            why,
        )


def _senior_maturity(event: SeniorMaturity, _: Run, names: Names) -> Iterator[Mark]:
    how_much: list[Any] = ["all principal"] if event.amount is None else [Money(event.amount), " of principal"]
    what = [*how_much, f" of {event.facility} falls due"]
    yield Mark(
        MarkKind.SENIOR_DUE,
        event.date,
        "",
        f"{event.facility} due",
        what,
        names.label(Role.SENIOR_MATURED),
        (event.facility,),
        cents=event.amount,
    )


def _senior_acceleration(event: SeniorAcceleration, _: Run, names: Names) -> Iterator[Mark]:
    what: list[Any] = [f"{event.facility} is accelerated"]
    if event.rescinded:
        what += ["; rescinded ", event.rescinded]
    yield Mark(
        MarkKind.SENIOR_ACCELERATION,
        event.date,
        "",
        f"{event.facility} accelerated",
        what,
        names.label(Role.SENIOR_MATURED),
        (event.facility,),
    )


def _senior_payment(event: SeniorPayment, _: Run, names: Names) -> Iterator[Mark]:
    if event.in_full:
        what = f"{event.facility} is paid in full"
        yield Mark(
            MarkKind.SENIOR_PAID,
            event.date,
            "",
            f"{event.facility} paid",
            what,
            names.label(Role.BLOCKAGE),
            (event.facility,),
        )


def _avoidance(event: SeniorAvoidance, _: Run, names: Names) -> Iterator[Mark]:
    what = [f"{event.facility} returns ", Money(event.amount), " received ", event.received, " as a voidable transfer"]
    yield Mark(
        MarkKind.AVOIDANCE,
        event.date,
        "",
        f"{event.facility} returns",
        what,
        names.label(Role.INSOLVENCY),
        (event.facility,),
        cents=event.amount,
    )


def _petition(event: Insolvency, _: Run, names: Names) -> Iterator[Mark]:
    kind = "voluntary" if event.voluntary else "involuntary"
    yield Mark(MarkKind.PETITION, event.date, "", "petition", f"{kind} petition filed", names.label(Role.INSOLVENCY))
    if event.dismissed:
        what = ["the petition of ", event.date, " is dismissed or closed"]
        yield Mark(MarkKind.DISMISSAL, event.dismissed, "", "dismissed", what, names.label(Role.INSOLVENCY))


def _consent(event: SeniorProvidedFor, _: Run, names: Names) -> Iterator[Mark]:
    what = "a majority of Senior principal consents to how Senior is provided for"
    yield Mark(MarkKind.CONSENT, event.date, "", "consent", what, names.label(Role.INSOLVENCY))


def _distribution(event: Distribution, _: Run, names: Names) -> Iterator[Mark]:
    kind = "cash" if event.kind == "cash" else "subordinated securities"
    what: list[Any] = ["distribution of ", Money(event.amount), f" in {kind}"]
    if event.expenses:
        what += [", ", Money(event.expenses), " of it collection expenses"]
    clause = names.label(Role.RATABLE)
    yield Mark(MarkKind.DISTRIBUTION, event.date, "", "distribution", what, clause, cents=event.amount)


def _transfer(event: Transfer, _: Run, names: Names) -> Iterator[Mark]:
    how_much: list[Any] = ["all"] if event.amount is None else [Money(event.amount), " of principal"]
    what = [*how_much, f" from {names.holder[event.source]} to {names.holder[event.target]}"]
    whose = names.holders([event.source, event.target])
    yield Mark(
        MarkKind.TRANSFER,
        event.date,
        whose,
        "transfer",
        what,
        names.label(Role.SUCCESSION),
        (event.source, event.target),
        cents=event.amount,
    )


def _financing(event: Financing, run: Run, names: Names) -> Iterator[Mark]:
    by = "the Borrower" if event.by == "borrower" else "another"
    series = f", series {event.series}" if event.series else ""
    what: list[Any] = [f"{event.kind} financing of ", Money(event.amount), f" by {by}{series}"]
    every = maturities(run.document)
    brought = [each for each in every if each.cause == "financing" and each.date == event.date]
    whose = names.holders(holder for each in brought for holder in each.holders)
    of = f", that of {whose}" if len(every) > 1 else ""
    why = f"it brings maturity forward{of}" if brought else ""
    clause = names.label(Role.PROMISE)
    yield Mark(MarkKind.FINANCING, event.date, "", "financing", what, clause, cause=why, cents=event.amount)


_Tell = Callable[[Any, Run, Names], Iterator[Mark]]
_TELLERS: dict[type[Event], _Tell] = {
    SeniorDefault: _senior_default,
    SeniorMaturity: _senior_maturity,
    SeniorAcceleration: _senior_acceleration,
    SeniorPayment: _senior_payment,
    SeniorAvoidance: _avoidance,
    Insolvency: _petition,
    SeniorProvidedFor: _consent,
    Distribution: _distribution,
    Transfer: _transfer,
    Financing: _financing,
}


def _whose(run: Run, names: Names, alike: Sequence[str], holders: Collection[str]) -> str | None:
    """In words the Holders of several groups who stand alike; None where none of them is shown."""
    whose = [holder for name in alike for holder in run.members[name]]
    return names.holders(whose) if not holders or set(whose) & set(holders) else None


def _notices(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    founded = _grouped(
        ((event.notice, event.default.id, event.commenced, event.role, event.start), name)
        for name, alike in run.alike.items()
        for event in alike.history.events
        if any(served.order == event.notice for served in alike.served.get(event.commenced, ()))
    )
    for (order, default, day, role, start), alike in founded:
        whose = _whose(run, names, alike, holders)
        if whose is not None:
            what = f"blockage notice of {default} effective"
            later = ["; it bars from ", start] if start != day else []
            why = [*join([names.default(default)]), *later]
            line = run.document.events[order].line
            yield Mark(MarkKind.NOTICE, day, whose, f"notice {default}", what, run.label(role), (default,), why, line)
    void = _grouped((each, name) for name, alike in run.alike.items() for each in alike.history.void)
    for each, alike in void:
        whose = _whose(run, names, alike, holders)
        if whose is not None:
            what, reason = f"blockage notice of {each.default} is void", run.said(each.ground)
            label = f"void notice {each.default}"
            ids = (each.default,)
            clause = run.label(each.ground.role)
            yield Mark(MarkKind.VOID_NOTICE, each.day, whose, label, what, clause, ids, reason, each.line)


def _cure_notices(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    calendar = business_days(run.document)
    cured = run.label(Role.BLOCKAGE_CURED)
    for event, line in run.document.events:
        if not isinstance(event, CureNotice):
            continue
        effective = _grouped((effective_on_holder(event, name, calendar), name) for name in run.alike)
        for day, alike in effective:
            whose = _whose(run, names, alike, holders)
            if day is not None and whose is not None:
                what = ["notice of cure or waiver of ", ", ".join(event.defaults), " effective"]
                label = "notice of cure"
                yield Mark(MarkKind.CURE_NOTICE, day, whose, label, what, cured, event.defaults, "", line)


def _accelerations(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    clause = run.label(Role.ACCELERATION)
    for each in run.accelerations:
        if holders and each.holder not in (None, *holders):
            continue
        ids = each.holders if each.holder is None else (each.holder,)
        name = ", ".join(names.holder[holder] for holder in ids)
        whose, fall = ("all", "all Notes") if each.holder is None else (each.holder, "its Note")
        if not each.valid:
            what = f"acceleration by {name} is void"
            why = run.said(each.ground)
            yield Mark(MarkKind.VOID_ACCELERATION, each.date, whose, "void acceleration", what, clause, ids, why)
            continue
        verb = "accelerates" if len(ids) == 1 else "accelerate"
        what = f"{name} {verb} {fall}" if ids else f"{fall} fall due without a demand"
        yield Mark(MarkKind.ACCELERATION, each.date, whose, "acceleration", what, clause, ids)


def _turnovers(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    chosen = [each for each in run.turnovers if not holders or each.holder in holders]
    groups: dict[tuple[date, Role], list[Turnover]] = {}
    for each in chosen:
        groups.setdefault((each.date, each.role), []).append(each)
    for (day, role), group in groups.items():
        whose = names.holders(each.holder for each in group)
        how = "turned over" if role is Role.TURNOVER else "diverted"
        cents = sum(each.amount for each in group)
        what: list[Any] = [Money(cents), f" {how} to Senior: ", *paid_to(group)]
        facilities = tuple(dict.fromkeys(name for each in group for name in each.to))
        yield Mark(MarkKind.TURNOVER, day, whose, how, what, run.label(role), facilities, cents=cents)


def _maturities(run: Run, names: Names, holders: Collection[str]) -> Iterator[Mark]:
    """One for all Notes, or, where they fall due on different days, one for those of each day."""
    days: dict[tuple[date, str], list[str]] = {}
    for each in maturities(run.document):
        days.setdefault((each.date, each.cause), []).extend(each.holders)
    if len(days) < 2:
        yield _maturity(run, run.maturity.date, run.maturity.cause)
        return
    for (day, cause), whose in days.items():
        if not holders or set(whose) & set(holders):
            yield _maturity(run, day, cause, names.holders(whose))


def _maturity(run: Run, day: date, cause: str, whose: str = "") -> Mark:
    timely = run.timely(day)
    in_time: list[Any] = [] if timely == day else [", in time through ", timely]
    why: Phrase = "the stated Maturity Date" if cause == "stated" else "brought forward by a financing"
    clause = run.label(Role.PROMISE)
    return Mark(MarkKind.MATURITY, day, whose, "maturity", ["principal falls due", *in_time], clause, cause=why)
