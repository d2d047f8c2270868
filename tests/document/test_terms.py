"""What a document states of its paper is laid over an instrument, key by key, and stands as the terms in force."""

import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import astuple
from written import SOUND, codes, faults, read, underlined, with_events

from note_sched.document.load import load
from note_sched.document.paper import as_written, keys, written_at
from note_sched.document.terms_text import terms_text, text_of
from note_sched.faults import Faulty, Refusal
from note_sched.instruments import AIR_INDUSTRIES_2008, KEYS, instrument, origin
from note_sched.measure.accrual import DayCount
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration, Most, OtherDefault, Standstill, Threshold, Unit

GUIDE = (Path(__file__).parents[2] / "src/note_sched/guide/terms.md").read_text("utf-8")


MONTH_END = SOUND.replace("2008-11-01", "2008-11-30")  # which instruments with a last day take, too


def under(terms, base=MONTH_END):
    """A document with these terms, written below ``terms:`` as they stand here."""
    return f"{base}terms:\n" + "".join(f"  {line}\n" for line in terms.splitlines())


def terms_of(terms, overrides=()):
    return read(under(terms), overrides).terms


def test_without_terms_it_is_the_note_of_2008():
    document = read(SOUND)
    assert document.instrument is AIR_INDUSTRIES_2008
    assert document.terms == AIR_INDUSTRIES_2008.terms
    assert document.stated is None


@pytest.mark.parametrize("key", KEYS)
def test_an_instrument_named_alone_is_taken_whole(key):
    document = read(under(f"instrument: {key}"))
    assert (document.instrument, document.terms) == (instrument(key), instrument(key).terms)
    assert document.stated == ("instrument",)


def test_mappings_are_laid_over_key_by_key_and_lists_whole():
    other = terms_of("instrument: indenture-179\nblockage:\n  other_default: {days: 90, ends: [cure_notice]}").blockage
    assert other.other_default == OtherDefault(90, "receipt", ("cure_notice",), None)
    assert other.limits == instrument("indenture-179").terms.blockage.limits


def test_a_word_stands_in_a_mappings_place():
    terms = terms_of(
        "instrument: mezzanine-180\nstandstill: none\nblockage: {other_default: none}\ndefaults: {payment: none}"
    )
    assert (terms.standstill, terms.blockage.other_default, terms.defaults.payment) == (None, None, None)


def test_what_neither_states_is_as_in_the_note_of_2008():
    """`plain` knows no notice of other defaults: 365 days from occurrence, until notice of cure."""
    terms = terms_of(
        "instrument: plain\nblockage: {other_default: {given_by: [pnc]}}\ndefaults: {judgment: {days: 30}}"
    )
    assert terms.blockage.other_default == OtherDefault(365, "occurrence", ("cure_notice",), ("pnc",))
    assert terms.defaults.judgment == Threshold(50_000_00, Duration(30))


def test_a_standstill_and_a_cap_stated_in_part_are_usual_for_the_rest():
    ends = ("insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity")
    terms = terms_of("standstill: {days: 90}\nblockage: {limits: {most: {days: 60}}}")
    assert terms.standstill == Standstill(90, ends)
    assert terms.blockage.limits.most == Most(60, 360)


def test_every_kind_of_value_is_read():
    terms = read(
        under(
            "interest: {every: 3 months, on: last_day, day_count: 30E/360}\n"
            "days: {calendar: nyse, extension_interest: no}\n"
            "senior_matured: none\n"
            "override: none\n"
            "permitted: {interest: 2009-07-01, principal: after_senior, stop_notice: yes}\n"
            "turnover: {discharges: yes, within: 1 day}\n"
            "blockage: {limits: {one_per: 360 days, one_per_covenant: 9 months}}\n"
            'defaults: {covenant: 10 business days, cross: {over: "1,000,000.00", more_than: 15 days}}\n'
            "acceleration: {by: 25%, for: [payment, default_petition], automatic: [senior_accelerated]}",
        )
    ).terms
    assert astuple(terms.interest)[:3] == (3, "last_day", DayCount.THIRTY_E_360)
    assert astuple(terms.days) == ("nyse", "following", False)
    assert (terms.senior_matured, terms.insolvency, terms.override) == (False, True, None)
    assert astuple(terms.permitted) == (date(2009, 7, 1), "after_senior", "free", True)
    assert astuple(terms.turnover) == (True, 1)
    assert astuple(terms.blockage.limits)[1:3] == (360, Duration(9, Unit.MONTHS))
    assert terms.defaults.covenant == Duration(10, Unit.BUSINESS_DAYS)
    assert terms.defaults.cross == Threshold(1_000_000_00, Duration(15))
    assert astuple(terms.acceleration) == (25, (Role.DEFAULT_PAYMENT, Role.DEFAULT_PETITION), (Role.DEFAULT_SENIOR,))


def test_labels_are_laid_over_those_of_the_instrument():
    document = read(under('instrument: air-industries-2008\ncite: {turnover: "10.06", blockage_most: 10.03(c)}'))
    cite = document.instrument.label
    assert [cite(Role.TURNOVER), cite(Role.BLOCKAGE_MOST), cite(Role.BLOCKAGE)] == ["10.06", "10.03(c)", "1(d)"]
    assert document.stated == ("instrument", "cite.turnover", "cite.blockage_most")


def test_empty_forms_of_what_comes_later_say_that_there_is_none():
    text = under(
        "interest: {pik: none, default: none}\nprincipal: {instalments: [], reduces: last_first, prepayment: {}}"
    )
    assert read(text).terms == AIR_INDUSTRIES_2008.terms
    assert codes(text.replace("prepayment: {}", "prepayment: {a: b}")) == ["unknown-key"]


# Readings


def test_a_switch_overrides_the_instruments_own_value():
    document = read(
        under("instrument: indenture-179") + "reading: {window_end: blocked, turnover_effect: discharged}\n"
    )
    assert document.paper.blockage.last_day == "payable"
    assert (document.terms.blockage.last_day, document.terms.turnover.discharges) == ("blocked", True)


def test_a_switch_that_is_not_written_has_the_papers_word():
    """`representative` is a word of the term that the switch itself does not have."""
    reading = read(under("instrument: indenture-179\ndays: {convention: none}")).reading
    assert (reading.day_count, reading.business_days) == (DayCount.THIRTY_360, "strict")
    assert (reading.window_end, reading.block_trigger, reading.proviso_scope) == (
        "payable",
        "representative",
        "other_defaults",
    )


def test_term_and_switch_may_say_the_same_and_not_two_things():
    text = under("instrument: indenture-179\nblockage: {last_day: blocked}")
    assert codes(text + "reading: {window_end: blocked}\n") == []
    (fault,) = faults(text + "reading: {window_end: payable}\n")
    line = text.splitlines().index("  blockage: {last_day: blocked}") + 1
    assert f"`terms.blockage.last_day` on line {line}" in fault.what
    assert fault.place.line == len(text.splitlines()) + 1


# What goes together


def test_payment_dates_need_their_first_and_interest_with_principal_none():
    without = SOUND.replace("  first_payment_date: 2008-11-01\n", "")
    assert codes(without) == codes(under("instrument: plain", without)) == ["missing-key"]
    assert codes(under("interest: {every: maturity}", without)) == []
    assert underlined(under("interest: {every: maturity}")) == ["first_payment_date"]


@pytest.mark.parametrize(
    ("on", "day", "meant"),
    [
        ("last_day", "2008-11-28", "2008-11-30"),
        ("first_business_day", "2008-11-01", "2008-11-03"),  # November 1 is a Saturday
        ("last_business_day", "2008-11-30", "2008-11-28"),  # a Sunday; the Friday after Thanksgiving is no holiday
    ],
)
def test_the_first_payment_date_is_such_a_day(on, day, meant):
    text = under(f"interest: {{on: {on}}}", SOUND.replace("2008-11-01", day))
    (fault,) = faults(text)
    assert (fault.code, fault.expected) == ("first-payment-date", meant)
    assert codes(text.replace(day, meant)) == []


def test_the_documents_own_holidays_move_the_first_business_day():
    text = under(
        "interest: {on: first_business_day}", SOUND.replace("2008-11-01", "2008-11-04\n  holidays: {add: [2008-11-03]}")
    )
    assert faults(text)[0].expected == "2008-11-05"  # November 4 is Election Day, a public holiday of New York


ACCELERATION = "{type: acceleration, date: 2009-02-02, %s}"


@pytest.mark.parametrize(
    ("by", "named", "wrong"),
    [
        ("holder", "holder: alder", []),
        ("holder", "holders: [alder]", ["holders"]),
        ("majority", "holders: [alder, birch]", []),
        ("majority", "holder: alder", ["holder"]),
        ("25%", "holder: alder, holders: [alder]", ["holder"]),
    ],
)
def test_one_holder_accelerates_or_a_share_does(by, named, wrong):
    text = under(f"acceleration: {{by: {by}}}", with_events(ACCELERATION % named))
    assert underlined(text) == wrong
    assert set(codes(text)) <= {"holder-or-holders"}


def test_without_terms_several_holders_do_not_accelerate():
    assert codes(with_events(ACCELERATION % "holders: [alder]")) == ["holder-or-holders"]


def test_stop_notices_are_known_to_some_terms_alone():
    stop = "{type: stop_notice, date: 2009-02-02, stops: [interest], received: {alder: 2009-02-03}}"
    assert codes(with_events(stop)) == ["unknown-notice"]
    assert codes(under("permitted: {stop_notice: yes}", with_events(stop))) == []
    assert codes(under("instrument: standby\nblockage: {starts: representative}", with_events(stop))) == [
        "received-by-representative"
    ]


def test_who_may_give_notice_is_a_listed_debt():
    assert codes(under("blockage: {other_default: {given_by: [pnc]}}")) == []
    assert codes(under("blockage: {other_default: {given_by: [pcn]}}")) == ["unknown-facility"]


def test_unknown_keys_and_words_are_told_all_at_once_with_the_nearest():
    text = under("instrument: plan\nblockage: {last_days: payable, limits: {burn: none}}\ncite: {turn_over: 10.06}")
    assert [fault.hint for fault in faults(text)] == [
        "did you mean plain?",
        "did you mean last_day?",
        "did you mean burns?",
        "did you mean turnover?",
    ]


def test_a_key_of_the_terms_at_the_top_is_told_where_it_stands():
    assert faults(SOUND + "blockage: {last_day: payable}\n")[0].hint == "blockage stands under `terms:`, indented"


@pytest.mark.parametrize(
    ("terms", "below"),
    [
        ("day_count: actual/360", "day_count stands under `interest:`, indented"),
        ("instalments: []", "instalments stands under `principal:`, indented"),  # though it is much like `instrument`
        ("blockage: {days: 179}", "days stands under `other_default:`, indented"),
        ("interest: {evry: 1 month}", "did you mean every?"),
    ],
)
def test_a_key_that_stands_too_high_is_told_where_it_belongs(terms, below):
    assert [fault.hint for fault in faults(under(terms))] == [below]


@pytest.mark.parametrize(
    ("terms", "meant"),
    [
        ("interest: {pik: yes}", ["{all: yes}", "{deemed: yes}"]),
        ("interest: {default: 14% per year}", ["{rate: 14% per year}", "{plus: 14% per year}"]),
        ("acceleration: majority", ["{by: majority}"]),
        ("turnover: 15 days", ["{within: 15 days}"]),
        ("defaults: {judgment: 50,000.00}", ['{over: "50,000.00"}']),
    ],
)
def test_a_value_in_a_mappings_place_is_told_how_it_is_written(terms, meant):
    terms = terms.replace("50,000.00}", "'50,000.00'}")
    assert [fault.hint for fault in faults(under(terms))] == [f"write {' or '.join(meant)}"]
    _, value = terms.rstrip("}").rsplit(": ", 1)
    assert [codes(under(terms.replace(value, each))) for each in meant] == [[]] * len(meant)


def test_the_opposite_of_a_word_is_not_taken_for_it():
    (fault,) = faults(under("blockage: {last_day: unblocked}"))
    assert (fault.hint, fault.expected) == ("", "blocked or payable")
    assert faults(under("blockage: {last_day: Blocked}"))[0].hint == "did you mean blocked?"


# --set


def test_a_term_is_set_for_one_run():
    assert terms_of("instrument: indenture-179", ["terms.blockage.last_day=blocked"]).blockage.last_day == "blocked"
    document = read(SOUND, ["terms.instrument=plain", "terms.acceleration.automatic=payment,petition"])
    assert document.terms.senior_matured is False
    assert document.terms.acceleration.automatic == (Role.DEFAULT_PAYMENT, Role.DEFAULT_PETITION)
    assert document.stated == ("instrument", "acceleration.automatic")
    assert read(SOUND, ["terms.standstill=none", "terms.standstill.days=30"]).terms.standstill.days == 30


def test_a_term_that_is_set_takes_the_place_of_the_switch():
    text = SOUND + "reading: {window_end: payable, mixed_block: all_or_none}\n"
    terms = read(text, ["terms.blockage.last_day=blocked"]).terms
    assert (terms.blockage.last_day, terms.mixed_block) == ("blocked", "all_or_none")
    assert (
        read(under("blockage: {last_day: payable}"), ["reading.window_end=blocked"]).terms.blockage.last_day
        == "blocked"
    )


def test_a_term_and_its_switch_are_not_set_to_two_things():
    with pytest.raises(Refusal, match="two names of one term"):
        read(SOUND, ["terms.blockage.last_day=blocked", "reading.window_end=payable"])
    both = read(SOUND, ["terms.blockage.last_day=payable", "reading.window_end=payable"])
    assert both.terms.blockage.last_day == "payable"


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ("terms.blockage.last_days=payable", "did you mean terms.blockage.last_day?"),
        ("terms.override=365", "write 365 days"),
        ("terms.blockage.other_default.ends=cured", "cure, cure_notice, withdrawal, with commas between"),
        ("terms.defaults.covenant", "write --set terms.defaults.covenant=VALUE"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_can(override, says):
    with pytest.raises(Refusal) as refusal:
        read(SOUND, [override])
    assert says in refusal.value.hint


def test_a_document_that_does_not_go_with_a_set_term_is_refused():
    raw = with_events(ACCELERATION % "holder: alder").encode()
    with pytest.raises(Faulty) as faulty:
        load(raw, ["terms.acceleration.by=majority"])
    assert [fault.code for fault in faulty.value.faults] == ["holder-or-holders"]


# What is shipped, in the words of a document


@pytest.mark.parametrize("key", KEYS)
def test_an_instruments_terms_can_be_pasted_and_say_the_same_over_any_other(key):
    text = terms_text(key)
    assert text.startswith(f"# {origin(key).splitlines()[0]}\n")
    assert read(MONTH_END + text).terms == instrument(key).terms
    assert read(MONTH_END + text.replace(f"instrument: {key}", "instrument: standby")).terms == instrument(key).terms


@pytest.mark.parametrize("key", KEYS)
def test_what_ships_says_where_its_numbers_come_from(key):
    assert re.search(r"Where (?:its|the) numbers come from: \S", " ".join(origin(key).split()))


def test_the_guide_shows_what_ships():
    rows = dict(re.findall(r"^\| `(\S+)` \| (.*) \|$", GUIDE, re.MULTILINE))
    forms = [as_written(instrument(key).terms) for key in KEYS]
    shown = {key.removeprefix("terms.") for key, _ in keys()} - {"instrument"}
    of_none = ("principal.", "interest.pik", "interest.default")  # what no instrument has
    shown = {key for key in shown if not key.startswith(of_none) and key.count(".test") + key.count(".at_l") == 0}
    for key, row in rows.items():
        told = ["–" if (value := written_at(form, key)) is None else text_of(value) for form in forms]
        assert row == " | ".join(told), key
    mappings = {"blockage.other_default", "blockage.limits.most", "standstill", "defaults.payment"}
    mappings |= {"defaults.judgment", "defaults.cross"}
    assert set(rows) == shown - mappings


def test_the_guide_names_every_part_that_can_be_cited():
    assert [role.value for role in Role if f"`{role.value}`" not in GUIDE] == []


def test_the_guides_columns_are_the_instruments():
    assert f"| key | {' | '.join(f'`{key}`' for key in KEYS)} |" in GUIDE


@pytest.mark.parametrize(
    ("key", "path", "value"),
    [
        ("indenture-179", "interest.every", "6 months"),
        ("indenture-179", "days.extension_interest", "no"),
        ("indenture-179", "blockage.limits.one_per", "360 days"),
        ("indenture-179", "blockage.limits.revives_after", "90 days"),
        ("indenture-179", "acceleration.by", "25%"),
        ("mezzanine-180", "interest.on", "last_day"),
        ("mezzanine-180", "standstill.days", "180"),
        ("mezzanine-180", "defaults.payment.interest", "5 business days"),
        ("mezzanine-180", "defaults.judgment.over", "250,000.00"),
        ("standby", "permitted.principal", "after_senior"),
        ("standby", "turnover.within", "15 days"),
        ("standby", "defaults.petition", "0 days"),
        ("plain", "insolvency", "none"),
        ("plain", "defaults.cross", "none"),
        ("plain", "acceleration.automatic", "[petition]"),
    ],
)
def test_numbers_of_the_market(key, path, value):
    assert text_of(written_at(as_written(instrument(key).terms), path)) == value
