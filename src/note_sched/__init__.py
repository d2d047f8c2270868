"""What is due on a subordinated note, what may be paid, and why: to the cent and to the clause.

What a caller from Python may rely on stands in ``__all__``; ``note-sched guide python`` shows it at work. The names
are looked up when they are first asked for, so importing the package alone loads nothing.

From file to figure, in ten lines::

    document.load     bytes -> Document: every scalar as written, every fault at once
    document.known    what was known on a day (--known-at)
    rules             the Note's law: notices, Blockage Events, override, insolvency, Events of Default
    ledger            the money: Notes, Senior debt, waterfall, pro rata, turnover
    simulation        the day: the steps of its table, where law and money meet -> Run
    reports           the answers: a Page of values out of a Run
    rendering         a Page as table, csv or json; faults with their excerpt
    measure           underneath: cents, shares, days, business days, interest by accrual index
    cli, front        on top, for a shell and for Python: load -> simulate -> report
    faults            one shape for every complaint
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from note_sched.faults import Caution, Fault, Faulty, Place, Refusal
    from note_sched.front import Offering, Played, load, loads

__version__ = "0.1.0"

__all__ = [
    "Caution",
    "Fault",
    "Faulty",
    "Offering",
    "Place",
    "Played",
    "Refusal",
    "__version__",
    "load",
    "loads",
]

_FAULTS = frozenset({"Caution", "Fault", "Faulty", "Place", "Refusal"})


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (a caller from Python alone needs it)

    return getattr(import_module(f"{__name__}.{'faults' if name in _FAULTS else 'front'}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
