"""The face: a command loads, simulates, reports and renders; options and exit codes are here, arithmetic is not."""
