"""Roles: the part that a clause plays, whatever number a paper gives it.

Rules, money and the day know roles alone. The label of a role (``1(g)`` in the Note of 2008, ``10.06`` in somebody's
indenture) is looked up in the instrument where something is printed or exported; a role that a paper has no clause for
is cited by its own name.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """The part that a clause plays; the value stands where a paper has no label for it.

    In the order in which subordinated notes say things, which is the order of what is told of one day.
    """

    PROMISE = "promise"
    SUBORDINATION = "subordination"
    SENIOR = "senior"
    SENIOR_ORIGINAL = "senior_original"
    SENIOR_REFINANCING = "senior_refinancing"
    SENIOR_MATURED = "senior_matured"
    BORROWER_NOTICE = "borrower_notice"
    BLOCKAGE = "blockage"
    OVERRIDE = "override"
    ACCELERATED_PRINCIPAL = "accelerated_principal"
    BLOCKAGE_PAYMENT = "blockage_payment"
    BLOCKAGE_OTHER = "blockage_other"
    BLOCKAGE_LIMITS = "blockage_limits"
    BLOCKAGE_CURED = "blockage_cured"
    BLOCKAGE_LAPSED = "blockage_lapsed"
    EFFECT = "effect"
    NO_DEMAND = "no_demand"
    SENIOR_RIGHTS = "senior_rights"
    TURNOVER = "turnover"
    SUBROGATION = "subrogation"
    INSOLVENCY = "insolvency"
    INSOLVENCY_CLAIMS = "insolvency_claims"
    DIVERSION = "diversion"
    ACCELERATION = "acceleration"
    DEFAULT_PAYMENT = "default_payment"
    DEFAULT_COVENANT = "default_covenant"
    DEFAULT_REPRESENTATION = "default_representation"
    DEFAULT_RECEIVER = "default_receiver"
    DEFAULT_JUDGMENT = "default_judgment"
    DEFAULT_PETITION = "default_petition"
    DEFAULT_CROSS = "default_cross"
    DEFAULT_SENIOR = "default_senior"
    RATABLE = "ratable"
    WAIVER = "waiver"
    NOTICES = "notices"
    SUCCESSION = "succession"
    EXPENSES = "expenses"
    SAVINGS = "savings"
    BLOCKAGE_MOST = "blockage_most"
    PERMITTED = "permitted"
    STOP = "stop"
    STANDSTILL = "standstill"
    PIK = "pik"
    DEFAULT_INTEREST = "default_interest"
    INSTALMENTS = "instalments"
    PREPAYMENT = "prepayment"
    PREMIUM = "premium"
    CONVERSION = "conversion"

    @property
    def place(self) -> int:
        """Its place in that order: what sorts roles, for their names do not."""
        return _PLACES[self]


_PLACES = {role: place for place, role in enumerate(Role)}


def sorted_roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in their order, as a row has them."""
    return tuple(sorted(roles, key=_PLACES.__getitem__))


DefaultName = Literal[
    "payment", "covenant", "representation", "receiver", "judgment", "petition", "cross", "senior_accelerated",
    "default_payment", "default_covenant", "default_representation", "default_receiver", "default_judgment",
    "default_petition", "default_cross", "default_senior", "senior",
]  # fmt: skip
"""What a document calls an Event of Default: by the key under which terms give its grace, or by its role."""


def default_role(name: DefaultName) -> Role:
    """The role of an Event of Default that a document names.

    >>> default_role("petition") is default_role("default_petition") is Role.DEFAULT_PETITION
    True
    >>> default_role("senior_accelerated") is Role.DEFAULT_SENIOR
    True
    """
    return Role(f"default_{name.removeprefix('default_').removesuffix('_accelerated')}")
