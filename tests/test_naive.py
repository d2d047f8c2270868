"""The oracle itself meets every worked case: each expectation of tests/cases, read as cases/README.md says."""

import random
from functools import cache
from pathlib import Path

import pytest
import yaml
from naive import documents, model

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def clause_met(found: str | None, wanted: str) -> bool:
    """A clause compares by its beginning."""
    return (found or "").startswith(wanted)


def meets(row: dict, wanted: dict) -> bool:
    """Whether a row has all the fields wanted; an absent field is null."""
    return all(
        clause_met(row.get(name), value) if name == "clause" else row.get(name) == value
        for name, value in wanted.items()
    )


def pick(wanted: dict, *names: str) -> dict:
    """The named fields, as far as they are wanted."""
    return {name: wanted[name] for name in names if name in wanted}


class Answers:
    """The answers to one document, and one check per kind of expectation."""

    def __init__(self, document: dict) -> None:
        self.run = model.simulate(document)
        self.payoff_on = cache(lambda day: model.payoff(document, day))
        self.can_pay_on = cache(lambda day: model.can_pay(document, day))

    def schedule(self, wanted: dict) -> bool:
        """That row exists and has these values."""
        return any(meets(row, wanted) for row in self.run["schedule"])

    def no_row(self, wanted: dict) -> bool:
        """There is no row on that day."""
        return not self.schedule(wanted)

    def payoff(self, wanted: dict) -> bool:
        """A line of the payoff, or its total, and whether it may be paid."""
        quote = self.payoff_on(wanted["as_of"])
        total = {"holder": "TOTAL", **quote["total"], **pick(quote, "permitted", "payable_from")}
        lines = [{**line, **pick(quote, "permitted", "payable_from")} for line in quote["holders"]]
        return any(meets(line | {"as_of": wanted["as_of"]}, wanted) for line in [*lines, total])

    def window(self, wanted: dict) -> bool:
        """Some window has all these fields."""
        return any(meets(row, wanted) for row in self.run["windows"])

    def no_window(self, wanted: dict) -> bool:
        """No window has all these fields."""
        return not self.window(wanted)

    def can_pay(self, wanted: dict) -> bool:
        """A Holder's component on a day; `clause` and `lifts` are those of some bar."""
        answer = self.can_pay_on(wanted["on"])
        line = next(line for line in answer["holders"] if line["holder"] == wanted["holder"])
        component = line["components"][wanted["component"]]
        bar = pick(wanted, "clause", "lifts")
        found = not bar or any(meets(other, bar) for other in line["bars"])
        return found and meets(component, pick(wanted, "payable", "amount")) and meets(line, pick(wanted, "verdict"))

    def default(self, wanted: dict) -> bool:
        """An Event of Default."""
        return any(meets(row, wanted) for row in self.run["events_of_default"])

    def no_default(self, wanted: dict) -> bool:
        """No such Event of Default."""
        return not self.default(wanted)

    def acceleration(self, wanted: dict) -> bool:
        """An acceleration, valid or not."""
        return any(meets(row, wanted) for row in self.run["accelerations"])

    def turnover(self, wanted: dict) -> bool:
        """Who turned over what to whom."""
        rows = [
            {**row, "to": {part["facility"]: part["amount"] for part in row["to"]}} for row in self.run["turnovers"]
        ]
        return any(meets(row, wanted) for row in rows)

    def subrogation(self, wanted: dict) -> bool:
        """A Holder's pool; no entry counts as 0.00."""
        rows = [row for row in self.run["subrogation"] if row["holder"] == wanted["holder"]]
        return meets(rows[0] if rows else {"holder": wanted["holder"], "pool": "0.00"}, wanted)

    def maturity(self, wanted: dict) -> bool:
        """When the Notes mature and why."""
        return meets(self.run["maturity"], wanted)

    def totals(self, wanted: dict) -> bool:
        """Sums over the run."""
        return meets(self.run["totals"], wanted)


@pytest.mark.skipif(not CASES, reason="no cases beside the tests yet")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_oracle_meets_every_case(path: Path) -> None:
    """Every expectation of a case holds of the oracle's answers."""
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    answers = Answers(case["document"])
    failed = [
        (kind, wanted)
        for expectation in case["expect"]
        for kind, wanted in expectation.items()
        if not getattr(answers, kind)(wanted)
    ]
    assert failed == []


@pytest.mark.parametrize("seed", range(12))
def test_the_oracle_answers_random_documents(seed: int) -> None:
    """What the generator writes the oracle can play: balances never fall below zero, days come in order."""
    document = documents.random_document(random.Random(seed))
    try:
        run = model.simulate(document)
    except model.Fault:
        pytest.skip("a transfer of more than is held by then")
    balances = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid")
    assert not [row for row in run["schedule"] for column in balances if row[column].startswith("-")]
    days = [row["date"] for row in run["schedule"]]
    assert days == sorted(days)
    assert all(day <= run["through"] for day in days)
