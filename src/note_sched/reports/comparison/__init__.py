"""Answers whose matter is several runs: two documents side by side, and readings that change the result."""
