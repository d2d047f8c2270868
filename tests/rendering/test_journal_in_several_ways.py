"""The books of notes with interest in kind or in default: capitalisation is a posting, and both programs agree."""

import shutil
import subprocess
import sys

import pytest
from notes import cents, event
from ways import MANY, OF_2017, TOGGLE, of_many_kinds, paper

from note_sched.pages.postings import Transaction
from note_sched.rendering.journal_text import beancount, hledger
from note_sched.reports.books.journal import disagreements, journal
from note_sched.simulation import simulate

HLEDGER = shutil.which("hledger")


def of(document, kind):
    """The postings of a kind of transaction, the first of them."""
    found = journal(simulate(document, traced=True)).entries
    first = next(each for each in found if isinstance(each, Transaction) and each.event == kind)
    return str(first.date), {":".join(each.account[-2:]): each.cents for each in first.postings}


ELECTED = event("pik_election", "2017-05-01", for_="2017-05-31")


def test_interest_accrued_becomes_principal():
    """T-21: 12% of 99 days, 3,254.79, and no cash."""
    document = paper({"pik": TOGGLE}, ELECTED, **OF_2017)
    assert of(document, "capitalised") == ("2017-05-31", {"A:Interest-Accrued": 325_479, "A:Principal": -325_479})


def test_what_it_is_rounded_by_is_a_cost():
    """Up to the dollar: 3,255.00 for the 3,254.79 that had accrued."""
    document = paper({"pik": {"all": "yes", "round": "dollar_up"}}, **OF_2017 | {"interest_rate": "12% per year"})
    day, legs = of(document, "capitalised")
    assert (day, legs["A:Principal"], legs["Interest:A"]) == ("2017-05-31", -cents(3255), 21)


def test_what_is_deemed_in_kind_was_due():
    assert of(paper({"pik": {"deemed": "yes"}}, **OF_2017), "deemed") == (
        "2017-05-31",
        {"A:Interest-Due": 216_986, "A:Principal": -216_986},
    )


def test_an_election_deemed_made_takes_back_what_had_accrued():
    pik = {"pik": TOGGLE | {"when_barred": "capitalise"}}
    debt = {"id": "bank", "lender": "Bank", "principal": "500,000.00"}
    document = paper(
        pik,
        event("senior_maturity", "2017-05-31", facility="bank"),
        others={"senior_matured": "bars"},
        debts=[debt],
        **OF_2017,
    )
    assert of(document, "elected") == ("2017-05-31", {"A:Interest-Accrued": 216_986, "Interest:A": -216_986})
    assert of(document, "capitalised")[1] == {"A:Interest-Accrued": 325_479, "A:Principal": -325_479}
    assert not list(disagreements(journal(simulate(document, traced=True))))


@pytest.mark.parametrize("seeds", [MANY[3], *(pytest.param(seeds, marks=pytest.mark.long) for seeds in MANY[4:30])])
def test_whatever_the_ways_the_books_are_the_schedules(seeds):
    for seed, document, run, _ in of_many_kinds(seeds):
        for holders in ((), (document.holders[0].id,)):
            books = journal(run, holders)
            assert not list(disagreements(books)), (seed, holders)
            balanced = [each for each in books.entries if isinstance(each, Transaction)]
            assert not any(sum(leg.cents for leg in each.postings) for each in balanced), seed


@pytest.mark.parametrize("seeds", [range(60, 66), pytest.param(range(66, 100), marks=pytest.mark.long)], ids=str)
def test_both_programs_accept_them(seeds, tmp_path):
    for seed, _, run, _ in of_many_kinds(seeds):
        books = journal(run)
        (tmp_path / "notes.beancount").write_text(beancount(books), "utf-8")
        command = (sys.executable, "-m", "beancount.scripts.check", "notes.beancount")
        found = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)  # noqa: S603
        assert (seed, found.returncode, found.stdout, found.stderr) == (seed, 0, b"", b"")
        if HLEDGER is not None:
            command = (HLEDGER, "-f", "-", "check", "--strict", "ordereddates")
            found = subprocess.run(command, input=hledger(books).encode(), capture_output=True, check=False)  # noqa: S603
            assert (seed, found.returncode, found.stderr) == (seed, 0, b"")
