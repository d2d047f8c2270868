"""Whatever a document says, every bar and void notice of a day is explained, in any form of page."""

from comparing import answered
from hypothesis import given, settings
from naive import documents
from test_invariants import DAYS, many, play

from note_sched.rendering.data import csv_page
from note_sched.rendering.terminal import text_page
from note_sched.reports.explanation.explain import explain


@settings(many, max_examples=120)
@given(documents.documents(), DAYS)
def test_every_bar_and_every_void_notice_is_explained(document, on):
    run = play(document, ask=on, traced=True)
    page = explain(run, lambda *_: 0, str, ("bars", "notices"))
    found = answered(page)
    explained = {(each["value"], holder) for each in found["bars"] for holder in each["holders"]}
    for position in run.asked.positions:
        assert {(run.label(bar.role), position.holder) for bar in position.all_bars} <= explained
    told = {(each["value"], holder) for each in found["notices"] for holder in each["holders"]}
    void = [window for window in run.windows if window.kind == "blockage" and window.start == on and window.ground]
    assert {(run.label(window.role), window.holder) for window in void} <= told
    for each in [*found["bars"], *found["notices"]]:
        assert each["steps"]
        assert each["clauses"]


@settings(many, max_examples=60)
@given(documents.documents(), DAYS)
def test_the_page_can_be_written_in_every_form_at_every_width(document, on):
    page = explain(play(document, ask=on, traced=True), lambda *_: 3, "line {}".format)
    text, lines = text_page(page), csv_page(page).splitlines()
    assert text_page(page, width=60)
    found = answered(page)
    assert len(lines) == 1 + sum(len(each["steps"]) for part in ("figures", "bars", "notices") for each in found[part])
    for each in found["figures"]:
        assert each["title"] in text
