"""Random documents without faults, for holding the oracle against the product.

A document is told in a few short stories (a default and its notice, a petition and its distribution, …), each worth
one to four events, whose dates like to fall on, before and after each other, on day 365s, payment dates, weekends and
holidays. `documents()` draws the choices from hypothesis (and so shrinks well), `random_document` from a
`random.Random`; both share the one vocabulary below. `documents_with_terms()` and `random_document_with_terms` write
documents under other papers (terms.md, sections 1 to 4); the former two keep to the Note of 2008.

What can still be a fault is a transfer of more than is held by then: `model.Fault` says so, and the product exits 2.
"""

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from .counting import add_months, cents, day_of, plain
from .facts import Facts
from .terms import INSTRUMENTS, Fault, terms_in_force

T = TypeVar("T")
Document = dict
Event = dict

ISSUE = date(2008, 9, 26)
LAST = date(2010, 9, 30)
PRINCIPALS = ["100,000.00", "33,333.33", "16,666.67", "25,000.00", "66,666.66", "10.01", "1,000,000.00"]
PAYMENTS = ["1,000.00", "1166.67", "354.84", "0.01", "500.00", "1,500.00", "5,000.00", "20,000.00", "101,000.00"]
LARGE = ["150,532.26", "250,000.00", "2,500,000.00"]
SENIOR = ["600.00", "6,000.00", "30,000.00", "1,500.01", "250,000.00", "8,000,000.00"]
PORTIONS = ["100.00", "600.00", "2,500.00", "10,000.00", "250,000.00"]
RATES = ["1% per month", "1% per month", "1% per month", "12% per year", "10% per year", "0.75% per month"]
TIMES = ["08:59", "09:00", "12:00", "17:00", "17:01", "18:30"]
SWITCHES = {
    "day_count": ["actual/month", "30/360", "actual/365", "actual/360"],
    "business_days": ["gcl25", "strict"],
    "window_end": ["blocked", "payable"],
    "block_trigger": ["holder", "borrower_and_holder"],
    "proviso_scope": ["all", "other_defaults"],
    "mixed_block": ["per_note", "all_or_none"],
    "turnover_effect": ["not_discharged", "discharged"],
}
FAVOURITES = [  # weekends, holidays, payment dates, maturity and their neighbours
    "2008-10-01", "2008-10-31", "2008-11-01", "2008-11-03", "2008-11-04", "2008-12-01", "2009-01-01", "2009-01-02",
    "2009-01-12", "2009-02-01", "2009-02-10", "2009-02-12", "2009-02-27", "2009-03-01", "2009-03-02", "2009-03-10",
    "2009-03-31", "2009-04-01", "2009-05-01", "2009-07-03", "2009-07-04", "2009-08-01", "2009-08-31", "2009-10-01",
    "2009-10-12", "2009-11-03", "2009-12-01", "2010-01-01", "2010-01-04", "2010-02-01", "2010-03-01", "2010-05-28",
    "2010-05-31", "2010-06-01", "2010-06-02", "2010-07-01",
]  # fmt: skip
NEARBY = [0, 0, 0, 1, -1, 2, 3, 5, 10, 20, 30, 31, 45, 60, 90]


class Picker:
    """Where the choices come from."""

    def __init__(self, integer: Callable[[int, int], int]) -> None:
        """`integer(low, high)` gives a whole number between the two, both possible."""
        self.integer = integer

    def one(self, options: Sequence[T]) -> T:
        """One of the options; the first is the simplest."""
        return options[self.integer(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """Yes with about this many percent; no is simplest."""
        return self.integer(0, 99) >= 100 - percent


@dataclass
class Author:
    """Writes one document."""

    pick: Picker
    holders: list[dict]
    debts: list[dict]
    before_issue: bool = False
    anchors: list[date] = field(default_factory=list)
    defaults: list[Event] = field(default_factory=list)
    transferred: dict[str, int] = field(default_factory=dict)

    # ------------------------------------------------------------ dates

    def day(self, not_before: date = ISSUE) -> date:
        """A day on or near a favourite or an earlier choice, or a year after one."""
        pick = self.pick
        base = pick.one(self.anchors) if self.anchors and pick.chance(60) else day_of(pick.one(FAVOURITES))
        if pick.chance(12):
            base = pick.one([base + timedelta(days=365), add_months(base, 12), base + timedelta(days=31)])
        return self.keep(base + timedelta(days=pick.one([0, 0, 0, 1, -1, 2])), not_before)

    def after(self, start: date) -> date:
        """A day on or soon after another."""
        return self.keep(start + timedelta(days=abs(self.pick.one(NEARBY))), start)

    def keep(self, day: date, not_before: date) -> date:
        """Hold a day inside the span of the document and remember it."""
        day = max(min(day, LAST), not_before)
        self.anchors.append(day)
        return day

    def maybe(self, percent: int, event: Event, **facts: str | None) -> Event:
        """The event, with some optional facts."""
        for name, value in facts.items():
            if value is not None and self.pick.chance(percent):
                event[name] = value
        return event

    # ------------------------------------------------------------ who

    def holding(self) -> list[dict]:
        """The Holders of Notes issued to them."""
        return [holder for holder in self.holders if cents(holder["principal"])]

    def issue(self, holder: dict) -> date:
        """A Holder's issue date."""
        return day_of(holder.get("issue_date", ISSUE.isoformat()))

    def debt(self) -> dict:
        """A Senior debt."""
        return self.pick.one(self.debts)

    def opens(self, debt: dict) -> date:
        """The first day for events of a debt."""
        start = max(ISSUE, day_of(debt.get("in_effect", ISSUE.isoformat())))
        return start - timedelta(days=20) if self.before_issue and self.pick.chance(20) else start

    # ------------------------------------------------------------ stories of the Notes

    def payment(self) -> list[Event]:
        """A recorded payment, to all or to one."""
        event: Event = {"type": "payment"}
        start = min(self.issue(holder) for holder in self.holding())
        if self.pick.chance(50):
            holder = self.pick.one(self.holding())
            event["to"], start = holder["id"], self.issue(holder)
        event["date"] = self.day(start).isoformat()
        if self.pick.chance(15):
            event["principal"] = self.pick.one(["10,000.00", "1,000.00", "100,000.00"])
        else:
            event["amount"] = self.pick.one(LARGE if self.pick.chance(12) else PAYMENTS)
        return [event]

    def distribution(self) -> list[Event]:
        """A distribution."""
        event = {"type": "distribution", "date": self.day().isoformat(), "amount": self.pick.one(PAYMENTS + LARGE)}
        return [self.maybe(30, event, kind=self.pick.one(["cash", "subordinated_securities"]), expenses="0.01")]

    def expense(self) -> list[Event]:
        """A Holder's expenses."""
        holder = self.pick.one(self.holding())
        day = self.day(self.issue(holder)).isoformat()
        amount = self.pick.one(["1,250.00", "0.01", "333.33"])
        return [{"type": "expense", "date": day, "holder": holder["id"], "amount": amount}]

    def transfer(self) -> list[Event]:
        """A transfer between two Holders, of a part or of all."""
        if len(self.holders) == 1:
            return []
        giver = self.pick.one(self.holding())
        taker = self.pick.one([holder for holder in self.holders if holder is not giver])
        day = min(self.day(max(self.issue(giver), self.issue(taker))), date(2010, 5, 20))
        day = max(day, self.issue(giver), self.issue(taker))
        event = {"type": "transfer", "date": day.isoformat(), "from": giver["id"], "to": taker["id"]}
        given = self.transferred.get(giver["id"], 0)
        left = cents(giver["principal"]) - given
        amount = max(1, left * self.pick.one([1, 4, 5, 9]) // 13)
        if left > 1 and self.pick.chance(75):
            event["amount"] = plain(amount)
            self.transferred[giver["id"]] = given + amount
        else:
            self.transferred[giver["id"]] = cents(giver["principal"])
        return [event] if left > 0 else []

    def financing(self) -> list[Event]:
        """One or two closings."""
        events = []
        for amount in self.pick.one([["10,000,000.00"], ["4,000,000.00", "6,000,000.00"], ["9,999,999.99", "0.01"]]):
            event = {"type": "financing", "date": self.day().isoformat(), "amount": amount}
            event["kind"] = self.pick.one(["debt", "equity"])
            events.append(self.maybe(80, event, series="s"))
        if self.pick.chance(10):
            events[0]["by"] = "other"
        return events

    # ------------------------------------------------------------ stories of section 2

    def breach(self) -> list[Event]:
        """A breach."""
        day = self.day()
        event = {"type": "breach", "date": day.isoformat()}
        return [self.maybe(40, event, cured=self.after(day).isoformat(), curable=self.pick.one(["yes", "no"]))]

    def misfortune(self) -> list[Event]:
        """One of the other Events of Default."""
        pick, day = self.pick, self.day()
        end = self.after(day).isoformat()
        kind = pick.one(["misrepresentation", "judgment", "receiver", "nonpayment"])
        event: Event = {"type": kind, "date": day.isoformat()}
        if kind == "judgment":
            return [self.maybe(40, event | {"amount": pick.one(["50,000.00", "50,000.01"])}, satisfied=end)]
        if kind == "receiver":
            return [self.maybe(40, event, consented=pick.one(["yes", "no"]), dismissed=end)]
        if kind == "nonpayment":
            amounts = pick.one([["500,000.01"], ["500,000.00"], ["300,000.00", "250,000.00"]])
            events = [event | {"amount": amount} for amount in amounts]
            return [self.maybe(25, one, paid=end, contested=pick.one(["no", "yes"])) for one in events]
        return [event]

    def acceleration(self) -> list[Event]:
        """A Holder accelerates, most often with a reason and with notices."""
        pick, holder = self.pick, self.pick.one(self.holding())
        day = self.day(self.issue(holder))
        event: Event = {"type": "acceleration", "date": day.isoformat(), "holder": holder["id"]}
        if pick.chance(70):
            later = {"borrower": self.after(day).isoformat(), "senior": self.after(day).isoformat()}
            event["notice"] = pick.one([day.isoformat(), later, {"borrower": day.isoformat()}])
        reason = {"type": "misrepresentation", "date": self.keep(day - timedelta(days=1), ISSUE).isoformat()}
        return [reason, event] if pick.chance(60) else [event]

    # ------------------------------------------------------------ stories of section 1

    def delivery(self, day: date) -> Event:
        """How and when a notice reaches whom."""
        pick = self.pick
        event: Event = {"date": day.isoformat()}
        how = pick.one(["plain", "plain", "plain", "hand", "fax", "courier", "mail", "received"])
        if how == "received":
            named = [holder["id"] for holder in self.holders if pick.chance(60)]
            event["received"] = {name: self.after(day).isoformat() for name in named}
            if pick.chance(50) or not named:
                event["received"]["others"] = self.after(day).isoformat()
        elif how != "plain":
            event["method"] = how
            extra = {"time": pick.one(TIMES)} if how in ("hand", "fax") else {"actual": self.after(day).isoformat()}
            self.maybe(60, event, **extra)
        return self.maybe(20, event, borrower=self.after(day).isoformat())

    def new_default(self) -> Event:
        """A default under Senior debt."""
        pick, debt = self.pick, self.debt()
        day = self.day(ISSUE - timedelta(days=60))
        event = {"type": "senior_default", "date": day.isoformat(), "id": f"d{len(self.defaults) + 1}"}
        event |= {"facility": debt["id"], "kind": pick.one(["other", "payment"])}
        self.maybe(35, event, cured=self.after(day).isoformat())
        self.maybe(12, event, waived=self.after(day).isoformat(), covenant="ratio")
        if event["kind"] == "other":
            self.maybe(8, event, junior_interest="yes")
        self.defaults.append(event)
        return event

    def block(self) -> list[Event]:
        """A default, its notice, perhaps its cure and the notice of that."""
        pick = self.pick
        fresh = [self.new_default()] if not self.defaults or pick.chance(70) else []
        default = fresh[0] if fresh else pick.one(self.defaults)
        start = day_of(default["date"])
        day = self.keep(self.after(start) - timedelta(days=pick.one([0, 0, 0, 0, 2])), ISSUE - timedelta(days=60))
        notice = {"type": "blockage_notice", "defaults": [default["id"]]} | self.delivery(day)
        if len(self.defaults) > 1 and pick.chance(25):
            notice["defaults"] = [event["id"] for event in self.defaults]
        events = [*fresh, notice]
        if pick.chance(40):
            told = self.after(day_of(default.get("cured", default["date"])))
            told = max(told - timedelta(days=pick.one([0, 0, 0, 1])), ISSUE - timedelta(days=60))
            events.append({"type": "cure_notice", "defaults": [default["id"]]} | self.delivery(told))
        return events

    def senior_due(self) -> list[Event]:
        """A Senior portion falls due, and is perhaps paid."""
        pick, debt = self.pick, self.debt()
        opens = self.opens(debt)
        day = self.day(opens)
        due = {"type": "senior_maturity", "date": day.isoformat(), "facility": debt["id"]}
        portion = pick.one(PORTIONS)
        self.maybe(75, due, amount=portion)
        if pick.chance(70):
            return [due, self.senior_payment_of(debt, self.after(day), portion)]
        if pick.chance(40) and day > opens:
            early = self.senior_payment_of(debt, self.keep(day - timedelta(days=pick.one([1, 5])), opens), portion)
            return [due, self.maybe(70, early, **{"for": day.isoformat()})]
        return [due]

    def senior_payment_of(self, debt: dict, day: date, amount: str) -> Event:
        """A Senior payment, of a sum or in full."""
        event = {"type": "senior_payment", "date": day.isoformat(), "facility": debt["id"]}
        return event | (self.pick.one([{"amount": amount}, {"amount": amount}, {"in_full": "yes"}]))

    def senior_acceleration(self) -> list[Event]:
        """Senior debt is accelerated, perhaps rescinded, perhaps paid."""
        pick, debt = self.pick, self.debt()
        day = self.day(self.opens(debt))
        event = {"type": "senior_acceleration", "date": day.isoformat(), "facility": debt["id"]}
        self.maybe(35, event, rescinded=self.after(day).isoformat())
        later = [self.senior_payment_of(debt, self.after(day), pick.one(SENIOR))] if pick.chance(50) else []
        return [event, *later]

    def senior_books(self) -> list[Event]:
        """A stated balance, or a payment out of the blue."""
        pick, debt = self.pick, self.debt()
        day = self.day(self.opens(debt))
        if pick.chance(50):
            return [self.senior_payment_of(debt, day, pick.one(SENIOR))]
        balance = {"type": "senior_balance", "date": day.isoformat(), "facility": debt["id"]}
        return [balance | {"outstanding": pick.one(["0", *SENIOR])}]

    def avoidance(self) -> list[Event]:
        """A Senior payment that is given back."""
        pick, debt = self.pick, self.debt()
        day = self.day(self.opens(debt))
        event = {"type": "senior_avoidance", "date": self.after(day).isoformat(), "facility": debt["id"]}
        event |= {"amount": pick.one(PORTIONS), "received": day.isoformat()}
        paid = [self.senior_payment_of(debt, day, pick.one(SENIOR))] if pick.chance(85) else []
        return [*paid, event]

    def insolvency(self) -> list[Event]:
        """A petition; perhaps its dismissal, a distribution, a consent."""
        pick, day = self.pick, self.day()
        event: Event = {"type": "insolvency", "date": day.isoformat(), "voluntary": pick.one(["yes", "no"])}
        events = [self.maybe(30, event, dismissed=self.after(day).isoformat())]
        if pick.chance(60):
            shared = self.distribution()[0]
            events.append(shared | {"date": self.after(day).isoformat()})
        if pick.chance(20):
            events.append({"type": "senior_provided_for", "date": self.after(day).isoformat()})
        if self.debts and pick.chance(20):
            events.append(self.senior_payment_of(self.debt(), self.after(day), "250,000.00"))
        return events

    def prohibited(self) -> list[Event]:
        """Something that bars, and a payment or a distribution soon after."""
        bar = self.pick.one([self.block, self.senior_due, self.senior_acceleration, self.insolvency])()
        receipt = self.pick.one([self.payment, self.payment, self.distribution])()[0]
        return [*bar, receipt | {"date": self.after(self.barred_from(bar, receipt)).isoformat()}]

    def barred_from(self, bar: list[Event], receipt: Event) -> date:
        """A day on which the bar has probably begun, and the receipt may happen."""
        who = [holder for holder in self.holding() if receipt.get("to", holder["id"]) == holder["id"]]
        return max(day_of(bar[-1]["date"]), min(self.issue(holder) for holder in who))

    def override(self) -> list[Event]:
        """A block, then an acceleration with notices inside it, then perhaps a payment."""
        block = self.block()
        reason, event = {"type": "misrepresentation", "date": ISSUE.isoformat()}, self.acceleration()[-1]
        day = max(self.after(day_of(block[-1]["date"])), day_of(event["date"]))
        event |= {"date": day.isoformat(), "notice": self.after(day).isoformat()}
        if not self.pick.chance(50):
            return [*block, reason, event]
        receipt = self.payment()[0]
        return [*block, reason, event, receipt | {"date": self.after(max(day, day_of(receipt["date"]))).isoformat()}]

    # ------------------------------------------------------------ the whole

    def stories(self, *, only_accrual: bool) -> list[Callable[[], list[Event]]]:
        """What may be told."""
        told = [self.payment, self.expense, self.transfer, self.payment, self.financing, self.distribution]
        if not only_accrual:
            told += [self.breach, self.misfortune, self.acceleration, self.acceleration, self.insolvency]
        if self.debts and not only_accrual:
            told += [self.block, self.block, self.block, self.senior_due, self.senior_acceleration]
            told += [self.senior_books, self.avoidance, self.prohibited, self.prohibited, self.override]
        return told


# ---------------------------------------------------------------- the parts of a document


def note_terms(pick: Picker) -> dict:
    """The terms of the Notes: most often those of the Note itself."""
    note = {
        "title": "Junior Subordinated Promissory Note due 2010",
        "borrower": "Air Industries Group, Inc.",
        "issue_date": ISSUE.isoformat(),
        "maturity_date": pick.one(["2010-05-31", "2010-05-31", "2009-04-30", "2009-05-15"]),
        "interest_rate": pick.one(RATES),
        "first_payment_date": pick.one(["2008-11-01"] * 5 + ["2008-10-31", "2008-11-15", "2008-12-30"]),
        "financing_threshold": "10,000,000.00",
    }
    if pick.chance(8):
        note["legal_maximum_rate"] = pick.one(["9% per year", "25% per year"])
    if pick.chance(8):
        note["holidays"] = {"add": ["2009-03-02"], "remove": ["2009-02-12", "2010-05-31"]}
    return note


def some_holders(pick: Picker, most: int) -> list[dict]:
    """One to four Holders; the first has a Note, the others may only take by transfer or come later."""
    holders = []
    for name in "abcd"[: pick.integer(1, most)]:
        holder = {"id": name, "name": f"Holder {name}", "principal": pick.one(PRINCIPALS)}
        if holders and pick.chance(15):
            holder["principal"] = "0"
        elif pick.chance(25):
            holder["issue_date"] = pick.one(["2008-09-27", "2008-09-30", "2008-11-01", "2008-12-10"])
        holders.append(holder)
    return holders


def some_debts(pick: Picker, holders: list[dict], most: int) -> list[dict]:
    """Up to three Senior debts of equal or different rank, now and then with eligibility facts."""
    debts: list[dict] = []
    for name in ["pnc", "sc", "term"][: pick.integer(0, most)]:
        debt = {"id": name, "lender": f"Lender {name}", "rank": pick.one(["1", "1", "2", "3"])}
        debt["principal"] = pick.one(SENIOR)
        for part in ("interest", "premium", "fees"):
            if pick.chance(15):
                debt[part] = pick.one(["100.00", "50.00", "0"])
        if pick.chance(20):
            debt |= eligibility(pick, holders, debts)
        debts.append(debt)
    return debts


def eligibility(pick: Picker, holders: list[dict], debts: list[dict]) -> dict:
    """Facts that make a debt Senior, or not, or to some Holders only."""
    facts = {"in_effect": pick.one(["2008-09-22", "2008-09-23", "2008-12-01", "2009-03-02"])}
    if pick.chance(40):
        facts["purpose"] = pick.one(["working_capital", "other"])
    if pick.chance(20):
        facts["lender_kind"] = pick.one(["bank", "regular_lender", "other"])
    if pick.chance(10):
        facts["obligor"] = pick.one(["guaranteed", "other"])
    if pick.chance(5):
        facts["excluded"] = "yes"
    if debts and pick.chance(50):
        facts["refinances"] = pick.one(debts)["id"]
        told = {holder["id"]: pick.one(["2008-09-01", "2008-12-01"]) for holder in holders if pick.chance(70)}
        facts["notice"] = pick.one(["2008-09-01", told or "2008-12-01"])
        if pick.chance(20):
            facts["commercially_reasonable"] = pick.one(["yes", "no"])
    return facts


def some_simulation(pick: Picker) -> dict:
    """The simulation keys."""
    simulation = {"payments": pick.one(["assumed", "assumed", "assumed", "recorded"])}
    for key, days in {
        "recorded_through": ["2008-12-31", "2009-03-02", "2009-06-30"],
        "assumed_through": ["2009-03-31", "2009-12-31"],
        "through": ["2009-02-28", "2009-07-31", "2010-06-30"],
    }.items():
        if pick.chance(12):
            simulation[key] = pick.one(days)
    return simulation


def write(  # noqa: PLR0913 - the knobs
    pick: Picker,
    *,
    only_accrual: bool = False,
    switches: bool = True,
    before_issue: bool = False,
    recorded: bool = False,
    most_holders: int = 4,
    most_debts: int = 3,
    most_stories: int = 4,
) -> Document:
    """One document.

    Args:
        pick: where the choices come from.
        only_accrual: nothing of sections 1 and 2: no Senior debt, no defaults.
        switches: vary the switches of `reading:`.
        before_issue: let Senior events fall before the issue date now and then.
        recorded: let events become known later than they are dated (for --known-at).
        most_holders: at most so many Holders (1 to 4).
        most_debts: at most so many Senior debts (0 to 3).
        most_stories: at most so many stories, of one to four events each.
    """
    holders = some_holders(pick, most_holders)
    debts = [] if only_accrual else some_debts(pick, holders, most_debts)
    author = Author(pick, holders, debts, before_issue)
    told = author.stories(only_accrual=only_accrual)
    events = [event for _ in range(pick.integer(0, most_stories)) for event in pick.one(told)()]
    if recorded:
        for event in events:
            if pick.chance(30):
                event["recorded"] = author.after(day_of(event["date"])).isoformat()
    reading = {key: pick.one(options) for key, options in SWITCHES.items() if switches and pick.chance(20)}
    document = {"note": note_terms(pick), "holders": holders, "senior_debt": debts, "events": events}
    return document | {"reading": reading, "simulation": some_simulation(pick)}


# ---------------------------------------------------------------- other papers

TERMS: dict[tuple[str, ...], list] = {  # where a term stands, and what it may be
    ("interest", "every"): ["1 month", "3 months", "6 months", "12 months", "maturity"],
    ("interest", "on"): ["same_day", "last_day", "first_business_day", "last_business_day"],
    ("interest", "day_count"): [
        "actual/month", "30/360", "30E/360", "actual/365", "actual/360", "actual/actual", "period",
    ],
    ("interest", "after_maturity"): ["schedule", "with_payment"],
    ("days", "calendar"): ["new-york", "federal-reserve", "nyse", "weekends"],
    ("days", "convention"): ["following", "none"],
    ("days", "extension_interest"): ["yes", "no"],
    ("senior_matured",): ["bars", "none"],
    ("insolvency",): ["bars", "none"],
    ("blockage", "payment_default"): ["notice", "automatic", "none"],
    ("blockage", "other_default"): [
        {"days": "179", "from": "receipt", "ends": ["cure", "withdrawal"]},
        {"days": "90", "from": "occurrence", "ends": ["cure_notice"]},
        {"days": "30", "from": "receipt", "ends": ["cure_notice", "withdrawal"], "given_by": ["pnc"]},
        "none",
    ],
    ("blockage", "starts"): ["holder", "borrower_and_holder", "borrower", "representative"],
    ("blockage", "last_day"): ["blocked", "payable"],
    ("blockage", "limits", "scope"): ["all", "other_defaults"],
    ("blockage", "limits", "one_per"): ["none", "360 days", "30 days"],
    ("blockage", "limits", "one_per_covenant"): ["none", "12 months", "90 days"],
    ("blockage", "limits", "burns"): ["none", "existing", "existing_or_arising"],
    ("blockage", "limits", "revives_after"): ["none", "90 days", "10 days"],
    ("blockage", "limits", "arrears_paid"): ["no", "yes"],
    ("blockage", "limits", "most"): ["none", {"days": "180", "in": "360"}, {"days": "20", "in": "60"}],
    ("override",): ["none", "365 days", "30 days"],
    ("permitted", "interest"): ["free", "after_senior", "2009-06-01"],
    ("permitted", "principal"): ["free", "after_senior", "2010-06-15"],
    ("permitted", "expenses"): ["free", "after_senior", "2009-03-02"],
    ("permitted", "stop_notice"): ["no", "yes"],
    ("standstill",): [
        "none",
        {"days": "180", "from": "notice", "ends": ["insolvency", "senior_paid"]},
        {"days": "10", "from": "notice", "ends": ["senior_acceleration", "senior_matured", "maturity"]},
        {"days": "until_senior_paid", "ends": ["senior_paid"]},
    ],
    ("turnover", "discharges"): ["no", "yes"],
    ("mixed_block",): ["per_note", "all_or_none"],
    ("defaults", "payment"): [
        {"interest": "5 business days"}, {"interest": "30 days", "expenses": "30 days"}, {"principal": "10 days"},
        "none",
    ],
    ("defaults", "covenant"): ["5 business days", "30 days", "0 days", "none"],
    ("defaults", "representation"): ["yes", "none"],
    ("defaults", "receiver"): ["60 days", "10 business days", "0 days", "none"],
    ("defaults", "judgment"): [{"over": "50,000.00", "days": "0"}, {"over": "10,000.00"}, "none"],
    ("defaults", "petition"): ["45 days", "60 days", "0 days", "none"],
    ("defaults", "cross"): [{"over": "250,000.00"}, {"more_than": "5 business days"}, "none"],
    ("defaults", "senior_accelerated"): ["yes", "none"],
    ("acceleration", "by"): ["holder", "majority", "25%", "50%"],
    ("acceleration", "for"): ["any", ["petition", "payment"], ["representation"]],
    ("acceleration", "automatic"): [[], ["petition"], ["representation", "payment"]],
}  # fmt: skip

LATER_TERMS: dict[tuple[str, ...], list] = {  # sections of T-20 to T-27
    ("interest", "pik"): [
        {"part": "4% per year"},
        {"part": "0.5% per month", "round": "dollar_up"},
        {"all": "yes", "round": "dollar_down"},
        {"toggle": {"rate": "15% per year", "notice": "10 business days"}},
        {"toggle": {"rate": "15% per year", "notice": "5 days"}, "when_barred": "capitalise"},
        {"deemed": "yes"},
    ],
    ("interest", "default"): [
        {"plus": "2% per year", "on": "principal", "from": "event_of_default", "for": "any"},
        {"plus": "2% per year", "on": "principal", "from": "event_of_default", "for": ["payment", "petition"]},
        {"rate": "18% per year", "on": "principal", "from": "due"},
        {"rate": "18% per year", "on": "overdue", "from": "due"},
        {"plus": "3% per year", "on": "overdue_interest", "from": "due"},
        {"plus": "3% per year", "on": "principal", "from": "maturity"},
    ],
    ("principal", "instalments"): [
        [{"date": "2009-03-31", "amount": "10,000.00"}, {"date": "2009-08-15", "amount": "40,000.00"}],
        {"first": "2009-01-15", "every": "3 months", "on": "same_day", "amount": "12,345.67", "count": "3"},
        {"first": "2009-01-31", "every": "1 month", "on": "last_day", "level": "5,000.00"},
    ],
    ("principal", "reduces"): ["last_first", "first_first", "ratably"],
    ("principal", "prepayment"): [
        {"premium": [{"through": "2009-06-30", "percent": "3"}, {"through": "2010-03-31", "percent": "1"}]},
        {"premium": [{"through": "2010-12-31", "percent": "2.5"}], "for": ["financing", "acceleration"]},
    ],
    ("permitted", "interest"): [{"test": "fccr", "at_least": "1.10"}],
}
LATER_RATES: list = [
    [{"from": "2008-09-26", "rate": "1% per month"}, {"from": "2009-03-10", "rate": "3% per quarter"}],
    {"index": "prime", "plus": "4% per year"},
    {"index": "prime", "plus": "4% per year", "floor": "5% per year", "cap": "7% per year", "reset": "period"},
]


@dataclass
class Stationer:
    """Puts a document of the 2008 vocabulary under another paper."""

    pick: Picker
    author: Author
    document: Document
    terms: dict = field(default_factory=dict)

    def draw_terms(self) -> None:
        """An instrument, and a few of its terms overridden."""
        if self.pick.chance(85):
            self.terms["instrument"] = self.pick.one(list(INSTRUMENTS))
        for place, options in TERMS.items():
            if self.pick.chance(9):
                part = self.terms
                for key in place[:-1]:
                    part = part.setdefault(key, {})
                part[place[-1]] = self.pick.one(options)
        if self.pick.chance(20):
            self.terms["cite"] = {"turnover": "10.06", "senior_matured": "9.02(a)", "default_payment": "6.01(a)"}
        self.document["terms"] = self.terms

    def draw_later_terms(self) -> None:
        """Terms of the second part, and their facts."""
        pick, author, events = self.pick, self.author, self.document["events"]
        for place, options in LATER_TERMS.items():
            if pick.chance(25):
                self.terms.setdefault(place[0], {})[place[1]] = pick.one(options)
        if pick.chance(35):
            self.document["note"]["interest_rate"] = pick.one(LATER_RATES)
        value = {"type": "index_rate", "index": "prime"}
        events.append(value | {"date": "2008-09-01", "value": "5% per year"})
        events.append(value | {"date": author.day().isoformat(), "value": pick.one(["3.25% per year", "9% per year"])})
        for value_of_test in ("1.10", "1.09"):
            result = {"type": "test_result", "test": "fccr", "date": author.day().isoformat()}
            events.append(result | {"value": value_of_test})
        if pick.chance(30):
            holder = pick.one(author.holding())
            day = author.day(author.issue(holder)).isoformat()
            converted = {"type": "conversion", "date": day, "holder": holder["id"], "amount": "5,000.00"}
            events.append(converted | {"interest": pick.one(["yes", "no"])})

    def tell_later(self) -> None:
        """Elections for payment dates, and accelerations undone."""
        pick, author, events = self.pick, self.author, self.document["events"]
        if "first_payment_date" in self.document["note"]:
            facts = Facts(copy.deepcopy(self.document))  # it numbers the events that it is given
            for number in range(6):
                if pick.chance(35):
                    day = facts.payment_date(number)
                    told = day - timedelta(days=pick.one([20, 15, 14, 5]))
                    events.append({"type": "pik_election", "date": told.isoformat(), "for": day.isoformat()})
        for event in [event for event in events if event["type"] == "acceleration"]:
            if pick.chance(50):
                day = author.after(day_of(event["date"])).isoformat()
                holders = event.get("holders") or [event["holder"]]
                events.append({"type": "acceleration_rescinded", "date": day, "holders": holders})

    def keep_whole(self) -> None:
        """Where terms and switches or two terms do not go together the simpler stays."""
        self.document["reading"] = {}
        note, every = self.document["note"], self.in_force()["interest"]
        if every["every"] == "maturity":
            del note["first_payment_date"]
            if every["day_count"] == "period":
                self.terms["interest"]["day_count"] = "actual/365"
        else:
            note["first_payment_date"] = self.first_payment_date(note["first_payment_date"])

    def in_force(self) -> dict:
        """The whole set."""
        return terms_in_force({"terms": self.terms})

    def first_payment_date(self, date_of_2008: str) -> str:
        """The nearest day that is one by these terms."""
        asked = {"note": self.document["note"], "terms": self.terms, "holders": [], "events": []}
        try:
            Facts(asked)
        except Fault as fault:
            return str(fault).split()[-1]
        return date_of_2008

    def tell_more(self) -> None:
        """A few events that only other papers know."""
        terms, pick, author = self.in_force(), self.pick, self.author
        events = self.document["events"]
        holders = author.holding()
        for notice in [event for event in events if event["type"] == "blockage_notice"]:
            if pick.chance(40):
                notice["by"] = pick.one([debt["id"] for debt in author.debts])
            if pick.chance(35):
                told = author.after(day_of(notice["date"]))
                event = {"type": "blockage_withdrawal", "defaults": notice["defaults"]} | author.delivery(told)
                events.append(author.maybe(40, event, by=pick.one([debt["id"] for debt in author.debts])))
        if terms["permitted"]["stop_notice"] == "yes" and pick.chance(80):
            stop = {"type": "stop_notice"} | author.delivery(author.day())
            if pick.chance(40):
                stop["stops"] = pick.one([["interest"], ["principal"], ["interest", "expenses"]])
            events.append(stop)
            if pick.chance(60):
                events.append({"type": "resume_notice"} | author.delivery(author.after(day_of(stop["date"]))))
        if terms["standstill"] != "none" and pick.chance(80):
            events.append({"type": "junior_notice", "date": author.day().isoformat()})
        if pick.chance(15):
            role = pick.one(["payment", "covenant", "representation", "petition", "senior_accelerated"])
            waived = {"type": "default_waived", "date": author.day().isoformat(), "default": role}
            events.append(author.maybe(30, waived, holder=pick.one(holders)["id"]))

    def adapt_events(self) -> None:
        """Demands by several where the terms want that; one receipt for all where there is a representative."""
        terms = self.in_force()
        ids = [holder["id"] for holder in self.author.holding()]
        for event in self.document["events"]:
            if event["type"] == "acceleration" and terms["acceleration"]["by"] != "holder":
                first = event.pop("holder")
                event["holders"] = [first, *[name for name in ids if name != first and self.pick.chance(50)]]
            if terms["blockage"]["starts"] == "representative" and event["type"].endswith(("notice", "withdrawal")):
                event.pop("received", None)


def write_with_terms(pick: Picker, *, later: bool = False) -> Document:
    """One document under another paper: instrument and overrides drawn, a few events; `later`: T-20 to T-27 too."""
    holders = some_holders(pick, 3)
    author = Author(pick, holders, some_debts(pick, holders, 2))
    told = author.stories(only_accrual=False)
    told += [author.block, author.block, author.override] if author.debts else []
    events = [event for _ in range(pick.integer(0, 3)) for event in pick.one(told)()]
    document = {"note": note_terms(pick), "holders": holders, "senior_debt": author.debts, "events": events}
    stationer = Stationer(pick, author, document | {"simulation": some_simulation(pick)})
    stationer.draw_terms()
    if later:
        stationer.draw_later_terms()
    stationer.keep_whole()
    stationer.tell_more()
    stationer.adapt_events()
    if later:
        stationer.tell_later()
    _givers_are_listed(stationer.document)
    return stationer.document


def _givers_are_listed(document: Document) -> None:
    """No term names a facility that the document does not have: that would be a fault."""
    other = document.get("terms", {}).get("blockage", {}).get("other_default")
    if isinstance(other, dict) and "given_by" in other:
        listed = {debt["id"] for debt in document["senior_debt"]}
        if not set(other["given_by"]) <= listed:
            document["terms"] = copy.deepcopy(document["terms"])
            del document["terms"]["blockage"]["other_default"]["given_by"]


# ---------------------------------------------------------------- the ways in


@st.composite
def documents(draw: st.DrawFn, **knobs: bool | int) -> Document:
    """A hypothesis strategy for documents; the knobs are those of `write`."""
    return write(Picker(lambda low, high: draw(st.integers(low, high))), **knobs)


def random_document(rng: random.Random, **knobs: bool | int) -> Document:
    """A random document, fast and without hypothesis; the knobs are those of `write`."""
    return write(Picker(rng.randint), **knobs)


@st.composite
def documents_with_terms(draw: st.DrawFn, *, later: bool = False) -> Document:
    """A hypothesis strategy for documents under other papers."""
    return write_with_terms(Picker(lambda low, high: draw(st.integers(low, high))), later=later)


def random_document_with_terms(rng: random.Random, *, later: bool = False) -> Document:
    """A random document under another paper, fast and without hypothesis."""
    return write_with_terms(Picker(rng.randint), later=later)
