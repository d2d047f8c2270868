"""The papers that the program knows: for each its clauses, their labels by role, its numbers, words and readings."""

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument

__all__ = ["AIR_INDUSTRIES_2008", "Instrument"]
