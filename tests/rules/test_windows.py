"""Windows: unbroken runs of barred days, one row for all where they are the same for all."""

from datetime import date

from note_sched.rules.windows import BarSpell, Runs, Window, for_all_or_each, in_order
from note_sched.terms.roles import Role

day = date.fromisoformat
MEMBERS = {"others": ["a", "b"], "c": ["c"]}


def observed(*days):
    runs = Runs()
    for on, barred in days:
        runs.observe(day(on), dict.fromkeys(barred))
    return [(run.who, run.key, str(run.start), run.end and str(run.end)) for run in runs.all()]


def test_a_run_ends_on_the_day_before_it_is_no_more_and_a_second_one_is_another():
    assert observed(
        ("2009-04-01", [("c", "k")]),
        ("2009-04-02", [("c", "k")]),
        ("2009-04-03", []),
        ("2009-04-06", [("c", "k")]),
    ) == [("c", "k", "2009-04-01", "2009-04-02"), ("c", "k", "2009-04-06", None)]


def test_one_cause_replaced_by_another_on_the_next_day_is_two_runs():
    assert observed(("2009-04-01", [("c", "k1")]), ("2009-04-02", [("c", "k2")])) == [
        ("c", "k1", "2009-04-01", "2009-04-01"),
        ("c", "k2", "2009-04-02", None),
    ]


def test_a_run_names_whatever_caused_it_on_one_of_its_days_in_the_order_in_which_it_came():
    runs = Runs()
    for on, cause in (("2009-04-01", ("d3",)), ("2009-04-02", ("d1", "d3")), ("2009-04-03", ("d2",))):
        runs.observe(day(on), {("c", "k"): cause})
    runs.observe(day("2009-04-04"), {})
    runs.observe(day("2009-04-05"), {("c", "k"): ("d2",)})
    assert [each.cause for each in runs.all()] == [("d3", "d1", "d2"), ("d2",)]


def run(who, start="2009-04-01", end="2009-04-05", key="k"):
    return BarSpell(who, key, day(start), day(end), ("pnc",))


def test_a_window_that_is_the_same_for_all_is_one_row_for_all():
    (window,) = for_all_or_each("senior", "1(b)", [run("others"), run("c")], MEMBERS)
    assert (window.holder, window.start, window.end) == (None, day("2009-04-01"), day("2009-04-05"))


def test_a_window_that_differs_by_a_day_is_a_row_for_each_holder():
    found = for_all_or_each("senior", "1(b)", [run("others"), run("c", end="2009-04-06")], MEMBERS)
    assert [(window.holder, window.end.day) for window in found] == [("a", 5), ("b", 5), ("c", 6)]


def test_a_window_of_some_holders_only_is_a_row_for_each_of_them():
    assert [window.holder for window in for_all_or_each("senior", "1(b)", [run("others")], MEMBERS)] == ["a", "b"]


def test_windows_are_in_order_of_kind_start_holder_and_cause():
    def window(kind, start, holder, cause="x"):
        return Window(
            kind, holder, day(start), end=None, effective=True, ground=None, cause=(cause,), role=Role.BLOCKAGE
        )

    wanted = [
        window("blockage", "2009-03-03", "a", "d1"),
        window("blockage", "2009-03-03", "a", "d2"),
        window("blockage", "2009-03-03", "b", "d1"),
        window("blockage", "2009-03-04", "a"),
        window("insolvency", "2009-01-01", None),
        window("insolvency", "2009-01-01", "a"),
    ]
    assert in_order(reversed(wanted), {"b": 1, "a": 0}) == wanted


def test_both_ends_of_a_window_are_inside_it():
    (window,) = for_all_or_each("senior", "1(b)", [run("others"), run("c")], MEMBERS)
    days = ("2009-03-31", "2009-04-01", "2009-04-05", "2009-04-06")
    assert [window.covers(day(on)) for on in days] == [False, True, True, False]
