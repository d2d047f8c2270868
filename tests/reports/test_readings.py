"""The readings that mattered in a run are named, and those that did not are not."""

import pytest
from notes import event, note
from pages import TWO, blocked, default, notice

from note_sched.reports.telling.readings import mattered
from note_sched.simulation import simulate

WHOLE_MONTHS = {
    "issue_date": "2008-12-01",
    "first_payment_date": "2009-01-01",
    "maturity_date": "2009-06-01",
}


def turned(document, reading):
    return any(sentence.startswith(reading) for sentence in mattered(simulate(document)))


@pytest.mark.parametrize(
    ("reading", "yes", "no"),
    [
        ("day_count", note(), note(terms=WHOLE_MONTHS)),
        (
            "business_days",
            note(),
            note(terms=WHOLE_MONTHS | {"maturity_date": "2009-01-01"}, simulation={"through": "2008-12-31"}),
        ),
        ("window_end", blocked(), note()),
        (
            "block_trigger",
            blocked(notice("2009-03-04", "d1", borrower="2009-03-09")),
            blocked(),
        ),
        (
            "proviso_scope",
            blocked(default("d2", "2010-03-01", kind_="payment"), notice("2010-03-02", "d2")),
            note(default("d2", "2009-03-01", kind_="payment", cured="2009-04-01"), notice("2009-03-02", "d2")),
        ),
        (
            "mixed_block",
            note(default("d1", "2009-02-20"), notice("2009-03-03", "d1", received={"a": "2009-03-03"}), holders=TWO),
            blocked(holders=TWO),
        ),
        ("turnover_effect", blocked(event("payment", "2009-03-10", amount="10.00")), blocked()),
        ("maturity on a public holiday", note(), note(terms={"maturity_date": "2010-05-28"})),
        ("a default that existed during", blocked(default("d2", "2009-03-01"), notice("2010-02-24", "d2")), blocked()),
        ("a payment and a blockage notice", blocked(event("payment", "2009-03-03", amount="1.00")), blocked()),
    ],
)
def test_a_reading_is_named_where_something_turned_on_it(reading, yes, no):
    assert turned(yes, reading)
    assert not turned(no, reading)
