"""What stands in the way of a payment on a Note on one day: every bar, not only the first.

Clause:
    1(b): "Upon the acceleration of any Senior Indebtedness or upon the maturity of all or any portion of the principal
    amount of any Senior Indebtedness ..., all such Senior Indebtedness which has been so accelerated or matured shall
    first indefeasibly be paid in full before any payment is made ... on account of any obligations evidenced by this
    Note." 1(e): "At any time there exists a Blockage Event, (i) the Borrower shall not, directly or indirectly, make
    any payment of any part of this Note".

Reading:
    1(b) needs no notice, has no cap, is not lifted by the override, and asks only that *such* debt be paid. A Blockage
    Event bars principal, interest and expenses alike. Under an override it is suspended; its shadow then still bars the
    principal so accelerated. While all Senior debt is paid there is nothing left to be subordinate to. By other papers
    a payment default of Senior bars by itself for as long as it exists, no override lifts it, and some bars are on one
    component alone (``permitted``).

Example:
    >>> from note_sched.terms.roles import Role
    >>> open_note = Verdict((), ())
    >>> open_note.standing(accelerated=False), Verdict((), (Bar(Role.BLOCKAGE, "accelerated_principal", ("d1",), ""),)
    ...                                                 ).standing(accelerated=True)
    ('open', 'barred_principal')

Limits:
    Section 3 is no bar: ``mixed_block: all_or_none`` is judged over all Notes, in ``simulation``.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from note_sched.document.events import Insolvency, SeniorDefault
from note_sched.rules.blockage import BlockageEvent, exists
from note_sched.rules.ground import Blocked, DefaultExists, Ground, ProceedingOpen
from note_sched.rules.insolvency import cause, pending
from note_sched.rules.override import Overrides
from note_sched.terms.roles import Role

BLOCKAGE = "blockage"
SENIOR = "senior"
INSOLVENCY = "insolvency"
OVERRIDE = "override"
ACCELERATED_PRINCIPAL = "accelerated_principal"
RATABLE = "ratable"
PAYMENT_DEFAULT = "payment_default"
PERMITTED = "permitted"
STOP = "stop"


class Bar(Struct, frozen=True):
    """Why a payment may not be made: role of the clause, kind, the ids that cause it; ``key`` tells it from others.

    ``ground``: what it rests on, where that is one fact.
    """

    role: Role
    kind: str
    cause: tuple[str, ...]
    key: str
    ground: Ground | None = None


NO_COMPONENT: Mapping[str, tuple[Bar, ...]] = {}
"""No bar is on one component alone."""


class Verdict(Struct, frozen=True):
    """The bars on a Note.

    ``bars``: on every component; ``shadow``: on principal that was accelerated; ``components``: on one component alone.
    """

    bars: tuple[Bar, ...]
    shadow: tuple[Bar, ...]
    components: Mapping[str, tuple[Bar, ...]] = NO_COMPONENT

    def on(self, component: str) -> tuple[Bar, ...]:
        """Every bar on a component, but that on accelerated principal."""
        return self.bars + self.components[component] if component in self.components else self.bars

    def standing(self, *, accelerated: bool) -> str:
        """``barred``, ``barred_principal`` or ``open``, for a Note whose principal was accelerated or not."""
        if self.on("interest"):
            return "barred"
        return "barred_principal" if self.on("principal") or (accelerated and self.shadow) else "open"


FREE = Verdict((), ())


class Matured(Struct, frozen=True):
    """A Senior claim that 1(b) wants paid: facility, a key of its own, and since when."""

    facility: str
    key: str
    ground: Ground


class Proceedings(Struct, frozen=True):
    """The petitions and the consents of the document."""

    petitions: Sequence[Insolvency]
    consents: Sequence[date]


def judge(  # noqa: PLR0913 (every kind of bar has its facts)
    day: date,
    *,
    matured: Iterable[Matured],
    senior_outstanding: int,
    blocks: Iterable[BlockageEvent],
    proceedings: Proceedings,
    overrides: Overrides,
    payment_defaults: Iterable[SeniorDefault] = (),
    components: Mapping[str, tuple[Bar, ...]] = NO_COMPONENT,
) -> Verdict:
    """Every bar on ``day`` for Holders who stand alike.

    Args:
        day: the day judged, after the Senior payments, accelerations, notices and due dates of that day.
        matured: unpaid claims under facilities that are Senior as to these Holders.
        senior_outstanding: all that is Senior as to them, in cents.
        blocks: their Blockage Events.
        proceedings: petitions and consents.
        overrides: the days on which Blockage Events are suspended.
        payment_defaults: those that bar by themselves, of debt that is Senior as to them; none while all of it is paid.
        components: the bars on one component.
    """
    bars = [Bar(Role.SENIOR_MATURED, SENIOR, (claim.facility,), claim.key, claim.ground) for claim in matured]
    bars += [
        Bar(
            Role.BLOCKAGE_PAYMENT,
            PAYMENT_DEFAULT,
            (default.id,),
            f"{PAYMENT_DEFAULT} {default.id}",
            DefaultExists(default.id, default.date),
        )
        for default in payment_defaults
        if exists(default, day)
    ]
    if not senior_outstanding:
        return Verdict(tuple(bars), (), components) if bars or components else FREE
    bars += [
        Bar(
            Role.INSOLVENCY,
            INSOLVENCY,
            (cause(petition),),
            f"{cause(petition)} {number}",
            ProceedingOpen(number, petition.date),
        )
        for number, petition in enumerate(proceedings.petitions)
        if pending(petition, proceedings.consents, day)
    ]
    shadow: tuple[Bar, ...] = ()
    existing = [block for block in blocks if block.exists(day)]
    if existing and overrides.lift(day):
        defaults = tuple(dict.fromkeys(block.default.id for block in existing))
        shadow = (Bar(Role.ACCELERATED_PRINCIPAL, ACCELERATED_PRINCIPAL, defaults, ACCELERATED_PRINCIPAL),)
    else:
        bars += [_bar(block) for block in existing if block.runs(day)]
    return Verdict(tuple(bars), shadow, components) if bars or shadow or components else FREE


def _bar(block: BlockageEvent) -> Bar:
    default = block.default.id
    why = Blocked(block.role, block.notice, default)
    return Bar(block.role, BLOCKAGE, (default,), f"{BLOCKAGE} {block.notice} {default}", why)
