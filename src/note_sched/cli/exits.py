"""Exit codes; the README lists them."""

from enum import IntEnum


class Exit(IntEnum):
    """What the shell is told."""

    DONE = 0
    FINDINGS = 1
    """``check --strict`` found warnings; ``compare`` found a difference."""
    REFUSED = 2
    """Wrong usage, or a faulty document."""
    NOT_PAYABLE = 3
    """``can-pay`` alone: not all may be paid."""
    DEFECT = 70
    """A defect of the program."""
    INTERRUPTED = 130
    """Interrupted from the keyboard."""
