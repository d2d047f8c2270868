"""What a shell may complete: commands, options, and values by what an option's ``metavar`` says they are.

A shell's completion starts the program with ``_NOTE_SCHED_COMPLETE`` in its environment (``cli.completion`` prints the
script that does) and the words before the cursor; the answer is a candidate a line. Neither the engine nor the command
line is loaded, which would take longer than a Tab may: what commands take is read from ``completions.json``, which is
written from them (``tests/completions.py``). Of the FILE that is already on the line the YAML is
looked through for ids and dates, and a file with faults offers what can be read of it. Whatever goes wrong, nothing is
offered, and nobody is told: a Tab is no place for a message.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

COMPLETE = "_NOTE_SCHED_COMPLETE"
"""The variable in which a shell's completion names the shell."""

FILES = ":files"
"""The answer that leaves it to the shell, which completes names of files."""


class Candidate(NamedTuple):
    """A word that fits, and what it is."""

    word: str
    help: str = ""


class Parameter(NamedTuple):
    """An option of a command, or (without names) an argument.

    ``choices``: the only values; ``metavar``: what it says of its values; ``many``: whether it may stand several times.
    """

    names: Sequence[str]
    metavar: str
    help: str
    choices: Sequence[str]
    is_flag: bool
    many: bool


def answer(arguments: Sequence[str], shell: str) -> str:
    """What the shell is told: lines ``word``, or for those that show it ``word<TAB>help``; or ``FILES``.

    Args:
        arguments: the words from the command to the cursor, the last one perhaps unfinished or empty; from bash the
            line up to the cursor as it was typed, and the characters at which bash breaks words.
        shell: which one asks.
    """
    words, cut = (list(arguments), 0) if shell != "bash" else _from_bash(*arguments)
    found = complete(words)
    if found is None:
        return FILES
    shown = [each if shell != "bash" else Candidate(each.word[cut:]) for each in found]
    return "\n".join(f"{each.word}\t{each.help}" if each.help else each.word for each in shown)


def _from_bash(line: str, breaks: str) -> tuple[list[str], int]:
    """The words of a line, and how much of the last one bash takes for a word before it (``=`` breaks words there)."""
    from shlex import shlex  # noqa: PLC0415 (bash alone needs it)

    lexer = shlex(line, posix=True, punctuation_chars="")
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words += lexer
        unfinished = "" if line[-1:].isspace() else words.pop()
    except ValueError:  # a quotation that is still open: what is in it so far is the unfinished word
        unfinished = lexer.token.lstrip("'\"")
    cuts = [unfinished.rfind(mark) + 1 for mark in "=:" if mark in breaks]
    return [*words[1:], unfinished], max(cuts, default=0)


def complete(words: Sequence[str]) -> list[Candidate] | None:
    """The candidates for the last of ``words``; None where it is the name of a file."""
    *before, last = words or [""]
    commands = _commands()
    if not before:
        return _fitting(_first(commands, last), last)
    if before[0] not in commands:
        return []
    return _Typed(parameters(before[0]), before[1:]).complete(last)


def _commands() -> Mapping[str, Sequence[Sequence[Any]]]:
    import json  # noqa: PLC0415 (a Tab alone needs it)

    with open(os.path.join(os.path.dirname(__file__), "completions.json"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123 (pathlib would be imported for this alone)
        found: Mapping[str, Sequence[Sequence[Any]]] = json.load(file)
    return found


def parameters(command: str) -> list[Parameter]:
    """What a command takes."""
    return [Parameter(*each) for each in _commands()[command]]


def _first(commands: Iterable[str], last: str) -> Iterator[Candidate]:
    yield from (Candidate(name) for name in commands)
    if last.startswith("-"):
        yield from (Candidate(name) for name in ("--help", "--version"))


def _fitting(candidates: Iterable[Candidate], begun: str) -> list[Candidate]:
    return [each for each in candidates if each.word.startswith(begun)]


class _Typed:
    """The words between the command and the cursor, sorted out."""

    def __init__(self, taken: Sequence[Parameter], words: Sequence[str]) -> None:
        self._options = {name: each for each in taken for name in each.names}
        self._arguments = [each for each in taken if not each.names]
        self._used: set[str] = set()
        self._positional: list[str] = []
        self._waiting: Parameter | None = None  # the option whose value comes next
        for word in words:
            self._take(word)

    def _take(self, word: str) -> None:
        name, has_value, _ = word.partition("=")
        if self._waiting is not None:
            self._waiting = None
        elif name in self._options:
            option = self._options[name]
            self._used.update(() if option.many else option.names)
            self._waiting = None if has_value or option.is_flag else option
        elif not word.startswith("-") or word == "-":
            self._positional.append(word)

    def complete(self, last: str) -> list[Candidate] | None:
        """The candidates for the word at the cursor."""
        if self._waiting is not None:
            return self._values(self._waiting, last)
        name, has_value, begun = last.partition("=")
        if has_value and name in self._options:
            found = self._values(self._options[name], begun)
            return None if found is None else [each._replace(word=f"{name}={each.word}") for each in found]
        if last.startswith("-") and last != "-":
            return _fitting(self._names(), last)
        at = len(self._positional)
        argument = self._arguments[min(at, len(self._arguments) - 1)] if self._arguments else None
        if argument is None or (at >= len(self._arguments) and not argument.many):
            return _fitting(self._names(), last)
        return self._values(argument, last)

    def _names(self) -> Iterator[Candidate]:
        for name, option in self._options.items():
            if name.startswith("--") and name not in self._used:
                yield Candidate(name, option.help)
        yield Candidate("--help")

    def _values(self, parameter: Parameter, begun: str) -> list[Candidate] | None:
        """The values that a parameter takes; None: the name of a file."""
        if parameter.choices:
            return _fitting(map(Candidate, parameter.choices), begun)
        offered = _OFFERED.get(parameter.metavar)
        if offered is None:
            return None if parameter.metavar in _PATHS else []
        return _fitting(offered(self._positional, begun), begun)


_PATHS = frozenset({"FILE", "FILE...", "A", "[B]", "PATH", "PATH...", "DIR"})
"""Metavars of names of files; ``A`` and ``[B]`` are two documents that are held against each other."""


def _roots(files: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The trees of the files on the line, as far as they can be read."""
    from note_sched.document.source import read_source  # noqa: PLC0415 (ids and dates alone need it)

    for name in files:
        if name != "-":
            try:
                with open(name, "rb") as file:  # noqa: PTH123 (pathlib would be imported for this alone)
                    source = read_source(file.read())
                if "file" in source.text:
                    from note_sched.document.complaints import Complaints  # noqa: PLC0415 (few documents name a file)
                    from note_sched.intake.beside import Beside  # noqa: PLC0415 (as above)

                    Beside(os.path.dirname(name))(source, Complaints(source))  # noqa: PTH120 (as above)
                yield source.root
            except OSError:
                continue


def _holders(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    del begun
    for root in _roots(files):
        holders = root.get("holders")
        for holder in holders if isinstance(holders, list) else ():
            if isinstance(holder, dict) and isinstance(holder.get("id"), str):
                name = holder.get("name")
                yield Candidate(holder["id"], name if isinstance(name, str) and name.isprintable() else "")


def _dates(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    """The days that the file names, and without terms of its own the payment dates up to maturity."""
    del begun
    from datetime import date  # noqa: PLC0415 (ids need none)

    for root in _roots(files):
        note = root.get("note")
        days = {day for day in _scalars(root) if _is_day(day)}
        if not isinstance(note, dict) or "terms" in root:
            note = {}
        if _is_day(note.get("first_payment_date")) and _is_day(note.get("maturity_date")):
            from note_sched.measure.ladder import Ladder  # noqa: PLC0415 (as above)

            ladder = Ladder(date.fromisoformat(note["first_payment_date"]))
            days.update(str(day) for day in ladder.through(date.fromisoformat(note["maturity_date"])))
        yield from (Candidate(day) for day in sorted(days))


def _scalars(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from _scalars(each)


def _is_day(written: object) -> bool:
    from datetime import date  # noqa: PLC0415 (as above)

    try:
        return isinstance(written, str) and len(written) == 10 and bool(date.fromisoformat(written))
    except ValueError:
        return False


def _months(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    yield Candidate("last", "the month before this one")
    yield from (Candidate(month) for month in dict.fromkeys(day.word[:7] for day in _dates(files, begun)))


def _settings(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    """``key=`` while the key is written, then ``key=value``."""
    from typing import get_args  # noqa: PLC0415 (this alone needs it)

    from note_sched.document.fields import alternatives, fields_of  # noqa: PLC0415 (as above)
    from note_sched.document.model import Reading, Simulation  # noqa: PLC0415 (as above)

    key, written, _ = begun.partition("=")
    for section, kind in (("reading", Reading), ("simulation", Simulation)):
        for name, field in fields_of(kind).items():
            if not written:
                yield Candidate(f"{section}.{name}=")
            elif key == f"{section}.{name}":
                (annotation,) = alternatives(field.annotation)
                values = get_args(annotation) or [
                    each.value for each in getattr(annotation, "__members__", {}).values()
                ]
                yield from (Candidate(f"{key}={value}") for value in values or (day.word for day in _dates(files, "")))
    yield from _terms(key, written=bool(written))


def _terms(key: str, *, written: bool) -> Iterator[Candidate]:
    """``terms.blockage.last_day=``, then its words."""
    from note_sched.document.fields import alternatives, choices, is_term_value  # noqa: PLC0415 (as above)
    from note_sched.document.paper import keys  # noqa: PLC0415 (as above)

    for name, field in dict(keys()).items():
        if not written:
            yield Candidate(f"{name}=")
        elif key == name:
            for admitted in alternatives(field.annotation):
                words = list(admitted.words) if is_term_value(admitted) else choices(admitted)
                yield from (Candidate(f"{key}={word}") for word in words)


def _kinds(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    """The types of events, for the first word of one."""
    del files, begun
    from note_sched.document.fields import EVENT_KINDS  # noqa: PLC0415 (this alone needs it)

    yield from (Candidate(kind) for kind in EVENT_KINDS)


def _columns_of_files(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    """The keys that a column may stand for."""
    del files, begun
    from note_sched.document.named_files import HolderColumns, PaymentColumns  # noqa: PLC0415 (this alone needs it)

    for key in dict.fromkeys((*HolderColumns.__struct_fields__, *PaymentColumns.__struct_fields__)):
        yield Candidate(f"{key}=")


def _columns(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    del files, begun
    from note_sched.reports.explanation.names import COLUMNS  # noqa: PLC0415 (this alone needs it)

    yield from map(Candidate, COLUMNS)


def _clauses(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    """Numbers of clauses, with points: a shell leaves those alone."""
    del files, begun
    from note_sched.instruments import AIR_INDUSTRIES_2008  # noqa: PLC0415 (this alone needs it)

    for number, clause in AIR_INDUSTRIES_2008.clauses.items():
        yield Candidate(number.replace(")", "").replace("(", "."), clause.about)


def _topics(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    del files, begun
    from note_sched.cli.guide import topics  # noqa: PLC0415 (it is loaded already)

    yield from (Candidate(topic, about) for topic, about in topics())


def _instruments(files: Sequence[str], begun: str) -> Iterator[Candidate]:
    del files, begun
    from note_sched.instruments import KEYS, origin  # noqa: PLC0415 (this alone needs it)

    yield from (Candidate(key, origin(key).splitlines()[0]) for key in KEYS)


_OFFERED: Mapping[str, Callable[[Sequence[str], str], Iterator[Candidate]]] = {
    "ID": _holders,
    "HOLDER": _holders,
    "DATE": _dates,
    "MONTH": _months,
    "KEY=VALUE": _settings,
    "EVENT": _kinds,
    "KEY=NAME": _columns_of_files,
    "EVENT...": _kinds,
    "COLUMN": _columns,
    "NUMBER": _clauses,
    "[TOPIC]": _topics,
    "INSTRUMENT": _instruments,
    "[INSTRUMENT]": _instruments,
}


def tell(arguments: Sequence[str], shell: str) -> None:
    """Answer a shell."""
    try:
        told = answer(arguments, shell)
        sys.stdout.write(f"{told}\n" if told else "")
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 (nothing is offered, and nobody is told)
        return
