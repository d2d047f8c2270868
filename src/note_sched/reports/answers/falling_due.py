"""``calendar``: the sums that fall due, each with the last days on which paying it is in time, or no default."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from note_sched.document.counting import ladder_of
from note_sched.history.balances import with_issues
from note_sched.ledger.entries import Row
from note_sched.pages.calendar import FallsDue, Occasion
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.titles import ToPay
from note_sched.reports.answers.view import MONTH, SOON, WEEK, View
from note_sched.reports.telling.quoting import extension_law
from note_sched.reports.telling.wording import sums_in_words
from note_sched.rules.defaults import FOREVER
from note_sched.rules.ground import Component
from note_sched.rules.words import section
from note_sched.terms.roles import Role

PRINCIPAL_INSTALMENT = "principal instalment"
"""The kind of an occasion on which principal falls due before maturity."""

_BEYOND = timedelta(days=31)
"""How far the days of a Note go on that is not paid, after maturity and the last of its facts."""


def sums_due(view: View) -> Iterator[Occasion]:
    """What falls due, on its own day and, where that is another, on the last day on which paying it is in time."""
    ladder = iter(ladder_of(view.run.document) or ())
    number, step = 1, next(ladder, date.max)
    demands: dict[str, int] = {}
    for day, rows in view.days().items():
        while step < day:
            number, step = number + 1, next(ladder, date.max)
        principal = [row for row in rows if row.principal_due]
        interest = [row for row in rows if row.interest_due]
        if interest and (day == step or not principal):
            yield from _instalment(view, day, number, interest)
        for cause, whose in _principal(view, day, principal).items():
            if cause[0] == PRINCIPAL_INSTALMENT:
                yield from _principal_instalment(view, day, cause, whose)
            else:
                yield from _principal_due(view, day, cause, whose, with_interest=day != step)
        for row in rows:
            if row.expenses_due:
                order = demands[row.holder] = demands.get(row.holder, 0) + 1
                yield from _expenses(view, row, order)


def _instalment(view: View, day: date, number: int, rows: Sequence[Row]) -> Iterator[Occasion]:
    what = [f"Instalment {number}: interest of ", Money(sum(row.interest_due for row in rows)), " falls due"]
    occasion = Occasion(("instalment", str(number)), day, what, (), view.run.label(Role.PROMISE), SOON)
    yield from _falling_due(view, occasion, rows, ("interest",))


def _is_deemed(view: View, day: date, rows: Sequence[Row]) -> bool:
    """Whether interest that is unpaid at the end of its timely day becomes principal: some is left to mature (T-21)."""
    pik, timely = view.run.document.terms.interest.pik, view.run.timely(day)
    holders = {None, *(row.holder for row in rows)}
    due = any(each.valid and each.date <= timely and each.holder in holders for each in view.run.accelerations)
    return pik is not None and pik.deemed and timely < view.run.maturity.date and not due


def _principal_instalment(view: View, day: date, cause: tuple[str, ...], rows: Sequence[Row]) -> Iterator[Occasion]:
    """Principal that falls due before maturity; no interest falls due with it that would not without (T-23)."""
    _, number = cause
    what: Phrase = [f"Instalment {number} of principal: ", Money(sum(row.principal_due for row in rows)), " falls due"]
    occasion = Occasion(cause, day, what, (), view.run.label(Role.INSTALMENTS), WEEK)
    yield from _falling_due(view, occasion, rows, ("principal",))


def _expenses(view: View, row: Row, order: int) -> Iterator[Occasion]:
    what = ["Expenses of ", Money(row.expenses_due), f" demanded by {row.holder} fall due"]
    occasion = Occasion(("expenses", row.holder, str(order)), row.date, what, (), view.run.label(Role.EXPENSES), SOON)
    yield from _falling_due(view, occasion, [row], ("expenses",), why=f"to {row.holder}")


def _principal_due(
    view: View, day: date, cause: tuple[str, ...], rows: Sequence[Row], *, with_interest: bool
) -> Iterator[Occasion]:
    """Principal that falls due, with the interest accrued to that day where that is no instalment (R-7)."""
    matures = cause[0] == "maturity"
    interest = sum(row.interest_due for row in rows) if with_interest else 0
    premium = sum(row.besides.premium_due for row in rows)
    due = [("principal", sum(row.principal_due for row in rows)), ("premium", premium), ("interest", interest)]
    parts = sums_in_words(due)
    head = "Maturity" if matures else f"Acceleration by {_accelerated_by(view, day, rows[0].holder)}"
    clause, reminder = view.run.label(Role.PROMISE if matures else Role.ACCELERATION), MONTH if matures else SOON
    if matures:
        why = _maturity_words(view, day)
    elif cause[1] == "all":
        why = f"All Notes fell due ({section(clause)})."
    else:
        why = f"The Holder declared its Note due ({section(clause)})."
    occasion = Occasion(cause, day, [f"{head}: ", *parts, " falls due"], [why], clause, reminder)
    falling: tuple[Component, ...] = ("principal", "interest") if with_interest else ("principal",)
    for_what = "maturity" if matures else f"accelerated by {_accelerated_by(view, day, rows[0].holder)}"
    found = _falling_due(view, occasion, rows, falling, ("principal", "interest"), why=for_what)
    undone = None if matures else _undone(view, day, rows)
    if undone is None:
        yield from found
        return
    left: Sequence[Occasion] = ()
    if interest:
        summary: Phrase = [f"{head}: interest of ", Money(interest), " falls due"]
        left = list(_falling_due(view, occasion._replace(summary=summary), rows, ("interest",), why=for_what))
    yield from _rescinded(list(found), left, undone)


def _undone(view: View, day: date, rows: Sequence[Row]) -> date | None:
    """The day on which the acceleration of these Notes was undone (T-25); None where it was not."""
    whose = {row.holder for row in rows}
    return next((each.date for each in view.run.undone if each.date >= day and whose <= set(each.holders)), None)


def _rescinded(whole: Sequence[Occasion], left: Sequence[Occasion], undone: date) -> Iterator[Occasion]:
    """What fell due by an acceleration, and what stands of its last days once it is undone.

    ``whole``: as if it were not; ``left``: those of the interest alone, which stays due.
    """
    why: Phrase = ["Rescinded on ", undone, ": its principal is undue again; interest that fell due stays due."]
    due, *last_days = whole
    if due.sum is not None and (due.sum.excused or date.max) >= undone:
        excused = next((each.sum.excused for each in left if each.sum is not None), None)
        due = due._replace(sum=due.sum._replace(excused=excused))
    yield due._replace(said=[*due.said, why])
    stays = {each.identity: each for each in left[1:] if each.date >= undone}
    for each in last_days:
        now = stays.pop(each.identity, None)
        if each.date < undone:
            yield each
        elif now is None:
            yield each._replace(off=f"rescinded on {undone}")
        else:
            yield now._replace(said=[*now.said, why])
    yield from stays.values()


def _falling_due(
    view: View,
    occasion: Occasion,
    rows: Sequence[Row],
    parts: Sequence[Component],
    excusing: Sequence[Component] = (),
    why: str = "",
) -> Iterator[Occasion]:
    """A sum that falls due, and the last days on which paying it is in time, or no default, where they are others.

    ``parts``: its components; ``excusing``: those whose grace counts, if they are others; ``why``: for its title.
    """
    day, timely = occasion.date, view.run.timely(occasion.date)
    whose = [row.holder for row in rows]
    deemed = occasion.identity[0] == "instalment" and _is_deemed(view, day, rows)
    excused = FOREVER if deemed else min(view.run.grace.last_day(part, day) for part in excusing or parts)
    in_time: Phrase = [
        "To be paid that day" if timely == day else "In time through ",
        *([] if timely == day else [timely]),
    ]
    follows = _if_deemed(view) if deemed else _if_unpaid(timely, excused, view.run.label(Role.DEFAULT_PAYMENT))
    said: list[Phrase] = [[view.whose(whose), "."], *occasion.said, [*in_time, *follows]]
    owed: dict[tuple[str, str], int] = {}
    for row in rows:
        owed |= {(row.holder, part): cents for part in parts if (cents := _fell_due(row, part))}
    due = FallsDue(owed, timely, None if excused == FOREVER else excused)
    occasion = occasion._replace(holders=whose)
    to_pay = ToPay(owed, timely, due.excused, why)
    yield _titled(view, occasion._replace(said=said, sum=due), to_pay)
    if excused not in (timely, FOREVER):
        summary = ["Last day of grace. ", *occasion.summary]
        in_grace = occasion._replace(identity=(*occasion.identity, "grace"), date=excused, summary=summary, said=said)
        yield _titled(view, in_grace, to_pay)
    if timely != day:
        because: Phrase = ["It fell due on ", day, f", no business day{extension_law(view.run.document)}."]
        summary = ["Last day in time. ", *occasion.summary]
        identity = (*occasion.identity, "in time")
        last = occasion._replace(identity=identity, date=timely, summary=summary, said=[because, *said])
        yield _titled(view, last, to_pay)
    elif occasion.identity[0] == "maturity" and day < view.run.document.note.maturity_date:
        summary, off = ["Last day in time. ", *occasion.summary], "it falls due on a business day now"
        yield occasion._replace(identity=(*occasion.identity, "in time"), summary=summary, off=off)


def _fell_due(row: Row, part: Component) -> int:
    """The cents of a component that fell due; the premium that falls due with principal is paid with it (T-24)."""
    due: int = getattr(row, f"{part}_due")
    return due + row.besides.premium_due if part == "principal" else due


def _titled(view: View, occasion: Occasion, to_pay: ToPay) -> Occasion:
    title, categories, said = to_pay.on(view, occasion.date)
    return occasion._replace(title=title, categories=categories, said=[*occasion.said, *said])


def _if_deemed(view: View) -> Phrase:
    """What comes of interest that is not paid, where that is in kind then."""
    unless = "what of it is unpaid at the end of that day is added to principal, and is no default"
    return [f"; {unless} ({view.run.label(Role.PIK)})."]


def _if_unpaid(timely: date, excused: date, clause: str) -> Phrase:
    """What comes of it if it is not paid."""
    if excused == FOREVER:
        return ["."]
    grace: Phrase = [] if excused == timely else [", and in its grace through ", excused]
    unless = "if any of it is unpaid at the end of that day, barred or not, an Event of Default exists from the next"
    return [*grace, f"; {unless} ({clause})."]


def _accelerated_by(view: View, day: date, holder: str) -> str:
    """Who accelerated a Note that fell due by acceleration."""
    made = [each for each in view.run.accelerations if each.valid and each.date == day]
    if any(each.holder == holder for each in made):
        return holder
    together = [each for each in made if each.holder is None]
    return ", ".join(together[0].holders) or "no demand, of itself"


def _principal(view: View, day: date, rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    """The lines of principal that falls due, by why it does: its Holder accelerated, an instalment, or it matures."""
    accelerated = {each.holder for each in view.run.accelerations if each.valid and each.date == day}
    issued = {each.id: each.issue_date or view.run.first_day for each in view.run.document.holders}
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        cause: tuple[str, ...] = ("maturity", issued[row.holder].isoformat())
        if row.holder in accelerated:
            cause = ("acceleration", row.holder)
        elif None in accelerated:
            cause = ("acceleration", "all", day.isoformat())
        elif day in view.instalments and day < view.run.maturity.date and issued[row.holder] < day:
            cause = (PRINCIPAL_INSTALMENT, str(view.instalments[day]))
        found.setdefault(cause, []).append(row)
    return found


def _maturity_words(view: View, day: date) -> str:
    if day == view.run.document.note.maturity_date:
        return "The stated Maturity Date."
    return "Brought forward by a financing." if day < view.run.document.note.maturity_date else "Due on its issue."


def all_paid(view: View) -> date | None:
    """The day on which the last of the Notes shown was paid; None while one is not."""
    last = {row.holder: row for row in with_issues(view.run) if view.shows(row.holder)}
    if not last or any(row.standing != "paid" for row in last.values()):
        return None
    return max(row.date for row in last.values())


def reduced(view: View) -> Iterator[Occasion]:
    """Instalments of principal of which nothing is left to fall due on their day: called off."""
    paid, matures = all_paid(view), view.run.maturity.date
    falling = {day for day, rows in view.days().items() if any(row.principal_due for row in rows)}
    for day, number in view.instalments.items():
        if day >= matures:
            off = f"the Notes mature on {matures}"
        elif paid is not None and paid < day:
            off = f"nothing is left to fall due: all is paid on {paid}"
        elif view.run.first_day < day <= view.run.through and day not in falling:
            off = "nothing of it is left to fall due"
        else:
            continue
        identity, what = (PRINCIPAL_INSTALMENT, str(number)), f"Instalment {number} of principal"
        yield from _off(view, Occasion(identity, day, what, (), view.run.label(Role.INSTALMENTS), WEEK, off))


def all_accelerated(view: View) -> date | None:
    """The day from which on, by accelerations that stand, no principal of the Notes shown is undue; None: some is."""
    run, found = view.run, dict[str, date]()
    shown = [holder.id for holder in run.document.holders if view.shows(holder.id)]
    for each in run.accelerations:
        for holder in shown if each.valid else ():
            undone = any(other.date >= each.date and holder in other.holders for other in run.undone)
            if each.holder in (None, holder) and not undone:
                found.setdefault(holder, each.date)
    return max(found.values()) if shown and len(found) == len(shown) else None


def paid_before(view: View) -> Iterator[Occasion]:
    """What would have fallen due on Notes that are paid before: called off."""
    paid, note = all_paid(view), view.run.document.note
    if paid is None:
        return
    off = f"nothing is left to fall due: all is paid on {paid}"
    fell_due = [row for row in view.run.rows if row.principal_due and view.shows(row.holder)]
    if all(row.date in view.instalments for row in fell_due):
        identity = ("maturity", view.run.first_day.isoformat())
        yield from _off(
            view, Occasion(identity, view.run.maturity.date, "Maturity", (), view.run.label(Role.PROMISE), MONTH, off)
        )
    ends = [each.end for each in view.run.windows if each.effective and each.end is not None]
    shown = max(view.run.timely(note.maturity_date), view.told, *ends) + _BEYOND  # once: before it was paid
    if view.run.document.terms.interest.after_maturity == "with_payment":
        shown = min(shown, view.run.maturity.date)  # after it none would have fallen due
    for number, step in enumerate(ladder_of(view.run.document) or (), 1):
        if step > shown:
            return
        if step > paid:
            identity = ("instalment", str(number))
            yield from _off(
                view, Occasion(identity, step, f"Instalment {number}", (), view.run.label(Role.PROMISE), SOON, off)
            )


def _off(view: View, occasion: Occasion) -> Iterator[Occasion]:
    """An occasion that is called off, and with it the last day in time."""
    timely = view.run.timely(occasion.date)
    yield occasion
    if timely != occasion.date:
        yield occasion._replace(identity=(*occasion.identity, "in time"), date=timely)
