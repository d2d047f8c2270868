"""The schedule as the CFO reads it: weekdays, timely days, sums over Holders, and where things stand."""

import pytest
from notes import day, event, note
from pages import TWO, blocked, default, labelled, lines, notice

from note_sched.pages.page import Section
from note_sched.rendering.values_in_words import write_phrase
from note_sched.reports.answers import schedule_lines as days
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.telling.position import look
from note_sched.simulation import simulate


def shown(document, known=None, **options):
    return schedule(simulate(document), seen=look(document, known), **options)


def day_line(page, on):
    return next(line for line in lines(page) if line.startswith(on))


def test_a_line_per_date_is_the_sum_over_the_holders():
    """150,000.00 at 1% for five days of September and all of October: 1,166.67 + 583.33."""
    line = day_line(shown(note(holders=TWO)), "Sat 2008-11-01")
    assert line.startswith("Sat 2008-11-01 Mon 2008-11-03 1,750.00")
    assert line.endswith("150,000.00 open")


def test_a_day_on_which_one_holder_alone_is_touched_still_shows_the_balances_of_all():
    expense = event("expense", "2009-01-14", holder="b", amount="250.00")
    line = day_line(shown(note(expense, holders=TWO)), "Wed 2009-01-14")
    assert line.endswith("150,000.00 open")
    assert line.count("250.00") == 2


def test_the_timely_day_stands_beside_the_nominal_one_only_where_they_differ():
    page = shown(note())
    assert day_line(page, "Thu 2009-01-01").split()[2:4] == ["Fri", "2009-01-02"]
    assert "2008-12-01 1,000.00" in day_line(page, "Mon 2008-12-01")
    assert "Fri 2009-01-02 1,000.00" not in lines(shown(note(business_days="strict")))


def test_how_many_stand_which_way_is_said_where_holders_stand_differently():
    notice_to_one = notice("2009-03-03", "d1", received={"a": "2009-03-03"}, borrower="2009-03-03")
    page = shown(note(default("d1", "2009-02-20"), notice_to_one, holders=TWO))
    assert day_line(page, "Tue 2009-03-03").endswith("1 barred 1(d)(ii)(B); 1 open")


def test_the_accrued_interest_of_a_single_holder_is_shown():
    """On Monday 2008-11-03 two days of November have run: 100,000.00 x 1% x 2/30."""
    assert "66.67" in day_line(shown(note()), "Mon 2008-11-03")


def test_by_holder_there_is_a_line_per_date_and_holder_and_the_names():
    page = shown(note(holders=TWO), by_holder=True)
    first = [line for line in lines(page) if line.startswith("Sat 2008-11-01")]
    assert [line.split()[4] for line in first] == ["a", "b"]
    assert "b b Fri 2008-09-26 50,000.00" in lines(page)


def test_a_filter_of_holders_leaves_the_totals_those_of_all():
    """20,166.67 fell due on 100,000.00 up to the payment on June 1, 2010, and half of that (a cent less) on b."""
    page = shown(note(holders=TWO), holders=("a",))
    total = next(line for line in lines(page) if line.startswith("TOTAL of all"))
    assert total.split()[3] == "30,250.00"
    assert not [line for line in lines(page) if line.startswith("Sat 2008-11-01") and " b " in line]


def test_nothing_calls_an_assumed_payment_received():
    page = shown(note(simulation={"recorded_through": "2009-01-05"}))
    text = "\n".join(lines(page))
    assert labelled(page, "Payments").startswith("recorded through Mon 2009-01-05; assumed from Tue 2009-01-06")
    assert "Assumed, not received: all of the 120,166.67 shown as paid" in text
    assert "received" not in text.replace("not received", "").replace("was received", "")


@pytest.mark.parametrize("recorded", [(), (event("payment", "2009-04-28", amount="1,000.00"),)])
def test_a_premium_paid_is_paid_though_no_column_shows_it(recorded):
    """To April: 6,166.67. On the 28th 900.00 of interest, 100,000.00, 2.5%; 1,000.00 of it, or nothing, is recorded."""
    premium = {"premium": [{"through": "2010-12-31", "percent": "2.5"}], "for": ["financing"]}
    financing = event("financing", "2009-04-28", amount="10,000,000.00", kind="debt")
    terms = {"financing_threshold": "10,000,000.00"}
    page = shown(note(financing, *recorded, terms=terms, paper={"principal": {"prepayment": premium}}))
    how_much = "108,566.67 of the 109,566.67" if recorded else "all of the 109,566.67"
    assert f"Assumed, not received: {how_much} shown as paid" in "\n".join(lines(page))
    assert ("102,400.00 of it assumed" in day_line(page, "Tue 2009-04-28")) is bool(recorded)


def test_where_some_was_recorded_each_line_says_how_it_was_paid():
    page = shown(note(event("payment", "2008-11-03", amount="1,166.67"), simulation={"recorded_through": "2008-11-03"}))
    assert "recorded" in day_line(page, "Mon 2008-11-03")
    assert "assumed" in day_line(page, "Mon 2008-12-01")


def test_the_position_is_that_of_the_last_recorded_payment():
    page = shown(note(event("payment", "2008-11-03", amount="166.67"), simulation={"payments": "recorded"}))
    assert labelled(page, "Position") == "at the end of Mon 2008-11-03, the last recorded payment"
    assert labelled(page, "Arrears").startswith("1,000.00 clears all that is due and unpaid on Mon 2008-11-03")
    assert labelled(page, "Next due") == "Mon 2008-12-01: 1,000.00 interest"


def test_recorded_through_and_known_at_come_before_the_last_payment():
    document = note(event("payment", "2008-11-03", amount="1,166.67"), simulation={"recorded_through": "2009-01-02"})
    assert "Fri 2009-01-02, through which payments are recorded" in labelled(shown(document), "Position")
    assert "Mon 2008-12-15, as known then" in labelled(shown(document, day("2008-12-15")), "Position")


def test_an_event_after_the_last_recorded_payment_is_not_overlooked():
    """On the day of the payment nothing was barred; the notice of March 3 bars, and who looks must see it."""
    paid = event("payment", "2008-11-03", amount="1,166.67")
    assert labelled(shown(blocked(paid)), "Position") == "at the end of Tue 2009-03-03, the last event on record"
    later = event("payment", "2009-03-04", amount="10.00")
    assert (
        labelled(shown(blocked(paid, later)), "Position") == "at the end of Wed 2009-03-04, the last recorded payment"
    )


def test_arrears_that_are_barred_are_said_to_be():
    document = blocked(simulation={"recorded_through": "2009-04-15", "payments": "assumed"})
    arrears = labelled(shown(document), "Arrears")
    assert "in default since" in arrears
    assert arrears.endswith("of it barred that day (1(d)(ii)(B))")


def test_a_maturity_brought_forward_names_its_cause():
    closing = event("financing", "2009-03-16", amount="10,000,000.00", kind_="debt")
    page = shown(note(closing, terms={"financing_threshold": "10,000,000.00"}))
    assert (
        labelled(page, "Maturity")
        == "Mon 2009-03-16; brought forward by a financing of 10,000,000.00 or more (preamble)"
    )


def test_the_latest_maturity_does_not_hide_an_earlier_one():
    """The closing does not follow the date of b's Note, which goes on to Memorial Day 2010."""
    closing = event("financing", "2009-03-16", amount="10,000,000.00", kind_="debt")
    holders = {"a": "100,000.00", "b": {"principal": "50,000.00", "issue_date": "2009-03-16"}}
    page = shown(note(closing, terms={"financing_threshold": "10,000,000.00"}, holders=holders))
    assert labelled(page, "Maturity") == (
        "Mon 2010-05-31, in time through Tue 2010-06-01; the stated Maturity Date (preamble); "
        "earlier, brought forward by a financing: a Mon 2009-03-16"
    )


def test_what_happened_besides_is_told_below():
    paid = event("payment", "2009-03-10", amount="10,000.00")
    text = lines(shown(blocked(paid)))
    assert "Tue 2009-03-10 a 10,000.00 pnc 10,000.00 1(g)" in text
    assert "2(a) Thu 2009-04-02 Mon 2010-02-22 a interest due 2009-04-01 unpaid" in text
    assert any(line.startswith("Subrogation of a (1(h)): pool 10,000.00") for line in text)


def test_a_narrow_table_says_the_same_by_component():
    table = days.table(days.by_date(simulate(note())), [None] * len(days.COLUMNS)).narrow[0]
    first = list(table.rows)[:2]
    assert first[0] == [day("2008-11-01"), ["due, in time through ", day("2008-11-03")], 116_667, 0]
    assert first[1] == [None, ["unpaid; ", "open"], 116_667, 10_000_000]


def test_the_totals_are_said_to_add_up_where_something_was_paid_before_it_fell_due():
    """25,000.00 are prepaid on 2008-12-15, with 14 days of December on 100,000.00: 1,000.00 x 14/31 = 451.61.

    Due are 1,166.67 and 1,000.00, and on 01-01 the rounded rest: 451.61 + 750.00 x 17/31 = 862.90, less 451.61: 411.29.
    """
    prepaid = event("payment", "2008-12-15", principal="25,000.00")
    run = simulate(note(prepaid, simulation={"recorded_through": "2008-10-31", "through": "2009-01-05"}))
    found = [part for part in schedule(run).tables if isinstance(part, Section) and "add up" in part.title]
    (said,) = found
    told = ["".join(write_phrase(line)) for line in said.lines]
    how = ("{} fell due and {} was paid before it fell due: together {}, of which {} is paid and 0.00 unpaid").format
    assert told == [
        f"Interest: {how('2,577.96', '451.61', '3,029.57', '3,029.57')}",
        f"Principal: {how('0.00', '25,000.00', '25,000.00', '25,000.00')}",
    ]


def test_nothing_is_said_of_totals_that_add_up_by_themselves():
    """All is paid when it is due: nothing was paid before."""
    run = simulate(note(simulation={"through": "2009-01-05"}))
    assert not [part for part in schedule(run).tables if isinstance(part, Section) and "add up" in part.title]


def test_a_note_that_owes_nothing_is_said_to_owe_nothing_for_paid_is_what_moved():
    """All of alder's Note goes to birch on 2008-12-01: nothing was paid on it that day, and nothing is owed on it."""
    away = event("transfer", "2008-12-01", **{"from": "alder", "to": "birch"})
    page = schedule(simulate(note(away, holders={"alder": "100,000.00", "birch": "50,000.00"})), by_holder=True)
    assert day_line(page, "Mon 2008-12-01 alder").endswith("nothing owed")
