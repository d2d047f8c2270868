"""``guide``: what people read, out of the package itself: a page of ``note_sched/guide``, or what pages there are."""

import os
from collections.abc import Iterator
from typing import Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.output import columns, put
from note_sched.cli.taking import Argument, command
from note_sched.cli.target import aim
from note_sched.faults import Refusal

TOPICS = (
    "questions",
    "document",
    "terms",
    "papers",
    "commands",
    "readings",
    "python",
    "book",
    "operations",
    "limits",
    "architecture",
    "contributing",
)
"""The pages, in the order in which a newcomer may want them."""


def page(topic: str) -> str:
    """A page as it is written, in Markdown.

    Raises:
        Refusal: there is none of that name.
    """
    if topic not in TOPICS:
        from note_sched.document.slips import nearest

        meant = nearest(topic, TOPICS)
        hint = f"did you mean {meant}? " if meant else ""
        raise Refusal(f"the guide has no topic {topic!r}", f"{hint}The topics are {', '.join(TOPICS)}")
    package = os.path.dirname(os.path.dirname(__file__))
    with open(os.path.join(package, "guide", f"{topic}.md"), encoding="utf-8") as file:
        return file.read()


def topics() -> Iterator[tuple[str, str]]:
    """Every topic, and what its page is about: the sentence below its title."""
    for topic in TOPICS:
        yield topic, page(topic).split("\n\n")[1].replace("\n", " ")


@command()
def guide(
    topic: Annotated[
        str | None, Argument(metavar="[TOPIC]", help="What to read about; without one, the list of topics.")
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """The guide: questions and their answers, the document, every command, Python, how to run and how to change it."""
    with answering(None):
        from note_sched.rendering.prose import plain

        target = aim(output, None, ("text",), force=force)
        if topic is None:
            widest = max(map(len, TOPICS))
            lines = [f"{name.ljust(widest)}  {about}\n" for name, about in topics()]
            put(["".join([*lines, "\nRead one with `note-sched guide TOPIC`.\n"]).encode()], target)
            return
        put([plain(page(topic), columns(output)).encode()], target)
