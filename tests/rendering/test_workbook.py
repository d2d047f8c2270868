"""Workbooks hold when a real spreadsheet program works them out anew, and nothing in a name is obeyed."""

import hashlib
import os
import random
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from comparing import loaded
from naive import documents
from notes import cents, day, event, half_up, money, note
from recalculated import converted, needs_soffice, recalculated, values

from note_sched.cli.month import month_named
from note_sched.document.load import load
from note_sched.faults import Faulty, Refusal
from note_sched.measure.accrual import PerDiem
from note_sched.pages.page import Column, Kind, Page, Table
from note_sched.pages.values import Money
from note_sched.pages.workbook import Ref, page_workbook
from note_sched.rendering.sheet_rows import place
from note_sched.rendering.xlsx import xlsx
from note_sched.reports.answers.bars import bars
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.reports.books.accounts import accounts
from note_sched.reports.books.audit_sheet import WorkbookOrigin
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statements_page
from note_sched.reports.statements.statements_workbook import statement_workbook
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
ORIGIN = WorkbookOrigin("note.yaml", "0" * 64, "0")
DECEMBER = datetime(2008, 12, 1)  # noqa: DTZ001 (a day)
COUNTS = ("actual/month", "30/360", "actual/365", "actual/360")


def book(document, ask=None, holders=(), origin=ORIGIN):
    """The workbook of a document: of its schedule, or of its payoff on a day."""
    run = simulate(document, ask=ask, traced=True)
    page = payoff(run, holders) if ask else schedule(run, holders)
    return xlsx(accounts(run, page, origin, holders))


def opened(written, **options):
    return openpyxl.load_workbook(BytesIO(written), **options)


def at_random(seeds):
    """Workbooks of random documents, every second one of a payoff on a random day."""
    for seed in seeds:
        rng = random.Random(seed)
        document = documents.random_document(rng)
        ask = None if seed % 2 else date(2008, 9, 26) + timedelta(days=rng.randrange(700))
        try:
            yield f"random-{seed}", book(loaded(document), ask)
        except Faulty:  # it transfers more than is held
            continue


def book_of_month(document, month, holders=()):
    """The workbook of statements."""
    of = statements(document, month_named(month, None))
    chosen = [each for each in of.statements if not holders or each.holder.id in holders]
    return xlsx(statement_workbook(of, chosen, statements_page(of, chosen), ORIGIN))


def months():
    """Statements: with a block, an override, a transfer in mid-month under every day count, of one Holder, of none."""
    for sample, month in (
        ("covenant-default", "2009-03"),
        ("release-valve", "2009-04"),
        ("thirds-of-a-cent", "2009-01"),
    ):
        document = load(next(path for path in SAMPLES if path.stem == sample).read_bytes())
        yield f"statement-{sample}", book_of_month(document, month)
        yield f"statement-{sample}-one", book_of_month(document, month, [document.holders[0].id])
        yield f"statement-{sample}-none", book_of_month(document, "2013-01")
    parts = [event("transfer", "2009-03-11", **{"from": "a", "to": "b"}, amount="33.33")]
    parts += [event("payment", "2009-03-20", amount="5,000.00")]
    for count in COUNTS:
        document = note(*parts, holders={"a": "33,333.33", "b": "66,666.67"}, day_count=count)
        yield f"statement-{count.replace('/', '-')}", book_of_month(document, "2009-03")
    for seed in range(20):
        try:
            document = loaded(documents.random_document(random.Random(seed)))
            yield f"statement-random-{seed}", book_of_month(document, f"2009-{1 + seed % 12:02}")
        except (Faulty, Refusal):  # it transfers more than is held, or begins later
            continue


def within_its_life(document):
    """The day of a sample's payoff: the later of 2009-06-15 and the 150th day after its issue date."""
    return max(day("2009-06-15"), document.note.issue_date + timedelta(days=150))


def books():
    """What the spreadsheet program is given: all samples, random documents, and half cents under every day count."""
    for path in SAMPLES:
        document = load(path.read_bytes())
        yield f"{path.stem}-schedule", book(document)
        yield f"{path.stem}-payoff", book(document, within_its_life(document))
    yield from at_random(range(14))
    halves = {f"h{number}": money(100_50 + 100 * number) for number in range(6)}
    thirds = {"a": "33,333.33", "b": "66,666.67", "c": "0.01", "d": "999,999,999.99"}
    for count in COUNTS:
        name = count.replace("/", "-")
        yield f"halves-{name}", book(note(holders=halves, day_count=count))
        yield (
            f"thirds-{name}",
            book(note(event("payment", "2009-02-11", amount="1,000.00"), holders=thirds, day_count=count)),
        )
    legal = {"legal_maximum_rate": "10% per year"}
    yield (
        "legal-rate",
        book(note(terms=legal)),
    )
    yield from months()
    yield "one-of-two", book(note(holders={"a": "100,000.00", "b": "50,000.00"}), holders=("b",))


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory):
    """Each workbook as we wrote it and as LibreOffice worked it out."""
    ours, theirs = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("theirs")
    paths = []
    for name, written in books():
        paths.append(ours / f"{name}.xlsx")
        paths[-1].write_bytes(written)
    found = recalculated(paths, theirs)
    return {path.stem: (values(path), again) for path, again in zip(paths, found, strict=True)}


def differing(ours, theirs):
    """Cells in which two workbooks differ: numbers by more than a millionth, words at all."""
    for sheet, rows in ours.items():
        for number, (own, other) in enumerate(zip(rows, theirs[sheet], strict=False), 1):
            for column, (mine, found) in enumerate(zip(own, other, strict=False)):
                if isinstance(mine, int | float) and isinstance(found, int | float):
                    if abs(mine - found) > 1e-6:
                        yield sheet, place(Ref(number - 1, column)), mine, found
                elif (mine or None) != (found or None):
                    yield sheet, place(Ref(number - 1, column)), mine, found


def labelled(rows, label):
    return next(row for row in rows if row and row[0] == label)


@needs_soffice
def test_every_formula_finds_what_the_engine_found(worked_out):
    """The engine's values lie behind the formulas; LibreOffice works the formulas out from the cells alone."""
    assert {
        name: wrong for name, (ours, theirs) in worked_out.items() if (wrong := list(differing(ours, theirs)))
    } == {}


@needs_soffice
def test_no_cell_is_an_error(worked_out):
    """An error of a formula begins so, in every spreadsheet program."""
    for name, (_, found) in worked_out.items():
        cells = [str(cell) for rows in found.values() for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(("#", "Err:"))] == [], name


@needs_soffice
def test_every_check_is_zero(worked_out):
    assert len(worked_out) > 35
    for name, (_, theirs) in worked_out.items():
        label = "All differences" if name.startswith("statement") else "Sum of all differences"
        assert labelled(theirs["Checks"], "Sum of all differences")[3] == 0
        assert labelled(theirs["Summary"], label)[1] == 0


@needs_soffice
def test_half_a_cent_goes_up_in_the_sheet_too(worked_out):
    """November on 100.50: 1% is 1.005, which a binary fraction holds as a hair less; it is 1.01 all the same."""
    rows = worked_out["halves-actual-month"][1]["Schedule"]
    head = rows[1]
    line = next(row for row in rows[2:] if row[0] == "h0" and row[1] == DECEMBER and "instalment" in row[2])
    assert line[head.index("Interest due")] == half_up(cents(100) / 100 + cents("0.50") / 100) / 100 == 1.01


@needs_soffice
def test_the_checks_of_a_statement_are_alive(tmp_path):
    """Twice the rate: December's 30 of 31 days on 100,000.00 are 1,935.48 and not 967.74; the closing is not ours."""
    changed = opened(book_of_month(note(), "2008-12"))
    rate = next(row for row in changed["Terms"].iter_rows() if row[0].value == "Interest rate")[1]
    rate.value = 0.02
    changed.save(tmp_path / "changed.xlsx")
    (theirs,) = recalculated([tmp_path / "changed.xlsx"], tmp_path / "again")
    rows = theirs["Interest"]
    line = next(row for row in rows[2:] if row[rows[1].index("From")] == DECEMBER and row[1] == "interest runs")
    assert (line[rows[1].index("Days")], line[rows[1].index("Amount")]) == (30, 1935.48)
    assert labelled(theirs["Checks"], "Sum of all differences")[3] > 900


def test_a_statement_has_a_sheet_for_each_kind_of_line_and_every_holder_in_it():
    """Blocked in March: 1,000.00 and 250.00 fell due and are unpaid; both Notes are in each sheet, with their sum."""
    document = load(next(path for path in SAMPLES if path.stem == "covenant-default").read_bytes())
    written = opened(book_of_month(document, "2009-03"))
    assert written.sheetnames == [
        "Summary", "Terms", "Month", "Interest", "Fell due", "Arrears", "Bars", "Notices", "Checks", "Audit"
    ]  # fmt: skip
    due = [[cell.value for cell in row] for row in written["Fell due"].iter_rows(min_row=3)]
    assert [(row[0], row[4]) for row in due] == [("alder", 1000), ("birch", 250), ("TOTAL", "=SUM(E3:E4)")]
    assert written["Month"].freeze_panes == written["Interest"].freeze_panes == "C3"
    assert {"Rate", "RoundingGuard", "AllDifferences"} <= set(written.defined_names)


def test_words_that_fold_have_room_whatever_program_opens_them():
    """The disclaimer on the Summary has 329 letters, in a column of 90: five lines of 13 points or so, and 2 more."""
    document = load(next(path for path in SAMPLES if path.stem == "covenant-default").read_bytes())
    page = opened(book_of_month(document, "2009-03"))["Summary"]
    row = next(row for row in page.iter_rows() if str(row[1].value).startswith("An account of the Note"))
    assert len(row[1].value) // 90 < (page.row_dimensions[row[1].row].height - 2) / 13 <= len(row[1].value) // 90 + 2
    holder = next(row for row in page.iter_rows() if str(row[1].value).startswith("Principal as issued: "))
    assert page.row_dimensions[holder[1].row].height is None


def test_one_holders_workbook_tells_nothing_of_another():
    document = load(next(path for path in SAMPLES if path.stem == "covenant-default").read_bytes())
    written = opened(book_of_month(document, "2009-03", ["birch"]))
    texts = "\n".join(str(cell.value) for sheet in written for row in sheet.iter_rows() for cell in row)
    assert "birch" in texts
    assert "alder" not in texts.lower()


@needs_soffice
def test_the_checks_are_alive(tmp_path):
    """Another rate in the Terms, and the sheets no longer agree with the engine: by 1% of 100,000.00 in December."""
    changed = opened(book(note()))
    terms = changed["Terms"]
    rate = next(row for row in terms.iter_rows() if row[0].value == "Interest rate")[1]
    assert rate.value == "=1/100"
    rate.value = 0.02
    changed.save(tmp_path / "changed.xlsx")
    (theirs,) = recalculated([tmp_path / "changed.xlsx"], tmp_path / "again")
    rows = theirs["Schedule"]
    line = next(row for row in rows[2:] if row[1] == DECEMBER and "instalment" in row[2])
    assert line[rows[1].index("Interest due")] == 2000
    assert labelled(theirs["Checks"], "Sum of all differences")[3] > 1000
    assert labelled(theirs["Summary"], "The sheets and the engine")[1] == "DIFFERS"


@needs_soffice
@pytest.mark.skipif(os.system("command -v pdftotext >/dev/null") != 0, reason="install poppler-utils (pdftotext)")  # noqa: S605, S607
def test_every_figure_has_room(tmp_path):
    """A spreadsheet program shows ### where a figure does not fit its column: printed, none does."""
    large = {"a": "999,999,999,999.99", "b": "1,000,000,000.00"}
    paid = event("payment", "2009-02-11", amount="1,000,000.00")
    (tmp_path / "large.xlsx").write_bytes(book(note(paid, holders=large), day("2009-06-15")))
    (printed,) = converted([tmp_path / "large.xlsx"], tmp_path / "printed", "pdf")
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, check=True).stdout.decode()  # noqa: S603, S607
    assert "999,999,999,999.99" in text
    assert "##" not in text


def test_the_cells_of_the_terms_have_names():
    holders = {"a-b": "1.00", "a_b": "2.00", "7": "3.00"}
    names = opened(book(note(holders=holders))).defined_names
    assert {"Rate", "IssueDate", "MaturityDate", "FirstPaymentDate", "RoundingGuard", "AllDifferences"} <= set(names)
    assert {"Principal_a_b", "Principal_a_b..2", "Principal_7"} <= set(names)
    assert (
        names["Principal_7"].attr_text == "Terms!$B$19"
    )  # three above, nine terms, three lines between, the third Holder


def test_a_sheet_is_printed_on_as_many_pages_across_as_it_needs_and_a_row_goes_on_on_the_next():
    """The Terms are on one page, with all of their title; the Schedule, twice as wide, on several, heads on each."""
    written = opened(book(note()))
    terms, lines = written["Terms"], written["Schedule"]
    assert (terms.page_setup.fitToWidth or 1, terms.page_setup.pageOrder) == (1, None)
    assert (lines.page_setup.fitToWidth, lines.page_setup.pageOrder) == (3, "overThenDown")
    assert (lines.page_setup.orientation, lines.print_title_rows, lines.print_title_cols) == (
        "landscape",
        "$2:$2",
        "$A:$C",
    )


def test_days_are_days_money_is_money_and_heads_stay_in_sight():
    written = opened(book(note(event("payment", "2009-02-11", amount="1,000.00"))))
    sheet = written["Schedule"]
    heads = [cell.value for cell in sheet[2]]
    issue = list(sheet[3])
    assert issue[heads.index("Date")].value == datetime(2008, 9, 26)  # noqa: DTZ001 (a day)
    assert issue[heads.index("Date")].is_date
    assert issue[heads.index("Principal balance")].number_format.startswith("#,##0.00_);(#,##0.00)")
    assert sheet.freeze_panes == "D3"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$2:$2", "$A:$C")
    assert written.sheetnames == ["Summary", "Picture", "Terms", "Schedule", "Holders", "Bars", "Checks", "Audit"]


def test_a_formula_down_a_column_is_written_once_and_another_sheets_never_is():
    """A program that reads the file has each cell's own formula: the days of a line are its own two dates apart."""
    written = book(note(holders={"a": "1.00", "b": "2.00"}))
    with zipfile.ZipFile(BytesIO(written)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist() if "worksheets/" in each}
    shared = [
        each for text in parts.values() for each in re.findall(r'<f t="shared" ref="[^"]*" si="\d+">([^<]+)', text)
    ]
    assert any(each == "B4-D4" for each in shared)
    assert not any("!" in each for each in shared)
    schedule_ = opened(written)["Schedule"]
    days = [row[4].value for row in schedule_.iter_rows(min_row=4, max_row=8) if row[4].value]
    assert days == [f"=B{row}-D{row}" for row in (4, 5, 7)]


def test_a_difference_turns_red_and_the_engines_columns_are_folded_away():
    """Where a difference stands, and the word on it, there is a rule for red; what is between heads can be filtered."""
    written = opened(book(note(event("payment", "2009-02-11", amount="1,000.00"))))
    for sheet in ("Schedule", "Holders", "Checks"):
        cells = {cell.coordinate for row in written[sheet].iter_rows() for cell in row if cell.value is not None}
        head = next(row for row in written[sheet].iter_rows(min_row=2, max_row=2))
        at = next(cell.column_letter for cell in head if cell.value == "Difference")
        ruled = [each for each in written[sheet].conditional_formatting if str(each.sqref).startswith(at)]
        assert ruled
        assert all(rule.dxf.fill.bgColor.rgb == "FFB3261E" for each in ruled for rule in each.rules)
        assert any(coordinate in each for each in ruled for coordinate in cells)
    sheet = written["Schedule"]
    assert sheet.auto_filter.ref == f"A2:{place(Ref(sheet.max_row - 1, sheet.max_column - 1))}"
    assert written["Holders"].auto_filter.ref.endswith("3")  # the one Holder, without the total
    folded = {cell.value: sheet.column_dimensions[cell.column_letter] for cell in sheet[2]}
    assert folded["Engine: cumulative"].outlineLevel == 1
    assert folded["Engine: cumulative"].hidden
    assert folded["Difference"].outlineLevel == 0
    verdicts = [row[4].value for row in written["Checks"].iter_rows(min_row=3) if row[4].value]
    assert verdicts[0] == '=IF(D3=0,"OK","DIFFERS")'


def test_what_is_not_there_takes_no_room():
    """Without expenses, transfers and turnovers their columns are hidden; with them they are not."""
    plain, with_expenses = note(), note(event("expense", "2009-01-05", holder="a", amount="50.00"))
    for document, hidden in ((plain, True), (with_expenses, False)):
        sheet = opened(book(document))["Schedule"]
        column = next(cell.column_letter for cell in sheet[2] if cell.value == "Expenses due")
        assert sheet.column_dimensions[column].hidden is hidden


HOSTILE = (
    '=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "\x1b[31mred", "a\tb\nc", "<b>&amp;]]>",
    "\u202edlrow",
    "n" * 300, "\ufffe", "{=1}", "日本",
)  # fmt: skip


def test_names_are_words_whatever_they_begin_with():
    holders = {f"h{number}": {"principal": "100.00", "name": name} for number, name in enumerate(HOSTILE)}
    written = opened(book(note(holders=holders, terms={"borrower": "=1+1", "title": "@title"})))
    names = [row[1] for row in written["Holders"].iter_rows(min_row=3, max_row=2 + len(HOSTILE))]
    assert [cell.data_type for cell in names] == ["s"] * len(HOSTILE)
    shown = [cell.value for cell in names]
    assert shown[:4] == list(HOSTILE[:4])
    assert shown[4:6] == ["\\x1b[31mred", "a\\x09b\\x0ac"]
    assert shown[6:] == ["<b>&amp;]]>", "\\u202edlrow", "n" * 300, "\\ufffe", "{=1}", "日本"]
    formulas = [cell.value for sheet in written for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not any(text in formula for formula in formulas for text in ("HYPERLINK", "1+1", "@"))


def test_the_bytes_are_those_of_the_document():
    """In another process, with another hash seed, zone and day of the week, the file is the same."""
    chosen = [
        path for path in SAMPLES if path.stem in ("air-industries-2008", "covenant-default", "floating-with-default")
    ]
    program = f"""
import sys, hashlib
from note_sched.document.load import load
from note_sched.rendering.xlsx import xlsx
from {accounts.__module__} import accounts
from {WorkbookOrigin.__module__} import WorkbookOrigin
from {schedule.__module__} import schedule
from note_sched.simulation import simulate
for name in sys.argv[1:]:
    run = simulate(load(open(name, "rb").read()), traced=True)
    print(hashlib.sha256(xlsx(accounts(run, schedule(run), WorkbookOrigin(*{tuple(ORIGIN)}), ()))).hexdigest())
"""
    here = [hashlib.sha256(book(load(path.read_bytes()))).hexdigest() for path in chosen]
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    command = [sys.executable, "-c", program, *chosen]
    run = subprocess.run(command, env=env, capture_output=True, encoding="ascii", check=True)  # noqa: S603
    assert run.stdout.split() == here


@pytest.mark.parametrize("report", [payoff, can_pay, status, bars])
def test_any_page_can_be_a_workbook(report):
    """What it says on the first sheet, and a sheet for each table; sums are formulas where the rows add up to them."""
    document = load(next(path for path in SAMPLES if path.stem == "release-valve").read_bytes())
    page = report(simulate(document, ask=day("2009-05-01")))
    written = opened(xlsx(page_workbook(page)))
    assert written.sheetnames[0] == "Summary"
    assert len(written.sheetnames) >= 2
    texts = {
        str(cell.value) for sheet in written for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert any("alder" in text for text in texts)


def test_the_sum_of_a_page_is_a_formula_with_its_value_behind_it():
    page = payoff(simulate(note(holders={"a": "100,000.00", "b": "50,000.00"}), ask=day("2009-06-01")))
    written = xlsx(page_workbook(page))
    rows = list(opened(written).worksheets[1].iter_rows(values_only=True))
    at = rows[1].index("Principal")
    assert (rows[-1][0], rows[-1][at]) == ("TOTAL", f"=SUM({place(Ref(2, at))}:{place(Ref(3, at))})")
    assert list(opened(written, data_only=True).worksheets[1].iter_rows(values_only=True))[-1][at] == 150_000


EVERY_KIND = {
    Kind.TEXT: ("alder", "alder"),
    Kind.MONEY: (1_234_56, 1234.56),
    Kind.DATE: (day("2008-12-01"), DECEMBER),
    Kind.FLAG: (True, "yes"),
    Kind.LIST: (("1(b)", "1(i)"), "1(b), 1(i)"),
    Kind.PER_DIEM: (PerDiem(100_000, 31), 1000 / 31),
    Kind.COUNT: (7, 7),
    Kind.SHARE: (33_33, 0.3333),
    Kind.PHRASE: (["paid ", Money(5_00), " on ", day("2008-12-01")], "paid 5.00 on Mon 2008-12-01"),
    Kind.CHANGE: (-5_00, -5),
}


@pytest.mark.parametrize("kind", Kind)
def test_a_column_of_any_kind_has_its_place_in_a_sheet(kind):
    """1/3 of a whole in hundredths of a percent is 33.33%; a fall of 5.00 is a number below zero."""
    value, seen = EVERY_KIND[kind]
    table = Table([Column("it", kind, "It")], [[value], [value]], [value])
    found = values(BytesIO(xlsx(page_workbook(Page({}, table, [table])))))["Table 1"]
    expected = pytest.approx(seen) if isinstance(seen, int | float) else seen
    assert [row[0] for row in found][1:4] == ["It", expected, expected]


def test_a_day_alone_is_a_phrase():
    """A cell that holds words, or a day in their place."""
    table = Table([Column("it", Kind.PHRASE, "It")], [[day("2008-12-01")], ["no end known"], [None]])
    found = values(BytesIO(xlsx(page_workbook(Page({}, table, [table])))))["Table 1"]
    assert [row[0] for row in found][2:] == ["Mon 2008-12-01", "no end known"]


def test_a_sheet_that_would_be_too_long_is_refused(monkeypatch):
    monkeypatch.setattr("note_sched.rendering.xlsx.MOST_ROWS", 100)
    with pytest.raises(Refusal, match="Schedule would have more than the 100 rows") as refused:
        book(note(holders={"a": "1.00", "b": "2.00"}))
    assert "--holder" in refused.value.hint


def test_without_the_writer_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(Refusal, match="xlsxwriter package, which is not installed") as refused:
        book(note())
    assert re.fullmatch(r"pip install 'note-sched\[xlsx\]'", refused.value.hint)
