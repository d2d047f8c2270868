"""Which terms can bite: of a paper without blocks it means nothing on which day a block ends.

>>> from note_sched.instruments import AIR_INDUSTRIES_2008, instrument
>>> switches_that_bite(instrument("plain").terms)
('day_count', 'business_days')
>>> len(switches_that_bite(AIR_INDUSTRIES_2008.terms))
7
"""

from note_sched.terms.terms import Terms


def notices_block(terms: Terms) -> bool:
    """Whether some notice of Senior blocks payment (R-12)."""
    return terms.blockage.payment_default == "notice" or terms.blockage.other_default is not None


def something_bars(terms: Terms) -> bool:
    """Whether anything bars payment at all; where nothing does, nothing is turned over (T-5)."""
    permitted = terms.permitted
    by_senior = terms.senior_matured or terms.insolvency or terms.blockage.payment_default != "none"
    held_back = {permitted.interest, permitted.principal, permitted.expenses} != {"free"} or permitted.stop_notice
    return by_senior or held_back or terms.blockage.other_default is not None


def switches_that_bite(terms: Terms) -> tuple[str, ...]:
    """The switches of ``reading`` that can change an answer under these terms, in their order.

    ``window_end`` touches blocks by notice and the override alone, ``proviso_scope`` notices of payment defaults alone;
    stop notices ask for the representative, not for the Borrower.
    """
    bars = something_bars(terms)
    bites = {
        "day_count": True,
        "business_days": True,
        "window_end": notices_block(terms) or terms.override is not None,
        "block_trigger": notices_block(terms)
        or (terms.permitted.stop_notice and terms.blockage.starts == "representative"),
        "proviso_scope": terms.blockage.payment_default == "notice",
        "mixed_block": bars,
        "turnover_effect": bars,
    }
    return tuple(switch for switch, does in bites.items() if does)
