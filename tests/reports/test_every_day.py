"""What the report says of each day is the same whether days that are alike are told together or one by one."""

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest
from comparing import loaded
from naive import documents
from notes import cents, day, event, note

from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.rendering.moved import embedded
from note_sched.reports.answers.every_day import moving
from note_sched.simulation import simulate
from note_sched.simulation.asking import Question

SAMPLES = Path(__file__).parents[2] / "samples"
MARKS = ("+", "o", "-")


def moved(document, holders=()):
    run = simulate(document)
    shown = simulate(document, ask=run.first_day, sink=lambda _: None).asked
    return embedded(moving(run, shown, holders), MARKS)


def one_by_one(monkeypatch, document, holders=()):
    with monkeypatch.context() as patched:
        patched.setattr(Question, "days_alike", lambda *_: [])
        return moved(document, holders)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))])
def test_of_random_documents(seed, monkeypatch):
    source = random.Random(60_000 + seed)
    make = documents.random_document if seed % 2 else documents.random_document_with_terms
    with suppress(Faulty):  # it transfers more than is held
        document = loaded(json.loads(json.dumps(make(source))))
        some = [each.id for each in document.holders][::2] if seed % 3 else ()
        assert moved(document, some) == one_by_one(monkeypatch, document, some)


@pytest.mark.parametrize("name", ["release-valve", pytest.param("indenture-blockage", marks=pytest.mark.long)])
def test_of_samples(name, monkeypatch):
    document = load((SAMPLES / f"{name}.yaml").read_bytes())
    assert moved(document) == one_by_one(monkeypatch, document)


def test_an_event_of_default_begins_in_the_midst_of_days_that_are_alike():
    """A misrepresentation on Tuesday, March 17, 2009; interest runs on: 16 of 31 days of 1,000.00 are 516.13."""
    written = note(event("misrepresentation", "2009-03-17"))
    found = moving(simulate(written), simulate(written, ask=day("2009-03-16")).asked)
    before, on, after = (each for each in found.days if day("2009-03-16") <= each.date <= day("2009-03-18"))
    assert (before.lines["Event of Default"], before.change) == ("none", False)
    assert on.lines["Event of Default"] == after.lines["Event of Default"] != "none"
    assert (on.change, after.change) == (True, False)
    named = dict(zip([column.name for column in found.table.columns], on.rows[0], strict=True))
    assert (named["accrued_interest"], named["total"]) == (cents("516.13"), cents("100516.13"))
