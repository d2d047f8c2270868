"""A picture in a PDF: it says what the picture on a screen says, in its looks, and is the same bytes."""

from pathlib import Path

import pytest
from browser import pages_of
from notes import block, day, event, note

from note_sched.document.load import load
from note_sched.rendering.pdf import paper_page
from note_sched.rendering.pdf_picture import _look_of
from note_sched.reports.answers.overview import report
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
PICTURE = frozenset([".picture"])


def paper(document, as_of):
    now = simulate(document, ask=day(as_of), sink=lambda _: None)
    return paper_page(report(simulate(document, traced=True), now, "the day asked about"))


@pytest.fixture(scope="module")
def release_valve():
    return paper(load((SAMPLES / "release-valve.yaml").read_bytes()), "2009-05-01")


@pytest.mark.usefixtures("poppler")
class TestRead:
    def test_verdict_and_picture_stand_on_the_first_page(self, release_valve):
        first, *_ = pages_of(release_valve)
        for said in (
            "PAY ONLY 2,166.67 interest",
            "PNC Bank, National Association blocks to Jul 15, 2010",
            "as of May 1",
        ):
            assert said in first
        assert "Alder Growth\nPartners LP" in first

    def test_months_and_tables_follow_and_what_is_for_a_screen_alone_does_not(self, release_valve):
        whole = "\n".join(pages_of(release_valve))
        assert "assumed as paid, not received" in whole
        assert "52,916.66" in whole  # the interest that fell due, in the schedule's total
        assert "What each other reading would change" not in whole

    @pytest.mark.long
    def test_names_of_any_script_and_many_holders(self):
        holders = {f"h{n:02}": {"principal": f"{n + 1},000.00", "name": f"קרן אלון {n}"} for n in range(20)}
        received = {"received": {f"h{n:02}": f"2009-03-{n + 3:02}" for n in range(20)}}
        first, *_ = pages_of(paper(note(*block("2009-03-03", notice=received), holders=holders), "2009-03-10"))
        assert "h19" in first or "קרן" in first


@pytest.mark.long
def test_it_is_the_same_bytes(release_valve):
    assert paper(load((SAMPLES / "release-valve.yaml").read_bytes()), "2009-05-01") == release_valve


@pytest.mark.parametrize(
    ("kinds", "within", "key", "value"),
    [
        ({"path", ".hatch", ".h-part"}, [], "stroke", "#8a5a00"),
        ({"line", ".month"}, [], "stroke", "#dfe3e8"),
        ({"text", ".label"}, [], "font-weight", "bold"),
        ({"text"}, [{"g", ".asof"}], "font-weight", "bold"),
        ({"rect", ".due", ".timely", ".full"}, [], "fill", "#00704f"),
        ({"rect", ".due", ".timely", ".empty"}, [], "fill", "#fff"),
        ({"rect", ".may", ".all"}, [], "fill", "#d9f0e6"),
    ],
)
def test_shapes_look_as_the_style_sheet_has_it(kinds, within, key, value):
    """What holds while a mark is pointed at holds on no paper."""
    assert _look_of(frozenset(kinds), [PICTURE, *map(frozenset, within)])[key] == value


def test_a_mark_on_the_day_of_the_issue():
    """The edge of the picture is no trap: an acceleration and a payment on the first day."""
    document = note(event("payment", "2008-09-26", amount="100,000.00"), simulation={"recorded_through": "2008-09-26"})
    assert paper(document, "2008-09-26").startswith(b"%PDF")
