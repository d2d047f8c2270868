"""The names of what can be explained, without what explains it: a shell that completes them loads nothing more."""

SIMULATE = (
    "interest_due",
    "principal_due",
    "expenses_due",
    "expenses_paid",
    "interest_paid",
    "principal_paid",
    "turned_over",
    "principal",
    "interest_unpaid",
    "accrued_interest",
    "expenses_unpaid",
    "standing",
    "clauses",
    "assumed",
)
"""The columns of ``simulate``, in their order."""

PAYOFF = (
    "payoff.principal",
    "payoff.interest_unpaid",
    "payoff.accrued_interest",
    "payoff.expenses_unpaid",
    "payoff.total",
    "payoff.per_diem",
)
"""The figures of ``payoff``."""

CAN_PAY = (
    "can_pay.expenses",
    "can_pay.interest",
    "can_pay.principal",
    "can_pay.expenses.payable_from",
    "can_pay.interest.payable_from",
    "can_pay.principal.payable_from",
    "can_pay.turnover",
    "can_pay.default_from",
)
"""The figures of ``can-pay``."""

SUBROGATION = ("subrogation.pool", "subrogation.claim")
"""What 1(h) gives a Holder at the end of the day."""

REFUNDABLE = "refundable"
"""What a Holder holds at the end of the day beyond all that was owed."""

CAPITALISED = "interest_capitalised"
"""Interest that was added to principal, as only some papers have it."""

GROUPS = {"simulate": (*SIMULATE, CAPITALISED), "payoff": PAYOFF, "can_pay": CAN_PAY, "subrogation": SUBROGATION}
"""Whole commands: every figure of theirs that is not zero."""

DEFAULTS = "events_of_default"

BESIDES = ("bars", "notices", DEFAULTS)
"""What is no figure: the bars of a day, what became effective on it and founded nothing, its Events of Default."""

COLUMNS = (*SIMULATE, *PAYOFF, *CAN_PAY, *SUBROGATION, REFUNDABLE, CAPITALISED, *GROUPS, *BESIDES)
"""Everything that can be named."""
