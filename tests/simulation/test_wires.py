"""One mistake in a record is one warning, in its own month: 300,000.00, a third each, 1,000.00 a month each."""

import pytest
from notes import event, note

from note_sched.simulation import simulate

THREE = dict.fromkeys("abc", "100,000.00")
DAYS = ("2008-11-03", "2008-12-01", "2009-01-02", "2009-02-02", "2009-03-02", "2009-04-01", "2009-05-01")
FIRST = "1,166.67"  # 5/30 of September and all of October


def wires(change=None, days=DAYS):
    """A wire to each Holder of each instalment; ``change``: of a day's wires, by Holder."""
    change = change or {}
    for day in days:
        amounts = dict.fromkeys("abc", FIRST if day == DAYS[0] else "1,000.00") | change.get(day, {})
        for holder, amount in amounts.items():
            for each in amount if isinstance(amount, list) else [amount]:
                if each is not None:
                    yield event("payment", day, to=holder, amount=each)


def warned(*events, **more):
    simulation = {key: value for key, value in ({"recorded_through": "2009-05-15"} | more).items() if value}
    cautions = simulate(note(*events, holders=THREE, simulation=simulation)).cautions
    return [(each.code, each.message) for each in cautions]


def test_a_record_of_one_wire_each_draws_none():
    assert warned(*wires()) == []


def test_a_wire_that_is_recorded_twice_is_asked_about_and_what_follows_is_passed_over():
    """The second goes to a day's interest and principal, so that what falls due later is less than what is paid."""
    ((code, message),) = warned(*wires({"2008-12-01": {"b": ["1,000.00", "1,000.00"]}}))
    assert code == "twice"
    assert message.startswith("a payment of 1,000.00 to b on 2008-12-01 is recorded twice (also line ")
    assert "0.00 was due for the second" in message


@pytest.mark.parametrize(
    "pair",
    [
        {"2009-01-02": {"b": ["500.00", "500.00"]}},  # in two halves
        {"2008-12-01": {"b": None}, "2009-01-02": {"b": ["1,000.00", "1,000.00"]}},  # the one before, too
    ],
)
def test_two_that_were_both_due_are_no_question(pair):
    assert "twice" not in [code for code, _ in warned(*wires(pair))]


def test_the_same_sum_to_another_holder_or_on_another_day_is_no_question():
    paid = [*wires(days=DAYS[:1]), event("payment", "2008-11-04", to="a", amount=FIRST)]
    assert [code for code, _ in warned(*paid, recorded_through="2008-11-15")] == ["not-ratable"]


def test_a_short_wire_is_told_once_with_its_sum():
    """Of 2,990.00 a third is 996.67, and c had 990.00."""
    ((code, message),) = warned(*wires({"2009-01-02": {"c": "990.00"}}))
    assert code == "not-ratable"
    assert message.startswith("the payment of 990.00 on 2009-01-02 is below the 1,000.00 that was due: ")
    assert "of 2,990.00 c received 6.66 less than a ratable share" in message


def test_a_holder_who_is_left_out_is_named_in_that_month_once():
    """Of 2,000.00 a third is 666.67 or, without the odd cent, 666.66."""
    once = {"2009-01-02": {"b": None}}
    ever = {day: {"b": None} for day in DAYS[2:]}
    for change in (once, ever):
        ((code, message),) = warned(*wires(change))
        assert code == "not-ratable"
        assert "the payments of 2009-01-02 are not ratable" in message
        assert "b was paid nothing of the 1,000.00 that was due" in message


def test_who_is_paid_again_and_left_out_again_is_named_again():
    change = {"2008-12-01": {"b": None}, "2009-01-02": {"b": "2,000.00"}, "2009-03-02": {"b": None}}
    assert [code for code, _ in warned(*wires(change))] == ["not-ratable", "not-ratable"]


def test_a_second_mistake_of_the_same_holder_is_a_second_warning():
    """Twice 10.00 too little: the second time 990.00 of 1,010.00."""
    change = {"2009-01-02": {"c": "990.00"}, "2009-03-02": {"c": "990.00"}}
    first, second = warned(*wires(change))
    assert "is below the 1,000.00 that was due" in first[1]
    assert "is below the 1,010.00 that was due" in second[1]


def test_mistakes_of_one_day_are_told_apart():
    codes = [code for code, _ in warned(*wires({"2009-01-02": {"b": "990.00", "c": None}}))]
    assert codes == ["not-ratable", "payment-below-due"]


def test_what_is_assumed_before_a_recorded_payment_is_told_when_it_grows():
    """The instalments up to January are assumed; the wires of February come after them, three on a day."""
    later = list(wires(days=DAYS[3:5]))
    assert [code for code, _ in warned(*later, recorded_through=None)] == ["assumed-before-recorded"]


def test_where_recorded_payments_alone_happen_who_is_left_out_is_no_gap_too():
    """b's January is told of; that all three are unpaid in March is another thing, told of the document."""
    change = {day: {"b": None} for day in DAYS[2:]}
    recorded = {"payments": "recorded", "recorded_through": None}
    codes = [code for code, _ in warned(*wires(change, DAYS[:4]), **recorded)]
    assert codes == ["nothing-recorded", "not-ratable"]
    ((_, message), _) = warned(*wires(change, DAYS[:4]), **recorded)
    assert "in time for what fell due" not in message
