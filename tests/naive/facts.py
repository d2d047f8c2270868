"""What can be read off a document without playing a day: who is Senior, when notices are effective, what matures when.

Documents are plain dicts of strings, as written. They are taken to be free of faults.
"""

import copy
import re
from datetime import date, timedelta
from fractions import Fraction

from .counting import DAY, Calendar, cents, day_of, monthly_rate

DATED_ENDS = [
    "cured",
    "waived",
    "rescinded",
    "dismissed",
    "satisfied",
    "paid",
    "notice",
    "actual",
    "received",
    "borrower",
]
ELIGIBILITY = [
    "lender_kind",
    "obligor",
    "in_effect",
    "purpose",
    "refinances",
    "commercially_reasonable",
    "notice",
    "excluded",
]
SEPTEMBER_22 = date(2008, 9, 22)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
NEVER = "never"

Event = dict
Default = tuple[str, str | None, date, date | None]  # clause, holder, from, until


class Fault(Exception):
    """The document is not free of faults after all: a transfer of what is not held, Senior debt due before its time."""


def yes(value: str | None, *, default: bool = False) -> bool:
    """`yes`/`true` against `no`/`false`."""
    return default if value is None else str(value).lower() in ("yes", "true")


def optional_day(value: str | None) -> date | None:
    """A date that may be absent."""
    return None if value is None else day_of(value)


def earliest(*days: date | None) -> date | None:
    """The first of the days that are there."""
    return min((day for day in days if day is not None), default=None)


# ---------------------------------------------------------------- known at


def known(document: dict, known_at: str | None) -> dict:
    """The document without what became known after a day (interface.md, end of "Events")."""
    document = copy.deepcopy(document)
    document["events"] = list(document.get("events") or [])
    if known_at is None:
        return document
    limit = day_of(known_at)
    document["events"] = [hide_ends(event, limit) for event in document["events"] if is_known(event, limit)]
    document["senior_debt"] = [hide_ends(debt, limit) for debt in document.get("senior_debt") or []]
    return document


def is_known(event: Event, limit: date) -> bool:
    """Whether an event was known by then; a scheduled Senior maturity is known beforehand."""
    if "recorded" in event:
        return day_of(event["recorded"]) <= limit
    return event["type"] == "senior_maturity" or day_of(event["date"]) <= limit


def hide_ends(event: Event, limit: date) -> Event:
    """Leave out cures, receipts and the like that are dated later."""
    seen = dict(event)
    for key in DATED_ENDS:
        value = event.get(key)
        if isinstance(value, dict):
            seen[key] = {name: day for name, day in value.items() if day_of(day) <= limit}
        elif value is not None and day_of(value) > limit:
            del seen[key]
            if key == "borrower":
                seen[key] = NEVER
    return seen


def dates_in(value: object) -> list[date]:
    """Every date anywhere inside an event, `recorded` and words apart."""
    if isinstance(value, dict):
        return [day for key, inner in value.items() if key not in ("recorded", "memo") for day in dates_in(inner)]
    if isinstance(value, str) and ISO_DATE.fullmatch(value):
        return [day_of(value)]
    return []


# ---------------------------------------------------------------- the facts


class Facts:
    """A document, understood: everything that depends on what was written and not on what was paid."""

    def __init__(self, document: dict) -> None:
        note = document["note"]
        reading = document.get("reading") or {}
        simulation = document.get("simulation") or {}
        holidays = note.get("holidays") or {}
        self.strict = reading.get("business_days", "gcl25") == "strict"
        self.day_count: str = reading.get("day_count", "actual/month")
        self.end_is_payable = reading.get("window_end", "blocked") == "payable"
        self.borrower_too = reading.get("block_trigger", "holder") == "borrower_and_holder"
        self.spare_payment_defaults = reading.get("proviso_scope", "all") == "other_defaults"
        self.all_or_none = reading.get("mixed_block", "per_note") == "all_or_none"
        self.discharged = reading.get("turnover_effect", "not_discharged") == "discharged"
        self.calendar = Calendar(holidays.get("add") or [], holidays.get("remove") or [], strict=self.strict)
        self.issue = day_of(note["issue_date"])
        self.stated_maturity = day_of(note["maturity_date"])
        self.first_payment = day_of(note["first_payment_date"])
        self.threshold = cents(note["financing_threshold"]) if "financing_threshold" in note else None
        self.rate = lawful_rate(note)
        self.holders: list[dict] = list(document["holders"])
        self.ids: list[str] = [holder["id"] for holder in self.holders]
        self.debts: dict[str, dict] = {debt["id"]: debt for debt in document.get("senior_debt") or []}
        self.events: list[Event] = document["events"]
        self.by_day: dict[tuple[str, date], list[Event]] = {}
        for place, event in enumerate(self.events):
            event["place"] = place
            self.by_day.setdefault((event["type"], day_of(event["date"])), []).append(event)
        self.defaults: dict[str, Event] = {event["id"]: event for event in self.of("senior_default")}
        self.arrivals: dict[tuple[int, str], date | None] = {}
        self.refuse_senior_before_its_time()
        self.assumes = simulation.get("payments", "assumed") == "assumed"
        self.recorded_through = optional_day(simulation.get("recorded_through"))
        self.assumed_through = optional_day(simulation.get("assumed_through"))
        self.through = optional_day(simulation.get("through"))

    def refuse_senior_before_its_time(self) -> None:
        """Senior debt that matures or is accelerated before it is in effect is a fault."""
        for event in self.of("senior_maturity") + self.of("senior_acceleration"):
            in_effect = optional_day(self.debts[event["facility"]].get("in_effect"))
            if in_effect is not None and day_of(event["date"]) < in_effect:
                raise Fault(f"{event['date']}: {event['facility']} is not in effect yet")

    def of(self, kind: str) -> list[Event]:
        """The events of a type, as written."""
        return [event for event in self.events if event["type"] == kind]

    def on(self, kind: str, day: date) -> list[Event]:
        """The events of a type dated on a day, in their written order."""
        return self.by_day.get((kind, day), [])

    # ------------------------------------------------------------ Notes

    def issue_of(self, holder: str) -> date:
        """A Holder's own issue date."""
        return day_of(self.holders[self.ids.index(holder)].get("issue_date") or self.issue.isoformat())

    def principal_of(self, holder: str) -> int:
        """The sum of a Holder's Note as issued."""
        return cents(self.holders[self.ids.index(holder)]["principal"])

    def maturity_of(self, issue: date) -> tuple[date, str]:
        """R-1, R-2: the earlier of the stated date and the financing trigger, for a Note of that issue date."""
        trigger = self.financing_trigger(issue)
        if trigger is not None and trigger < self.stated_maturity:
            return trigger, "financing"
        return self.stated_maturity, "stated"

    def financing_trigger(self, issue: date) -> date | None:
        """R-2: the first day on which a series of closings after the issue date stands at or above the threshold."""
        if self.threshold is None:
            return None
        totals: dict[str, int] = {}
        closings = [(day_of(event["date"]), place, event) for place, event in enumerate(self.of("financing"))]
        for day, place, event in sorted(closings, key=lambda closing: closing[:2]):
            if day <= issue or event.get("by", "borrower") != "borrower":
                continue
            series = "series " + event["series"] if "series" in event else f"alone {place}"
            totals[series] = totals.get(series, 0) + cents(event["amount"])
            if totals[series] >= self.threshold:
                return day
        return None

    def latest_maturity(self) -> tuple[date, str]:
        """The latest maturity of the Notes issued, and its cause."""
        issues = [self.issue_of(holder) for holder in self.ids if self.principal_of(holder)] or [self.issue]
        return max((self.maturity_of(issue) for issue in issues), key=lambda found: found[0])

    # ------------------------------------------------------------ Senior Indebtedness, 1(a)

    def opening_of(self, debt: dict) -> int:
        """Principal, interest and premium; never fees."""
        return sum(cents(debt.get(part, "0")) for part in ("principal", "interest", "premium"))

    def opens(self, debt: dict) -> date:
        """The day of which the opening figure speaks."""
        return max(self.issue, optional_day(debt.get("in_effect")) or self.issue)

    def senior_cap(self, facility: str, holder: str) -> int | None:
        """How much of a debt can be Senior as to a Holder: None nothing, -1 all of it, else at most this much."""
        debt = self.debts[facility]
        if not any(key in debt for key in ELIGIBILITY):
            return -1
        if yes(debt.get("excluded")):
            return None
        if passes_limb_i(debt):
            return -1
        return self.limb_ii_cap(debt, holder)

    def limb_ii_cap(self, debt: dict, holder: str) -> int | None:
        """1(a)(ii): refinancing on commercially reasonable terms, up to the principal refinanced, after notice."""
        refinanced = debt.get("refinances")
        if refinanced is None or not yes(debt.get("commercially_reasonable"), default=True):
            return None
        notice = debt.get("notice")
        told = notice.get(holder) if isinstance(notice, dict) else notice
        incurred = optional_day(debt.get("in_effect")) or self.issue
        if told is None or day_of(told) >= incurred or self.senior_cap(refinanced, holder) is None:
            return None
        excess = cents(debt["principal"]) - cents(self.debts[refinanced]["principal"])
        return self.opening_of(debt) - excess if excess > 0 else -1

    def is_senior(self, facility: str, holder: str) -> bool:
        """Whether a debt is Senior as to a Holder at all."""
        return self.senior_cap(facility, holder) is not None

    def senior_for(self, facility: str) -> list[str]:
        """The Holders as to whom a debt is Senior."""
        return [holder for holder in self.ids if self.is_senior(facility, holder)]

    # ------------------------------------------------------------ notices

    def delivered(self, notice: Event) -> date | None:
        """R-40: when a notice is effective by its method alone."""
        day = day_of(notice["date"])
        method = notice.get("method")
        if method in ("hand", "fax"):
            in_hours = "09:00" <= notice.get("time", "12:00").zfill(5) <= "17:00"
            return day if in_hours and self.calendar.is_business_day(day) else self.calendar.after(day, 1)
        if method == "courier":
            return earliest(self.calendar.after(day, 2), optional_day(notice.get("actual")))
        if method == "mail":
            return optional_day(notice.get("actual"))
        return day

    def effective_on(self, notice: Event, holder: str) -> date | None:
        """When a notice is effective on a Holder; None: never."""
        key = notice["place"], holder
        if key not in self.arrivals:
            received = notice.get("received")
            told = received.get(holder, received.get("others")) if received is not None else None
            self.arrivals[key] = optional_day(told) if received is not None else self.delivered(notice)
        return self.arrivals[key]

    def effective_on_borrower(self, notice: Event) -> date | None:
        """When a notice is effective on the Borrower; None: never."""
        if notice.get("borrower") == NEVER:
            return None
        return optional_day(notice.get("borrower")) or self.delivered(notice)

    def told_of_cure(self, default: Event, holder: str) -> date | None:
        """R-12: the first day on which notice of an actual cure or waiver is effective on a Holder."""
        cured = cure_of(default)
        if cured is None:
            return None
        notices = [notice for notice in self.of("cure_notice") if default["id"] in notice["defaults"]]
        days = [self.effective_on(notice, holder) for notice in notices]
        return min((day for day in days if day is not None and day >= cured), default=None)

    def notice_days(self) -> list[date]:
        """All days on which some notice is effective on somebody."""
        notices = self.of("blockage_notice") + self.of("cure_notice")
        days = [self.effective_on(notice, holder) for notice in notices for holder in self.ids]
        days += [self.effective_on_borrower(notice) for notice in notices]
        return [day for day in days if day is not None]

    # ------------------------------------------------------------ spans

    def latest_fact(self) -> date:
        """The latest dated fact: the dates in the events and the effective days of notices."""
        return max([day for event in self.events for day in dates_in(event)] + self.notice_days(), default=self.issue)

    def first_day(self) -> date:
        """Senior events and notices may lie before the issue date: the day on which the oracle begins."""
        kinds = ("senior_maturity", "senior_acceleration", "senior_payment", "senior_balance", "insolvency")
        days = [day_of(event["date"]) for kind in kinds for event in self.of(kind)]
        arrivals = [self.effective_on(notice, holder) for notice in self.of("blockage_notice") for holder in self.ids]
        return min([self.issue, *days, *[day for day in arrivals if day is not None]])

    def is_payment_date(self, day: date) -> bool:
        """R-6: the first payment date and the same day of every month after, or its last day."""
        if day < self.first_payment:
            return False
        last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
        return day.day == min(self.first_payment.day, last.day)

    # ------------------------------------------------------------ Events of Default that no payment can change

    def standing_defaults(self) -> list[Default]:
        """2(b) to 2(h), with the day from which each exists and (2(b)) the last day on which it does."""
        return [
            *self.breaches(),
            *[("2(c)", None, day_of(event["date"]), None) for event in self.of("misrepresentation")],
            *self.receivers(),
            *self.judgments(),
            *self.proceedings(),
            *self.unpaid_obligations(),
            *self.senior_accelerations(),
        ]

    def breaches(self) -> list[Default]:
        """2(b): the day after the fifth business day, unless cured by then; at once where not curable; ends on cure."""
        found: list[Default] = []
        for event in self.of("breach"):
            cured = optional_day(event.get("cured"))
            noticed = day_of(event["date"])
            if not yes(event.get("curable"), default=True):
                found.append(("2(b)", None, noticed, cured))
                continue
            last = self.calendar.after(noticed, 5)
            if cured is None or cured > last:
                found.append(("2(b)", None, last + DAY, cured))
        return found

    def after_grace(self, clause: str, event: Event, days: int, ended: str) -> list[Default]:
        """A default from the day after a grace period (which rolls under gcl25), unless it ended by its last day."""
        last = self.calendar.timely_through(day_of(event["date"]) + timedelta(days=days))
        end = optional_day(event.get(ended))
        return [] if end is not None and end <= last else [(clause, None, last + DAY, None)]

    def receivers(self) -> list[Default]:
        """2(d)."""
        consented = [event for event in self.of("receiver") if yes(event.get("consented"))]
        others = [event for event in self.of("receiver") if not yes(event.get("consented"))]
        found: list[Default] = [("2(d)", None, day_of(event["date"]), None) for event in consented]
        return found + [default for event in others for default in self.after_grace("2(d)", event, 60, "dismissed")]

    def judgments(self) -> list[Default]:
        """2(e): each judgment over 50,000.00 by itself."""
        large = [event for event in self.of("judgment") if cents(event["amount"]) > 5_000_000]
        return [default for event in large for default in self.after_grace("2(e)", event, 45, "satisfied")]

    def proceedings(self) -> list[Default]:
        """2(f)."""
        voluntary = [event for event in self.of("insolvency") if yes(event["voluntary"])]
        others = [event for event in self.of("insolvency") if not yes(event["voluntary"])]
        found: list[Default] = [("2(f)", None, day_of(event["date"]), None) for event in voluntary]
        return found + [default for event in others for default in self.after_grace("2(f)", event, 45, "dismissed")]

    def unpaid_obligations(self) -> list[Default]:
        """2(g): over 500,000.00 in aggregate, each more than 30 days past due; it counts through the day it is paid."""
        counted = []
        for event in self.of("nonpayment"):
            if not yes(event.get("contested")) and not yes(event.get("alternative_terms")):
                start = day_of(event["date"]) + timedelta(days=31)
                counted.append((start, optional_day(event.get("paid")), cents(event["amount"])))
        for day in sorted(start for start, _, _ in counted):
            late = [amount for start, paid, amount in counted if start <= day and (paid is None or paid >= day)]
            if sum(late) > 50_000_000:
                return [("2(g)", None, day, None)]
        return []

    def senior_accelerations(self) -> list[Default]:
        """2(h): the day Senior debt is accelerated; Holder by Holder where it is Senior to some only."""
        found: list[Default] = []
        for event in self.of("senior_acceleration"):
            senior_for = self.senior_for(event["facility"])
            whose: list[str | None] = [None] if senior_for == self.ids else list(senior_for)
            found += [("2(h)", holder, day_of(event["date"]), None) for holder in whose]
        return found


# ---------------------------------------------------------------- small readings


def lawful_rate(note: dict) -> Fraction:
    """R-32: interest accrues at the lower of the agreed and the legal maximum rate."""
    rate = monthly_rate(note["interest_rate"])
    return min(rate, monthly_rate(note["legal_maximum_rate"])) if "legal_maximum_rate" in note else rate


def passes_limb_i(debt: dict) -> bool:
    """1(a)(i): the Borrower's own or guaranteed, to a lender by trade, in effect in time or for working capital."""
    if debt.get("obligor") == "other" or debt.get("lender_kind") == "other":
        return False
    in_effect = optional_day(debt.get("in_effect"))
    in_time = in_effect <= SEPTEMBER_22 if in_effect is not None else "refinances" not in debt
    return in_time or debt.get("purpose") == "working_capital"


def cure_of(default: Event) -> date | None:
    """The day a Senior default was actually cured or waived."""
    return earliest(optional_day(default.get("cured")), optional_day(default.get("waived")))


def covenant_of(default: Event) -> str:
    """R-13: the same specified default is the same covenant; the default's own id if none."""
    return default.get("covenant", default["id"])
