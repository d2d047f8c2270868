"""Statements that were issued: the folder in which they stand, its lock, its register, whose it is, restatements."""
