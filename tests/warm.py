"""``note-sched`` without its start: a process that has imported everything, and forks a child for each run.

A start costs several times what most runs do. Here a run is still a process of its own, with the arguments, the folder,
the environment and the file descriptors that it is given, and ends as the interpreter ends. What it does not show is
what depends on the start: hash seed, locale, what is imported when. Whoever asks about those starts ``PROGRAM``.

The forking process has one thread and runs nothing but this file: ``python tests/warm.py DESCRIPTOR``.
"""

import atexit
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import note_sched
from note_sched.__main__ import main

PROGRAM = Path(sys.executable).with_name("note-sched")
LENGTH, STATUS = struct.Struct("!I"), struct.Struct("!i")


def run(arguments, folder, stdin=b"", *, together=False):
    """Run ``note-sched ARGUMENTS`` in a folder, as ``subprocess.run`` would; ``together``: stderr goes to stdout."""
    command = [str(PROGRAM), *map(os.fsdecode, arguments)]
    request = json.dumps([command, os.fsdecode(folder), dict(os.environ)]).encode()
    said = {}
    (theirs, to), *outputs = [os.pipe() for _ in range(2 if together else 3)]
    readers = [threading.Thread(target=lambda mine=mine: said.update({mine: _all_of(mine)})) for mine, _ in outputs]
    handed = [theirs, outputs[0][1], outputs[-1][1]]
    connection = _connection()
    socket.send_fds(connection, [LENGTH.pack(len(request))], handed)
    connection.sendall(request)
    for each in set(handed):
        os.close(each)
    for reader in readers:
        reader.start()
    try:
        with open(to, "wb") as pipe:  # noqa: PTH123 (a descriptor)
            pipe.write(stdin)
    except BrokenPipeError:
        pass  # it did not want to know, as ``subprocess`` has it
    for reader in readers:
        reader.join()
    (status,) = STATUS.unpack(_exactly(connection, STATUS.size))
    texts = [said[mine] for mine, _ in outputs]
    return subprocess.CompletedProcess(command, status, texts[0], None if together else texts[1])


def _all_of(descriptor):
    with open(descriptor, "rb") as pipe:  # noqa: PTH123 (a descriptor)
        return pipe.read()


def _exactly(connection, size):
    """So many bytes; fewer where the other end is gone."""
    got = b""
    while len(got) < size and (more := connection.recv(size - len(got))):
        got += more
    return got


@cache
def _connection():
    """To the process that forks, which ends with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, __file__, str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)  # noqa: S603

    def end():
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _import_everything():
    """The program's own modules, and what they import late; not reportlab, which is imported behind a guard."""
    modules = [module.name for module in walk_packages(note_sched.__path__, "note_sched.")]
    for name in [*modules, "jinja2", "xlsxwriter"]:
        import_module(name)


def _child_of_each_request(connection):
    """Answer until nobody asks any more, and end; return in every child, as the process that was asked for."""
    while True:
        head, handed, _, _ = socket.recv_fds(connection, LENGTH.size, 3)
        if not head:
            os._exit(0)
        command, folder, environment = json.loads(_exactly(connection, *LENGTH.unpack(head)))
        child = os.fork()
        if not child:
            break
        for descriptor in handed:
            os.close(descriptor)
        connection.sendall(STATUS.pack(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
    connection.close()
    for number, descriptor in enumerate(handed):
        os.dup2(descriptor, number)
        os.close(descriptor)
    for name, number, buffering in (("stdin", 0, -1), ("stdout", 1, -1), ("stderr", 2, 1)):
        as_begun = getattr(sys, name)  # knows what the descriptor led to
        how = {"encoding": as_begun.encoding, "errors": as_begun.errors, "closefd": False}
        anew = open(number, as_begun.mode, buffering, **how)  # noqa: PTH123, SIM115 (a descriptor)
        setattr(sys, name, anew)
        setattr(sys, f"__{name}__", anew)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command


if __name__ == "__main__":
    sys.path[0] = str(PROGRAM.parent)
    _import_everything()
    _child_of_each_request(socket.socket(fileno=int(sys.argv[1])))
    main()
