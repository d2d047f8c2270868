"""Section 3 over all payments of a day: on Notes of 100,000.00 and 50,000.00 first 1,166.67 and 583.33 fall due.

The instalment of Saturday, 2008-11-01 is paid on Monday: 5/30 of September and all of October.
"""

import pytest
from notes import block, cents, event, money, note

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "50,000.00"}
THREE = BOTH | {"c": "50,000.00"}


def wires(on, **amounts):
    return tuple(event("payment", on, to=holder, amount=amount) for holder, amount in amounts.items())


def said(*events, holders=BOTH):
    return [each for each in simulate(note(*events, holders=holders)).cautions if each.code == "not-ratable"]


@pytest.mark.parametrize(
    ("paid", "short"),
    [
        ({"a": "1,166.67", "b": "583.33"}, None),
        ({"a": "1,166.66", "b": "583.33"}, None),  # of 1,749.99: a 1,166.6633, b 583.3266, the odd cent is b's
        ({"a": "1,166.67", "b": "583.32"}, "of 1,749.99 b received 0.01 less"),
        ({"a": "1,000.00", "b": "500.00"}, None),  # 1,000.0029 and 499.9971
        ({"a": "1,000.01", "b": "499.99"}, "of 1,500.00 b received 0.01 less"),
        ({"a": "1,166.67"}, "of 1,166.67 b received 388.89 less"),  # 58,333/175,000 of it
        ({"b": "583.33"}, "of 583.33 a received 388.89 less"),  # 116,667/175,000 of it: 388.888...
    ],
)
def test_a_wire_per_holder_is_judged_with_the_other_wires_of_its_day(paid, short):
    found = said(*wires("2008-11-03", **paid))
    assert len(found) == (0 if short is None else 1)
    if short is not None:
        assert short in found[0].message


def test_what_comes_on_the_next_day_is_another_days():
    found = said(*wires("2008-11-03", a="1,166.67"), *wires("2008-11-04", b="583.33"))
    for each, payment in zip(found, ("the payment of 2008-11-03 to a", "the payment of 2008-11-04 to b"), strict=True):
        assert f"{payment} is not ratable" in each.message


def test_one_payment_to_all_and_wires_beside_it_are_one_sum():
    """1,750.00 to all is ratable; 10.00 more to a alone is 2/3 and 1/3 of it: b is 3.33 short."""
    all_of_it = event("payment", "2008-11-03", amount="1,750.00")
    (found,) = said(all_of_it, *wires("2008-11-03", a="10.00"))
    assert "of 1,760.00 b received 3.33 less" in found.message
    assert said(all_of_it, *wires("2008-11-03", a="6.67", b="3.33")) == []


@pytest.mark.parametrize(("paid", "warned"), [("50.00", False), ("50.02", True)])
def test_what_only_one_holder_is_owed_is_paid_to_it_alone(paid, warned):
    """Expenses of 50.00; two cents more fall on what accrued to both, one on each."""
    demand = event("expense", "2008-11-10", holder="a", amount="50.00")
    assert bool(said(demand, *wires("2008-11-10", a=paid))) is warned


@pytest.mark.parametrize(("to_c", "warned"), [("499.99", False), ("499.98", True)])
def test_a_note_that_is_barred_is_held_back_and_the_others_share_among_themselves(to_c, warned):
    """a alone had notice. April's 500.00 each: of 999.99 the odd cent is b's; of 999.98 each has 499.99."""
    to_a = block("2009-03-03", notice={"received": {"a": "2009-03-03"}})
    assert bool(said(*to_a, *wires("2009-04-01", b="500.00", c=to_c), holders=THREE)) is warned


def test_where_a_barred_note_is_paid_all_the_same_the_other_is_not_held_back():
    """Both blocked: of 1,000.00 to a, of interest due b's share is a third, 333.33."""
    (found,) = said(*block("2009-03-03"), *wires("2009-04-01", a="1,000.00"))
    assert "b received 333.33 less" in found.message


def test_many_holders_who_are_short_are_counted_after_the_first_four():
    """Six of 100.00 each: of 7.02 due in all, 1.17 each, a was paid its own; each other lacks 0.19 or 0.20 of it."""
    (found,) = said(*wires("2008-11-03", a="1.17"), holders=dict.fromkeys("abcdef", "100.00"))
    assert "b received 0.20, c 0.20, d 0.19, e 0.19 and 1 more 0.19 together less" in found.message


def test_a_wire_to_each_of_sixty_holders_every_month_is_no_warning():
    """1,000.00 of interest a month each: the first instalment 7/6 of it."""
    holders = {f"h{number}": "100,000.00" for number in range(60)}
    first = cents("1166.67")
    paid = [event("payment", "2008-11-03", to=holder, amount=money(first)) for holder in holders]
    paid += [event("payment", "2008-12-01", to=holder, amount="1,000.00") for holder in holders]
    assert said(*paid, holders=holders) == []
