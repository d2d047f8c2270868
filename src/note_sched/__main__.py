"""``note-sched``, and ``python -m note_sched``: what belongs to a process of its own, and to no caller from Python."""

import gc
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line in this process, and end it.

    A run ends before garbage matters, and with many Holders the collector would take a third of its time: it is off
    before the command line is imported, so that it does not look through that either. Who interrupts that import, most
    of a start, is told as little as who interrupts the work.
    """
    gc.disable()
    if "_NOTE_SCHED_COMPLETE" in os.environ:  # a shell asks what may be completed (``cli.completing.COMPLETE``)
        from note_sched.cli.completing import tell  # noqa: PLC0415 (a Tab alone needs it, and nothing else)

        tell(sys.argv[1:], os.environ["_NOTE_SCHED_COMPLETE"])
        os._exit(0)
    try:
        from note_sched.cli.patterns import compiled_late  # noqa: PLC0415 (behind the collector)

        with compiled_late():
            from note_sched.cli.main import main as run  # noqa: PLC0415 (as above, and its patterns are late)
    except KeyboardInterrupt:
        os._exit(130)  # ``Exit.INTERRUPTED``, which may not have been imported yet
    run()


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder one is in: what lies there by chance is no part of the program
    main()
