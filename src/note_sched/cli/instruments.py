"""``instruments``: the papers that are shipped, and the terms of one whole."""

from typing import Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.output import put
from note_sched.cli.taking import Argument, command
from note_sched.cli.target import aim
from note_sched.faults import Refusal


def known(name: str) -> str:
    """A name that is an instrument's.

    Raises:
        Refusal: there is none of that name.
    """
    from note_sched.instruments import KEYS

    if name not in KEYS:
        from note_sched.document.slips import nearest

        meant = nearest(name, KEYS)
        hint = f"did you mean {meant}? " if meant else ""
        raise Refusal(f"there is no instrument {name!r}", f"{hint}There are {', '.join(KEYS)}")
    return name


@command()
def instruments(
    name: Annotated[
        str | None, Argument(metavar="[INSTRUMENT]", help="Whose terms to print; without one, the list.")
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """The papers whose terms are shipped; with a name, its terms whole, as YAML for a document's `terms:`."""
    with answering(None):
        from note_sched.instruments import KEYS, origin

        target = aim(output, None, ("yaml",) if name else ("text",), force=force)
        if name is not None:
            from note_sched.document.terms_text import terms_text

            put([terms_text(known(name)).encode()], target)
            return
        widest = max(map(len, KEYS))
        lines = [f"{key.ljust(widest)}  {origin(key).splitlines()[0]}\n" for key in KEYS]
        more = (
            "Print the terms of one with `note-sched instruments NAME`; begin a document with `init --instrument NAME`."
        )
        put(["".join([*lines, f"\n{more}\n"]).encode()], target)
