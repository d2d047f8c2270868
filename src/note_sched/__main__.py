"""``python -m note_sched`` is ``note-sched``."""

from note_sched.cli.app import main

if __name__ == "__main__":
    main()
