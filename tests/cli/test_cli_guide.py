"""``guide`` as it is started: the list of topics, a page as plain text, a slip."""

import os
import pty

import pytest
from conftest import PROGRAM, ROOT

from note_sched.cli.completing import complete
from note_sched.cli.guide import TOPICS

PAGES = ROOT / "src" / "note_sched" / "guide"


def test_without_a_topic_every_topic_is_listed_with_a_line(note_sched):
    run = note_sched("guide")
    *lines, _, last = run.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == list(TOPICS)
    assert "python        Load a document, suppose events, play it" in run.stdout.decode()
    assert last == "Read one with `note-sched guide TOPIC`."
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_is_plain_text_and_nothing_of_it_is_lost(note_sched, topic):
    """Every word of the page, in its order, but for the marks; what is typed or printed keeps its columns."""
    shown = note_sched("guide", topic).stdout.decode()
    written = (PAGES / f"{topic}.md").read_text("utf-8")
    assert not [line for line in shown.splitlines() if line.startswith(("#", "```", "|"))]
    assert "\x1b" not in shown
    for line in written.partition("```console\n")[2].partition("```")[0].splitlines():
        assert (f"    {line}" if line else line) in shown.splitlines()
    prose = written.split("\n\n")[1]
    assert " ".join(prose.split()) in " ".join(shown.split())


def test_a_slip_names_what_was_meant(note_sched):
    run = note_sched("guide", "pyton")
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode() == (
        f"note-sched: the guide has no topic 'pyton'\n  hint: did you mean python? The topics are {', '.join(TOPICS)}\n"
    )


def test_a_page_may_go_to_a_file(note_sched, tmp_path):
    assert note_sched("guide", "limits", "--output", "limits.txt").stdout == b""
    assert (tmp_path / "limits.txt").read_bytes() == note_sched("guide", "limits").stdout


def test_on_a_narrow_terminal_sentences_are_wrapped_to_it():
    ours, theirs = pty.openpty()
    process = os.posix_spawn(
        PROGRAM,
        [PROGRAM, "guide", "limits"],
        {**os.environ, "COLUMNS": "60"},
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 1)],
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    lines = shown.decode().replace("\r\n", "\n").splitlines()
    assert 50 < max(map(len, lines)) <= 60


def test_topics_are_completed():
    assert [each.word for each in complete(["guide", ""])] == list(TOPICS)
    assert [each.word for each in complete(["guide", "re"])] == ["readings"]
    assert complete(["guide", "python"])[0].help.startswith("Load a document")
