"""The real programs accept the journals, and find the balances that the program found."""

import csv
import random
import shutil
import subprocess
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import realization
from beancount.core.data import Transaction
from comparing import loaded
from naive import documents
from notes import block, event, note

from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.rendering.journal_text import beancount, hledger
from note_sched.reports.books.journal import journal
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
BEAN_CHECK = (sys.executable, "-m", "beancount.scripts.check")  # what the program `bean-check` is
HLEDGER = shutil.which("hledger")
needs_hledger = pytest.mark.skipif(HLEDGER is None, reason="NOT CHECKED by hledger: install it (Debian: hledger)")


def by_name(path):
    return path.stem


def books(document, *holders):
    return journal(simulate(document, traced=True), holders)


def of_sample(path):
    run = simulate(load(path.read_bytes()), traced=True)
    return run, journal(run)


def checked(written, *command):
    """What hledger says about a journal."""
    return subprocess.run([HLEDGER, "-f", "-", *command], input=written.encode(), capture_output=True, check=False)  # noqa: S603


def owed(run):
    """What the engine says that each Note owes at the end, in dollars."""
    last = {row.holder: row for row in run.rows}
    return {
        holder: {
            "Principal": Decimal(row.principal) / 100,
            "Interest-Due": Decimal(row.interest_unpaid) / 100,
            "Expenses-Due": Decimal(row.expenses_unpaid) / 100,
        }
        for holder, row in last.items()
    }


def at_random(seeds):
    for seed in seeds:
        try:
            yield seed, books(loaded(documents.random_document(random.Random(seed))))
        except Faulty:  # it transfers more than is held
            continue


def some_short(paths):
    """Of every fifth sample in the short run too: beancount's balances, below, are those of all of them."""
    return [pytest.param(path, marks=() if at % 5 == 0 else pytest.mark.long) for at, path in enumerate(paths)]


@pytest.mark.parametrize("path", some_short(SAMPLES), ids=by_name)
def test_bean_check_accepts_every_sample(path, tmp_path):
    (tmp_path / "notes.beancount").write_text(beancount(of_sample(path)[1]), "utf-8")
    run = subprocess.run([*BEAN_CHECK, "notes.beancount"], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


@needs_hledger
@pytest.mark.parametrize("path", SAMPLES, ids=by_name)
def test_hledger_accepts_every_sample(path):
    run = checked(hledger(of_sample(path)[1]), "check", "--strict", "ordereddates")
    assert (run.returncode, run.stderr) == (0, b"")


BEFORE_ITS_ISSUE = note(
    event("transfer", "2008-12-15", from_="a", to="c", amount="10,000.00"),
    holders={"a": "100,000.00", "c": {"principal": "50,000.00", "issue_date": "2009-01-15"}},
)
BEYOND = note(
    event("payment", "2008-12-01", amount="152,500.01"),
    event("payment", "2009-02-10", amount="250.00"),
    event("refund", "2009-03-10", holder="a", amount="700.00"),
    event("payment", "2009-03-11", amount="9.00", to="b"),
    event("payment_returned", "2009-03-12", of="2009-03-11", amount="9.00", to="b"),
    holders={"a": "100,000.00", "b": "50,000.00"},
)


@pytest.mark.parametrize("document", [BEFORE_ITS_ISSUE, BEYOND], ids=["before its issue", "beyond"])
@pytest.mark.parametrize("holders", [(), ("a",)], ids=["all", "a"])
def test_both_programs_accept_what_the_samples_do_not_have(document, holders, tmp_path):
    """A transfer to a Holder before its own Note's issue; money beyond what was owed, refunded, returned."""
    found = books(document, *holders)
    (tmp_path / "notes.beancount").write_text(beancount(found), "utf-8")
    run = subprocess.run([*BEAN_CHECK, "notes.beancount"], cwd=tmp_path, capture_output=True, check=False)  # noqa: S603
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    if HLEDGER is not None:
        checked_ = checked(hledger(found), "check", "--strict", "ordereddates")
        assert (checked_.returncode, checked_.stderr) == (0, b"")


@pytest.mark.parametrize("seeds", [range(8), pytest.param(range(8, 40), marks=pytest.mark.long)], ids=str)
def test_beancount_accepts_random_documents(seeds):
    for seed, found in at_random(seeds):
        assert (seed, loader.load_string(beancount(found))[1]) == (seed, [])


@needs_hledger
@pytest.mark.parametrize("seeds", [range(40, 46), pytest.param(range(46, 70), marks=pytest.mark.long)], ids=str)
def test_hledger_accepts_random_documents(seeds):
    for seed, found in at_random(seeds):
        assert (seed, checked(hledger(found), "check", "--strict", "ordereddates").stderr) == (seed, b"")


def test_a_wrong_cent_is_found_out():
    """The assertions are the engine's: a cent less of interest, and both programs refuse the books."""
    found = books(note())
    for write, wrong in ((beancount, "1166.67 USD"), (hledger, "1166.67 USD")):
        spoiled = write(found).replace(f"-{wrong}", "-1166.66 USD", 1).replace(f" {wrong}", " 1166.66 USD", 1)
        assert spoiled != write(found)
        if write is beancount:
            assert loader.load_string(spoiled)[1]
        elif HLEDGER:
            assert checked(spoiled, "check").returncode


@pytest.mark.parametrize("path", SAMPLES, ids=by_name)
def test_beancounts_balances_are_the_engines(path):
    run, found = of_sample(path)
    entries, errors, _ = loader.load_string(beancount(found))
    assert errors == []
    root = realization.realize(entries)
    for holder, sums in owed(run).items():
        for what, dollars in sums.items():
            account = realization.get(root, f"Liabilities:Notes:{holder.capitalize()}:{what}")
            balance = account.balance.get_currency_units("USD").number if account is not None else Decimal(0)
            assert -balance == dollars


@needs_hledger
@pytest.mark.parametrize("path", SAMPLES, ids=by_name)
def test_hledgers_balances_are_the_engines(path):
    run, found = of_sample(path)
    printed = checked(hledger(found), "balance", "-O", "csv", "--no-total", "--empty", "--flat").stdout.decode()
    told = {row[0]: Decimal(row[1].replace(" USD", "")) for row in csv.reader(StringIO(printed)) if row[0] != "account"}
    for holder, sums in owed(run).items():
        for what, dollars in sums.items():
            assert -told.get(f"Liabilities:Notes:{holder.capitalize()}:{what}", Decimal(0)) == dollars


def test_clause_event_and_line_go_along():
    """As beancount reads them; an assumed payment has its flag."""
    paid = event("payment", "2009-04-01", amount="1,000.00")
    document = note(*block("2009-03-10"), paid, simulation={"recorded_through": "2009-04-30"})
    entries, _, _ = loader.load_string(beancount(books(document)))
    found = [each for each in entries if isinstance(each, Transaction)]
    (recorded,) = [each for each in found if each.meta["event"] == "payment"]
    assert (recorded.flag, recorded.meta["clause"], recorded.meta["line"]) == (
        "*",
        "preamble",
        document.events[-1].line,
    )
    assert [posting.meta.get("clause") for posting in recorded.postings] == ["1(g)", None]
    assert {each.flag for each in found if each.meta["event"] == "assumed"} == {"!"}
    assert {each.flag for each in found if each.meta["event"] != "assumed"} == {"*"}


HOSTILE = (
    '"\n2009-01-01 open Assets:Evil',
    "x ; date: 2001-01-01, type: A",
    "\x1b[31m",
    "\\",
    "| p",
    "=1+1",
)


def test_names_are_harmless():
    """A name stands in a remark on one line, where nothing is obeyed."""
    holders = {f"h{number}": {"principal": "100.00", "name": name} for number, name in enumerate(HOSTILE)}
    found = books(note(holders=holders, terms={"title": HOSTILE[0], "borrower": HOSTILE[1]}))
    for write in (beancount, hledger):
        written = write(found)
        assert "\x1b" not in written
        assert not [line for line in written.splitlines() if "Evil" in line and not line.startswith("; ")]
    assert loader.load_string(beancount(found))[1] == []
    if HLEDGER:
        assert checked(hledger(found), "check", "--strict").stderr == b""


def test_ids_make_accounts_of_their_own():
    """Accounts begin with a capital or a digit and hold letters, digits and -; no two Holders share one."""
    holders = {"a.b": "1.00", "a_b": "2.00", "A-b": "3.00", "7up": "4.00"}
    found = books(note(holders=holders))
    assert loader.load_string(beancount(found))[1] == []
    names = {account[2] for account in found.accounts if account[:2] == ("Liabilities", "Notes")}
    assert names == {"A-b", "A-b-2", "A-b-3", "7up"}
