"""Grounds in words: the one place where a decision of the law is put into a sentence.

Clause:
    Whatever clause decided: the ground names it by role, the instrument by its label.

Reading:
    The words say the facts and the rule, and cite the label where the reader would look it up.

Example:
    >>> from datetime import date
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008
    >>> words(ground.NoEventOfDefault(date(2009, 4, 6)), AIR_INDUSTRIES_2008.label)
    'no Event of Default existed on 2009-04-06 (section 2)'

Limits:
    Plain words with ISO days: what is said of a figure, and in which typeface, is the affair of reports and renderers.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

from note_sched.measure.money import write_grouped
from note_sched.rules import ground
from note_sched.rules.ground import Ground
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration, Unit

if TYPE_CHECKING:
    from decimal import Decimal

Label = Callable[[Role], str]
"""How an instrument cites a role."""


def words(why: Ground, label: Label) -> str:  # noqa: C901, PLR0911, PLR0912, PLR0915 (one line for each ground there is)
    """A ground as a sentence without its full stop.

    Raises:
        TypeError: it is a kind of ground that nobody taught to speak.
    """
    match why:
        case ground.NotOnRecord():
            return f"no default {why.default} is on record"
        case ground.NotSenior():
            return f"{why.facility} is not Senior Indebtedness as to this Holder"
        case ground.NotYetOccurred():
            return f"the default {why.default} had not yet occurred: it occurred on {why.occurred}"
        case ground.CuredBefore():
            return f"the default of {why.occurred} was cured or waived on {why.over}, before the notice"
        case ground.NoteInterestAlone():
            return (
                "failure to pay interest on the Notes gives rise to no Blockage Event in the absence of another Default"
            )
        case ground.NoDayLeft():
            return (
                f"a Blockage Event on the default of {why.occurred} could last through {why.last} at most "
                f"({label(why.ended_by)}): no day is left from {why.start}"
            )
        case ground.BorrowerNeverTold():
            return f"the Borrower never received the notice ({label(Role.BORROWER_NOTICE)})"
        case ground.BarsByItself():
            return f"the payment default {why.default} bars by itself, without a notice"
        case ground.BlocksNothing():
            return f"notice of a default of the kind of {why.default} blocks nothing"
        case ground.NotEntitled():
            return f"the holders of {why.by} may give no such notice"
        case ground.OncePer():
            return (
                f"a Blockage Event already commenced on {why.commenced}, less than {why.days} days before; the next "
                f"can on {why.free_again}; {label(why.role)}"
            )
        case ground.OncePerCovenant():
            return (
                f"a Blockage Event on {why.covenant} already commenced on {why.commenced}, within "
                f"{length(why.within)}; the next can on {why.free_again}; {label(why.role)}"
            )
        case ground.Burned():
            when = "at the commencement of " if why.at_commencement else "during "
            return (
                f"the default of {why.occurred} already existed {when}the Blockage Event of "
                f"{period(why.commenced, why.end)}; {label(why.role)}"
            )
        case ground.NotRevived():
            over = f"was cured or waived on {why.over}" if why.over else "was never cured or waived"
            return (
                f"an earlier default under {why.covenant}, of {why.earlier}, is used up and {over}: that is not "
                f"{why.days} days before the default of {why.occurred}; {label(why.role)}"
            )
        case ground.ArrearsUnpaid():
            return (
                f"{why.what} due {why.due} on the Note is unpaid: until it is paid no notice blocks; {label(why.role)}"
            )
        case ground.MostBlocked():
            return (
                f"{why.days} days of the {why.within - 1} before were blocked already: no more than {why.days} in "
                f"{why.within} may be"
            )
        case ground.NotIssuedYet():
            return "the Note was not issued yet"
        case ground.NothingAccelerated():
            return "no principal is accelerated then"
        case ground.OverrideUndone():
            return "the acceleration was rescinded on its own day"
        case ground.OverdueOtherwise():
            return f"what fell due on {why.due} otherwise than by acceleration is overdue"
        case ground.NothingOwing():
            return "nothing is owing on the Note"
        case ground.NoElection():
            return "the paper knows no election of interest in kind (`interest.pik.toggle`)"
        case ground.NoPaymentDate():
            return f"{why.day} is no payment date"
        case ground.ElectedTooLate():
            return f"for {why.day} the last day was {why.last}"
        case ground.NoEventOfDefault():
            return f"no Event of Default existed on {why.day} ({section(label(why.role))})"
        case ground.ShareTooSmall():
            who = "those who rescind" if why.rescinds else "those who accelerated"
            return (
                f"{who} hold {write_grouped(why.signed)} of {write_grouped(why.total)} of unpaid "
                f"principal, and it takes {share(why.by)} ({section(label(why.role))})"
            )
        case ground.StandsStill():
            return _standstill(why, label)
        case ground.ByItself():
            return "automatic"
        case ground.NoNoticeOfAcceleration():
            return "no notice of the acceleration to both the Borrower and the Senior holders is on record"
        case ground.OverrideOver():
            return f"the {why.days}th day after the notice of {why.noticed} was before the acceleration"
        case ground.BreachNoticed():
            return f"breach noticed {why.day}"
        case ground.Misrepresented():
            return f"misrepresentation made {why.day}"
        case ground.ReceiverAppointed():
            return f"receiver appointed {why.day}"
        case ground.JudgmentEntered():
            return f"judgment of {write_grouped(why.amount)} entered {why.day}"
        case ground.PetitionFiled():
            return f"{'voluntary' if why.voluntary else 'involuntary'} petition filed {why.day}"
        case ground.PastDue():
            dues = ", ".join(f"{write_grouped(cents)} due {due}" for cents, due in why.obligations)
            return f"obligations past due: {dues}"
        case ground.SeniorAccelerated():
            return f"{why.facility} accelerated {why.day}"
        case ground.Unpaid():
            in_time = "" if why.timely == why.due else f", in time through {why.timely},"
            grace = "" if why.excused == why.timely else f", in its grace through {why.excused},"
            return f"{why.what} due {why.due}{grace or in_time} unpaid"
        case ground.Cured():
            return "the breach is cured"
        case ground.Dismissed():
            return "it is dismissed"
        case ground.Satisfied():
            return "it is paid, vacated, bonded or stayed"
        case ground.PaidDown():
            return f"of {write_grouped(why.late)} no more than {write_grouped(why.most)} stays unpaid"
        case ground.ExpresslyExcluded():
            return f"expressly not Senior Indebtedness ({label(why.role)}, last sentence)"
        case ground.Original() | ground.Refinancing():
            return f"Senior Indebtedness ({label(why.role)})"
        case ground.NotTheBorrowers():
            return f"neither the Borrower's own debt nor guaranteed by it ({label(why.role)})"
        case ground.NoLender():
            return f"not owed to a bank, insurer, financial institution or regular lender ({label(why.role)})"
        case ground.BorrowedLater():
            return f"not in effect on {why.day} and not shown to be for working capital ({label(why.role)})"
        case ground.RefinancesJunior():
            return f"{why.refinanced}, which it refinances, is not Senior itself ({label(why.role)})"
        case ground.Unreasonable():
            return f"not on commercially reasonable terms ({label(why.role)})"
        case ground.HolderNeverTold():
            return f"no prior written notice to the Holder is on record ({label(why.role)})"
        case ground.HolderToldLate():
            return f"notice to the Holder of {why.day} was not prior ({label(why.role)})"
        case ground.SeniorUnpaid():
            return f"{why.facility} {'accelerated' if why.accelerated else 'matured'} on {why.since} and unpaid"
        case ground.ProceedingOpen():
            return f"the proceeding of {why.filed} is neither dismissed nor closed"
        case ground.DefaultExists():
            return f"the payment default {why.default} of {why.occurred} exists"
        case ground.WaitsFor():
            return f"{why.component} may not be paid before {why.until or 'all Senior debt is paid'}"
        case ground.TestFailed():
            latest = f"it was {why.value} on {why.day}" if why.day else "no result of it is known"
            return f"{why.component} may be paid only while {why.test} is at least {why.at_least}, and {latest}"
        case ground.Stopped():
            return f"the stop notice of {why.sent} stands"
        case ground.Blocked():
            return f"a Blockage Event on {why.default} exists ({label(why.role)})"
        case _:
            raise TypeError(why)


def _standstill(why: ground.StandsStill, label: Label) -> str:
    cited = section(label(why.role))
    if why.days is None:
        return f"the Holders stand still until all Senior debt is paid ({cited})"
    if why.noticed is None:
        return (
            f"Senior had no notice of an Event of Default that exists on {why.day}: without it no standstill of "
            f"{why.days} days ends ({cited})"
        )
    return (
        f"the standstill of {why.days} days from the notice to Senior of {why.noticed} was not over ({cited}): a "
        f"demand is good from {why.first_good} on, while the Event of Default goes on"
    )


def share(by: "Literal['majority'] | int | Decimal") -> str:
    """The principal that it takes to accelerate, in words.

    >>> share("majority"), share(25)
    ('more than half', 'at least 25%')
    """
    return "more than half" if by == "majority" else f"at least {by}%"


def period(first: date, last: date | None) -> str:
    """Days from ``first`` to ``last`` in words.

    >>> period(date(2009, 3, 2), None)
    '2009-03-02 on, with no end known'
    """
    return f"{first} to {last}" if last else f"{first} on, with no end known"


def length(within: Duration) -> str:
    """A period in words.

    >>> length(Duration(12, Unit.MONTHS)), length(Duration(360))
    ('twelve months', '360 days')
    """
    number = "twelve" if within == Duration(12, Unit.MONTHS) else str(within.length)
    unit = within.unit.value
    return f"{number} {unit[:-1] if within.length == 1 else unit}"


def section(label: str) -> str:
    """A label as it stands in a sentence: a bare number is called a section.

    >>> section("2"), section("2(a)")
    ('section 2', '2(a)')
    """
    return f"section {label}" if label.isdecimal() else label
