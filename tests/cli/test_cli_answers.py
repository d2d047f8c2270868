"""What the options do, as a user sees it."""

import csv
import io
import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
SINGLE, WHOLE = "samples/single-holder.yaml", "samples/air-industries-2008.yaml"
RELEASE, COVENANT = "samples/release-valve.yaml", "samples/covenant-default.yaml"
AVOIDED = "samples/insolvency-with-avoidance.yaml"


@pytest.fixture
def rows(note_sched):
    def run(*arguments):
        out = note_sched(*arguments, "--format", "csv").stdout.decode()
        return list(csv.DictReader(io.StringIO(out, newline="")))

    return run


@pytest.fixture
def answer(note_sched):
    def run(*arguments):
        return json.loads(note_sched(*arguments, "--format", "json").stdout)

    return run


class TestFile:
    """``FILE``, or ``-``."""

    def test_standard_input_gives_the_same_bytes(self, note_sched):
        piped = note_sched("simulate", "-", stdin=(SAMPLES / "single-holder.yaml").read_bytes())
        assert (piped.returncode, piped.stderr) == (0, b"")
        assert piped.stdout == note_sched("simulate", SINGLE).stdout

    def test_a_pipe_named_as_a_file_is_read(self, shell):
        """Process substitution: /dev/fd/63 is neither a file nor standard input."""
        run = shell(f"note-sched check <(cat {SINGLE})")
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")

    def test_a_byte_order_mark_and_windows_line_ends_change_nothing(self, note_sched):
        raw = (SAMPLES / "single-holder.yaml").read_bytes()
        windows = b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
        assert note_sched("simulate", "-", stdin=windows).stdout == note_sched("simulate", SINGLE).stdout

    def test_a_fault_on_standard_input_names_it(self, note_sched):
        run = note_sched("check", "-", stdin=b"note: 1\n")
        assert run.returncode == 2
        assert b"standard input:1:7: " in run.stderr

    def test_a_warning_names_the_file_as_it_was_written_and_its_line(self, note_sched, warned):
        line = (SAMPLES / "covenant-default.yaml").read_text().splitlines().index("    defaults: [reporting-2009]")
        document = warned(COVENANT)
        run = note_sched("check", document)
        assert run.stderr.startswith(f"{document}:{line - 1}: warning: ".encode())


class TestForm:
    """``--format``."""

    def test_a_table_goes_to_stdout_without_colour_or_shortening(self, note_sched):
        out = note_sched("simulate", WHOLE, env={"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "xterm-256color"}).stdout
        assert b"\x1b" not in out
        assert "…" not in out.decode()
        assert b"5,950,000.00" in out

    def test_csv_has_a_header_lf_and_no_carriage_return(self, note_sched):
        out = note_sched("simulate", SINGLE, "--format", "csv").stdout
        assert out.startswith(b"date,holder,interest_due,principal_due,expenses_due,expenses_paid,interest_paid,")
        assert out.endswith(b"\n")
        assert b"\r" not in out

    def test_json_carries_its_schema_version(self, answer):
        for command in (["simulate", WHOLE], ["bars", WHOLE], ["payoff", WHOLE, "--as-of", "2009-06-15"]):
            assert answer(*command)["schema_version"] == 1

    def test_csv_and_json_have_the_same_rows(self, rows, answer):
        listed = answer("simulate", RELEASE)["schedule"]
        flat = [{**row, "clauses": ";".join(row["clauses"])} for row in listed]
        assert rows("simulate", RELEASE) == flat


class TestHolder:
    """``--holder``."""

    def test_it_filters_rows(self, rows):
        assert {row["holder"] for row in rows("simulate", WHOLE, "--holder", "elm")} == {"elm"}

    def test_it_can_be_repeated_and_keeps_the_order_of_the_document(self, rows):
        both = rows("simulate", WHOLE, "--holder", "elm", "--holder", "birch", "--through", "2008-11-01")
        assert [row["holder"] for row in both] == ["birch", "elm"]

    def test_it_never_filters_totals(self, answer):
        quote = answer("payoff", WHOLE, "--as-of", "2009-06-15", "--holder", "elm")
        assert [row["holder"] for row in quote["holders"]] == ["elm"]
        assert quote["total"]["principal"] == "5950000.00"

    def test_it_never_changes_a_verdict(self, note_sched):
        """Birch may be paid all, Alder not: the answer is about everybody's payment."""
        run = note_sched("can-pay", RELEASE, "--on", "2009-05-01", "--holder", "birch")
        assert run.returncode == 3
        assert run.stdout.startswith(b"PAY ONLY 2,166.67 interest\n")

    @pytest.mark.parametrize(
        ("wanted", "hint"), [("bob", "the Holders are alder"), ("Alder Growth Partners LP", "its id is alder")]
    )
    def test_an_unknown_one_is_refused_with_the_ids(self, note_sched, wanted, hint):
        run = note_sched("simulate", SINGLE, "--holder", wanted)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode() == f"note-sched: --holder {wanted!r} is no Holder's id\n  hint: {hint}\n"


class TestSet:
    """``--set``."""

    def test_it_changes_a_switch(self, note_sched):
        """The notice of cure is effective on June 11; under ``payable`` that day is outside."""
        asked = ("can-pay", COVENANT, "--on", "2009-06-11")
        assert note_sched(*asked).returncode == 3
        assert note_sched(*asked, "--set", "reading.window_end=payable").returncode == 0

    def test_it_changes_a_simulation_key(self, answer):
        """Nothing recorded, nothing assumed: nothing paid."""
        totals = answer("simulate", SINGLE, "--set", "simulation.payments=recorded")["totals"]
        assert totals["interest_paid"] == totals["principal_paid"] == "0.00"

    def test_it_can_be_repeated(self, answer):
        run = answer("simulate", SINGLE, "--set", "reading.day_count=30/360", "--set", "simulation.through=2008-11-03")
        assert run["through"] == "2008-11-03"
        assert run["reading"]["day_count"] == "30/360"

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("reading.window_end=later", "write blocked or payable"),
            ("reading.windowend=payable", "did you mean reading.window_end?"),
            ("note.title=x", "--set knows no key `note.title`"),
            ("reading.window_end", "--set reading.window_end has no value"),
            ("", "has no value"),
            ("simulation.through=2008-09-25", "before the issue date"),
            ("simulation.through=tomorrow", "--set simulation.through=tomorrow"),
        ],
    )
    def test_what_cannot_be_set_is_refused(self, note_sched, written, said):
        run = note_sched("simulate", SINGLE, "--set", written)
        assert (run.returncode, run.stdout) == (2, b"")
        assert said in run.stderr.decode()


class TestKnownAt:
    """``--known-at``."""

    def test_it_leaves_out_what_became_known_later(self, answer):
        """1(i): the avoidance of November 16 made the payment of August 3 a prohibited one."""
        assert [each["date"] for each in answer("simulate", AVOIDED)["turnovers"]][:1] == ["2009-08-03"]
        assert answer("simulate", AVOIDED, "--known-at", "2009-11-15")["turnovers"] == []

    def test_the_day_itself_is_known(self, answer):
        assert answer("simulate", AVOIDED, "--known-at", "2009-11-16")["turnovers"] != []

    @pytest.mark.parametrize("command", [("bars",), ("check",), ("status", "--as-of", "2009-08-03")])
    def test_every_command_that_reads_a_document_takes_it(self, note_sched, command):
        name, *rest = command
        assert note_sched(name, AVOIDED, *rest, "--known-at", "2009-11-15").returncode == 0


class TestDay:
    """``--on`` and ``--as-of``."""

    def test_they_are_two_spellings_of_one_option(self, note_sched):
        for command in ("payoff", "can-pay", "status"):
            runs = [note_sched(command, SINGLE, option, "2009-03-15") for option in ("--on", "--as-of")]
            assert runs[0].stdout == runs[1].stdout != b""

    def test_a_day_after_the_last_is_reached(self, answer):
        quote = answer("payoff", SINGLE, "--as-of", "2030-01-01", "--set", "simulation.through=2008-11-03")
        assert quote["total"]["total"] == "0.00"

    @pytest.mark.parametrize("written", ["tomorrow", "2009-02-30", "20090215", "2009-2-15", "02/15/2009", ""])
    def test_what_is_no_day_is_refused(self, note_sched, written):
        run = note_sched("payoff", SINGLE, "--as-of", written)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode().partition("\n")[0].endswith(" is no day")

    @pytest.mark.parametrize("command", [("payoff", "--as-of"), ("can-pay", "--on"), ("simulate", "--through")])
    def test_the_issue_date_is_the_first_day(self, note_sched, command):
        name, option = command
        assert note_sched(name, SINGLE, option, "2008-09-26").returncode == 0
        early = note_sched(name, SINGLE, option, "2008-09-25")
        assert (early.returncode, early.stdout) == (2, b"")
        assert b"before the issue date, 2008-09-26" in early.stderr


class TestInitAndSchema:
    """What needs no document."""

    def test_the_starter_passes_its_own_strict_check(self, note_sched):
        starter = note_sched("init").stdout
        run = note_sched("check", "--strict", "-", stdin=starter)
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")

    def test_the_schema_is_json(self, note_sched):
        assert json.loads(note_sched("schema").stdout)["properties"].keys() >= {"note", "holders", "events"}


class TestNext:
    """What comes next, in every form: 1,250.00 of March 1, 2009, in time through Monday, barred to June 12."""

    ASKED = ("next", COVENANT, "--on", "2009-02-28", "--days", "3")

    def test_the_columns_of_csv(self, note_sched):
        header, first, *rest = note_sched(*self.ASKED, "--format", "csv").stdout.decode().splitlines()
        assert header == (
            "date,kind,holders,amount,timely_through,payable,payable_from,payable_until,bars,default_from,clause,what"
        )
        assert first == (
            "2009-03-01,instalment,alder;birch,1250.00,2009-03-02,false,2009-06-12,2009-03-01,1(d)(ii)(A),2009-03-03,preamble,"
            "Instalment 5: interest of 1250.00 falls due"
        )
        assert [line.split(",")[:2] for line in rest] == [["2009-03-02", "notice"]]

    def test_json_has_the_same_rows(self, note_sched):
        told = json.loads(note_sched(*self.ASKED, "--format", "json").stdout)
        assert (told["on"], told["through"]) == ("2009-02-28", "2009-03-03")
        assert [(each["date"], each["kind"], each["payable"]) for each in told["coming"]] == [
            ("2009-03-01", "instalment", False),
            ("2009-03-02", "notice", None),
        ]

    def test_its_first_line_stands_in_can_pay_and_status_for_people_only(self, note_sched):
        first = note_sched(*self.ASKED).stdout.decode().splitlines()[0]
        for command in ("can-pay", "status"):
            asked = (command, COVENANT, "--on", "2009-02-28")
            assert f"Next {first}" in [
                " ".join(line.split()) for line in note_sched(*asked).stdout.decode().splitlines()
            ]
            assert b"Instalment 5" not in note_sched(*asked, "--format", "csv").stdout

    def test_a_fault_of_a_later_day_keeps_no_day_from_its_answer(self, note_sched, tmp_path):
        """80,000.00 of alder's 100,000.00 are paid before 60,000.00 are transferred: `next` looks so far."""
        text = (SAMPLES / "covenant-default.yaml").read_text("utf-8")
        paid = '  - {type: payment, date: 2010-02-01, principal: "100,000.00"}\n'
        later = '  - {type: transfer, date: 2010-03-01, from: alder, to: birch, amount: "60,000.00"}\n'
        (tmp_path / "note.yaml").write_text(text.replace("events:\n", f"events:\n{paid}{later}", 1), "utf-8")
        for form in ("table", "csv"):
            assert note_sched("can-pay", "note.yaml", "--on", "2008-12-15", "--format", form).returncode == 0
        assert note_sched("next", "note.yaml", "--on", "2008-12-15").returncode == 2
