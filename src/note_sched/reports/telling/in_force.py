"""The terms in force, in words: what of the paper can move a figure, how it stands, and who says so.

A document without ``terms`` is told by the names of its switches, as it is written; another by those of its terms, with
the line that states each, or the instrument that does.
"""

from note_sched.document.model import SYNONYMS, Document
from note_sched.reports.telling.quoting import is_of_2008
from note_sched.terms.bite import switches_that_bite

THE_SPA = "The Note is governed by the securities purchase agreement (SPA), which was not read."


def title_of(document: Document) -> str:
    """Under which heading it is told what is in force: switches of a text, or terms."""
    return "Readings" if document.overlay is None else "Terms in force"


def in_force(document: Document) -> str:
    """The switches in one line; under other terms those that can bite, each with who states it."""
    if document.overlay is None:
        return "; ".join(f"{switch} {switch_word(document, switch)}" for switch in SYNONYMS)
    told = switches_that_bite(document.terms)
    return "; ".join(
        f"{SYNONYMS[switch]} {term_word(document, switch)} ({stated_by(document, switch)[0]})" for switch in told
    )


def switch_word(document: Document, switch: str) -> str:
    """The position of a switch, in the word of ``reading``."""
    value = getattr(document.reading, switch)
    return str(getattr(value, "value", value))


def term_word(document: Document, switch: str) -> str:
    """The same in the word of the term that the switch is another name of."""
    from note_sched.document.paper import as_written, written_at  # noqa: PLC0415 (most documents have no terms)
    from note_sched.document.terms_text import text_of  # noqa: PLC0415 (as above)

    return text_of(written_at(as_written(document.terms), SYNONYMS[switch]))


def stated_by(document: Document, switch: str) -> tuple[str, int]:
    """Who states a term: a line of the document, an option, or the instrument; and the line, 0 where there is none."""
    term = SYNONYMS[switch]
    for key in (f"reading.{switch}", term):
        if key in document.lines:
            return f"line {document.lines[key]}", document.lines[key]
    from note_sched.document.paper import chosen_of  # noqa: PLC0415 (most documents have no terms)

    if term in (document.stated or ()) or switch in chosen_of(document):
        return "--set", 0
    return document.instrument.key, 0


def not_read(document: Document) -> str:
    """Of what the figures depend on, what was not read."""
    if is_of_2008(document):
        return THE_SPA
    name = document.instrument.name
    return f"No text was read: the terms are those of {name}, with what the document states. The paper decides."
