"""Prepayment of principal (T-24): the premium of a paper, and what a recorded prepayment is against."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched.measure.money import write_grouped

if TYPE_CHECKING:
    from note_sched.ledger.account import Account
    from note_sched.ledger.premium import Premium
    from note_sched.terms.terms import Prepayment, Terms


def premium_of(terms: "Terms") -> "Premium | None":
    """The premium of a paper; None where it has none."""
    prepayment = terms.principal.prepayment
    if prepayment is None or not prepayment.premium:
        return None
    from fractions import Fraction  # noqa: PLC0415 (few papers have one)

    from note_sched.ledger.premium import Premium  # noqa: PLC0415 (as above)

    steps = [(step.through, Fraction(step.percent)) for step in prepayment.premium]
    return Premium(steps, also_on=prepayment.also_on)


def told(rules: "Prepayment | None", day: date, prepaid: int, accounts: "Sequence[Account]") -> list[str]:
    """What a payment of ``prepaid`` cents of principal that was not due is against, in words; it is applied anyway.

    ``accounts``: the Notes that it was on, after it.
    """
    if rules is None or not prepaid:
        return []
    found = []
    left = sum(account.principal for account in accounts)
    if rules.starts is not None and day < rules.starts:
        found.append(f"principal may not be prepaid before {rules.starts}")
    if rules.whole_only and left:
        found.append("principal may be prepaid in whole only")
    elif rules.minimum is not None and prepaid < rules.minimum and left:
        found.append(f"at least {write_grouped(rules.minimum)} may be prepaid")
    return found
