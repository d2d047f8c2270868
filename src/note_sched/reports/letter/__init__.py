"""``payoff --letter``: the payoff letter, its days, its derivation, its terms."""
