"""``payoff``: the quote as an answer, and the payoff letter."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from note_sched import __version__
from note_sched.cli import options
from note_sched.cli.answering import answer
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.opening import Opened, day_of
from note_sched.cli.output import BookFormat, PaperFormat, refuse_fonts, refuse_terminal
from note_sched.cli.taking import Option
from note_sched.cli.target import Target
from note_sched.faults import Refusal

if TYPE_CHECKING:
    from note_sched.reports.letter.letter import Origin, Wish


class LetterForm(StrEnum):
    """How a letter is printed."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"


_PRINTED = {LetterForm.TEXT: PaperFormat.TABLE, LetterForm.HTML: PaperFormat.HTML, LetterForm.PDF: PaperFormat.PDF}

Letter = Annotated[LetterForm | None, Option("--letter", help="Write the payoff letter, instead of the quote alone.")]
GoodThrough = Annotated[
    str | None,
    Option("--good-through", metavar="DATE", help="The last day that the letter quotes, if not only one."),
]
ShowAccount = Annotated[
    bool, Option("--show-account", help="Show the numbers in the payment instructions of the letter whole.")
]
AnswerForm = Annotated[
    BookFormat | None,
    Option("--format", show_default=options.USUAL_FORM, help="How to print the answer; xlsx wants --output."),
]


@about_document(form=AnswerForm)
def payoff(
    ask: Ask,
    as_of: options.Day,
    letter: Letter = None,
    good_through: GoodThrough = None,
    show_account: ShowAccount = False,
    holder: options.Holders = None,
    font: options.Fonts = None,
) -> None:
    """What pays every Note in full on a day, the per diem, and whether it may be paid; with --letter, as a letter."""
    shown = ask.holders(holder)
    if letter is None:
        _refuse_without_letter(good_through, font, show_account=show_account)
        _quote(ask, as_of, shown, ask.aim(tuple(BookFormat)))
    else:
        _refuse_with_letter(ask.opened, shown, ask.form)
        target = ask.aim(tuple(LetterForm), letter, "--letter")._replace(fonts=font or ())
        _write(ask.opened, _wish(as_of, good_through, shown, show_account=show_account), target)


def _quote(ask: Ask, as_of: str, holders: tuple[str, ...], target: Target[BookFormat]) -> None:
    if target.form is BookFormat.XLSX:
        from note_sched.cli.workbooks import payoff_book

        payoff_book(ask.opened, day_of(as_of, "--on/--as-of"), holders, target)
        return
    from note_sched.reports.answers.payoff import payoff

    run = ask.on(as_of)
    ask.answer(payoff(run, holders), run, target)


def _write(opened: Opened, wish: "Wish", target: Target[LetterForm]) -> None:
    from note_sched.reports.letter.letter import letter

    refuse_fonts(target.form, target.fonts)
    if target.form is LetterForm.PDF:
        refuse_terminal(target, "a PDF")
    page, run = letter(opened.document, wish, _origin(opened, wish, target.form, target.fonts))
    printed = _PRINTED[target.form]
    answer(page, run, opened, Target(target.path, printed, target.force, target.inputs, fonts=target.fonts))


def _refuse_without_letter(good_through: str | None, font: list[str] | None, *, show_account: bool) -> None:
    options_ = ("--good-through", good_through is not None), ("--show-account", show_account), ("--font", bool(font))
    for option, given in options_:
        if given:
            raise Refusal(f"{option} is about a letter, and none is asked for", "add --letter text, html or pdf")


def _refuse_with_letter(opened: Opened, holders: tuple[str, ...], form: BookFormat | None) -> None:
    if form is not None:
        raise Refusal(
            f"--format {form.value} and --letter exclude each other: a letter has forms of its own",
            "leave out --format, and name text, html or pdf behind --letter",
        )
    if opened.added:
        raise Refusal(
            "--add tries an event out, and a letter rests on the record alone", "write the event into the document"
        )
    if len(set(holders)) > 1:
        raise Refusal("a letter is of all Notes or of one Holder's", "name one --holder, or none")


def _wish(as_of: str, good_through: str | None, holders: tuple[str, ...], *, show_account: bool) -> "Wish":
    from note_sched.reports.letter.letter import Wish

    first = day_of(as_of, "--on/--as-of")
    last = first if good_through is None else day_of(good_through, "--good-through")
    return Wish(first, last, holders[0] if holders else None, show_account)


def _origin(opened: Opened, wish: "Wish", form: LetterForm, fonts: Sequence[str] = ()) -> "Origin":
    """The letter's number says what decides its figures: document, version, days, Holder, overrides; not its form."""
    import hashlib
    import os
    import shlex

    from note_sched.reports.letter.letter import Origin

    name = "-" if opened.name == "standard input" else os.path.basename(opened.name)  # noqa: PTH119 (no path is told)
    words = ["--as-of", str(wish.payoff_date), "--good-through", str(wish.good_through)]
    words += ["--holder", wish.holder] if wish.holder else []
    words += ["--known-at", str(opened.known)] if opened.known else []
    words += [word for each in opened.overrides for word in ("--set", each)]
    digest = hashlib.sha256(opened.raw).hexdigest()
    files = opened.digests()
    decisive = [digest, *(each for _, each in files), __version__, *words]
    decided = hashlib.sha256("\n".join(decisive).encode()).hexdigest()
    shown = ["--letter", form.value, *(["--show-account"] if wish.show_account else [])]
    shown += [word for each in fonts for word in ("--font", os.path.basename(each))]  # noqa: PTH119 (as above)
    command = shlex.join(["note-sched", "payoff", name, *words, *shown])
    return Origin(f"{wish.payoff_date:%Y%m%d}-{decided[:8].upper()}", digest, __version__, command, opened.known, files)
