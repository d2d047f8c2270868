"""Every kind of bar has its name, its explanation, and why no day is known on which it lifts."""

from notes import block, day, event, note

from note_sched.reports.answers import can_pay
from note_sched.reports.explanation import bar_steps as bars
from note_sched.reports.explanation.explain import explain
from note_sched.reports.telling.wording import KINDS, NO_BARS
from note_sched.simulation import simulate

FALSE = event("misrepresentation", "2009-03-02")
DEMAND = event("acceleration", "2009-04-06", holder="a", notice="2009-04-06")


def test_no_kind_is_told_by_one_table_alone():
    kinds = KINDS.keys() - set(NO_BARS)
    assert bars.EXPLAIN.keys() == kinds
    assert can_pay.UNTIL.keys() == kinds


def explained(paper, on, *facts):
    run = simulate(note(*block("2009-03-03"), FALSE, *facts, paper=paper), ask=day(on), traced=True)
    return explain(run, lambda *_: 0, str).data


def test_an_override_lasts_as_long_as_the_paper_says():
    """Ninety days, not 365."""
    rules = {str(each["rule"]) for each in explained({"override": "90 days"}, "2009-04-07", DEMAND)["bars"]}
    assert any("to day 90 after notice of it" in rule for rule in rules)
    assert not any("365" in rule for rule in rules)


def test_a_demand_that_came_too_early_is_without_effect_where_the_paper_has_an_override_too():
    (void,) = explained({"standstill": {"days": "180"}}, "2009-04-06", DEMAND)["notices"]
    assert void["title"] == "acceleration by a without effect"
