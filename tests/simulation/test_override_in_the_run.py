"""1(d), last paragraph, day by day: blocks lifted for all Notes, the accelerated principal barred by the shadow."""

import pytest
from notes import barred_by, block, cents, day, event, note, row, windows

from note_sched.rules.ground import NoNoticeOfAcceleration, OverrideOver
from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "100,000.00"}
FALSE = event("misrepresentation", "2008-09-26")
OPEN = block("2009-03-03", kind="payment")  # a payment default that is never cured
COVENANT = block("2009-03-03")  # through 2010-02-20, a Saturday


def accelerates(on="2009-04-06", holder="a", **facts):
    return event("acceleration", on, holder=holder, **facts)


NOTICED = accelerates(notice={"borrower": "2009-04-06", "senior": "2009-04-08"})  # through 2010-04-08


@pytest.mark.parametrize(
    ("window_end", "on", "barred"),
    [
        ("blocked", "2009-04-05", True),
        ("blocked", "2009-04-06", False),
        ("blocked", "2010-04-08", False),
        ("blocked", "2010-04-09", True),
        ("payable", "2010-04-07", False),
        ("payable", "2010-04-08", True),  # the end date is outside, for overrides as for blocks
    ],
)
@pytest.mark.parametrize("holder", ["a", "b"])
def test_one_holders_acceleration_lifts_the_blocks_of_all_from_its_day_to_the_365th_after_notice(
    window_end, on, barred, holder
):
    document = note(FALSE, *OPEN, NOTICED, holders=BOTH, window_end=window_end)
    assert bool(barred_by(document, on, holder)) is barred


@pytest.mark.parametrize(
    "notice", [None, {"borrower": "2009-04-06"}, {"senior": "2009-04-06"}], ids=["none", "no Senior", "no Borrower"]
)
def test_without_notice_to_both_nothing_is_lifted_and_the_window_says_why(notice):
    run_of = note(FALSE, *OPEN, accelerates(**({"notice": notice} if notice else {})))
    assert barred_by(run_of, "2009-04-06") == {"1(d)(i)"}
    (override,) = [window for window in simulate(run_of).windows if window.kind == "override"]
    assert (override.effective, override.end) == (False, None)
    assert override.ground == NoNoticeOfAcceleration()


@pytest.mark.parametrize(("noticed", "effective"), [("2008-04-05", False), ("2008-04-06", True)])
def test_a_notice_whose_365th_day_was_before_the_acceleration_lifts_nothing(noticed, effective):
    """2008-04-06 + 365 is 2009-04-06, the day of the acceleration itself."""
    run = simulate(note(FALSE, *OPEN, accelerates(notice=noticed)))
    (override,) = [window for window in run.windows if window.kind == "override"]
    assert override.effective is effective
    assert effective or override.ground == OverrideOver(day(noticed), 365)


def test_a_void_acceleration_has_no_window_at_all():
    run = simulate(note(*OPEN, accelerates("2009-03-03", notice="2009-03-03")))
    assert [window.kind for window in run.windows] == ["blockage"]


@pytest.mark.parametrize(("notice", "turned_over"), [({}, cents(500)), ({"notice": "2009-06-01"}, 0)])
def test_notice_given_later_relates_back_to_the_acceleration(notice, turned_over):
    """500.00 of interest received on April 15, between acceleration and notice."""
    run = simulate(
        note(
            FALSE,
            *OPEN,
            accelerates(**notice),
            event("payment", "2009-04-15", amount="500.00"),
            simulation={"recorded_through": "2009-04-15"},
        )
    )
    assert row(run, "2009-04-15").turned_over == turned_over


def test_several_accelerations_lift_the_union_of_their_days():
    """b accelerates on 2010-04-09, the day after a's override ends, c on 2011-04-11, two days after b's."""
    later = accelerates("2010-04-09", "b", notice="2010-04-09"), accelerates("2011-04-11", "c", notice="2011-04-11")
    document = note(
        FALSE, *OPEN, NOTICED, *later, holders=BOTH | {"c": "100,000.00"}, simulation={"payments": "recorded"}
    )
    days = "2010-04-08", "2010-04-09", "2011-04-09", "2011-04-10", "2011-04-11"
    assert [bool(barred_by(document, on, "c")) for on in days] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("on", "of_a", "of_b"),
    [
        ("2009-04-05", {"1(d)(ii)(B)"}, {"1(d)(ii)(B)"}),
        ("2009-04-06", {"1(d)"}, set()),
        ("2010-02-20", {"1(d)"}, set()),  # the last day of the shadow Blockage Event
        ("2010-02-21", set(), set()),
    ],
)
def test_accelerated_principal_is_barred_as_long_as_the_shadow_runs_and_other_principal_is_not(on, of_a, of_b):
    document = note(FALSE, *COVENANT, NOTICED, holders=BOTH)
    assert barred_by(document, on, "a", "principal") == of_a
    assert barred_by(document, on, "b", "principal") == of_b


BETWEEN = block("2009-03-03", notice={"borrower": "2009-04-20"})  # a has the notice, the Borrower not yet


@pytest.mark.parametrize(("trigger", "barred"), [("holder", True), ("borrower_and_holder", False)])
def test_the_shadow_looks_at_the_holders_receipt_whoever_else_must_have_the_notice(trigger, barred):
    """1(c) delays the bar to April 20, not the Blockage Event of which the proviso of 1(d) speaks: it then exists."""
    document = note(FALSE, *BETWEEN, NOTICED, block_trigger=trigger)
    assert bool(barred_by(document, "2009-04-05")) is barred
    assert barred_by(document, "2009-04-06", component="interest") == set()
    assert barred_by(document, "2009-04-06", component="principal") == {"1(d)"}
    assert windows(simulate(document), "accelerated_principal", "a") == [("2009-04-06", "2010-02-20")]


def test_accelerated_principal_has_a_window_of_its_own_and_is_paid_on_the_next_business_day():
    run = simulate(note(FALSE, *COVENANT, NOTICED))
    assert windows(run, "accelerated_principal", "a") == [("2009-04-06", "2010-02-20")]
    assert [str(each.date) for each in run.rows if each.principal_paid] == ["2010-02-22"]


@pytest.mark.parametrize(
    ("told", "named"),
    [("2009-07-01", ("d1", "d2")), ("2009-07-02", ("d1",))],
    ids=["the day after the first", "a day later"],
)
def test_its_window_names_the_defaults_whose_shadow_ran_on_one_of_its_days(told, named):
    """d1 (payment) runs through its cure of June 30: with July 1 free of both, d2 begins a run of its own."""
    first = block("2009-03-02", kind="payment", cured="2009-06-30")
    second = block(told, "2009-05-04", name="d2")
    run = simulate(note(FALSE, *first, NOTICED, *second, simulation={"payments": "recorded"}))
    found = [each for each in run.windows if each.kind == "accelerated_principal"]
    assert (str(found[0].start), found[0].cause) == ("2009-04-06", named)


@pytest.mark.parametrize(("paid", "free"), [("7,999,999.99", False), ("8,000,000.00", True)])
def test_accelerated_principal_is_free_from_the_day_all_senior_debt_is_paid(paid, free):
    document = note(FALSE, *COVENANT, NOTICED, event("senior_payment", "2009-07-01", facility="pnc", amount=paid))
    assert barred_by(document, "2009-06-30", component="principal") == {"1(d)"}
    assert barred_by(document, "2009-07-01", component="principal") == (set() if free else {"1(d)"})


def test_under_the_shadow_what_a_payment_leaves_for_accelerated_principal_is_turned_over():
    """By April 15, 14/30 of April's 1,000.00 less the 5/30 cut and paid on the 6th come before it."""
    run = simulate(note(FALSE, *COVENANT, NOTICED, event("payment", "2009-04-15", amount="300.00")))
    before = cents("166.67")  # 5/30 x 1,000.00, due and paid with the acceleration
    accrued = cents("466.67") - before  # 14/30 x 1,000.00
    assert row(run, "2009-04-15").interest_paid == accrued
    assert row(run, "2009-04-15").turned_over == cents(300) - accrued


@pytest.mark.parametrize(
    ("occurred", "effective"), [("2009-04-05", False), ("2009-04-06", True)], ids=["the day before", "that day"]
)
def test_days_of_an_override_burn_nothing(occurred, effective):
    """A default of April 6 or later meets the first block only on days on which it is not deemed to have existed."""
    second = block("2009-05-04", occurred, name="d2")
    run = simulate(note(FALSE, *OPEN, NOTICED, *second))
    found = [window.effective for window in run.windows if window.cause == ("d2",)]
    assert found == [effective]
