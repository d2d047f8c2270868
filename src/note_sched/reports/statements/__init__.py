"""The statement of a month: what happened on one Note, the control sheet over all, and what a restatement changes."""
