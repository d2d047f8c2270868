"""``sweep``: on which day to give a notice, or to accelerate."""

from enum import StrEnum
from typing import Annotated

from note_sched.cli import options
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.taking import Option
from note_sched.cli.trying import BestFor, Vary, Wanted, swept


class DrawnFormat(StrEnum):
    """How an answer is printed that is drawn too: as answers are, and as a page with its picture."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


DrawnForm = Annotated[
    DrawnFormat | None, Option("--format", show_default=options.USUAL_FORM, help="How to print the answer.")
]


@about_document(form=DrawnForm)
def sweep(
    ask: Ask,
    event: Annotated[
        str,
        Option("--event", metavar="EVENT", help="As --add takes it, without the date: 'blockage_notice defaults=d1'."),
    ],
    first: Annotated[str, Option("--from", metavar="DATE", help="The first day that is tried.")],
    last: Annotated[str, Option("--to", metavar="DATE", help="The last one.")],
    vary: Vary = None,
    whom: BestFor = None,
    through: Annotated[
        str | None, Option("--through", metavar="DATE", help="The last day that is played, for all.")
    ] = None,
) -> None:
    """A row for every day on which an event could be: what it would hold back, let go, turn over, in dollars and days.

    A day on which it cannot be is a row with its fault.
    """
    from note_sched.reports.comparison.swept_page import sweep_page

    target = ask.aim(tuple(DrawnFormat))
    found = swept(ask, Wanted("--event", event, first, last, vary or ["date"], whom, through))
    ask.answer(sweep_page(found, drawn=target.form is DrawnFormat.HTML), found.run, target)
