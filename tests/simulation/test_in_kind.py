"""Interest paid in kind: four forms, elections, what is cash after all (T-21)."""

from fractions import Fraction

import pytest
from comparing import loaded
from notes import cents, day, event, row

from note_sched.history.past import Past
from note_sched.ledger.entries import What
from note_sched.ledger.pen import Entry, Stretch
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate


def paper(pik, *events, rate="12% per year", principal="100,000.00", simulation=(), others=(), debts=(), **note):
    """A plain note of 2009-01-01, thirty days a month: 12% on 100,000.00 is 1,000.00 a month."""
    return loaded(
        {
            "note": {
                "title": "Promissory Note",
                "borrower": "Northfield Tool Works, Inc.",
                "issue_date": "2009-01-01",
                "maturity_date": "2010-01-01",
                "interest_rate": rate,
                "first_payment_date": "2009-02-01",
                **note,
            },
            "holders": [{"id": "a", "name": "A", "principal": principal}, {"id": "b", "name": "B", "principal": "0"}],
            "senior_debt": list(debts),
            "events": list(events),
            "terms": {"instrument": "plain", "interest": {"day_count": "30/360", "pik": pik}, **dict(others)},
            "simulation": {"payments": "recorded", "through": "2009-06-30"} | dict(simulation),
        }
    )


TOGGLE = {"toggle": {"rate": "15% per year", "notice": "10 business days"}}


def paid(on, amount):
    return event("payment", on, amount=amount)


def cents3(*sums):
    return tuple(map(cents, sums))


def elected(on, payment_date):
    return event("pik_election", on, for_=payment_date)


def capitalised(run, on):
    return row(run, on).besides.interest_capitalised


def test_a_part_is_added_to_principal_and_bears_interest_from_that_day_on():
    """1,000.00 in cash and 500.00 in kind; the next month 1% and 0.5% of 100,500.00: 1,005.00 and 502.50."""
    run = simulate(paper({"part": "6% per year"}))
    first, second = row(run, "2009-02-01"), row(run, "2009-03-01")
    assert (first.interest_due, first.besides.interest_capitalised, first.principal) == cents3(1000, 500, 100_500)
    assert (second.interest_due, second.besides.interest_capitalised) == (cents(1005), 50_250)
    assert (first.principal_paid, first.interest_paid) == (0, 0)


@pytest.mark.parametrize(("rule", "added"), [("cent", 61_728), ("dollar_up", 61_800), ("dollar_down", 61_700)])
def test_what_is_added_is_rounded_as_the_paper_has_it(rule, added):
    """0.5% of 123,456.78 is 617.2839."""
    run = simulate(paper({"part": "6% per year", "round": rule}, principal="123,456.78"))
    assert capitalised(run, "2009-02-01") == added


def test_a_part_payment_leaves_what_runs_in_kind_and_payment_in_full_pays_it_in_cash():
    """On the 16th 500.00 have run in cash and 250.00 in kind: 700.00 pay 500.00 of interest and 200.00 of principal."""
    part = row(simulate(paper({"part": "6% per year"}, paid("2009-01-16", "700.00"))), "2009-01-16")
    assert (part.interest_paid, part.principal_paid, part.accrued_interest) == cents3(500, 200, 250)
    asked = simulate(paper({"part": "6% per year"}), ask=day("2009-01-16")).asked.positions[0]
    assert (asked.accrued, asked.total) == cents3(750, 100_750)
    assert asked.per_diem.numerator == 50 * 100 * asked.per_diem.denominator  # 33.33 in cash and 16.67 in kind
    whole = row(simulate(paper({"part": "6% per year"}, paid("2009-01-16", "100,750.00"))), "2009-01-16")
    assert (whole.interest_paid, whole.principal_paid, whole.standing) == (*cents3(750, 100_000), "paid")
    less = row(simulate(paper({"part": "6% per year"}, paid("2009-01-16", "100,749.99"))), "2009-01-16")
    assert (less.principal, less.accrued_interest, less.standing) == (0, 1, "open")


@pytest.mark.parametrize(
    ("matures", "due", "added"), [("2009-02-01", 1000, 500), ("2009-01-16", 750, 0), ("2009-02-16", 753.75, 0)]
)
def test_with_principal_it_falls_due_in_cash_but_on_a_payment_date_it_is_capitalised_first(matures, due, added):
    """15 days of both: 500.00 and 250.00; from February 1 on of 100,500.00: 502.50 and 251.25."""
    run = simulate(paper({"part": "6% per year"}, maturity_date=matures))
    found = row(run, matures)
    assert (found.interest_due, found.besides.interest_capitalised) == (round(due * 100), cents(added))
    assert found.principal_due == found.principal


def test_all_of_it_can_be_in_kind_and_the_legal_maximum_caps_cash_and_kind_together():
    run = simulate(paper({"all": "yes"}))
    assert [capitalised(run, on) for on in ("2009-02-01", "2009-03-01")] == [cents(1000), cents(1010)]
    capped = simulate(paper({"part": "6% per year"}, legal_maximum_rate="15% per year"))
    assert (row(capped, "2009-02-01").interest_due, capitalised(capped, "2009-02-01")) == cents3(1000, 250)


@pytest.mark.parametrize(("told", "kind"), [("2009-02-13", 1250), ("2009-02-16", 0)])
def test_an_election_is_made_ten_business_days_before_or_is_void(told, kind):
    """Before Sunday March 1: the tenth business day is February 13; the 16th, Presidents' Day, is too late."""
    run = simulate(paper(TOGGLE, paid("2009-02-02", "1,000.00"), elected(told, "2009-03-01")))
    found = row(run, "2009-03-01")
    assert (found.besides.interest_capitalised, found.interest_due) == cents3(kind, 0 if kind else 1000)
    said = [each.message for each in run.cautions if each.code == "void-election"]
    assert bool(said) is not bool(kind)
    assert all("the last day was 2009-02-13" in each for each in said)


def test_the_worked_example():
    """100,000.00 of 2017-02-21, actual/365, due 2017-05-31 (99 days): 8% are 2,169.86 in cash, 12% 3,254.79 in kind."""
    terms = {"interest": {"every": "3 months", "on": "last_day", "day_count": "actual/365"}}
    terms["interest"]["pik"] = {"toggle": {"rate": "12% per year", "notice": "10 business days"}}
    dates = {"issue_date": "2017-02-21", "maturity_date": "2022-02-28", "first_payment_date": "2017-05-31"}
    for events, due, added in (((), 216_986, 0), ((elected("2017-05-16", "2017-05-31"),), 0, 325_479)):
        document = paper({}, *events, rate="8% per year", others=terms, simulation={"through": "2017-06-30"}, **dates)
        found = row(simulate(document), "2017-05-31")
        assert (found.interest_due, found.besides.interest_capitalised, found.principal) == (
            due, added, cents(100_000) + added,
        )  # fmt: skip


@pytest.mark.parametrize("for_", ["2009-03-02", "2009-01-01"])
def test_an_election_for_a_day_that_is_no_payment_date_is_void(for_):
    run = simulate(paper(TOGGLE, elected("2008-12-01", for_)))
    assert ["is no payment date" in each.message for each in run.cautions if each.code == "void-election"] == [True]


SENIOR = {"id": "bank", "lender": "First Bank, N.A.", "principal": "1,000,000.00"}


@pytest.mark.parametrize(("matures", "kind", "due"), [("2009-02-01", 1050, 0), ("2009-02-02", 0, 800)])
def test_where_interest_is_barred_on_the_payment_date_the_election_is_deemed_made(matures, kind, due):
    """200.00 were paid on the 11th: 1% or 1.25% of a month on 100,000.00, less those; barred from Senior's maturity."""
    pik = {"toggle": {"rate": "15% per year", "notice": "10 business days"}, "when_barred": "capitalise"}
    senior = event("senior_maturity", matures, facility="bank")
    events = [senior, paid("2009-01-11", "200.00")]
    found = row(simulate(paper(pik, *events, others={"senior_matured": "bars"}, debts=[SENIOR])), "2009-02-01")
    assert (found.besides.interest_capitalised, found.interest_due) == cents3(kind, due)


@pytest.mark.parametrize(("undone", "kind", "due"), [("2009-01-11", "916.67", 0), ("2009-01-21", 500, "333.33")])
def test_what_ran_while_accelerated_stays_cash_though_the_election_is_deemed_made(undone, kind, due):
    """Accelerated January 11, undone that day or 10 days later, during which 1% a month ran on what was due, in cash.

    The other 30 or 20 days at 1.25% a month are 1,250.00 or 833.33, less the 333.33 that fell due with principal.
    """
    events = [
        event("senior_maturity", "2009-02-01", facility="bank"),
        event("misrepresentation", "2009-01-05"),
        event("acceleration", "2009-01-11", holder="a"),
        event("acceleration_rescinded", undone, holders=["a"]),
    ]
    pik = TOGGLE | {"when_barred": "capitalise"}
    found = row(simulate(paper(pik, *events, others={"senior_matured": "bars"}, debts=[SENIOR])), "2009-02-01")
    assert (found.besides.interest_capitalised, found.interest_due) == cents3(kind, due)


def test_what_is_unpaid_at_the_end_of_its_timely_day_is_deemed_in_kind_and_no_default():
    """Due Sunday February 1; 700.00 paid Monday: 300.00 are added, and bear interest from that day on.

    March: 1 day of 100,000.00 and 29 of 100,300.00 at 12%: 33.33 + 969.57 = 1,002.90.
    """
    run = simulate(paper({"deemed": "yes"}, paid("2009-02-02", "700.00")))
    found = row(run, "2009-02-02")
    assert (found.besides.interest_capitalised, found.principal, found.interest_unpaid) == cents3(300, 100_300, 0)
    assert (row(run, "2009-03-01").interest_due, run.defaults) == (100_290, [])


@pytest.mark.parametrize("on", ["2009-02-02", "2009-02-03"])
def test_once_all_principal_has_fallen_due_nothing_is_deemed_in_kind(on):
    run = simulate(paper({"deemed": "yes"}, maturity_date=on))
    assert (row(run, "2009-02-02").besides.interest_capitalised > 0) is (on == "2009-02-03")


def test_what_runs_in_kind_goes_along_with_a_transfer():
    """40,000.00 on the 16th: of the 500.00 of January 300.00 are a's and 200.00 b's."""
    sold = event("transfer", "2009-01-16", from_="a", to="b", amount="40,000.00")
    run = simulate(paper({"part": "6% per year"}, sold))
    assert [row(run, "2009-02-01", each).besides.interest_capitalised for each in "ab"] == [*cents3(300, 200)]


def ran(run, holder, payment_date, *ways):
    """Cents that ran in some ways in the period that ends on a payment date, exact, from the trace."""
    stretches = [each for each in run.trace.of(holder) if isinstance(each, Stretch)]
    inside = [each for each in stretches if each.start < day(payment_date) <= each.end and each.way in ways]
    started = {each.period_start for each in inside}
    of_period = [each for each in stretches if each.period_start in started and each.way in ways]
    return Fraction(sum(each.units for each in of_period), run.trace.denominator)


def entries(run, what):
    return [(str(each.date), each.cents) for each in run.trace.of("a") if isinstance(each, Entry) and each.what is what]


def test_the_trace_tells_what_ran_in_each_way_and_what_was_added_to_principal():
    """1,000.00 and 500.00 of January; of February 1% and 0.5% of 100,500.00."""
    run = simulate(paper({"part": "6% per year"}), traced=True)
    assert [ran(run, "a", "2009-02-01", way) for way in ("cash", "kind")] == [*cents3(1000, 500)]
    assert [ran(run, "a", "2009-03-01", way) for way in ("cash", "kind")] == [cents(1005), 50_250]
    assert entries(run, What.CAPITALISED)[:2] == [("2009-02-01", 50_000), ("2009-03-01", 50_250)]


def test_an_election_deemed_made_is_traced_on_its_day():
    """15% of January on 100,000.00 is 1,250.00, of which 200.00 were paid on the 11th; 1,000.00 at 12% give way."""
    pik = {"toggle": {"rate": "15% per year", "notice": "10 business days"}, "when_barred": "capitalise"}
    events = [event("senior_maturity", "2009-02-01", facility="bank"), paid("2009-01-11", "200.00")]
    run = simulate(paper(pik, *events, others={"senior_matured": "bars"}, debts=[SENIOR]), traced=True)
    assert [ran(run, "a", "2009-02-01", way) for way in ("cash", "kind")] == [*cents3(1000, 1250)]
    made = next(each for each in run.trace.of("a") if isinstance(each, Entry) and each.what is What.ELECTED)
    assert (str(made.date), Fraction(made.units, run.trace.denominator)) == ("2009-02-01", -cents(1000))
    assert entries(run, What.CAPITALISED)[0] == ("2009-02-01", cents(1050))


def test_what_is_deemed_in_kind_is_traced_as_no_longer_due():
    run = simulate(paper({"deemed": "yes"}, paid("2009-02-02", "700.00")), traced=True)
    for what in (What.NO_LONGER_DUE, What.CAPITALISED):
        assert entries(run, what)[0] == ("2009-02-02", cents(300))


def test_principal_is_explained_with_what_was_added_to_it():
    run = simulate(paper({"part": "6% per year"}), ask=day("2009-02-16"), traced=True)
    assert Past(run, "a", day("2009-02-16")).entries[0].cents == cents(100_000)
    assert sum(each.cents for each in Past(run, "a", day("2009-02-16")).booked("principal")) == cents(100_500)


def test_a_payment_in_full_is_explained_with_what_ran_in_kind():
    """500.00 had run in cash and 250.00 in kind: both are paid, and told."""
    run = simulate(paper({"part": "6% per year"}, paid("2009-01-16", "100,750.00")), traced=True)
    told = {
        tier for each in run.trace.rounds for tier in each.share_of["a"]._fields if getattr(each.share_of["a"], tier)
    }
    assert told == {"holder", "accrued", "principal", "in_kind"}
    assert entries(run, What.ACCRUED_PAID) + entries(run, What.IN_KIND_PAID) == [
        ("2009-01-16", cents(500)), ("2009-01-16", cents(250)),
    ]  # fmt: skip


def test_people_see_what_was_added_to_principal():
    table = next(each for each in schedule(simulate(paper({"part": "6% per year"}))).tables if each.rows)
    at = [column.name for column in table.columns].index("interest_capitalised")
    assert [line[at] for line in table.rows][:2] == [50_000, 50_250]
    plain = next(each for each in schedule(simulate(paper("none"))).tables if each.rows)
    assert "interest_capitalised" not in {column.name for column in plain.columns}
