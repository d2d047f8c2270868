"""How files get written, in real processes: killed, interrupted, full, linked, piped, somebody else's."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from conftest import PROGRAM

from note_sched.files import clear_leftovers, write

SINGLE = "samples/single-holder.yaml"
LEFT_BEHIND = r"\.note-sched-[0-9a-f]{16}\.part"
SHIM = """
    import os, signal

    at, number, steps = int(os.environ["KILL_AT"]), int(os.environ["KILL_BY"]), 0

    def step():
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), number)

    def watched(call):
        def stepping(*arguments, **options):
            step()
            done = call(*arguments, **options)
            step()
            return done

        return stepping

    for name in ("open", "fchmod", "fsync", "replace", "unlink"):
        setattr(os, name, watched(getattr(os, name)))
"""


@pytest.fixture
def killed(tmp_path, note_sched):
    """Run ``note-sched`` and send it a signal before or behind its Nth call that changes a folder; the exit status."""
    shim = tmp_path / "shim"
    shim.mkdir()
    (shim / "sitecustomize.py").write_text(textwrap.dedent(SHIM))

    def run(at, number, *arguments):
        env = {"PYTHONPATH": str(shim), "KILL_AT": str(at), "KILL_BY": str(int(number))}
        return note_sched(*arguments, env=env).returncode

    return run


def parts(folder):
    return [path for path in folder.iterdir() if re.fullmatch(LEFT_BEHIND, path.name)]


def until_it_waits(pid):
    """Until a run sleeps, as it does for the reader of its pipe alone: seen so five times in a row."""
    seen, until = 0, time.monotonic() + 60
    while seen < 5 and time.monotonic() < until:
        time.sleep(0.02)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        seen = seen + 1 if state == "S" else 0
    assert seen == 5


class TestKilled:
    """At every call by which a file comes to stand: the whole old one or the whole new one, and no other."""

    @pytest.mark.long
    @pytest.mark.parametrize("old", [None, b"of yesterday"], ids=["new", "old"])
    @pytest.mark.parametrize(
        ("number", "status"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
    )
    def test_at_every_step(self, killed, note_sched, tmp_path, old, number, status):
        new = note_sched("simulate", SINGLE).stdout
        folder = tmp_path / "folder"
        folder.mkdir()
        seen = set()
        for at in range(1, 40):
            if old is not None:
                (folder / "answer").write_bytes(old)
            ended = killed(at, number, "simulate", SINGLE, "--output", "folder/answer")
            left = parts(folder)
            standing = (folder / "answer").read_bytes() if (folder / "answer").exists() else None
            seen.add(standing)
            assert standing in (old, new)
            assert len(left) <= (number == signal.SIGKILL)
            assert len(list(folder.iterdir())) == len(left) + (standing is not None)
            for path in folder.iterdir():
                path.unlink()
            if ended == 0:
                break
            assert ended == status
        assert ended == 0  # there were no more steps at which to end it
        assert at > 6
        assert seen == {old, new}

    def test_a_run_that_ends_tells_nothing(self, tmp_path, note_sched):  # noqa: ARG002 (for the samples)
        """The reader of its FIFO never comes: it waits, and is ended."""
        os.mkfifo(tmp_path / "pipe")
        for number, status in ((signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)):
            command = [PROGRAM, "simulate", SINGLE, "--output", "pipe"]
            with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:  # noqa: S603
                try:
                    until_it_waits(run.pid)
                    run.send_signal(number)
                    said = run.communicate(timeout=20)
                finally:
                    run.kill()  # one that heard nothing (a shell that began the tests with `&` ignores SIGINT) ends too
            assert (run.returncode, said) == (status, (b"", b""))

    def test_who_is_told_not_to_mind_does_not(self, shell, tmp_path):
        """Nohup: the terminal goes away, and the run goes on."""
        line = (
            "mkfifo pipe; (trap '' HUP; exec note-sched simulate samples/single-holder.yaml --output pipe) & "
            "sleep 1; kill -HUP $!; cat pipe > answer; wait $!"
        )
        run = shell(line)
        assert (run.returncode, run.stderr) == (0, b"")
        assert (tmp_path / "answer").read_bytes().startswith(b"Note ")

    @pytest.mark.parametrize("loaded", ["signal", "msgspec", "typer"])
    def test_ctrl_c_while_the_program_is_still_being_loaded(self, tmp_path, note_sched, loaded):
        """Before the command is known, with the command, and for a line that typer has to read."""
        (tmp_path / f"{loaded}.py").write_text("raise KeyboardInterrupt\n")
        run = note_sched("simulate", SINGLE, "--width=-1", env={"PYTHONPATH": str(tmp_path)})
        assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")

    def test_what_was_left_behind_is_cleared(self, tmp_path):
        """By those who hold the lock of a folder; nothing else that lies there is touched."""
        kept = ["answer", ".note-sched-mine.part", ".note-sched-0123456789abcdef.part.txt", "2009-03-alder.txt"]
        kept += [".mine.1234.part", ".2009-03-alder.html.part", ".2009-03-alder.html.mine.part"]
        earlier = [".2009-03-alder.html.1.part", ".2009-03_control-r1.txt.1234.part", ".2009-03.json.7.part"]
        for name in [*kept, ".note-sched-0123456789abcdef.part", *earlier, ".note.json.1.part"]:
            (tmp_path / name).write_text(name)
        (tmp_path / ".note-sched-00000000000000aa.part").symlink_to("answer")
        (tmp_path / ".note-sched-00000000000000bb.part").mkdir()
        clear_leftovers(str(tmp_path))
        assert {path.name for path in tmp_path.iterdir()} == {*kept, ".note-sched-00000000000000bb.part"}
        assert (tmp_path / "answer").read_text() == "answer"


class TestAPlace:
    """Whose it is, and what stands there, stays."""

    def test_the_name_of_the_file_beside_cannot_be_planted(self, killed, tmp_path):
        folder = tmp_path / "folder"
        folder.mkdir()
        names = set()
        for _ in range(2):
            assert killed(5, signal.SIGKILL, "simulate", SINGLE, "--output", "folder/answer") == -9
            names |= {path.name for path in parts(folder)}
        assert len(names) == 2  # another one each time

    @pytest.mark.skipif(os.getuid() != 0, reason="only root gives files away")
    def test_owner_group_and_permissions(self, note_sched, tmp_path):
        answer = tmp_path / "answer"
        answer.write_text("of yesterday")
        os.chown(answer, 1234, 2345)
        answer.chmod(0o640)
        assert note_sched("simulate", SINGLE, "--output", "answer").returncode == 0
        status = answer.stat()
        assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 2345, 0o640)
        assert answer.read_bytes().startswith(b"Note ")

    @pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
    def test_another_group_gets_no_more_than_everybody(self, tmp_path):
        """Who may write into the folder, and not give files to its group: what the group could read it cannot now."""
        tmp_path.chmod(0o777)
        answer = tmp_path / "answer"
        answer.write_text("of yesterday")
        os.chown(answer, 1234, 2345)
        answer.chmod(0o664)
        child = os.fork()
        if not child:
            try:
                os.chdir(tmp_path)
                os.setgroups([])
                os.setgid(3456)
                os.setuid(1234)
                write("answer", [b"new"])
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0
        status = answer.stat()
        assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (1234, 3456, 0o644)
        assert answer.read_bytes() == b"new"

    def test_a_new_file_is_as_any_new_file(self, shell, tmp_path):
        for mask, mode in (("022", 0o644), ("077", 0o600), ("002", 0o664)):
            assert shell(f"umask {mask}; note-sched simulate {SINGLE} --output new-{mask}").returncode == 0
            assert stat.S_IMODE((tmp_path / f"new-{mask}").stat().st_mode) == mode

    def test_a_name_as_long_as_a_name_can_be(self, note_sched, tmp_path):
        name = "n" * 255
        assert note_sched("simulate", SINGLE, "--output", name).returncode == 0
        assert (tmp_path / name).is_file()

    def test_a_link_that_leads_to_itself(self, note_sched, tmp_path):
        (tmp_path / "loop").symlink_to("loop")
        run = note_sched("simulate", SINGLE, "--output", "loop")
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode().startswith("note-sched: loop cannot be written: Too many levels of symbolic links\n")
        assert (tmp_path / "loop").is_symlink()

    def test_the_folder_is_made_to_last_before_the_run_ends(self, note_sched, tmp_path):
        """The calls of a real run: the file, then its name, then the folder."""
        shim = tmp_path / "shim"
        shim.mkdir()
        calls = """
            import os, stat

            def telling(name, call, what):
                def told(*arguments, **options):
                    with open("calls", "a") as log:
                        print(name, what(*arguments), file=log)
                    return call(*arguments, **options)
                setattr(os, name, told)

            kind = lambda handle: "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
            telling("fsync", os.fsync, kind)
            telling("replace", os.replace, lambda _, target: os.path.basename(target))
        """
        (shim / "sitecustomize.py").write_text(textwrap.dedent(calls))
        assert note_sched("simulate", SINGLE, "--output", "answer", env={"PYTHONPATH": str(shim)}).returncode == 0
        assert (tmp_path / "calls").read_text() == "fsync file\nreplace answer\nfsync folder\n"


class TestNoFile:
    """Descriptors, pipes and devices are written to as they stand."""

    @pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    def test_a_log_behind_stdout_goes_on(self, shell, note_sched, tmp_path, place):
        (tmp_path / "log").write_text("before\n")
        inode = (tmp_path / "log").stat().st_ino
        run = shell(f"(echo first; note-sched simulate {SINGLE} --output {place}; echo last) >> log")
        assert (run.returncode, run.stderr) == (0, b"")
        answer = note_sched("simulate", SINGLE).stdout
        assert (tmp_path / "log").read_bytes() == b"before\nfirst\n" + answer + b"last\n"
        assert (tmp_path / "log").stat().st_ino == inode

    def test_another_descriptor(self, shell, note_sched, tmp_path):
        run = shell(f"exec 3> log; echo first >&3; note-sched simulate {SINGLE} --output /dev/fd/3; echo last >&3")
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
        answer = note_sched("simulate", SINGLE).stdout
        assert (tmp_path / "log").read_bytes() == b"first\n" + answer + b"last\n"

    def test_a_link_to_stdout(self, shell, tmp_path):
        (tmp_path / "out").symlink_to("/dev/stdout")
        assert shell(f"note-sched simulate {SINGLE} --output out | head -c 5").stdout == b"Note "
        assert (tmp_path / "out").is_symlink()

    def test_a_process_substitution(self, shell, note_sched, tmp_path):
        run = shell(f"note-sched simulate {SINGLE} --output >(cat > copy); wait $!; sleep 0.2")
        assert (run.returncode, run.stderr) == (0, b"")
        assert (tmp_path / "copy").read_bytes() == note_sched("simulate", SINGLE).stdout

    def test_a_reader_that_has_seen_enough(self, shell):
        run = shell("note-sched simulate samples/air-industries-2008.yaml --daily --output >(head -c 5)")
        assert (run.returncode, run.stderr) == (0, b"")

    def test_a_fifo(self, shell, note_sched, tmp_path):
        run = shell(f"mkfifo pipe; cat pipe > copy & note-sched simulate {SINGLE} --output pipe; wait $!")
        assert (run.returncode, run.stderr) == (0, b"")
        assert (tmp_path / "copy").read_bytes() == note_sched("simulate", SINGLE).stdout
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)

    def test_a_descriptor_that_is_not_open(self, shell):
        run = shell(f"note-sched simulate {SINGLE} --output /dev/fd/77")
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.startswith(b"note-sched: /dev/fd/77 cannot be written: ")
        assert b"None" not in run.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")  # noqa: PTH110
class TestFull:
    """A stderr that takes nothing decides nothing."""

    @pytest.mark.parametrize(
        ("command", "status"),
        [
            ("simulate samples/covenant-default.yaml", 0),
            ("check samples/covenant-default.yaml", 0),
            ("check warned-covenant-default.yaml --strict", 1),
            ("can-pay samples/covenant-default.yaml --on 2009-03-02", 3),
            ("check nowhere.yaml", 2),
            ("nonsense", 2),
            ("simulate", 2),
        ],
    )
    def test_the_status_is_that_of_the_answer(self, shell, note_sched, warned, command, status):
        warned("samples/covenant-default.yaml")
        full = shell(f"note-sched {command} 2> /dev/full")
        assert full.returncode == status
        assert full.stdout == note_sched(*command.split()).stdout

    def test_what_is_no_utf_8_is_named(self, shell):
        run = shell(f"note-sched simulate {SINGLE} --set $'reading.window_end=\\xff'")
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr.decode() == (
            "note-sched: --set reading.window_end=\\xff is not possible\n  hint: write blocked or payable\n"
        )

    @pytest.mark.parametrize("command", ["simulate --format json", "report", "journal", "bars --format csv"])
    def test_a_file_whose_name_is_no_utf_8(self, note_sched, tmp_path, warned, command):
        shutil.copyfile(tmp_path / warned("samples/covenant-default.yaml"), os.fsencode(tmp_path) + b"/n\xff.yaml")
        name, *rest = command.split()
        run = note_sched(name, b"n\xff.yaml", *rest)
        assert run.returncode == 0
        assert run.stderr.startswith(b"n\\xff.yaml:")


def test_python_m_runs_nothing_of_the_folder_one_is_in(tmp_path, note_sched):  # noqa: ARG001 (for the samples)
    (tmp_path / "msgspec.py").write_text("open('ran', 'w')\n")
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "note_sched", "check", SINGLE], cwd=tmp_path, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("start", [[PROGRAM], [sys.executable, "-m", "note_sched"]], ids=["program", "module"])
def test_making_a_pdf_runs_nothing_of_home_or_folder(tmp_path, note_sched, start):  # noqa: ARG001 (for the samples)
    home = tmp_path / "home"
    home.mkdir()
    planted = f"open({str(tmp_path / 'ran')!r}, 'a').write(__name__)\n"
    for name in ("reportlab_mods", "reportlab_settings", "local_reportlab_settings", "local_rl_settings"):
        (home / f".{name}").write_text(planted)
        (home / f"{name}.py").write_text(planted)
        (tmp_path / f"{name}.py").write_text(planted)
    arguments = ["statement", SINGLE, "--month", "2009-03", "--output", "x.pdf"]
    run = subprocess.run(  # noqa: S603
        [*start, *arguments], cwd=tmp_path, env={**os.environ, "HOME": str(home)}, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "ran").exists()
