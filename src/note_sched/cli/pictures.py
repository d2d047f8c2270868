"""``timeline`` and ``report``: the commands that draw."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from note_sched.cli import options
from note_sched.cli.answering import supposing
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.opening import Opened, day_of
from note_sched.cli.output import Format, ReportFormat, columns_wished, refuse_fonts, refuse_missing, refuse_terminal
from note_sched.cli.taking import Option
from note_sched.cli.talk import columns_of_terminal
from note_sched.cli.trying import BestFor, Vary, Wanted, Whom, swept
from note_sched.faults import Refusal

if TYPE_CHECKING:
    from note_sched.pages.curve import Curve
    from note_sched.pages.page import Fold, Prose, Section, Table
    from note_sched.pages.values import Phrase
    from note_sched.simulation.outcome import Run


@about_document()
def timeline(
    ask: Ask,
    as_of: Annotated[
        str | None,
        Option("--as-of", "--on", metavar="DATE", help="The day marked and told; else one that the record names."),
    ] = None,
    through: Annotated[str | None, Option("--through", metavar="DATE", help="The last day.")] = None,
    holder: options.Holders = None,
    width: Annotated[
        int | None, Option("--width", metavar="N", help="Columns of the picture and its tables, 60 or more.")
    ] = None,
) -> None:
    """The Note's life in characters: what fell due and became of it, bars, notices, defaults, by day and by clause."""
    from note_sched.reports.life.timeline import timeline
    from note_sched.reports.telling.position import look, look_at
    from note_sched.simulation import simulate

    target = ask.aim(tuple(Format))
    shown = ask.holders(holder)
    columns = _columns(width)
    document = ask.opened.document
    asked = None if as_of is None else day_of(as_of, "--as-of")
    run = simulate(document, through=None if through is None else day_of(through, "--through"), traced=True)
    if target.form is not Format.TABLE:
        ask.answer(timeline(run, shown), run, target)
        return
    page = timeline(run, shown, look(document, ask.opened.known) if asked is None else look_at(document, asked))
    from note_sched.rendering.terminal import text_page

    on_terminal = target.path is None and sys.stdout is not None and sys.stdout.isatty()
    seen = columns or (columns_of_terminal() if on_terminal else None if target.path else columns_wished())
    ask.put([text_page(supposing(page, ask.opened), width=seen, plain=not on_terminal).encode()], run, target)


ReportForm = Annotated[
    ReportFormat | None,
    Option("--format", show_default="html, or what the name behind --output ends in", help="A page or a paper."),
]


@about_document(form=ReportForm, without=["width"])
def report(
    ask: Ask,
    as_of: Annotated[
        str | None,
        Option("--as-of", "--on", metavar="DATE", help="The day of the summary; else one that the record names."),
    ] = None,
    holder: options.Holders = None,
    sweep: Annotated[
        str | None,
        Option(
            "--sweep",
            metavar="EVENT",
            help="On which day? A curve of what this event would change on each: 'blockage_notice defaults=d1'.",
        ),
    ] = None,
    first: Annotated[
        str | None, Option("--from", metavar="DATE", help="With --sweep, the first day that is tried.")
    ] = None,
    last: Annotated[str | None, Option("--to", metavar="DATE", help="With --sweep, the last one.")] = None,
    vary: Vary = None,
    whom: BestFor = None,
    font: options.Fonts = None,
) -> None:
    """One page: verdict of a day that can be moved, picture, each Note, months, schedule, readings, warnings."""
    from note_sched.reports.answers.overview import report
    from note_sched.reports.telling.position import reference
    from note_sched.simulation import simulate

    target = ask.aim(tuple(ReportFormat))._replace(fonts=font or ())
    refuse_fonts(target.form, font)
    refuse_missing(target.form)
    refuse_terminal(target, "a PDF" if target.form is ReportFormat.PDF else "a page for a browser")
    shown = ask.holders(holder)
    wanted = _wanted(sweep, first, last, vary, whom)
    day, why = reference(ask.opened.document, ask.opened.known)
    if as_of is not None:
        day, why = day_of(as_of, "--as-of"), "the day asked about"
    now = simulate(ask.opened.document, ask=day, sink=lambda _: None)
    run = simulate(ask.opened.document, traced=True)
    used = [
        ("--as-of", [as_of] if as_of else []),
        ("--holder", shown),
        ("--sweep", [sweep] if sweep else []),
        ("--from", [first] if first else []),
        ("--to", [last] if last else []),
        ("--vary", vary or []),
        ("--best-for", [whom.value] if whom else []),
        ("--known-at", [str(ask.opened.known)] if ask.opened.known else []),
        ("--set", ask.opened.overrides),
        ("--add", ask.opened.added),
        ("--format", [target.form.value] if target.form is ReportFormat.PDF else []),
    ]
    told, origin = ask.looking(now, shown), _origin(ask.opened, *used)
    more, chapter = _other_readings(run), _chapter(ask, wanted)
    ask.answer(report(run, now, why, shown, told=told, origin=origin, more=more, chapter=chapter), run, target)


def _wanted(
    event: str | None, first: str | None, last: str | None, vary: Sequence[str] | None, whom: Whom | None
) -> Wanted | None:
    """What is to be swept, if anything.

    Raises:
        Refusal: half of it is said.
    """
    if event is None:
        given = {"--from": first, "--to": last, "--vary": vary, "--best-for": whom}
        for option in (option for option, value in given.items() if value):
            raise Refusal(
                f"{option} is about --sweep, which is not given", "name the event: --sweep 'acceleration holder=a'"
            )
        return None
    if first is None or last is None:
        raise Refusal("--sweep needs --from and --to", "name the first and the last day on which the event is tried")
    return Wanted("--sweep", event, first, last, vary or ["date"], whom)


def _chapter(ask: Ask, wanted: Wanted | None) -> "Sequence[Curve | Prose | Fold]":
    """The curve of what an event would change on each of some days, where it is wanted."""
    if wanted is None:
        return ()
    from note_sched.reports.comparison.swept_page import sweep_chapter

    return sweep_chapter(swept(ask, wanted))


def _other_readings(run: "Run") -> "Sequence[Table | Section]":
    """What every other reading would change, a line each; many Holders would make one wait for a page."""
    from note_sched.pages.page import Section
    from note_sched.reports.comparison.alternatives import MOST_HOLDERS, alternatives
    from note_sched.reports.comparison.alternatives_page import alternative_tables
    from note_sched.simulation.plays import Plays

    if len(run.document.holders) > MOST_HOLDERS:
        return [Section("What each other reading would change", ["`readings` tells it for so many Holders."])]
    return alternative_tables(alternatives(run.document, plays=Plays(run)), detailed=False)


def _origin(opened: Opened, *used: tuple[str, Sequence[str]]) -> "list[Phrase]":
    """From what and by what a page was made: whoever has the document can make it again, byte for byte.

    Args:
        opened: the document; no more of its path than its name is told.
        used: the options with their values.
    """
    from hashlib import sha256
    from shlex import join

    from note_sched import __version__

    file = "-" if opened.name == "standard input" else opened.name.replace("\\", "/").rpartition("/")[2]
    options_used = [word for option, values in used for value in values for word in (option, value)]
    return [
        f"Made by note-sched {__version__}: {join(['note-sched', 'report', file, *options_used])}",
        f"SHA-256 of the document: {sha256(opened.raw).hexdigest()}",
        *(f"SHA-256 of {name}: {digest}" for name, digest in opened.digests()),
    ]


def _columns(width: int | None) -> int | None:
    from note_sched.rendering.chart import LEAST_WIDTH

    if width is not None and width < LEAST_WIDTH:
        raise Refusal(f"--width {width} is too narrow for a picture", f"give it {LEAST_WIDTH} columns or more")
    return width
