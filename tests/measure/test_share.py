"""A sum is divided to the cent: the parts add up, each is its exact share rounded down or up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.share import largest_remainder

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        # 100 / 3 = 33 + 1/3 each; the odd cent goes to the earliest of equals
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        # 10 x 1/6 = 1 + 4/6, 10 x 2/6 = 3 + 2/6, 10 x 3/6 = 5: the odd cent goes to the largest remainder
        (10, [1, 2, 3], [2, 3, 5]),
        # 10 x 3/7 = 4 + 2/7, 10 x 2/7 = 2 + 6/7 twice: two odd cents, to the two largest remainders
        (10, [3, 2, 2], [4, 3, 3]),
        (1, [0, 5, 5], [0, 1, 0]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
    ],
)
def test_odd_cents_go_to_the_largest_remainders_and_ties_to_the_earlier(total, weights, parts):
    assert largest_remainder(total, weights) == parts


@given(st.integers(0, 10**9), WEIGHTS)
def test_the_parts_add_up_and_none_is_a_cent_off_its_share(total, weights):
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1


@given(st.data(), WEIGHTS)
def test_nobody_gets_more_than_is_owed_while_the_sum_does_not_exceed_what_is_owed(data, weights):
    total = data.draw(st.integers(0, sum(weights)))
    assert all(part <= weight for part, weight in zip(largest_remainder(total, weights), weights, strict=True))


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 8))
def test_equals_get_the_same_but_for_one_cent_never_less_than_a_later_one(total, weight, count):
    parts = largest_remainder(total, [weight] * count)
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_a_cent_cannot_be_divided_by_nothing(weights):
    with pytest.raises(ValueError, match="every weight is zero"):
        largest_remainder(1, weights)
