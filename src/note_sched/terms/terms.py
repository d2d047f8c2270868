"""Terms: the numbers and choices of a paper, named by what they do; where each of them stands, the instrument says.

Periods are whole days or business days, sums are cents.
"""

from typing import NamedTuple

from note_sched.terms.roles import Role


class OtherDefault(NamedTuple):
    """How long notice of a default that is no payment default blocks: ``days`` from its occurrence at the most."""

    days: int


class Limits(NamedTuple):
    """What limits repetition: ``one_per_covenant``, in calendar months from the commencement of a Blockage Event."""

    one_per_covenant: int


class Blockage(NamedTuple):
    """Blockage Events."""

    other_default: OtherDefault
    limits: Limits


class Threshold(NamedTuple):
    """A sum of cents that must be exceeded, ``over``, for more than some ``days``."""

    over: int
    days: int


class Defaults(NamedTuple):
    """Graces and thresholds of the Events of Default: ``covenant`` in business days, the others in days."""

    covenant: int
    receiver: int
    judgment: Threshold
    petition: int
    cross: Threshold


class Terms(NamedTuple):
    """A complete set; ``override``: for how many days after notice an acceleration lifts every Blockage Event."""

    blockage: Blockage
    override: int
    defaults: Defaults

    def numbers(self) -> dict[str, tuple[int, Role]]:
        """Every number by its dotted name, with the role of the clause in which it stands."""
        defaults = self.defaults
        return {
            "blockage.other_default.days": (self.blockage.other_default.days, Role.BLOCKAGE_LAPSED),
            "blockage.limits.one_per_covenant": (self.blockage.limits.one_per_covenant, Role.BLOCKAGE_LIMITS),
            "override": (self.override, Role.OVERRIDE),
            "defaults.covenant": (defaults.covenant, Role.DEFAULT_COVENANT),
            "defaults.receiver": (defaults.receiver, Role.DEFAULT_RECEIVER),
            "defaults.judgment.over": (defaults.judgment.over, Role.DEFAULT_JUDGMENT),
            "defaults.judgment.days": (defaults.judgment.days, Role.DEFAULT_JUDGMENT),
            "defaults.petition": (defaults.petition, Role.DEFAULT_PETITION),
            "defaults.cross.over": (defaults.cross.over, Role.DEFAULT_CROSS),
            "defaults.cross.days": (defaults.cross.days, Role.DEFAULT_CROSS),
        }
