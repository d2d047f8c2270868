"""Why a statement is restated: whatever two documents say, a cause is found among what they say otherwise."""

from comparing import loaded
from hypothesis import assume, given, settings
from naive import documents
from notes import event, note
from test_invariants import many

from note_sched.document.changes import changes, facts
from note_sched.faults import Faulty, Refusal
from note_sched.measure.months import Month, read_month
from note_sched.reports.statements.restatement import NO_SENSE, all_figures, causes
from note_sched.reports.statements.statement import statements

MARCH = read_month("2009-03")


def restated(earlier, now, month=MARCH):
    """The causes of every statement of a month, as they are found in the document of today."""
    figures = all_figures(statements(now, month))
    return causes(now, facts(earlier), figures, lambda document: statements(document, month))


def test_a_holder_that_is_gone_with_what_it_was_paid():
    """Neither can be undone alone: a payment to nobody is none, and so both are named."""
    paid = event("payment", "2009-03-05", to="b", amount="1.00")
    earlier = note(paid, holders={"a": "100,000.00", "b": "50,000.00"})
    assert restated(earlier, note())["a"] == [
        "gone: b, id b, name b, principal 50000.00",
        "gone: payment of 2009-03-05, amount 1.00, to b",
    ]


@settings(many, max_examples=80)
@given(documents.documents(), documents.documents())
def test_any_two_documents(one, other):
    month = Month(2009, 1 + len(one["events"]) % 12)
    try:
        earlier, now = loaded(one), loaded(other)
        statements(earlier, month)
        found = restated(earlier, now, month)
    except (Faulty, Refusal):  # a transfer of more than is held
        assume(False)
    told = {change.words for change in changes(facts(earlier), now)}
    assert all(named for named in found.values())
    for words in found.values():
        plain = [each.removesuffix(f" ({NO_SENSE})") for each in words]
        assert all(each in told or each.endswith("more changes") or each.startswith("no fact") for each in plain)
