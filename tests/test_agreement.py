"""The product agrees with the naive second implementation, to the cent and to the clause, on thousands of documents."""

import json
import random
from contextlib import suppress
from datetime import date, timedelta

import pytest
from comparing import answered, comparable, difference, loaded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import documents, model

from note_sched.document.events import SeniorDefault
from note_sched.document.known import known_at
from note_sched.faults import Faulty
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

FIRST, LAST = date(2008, 9, 26), date(2010, 7, 31)
DAYS = st.dates(FIRST, LAST)
BATCHES, BATCH = 200, 10  # two thousand documents, of which the short run tries the first batch
UNDER_OTHER_PAPERS, OF_MANY_KINDS, WITH_ALL_TERMS = 150, 50, 100  # batches
BY_CHANCE = {"instalments-above-principal", "pik-without-dates"}  # faults that a random paper can have
TOLD_APART = (50719, 50762, 60535, 62297, 62492, 70116)  # the two implementations once differed on these


def assert_agree(document, day=None):
    """`simulate`, and `payoff` or `can-pay` of a day, agree; so does refusing a transfer of more than is held."""
    try:
        expected = comparable(model.simulate(document))
    except model.Fault:
        if "through" not in document.get("simulation", {}):  # a run that ends before it never meets the transfer
            with pytest.raises(Faulty):
                simulate(loaded(document))
        return
    product = loaded(document)
    assert difference(expected, comparable(answered(schedule(simulate(product))))) is None
    if day is None:
        return
    asked = simulate(product, ask=day)
    if day.toordinal() % 2:
        assert difference(comparable(model.payoff(document, str(day))), comparable(answered(payoff(asked)))) is None
    else:
        assert difference(comparable(model.can_pay(document, str(day))), comparable(answered(can_pay(asked)))) is None


@pytest.mark.parametrize("batch", [0, *(pytest.param(batch, marks=pytest.mark.long) for batch in range(1, BATCHES))])
def test_random_documents(batch):
    """All event types, deliveries and switches; the number of a failing document is its seed."""
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        source = random.Random(seed)
        document = documents.random_document(source)
        day = FIRST + timedelta(days=source.randrange((LAST - FIRST).days))
        try:
            assert_agree(document, day)
        except Exception as defect:
            raise AssertionError(f"document {seed}, asked on {day}") from defect


@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(batch, marks=pytest.mark.long) for batch in range(1, UNDER_OTHER_PAPERS))]
)
def test_random_documents_under_other_papers(batch):
    """Every instrument, with terms of its own: payment dates, day counts, calendars, bars, graces, accelerations."""
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        source = random.Random(seed)
        document = deepcopy_of(documents.random_document_with_terms(source))
        day = date.fromisoformat(document["note"]["issue_date"]) + timedelta(days=source.randrange(600))
        try:
            assert_agree(document, day)
        except Exception as defect:
            raise AssertionError(f"document {seed} under other papers, asked on {day}") from defect


OF_INTEREST = {("interest", "pik"), ("interest", "default")}
TOLD_OF_INTEREST = {"index_rate", "pik_election"}


def with_interest_of_many_kinds(source):
    """A random document whose interest moves, is in kind, or is borne in default: of the second part these alone."""
    document = deepcopy_of(documents.random_document_with_terms(source, later=True))
    terms = document["terms"]
    for section, key in set(documents.LATER_TERMS) - OF_INTEREST:
        if isinstance(terms.get(section), dict) and (
            section == "principal" or isinstance(terms[section].get(key), dict)
        ):
            terms[section].pop(key, None)
    interest = terms.setdefault("interest", {})
    for section, key in sorted(OF_INTEREST) if interest.get("every") != "maturity" else ():
        if source.random() < 0.6:
            interest[key] = deepcopy_of(source.choice(documents.LATER_TERMS[section, key]))
    if interest.get("every") == "maturity":
        interest.pop("pik", None)
    later = {"index_rate", "pik_election", "test_result", "conversion", "acceleration_rescinded"}
    document["events"] = [each for each in document["events"] if each["type"] not in later - TOLD_OF_INTEREST]
    return document


@pytest.mark.parametrize(
    "batch", [0, *(pytest.param(batch, marks=pytest.mark.long) for batch in range(1, OF_MANY_KINDS))]
)
def test_random_documents_with_interest_of_many_kinds(batch):
    """Rates that move, interest in kind, default interest, under every instrument; traced, the same rows."""
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        source = random.Random(seed)
        document = with_interest_of_many_kinds(source)
        day = date.fromisoformat(document["note"]["issue_date"]) + timedelta(days=source.randrange(600))
        try:
            assert_agree(document, day)
            if not seed % BATCH:
                with suppress(Faulty):  # it transfers more than is held
                    product = loaded(document)
                    assert simulate(product, traced=True).rows == simulate(product).rows
        except Exception as defect:
            raise AssertionError(f"document {seed} with interest of many kinds, asked on {day}") from defect


@pytest.mark.parametrize(
    "seeds",
    [
        TOLD_APART,
        range(BATCH),
        *(
            pytest.param(range(batch * BATCH, (batch + 1) * BATCH), marks=pytest.mark.long)
            for batch in range(1, WITH_ALL_TERMS)
        ),
    ],
)
def test_random_documents_with_all_terms(seeds):
    """All keys of the terms in one document; on every fourth a day is asked about too."""
    for seed in seeds:
        source = random.Random(seed)
        document = deepcopy_of(documents.random_document_with_terms(source, later=True))
        day = date.fromisoformat(document["note"]["issue_date"]) + timedelta(days=source.randrange(600))
        try:
            assert_agree(document, None if seed % 4 else day)
        except Faulty as refused:
            if not {fault.code for fault in refused.faults} <= BY_CHANCE:
                raise
        except Exception as defect:
            raise AssertionError(f"document {seed} with all terms, asked on {day}") from defect


def deepcopy_of(document):
    """The document as a file has it: a part that is used twice is written twice, not by an anchor."""
    return json.loads(json.dumps(document))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents.documents(), DAYS)
def test_documents_that_shrink(document, day):
    """The same vocabulary through hypothesis, which makes a failing document small."""
    assert_agree(document, day)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents.documents(), DAYS)
def test_known_at(document, known):
    """Both leave out what became known later.

    Of a notice that specifies a default not known yet the product says that it is void as to that one (1(d)); the naive
    implementation says nothing of what it does not know.
    """
    try:
        expected = comparable(model.simulate(document, known_at=str(known)))
        product = known_at(loaded(document), known)
    except (model.Fault, Faulty):  # a file that transfers more than was issued is refused, whatever was known when
        return
    given_out = comparable(answered(schedule(simulate(product))))
    on_record = {each.event.id for each in product.events if isinstance(each.event, SeniorDefault)}
    given_out["windows"] = [
        window for window in given_out["windows"] if window["kind"] != "blockage" or set(window["cause"]) <= on_record
    ]
    assert difference(expected, given_out) is None
