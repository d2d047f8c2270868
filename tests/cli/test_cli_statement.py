"""``statement`` on the command line: which month, which Holders, which form, and files that are issued once."""

import json
import os
import re
import shutil

import pytest

COVENANT = "samples/covenant-default.yaml"
BEFORE, AFTER = ("--known-at", "2009-02-25"), ()  # the notice of February 26 is not known, and is
MARCH = ("--month", "2009-03")


@pytest.fixture
def issue(note_sched):
    """Issue March's statements of the covenant sample into ``issued``; more options may follow."""

    def run(*options, document=COVENANT, form="html"):
        return note_sched("statement", document, *MARCH, "--output-dir", "issued", "--format", form, *options)

    return run


@pytest.fixture
def issued(tmp_path):
    """Every file in ``issued`` with its bytes and the time of its last change."""

    def look():
        found = sorted((tmp_path / "issued").iterdir())
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in found if path.is_file()}

    return look


@pytest.fixture
def document(note_sched, tmp_path):  # noqa: ARG001 (for the samples)
    """A copy of the covenant sample that may be changed: text for text."""
    path = tmp_path / "note.yaml"
    path.write_bytes((tmp_path / COVENANT).read_bytes())

    def change(old, new):
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    return change


def test_json_has_every_statement_and_the_control_sheet(note_sched):
    run = note_sched("statement", COVENANT, *MARCH, "--format", "json")
    answer = json.loads(run.stdout)
    assert (answer["schema_version"], answer["month"]) == (1, "2009-03")
    assert [each["id"] for each in answer["statements"]] == ["2009-03-alder", "2009-03-birch"]
    alder = answer["statements"][0]
    assert alder["closing"] == {
        "date": "2009-03-31",
        "principal": "100000.00",
        "interest_unpaid": "1000.00",
        "accrued_interest": "967.74",
        "expenses_unpaid": "0.00",
        "total": "101967.74",
        "accrued_with_last_day": "1000.00",
    }
    assert alder["share"] == "80.0000%"
    assert answer["control"]["agrees"] is True
    assert {check["difference"] for check in answer["control"]["checks"]} == {"0.00"}


def test_csv_has_a_row_a_holder_and_the_total_of_all(note_sched):
    one = note_sched("statement", COVENANT, *MARCH, "--format", "csv", "--holder", "birch").stdout.decode().splitlines()
    assert [line.split(",")[:4] for line in one[1:]] == [
        ["2009-03", "2009-03-birch", "birch", "25000.00"],
        ["2009-03", "TOTAL", "TOTAL", "125000.00"],
    ]


@pytest.mark.parametrize(
    ("today", "month"), [("2009-04-01", "2009-03"), ("2009-03-31", "2009-02"), ("2009-01-31", "2008-12")]
)
def test_last_is_the_month_before(note_sched, today, month):
    run = note_sched("statement", COVENANT, "--month", "last", "--today", today, "--format", "json")
    assert json.loads(run.stdout)["month"] == month


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--month", "2009-3"), "--month '2009-3' is no month"),
        (("--month", "2008-08"), "2008-08 ends before the issue date, 2008-09-26"),
        (("--month", "2009-03", "--today", "2009-04-01"), "--today says of which day `last` is the last month"),
        (("--month", "last", "--today", "tomorrow"), "--today 'tomorrow' is no day"),
        (("--month", "last", "--today", "0001-01-31"), "there is no month before that of 0001-01-31"),
        (("--month", "last", "--today", "0001-02-01"), "0001-01 ends before the issue date, 2008-09-26"),
        (("--month", "2009-03", "--holder", "elm"), "--holder 'elm' is no Holder's id"),
        (("--month", "2009-03", "--output", "x", "--output-dir", "y"), "two places for one answer"),
        (("--month", "2200-01"), "beyond the calendar"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(note_sched, options, says):
    run = note_sched("statement", COVENANT, *options)
    assert (run.returncode, run.stdout) == (2, b"")
    assert says in run.stderr.decode()


def test_a_second_run_changes_no_byte_and_says_nothing(issue, issued):
    first = issue()
    before = issued()
    assert list(before) == ["2009-03-alder.html", "2009-03-birch.html", "2009-03_control.html"]
    assert first.returncode == 0
    assert first.stderr.decode().count("written: ") == 3
    assert "2 of 2 Notes short, 1,250.00; agree to the cent" in first.stdout.decode()
    second = issue()
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert issued() == before


@pytest.mark.parametrize("form", ["table", "csv", "json", "html", "pdf"])
def test_a_restatement_stands_beside_what_was_issued(issue, issued, form):
    """On February 25 March looked paid; then the notice was known. Nothing else in the file had to do with it."""
    issue(*BEFORE, form=form)
    before = issued()
    run = issue(*AFTER, form=form)
    after = issued()
    assert {name: after[name] for name in before} == before
    new = sorted(set(after) - set(before))
    assert [name.partition(".")[0] for name in new] == ["2009-03-alder-r1", "2009-03-birch-r1", "2009-03_control-r1"]
    said = run.stderr.decode()
    assert said.count("RESTATED, because of: new: blockage_notice of 2009-02-26, ") == 3
    assert "cured" not in said.partition("written:")[0]
    assert issue(*AFTER, form=form).stderr == b""


def test_a_restatement_tells_what_differs_and_why(issue, tmp_path):
    issue(*BEFORE, form="json")
    issue(*AFTER, form="json")
    restated = json.loads((tmp_path / "issued" / "2009-03-alder-r1.json").read_text("utf-8"))
    assert (restated["id"], restated["restatement"]) == ("2009-03-alder-r1", 1)
    assert restated["causes"] == [
        "new: blockage_notice of 2009-02-26, defaults leverage-2009, method courier, by pnc (line 46)"
    ]
    lines = {each["line"]: (each["earlier"], each["now"]) for each in restated["differences"]}
    assert lines["Closing: interest due"] == (None, "1000.00")
    assert lines["Interest due 2009-03-01, paid as assumed"] == ("1000.00", None)
    assert lines["Standing"] == ("open", "barred")


def test_knowing_less_restates_nothing(issue, issued):
    """An earlier view comes back as it was issued, or is refused where it never was."""
    issue(*BEFORE)
    issue(*AFTER)
    before = issued()
    assert issue(*BEFORE).returncode == 0
    assert issued() == before
    run = issue("--known-at", "2009-02-19", "--set", "simulation.payments=recorded")
    assert run.returncode == 2
    assert "knows less than 2009-03-alder-r1" in run.stderr.decode()
    assert issued() == before


def test_what_changes_no_figure_of_the_month_writes_nothing(issue, issued, document):
    """Later facts, words and order: the cure of June, a name, a comment."""
    document("events:", "# looked at again\nevents:")
    issue(document="note.yaml")
    before = issued()
    document("    cured: 2009-04-10\n", "    cured: 2009-04-11\n")
    document("name: Birch Family Trust", "name: The Birch Family Trust")
    run = issue(document="note.yaml")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert issued() == before


@pytest.mark.usefixtures("document")
def test_a_payment_that_is_recorded_later_restates_what_was_assumed(issue, tmp_path):
    """The same cents, but a receipt is another thing than an assumption."""
    note = tmp_path / "note.yaml"
    plain = note.read_text("utf-8").partition("senior_debt:")[0]
    note.write_text(plain, "utf-8")
    issue(document="note.yaml", form="json")
    note.write_text(plain + 'events:\n  - {type: payment, date: 2009-03-02, amount: "1,250.00"}\n', "utf-8")
    issue(document="note.yaml", form="json")
    restated = json.loads((tmp_path / "issued" / "2009-03-alder-r1.json").read_text("utf-8"))
    (cause,) = restated["causes"]
    assert cause.startswith("new: payment of 2009-03-02, amount 1250.00 (line ")
    assert restated["closing"]["total"] == "100967.74"
    assert restated["received"][0]["assumed"] is False


def test_a_file_that_was_changed_by_hand_stays_and_is_told(issue, issued, tmp_path):
    issue()
    (tmp_path / "issued" / "2009-03-alder.html").write_bytes(b"mine")
    before = issued()
    run = issue()
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.decode() == "2009-03-alder.html: was changed after it was issued, and stays as it is\n"
    assert issued() == before


def test_a_file_that_was_deleted_is_written_again(issue, issued, tmp_path):
    issue()
    before = issued()
    (tmp_path / "issued" / "2009-03-alder.html").unlink()
    run = issue()
    assert "written: issued/2009-03-alder.html" in run.stderr.decode()
    assert {name: content for name, (content, _) in issued().items()} == {
        name: content for name, (content, _) in before.items()
    }


def test_without_the_record_what_stands_there_is_never_overwritten(issue, issued, tmp_path):
    """The same bytes are taken over in silence; others are refused, and nothing at all is written."""
    issue()
    before = issued()
    shutil.rmtree(tmp_path / "issued" / ".note-sched")
    assert issue().stdout == b""
    assert issued() == before
    shutil.rmtree(tmp_path / "issued" / ".note-sched")
    (tmp_path / "issued" / "2009-03-birch.html").write_bytes(b"theirs")
    (tmp_path / "issued" / "2009-03-alder.html").unlink()
    run = issue()
    assert (run.returncode, run.stdout) == (2, b"")
    assert "2009-03-birch.html stands there" in run.stderr.decode()
    assert not (tmp_path / "issued" / "2009-03-alder.html").exists()


def test_a_broken_record_is_refused(issue, issued, tmp_path):
    issue()
    before = issued()
    (tmp_path / "issued" / ".note-sched" / "2009-03.json").write_text("{", "utf-8")
    run = issue()
    assert run.returncode == 2
    assert "is no record of statements" in run.stderr.decode()
    assert issued() == before


def test_one_file_that_cannot_be_written_keeps_no_other_from_it(issue, issued, tmp_path):
    """A folder stands where Alder's file belongs; the next run, when it is gone, makes up for it."""
    (tmp_path / "issued" / "2009-03-alder.html").mkdir(parents=True)
    run = issue()
    assert run.returncode == 2
    assert "2009-03-alder.html" in run.stderr.decode()
    (tmp_path / "issued" / "2009-03-alder.html").rmdir()
    assert issue().returncode == 0
    assert list(issued()) == ["2009-03-alder.html", "2009-03-birch.html", "2009-03_control.html"]


def test_a_folder_that_cannot_be_one(issue, tmp_path):
    (tmp_path / "issued").write_bytes(b"a file")
    run = issue()
    assert (run.returncode, run.stdout) == (2, b"")
    assert "issued cannot be used" in run.stderr.decode()
    assert (tmp_path / "issued").read_bytes() == b"a file"


def test_what_an_interrupted_run_left_is_finished_by_the_next(issue, issued, tmp_path):
    """The record was written, Alder's file was not, and of Birch's nobody noted that it was."""
    issue()
    before = issued()
    record = tmp_path / "issued" / ".note-sched" / "2009-03.json"
    kept = json.loads(record.read_text("utf-8"))
    for holder in ("alder", "birch"):
        kept["papers"][holder][0]["files"]["html"] = ""
    record.write_text(json.dumps(kept), "utf-8")
    (tmp_path / "issued" / "2009-03-alder.html").unlink()
    run = issue()
    assert run.stderr.decode().splitlines()[0] == "written: issued/2009-03-alder.html"
    assert [content for content, _ in issued().values()] == [content for content, _ in before.values()]
    assert issue().stderr == b""


def test_ids_that_look_like_restatements_take_no_others_name(issue, issued, document):
    """A Holder `alder-r1`, and a first restatement of `alder`."""
    document("{id: birch,", "{id: alder-r1,")
    issue(*BEFORE, document="note.yaml")
    issue(*AFTER, document="note.yaml")
    names = sorted(name.removesuffix(".html") for name in issued())
    assert names == [
        "2009-03-alder",
        "2009-03-alder-r1",
        "2009-03-alder-r1-",
        "2009-03-alder-r1-r1",
        "2009-03_control",
        "2009-03_control-r1",
    ]


def test_a_holder_that_is_gone_is_withdrawn_once_and_loudly(issue, issued, document):
    issue(document="note.yaml")
    document('  - {id: birch, name: Birch Family Trust, principal: "25,000.00"}\n', "")
    run = issue(document="note.yaml")
    assert "2009-03-birch: WITHDRAWN" in run.stderr.decode()
    assert "2009-03-birch.html" in issued()
    assert issue(document="note.yaml").stderr == b""


def test_one_holder_alone_and_the_rest_later(issue, issued):
    issue("--holder", "birch")
    assert list(issued()) == ["2009-03-birch.html"]
    issue()
    assert list(issued()) == ["2009-03-alder.html", "2009-03-birch.html", "2009-03_control.html"]


def test_names_that_differ_in_small_and_capital_letters_alone_get_different_files(issue, issued, document):
    """On some systems `2009-03-ALDER.html` and `2009-03-alder.html` are one file."""
    document("{id: birch,", "{id: ALDER,")
    issue(document="note.yaml")
    assert sorted(issued()) == ["2009-03-ALDER-.html", "2009-03-alder.html", "2009-03_control.html"]
    assert b"2009-03-ALDER-<" in issued()["2009-03-ALDER-.html"][0]
    assert issue(document="note.yaml").stderr == b""


def test_an_id_of_300_letters_gets_a_name_that_a_file_can_have(issue, issued, document):
    """The first 80, and twelve signs of its hash: another id with the same beginning has another file."""
    names = ["b" * 300, "b" * 301]
    document("{id: alder,", "{id: " + names[0] + ",")
    document("{id: birch,", "{id: " + names[1] + ",")
    assert issue(document="note.yaml").returncode == 0
    *statements, control = sorted(issued())
    assert control == "2009-03_control.html"
    assert [len(name) for name in statements] == [8 + 80 + 1 + 12 + len(".html")] * 2
    assert {name[: 8 + 80] for name in statements} == {"2009-03-" + "b" * 80}
    assert issue(document="note.yaml").stderr == b""


def test_a_folder_without_a_name_is_none(note_sched, tmp_path):
    """As from cron, where a variable is not set."""
    run = note_sched("statement", COVENANT, *MARCH, "--output-dir", "")
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"--output-dir names no folder" in run.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"samples"}


@pytest.mark.parametrize(("form", "package"), [("pdf", "reportlab"), ("xlsx", "xlsxwriter")])
def test_without_what_writes_the_format_nothing_is_written(note_sched, tmp_path, form, package):
    """Not even the folder: a record of statements that nobody has would make the next ones restatements."""
    (tmp_path / f"{package}.py").write_text("raise ImportError", "utf-8")
    run = note_sched(
        *("statement", COVENANT, *MARCH, "--output-dir", "issued", "--format", form), env={"PYTHONPATH": str(tmp_path)}
    )
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode().splitlines()[1] == f"  hint: pip install 'note-sched[{form}]'"
    assert not (tmp_path / "issued").exists()


def test_what_was_never_written_is_not_restated(issue, issued, tmp_path):
    """The disk was full; when there is room again, more is known. Nobody has the first statement."""
    kept = tmp_path / "issued" / ".note-sched" / "2009-03.json"
    issue(*BEFORE)
    record = json.loads(kept.read_text("utf-8"))
    record["papers"]["alder"][0]["files"]["html"] = ""  # as the record stands before a file is written
    kept.write_text(json.dumps(record), "utf-8")
    (tmp_path / "issued" / "2009-03-alder.html").unlink()
    said = issue(*AFTER).stderr.decode()
    assert [name for name in issued() if "alder" in name] == ["2009-03-alder.html"]
    assert "alder-r1" not in said
    assert "2009-03-birch-r1: RESTATED" in said


def test_a_statement_that_comes_back_restates_the_one_that_stands_there(issue, issued, document):
    """Withdrawn is no paper that a Holder could hold beside the new one."""
    birch = '  - {id: birch, name: Birch Family Trust, principal: "25,000.00"}\n'
    issue(document="note.yaml", form="table")
    document(birch, "")
    issue(document="note.yaml", form="table")
    document("holders:\n", "holders:\n" + birch.replace("25,000.00", "26,000.00"))
    issue(document="note.yaml", form="table")
    restated = issued()["2009-03-birch-r2.txt"][0]
    assert b"This restates 2009-03-birch, because of" in restated
    assert re.search(rb"Principal as issued +25,000.00 +26,000.00 +1,000.00", restated)


def kept(tmp_path, change=None):
    """March's record, changed where ``change`` is given."""
    path = tmp_path / "issued" / ".note-sched" / "2009-03.json"
    record = json.loads(path.read_text("utf-8"))
    if change is not None:
        change(record)
        path.write_text(json.dumps(record), "utf-8")
    return record


class TestWhose:
    """A folder is one Note's: its issue date, and two of title with borrower, ids and faces (cli/whose.py)."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("title: Junior", "title: The Junior"),
            ("borrower: Air", "borrower: The Air"),
            ("{id: birch,", "{id: beech,"),
            ('principal: "25,000.00"', 'principal: "26,000.00"'),
        ],
    )
    def test_a_correction_is_the_same_note(self, issue, document, old, new):
        issue(document="note.yaml")
        document(old, new)
        assert issue(document="note.yaml").returncode == 0

    def test_another_issue_date_is_another_note(self, issue, issued, document):
        issue(document="note.yaml")
        before = issued()
        document("issue_date: 2008-09-26", "issue_date: 2008-09-25")
        run = issue(document="note.yaml")
        assert (run.returncode, run.stdout, issued()) == (2, b"", before)
        assert "has the statements of another Note" in run.stderr.decode()
        assert "hint: issue those of this Note into a folder of its own" in run.stderr.decode()

    def test_a_folder_of_an_older_version_knows_by_its_records(self, issue, document, tmp_path):
        """Then another month of another Note is refused, and of the same taken."""
        issue(document="note.yaml")
        (tmp_path / "issued" / ".note-sched" / "note.json").unlink()
        document("issue_date: 2008-09-26", "issue_date: 2008-09-25")
        assert issue("--month", "2009-04", document="note.yaml").returncode == 2
        document("issue_date: 2008-09-25", "issue_date: 2008-09-26")
        assert issue("--month", "2009-04", document="note.yaml").returncode == 0
        assert (tmp_path / "issued" / ".note-sched" / "note.json").exists()


@pytest.mark.parametrize(
    "ids", [("{id: alder,", "{id: aspen,"), ("{id: birch,", "{id: beech,")], ids=["first", "second"]
)
def test_a_holders_id_that_changed_is_withdrawn_and_issued_anew(issue, issued, document, ids):
    issue(document="note.yaml")
    document(*ids)
    run = issue(document="note.yaml")
    assert run.returncode == 0
    assert f"2009-03-{ids[0][5:-1]}: WITHDRAWN" in run.stderr.decode()
    assert f"2009-03-{ids[1][5:-1]}.html" in issued()
    assert issue(document="note.yaml").stderr == b""


def test_a_document_that_shares_no_holder_with_the_record_is_issued(note_sched, tmp_path):
    """Without the new Holder there would be none at all: what that fact changes cannot be told."""
    note = tmp_path / "note.yaml"
    note.write_bytes((tmp_path / "samples" / "single-holder.yaml").read_bytes())
    command = ("statement", "note.yaml", *MARCH, "--output-dir", "issued")
    note_sched(*command)
    note.write_text(note.read_text("utf-8").replace("id: alder", "id: aspen", 1), "utf-8")
    run = note_sched(*command)
    assert run.returncode == 0
    assert "(what it changes cannot be told: without it the rest makes no sense)" in run.stderr.decode()
    assert note_sched(*command).stderr == b""


class TestRecordNotTrusted:
    """What this program would not have written is refused in a sentence."""

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda r: r["documents"].clear(), "was made of a document that it does not have"),
            (lambda r: r["papers"]["alder"][0].update(stem="../2009-03-x"), "is no name of a statement of 2009-03"),
            (lambda r: r["papers"]["alder"][0].update(stem="2009-03-../x"), "is no name of a statement of 2009-03"),
            (lambda r: r["papers"]["alder"][0].update(stem="2009-03-birch"), "is the name of two papers"),
            (lambda r: r["papers"]["alder"][0].update(files={"../x": ""}), "has files of no format"),
            (lambda r: r["papers"]["alder"][0].update(told="no"), "does not say what was meant to be written"),
            (lambda r: r["papers"].update({"../x": []}), "is no Holder's id"),
            (lambda r: r.update(month="2009-04"), "it is of '2009-04'"),
            (lambda r: r.update(schema_version=2), "its schema_version is 2"),
            (lambda r: r.pop("papers"), "something is missing in it"),
            (lambda r: next(iter(r["documents"].values())).pop("events"), "something is missing in it"),
        ],
    )
    def test_a_record(self, issue, issued, tmp_path, change, says):
        issue()
        before = issued()
        kept(tmp_path, change)
        run = issue("--set", "reading.window_end=payable")
        assert (run.returncode, run.stdout, issued()) == (2, b"", before)
        assert says in run.stderr.decode()
        assert {path.name for path in tmp_path.iterdir()} == {"samples", "issued"}

    def test_a_link_or_a_pipe_in_the_place_of_a_statement(self, issue, tmp_path):
        issue()
        alder = tmp_path / "issued" / "2009-03-alder.html"
        alder.rename(tmp_path / "elsewhere")
        alder.symlink_to(tmp_path / "elsewhere")
        run = issue()
        assert (run.returncode, b"is a link, not a file" in run.stderr) == (2, True)
        alder.unlink()
        os.mkfifo(alder)
        run = issue()
        assert (run.returncode, b"is a pipe or a device, not a file" in run.stderr) == (2, True)


def test_what_was_about_to_be_written_is_known_after_a_kill(issue, issued, tmp_path, document):
    """The file was written, no record lived to note it, then a name was put right: it is no changed file."""
    issue(document="note.yaml")
    before = issued()

    def undo(record):
        version = record["papers"]["birch"][0]
        version.update(intended=dict(version["files"]), files={"html": ""}, told=False)

    kept(tmp_path, undo)
    document("name: Birch Family Trust", "name: The Birch Family Trust")
    run = issue(document="note.yaml")
    assert (run.returncode, issued()) == (0, before)
    assert "written by a run that was interrupted: issued/2009-03-birch.html" in run.stderr.decode()
    assert issue(document="note.yaml").stderr == b""


@pytest.mark.parametrize("unheard", ["2>/dev/full", "2>&-"])
def test_a_restatement_is_told_until_it_was_told(issue, shell, tmp_path, unheard):
    """Nobody can hear the run that wrote it: its stderr is full, or closed."""
    issue(*BEFORE)
    silent = f"note-sched statement {COVENANT} --month 2009-03 --output-dir issued --format html {unheard} >/dev/null"
    shell(silent)
    assert kept(tmp_path)["papers"]["alder"][1]["told"] is False
    assert b"2009-03-alder-r1: RESTATED" in issue(*AFTER).stderr
    assert issue(*AFTER).stderr == b""


def test_a_control_sheet_that_does_not_agree_is_exit_1_every_time(note_sched, tmp_path):
    """A check that is wrong by a cent, by a shim in the place of a defect."""
    (tmp_path / "sitecustomize.py").write_text(
        "from note_sched.reports.statements import control\n"
        "class Wrong(control.Check):\n    difference = 1\ncontrol.Check = Wrong\n",
        "utf-8",
    )
    env = {"PYTHONPATH": str(tmp_path)}
    for options in ((), ("--holder", "birch"), ("--format", "xlsx"), *[("--output-dir", "issued")] * 2):
        run = note_sched("statement", COVENANT, *MARCH, *options, env=env)
        assert run.returncode == 1
        assert "2009-03: the statements do NOT agree with the Offering, by: Principal at the close (0.01)" in (
            run.stderr.decode()
        )
