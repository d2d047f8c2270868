"""Windows for counsel: first and last day, cause, clause, and what founded none with its reason."""

from notes import event, note
from pages import TWO, blocked, default, lines, notice

from note_sched.reports.answers.bars import bars
from note_sched.simulation import simulate


def told(document, holders=()):
    return lines(bars(simulate(document), holders))


def test_one_line_for_all_notes_under_the_same_window():
    line = "Tue 2009-03-03 Sat 2010-02-20 all Blockage Event d1 (default of Fri 2009-02-20, pnc) 1(d)(ii)(B)"
    assert line in told(blocked(holders=TWO))


def test_a_void_notice_stands_beside_them_with_its_reason_in_words():
    document = blocked(default("d2", "2009-03-15"), notice("2010-02-22", "d2"))
    reason = "the default of 2009-03-15 already existed during the Blockage Event of 2009-03-03 to 2010-02-20; 1(d)(ii)"
    assert f"Mon 2010-02-22 a d2 (default of Sun 2009-03-15, pnc) {reason} 1(d)(ii)" in told(document)


def test_a_payment_default_without_cure_has_no_known_end():
    document = note(default("d1", "2009-02-20", kind_="payment"), notice("2009-03-03", "d1"))
    assert any("not known: no cure or waiver is recorded" in line for line in told(document))


def test_a_bar_that_lasts_to_the_last_day_is_still_on():
    document = note(event("senior_acceleration", "2009-05-04", facility="pnc"), simulation={"through": "2009-06-30"})
    assert "Mon 2009-05-04 still on Tue 2009-06-30 a Senior debt due and unpaid" in " ".join(told(document))


def test_an_override_suspends_the_block_and_the_block_says_so():
    document = blocked(event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"))
    assert any("Blockage Event; suspended Mon 2009-04-06 to Sat 2010-02-20" in line for line in told(document))


def test_many_holders_are_named_by_those_left_out():
    holders = {f"h{n}": "1,000.00" for n in range(8)}
    received = {"h3": "2009-03-09", "others": "2009-03-03"}
    document = note(default("d1", "2009-02-20"), notice("2009-03-03", "d1", received=received), holders=holders)
    assert any(" all but h3 Blockage Event" in line for line in told(document))


def test_where_nothing_bars_one_sentence_says_it():
    assert told(note())[0].startswith("No bar")
