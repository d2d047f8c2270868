"""How reports say things: words for Holders, windows and facts, the position of a day, the readings in force."""
