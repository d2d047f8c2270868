"""A journal as beancount or hledger reads it; the accounts, the order and the cents are the same in both."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby

from note_sched.faults import FileLine
from note_sched.measure.business_days import DAY
from note_sched.measure.money import write_sum
from note_sched.pages.postings import Account, Assertion, Journal, Posting, Transaction
from note_sched.rendering.values_in_words import GLUE, write_words

_CURRENCY = "USD"


def beancount(journal: Journal) -> str:
    """The journal for beancount: an assertion is of the morning after, and exact."""
    return "".join(beancount_pieces(journal))


def hledger(journal: Journal) -> str:
    """The journal for hledger: assertions of one evening stand in one transaction that moves nothing."""
    return "".join(hledger_pieces(journal))


def beancount_pieces(journal: Journal) -> Iterator[str]:
    """As ``beancount``, entry by entry: of ten thousand Holders it is a hundred megabytes."""
    opened = [f"{journal.opened} open {_name(account)} {_CURRENCY}" for account in journal.accounts]
    return _written(journal, opened, _beancount_transaction, _beancount_evening)


def hledger_pieces(journal: Journal) -> Iterator[str]:
    """As ``hledger``, entry by entry."""
    opened = [f"account {_name(account)}" for account in journal.accounts]
    return _written(journal, [f"commodity 1000.00 {_CURRENCY}", *opened], _hledger_transaction, _hledger_evening)


def _written(
    journal: Journal,
    opened: list[str],
    transaction: Callable[[Transaction], Iterator[str]],
    evening: Callable[[date, Iterator[Assertion]], Iterator[str]],
) -> Iterator[str]:
    yield "\n".join([*(f"; {_plain(remark)}" for remark in journal.remarks), "", *opened, ""])
    for (asserting, day), entries in groupby(journal.entries, lambda each: (isinstance(each, Assertion), each.date)):
        if asserting:
            yield "\n".join([*evening(day, entries), ""])  # type: ignore[arg-type]  # they are assertions alone
            continue
        for entry in entries:
            yield "\n".join(["", *transaction(entry), ""])  # type: ignore[arg-type]  # and transactions


def _name(account: Account) -> str:
    return ":".join(account)


def _plain(words: str) -> str:
    """Words on one line, with nothing in them that could be obeyed."""
    return write_words(words).replace(GLUE, " ")


def _quoted(words: str) -> str:
    r"""A string of beancount.

    >>> _quoted('a "b" \\')
    '"a \\"b\\" \\\\"'
    """
    return '"' + _plain(words).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _legs(entry: Transaction) -> Iterator[tuple[Posting, str]]:
    """The postings with their lines; sums stand under each other."""
    names = [_name(posting.account) for posting in entry.postings]
    sums = [write_sum(posting.cents) for posting in entry.postings]
    widest, longest = max(map(len, names)), max(map(len, sums))
    for posting, name, written in zip(entry.postings, names, sums, strict=True):
        yield posting, f"  {name:{widest}}  {written:>{longest}} {_CURRENCY}"


def _beancount_transaction(entry: Transaction) -> Iterator[str]:
    yield f"{entry.date} {'!' if entry.assumed else '*'} {_quoted(entry.what)}"
    yield f"  clause: {_quoted(entry.clause)}"
    yield f"  event: {_quoted(entry.event)}"
    if entry.line:
        yield f'  line: "{entry.line}"' if isinstance(entry.line, FileLine) else f"  line: {entry.line}"
    for posting, line in _legs(entry):
        yield line
        if posting.clause:
            yield f"    clause: {_quoted(posting.clause)}"


def _beancount_evening(day: date, assertions: Iterator[Assertion]) -> Iterator[str]:
    yield ""
    morning = f"{day + DAY} balance"
    for each in assertions:
        yield f"{morning} {_name(each.account)}  {write_sum(each.cents)} ~ 0.00 {_CURRENCY}"


def _hledger_transaction(entry: Transaction) -> Iterator[str]:
    line = f", line: {entry.line}" if entry.line else ""
    yield f"{entry.date} {'!' if entry.assumed else '*'} {_plain(entry.what)}  ; event: {entry.event}{line}"
    yield f"  ; clause: {entry.clause}"
    for posting, written in _legs(entry):
        yield f"{written}  ; clause: {posting.clause}" if posting.clause else written


def _hledger_evening(day: date, assertions: Iterator[Assertion]) -> Iterator[str]:
    yield from ("", f"{day} * Balances at the end of the day")
    for each in assertions:
        yield f"  {_name(each.account)}  0.00 {_CURRENCY} = {write_sum(each.cents)} {_CURRENCY}"
