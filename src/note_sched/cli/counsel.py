"""What counsel asks: where a figure, a bar or a void notice comes from, and what a clause says."""

from typing import Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.opening import day_of
from note_sched.cli.output import Format
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.target import aim


@about_document()
def explain(
    ask: Ask,
    on: options.Day,
    column: Annotated[
        list[str] | None,
        Option("--column", metavar="COLUMN", help="What to explain: interest_due, payoff.total, bars (repeatable)."),
    ] = None,
    holder: options.Holders = None,
) -> None:
    """Where a figure, a bar or a void notice comes from: the arithmetic, the facts with their lines, the clause."""
    from note_sched.document.places import Places
    from note_sched.rendering.excerpt import cite
    from note_sched.reports.explanation.explain import explain
    from note_sched.reports.telling.wording import cited
    from note_sched.simulation import simulate

    target = ask.aim(tuple(Format))
    shown = ask.holders(holder)
    run = simulate(ask.opened.document, ask=day_of(on, "--on/--as-of"), traced=True, sink=lambda _: None)
    lines = Places(ask.opened.raw, ask.opened.beside).line
    page = explain(
        run,
        lines,
        lambda line: cited(line) if line > 0 else cite(ask.opened.name, line, ask.opened.added),
        column or (),
        shown,
    )
    ask.answer(page, run, target)


@command()
def clause(
    number: Annotated[
        list[str] | None,
        Argument(metavar="NUMBER", help="A clause, as '1(d)(ii)' or 1.d.ii; without one, a list."),
    ] = None,
    form: options.Form = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """What a clause of the Note says, in its own words, and how this program reads it."""
    with answering(None):
        from note_sched.cli.output import put, render
        from note_sched.reports.answers.clauses import clause

        target = aim(output, form, tuple(Format), force=force)
        put([render(clause(number or ()), target.form, to_file=target.path is not None)], target)
