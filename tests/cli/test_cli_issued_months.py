"""A late fact concerns months already issued: they are named on every run until all of them are restated."""

import json

import pytest

HEAD = """note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26
  maturity_date: 2010-05-31
  interest_rate: 1% per month
  first_payment_date: 2008-11-01
holders:
"""


@pytest.fixture
def agent(note_sched, tmp_path):
    """An agent with so many Holders of 120,000.00 each: the document, the line of the crontab, what stands there."""

    class Agent:
        def __init__(self, holders):
            self.holders = holders
            self.write(november=1_400 * holders)  # 5/30 of September's 1,200.00, and October's

        def write(self, november):
            """All wires through February; ``november``: the sum of the first, in dollars."""
            sums = (("2008-11-03", november), *((on, 1_200 * self.holders) for on in MONTHLY))
            whose = "".join(f"  - {{id: h{n}, name: H {n}, principal: 120000}}\n" for n in range(self.holders))
            paid = "".join(f"  - {{type: payment, date: {on}, amount: {sum_}.00}}\n" for on, sum_ in sums)
            text = f"{HEAD}{whose}events:\n{paid}simulation:\n  recorded_through: 2009-02-28\n"
            (tmp_path / "note.yaml").write_text(text, "utf-8")

        def issue(self, *options, month="last"):
            asked = ("--month", month, "--output-dir", "issued", "--format", "json", *options)
            return note_sched("statement", "note.yaml", *asked)

        def read(self, name):
            return json.loads((tmp_path / "issued" / f"{name}.json").read_text("utf-8"))

        def names(self, pattern):
            return {path.stem for path in (tmp_path / "issued").glob(pattern)}

    return Agent


MONTHLY = ("2008-12-01", "2009-01-02", "2009-02-02")
MONTHS = ("2008-10", "2008-11", "2008-12", "2009-01")


def said(run):
    return run.stderr.decode()


def test_months_that_differ_are_named_until_they_are_restated(agent):
    work = agent(2)
    assert work.issue(month="2008-10..2009-01").returncode == 0
    work.write(november=2_700)  # 100.00 less than the 2,800.00
    for _ in range(2):
        run = work.issue("--today", "2009-03-01")
        assert run.returncode == 1
        told = [line for line in said(run).splitlines() if "DIFFERS" in line]
        assert [line[:7] for line in told] == ["2008-11", "2008-12", "2009-01"]  # October was before the wire
        assert all("(statements: all; control sheet); --restate issues it anew" in line for line in told)
    assert not work.names("*-r1.json")
    run = work.issue("--today", "2009-03-01", "--restate")
    assert run.returncode == 0
    assert said(run).count("RESTATED, because of: changed: payment of 2008-11-03") == 3 * 3
    assert work.names("*-r1.json") == {f"{month}{who}-r1" for month in MONTHS[1:] for who in ("-h0", "-h1", "_control")}
    again = work.issue("--today", "2009-03-01", "--restate")
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def afternoon(work):
    """One correction three months later, in February: November's wire was short by 60.00 a Holder."""
    for month in MONTHS:
        assert work.issue(month=month).returncode == 0
    work.write(november=1_340 * work.holders)
    run = work.issue(month="issued")
    assert run.returncode == 0
    assert len(work.names("2008-10*")) == work.holders + 1
    for month in MONTHS[1:]:
        control = work.read(f"{month}_control-r1")
        assert all(each["difference"] == "0.00" for each in control["checks"])
        papers = [work.read(f"{month}-h{n}-r1") for n in range(work.holders)]
        assert {each["closing"]["interest_unpaid"] for each in papers} == {"60.00"}
        assert control["closing"]["interest_unpaid"] == f"{60 * work.holders}.00"
        lines = {each["line"]: (each["earlier"], each["now"]) for each in papers[0]["differences"]}
        assert lines["Closing: interest due"] == (None, "60.00")
        (cause,) = papers[0]["causes"]
        assert f"amount: {1_400 * work.holders}.00 before, {1_340 * work.holders}.00 now" in cause


def test_one_correction_three_months_later_restates_all_issued_months(agent):
    afternoon(agent(12))


@pytest.mark.long
def test_the_agents_afternoon(agent):
    afternoon(agent(180))


def test_only_what_stands_there_is_restated(agent):
    """Issued for one Holder alone, a month has no control sheet and no other Holder's paper afterwards either."""
    work = agent(2)
    work.issue("--holder", "h1", month="2008-11")
    work.write(november=2_700)
    run = work.issue(month="2008-12")
    assert "2008-11: DIFFERS now from what was issued (statements: h1); --restate" in said(run)
    assert work.issue("--restate", month="2008-12").returncode == 0
    assert work.names("2008-11*") == {"2008-11-h1", "2008-11-h1-r1"}


def test_who_knows_less_judges_nothing(agent):
    work = agent(2)
    work.issue(month="2008-11")
    work.write(november=2_700)
    assert "DIFFERS" not in said(work.issue("--known-at", "2009-01-01", month="2008-12"))


def test_a_record_that_is_none_is_told_and_stops_no_other_month(agent, tmp_path):
    work = agent(2)
    work.issue(month="2008-11")
    (tmp_path / "issued" / ".note-sched" / "2008-11.json").write_text("{}")
    run = work.issue(month="2008-12")
    assert run.returncode == 1
    assert "2008-11: was issued, and cannot be compared with what the document says now: " in said(run)
    assert work.names("2008-12*")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--month", "issued"), "--month issued is about files, and there is no --output-dir"),
        (("--month", "2008-10..2008-12"), "--month 2008-10..2008-12 is about files"),
        (("--month", "2008-11", "--restate"), "--restate is about files"),
        (("--month", "2008-12..2008-10", "--output-dir", "x"), "ends before it begins\n  hint: write 2008-10..2008-12"),
        (("--month", "2008-12..", "--output-dir", "x"), "--month '' is no month"),
        (("--month", "issued", "--output-dir", "nowhere"), "nothing was issued into nowhere"),
    ],
)
def test_what_cannot_be_met_is_refused(agent, note_sched, options, says):
    agent(1)
    run = note_sched("statement", "note.yaml", *options)
    assert (run.returncode, run.stdout) == (2, b"")
    assert says in said(run)
