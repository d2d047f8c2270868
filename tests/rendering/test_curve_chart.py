"""A curve as SVG: what stands on which height, what is marked, and that every day says what it is."""

import re
from datetime import date

from note_sched.measure.business_days import DAY
from note_sched.pages.curve import Curve, CurveLine, Standing
from note_sched.rendering.curve_chart import curve_figure

FIRST = date(2009, 3, 2)


def drawn(*cents, standings=None):
    days = [FIRST + DAY * number for number in range(len(cents))]
    words = [[day, ": what it is & more"] for day in days]
    return curve_figure(Curve("a notice", days, [CurveLine("In hand", cents)], words, standings or {}))


def heights(svg):
    """Of the points of the line, from its greatest, above, to its least."""
    return [float(each) for path in re.findall(r'd="M([^"h]*)', svg) for each in re.findall(r",([0-9.]+)", path)]


def test_the_middle_of_zero_and_the_most_stands_in_the_middle():
    low, middle, high = heights(drawn(0, 500, 1_000))
    assert low > middle > high
    assert abs((low + high) / 2 - middle) < 0.11  # written to one decimal


def test_what_is_less_than_nothing_stands_below_the_zero():
    zero, below = heights(drawn(0, -500))
    assert below > zero


def test_a_day_without_a_figure_is_a_gap_and_says_why():
    svg = drawn(100, None, 300, 400)
    assert len(re.findall("<path", svg)) == 2
    assert len(re.findall('class="sign"', svg)) == 4
    assert svg.count("what it is &amp; more") == 4


def test_best_and_worst_are_told_by_shape_and_word_and_last_as_long_as_they_do():
    third = FIRST + 2 * DAY
    svg = drawn(0, 0, 900, standings={FIRST: Standing.WORST, FIRST + DAY: Standing.WORST, third: Standing.BEST})
    assert ">worst Mon 2009-03-02<" in svg
    assert ">best Wed 2009-03-04<" in svg
    assert svg.count('class="lasts worst"') == 1
    assert svg.count('class="lasts best"') == 0
    assert svg.count("<circle") == svg.count("<polygon points") - 1 == 2  # one drawn, one in the legend; and the area
