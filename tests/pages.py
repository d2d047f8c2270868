"""A page as its reader sees it, without a terminal, and the words of its parts."""

from notes import day, event, note

from note_sched.rendering.terminal import text_page
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.status import status
from note_sched.simulation import simulate

TWO = {"a": "100,000.00", "b": "50,000.00"}
REPORTS = {"payoff": payoff, "can_pay": can_pay, "status": status}


def lines(page):
    """The lines of a page, runs of blanks taken as one."""
    return [" ".join(line.split()) for line in text_page(page).splitlines()]


def asked(command, document, on):
    """A report about a day."""
    return REPORTS[command](simulate(document, ask=day(on)))


def labelled(page, label):
    """What stands behind a label of the head."""
    return next(line.removeprefix(f"{label} ") for line in lines(page) if line.startswith(f"{label} "))


def default(name, on, **fields):
    return event("senior_default", on, id=name, facility="pnc", **{"kind_": "other"} | fields)


def notice(on, *defaults, **fields):
    return event("blockage_notice", on, defaults=list(defaults), **fields)


def blocked(*events, **rest):
    """A default of 2009-02-20 noticed on 2009-03-03: blocked through 2010-02-20, day 365."""
    return note(default("d1", "2009-02-20"), notice("2009-03-03", "d1"), *events, **rest)
