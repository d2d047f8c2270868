"""A bar is for someone who looks, and for long work; whatever else reads stderr gets nothing."""

import os
import pty
import subprocess
import sys
from textwrap import dedent

import pytest

from note_sched.cli.progress import LEAST, MANY_HOLDERS, progress

WORK = dedent("""
    import sys
    from note_sched.cli.progress import progress
    done = list(progress(range({total}), "Statements [i]", {total}))
    assert done == list(range({total}))
    print("rich" in sys.modules)
""")
COLOURED = "\x1b[3"


SIMULATION = dedent("""
    import sys
    from datetime import date
    from note_sched.cli.progress import reaching
    with reaching({total}, date(2008, 9, 26), date(2010, 5, 31)) as reached:
        reached(date(2010, 7, 1))  # beyond what was expected: the bar stays full
    print("rich" in sys.modules)
""")


def on_terminal(total, work=WORK, **environment):
    """What stderr, a terminal, and stdout, a pipe, hold after the work."""
    ours, theirs = pty.openpty()
    env = {"TERM": "xterm-256color", "PATH": os.environ["PATH"], **environment}
    command = [sys.executable, "-c", work.format(total=total)]
    run = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=theirs, text=True, check=True)  # noqa: S603
    os.set_blocking(ours, False)
    try:
        seen = os.read(ours, 1_000_000).decode()
    except BlockingIOError:
        seen = ""
    os.close(ours)
    os.close(theirs)
    return seen, run.stdout.strip()


def test_long_work_shows_how_far_it_is():
    seen, _ = on_terminal(LEAST)
    assert f"{LEAST}/{LEAST}" in seen
    assert "Statements [i]" in seen
    assert COLOURED in seen


def test_without_colour_the_bar_has_none():
    seen, _ = on_terminal(LEAST, NO_COLOR="1")
    assert f"{LEAST}/{LEAST}" in seen
    assert COLOURED not in seen


def test_short_work_shows_nothing_and_loads_nothing():
    assert on_terminal(LEAST - 1) == ("", "False")


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_redraw_a_line_gets_nothing(term):
    assert on_terminal(LEAST, TERM=term) == ("", "False")


def test_a_pipe_gets_nothing():
    command = [sys.executable, "-c", WORK.format(total=LEAST)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert (run.stderr, run.stdout.strip()) == ("", "False")


def test_where_stderr_is_closed_the_work_is_done_all_the_same(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert list(progress("x" * LEAST, "Statements", LEAST)) == ["x"] * LEAST


def test_a_simulation_of_many_holders_shows_the_day_that_it_has_reached():
    assert "2010-07-01" in on_terminal(MANY_HOLDERS, SIMULATION)[0]


def test_a_simulation_of_fewer_holders_shows_nothing_and_loads_nothing():
    assert on_terminal(MANY_HOLDERS - 1, SIMULATION) == ("", "False")


RUNS = dedent("""
    import sys
    from note_sched.cli.progress import progress
    done = list(progress(range(3), "Comparison", 3, {total}))
    print("rich" in sys.modules)
""")


def test_a_few_simulations_of_many_holders_show_how_many_are_done():
    """Three of 1,667 Holders are 5,001, three of 1,666 are 4,998."""
    assert "3/3" in on_terminal(-(-MANY_HOLDERS // 3), RUNS)[0]
    assert on_terminal(MANY_HOLDERS // 3, RUNS) == ("", "False")
