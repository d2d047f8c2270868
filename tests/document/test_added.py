"""``--add``: an event in one line is the event that the file would have given, with places of its own."""

import copy
import shlex
from pathlib import Path

import pytest
import yaml
from comparing import answered
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import event
from written import SOUND, with_events

from note_sched.document.events import Acceleration, AccelerationNotice, BlockageNotice, Payment, SeniorPayment
from note_sched.document.known import known_at
from note_sched.document.load import load
from note_sched.document.source import read_source
from note_sched.faults import Faulty, Place
from note_sched.measure.business_days import DAY
from note_sched.rendering.excerpt import cite, write_faults
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
TWO = with_events(
    "{type: senior_default, id: d1, date: 2009-02-20, facility: pnc, kind: other}",
    "{type: senior_default, id: d2, date: 2009-02-21, facility: pnc, kind: other}",
)


def added(*lines, text=TWO):
    """The events that lines of ``--add`` give."""
    return [written.event for written in load(text.encode(), added=lines).events if written.line < 0]


def faults(*lines, text=TWO):
    with pytest.raises(Faulty) as faulty:
        load(text.encode(), added=lines)
    return faulty.value.faults


def told(*lines, text=TWO):
    """The whole report."""
    return write_faults("note.yaml", text, faults(*lines, text=text), lines)


def test_the_example_of_the_help_is_an_event():
    (found,) = added("acceleration date=2009-04-06 holder=alder notice=2009-04-08")
    day = found.date.fromisoformat
    assert found == Acceleration(date=day("2009-04-06"), holder="alder", notice=day("2009-04-08"))


def test_a_mapping_is_written_key_by_key():
    (found,) = added("acceleration date=2009-04-06 holder=alder notice.borrower=2009-04-07 notice.senior=2009-04-08")
    day = found.date.fromisoformat
    assert found.notice == AccelerationNotice(borrower=day("2009-04-07"), senior=day("2009-04-08"))
    (notice,) = added(
        "blockage_notice date=2009-03-02 defaults=d1 received.alder=2009-03-05 received.others=2009-03-09"
    )
    assert notice.received == {"alder": day("2009-03-05"), "others": day("2009-03-09")}


@pytest.mark.parametrize("written", ["defaults=d1,d2", "defaults=[d1,d2]", "'defaults=[d1, d2]'", "defaults='d1, d2'"])
def test_a_list_is_written_with_commas(written):
    (found,) = added(f"blockage_notice date=2009-03-02 {written}")
    assert isinstance(found, BlockageNotice)
    assert found.defaults == ("d1", "d2")


def test_values_are_quoted_as_in_a_shell_and_sums_keep_their_commas():
    found = added(
        "payment date=2009-04-06 amount=1,000.00 memo='second wire, #1041'",
        'payment date=2009-04-06 amount="$1,000.00" memo="a \\"b\\" = c"',
        r"payment date=2009-04-06 amount=1000 memo=second\ wire#2",
    )
    assert [each.amount for each in found] == [100_000] * 3
    assert [each.memo for each in found] == ["second wire, #1041", 'a "b" = c', "second wire#2"]


def test_a_key_that_python_has_taken_is_written_as_in_the_file():
    text = with_events("{type: senior_maturity, date: 2009-05-01, facility: pnc}")
    (found,) = added("senior_payment date=2009-04-01 facility=pnc amount=5 for=2009-05-01", text=text)
    assert isinstance(found, SeniorPayment)
    assert str(found.maturity) == "2009-05-01"


@pytest.mark.parametrize("text", [SOUND, f"{SOUND}events:\n", f"{SOUND}events: []\n"])
def test_a_file_without_events_gets_its_first(text):
    (found,) = added("payment date=2009-04-06 amount=5 to=alder", text=text)
    assert isinstance(found, Payment)


def test_added_events_stand_behind_those_of_the_file_and_have_no_line_of_it():
    document = load(TWO.encode(), added=["breach date=2009-01-05", "breach date=2009-01-04"])
    lines = [written.line for written in document.events]
    assert lines[-2:] == [-1, -2]
    assert all(line > 0 for line in lines[:-2])


def test_one_added_event_may_name_another():
    default = "senior_default id=d9 date=2009-02-20 facility=pnc kind=other"
    assert len(added("blockage_notice date=2009-03-02 defaults=d9", default)) == 2


def test_what_is_added_is_a_supposition_and_not_hidden_by_known_at():
    """With --known-at one asks what would follow from what was known: an event of the file on that day is not known."""
    fact = "breach date=2009-04-06 cured=2009-04-20"
    document = load(TWO.encode(), added=[fact])
    kept = known_at(document, document.note.issue_date + DAY).events
    assert [(written.line, str(written.event.cured)) for written in kept] == [(-1, "2009-04-20")]


# Faults


def test_every_fault_of_every_line_is_told_at_once_with_its_place():
    found = faults("acceleration dat=2009-04-06 holder=alde", "payment date=2009-4-6 amount=5")
    assert [(fault.place, fault.code) for fault in found] == [
        (Place(-1, 1), "missing-key"),
        (Place(-1, 14), "unknown-key"),
        (Place(-1, 36), "unknown-holder"),
        (Place(-2, 14), "date"),
    ]


def test_a_report_shows_the_line_and_the_place_in_it():
    line = "acceleration date=2009-04-06 holder=alde"
    assert told(line) == (
        f"--add '{line}':37: no Holder has the id `alde`\n"
        " |\n"
        f" | {line}\n"
        " |                                     ^^^^\n"
        "expected: one of alder, birch\n"
        "hint: did you mean alder?\n"
        "\n"
        "1 fault in --add\n"
    )


def test_faults_of_the_file_come_first_and_both_are_counted():
    text = TWO.replace("id: d2, date: 2009-02-21", "id: d2, date: 2009-02-31")
    report = told("breach date=2009-02-30", text=text)
    assert report.startswith("note.yaml:")
    assert report.endswith("2 faults in note.yaml and --add\n")


KINDS = [
    ("", "empty", 1, "acceleration date="),
    ("   ", "empty", 1, "acceleration date="),
    ("acelleration date=2009-04-06", "unknown-event", 1, "did you mean acceleration?"),
    ("type=breach date=2009-04-06", "missing-key", 1, "write breach without type="),
    ("date=2009-04-06", "missing-key", 1, "such as acceleration"),
    ("breach dates=2009-04-06", "unknown-key", 8, "did you mean date?"),
    ("breach date: 2009-04-06", "syntax", 8, "write date=VALUE"),
    ("breach date=2009-04-06 memo=second wire", "syntax", 36, "in quotes: memo='…'"),
    ("breach 2009-04-06", "syntax", 8, "its keys are date"),
    ("breach date='2009-04-06", "syntax", 8, "quotes of one kind"),
    ("breach date=2009-04-06 memo=wire\\", "syntax", 24, "quotes of one kind"),
    ("breach date=2009-04-06 date=2009-04-07", "repeated-key", 24, "keep one of them"),
    ("breach date=", "missing-value", 8, ""),
    ("breach date=2009-04-31", "no-such-day", 13, "April 2009 has 30 days"),
    ("breach date=2009-04-06 cured=2009-04-05", "end-before-beginning", 30, "look at both dates"),
    ("payment date=2009-04-06 amount=5 principal=5", "one-of-two", 34, ""),
    ("payment date=2009-04-06 amount=1.000,00", "sum", 32, "write 1000.00"),
    ("payment date=2008-04-06 amount=5", "payment-before-issue", 14, ""),
    ("expense date=2009-04-06 amount=5 holder.alder=2009-04-06", "value-wanted", 41, ""),
    ("senior_default date=2009-02-20 id=d1 facility=pnc kind=other", "repeated-id", 35, "the first is on line"),
    ("blockage_notice date=2009-03-02 defaults=d1,d-2", "unknown-default", 45, "did you mean d2?"),
    ("blockage_notice date=2009-03-02 defaults=d1,d1", "named-twice", 45, ""),
    ("blockage_notice date=2009-03-02 defaults=[]", "no-defaults", 42, ""),
    ("blockage_notice date=2009-03-02 defaults=d1 received=2009-03-05", "mapping-wanted", 54, "received.others=2009"),
    ("blockage_notice date=2009-03-02 defaults=d1 received.bob=2009-03-05", "unknown-holder", 54, ""),
    ("blockage_notice date=2009-03-02 defaults=d1 received.alder=2009-03-01", "receipt-before-notice", 60, ""),
    ("acceleration date=2009-04-06 holder=alder notice=2009-04-08 notice.senior=2009-04-08", "repeated-key", 61, ""),
    ("acceleration date=2009-04-06 holder='Alder Growth Partners LP'", "name-for-id", 37, "write alder"),
    ("breach date=2009-04-06 memo=\x1b[31m", "control-character", 29, "remove it"),
    ("breach date=2009-04-06 memo=\udcff", "control-character", 29, "remove it"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "column", "hint"), KINDS, ids=[f"{each[1]}-{each[2]}" for each in KINDS])
def test_a_slip_is_told_as_that_of_a_file_is(line, code, column, hint):
    found = faults(line)
    (fault,) = [fault for fault in found if (fault.code, fault.place.column) == (code, column)]
    assert fault.place.line == -1
    assert hint in fault.hint
    assert told(line).encode("utf-8", "strict")


def test_a_line_that_cannot_be_read_hides_no_fault_of_another():
    codes = {fault.code for fault in faults("breach date", "expense date=2009-04-06 amount=5 holder=bob")}
    assert codes == {"syntax", "unknown-holder"}


def test_a_line_is_cited_so_that_a_shell_reads_it_back():
    line = "breach date=2009-04-06 memo='a b'"
    assert shlex.split(cite("note.yaml", -1, [line])) == ["--add", line]


# What must always hold


def in_one_line(fact):
    """An event of a document as ``--add`` takes it."""
    words = [fact["type"]]
    for key, value in fact.items():
        if isinstance(value, dict):
            words += [f"{key}.{inner}={shlex.quote(each)}" for inner, each in value.items()]
        elif isinstance(value, list):
            words.append(f"{key}={','.join(value)}")
        elif key != "type":
            words.append(f"{key}={shlex.quote(value)}")
    return " ".join(words)


def raw(document):
    return yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents.documents(), st.integers(0, 1_000))
def test_an_event_added_is_the_same_event_written_last_in_the_file(document, number):
    document = copy.deepcopy(document)
    assume(document.get("events"))
    fact = document["events"].pop(number % len(document["events"]))
    last = {**document, "events": [*document["events"], fact]}
    ours, theirs = load(raw(document), added=[in_one_line(fact)]), load(raw(last))
    assert [written.event for written in ours.events] == [written.event for written in theirs.events]
    try:
        outputs = [answered(schedule(simulate(each))) for each in (ours, theirs)]
    except Faulty:  # more is transferred than is held by then
        assume(False)
    for output in outputs:
        for warning in output["warnings"]:
            del warning["line"]
        output["warnings"].sort(key=lambda warning: (warning["code"], warning["message"]))
    assert outputs[0] == outputs[1]


def test_the_rendering_of_this_test_is_one_of_all_kinds_of_values():
    fact = event("blockage_notice", "2009-03-02", defaults=["d1", "d2"], received={"a": "2009-03-05"}, by="pnc")
    assert in_one_line(fact) == "blockage_notice date=2009-03-02 defaults=d1,d2 received.a=2009-03-05 by=pnc"


@pytest.mark.parametrize(
    "name", ["release-valve", "insolvency-with-avoidance", "mezzanine-standstill", "single-holder"]
)
def test_a_file_that_was_read_once_is_loaded_as_often_as_one_likes_and_keeps_no_trace(name):
    raw = (SAMPLES / f"{name}.yaml").read_bytes()
    tree = read_source(raw)
    for line in ("misrepresentation date=2009-05-04", "misrepresentation", "transfer date=2009-05-04 from=nobody", ""):
        lines = [line] if line else []
        assert outcome(raw, lines, tree) == outcome(raw, lines)


def outcome(raw, lines, tree=None):
    """The document, or what is wrong with it and where."""
    try:
        document = load(raw, (), lines, None, tree)
    except Faulty as faulty:
        return faulty.faults
    return document.holders, document.senior_debt, document.events, document.reading, document.lines
