"""The days in a calendar, worked out by hand; what an occasion is does not change when its day does."""

import pytest
from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import block, day, event, note
from test_invariants import play

from note_sched.reports.answers.occasions import agenda
from note_sched.simulation import simulate

TWO = {"a": "100,000.00", "b": "50,000.00"}
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def occasions(document, *identity, holders=()):
    """The occasions whose identity begins so."""
    found = agenda(simulate(document), holders).occasions
    return [each for each in found if each.identity[: len(identity)] == identity]


def days(document, *identity, **rest):
    return [(str(each.date), each.off is None) for each in occasions(document, *identity, **rest)]


def words(occasion):
    return " ".join(str(part) for phrase in [occasion.summary, *occasion.said] for part in phrase)


def test_an_instalment_has_its_day_and_the_last_day_in_time():
    """2008-11-01 is a Saturday, 2008-12-01 a Monday (General Construction Law 25): two entries, one entry."""
    assert days(note(), "instalment", "1") == [("2008-11-01", True), ("2008-11-03", True)]
    assert days(note(), "instalment", "2") == [("2008-12-01", True)]
    assert days(note(business_days="strict"), "instalment", "1") == [("2008-11-01", True)]


def test_maturity_has_two_days_for_it_is_memorial_day():
    assert days(note(), "maturity") == [("2010-05-31", True), ("2010-06-01", True)]


def test_a_financing_moves_the_maturity_and_it_stays_the_same_occasion():
    terms = {"financing_threshold": "10,000,000.00"}
    financed = event("financing", "2009-06-10", amount="10,000,000.00", kind_="equity")
    before, after = note(terms=terms), note(financed, terms=terms)
    (first, _), (moved, *_) = occasions(before, "maturity"), occasions(after, "maturity")
    assert first.identity == moved.identity
    assert (first.date, moved.date) == (day("2010-05-31"), day("2009-06-10"))
    # Memorial Day had a last day in time of its own, June 1, 2010; Wednesday, June 10, 2009 has none.
    in_time = [each for each in occasions(after, "maturity") if each.identity[-1] == "in time"]
    assert [each.off is None for each in in_time] == [False]


def test_a_maturity_before_which_all_is_paid_is_called_off():
    paid = note(event("payment", "2009-03-02", principal="100,000.00"))
    assert days(paid, "maturity") == [("2010-05-31", False), ("2010-06-01", False)]


def test_instalments_after_all_is_paid_are_called_off():
    """Paid on 2009-03-02: instalment 5 (March 1, in time on the 2nd) was due; 6 to 21 are off.

    19 is 2010-05-01. Unpaid, the Note went on 31 days beyond its maturity's last day in time, to 2010-07-02: 20 and 21
    (June and July 1) stood in an earlier calendar too.
    """
    paid = note(event("payment", "2009-03-02", principal="100,000.00"))
    found = {each.identity[1]: each.off is None for each in occasions(paid, "instalment")}
    assert found == {str(number): number <= 5 for number in range(1, 22)}
    unpaid = occasions(note(simulation={"payments": "recorded"}), "instalment")
    assert {each.identity for each in unpaid} <= {each.identity for each in occasions(paid, "instalment")}


def test_a_blockage_event_ends_on_day_365_and_its_covenant_is_free_after_twelve_months():
    """The default of 2009-02-20 noticed on 2009-03-03: through 2010-02-20 (1(d)(ii)(B)); free again on 2010-03-03."""
    document = note(*block("2009-03-03", covenant="leverage"))
    assert days(document, "window", "blockage") == [("2010-02-20", True)]
    assert days(document, "day 365") == [("2010-02-20", True)]
    assert days(document, "covenant") == [("2010-03-03", True)]


def test_a_default_that_names_no_covenant_and_is_used_up_may_not_block_again():
    """As `status` says: it existed during its own Blockage Event, and no other default can have its name."""
    assert days(note(*block("2009-03-03")), "covenant") == []


def test_a_notice_whose_day_is_put_right_moves_its_window_and_adds_none():
    """Received on March 5 and not 3, as it turns out: the end stays on day 365, the covenant's year moves."""
    seen = []
    for received in ("2009-03-03", "2009-03-05"):
        document = note(*block(received, covenant="leverage"), holders={"a": "1,000.00", "b": "1,000.00"})
        seen.append({each.identity: each for each in agenda(simulate(document)).occasions})
    before, after = seen
    ends = [name for name in before if name[0] in ("window", "covenant")]
    assert len(ends) == 2
    assert set(before) - set(after) <= {name for name in before if name[0] == "default"}
    assert [str(after[name].date) for name in ends] == ["2010-02-20", "2010-03-05"]


def test_a_summary_says_whose_window_it_is_unless_it_is_everybodys():
    """Only a has the notice: its block alone ends on day 365, 2010-02-20."""
    document = note(
        event("senior_default", "2009-02-20", id="d1", facility="pnc", kind_="other"),
        event("blockage_notice", "2009-03-03", defaults=["d1"], received={"a": "2009-03-03"}),
        holders={"a": "1,000.00", "b": "1,000.00"},
    )
    found = agenda(simulate(document)).occasions
    (last,) = (each for each in found if each.identity[0] == "window")
    assert last.summary == ["Last day barred: Blockage Event (a)"]
    alone = agenda(simulate(document), ["a"]).occasions
    assert [each.summary for each in alone if each.identity[0] == "window"] == [["Last day barred: Blockage Event"]]


def test_notice_of_cure_moves_the_end_and_calls_day_365_off():
    cured = event("cure_notice", "2009-06-11", defaults=["d1"])
    before, after = note(*block("2009-03-03")), note(*block("2009-03-03", cured="2009-06-05"), cured)
    (was,), (now,) = occasions(before, "window"), occasions(after, "window")
    assert (was.identity, was.date, now.date) == (now.identity, day("2010-02-20"), day("2009-06-11"))
    (off,) = occasions(after, "day 365")
    assert off.off == "cured or waived on 2009-06-05"


def test_a_default_of_which_nobody_was_told_keeps_its_day_365_while_a_notice_could_still_block():
    """Unnoticed it matters; once it existed during another Blockage Event it is used up (1(d)(ii))."""
    unnoticed = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind_="other")
    assert days(note(unnoticed), "day 365") == [("2010-02-20", True)]
    other = block("2009-03-10", "2009-03-02", name="d2")
    assert days(note(unnoticed, *other), "day 365", "d1") == [("2010-02-20", False)]
    assert days(note(*block("2009-03-03", kind="payment")), "day 365") == []


def test_an_override_ends_on_the_365th_day_after_its_notice():
    noticed = {"borrower": "2009-04-06", "senior": "2009-04-08"}
    blocked = block("2009-03-10", "2009-03-02", kind="payment")
    document = note(*blocked, event("acceleration", "2009-04-06", holder="a", notice=noticed))
    assert days(document, "window", "override") == [("2010-04-08", True)]
    assert days(document, "acceleration", "a") == [("2009-04-06", True)]
    assert days(document, "default", "2(a)", "a", "2009-04-02") == [("2009-04-02", True)]


@pytest.mark.parametrize(("satisfied", "holds"), [("2009-03-23", False), ("2009-03-24", True), (None, True)])
def test_the_grace_of_a_judgment_ends_after_45_days_unless_it_was_satisfied_in_time(satisfied, holds):
    """Entered 2009-02-05: day 45 is Sunday 2009-03-22, rolled to Monday (2(e), General Construction Law 25)."""
    facts = {"satisfied": satisfied} if satisfied else {}
    entered = event("judgment", "2009-02-05", amount="60,000.00", **facts)
    later = event("financing", "2009-05-01", amount="1.00", kind_="debt")
    assert days(note(entered), "grace", "2(e)") == [("2009-03-23", holds)]
    assert days(note(entered, later), "default", "2(e)") == [("2009-03-24", True)] * holds


def test_an_event_of_default_that_may_still_come_is_no_fact():
    """On March 10 nobody knows that April's instalment will be missed; what is due says what follows if it is."""
    blocked = block("2009-03-10", "2009-03-02", kind="payment")
    assert days(note(*blocked), "default") == []
    known = note(*blocked, event("financing", "2009-05-01", amount="1.00", kind_="debt"))
    assert days(known, "default", "2(a)") == [("2009-04-02", True)]


def test_expenses_are_told_apart_by_their_order():
    demands = [event("expense", on, holder="a", amount="50.00") for on in ("2009-01-05", "2009-02-03")]
    assert days(note(*demands), "expenses", "a") == [("2009-01-05", True), ("2009-02-03", True)]


def test_a_holder_sees_its_own_sums_and_what_concerns_all():
    """1% of 50,000.00 a month; the Blockage Event of the other Note alone is not its affair."""
    document = note(*block("2009-03-03", notice={"received": {"a": "2009-03-03"}}), holders=TWO)
    (second,) = occasions(document, "instalment", "2", holders=("b",))
    assert "50000" in words(second)  # cents
    assert days(document, "window", holders=("b",)) == []
    assert days(document, "window", holders=("a",)) == [("2010-02-20", True)]
    assert agenda(simulate(document), ("b",)).of != agenda(simulate(document)).of


def test_nothing_says_that_anything_was_paid():
    """Payments, recorded or assumed, leave no trace but in later sums."""
    recorded = note(event("payment", "2008-12-01", amount="1,000.00"))
    plain = [each._replace(said=()) for each in agenda(simulate(note())).occasions]
    assert [each._replace(said=()) for each in agenda(simulate(recorded)).occasions] == plain


@few
@given(documents.documents())
def test_every_occasion_has_an_identity_of_its_own(document):
    found = agenda(play(document)).occasions
    assert len({each.identity for each in found}) == len(found)
    assert [each.date for each in found] == sorted(each.date for each in found)
