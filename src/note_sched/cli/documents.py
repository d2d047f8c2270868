"""What commands about one document share: FILE, the options that say as what it is read, and where the answer goes.

``@about_document()`` gives a command its FILE, ``--known-at``, ``--set``, ``--add``, ``--format``, ``--output`` and
``--force``, opens the document, and turns what can go wrong into its message; the command is handed an ``Ask``.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from note_sched.cli import options
from note_sched.cli.answering import answer, answering
from note_sched.cli.opening import Opened, day_of, listed, open_document
from note_sched.cli.output import put, warn
from note_sched.cli.taking import Command, CommandParameter, declared
from note_sched.cli.target import F_co, Target, aim
from note_sched.faults import Faulty
from note_sched.record import Record

if TYPE_CHECKING:
    from note_sched.pages.page import Page
    from note_sched.reports.telling.position import HeadLines
    from note_sched.simulation.outcome import Run

Own = ParamSpec("Own")

_SHARED = {
    "width": (options.Width, None),
    "output": (options.Output, None),
    "force": (options.Force, False),
    "known_at": (options.KnownAt, None),
    "set_": (options.Set, None),
    "add": (options.Add, None),
}
"""The options that follow a command's own, and what they are where they are not given."""


class Ask(Record, frozen=True):
    """What was asked about a document.

    ``form``: what ``--format`` says; ``output``, ``force`` and ``width`` as their options say.
    """

    opened: Opened
    form: Any
    output: str | None
    force: bool
    width: int | None = None

    def aim(self, forms: Sequence[F_co], form: F_co | None = None, option: str = "--format") -> Target[F_co]:
        """Where the answer goes, in one of the ``forms`` that the command has; ``form``: where ``option`` names it.

        Raises:
            Refusal: as ``target.aim``.
        """
        asked = self.form if form is None else form
        return aim(self.output, asked, forms, force=self.force, opened=[self.opened], option=option)

    def holders(self, named: Sequence[str] | None, option: str = "--holder") -> tuple[str, ...]:
        """The Holders that an option names.

        Raises:
            Refusal: one of them is not in the document.
        """
        return listed(named or (), self.opened.document, option)

    def on(self, day: str) -> "Run":
        """The run of the document with the position on a day.

        Raises:
            Refusal: ``day`` is none, or is out of reach.
        """
        from note_sched.simulation import simulate  # noqa: PLC0415 (after the command line has been understood)

        return simulate(self.opened.document, ask=day_of(day, "--on/--as-of"), sink=lambda _: None)

    def looking(self, run: "Run", holders: Sequence[str], *, permission: bool = False) -> "HeadLines | None":
        """What lies behind and before the day asked about, for people; None where too many Holders would wait for it.

        ``permission``: whether the answer says what may be paid that day.
        """
        from note_sched.reports.answers.coming import ahead  # noqa: PLC0415 (tables alone need it)
        from note_sched.reports.answers.outlook import outlook  # noqa: PLC0415

        of = ahead(run, self.opened.known)
        try:
            return None if of is None else outlook(of, holders, permission=permission)
        except Faulty:  # a later transfer of more than is held: this day has its answer, and `check` tells of that
            return None

    def answer(self, page: "Page", run: "Run", target: Target[Any]) -> None:
        """Print a page, or write it where it is to go; then the warnings of its run."""
        answer(page, run, self.opened, target, self.width)

    def put(self, parts: Iterable[bytes], run: "Run", target: Target[Any]) -> None:
        """Write what is no page where it is to go; then the warnings of its run."""
        put(parts, target)
        warn(run.cautions, self.opened.name, self.opened.added)


def about_document(
    name: str | None = None,
    *,
    form: Any = options.Form,  # noqa: ANN401 (an annotation)
    without: Sequence[str] = (),
) -> Callable[[Callable[Concatenate[Ask, Own], None]], Command]:
    """Make a command about one document; it becomes what takes FILE and all options by name.

    Args:
        name: its name, where that is not the function's.
        form: the annotation of its ``--format``; None where it has none, or one of its own.
        without: shared options that it does not have; ``--width`` is about tables, and one that has an option of its
            own by the name of a shared one keeps it.
    """

    def register(command: Callable[Concatenate[Ask, Own], None]) -> Command:
        """What a line may have: FILE, the command's own parameters, then what all share."""
        body: Callable[..., None] = command
        own = declared(body)
        shared = {**({} if form is None else {"form": (form, None)}), **_SHARED}
        left_out = {*without, *own, *(["width"] if form is None else [])}
        shared = {name: each for name, each in shared.items() if name not in left_out}

        def run(**given: Any) -> None:  # noqa: ANN401 (what a line has)
            opened = open_document(
                given.pop("file"), given.pop("known_at", None), given.pop("set_", None), given.pop("add", None)
            )
            form_ = None if form is None else given.pop("form", None)
            width = given.pop("width", None) if "width" in shared else None
            with answering(opened):
                body(Ask(opened, form_, given.pop("output", None), given.pop("force", False), width), **given)

        run.__doc__, run.__name__ = command.__doc__, command.__name__
        taken = {"file": CommandParameter(options.File, ...), **own}
        taken.update({each: CommandParameter(annotation, default) for each, (annotation, default) in shared.items()})
        return Command(name or command.__name__, run, taken)

    return register
