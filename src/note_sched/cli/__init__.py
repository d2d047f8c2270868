"""The face: a command loads, simulates, reports and renders; options and exit codes are here, arithmetic is not."""

import gc

# A run ends before garbage matters, and with many Holders the collector would take a third of its time: switched off
# here, before the command line's own imports, so that it does not look through those either.
gc.disable()
