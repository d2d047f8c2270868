"""The options that commands share, each written once."""

from typing import Annotated

from note_sched.cli.output import BookFormat, Format
from note_sched.cli.taking import Argument, Option

File = Annotated[str, Argument(metavar="FILE", help="The document; - reads standard input.")]
USUAL_FORM = "table, or what the name behind --output ends in"
"""The form of an answer for which none is named, as the help tells it."""

Form = Annotated[Format | None, Option("--format", show_default=USUAL_FORM, help="How to print the answer.")]
BookForm = Annotated[
    BookFormat | None,
    Option("--format", show_default=USUAL_FORM, help="How to print the answer; xlsx wants --output."),
]
Output = Annotated[
    str | None,
    Option("--output", metavar="PATH", help="Write to a file, whole or not at all, instead of stdout."),
]
Force = Annotated[
    bool, Option("--force", help="Let --output replace a document, an issued statement or a read-only file.")
]
Width = Annotated[
    int | None,
    Option(
        "--width", metavar="N", least=20, help="Columns of a table; else those of the terminal, or what COLUMNS says."
    ),
]
KnownAt = Annotated[
    str | None, Option("--known-at", metavar="DATE", help="Leave out what became known after this day.")
]
Set = Annotated[
    list[str] | None,
    Option("--set", metavar="KEY=VALUE", help="Override a switch, term or simulation key: reading.window_end=payable."),
]
Add = Annotated[
    list[str] | None,
    Option(
        "--add",
        metavar="EVENT",
        help="Suppose one event more: 'acceleration date=2009-04-06 holder=alder notice=2009-04-08' (repeatable).",
    ),
]
Fonts = Annotated[
    list[str] | None,
    Option("--font", metavar="PATH", help="In a PDF, take letters from this font before those installed (repeatable)."),
]
Holders = Annotated[
    list[str] | None,
    Option("--holder", metavar="ID", help="Show this Holder only (repeatable); totals stay those of all."),
]
Day = Annotated[str, Option("--as-of", "--on", metavar="DATE", help="The day asked about.")]
Amount = Annotated[
    str | None, Option("--amount", metavar="SUM", help="What would become of a wire of this sum on that day.")
]
To = Annotated[
    str | None, Option("--to", metavar="HOLDER", help="The wire goes to this Holder alone, not ratably to all.")
]
