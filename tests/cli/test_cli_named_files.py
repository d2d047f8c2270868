"""Documents that name a register and a bank's file: every command knows that they are of more than one file."""

import hashlib
import json
import subprocess
import sys
from decimal import Decimal

import pytest

import note_sched as front

NOTE = """\
note: {title: N, borrower: B, issue_date: 2008-09-26, maturity_date: 2010-05-31, interest_rate: 1% per month,
       first_payment_date: 2008-11-01}
holders: {file: facts/register.csv}
events:
  - {type: payments, file: facts/bank.csv}
simulation: {payments: recorded, through: 2009-01-31}
"""
REGISTER = "id;name;principal\nalder;Alder LP;60,000\nbirch;Birch LLC;30,000\n"
# 26 September to 1 November: 5/30 + 1 months at 1%: 700.00 of 60,000 and 350.00 of 30,000.
BANK = "date,to,amount\n2008-11-03,Alder LP,700\n2008-11-03,birch,350\n2008-12-01,alder,600\n2008-12-01,birch,250\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "note.yaml").write_text(NOTE, "utf-8")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "register.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "facts" / "bank.csv").write_text(BANK, "utf-8")
    return tmp_path


def test_a_warning_and_a_journal_name_file_and_line(note_sched, folder):
    run = note_sched("simulate", "note.yaml", "--format", "json")
    data = json.loads(run.stdout)
    (line,) = [each["line"] for each in data["warnings"] if each["code"] == "not-ratable"]
    assert f"\n{line}: warning: " in run.stderr.decode()
    assert line.startswith("facts/bank.csv:")
    journal = note_sched("journal", "note.yaml").stdout.decode()
    assert 'line: "facts/bank.csv:4"' in journal
    assert str(folder) not in journal


def test_a_document_from_standard_input_names_files_of_the_current_folder(note_sched, folder):
    named, piped = (
        note_sched("simulate", file, "--format", "csv", stdin=NOTE.encode()).stdout for file in ("note.yaml", "-")
    )
    assert named == piped
    assert b"\n2008-11-03,birch,0.00,0.00,0.00,0.00,350.00," in named
    (folder / "facts").rename(folder / "other")
    gone = note_sched("simulate", "-", stdin=NOTE.encode())
    assert gone.returncode == 2
    assert b"the file `facts/register.csv` is not there" in gone.stderr


def test_no_answer_is_written_over_a_file_that_the_document_names(note_sched, folder):
    for force in ((), ("--force",)):
        run = note_sched("simulate", "note.yaml", "--format", "csv", "--output", "facts/bank.csv", *force)
        assert (run.returncode, run.stdout) == (2, b"")
    assert (folder / "facts" / "bank.csv").read_text("utf-8") == BANK


def test_what_is_issued_keeps_the_facts_of_the_files_and_restates_when_one_is_put_right(note_sched, folder):
    issue = ("statement", "note.yaml", "--month", "2008-12", "--output-dir", "issued", "--format", "csv")
    assert note_sched(*issue).returncode == 0
    again = note_sched(*issue)
    assert (again.returncode, again.stdout) == (0, b"")
    (folder / "facts" / "bank.csv").write_text(BANK.replace("birch,250", "birch,300"), "utf-8")
    run = note_sched(*issue)
    assert "2008-12-birch-r1: RESTATED" in run.stderr.decode()
    assert "amount: 250.00 before, 300.00 now" in run.stderr.decode()
    assert "(facts/bank.csv:5)" in run.stderr.decode()
    kept = json.loads((folder / "issued" / ".note-sched" / "2008-12.json").read_text("utf-8"))
    *_, document = kept["documents"].values()
    assert document["holders"][1] == {"id": "birch", "name": "Birch LLC", "principal": "30000.00"}
    assert len(document["events"]) == 4


def test_two_documents_with_files_of_their_own_are_compared(note_sched, folder):
    other = folder / "later"
    (other / "facts").mkdir(parents=True)
    (other / "note.yaml").write_text(NOTE, "utf-8")
    (other / "facts" / "register.csv").write_text(REGISTER, "utf-8")
    (other / "facts" / "bank.csv").write_text(BANK.replace("birch,250", "birch,300"), "utf-8")
    run = note_sched("compare", "note.yaml", "later/note.yaml", "--format", "json")
    assert run.returncode == 1
    (fact,) = json.loads(run.stdout)["facts"]
    assert (fact["first"], fact["second"]) == (["amount ", "250.00"], ["amount ", "300.00"])
    assert fact["where"] == ["facts/bank.csv:5"] * 2


def test_what_an_answer_rests_on_is_told_with_the_hash_of_every_file(note_sched, folder):
    digest = hashlib.sha256(BANK.encode()).hexdigest()
    report = note_sched("report", "note.yaml", "--as-of", "2008-12-15").stdout.decode()
    letter = note_sched("payoff", "note.yaml", "--as-of", "2008-12-15", "--letter", "text").stdout.decode()
    assert digest in report
    assert f"facts/bank.csv: SHA-256 {digest}" in letter
    (folder / "facts" / "bank.csv").write_text(BANK + "\n", "utf-8")
    other = note_sched("payoff", "note.yaml", "--as-of", "2008-12-15", "--letter", "text").stdout.decode()
    assert letter.splitlines()[0:40] != other.splitlines()[0:40]  # its number is another


def test_a_figure_is_explained_by_the_row_that_it_comes_from(note_sched, folder):
    run = note_sched("explain", "note.yaml", "--on", "2008-12-01", "--column", "interest_paid", "--holder", "birch")
    assert "facts/bank.csv:5" in run.stdout.decode()
    rows = note_sched("explain", "note.yaml", "--on", "2008-12-01", "--column", "principal", "--holder", "birch")
    assert "facts/register.csv:3" in rows.stdout.decode()
    assert folder.is_dir()


def test_a_fact_is_recorded_beside_the_files(note_sched, folder):
    run = note_sched("record", "note.yaml", "payment date=2008-12-31 amount=50 to=birch")
    assert run.returncode == 0
    assert (folder / "note.yaml").read_text("utf-8") == NOTE.replace(
        "facts/bank.csv}\n", "facts/bank.csv}\n  - {type: payment, date: 2008-12-31, amount: 50, to: birch}\n"
    )
    assert note_sched("record", "note.yaml", "payments file=facts/absent.csv").returncode == 2
    (folder / "more.csv").write_text("date,to,amount\n2008-12-30,birch,1\n2008-12-31,birch,2\n", "utf-8")
    run = note_sched("record", "note.yaml", "payments file=more.csv", "--format", "json")
    assert json.loads(run.stdout)["recorded"] == [{"line": 7, "event": "payments file=more.csv"}]
    assert (folder / "note.yaml").read_text("utf-8").splitlines()[6] == "  - {type: payments, file: more.csv}"


def test_a_file_can_be_supposed_and_what_became_known_later_is_left_out(note_sched, folder):
    (folder / "more.csv").write_text("date,to,amount,recorded\n2008-12-31,birch,50,2009-01-15\n", "utf-8")
    supposed = ("simulate", "note.yaml", "--format", "csv", "--add", "payments file=more.csv")
    assert b"2008-12-31,birch,0.00,0.00,0.00,0.00,50.00" in note_sched(*supposed).stdout
    (folder / "note.yaml").write_text(NOTE.replace("facts/bank.csv", "more.csv"), "utf-8")
    early, late = (
        note_sched("simulate", "note.yaml", "--format", "csv", "--known-at", day).stdout
        for day in ("2009-01-14", "2009-01-15")
    )
    assert (b"2008-12-31,birch" in early, b"2008-12-31,birch" in late) == (False, True)


def test_a_shell_completes_the_holders_of_a_register(note_sched, folder):
    run = note_sched("simulate", "note.yaml", "--holder", "", env={"_NOTE_SCHED_COMPLETE": "zsh"})
    assert run.stdout.decode().splitlines() == ["alder\tAlder LP", "birch\tBirch LLC"]
    assert folder.is_dir()


def test_a_caller_from_python_reads_the_files_beside_the_document(folder):
    offering = front.load(folder / "note.yaml")
    assert [each["holder"] for each in offering.holders] == ["alder", "birch"]
    assert offering.suppose("payment date=2008-12-31 amount=50 to=birch").play().totals["interest_paid"] == Decimal(
        1950
    )
    (folder / "facts" / "bank.csv").write_text(BANK.replace("600", "x"), "utf-8")
    with pytest.raises(front.Faulty) as faulty:
        front.load(folder / "note.yaml")
    assert "facts/bank.csv:4:18: `x` is no sum" in str(faulty.value)


def test_a_document_without_files_loads_nothing_that_reads_them(folder):
    (folder / "plain.yaml").write_text(
        NOTE.replace("{file: facts/register.csv}", "[{id: a, name: A, principal: 5}]").partition("events")[0], "utf-8"
    )
    program = [sys.executable, "-X", "importtime", "-m", "note_sched", "simulate", "plain.yaml", "--format", "csv"]
    told = subprocess.run(program, cwd=folder, capture_output=True, encoding="utf-8", check=True).stderr  # noqa: S603
    assert "note_sched.intake.attach" not in told
    assert "note_sched.document.named_files" not in told
    assert "openpyxl" not in told
