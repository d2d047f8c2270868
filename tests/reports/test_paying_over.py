"""By which day what was received against a bar is to be paid over, in what people read."""

from notes import day, note, under

from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.reports.telling.paying_over import to_be_paid_over_by

WITHIN = AIR_INDUSTRIES_2008.terms._replace(turnover=AIR_INDUSTRIES_2008.terms.turnover._replace(within=15))


def test_fifteen_days_after_the_receipt_by_the_calendar_of_the_note():
    """Received 2009-02-05: day 15 is Friday 02-20, kept as a holiday by this note, so Monday 02-23."""
    document = under(note(terms={"holidays": {"add": ["2009-02-20"]}}), WITHIN)
    assert to_be_paid_over_by(document, day("2009-02-05")) == day("2009-02-23")
    assert to_be_paid_over_by(under(note(), WITHIN), day("2009-02-05")) == day("2009-02-20")


def test_the_note_of_2008_names_no_day():
    assert to_be_paid_over_by(note(), day("2009-02-05")) is None
