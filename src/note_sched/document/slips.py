"""What was probably meant by a value that cannot be read: the sentence for each likely slip.

Every function takes the value as written and returns a ``Slip``. None of them decides whether a value is good: that is
done by the types of ``model`` and ``events``; these are asked only where one refused.
"""

import re
from collections.abc import Iterable
from datetime import date

from note_sched.document.codes import Code
from note_sched.document.lookalikes import keyed, oddity
from note_sched.document.text import quoted
from note_sched.measure.accrual import Rate
from note_sched.measure.business_days import FIRST_DAY, LAST_DAY, MONTHS, days_in_month
from note_sched.measure.money import read_sum
from note_sched.record import Record

DAYS_OF_MONTH = {
    "last_day": "the last day of a month",
    "first_business_day": "the first business day of a month",
    "last_business_day": "the last business day of a month",
}
"""Which day of a month a payment date is, in words; ``same_day`` is any."""

A_DATE = "a date as year-month-day, such as 2009-02-10"
A_SUM = "a sum such as 750000, 750,000.00 or $750,000.00"
A_RATE = "a rate with its period, such as 1% per month, 3% per quarter or 12% per year"
AN_ID = "an id: letters, digits, - _ and ., beginning with a letter or digit"
A_TIME = "a time of day from 00:00 to 23:59, such as 18:30"
A_RANK = "a whole number from 1 (the highest rank)"
A_TEXT = "a text"
YES_OR_NO = "yes or no"

# The patterns are compiled where they are first needed: most runs never see a fault.
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_SLASHED = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})"
_YEAR_FIRST = r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})(?P<time>[T ].*)?"
_DAY_FIRST = r"(\d{1,2})(?:st|nd|rd|th)?[ .-]*([A-Za-z]{3,9})[ .,-]*(\d{4})"
_MONTH_FIRST = r"([A-Za-z]{3,9})[ .-]*(\d{1,2})(?:st|nd|rd|th)?[ .,-]*(\d{4})"
_CURRENCY = r"(?i:US ?\$|USD|EUR|GBP|[$€£]|dollars?)"
_NUMBER_WITH_PERIOD = (
    r"(?P<number>[0-9.]+) ?(?:%|percent|per cent|pct) ?(?:per |a |each |/ ?|p\.? ?)?(?P<period>[A-Za-z.]+)"
)
_PERIODS = {
    "month": "month", "monthly": "month", "mo": "month", "mth": "month", "m": "month", "m.": "month", "mensem": "month",
    "year": "year", "yearly": "year", "annum": "year", "annually": "year", "annual": "year", "yr": "year", "a": "year",
    "a.": "year", "pa": "year", "pm": "month", "quarter": "quarter", "quarterly": "quarter", "qtr": "quarter",
}  # fmt: skip


_MOST_COMPARED = 500
_OTHERWISE = ("un", "non", "not", "in", "dis", "e")
"""What makes of a word another thing: nobody who writes ``unblocked`` or ``email`` means ``blocked`` or ``mail``."""


class Slip(Record, frozen=True):
    """What is wrong with a value, in the words of a fault."""

    code: str
    what: str
    expected: str
    hint: str = ""


def slipped_date(written: str) -> Slip:
    """A date in another order, with a time, with a day that does not exist, or too far away."""
    days = _meant_days(written)
    if len(days) > 1:
        meant = " or ".join(f"{day} ({MONTHS[day.month - 1]} {day.day})" for day in days)
        return Slip(Code.DATE, f"{quoted(written)} can be read as two different days", A_DATE, f"write {meant}")
    first = re.fullmatch(_YEAR_FIRST, written, re.ASCII)
    if first is not None and first["time"] and days:
        return Slip(Code.DATE, f"{quoted(written)} has a time of day", A_DATE, f"write {days[0]}")
    if days and written != days[0].isoformat():
        return Slip(Code.DATE, f"{quoted(written)} is no date as it is written here", A_DATE, f"write {days[0]}")
    if days:
        limits = f"a day from {FIRST_DAY} to {LAST_DAY}"
        return Slip(Code.DAY_OUT_OF_RANGE, f"{quoted(written)} is out of range", limits, "look at the year")
    if first is not None:
        return _no_such_day(written, int(first[1]), int(first[2]))
    return Slip(Code.DATE, f"{quoted(written)} is no date", A_DATE)


def _no_such_day(written: str, year: int, month: int) -> Slip:
    if not 1 <= month <= 12:
        return Slip(Code.NO_SUCH_DAY, f"{quoted(written)} is no day: there is no month {month}", A_DATE)
    if not year:
        return Slip(Code.NO_SUCH_DAY, f"{quoted(written)} is no day: there is no year 0", A_DATE)
    last = days_in_month(year, month)
    hint = f"{MONTHS[month - 1]} {year} has {last} days"
    return Slip(Code.NO_SUCH_DAY, f"{quoted(written)} is no day", A_DATE, hint)


def _meant_days(written: str) -> list[date]:
    """The days that a writer may have meant, the likeliest first."""
    if found := re.fullmatch(_YEAR_FIRST, written, re.ASCII):
        return _days((int(found[1]), int(found[2]), int(found[3])))
    if found := re.fullmatch(_SLASHED, written, re.ASCII):
        year = int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3])
        return _days((year, int(found[1]), int(found[2])), (year, int(found[2]), int(found[1])))
    if found := re.fullmatch(_DAY_FIRST, written, re.ASCII):
        return _days((int(found[3]), _MONTHS.get(found[2][:3].lower(), 0), int(found[1])))
    if found := re.fullmatch(_MONTH_FIRST, written, re.ASCII):
        return _days((int(found[3]), _MONTHS.get(found[1][:3].lower(), 0), int(found[2])))
    return []


def _days(*candidates: tuple[int, int, int]) -> list[date]:
    days: list[date] = []
    for year, month, day in candidates:
        if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            meant = date(year, month, day)
            if meant not in days:
                days.append(meant)
    return days


def slipped_sum(written: str) -> Slip:
    """A sum with a currency, a decimal comma, spaces, a fraction of a cent, a sign; or zero where none can be."""
    try:
        read_sum(written)
    except ValueError as error:
        expected = str(error)
    else:
        return Slip(Code.ZERO_SUM, f"the sum {quoted(written)} is zero", "a sum greater than zero")
    meant = meant_sum(written)
    return Slip(Code.SUM, f"{quoted(written)} is no sum", expected, f"write {meant}" if meant else "")


def slipped_sum_or_zero(written: str) -> Slip:
    """The same where zero is allowed."""
    slip = slipped_sum(written)
    return slip._replace(expected=f"{slip.expected}, or 0") if slip.expected == A_SUM else slip


def meant_sum(written: str) -> str:
    """The sum that was probably meant, as it should be written; nothing where that would be a guess."""
    bare = re.sub(_CURRENCY, "", written).strip()
    bare = re.sub(r"(?<=\d)[  '’_](?=\d{3})", ",", bare).lstrip("+")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[\d,]+(?:\.\d{1,2})?", bare):
        whole, point, cents = bare.partition(".")
        bare = f"{whole.replace(',', '').lstrip('0') or 0}{point}{cents}"
    try:
        read_sum(bare)
    except ValueError:
        return ""
    return bare if bare != written else ""


def slipped_rate(written: str) -> Slip:
    """A rate without its period, or with the period in other words."""
    found = re.fullmatch(_NUMBER_WITH_PERIOD, written.strip())
    period = _PERIODS.get(found["period"].lower()) if found else None
    if found and period and _is_rate(f"{found['number']}% per {period}"):
        hint = f"write {found['number']}% per {period}"
        return Slip(Code.RATE, f"{quoted(written)} is no rate as it is written here", A_RATE, hint)
    number = written.replace("percent", "").replace("%", "").strip()
    if _is_rate(f"{number}% per month"):
        hint = f"write {number}% per month, {number}% per quarter or {number}% per year"
        if "%" not in written and "percent" not in written:
            return Slip(Code.RATE, f"the rate {quoted(written)} has neither percent sign nor period", A_RATE, hint)
        return Slip(Code.RATE_WITHOUT_PERIOD, f"the rate {quoted(written)} does not say for which period", A_RATE, hint)
    return Slip(Code.RATE, f"{quoted(written)} is no rate", A_RATE)


def _is_rate(written: str) -> bool:
    try:
        Rate.read(written)
    except ValueError:
        return False
    return True


def slipped_id(written: str) -> Slip:
    """An id with a space, or with other characters that ids do not have."""
    from unicodedata import normalize  # noqa: PLC0415 (only where there is a fault)

    plain = normalize("NFKD", written).encode("ascii", "ignore").decode()  # é: e, not a gap
    meant = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._").lower()
    what = f"the id {quoted(written)} has a space in it" if " " in written else f"{quoted(written)} is no id"
    return Slip(Code.ID, what, AN_ID, f"write {meant}" if meant else "")


def too_long(written: str, most: int) -> Slip:
    """A value that no paper can show: a file pasted into one line."""
    what = f"{quoted(written)} has {len(written):,} letters"
    return Slip(Code.TOO_LONG, what, f"a value of at most {most:,} letters", "keep the rest in a file of its own")


def odd(what: str, written: str, expected: str) -> Slip:
    """A value that is right to the eye, and has a character in it that is not what it looks like."""
    return Slip(Code.ODD_CHARACTER, f"{what} {oddity(written)}", expected, f"write {keyed(written)}")


def slipped_flag(written: str) -> Slip:
    """``Yes``, ``y``, ``on``, ``1``, or a misspelling."""
    lower = written.lower()
    likely = {"y": "yes", "on": "yes", "1": "yes", "n": "no", "off": "no", "0": "no", "none": "no"}
    meant = likely.get(lower) or nearest(lower, ("yes", "no", "true", "false"))
    return Slip(Code.FLAG, f"{quoted(written)} is neither yes nor no", YES_OR_NO, f"write {meant}" if meant else "")


def slipped_choice(written: str, choices: Iterable[str]) -> Slip:
    """A word that is not among those that may stand here."""
    allowed = list(choices)
    meant = nearest(written, allowed)
    hint = f"did you mean {meant}?" if meant else ""
    return Slip(Code.CHOICE, f"{quoted(written)} is not among the words that may stand here", one_of(allowed), hint)


def slipped_time(written: str) -> Slip:
    """``6:30 pm``, ``18.30``, ``9:00``."""
    found = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})? ?([ap])?\.?m?\.?", written.lower())
    hint = ""
    if found:
        afternoon = {"p": 12, "a": 0}.get(found[3] or "")
        hour = int(found[1]) if afternoon is None else int(found[1]) % 12 + afternoon
        meant = f"{hour:02d}:{found[2] or '00'}"
        if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", meant):
            hint = f'write "{meant}"'
    return Slip(Code.TIME, f"{quoted(written)} is no time of day", A_TIME, hint)


def slipped_rank(written: str) -> Slip:
    """A rank that is no whole number."""
    return Slip(Code.RANK, f"{quoted(written)} is no rank", A_RANK, "equal ranks share pro rata")


def one_of(choices: Iterable[str]) -> str:
    """``a, b or c``."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that is most like what was written; nothing where none is.

    Among very many only case and punctuation are forgiven: likeness takes some microseconds for each.
    """
    plain = {_plain(word): word for word in known}
    meant = _plain(written)
    if meant in plain or len(plain) > _MOST_COMPARED:
        return plain.get(meant, "")
    from difflib import get_close_matches  # noqa: PLC0415  (only where there is a fault)

    close = get_close_matches(meant, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close and not any(meant == f"{un}{close[0]}" for un in _OTHERWISE) else ""


def _plain(word: str) -> str:
    """A word without what people write differently: case, underscore, hyphen, space."""
    return re.sub(r"[^a-z0-9]", "", word.lower())
