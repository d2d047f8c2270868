"""The exit status, and what stands on stdout and stderr with it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SINGLE, RELEASE, COVENANT = (f"samples/{name}.yaml" for name in ("single-holder", "release-valve", "covenant-default"))
BROKEN = """
import sys
import note_sched.simulation
from note_sched.cli.main import main

def broken(*_, **__):
    raise {raised}

note_sched.simulation.simulate = broken
sys.argv = ["note-sched", *sys.argv[1:]]
main()
"""


class TestDone:
    """0."""

    def test_a_warning_alone_does_not_change_it(self, note_sched, warned):
        run = note_sched("simulate", warned(COVENANT))
        assert run.returncode == 0
        assert run.stderr.count(b"\n") == run.stderr.count(b": warning: ") == 1

    def test_a_sound_document_is_no_news(self, note_sched):
        for strict in ([], ["--strict"]):
            run = note_sched("check", "samples/air-industries-2008.yaml", *strict)
            assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")

    def test_help_is_on_stdout(self, note_sched):
        for command in ([], ["simulate"], ["can-pay"]):
            run = note_sched(*command, "--help")
            assert (run.returncode, run.stderr) == (0, b"")
            assert run.stdout.startswith(b"Usage: note-sched ")


class TestFindings:
    """1, from ``check --strict`` alone."""

    def test_a_warning_is_a_finding_when_strict(self, note_sched, warned):
        document = warned(COVENANT)
        assert note_sched("check", document).returncode == 0
        run = note_sched("check", document, "--strict")
        assert (run.returncode, run.stdout) == (1, b"")
        assert b" [void-notice@2009-06-22]\n" in run.stderr

    def test_a_finding_that_was_not_known_is_none(self, note_sched, warned):
        document = warned(COVENANT)
        assert note_sched("check", document, "--strict", "--known-at", "2009-06-22").returncode == 1
        assert note_sched("check", document, "--strict", "--known-at", "2009-05-03").returncode == 0


class TestRefused:
    """2: nothing on stdout, and a way to mend it on stderr."""

    @pytest.mark.parametrize(
        "command",
        [
            ["check"],
            ["check", "--strict"],
            ["simulate"],
            ["simulate", "--format", "csv"],
            ["simulate", "--format", "json"],
            ["bars"],
            ["payoff", "--as-of", "2009-06-15"],
            ["can-pay", "--on", "2009-06-15"],
            ["status", "--as-of", "2009-06-15"],
        ],
        ids=" ".join,
    )
    def test_every_command_reports_every_fault(self, note_sched, command):
        raw = (ROOT / SINGLE).read_text().replace("1% per month", "1%").replace("2010-05-31", "2010-05-32")
        raw += "    principle: 100,000.00\n"
        name, *rest = command
        run = note_sched(name, "-", *rest, stdin=raw.encode())
        assert (run.returncode, run.stdout) == (2, b"")
        said = run.stderr.decode()
        assert re.findall(r"^standard input:\d+:\d+: ", said, re.MULTILINE) != []
        assert said.endswith("\n3 faults in standard input\n")
        assert "Traceback" not in said

    @pytest.mark.parametrize(
        ("file", "said"),
        [
            ("nowhere.yaml", "there is no file nowhere.yaml\n  hint: `note-sched init` prints one to start from"),
            ("samples", "samples is a folder\n  hint: name a file"),
            (f"{SINGLE}/x", f"{SINGLE}/x cannot be read: Not a directory"),
        ],
    )
    def test_a_file_that_cannot_be_read(self, note_sched, file, said):
        run = note_sched("simulate", file)
        assert (run.returncode, run.stdout, run.stderr.decode()) == (2, b"", f"note-sched: {said}\n")

    @pytest.mark.parametrize(
        "usage",
        [
            [],
            ["simulat", SINGLE],
            ["simulate"],
            ["simulate", SINGLE, SINGLE],
            ["simulate", SINGLE, "--format", "xml"],
            ["simulate", SINGLE, "--by-month"],
            ["payoff", SINGLE],
            ["can-pay", SINGLE, "--on"],
        ],
        ids=" ".join,
    )
    def test_wrong_usage(self, note_sched, usage):
        run = note_sched(*usage)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.startswith((b"Usage: note-sched ", b"Error: Option '--on' requires an argument."))


class TestNotPayable:
    """3, from ``can-pay`` alone."""

    @pytest.mark.parametrize("form", ["table", "csv", "json"])
    def test_it_is_the_verdict_whatever_the_form(self, note_sched, form):
        status = [
            note_sched("can-pay", RELEASE, "--on", day, "--format", form).returncode
            for day in ("2009-03-09", "2009-03-10", "2009-05-01", "2010-07-15", "2010-07-16")
        ]
        assert status == [0, 3, 3, 3, 0]

    def test_a_payoff_that_may_not_be_paid_is_still_an_answer(self, note_sched):
        run = note_sched("payoff", RELEASE, "--as-of", "2009-05-01")
        assert run.returncode == 0
        assert run.stdout.startswith(b"MAY NOT BE PAID ")

    def test_nothing_due_may_be_paid(self, note_sched):
        run = note_sched("can-pay", SINGLE, "--on", "2009-03-15")
        assert run.returncode == 0
        assert run.stdout.startswith(b"PAY (nothing is due)\n")


class TestWire:
    """``--amount`` and ``--to``: 0 if all of it is applied to the Notes."""

    asked = ("can-pay", "samples/covenant-default.yaml", "--on")

    @pytest.mark.parametrize(
        ("day", "amount", "status"),
        [
            ("2009-03-01", "1,250.00", 0),  # the Sunday before the notice counts
            ("2009-03-02", "1,250.00", 3),  # the day of the notice, all of it blocked
            ("2009-06-11", "5000", 3),
            ("2009-06-12", "$5,000.00", 0),
        ],
    )
    def test_a_day_either_side_of_the_block(self, note_sched, day, amount, status):
        assert note_sched(*self.asked, day, "--amount", amount).returncode == status

    def test_a_cent_too_much_is_refundable(self, note_sched):
        """All that Alder owes on its 100,000.00 on March 1, 2009: the instalment of 1,000.00 due that day."""
        asked = ("can-pay", SINGLE, "--on", "2009-03-01", "--amount")
        assert note_sched(*asked, "101,000.00").returncode == 0
        assert note_sched(*asked, "101,000.01").returncode == 3

    @pytest.mark.parametrize(
        ("wire", "said"),
        [
            (["--amount", "1,00"], "--amount '1,00' is no sum"),
            (["--amount", "0"], "--amount 0 is no wire"),
            (["--amount", "5.00", "--to", "bob"], "--to 'bob' is no Holder's id"),
            (["--to", "alder"], "there is no --amount"),
        ],
    )
    def test_a_wire_that_is_none(self, note_sched, wire, said):
        run = note_sched(*self.asked, "2009-03-01", *wire)
        assert (run.returncode, run.stdout) == (2, b"")
        assert said in run.stderr.decode()


class TestDefect:
    """70, and a sentence."""

    def run(self, raised, *arguments, **env):
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", BROKEN.format(raised=raised), *arguments],
            cwd=ROOT,
            env={**os.environ, **env},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def test_it_is_told_in_a_sentence_without_a_traceback(self):
        run = self.run("ZeroDivisionError('division by zero')", "bars", SINGLE)
        assert (run.returncode, run.stdout) == (70, "")
        assert run.stderr.startswith("note-sched: a defect of the program, not of your document: ZeroDivisionError at ")
        assert "Traceback" not in run.stderr
        assert str(ROOT) not in run.stderr

    def test_the_traceback_is_there_for_those_who_ask(self):
        run = self.run("ZeroDivisionError", "bars", SINGLE, NOTE_SCHED_TRACEBACK="1")
        assert run.returncode == 70
        assert "Traceback (most recent call last):" in run.stderr

    def test_a_file_that_was_there_stands(self, tmp_path):
        answer = tmp_path / "answer"
        answer.write_text("of yesterday")
        assert self.run("KeyError('x')", "bars", SINGLE, "--output", str(answer)).returncode == 70
        assert [path.name for path in tmp_path.iterdir()] == ["answer"]
        assert answer.read_text() == "of yesterday"

    def test_an_interrupt_is_no_defect(self):
        run = self.run("KeyboardInterrupt", "bars", SINGLE)
        assert (run.returncode, run.stdout) == (130, "")
        assert "Traceback" not in run.stderr
