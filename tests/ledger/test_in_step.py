"""Payment dates that are passed in step: what falls due, what is paid when, and where the step is broken."""

from collections import defaultdict

from notes import day, event, note

from note_sched.simulation import simulate


def moved(run):
    """By Note the days on which interest moved: due, paid, unpaid, running; in cents."""
    found = defaultdict(dict)
    for row in run.rows:
        sums = row.interest_due, row.interest_paid, row.interest_unpaid, row.accrued_interest
        found[row.holder][str(row.date)] = sums
    return found


def test_half_a_cent_falls_due_and_less_does_not():
    """R-6: 1% of 0.50 is half a cent, and goes up; of 0.49 it is less. The first period has 7/6%: 0.58 cents."""
    run = simulate(note(holders={"a": "0.49", "b": "0.50"}), through=day("2008-12-31"))
    assert moved(run)["a"] == {"2008-11-01": (1, 0, 1, 0), "2008-11-03": (0, 1, 0, 0)}
    assert moved(run)["b"] == {
        "2008-11-01": (1, 0, 1, 0),
        "2008-11-03": (0, 1, 0, 0),
        "2008-12-01": (1, 1, 0, 0),
    }


def test_a_payment_date_on_a_weekend_is_two_days():
    """Saturday, November 1, 2008: 1,000 x (5/30 + 1) = 1,166.67 are due, paid on Monday; 2/30 of 1,000 run by then."""
    run = simulate(note(), through=day("2008-12-31"))
    assert moved(run)["a"] == {
        "2008-11-01": (116_667, 0, 116_667, 0),
        "2008-11-03": (0, 116_667, 0, 6_667),
        "2008-12-01": (100_000, 100_000, 0, 0),
    }
    assert run.totals.interest_paid == run.totals.assumed == 216_667


def test_a_run_that_ends_between_them_has_the_first_alone():
    through = simulate(note(), through=day("2008-11-02"))
    assert moved(through)["a"] == {"2008-11-01": (116_667, 0, 116_667, 0)}
    assert through.through == day("2008-11-02")
    assert through.totals.assumed == 0
    assert "2008-11-03" in moved(simulate(note(), through=day("2008-11-03")))["a"]


def test_what_is_assumed_ends_with_its_last_day():
    """``assumed_through``: on Sunday, November 2, what fell due on Saturday is not paid yet, and never is."""
    for last, paid in (("2008-11-02", 0), ("2008-11-03", 116_667)):
        run = simulate(note(simulation={"assumed_through": last, "through": "2008-11-30"}))
        assert run.totals.interest_paid == paid, last


def test_a_fact_on_the_day_of_payment_comes_before_it():
    """The position of Monday, November 3, is taken before what is assumed that day; so is an expense demanded on it."""
    asked = simulate(note(), ask=day("2008-11-03")).asked
    assert [each.interest_unpaid for each in asked.positions] == [116_667]
    assert asked.assumed == 0
    later = simulate(note(), ask=day("2008-11-04")).asked
    assert [each.interest_unpaid for each in later.positions] == [0]
    assert (later.assumed, later.assumed_since) == (116_667, day("2008-11-03"))
    run = simulate(note(event("expense", "2008-11-03", holder="a", amount="10.00")), through=day("2008-11-03"))
    assert run.totals.assumed == 117_667


def test_a_hundred_notes_are_as_each_alone():
    """Above a few Notes their rows are columns: 100.01, 200.02 and so on, each with what one alone has."""
    sums = {f"h{number:03}": f"{number}00.{number:02}" for number in range(1, 100)}
    together = moved(simulate(note(holders=sums)))
    for name in ("h001", "h050", "h099"):
        assert together[name] == moved(simulate(note(holders={name: sums[name]})))[name], name


def test_what_is_assumed_begins_with_the_first_cent():
    """1% of 0.50 for 5 of 30 days is a twelfth of a cent, and none falls due on October 1; for a month it is half a

    cent, and one falls due on Saturday, November 1, which is paid on Monday. Few Notes, and as columns.
    """
    for holders in ({"a": "0.50"}, {f"h{number}": "0.50" for number in range(20)}):
        document = note(holders=holders, terms={"first_payment_date": "2008-10-01"})
        asked = simulate(document, ask=day("2008-12-01")).asked
        assert (asked.assumed, asked.assumed_since) == (len(holders), day("2008-11-03"))
