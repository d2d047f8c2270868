"""What bars under papers other than the Note, in the run: its windows, what may be paid, what is turned over.

100,000.00 at 1% per month, as in the Note: 1,000.00 on each first of the month from 2008-12-01; Senior 8,000,000.00.
"""

import pytest
from notes import barred_by, block, daily, day, event, note, row, under, windows

from note_sched.instruments import AIR_INDUSTRIES_2008, instrument
from note_sched.simulation import simulate
from note_sched.terms.terms import Permitted

BASE = AIR_INDUSTRIES_2008.terms
AUTOMATIC = BASE._replace(blockage=BASE.blockage._replace(payment_default="automatic"))
STANDBY = BASE._replace(permitted=Permitted("free", "after_senior", "free", stop_notice=True), override=None)


def p1(on="2009-03-02", **facts):
    return event("senior_default", on, id="p1", facility="pnc", kind="payment", **facts)


def stopping(*events, **keys):
    """A document whose paper knows stop notices; the terms that a test is about take their place (``under``)."""
    return note(*events, paper={"permitted": {"stop_notice": "yes"}}, **keys)


def rows_of(run, kind):
    """Holder, first and last day, cause of the windows of a kind, void ones by their role."""
    return [
        (each.holder, str(each.start), each.end and str(each.end), *each.cause) if each.effective else each.role
        for each in run.windows
        if each.kind == kind
    ]


# Nothing bars


def test_where_matured_senior_bars_nothing_it_bars_nothing():
    matured = note(event("senior_maturity", "2009-01-15", facility="pnc", amount="1,000,000.00"))
    assert row(simulate(matured), "2009-02-02") is None  # barred for ever
    run = simulate(under(matured, BASE._replace(senior_matured=False)))
    assert row(run, "2009-02-02").interest_paid == 1_000_00
    assert rows_of(run, "senior") == []


def test_where_a_proceeding_bars_nothing_a_distribution_is_the_holders_and_nothing_is_diverted():
    """The 4,000.00 of 2009-02-10 are the Holder's, and what Senior is paid beyond its debt is nobody's distribution."""
    in_court = note(
        event("insolvency", "2009-02-02", voluntary="yes"),
        event("distribution", "2009-02-10", amount="4,000.00"),
        event("senior_payment", "2009-03-10", facility="pnc", amount="9,000,000.00"),  # 1,000,000.00 too much
    )
    assert simulate(in_court).turnovers
    run = simulate(under(in_court, BASE._replace(insolvency=False)))
    assert (run.turnovers, rows_of(run, "insolvency")) == ([], [])
    paid = row(run, "2009-02-10")
    assert paid.interest_paid + paid.principal_paid == 4_000_00
    assert [receipt.date for receipt in run.receipts] == [day("2009-02-10")]  # no surplus of Senior comes back


# Senior payment defaults that bar by themselves


@pytest.mark.parametrize(
    ("cured", "paid_on"),
    [("2009-04-01", "2009-04-01"), ("2009-04-02", "2009-04-02")],
)
def test_a_payment_default_bars_without_a_notice_through_the_day_before_its_cure(cured, paid_on):
    run = simulate(under(note(p1(cured=cured)), AUTOMATIC))
    last = str(day(cured).replace(day=day(cured).day - 1)) if cured != "2009-04-01" else "2009-03-31"
    assert rows_of(run, "payment_default") == [(None, "2009-03-02", last, "p1")]
    assert row(run, paid_on).interest_paid == 2_000_00  # March 1 is a Sunday: its 1,000.00 waited too


def test_without_the_term_a_payment_default_needs_its_notice():
    assert row(simulate(note(p1())), "2009-04-01").interest_paid == 1_000_00


def test_it_bars_every_component_and_names_the_role():
    assert barred_by(under(note(p1()), AUTOMATIC), "2009-03-15", component="principal") == {"1(d)(i)"}


def test_a_notice_of_it_is_void_and_no_override_lifts_it():
    document = note(
        p1(),
        event("blockage_notice", "2009-03-10", defaults=["p1"]),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
    )
    run = simulate(under(document, AUTOMATIC), through=day("2009-06-30"))
    assert [role.value for role in rows_of(run, "blockage")] == ["blockage_payment"]
    assert rows_of(run, "payment_default") == [(None, "2009-03-02", None, "p1")]
    assert not any(each.interest_paid for each in run.rows if each.date >= day("2009-03-02"))


def test_none_of_it_bars_while_all_senior_is_paid_and_it_bars_again_when_senior_is_drawn():
    document = note(
        p1(),
        event("senior_payment", "2009-03-20", facility="pnc", in_full="yes"),
        event("senior_balance", "2009-04-20", facility="pnc", outstanding="0.01"),
    )
    run = simulate(under(document, AUTOMATIC), through=day("2009-06-30"))
    assert rows_of(run, "payment_default") == [
        (None, "2009-03-02", "2009-03-19", "p1"),
        (None, "2009-04-20", None, "p1"),
    ]
    assert row(run, "2009-03-20").interest_paid == 1_000_00  # of March 1, a Sunday
    assert row(run, "2009-04-01").interest_paid == 1_000_00
    assert row(run, "2009-05-01").interest_paid == 0


def test_one_that_began_before_the_issue_date_begins_there():
    run = simulate(under(note(p1("2008-09-01", cured="2008-11-20")), AUTOMATIC))
    assert rows_of(run, "payment_default") == [(None, "2008-09-01", "2008-11-19", "p1")]


def test_where_the_debt_is_not_senior_as_to_a_holder_it_bars_the_others_only():
    """``sbl`` refinances ``pnc`` and only ``a`` had notice of it before."""
    document = note(
        event("senior_default", "2009-03-02", id="p1", facility="sbl", kind="payment", cured="2009-03-20"),
        holders={"a": "100,000.00", "b": "100,000.00"},
        debts={
            "pnc": "8,000,000.00",
            "sbl": {
                "principal": "1,000,000.00",
                "refinances": "pnc",
                "in_effect": "2008-12-01",
                "notice": {"a": "2008-11-20"},
            },
        },
    )
    run = simulate(under(document, AUTOMATIC))
    assert rows_of(run, "payment_default") == [("a", "2009-03-02", "2009-03-19", "p1")]


def test_where_payment_defaults_block_nothing_they_do_not():
    terms = BASE._replace(blockage=BASE.blockage._replace(payment_default="none"))
    run = simulate(under(note(p1(), event("blockage_notice", "2009-03-10", defaults=["p1"])), terms))
    assert [role.value for role in rows_of(run, "blockage")] == ["blockage_payment"]
    assert row(run, "2009-04-01").interest_paid == 1_000_00


# Whose receipt starts a window, and counts for its end


@pytest.mark.parametrize(
    ("starts", "a", "b"),
    [
        ("holder", "2009-03-03", "2009-03-05"),
        ("borrower", "2009-03-09", "2009-03-09"),
        ("representative", "2009-03-02", "2009-03-02"),
    ],
)
def test_whose_receipt_starts_the_window(starts, a, b):
    delivery = {"borrower": "2009-03-09"}
    if starts == "holder":
        delivery["received"] = {"a": "2009-03-03", "b": "2009-03-05"}
    document = note(*block("2009-03-02", notice=delivery), holders={"a": "1,000.00", "b": "1,000.00"})
    run = simulate(under(document, BASE._replace(blockage=BASE.blockage._replace(starts=starts))))
    starting = {window.holder: str(window.start) for window in run.windows if window.kind == "blockage"}
    assert starting == {"a": a, "b": b}


def test_a_representative_has_it_by_the_rules_of_delivery():
    """Faxed on Friday, 2009-02-27, at 18:30: effective on Monday, March 2, for all."""
    document = note(*block("2009-02-27", notice={"method": "fax", "time": "18:30"}))
    terms = BASE._replace(blockage=BASE.blockage._replace(starts="representative"))
    assert windows(simulate(under(document, terms)), "blockage") == [("2009-03-02", "2010-02-20")]


def test_a_cure_notice_counts_where_the_notice_did():
    """To the Borrower on 2009-05-11; what the Holder has, or has not, does not matter."""
    document = note(
        *block("2009-03-02", cured="2009-05-04", notice={"received": {"a": "2009-03-02"}, "borrower": "2009-03-02"}),
        event("cure_notice", "2009-05-05", defaults=["d1"], received={"others": "2009-06-01"}, borrower="2009-05-11"),
    )
    terms = BASE._replace(blockage=BASE.blockage._replace(starts="borrower"))
    assert windows(simulate(under(document, terms)), "blockage") == [("2009-03-02", "2009-05-11")]


# Arrears of the Note


def test_no_notice_blocks_a_note_in_arrears_judged_holder_by_holder():
    """``b`` was paid April's interest and ``a`` was not: the notice of April 6 blocks ``b`` alone."""
    limits = BASE.blockage.limits._replace(arrears_paid=True)
    paid = [
        event("payment", f"{month}-01", amount="2,000.00") for month in ("2008-12", "2009-01", "2009-02", "2009-03")
    ]
    first = event("payment", "2008-11-01", amount="2,333.34")
    document = note(
        first,
        *paid,
        *block("2009-04-06"),
        event("payment", "2009-04-01", amount="1,000.00", to="b"),
        holders={"a": "100,000.00", "b": "100,000.00"},
        simulation={"recorded_through": "2009-04-05"},
    )
    terms = BASE._replace(blockage=BASE.blockage._replace(limits=limits))
    run = simulate(under(document, terms))
    assert windows(run, "blockage", "a") == []
    assert windows(run, "blockage", "b") == [("2009-04-06", "2010-02-20")]
    assert [each.ground.due for each in run.windows if not each.effective] == [day("2009-04-01")]


@pytest.mark.parametrize(("noticed", "blocks"), [("2009-04-01", True), ("2009-04-02", False)])
def test_what_fell_due_today_is_no_arrears_yet_and_what_an_acceleration_made_due_is_none(noticed, blocks):
    """Nothing is paid from April 1 on; the acceleration of 2009-03-10, for a breach, made everything due."""
    limits = BASE.blockage.limits._replace(arrears_paid=True)
    terms = BASE._replace(blockage=BASE.blockage._replace(limits=limits), override=None)
    unpaid = {"recorded_through": "2009-12-31"}
    instalments = [event("payment", "2008-11-01", amount="1,166.67")]
    instalments += [
        event("payment", f"{m}-01", amount="1,000.00") for m in ("2008-12", "2009-01", "2009-02", "2009-03")
    ]
    document = note(*instalments, *block(noticed), simulation=unpaid)
    assert bool(windows(simulate(under(document, terms)), "blockage")) is blocks
    accelerated = note(
        *instalments,
        event("breach", "2009-03-01", curable="no"),
        event("acceleration", "2009-03-10", holder="a"),
        *block("2009-03-20"),
        simulation=unpaid,
    )
    assert windows(simulate(under(accelerated, terms)), "blockage") == [("2009-03-20", "2010-02-20")]


# The most days that may be blocked


def test_a_window_is_cut_in_the_run_and_so_it_is_told_whatever_day_is_asked_about():
    """Mezzanine terms on blockage: 100 days 2009-01-05 … 04-14, then 80 from 2009-07-06: through 2009-09-23."""
    document = note(
        event("senior_default", "2009-01-02", id="d1", facility="pnc", kind="other", cured="2009-04-14"),
        event("blockage_notice", "2009-01-05", defaults=["d1"]),
        event("senior_default", "2009-06-01", id="d2", facility="pnc", kind="other"),
        event("blockage_notice", "2009-07-06", defaults=["d2"]),
    )
    document = under(document, BASE._replace(blockage=instrument("mezzanine-180").terms.blockage))
    both = [("2009-01-05", "2009-04-14"), ("2009-07-06", "2009-09-23")]
    assert windows(simulate(document), "blockage") == both
    assert windows(simulate(document, through=day("2009-07-10")), "blockage") == both
    assert windows(simulate(document, ask=day("2009-07-10")), "blockage") == both
    run = simulate(document)
    assert row(run, "2009-09-24").interest_paid == 2_000_00  # of August 1 and September 1


# No override


def test_without_an_override_an_acceleration_lifts_nothing_and_is_asked_for_no_notice():
    document = note(*block("2009-03-10", kind="payment"), event("acceleration", "2009-04-06", holder="a"))
    without = under(document, BASE._replace(override=None))
    run = simulate(without, through=day("2009-08-01"))
    assert [each.valid for each in run.accelerations] == [True]
    assert {window.kind for window in run.windows} == {"blockage"}
    assert "acceleration-without-notice" not in {each.code for each in run.cautions}
    assert "acceleration-without-notice" in {each.code for each in simulate(document).cautions}
    assert barred_by(without, "2009-04-20") == {"1(d)(i)"}


# One component alone


def test_principal_waits_for_senior_and_interest_is_paid():
    document = under(note(event("senior_payment", "2010-06-10", facility="pnc", in_full="yes")), STANDBY)
    run = simulate(document)
    assert rows_of(run, "permitted") == [(None, "2008-09-26", "2010-06-09", "principal")]
    assert row(run, "2009-03-02").interest_paid == 1_000_00
    due = row(run, "2010-05-31")
    assert (due.principal_due, due.principal_paid, due.standing) == (100_000_00, 0, "barred_principal")
    # principal waits, and interest (of May, and of June 1) does not
    assert row(run, "2010-06-10").principal_paid == 100_000_00


@pytest.mark.parametrize(("stopped", "paid"), [("2009-03-03", 1_000_00), ("2009-03-02", 0)])
def test_a_stop_bars_from_its_own_day_on(stopped, paid):
    """March 1 is a Sunday: paid on Monday, unless stopped that day."""
    run = simulate(under(stopping(event("stop_notice", stopped)), STANDBY), through=day("2009-06-30"))
    assert rows_of(run, "stop") == [(None, stopped, None, f"stop {stopped}")]
    found = row(run, "2009-03-02")
    assert (found.interest_paid if found else 0) == paid
    assert not any(each.interest_paid for each in run.rows if each.date > day("2009-03-03"))


def test_a_resume_notice_frees_its_own_day_and_what_was_held_back_is_paid():
    document = stopping(event("stop_notice", "2009-02-10", stops=["interest"]), event("resume_notice", "2009-04-14"))
    run = simulate(under(document, STANDBY))
    assert rows_of(run, "stop") == [(None, "2009-02-10", "2009-04-13", "stop 2009-02-10")]
    assert row(run, "2009-04-14").interest_paid == 2_000_00


def test_a_stop_of_interest_leaves_expenses_and_principal():
    terms = STANDBY._replace(permitted=Permitted("free", "free", "free", stop_notice=True))
    document = stopping(
        event("stop_notice", "2010-05-10", stops=["interest"]),
        event("expense", "2010-05-12", holder="a", amount="50.00"),
    )
    run = simulate(under(document, terms), through=day("2010-08-02"))
    assert row(run, "2010-05-12").expenses_paid == 50_00
    paid = row(run, "2010-06-01")  # timely, for 2010-05-31 is Memorial Day: principal alone
    assert (paid.principal_paid, paid.interest_paid, paid.interest_unpaid) == (100_000_00, 0, 1_000_00)
    assert paid.standing == "barred"


def test_what_is_received_on_a_barred_component_is_turned_over_and_the_rest_kept():
    """Interest is stopped, 50.00 of expenses are not: of 700.00 they take 50.00, and 650.00 land on interest."""
    document = stopping(
        event("stop_notice", "2009-02-10", stops=["interest"]),
        event("expense", "2009-03-01", holder="a", amount="50.00"),
        event("payment", "2009-03-01", amount="700.00"),
        simulation={"recorded_through": "2009-03-31"},
    )
    run = simulate(under(document, STANDBY), through=day("2009-03-31"))
    found = row(run, "2009-03-01")
    assert (found.expenses_paid, found.interest_paid, found.turned_over) == (50_00, 0, 650_00)
    assert found.interest_unpaid == 1_166_67 + 4 * 1_000_00  # it discharges nothing


def test_payoff_is_permitted_where_nothing_is_owed_on_what_is_barred():
    """Stopped are expenses alone, and none are owed; once some are, the payoff is not permitted."""
    terms = STANDBY._replace(permitted=Permitted("free", "free", "free", stop_notice=True))
    stop = event("stop_notice", "2009-02-10", stops=["expenses"])
    for more, free in (((), True), ((event("expense", "2009-03-05", holder="a", amount="50.00"),), False)):
        asked = simulate(under(stopping(stop, *more), terms), ask=day("2009-03-10")).asked
        assert any(each.in_the_way for each in asked.positions) is not free


def test_a_component_barred_until_a_day_and_the_run_reaches_it():
    later = Permitted(day("2010-09-01"), "free", "free", stop_notice=False)
    run = simulate(under(note(), BASE._replace(permitted=later)))
    assert rows_of(run, "permitted") == [(None, "2008-09-26", "2010-08-31", "interest")]
    assert row(run, "2010-06-01").principal_paid == 100_000_00
    assert row(run, "2010-09-01").interest_unpaid == 0


def test_stops_hold_their_holders_alone_and_go_along_with_a_transfer():
    document = stopping(
        event("stop_notice", "2009-02-10", received={"a": "2009-02-10"}),
        event("transfer", "2009-03-10", from_="a", to="b", amount="40,000.00"),
        holders={"a": "100,000.00", "b": "50,000.00"},
    )
    run = simulate(under(document, STANDBY), through=day("2009-06-30"))
    assert rows_of(run, "stop") == [
        ("a", "2009-02-10", None, "stop 2009-02-10"),
        ("b", "2009-03-10", None, "stop 2009-02-10"),
    ]
    assert row(run, "2009-03-02", "b").interest_paid == 500_00
    assert row(run, "2009-04-01", "b").interest_paid == 0


def test_a_stop_ends_while_all_senior_is_paid_and_bars_again_when_it_is_drawn():
    document = stopping(
        event("stop_notice", "2009-02-10"),
        event("senior_payment", "2009-03-20", facility="pnc", in_full="yes"),
        event("senior_balance", "2009-04-20", facility="pnc", outstanding="0.01"),
    )
    run = simulate(under(document, STANDBY), through=day("2009-06-30"))
    assert rows_of(run, "stop") == [
        (None, "2009-02-10", "2009-03-19", "stop 2009-02-10"),
        (None, "2009-04-20", None, "stop 2009-02-10"),
    ]


def test_a_document_with_stops_is_daily_what_it_is_otherwise():
    document = under(stopping(event("stop_notice", "2009-02-10"), event("resume_notice", "2009-04-14")), STANDBY)
    told = {(each.date, each.holder): each for each in simulate(document).rows}
    every = {(each.date, each.holder): each for each in daily(document).rows}
    assert all(every[key] == each for key, each in told.items())
