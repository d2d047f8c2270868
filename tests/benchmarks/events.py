"""What many events of one kind cost: the run in memory, its load from YAML beside it, and how both grow.

    python tests/benchmarks/events.py [--only WORD] [EVENTS ...]

For 250, 500, 1,000 and 2,000 events of each kind: CPU time of the load and of the run, the better of two, and the
exponent of growth between the last two sizes (1: linear; 2: twice the events take four times as long).
"""

# ruff: noqa: T201  (a benchmark prints)

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import log

from note_sched.document.load import load
from note_sched.simulation import simulate

FIRST = date(2008, 9, 26)
TWENTY_MONTHS, THIRTY_YEARS = "2010-05-31", "2038-09-30"
TRIES = 2

Lines = Iterable[str]


def _spread(count: int, days: int = 550) -> list[date]:
    """So many days, evenly over the first ones of a note."""
    return [FIRST + timedelta(days=10 + each * days // count) for each in range(count)]


def _default(number: int, on: date, kind: str = "other", cured: date | None = None) -> str:
    over = "" if cured is None else f", cured: {cured}"
    return f"{{type: senior_default, date: {on}, id: d{number}, facility: pnc, kind: {kind}{over}}}"


def _notice(number: int, on: date) -> str:
    return f"{{type: blockage_notice, date: {on}, defaults: [d{number}]}}"


def notices_of_one_day(count: int) -> Lines:
    """Each founds a window of a year."""
    for number in range(count):
        yield _default(number, date(2009, 1, 15))
        yield _notice(number, date(2009, 3, 2))


def notices_one_after_another(count: int) -> Lines:
    """The first founds a window; the others meet it, and are void."""
    for number, on in enumerate(_spread(count)):
        yield _default(number, on - timedelta(days=5))
        yield _notice(number, on)


def notices_of_short_defaults(count: int) -> Lines:
    """Payment defaults, each noticed and cured: windows of some days, overlapping, under a paper that limits none."""
    for number, on in enumerate(_spread(count)):
        yield _default(number, on - timedelta(days=2), "payment", on + timedelta(days=4))
        yield _notice(number, on)


def cured_defaults(count: int) -> Lines:
    """Senior defaults that nobody noticed, and breaches of the Note, cured again."""
    for number, on in enumerate(_spread(count)):
        if number % 2:
            yield _default(number, on, cured=on + timedelta(days=3))
        else:
            yield f"{{type: breach, date: {on}, cured: {on + timedelta(days=20)}}}"


def transfers(count: int) -> Lines:
    """A part of a Note goes to and fro."""
    for number, on in enumerate(_spread(count)):
        source, target = ("a", "b") if number % 2 else ("b", "a")
        yield f"{{type: transfer, date: {on}, from: {source}, to: {target}, amount: 100.00}}"


def payments(count: int) -> Lines:
    """Payments to all Holders."""
    for on in _spread(count):
        yield f"{{type: payment, date: {on}, amount: 25.00}}"


def expenses(count: int) -> Lines:
    """Demands of a Holder, unpaid: payments are recorded alone."""
    for on in _spread(count):
        yield f"{{type: expense, date: {on}, holder: a, amount: 10.00}}"


def distributions(count: int) -> Lines:
    """Distributions to all Holders."""
    for on in _spread(count):
        yield f"{{type: distribution, date: {on}, amount: 25.00}}"


def balances(count: int) -> Lines:
    """The Senior debt, day by day, and what was paid on it."""
    for number, on in enumerate(_spread(count)):
        if number % 2:
            yield f"{{type: senior_payment, date: {on}, facility: pnc, amount: 10.00}}"
        else:
            yield f"{{type: senior_balance, date: {on}, facility: pnc, outstanding: '{7_000_000 - number}.00'}}"


def portions(count: int) -> Lines:
    """Portions of Senior principal, each paid three days after it fell due."""
    for number, on in enumerate(_spread(count)):
        if number % 2:
            yield f"{{type: senior_payment, date: {on + timedelta(days=3)}, facility: pnc, amount: 10.00}}"
        else:
            yield f"{{type: senior_maturity, date: {on}, facility: pnc, amount: 10.00}}"


def wires(count: int) -> Lines:
    """A wire to each of many Holders, month by month, for a year: one Holder has a twelfth of the events."""
    holders = max(1, count // 12)
    for month in range(12):
        on = date(2008 + (10 + month) // 12, (10 + month) % 12 + 1, 1)
        for number in range(holders):
            yield f"{{type: payment, date: {on}, amount: 10.00, to: h{number}}}"


def _debts(count: int = 0) -> str:
    """The Senior debt, and a chain of refinancings of it."""
    facts = "lender: x, principal: '8,000,000.00', in_effect: 2008-09-26, purpose: other, notice: 2008-09-01"
    chain = "".join(
        f"- {{id: r{number}, refinances: {f'r{number - 1}' if number else 'pnc'}, {facts}}}\n"
        for number in range(count)
    )
    return "- {id: pnc, lender: PNC Bank, principal: '8,000,000.00'}\n" + chain


def document(
    events: Lines = (),
    *,
    debts: int = 0,
    holders: int = 0,
    matures: str = TWENTY_MONTHS,
    reading: str = "{}",
    simulation: str = "{}",
) -> bytes:
    """A document with these parts, of two Holders or many."""
    names = [f"h{number}" for number in range(holders)] or ["a", "b"]
    return (
        "note: {title: Note, borrower: Borrower, issue_date: 2008-09-26, interest_rate: 1% per month,\n"
        f"  first_payment_date: 2008-11-01, maturity_date: {matures}}}\n"
        f"reading: {reading}\nsimulation: {simulation}\n"
        "holders:\n"
        + "".join(f"- {{id: {name}, name: {name}, principal: '50,000.00'}}\n" for name in names)
        + "senior_debt:\n"
        + _debts(debts)
        + "events:\n"
        + ("".join(f"- {line}\n" for line in events) or "  []\n")
    ).encode()


KINDS: dict[str, Callable[[int], bytes]] = {
    "blockage notices of one day": lambda n: document(notices_of_one_day(n)),
    "blockage notices one after another": lambda n: document(notices_one_after_another(n)),
    "blockage notices, short windows": lambda n: document(
        notices_of_short_defaults(n), reading="{proviso_scope: other_defaults}"
    ),
    "defaults and breaches, cured": lambda n: document(cured_defaults(n)),
    "transfers": lambda n: document(transfers(n)),
    "transfers under a block": lambda n: document(
        [_default(0, date(2008, 9, 26)), _notice(0, date(2008, 9, 28)), *transfers(n)]
    ),
    "payments": lambda n: document(payments(n), simulation="{payments: recorded}"),
    "expenses, unpaid": lambda n: document(expenses(n), simulation="{payments: recorded}"),
    "distributions": lambda n: document(distributions(n)),
    "Senior balances and payments": lambda n: document(balances(n)),
    "Senior portions, paid late": lambda n: document(portions(n)),
    "wires to many Holders": lambda n: document(wires(n), holders=max(1, n // 12), simulation="{payments: recorded}"),
    "refinancings in a chain": lambda n: document(debts=n),
    "payments over thirty years": lambda n: document(payments_of_thirty_years(n), matures=THIRTY_YEARS),
}


def payments_of_thirty_years(count: int) -> Lines:
    """As ``payments``, spread over a long life."""
    for on in _spread(count, 10_800):
        yield f"{{type: payment, date: {on}, amount: 25.00}}"


def measure(raw: bytes) -> tuple[float, float]:
    """CPU seconds of the load, and of the run."""
    best = (float("inf"), float("inf"))
    for _ in range(TRIES):
        gc.collect()
        begin = time.process_time()
        loaded = load(raw)
        between = time.process_time()
        simulate(loaded)
        best = min(best[0], between - begin), min(best[1], time.process_time() - between)
    return best


def main(sizes: list[int], only: str) -> None:
    """Measure and print."""
    print(f"CPU ms of load | run; Python {sys.version.split()[0]}")
    print(f"{'':<36}" + "".join(f"{size:>16,}" for size in sizes) + "        exponents")
    for name, made in KINDS.items():
        if only not in name:
            continue
        measured = []
        for size in sizes:
            measured.append(measure(made(size)))
            gc.collect()
        cells = "".join(f"{loading * 1000:>8.0f} |{run * 1000:>6.0f}" for loading, run in measured)
        print(f"{name:<36}{cells}        {_exponents(sizes, measured)}", flush=True)


def _exponents(sizes: list[int], measured: list[tuple[float, float]]) -> str:
    if len(sizes) < 2:
        return ""
    grown = log(sizes[-1] / sizes[-2])
    return " | ".join(f"{log(measured[-1][part] / measured[-2][part]) / grown:.1f}" for part in (0, 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, metavar="EVENTS")
    parser.add_argument("--only", default="", metavar="WORD", help="the kinds whose name has this in it")
    chosen = parser.parse_args()
    main(chosen.sizes or [250, 500, 1_000, 2_000], chosen.only)
