"""Notes whose interest runs in several ways: worked examples of the terms, and random documents."""

import random

from comparing import loaded
from test_agreement import with_interest_of_many_kinds

from note_sched.faults import Faulty
from note_sched.simulation import simulate


def paper(interest, *events, principal="100,000.00", others=(), debts=(), **note):
    """A plain note, actual/365."""
    return loaded(
        {
            "note": {"title": "Promissory Note", "borrower": "Northfield Tool Works, Inc.", **note},
            "holders": [{"id": "a", "name": "A", "principal": principal}],
            "senior_debt": list(debts),
            "events": list(events),
            "terms": {"instrument": "plain", "interest": {"every": "1 month"} | interest, **dict(others)},
            "simulation": {"payments": "recorded"},
        }
    )


OF_2017 = {
    "issue_date": "2017-02-21",
    "maturity_date": "2019-02-21",
    "interest_rate": "8% per year",
    "first_payment_date": "2017-05-31",
}
TOGGLE = {"toggle": {"rate": "12% per year", "notice": "10 business days"}}


def of_many_kinds(seeds):
    """Documents whose interest runs in several ways, each with its seed and a source of chance."""
    for seed in seeds:
        source = random.Random(seed)
        try:
            document = loaded(with_interest_of_many_kinds(source))
            run = simulate(document, traced=True)
        except Faulty:
            continue
        if document.terms.interest.in_several_ways:
            yield seed, document, run, source


MANY = [range(at, at + 10) for at in range(0, 400, 10)]
