"""The picture in characters: letters, widths, and what stands at the edges."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import block, day, event, note
from pages import blocked
from test_invariants import play

from note_sched.rendering.chart import chart
from note_sched.rendering.values_in_words import width_of
from note_sched.reports.life.timeline import picture_of, timeline
from note_sched.simulation import simulate

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
RECORDED = {"payments": "recorded"}


def drawn(document, width=100, **options):
    return [line.text for line in chart(picture_of(simulate(document, traced=True, **options)), width)]


def lane(document, name="a", **options):
    """The letters and shades of one lane, in order, the line of life left out."""
    line = next(line for line in drawn(document, **options) if line.startswith(f"{name} "))
    return line.removeprefix(name).replace("─", "").replace(" ", "")


def test_a_letter_an_instalment_small_where_payment_is_assumed():
    assert lane(note(), through=day("2009-02-28")) == "pppp"


def test_a_capital_where_payment_is_recorded_and_an_o_where_none_is():
    paid = event("payment", "2008-11-03", amount="1,166.67")
    late = event("payment", "2008-12-02", amount="1,000.00")
    assert lane(note(paid, late, simulation=RECORDED), through=day("2009-01-31")) == "PLo"


def test_barred_days_are_shaded_and_what_was_paid_after_them_says_so():
    """Blocked from March 3 through June 10, 2009: April, May and June are paid on the 11th."""
    cured = block("2009-03-03", cured="2009-06-01"), event("cure_notice", "2009-06-10", defaults=["d1"])
    letters = lane(note(*cured[0], cured[1]), through=day("2009-07-31"))
    assert letters.replace("▒", "") == "pppppbbbp"
    assert "▒b▒" in letters


def test_what_is_barred_and_unpaid_at_the_end_is_crossed():
    assert lane(blocked(), through=day("2009-05-31")).replace("▒", "") == "pppppxx"


def test_a_band_shows_its_clause_and_whether_it_goes_on():
    lines = drawn(note(*block("2009-03-03", kind="payment")))
    band = next(line for line in lines if line.startswith("Blockage Event"))
    assert "[▓1(d)(i)" in band
    assert band.endswith("▓>")


def test_the_gravest_of_several_in_one_column_is_shown():
    """Over ninety years a column holds a year's instalments; in one of them one was late."""
    terms = {"maturity_date": "2098-05-31"}
    late = event("payment", "2008-12-02", amount="1,000.00")
    paid = event("payment", "2008-11-03", amount="1,166.67")
    simulation = {"recorded_through": "2008-12-31"}
    letters = lane(note(paid, late, terms=terms, simulation=simulation), width=60)
    assert letters.startswith("L")
    assert set(letters[1:]) == {"p"}


def test_holders_drawn_together_are_told():
    holders = {f"h{n}": "1,000.00" for n in range(60)}
    lines = drawn(note(event("payment", "2008-10-10", to="h7", principal="100.00"), holders=holders))
    assert any(line.startswith("all but h7 ") for line in lines)
    assert any(line.startswith("h7 ") for line in lines)


def test_many_holders_are_counted_and_named_in_the_legend():
    holders = {f"h{n}": "1,000.00" for n in range(20)}
    paid = [event("payment", "2008-10-10", to=f"h{n}", principal="100.00") for n in range(7)]
    lines = drawn(note(*paid, holders=holders))
    assert any(line.startswith("7 Holders ") for line in lines)
    assert any("7 Holders: h0, h1, h2, h3, h4, h5, h6" in line for line in lines)


def test_a_name_without_room_gives_way_to_the_id():
    holders = {"a": {"principal": "1,000.00", "name": "N" * 300}, "b": "500.00"}
    paid = event("payment", "2008-10-10", to="b", principal="100.00")
    assert any(line.startswith("a    ") for line in drawn(note(paid, holders=holders)))


@pytest.mark.parametrize("width", [60, 80, 120, None])
def test_no_line_is_wider_than_asked_for_whatever_the_names(width):
    holders = {f"h{n}": {"principal": "1,000.00", "name": "會社 " * 60} for n in range(60)}
    paid = [event("payment", f"2008-10-{n + 1:02}", to=f"h{n}", principal="1.00") for n in range(30)]
    document = note(*paid, *block("2009-03-03", name="d" * 200), holders=holders)
    assert max(map(width_of, drawn(document, width))) <= (width or 100)


@some
@given(documents.documents(), st.integers(60, 130))
def test_any_document_at_any_width(document, width):
    run = play(document, traced=True)
    lines = list(chart(picture_of(run), width))
    assert max(width_of(line.text) for line in lines) <= width


def test_what_began_long_before_is_drawn_from_the_edge_and_a_mark_there_is_told_in_words_only():
    """A representation false since 1999 is an Event of Default for ever (2(c)); its day has no place in the picture."""
    old = (
        event("misrepresentation", "1999-03-20"),
        event("senior_default", "2001-02-20", id="d1", facility="pnc", kind="other"),
    )
    lines = drawn(note(*old))
    assert any(line.startswith("Event of Default") and "<─2(c)" in line and line.endswith(">") for line in lines)
    assert not any("D default" in line for line in lines)
    page = timeline(simulate(note(*old), traced=True))
    assert any(row[0] == day("2001-02-20") for row in page.tables[1].rows)


def test_a_run_of_one_day_and_a_document_in_which_nobody_holds_anything_are_drawn_too():
    assert any(line.startswith("a ") for line in drawn(note(), width=60, through=day("2008-09-26")))
    assert drawn(note(holders={"a": 0}), through=day("2008-10-31"))


def test_the_legend_lists_only_the_letters_that_are_drawn():
    """Over ninety years a column holds a year's instalments: beside the late one the punctual one is not seen."""
    late = event("payment", "2008-12-02", amount="1,000.00")
    paid = event("payment", "2008-11-03", amount="1,166.67")
    far = note(paid, late, terms={"maturity_date": "2098-05-31"}, simulation={"recorded_through": "2008-12-31"})
    for document in (far, blocked(), note(late), note(*block("2009-03-03", kind="payment"))):
        lines = drawn(document)
        start = lines.index("")
        life = "".join(line[25:] for line in lines[:start] if line.startswith("a "))
        said = " ".join(line[25:] for line in lines[start:]).split("What happened:")[0]
        letters = {entry.split()[0] for entry in said.split("   ") if entry.strip()}
        assert {each for each in letters if len(each) == 1 and each in "pPlLbBoOxX*▒░┤"} <= set(life)


def test_a_band_that_begins_after_the_picture_goes_on_nowhere():
    """A notice of 2009-06-10, known from all facts, is no band of a picture that ends in March."""
    lines = drawn(note(*block("2009-06-10", "2009-06-01", kind="payment"), simulation={"through": "2009-03-31"}))
    assert not [line for line in lines if "> goes on" in line]
    assert [line for line in drawn(note(*block("2009-03-10", kind="payment"))) if "> goes on" in line]


def test_a_rule_stands_at_the_day_looked_at_and_a_lane_says_on_which_days_how_much_may_be_paid():
    """The block stands from 2009-03-03 to 2010-02-20: from its first column to its last nothing may be paid."""
    run = simulate(blocked(), traced=True)
    lines = [line.text for line in chart(picture_of(run, (), day("2009-03-03")), 100)]
    (band,) = [line for line in lines if line.startswith("Blockage Event")]
    (rule,) = [line for line in lines if line.startswith("As of")]
    (lane,) = [line for line in lines if line.startswith("May be paid  ")]
    first, last = band.index("["), band.index("]")
    assert rule[first:] == "▼ Tue 2009-03-03"
    assert lane[26 : last + 2] == "+" * (first - 26) + "\N{MULTIPLICATION SIGN}" * (last + 1 - first) + "+"
    assert "May be paid:              + all   \N{MULTIPLICATION SIGN} nothing" in lines
    assert not any(line.startswith("As of") for line in drawn(blocked()))
    assert not any(line.startswith("May be paid") for line in drawn(note()))
