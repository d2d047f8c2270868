"""A rate that moves is read whole, or refused with all its faults (T-20)."""

from datetime import date

import pytest
from comparing import loaded
from notes import event

from note_sched.document.counting import rates_of
from note_sched.document.known import known_at
from note_sched.faults import Faulty, Refusal

NOTE = {
    "title": "Promissory Note",
    "borrower": "Northfield Tool Works, Inc.",
    "issue_date": "2010-05-15",
    "maturity_date": "2012-05-15",
    "first_payment_date": "2010-06-15",
}
PRIME = {"index": "prime", "plus": "4% per year"}


def value(day, rate, **more):
    return event("index_rate", day, index="prime", value=rate, **more)


def document(rate, *events, holders=({"id": "a", "name": "A", "principal": "365,000.00"},), **note):
    return {
        "note": NOTE | {"interest_rate": rate} | note,
        "holders": list(holders),
        "events": list(events),
        "terms": {"instrument": "plain"},
    }


def rates(written):
    """The days from which rates hold, and what each is in percent a year."""
    steps = rates_of(loaded(written))
    return [(str(day), 1200 * rate.numerator / rate.denominator) for day, rate in zip(*steps[:2], strict=True)]


def faults(written):
    with pytest.raises(Faulty) as faulty:
        loaded(written)
    return [fault.code for fault in faulty.value.faults]


def test_floor_and_cap_limit_the_index_before_plus():
    """3.25% is below the floor of 5%, 9% above the cap of 7%: 5 + 4 and 7 + 4; 6% is neither."""
    bounded = PRIME | {"floor": "5% per year", "cap": "7% per year"}
    turns = {"2010-05-15": "3.25% per year", "2010-06-01": "9% per year", "2010-07-01": "0.5% per month"}
    events = [value(on, rate) for on, rate in turns.items()]
    assert rates(document(bounded, *events)) == [("2010-05-15", 9), ("2010-06-01", 11), ("2010-07-01", 10)]


def test_the_legal_maximum_caps_every_rate():
    turns = [{"from": "2010-05-15", "rate": "8% per year"}, {"from": "2010-06-01", "rate": "18% per year"}]
    assert rates(document(turns, legal_maximum_rate="16% per year")) == [("2010-05-15", 8), ("2010-06-01", 16)]


@pytest.mark.parametrize(("first", "found"), [("2010-05-20", None), ("2010-05-21", ["no-index-value"])])
def test_an_index_has_a_value_on_the_first_day_on_which_interest_runs(first, found):
    """The Note of a is issued on May 20; b has none, and only takes by transfer."""
    holders = (
        {"id": "a", "name": "A", "principal": "365,000.00", "issue_date": "2010-05-20"},
        {"id": "b", "name": "B", "principal": "0"},
    )
    written = document(PRIME, value(first, "3% per year"), holders=holders)
    assert (loaded(written) and None) is found if found is None else faults(written) == found


def test_the_nearest_index_is_named():
    with pytest.raises(Faulty) as faulty:
        loaded(document({"index": "prme"}, value("2010-05-15", "3% per year")))
    assert [fault.hint for fault in faulty.value.faults] == ["did you mean prime?"]


@pytest.mark.parametrize(
    ("second", "found"), [("2010-05-16", None), ("2010-05-15", ["rate-order"]), ("2010-05-14", ["rate-order"])]
)
def test_each_rate_is_from_a_later_day_than_the_one_before(second, found):
    turns = [{"from": "2010-05-15", "rate": "8% per year"}, {"from": second, "rate": "9% per year"}]
    assert rates(document(turns))[1][1] == 9 if found is None else faults(document(turns)) == found


def test_all_that_is_wrong_is_said_at_once():
    turns = [{"from": "2010-05-16", "rate": "8%"}, {"from": "2010-13-01", "rate": "9% per year", "floor": "1"}]
    assert faults(document(turns)) == ["rate-from", "rate-without-period", "unknown-key", "no-such-day"]
    index = {"index": "prime", "cap": "5", "reset": "weekly"}
    assert faults(document(index)) == ["rate", "no-index-value", "choice"]
    assert faults(document([])) == ["rate-order"]
    assert faults(document("8% per year", legal_maximum_rate=[])) == ["value-wanted"]


def test_what_was_not_known_of_an_index_is_no_value():
    """Known on May 31 is the value of May 15 alone; on May 14, which knows none, the question is refused."""
    written = loaded(document(PRIME, value("2010-05-15", "3% per year"), value("2010-06-01", "4% per year")))
    assert len(rates_of(known_at(written, date(2010, 5, 31))).rates) == 1
    with pytest.raises(Refusal, match="no value of prime is known that holds on 2010-05-15"):
        rates_of(known_at(written, date(2010, 5, 14)))
