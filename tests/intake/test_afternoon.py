"""The agent's afternoon: 180 Holders and fifteen instalments from two spreadsheets, with three mistakes in the bank's.

Each Holder has 10,000.00 to 50,000.00: a month's interest is 100.00 to 500.00, the first instalment 7/6 of it.
"""

import csv
import json
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from recalculated import converted, needs_soffice
from warm import run as warm

HOLDERS = [(f"h{n:03}", f"Holder Number {n}, L.P.", 10_000 * (1 + n % 5)) for n in range(1, 181)]
DUE = [date(2008, 11, 1), date(2008, 12, 1), *(date(2009, month, 1) for month in range(1, 13)), date(2010, 1, 1)]
NEW_YEARS = {date(2009, 1, 1), date(2010, 1, 1)}
PRINCIPAL = sum(principal for _, _, principal in HOLDERS)
NOTE = """\
note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26
  maturity_date: 2010-05-31
  interest_rate: 1% per month
  first_payment_date: 2008-11-01
holders: {file: register.FORM}
events:
  - {type: payments, file: bank.FORM, columns: {to: Payee, date: Value date}}
simulation: {recorded_through: 2010-01-31}
"""


def paid_on(due):
    """The day itself, or the next business day."""
    while due.weekday() > 4 or due in NEW_YEARS:
        due += timedelta(days=1)
    return due


def instalment(principal, due):
    """One percent, in cents; of the first instalment 7/6 of it, half up."""
    return (principal * 7 + 3) // 6 if due == DUE[0] else principal


def bank(*, mended=()):
    """A wire each; h017's of February is there twice, h050's of May is missing, h099's of July is 10.00 short."""
    for due in DUE:
        for holder, name, principal in HOLDERS:
            cents = instalment(principal, due)
            if (holder, due.month, due.year) == ("h050", 5, 2009) and "h050" not in mended:
                continue
            short = 10_00 if (holder, due.month, due.year) == ("h099", 7, 2009) else 0
            yield paid_on(due), name, cents - short
            if (holder, due.month, due.year) == ("h017", 2, 2009):
                yield paid_on(due), name, cents


def written(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def files(folder, form="csv", **how):
    written(folder / "register.csv", ["id", "name", "principal"], HOLDERS)
    wires = [(day, name, f"{cents // 100}.{cents % 100:02}") for day, name, cents in bank(**how)]
    written(folder / "bank.csv", ["Value date", "Payee", "Amount"], wires)
    (folder / "note.yaml").write_text(NOTE.replace("FORM", form), "utf-8")


def answered(folder, *arguments):
    run = warm(arguments, folder)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


def test_three_mistakes_are_three_warnings_each_in_its_own_month(tmp_path):
    files(tmp_path)
    assert PRINCIPAL == 5_400_000
    status, out, err = answered(tmp_path, "check", "note.yaml", "--strict")
    assert (status, out) == (1, "")
    twice, missing, short = err.splitlines()
    assert twice.startswith("bank.csv:559: warning: a payment of 300.00 to h017 on 2009-02-02 is recorded twice")
    assert missing.startswith("bank.csv:1083: warning: the payments of 2009-05-01 are not ratable")
    assert "h050 was paid nothing of the 100.00 that was due" in missing
    assert short.startswith("bank.csv:1540: warning: the payment of 490.00 on 2009-07-01 is below the 500.00")


@pytest.mark.long
def test_statements_are_issued_and_restated_and_their_control_totals_agree(tmp_path):
    """Cron issues May; three months later h050's wire of May is found, and its statement is restated, no other."""
    files(tmp_path)
    issue = ("statement", "note.yaml", "--month", "2009-05", "--output-dir", "issued", "--format", "csv")
    status, _, err = answered(tmp_path, *issue)
    assert status == 0, err
    assert len(list((tmp_path / "issued").glob("2009-05-h*.csv"))) == 180
    assert answered(tmp_path, *issue)[:2] == (0, "")
    files(tmp_path, mended={"h050"})
    status, _, err = answered(tmp_path, *issue)
    assert status == 0, err
    restated = sorted(path.name for path in (tmp_path / "issued").glob("2009-05-h*-r1.csv"))
    assert restated == ["2009-05-h050-r1.csv"]
    assert "2009-05-h050-r1: RESTATED" in err
    control = json.loads(answered(tmp_path, "statement", "note.yaml", "--month", "2009-05", "--format", "json")[1])
    assert {check["difference"] for check in control["control"]["checks"]} == {"0.00"}


@needs_soffice
def test_real_spreadsheets_say_the_same(tmp_path):
    """LibreOffice opens the csv files as an agent does, and saves workbooks: days and numbers as it has them."""
    files(tmp_path)
    _, expected, _ = answered(tmp_path, "simulate", "note.yaml", "--format", "csv")
    converted([tmp_path / "register.csv", tmp_path / "bank.csv"], tmp_path)
    (first, *_) = openpyxl.load_workbook(tmp_path / "bank.xlsx").active.iter_rows(
        min_row=2, max_col=3, values_only=True
    )
    assert first == (datetime(2008, 11, 3), "Holder Number 1, L.P.", 233.33)  # noqa: DTZ001 (a cell has no zone)
    files(tmp_path, "xlsx")
    status, found, err = answered(tmp_path, "simulate", "note.yaml", "--format", "csv")
    assert status == 0, err
    assert found == expected
    assert "bank.xlsx:559: warning: a payment of 300.00 to h017 on 2009-02-02 is recorded twice" in err
