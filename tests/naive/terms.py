"""The terms of a document: the instrument, what overrides it, the labels of its clauses (terms.md, 1, 6, 7)."""

import copy
import re
from dataclasses import dataclass

from .counting import cents


class Fault(Exception):
    """The document is not free of faults after all: a transfer of what is not held, Senior debt due before its time."""


ALL_ENDS = ["insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity"]
NOTE_OF_2008: dict = {
    "interest": {
        "every": "1 month",
        "on": "same_day",
        "day_count": "actual/month",
        "after_maturity": "schedule",
        "pik": "none",
        "default": "none",
    },
    "principal": {"instalments": [], "reduces": "last_first", "prepayment": {}},
    "days": {"calendar": "new-york", "convention": "following", "extension_interest": "yes"},
    "senior_matured": "bars",
    "insolvency": "bars",
    "blockage": {
        "payment_default": "notice",
        "other_default": {"days": "365", "from": "occurrence", "ends": ["cure_notice"], "given_by": "any"},
        "starts": "holder",
        "last_day": "blocked",
        "limits": {
            "scope": "all",
            "one_per": "none",
            "one_per_covenant": "12 months",
            "burns": "existing_or_arising",
            "revives_after": "none",
            "arrears_paid": "no",
            "most": "none",
        },
    },
    "override": "365 days",
    "permitted": {"interest": "free", "principal": "free", "expenses": "free", "stop_notice": "no"},
    "standstill": "none",
    "turnover": {"discharges": "no", "within": "none"},
    "mixed_block": "per_note",
    "defaults": {
        "payment": {"interest": "0 days", "principal": "0 days", "expenses": "0 days"},
        "covenant": "5 business days",
        "representation": "yes",
        "receiver": "60 days",
        "judgment": {"over": "50,000.00", "days": "45"},
        "petition": "45 days",
        "cross": {"over": "500,000.00", "more_than": "30 days"},
        "senior_accelerated": "yes",
    },
    "acceleration": {"by": "holder", "for": "any", "automatic": []},
}
SHAPES = {  # what a mapping has for the keys that the document leaves out, where the 2008 terms have a word
    ("standstill",): {"days": "180", "from": "notice", "ends": ALL_ENDS},
    ("blockage", "limits", "most"): {"days": "180", "in": "360"},
}
FREE = {  # mappings whose keys depend on the choice made
    ("interest", "pik"),
    ("interest", "default"),
    ("principal", "instalments"),
    ("principal", "prepayment"),
    ("permitted", "interest"),
    ("permitted", "principal"),
    ("permitted", "expenses"),
}
INSTRUMENTS: dict[str, dict] = {  # section 7
    "air-industries-2008": {},
    "indenture-179": {
        "interest": {"every": "6 months", "day_count": "30/360", "after_maturity": "with_payment"},
        "days": {"calendar": "federal-reserve", "extension_interest": "no"},
        "blockage": {
            "payment_default": "automatic",
            "other_default": {"days": "179", "from": "receipt", "ends": ["cure", "withdrawal"]},
            "starts": "representative",
            "last_day": "payable",
            "limits": {
                "scope": "other_defaults",
                "one_per": "360 days",
                "one_per_covenant": "none",
                "burns": "existing",
                "revives_after": "90 days",
            },
        },
        "override": "none",
        "defaults": {
            "payment": {"interest": "30 days", "principal": "0 days", "expenses": "30 days"},
            "covenant": "60 days",
            "receiver": "none",
            "judgment": "none",
            "petition": "60 days",
            "cross": "none",
        },
        "acceleration": {"by": "25%", "automatic": ["petition"]},
    },
    "mezzanine-180": {
        "interest": {
            "every": "3 months",
            "on": "last_day",
            "day_count": "actual/360",
            "after_maturity": "with_payment",
        },
        "days": {"calendar": "federal-reserve"},
        "blockage": {
            "payment_default": "automatic",
            "other_default": {"days": "179", "from": "receipt", "ends": ["cure", "withdrawal"]},
            "starts": "representative",
            "limits": {
                "scope": "other_defaults",
                "one_per_covenant": "none",
                "burns": "existing",
                "most": {"days": "180", "in": "360"},
            },
        },
        "override": "none",
        "standstill": {"days": "180", "from": "notice", "ends": ALL_ENDS},
        "defaults": {
            "payment": {"interest": "5 business days", "principal": "0 days", "expenses": "5 business days"},
            "covenant": "30 days",
            "judgment": {"over": "250,000.00", "days": "60"},
            "petition": "60 days",
            "cross": {"over": "250,000.00", "more_than": "30 days"},
        },
        "acceleration": {"by": "majority", "automatic": ["petition"]},
    },
    "standby": {
        "interest": {"day_count": "actual/365", "after_maturity": "with_payment"},
        "days": {"calendar": "federal-reserve"},
        "blockage": {"payment_default": "none", "other_default": "none"},
        "override": "none",
        "permitted": {"principal": "after_senior", "stop_notice": "yes"},
        "standstill": {"days": "until_senior_paid", "from": "notice", "ends": ["senior_paid"]},
        "turnover": {"within": "15 days"},
        "defaults": {
            "payment": {"interest": "10 days", "principal": "10 days", "expenses": "10 days"},
            "covenant": "none",
            "representation": "none",
            "receiver": "none",
            "judgment": "none",
            "petition": "0 days",
            "cross": "none",
            "senior_accelerated": "none",
        },
    },
    "plain": {
        "interest": {"day_count": "actual/365", "after_maturity": "with_payment"},
        "days": {"calendar": "federal-reserve"},
        "senior_matured": "none",
        "insolvency": "none",
        "blockage": {"payment_default": "none", "other_default": "none"},
        "override": "none",
        "defaults": {
            "covenant": "30 days",
            "judgment": "none",
            "petition": "60 days",
            "cross": "none",
            "senior_accelerated": "none",
        },
        "acceleration": {"automatic": ["petition"]},
    },
}
LABELS_OF_2008 = {  # section 6
    "promise": "preamble",
    "senior": "1(a)",
    "senior_matured": "1(b)",
    "blockage": "1(d)",
    "blockage_payment": "1(d)(i)",
    "blockage_cured": "1(d)(ii)(A)",
    "blockage_lapsed": "1(d)(ii)(B)",
    "blockage_other": "1(d)(ii)",
    "blockage_limits": "1(d)(ii)",
    "override": "1(d)",
    "accelerated_principal": "1(d)",
    "effect": "1(e)",
    "turnover": "1(g)",
    "subrogation": "1(h)",
    "insolvency": "1(i)",
    "diversion": "1(i)(ii)",
    "default_payment": "2(a)",
    "default_covenant": "2(b)",
    "default_representation": "2(c)",
    "default_receiver": "2(d)",
    "default_judgment": "2(e)",
    "default_petition": "2(f)",
    "default_cross": "2(g)",
    "default_senior": "2(h)",
    "acceleration": "2",
    "ratable": "3",
    "notices": "4(b)",
    "succession": "4(d)",
    "expenses": "4(e)",
    "savings": "4(g)",
}
SYNONYMS = {  # `reading:` key -> where the term stands, and what its words are there
    "day_count": (("interest", "day_count"), {}),
    "business_days": (("days", "convention"), {"gcl25": "following", "strict": "none"}),
    "window_end": (("blockage", "last_day"), {}),
    "block_trigger": (("blockage", "starts"), {}),
    "proviso_scope": (("blockage", "limits", "scope"), {}),
    "mixed_block": (("mixed_block",), {}),
    "turnover_effect": (("turnover", "discharges"), {"not_discharged": "no", "discharged": "yes"}),
}
DEFAULTS_BY_TERM = {"senior_accelerated": "default_senior"}


def terms_in_force(document: dict) -> dict:
    """The whole set: the 2008 terms, the instrument's over them, the document's over these, the switches last."""
    stated = copy.deepcopy(document.get("terms") or {})
    name = stated.pop("instrument", "air-industries-2008")
    stated.pop("cite", None)
    if name not in INSTRUMENTS:
        raise Fault(f"unknown instrument {name}")
    terms = overlay(overlay(NOTE_OF_2008, INSTRUMENTS[name], ()), stated, ())
    for key, word in (document.get("reading") or {}).items():
        place, words = SYNONYMS[key]
        own = at(stated, place)
        if own is not None and own != words.get(word, word):
            raise Fault(f"reading.{key} and terms.{'.'.join(place)} differ")
        at(terms, place[:-1])[place[-1]] = words.get(word, word)
    return terms


def overlay(under: dict, over: dict, place: tuple[str, ...]) -> dict:
    """Mappings key by key, lists whole, a word in a mapping's place and a mapping in a word's."""
    merged = copy.deepcopy(under)
    for key, value in over.items():
        here = (*place, key)
        if key not in merged and here[:-1] not in FREE:
            raise Fault(f"unknown term {'.'.join(here)}")
        if isinstance(value, dict) and here not in FREE:
            base = merged[key] if isinstance(merged[key], dict) else at(NOTE_OF_2008, here)
            merged[key] = overlay(base if isinstance(base, dict) else SHAPES[here], value, here)
        else:
            merged[key] = copy.deepcopy(value)
    return merged


def at(terms: dict, place: tuple[str, ...]):
    """What stands at a place, or None."""
    for key in place:
        terms = terms.get(key) if isinstance(terms, dict) else None
    return terms


def labels_of(document: dict) -> dict[str, str]:
    """Section 6: the label of a role is the one cited, else the instrument's, else the role itself."""
    stated = document.get("terms") or {}
    own = LABELS_OF_2008 if stated.get("instrument", "air-industries-2008") == "air-industries-2008" else {}
    return {**own, **(stated.get("cite") or {})}


@dataclass(frozen=True)
class Span:
    """`5 business days`, `30 days` or `12 months`."""

    number: int
    unit: str


def span(text: str) -> Span | None:
    """A period; None for `none`."""
    if text == "none":
        return None
    match = re.fullmatch(r"(\d+)(?:\s+(business )?(day|month)s?)?", text.strip())
    assert match is not None, text
    return Span(int(match[1]), (match[2] or "") + (match[3] or "day"))


def role_of_default(name: str) -> str:
    """`petition` or `default_petition`: the role of an Event of Default."""
    return DEFAULTS_BY_TERM.get(name, name if name.startswith("default_") else f"default_{name}")


def share_met(by: str, signing: int, total: int) -> bool:
    """T-14: whether the principal that signs is more than half, or at least so many percent, of all."""
    if by == "majority":
        return 2 * signing > total
    percent = cents(by.rstrip("% "))  # hundredths of a percent
    return 10_000 * signing >= percent * total
