"""The only room where sums move: balances, the waterfall, pro rata, turnover. It never decides what is permitted."""
