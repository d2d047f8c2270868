"""A receipt of which a part is barred, a component or all of it with its premium: explained to the cent.

365,000.00 of 2010-05-15 at 10%, actual/365: 31 days to June 15 are 3,100.00; 3% on what is prepaid.
"""

import pytest
from chains import cents as told
from chains import result
from comparing import answered
from notes import cents, day, event, note

from note_sched.reports.explanation.explain import explain
from note_sched.simulation import simulate

TERMS = {
    "issue_date": "2010-05-15",
    "maturity_date": "2014-05-15",
    "interest_rate": "10% per year",
    "first_payment_date": "2010-06-15",
}
COLUMNS = ("interest_paid", "principal_paid", "turned_over")
PREMIUM = {"principal": {"prepayment": {"premium": [{"through": "2012-06-30", "percent": "3"}]}}}
MATURED = event("senior_maturity", "2010-06-15", facility="pnc")


def paid(amount, *events, senior, kind="payment", **paper):
    """What `explain` gives of the payment on June 15, every step worked out again."""
    document = note(
        event(kind, "2010-06-15", amount=amount),
        *events,
        holders={"a": "365,000.00"},
        debts={"pnc": senior},
        terms=TERMS,
        paper={"instrument": "plain", "senior_matured": "bars"} | paper,
    )
    page = answered(explain(simulate(document, ask=day("2010-06-15"), traced=True), lambda *_: 3, str, COLUMNS))
    for each in page["figures"]:
        assert result(each["steps"], page["divisions"]) == told(each["value"])
    return tuple(told(each["value"]) for each in page["figures"])


@pytest.mark.parametrize(
    ("senior", "interest", "over"), [("1,000.00", 2_100, 1_000), ("3,100.00", 0, 3_100), ("8,000,000.00", 0, 3_100)]
)
def test_interest_alone_is_barred(senior, interest, over):
    """5,000.00: 1,900.00 of principal; 3,100.00 are barred, and what Senior cannot take pays interest after all."""
    found = paid("5,000.00", senior=senior, permitted={"interest": "after_senior"})
    assert found == tuple(map(cents, (interest, 1_900, over)))


@pytest.mark.parametrize(("senior", "principal", "over"), [("1,000.00", "39708.74", 1_000), ("50,000.00", 0, 41_900)])
def test_principal_alone_is_barred_with_the_premium_on_it(senior, principal, over):
    """45,000.00 less 3,100.00 are 40,679.61 and 3% of it; of 40,900.00 that are kept 39,708.74, for 1,191.26 are 3%."""
    found = paid("45,000.00", senior=senior, permitted={"principal": "after_senior"}, **PREMIUM)
    assert found == tuple(map(cents, (3_100, principal, over)))


@pytest.mark.parametrize(
    ("senior", "interest", "principal", "over"),
    [("1,000.00", 3_100, "39708.74", 1_000), ("50,000.00", 0, 0, 45_000)],
)
def test_all_is_barred_and_the_premium_with_it(senior, interest, principal, over):
    """1(b): 45,000.00, of which 1,000.00 or all goes to Senior; 44,000.00 are 3,100.00, 39,708.74 and 1,191.26."""
    found = paid("45,000.00", MATURED, senior=senior, **PREMIUM)
    assert found == tuple(map(cents, (interest, principal, over)))


@pytest.mark.parametrize(("senior", "principal", "over"), [("1,000.00", 364_000, 1_000), ("9,000,000.00", 0, 365_000)])
def test_accelerated_principal_is_barred_though_the_block_is_suspended(senior, principal, over):
    """Under an override 3,100.00 of interest are free; a payment of 368,100.00 pays them and goes over beyond that."""
    events = [
        event("misrepresentation", "2010-05-20"),
        event("senior_default", "2010-05-20", id="d", facility="pnc", kind="other"),
        event("blockage_notice", "2010-05-21", defaults=["d"]),
        event("acceleration", "2010-06-15", holder="a", notice="2010-06-15"),
    ]
    blockage = {"other_default": {"days": "365", "from": "occurrence", "ends": ["cure_notice"], "given_by": "any"}}
    found = paid("368,100.00", *events, senior=senior, blockage=blockage, override="365 days")
    assert found == tuple(map(cents, (3_100, principal, over)))


@pytest.mark.parametrize("kind", ["payment", "distribution"])
@pytest.mark.parametrize("amount", ["3,100.17", "3,100.18"])
def test_a_cent_that_is_over_is_explained_with_what_it_pays(kind, amount):
    """0.16 of principal, and 0.01 at no premium with the cent that is over; or 0.17 and its premium of 0.01."""
    assert paid(amount, senior="1,000.00", kind=kind, **PREMIUM) == tuple(map(cents, (3_100, "0.17", 0)))


@pytest.mark.parametrize(("senior", "over"), [("1,000.00", 1_000), ("999.99", "999.99")])
def test_so_it_is_of_what_was_barred_and_kept(senior, over):
    """Of 4,100.17 are kept 3,100.17 or 3,100.18: 3,100.00 of interest and, as above, 0.17 of principal."""
    assert paid("4,100.17", MATURED, senior=senior, **PREMIUM) == tuple(map(cents, (3_100, "0.17", over)))
