"""``explain`` and ``clause`` as they are started: answers, refusals, and what an added event is called."""

import json

import pytest

SINGLE = "samples/single-holder.yaml"


def test_an_explanation_names_the_document_and_its_lines(note_sched):
    run = note_sched("explain", SINGLE, "--on", "2008-11-01", "--column", "interest_due")
    text = run.stdout.decode()
    assert run.returncode == 0
    assert text.startswith("alder: interest due on Sat 2008-11-01: 1,166.67\n")
    assert f"Document  {SINGLE}\n" in text
    assert "line 16" in text
    assert text.count("In the Note's own words") == 1


def test_json_has_the_operands_and_csv_a_row_for_every_step(note_sched):
    asked = ("explain", SINGLE, "--on", "2008-11-01", "--column", "interest_due", "--format")
    (figure,) = json.loads(note_sched(*asked, "json").stdout)["figures"]
    assert figure["steps"][0]["arithmetic"]["lines"][0] == {
        "from": "2008-09-26",
        "to": "2008-10-01",
        "principal": "100000.00",
        "rate": "1/100",
        "per": "month",
        "days": 5,
        "basis": 30,
        "exact": "500/3",
        "running": "500/3",
    }
    rows = note_sched(*asked, "csv").stdout.decode().splitlines()
    assert [row.split(",")[4] for row in rows[1:]] == ["1", "2"]


def test_an_added_event_is_cited_as_it_was_written(note_sched):
    event = "payment date=2009-04-06 amount=5,000.00"
    run = note_sched("explain", SINGLE, "--on", "2009-04-06", "--add", event, "--column", "principal_paid")
    assert f"--add '{event}'" in run.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("explain", SINGLE, "--on", "2008-11-01", "--column", "interest"), "--column 'interest' is nothing"),
        (("explain", SINGLE, "--on", "2000-01-01"), "before the issue date"),
        (("explain", SINGLE, "--on", "2008-11-01", "--holder", "oak"), "--holder 'oak' is no Holder's id"),
        (("clause", "1.j"), "'1.j' is no clause"),
        (("clause", ""), "'' is no clause"),
    ],
)
def test_what_cannot_be_answered_is_refused(note_sched, arguments, told):
    run = note_sched(*arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in run.stderr.decode()
    assert "hint: " in run.stderr.decode()


def test_a_clause_is_printed_in_the_notes_own_words_with_its_reading(note_sched):
    """Written either way: with the parentheses that people cite, or with points, which a shell leaves alone."""
    one, other = (note_sched("clause", number).stdout.decode() for number in ("1(d)(ii)(B)", "1.d.ii.B"))
    assert one == other
    assert "the date that is 365days after the occurrence of such Default" in " ".join(one.split())
    assert "The 365 days run from the occurrence of the default, not from the notice." in " ".join(one.split())


def test_every_clause_is_printed_with_a_reading(note_sched):
    """1(g) and 2(a) among them, of which only the words were printed once."""
    numbers = [line.split()[0] for line in note_sched("clause").stdout.decode().splitlines()[2:]]
    assert {"1(c)", "1(g)", "1(h)", "2(a)", "3", "4(e)", "4(g)"} < set(numbers)
    told = note_sched("clause", *numbers).stdout.decode()
    assert told.count("\nHow this program reads it\n") == len(numbers)
    assert "the 45 days of 2(f) are for the event of default alone" in " ".join(told.lower().split())


def test_without_a_number_every_clause_is_listed(note_sched):
    lines = note_sched("clause").stdout.decode().splitlines()
    assert "4(g)         savings clause" in lines


def test_a_script_for_each_shell(note_sched):
    for shell in ("bash", "zsh", "fish"):
        run = note_sched("completion", shell)
        assert run.returncode == 0
        assert b"_NOTE_SCHED_COMPLETE=" in run.stdout
        assert b"VARIABLE" not in run.stdout
    assert note_sched("completion", "tcsh").returncode == 2
