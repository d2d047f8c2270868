"""One verdict for one day: what `can-pay` says is what `status`, `report`, `payoff` and the statement say."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from letters import letter_lines
from notes import day, event, note
from pages import TWO, asked, blocked, default, labelled, lines, notice

from note_sched.document.load import load
from note_sched.measure.months import month_of
from note_sched.rendering.json_text import json_page
from note_sched.rendering.values_in_words import write_phrase
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.every_day import moving
from note_sched.reports.answers.overview import report
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.reports.answers.verdict import TONES
from note_sched.reports.life.timeline import timeline
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statement_page
from note_sched.reports.telling.position import look_at
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yaml"))
DAY = timedelta(days=1)


@cache
def document(name):
    return load((SAMPLES / f"{name}.yaml").read_bytes())


def words(phrase):
    """A phrase as ``lines`` writes it: with plain blanks."""
    return " ".join(write_phrase(phrase).split())


def release_valve(on):
    run = simulate(document("release-valve"), ask=date.fromisoformat(on))
    return [lines(page)[0] for page in (can_pay(run), status(run), payoff(run))]


def test_pay_only_is_pay_only_on_every_page():
    """Alder 1,666.67 (25/30 of April's 2,000.00) and Birch 500.00 may be paid; Alder's 200,000.00 may not."""
    permission, state, quote = release_valve("2009-05-01")
    assert permission == "PAY ONLY 2,166.67 interest"
    assert state == "PAY ONLY 2,166.67 interest on Fri 2009-05-01"
    assert letter_lines(document("release-valve"), "2009-05-01")[3].startswith(
        "PAY ONLY 2,166.67 interest: 252,166.67 "
    )
    drawn = timeline(
        simulate(document("release-valve"), traced=True), (), look_at(document("release-valve"), day("2009-05-01"))
    )
    assert lines(drawn)[0] == state
    assert quote == (
        "MAY NOT BE PAID on Fri 2009-05-01: PAY ONLY 2,166.67 interest; principal barred under 1(d) (Notes: alder); "
        "payable from Fri 2010-07-16"
    )


def test_a_default_that_goes_on_unbroken_has_one_beginning():
    """April's instalment was missed on 2009-04-01. It is paid on 04-06, but Alder's principal, due that day, is not."""
    page = asked("can_pay", document("release-valve"), "2009-05-01")
    told = {each["holder"]: each["default_from"] for each in json.loads(json_page(page))["holders"]}
    assert told == {"alder": "2009-04-02", "birch": "2009-05-02"}
    assert "Event of Default under 2(a) exists since Thu 2009-04-02 (Notes: alder)" in " ".join(lines(page))


@pytest.mark.parametrize(
    ("paid_on", "expected"),
    [("2009-05-01", "2009-04-02"), ("2009-05-02", "2009-04-02"), ("2009-04-30", "2009-05-02")],
)
def test_a_default_ends_only_with_a_day_at_whose_end_nothing_is_overdue(paid_on, expected):
    """April's 1,000.00 is overdue. Paid on May 1, when May's falls due and is out of time that night, it goes on."""
    unpaid = {"payments": "recorded"}
    before = [event("payment", "2008-11-03", amount="1,166.67")]
    before += [
        event("payment", on, amount="1,000.00") for on in ("2008-12-01", "2009-01-02", "2009-02-02", "2009-03-02")
    ]
    late = event("payment", paid_on, amount="1,000.00")
    page = asked(
        "can_pay", note(*before, late, simulation=unpaid), "2009-05-02" if paid_on > "2009-05-01" else "2009-05-01"
    )
    assert json.loads(json_page(page))["holders"][0]["default_from"] == expected


def test_one_note_of_sixty_that_is_barred_is_named_and_does_not_bar_the_others():
    holders = {f"h{number}": "1,000.00" for number in range(60)}
    to_one = notice("2009-03-03", "d1", received={"h7": "2009-03-03"})
    run = note(default("d1", "2009-02-20"), to_one, holders=holders)
    page = asked("status", run, "2009-04-01")
    assert lines(page)[0] == "PAY ONLY 590.00 interest on Wed 2009-04-01"
    assert labelled(page, "Barred").startswith("no payment to h7 before ")
    assert "(1(d)(ii)(B))" in labelled(page, "Barred")


def test_position_and_schedule_of_one_page_tell_the_same_assumed_payments_or_say_that_they_do_not():
    """On 2008-11-03 the schedule assumes 1,750.00 as paid; the position of that day does not count it."""
    demand = event("misrepresentation", "2008-11-03")
    said = "the 1,750.00 assumed as paid that day, as the schedule has it, not counted"
    page = report_of(note(demand, holders=TWO), date(2008, 11, 3))
    assert any(line.startswith("Position: ") and said in line for line in lines(page))
    later = report_of(note(demand, holders=TWO), date(2008, 11, 4))
    assert not any("not counted" in line for line in lines(later))


def test_what_is_only_assumed_is_said_where_it_decides():
    """By December 15 the instalments of November 1 and December 1 are assumed: 1,166.67 and 1,000.00."""
    for command in ("can_pay", "payoff", "status"):
        assert labelled(asked(command, note(), "2008-12-15"), "Assumed paid") == (
            "2,166.67 since Mon 2008-11-03, not on record: what of it was not received is owed too"
        )
        assert not any(line.startswith("Assumed paid") for line in lines(asked(command, note(), "2008-11-03")))


def report_of(written, on):
    return report(simulate(written, traced=True), simulate(written, ask=on), "the day asked about")


def days_of(written):
    """Every day on which something is dated, its neighbours, and the ends of the months between."""
    named = {value for each in written.events for value in _dates(each.event)}
    named |= {written.note.issue_date, written.note.maturity_date, date(2009, 1, 31), date(2009, 4, 30)}
    around = {day + DAY * step for day in named for step in (-1, 0, 1)}
    return sorted(day for day in around if written.note.issue_date <= day <= date(2011, 1, 1))


def _dates(value):
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _dates(each)
    elif hasattr(value, "__struct_fields__"):
        for field in value.__struct_fields__:
            yield from _dates(getattr(value, field))


@pytest.mark.parametrize("nth", [4, pytest.param(1, marks=pytest.mark.long)], ids=["some days", "every day"])
@pytest.mark.parametrize("name", NAMES)
def test_no_two_commands_give_different_verdicts(name, nth):
    written = document(name)
    whole = simulate(written, traced=True)
    schedule_data = json.loads(json_page(schedule(whole)))
    told = {each.date: each for each in moving(whole, simulate(written, ask=whole.first_day).asked).days}
    for on in days_of(written)[::nth]:
        run = simulate(written, ask=on)
        answer = json.loads(json_page(can_pay(run)))
        state = json.loads(json_page(status(run)))
        _same_bars(answer, state, lines(status(run))[0], lines(payoff(run))[0])
        if on <= whole.through:
            _same_on_the_report(told[on], answer)
        assert json.loads(json_page(payoff(run)))["permitted"] == (not _owing_and_barred(answer, state))
        _same_defaults(answer, state, schedule_data, on, run.label(Role.DEFAULT_PAYMENT))
        if (on + DAY).day == 1:
            _same_on_the_statement(written, answer, on)


def _same_on_the_report(told, answer):
    """The report, its day moved here: verdict and colour, and of each Note what may be paid and what may not."""
    assert told.tone is TONES[answer["verdict"]]
    assert words(told.verdict).startswith(answer["verdict"])
    assert (told.lines["Barred"] == "nothing") == (not any(each["bars"] for each in answer["holders"]))
    for row, each in zip(told.rows, answer["holders"], strict=True):
        for cents, payable in ((row[2], True), (row[3], False)):
            parts = [part["amount"] for part in each["components"].values() if part["payable"] is payable]
            assert f"{cents / 100:.2f}" == _sum(parts)


def _owing_and_barred(answer, state):
    owing = {each["holder"] for each in state["holders"] if each["total"] != "0.00"}
    return [each for each in answer["holders"] if each["bars"] and each["holder"] in owing]


def _same_bars(answer, state, headline, quote):
    owes = state["total"]["total"] != "0.00"
    assert headline.startswith(f"{answer['verdict']} ")
    assert headline.startswith("PAY ONLY") == (answer["verdict"] == "PAY ONLY")
    assert ("nothing is owed" in headline) == (not owes)
    assert quote.startswith("MAY BE PAID" if owes and not _owing_and_barred(answer, state) else ("MAY NOT", "NOTHING"))
    if quote.startswith("MAY NOT"):
        assert ("PAY ONLY" in quote) == (answer["verdict"] == "PAY ONLY")
    told = {each["holder"]: each for each in state["holders"]}
    for each in answer["holders"]:
        shown = told[each["holder"]]
        if shown["standing"] != "paid":
            assert shown["clauses"] == sorted({bar["clause"] for bar in each["bars"]})
            assert (shown["standing"] == "barred") == (not each["components"]["interest"]["payable"])
        assert shown["arrears"] == _sum(part["amount"] for part in each["components"].values())


def _sum(amounts):
    return f"{sum(round(float(amount) * 100) for amount in amounts) / 100:.2f}"


def _same_defaults(answer, state, whole, on, clause):
    """A 2(a) default that can-pay says exists is the one that status and the schedule tell, from the same day."""
    of_status = {(each["holder"], each["from"]) for each in state["events_of_default"] if each["clause"] == clause}
    for each in answer["holders"]:
        first = each["default_from"]
        if first is not None and first <= str(on):
            assert (each["holder"], first) in of_status
    causes = {(each["clause"], each["holder"], each["from"], each["cause"]) for each in whole["events_of_default"]}
    assert {
        (each["clause"], each["holder"], each["from"], each["cause"]) for each in state["events_of_default"]
    } <= causes


def _same_on_the_statement(written, answer, on):
    found = {each["holder"]: each for each in answer["holders"]}
    month = statements(written, month_of(on))
    for each in month.statements:
        page = statement_page(month, each)
        headline, one = words(page.headline), found[each.holder.id]
        if each.state.standing != "paid":
            assert headline.startswith(f"{one['verdict']} on ")
            assert ("barred under" in headline or "blocked under" in headline) == bool(one["bars"])
            assert ("principal barred" in headline) <= one["components"]["interest"]["payable"]
        if each.state.late_from is not None:
            assert str(each.state.late_from) == one["default_from"]


def test_a_blocked_note_is_do_not_pay_on_every_page():
    run = simulate(blocked(), ask=date(2009, 4, 15))
    assert [lines(page)[0] for page in (can_pay(run), status(run), payoff(run))] == [
        "DO NOT PAY",
        "DO NOT PAY on Wed 2009-04-15",
        "MAY NOT BE PAID on Wed 2009-04-15: barred under 1(d)(ii)(B); payable from Sun 2010-02-21",
    ]
