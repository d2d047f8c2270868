"""What of payment instructions is shown: numbers end in their last four digits, and nothing else is changed."""

import pytest

from note_sched.document.masking import masked


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1234", "1234"),  # four digits are what is shown of any number
        ("12345", "****2345"),
        ("0004471882", "****1882"),
        ("0004-4718 82", "****1882"),
        ("000 447 1882, 021000000", "****1882, ****0000"),
        ("000\u00a0447\u20111882", "****1882"),  # no-break space, no-break hyphen
        ("1\u200b2\u200b3\u200b4\u200b5", "****2345"),  # what cannot be seen between digits hides nothing
        ("000447\n1882", "****1882"),
        ("١٢٣٤٥٦٧", "****٤٥٦٧"),
        ("Suite 1479, 700 New York Avenue", "Suite 1479, 700 New York Avenue"),
        ("Note 12 of 2010", "Note 12 of 2010"),
        ("12    34    56    78", "****5678"),
        ("1,234,567,890", "****7890"),
        ("1234_5678_90 or 1234:5678", "****7890 or ****5678"),
        ("1234'5678*90", "****7890"),
        ("DE89 3704 0044 0532 0130 00", "****3000"),
        ("gb29nwbk60161331926819", "****6819"),
        ("MT84MALT011000012345MTLCAST001S", "****001S"),
        ("on12 High Road Main Hall", "on12 High Road Main Hall"),
        ("", ""),
    ],
)
def test_a_number_shows_its_last_four_digits(written, shown):
    assert masked(written) == shown
