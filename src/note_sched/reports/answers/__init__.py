"""The answers about one Note on its own facts: schedule, status, payoff, bars, can-pay, wire, calendar."""
