"""What stands in a register or in a bank's file is read as if the document had written it, from whatever saved it."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from note_sched.document.load import load
from note_sched.faults import Faulty, FileLine
from note_sched.intake.beside import Beside
from note_sched.intake.delimited import read_delimited
from note_sched.intake.spreadsheet import read_workbook
from note_sched.intake.table import Unreadable
from note_sched.simulation import simulate

NOTE = """\
note: {title: N, borrower: B, issue_date: 2008-09-26, maturity_date: 2010-05-31, interest_rate: 1% per month,
       first_payment_date: 2008-11-01}
"""
WRITTEN = (
    NOTE
    + """\
holders:
  - {id: alder, name: "Alder; Growth", principal: "100,000.00"}
  - {id: birch, name: Birch "B" LLC, principal: "50,000.50", issue_date: 2008-10-01}
events:
  - {type: payment, date: 2008-11-03, amount: "1,166.67", to: alder, memo: "#12"}
  - {type: payment, date: 2008-11-03, amount: 500, to: birch}
"""
)
NAMED = (
    NOTE
    + """\
holders: {file: FILE}
events:
  - {type: payments, file: OTHER}
"""
)
REGISTER = [
    ["ID", "Name", "Phone", "principal", "Issue_Date"],
    ["alder", "Alder; Growth", "1", "100,000.00", ""],
    ["birch", 'Birch "B" LLC', "2", "50,000.50", "2008-10-01"],
]
BANK = [
    ["Date", "Amount", "To", "Memo"],
    ["2008-11-03", "1,166.67", "ALDER;  growth", "#12"],
    ["2008-11-03", "500", "birch", ""],
]


def delimited(rows, separator, line_end="\r\n"):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if any(each in text for each in (separator, '"', "\n")) else text

    return "".join(separator.join(map(cell, row)) + line_end for row in rows)


def named(tmp_path, register, bank, ending="csv", text=NAMED):
    (tmp_path / f"register.{ending}").write_bytes(register)
    (tmp_path / f"bank.{ending}").write_bytes(bank)
    raw = text.replace("FILE", f"register.{ending}").replace("OTHER", f"bank.{ending}").encode()
    return load(raw, beside=Beside(str(tmp_path)))


def same(document, other):
    assert document.holders == other.holders
    assert [each.event for each in document.events] == [each.event for each in other.events]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])  # the last is Excel's "Unicode text"
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_file_is_read_whoever_saved_it(tmp_path, separator, encoding, line_end):
    register, bank = (delimited(rows, separator, line_end).encode(encoding) for rows in (REGISTER, BANK))
    document = named(tmp_path, register, bank)
    same(document, load(WRITTEN.encode()))
    assert [str(each.line) for each in document.events] == ["bank.csv:2", "bank.csv:3"]


def workbook(rows, before=()):
    book = Workbook()
    for name, state in before:
        book.create_sheet(name, 0).sheet_state = state
    sheet = book.create_sheet("Data")
    for row in rows:
        sheet.append(row)
    book.remove(book["Sheet"])
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_a_workbook_is_read_by_its_values(tmp_path):
    register = [*REGISTER[:1], ["alder", "Alder; Growth", 1, 100000, None], []]
    register.append(["birch", 'Birch "B" LLC', None, 50000.5, date(2008, 10, 1)])
    bank = [*BANK[:1], [datetime(2008, 11, 3), 1166.67, "ALDER;  growth", "#12"]]  # noqa: DTZ001 (a cell has no zone)
    bank.append(["2008-11-03", 500, "birch"])
    document = named(tmp_path, workbook(register, [("Old", "hidden")]), workbook(bank), "xlsx")
    same(document, load(WRITTEN.encode()))
    assert [str(each.line) for each in document.events] == ["bank.xlsx:2", "bank.xlsx:3"]


def test_a_sheet_is_named_and_columns_are_called_otherwise(tmp_path):
    titles = ["Holder no.", "Full name", "Phone", "Face", "Issue_Date"]
    register = workbook([titles, *REGISTER[1:]], [("First", "visible")])
    columns = "columns: {id: holder  NO., name: Full name, principal: Face}"
    text = NAMED.replace("{file: FILE}", f"{{file: FILE, sheet: Data, {columns}}}")
    same(named(tmp_path, register, workbook(BANK), "xlsx", text), load(WRITTEN.encode()))
    with pytest.raises(Faulty) as faulty:
        named(tmp_path, register, workbook(BANK), "xlsx", text.replace("Data", "Dato"))
    assert "it has no sheet 'Dato'" in faulty.value.faults[0].what
    assert faulty.value.faults[0].hint == "its sheets are First, Data"


def test_a_fault_in_a_workbook_names_its_row(tmp_path):
    with pytest.raises(Faulty) as faulty:
        named(tmp_path, workbook(REGISTER), workbook([*BANK, [date(2008, 12, 1), -5, "alder"]]), "xlsx")
    (fault,) = faulty.value.faults
    assert (fault.place.line, str(fault.place.line)) == (FileLine.of(1, "bank.xlsx", 4), "bank.xlsx:4")
    assert fault.what == "`-5` is no sum"


@pytest.mark.parametrize("raw", [b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 old", b"", b"\0\1", b"\r\n\r\n"])
def test_what_is_no_table_is_a_fault_and_not_a_traceback(tmp_path, raw):
    with pytest.raises(Faulty):
        named(tmp_path, raw, delimited(BANK, ",").encode())


def test_a_register_with_a_zero_byte_is_to_be_saved_again(tmp_path):
    with pytest.raises(Faulty) as faulty:
        named(tmp_path, b"ID,Name,principal\na\0,A,1\n", delimited(BANK, ",").encode())
    (told,) = [each for each in faulty.value.faults if each.code == "binary"]
    assert (str(told.place.line), told.hint) == ("register.csv:2", "save it again as csv, or as an .xlsx workbook")


def test_text_that_is_no_utf8_is_told_at_its_line(tmp_path):
    with pytest.raises(Faulty) as faulty:
        named(
            tmp_path,
            delimited(REGISTER, ";").replace("Growth", "Größe").encode("cp1252"),
            delimited(BANK, ";").encode(),
        )
    assert [str(each.place.line) for each in faulty.value.faults if each.code == "not-utf8"] == ["register.csv:2"]


def test_cells_are_read_as_excel_writes_them():
    text = 'sep=|\na|"b\nc"|="007"\n\n | \nd'
    rows = read_delimited(text).rows
    assert [[cell.written for cell in row.cells] for row in rows] == [["a", "b\nc", "007"], ["d"]]
    assert [text[cell.at :][: len(cell.written)] for row in rows for cell in row.cells] == ["a", "b\nc", "007", "d"]


@pytest.mark.parametrize("text", ['a;b\n"c;d\n', 'a;b\n"c"d;e\n'])
def test_quotes_that_do_not_pair_are_never_guessed_at(text):
    with pytest.raises(Unreadable) as wrong:
        read_delimited(text)
    assert text[wrong.value.at] == '"'


@pytest.mark.parametrize(
    ("value", "read"), [(0.1 + 0.2, "0.30"), (1234.567, "1234.567"), (59500.0, "59500"), (7, "7"), (True, "yes")]
)
def test_a_number_in_a_cell_is_what_it_shows_in_cents(value, read):
    assert read_workbook(workbook([[value]])).rows[0].cells[0].written == read


def test_a_link_beside_the_document_is_followed_and_a_pipe_is_not_waited_for(tmp_path):
    import os  # noqa: PLC0415 (for the pipe)

    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "r").write_text(delimited(REGISTER, ","), "utf-8")
    (tmp_path / "register.csv").symlink_to("elsewhere/r")
    text = (NOTE + "holders: {file: register.csv}\n").encode()
    assert len(load(text, beside=Beside(str(tmp_path))).holders) == 2
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Faulty) as faulty:
        load(text.replace(b"register", b"pipe"), beside=Beside(str(tmp_path)))
    assert "is no file that can be read" in faulty.value.faults[0].what


def test_the_sample_is_read_from_its_files_and_tells_its_story():
    """700.00, 350.00 and 116.67 on November 3; in December 600.00, 300.00 and twice 100.00."""
    folder = Path(__file__).parents[2] / "samples" / "from-files"
    document = load((folder / "note.yaml").read_bytes(), beside=Beside(str(folder)))
    assert [(each.id, each.name, each.principal) for each in document.holders] == [
        ("alder", "Alder Growth Partners LP", 6_000_000),
        ("birch", 'Birch "B" LLC', 3_000_000),
        ("cedar", "Cedar Capital", 1_000_000),
    ]
    assert [each.event.amount for each in document.events] == [70000, 35000, 11667, 60000, 30000, 10000, 10000]
    (caution,) = simulate(document).cautions
    assert (caution.code, str(caution.line)) == ("twice", "bank.csv:8")


@pytest.mark.parametrize(
    ("order", "days"),
    [("month/day/year", ("11/3/2008", "10/01/2008")), ("day/month/year", ("03.11.2008", "1-10-2008"))],
)
def test_days_are_read_in_the_order_that_is_named(tmp_path, order, days):
    bank, issue = days
    register = delimited(REGISTER, ";").replace("2008-10-01", issue)
    payments = delimited(BANK, ";").replace("2008-11-03", bank)
    text = NAMED.replace("FILE}", f"FILE, dates: {order}}}").replace("OTHER}", f"OTHER, dates: {order}}}")
    same(named(tmp_path, register.encode(), payments.encode(), text=text), load(WRITTEN.encode()))
    with pytest.raises(Faulty) as faulty:
        named(tmp_path, register.encode(), payments.encode())
    assert len(faulty.value.faults) == 3


def test_what_a_bank_writes_above_its_columns_is_passed_over(tmp_path):
    above = "Statement of account 0815, Bay Shore\n\nfrom 2008-11-01 to 2008-11-30\n"
    for separator in ";,\t":
        bank = (above + delimited(BANK, separator)).encode()
        document = named(tmp_path, delimited(REGISTER, ";").encode(), bank)
        same(document, load(WRITTEN.encode()))
    assert [str(each.line) for each in document.events] == ["bank.csv:5", "bank.csv:6"]


def test_commas_within_sums_are_no_separators(tmp_path):
    (tmp_path / "r.csv").write_text("id;name;principal\na;A;1,00\nb;B;2,50\n", "utf-8")
    (first, second) = load((NOTE + "holders: {file: r.csv}\n").encode(), beside=Beside(str(tmp_path))).holders
    assert (first.principal, second.principal) == (100, 250)
