"""Every type of event has its words; memos are not among them."""

from typing import get_args

from letters import sample
from notes import day, event, note

from note_sched.document.events import Event
from note_sched.reports.letter.happened import _WORDS, facts_table
from note_sched.simulation import simulate


def told(document, first, last):
    """The facts of some days, as day and words."""
    table = facts_table(simulate(document, through=day(last)), day(first), day(last), "")
    rows = [] if table is None else table.rows
    return [(str(on), words if isinstance(words, str) else "".join(map(str, words))) for on, words, _ in rows]


def test_no_type_of_event_is_without_words():
    assert set(_WORDS) == set(get_args(Event))


def test_a_fact_and_its_end_are_told_on_their_own_days():
    judgment = event("judgment", "2009-06-01", amount="60,000.00", satisfied="2009-06-20")
    ((on, words),) = told(note(judgment), "2009-06-02", "2009-06-30")
    assert on == "2009-06-20"
    assert words.startswith("the judgment is paid, vacated, bonded or stayed: judgment of ")
    assert words.endswith(" of 2009-06-01")


def test_a_notice_is_told_when_it_is_sent_and_when_it_is_effective():
    """Sent by courier on Thursday, February 26: effective on the second business day, Monday, March 2."""
    found = told(sample("covenant-default"), "2009-02-26", "2009-03-02")
    assert [on for on, _ in found] == ["2009-02-26", "2009-03-02"]
    assert "sent by courier" in found[0][1]
    assert found[1][1] == "the blockage notice of leverage-2009 is effective on all (4(b))"


def test_memos_stay_at_home():
    paid = event("payment", "2009-06-16", amount="1.00", memo="from account 123456789")
    assert told(note(paid), "2009-06-16", "2009-06-16") == [("2009-06-16", "payment of 100 to all Notes, ratably")]


def test_the_notices_of_an_acceleration_are_facts_of_their_own_days():
    both = event("acceleration", "2009-06-01", holder="a", notice="2009-06-03")
    two = event("acceleration", "2009-06-01", holder="a", notice={"borrower": "2009-06-02", "senior": "2009-06-04"})
    told_of_both, told_of_two = (told(note(each), "2009-06-02", "2009-06-30") for each in (both, two))
    assert told_of_both == [
        ("2009-06-03", "notice to the Borrower and the Senior holders of the acceleration by a (1(d))")
    ]
    assert [words.partition(" of ")[0] for _, words in told_of_two] == [
        "notice to the Borrower",
        "notice to the Senior holders",
    ]
