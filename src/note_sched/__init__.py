"""What is due on a subordinated note, what may be paid, and why: to the cent and to the clause.

From file to figure, in ten lines::

    document.load     bytes -> Document: every scalar as written, every fault at once
    document.known    what was known on a day (--known-at)
    rules             the Note's law: notices, Blockage Events, override, insolvency, Events of Default
    ledger            the money: Notes, Senior debt, waterfall, pro rata, turnover
    simulation        the day: the steps of its table, where law and money meet -> Run
    reports           the answers: a Page of values out of a Run
    rendering         a Page as table, csv or json; faults with their excerpt
    measure           underneath: cents, shares, days, business days, interest by accrual index
    cli               on top: load -> simulate -> report -> render
    faults            one shape for every complaint
"""

__version__ = "0.1.0"
