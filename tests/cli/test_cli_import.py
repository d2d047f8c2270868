"""``import``: rows of other programs' files are matched to Holders, never by guessing, and written when asked to."""

import json

import pytest

NOTE = """\
note: {title: N, borrower: B, issue_date: 2008-09-26, maturity_date: 2010-05-31, interest_rate: 1% per month,
       first_payment_date: 2008-11-01}
holders:   # as issued
  - {id: alder, name: Alder Growth LP, principal: 60000}
  - {id: b1, name: Birch LLC, principal: 30000}
  - {id: b2, name: birch llc, principal: 10000}
events:
  - {type: payment, date: 2008-11-03, amount: 700, to: alder}
"""
BANK = "Value date;Payee;Amount\n2008-11-03;ALDER  growth lp;700.00\n2008-12-01;alder;600,00\n2008-12-01;B1;300\n"
COLUMNS = ("--columns", "date=value date", "--columns", "to=Payee")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "note.yaml").write_text(NOTE, "utf-8")
    (tmp_path / "bank.csv").write_text(BANK, "utf-8")
    return tmp_path


def rows(run):
    return [
        (row["line"], row["status"], row["holder"], row["amount"], row["meant"])
        for row in json.loads(run.stdout)["rows"]
    ]


def test_what_is_new_is_shown_and_written_only_when_asked_for(note_sched, folder):
    ask = ("import", "bank.csv", "--document", "note.yaml", *COLUMNS, "--format", "json")
    run = note_sched(*ask)
    assert run.returncode == 0
    assert rows(run) == [
        ("bank.csv:2", "there already", "alder", "700.00", ""),
        ("bank.csv:3", "new", "alder", "600.00", ""),
        ("bank.csv:4", "new", "b1", "300.00", ""),
    ]
    assert (folder / "note.yaml").read_text("utf-8") == NOTE
    assert note_sched(*ask, "--write").returncode == 0
    assert (folder / "note.yaml").read_text("utf-8") == NOTE + (
        "  - {type: payment, date: 2008-12-01, amount: 600.00, to: alder}\n"
        "  - {type: payment, date: 2008-12-01, amount: 300, to: b1}\n"
    )


def test_the_same_file_is_imported_once_and_two_alike_in_it_are_two(note_sched, folder):
    (folder / "bank.csv").write_text(BANK + "2008-12-01;alder;600\n", "utf-8")
    ask = ("import", "bank.csv", "--document", "note.yaml", *COLUMNS, "--write", "--format", "json")
    assert [row[1] for row in rows(note_sched(*ask))] == ["there already", "new", "new", "new"]
    after = (folder / "note.yaml").read_bytes()
    assert {row[1] for row in rows(note_sched(*ask))} == {"there already"}
    assert (folder / "note.yaml").read_bytes() == after
    assert after.count(b"2008-12-01") == 3


def test_who_is_nobody_or_two_is_listed_and_nothing_is_written(note_sched, folder):
    (folder / "bank.csv").write_text(BANK + "2008-12-01;Birch LLC;5\n2008-12-01;Alder Growth;5\n", "utf-8")
    run = note_sched("import", "bank.csv", "--document", "note.yaml", *COLUMNS, "--write", "--format", "json")
    assert run.returncode == 1
    assert rows(run)[3:] == [
        ("bank.csv:5", "several Holders", "", "5.00", "b1, b2"),
        ("bank.csv:6", "no such Holder", "", "5.00", ""),
    ]
    assert (folder / "note.yaml").read_text("utf-8") == NOTE


def test_holders_come_in_with_their_payments(note_sched, folder):
    (folder / "register.csv").write_text(
        "id\tname\tprincipal\nalder\tAlder Growth LP\t60,000.00\ncedar\tCedar\t1'000\n", "utf-8"
    )
    (folder / "bank.csv").write_text("date,to,amount\n2008-12-01,CEDAR,10\n", "utf-8")
    run = note_sched("import", "bank.csv", "register.csv", "--document", "note.yaml", "--write")
    assert (run.returncode, run.stdout.split(b"\n")[0]) == (0, b"2 new, 1 there already; written")
    text = (folder / "note.yaml").read_text("utf-8")
    assert (
        "  - {id: b2, name: birch llc, principal: 10000}\n  - {id: cedar, name: Cedar, principal: 1000}\nevents:"
        in text
    )
    assert text.endswith("  - {type: payment, date: 2008-12-01, amount: 10, to: cedar}\n")


def test_a_register_that_says_otherwise_is_listed(note_sched, folder):
    (folder / "register.csv").write_text(
        "id,name,principal\nalder,Alder Growth LP,60001\nnew,Alder Growth LP,5\n", "utf-8"
    )
    run = note_sched("import", "register.csv", "--document", "note.yaml", "--format", "json")
    assert run.returncode == 1
    assert [(row[1], row[4]) for row in rows(run)] == [("said otherwise", "principal"), ("said otherwise", "alder")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date,to,amount\n2008-13-01,alder,5\n2008-12-01,alder,x\n", "bank.csv:3:18: `x` is no sum"),
        ("date,to,amount\n2008-12-01,,5\n", "bank.csv:2:1: this payment has no `to`"),
        ("date,to,amount\n2008-12-01,alder\n", "bank.csv:2:1: this payment has no `amount`"),
        ("day,who,sum\n", "bank.csv is neither a register nor a list of payments"),
        ("", "bank.csv is empty"),
        ("date,to,to,amount\n", "bank.csv has two columns 'to'"),
        ('date,"to\n', "bank.csv:1:6: a quotation mark that is never closed"),
        ("date,to,amount\n2008-01-01,alder,5\n", "the payment of 2008-01-01 is before the Note of alder was issued"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_nothing_is_written(note_sched, folder, text, told):
    (folder / "bank.csv").write_text(text, "utf-8")
    run = note_sched("import", "bank.csv", "--document", "note.yaml", "--write")
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in run.stderr.decode()
    assert (folder / "note.yaml").read_text("utf-8") == NOTE


def test_letters_that_cannot_be_read_are_told_before_the_names_of_columns(note_sched, folder):
    (folder / "bank.csv").write_bytes("date,Empfänger,amount\n2008-12-01,alder,5\n".encode("latin-1"))
    run = note_sched("import", "bank.csv", "--document", "note.yaml")
    assert run.returncode == 2
    assert run.stderr.startswith(b"bank.csv:1:10: byte 9 of the file (E4) is not UTF-8")


@pytest.mark.parametrize("order", [None, "day/month/year"])
def test_days_in_another_order_are_told_how_to_name_it(note_sched, folder, order):
    (folder / "bank.csv").write_text("date,to,amount\n01.12.2008,alder,5\n", "utf-8")
    run = note_sched("import", "bank.csv", "--document", "note.yaml", *(["--dates", order] if order else []))
    assert (run.returncode, b"as --dates day/month/year" in run.stderr) == ((0, False) if order else (2, True))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("absent.csv", "--document", "note.yaml"), "absent.csv is not there"),
        (("bank.csv", "--document", "-", "--write"), "standard input cannot be written into"),
        (("bank.csv", "--document", "note.yaml", "--columns", "payee=X"), "names no column"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_a_sentence(note_sched, folder, arguments, told):
    run = note_sched("import", *arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in run.stderr.decode()
    assert folder.is_dir()


def test_holders_who_stand_in_a_file_are_added_there(note_sched, folder):
    (folder / "register.csv").write_text("id,name,principal\nalder,Alder,5\n", "utf-8")
    (folder / "more.csv").write_text("id,name,principal\ncedar,Cedar,5\n", "utf-8")
    (folder / "note.yaml").write_text(NOTE.partition("holders")[0] + "holders: {file: register.csv}\n", "utf-8")
    run = note_sched("import", "more.csv", "--document", "note.yaml", "--write")
    assert (run.returncode, run.stdout) == (2, b"")
    assert "the Holders of note.yaml stand in a file of their own" in run.stderr.decode()


def test_no_answer_is_written_over_what_is_imported(note_sched, folder):
    ask = (
        "import",
        "bank.csv",
        "--document",
        "note.yaml",
        *COLUMNS,
        "--format",
        "csv",
        "--output",
        "bank.csv",
        "--force",
    )
    run = note_sched(*ask)
    assert (run.returncode, run.stdout) == (2, b"")
    assert (folder / "bank.csv").read_text("utf-8") == BANK


def test_days_have_the_order_that_is_named(note_sched, folder):
    (folder / "bank.csv").write_text("Account 12\n\ndate,to,amount\n12/1/2008,alder,600\n", "utf-8")
    ask = ("import", "bank.csv", "--document", "note.yaml", "--format", "json")
    assert note_sched(*ask).returncode == 2
    run = note_sched(*ask, "--dates", "month/day/year")
    assert [row["date"] for row in json.loads(run.stdout)["rows"]] == ["2008-12-01"]


def test_payments_to_others_and_rows_of_totals_are_passed_over_when_asked_for_and_listed(note_sched, folder):
    """A bank pays the landlord too, and ends its list with its sum: both are told, neither is written."""
    (folder / "bank.csv").write_text(f"{BANK}2008-12-01;Landlord Inc.;95.00\n;Total;1,695.00\nSum;;1,695.00\n", "utf-8")
    ask = ("import", "bank.csv", "--document", "note.yaml", *COLUMNS, "--write", "--pass-over")
    without = note_sched(*ask[:-1])
    assert without.returncode == 2
    assert b"bank.csv:6" in without.stderr
    told = note_sched(*ask).stdout.decode()
    assert told.startswith("2 new, 1 there already, 3 passed over; written\n")
    assert [line.split()[0] for line in told.partition("Passed over")[2].splitlines() if line.startswith("bank")] == [
        "bank.csv:5",
        "bank.csv:6",
        "bank.csv:7",
    ]
    assert "Landlord" not in (folder / "note.yaml").read_text("utf-8")
    again = json.loads(note_sched(*ask, "--format", "json").stdout)
    assert again["counts"] == {"new": 0, "known": 3, "nobody": 0, "several": 0, "otherwise": 0, "passed": 3}
    assert [(row["named"], row["date"], row["amount"]) for row in again["rows"][-3:]] == [
        ("Landlord Inc.", "2008-12-01", "95.00"),
        ("Total", None, "1695.00"),
        ("", None, "1695.00"),
    ]


def test_what_may_mean_several_holders_is_not_passed_over(note_sched, folder):
    (folder / "bank.csv").write_text(f"{BANK}2008-12-01;Birch LLC;95.00\n", "utf-8")
    run = note_sched("import", "bank.csv", "--document", "note.yaml", *COLUMNS, "--pass-over")
    assert run.returncode == 1
    assert b"several Holders" in run.stdout


def test_a_register_may_end_in_its_total(note_sched, folder):
    (folder / "register.csv").write_text("id,name,principal\ncedar,Cedar LLC,500\nTOTAL,,500\n,,500\n", "utf-8")
    run = note_sched("import", "register.csv", "--document", "note.yaml", "--pass-over", "--write")
    assert run.stdout.decode().startswith("1 new, 2 passed over; written\n")
    assert "id: cedar" in (folder / "note.yaml").read_text("utf-8")
    assert "TOTAL" not in (folder / "note.yaml").read_text("utf-8")
