"""What must hold of every document, whatever it says."""

import copy
import random
from datetime import date, timedelta

from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from naive import documents

from note_sched.document.known import known_at
from note_sched.faults import Faulty
from note_sched.reports.answers.payoff import permitted
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS
from note_sched.terms.roles import Role

FIRST, LAST = date(2008, 9, 26), date(2010, 7, 31)
DAYS = st.dates(FIRST, LAST)
DOCUMENTS = documents.documents()
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def play(document, **options):
    """A run; documents that transfer more than is held are not of interest here."""
    try:
        return simulate(loaded(document) if isinstance(document, dict) else document, **options)
    except Faulty:
        assume(False)


def with_events(document, *events, **simulation):
    """The document with more events, and other simulation keys."""
    changed = copy.deepcopy(document)
    changed["events"] = [*changed.get("events", []), *events]
    changed["simulation"] = {**changed.get("simulation", {}), **simulation}
    return changed


def figures(run, *, without=frozenset()):
    """The sums of every row, by date and Holder."""
    return [row._replace(turned_over=0, roles=()) if (row.date, row.holder) in without else row for row in run.rows]


def dollars(cents):
    return f"{cents // 100}.{cents % 100:02d}"


@many
@given(DOCUMENTS)
def test_every_cent_received_is_accounted_for(document):
    """Received = collection expenses + turned over + applied out of what was kept + refundable (1(g), 1(i), 3)."""
    run = play(document)
    discharges = run.document.reading.turnover_effect == "discharged"
    for receipt in run.receipts:
        applied = sum(sum(part) for part in receipt.applied.values())
        counted_twice = sum(t.amount for t in receipt.turnovers if t.role is Role.TURNOVER) if discharges else 0
        parts = receipt.collection + receipt.turned_over + applied - counted_twice + receipt.refundable
        assert parts == receipt.amount
        for turnover in receipt.turnovers:
            assert sum(turnover.to.values()) == turnover.amount > 0


@many
@given(DOCUMENTS)
def test_rows_and_totals_tell_the_same(document):
    """The totals are the sums of the rows, and the turnovers those of their column."""
    run = play(document)
    for name in ("interest_paid", "principal_paid", "expenses_paid", "turned_over"):
        assert getattr(run.totals, name) == sum(getattr(row, name) for row in run.rows)
    assert run.totals.turned_over == sum(turnover.amount for turnover in run.turnovers)


@many
@given(DOCUMENTS)
def test_no_balance_is_negative(document):
    run = play(document, daily=True)
    for row in run.rows:
        assert min(row.principal, row.interest_unpaid, row.accrued_interest, row.expenses_unpaid) >= 0
        assert 0 <= row.assumed <= row.interest_paid + row.principal_paid + row.expenses_paid


@many
@given(DOCUMENTS)
def test_nothing_is_assumed_on_a_barred_day(document):
    """Assumed is lawful: a row with an assumed payment is not barred; accelerated principal alone may be (1(d))."""
    run = play(document)
    for row in run.rows:
        if row.assumed:
            assert row.standing != "barred"
            assert not {
                clause for clause in run.instrument.cited(row.roles) if clause not in ("1(d)", "3", "1(g)", "1(i)(ii)")
            }


@many
@given(DOCUMENTS)
def test_senior_never_receives_more_than_it_is_owed(document):
    """Turnover is capped at all Senior Indebtedness outstanding (1(g))."""
    run = play(document)
    for day in sorted({turnover.date for turnover in run.turnovers}):
        asked = play(document, ask=day).asked
        assert min(asked.senior_outstanding.values()) >= 0
        handed = sum(turnover.amount for turnover in run.turnovers if turnover.date == day)
        stated = sum(cents for cents in asked.senior_outstanding.values()) + handed
        assert handed <= stated


@many
@given(DOCUMENTS, st.integers(0, 999), st.integers(1, 50_000_00))
def test_a_payment_wholly_turned_over_leaves_the_ledger_as_it_was(document, at, cents):
    """Not discharged: balances, accrual and defaults go on as if it had never been received (1(e)(ii), 1(g))."""
    holder = document["holders"][0]
    document = with_events(document, through="2010-12-31")
    document["reading"] = {**document.get("reading", {}), "turnover_effect": "not_discharged"}
    without = play(document)
    barred = [row.date for row in without.rows if row.holder == holder["id"] and row.standing == "barred"]
    assume(barred)  # on most other days nothing is turned over
    day = barred[at % len(barred)] + timedelta(days=at % 3)
    payment = {"type": "payment", "date": str(day), "amount": dollars(cents), "to": holder["id"]}
    with_payment = play(with_events(document, payment))
    receipt = next((r for r in with_payment.receipts if r.date == day and r.turned_over == r.amount == cents), None)
    assume(receipt is not None)
    others = {each.date for each in without.turnovers if each.date >= day}
    others |= {each.date for each in with_payment.turnovers if each.date > day}
    assume(not others)  # a Senior debt smaller by this turnover takes less of another one
    reduced = {window for window in without.windows if window.kind in ("senior", "insolvency")}
    assume(reduced == {window for window in with_payment.windows if window.kind in ("senior", "insolvency")})
    received = sum(each.amount for each in without.receipts)
    assume(sum(each.amount for each in with_payment.receipts) == received + cents)  # Senior gives back no more either
    here = {(day, holder["id"])}
    before = {(row.date, row.holder): row for row in figures(without, without=here)}
    after = {(row.date, row.holder): row for row in figures(with_payment, without=here)}
    added = set(after) - set(before)
    assert added <= here
    assert all(after[key] == row for key, row in before.items())
    assert without.defaults == with_payment.defaults


@many
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_events_in_the_file_does_not_matter(document, shuffle):
    """But for two of one kind on one day, which keep theirs."""
    events = list(document.get("events", []))
    shuffle.shuffle(events)
    place = {id(event): number for number, event in enumerate(document.get("events", []))}
    by_kind = {}
    for event in sorted(events, key=lambda event: place[id(event)]):
        by_kind.setdefault((event["type"], event["date"]), []).append(event)
    shuffled = [by_kind[event["type"], event["date"]].pop(0) for event in events]
    one, other = play(document), play({**document, "events": shuffled})
    assert one.rows == other.rows
    assert [w._replace(ground=None) for w in one.windows] == [w._replace(ground=None) for w in other.windows]
    assert one.turnovers == other.turnovers
    assert one.defaults == other.defaults


@many
@given(DOCUMENTS, DOCUMENTS, DAYS)
def test_what_became_known_later_changes_nothing(document, another, known):
    """`--known-at D` shows the same whatever facts were learnt after D."""
    ids = {holder["id"] for holder in document["holders"]}
    debts = {debt["id"] for debt in document.get("senior_debt", [])}
    later = known + timedelta(days=1)
    news = [
        {**event, "recorded": str(max(later, date.fromisoformat(event["date"])))}
        for event in another.get("events", [])
        if event["type"] in ("payment", "expense", "judgment", "misrepresentation", "insolvency", "senior_payment")
        and event.get("to", event.get("holder")) in {None, *ids}
        and event.get("facility") in {None, *debts}
        and "for" not in event
    ]
    try:
        one, other = (known_at(loaded(each), known) for each in (document, with_events(document, *news)))
    except Faulty:
        assume(False)
    assert play(one).rows == play(other).rows


@many
@given(DOCUMENTS, DAYS)
def test_a_void_notice_changes_no_figure(document, day):
    """A notice of a default that has not occurred yet founds nothing, burns nothing, extends nothing (1(d))."""
    debts = document.get("senior_debt", [])
    assume(debts)
    occurred = day + timedelta(days=1)
    default = {"type": "senior_default", "date": str(occurred), "id": "d-void", "facility": debts[0]["id"]}
    notice = {"type": "blockage_notice", "date": str(day), "defaults": ["d-void"]}
    document = with_events(document, {**default, "kind": "other"}, through="2010-12-31")
    assert play(document).rows == play(with_events(document, notice)).rows


@many
@given(DOCUMENTS, DAYS)
def test_quote_pay_zero(document, day):
    """Recording a payment of the quoted total on the day leaves every balance 0.00 (when permitted)."""
    asked = play(document, ask=day).asked
    total = sum(position.total for position in asked.positions)
    assume(total and permitted(asked))
    paid = play(with_events(document, {"type": "payment", "date": str(day), "amount": dollars(total)}), ask=day)
    assert [position.total for position in paid.asked.positions] == [0] * len(paid.asked.positions)


@many
@given(DOCUMENTS, DAYS)
def test_wiring_what_may_be_paid_clears_what_is_due(document, day):
    """Each Holder is sent exactly what `can-pay` shows as payable: of those components nothing is due any more."""
    asked = play(document, ask=day).asked
    wires, cleared = [], []
    for position in asked.positions:
        payable = [component for component in COMPONENTS if position.due[component] and not position.bars[component]]
        cents = sum(position.due[component] for component in payable)
        if cents:
            wire = {"type": "payment", "date": str(day), "amount": dollars(cents), "to": position.holder}
            wires.append(wire)
            cleared += [(position.holder, component) for component in payable]
    assume(wires)
    after = play(with_events(document, *wires), ask=day).asked
    due = {position.holder: position.due for position in after.positions}
    assert [due[holder][component] for holder, component in cleared] == [0] * len(cleared)


def test_the_generator_reaches_every_kind_of_event():
    """A property test says nothing of what its documents never contain."""
    seen = set()
    for seed in range(400):
        seen |= {event["type"] for event in documents.random_document(random.Random(seed)).get("events", [])}
    assert len(seen) == 21
