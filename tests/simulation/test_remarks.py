"""Each warning: a document that draws it once, on the line of its event, and its neighbour that does not."""

from typing import NamedTuple

import pytest
from notes import ONE_HOLDER, block, cents, day, event, money, note

from note_sched.document.known import known_at
from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "50,000.00"}
FALSE = event("misrepresentation", "2008-09-26")
PAYOFF = cents("1166.67") + cents("66.67") + cents(100_000)  # one Note of 100,000.00 on 2008-11-03
RECORDED = {"payments": "recorded", "through": "2008-11-20"}


def paid(on, amount, **facts):
    return event("payment", on, amount=amount, **facts)


def accelerates(on="2009-04-06", **facts):
    return event("acceleration", on, holder="a", **facts)


class Pair(NamedTuple):
    """Events that draw a warning on one of them, events that do not, and the Holders of both."""

    code: str
    drawing: tuple
    at: int
    quiet: tuple
    holders: dict = ONE_HOLDER


PAIRS = [
    Pair("payment-above-due", (paid("2008-11-03", "1,166.68"),), 0, (paid("2008-11-03", "1,166.67"),)),
    Pair("payment-below-due", (paid("2008-11-03", "1,166.66"),), 0, (paid("2008-11-03", "1,166.67"),)),
    Pair(
        "not-ratable",
        (paid("2008-11-03", "1,166.67", to="a"),),
        0,
        (paid("2008-11-03", "1,750.00"),),
        BOTH,
    ),
    Pair("assumed-before-recorded", (paid("2008-12-01", "1,000.00"),), 0, (paid("2008-11-03", "1,166.67"),)),
    Pair("overpayment", (paid("2008-11-03", money(PAYOFF + 1)),), 0, (paid("2008-11-03", money(PAYOFF)),)),
    Pair(
        "prohibited-payment",
        (*block("2009-03-03"), paid("2009-03-03", "1.00")),
        2,
        (*block("2009-03-03"), paid("2009-03-02", "1.00")),
    ),
    Pair(
        "senior-overpaid",
        (event("senior_payment", "2009-03-02", facility="pnc", amount="8,000,000.01"),),
        0,
        (event("senior_payment", "2009-03-02", facility="pnc", amount="8,000,000.00"),),
    ),
    Pair(
        "senior-portion-not-covered",  # paid ten days before, or eleven, which is not shortly before
        (
            event("senior_payment", "2009-03-20", facility="pnc", amount="100.00"),
            event("senior_maturity", "2009-03-30", facility="pnc", amount="100.00"),
        ),
        1,
        (
            event("senior_payment", "2009-03-19", facility="pnc", amount="100.00"),
            event("senior_maturity", "2009-03-30", facility="pnc", amount="100.00"),
        ),
    ),
    Pair("default-never-noticed", block("2009-03-03")[:1], 0, block("2009-03-03")),
    Pair(
        "notice-never-effective",
        block("2009-03-03", notice={"method": "mail"}),
        1,
        block("2009-03-03", notice={"method": "mail", "actual": "2009-03-05"}),
    ),
    Pair(
        "cures-nothing",
        (*block("2009-03-03"), event("cure_notice", "2009-04-01", defaults=["d1"])),
        2,
        (*block("2009-03-03", cured="2009-04-01"), event("cure_notice", "2009-04-01", defaults=["d1"])),
    ),
    Pair("void-notice", block("2009-02-19"), 1, block("2009-02-20")),
    Pair("void-acceleration", (FALSE, accelerates("2008-09-25")), 1, (FALSE, accelerates("2008-09-26"))),
    Pair("acceleration-without-notice", (FALSE, accelerates()), 1, (FALSE, accelerates(notice="2009-04-06"))),
    Pair(
        "principal-not-accelerated",  # b's, under a's override while the block runs in the shadow, or is over
        (FALSE, *block("2009-03-03"), accelerates("2010-02-20", notice="2010-02-20")),
        3,
        (FALSE, *block("2009-03-03"), accelerates("2010-02-21", notice="2010-02-21")),
        BOTH,
    ),
    Pair(
        "inherited-block",
        (
            *block("2009-03-03", notice={"received": {"a": "2009-03-03"}}),
            event("transfer", "2010-02-20", from_="a", to="b", amount="1.00"),
        ),
        2,
        (
            *block("2009-03-03", notice={"received": {"a": "2009-03-03"}}),
            event("transfer", "2010-02-21", from_="a", to="b", amount="1.00"),
        ),
        BOTH,
    ),
]


def drawn(code, events, options):
    document = note(*events, **options)
    found = [caution for caution in simulate(document).cautions if caution.code == code]
    return [caution.line for caution in found], [written.line for written in document.events]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair.code for pair in PAIRS])
def test_a_warning_is_given_once_on_the_line_of_its_event_and_not_to_its_neighbour(pair):
    given, lines = drawn(pair.code, pair.drawing, {"holders": pair.holders})
    assert given == [lines[pair.at]]
    assert drawn(pair.code, pair.quiet, {"holders": pair.holders})[0] == []


@pytest.mark.parametrize(
    ("code", "drawing", "quiet"),
    [
        (
            "offering-limit-exceeded",
            {"terms": {"offering_limit": "99,999.99"}},
            {"terms": {"offering_limit": "100,000.00"}},
        ),
        (
            "recorded-through-without-effect",
            {"simulation": {"payments": "recorded", "recorded_through": "2008-12-01"}},
            {"simulation": {"payments": "assumed", "recorded_through": "2008-12-01"}},
        ),
        (
            "nothing-recorded",
            {"simulation": {"payments": "recorded", "through": "2008-11-04"}},
            {"simulation": {"payments": "recorded", "through": "2008-11-03"}},
        ),
    ],
)
def test_a_warning_about_the_whole_document_is_given_once_without_a_line(code, drawing, quiet):
    assert drawn(code, (), drawing)[0] == [0]
    assert drawn(code, (), quiet)[0] == []


def test_an_overpayment_says_how_much_is_refundable():
    (caution,) = [
        c for c in simulate(note(paid("2008-11-03", money(PAYOFF + 250)))).cautions if c.code == "overpayment"
    ]
    assert "2.50 of the" in caution.message


def test_a_prohibited_payment_is_one_warning_for_all_holders():
    run = simulate(note(*block("2009-03-03"), paid("2009-03-03", "150.00"), holders=BOTH))
    assert len(run.turnovers) == 2
    assert [caution.code for caution in run.cautions].count("prohibited-payment") == 1


def test_the_principal_that_was_not_accelerated_is_named_and_where_all_was_there_is_no_warning():
    events = FALSE, *block("2009-03-03"), accelerates(notice="2009-04-06")
    (caution,) = [c for c in simulate(note(*events, holders=BOTH)).cautions if c.code == "principal-not-accelerated"]
    assert caution.message.startswith("the principal of b was not accelerated")
    assert "principal-not-accelerated" not in [c.code for c in simulate(note(*events)).cautions]


def test_a_notice_void_on_every_holder_is_one_warning():
    received = {"received": {"a": "2009-02-19", "b": "2009-02-18"}}
    run = simulate(note(*block("2009-02-16", notice=received), holders=BOTH))
    assert [caution.code for caution in run.cautions].count("void-notice") == 1


def test_a_payment_that_says_how_it_was_applied():
    """1,166.00 on 2008-11-16: 50.00 of expenses, the rest to interest."""
    demand = event("expense", "2008-11-10", holder="a", amount="50.00")
    run = simulate(note(demand, paid("2008-11-16", "1,166.00"), simulation=RECORDED))
    (caution,) = [c for c in run.cautions if c.code == "payment-below-due"]
    assert "applied as 50.00 expenses, 1,116.00 interest" in caution.message


def test_a_sound_story_draws_no_warning():
    assert simulate(note(*block("2009-03-03"))).cautions == []
    assert simulate(note()).cautions == []


def only(code, document, **asked):
    return [each.message for each in simulate(document, **asked).cautions if each.code == code]


@pytest.mark.parametrize(
    ("issued", "warned"), [("2008-09-01", 0), ("2008-09-30", 0), ("2008-08-31", 1), ("2008-10-01", 1)]
)
def test_a_note_that_is_not_of_september_2008_is_said_to_be_read_by_another_text(issued, warned):
    """ "Issue Date: September ___, 2008" stands at the head of the text that decides."""
    assert len(only("read-as-2008", note(terms={"issue_date": issued}))) == warned


def test_no_instalment_of_the_future_is_said_to_have_fallen_due():
    """The record ends on 2008-12-10: November 1 and December 1 fell due by then, January 1 did not."""
    document = note(event("misrepresentation", "2008-12-10"), simulation={"payments": "recorded"})
    (said,) = only("nothing-recorded", document)
    assert "what fell due on 2008-11-01, 2008-12-01;" in said
    assert "after 2008-12-10, the last fact on record, what falls due from 2009-01-01 on counts as unpaid" in said
    (then,) = only("nothing-recorded", document, ask=day("2009-01-03"))
    assert then.endswith("what fell due on 2008-11-01, 2008-12-01, 2009-01-01")
    (before,) = only("nothing-recorded", document, ask=day("2009-01-02"))  # January 1 is in time through that Friday
    assert before.endswith("what fell due on 2008-11-01, 2008-12-01")


@pytest.mark.parametrize(("kind", "key"), [("payment", "payment_default"), ("other", "other_default")])
def test_a_notice_under_a_paper_without_blocks_is_told_what_to_write(kind, key):
    run = simulate(note(*block("2009-03-03", kind=kind), paper={"instrument": "plain"}))
    (caution,) = [each for each in run.cautions if each.code == "void-notice"]
    assert caution.message.endswith(f"under these terms; write `blockage: {{{key}: …}}` if your paper lets it block")
    (caution,) = [each for each in simulate(note(*block("2009-02-19"))).cautions if each.code == "void-notice"]
    assert "under these terms" not in caution.message


@pytest.mark.parametrize(("known", "said"), [("2009-05-31", []), ("2009-06-01", ["cures-nothing"])])
def test_a_cure_notice_of_a_default_that_is_not_known_yet_is_no_remark(known, said):
    """The default became known on June 1 only: before, nobody can say that its cure is not on record."""
    default, notice = block("2009-03-03")
    later = default | {"recorded": "2009-06-01"}, notice | {"recorded": "2009-06-01"}
    document = note(*later, event("cure_notice", "2009-04-01", defaults=["d1"]))
    codes = [caution.code for caution in simulate(known_at(document, day(known))).cautions]
    assert [code for code in codes if code == "cures-nothing"] == said
