"""4(d): what goes along when a Note, or part of its principal, changes hands."""

from fractions import Fraction

import pytest
from notes import barred_by, block, cents, day, defaults, event, half_up, note, row, windows

from note_sched.document.known import known_at
from note_sched.faults import Faulty
from note_sched.simulation import simulate

TO_B = {"a": "100,000.00", "b": "0"}
UNPAID = {"payments": "recorded", "through": "2009-01-15"}
FIRST = cents("1166.67")


def transfer(on, amount=None, source="a", target="b"):
    return event("transfer", on, from_=source, to=target, **({"amount": amount} if amount else {}))


def after(*events, holders=None, **options):
    return simulate(note(*events, holders=holders or TO_B, simulation=UNPAID, **options))


def test_running_interest_goes_along_exactly_and_is_rounded_when_it_falls_due():
    """A third and a cent less: at the end of November both halves of the month add up to a month on each part."""
    run = after(transfer("2008-11-16", "33,333.33"))
    assert row(run, "2008-12-01", "b").interest_due == half_up(cents("33333.33") * Fraction(1, 100))
    assert row(run, "2008-12-01", "a").interest_due == half_up(cents("66666.67") * Fraction(1, 100))


@pytest.mark.parametrize(("on", "days"), [("2008-11-15", 14), ("2008-11-16", 15), ("2008-11-17", 16)])
def test_the_day_of_the_transfer_earns_for_the_transferee(on, days):
    run = after(transfer(on))
    assert row(run, on, "b").accrued_interest == half_up(cents(100_000) * Fraction(days, 30) / 100)
    assert row(run, on, "a").accrued_interest == 0


def test_each_overdue_item_is_divided_half_up():
    run = after(transfer("2008-11-16", "33,333.33"))
    part = half_up(FIRST * Fraction(cents("33333.33"), cents(100_000)))
    assert row(run, "2008-11-16", "b").interest_unpaid == part
    assert row(run, "2008-11-16", "a").interest_unpaid == FIRST - part


@pytest.mark.parametrize(("amount", "taken"), [("49,999.99", 0), ("50,000.00", 1), ("50,000.01", 1)])
def test_of_one_overdue_cent_half_and_more_goes_to_the_transferee(amount, taken):
    run = after(event("expense", "2008-11-10", holder="a", amount="0.01"), transfer("2008-11-12", amount))
    assert row(run, "2008-11-12", "b").expenses_unpaid == taken
    assert row(run, "2008-11-12", "a").expenses_unpaid == 1 - taken


@pytest.mark.parametrize(
    ("on", "ended", "begun"),
    [
        ("2008-11-02", [], "2008-11-04"),  # not overdue yet: it keeps its due date, timely through the 3rd
        ("2008-11-03", [], "2008-11-04"),
        ("2008-11-16", [("2008-11-04", "2008-11-16")], "2008-11-16"),  # overdue: the transferee's own from that day
    ],
)
def test_an_overdue_item_keeps_its_due_date(on, ended, begun):
    run = after(transfer(on))
    assert defaults(run, "2(a)", "a") == ended
    assert defaults(run, "2(a)", "b") == [(begun, None)]


def test_a_part_transferred_leaves_a_default_on_both():
    run = after(transfer("2008-11-16", "50,000.00"))
    assert defaults(run, "2(a)", "a") == [("2008-11-04", None)]
    assert defaults(run, "2(a)", "b") == [("2008-11-16", None)]


def test_who_only_takes_by_transfer_has_no_row_before_and_who_gave_all_none_after():
    run = after(transfer("2008-11-16"))
    assert min(each.date for each in run.rows if each.holder == "b") == day("2008-11-16")
    assert max(each.date for each in run.rows if each.holder == "a") == day("2008-11-16")
    assert row(run, "2008-11-16", "a").standing == "paid"


def test_a_row_for_every_day_begins_when_the_note_is_held():
    """b takes on November 16; c's own Note is issued on the 20th."""
    holders = TO_B | {"c": {"principal": "1.00", "issue_date": "2008-11-20"}}
    run = simulate(note(transfer("2008-11-16"), holders=holders, simulation=UNPAID), daily=True)
    first = {holder: min(each.date for each in run.rows if each.holder == holder) for holder in holders}
    assert first == {"a": day("2008-09-26"), "b": day("2008-11-16"), "c": day("2008-11-20")}
    assert len([each for each in run.rows if each.holder == "b"]) == (day("2009-01-15") - day("2008-11-16")).days + 1


@pytest.mark.parametrize(
    ("transferred", "due"),
    [("2009-03-16", [("2009-03-17", cents(100_000))]), ("2009-03-18", [])],
    ids=["before it falls due", "after"],
)
def test_principal_keeps_its_maturity_in_other_hands(transferred, due):
    """a's Note matures by the financing of March 17."""
    financing = event("financing", "2009-03-17", amount="10,000,000.00", kind="debt")
    document = note(
        financing,
        transfer(transferred),
        holders=TO_B,
        terms={"financing_threshold": "10,000,000.00"},
        simulation={"payments": "recorded", "through": "2009-03-31"},
    )
    run = simulate(document, ask=day("2009-03-31"))
    found = [(str(each.date), each.principal_due) for each in run.rows if each.holder == "b" and each.principal_due]
    assert found == due
    assert [each.due["principal"] for each in run.asked.positions] == [0, cents(100_000)]


def test_a_later_note_keeps_its_own_later_maturity_in_the_hands_of_one_whose_note_has_matured():
    """b's Note, issued the day after the financing, is no part of what falls due on a."""
    holders = {"a": "100,000.00", "b": {"principal": "50,000.00", "issue_date": "2009-03-18"}}
    document = note(
        event("financing", "2009-03-17", amount="10,000,000.00", kind="debt"),
        transfer("2009-03-19", source="b", target="a"),
        holders=holders,
        terms={"financing_threshold": "10,000,000.00"},
        simulation={"payments": "recorded", "through": "2009-03-31"},
    )
    (position, _) = simulate(document, ask=day("2009-03-31")).asked.positions
    assert (position.principal, position.due["principal"]) == (cents(150_000), cents(100_000))


@pytest.mark.parametrize(("on", "barred"), [("2009-05-10", set()), ("2009-05-11", {"1(d)"})])
def test_accelerated_principal_stays_accelerated_in_other_hands(on, barred):
    """a accelerated on April 6 under a block; b takes half of it on May 11 beside its own Note."""
    document = note(
        event("misrepresentation", "2008-09-26"),
        *block("2009-03-03"),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
        transfer("2009-05-11", "50,000.00"),
        holders={"a": "100,000.00", "b": "50,000.00"},
    )
    assert barred_by(document, on, "b", "principal") == barred
    assert barred_by(document, on, "b", "interest") == set()


@pytest.mark.parametrize("issued", ["2008-11-07", "2008-11-08", "2008-11-16"])
def test_a_transferee_may_take_before_on_or_after_the_day_its_own_note_is_issued(issued):
    """Half of a's Note from November 8 on, with its whole month, and its own from its issue date to the 30th."""
    own_days = 31 - day(issued).day
    run = after(
        transfer("2008-11-08", "50,000.00"),
        holders={"a": "100,000.00", "b": {"principal": "30,000.00", "issue_date": issued}},
    )
    expected = cents(50_000) + cents(30_000) * Fraction(own_days, 30)
    assert row(run, "2008-12-01", "b").interest_due == half_up(expected / 100)
    assert row(run, "2008-12-01", "a").interest_due == cents(500)


TOLD_A = block("2009-03-03", notice={"received": {"a": "2009-03-03"}})


@pytest.mark.parametrize(("on", "barred"), [("2009-04-05", set()), ("2009-04-06", {"1(d)(ii)(B)"})])
def test_a_block_goes_along_from_the_day_of_the_transfer_for_all_that_the_transferee_holds(on, barred):
    holders = {"a": "100,000.00", "b": "50,000.00"}
    document = note(*TOLD_A, transfer("2009-04-06", "1.00"), holders=holders)
    assert barred_by(document, on, "b") == barred


def test_an_inherited_block_is_a_window_that_begins_with_the_transfer():
    run = simulate(note(*TOLD_A, transfer("2009-04-06"), holders=TO_B))
    assert windows(run, "blockage", "b") == [("2009-04-06", "2010-02-20")]
    assert windows(run, "blockage", "a") == [("2009-03-03", "2010-02-20")]


@pytest.mark.parametrize(("cents_more", "sound"), [(0, True), (1, False)])
def test_no_more_can_be_transferred_than_is_held_after_earlier_payments(cents_more, sound):
    """40,000.00 of principal are paid on December 1."""
    document = note(
        event("payment", "2008-12-01", principal="40,000.00"),
        transfer("2008-12-02", f"60,000.0{cents_more}"),
        holders=TO_B,
    )
    if sound:
        assert row(simulate(document), "2008-12-02", "b").principal == cents(60_000)
    else:
        with pytest.raises(Faulty) as fault:
            simulate(document)
        assert "then holds 60,000.00" in fault.value.faults[0].what


def test_all_of_nothing_is_no_transfer():
    """c takes by transfer only, and what came to it is recorded later than what it hands on: not known, so a fault.

    Interface, section 2: a transfer of all from one who holds nothing yet.
    """
    comes = event("transfer", "2008-12-15", from_="a", to="c", recorded="2009-02-02")
    goes = event("transfer", "2009-01-05", from_="c", to="a")
    document = note(comes, goes, holders={"a": "100,000.00", "c": "0"})
    assert simulate(document).rows
    with pytest.raises(Faulty) as faulty:
        simulate(known_at(document, day("2009-01-31")))
    assert faulty.value.faults[0].what == "c transfers all on 2009-01-05 but then holds nothing yet"


def test_a_note_that_was_held_and_paid_off_may_be_transferred_whole():
    """Interface, section 3: what is left of it goes; both Holders get a row."""
    paid = event("payment", "2008-12-01", principal="100,000.00", to="a")
    goes = event("transfer", "2009-01-05", from_="a", to="c")
    run = simulate(note(paid, goes, holders={"a": "100,000.00", "c": "0"}))
    assert row(run, "2009-01-05", "a") is not None
    assert row(run, "2009-01-05", "c") is not None


def test_what_came_before_its_own_issue_can_go_before_it():
    """c holds 10,000.00 of a's Note since 12-15, and its own is issued on 01-15: on 12-20 it has 10,000.00 to give."""
    comes = event("transfer", "2008-12-15", from_="a", to="c", amount="10,000.00")
    goes = event("transfer", "2008-12-20", from_="c", to="a", amount="10,000.00")
    holders = {"a": "100,000.00", "c": {"principal": "50,000.00", "issue_date": "2009-01-15"}}
    run = simulate(note(comes, goes, holders=holders))
    assert (row(run, "2008-12-20", "a").principal, row(run, "2008-12-20", "c").principal) == (cents(100_000), 0)
    with pytest.raises(Faulty):
        note(comes, goes | {"amount": "10,000.01"}, holders=holders)


@pytest.mark.parametrize(("given", "last_of_b"), [("2009-03-10", "2010-01-20"), ("2009-03-11", None)])
def test_a_notice_of_cure_to_the_giver_alone_ends_the_takers_block_if_it_came_before_the_transfer(given, last_of_b):
    """Effective on a on March 10: what is effective on the day of the transfer or later does not pass (4(d))."""
    told = event("cure_notice", "2009-03-10", defaults=["d1"], received={"a": "2009-03-10"})
    blocked = block("2009-02-10", "2009-01-20", cured="2009-03-06", notice={"received": {"a": "2009-02-10"}})
    run = simulate(note(*blocked, told, transfer(given, "40,000.00"), holders=TO_B))
    assert windows(run, "blockage", "a") == [("2009-02-10", "2009-03-10")]
    assert windows(run, "blockage", "b") == ([(given, last_of_b)] if last_of_b else [])


def test_in_a_part_that_goes_in_a_block_giver_and_taker_are_free_each_on_its_own_day():
    """March is 600.00 and 400.00, the running half month goes along exactly; the notice of cure reaches a on May 11, b
    on the 20th: three months each, paid the day after (1(d)(ii)(A)), and in default until then (2(a))."""
    received = {"a": "2009-05-11", "b": "2009-05-20"}
    run = simulate(
        note(
            *block("2009-02-10", "2009-01-20", cured="2009-05-06", notice={"received": {"a": "2009-02-10"}}),
            transfer("2009-03-16", "40,000.00"),
            event("cure_notice", "2009-05-11", defaults=["d1"], received=received),
            holders=TO_B,
        )
    )
    assert [row(run, "2009-05-12", "a").interest_paid, row(run, "2009-05-21", "b").interest_paid] == [180_000, 120_000]
    given = [row(run, "2009-03-16", holder) for holder in "ab"]
    assert [(each.interest_unpaid, each.accrued_interest) for each in given] == [(60_000, 29_032), (40_000, 19_355)]
    assert defaults(run, "2(a)", "a") == [("2009-03-03", "2009-05-12")]
    assert defaults(run, "2(a)", "b") == [("2009-03-16", "2009-05-21")]
