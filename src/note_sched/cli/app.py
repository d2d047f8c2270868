"""``note-sched COMMAND FILE [options]`` as typer has it: the help, slips, and lines that ``plainly`` does not read."""

from collections.abc import Sequence
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from note_sched import __version__
from note_sched.cli.helping import Program
from note_sched.cli.taking import COMMANDS, Command, CommandParameter, Option, commands


def program(named: Sequence[str] = ()) -> typer.Typer:
    """The command line with the command that is named; for the help with none; for a slip with all.

    Of a command that is named the module alone is imported, and typer works out its options alone.
    """
    app = typer.Typer(
        name="note-sched",
        cls=Program,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="What is due on a subordinated note, what may be paid, and why: to the cent and to the clause.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # plain help: rich would be imported for every run
        pretty_exceptions_enable=False,
    )
    app.callback()(note_sched)
    if not _WITHOUT_COMMANDS.intersection(named[:1]):
        for command in commands([each for each in named if each in COMMANDS] or COMMANDS):
            app.command(command.name)(_for_typer(command))
    return app


_WITHOUT_COMMANDS = frozenset({"--help", "-h", "--version", "-V"})
"""What is answered without any command."""


def _tell_version(asked: bool) -> None:  # noqa: FBT001 (typer gives an option's value by position)
    if asked:
        typer.echo(f"note-sched {__version__}")
        raise typer.Exit


def note_sched(
    version: Annotated[  # noqa: FBT002 (an option is no argument that one could mistake)
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Nothing to do before a command."""


def _for_typer(command: Command) -> Any:  # noqa: ANN401 (what typer takes for a function)
    """A function that runs a command, with the parameters that typer reads."""

    def run(**given: Any) -> None:  # noqa: ANN401 (what typer has read)
        command.run(**given)

    parameters = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            annotation=Annotated[each.written, _by(each)],
            default=Parameter.empty if each.default is ... else each.default,
        )
        for name, each in command.parameters.items()
    ]
    run.__doc__, run.__name__ = command.run.__doc__, command.run.__name__
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    run.__signature__ = signature(run).replace(parameters=parameters)  # type: ignore[attr-defined]
    return run


def _by(of: CommandParameter) -> Any:  # noqa: ANN401 (what typer's functions return)
    by = of.by
    if isinstance(by, Option):
        shown = True if by.show_default is None else by.show_default
        return typer.Option(*by.names, metavar=by.metavar, min=by.least, show_default=shown, help=by.help)
    return typer.Argument(metavar=by.metavar, help=by.help)
