"""How people read a value: sums grouped and never cut, every day with its weekday, nothing invisible in a name."""

from collections.abc import Callable
from datetime import date
from itertools import accumulate, takewhile
from typing import Any

from note_sched.measure import money
from note_sched.measure.accrual import PerDiem
from note_sched.measure.business_days import MONTHS
from note_sched.measure.money import write_grouped
from note_sched.pages.page import Kind, Page
from note_sched.pages.values import Increase, Money, Phrase

GLUE = "\N{NO-BREAK SPACE}"
"""Stands inside what must stay on one line while text is wrapped (``Sat 2008-11-01``); printed as a space."""

ZERO = "-"

UNDER = "- "
"""Begins a sentence of a ``Section`` that stands under the one before."""

SIGNED = ("By", "Name", "Title", "Date")
"""What a party writes in when it signs; there is most room beside the first."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write_day(day: date) -> str:
    """A day with its weekday.

    >>> write_day(date(2008, 11, 1)).replace(GLUE, " ")
    'Sat 2008-11-01'
    """
    return f"{_WEEKDAYS[day.weekday()]}{GLUE}{day.isoformat()}"


def spoken_day(day: date, *, year: bool = True, short: bool = False) -> str:
    """A day as people speak of it.

    >>> spoken_day(date(2009, 3, 10)), spoken_day(date(2009, 3, 10), year=False, short=True)
    ('March 10, 2009', 'Mar 10')
    """
    month = MONTHS[day.month - 1]
    return f"{month[:3] if short else month} {day.day}" + (f", {day.year}" if year else "")


def write_spoken(phrase: Phrase) -> str:
    """A phrase with its days as people speak of them: the year with the last day of each year.

    >>> write_spoken(["from ", date(2009, 3, 10), " to ", date(2009, 4, 5), "; not before ", date(2010, 7, 16)])
    'from March 10 to April 5, 2009; not before July 16, 2010'
    """
    if isinstance(phrase, str):
        return write_words(phrase)
    days = [part for part in phrase if isinstance(part, date)]
    years = [None, *(day.year for day in days), None]
    told = iter(
        spoken_day(day, year=day.year != later or earlier not in (None, day.year))
        for day, earlier, later in zip(days, years, years[2:], strict=False)
    )
    return "".join(next(told) if isinstance(part, date) else _part(part) for part in phrase)


def write_change(cents: int) -> str:
    """How many dollars more, or fewer.

    >>> write_change(123_456), write_change(-5)
    ('+1,234.56', '-0.05')
    """
    return f"+{write_grouped(cents)}" if cents > 0 else write_grouped(cents)


def write_per_diem(per_diem: PerDiem) -> str:
    """Dollars a day to six decimals, grouped.

    >>> write_per_diem(PerDiem(595_000_000, 30 * 100))
    '1,983.333333'
    """
    dollars, _, micro = money.write_per_diem(per_diem).partition(".")
    return f"{int(dollars):,}.{micro}"


def write_words(written: str | None) -> str:
    r"""Text in which control characters and marks of direction are shown, not obeyed.

    >>> write_words("Alder\x1b[31m")
    'Alder\\x1b[31m'
    """
    if not written or written.isprintable():
        return written or ""
    from note_sched.rendering.excerpt import visible_words  # noqa: PLC0415 (hardly any text needs it)

    return visible_words(written)


def write_phrase(phrase: Phrase | date | None) -> str:
    """Words with the values among them written out."""
    if phrase is None or isinstance(phrase, str):
        return write_words(phrase)
    if isinstance(phrase, date):
        return write_day(phrase)
    return "".join(map(_part, phrase))


def _part(part: object) -> str:
    if isinstance(part, str):
        return write_words(part)
    if isinstance(part, Increase):
        return write_change(part)
    if isinstance(part, Money):
        return write_grouped(part)
    if isinstance(part, date):
        return write_day(part)
    if isinstance(part, PerDiem):
        return write_per_diem(part)
    return str(part)


def _cell_money(cents: int | None) -> str:
    return write_grouped(cents) if cents else "" if cents is None else ZERO


def _cell_share(share: int | None) -> str:
    return "" if share is None else f"{share // 100}.{share % 100:02d}%"


def _cell_per_diem(per_diem: PerDiem | None) -> str:
    return "" if per_diem is None else write_per_diem(per_diem)


CELLS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: write_words,
    Kind.MONEY: _cell_money,
    Kind.DATE: lambda day: "" if day is None else write_day(day),
    Kind.FLAG: lambda flag: "" if flag is None else "yes" if flag else "no",
    Kind.LIST: lambda words: write_words(", ".join(words)),
    Kind.PER_DIEM: _cell_per_diem,
    Kind.SHARE: _cell_share,
    Kind.COUNT: lambda count: "" if count is None else str(count),
    Kind.PHRASE: write_phrase,
    Kind.CHANGE: lambda cents: write_change(cents) if cents else "" if cents is None else ZERO,
}
"""How a cell of each kind is written; None leaves it empty, a sum of zero is ``ZERO``."""

FIGURES = frozenset({Kind.MONEY, Kind.PER_DIEM, Kind.COUNT, Kind.SHARE, Kind.CHANGE})
"""Kinds that stand at the right of their column."""

WRAPPED = frozenset({Kind.TEXT, Kind.LIST, Kind.PHRASE})
"""Kinds that may take several lines."""


def width_of(written: str) -> int:
    """Columns that a text takes on a terminal: wide characters take two, combining ones none."""
    if written.isascii() or written.replace(GLUE, " ").isascii():  # as every day that is written
        return len(written)
    import unicodedata  # noqa: PLC0415 (names in other scripts need it)

    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in written)
    return len(written) + wide - sum(unicodedata.category(character) in _NO_WIDTH for character in written)


_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
"""Categories of what takes no column: accents, and joiners."""


def wrap(written: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken at spaces; a longer word is broken too, a figure or a day never."""
    lines: list[str] = []
    line: list[str] = []  # words, put together once: a line may be as long as a list of all Holders
    used = 0
    for each in written.split(" "):
        word, taken = each, width_of(each)
        if line and used + 1 + taken <= width:
            line.append(word)
            used += 1 + taken
            continue
        if line:
            lines.append(" ".join(line))
        while taken > width and not is_figure(word):
            cut = _fitting(word, width)
            lines.append(word[:cut])
            word = word[cut:]
            taken = width_of(word)
        line, used = [word] if word else [], taken
    return [*lines, " ".join(line)]


def _fitting(word: str, width: int) -> int:
    """How many letters of a longer word a line holds: one at least."""
    if word.isascii():
        return max(1, width)
    columns = accumulate(map(width_of, word))
    return max(1, sum(1 for _ in takewhile(lambda used: used <= width, columns)))


def is_figure(word: str) -> bool:
    """Whether a word is a sum or a day, which is never broken."""
    return GLUE in word or not word.strip("0123456789.,;:-+()$%")


def write_heading(page: Page) -> str:
    """What a paper is called: its title, or else the answer, or else what its first line speaks of."""
    first = page.head[0].text if page.head else "Report"
    return write_words(page.title) or write_phrase(page.headline) or write_phrase(first)
