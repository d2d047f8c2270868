"""``check`` of several documents, the hints for days and sums of options, and how much is told."""

import json
import re

import pytest

SINGLE, COVENANT = "samples/single-holder.yaml", "samples/covenant-default.yaml"


@pytest.fixture
def faulty(tmp_path):
    (tmp_path / "faulty.yaml").write_text("note: {}\n")
    return "faulty.yaml"


class TestSeveral:
    """The exit status is that of the worst, and every complaint says of which file."""

    def test_the_worst_decides_wherever_it_stands(self, note_sched, faulty, warned):
        document = warned(COVENANT)
        for files, strict, status in (
            ([SINGLE, SINGLE], ["--strict"], 0),
            ([SINGLE, document], [], 0),
            ([document, SINGLE], ["--strict"], 1),
            ([faulty, document], ["--strict"], 2),
            ([document, faulty, SINGLE], [], 2),
            (["nowhere.yaml", SINGLE], [], 2),
        ):
            run = note_sched("check", *files, *strict)
            assert (run.returncode, run.stdout) == (status, b"")

    def test_none_keeps_the_others_from_being_checked(self, note_sched, faulty, warned):
        document = warned(COVENANT)
        said = note_sched("check", faulty, "nowhere.yaml", document).stderr.decode()
        alone = [note_sched("check", each).stderr.decode() for each in (faulty, "nowhere.yaml", document)]
        assert said == "".join(alone)
        assert all(each in alone[place] for place, each in enumerate((faulty, "nowhere.yaml", document)))

    def test_standard_input_is_one_of_them_once(self, note_sched, tmp_path, faulty):
        raw = (tmp_path / faulty).read_bytes()
        assert note_sched("check", SINGLE, "-", stdin=raw).returncode == 2
        run = note_sched("check", "-", SINGLE, "-", stdin=(tmp_path / SINGLE).read_bytes())
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.startswith(
            b"note-sched: standard input can be read once, and - stands there more than once\n"
        )


class TestGate:
    """What is known is silent; the exit status alone, or every finding as a row."""

    def test_what_is_known_passes_and_what_is_not_does_not(self, note_sched, warned, tmp_path):
        document = tmp_path / warned(COVENANT)
        text = document.read_text("utf-8")
        for known, status in (("void-notice@2009-06-22", 0), ("void-notice@2009-06-23", 1), ("void-notice", 1)):
            document.write_text(f"{text}acknowledged: [{known}]\n", "utf-8")
            assert note_sched("check", document.name, "--strict").returncode == status
        said = note_sched("check", document.name).stderr.decode().splitlines()
        assert [line.rpartition(" ")[2] for line in said] == ["[void-notice@2009-06-22]", "[acknowledged-nothing]"]

    def test_quiet_leaves_the_exit_status(self, note_sched, faulty, warned):
        for file, strict, status in ((SINGLE, [], 0), (warned(COVENANT), ["--strict"], 1), (faulty, [], 2)):
            run = note_sched("check", file, "--quiet", *strict)
            assert (run.returncode, run.stdout, run.stderr) == (status, b"", b"")

    def test_every_finding_is_a_row(self, note_sched, faulty, warned):
        run = note_sched("check", faulty, warned(COVENANT), COVENANT, "nowhere.yaml", "--format", "json")
        assert (run.returncode, run.stderr) == (2, b"")
        told = json.loads(run.stdout)
        assert [each["sound"] for each in told["files"]] == [False, True, True, False]
        kinds = [(each["kind"], each["code"], each["day"]) for each in told["findings"]]
        assert kinds[-3:] == [
            ("warning", "void-notice", "2009-06-22"),
            ("acknowledged", "void-notice", "2009-06-22"),
            ("fault", "unreadable", None),
        ]
        assert {kind for kind, *_ in kinds[:-3]} == {"fault"}

    def test_quiet_and_a_form_exclude_each_other(self, note_sched):
        run = note_sched("check", SINGLE, "--quiet", "--format", "json")
        assert (run.returncode, run.stdout) == (2, b"")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2009-02-30", "February 2009 has 28 days"),
        ("20090210", "write 2009-02-10"),
        ("10.2.2009", "write 2009-10-02 (October 2) or 2009-02-10 (February 10)"),
        ("February 10, 2009", "write 2009-02-10"),
        ("2009-W07-2", "write it as 2009-02-10"),  # a day to Python
        ("2009-02-10 ", "write 2009-02-10"),
        ("2009\N{NON-BREAKING HYPHEN}02\N{NON-BREAKING HYPHEN}10", "write 2009-02-10"),
        ("soon", "write it as 2009-02-10"),
    ],
)
@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_day_of_an_option_gets_the_hint_of_a_day_in_a_file(note_sched, option, written, hint):
    days = {"--as-of": "2009-02-10", "--known-at": "2009-02-10"} | {option: written}
    run = note_sched("status", SINGLE, *(word for pair in days.items() for word in pair))
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().endswith(f" is no day\n  hint: {hint}\n")


def test_a_sum_of_an_option_too(note_sched):
    asked = ("can-pay", SINGLE, "--on", "2009-03-01", "--amount")
    assert b"hint: write 1000.00: a sum such as" in note_sched(*asked, "1.000,00").stderr
    assert b"hint: write 1000.00: a sum such as" in note_sched(*asked, "1000.00\N{NO-BREAK SPACE}").stderr


class TestLimits:
    """A value of 10,000 letters is read, one more is a fault; the first hundred faults are shown, all are counted."""

    @pytest.mark.parametrize(("letters", "status"), [(10_000, 0), (10_001, 2), (1_000_000, 2)])
    def test_a_name(self, note_sched, tmp_path, letters, status):
        text = (tmp_path / SINGLE).read_text()
        raw = re.sub("name: .*", f"name: {'A' * letters}", text).encode()
        run = note_sched("simulate", "-", stdin=raw)
        assert run.returncode == status
        assert (b" letters\n" in run.stderr) == bool(status)

    def test_digits_without_end(self, note_sched, tmp_path):
        """A number of more than 4,300 digits is none to Python."""
        text = (tmp_path / SINGLE).read_text()
        for digits in (5_000, 20_000):
            run = note_sched("check", "-", stdin=text.replace("100,000.00", "1" * digits).encode())
            assert run.returncode == 2
            assert run.stderr.endswith(b"\n1 fault in standard input\n")

    @pytest.mark.parametrize("faults", [99, 100, 101, 300])
    def test_a_hundred_faults(self, note_sched, faults):
        holders = "".join(f"  - {{id: h{n}, name: h, principal: none}}\n" for n in range(faults))
        note = "note: {title: t, borrower: b, issue_date: 2008-09-26, maturity_date: 2010-05-31,\n"
        note += "  interest_rate: 1% per month, first_payment_date: 2008-11-01}\nholders:\n"
        said = note_sched("check", "-", stdin=(note + holders).encode()).stderr.decode()
        assert said.count(" is no sum\n") == min(faults, 100)
        more = f"\nand {faults - 100} more\n" if faults > 100 else "\n"
        assert said.endswith(f"{more}\n{faults} faults in standard input\n")


class TestOddBlanks:
    """A blank of another kind where YAML wants one: named once, and what follows from it is not said."""

    @pytest.mark.parametrize(
        ("old", "new", "column"),
        [
            ("maturity_date: ", "maturity_date:\N{NO-BREAK SPACE}", 17),
            ("  maturity_date: ", "\N{NO-BREAK SPACE} maturity_date: ", 1),
            ("  - id: ", "  -\N{NARROW NO-BREAK SPACE}id: ", 4),
            ("id: alder", "id:\N{NO-BREAK SPACE}alder", 8),
        ],
    )
    def test_it_is_the_only_fault(self, note_sched, tmp_path, old, new, column):
        raw = (tmp_path / SINGLE).read_text().replace(old, new, 1).encode()
        said = note_sched("check", "-", stdin=raw).stderr.decode()
        assert re.match(rf"standard input:\d+:{column}: this line has the character U\+[0-9A-F]{{4}} in it", said)
        assert said.endswith("\n1 fault in standard input\n")

    def test_one_in_a_text_is_none(self, note_sched, tmp_path):
        raw = (tmp_path / SINGLE).read_text().replace("name: ", "name: A\N{NO-BREAK SPACE}", 1).encode()
        assert note_sched("check", "-", stdin=raw).returncode == 0
