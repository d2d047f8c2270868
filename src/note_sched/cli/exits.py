"""Exit codes; the README lists them."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    FINDINGS = 1
    """Found: warnings (``check --strict``), a difference (``compare``), a changed file (``statement --output-dir``),
    sums that do not agree (``statement``, ``journal``), a faulty document among others (``book``)."""
    REFUSED = 2
    """Wrong usage, or a faulty document."""
    NOT_PAYABLE = 3
    """``can-pay`` alone: not all may be paid."""
    DEFECT = 70
    """A defect of the program."""
    BUSY = 75
    """``statement --output-dir``, ``book``: another run is writing there. The same command may succeed later."""
    HUNG_UP = 129
    """The terminal went away (SIGHUP)."""
    INTERRUPTED = 130
    """Interrupted from the keyboard (SIGINT)."""
    TERMINATED = 143
    """Asked to end (SIGTERM): by a timeout, a supervisor, a machine that goes down."""
