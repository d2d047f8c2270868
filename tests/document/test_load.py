"""A sound document becomes values; of an unsound one every fault is told, each at its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import DEFAULT, HOLDERS, NOTE, SENIOR, SOUND, codes, faults, read, underlined, with_events

from note_sched.document.events import AccelerationNotice, BlockageNotice, Payment, Transfer
from note_sched.document.load import load
from note_sched.document.model import Document, Reading, Simulation
from note_sched.document.slips import slipped_id
from note_sched.document.starter import STARTER
from note_sched.faults import Place, Refusal
from note_sched.measure.accrual import DayCount


def test_a_document_has_its_values():
    document = read(SOUND)
    assert document.note.issue_date == date(2008, 9, 26)
    assert document.note.interest_rate.written == "1% per month"
    assert [(holder.id, holder.principal) for holder in document.holders] == [
        ("alder", 100_000_00),
        ("birch", 33_333_33),
    ]
    assert [debt.rank for debt in document.senior_debt] == ["1", "2"]
    assert (document.reading, document.simulation) == (Reading(), Simulation())


def test_events_keep_their_order_and_their_lines():
    text = NOTE + HOLDERS + "events:\n- type: payment\n  date: 2009-02-02\n  amount: 5\n\n- date: 2009-01-02\n"
    document = read(text + "  type: payment\n  amount: $1,000.5\n")
    assert [(written.event.date, written.line) for written in document.events] == [
        (date(2009, 2, 2), 12),
        (date(2009, 1, 2), 16),
    ]
    assert document.events[1].event.amount == 1_000_50


@pytest.mark.parametrize("beside", [(), (DEFAULT,), ("{type: payment, date: 2009-02-02, amount: 5}",)])
@pytest.mark.parametrize("order", [1, -1])
def test_an_event_without_a_type_is_none_whatever_the_others_are(beside, order):
    """That all others are of one type, whose keys it has, makes it no event of that type."""
    without = "{date: 2009-03-02, amount: 10.00}"
    assert codes(with_events(*(*beside, without)[::order])) == ["missing-key"]


def test_keys_that_are_words_of_python_are_read():
    (first,) = read(with_events("{type: transfer, date: 2009-01-02, from: alder, to: birch}")).events
    assert first.event == Transfer(date=date(2009, 1, 2), source="alder", target="birch")


def test_a_day_or_a_day_for_each_recipient():
    document = read(
        with_events(
            "{type: acceleration, date: 2009-04-06, holder: alder, notice: 2009-04-07}",
            "{type: acceleration, date: 2009-04-06, holder: birch, notice: {senior: 2009-04-08}}",
        )
    )
    first, second = (written.event.notice for written in document.events)
    assert (first, second) == (date(2009, 4, 7), AccelerationNotice(senior=date(2009, 4, 8)))


@pytest.mark.parametrize("nothing", ["", "~", "null", "[]", "{}"])
@pytest.mark.parametrize("section", ["senior_debt", "events", "reading", "simulation"])
def test_nothing_behind_a_section_is_as_if_it_were_absent(section, nothing):
    is_list = section in ("senior_debt", "events")
    of_another_shape = nothing == ("{}" if is_list else "[]")
    with_nothing = NOTE + HOLDERS + f"{section}: {nothing}\n"
    assert codes(with_nothing) == ([("list-wanted" if is_list else "mapping-wanted")] if of_another_shape else [])


def test_nothing_behind_an_optional_list_or_mapping_is_as_if_it_were_absent():
    event = "{type: blockage_notice, date: 2009-03-03, defaults: [d1], received: }"
    document = read(with_events(DEFAULT, event).replace("holders:", "  holidays:\nholders:"))
    assert document.events[1].event == BlockageNotice(date=date(2009, 3, 3), defaults=("d1",))
    assert document.note.holidays.add == ()


def test_an_empty_received_is_not_an_absent_one():
    """Nobody has received the notice."""
    document = read(with_events(DEFAULT, "{type: blockage_notice, date: 2009-03-03, defaults: [d1], received: {}}"))
    assert document.events[1].event.received == {}


@pytest.mark.parametrize(("flag", "meant"), [("yes", True), ("true", True), ("no", False), ("false", False)])
def test_a_flag(flag, meant):
    (first,) = read(with_events(f"{{type: insolvency, date: 2009-01-02, voluntary: {flag}}}")).events
    assert bool(first.event.voluntary) is meant


def test_all_faults_of_an_item_are_told_at_their_places():
    text = NOTE + "holders:\n  - {id: a b, name: , principal: 1.234, address: X, issue_date: 2008-02-30}\n"
    assert [(str(fault.code), fault.place) for fault in faults(text)] == [
        ("id", Place(9, 10)),
        ("missing-value", Place(9, 15)),
        ("sum", Place(9, 34)),
        ("unknown-key", Place(9, 41)),
        ("no-such-day", Place(9, 65)),
    ]
    assert underlined(text) == ["a b", "name", "1.234", "address", "2008-02-30"]


def test_an_item_at_fault_is_still_known_to_others():
    text = with_events("{type: payment, date: 2009-01-02, amount: 5, to: cedar}").replace(
        "senior_debt:", "  - {id: cedar, name: Cedar, principal: five}\nsenior_debt:"
    )
    assert codes(text) == ["sum"]


def test_a_hundred_faults_are_all_told():
    """Of every item something else is wrong, and no item hides another."""
    holders = [f"  - {{id: h{n}, name: Holder {n}, principal: {n}.001}}\n" for n in range(40)]
    events = [f"  - {{type: payment, date: 2009-02-{30 + n}, amount: 5.00}}\n" for n in range(20)]
    events += [f"  - {{type: expense, date: 2009-02-02, holder: x{n}, amount: 5.00}}\n" for n in range(20)]
    events += [f"  - {{type: judgement-{n}, date: 2009-02-02, amount: 5.00}}\n" for n in range(10)]
    events += [
        f"  - {{type: judgment, date: 2009-02-02, amount: 5.00, satisfied: 2009-02-01, k{n}: 1}}\n" for n in range(5)
    ]
    text = NOTE + "holders:\n" + "".join(holders) + "events:\n" + "".join(events)
    found = faults(text)
    lines = {fault.place.line for fault in found}
    assert len(found) == 40 + 20 + 20 + 10 + 2 * 5
    assert lines == set(range(9, 49)) | set(range(50, 105))
    assert [fault.place for fault in found] == sorted(fault.place for fault in found)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("first_payment", "did you mean first_payment_date?"),
        ("firstPaymentDate", "did you mean first_payment_date?"),
        ("First Payment Date", "did you mean first_payment_date?"),
        ("colour", ""),
    ],
)
def test_the_nearest_key_is_named(written, hint):
    found = [fault for fault in faults(SOUND.replace("first_payment_date", written)) if fault.code == "unknown-key"]
    assert [fault.hint for fault in found] == [hint]


def test_a_stray_key_of_a_split_sum_says_so():
    text = NOTE + "holders: [{id: a, name: A, principal: 5,950,000.00}]\n"
    (fault,) = faults(text)
    assert fault.what == "unknown key `950`: the sum 5,950,000.00 is split at its comma"
    assert fault.hint == 'write principal: "5950000.00"'


def test_a_hash_behind_a_space_cuts_a_text_unless_it_begins_a_comment():
    event = "  - type: misrepresentation\n    date: 2009-01-02 #x\n    memo: "

    def found(memo):
        return codes(SOUND + "events:\n" + event + memo + "\n")

    assert found("of 2007") == found("of 2007 # as audited") == found("of#2007") == found("of 2007 ##") == []
    assert found('"of #2007"') == found("'# 7'") == []
    assert found("of #2007") == found("#2007") == found("no. # 7") == ["cut-text"]


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_that_can_be_written(day):
    assert codes(with_events(f"{{type: misrepresentation, date: {day}}}")) == []


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-01", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize(
    "event",
    [
        "{{type: misrepresentation, date: {}}}",
        "{{type: breach, date: 2009-01-02, cured: {}}}",
        "{{type: blockage_notice, date: 2009-03-03, defaults: [d1], received: {{alder: {}}}}}",
        "{{type: acceleration, date: 2009-03-03, holder: alder, notice: {{senior: {}}}}}",
    ],
)
def test_days_beyond_are_out_of_range_wherever_they_stand(event, day):
    assert "day-out-of-range" in codes(with_events(DEFAULT, event.format(day)))


def test_a_holders_name_where_its_id_is_wanted():
    payment = "{{type: payment, date: 2009-01-02, amount: 5, to: {}}}"
    for written in ("Birch Family Trust", "birch family trust", '"Birch  Family Trust"'):
        (fault,) = faults(with_events(payment.format(written)))
        assert (fault.code, fault.hint) == ("name-for-id", "write birch")


@pytest.mark.parametrize(("written", "meant"), [("énée", "enee"), ("Müller Söhne", "muller-sohne"), ("東京", "")])
def test_a_name_that_is_no_id_gets_one_without_its_accents(written, meant):
    assert slipped_id(written).hint == (f"write {meant}" if meant else "")


def test_an_override_replaces_what_the_file_says():
    text = SOUND + "reading: {window_end: blocked, day_count: 30/360}\nsimulation: {through: 2010-01-01}\n"
    document = read(
        text, ["reading.window_end=payable", "simulation.through=2009-12-31", "reading.day_count=actual/360"]
    )
    assert document.reading == Reading(window_end="payable", day_count=DayCount.ACTUAL_360)
    assert document.simulation == Simulation(through=date(2009, 12, 31))


def test_two_overrides_that_contradict_each_other_are_refused():
    with pytest.raises(Refusal, match="window_end twice, and not the same"):
        read(SOUND, ["reading.window_end=payable", "reading.window_end=blocked"])


def test_an_override_given_twice_is_the_same_override():
    assert read(SOUND, ["reading.window_end=payable"] * 2).reading == Reading(window_end="payable")


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("reading.window_end", "has no value"),
        ("window_end=payable", "did you mean reading.window_end?"),
        ("note.issue_date=2009-01-01", "knows no key"),
        ("reading.windowend=payable", "did you mean reading.window_end?"),
        ("reading.window_end=later", "blocked or payable"),
        ("simulation.through=12/31/2009", "write 2009-12-31"),
        ("simulation.through=2250-01-01", "is not possible"),
        ("simulation.through=2008-01-01", "before the issue date"),
        ("=", "knows no key"),
    ],
)
def test_a_bad_override_is_refused(override, told):
    with pytest.raises(Refusal) as refused:
        read(SOUND, [override])
    assert told in f"{refused.value.what} {refused.value.hint}"


def test_the_starter_and_the_samples_are_sound():
    samples = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
    for raw in (STARTER.encode(), *(sample.read_bytes() for sample in samples)):
        assert isinstance(load(raw), Document)


def either(raw):
    """A document or its faults: nothing else ever comes of a file."""
    found = faults(raw)
    assert found or isinstance(load(raw), Document)
    assert all(fault.place.line > 0 and fault.place.column > 0 and fault.length > 0 for fault in found)


@given(st.binary())
def test_any_bytes_are_a_document_or_faulty(raw):
    either(raw)


@given(st.text(st.sampled_from("abn: -[]{},#&*!|>'\"%@`?\n\t~<\\\r\u2028é0.")))
def test_any_text_is_a_document_or_faulty(text):
    either(text.encode())


VALUES = st.one_of(
    st.sampled_from(["", "x", "5", "-1", "yes", "2009-01-02", "[]", "{}", "[d1, d1]", "{alder: 2009-01-02}", "alder"]),
    st.sampled_from(["pnc", "*a", "&a b", "others", "TOTAL", "02/10/2009", "1,000", "d1", "[[x]]", "{a: {b: c}}"]),
    st.sampled_from(["#", "'", "1% monthly", '"a\\nb"', "null", "[5, 5]"]),
)
KEYS = st.one_of(
    st.sampled_from(
        ["type", "date", "amount", "principal", "to", "from", "holder", "facility", "defaults", "received"]
    ),
    st.sampled_from(
        ["notice", "id", "for", "method", "time", "actual", "kind", "cured", "recorded", "in_full", "memo"]
    ),
    st.sampled_from(["junk", "<<", "000", "by", "outstanding", "borrower"]),
)
KINDS = st.sampled_from(
    [
        "payment",
        "transfer",
        "blockage_notice",
        "senior_default",
        "senior_payment",
        "acceleration",
        "senior_avoidance",
        "x",
    ]
)


@given(st.lists(st.tuples(KINDS, st.lists(st.tuples(KEYS, VALUES), max_size=6)), max_size=4))
def test_any_events_are_a_document_or_faulty(events):
    items = [f"  - type: {kind}\n" + "".join(f"    {key}: {value}\n" for key, value in pairs) for kind, pairs in events]
    either((SOUND + "events:\n" + "".join(items)).encode())


@given(st.integers(0, len(SOUND)), st.integers(0, 40), st.text(max_size=3))
def test_a_document_with_a_hole_in_it_is_a_document_or_faulty(start, length, filled):
    text = STARTER
    either((text[:start] + filled + text[start + length :]).encode())


@given(
    st.lists(st.tuples(st.sampled_from(["note", "holders", "senior_debt", "reading", "simulation", "events"]), VALUES))
)
def test_any_sections_are_a_document_or_faulty(sections):
    either("".join(f"{key}: {value}\n" for key, value in sections).encode())


def test_a_payment_is_what_it_says():
    (first,) = read(with_events("{type: payment, date: 2009-01-02, principal: 5.00, to: alder, memo: wire}")).events
    assert first.event == Payment(date=date(2009, 1, 2), principal=5_00, to="alder", memo="wire")


def test_senior_debt_may_be_absent():
    assert read(NOTE + HOLDERS).senior_debt == ()
    assert len(read(NOTE + HOLDERS + SENIOR).senior_debt) == 2


def with_instructions(written):
    """A sound document whose Holders say where they wish to be paid."""
    return NOTE + f"  payment_instructions: {written}\n" + HOLDERS


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("wire to the collection account", "wire to the collection account"),
        ("~", "~"),
        ("0012", "0012"),
        (
            '{bank: First Bank, account: 0004471882, "no. 2": yes}',
            {"bank": "First Bank", "account": "0004471882", "no. 2": "yes"},
        ),
    ],
)
def test_payment_instructions_are_a_text_or_labels_of_the_writers_own_as_written(written, read_as):
    assert read(with_instructions(written)).note.payment_instructions == read_as


@pytest.mark.parametrize(
    ("written", "complained_of"),
    [
        ("", ["missing-value"]),
        ("{}", ["no-instructions"]),
        ("[First Bank]", ["value-wanted"]),
        ("{bank: First Bank, account: }", ["missing-value"]),
        ("{bank: {name: First Bank}}", ["value-wanted"]),
        ("wire #4471", ["cut-text"]),
        ("\n    account: 4471\n    account: 4472", ["repeated-key"]),
        ("\n    account: wire #4471", ["cut-text"]),
        ("\n    account: #4471", ["cut-text"]),
    ],
)
def test_what_is_wrong_with_payment_instructions(written, complained_of):
    assert codes(with_instructions(written)) == complained_of
