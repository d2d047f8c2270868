"""The timeline as a page and as rows; balances over time."""

import json

from notes import day, event, note
from pages import TWO, blocked

from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.reports.life.timeline import picture_of, timeline
from note_sched.simulation import simulate


def run(document, **options):
    return simulate(document, traced=True, **options)


def rows(document, **options):
    header, *lines = csv_page(timeline(run(document, **options))).splitlines()
    assert header == "type,kind,holders,start,end,timely_through,amount,unpaid,state,clauses,causes,line"
    return lines


def test_a_row_a_band_a_mark_and_a_sum_due():
    found = rows(blocked(), through=day("2009-04-30"))
    assert "band,blockage,a,2009-03-03,2010-02-20,,,,,1(d)(ii)(B),d1," in found
    assert "due,interest,a,2008-12-01,2008-12-01,2008-12-01,1000.00,0.00,paid in time,,," in found
    assert "due,interest,a,2009-04-01,,2009-04-01,1000.00,1000.00,barred and unpaid,1(d)(ii)(B),," in found
    assert any(line.startswith("mark,notice,a,2009-03-03,2009-03-03,") for line in found)


def test_rows_are_of_each_holder_though_the_picture_draws_them_together():
    found = rows(note(holders=TWO))
    assert [line.split(",")[2] for line in found if line.startswith("due,interest") and ",2008-12-01," in line] == [
        "a",
        "b",
    ]


def test_json_says_of_each_sum_how_it_was_settled():
    (lane,) = json.loads(json_page(timeline(run(note()))))["lanes"]
    first = lane["dues"][0]
    assert first["settled"] == [{"date": "2008-11-03", "amount": "1166.67", "how": "assumed"}]
    assert (first["state"], first["since"]) == ("paid in time", "2008-11-01")


def test_a_holder_alone():
    page = timeline(run(note(holders=TWO)), ["b"])
    assert {row[2] for row in page.record.rows if row[0] == "due"} == {"b"}


class TestSpan:
    """The picture begins with the first issue, or a little before it with what happened then."""

    def test_what_happened_three_months_before_the_issue_still_has_its_place(self):
        old = event("senior_default", "2008-07-01", id="d1", facility="pnc", kind="other")
        assert picture_of(run(note(old))).first == day("2008-07-01")

    def test_what_is_older_stands_at_the_edge(self):
        """92 days before September 26, 2008 is June 26."""
        old = event("senior_default", "2007-07-01", id="d1", facility="pnc", kind="other")
        assert picture_of(run(note(old))).first == day("2008-06-26")

    def test_it_ends_with_the_schedule(self):
        assert picture_of(run(note(), through=day("2009-01-31"))).last == day("2009-01-31")
