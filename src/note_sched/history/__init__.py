"""What a traced run did, read back: the one place that tells a Note's past, as values without words.

The ledger writes down entries and stretches (``ledger.trace``). Here they become a history, each step once:

- ``movements``: the table. ``KINDS`` has a line for every kind of entry: what it does (``Act``), to which component,
  which balance it moves with which sign, in which column of the books it stands, and what it is called when it falls
  due. A new kind of entry is a line there, and every report tells it; ``ROLES`` has the clauses of causes, by role.
- ``accrual_lines``: lines of interest, each of one principal, one rate (as the accrual says from when which) and one
  basis, that can be worked out again with a pencil (R-6).
- ``past``: ``Past`` is one Note through a moment of a day, noon or evening. Its ``steps`` are all that happened, in
  order: lines of interest, and movements with their change of each balance and the exact running total of the period.
  From them come ``balances`` at any day's end, ``periods`` and their cuts, what is booked by due date, and what the
  day itself adds. Interest is rolled forward there and nowhere else outside the ledger.
- ``dues``: what fell due and what settled it, recorded, assumed or passed on.
- ``day_lines``: steps in the lines of a book, beside the engine's own figures of the day.
- ``rates_by_way``: at which rate interest runs where it runs in several ways at once, in cash, in kind, in default.
- ``balances``, ``beyond``: Notes that came into being between rows of the schedule, and money beyond all that was owed.

Statement, workbook, journal, explanation, letter and the lanes of the picture select from these values.
"""
