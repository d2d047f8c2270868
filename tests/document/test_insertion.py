"""Events written into a text: what stood there stands there still, and what is new looks like what was there."""

import json

import pytest

from note_sched.document.added import nodes_of
from note_sched.document.changes import facts
from note_sched.document.insertion import with_items
from note_sched.document.load import load

HEAD = """\
note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26
  maturity_date: 2010-05-31
  interest_rate: 1% per month
  first_payment_date: 2008-11-01
holders:
  - id: alder
    name: Alder Growth Partners LP
    principal: 100,000.00
"""
PAYMENT = "payment date=2009-03-02 amount=59,500.00"
MEMO = "payment date=2009-03-02 amount=5 memo='wire #7: late'"


def put(text, *lines):
    """The text with events; what is read of it is what ``--add`` reads."""
    raw = text if isinstance(text, bytes) else text.encode()
    after = with_items(raw, nodes_of(raw, lines))
    assert facts(load(after)) == facts(load(raw, (), lines))
    return after if isinstance(text, bytes) else after.decode()


def grown(before, after, *lines, head=HEAD):
    assert put(head + before, *lines or [PAYMENT]) == head + after


ONE = "events:\n  - type: payment\n    date: 2009-01-02\n    amount: 1,000.00\n"
NEW = "  - type: payment\n    date: 2009-03-02\n    amount: 59,500.00\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(ONE, ONE + NEW, id="last"),
        pytest.param(ONE.rstrip(), ONE + NEW.rstrip(), id="no newline at the end"),
        pytest.param(ONE + "reading: {}\n", ONE + NEW + "reading: {}\n", id="in the middle"),
        pytest.param(
            ONE + "\n# The rest\nreading: {}\n", ONE + NEW + "\n# The rest\nreading: {}\n", id="comment below the list"
        ),
        pytest.param(
            ONE + "    # by wire\n  # - type: breach\n",
            ONE + "    # by wire\n" + NEW + "  # - type: breach\n",
            id="a comment of the event stays with it",
        ),
        pytest.param(
            "events:   # so far\n- type: breach\n  date: 2009-01-02  # a letter\n",
            "events:   # so far\n- type: breach\n  date: 2009-01-02  # a letter\n"
            "- type: payment\n  date: 2009-03-02\n  amount: 59,500.00\n",
            id="dashes in the first column",
        ),
        pytest.param(
            "events:\n  -   type: breach\n      date: 2009-01-02\n\n  -   type: breach\n      date: 2009-01-03\n",
            "events:\n  -   type: breach\n      date: 2009-01-02\n\n  -   type: breach\n      date: 2009-01-03\n"
            "\n  -   type: payment\n      date: 2009-03-02\n      amount: 59,500.00\n",
            id="wide dashes, blank lines between",
        ),
        pytest.param(
            "events:\n  -\n    type: breach\n    date: 2009-01-02\n",
            "events:\n  -\n    type: breach\n    date: 2009-01-02\n" + NEW,
            id="a dash on a line of its own",
        ),
        pytest.param(
            "events:\n  - {type: breach, date: 2009-01-02}\n",
            "events:\n  - {type: breach, date: 2009-01-02}\n"
            '  - {type: payment, date: 2009-03-02, amount: "59,500.00"}\n',
            id="braces",
        ),
        pytest.param(
            "events:\n  - { type: breach,  date:  2009-01-02 }   # one\n",
            "events:\n  - { type: breach,  date:  2009-01-02 }   # one\n"
            '  - { type: payment,  date: 2009-03-02,  amount: "59,500.00" }\n',
            id="braces with blanks",
        ),
        pytest.param(
            "events: [{type: breach, date: 2009-01-02}]   # one\nreading: {}\n",
            "events: [{type: breach, date: 2009-01-02}, "
            '{type: payment, date: 2009-03-02, amount: "59,500.00"}]   # one\n'
            "reading: {}\n",
            id="brackets on one line",
        ),
        pytest.param(
            "events: [\n  {type: breach, date: 2009-01-02},  # one\n  {type: breach, date: 2009-01-03}  # two\n]\n",
            "events: [\n  {type: breach, date: 2009-01-02},  # one\n  {type: breach, date: 2009-01-03},  # two\n"
            '  {type: payment, date: 2009-03-02, amount: "59,500.00"}\n]\n',
            id="brackets on several lines, comments beside the items",
        ),
        pytest.param(
            "events: [\n  {type: breach, date: 2009-01-02},\n]\n",
            "events: [\n  {type: breach, date: 2009-01-02},\n"
            '  {type: payment, date: 2009-03-02, amount: "59,500.00"},\n]\n',
            id="a comma behind the last",
        ),
        pytest.param(
            "events: []   # none yet\nreading: {}\n", f"events:   # none yet\n{NEW}reading: {{}}\n", id="empty"
        ),
        pytest.param("events: [ ]", f"events:\n{NEW.rstrip()}", id="empty at the end, no newline"),
        pytest.param(
            "events: [\n  # nothing\n]\n",
            'events: [{type: payment, date: 2009-03-02, amount: "59,500.00"}\n  # nothing\n]\n',
            id="empty with a comment in it",
        ),
        pytest.param("events: ~\n", f"events:\n{NEW}", id="nothing, as a tilde"),
        pytest.param("events:\n", f"events:\n{NEW}", id="nothing"),
        pytest.param(
            "events:\n#  - type: breach\nreading: {}\n",
            f"events:\n{NEW}#  - type: breach\nreading: {{}}\n",
            id="nothing but examples",
        ),
        pytest.param("", f"events:\n{NEW}", id="no key"),
        pytest.param("? reading\n: {}\n", f"? reading\n: {{}}\nevents:\n{NEW}", id="no key, keys with question marks"),
        pytest.param("# The end\n", f"# The end\nevents:\n{NEW}", id="no key, a comment at the end"),
        pytest.param("...\n# gone\n", f"events:\n{NEW}...\n# gone\n", id="no key, a marked end"),
        pytest.param("\nreading: {}\n", f"\nreading: {{}}\n\nevents:\n{NEW}", id="no key, parts apart"),
        pytest.param(
            "events:\n  - type: breach\n    date: 2009-01-02\n    memo: |\n      two\n      lines\n\nreading: {}\n",
            "events:\n  - type: breach\n    date: 2009-01-02\n    memo: |\n      two\n      lines\n\n"
            + NEW
            + "reading: {}\n",
            id="a text of several lines before it",
        ),
        pytest.param(
            'events:\n  - type: breach\n    date: 2009-01-02\n    memo: "two\n      lines"\nreading: {}\n',
            'events:\n  - type: breach\n    date: 2009-01-02\n    memo: "two\n      lines"\n' + NEW + "reading: {}\n",
            id="a quoted text of several lines before it",
        ),
        pytest.param(
            "events:\n  - type:\tbreach\n    date: 2009-01-02\t# tab\n",
            "events:\n  - type:\tbreach\n    date: 2009-01-02\t# tab\n" + NEW,
            id="tabs",
        ),
    ],
)
def test_what_stood_there_stays_and_the_event_is_written_as_the_others_are(before, after):
    grown(before, after)
    crlf = (HEAD + before).replace("\n", "\r\n")
    assert put(crlf, PAYMENT) == (HEAD + after).replace("\n", "\r\n")
    assert (
        put(("\N{ZERO WIDTH NO-BREAK SPACE}" + crlf).encode(), PAYMENT)
        == ("\N{ZERO WIDTH NO-BREAK SPACE}" + HEAD + after).replace("\n", "\r\n").encode()
    )


def test_several_events_stand_in_their_order_and_every_value_is_read_as_it_was_meant():
    lines = [
        MEMO,
        "blockage_notice date=2009-03-03 defaults=d1,d2 received.alder=2009-03-05 received.others=2009-03-09",
    ]
    debt = "senior_debt:\n  - {id: pnc, lender: PNC, principal: 1000}\n"
    known = "".join(
        f"  - {{type: senior_default, date: 2009-01-02, id: d{n}, facility: pnc, kind: other}}\n" for n in (1, 2)
    )
    written = (
        '  - {type: payment, date: 2009-03-02, amount: 5, memo: "wire #7: late"}\n'
        "  - {type: blockage_notice, date: 2009-03-03, defaults: [d1, d2], "
        "received: {alder: 2009-03-05, others: 2009-03-09}}\n"
    )
    grown(f"{debt}events:\n{known}", f"{debt}events:\n{known}{written}", *lines)


@pytest.mark.parametrize(
    "memo", ["say \"no\" to 'it'", "- dash", "a: b", "null", "tab\tin", "é, ü", "{x}", "50%", "C:\\x"]
)
def test_a_text_is_read_as_it_was_written(memo):
    (node,) = nodes_of(HEAD.encode(), [PAYMENT])
    node["memo"] = memo
    for events in ("", "events: [{type: breach, date: 2009-01-02}]\n"):
        raw = (HEAD + events).encode()
        assert load(with_items(raw, [node])).events[-1].event.memo == memo


JSON = {
    "note": {
        "title": "N", "borrower": "B", "issue_date": "2008-09-26", "maturity_date": "2010-05-31",
        "interest_rate": "1% per month", "first_payment_date": "2008-11-01",
    },
    "holders": [{"id": "alder", "name": "Alder", "principal": 100000}],
}  # fmt: skip
EVENTS = [{"type": "breach", "date": "2009-01-02"}]


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("separators", [(",", ":"), (", ", ": "), None])
@pytest.mark.parametrize("events", [None, [], EVENTS])
def test_json_stays_json_laid_out_as_it_was(indent, separators, events):
    if indent and separators == (", ", ": "):
        separators = None  # nobody writes blanks at the ends of lines
    known = {} if events is None else {"events": events}
    text = json.dumps(JSON | known, indent=indent, separators=separators)
    event = {"type": "payment", "date": "2009-03-02", "amount": "59,500.00"}
    whole = JSON | {"events": [*(events or []), event]}
    assert put(text, PAYMENT) == json.dumps(whole, indent=indent, separators=separators)
