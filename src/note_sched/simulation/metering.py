"""How the interest of a document is counted where it runs in several ways: its rates, and what is elected."""

from collections.abc import Collection
from datetime import date

from note_sched.document.counting import ladder_of
from note_sched.document.indexed import contract_rates
from note_sched.document.model import Document
from note_sched.ledger.rates import Meter, Rates


def meter_of(document: Document, elected: Collection[date]) -> Meter:
    """The meter of a document; ``elected``: the payment dates whose interest is elected to be in kind.

    Raises:
        Refusal: of the index that the rate follows no value is known for the first day.
    """
    interest = document.terms.interest
    rates = Rates(document.note.legal_maximum_rate, interest.pik, interest.default)
    return Meter(interest.day_count, contract_rates(document), rates, ladder_of(document), elected)
