"""Section 2, 2(b) to 2(h): the first day, the last day, the sums and the days that do not suffice yet.

Every pair is one day, or one cent, either side. Periods of 45 and 60 days roll under General Construction Law 25 and
do not under ``strict``; the thirty days of 2(g) never do.
"""

from datetime import date, timedelta

import pytest

from note_sched.document.events import (
    Breach,
    Insolvency,
    Judgment,
    Misrepresentation,
    Nonpayment,
    Receiver,
    SeniorAcceleration,
)
from note_sched.document.scalars import Flag
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.business_days import BusinessDays
from note_sched.rules.defaults import (
    Graces,
    Term,
    breach_term,
    cross_default,
    dated_defaults,
    graces_running,
    in_order,
    judgment_term,
    misrepresentation_term,
    nonpayment_default,
    petition_term,
    receiver_term,
)

day = date.fromisoformat
label = AIR_INDUSTRIES_2008.label
TERMS = AIR_INDUSTRIES_2008.terms.defaults
ROLLS = Graces(BusinessDays(), TERMS, rolls=True)
STRICT = Graces(BusinessDays(), TERMS, rolls=False)
OVER = 50_000_01


def span(found):
    """First and last day of the Event of Default; None where there is none."""
    found = found.default if isinstance(found, Term) else found
    return None if found is None else (str(found.start), found.until and str(found.until))


# Breach of covenant, 2(b)


@pytest.mark.parametrize("grace", [ROLLS, STRICT], ids=["gcl25", "strict"])
@pytest.mark.parametrize(
    ("noticed", "start"),
    [
        ("2009-03-06", "2009-03-14"),  # Friday; 9, 10, 11, 12, 13; the day after is a Saturday
        ("2009-03-07", "2009-03-14"),  # Saturday: the same five
        ("2009-03-08", "2009-03-14"),
        ("2009-03-09", "2009-03-17"),  # Monday; 10, 11, 12, 13, 16
        ("2009-11-02", "2009-11-11"),  # 3 is Election Day; 4, 5, 6, 9, 10; the day after is a holiday
    ],
)
def test_2b_a_breach_is_a_default_the_day_after_the_fifth_business_day(noticed, start, grace):
    assert span(breach_term(Breach(date=day(noticed)), grace)) == (start, None)


@pytest.mark.parametrize(
    ("cured", "expected"),
    [
        ("2009-03-13", None),  # the fifth business day
        ("2009-03-14", ("2009-03-14", "2009-03-14")),  # too late by a day: it exists on the day of the cure
        ("2009-04-01", ("2009-03-14", "2009-04-01")),
    ],
)
def test_2b_cured_within_five_business_days_is_none_and_later_ends_with_the_day_of_cure(cured, expected):
    assert span(breach_term(Breach(date=day("2009-03-06"), cured=day(cured)), ROLLS)) == expected


def test_2b_a_breach_that_cannot_be_cured_is_a_default_at_once():
    assert span(breach_term(Breach(date=day("2009-03-07"), curable=Flag.NO), ROLLS)) == ("2009-03-07", None)


# Misrepresentation under 2(c)


def test_2c_a_misrepresentation_is_a_default_from_the_day_it_was_made():
    assert span(misrepresentation_term(Misrepresentation(date=day("2008-09-26")), ROLLS)) == ("2008-09-26", None)


# Receiver, 2(d): 2009-01-05 + 60 = March 6, a Friday; 2009-01-06 + 60 = March 7, a Saturday, rolls to Monday the 9th


@pytest.mark.parametrize(
    ("appointed", "grace", "start"),
    [
        ("2009-01-05", ROLLS, "2009-03-07"),
        ("2009-01-06", ROLLS, "2009-03-10"),
        ("2009-01-06", STRICT, "2009-03-08"),
        ("2009-01-07", ROLLS, "2009-03-10"),  # + 60 = Sunday the 8th: the same Monday
    ],
)
def test_2d_a_receiver_not_dismissed_in_sixty_days_is_a_default_the_day_after(appointed, grace, start):
    assert span(receiver_term(Receiver(date=day(appointed)), grace)) == (start, None)


@pytest.mark.parametrize(
    ("appointed", "grace", "last_good"),
    [("2009-01-05", ROLLS, "2009-03-06"), ("2009-01-06", ROLLS, "2009-03-09"), ("2009-01-06", STRICT, "2009-03-07")],
)
def test_2d_dismissal_is_in_time_through_the_last_day_and_not_a_day_later(appointed, grace, last_good):
    last = day(last_good)
    in_time = Receiver(date=day(appointed), dismissed=last)
    late = Receiver(date=day(appointed), dismissed=last + timedelta(days=1))
    assert span(receiver_term(in_time, grace)) is None
    assert receiver_term(late, grace).start == last + timedelta(days=1)
    assert receiver_term(late, grace).until is None  # once it exists it does not end


def test_2d_with_the_borrowers_consent_at_once_whatever_follows():
    consented = Receiver(date=day("2009-01-05"), consented=Flag.YES, dismissed=day("2009-01-06"))
    assert span(receiver_term(consented, ROLLS)) == ("2009-01-05", None)


# Judgment, 2(e): 2009-03-02 + 45 = April 16, a Thursday; 2009-02-05 + 45 = March 22, a Sunday, rolls to Monday the 23rd


@pytest.mark.parametrize(
    ("entered", "grace", "last_good"),
    [
        ("2009-03-02", ROLLS, "2009-04-16"),
        ("2009-03-02", STRICT, "2009-04-16"),
        ("2009-02-05", ROLLS, "2009-03-23"),
        ("2009-02-05", STRICT, "2009-03-22"),
        ("2008-12-29", ROLLS, "2009-02-13"),  # + 45 = February 12, Lincoln's Birthday
    ],
)
def test_2e_a_judgment_satisfied_by_the_rolled_45th_day_is_no_default_and_a_day_later_it_is(entered, grace, last_good):
    last, one = day(last_good), timedelta(days=1)
    for satisfied in (None, last + one, last + 200 * one):
        found = judgment_term(Judgment(date=day(entered), amount=OVER, satisfied=satisfied), grace)
        assert (found.start, found.until) == (last + one, None)
    assert span(judgment_term(Judgment(date=day(entered), amount=OVER, satisfied=last), grace)) is None


@pytest.mark.parametrize(("amount", "is_default"), [(49_999_99, False), (50_000_00, False), (50_000_01, True)])
def test_2e_a_judgment_must_be_over_fifty_thousand(amount, is_default):
    assert (judgment_term(Judgment(date=day("2009-03-02"), amount=amount), ROLLS) is not None) is is_default


def test_2e_judgments_are_not_added_up():
    two = [Judgment(date=day("2009-03-02"), amount=50_000_00)] * 2
    assert dated_defaults(two, ROLLS) == []


# Petition, 2(f): 2009-04-01 + 45 = May 16, a Saturday, rolls to Monday the 18th


@pytest.mark.parametrize(("grace", "last_good"), [(ROLLS, "2009-05-18"), (STRICT, "2009-05-16")])
def test_2f_an_involuntary_petition_dismissed_by_the_rolled_45th_day_is_no_default(grace, last_good):
    last, one = day(last_good), timedelta(days=1)

    def found(dismissed):
        return petition_term(Insolvency(date=day("2009-04-01"), voluntary=Flag.NO, dismissed=dismissed), grace)

    assert span(found(last)) is None
    assert span(found(last + one)) == span(found(None)) == (str(last + one), None)


def test_2f_a_voluntary_petition_is_a_default_at_once_and_stays_one_when_dismissed():
    petition = Insolvency(date=day("2009-04-01"), voluntary=Flag.YES, dismissed=day("2009-04-02"))
    assert span(petition_term(petition, ROLLS)) == ("2009-04-01", None)


# Other obligations, 2(g): due 2009-03-05, day 30 is Saturday April 4, day 31 Sunday April 5


def owed(amount, due="2009-03-05", **facts):
    return Nonpayment(date=day(due), amount=amount, **facts)


@pytest.mark.parametrize(
    ("amount", "expected"), [(499_999_99, None), (500_000_00, None), (500_000_01, ("2009-04-05", None))]
)
def test_2g_obligations_must_exceed_five_hundred_thousand(amount, expected):
    """On day 31, a Sunday: a count of days past due is no period within which to act, and does not roll."""
    assert span(nonpayment_default([owed(amount)], ROLLS)) == expected


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("2009-04-04", None),  # day 30: not "more than thirty"
        ("2009-04-05", ("2009-04-05", None)),  # day 31 is too late
        ("2009-04-06", ("2009-04-05", None)),
    ],
)
def test_2g_paid_on_day_30_is_in_time_and_on_day_31_too_late(paid, expected):
    assert span(nonpayment_default([owed(500_000_01, paid=day(paid))], ROLLS)) == expected


@pytest.mark.parametrize(
    ("second_due", "first_paid", "expected"),
    [
        ("2009-03-05", None, "2009-04-05"),
        ("2009-03-10", None, "2009-04-10"),  # each must itself be more than thirty days late
        ("2009-03-10", "2009-04-10", "2009-04-10"),  # the first is paid only on the day on which they meet
        ("2009-03-10", "2009-04-09", None),  # they never meet
    ],
)
def test_2g_adds_up_obligations_each_more_than_thirty_days_late(second_due, first_paid, expected):
    first = owed(250_000_00, paid=first_paid and day(first_paid))
    found = nonpayment_default([first, owed(250_000_01, second_due)], ROLLS)
    assert (found and str(found.start)) == expected


@pytest.mark.parametrize("excuse", ["contested", "alternative_terms"])
def test_2g_leaves_out_what_is_contested_or_deferred(excuse):
    assert nonpayment_default([owed(500_000_00), owed(1, **{excuse: Flag.YES})], ROLLS) is None
    assert nonpayment_default([owed(500_000_00), owed(1, **{excuse: Flag.NO})], ROLLS) is not None


# Cross default, 2(h)


@pytest.mark.parametrize("rescinded", [None, "2009-05-05"])
def test_2h_acceleration_of_senior_debt_is_a_default_that_day_and_does_not_end_with_rescission(rescinded):
    event = SeniorAcceleration(date=day("2009-05-04"), facility="pnc", rescinded=rescinded and day(rescinded))
    assert span(cross_default(event, None)) == ("2009-05-04", None)


def test_defaults_are_in_order_of_day_clause_and_holder_all_first():
    judgment = judgment_term(Judgment(date=day("2009-03-02"), amount=OVER), ROLLS).default
    first = misrepresentation_term(Misrepresentation(date=day("2009-04-17")), ROLLS).default
    accelerated = SeniorAcceleration(date=day("2009-04-17"), facility="pnc")
    all_of_them = [cross_default(accelerated, "a"), judgment, cross_default(accelerated, None), first]
    assert [(label(each.role), each.holder) for each in in_order(all_of_them, {"a": 0}, label)] == [
        ("2(c)", None),
        ("2(e)", None),
        ("2(h)", None),
        ("2(h)", "a"),
    ]


# Grace still running


@pytest.mark.parametrize(
    ("event", "clause", "begins", "ends"),
    [
        (Breach(date=day("2009-03-06")), "2(b)", "2009-03-06", "2009-03-13"),
        (Receiver(date=day("2009-01-06")), "2(d)", "2009-01-06", "2009-03-09"),
        (Judgment(date=day("2009-02-05"), amount=OVER), "2(e)", "2009-02-05", "2009-03-23"),
        (Insolvency(date=day("2009-04-01"), voluntary=Flag.NO), "2(f)", "2009-04-01", "2009-05-18"),
        (owed(500_000_01), "2(g)", "2009-03-05", "2009-04-04"),
    ],
    ids=["2b", "2d", "2e", "2f", "2g"],
)
def test_grace_runs_from_the_day_of_the_fact_through_the_day_before_the_default(event, clause, begins, ends):
    one = timedelta(days=1)
    first, last = day(begins), day(ends)
    assert graces_running([event], ROLLS, first - one) == []
    for on in (first, last):
        (running,) = graces_running([event], ROLLS, on)
        assert (label(running.role), running.start, running.averted) == (clause, last + one, None)
    assert graces_running([event], ROLLS, last + one) == []


@pytest.mark.parametrize(("satisfied", "averted"), [("2009-03-23", True), ("2009-03-24", False)])
def test_grace_says_when_the_document_knows_that_the_default_is_averted(satisfied, averted):
    judgment = Judgment(date=day("2009-02-05"), amount=OVER, satisfied=day(satisfied))
    (running,) = graces_running([judgment], ROLLS, day("2009-03-22"))
    assert running.averted == (day(satisfied) if averted else None)


@pytest.mark.parametrize(("on", "running"), [("2009-03-19", 1), ("2009-03-20", 0)])
def test_grace_stops_running_on_the_day_of_the_remedy(on, running):
    judgment = Judgment(date=day("2009-02-05"), amount=OVER, satisfied=day("2009-03-20"))
    assert len(graces_running([judgment], ROLLS, day(on))) == running


@pytest.mark.parametrize(
    "event",
    [
        Breach(date=day("2009-02-05"), curable=Flag.NO),
        Receiver(date=day("2009-02-05"), consented=Flag.YES),
        Judgment(date=day("2009-02-05"), amount=50_000_00),
        Insolvency(date=day("2009-02-05"), voluntary=Flag.YES),
        owed(500_000_00, "2009-02-05"),
    ],
    ids=["not curable", "consented", "too small", "voluntary", "not over"],
)
def test_no_grace_runs_where_there_is_none_or_no_default_to_come(event):
    assert graces_running([event], ROLLS, day("2009-02-05")) == []
