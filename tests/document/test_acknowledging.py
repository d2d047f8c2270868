"""A warning that is known is told no more: one by each acknowledgment, by its code and day, and no figure changes."""

import ast
from pathlib import Path

import pytest
from comparing import loaded
from notes import ONE_HOLDER, TERMS, day, event, note
from written import codes

import note_sched
from note_sched.document.codes import WARNINGS
from note_sched.document.known import known_at
from note_sched.simulation import simulate

EARLY = event("payment", "2008-10-01", amount="10.00")
LATE = event("payment", "2008-11-03", amount="1,166.68")


def played(*acknowledged, events=(EARLY, LATE), **rest):
    """Both payments are above what was due: nothing on October 1, 1,156.67 on November 3."""
    document = loaded(
        {
            "note": TERMS,
            "holders": [{"id": name, "name": name, "principal": principal} for name, principal in ONE_HOLDER.items()],
            "events": list(events),
            "acknowledged": list(acknowledged),
        }
    )
    return simulate(document, **rest)


def told(run):
    return [each.name for each in run.cautions], [each.name for each in run.acknowledged]


def test_a_warning_is_named_by_its_code_and_day():
    names, silenced = told(played())
    assert {"payment-above-due@2008-10-01", "payment-above-due@2008-11-03"} <= set(names)
    assert silenced == []


def test_an_acknowledgment_silences_the_warning_of_its_day_and_no_other():
    before, _ = told(played())
    names, silenced = told(played("payment-above-due@2008-10-01"))
    assert silenced == ["payment-above-due@2008-10-01"]
    assert [*silenced, *names] == sorted(before, key=lambda name: (name not in silenced, before.index(name)))


def test_no_figure_changes_by_it():
    assert played().rows == played("payment-above-due@2008-10-01").rows


def test_one_that_matches_nothing_is_a_warning_of_its_own():
    names, silenced = told(played("payment-above-due@2008-10-02"))
    assert silenced == []
    assert "acknowledged-nothing" in names
    (said,) = [each.message for each in played("payment-above-due@2008-10-02").cautions if "matches" in each.message]
    assert "there is payment-above-due@2008-10-01 and payment-above-due@2008-11-03" in said


def test_each_acknowledgment_is_used_once():
    """Two payments of one day, both above what is due: each has its own warning, and wants its own acknowledgment."""
    twice = (EARLY, EARLY | {"amount": "20.00"})
    once, _ = told(played("payment-above-due@2008-10-01", events=twice))
    assert once.count("payment-above-due@2008-10-01") == 1
    known, silenced = told(played(*["payment-above-due@2008-10-01"] * 2, events=twice))
    assert known.count("payment-above-due@2008-10-01") == 0
    assert len(silenced) == 2
    over, _ = told(played(*["payment-above-due@2008-10-01"] * 3, events=twice))
    assert "acknowledged-nothing" in over


def test_of_a_day_that_is_not_played_nothing_is_said():
    late = "payment-above-due@2008-11-03"
    for through, unknown in (("2008-11-02", False), ("2008-11-03", False)):
        names, _ = told(played(late, through=day(through)))
        assert ("acknowledged-nothing" in names) is unknown
    names, _ = told(played("void-notice@2008-11-03", through=day("2008-11-02")))
    assert "acknowledged-nothing" not in names
    names, _ = told(played("void-notice@2008-11-03", through=day("2008-11-03")))
    assert "acknowledged-nothing" in names


def test_what_was_known_earlier_is_not_held_against_what_is_acknowledged_now():
    document = played("payment-above-due@2008-11-03").document
    assert "acknowledged-nothing" not in told(simulate(known_at(document, day("2008-10-15"))))[0]


def test_a_warning_about_the_document_has_no_day():
    document = note(terms={"offering_limit": "1.00"})
    assert [each.name for each in simulate(document).cautions] == ["offering-limit-exceeded"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("acknowledged: []", []),
        ("acknowledged:", []),
        ("acknowledged: [read-as-2008]", []),
        ("acknowledged:\n  - void-notice@2009-06-22\n  - void-notice@2009-06-22", []),
        ("acknowledged: void-notice@2009-06-22", ["list-wanted"]),
        ("acknowledged: [void-notice@2009-02-29]", ["no-such-day"]),
        ("acknowledged: [void-note@2009-02-28]", ["unknown-warning"]),
        ("acknowledge: []", ["unknown-key"]),
    ],
)
def test_what_may_be_written(written, found):
    text = Path(note_sched.__file__).parents[2].joinpath("samples/single-holder.yaml").read_text("utf-8")
    assert codes(f"{text}\n{written}\n") == found


def _said(tree):
    """The codes with which warnings of a document are made, as far as they stand in the text."""
    for node in ast.walk(tree):
        called = getattr(node, "func", None)
        name = getattr(called, "attr", getattr(called, "id", ""))
        if name in ("_say", "Caution") and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


def test_every_warning_that_is_made_can_be_acknowledged():
    """``no-glyph`` is about the type of a PDF, not about a document."""
    source = Path(note_sched.__file__).parent
    made = {code for path in source.rglob("*.py") for code in _said(ast.parse(path.read_text("utf-8")))}
    assert "void-notice" in made
    assert made - WARNINGS == {"no-glyph"}
