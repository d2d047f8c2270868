"""Workbooks for accountants, and the Borrower's books of the Notes for plain-text accounting."""
