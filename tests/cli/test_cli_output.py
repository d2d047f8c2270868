"""Where the answer goes: stdout, or a file that is written whole or not at all."""

import os
import stat

import pytest

SINGLE, FAULTY = "samples/single-holder.yaml", "faulty.yaml"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def faulty(tmp_path):
    (tmp_path / FAULTY).write_text("note: {}\n")


class TestOutput:
    """``--output PATH``."""

    def test_the_file_has_what_stdout_would_have_had(self, note_sched, tmp_path):
        for form in ("table", "csv", "json"):
            run = note_sched("simulate", SINGLE, "--format", form, "--output", "answer")
            assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
            assert (tmp_path / "answer").read_bytes() == note_sched("simulate", SINGLE, "--format", form).stdout
        assert names(tmp_path) == ["answer", "samples"]

    def test_every_command_with_an_answer_takes_it(self, note_sched, tmp_path):
        day = ("--on", "2009-03-15")
        commands = [("init",), ("schema",), ("bars", SINGLE), *((name, SINGLE, *day) for name in ("payoff", "status"))]
        for command in [*commands, ("can-pay", SINGLE, *day)]:
            assert note_sched(*command, "--output", command[0]).stdout == b""
            assert (tmp_path / command[0]).read_bytes() == note_sched(*command).stdout

    def test_a_verdict_of_no_is_written_all_the_same(self, note_sched, tmp_path):
        run = note_sched("can-pay", "samples/release-valve.yaml", "--on", "2009-05-01", "--output", "answer")
        assert run.returncode == 3
        assert (tmp_path / "answer").read_bytes().startswith(b"PAY ONLY ")

    @pytest.mark.usefixtures("faulty")
    @pytest.mark.parametrize(
        "failing",
        [("simulate", FAULTY), ("simulate", SINGLE, "--holder", "bob"), ("payoff", SINGLE, "--as-of", "2008-09-25")],
    )
    def test_when_the_run_fails_the_file_that_was_there_stands(self, note_sched, tmp_path, failing):
        (tmp_path / "answer").write_text("of yesterday")
        before = names(tmp_path)
        assert note_sched(*failing, "--output", "answer").returncode == 2
        assert (tmp_path / "answer").read_text() == "of yesterday"
        assert names(tmp_path) == before

    @pytest.mark.parametrize(
        ("path", "why"),
        [
            ("nowhere/answer", "No such file or directory"),
            ("a-folder", "Is a directory"),
            ("a-file/answer", "Not a directory"),
            ("", "No such file or directory"),
        ],
    )
    def test_where_nothing_can_be_written_nothing_is(self, note_sched, tmp_path, path, why):
        (tmp_path / "a-folder").mkdir()
        (tmp_path / "a-file").touch()
        before = names(tmp_path)
        run = note_sched("simulate", SINGLE, "--output", path)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode() == f"note-sched: {path} cannot be written: {why}\n  hint: nothing was written\n"
        assert names(tmp_path) == before
        assert names(tmp_path / "a-folder") == []

    def test_a_file_keeps_its_permissions(self, note_sched, tmp_path):
        answer = tmp_path / "answer"
        answer.touch(0o600)
        assert note_sched("simulate", SINGLE, "--output", "answer").returncode == 0
        assert stat.S_IMODE(answer.stat().st_mode) == 0o600

    def test_a_link_stays_a_link(self, note_sched, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "answer").symlink_to("elsewhere/answer")
        assert note_sched("simulate", SINGLE, "--output", "answer").returncode == 0
        assert (tmp_path / "answer").is_symlink()
        assert names(tmp_path / "elsewhere") == ["answer"]

    def test_a_device_stays_a_device(self, note_sched, tmp_path):
        device = tmp_path / "null"
        try:
            os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        except OSError:
            pytest.skip("devices cannot be made here")
        assert note_sched("simulate", SINGLE, "--output", "null").returncode == 0
        assert stat.S_ISCHR(device.stat().st_mode)

    def test_a_dash_is_stdout(self, note_sched, tmp_path):
        assert note_sched("simulate", SINGLE, "--output", "-").stdout == note_sched("simulate", SINGLE).stdout
        assert names(tmp_path) == ["samples"]


class TestStdout:
    """The other end may be gone, or full."""

    @pytest.mark.parametrize("form", ["table", "csv", "json"])
    def test_a_reader_that_has_seen_enough_is_no_failure(self, shell, form):
        run = shell(f"note-sched simulate samples/air-industries-2008.yaml --daily --format {form} | head -n 1")
        assert (run.returncode, run.stderr) == (0, b"")
        assert run.stdout.count(b"\n") == 1

    def test_a_verdict_outlives_its_reader(self, shell):
        run = shell("note-sched can-pay samples/release-valve.yaml --on 2009-05-01 2>&1 | true")
        assert (run.returncode, run.stderr) == (3, b"")

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
    @pytest.mark.parametrize("command", [f"simulate {SINGLE}", f"simulate {SINGLE} --format csv", "schema", "init"])
    def test_a_full_disk_is_told(self, shell, command):
        run = shell(f"note-sched {command} > /dev/full")
        assert run.returncode == 2
        assert run.stderr == b"note-sched: standard output cannot be written: No space left on device\n"

    def test_no_stdout_no_stdin_no_stderr(self, shell):
        closed = shell(f"note-sched simulate {SINGLE} >&-")
        assert closed.returncode == 2
        assert closed.stderr.startswith(b"note-sched: there is no standard output to write to\n")
        assert shell("note-sched check - <&-").stderr.startswith(b"note-sched: there is no standard input to read\n")
        quiet = shell("note-sched simulate samples/covenant-default.yaml 2>&-")
        assert quiet.returncode == 0
        assert quiet.stdout.startswith(b"Note ")
