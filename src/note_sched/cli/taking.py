"""What a command takes, declared where it is written and known without typer, which most runs need nothing of.

A command's parameters are those of its function, each ``Annotated`` with the ``Option`` or ``Argument`` that it is.
A line is read by them: by ``plainly`` where it is as most are, by typer (``app``) where it is any other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import UnionType
from typing import Any

COMMANDS = {
    "simulate": "commands",
    "payoff": "payoffs",
    "status": "commands",
    "bars": "commands",
    "can-pay": "commands",
    "next": "commands",
    "calendar": "exports",
    "journal": "exports",
    "timeline": "pictures",
    "report": "pictures",
    "explain": "counsel",
    "clause": "counsel",
    "completion": "completion",
    "record": "recording",
    "import": "importing",
    "check": "checking",
    "book": "book",
    "readings": "comparing",
    "compare": "comparing",
    "sweep": "sweeping",
    "init": "commands",
    "instruments": "instruments",
    "schema": "commands",
    "statement": "statements",
    "guide": "guide",
    "man": "manual",
}
"""The module, here in the face, in which each command is."""


class Option:
    """What stands behind names that begin with ``--``.

    Attributes:
        names: those names.
        metavar: what the help says of its values; None: its own word for their type.
        help: what it is.
        least: the least of a number.
        show_default: what holds without it, in words.
    """

    def __init__(
        self,
        *names: str,
        help: str,  # noqa: A002 (as typer has it)
        metavar: str | None = None,
        least: int | None = None,
        show_default: str | None = None,
    ) -> None:
        """As the attributes say."""
        self.names = names
        self.help = help
        self.metavar = metavar
        self.least = least
        self.show_default = show_default


class Argument:
    """What stands by its place.

    Attributes:
        metavar: what the help calls it.
        help: what it is.
    """

    def __init__(self, *, metavar: str | None = None, help: str) -> None:  # noqa: A002 (as typer has it)
        """As the attributes say."""
        self.metavar = metavar
        self.help = help


class CommandParameter:
    """A parameter of a command, as its function has it.

    Attributes:
        by: how it is given.
        kind: the type of its value, or of each value where it may have several.
        many: whether it may.
        default: what it is where it is not given; ``...``: it must be.
        written: the type as the function has it, None among its alternatives.
    """

    def __init__(self, annotation: Any, default: object) -> None:  # noqa: ANN401 (an annotation)
        """Of an annotation, which is ``Annotated``."""
        (self.by,) = annotation.__metadata__
        self.written = annotation.__origin__
        kind = self.written.__args__[0] if isinstance(self.written, UnionType) else self.written
        self.many = getattr(kind, "__origin__", None) is list
        self.kind = kind.__args__[0] if self.many else kind
        self.default = default


def declared(function: Any) -> dict[str, CommandParameter]:  # noqa: ANN401 (one whose parameters are annotated)
    """The parameters of a function that are declared, in order.

    Without ``inspect``, whose import costs a start more than reading a line does.
    """
    code, hints = function.__code__, function.__annotations__
    by_place = code.co_varnames[: code.co_argcount]
    defaults = function.__defaults__ or ()
    given = dict(zip(by_place[len(by_place) - len(defaults) :], defaults, strict=True))
    return {
        name: CommandParameter(hints[name], given.get(name, ...))
        for name in by_place
        if hasattr(hints[name], "__metadata__")
    }


class Command:
    """A command of the program; called, it runs.

    Attributes:
        name: the word for it.
        run: its function.
        parameters: what it takes, by the names that its function has for them.
    """

    def __init__(self, name: str, run: Callable[..., None], parameters: Mapping[str, CommandParameter]) -> None:
        """As the attributes say."""
        self.name = name
        self.run = run
        self.parameters = parameters

    def __call__(self, **given: Any) -> None:  # noqa: ANN401 (what a line has)
        """Run it."""
        self.run(**given)


def command(name: str | None = None) -> Callable[[Callable[..., None]], Command]:
    """Make a command of a function; ``name``: its word, where that is not the function's."""
    return lambda function: Command(name or function.__name__, function, declared(function))


def commands(named: Iterable[str]) -> Iterator[Command]:
    """The commands by these names, in their order; their modules alone are imported."""
    for name in named:
        module = import_module(f"note_sched.cli.{COMMANDS[name]}")
        yield next(each for each in vars(module).values() if isinstance(each, Command) and each.name == name)
