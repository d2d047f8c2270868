"""The lanes of the picture: which instalment was paid in time, late, after a bar, or is open; worked out by hand."""

from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import block, cents, day, event, half_up, note
from pages import TWO, blocked
from test_invariants import play

from note_sched.pages.picture import BarBand, DueState, How, alike
from note_sched.reports.life.lanes import lanes_of
from note_sched.simulation import simulate

many = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def lanes(document, **options):
    return {lane.holders[0]: lane for lane in lanes_of(simulate(document, traced=True, **options))}


def due(document, on, component="interest", holder="a", **options):
    """The sum that fell due on a Note on a day."""
    found = lanes(document, **options)[holder].dues
    (only,) = [each for each in found if (each.date, each.component) == (day(on), component)]
    return only


def settled(each):
    return [(str(part.date), part.cents, part.how) for part in each.parts]


RECORDED = {"payments": "recorded"}


class TestState:
    """December 1, 2008 is a Monday; November 1 a Saturday, in time through Monday the 3rd."""

    def test_on_the_last_timely_day_it_is_in_time(self):
        found = due(note(event("payment", "2008-11-03", amount="1,166.67"), simulation=RECORDED), "2008-11-01")
        assert (found.state, found.timely, settled(found)) == (
            DueState.PAID,
            day("2008-11-03"),
            [("2008-11-03", half_up(cents(1_000) * 35 / 30), How.RECORDED)],
        )

    def test_on_the_day_after_it_is_late(self):
        found = due(note(event("payment", "2008-11-04", amount="1,166.67"), simulation=RECORDED), "2008-11-01")
        assert (found.state, str(found.settled)) == (DueState.LATE, "2008-11-04")

    def test_the_last_part_decides(self):
        parts = [event("payment", "2008-12-01", amount="600.00"), event("payment", "2008-12-02", amount="400.00")]
        first = event("payment", "2008-11-01", amount="1,166.67")
        found = due(note(first, *parts, simulation=RECORDED), "2008-12-01")
        assert found.state is DueState.LATE
        assert settled(found) == [("2008-12-01", 600_00, How.RECORDED), ("2008-12-02", 400_00, How.RECORDED)]

    def test_what_is_paid_in_part_is_open(self):
        found = due(note(event("payment", "2008-11-03", amount="1,000.00"), simulation=RECORDED), "2008-11-01")
        assert (found.state, found.unpaid, found.settled) == (DueState.OPEN, 166_67, None)

    def test_a_payment_pays_the_oldest_instalment_first(self):
        """1,166.67 + 1,000.00 are due on December 1; 1,500.00 leave 666.67 of December."""
        document = note(event("payment", "2008-12-01", amount="1,500.00"), simulation=RECORDED)
        assert due(document, "2008-11-01").state is DueState.LATE
        assert (due(document, "2008-12-01").state, due(document, "2008-12-01").unpaid) == (DueState.OPEN, 666_67)

    def test_assumed_is_told_apart_from_recorded(self):
        assert due(note(), "2008-12-01").how is How.ASSUMED


class TestBarred:
    """Blocked from Tuesday 2009-03-03 through 2010-02-20, day 365 of the default of 2009-02-20."""

    def test_barred_when_it_had_to_be_paid_and_paid_when_the_bar_lifted(self):
        found = due(blocked(), "2009-04-01")
        assert found.state is DueState.AFTER_BAR
        assert found.barred == (BarBand(day("2009-04-01"), day("2010-02-20"), ("1(d)(ii)(B)",), True),)
        assert str(found.settled) == "2010-02-22"  # February 20, 2010 is a Saturday: the next business day is Monday

    def test_paid_on_the_day_before_the_bar(self):
        """March 1, 2009 is a Sunday: in time through Monday the 2nd, the day before the notice."""
        found = due(blocked(), "2009-03-01")
        assert (found.state, found.barred) == (DueState.PAID, ())

    def test_a_bar_from_the_last_timely_day_on(self):
        """The notice of March 2 bars that whole day, the last one for the instalment of Sunday, March 1."""
        found = due(note(*block("2009-03-02")), "2009-03-01")
        assert (found.state, str(found.barred[0].start)) == (DueState.AFTER_BAR, "2009-03-02")

    def test_what_was_late_before_the_bar_came_is_late(self):
        """Nothing is assumed before April: the instalment of March 1 was missed while nothing barred it."""
        found = due(blocked(simulation={"recorded_through": "2009-03-31"}), "2009-03-01")
        assert found.state is DueState.LATE
        assert str(found.barred[0].start) == "2009-03-03"

    def test_at_the_end_it_is_barred_and_unpaid(self):
        found = due(blocked(), "2009-04-01", through=day("2009-06-30"))
        assert (found.state, found.unpaid, found.barred[-1].end) == (DueState.BARRED, 1_000_00, None)

    def test_only_principal_is_barred_under_an_override(self):
        """Accelerated on April 6: interest flows again, the 100,000.00 wait for the shadow of the block to end."""
        document = blocked(event("acceleration", "2009-04-06", holder="a", notice="2009-04-08"))
        assert due(document, "2009-04-06", "principal").barred[0].all_of_it is False
        assert due(document, "2009-04-06").state is DueState.PAID
        assert due(document, "2009-05-01").barred == ()


class TestTransfer:
    """What is overdue goes along and keeps its due date (4(d))."""

    def test_it_is_passed_on_by_one_and_taken_over_by_the_other(self):
        moves = event("transfer", "2009-01-05", from_="a", to="b"), event("payment", "2009-01-06", amount="10,000.00")
        found = lanes(note(*moves, holders=TWO, simulation=RECORDED))
        passed = next(each for each in found["a"].dues if str(each.date) == "2008-12-01")
        taken = next(
            each for each in found["b"].dues if (str(each.date), str(each.since)) == ("2008-12-01", "2009-01-05")
        )
        assert (passed.state, settled(passed)) == (DueState.PASSED, [("2009-01-05", 1_000_00, How.PASSED)])
        assert (taken.state, taken.cents, settled(taken)) == (
            DueState.LATE,
            1_000_00,
            [("2009-01-06", 1_000_00, How.RECORDED)],
        )
        assert str(found["a"].end) == "2009-01-05"


def test_a_prepayment_is_no_sum_due():
    lane = lanes(note(event("payment", "2008-12-10", principal="40,000.00")))["a"]
    assert [(str(part.date), part.cents, part.how) for part in lane.prepaid] == [
        ("2008-12-10", 40_000_00, How.RECORDED)
    ]
    assert [each.cents for each in lane.dues if each.component == "principal"] == [60_000_00]


def test_a_life_ends_with_the_last_cent():
    """Maturity on Memorial Day, paid on June 1, 2010."""
    assert str(lanes(note())["a"].end) == "2010-06-01"
    assert lanes(note(simulation=RECORDED))["a"].end is None


class TestAlike:
    """Notes whose lives are the same day for day are drawn as one."""

    def test_sums_are_added_whatever_they_are(self):
        (lane,) = alike(list(lanes(note(holders=TWO)).values()), ", ".join)
        december = next(each for each in lane.dues if str(each.date) == "2008-12-01")
        assert (lane.holders, lane.name, december.cents) == (("a", "b"), "All 2 Holders", 1_500_00)
        assert december.parts[0].cents == 1_500_00

    def test_one_day_of_difference_is_a_lane_of_its_own(self):
        late = event("payment", "2008-12-02", to="b", amount="500.00")
        first = event("payment", "2008-12-01", to="a", amount="1,000.00")
        november = event("payment", "2008-11-03", amount="1,750.00")
        document = note(november, first, late, holders=TWO, simulation=RECORDED)
        assert len(alike(list(lanes(document).values()), ", ".join)) == 2

    def test_sixty_holders_of_whom_two_differ(self):
        holders = {f"h{n}": "1,000.00" for n in range(60)}
        paid = event("payment", "2008-10-10", to="h7", principal="100.00")
        found = alike(list(lanes(note(paid, holders=holders)).values()), ", ".join)
        assert [lane.name for lane in found] == ["59 Holders", "h7"]


@many
@given(documents.documents())
def test_every_sum_of_the_schedule_is_one_mark_per_note(document):
    """Each date and Holder on which interest, principal or expenses fell due: one mark, of that sum."""
    run = play(document, traced=True)
    marks = [
        (each.date, lane.holders[0], each.component, each.cents)
        for lane in lanes_of(run)
        for each in lane.dues
        if each.since == each.date
    ]
    rows = [
        (row.date, row.holder, component, getattr(row, f"{component}_due"))
        for row in run.rows
        for component in ("interest", "principal", "expenses")
        if getattr(row, f"{component}_due")
    ]
    assert sorted(marks) == sorted(rows)


@many
@given(documents.documents())
def test_what_is_left_of_the_marks_is_what_the_schedule_says_is_unpaid(document):
    run = play(document, traced=True)
    last = {row.holder: row for row in run.rows}
    for lane in lanes_of(run):
        left = {"interest": 0, "principal": 0, "expenses": 0}
        for each in lane.dues:
            left[each.component] += each.unpaid
        row = last.get(lane.holders[0])
        assert row is None or (left["interest"], left["expenses"]) == (row.interest_unpaid, row.expenses_unpaid)
        assert row is None or left["principal"] <= row.principal


@many
@given(documents.documents())
def test_the_days_on_which_a_note_stood_barred_are_those_of_the_daily_schedule(document):
    run = play(document, traced=True)
    stands = {lane.holders[0]: lane.stands for lane in lanes_of(run)}
    for row in play(document, daily=True, through=run.through).rows:
        covering = [s for s in stands[row.holder] if s.start <= row.date and (s.end is None or row.date <= s.end)]
        barred = [stand.all_of_it for stand in covering]
        assert barred == {"barred": [True], "barred_principal": [False]}.get(row.standing, [])
        clauses = set(run.instrument.cited(row.roles)) - {"1(g)", "1(i)(ii)"}
        assert not covering or clauses <= set(covering[0].clauses)
