"""The Note's law: windows, verdicts, defaults, each with its clause and its cause. No sum of money moves here.

Every module opens with the clause in its own words, the reading, an example with dates (it runs as a doctest) and its
limits. The clauses themselves are in the Note; messages cite them as ``1(d)(ii)(B)``.
"""
