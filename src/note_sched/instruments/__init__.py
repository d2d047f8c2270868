"""The papers that the program knows: of each its terms, its clauses' labels, and what is shipped of its words."""

from collections.abc import Mapping

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument

__all__ = ["AIR_INDUSTRIES_2008", "KEYS", "Instrument", "instrument", "origin"]

KEYS = ("air-industries-2008", "indenture-179", "mezzanine-180", "standby", "plain")
"""What a document may name as its instrument."""


def instrument(key: str) -> Instrument:
    """The instrument of a key.

    Raises:
        KeyError: none has it.
    """
    if key == AIR_INDUSTRIES_2008.key:
        return AIR_INDUSTRIES_2008
    return _others()[key]


def origin(key: str) -> str:
    """What a paper is, and where its numbers come from: how the module in which they stand opens."""
    from importlib import import_module  # noqa: PLC0415 (for people who ask what is shipped)
    from inspect import cleandoc  # noqa: PLC0415 (as above)

    return cleandoc(import_module(f"{__name__}.{key.replace('-', '_')}").__doc__ or "")


def _others() -> Mapping[str, Instrument]:
    """Loaded for documents that name one: most name none."""
    from note_sched.instruments.indenture_179 import INDENTURE_179  # noqa: PLC0415
    from note_sched.instruments.mezzanine_180 import MEZZANINE_180  # noqa: PLC0415
    from note_sched.instruments.plain import PLAIN  # noqa: PLC0415
    from note_sched.instruments.standby import STANDBY  # noqa: PLC0415

    return {each.key: each for each in (INDENTURE_179, MEZZANINE_180, STANDBY, PLAIN)}
