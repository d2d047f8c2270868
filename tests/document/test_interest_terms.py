"""Terms of interest in kind and in default are read, laid over one another, or refused with all their faults."""

import pytest
from test_terms import under
from written import codes, read

from note_sched.document.paper import as_written
from note_sched.document.term_values import Grace
from note_sched.document.terms_text import text_of
from note_sched.measure.accrual import Rate
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration, Unit


def interest(said):
    return read(under(f"instrument: plain\ninterest: {{{said}}}")).terms.interest


def faults(said):
    return codes(under(f"instrument: plain\ninterest: {{{said}}}"))


def test_each_form_of_interest_in_kind_is_read():
    part = interest("pik: {part: 4% per year, round: dollar_up}").pik
    assert (part.part.written, part.round, part.all, part.toggle, part.deemed) == (
        "4% per year", "dollar_up", False, None, False,
    )  # fmt: skip
    assert interest("pik: {all: yes}").pik.all
    assert interest("pik: {deemed: yes}").pik.deemed
    toggle = interest("pik: {toggle: {rate: 12% per year, notice: 10 business days}, when_barred: capitalise}").pik
    assert (toggle.toggle.notice, toggle.when_barred) == (Duration(10, Unit.BUSINESS_DAYS), "capitalise")


def test_default_interest_is_read_and_what_is_not_stated_is_usual():
    default = interest("default: {plus: 2% per year, for: [payment, petition]}").default
    assert (default.on, default.runs_from) == ("principal", "event_of_default")
    assert default.counts == (Role.DEFAULT_PAYMENT, Role.DEFAULT_PETITION)
    assert interest("default: {rate: 18% per year, on: overdue, from: due, for: any}").default.counts is None


def test_overdue_sums_bear_it_while_they_are_due_unless_it_is_stated_otherwise():
    assert interest("default: {plus: 2% per year, on: overdue}").default.runs_from == "due"
    stated = "default: {plus: 2% per year, on: overdue, from: event_of_default}"
    assert interest(stated).default.runs_from == "event_of_default"


def test_none_and_nothing_say_that_there_is_none():
    for said in ("pik: none, default: none", "pik: {}, default: {}"):
        found = interest(said)
        assert (found.pik, found.default) == (None, None)


def test_what_is_read_can_be_written():
    said = "pik: {toggle: {rate: 12% per year, notice: 10 business days}}, default: {plus: 2% per year, on: overdue}"
    form = as_written(read(under(f"instrument: plain\ninterest: {{{said}}}")).terms).interest
    assert (text_of(form.pik.toggle.rate), form.pik.toggle.notice) == ("12% per year", Grace.read("10 business days"))
    assert (text_of(form.default.plus), form.default.on, form.default.counts) == ("2% per year", "overdue", "any")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("pik: {part: 4% per year}", []),
        ("pik: {part: 4% per year, all: no}", []),
        ("pik: {part: 4% per year, all: yes}", ["pik-form"]),
        ("pik: {round: cent}", ["pik-form"]),
        ("pik: {toggle: {notice: 10 days}}", ["missing-key"]),
        ("pik: {part: 4%, rund: cent, when_barred: yes}", ["rate-without-period", "unknown-key", "choice"]),
        ("default: {plus: 2% per year}", []),
        ("default: {on: overdue}", ["default-rate"]),
        ("default: {plus: 2% per year, for: [paymnt], from: maturity_date}", ["choice", "choice"]),
    ],
)
def test_the_forms_go_together(said, found):
    assert sorted(faults(said)) == sorted(found)


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        ("pik.part", "4% per year", lambda terms: terms.pik.part.written == "4% per year"),
        ("pik.deemed", "yes", lambda terms: terms.pik.deemed),
        ("default.plus", "2% per year", lambda terms: isinstance(terms.default.plus, Rate)),
    ],
)
def test_a_key_is_tried_for_one_run(key, value, found):
    assert found(read(under("instrument: plain"), overrides=[f"terms.interest.{key}={value}"]).terms.interest)
