"""A sum due may be late for its own grace before it is in default: days from when it fell due, business days from its
timely day."""

import pytest
from notes import day, defaults, event, note, papered

from note_sched.rules.ground import Unpaid
from note_sched.simulation import simulate
from note_sched.terms.terms import Duration, PaymentGrace, Unit

NONE = Duration(0)
FIVE = Duration(5, Unit.BUSINESS_DAYS)
RECORDED = {"payments": "recorded", "through": "2009-12-31"}
PAYMENT = "2(a)"


def graced(*events, interest=NONE, principal=NONE, expenses=NONE, simulation=RECORDED, **options):
    grace = PaymentGrace(interest, principal, expenses)
    return papered(note(*events, simulation=simulation, **options), defaults={"payment": grace})


def pays(on, amount, **fields):
    return event("payment", on, amount=amount, **fields)


def spans(document):
    return defaults(simulate(document), PAYMENT, "a")


@pytest.mark.parametrize(
    ("paid", "expected"),
    [("2009-01-09", []), ("2009-01-10", [("2009-01-10", "2009-01-10")])],
)
def test_interest_paid_on_the_fifth_business_day_after_its_timely_day_is_no_default(paid, expected):
    """Due Thursday January 1, a holiday, in time through Friday the 2nd; business days 5, 6, 7, 8, 9: in default from
    Saturday the 10th."""
    document = graced(
        pays(paid, "1,000.00"),
        interest=FIVE,
        terms={"issue_date": "2008-12-01", "first_payment_date": "2009-01-01"},
        simulation={"payments": "recorded", "through": "2009-01-31"},
    )
    assert spans(document) == expected


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("2009-04-09", []),
        ("2009-04-10", [("2009-04-10", "2009-04-10")]),
        ("2009-04-13", [("2009-04-10", "2009-04-13")]),
    ],
)
def test_business_days_of_grace_begin_after_a_timely_day_that_rolled(paid, expected):
    """Due Sunday April 5, timely Monday the 6th, three business days 7, 8, 9: in default from Friday the 10th, Good
    Friday being no public holiday in New York. 27/31 of 1,000.00 for March and 4/30 for April are 1,004.30."""
    document = graced(
        pays(paid, "1,004.30"),
        interest=Duration(3, Unit.BUSINESS_DAYS),
        terms={"issue_date": "2009-03-05", "first_payment_date": "2009-04-05"},
        simulation={"payments": "recorded", "through": "2009-04-30"},
    )
    assert spans(document) == expected


@pytest.mark.parametrize(
    ("length", "first"),
    [
        (0, "2009-04-07"),  # timely through Monday the 6th
        (1, "2009-04-07"),  # Monday is its timely day, too
        (2, "2009-04-08"),  # Tuesday the 7th, counted from Sunday
        (5, "2009-04-11"),  # Friday the 10th
        (6, "2009-04-14"),  # Saturday the 11th rolls to Monday the 13th
        (8, "2009-04-14"),  # Monday the 13th itself
    ],
)
def test_days_of_grace_count_from_the_due_date_and_roll(length, first):
    document = graced(
        interest=Duration(length),
        terms={"issue_date": "2009-03-05", "first_payment_date": "2009-04-05"},
        simulation={"payments": "recorded", "through": "2009-04-30"},
    )
    assert spans(document) == [(first, None)]


@pytest.mark.parametrize(("length", "first"), [(5, "2009-04-11"), (6, "2009-04-12"), (0, "2009-04-06")])
def test_they_do_not_roll_where_days_do_not(length, first):
    document = graced(
        interest=Duration(length),
        terms={"issue_date": "2009-03-05", "first_payment_date": "2009-04-05"},
        simulation={"payments": "recorded", "through": "2009-04-30"},
        business_days="strict",
    )
    assert spans(document) == [(first, None)]


def test_each_kind_of_sum_has_its_own_grace():
    """Expenses of Monday March 2 have ten days, through Thursday the 12th; interest of Sunday March 1 thirty, through
    Tuesday the 31st; a sum in its grace begins no default and ends none."""
    terms = {"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"}
    until_april = {"payments": "recorded", "through": "2009-04-15"}
    owed = event("expense", "2009-03-02", holder="a", amount="250.00")
    graces = {"interest": Duration(30), "expenses": Duration(10), "terms": terms, "simulation": until_april}
    assert spans(graced(owed, **graces)) == [("2009-03-13", None)]
    assert spans(graced(**graces)) == [("2009-04-01", None)]
    both = graced(owed, pays("2009-03-20", "250.00"), **graces)  # 250.00 pays the expenses, for they come first
    assert spans(both) == [("2009-03-13", "2009-03-20"), ("2009-04-01", None)]


@pytest.mark.parametrize(("paid", "expected"), [("2010-06-01", []), ("2010-06-02", [("2010-06-02", "2010-06-02")])])
def test_principal_without_a_grace_is_in_default_though_the_interest_due_with_it_is_not(paid, expected):
    """Due on Memorial Day, in time through Tuesday June 1; the interest due with it has thirty days."""
    document = graced(
        pays(paid, "200,000.00"),
        interest=Duration(30),
        simulation={"payments": "assumed", "assumed_through": "2010-05-30", "through": "2010-06-15"},
    )
    assert spans(document) == expected


def test_a_default_names_the_sum_whose_grace_ended_first():
    """The interest of March 1 has thirty days, the expenses of March 20 none: they are in default first."""
    document = graced(
        event("expense", "2009-03-20", holder="a", amount="250.00"),
        interest=Duration(30),
        terms={"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"},
        simulation={"payments": "recorded", "through": "2009-03-31"},
    )
    (default,) = simulate(document).defaults
    assert default.ground == Unpaid("expenses", day("2009-03-20"), day("2009-03-20"), day("2009-03-20"))
    assert str(default.start) == "2009-03-21"


def test_a_default_says_through_when_its_sum_was_in_its_grace():
    document = graced(interest=FIVE)
    run = simulate(document)
    assert run.said(run.defaults[0].ground) == "interest due 2008-11-01, in its grace through 2008-11-12, unpaid"
    # timely Monday November 3; Tuesday the 4th is Election Day and the 11th Veterans Day: 5, 6, 7, 10, 12


def test_a_paper_without_such_a_default_has_none_however_late():
    document = papered(note(simulation=RECORDED), defaults={"payment": None})
    assert simulate(document).defaults == []


@pytest.mark.parametrize(("through", "found"), [("2009-04-06", []), ("2009-04-07", [("2009-04-07", None)])])
def test_a_transferred_sum_takes_its_grace_along(through, found):
    """Interest of Sunday March 1 has 36 days, through Monday April 6, and is transferred in them."""
    document = graced(
        event("transfer", "2009-03-16", from_="a", to="b"),
        interest=Duration(36),
        holders={"a": "100,000.00", "b": "0"},
        terms={"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"},
        simulation={"payments": "recorded", "through": through},
    )
    assert defaults(simulate(document), PAYMENT, "b") == found
    assert defaults(simulate(document), PAYMENT, "a") == []


@pytest.mark.parametrize(("asked", "excused"), [("2009-03-02", "2009-03-31"), ("2009-04-02", "2009-03-31")])
def test_the_position_says_through_when_none_of_what_is_due_is_in_default(asked, excused):
    document = graced(
        interest=Duration(30),
        terms={"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"},
        simulation={"payments": "recorded", "through": "2009-04-15"},
    )
    (position,) = simulate(document, ask=day(asked)).asked.positions
    assert (str(position.oldest_timely), str(position.excused)) == ("2009-03-02", excused)


def test_an_acceleration_needs_a_sum_beyond_its_grace():
    """Interest of Sunday March 1, thirty days through Tuesday March 31."""
    for on, good in (("2009-03-31", False), ("2009-04-01", True)):
        document = graced(
            event("acceleration", on, holder="a"),
            interest=Duration(30),
            terms={"issue_date": "2009-02-01", "first_payment_date": "2009-03-01"},
            simulation={"payments": "recorded", "through": "2009-04-15"},
        )
        assert [each.valid for each in simulate(document).accelerations] == [good]
