"""How often notice of Senior defaults can block, under papers other than the Note: what voids a later notice.

The first notice of most tests is of 2009-03-02, of a default of 2009-01-05 under the covenant ``lev``.
"""

import pytest
from noticing import VOID_PROVISO, VOID_QUALIFICATION, Told, day, default

from note_sched.instruments import instrument
from note_sched.rules import ground
from note_sched.rules.words import words
from note_sched.terms.terms import Duration, Most, Unit

INDENTURE = instrument("indenture-179").terms.blockage
FREELY = {"one_per": None, "one_per_covenant": None, "burns": "none", "revives_after": None}
VOID_PAYMENT = "void 1(d)(i)"


def lev(name="d1", on="2009-01-05", **facts):
    return default(name, on, covenant="lev", **facts)


# One notice in so many days, whatever its default


@pytest.mark.parametrize(
    ("noticed", "expected"),
    [
        ("2009-10-01", VOID_PROVISO),  # day 213 after the first
        ("2010-02-24", VOID_PROVISO),  # day 359
        ("2010-02-25", ("2010-02-25", "2010-08-22")),  # N1 + 360 itself is good
    ],
)
def test_one_notice_in_360_days_whatever_its_default(noticed, expected):
    """By indenture-179: 2009-03-02 + 360 = 2010-02-25; 179 days from there end 2010-08-23, itself payable."""
    other = default("d2", "2009-09-14", covenant="liquidity")
    told = Told(lev(), other, base=INDENTURE)
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", "2009-08-27")}
    assert told.notice(noticed, "d2") == {"d2": expected}


def test_the_last_valid_notice_counts_and_no_void_one():
    """The void notice of 2009-10-01 starts nothing anew: the first of 2009-03-02 goes on counting."""
    told = Told(lev(), default("d2", "2009-09-14"), default("d3", "2009-12-01"), base=INDENTURE)
    told.notice("2009-03-02", "d1")
    assert told.notice("2009-10-01", "d2") == {"d2": VOID_PROVISO}
    assert told.notice("2010-02-25", "d3") == {"d3": ("2010-02-25", "2010-08-22")}
    assert isinstance(told.history.void[0].ground, ground.OncePer)


def test_a_commencement_counts_under_an_override_too():
    terms = FREELY | {"one_per": 360}
    told = Told(lev(), default("d2", "2009-09-14"), overridden=[("2009-02-01", "2010-12-31")], **terms)
    told.notice("2009-03-02", "d1")
    assert told.notice("2010-02-24", "d2") == {"d2": VOID_PROVISO}
    assert told.notice("2010-02-25", "d2") == {"d2": ("2010-02-25", "2010-09-14")}


def test_two_notices_of_one_day_do_not_stand_in_each_others_way():
    told = Told(lev(), default("d2", "2009-01-30"), **FREELY | {"one_per": 360})
    both = told.notices("2009-03-02", ("d1",), ("d2",))
    assert both == {"d1": ("2009-03-02", "2010-01-05"), "d2": ("2009-03-02", "2010-01-30")}


@pytest.mark.parametrize(("scope", "expected"), [("all", VOID_PROVISO), ("other_defaults", ("2009-06-01", None))])
def test_scope_spares_payment_defaults_from_one_in_so_many_days(scope, expected):
    told = Told(lev(), default("p", "2009-06-01", kind="payment"), **FREELY | {"one_per": 360, "scope": scope})
    told.notice("2009-03-02", "d1")
    assert told.notice("2009-06-01", "p") == {"p": expected}


def test_a_payment_default_that_bars_by_itself_commences_nothing():
    told = Told(lev(), default("p", "2009-02-02", kind="payment"), base=INDENTURE)
    assert told.notice("2009-03-01", "p") == {"p": VOID_PAYMENT}
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", "2009-08-27")}


# One notice per covenant, in days or months


@pytest.mark.parametrize(
    ("within", "void", "good"),
    [
        (Duration(180), "2009-08-28", "2009-08-29"),  # 2009-03-02 + 180
        (Duration(6, Unit.MONTHS), "2009-09-01", "2009-09-02"),
        (Duration(12, Unit.MONTHS), "2010-03-01", "2010-03-02"),
    ],
)
def test_one_notice_per_covenant_in_days_or_months(within, void, good):
    told = Told(
        lev(cured="2009-03-16"),
        lev("d2", "2009-04-01"),
        cured={"d1": ["2009-03-16"]},
        **FREELY | {"one_per_covenant": within},
    )
    told.notice("2009-03-02", "d1")
    assert told.notice(void, "d2") == {"d2": VOID_PROVISO}
    assert told.notice(good, "d2") == {"d2": (good, "2010-04-01")}


def test_one_in_so_many_days_is_named_before_the_covenant_and_what_is_used_up():
    told = Told(lev(), one_per=360)
    told.notice("2009-03-02", "d1")
    told.notice("2009-03-03", "d1")
    assert told.history.void[0].ground == ground.OncePer(360, day("2009-03-02"), day("2010-02-25"))


# What is used up: at the commencement alone, or on every later day


@pytest.mark.parametrize(
    ("burns", "occurred", "used_up"),
    [
        ("existing", "2009-03-02", True),  # exists at the commencement
        ("existing", "2009-03-03", False),  # arises during the window
        ("existing_or_arising", "2009-03-03", True),
        ("existing_or_arising", "2010-01-05", True),  # its last day
        ("existing_or_arising", "2010-01-06", False),
        ("none", "2009-01-02", False),
    ],
)
def test_what_a_window_uses_up(burns, occurred, used_up):
    """The first window runs from 2009-03-02 to day 365 of its default, 2010-01-05."""
    told = Told(lev(), default("d2", occurred), **FREELY | {"burns": burns})
    assert told.notice("2009-03-02", "d1") == {"d1": ("2009-03-02", "2010-01-05")}
    found = told.notice("2010-01-07" if occurred.startswith("2010") else "2009-07-01", "d2")["d2"]
    assert (found == VOID_PROVISO) is used_up


def test_a_default_cured_on_the_day_of_the_commencement_did_not_exist_on_it():
    told = Told(lev(), default("d2", "2009-01-05", cured="2009-03-03"), **FREELY | {"burns": "existing"})
    told.notice("2009-03-02", "d1")
    assert told.notice("2009-03-03", "d2") == {"d2": VOID_PROVISO}
    told = Told(lev(), default("d2", "2009-01-05", cured="2009-03-02"), **FREELY | {"burns": "existing"})
    told.notices("2009-03-02", ("d1",))
    assert told.notice("2009-03-02", "d2")["d2"][0] == "2009-03-02"


# Fresh again


REVIVAL = FREELY | {"burns": "existing", "revives_after": 90}


@pytest.mark.parametrize(
    ("occurred", "good"),
    [
        ("2009-12-15", False),  # 76 days after the cure of 2009-09-30
        ("2009-12-28", False),  # 89
        ("2009-12-29", True),  # 90
    ],
)
def test_a_later_default_under_a_burned_covenant_is_fresh_90_days_after_the_cure(occurred, good):
    told = Told(lev(cured="2009-09-30"), lev("d2", occurred), **REVIVAL)
    told.notice("2009-03-02", "d1")
    found = told.notice("2010-01-04", "d2")["d2"]
    assert (found != VOID_PROVISO) is good


def test_what_is_burned_by_its_covenant_burns_the_next_in_turn():
    """``d2`` comes 76 days after the cure of ``d1``, so it is used up too; ``d3`` 61 days after the cure of ``d2``."""
    first, second = lev(cured="2009-09-30"), lev("d2", "2009-12-15", cured="2010-01-15")
    for occurred, good in (("2010-03-17", False), ("2010-04-15", True)):  # 61 and 90 days after 2010-01-15
        told = Told(first, second, lev("d3", occurred), **REVIVAL)
        told.notice("2009-03-02", "d1")
        assert (told.notice("2010-05-03", "d3")["d3"] != VOID_PROVISO) is good


def test_a_burned_default_that_was_never_cured_burns_every_later_one():
    told = Told(lev(), lev("d2", "2011-03-01"), **REVIVAL)
    told.notice("2009-03-02", "d1")
    assert told.notice("2011-03-01", "d2") == {"d2": VOID_PROVISO}
    assert isinstance(told.history.void[0].ground, ground.NotRevived)


def test_another_covenant_is_not_touched_and_without_a_covenant_none_is_the_same():
    told = Told(lev(), default("d2", "2009-03-03", covenant="liquidity"), default("d3", "2009-03-03"), **REVIVAL)
    told.notice("2009-03-02", "d1")
    found = told.notice("2009-07-01", "d2", "d3")
    assert found == {"d2": ("2009-07-01", "2010-03-03"), "d3": ("2009-07-01", "2010-03-03")}


def test_a_long_line_of_defaults_under_one_covenant_is_gone_through_once():
    """Sixty defaults, each two days after the cure of the one before: all are used up by the first."""
    line = []
    for number in range(60):
        on = day("2009-01-05").toordinal() + 10 * number
        first, over = day("2009-01-05").fromordinal(on), day("2009-01-05").fromordinal(on + 8)
        line.append(lev(f"d{number}", str(first), cured=str(over)))
    told = Told(*line, **REVIVAL)
    told.notice("2009-01-05", "d0")
    last = line[-1]
    assert told.notice(str(last.date), last.id) == {last.id: VOID_PROVISO}


# Arrears


def test_while_the_note_is_in_arrears_no_notice_blocks_unless_of_a_kind_that_is_not_limited():
    unpaid = ground.ArrearsUnpaid("interest", day("2009-03-01"))
    told = Told(lev(), **FREELY)
    assert told.notice("2009-03-02", "d1", arrears=unpaid) == {"d1": VOID_PROVISO}
    assert told.notice("2009-03-03", "d1") == {"d1": ("2009-03-03", "2010-01-05")}
    told = Told(default("p", kind="payment"), **FREELY | {"scope": "other_defaults"})
    assert told.notice("2009-03-02", "p", arrears=unpaid) == {"p": ("2009-03-02", None)}


# At most so many days


def counted(told, first, last):
    """Count every day from ``first`` to ``last``, as the run does once the day's notices are judged."""
    on = day(first)
    while on <= day(last):
        told.history.count(on)
        on = on.fromordinal(on.toordinal() + 1)


MOST = FREELY | {"most": Most(days=180, within=360)}


def test_at_most_180_days_in_360_a_window_is_cut_after_the_80_that_are_left():
    """100 days 2009-01-05 … 04-14; from 2009-07-06 80 more: 26 to July 31, 57, 80 on September 23."""
    first = default("d1", "2009-01-02", cured="2009-04-14")
    told = Told(first, default("d2", "2009-06-01"), cured={"d1": ["2009-04-14"]}, **MOST)
    assert told.notice("2009-01-05", "d1") == {"d1": ("2009-01-05", "2009-04-14")}
    counted(told, "2009-01-05", "2009-07-05")
    assert told.notice("2009-07-06", "d2") == {"d2": ("2009-07-06", "2010-06-01")}
    counted(told, "2009-07-06", "2009-09-23")
    assert str(told.history.events[1].end) == "2010-06-01"  # the last of the 80 is blocked
    counted(told, "2009-09-24", "2009-09-24")
    event = told.history.events[1]
    assert (str(event.end), event.role) == ("2009-09-23", "blockage_most")
    counted(told, "2009-09-25", "2010-04-01")
    assert told.history.events[1] == event  # it does not resume when days leave the 360


def blocked_180(*others, **terms):
    """Blocked 2009-01-05 … 2009-07-03, 180 days."""
    first = default("d1", "2009-01-02", cured="2009-07-03")
    second = default("d2", "2009-08-03")
    told = Told(first, second, *others, cured={"d1": ["2009-07-03"]}, **MOST | terms)
    told.notice("2009-01-05", "d1")
    counted(told, "2009-01-05", "2009-12-30")
    return told


@pytest.mark.parametrize(
    ("noticed", "void"),
    [
        ("2009-12-30", True),  # of the 359 days before it, from 2009-01-05 on, all 180
        ("2009-12-31", False),  # 2009-01-05 is day 360 before it
    ],
)
def test_a_window_of_which_no_day_is_blocked_is_void(noticed, void):
    told = blocked_180()
    told.notice(noticed, "d2")
    counted(told, noticed, noticed)
    assert [each.ground.role for each in told.history.void] == (["blockage_most"] if void else [])
    assert len(told.history.events) == (1 if void else 2)


def test_a_window_that_is_void_for_that_burns_nothing():
    """Both defaults arose after the first window; had the void one of 2009-12-30 been one, it had used up ``d3``."""
    told = blocked_180(default("d3", "2009-08-03"), burns="existing_or_arising")
    told.notice("2009-12-30", "d2")
    counted(told, "2009-12-30", "2009-12-30")
    assert told.notice("2010-01-04", "d3") == {"d3": ("2010-01-04", "2010-08-03")}


def test_days_of_payment_defaults_are_not_counted_where_they_are_not_limited():
    first = default("p", "2009-01-02", kind="payment", cured="2009-07-03")
    for scope, ends in (("all", "blockage_most"), ("other_defaults", "blockage_lapsed")):
        told = Told(first, default("d2", "2009-06-01"), **MOST | {"scope": scope})
        told.notice("2009-01-05", "p")
        counted(told, "2009-01-05", "2009-07-05")
        told.notice("2009-07-06", "d2")
        counted(told, "2009-07-06", "2009-07-06")
        found = [each.role for each in told.history.events if each.default.id == "d2"]
        found += [each.ground.role for each in told.history.void]
        assert found == [ends]


def test_a_transferee_takes_the_blocked_days_along():
    giver, taker = blocked_180(), Told(default("d2", "2009-08-03"), **MOST)
    taker.history.inherit(giver.history, day("2009-12-01"))
    taker.notice("2009-12-30", "d2")
    counted(taker, "2009-12-30", "2009-12-30")
    assert [each.ground.role for each in taker.history.void] == ["blockage_most"]


# Who may give notice, and of what


@pytest.mark.parametrize(
    ("by", "expected"),
    [("pnc", ("2009-03-02", "2010-02-20")), (None, ("2009-03-02", "2010-02-20")), ("sbl", "void 1(d)")],
)
def test_only_those_named_may_give_notice_and_one_who_is_silent_is_taken_as_entitled(by, expected):
    assert Told(default(), given_by=("pnc",)).notice("2009-03-02", "d1", by=by) == {"d1": expected}


@pytest.mark.parametrize(
    ("terms", "kind", "expected"),
    [
        ({"payment_default": "automatic"}, "payment", VOID_PAYMENT),
        ({"payment_default": "none"}, "payment", VOID_PAYMENT),
        ({"other_default": None}, "other", VOID_QUALIFICATION),
        ({"other_default": None}, "payment", ("2009-03-02", None)),
        ({"payment_default": "none"}, "other", ("2009-03-02", "2010-02-20")),
    ],
)
def test_notice_of_a_default_of_a_kind_that_blocks_nothing_or_by_itself_is_void(terms, kind, expected):
    assert Told(default(kind=kind), **terms).notice("2009-03-02", "d1") == {"d1": expected}


def test_the_reasons_have_their_order():
    """Not Senior, not in existence, of no effect, not entitled, no day left: the first that fails is named."""
    told = Told(
        default("junior", facility="junior", kind="payment"),
        default("later", "2009-03-03", kind="payment"),
        default("p", kind="payment"),
        default("old", "2007-01-01"),
        payment_default="automatic",
        given_by=("pnc",),
    )
    told.notices("2009-03-02", ("junior", "later", "p", "old"), by="sbl")
    assert [type(each.ground).__name__ for each in told.history.void] == [
        "NotSenior",
        "NotYetOccurred",
        "BarsByItself",
        "NotEntitled",
    ]
    told.notices("2009-03-02", ("old",), by="pnc")
    assert type(told.history.void[-1].ground).__name__ == "NoDayLeft"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            ground.OncePer(360, day("2009-03-02"), day("2010-02-25")),
            "less than 360 days before; the next can on 2010-02-25",
        ),
        (
            ground.OncePerCovenant("lev", day("2009-03-02"), day("2009-08-29"), Duration(180)),
            "within 180 days; the next can on 2009-08-29",
        ),
        (ground.NotRevived("lev", day("2009-01-05"), None, day("2011-03-01"), 90), "was never cured or waived"),
        (ground.ArrearsUnpaid("interest", day("2009-03-01")), "interest due 2009-03-01 on the Note is unpaid"),
        (ground.MostBlocked(180, 360), "no more than 180 in 360"),
        (ground.BarsByItself("p"), "bars by itself"),
        (ground.NotEntitled("sbl"), "the holders of sbl may give no such notice"),
    ],
)
def test_each_reason_is_said_with_its_numbers(why, said):
    assert said in words(why, str)
