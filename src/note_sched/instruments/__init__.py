"""The papers that the program knows: for each the labels of its clauses by role, and what is shipped of its words."""

from note_sched.instruments.air_industries_2008 import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument

__all__ = ["AIR_INDUSTRIES_2008", "Instrument"]
