"""``note-sched``, and ``python -m note_sched``: what belongs to a process of its own, and to no caller from Python."""

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line in this process, and end it.

    A run ends before garbage matters, and with many Holders the collector would take a third of its time: it is off
    before the command line is imported, so that it does not look through that either.
    """
    gc.disable()
    from note_sched.cli.app import main as run  # noqa: PLC0415 (behind the collector)

    run()


if __name__ == "__main__":
    main()
