"""1(d): when a notice founds a Blockage Event, through which day, and when it is void.

The default of most tests occurred on 2009-02-20, so that its day 365 is 2010-02-20.
"""

from datetime import timedelta

import pytest
from noticing import VOID_PROVISO, VOID_QUALIFICATION, Told, day, default, label, read

from note_sched.document.scalars import Flag
from note_sched.rules.blockage import Told as WasTold
from note_sched.rules.blockage import last_day
from note_sched.terms.roles import Role

# The last day, under 1(d)(i), (ii)(A) and (ii)(B)


def ends(of, told_on=(), **terms):
    """The last day of a block that commences on 2009-03-03, and what ends it."""
    return last_day(of, day("2009-03-03"), read(**terms), WasTold(list(told_on)))


@pytest.mark.parametrize(
    ("last_day_is", "noticed", "expected"),
    [
        ("blocked", "2010-02-19", ("2010-02-19", "2010-02-20")),
        ("blocked", "2010-02-20", ("2010-02-20", "2010-02-20")),  # day 365: one day is left
        ("blocked", "2010-02-21", VOID_PROVISO),
        ("payable", "2010-02-19", ("2010-02-19", "2010-02-19")),  # the end date outside: one day is left on day 364
        ("payable", "2010-02-20", VOID_PROVISO),
    ],
)
def test_a_notice_blocks_through_day_365_from_the_occurrence_and_after_it_nothing(last_day_is, noticed, expected):
    assert Told(default(), last_day=last_day_is).notice(noticed, "d1") == {"d1": expected}


def test_day_365_is_counted_in_days_over_a_leap_year_too():
    assert Told(default(on="2011-03-01")).notice("2011-03-02", "d1") == {"d1": ("2011-03-02", "2012-02-29")}


@pytest.mark.parametrize(
    ("told_on", "clause", "end"),
    [
        ([], "1(d)(ii)(B)", "2010-02-20"),  # cured, but nobody said so
        (["2009-06-09"], "1(d)(ii)(B)", "2010-02-20"),  # said before it was true
        (["2009-06-10"], "1(d)(ii)(A)", "2009-06-10"),
        (["2009-06-11"], "1(d)(ii)(A)", "2009-06-11"),
        (["2009-06-09", "2009-07-01", "2009-08-01"], "1(d)(ii)(A)", "2009-07-01"),  # the first that counts
        (["2010-02-19"], "1(d)(ii)(A)", "2010-02-19"),
        (["2010-02-21"], "1(d)(ii)(B)", "2010-02-20"),  # "the earlier of"
    ],
)
def test_a_covenant_default_blocks_until_the_holder_is_told_of_the_cure_and_at_most_to_day_365(told_on, clause, end):
    found = ends(default(cured="2009-06-10"), map(day, told_on))
    assert (found[0], label(found[1])) == (day(end), clause)


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({}, None),
        ({"cured": "2009-06-10"}, "2009-06-10"),
        ({"waived": "2009-06-09"}, "2009-06-09"),
        ({"cured": "2009-06-10", "waived": "2009-06-09"}, "2009-06-09"),
        ({"cured": "2012-06-10"}, "2012-06-10"),  # no cap
    ],
)
def test_a_payment_default_blocks_until_it_is_actually_cured_or_waived_whoever_is_told(facts, end):
    payment_default = default(kind="payment", **facts)
    for told_on in ([], [day("2009-06-12")]):
        assert ends(payment_default, told_on) == (end and day(end), Role.BLOCKAGE_PAYMENT)
    day_before = end and day(end) - timedelta(days=1)
    assert ends(payment_default, last_day="payable") == (day_before, Role.BLOCKAGE_PAYMENT)


# What a notice must specify


@pytest.mark.parametrize(
    ("noticed", "expected"),
    [("2009-02-19", VOID_QUALIFICATION), ("2009-02-20", ("2009-02-20", "2010-02-20"))],
)
def test_a_notice_of_a_default_that_has_not_yet_occurred_founds_nothing(noticed, expected):
    assert Told(default()).notice(noticed, "d1") == {"d1": expected}


@pytest.mark.parametrize("ended", ["cured", "waived"])
@pytest.mark.parametrize(
    ("kind", "noticed", "expected"),
    [
        ("payment", "2009-04-10", ("2009-04-10", "2009-04-10")),  # on the day of the cure: that day
        ("payment", "2009-04-11", VOID_QUALIFICATION),
        ("other", "2009-04-10", ("2009-04-10", "2010-02-20")),
        ("other", "2009-04-11", VOID_QUALIFICATION),
    ],
)
def test_a_notice_of_a_default_cured_or_waived_on_an_earlier_day_founds_nothing(ended, kind, noticed, expected):
    assert Told(default(kind=kind, **{ended: "2009-04-10"})).notice(noticed, "d1") == {"d1": expected}


def test_on_the_day_of_the_cure_no_day_is_left_if_the_last_day_is_outside():
    told = Told(default(kind="payment", cured="2009-04-10"), last_day="payable")
    assert told.notice("2009-04-10", "d1") == {"d1": VOID_QUALIFICATION}


def test_notice_of_default_and_of_cure_on_the_day_of_the_cure_blocks_that_day():
    told = Told(default(cured="2009-04-10"), cured={"d1": ["2009-04-10"]})
    assert told.notice("2009-04-10", "d1") == {"d1": ("2009-04-10", "2009-04-10")}


def test_a_default_under_debt_that_is_not_senior_founds_nothing():
    assert Told(default(facility="junior")).notice("2009-03-03", "d1") == {"d1": "void 1(a)"}


def test_a_default_that_is_not_on_record_founds_nothing():
    """As under ``--known-at``: the notice was known, the default not yet."""
    assert Told(default()).notice("2009-03-03", "d2") == {"d2": VOID_QUALIFICATION}


JUNIOR = default("j", junior_interest=Flag.YES)
JUNIOR_BLOCKS = ("2009-03-03", "2010-02-20")


def test_unpaid_interest_on_these_notes_alone_founds_nothing():
    assert Told(JUNIOR, default()).notice("2009-03-03", "j") == {"j": VOID_QUALIFICATION}


@pytest.mark.parametrize(
    ("other", "junior"),
    [
        (default("d", "2009-03-03"), JUNIOR_BLOCKS),
        (default("d", "2009-03-04"), VOID_QUALIFICATION),  # has not occurred
        (default("d", cured="2009-03-02"), VOID_QUALIFICATION),  # is no more
        (default("d", facility="junior"), VOID_QUALIFICATION),  # is none under Senior debt
        (default("d", junior_interest=Flag.YES), VOID_QUALIFICATION),  # is no other
    ],
)
def test_unpaid_junior_interest_founds_its_own_block_when_the_same_notice_specifies_another_default(other, junior):
    assert Told(JUNIOR, other).notice("2009-03-03", "j", "d")["j"] == junior


def test_another_notice_of_the_same_day_is_not_the_same_notice():
    told = Told(JUNIOR, default())
    assert told.notices("2009-03-03", ("j",), ("d1",)) == {"j": VOID_QUALIFICATION, "d1": JUNIOR_BLOCKS}


# Once for each twelve months


@pytest.mark.parametrize(
    ("covenant", "noticed", "expected"),
    [
        ("leverage", "2010-03-01", VOID_PROVISO),
        ("leverage", "2010-03-02", ("2010-03-02", "2010-06-01")),  # free on the anniversary
        ("coverage", "2010-03-01", ("2010-03-01", "2010-06-01")),  # another covenant is another default
        (None, "2010-03-01", ("2010-03-01", "2010-06-01")),  # without a covenant the default's own id counts
    ],
)
def test_one_covenant_blocks_once_in_twelve_months_from_the_commencement(covenant, noticed, expected):
    """The first, commenced 2009-03-02, ended on 2009-04-10, before the second occurred (day 365: 2010-06-01)."""
    first = default("d1", cured="2009-04-10", covenant="leverage")
    second = default("d2", "2009-06-01", covenant=covenant)
    told = Told(first, second, cured={"d1": ["2009-04-10"]})
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", "2009-04-10")}
    assert told.notice(noticed, "d2") == {"d2": expected}


def test_without_a_covenant_the_same_default_is_the_same():
    told = Told(default(kind="payment"))
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", None)}
    assert told.notice("2009-03-03", "d1") == {"d1": VOID_PROVISO}


def test_a_void_notice_commences_no_twelve_months():
    """d1 is noticed only after its cure, so d2 on the same covenant may block at once."""
    told = Told(default("d1", cured="2009-04-10", covenant="c"), default("d2", "2009-05-04", covenant="c"))
    assert told.notice("2009-04-13", "d1") == {"d1": VOID_QUALIFICATION}
    assert told.notice("2009-05-05", "d2") == {"d2": ("2009-05-05", "2010-05-04")}


# Burned: what existed during a Blockage Event founds no later one


def blocked_march_to_june(*others, **terms):
    """d1 blocks from 2009-03-03 through notice of its cure on 2009-06-10."""
    told = Told(default("d1", cured="2009-06-10"), *others, cured={"d1": ["2009-06-10"]}, **terms)
    assert "d1" in told.notice("2009-03-03", "d1")
    return told


@pytest.mark.parametrize(
    ("occurred", "burned"),
    [
        ("2009-01-05", True),  # existed at the commencement
        ("2009-03-03", True),  # on the first day
        ("2009-06-10", True),  # on the last day
        ("2009-06-11", False),  # fresh
    ],
)
def test_a_default_that_existed_on_any_day_of_a_blockage_event_founds_no_later_one(occurred, burned):
    told = blocked_march_to_june(default("d2", occurred))
    end = str(day(occurred) + timedelta(days=365))
    assert told.notice("2009-06-15", "d2") == {"d2": VOID_PROVISO if burned else ("2009-06-15", end)}


def test_the_last_day_burns_nothing_if_it_is_outside():
    told = blocked_march_to_june(default("d2", "2009-06-10"), last_day="payable")
    assert told.notice("2009-06-15", "d2") == {"d2": ("2009-06-15", "2010-06-09")}


@pytest.mark.parametrize(
    ("overridden_through", "expected"),
    [("2009-05-09", VOID_PROVISO), ("2009-05-10", ("2009-05-11", "2009-05-11"))],
)
def test_a_default_cured_on_a_day_existed_through_the_day_before(overridden_through, expected):
    """d2 is cured and noticed on May 11: only through May 10 can it have existed while d1's block was pending."""
    told = Told(
        default("d1"),
        default("d2", kind="payment", cured="2009-05-11"),
        overridden=[("2009-03-03", overridden_through)],
    )
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-05-11", "d2") == {"d2": expected}


def test_notices_of_one_day_are_not_subsequent_to_each_other():
    told = Told(default("d1"), default("d2", "2009-01-30"))
    both = told.notices("2009-03-03", ("d1",), ("d2",))
    assert both == {"d1": ("2009-03-03", "2010-02-20"), "d2": ("2009-03-03", "2010-01-30")}


def test_the_day_after_is_subsequent():
    told = Told(default("d1"), default("d2", "2009-01-30"))
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-03-04", "d2") == {"d2": VOID_PROVISO}


def test_a_void_notice_burns_nothing_and_extends_nothing():
    """d1 is noticed a day before it occurred; on that and all later days d2 existed, and may still block."""
    told = Told(default("d1"), default("d2", "2009-01-30"))
    assert told.notice("2009-02-19", "d1") == {"d1": VOID_QUALIFICATION}
    assert told.notice("2009-02-23", "d2") == {"d2": ("2009-02-23", "2010-01-30")}
    assert told.notice("2009-02-24", "d1") == {"d1": VOID_PROVISO}
    assert len(told.history.events) == 1


def test_a_blockage_event_that_is_over_burns_nothing_that_came_after_it():
    told = blocked_march_to_june(default("d2", "2009-06-11"), default("d3", "2009-06-12"))
    assert told.notice("2009-06-11", "d2") == {"d2": ("2009-06-11", "2010-06-11")}
    assert told.notice("2009-06-12", "d3") == {"d3": VOID_PROVISO}  # by d2, though not by d1


@pytest.mark.parametrize(
    ("overridden", "burned"),
    [
        ([], True),
        ([("2009-04-06", "2010-04-06")], True),  # pending from March 3 to April 5, when d2 already existed
        ([("2009-03-20", "2010-04-06")], False),  # on no day on which d2 existed
        ([("2009-03-21", "2010-04-06")], True),  # on March 20 it was
        ([("2009-03-20", "2009-05-04"), ("2009-05-05", "2010-04-06")], False),  # the union
        ([("2009-03-20", "2009-05-04"), ("2009-05-06", "2010-04-06")], True),  # May 5 between them
    ],
)
def test_days_of_an_override_are_no_pendency(overridden, burned):
    """d1 blocks from March 3; d2 occurs on March 20 (day 365: 2010-03-20) and is noticed on 2009-07-01."""
    told = Told(default("d1"), default("d2", "2009-03-20"), overridden=overridden)
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-07-01", "d2") == {"d2": VOID_PROVISO if burned else ("2009-07-01", "2010-03-20")}


def test_an_override_leaves_the_commencement_to_count_for_twelve_months():
    told = Told(
        default("d1", covenant="c"),
        default("d2", "2009-03-20", covenant="c"),
        overridden=[("2009-03-03", "2010-04-06")],
    )
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-07-01", "d2") == {"d2": VOID_PROVISO}


# Switches


@pytest.mark.parametrize(("scope", "expected"), [("all", VOID_PROVISO), ("other_defaults", ("2009-07-01", None))])
def test_proviso_scope_spares_payment_defaults_from_being_burned(scope, expected):
    told = Told(default("d1"), default("d2", kind="payment"), scope=scope)
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-07-01", "d2") == {"d2": expected}


def test_proviso_scope_spares_payment_defaults_from_the_twelve_months():
    told = Told(default("d1", kind="payment"), scope="other_defaults")
    assert told.notice("2009-03-03", "d1") == {"d1": ("2009-03-03", None)}
    assert told.notice("2009-03-04", "d1") == {"d1": ("2009-03-04", None)}


def test_proviso_scope_leaves_a_payment_block_to_burn_other_defaults():
    told = Told(default("d1", kind="payment"), default("d2"), scope="other_defaults")
    told.notice("2009-03-03", "d1")
    assert told.notice("2009-07-01", "d2") == {"d2": VOID_PROVISO}


@pytest.mark.parametrize(
    ("borrower", "starts", "expected"),
    [
        ("2009-03-10", "holder", ("2009-03-03", "2010-02-20")),  # 1(e): receipt by the Holder is enough
        (None, "holder", ("2009-03-03", "2010-02-20")),
        ("2009-03-02", "borrower_and_holder", ("2009-03-03", "2010-02-20")),
        ("2009-03-10", "borrower_and_holder", ("2009-03-10", "2010-02-20")),  # 1(c): the later receipt
        ("2010-02-20", "borrower_and_holder", ("2010-02-20", "2010-02-20")),
        ("2010-02-21", "borrower_and_holder", VOID_PROVISO),  # no day is left
        (None, "borrower_and_holder", VOID_QUALIFICATION),
    ],
)
def test_block_trigger_decides_whether_the_borrower_must_have_the_notice_too(borrower, starts, expected):
    told = Told(default(), starts=starts)
    assert told.notice("2009-03-03", "d1", borrower=borrower) == {"d1": expected}


def test_what_arises_between_the_two_receipts_is_burned():
    """The Holder has the notice on March 3, the Borrower on March 10: the provisos look at the Holder's receipt."""
    told = Told(default("d1"), default("d2", "2009-03-05"), starts="borrower_and_holder")
    told.notice("2009-03-03", "d1", borrower="2009-03-10")
    assert told.notice("2009-03-06", "d2") == {"d2": VOID_PROVISO}


def test_twelve_months_run_from_the_holders_receipt():
    told = Told(default(kind="payment"), starts="borrower_and_holder")
    told.notice("2009-03-03", "d1", borrower="2009-03-10")
    assert told.history.events[0].commenced == day("2009-03-03")
    assert told.notice("2010-03-02", "d1") == {"d1": VOID_PROVISO}
    (void,) = told.history.void
    assert void.ground.free_again == day("2010-03-03")


# What goes along with a transfer, under 4(d)


def test_a_transferee_takes_the_blockage_events_from_the_day_of_the_transfer():
    giver, taker = Told(default()), Told(default())
    giver.notice("2009-03-03", "d1")
    (taken,) = taker.history.inherit(giver.history, day("2009-05-11"))
    assert (taken.commenced, taken.start, taken.end) == (day("2009-03-03"), day("2009-05-11"), day("2010-02-20"))


@pytest.mark.parametrize(("transferred", "in_force"), [("2010-02-20", 1), ("2010-02-21", 0)])
def test_a_blockage_event_that_is_over_comes_into_force_no_more(transferred, in_force):
    giver, taker = Told(default()), Told(default())
    giver.notice("2009-03-03", "d1")
    assert len(taker.history.inherit(giver.history, day(transferred))) == in_force


@pytest.mark.parametrize(("transferred", "inherited"), [("2009-03-03", 0), ("2009-03-04", 1)])
def test_a_notice_of_the_day_of_the_transfer_is_not_inherited(transferred, inherited):
    """Transfers come first in the day: the notice finds the transferor without the Note."""
    giver, taker = Told(default()), Told(default())
    giver.notice("2009-03-03", "d1")
    assert len(taker.history.inherit(giver.history, day(transferred))) == inherited


def test_a_transferee_takes_the_burned_defaults_and_the_twelve_months():
    defaults = default("d1", covenant="c"), default("d2", "2009-03-20"), default("d3", "2010-03-01", covenant="c")
    giver, taker = Told(*defaults), Told(*defaults)
    giver.notice("2009-03-03", "d1")
    taker.history.inherit(giver.history, day("2009-05-11"))
    assert taker.notice("2009-06-01", "d2") == {"d2": VOID_PROVISO}
    assert taker.notice("2010-03-02", "d3") == {"d3": VOID_PROVISO}
    assert taker.notice("2010-03-03", "d3") == {"d3": ("2010-03-03", "2011-03-01")}


@pytest.mark.parametrize(("told_giver", "end"), [("2009-05-08", "2009-05-08"), ("2009-05-11", "2010-02-20")])
def test_a_transferee_takes_the_cure_notices_of_before_the_transfer_only(told_giver, end):
    """Of a notice of cure to the transferor on or after the day of the transfer (May 11) it knows nothing."""
    defaults = default(cured="2009-05-04")
    giver, taker = Told(defaults, cured={"d1": [told_giver]}), Told(defaults)
    giver.notice("2009-03-03", "d1")
    taker.history.inherit(giver.history, day("2009-05-11"))
    assert taker.history.events[0].end == day(end)


def test_the_same_notice_served_on_the_transferee_later_founds_no_second_block():
    giver, taker = Told(default()), Told(default())
    giver.notice("2009-03-03", "d1")
    taker.history.inherit(giver.history, day("2009-05-11"))
    assert taker.notice("2009-05-12", "d1") == {}


# What a notice could still do


def prospect(told, name, on):
    found = told.history.prospect(name, day(on), told.overrides)
    return found.first and str(found.first), found.end and str(found.end)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2009-02-24", ("2009-02-24", "2010-02-20")),
        ("2010-02-20", ("2010-02-20", "2010-02-20")),
        ("2010-02-21", (None, None)),
    ],
)
def test_a_default_can_still_found_a_blockage_event_through_its_day_365(on, expected):
    assert prospect(Told(default()), "d1", on) == expected


@pytest.mark.parametrize(
    ("ended", "expected"), [({}, ("2010-02-03", "2010-06-11")), ({"cured": "2010-02-02"}, (None, None))]
)
def test_within_the_twelve_months_a_default_can_block_on_the_anniversary_if_it_then_exists(ended, expected):
    """d1 blocked from 2009-02-03 to its cure on the 9th; d2, on the same covenant, occurred on 2009-06-11."""
    first = default("d1", "2009-02-02", covenant="c", cured="2009-02-09")
    told = Told(first, default("d2", "2009-06-11", covenant="c", **ended), cured={"d1": ["2009-02-09"]})
    told.notice("2009-02-03", "d1")
    assert prospect(told, "d2", "2009-06-15") == expected


def test_a_burned_default_can_never_block_again():
    told = blocked_march_to_june(default("d2", "2009-03-15", kind="payment"))
    assert prospect(told, "d2", "2009-06-15") == (None, None)


# Under other papers: counted from receipt, ended by the cure itself or a withdrawal


RECEIPT = {"days": 179, "runs_from": "receipt", "ends": ("cure", "withdrawal")}


@pytest.mark.parametrize(("last_day_is", "end"), [("blocked", "2009-08-28"), ("payable", "2009-08-27")])
def test_179_days_from_receipt(last_day_is, end):
    """2009-03-02 + 179: 29 to March 31, 59, 90, 120, 151, and 28. The default's own day counts for nothing."""
    told = Told(default(on="2009-01-05"), last_day=last_day_is, **RECEIPT)
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", end)}
    assert told.history.events[0].role is Role.BLOCKAGE_LAPSED


@pytest.mark.parametrize(
    ("cured", "last_day_is", "end", "role"),
    [
        ("2009-05-04", "blocked", "2009-05-04", Role.BLOCKAGE_CURED),
        ("2009-05-04", "payable", "2009-05-03", Role.BLOCKAGE_CURED),
        ("2009-08-28", "blocked", "2009-08-28", Role.BLOCKAGE_CURED),
        ("2009-08-29", "blocked", "2009-08-28", Role.BLOCKAGE_LAPSED),
    ],
)
def test_the_actual_cure_ends_a_window_where_the_paper_says_so(cured, last_day_is, end, role):
    told = Told(default(on="2009-01-05", cured=cured), last_day=last_day_is, **RECEIPT)
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", end)}
    assert told.history.events[0].role is role


def test_where_the_cure_itself_ends_it_notice_of_it_does_not_matter_and_the_other_way_round():
    facts = default(on="2009-01-05", cured="2009-05-04"), {"d1": ["2009-05-11"]}
    for ends_by, end in ((("cure",), "2009-05-04"), (("cure_notice",), "2009-05-11"), (("withdrawal",), "2009-08-28")):
        told = Told(facts[0], cured=facts[1], days=179, runs_from="receipt", ends=ends_by)
        assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", end)}


@pytest.mark.parametrize(
    ("withdrawn", "by", "end"),
    [
        ([("2009-06-01", None)], None, "2009-06-01"),
        ([("2009-06-01", "pnc")], "pnc", "2009-06-01"),
        ([("2009-06-01", "sbl")], "pnc", "2009-08-28"),  # another than gave the notice
        ([("2009-06-01", "sbl")], None, "2009-06-01"),  # who gave it is not said
        ([("2009-06-01", None)], "pnc", "2009-06-01"),
        ([("2009-03-01", None)], None, "2009-08-28"),  # before the notice
        ([("2009-03-02", None)], None, "2009-03-02"),
        ([("2009-06-08", None), ("2009-06-01", "sbl")], "pnc", "2009-06-08"),
    ],
)
def test_a_withdrawal_by_who_gave_the_notice_ends_it(withdrawn, by, end):
    told = Told(default(on="2009-01-05"), withdrawn={"d1": withdrawn}, **RECEIPT)
    assert told.notice("2009-03-02", "d1", by=by) == {"d1": ("2009-03-02", end)}


def test_a_withdrawal_ends_no_window_of_a_payment_default():
    told = Told(default(kind="payment"), withdrawn={"d1": [("2009-06-01", None)]}, **RECEIPT)
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", None)}


def test_a_withdrawal_on_the_day_of_the_notice_leaves_no_day_where_the_last_is_payable():
    told = Told(default(), withdrawn={"d1": [("2009-03-02", None)]}, last_day="payable", **RECEIPT)
    assert told.notice("2009-03-02", "d1") == {"d1": VOID_PROVISO}


def test_of_several_defaults_each_window_ends_by_itself():
    told = Told(default("d1", cured="2009-05-04"), default("d2"), **RECEIPT)
    assert told.notice("2009-03-02", "d1", "d2") == {
        "d1": ("2009-03-02", "2009-05-04"),
        "d2": ("2009-03-02", "2009-08-28"),
    }


def test_a_transferee_counts_from_the_transferors_receipt():
    giver, taker = Told(default(), **RECEIPT), Told(default(), **RECEIPT)
    giver.notice("2009-03-02", "d1")
    (taken,) = taker.history.inherit(giver.history, day("2009-05-11"))
    assert (str(taken.start), str(taken.end)) == ("2009-05-11", "2009-08-28")
