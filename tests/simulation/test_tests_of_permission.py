"""T-26: a component that is paid only while a test is passed."""

import pytest
from notes import barred_by, cents, event, note, row, windows

from note_sched.faults import Faulty
from note_sched.simulation import simulate

NOTE = {"issue_date": "2010-05-15", "maturity_date": "2014-05-15", "interest_rate": "10% per year"}
TERMS = NOTE | {"first_payment_date": "2010-06-15"}
TESTED = {"instrument": "plain", "permitted": {"interest": {"test": "fccr", "at_least": "1.10"}}}


def result(on, value, test="fccr"):
    return event("test_result", on, test=test, value=value)


def with_test(*events, paper=TESTED, **simulation):
    """365,000.00 at 10%, actual/365: 3,100.00 due on Tuesday 2010-06-15, 3,000.00 on Thursday 2010-07-15."""
    return note(*events, holders={"a": "365,000.00"}, debts={}, terms=TERMS, paper=paper, simulation=simulation)


@pytest.mark.parametrize(("value", "paid"), [("1.09", 0), ("1.0999", 0), ("1.1", 3_100), ("1.100", 3_100), ("-2", 0)])
def test_the_result_of_the_day_counts_and_numbers_compare_as_decimals(value, paid):
    run = simulate(with_test(result("2010-06-15", value), through="2010-06-20"))
    assert row(run, "2010-06-15").interest_paid == cents(paid)


def test_before_the_first_result_it_is_barred_and_what_was_missed_is_paid_on_the_day_that_passes():
    """3,100.00 of June 15 and 3,000.00 of July 15, the first day with a good result."""
    run = simulate(with_test(result("2010-07-15", "1.10"), through="2010-07-20"))
    assert row(run, "2010-06-15").interest_paid == 0
    assert row(run, "2010-07-15").interest_paid == cents(6_100)
    assert windows(run, "permitted") == [("2010-05-15", "2010-07-14")]


def test_of_two_results_the_latest_counts_and_of_one_day_that_written_later():
    results = [result("2010-06-20", "1.20"), result("2010-06-10", "1.00"), result("2010-06-20", "1.05")]
    assert barred_by(with_test(*results), "2010-06-20") == {"permitted"}
    assert barred_by(with_test(*reversed(results)), "2010-06-20") == set()
    assert barred_by(with_test(*reversed(results)), "2010-06-19") == {"permitted"}


def test_another_test_and_another_component_are_not_concerned():
    document = with_test(result("2010-06-01", "9", test="leverage"))
    assert barred_by(document, "2010-06-15") == {"permitted"}
    assert barred_by(document, "2010-06-15", component="principal") == set()


@pytest.mark.parametrize("missing", ["test", "at_least"])
def test_a_test_has_a_name_and_a_number(missing):
    whole = {"test": "fccr", "at_least": "1.10"}
    part = {key: value for key, value in whole.items() if key != missing}
    with pytest.raises(Faulty) as faulty:
        with_test(paper={"instrument": "plain", "permitted": {"interest": part}})
    assert [(fault.code, missing in fault.what) for fault in faulty.value.faults] == [("missing-key", True)]


@pytest.mark.parametrize(("written", "meant"), [("1.10x", "1.10"), ("1.10 to 1", "1.10"), ("1.25:1.00", "1.25")])
def test_a_ratio_is_written_as_a_number(written, meant):
    with pytest.raises(Faulty) as faulty:
        with_test(paper={"permitted": {"interest": {"test": "fccr", "at_least": written}}})
    assert [(fault.code, fault.hint) for fault in faulty.value.faults] == [("term", f"write {meant}")]
