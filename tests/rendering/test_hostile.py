"""Names and memos can hold anything: in every form they are harmless, and a reader sees what they are.

A form is a line of ``FORMS``: how a document becomes its bytes, how a reader gets the words out of them again (a parser
of that form, never ours), and how a text is shown in it. Add a line for a new form; the same documents go through it.
"""

import csv
import io
import json
import re
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

import icalendar
import openpyxl
import pytest
from beancount import loader
from beancount.core.data import Open
from browser import pages_of
from letters import page_of as letter_page
from notes import TERMS, day, event, note
from papers import HOSTILE

from note_sched.measure.months import read_month
from note_sched.pages.workbook import page_workbook
from note_sched.rendering import ical, shaping
from note_sched.rendering import journal_text as journals
from note_sched.rendering.data import csv_page
from note_sched.rendering.excerpt import visible
from note_sched.rendering.json_text import json_page
from note_sched.rendering.pdf import paper_page
from note_sched.rendering.terminal import text_page
from note_sched.rendering.values_in_words import GLUE
from note_sched.rendering.web import web_page
from note_sched.rendering.xlsx import xlsx
from note_sched.reports.answers.occasions import agenda
from note_sched.reports.answers.overview import report
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.reports.books.accounts import accounts
from note_sched.reports.books.audit_sheet import WorkbookOrigin
from note_sched.reports.books.journal import journal
from note_sched.reports.comparison.alternatives import alternatives
from note_sched.reports.comparison.alternatives_page import readings_page
from note_sched.reports.comparison.compare import Side, compare, compare_page
from note_sched.reports.explanation.explain import explain
from note_sched.reports.life.timeline import timeline
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statement_page, statements_page
from note_sched.reports.statements.statements_workbook import statement_workbook
from note_sched.simulation import simulate

UNSEEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What would act instead of being read; a line feed ends a line of ours."""

FORMULA = tuple("=+-@")
FEWER = re.compile(r"-[0-9]+\.[0-9]{2}")
"""A figure below zero is one to a spreadsheet too."""

ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
"""Words of a picture whose direction is their own: it has no ``bdi``, so they stand between two marks."""

TENTH = 10
PLAIN = "Alder Growth Partners LP"
ORIGIN = WorkbookOrigin("note.yaml", "0" * 64, "0", None, ())


@lru_cache(maxsize=2)
def written(name):
    """A document that says a text wherever one can be said: of title, borrower, Holders, lender, covenant, memos."""
    default = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind_="other", covenant=name)
    events = (
        default,
        event("blockage_notice", "2009-03-03", defaults=["d1"]),
        event("payment", "2008-12-01", amount="100.00", memo=name),
        event("breach", "2009-01-05", memo=name),
        event("expense", "2009-01-06", holder="a", amount="5.00", memo=name),
    )
    holders = {"a": {"name": name, "principal": "100,000.00"}, "b": {"name": name, "principal": "1.00"}}
    debts = {"pnc": {"lender": name, "agreement": name, "principal": "8,000,000.00"}}
    return note(*events, holders=holders, debts=debts, terms={**TERMS, "title": name, "borrower": name})


@lru_cache(maxsize=2)
def run_of(name):
    return simulate(written(name), ask=day("2009-06-15"), sink=None, traced=True)


@lru_cache(maxsize=2)
def reports(name):
    """Pages that show names."""
    document, run = written(name), run_of(name)
    renamed = compare(Side("a.yaml", written("Birch"), str), Side("b.yaml", document, str))
    december, march = (statements(document, read_month(month)) for month in ("2008-12", "2009-03"))
    months = [statements_page(december, december.statements), statement_page(march, march.statements[0])]
    return [payoff(run), status(run), schedule(run, by_holder=True), compare_page(renamed), *months]


@lru_cache(maxsize=2)
def letters(name):
    document = written(name)
    return [letter_page(document, "2009-06-15"), letter_page(document, "2009-06-15", "2009-07-02", "a")]


def told(name):
    """What is for a terminal, csv and json alone: the figures explained, the other readings, the picture."""
    run = run_of(name)
    everything = explain(run, lambda *_: 0, str, ["simulate", "payoff", "can_pay", "bars"])
    return [everything, readings_page(alternatives(written(name), pairs=False)), timeline(run)]


def whole_report(name):
    """The page of HTML with the picture in it, and what says from what it was made."""
    document = written(name)
    now = simulate(document, ask=day("2009-06-15"), sink=lambda _: None)
    return report(simulate(document, traced=True), now, "the day asked about", (), origin=[f"Made of {name}"], more=())


def month_book(name):
    of = statements(written(name), read_month("2009-03"))
    return xlsx(statement_workbook(of, of.statements, statements_page(of, of.statements), ORIGIN))


def all_as(render):
    """Answers: every report in a form."""
    return lambda name: [render(page) for page in reports(name)]


class Tags(HTMLParser):
    """The tags of a page, with what their attributes are called, and its text outside styles."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self._in = set(), "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add((tag, *(name for name, _ in attrs)))
        self._in = tag

    def handle_data(self, data):
        self.text += data if self._in != "style" else ""


class Form(NamedTuple):
    """A form: what it ``answers`` about a text that a document says everywhere; ``read``: the words in that, ``shown``:
    how the text stands among them."""

    answers: object
    read: object
    shown: object = visible


def shown_text(answer):
    text = answer.decode()
    assert UNSEEN.findall(text) == []
    return text


def cells(answer):
    """Every cell of a csv; none is taken for a formula."""
    found = [cell for row in csv.reader(io.StringIO(shown_text(answer), newline="")) for cell in row]
    assert [cell for cell in found if cell.startswith(FORMULA) and not FEWER.fullmatch(cell)] == []
    return "\n".join(found)


def strings(value):
    """Every string in a json."""
    if isinstance(value, dict):
        return "\n".join(map(strings, value.values()))
    return "\n".join(map(strings, value)) if isinstance(value, list) else str(value)


@cache
def harmless_tags():
    pages = (web_page(page) for page in [*reports(PLAIN), *letters(PLAIN), whole_report(PLAIN)])
    return {("bdi",)}.union(*(Tags(page).tags for page in pages))


def shown_page(answer):
    """The text of a page, whose tags are those of a page about harmless names and no others."""
    page = Tags(answer.decode())
    assert page.tags - harmless_tags() == set()
    text = ISOLATED.sub(r"\1", page.text)
    assert UNSEEN.findall(text) == []
    return text


def without_hyphens(text):
    """poppler takes a hyphen at a line's end for a word's division."""
    return text.replace("-", "")


def squares(text):
    """What a PDF shows of a text where no font but its own type is at hand."""
    return re.sub("[\u2e80-\u9fff]", "\N{WHITE SQUARE}", text)


@pytest.fixture(autouse=True)
def _no_fonts(monkeypatch):
    monkeypatch.setattr(shaping, "_listed", lambda *_, **__: ())


def book(name):
    """The workbook of a payoff, as the command line makes it."""
    run = run_of(name)
    return xlsx(accounts(run, payoff(run), ORIGIN))


def words_of(answer):
    """Every text in the cells of a workbook; all that begins like a formula is a text, or is one of ours."""
    sheets = openpyxl.load_workbook(io.BytesIO(answer)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert [formula for formula in formulas if not OURS.fullmatch(QUOTED.sub("", formula))] == []
    text = "\n".join(str(cell.value) for cell in cells if cell.data_type == "s")
    assert UNSEEN.findall(text) == []
    return text.replace("_x005F_", "_")  # openpyxl leaves the mark of an underscore that begins no escape


def in_a_cell(name):
    return visible(name).replace("_x005F_", "_")


OURS = re.compile(r"=[A-Za-z0-9_.$!:,()+*/<>&= -]*")
QUOTED = re.compile(r'"(?:[^"]|"")*"')
"""A text inside a formula, in which a quotation mark stands twice: whatever it says, it is no formula."""


def lines_of(answer):
    """A calendar's texts as a parser reads them."""
    entries = icalendar.Calendar.from_ical(shown_text(answer.replace(b"\r\n", b"\n"))).walk()
    return "\n".join(str(value) for entry in entries for value in entry.values())


def accepted(answer):
    """A journal's text; beancount takes it, and finds no account that is not of the Note."""
    text = shown_text(answer)
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    assert {each.account.split(":")[1] for each in entries if isinstance(each, Open)} <= {"Notes", "Senior"}
    return text


FORMS = {
    "text": Form(all_as(lambda page: text_page(page).encode()), shown_text),
    "csv": Form(
        lambda name: [csv_page(status(run_of(name))).encode()],  # the others know Holders by their ids alone
        cells,
        lambda name: f"'{name}" if name.startswith(FORMULA) else visible(name),
    ),
    "json": Form(
        lambda name: [json_page(page).encode() for page in reports(name)[1:]],  # as above
        lambda answer: strings(json.loads(shown_text(answer))),
        str,
    ),
    "html": Form(all_as(lambda page: web_page(page).encode()), shown_page),
    "pdf": Form(
        all_as(paper_page),
        lambda answer: without_hyphens("".join(pages_of(answer))),
        lambda name: without_hyphens(squares(visible(name))),
    ),
    "xlsx": Form(all_as(lambda page: xlsx(page_workbook(page))), words_of, in_a_cell),
    "accounts": Form(lambda name: [book(name)], words_of, in_a_cell),
    "statement workbook": Form(lambda name: [month_book(name)], words_of, in_a_cell),
    "counsel": Form(lambda name: [text_page(page).encode() for page in told(name)], shown_text),
    "letter": Form(lambda name: [text_page(page).encode() for page in letters(name)], shown_text),
    "letter, html": Form(lambda name: [web_page(page).encode() for page in letters(name)], shown_page),
    "letter, pdf": Form(
        lambda name: [paper_page(page) for page in letters(name)],
        lambda answer: without_hyphens("".join(pages_of(answer))),
        lambda name: without_hyphens(squares(visible(name))),
    ),
    "report": Form(lambda name: [web_page(whole_report(name)).encode()], shown_page),
    "calendar": Form(lambda name: [ical.icalendar(agenda(run_of(name))).encode()], lines_of),
    "beancount": Form(lambda name: [journals.beancount(journal(run_of(name))).encode()], accepted),
    "hledger": Form(lambda name: [journals.hledger(journal(run_of(name))).encode()], shown_text),
}


def squeezed(text):
    """Without blanks: where lines are broken is the form's affair."""
    return re.sub(r"\s+", "", text.replace(GLUE, " "))


def of_the_short_run():
    """A tenth: a name in every tenth form, the next name in those beside them, so that every form has some names."""
    forms = [form for form in FORMS if "pdf" not in form]
    return {(form, name) for at, name in enumerate(HOSTILE) for form in forms[-at % TENTH :: TENTH]}


SHORT = of_the_short_run()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        pytest.param(form, name, marks=() if (form, name) in SHORT else pytest.mark.long)
        for name in HOSTILE
        for form in FORMS
    ],
)
def test_a_name_is_shown_and_does_nothing(form, name, request):
    if "pdf" in form:
        request.getfixturevalue("poppler")
    answers, read, shown = FORMS[form]
    for answer in answers(HOSTILE[name]):
        assert squeezed(shown(HOSTILE[name])) in squeezed(read(answer))


def test_the_apostrophe_is_for_what_a_spreadsheet_would_work_out_and_for_nothing_else():
    """Cells of figures and days are ours, ids begin with a letter or a digit; json has every text as it is."""
    names = [csv_page(status(simulate(written(name), ask=day("2009-06-15")))) for name in ("=1+1", "1=1+1", "'=1")]
    assert [page.splitlines()[1].split(",")[:3] for page in names] == [
        ["a", "'=1+1", "100000.00"],
        ["a", "1=1+1", "100000.00"],
        ["a", "'=1", "100000.00"],
    ]
