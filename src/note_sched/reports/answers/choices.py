"""``calendar`` of papers that know more than payment dates: days of elections, of prepayment, and of rates set anew.

The last day on which interest can be elected to be in kind (T-21), the first on which principal may be prepaid and the
last of each step of the premium (T-24), the days on which the value of an index is taken for a period (T-20). None of
them is shown after the stated maturity; what a maturity brought forward, or a Note paid before, has overtaken is called
off.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from note_sched.document.counting import business_days, ladder_of
from note_sched.document.events import PikElection
from note_sched.document.model import Document
from note_sched.measure.accrual import Rate
from note_sched.measure.business_days import DAY, LAST_DAY
from note_sched.pages.calendar import Occasion
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.titles import CHOICE, RATE
from note_sched.reports.answers.view import SOON, WEEK
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration, Prepayment

ELECTION, CALL, PREMIUM, RESET = "election", "prepayment", "premium", "reset"


class _Until(NamedTuple):
    """Until when a choice is open.

    ``paid``, ``accelerated``: the day on which all was; ``matures``: the maturity in force.
    """

    paid: date | None
    accelerated: date | None
    matures: date

    def over(self, day: date, *, at_maturity: bool = False) -> str | None:
        """Why what is for principal undue on a day does not matter any more; None while it does.

        ``at_maturity``: it does on that day still.
        """
        if self.accelerated is not None and self.accelerated <= day:
            return f"all principal is due by acceleration of {self.accelerated}"
        return self.ended(day, at_maturity=at_maturity)

    def ended(self, day: date, *, at_maturity: bool = False) -> str | None:
        """As ``over``, of what matters for principal that is due, too."""
        if self.paid is not None and self.paid < day:
            return f"nothing is left to fall due: all is paid on {self.paid}"
        over = self.matures < day if at_maturity else self.matures <= day
        return f"the Notes mature on {self.matures}" if over else None


def choices(run: Run, paid: date | None, accelerated: date | None) -> Iterator[Occasion]:
    """The days of a run's terms on which somebody may choose, or a rate is set; none under most papers.

    Args:
        run: a finished simulation.
        paid: the day on which the last of the Notes shown was paid, None while one is not.
        accelerated: the day from which on all their principal is due by acceleration, None while some is not.
    """
    document, until = run.document, _Until(paid, accelerated, run.maturity.date)
    if document.terms.interest.pik is not None:
        yield from _elections(run, until)
    if document.terms.principal.prepayment is not None:
        yield from _prepayment(run, document.terms.principal.prepayment, until)
    if not isinstance(document.note.interest_rate, Rate):
        yield from _resets(run, until)


def _steps(document: Document) -> Iterator[tuple[int, date]]:
    """The payment dates through the stated maturity, each with its number."""
    ladder = ladder_of(document)
    if ladder is not None:
        yield from enumerate(ladder.through(min(document.note.maturity_date, LAST_DAY)), 1)


def _elections(run: Run, until: _Until) -> Iterator[Occasion]:
    document = run.document
    in_kind = document.terms.interest.pik
    if in_kind is None or in_kind.toggle is None:
        return
    from note_sched.simulation.elections import latest_day  # noqa: PLC0415 (few papers know of one)

    elections = (each.event for each in document.events if isinstance(each.event, PikElection))
    made: dict[date, date] = {}
    for each in elections:
        made[each.payment_date] = min(each.date, made.get(each.payment_date, date.max))
    label = run.label(Role.PIK)
    for number, step in _steps(document):
        day = latest_day(step, in_kind.toggle.notice, business_days(document))
        if step <= run.first_day:
            continue
        what: Phrase = ["Last day to elect that the interest of ", step, " is added to principal"]
        off = f"elected on {made[step]}" if made.get(step, date.max) <= day else until.over(step, at_maturity=True)
        said: list[Phrase] = ["An election made later is void."]
        title: Phrase = ["Elect interest of ", step, " in kind (last day)"]
        elect = Occasion((ELECTION, str(number)), day, what, said, label, WEEK, off)
        yield elect._replace(title=title, categories=[CHOICE])


def _prepayment(run: Run, rules: Prepayment, until: _Until) -> Iterator[Occasion]:
    matures = run.document.note.maturity_date
    if rules.starts is not None and run.first_day < rules.starts < matures:
        said = list(_asked_for(rules))
        what = "First day on which principal may be prepaid"
        off, label = until.over(rules.starts), run.label(Role.PREPAYMENT)
        call = Occasion((CALL, "from"), rules.starts, what, said, label, WEEK, off)
        yield call._replace(title="Principal may be prepaid from today", categories=[CHOICE])
    steps = rules.premium or ()
    for number, (step, after) in enumerate(zip(steps, [*steps[1:], None], strict=False), 1):
        if run.first_day <= step.through < matures:
            then = "no premium" if after is None else f"{after.percent}%"
            summary: Phrase = [f"Last day of the premium of {step.percent}%: {then} from ", step.through + DAY]
            says: list[Phrase] = [f"What of principal is prepaid through this day bears {step.percent}% of it."]
            off, label = until.over(step.through), run.label(Role.PREMIUM)
            ends = Occasion((PREMIUM, str(number)), step.through, summary, says, label, WEEK, off)
            yield ends._replace(title=f"Last day of {step.percent}% premium: {then} tomorrow", categories=[CHOICE])


def _asked_for(rules: Prepayment) -> Iterator[Phrase]:
    """What else a prepayment asks for."""
    if rules.notice is not None:
        yield f"It is announced {_length(rules.notice)} before."
    if rules.minimum is not None:
        yield ["At least ", Money(rules.minimum), " at a time."]
    if rules.whole_only:
        yield "In whole only."


def _length(period: Duration) -> str:
    words = period.unit.value
    return f"{period.length} {words.removesuffix('s') if period.length == 1 else words}"


def _resets(run: Run, until: _Until) -> Iterator[Occasion]:
    """The first days of interest periods, where the value of the index that day holds for all of them."""
    from note_sched.document.moving_rate import IndexedRate  # noqa: PLC0415 (most rates do not move)

    rate, ladder = run.document.note.interest_rate, ladder_of(run.document)
    if not isinstance(rate, IndexedRate) or rate.form.reset != "period" or ladder is None:
        return
    for number, step in _steps(run.document):
        if not run.first_day < step < run.document.note.maturity_date:
            continue
        end = ladder.following(step) - DAY
        what: Phrase = [f"Reset of the rate: {rate.form.index} of this day holds through ", end]
        said: list[Phrase] = ["A later value holds from the next period on."]
        title: Phrase = [f"Rate reset: {rate.form.index} of today holds through ", end]
        reset = Occasion((RESET, str(number)), step, what, said, run.label(Role.PROMISE), SOON, until.ended(step))
        yield reset._replace(title=title, categories=[RATE])
