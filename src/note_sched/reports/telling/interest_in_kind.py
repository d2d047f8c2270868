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
