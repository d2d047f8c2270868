"""The answers that a person asks for: selections and sums over a finished simulation, as values, unformatted."""
