"""How a run ends that is asked to: as one that is interrupted does, with nothing half made left behind."""

import signal
from types import FrameType
from typing import NoReturn

from note_sched.cli.exits import Exit

_ENDS = {"SIGTERM": Exit.TERMINATED, "SIGHUP": Exit.HUNG_UP}


def heed() -> None:
    """End in order when asked to end, or when the terminal goes away; not where somebody decided otherwise (nohup)."""
    for name in _ENDS:
        number = getattr(signal, name, None)  # a system without terminals has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # whoever asks twice need not wait
    raise SystemExit(_ENDS[signal.Signals(number).name])
