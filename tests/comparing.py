"""Holding two implementations of the Note against each other: what is compared, and what is words only."""

import json

import yaml

from note_sched.document.load import load
from note_sched.rendering.json_text import json_page


def in_a_file(document):
    """The bytes of a file with a document of plain dicts, lists and strings."""
    return yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()


def loaded(document):
    """A document of plain dicts, lists and strings, as the product reads it from a file."""
    return load(in_a_file(document))


def answered(page):
    """A report's json."""
    return json.loads(json_page(page))


TERMS = ("terms", "terms_stated")  # what is in force, as the document would write it


def comparable(answer):
    """An answer without words (reasons, causes, what it rests on) and without what interface.md leaves open."""
    answer = json.loads(json.dumps(answer))
    for key in ("note", "reading", "warnings", "schema_version", "assumed", "assumed_since", *TERMS):
        answer.pop(key, None)
    for default in answer.get("events_of_default", []):
        del default["cause"]
    for declared in answer.get("accelerations", []):
        declared["reason"] = bool(declared["reason"])
        if not declared.get("holders"):  # nobody signed: said as null, or not at all
            declared.pop("holders", None)
    _without_words(answer.get("windows", []) + answer.get("bars", []))
    _without_words([bar for holder in answer.get("holders", []) for bar in holder.get("bars", [])])
    for turnover in answer.get("turnovers", []):
        turnover["to"] = {part["facility"]: part["amount"] for part in turnover["to"]}
    if "subrogation" in answer:
        answer["subrogation"] = [each for each in answer["subrogation"] if each["pool"] != "0.00"]
    # Ties are ordered by what was taken out, or by the clause, which has another label under another paper.
    unordered = ("windows", "bars", "events_of_default", "accelerations", "turnovers")
    for part in [answer, *answer.get("holders", [])]:
        for key in unordered:
            if key in part:
                part[key].sort(key=lambda row: json.dumps(row, sort_keys=True))
    return answer


def _without_words(rows):
    for row in rows:
        row.pop("reason", None)
        if row["kind"] in ("override", "accelerated_principal"):
            del row["cause"]


def difference(one, other, at=""):
    """The first place at which two answers differ, with what stands there; None where they agree."""
    if one == other:
        return None
    if isinstance(one, dict) and isinstance(other, dict):
        key = next(key for key in sorted({*one, *other}) if one.get(key) != other.get(key))
        return difference(one.get(key), other.get(key), f"{at}/{key}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        place = next(place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return difference(one[place], other[place], f"{at}[{place}]")
    return at, one, other
