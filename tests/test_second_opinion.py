"""What the reports say, held against the oracle's own day by day: statements, letters, pictures, calendars, readings.

``test_agreement`` holds the schedule, the payoff and the permission against the second implementation; here are the
reports that only select and sum up. What each must equal is taken from the oracle alone.
"""

import copy
from collections import Counter
from datetime import date, timedelta

from comparing import loaded
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from naive import documents, model
from naive.counting import DAY, cents
from naive.facts import Facts
from naive.world import World
from test_invariants import DAYS, many

from note_sched.faults import Faulty, Refusal
from note_sched.measure.months import Month
from note_sched.pages.values import Money
from note_sched.reports.answers.occasions import agenda
from note_sched.reports.comparison.alternatives import alternatives
from note_sched.reports.letter.payoff_days import quotation
from note_sched.reports.life.lanes import lanes_of
from note_sched.reports.statements.statement import statements
from note_sched.simulation import simulate

DUE = ("interest_due", "principal_due", "expenses_due")
PAID = ("interest_paid", "principal_paid", "expenses_paid")
MONTHS = st.integers(0, 22).map(lambda later: Month(2008 + (8 + later) // 12, (8 + later) % 12 + 1))
some = settings(many, max_examples=60)


class Watched(World):
    """The oracle, which keeps what each Note owes at the end of every day."""

    def play(self):
        self.owed = {}
        return super().play()

    def close(self, day):
        self.owed[day] = {holder: note.owed() for holder, note in self.notes.items()}
        super().close(day)


def oracle(document, through=None, at_least=None):
    """A run of the oracle: exactly through a day, or at least to one; the document stays as it is."""
    own = copy.deepcopy(document)
    facts, books = Facts(own), None
    if facts.of("senior_avoidance"):
        books = World(facts, None, at_least=through or at_least).play().senior.paid_in_full
    return Watched(facts, books, through, at_least).play()


def both(document):
    """The product's traced run, and the oracle's through the same day."""
    try:
        run = simulate(loaded(document), traced=True)
        return run, oracle(document, through=run.through)
    except (Faulty, model.Fault):
        assume(False)


def sums(rows, columns):
    """Sums of columns of the oracle's schedule, in cents."""
    return {column: sum(cents(row[column]) for row in rows) for column in columns}


@some
@given(documents.documents(), MONTHS)
def test_a_statement_is_the_month_of_the_schedule(document, month):
    """Opening and closing balances, what fell due, was applied to each component, turned over and assumed."""
    try:
        found = statements(loaded(document), month)
        world = oracle(document, at_least=month.last)
    except (Faulty, model.Fault):
        assume(False)
    told = {each.holder.id: each.history for each in found.statements}
    for holder, owed in world.owed[month.last].items():
        rows = [r for r in world.schedule if r["holder"] == holder and str(month.first) <= r["date"] <= str(month.last)]
        moved = sums(rows, (*DUE, *PAID, "turned_over", "assumed"))
        before = world.owed.get(month.eve, {}).get(holder, dict.fromkeys(owed, 0))
        if holder not in told:
            assert not any([*owed.values(), *before.values(), *moved.values()])
            continue
        history = told[holder]
        order = ("principal", "interest", "accrued", "expenses")
        assert tuple(history.opening) == (*(before[name] for name in order), 0)  # and no premium in the Note of 2008
        assert tuple(history.closing) == (*(owed[name] for name in order), 0)
        for column in DUE:
            component = column.removesuffix("_due")
            assert sum(each.amount for each in history.due if each.component == component) == moved[column]
        received = history.received
        assert sum(each.interest_due + each.interest_accrued for each in received) == moved["interest_paid"]
        assert sum(each.principal for each in received) == moved["principal_paid"]
        assert sum(each.expenses for each in received) == moved["expenses_paid"]
        assert sum(each.amount for each in history.turnovers) == moved["turned_over"]
        assert -history.flows.paid_assumed.total == moved["assumed"]


@some
@given(documents.documents(), DAYS, st.integers(0, 40))
def test_a_letters_line_is_the_payoff_where_nothing_is_assumed_from_the_payoff_date_on(document, first, later):
    """The line of the payoff date is ``payoff`` itself; each line, the oracle's payoff of that day."""
    held = copy.deepcopy(document)
    until = held.setdefault("simulation", {}).get("assumed_through", str(date.max))
    held["simulation"]["assumed_through"] = min(until, str(first - DAY))
    last = first + timedelta(days=later)
    try:
        quotes = quotation(loaded(document), first, last).quotes
        answers = [(model.payoff(copy.deepcopy(document), str(first)), quotes[0])]
        answers.append((model.payoff(copy.deepcopy(held), str(last)), quotes[-1]))
    except (Faulty, model.Fault):
        assume(False)
    for expected, quote in answers:
        total = expected["total"]
        assert (quote.principal, quote.interest_due) == (cents(total["principal"]), cents(total["interest_unpaid"]))
        assert (quote.accrued, quote.expenses) == (cents(total["accrued_interest"]), cents(total["expenses_unpaid"]))
        assert (quote.total, quote.permitted) == (cents(total["total"]), expected["permitted"])


@some
@given(documents.documents())
def test_the_picture_shows_every_sum_due_once_and_what_is_left_of_it(document):
    run, world = both(document)
    expected, found, left = Counter(), Counter(), Counter()
    for row in world.schedule:
        for column in DUE:
            expected[row["holder"], column.removesuffix("_due"), row["date"]] += cents(row[column])
    for lane in lanes_of(run):
        for due in lane.dues:
            left[lane.holders[0]] += due.unpaid
            if due.since == due.date:  # else it came with a transfer, and fell due on another Note
                found[lane.holders[0], due.component, str(due.date)] += due.cents
    assert found == +expected
    for holder, note in world.notes.items():
        assert left[holder] == sum(item.left for item in note.due_items())


@some
@given(documents.documents())
def test_the_calendar_has_every_due_date_the_last_day_in_time_and_every_windows_end(document):
    """Sums by day; where the last day in time is another, the same sums on that one."""
    run, world = both(document)
    nominal, timely = Counter(), Counter()
    for row in world.schedule:
        day, total = date.fromisoformat(row["date"]), sum(sums([row], DUE).values())
        nominal[day] += total
        rolled = world.facts.calendar.timely_through(day)
        timely[rolled] += total if rolled != day else 0
    found, found_timely, ends = Counter(), Counter(), set()
    for each in agenda(run).occasions:
        if each.off is not None:
            continue
        if each.identity[0] == "window":
            ends.add((each.identity[1], str(each.date)))
        elif each.identity[0] in ("instalment", "maturity", "expenses", "acceleration"):
            amounts = [part for part in each.summary if isinstance(part, Money)]
            (found_timely if "in time" in each.identity else found)[each.date] += sum(amounts)
    assert (+found, +found_timely) == (+nominal, +timely)
    through = None if "through" not in document["simulation"] else world.last
    windows = model.windows(copy.deepcopy(document), world, through)
    assert ends == {(each["kind"], each["end"]) for each in windows if each["effective"] and each["end"]}


@settings(many, max_examples=25)
@given(documents.documents(), st.randoms(use_true_random=False))
def test_what_another_reading_changes_is_what_two_runs_of_the_oracle_differ_by(document, choice):
    """Dollars per Holder and in all, through the same last day."""
    try:
        found = alternatives(loaded(document), pairs=False)
        each = choice.choice(found.each)
        other = copy.deepcopy(document)
        other.setdefault("reading", {})[each.choice.switch] = each.choice.value
        worlds = [oracle(one, through=found.through) for one in (document, other)]
    except (Faulty, Refusal, model.Fault):
        assume(False)
    columns = (*DUE, *PAID, "turned_over")
    told = {(figure.holder, figure.name): figure.more for figure in (*each.found.figures, *each.found.holders)}
    for holder in (None, *worlds[0].notes):
        before, after = (
            sums([row for row in world.schedule if holder in (None, row["holder"])], columns) for world in worlds
        )
        for column in columns:
            assert told.get((holder, column), 0) == after[column] - before[column]
    assert told.get((None, "refundable"), 0) == worlds[1].totals["refundable"] - worlds[0].totals["refundable"]
    assert each.found.is_empty <= (worlds[0].schedule == worlds[1].schedule)
