"""The picture as SVG: well formed whatever a document says, the same every time, every mark with its words."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import block, day, event, note
from pages import TWO, blocked, default, notice
from test_invariants import play

from note_sched.rendering.drawing import fold, room_of
from note_sched.rendering.hatches import hatched
from note_sched.rendering.month_chart import month_figure
from note_sched.rendering.svg import figure
from note_sched.reports.answers.monthly import monthly
from note_sched.reports.life.timeline import picture_of
from note_sched.simulation import simulate

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<b onload="x">&amp;\' \u202egnp.exe \x07' + "N" * 300
HOSTILE = {"a": {"principal": "1,000.00", "name": NASTY.replace("\x07", "\u200f")}, "b": "500.00"}


def drawn(document):
    return ET.fromstring(figure(picture_of(simulate(document, traced=True))))  # noqa: S314 (our own markup)


def titles(root):
    return [each.text for each in root.iter(f"{SVG}title")]


def of_class(root, name):
    return [each for each in root.iter() if name in each.get("class", "").split()]


def test_every_instalment_says_what_it_is_and_what_became_of_it():
    said = titles(drawn(blocked()))
    assert (
        "a: interest 1,000.00, due Wed 2009-04-01: barred, then paid late\n"
        "barred Wed 2009-04-01 to Sat 2010-02-20 under 1(d)(ii)(B)\n"
        "1,000.00 assumed paid Mon 2010-02-22" in said
    )


def test_every_band_and_mark_has_clause_and_cause():
    said = " | ".join(titles(drawn(blocked(default("d2", "2009-05-04"), notice("2010-02-22", "d2")))))
    assert "Blockage Event, Tue 2009-03-03 to Sat 2010-02-20\nNotes: a\nclause 1(d)(ii)(B)\ncause: d1" in said
    assert "blockage notice of d2 is void\nNotes: a\nclause 1(d)(ii)\nthe default of 2009-05-04 already existed" in said


def test_shape_tells_the_state_and_filling_how_it_was_settled():
    recorded = event("payment", "2008-11-03", amount="1,166.67")
    late = event("payment", "2008-12-02", amount="1,000.00")
    root = drawn(note(recorded, late, simulation={"recorded_through": "2009-01-31"}))
    first, second = of_class(root, "full")[:2]
    assert (first.tag, first.get("class")) == (f"{SVG}circle", "due timely full")
    assert (second.tag, second.get("class")) == (f"{SVG}polygon", "due late full")
    assert of_class(root, "dot")  # from February on: assumed


def test_one_stop_of_the_tab_key_a_row():
    for row in of_class(drawn(blocked(holders=TWO)), "track"):
        stops = [sign.get("tabindex") for sign in of_class(row, "sign")]
        assert stops == [] or (stops[0], set(stops[1:]) - {"-1"}) == ("0", set())


def test_the_legend_names_what_occurs_and_nothing_else():
    words = [item.find("span").text for item in drawn(note()).iter("li")]
    assert words == [
        "all may be paid",
        "paid in time (assumed)",
        "larger: principal",
        "paid in full (assumed)",
        "maturity",
    ]


def test_the_end_of_a_life_is_called_what_it_is():
    """Received, assumed, both, or given away; a's 100,000.00 with 1/30 of 1,000.00 on the second day."""

    def legend(*events, **simulation):
        document = note(*events, holders={"a": "100,000.00", "b": "0"}, simulation=simulation)
        return [item.find("span").text for item in drawn(document).iter("li")]

    whole = event("payment", "2008-09-27", amount="100,033.33")
    part = event("payment", "2008-09-27", amount="50,000.00")
    away = event("transfer", "2008-12-15", from_="a", to="b")
    assert "paid in full" in legend(whole)
    assert "paid in full (assumed)" in legend()
    assert "paid in full (in part assumed)" in legend(part, recorded_through="2008-09-27")
    assert "all of it transferred" in legend(away, assumed_through="2009-01-31")
    assert "paid in full (assumed) or all of it transferred" in legend(away)


def test_names_are_harmless_and_their_whole_stands_beside_what_is_cut():
    document = note(event("payment", "2008-10-10", to="b", principal="100.00"), holders=HOSTILE)
    markup = figure(picture_of(simulate(document, traced=True)))
    assert "<b onload" not in markup
    assert "\u202e" not in markup
    assert "\\u202e" in markup
    assert any("N" * 300 in title for title in titles(ET.fromstring(markup)))  # noqa: S314


def test_sixty_lives_are_drawn_on_sheets_no_higher_than_a_page():
    holders = {f"h{n}": "1,000.00" for n in range(60)}
    paid = [event("payment", f"2008-{10 + n // 30}-{n % 30 + 1:02}", to=f"h{n}", principal="1.00") for n in range(59)]
    root = drawn(note(*paid, holders=holders))
    boxes = [each.get("viewBox").split() for each in root.iter(f"{SVG}svg") if each.get("role") == "group"]
    assert len(boxes) > 1
    assert all(float(height) < 600 for *_, height in boxes)
    assert len([each for each in of_class(root, "label") if (each.text or "").startswith("h")]) == 60


def test_notices_of_three_weeks_are_one_flag():
    holders = {f"h{n:02}": "1,000.00" for n in range(20)}
    received = {name: f"2009-03-{at + 1:02}" for at, name in enumerate(holders)}
    root = drawn(note(*block("2009-03-01", notice={"received": received}), holders=holders))
    assert "notice d1 ×20" in [each.text for each in of_class(root, "small")]


def test_bands_say_in_place_who_blocks_until_when():
    """Day 365 of a notice of March 3, 2009 is February 20, 2010."""
    lender = {"pnc": {"principal": "8,000,000.00", "lender": "PNC Bank, National Association"}}
    told = [each.text for each in of_class(drawn(blocked(debts=lender)), "small")]
    assert "PNC Bank, National Association blocks to Feb 20, 2010 · 1(d)(ii)(B)" in told


def test_what_has_no_room_in_place_stands_below_whole():
    """A block of one day in the middle of the picture on a Note whose labels are long: a number leads to its line."""
    holders = {"a" * 60: "100,000.00", "b": "50,000.00"}
    received = {"received": {"a" * 60: "2009-07-06"}}
    served = block("2009-07-06", cured="2009-07-06", notice=received)
    cured = event("cure_notice", "2009-07-06", defaults=["d1"])
    root = drawn(note(*served, cured, holders=holders))
    notes = [each.text for each in of_class(root, "footnotes")[0]]
    assert notes == [f"(1) pnc blocks on {'a' * 60} to Jul 6, 2009 · 1(d)(ii)(A)"]
    assert "(1)" in [each.text for each in of_class(root, "small")]


def test_three_fills_say_what_may_be_paid_and_the_rule_whose_day_it_is():
    accelerated = event("acceleration", "2009-04-06", holder="a", notice="2009-04-06")
    run = simulate(blocked(accelerated, holders=TWO), traced=True)
    root = ET.fromstring(figure(picture_of(run, as_of=day("2009-04-06"))))  # noqa: S314
    fills = [each.get("class").split()[1] for each in of_class(root, "may") if each.get("y") != "3"]
    assert fills[:3] == ["all", "nothing", "part"]
    (rule,) = of_class(root, "asof")
    assert (rule.get("data-day"), rule.find(f"{SVG}text").text) == ("2009-04-06", "as of Apr 6, 2009")


def test_whatever_stands_for_a_day_names_it_and_ids_are_unlike():
    root = drawn(blocked(event("expense", "2009-01-05", holder="a", amount="5.00"), holders=TWO))
    assert all(day(each.get("data-day")) for each in of_class(root, "sign"))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert "interest-a-2009-04-01" in ids


def test_a_year_of_equal_fates_is_one_mark_where_there_is_no_room_for_twelve():
    """From October 2008 to September 2038 there are 30 years of 12: hardly two units a month."""
    said = titles(drawn(note(terms={"maturity_date": "2038-09-26"})))
    assert any(each.startswith("a: 12 sums, 12,000.00 in all: interest, paid in time") for each in said)


def test_names_take_lines_as_long_as_there_are_any_and_are_cut_after_the_last():
    name = "The Very Long Established Growth Partners Limited Partnership"
    room = room_of("The Very Long Established")
    assert fold(name, room, 3) == ["The Very Long Established", "Growth Partners Limited", "Partnership"]
    assert fold(name, room, 2) == ["The Very Long Established", "Growth Partners Limited…"]
    assert "".join(fold("N" * 30, room_of("N" * 12), 3)) == "N" * 30


@pytest.mark.parametrize("kind", ["blockage", "insolvency", "accelerated_principal", "senior", "override", "part"])
def test_lines_of_a_hatch_end_at_the_edges_of_its_box(kind):
    path = ET.fromstring(f"<g>{hatched(10.5, 20.0, 41.0, 16.0, 'band', kind)}</g>")[1].get("d")  # noqa: S314
    places = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", path)]
    assert len(places) > 2
    assert all(10.5 <= x <= 51.5 and 20 <= y <= 36 for x, y in places)


@some
@given(documents.documents())
def test_any_document_is_well_formed_and_the_same_every_time(document):
    run = play(document, traced=True)
    picture, months = picture_of(run), monthly(run)
    markup = figure(picture) + month_figure(months)
    ET.fromstring(f"<div>{markup}</div>")  # noqa: S314
    again = play(document, traced=True)
    assert markup == figure(picture_of(again)) + month_figure(monthly(again))
    assert '="nan' not in markup
