"""What ``--output`` never writes over, and what the name of a file says about its form."""

import json
import os
import shutil

import pytest

SINGLE = "samples/single-holder.yaml"
NIGHTLY = ("simulate", SINGLE, "--output")


@pytest.fixture
def document(tmp_path, note_sched):  # noqa: ARG001 (for the samples)
    """A document of the user's own."""
    path = tmp_path / "n.yaml"
    shutil.copyfile(tmp_path / SINGLE, path)
    return path


def refused(run, *said):
    assert (run.returncode, run.stdout) == (2, b"")
    for each in said:
        assert each in run.stderr.decode()


class TestTheInput:
    """It is known under every name, and not even ``--force`` writes over it."""

    @pytest.mark.parametrize("force", [[], ["--force"]], ids=["plain", "force"])
    @pytest.mark.parametrize("name", ["n.yaml", "./n.yaml", "folder/../n.yaml", "symbolic", "hard", "dangling"])
    def test_by_whatever_path(self, note_sched, tmp_path, document, name, force):
        (tmp_path / "folder").mkdir()
        (tmp_path / "symbolic").symlink_to("n.yaml")
        (tmp_path / "dangling").symlink_to("symbolic")
        os.link(document, tmp_path / "hard")
        before = document.read_bytes()
        run = note_sched("simulate", "n.yaml", "--output", name, *force)
        refused(run, f"note-sched: {name} is the document itself\n", "--force does not help here")
        assert document.read_bytes() == before
        assert (tmp_path / "symbolic").is_symlink()

    @pytest.mark.parametrize(
        "command",
        [
            "compare samples/single-holder.yaml n.yaml --output n.yaml",
            "simulate - --output n.yaml < n.yaml",
            "simulate /dev/stdin --output n.yaml < n.yaml",
            "simulate n.yaml >> n.yaml",
            "simulate n.yaml --output /dev/stdout >> n.yaml",
            "simulate n.yaml --output /dev/fd/3 3>> n.yaml",
        ],
    )
    def test_however_it_is_read_and_written(self, shell, document, command):
        before = document.read_bytes()
        run = shell(command.join(["note-sched ", ""]))
        refused(run, "the document itself")
        assert document.read_bytes() == before

    @pytest.mark.parametrize(
        "command",
        [
            ["status", "n.yaml", "--as-of", "2009-03-15"],
            ["bars", "n.yaml"],
            ["can-pay", "n.yaml", "--on", "2009-03-15"],
            ["payoff", "n.yaml", "--as-of", "2009-03-15"],
            ["payoff", "n.yaml", "--as-of", "2009-03-15", "--letter", "pdf"],
            ["statement", "n.yaml", "--month", "2009-03"],
            ["statement", "n.yaml", "--month", "2009-03", "--format", "xlsx"],
            ["simulate", "n.yaml", "--format", "csv"],
            ["simulate", "n.yaml", "--format", "xlsx"],
            ["calendar", "n.yaml"],
            ["journal", "n.yaml"],
            ["timeline", "n.yaml"],
            ["report", "n.yaml"],
            ["explain", "n.yaml", "--on", "2009-03-15"],
            ["readings", "n.yaml"],
            ["compare", "n.yaml", "--set", "reading.window_end=payable"],
        ],
        ids=" ".join,
    )
    def test_by_every_command(self, note_sched, document, command):
        before = document.read_bytes()
        refused(note_sched(*command, "--output", "n.yaml"), "n.yaml is the document itself")
        assert document.read_bytes() == before


class TestADocument:
    """Any other that reads as one is replaced with ``--force`` alone."""

    @pytest.mark.parametrize(
        "written",
        [
            "note:\n  title: Mine\n",
            "# mine\n\n---\nevents: []\nnote: {title: Mine}\n",
            '{"note": {"title": "Mine"}, "holders": []}',
            "'note':\n  title: Mine\n",
            "\ufeffnote:\n  title: Mine\n",
            "note:\n  title: Mine\n  borrower: [\nholders:\n",  # faulty, and written by somebody
            "events:\n" + "  - {type: breach, date: 2009-03-01}\n" * 20_000,  # its note stands behind a megabyte
        ],
    )
    def test_however_it_is_written(self, note_sched, tmp_path, written):
        (tmp_path / "other.yaml").write_text(written)
        refused(note_sched(*NIGHTLY, "other.yaml"), "other.yaml is a document with a note in it", "--force")
        assert (tmp_path / "other.yaml").read_text() == written
        assert note_sched(*NIGHTLY, "other.yaml", "--force").returncode == 0
        assert (tmp_path / "other.yaml").read_bytes() == note_sched("simulate", SINGLE).stdout

    @pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
    def test_in_another_encoding(self, note_sched, tmp_path, encoding):
        (tmp_path / "other").write_text("note:\n  borrower: Größe\n", encoding)
        refused(note_sched(*NIGHTLY, "other"), "other is a document with a note in it")

    @pytest.mark.parametrize(
        "written",
        ["", "of yesterday", "notes:\n  - buy milk\n", "- note\n", '{"schema_version": 1, "note": {}}', "\0note:"],
    )
    def test_what_is_none_is_replaced(self, note_sched, tmp_path, written):
        (tmp_path / "answer").write_text(written)
        assert note_sched(*NIGHTLY, "answer").returncode == 0

    @pytest.mark.parametrize(
        "command",
        [
            ["simulate", SINGLE, "--format", "table"],
            ["simulate", SINGLE, "--format", "csv"],
            ["simulate", SINGLE, "--format", "json"],
            ["simulate", SINGLE, "--format", "xlsx"],
            ["status", SINGLE, "--as-of", "2009-03-15", "--format", "json"],
            ["statement", SINGLE, "--month", "2009-03", "--format", "json"],
            ["payoff", SINGLE, "--as-of", "2009-03-15", "--letter", "pdf"],
            ["journal", SINGLE],
            ["journal", SINGLE, "--format", "hledger"],
            ["calendar", SINGLE],
            ["timeline", SINGLE],
            ["report", SINGLE],
            ["readings", SINGLE, "--format", "json"],
            ["schema"],
            ["clause"],
        ],
        ids=" ".join,
    )
    def test_an_answer_is_none_and_every_night_writes_it_anew(self, note_sched, command):
        for _ in range(2):
            run = note_sched(*command, "--output", "answer")
            assert (run.returncode, run.stdout) == (0, b"")

    def test_init_replaces_no_file_at_all(self, note_sched, tmp_path):
        (tmp_path / "mine").write_text("anything")
        refused(note_sched("init", "--output", "mine"), "mine is there already", "--force")
        assert (tmp_path / "mine").read_text() == "anything"
        assert note_sched("init", "--output", "mine", "--force").returncode == 0
        assert note_sched("init", "--output", "new.yaml").returncode == 0
        assert (tmp_path / "mine").read_bytes() == (tmp_path / "new.yaml").read_bytes() == note_sched("init").stdout


class TestWhatElseIsGiven:
    """Statements that were issued, and what its owner made read-only."""

    def test_an_issued_statement_and_its_record(self, note_sched, tmp_path):
        asked = ("statement", SINGLE, "--month", "2009-03")
        assert note_sched(*asked, "--output-dir", "out").returncode == 0
        standing = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*") if path.is_file()}
        for path in standing:
            refused(note_sched(*asked, "--output", path), "is a statement that was issued, or a record of such")
        assert {path: path.read_bytes() for path in standing} == standing
        assert note_sched(*asked, "--output", "out/2009-03-mine.txt").returncode == 0
        assert note_sched(*asked, "--output", "out/2009-03-mine.txt").returncode == 0
        record = next((tmp_path / "out" / ".note-sched").glob("2009-03.json"))
        kept = json.loads(record.read_bytes())
        facts = next(iter(kept["documents"].values()))
        facts["note"]["title"] = "2009-03-mine"  # a word of the record, and no name of a file
        record.write_text(json.dumps(kept), "utf-8")
        assert note_sched(*asked, "--output", "out/2009-03-mine.txt").returncode == 0
        record.write_text("{", "utf-8")  # nobody knows any more
        refused(note_sched(*asked, "--output", "out/2009-03-mine.txt"), "is a statement that was issued")

    def test_a_file_that_may_not_be_written_to(self, note_sched, tmp_path):
        answer = tmp_path / "answer"
        answer.write_text("keep")
        answer.chmod(0o444)
        refused(note_sched(*NIGHTLY, "answer"), "answer is read-only", "--force")
        assert answer.read_text() == "keep"
        assert note_sched(*NIGHTLY, "answer", "--force").returncode == 0
        assert answer.stat().st_mode & 0o777 == 0o444
        assert answer.read_bytes() == note_sched("simulate", SINGLE).stdout

    def test_force_is_about_output(self, note_sched):
        refused(note_sched("simulate", SINGLE, "--force"), "there is no --output")
        folder = ("statement", SINGLE, "--month", "2009-03", "--output-dir", "out", "--force")
        refused(note_sched(*folder), "there is no --output")


BEGINS = {
    "csv": b"date,holder,",
    "json": b"{",
    "xlsx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!DOCTYPE html>",
    "ics": b"BEGIN:VCALENDAR\r\n",
}


class TestTheName:
    """A form that no option names is the one that the name ends in."""

    @pytest.mark.parametrize(
        ("command", "name", "begins"),
        [
            (["simulate", SINGLE], "x.csv", BEGINS["csv"]),
            (["simulate", SINGLE], "x.json", BEGINS["json"]),
            (["simulate", SINGLE], "X.XLSX", BEGINS["xlsx"]),
            (["simulate", SINGLE], "x.txt", b"Note "),
            (["simulate", SINGLE], "x.2009-03", b"Note "),
            (["simulate", SINGLE, "--format", "csv"], "x.txt", BEGINS["csv"]),
            (["simulate", SINGLE, "--format", "csv"], "x.csv", BEGINS["csv"]),
            (["payoff", SINGLE, "--as-of", "2009-03-15"], "x.xlsx", BEGINS["xlsx"]),
            (["payoff", SINGLE, "--as-of", "2009-03-15", "--letter", "pdf"], "x.pdf", BEGINS["pdf"]),
            (["payoff", SINGLE, "--as-of", "2009-03-15", "--letter", "html"], "x.htm", BEGINS["html"]),
            (["statement", SINGLE, "--month", "2009-03"], "x.pdf", BEGINS["pdf"]),
            (["statement", SINGLE, "--month", "2009-03"], "x.html", BEGINS["html"]),
            (["statement", SINGLE, "--month", "2009-03"], "x.xlsx", BEGINS["xlsx"]),
            (["timeline", SINGLE], "x.json", b"{"),
            (["clause"], "x.csv", b"clause,"),
            (["report", SINGLE], "x.html", BEGINS["html"]),
            (["report", SINGLE], "x.pdf", BEGINS["pdf"]),
            (["calendar", SINGLE], "x.ics", BEGINS["ics"]),
            (["calendar", SINGLE], "x", BEGINS["ics"]),
            (["journal", SINGLE], "x.beancount", b";"),
            (["journal", SINGLE], "x.journal", b";"),
            (["schema"], "x.json", b"{"),
            (["init"], "x.yaml", b"#"),
        ],
        ids=str,
    )
    def test_it_is_kept_to(self, note_sched, tmp_path, command, name, begins):
        run = note_sched(*command, "--output", name)
        assert (run.returncode, run.stdout) == (0, b"")
        assert (tmp_path / name).read_bytes().startswith(begins)

    def test_a_journal_is_written_for_the_program_whose_name_it_bears(self, note_sched, tmp_path):
        for name, program in (("a.journal", "hledger"), ("a.hledger", "hledger"), ("a.bean", "beancount")):
            assert note_sched("journal", SINGLE, "--output", name).returncode == 0
            assert (tmp_path / name).read_bytes() == note_sched("journal", SINGLE, "--format", program).stdout

    @pytest.mark.parametrize(
        ("command", "name", "has"),
        [
            (["simulate", SINGLE], "x.pdf", "its forms are table, csv, json, xlsx"),
            (["simulate", SINGLE], "x.html", "its forms are table, csv, json, xlsx"),
            (["simulate", SINGLE], "x.xls", "its forms are table, csv, json, xlsx"),
            (["status", SINGLE, "--as-of", "2009-03-15"], "x.xlsx", "its forms are table, csv, json"),
            (["payoff", SINGLE, "--as-of", "2009-03-15"], "x.pdf", "its forms are table, csv, json, xlsx"),
            (["statement", SINGLE, "--month", "2009-03"], "x.ics", "its forms are table, csv, json, html, pdf, xlsx"),
            (["timeline", SINGLE], "x.html", "its forms are table, csv, json"),
            (["compare", SINGLE, SINGLE], "x.html", "its forms are table, csv, json"),
            (["report", SINGLE], "x.xlsx", "its forms are html, pdf"),
            (["calendar", SINGLE], "x.csv", "its form is ics"),
            (["journal", SINGLE], "x.csv", "its forms are beancount, hledger"),
            (["schema"], "x.csv", "its form is json"),
            (["init"], "x.json", "its form is yaml"),
        ],
        ids=str,
    )
    def test_a_form_that_the_command_does_not_have(self, note_sched, tmp_path, command, name, has):
        refused(note_sched(*command, "--output", name), f"{name} is the name of a .{name[2:]} file", has)
        assert not (tmp_path / name).exists()

    @pytest.mark.parametrize(
        ("command", "name", "hint"),
        [
            (["simulate", SINGLE, "--format", "csv"], "x.xlsx", "or say --format xlsx"),
            (["simulate", SINGLE, "--format", "table"], "x.csv", "or say --format csv"),
            (["simulate", SINGLE, "--format", "json"], "x.pdf", "name the file otherwise\n"),
            (["payoff", SINGLE, "--as-of", "2009-03-15", "--letter", "text"], "x.pdf", "or say --letter pdf"),
            (["payoff", SINGLE, "--as-of", "2009-03-15", "--letter", "pdf"], "x.csv", "name the file otherwise\n"),
            (["journal", SINGLE, "--format", "beancount"], "x.journal", "or say --format hledger"),
        ],
        ids=str,
    )
    def test_one_that_says_another_form_than_the_option(self, note_sched, tmp_path, command, name, hint):
        refused(note_sched(*command, "--output", name), f"{name} is the name of a .{name[2:]} file, and --", hint)
        assert not (tmp_path / name).exists()

    def test_the_file_is_what_the_option_would_have_given(self, note_sched, tmp_path):
        assert note_sched("bars", "samples/release-valve.yaml", "--output", "x.json").returncode == 0
        written = (tmp_path / "x.json").read_bytes()
        assert written == note_sched("bars", "samples/release-valve.yaml", "--format", "json").stdout
        assert json.loads(written)["schema_version"] == 1
