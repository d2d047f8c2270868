"""What a paper says of interest in kind and in default, in words."""

from note_sched.terms.terms import DefaultInterest, InKind


def in_kind_words(pik: InKind) -> str:
    """What of the interest is in kind."""
    toggle = "" if pik.toggle is None or pik.toggle.rate is None else pik.toggle.rate.written
    says = {
        f"part, {'' if pik.part is None else pik.part.written}": pik.part,
        "all": pik.all,
        f"toggle, {toggle}": pik.toggle,
        "deemed, what is unpaid at the end of its timely day": pik.deemed,
        f"round {pik.round}": pik.round != "cent",
        "when_barred capitalise": pik.when_barred == "capitalise",
    }
    return "; ".join(words for words, holds in says.items() if holds)


def in_default_words(default: DefaultInterest) -> str:
    """What is borne in default."""
    rate = "" if default.rate is None else default.rate.written
    plus = "" if default.plus is None else f"plus {default.plus.written}"
    return f"{rate or plus} on {default.on}, from {default.runs_from}"


def in_default_said(default: DefaultInterest) -> str:
    """The same for who reads no keys: of a letter.

    >>> from note_sched.measure.accrual import Rate
    >>> in_default_said(DefaultInterest(plus=Rate.read("2% per year")))
    'plus 2% per year on all principal, while an Event of Default exists'
    """
    rate = f"plus {default.plus.written}" if default.plus is not None else default.rate.written if default.rate else ""
    counts = ", ".join(role.value.removeprefix("default_") for role in default.counts or ())
    return f"{rate} on {_ON[default.on]}, {_WHILE[default.runs_from]}{f' ({counts})' if counts else ''}"


_ON = {
    "principal": "all principal",
    "overdue": "each overdue sum of principal and of interest",
    "overdue_interest": "overdue interest",
}
_WHILE = {
    "event_of_default": "while an Event of Default exists",
    "due": "while a sum is due and unpaid after its timely day",
    "maturity": "from the last maturity on",
}
