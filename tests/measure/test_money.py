"""Sums are whole cents: read as people write them, written so that they read back, rounded half up once."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.money import read_sum, round_half_up, write_grouped, write_sum


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", 0),
        ("750000", 750_000 * 100),
        ("750000.5", 750_000 * 100 + 50),
        ("750000.05", 750_000 * 100 + 5),
        ("750,000.00", 750_000 * 100),
        ("$750,000.00", 750_000 * 100),
        ("01000", 1_000 * 100),
        ("1,000", 1_000 * 100),
        ("999999999999999.99", 10**15 * 100 - 1),
    ],
)
def test_a_sum_is_read_as_it_is_written(written, expected):
    assert read_sum(written) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1.005", "two decimals"),
        ("-1", "not negative"),
        ("(1.00)", "not negative"),
        ("$-1", "not negative"),
        ("1,00", "such as"),
        ("1,0000.00", "such as"),
        (",100", "such as"),
        ("2_500_000.10", "such as"),
        ("1e3", "such as"),
        ("1.", "such as"),
        ("", "such as"),
        ("USD 1", "such as"),
        ("1.00\n", "such as"),
        ("١٢", "such as"),
        ("1000000000000000", "15 digits"),
    ],
)
def test_what_is_no_sum_is_refused_in_words_for_its_writer(written, said):
    with pytest.raises(ValueError, match=said):
        read_sum(written)


@given(st.integers(min_value=0, max_value=10**17 - 1))
def test_what_is_written_reads_back(cents):
    assert read_sum(write_sum(cents)) == cents
    assert read_sum(write_grouped(cents)) == cents


@pytest.mark.parametrize(
    ("cents", "plain", "grouped"),
    [
        (0, "0.00", "0.00"),
        (1, "0.01", "0.01"),
        (99, "0.99", "0.99"),
        (100, "1.00", "1.00"),
        (99_999, "999.99", "999.99"),
        (100_000, "1000.00", "1,000.00"),
        (-99, "-0.99", "-0.99"),
        (-100, "-1.00", "-1.00"),
        (-123_456_789, "-1234567.89", "-1,234,567.89"),
    ],
)
def test_sums_are_written_with_two_decimals_and_a_sign_before_all(cents, plain, grouped):
    assert write_sum(cents) == plain
    assert write_grouped(cents) == grouped


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 2, 1),  # half a cent goes up
        (4_999_999, 10_000_000, 0),
        (-1, 2, 0),  # up is up: towards more, on both sides of zero
        (-5_000_001, 10_000_000, -1),
        (3, 2, 2),
        (5, 2, 3),  # no banker's rounding
    ],
)
def test_half_a_cent_goes_up_and_anything_less_does_not(numerator, denominator, expected):
    assert round_half_up(numerator, denominator) == expected


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**9))
def test_rounding_is_the_nearest_whole_number_for_every_fraction(numerator, denominator):
    assert round_half_up(numerator, denominator) == floor(Fraction(numerator, denominator) + Fraction(1, 2))
