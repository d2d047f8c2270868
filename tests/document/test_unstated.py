"""Where terms are silent, and silence may mislead, the reader is told; where they speak, not."""

import pytest
from written import SOUND, read

from note_sched.document.unstated import remarks


def told(terms, first="2008-11-01", reading=""):
    text = SOUND.replace("2008-11-01", first) + "terms:\n" + "".join(f"  {line}\n" for line in terms.splitlines())
    return {code: message for code, message, _ in remarks(read(text + reading))}


@pytest.mark.parametrize(
    ("first", "on", "warned"),
    [
        ("2008-11-30", "", True),
        ("2008-11-29", "", False),
        ("2008-10-31", "", False),  # a month of 31 days: its last day is every month's
        ("2009-02-28", "", True),
        ("2008-11-30", "interest: {on: same_day}", False),
        ("2008-11-30", "interest: {on: last_day}", False),
        ("2008-11-30", "instrument: mezzanine-180", False),
    ],
)
def test_a_last_day_of_a_short_month_may_be_meant_as_every_months(first, on, warned):
    assert ("last-day" in told(on or "instrument: plain", first)) is warned


def test_a_document_without_terms_is_not_asked_for_them():
    assert list(remarks(read(SOUND.replace("2008-11-01", "2008-11-30")))) == []


@pytest.mark.parametrize("key", ["air-industries-2008", "indenture-179", "mezzanine-180", "standby", "plain"])
def test_an_instrument_alone_leaves_nothing_open(key):
    assert told(f"instrument: {key}", "2008-10-31") == {}


def test_a_block_laid_over_a_plain_note_leaves_open_whose_receipt_starts_it():
    said = told("instrument: plain\nblockage: {other_default: {days: 179, from: receipt}, starts: representative}")
    message = said["unstated-terms"]
    for key in ("blockage.other_default.ends: [cure_notice]", "blockage.last_day: blocked", "turnover.within: none"):
        assert key in message
    for key in ("other_default.days", "other_default.from", "blockage.starts"):
        assert key not in message


def test_a_bar_laid_over_a_plain_note_leaves_open_when_it_is_to_be_paid_over():
    assert "turnover.within: none" in told("instrument: plain\nsenior_matured: bars")["unstated-terms"]
    assert told("instrument: plain\nsenior_matured: bars\nturnover: {within: 10 days}") == {}
    assert told("instrument: standby\nsenior_matured: none") == {}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("interest: {pik: {}}", "interest.pik"),
        ("interest: {pik: {toggle: {}}}", "interest.pik"),
        ("interest: {default: {}}", "interest.default"),
        ("principal: {instalments: {}}", "principal.instalments"),
        ("interest: {pik: none, default: none}", None),
        ("interest: {pik: {all: yes}}", None),
        ("interest: {default: {rate: 14% per year}}", None),
        ("principal: {instalments: [], prepayment: {}}", None),  # as the terms themselves write that there are none
        ("blockage: {}", None),
    ],
)
def test_an_empty_mapping_of_a_choice_chooses_nothing(said, key):
    found = told(f"instrument: plain\n{said}")
    assert list(found) == ["states-nothing"] * (key is not None)
    assert all(message.startswith(f"`terms.{key}` states nothing: ") for message in found.values())


def test_a_switch_states_its_term():
    terms = "instrument: standby\nblockage: {payment_default: notice}"
    assert "blockage.last_day" in told(terms)["unstated-terms"]
    assert "blockage.last_day" not in told(terms, reading="reading: {window_end: payable}\n")["unstated-terms"]


def test_the_reader_is_sent_to_the_line():
    """The warning about a date stands at the date, the one about terms at `terms`."""
    text = SOUND.replace("2008-11-01", "2008-11-30") + "terms:\n  instrument: plain\n  senior_matured: bars\n"
    text += "  interest:\n    pik: {}\n"
    lines = {code: text.splitlines()[line - 1].split(":")[0].strip() for code, _, line in remarks(read(text))}
    assert lines == {"states-nothing": "pik", "last-day": "first_payment_date", "unstated-terms": "terms"}


@pytest.mark.parametrize(
    ("terms", "debt", "warned"),
    [
        ("instrument: indenture-179", "in_effect: 2008-09-23", True),
        ("instrument: indenture-179", "in_effect: 2008-09-22", False),
        ("instrument: indenture-179", "in_effect: 2008-09-23, purpose: working_capital", False),
        ("instrument: air-industries-2008", "in_effect: 2008-09-23", False),
        ("instrument: plain", "in_effect: 2008-09-23", False),
    ],
)
def test_another_papers_senior_debt_is_not_silently_judged_by_the_day_of_the_note_of_2008(terms, debt, warned):
    """1(a): "as in effect as of September 22, 2008"; a debt of 2011 under an indenture of 2011 would be junior."""
    late = f"senior_debt:\n  - {{id: late, lender: L, principal: 1.00, {debt}}}\n"
    text = f"{SOUND.replace('senior_debt:', late.strip())}terms: {{{terms}}}\n"
    found = [text.splitlines()[line - 1] for code, _, line in remarks(read(text)) if code == "senior-by-date"]
    assert [line.strip().startswith("- {id: late") for line in found] == ([True] if warned else [])
