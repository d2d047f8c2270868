"""``timeline`` and ``report``: widths, pipes, and a page that anyone can make again."""

import hashlib
import json
import re
from pathlib import Path

import pytest

SINGLE, BLOCKED = "samples/single-holder.yaml", "samples/covenant-default.yaml"


class TestTimeline:
    """The picture in characters."""

    @pytest.mark.parametrize("width", [60, 80, 120])
    def test_no_line_is_wider_than_asked_for(self, note_sched, width):
        lines = note_sched("timeline", BLOCKED, "--width", str(width)).stdout.decode().splitlines()
        assert max(map(len, lines)) <= width
        assert any(line.startswith("Blockage Event") and "1(d)(ii)(A)" in line for line in lines)

    def test_a_pipe_gets_no_colour(self, note_sched):
        assert b"\x1b" not in note_sched("timeline", BLOCKED, "--width", "80", env={"TERM": "xterm"}).stdout

    def test_fewer_columns_than_sixty_are_refused(self, note_sched):
        run = note_sched("timeline", BLOCKED, "--width", "59")
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr == b"note-sched: --width 59 is too narrow for a picture\n  hint: give it 60 columns or more\n"

    def test_rows_for_programs(self, note_sched):
        header, first, *_ = note_sched("timeline", BLOCKED, "--format", "csv").stdout.decode().splitlines()
        assert header.startswith("type,kind,holders,start,end,")
        assert first == "band,blockage,all,2009-03-02,2009-06-11,,,,,1(d)(ii)(A),leverage-2009,"
        found = json.loads(note_sched("timeline", BLOCKED, "--format", "json").stdout)
        assert (found["schema_version"], found["first"], found["last"]) == (1, "2008-09-26", "2010-06-01")

    def test_it_opens_with_the_verdict_of_the_day_asked_about_or_of_one_that_the_record_names(self, note_sched):
        asked = note_sched("timeline", BLOCKED, "--as-of", "2009-03-02").stdout.decode()
        assert asked.startswith("DO NOT PAY on Mon 2009-03-02\n")
        assert "▼ Mon 2009-03-02" in asked
        named = note_sched("timeline", BLOCKED).stdout.decode().splitlines()
        assert note_sched("status", BLOCKED, "--as-of", "2009-06-22").stdout.decode().splitlines()[0] == named[0]
        assert note_sched("timeline", BLOCKED, "--as-of", "2009-02-30").returncode == 2

    def test_what_was_not_known_is_not_drawn(self, note_sched):
        """On February 19, 2009 nobody knew of the default of the 20th."""
        known = note_sched("timeline", BLOCKED, "--known-at", "2009-02-19", "--format", "csv").stdout.decode()
        assert "band," not in known
        assert known.count("mark,") == known.count("mark,maturity") == 1

    def test_through_cuts_the_schedule(self, note_sched):
        found = json.loads(note_sched("timeline", SINGLE, "--through", "2009-01-31", "--format", "json").stdout)
        assert found["last"] == "2009-01-31"


class TestReport:
    """One page with everything."""

    def test_it_names_its_document_by_hash_and_base_name_alone(self, note_sched, tmp_path):
        page = note_sched("report", str(tmp_path / BLOCKED)).stdout.decode()
        digest = hashlib.sha256((tmp_path / BLOCKED).read_bytes()).hexdigest()
        assert digest in page
        assert str(tmp_path) not in page
        assert "note-sched report covenant-default.yaml</p>" in page

    def test_the_command_in_its_foot_makes_it_again(self, note_sched, tmp_path):
        page = note_sched("report", BLOCKED, "--as-of", "2009-05-04", "--set", "reading.window_end=payable").stdout
        foot = re.search(r"note-sched (report .*)</p>", re.sub("</?span[^>]*>", "", page.decode()))[1]
        (tmp_path / "covenant-default.yaml").write_bytes((tmp_path / BLOCKED).read_bytes())
        assert note_sched(*foot.split()).stdout == page

    def test_its_day_is_one_that_the_record_names(self, note_sched):
        """Payments of air-industries-2008 are recorded through March 2, 2009; nothing is recorded in single-holder."""
        for sample, day in (("samples/air-industries-2008.yaml", "Mon 2009-03-02"), (SINGLE, "Fri 2008-09-26")):
            page = note_sched("report", sample).stdout.decode()
            assert f"<title>Air Industries Group, Inc., {day}: PAY" in page

    def test_it_is_the_same_bytes_in_a_file(self, note_sched, tmp_path):
        assert note_sched("report", BLOCKED, "--output", "page.html").stdout == b""
        assert (tmp_path / "page.html").read_bytes() == note_sched("report", BLOCKED).stdout

    def test_a_day_before_the_issue_is_refused(self, note_sched):
        run = note_sched("report", BLOCKED, "--as-of", "2008-09-25")
        assert (run.returncode, run.stdout) == (2, b"")

    def test_nothing_is_fetched(self, note_sched):
        page = note_sched("report", BLOCKED).stdout.decode()
        assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*", page) == []
        assert set(re.findall(r"https?://[^\" ]*", page)) == {"http://www.w3.org/2000/svg"}

    def test_standard_input_has_no_name(self, note_sched):
        text = Path(__file__).parents[2].joinpath(BLOCKED).read_bytes()
        page = note_sched("report", "-", stdin=text).stdout.decode()
        assert "note-sched report -</p>" in page
