"""What can be read off a document without playing a day: who is Senior, when notices are effective, what matures when.

Documents are plain dicts of strings, as written. They are taken to be free of faults.
"""

import copy
import re
from datetime import date, timedelta
from fractions import Fraction

from .counting import DAY, Calendar, add_months, cents, day_of, monthly_rate, shares
from .terms import Fault, Span, labels_of, role_of_default, span, terms_in_force

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
Default = tuple[str, str | None, date, date | None]  # role, holder, from, until


def yes(value: str | None, *, default: bool = False) -> bool:
    """`yes`/`true` against `no`/`false`."""
    return default if value is None else str(value).lower() in ("yes", "true")


def optional_day(value: str | None) -> date | None:
    """A date that may be absent."""
    return None if value is None else day_of(value)


def mapping(term: dict | str) -> dict | None:
    """A term that is a mapping or the word `none`."""
    return term if isinstance(term, dict) else None


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
        simulation = document.get("simulation") or {}
        self.read_terms(document)
        self.issue = day_of(note["issue_date"])
        self.stated_maturity = day_of(note["maturity_date"])
        self.first_payment = optional_day(note.get("first_payment_date"))
        self.threshold = cents(note["financing_threshold"]) if "financing_threshold" in note else None
        self.read_rates(note)
        self.holders: list[dict] = list(document["holders"])
        self.ids: list[str] = [holder["id"] for holder in self.holders]
        self.debts: dict[str, dict] = {debt["id"]: debt for debt in document.get("senior_debt") or []}
        self.events: list[Event] = document["events"]
        self.by_kind: dict[str, list[Event]] = {}
        self.by_day: dict[tuple[str, date], list[Event]] = {}
        for place, event in enumerate(self.events):
            event["place"] = place
            self.by_kind.setdefault(event["type"], []).append(event)
            self.by_day.setdefault((event["type"], day_of(event["date"])), []).append(event)
        self.defaults: dict[str, Event] = {event["id"]: event for event in self.of("senior_default")}
        self.arrivals: dict[tuple[int, str], date | None] = {}
        self.elected = self.elections()
        self.later_columns = self.columns_in_use()
        self.refuse_senior_before_its_time()
        self.refuse_by_terms()
        self.assumes = simulation.get("payments", "assumed") == "assumed"
        self.recorded_through = optional_day(simulation.get("recorded_through"))
        self.assumed_through = optional_day(simulation.get("assumed_through"))
        self.through = optional_day(simulation.get("through"))

    def read_terms(self, document: dict) -> None:
        """The terms in force, as the rules ask for them."""
        holidays = document["note"].get("holidays") or {}
        self.terms = terms = terms_in_force(document)
        self.labels = labels_of(document)
        self.strict = terms["days"]["convention"] == "none"
        self.interest: dict = terms["interest"]
        self.day_count: str = self.interest["day_count"]
        self.blockage: dict = terms["blockage"]
        self.limits: dict = self.blockage["limits"]
        self.other_default: dict | None = (
            None if self.blockage["other_default"] == "none" else self.blockage["other_default"]
        )
        self.outside = DAY if self.blockage["last_day"] == "payable" else timedelta()
        self.starts: str = self.blockage["starts"]
        self.payment_default: str = self.blockage["payment_default"]
        self.override_days = span(terms["override"])
        self.all_or_none = terms["mixed_block"] == "all_or_none"
        self.discharged = yes(terms["turnover"]["discharges"])
        self.extension_interest = yes(terms["days"]["extension_interest"])
        self.months = None if self.interest["every"] == "maturity" else int(self.interest["every"].split()[0])
        self.after_maturity_with_payment = self.months is None or self.interest["after_maturity"] == "with_payment"
        kinds = ("expenses", "interest", "principal")
        self.permitted: dict = {name: terms["permitted"][name] for name in kinds if terms["permitted"][name] != "free"}
        self.most: dict | None = mapping(self.limits["most"])
        self.arrears_count = yes(self.limits["arrears_paid"])
        self.standstill: dict | None = mapping(terms["standstill"])
        added, removed = holidays.get("add") or [], holidays.get("remove") or []
        self.calendar = Calendar(terms["days"]["calendar"], added, removed, strict=self.strict)
        self.grace = self.graces()
        instalments = terms["principal"]["instalments"]
        self.has_level = isinstance(instalments, dict) and "level" in instalments
        self.has_premium = bool(terms["principal"]["prepayment"].get("premium"))

    def read_rates(self, note: dict) -> None:
        """What interest is worked out from."""
        self.rate_terms = note["interest_rate"]
        self.legal_maximum = monthly_rate(note["legal_maximum_rate"]) if "legal_maximum_rate" in note else None
        self.pik: dict | None = mapping(self.interest["pik"])
        self.default_interest: dict | None = mapping(self.interest["default"])
        self.is_one_rate = isinstance(self.rate_terms, str) and self.pik is None and self.default_interest is None
        self.rate = self.capped(monthly_rate(self.rate_terms)) if self.is_one_rate else None
        self.upcoming: dict[date, date | None] = {}
        self.level_dates: list[date] | None = None

    def refuse_senior_before_its_time(self) -> None:
        """Senior debt that matures or is accelerated before it is in effect is a fault."""
        for event in self.of("senior_maturity") + self.of("senior_acceleration"):
            in_effect = optional_day(self.debts[event["facility"]].get("in_effect"))
            if in_effect is not None and day_of(event["date"]) < in_effect:
                raise Fault(f"{event['date']}: {event['facility']} is not in effect yet")

    def refuse_by_terms(self) -> None:
        """Faults of T-1, T-3, T-7, T-10 and T-14."""
        if (self.first_payment is None) != (self.months is None):
            raise Fault("first_payment_date goes with payment dates, and only with them")
        if self.months is None and self.day_count == "period":
            raise Fault("period needs payment dates")
        if self.first_payment is not None and self.first_payment != self.payment_date(0):
            raise Fault(f"first_payment_date must be {self.payment_date(0)}")
        if self.of("stop_notice") and not yes(self.terms["permitted"]["stop_notice"]):
            raise Fault("these terms know no stop notice")
        kinds = ("blockage_notice", "cure_notice", "blockage_withdrawal", "stop_notice", "resume_notice")
        if self.starts == "representative" and any("received" in event for kind in kinds for event in self.of(kind)):
            raise Fault("the representative receives for all")
        if isinstance(self.rate_terms, list) and min(day_of(step["from"]) for step in self.rate_terms) != self.issue:
            raise Fault(f"the first rate is from {self.issue}")
        key = "holder" if self.terms["acceleration"]["by"] == "holder" else "holders"
        if any(key not in event for event in self.of("acceleration")):
            raise Fault(f"an acceleration names its {key}")

    def label(self, role: str) -> str:
        """Section 6: the label of a role."""
        return self.labels.get(role, role)

    def of(self, kind: str) -> list[Event]:
        """The events of a type, as written."""
        return self.by_kind.get(kind, [])

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
            self.arrivals[key] = self.arrival(notice, holder)
        return self.arrivals[key]

    def arrival(self, notice: Event, holder: str) -> date | None:
        """R-40; T-7 `starts`: the representative receives for all, the Borrower for all but stop and resume notices."""
        if self.starts == "representative":
            return self.delivered(notice)
        if self.starts == "borrower" and notice["type"] not in ("stop_notice", "resume_notice"):
            return self.effective_on_borrower(notice)
        received = notice.get("received")
        told = received.get(holder, received.get("others")) if received is not None else None
        return optional_day(told) if received is not None else self.delivered(notice)

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
        return self.told("cure_notice", default, holder, cured)

    def told(self, kind: str, default: Event, holder: str, since: date, by: str | None = None) -> date | None:
        """The first day, from a day on, on which such a notice is effective on a Holder (T-7: from the same sender)."""
        days = [
            self.effective_on(notice, holder)
            for notice in self.of(kind)
            if default["id"] in notice["defaults"] and (by is None or notice.get("by", by) == by)
        ]
        return min((day for day in days if day is not None and day >= since), default=None)

    def notice_days(self) -> list[date]:
        """All days on which some notice is effective on somebody."""
        kinds = ("blockage_notice", "cure_notice", "blockage_withdrawal", "stop_notice", "resume_notice")
        notices = [notice for kind in kinds for notice in self.of(kind)]
        days = [self.effective_on(notice, holder) for notice in notices for holder in self.ids]
        days += [self.effective_on_borrower(notice) for notice in notices]
        return [day for day in days if day is not None]

    # ------------------------------------------------------------ spans

    def latest_fact(self) -> date:
        """The latest dated fact: the dates in the events, the effective days of notices, dated terms (settled 7)."""
        days = [day for event in self.events for day in dates_in(event)] + self.notice_days()
        days += [day for word in self.permitted.values() for day in dates_in(word)]
        days += [last for _, last in self.standstills()]
        return max(days, default=self.issue)

    def standstills(self) -> list[tuple[Event, date]]:
        """T-11: each junior notice and the last day of its standstill."""
        if self.standstill is None or self.standstill["days"] == "until_senior_paid":
            return []
        days = timedelta(days=int(self.standstill["days"]))
        return [(event, day_of(event["date"]) + days) for event in self.of("junior_notice")]

    def first_day(self) -> date:
        """Senior events and notices may lie before the issue date: the day on which the oracle begins."""
        kinds = ["senior_maturity", "senior_acceleration", "senior_payment", "senior_balance", "insolvency"]
        days = [day_of(event["date"]) for kind in kinds for event in self.of(kind)]
        if self.payment_default == "automatic":
            days += [day_of(event["date"]) for event in self.defaults.values() if event["kind"] == "payment"]
        notices = self.of("blockage_notice") + self.of("stop_notice") + self.of("resume_notice")
        arrivals = [self.effective_on(notice, holder) for notice in notices for holder in self.ids]
        return min([self.issue, *days, *[day for day in arrivals if day is not None]])

    # ------------------------------------------------------------ payment dates

    def payment_date(self, number: int) -> date:
        """T-1: date k lies k times m months after the first, on the day of the month that `on` says."""
        assert self.first_payment is not None
        assert self.months is not None
        return self.day_in_month(add_months(self.first_payment, number * self.months), self.interest["on"])

    def day_in_month(self, same: date, on: str) -> date:
        """T-1: the day of the month that `on` says."""
        if on == "same_day":
            return same
        first = same.replace(day=1)
        last = add_months(first, 1) - DAY
        if on == "last_day":
            return last
        if on == "first_business_day":
            return self.calendar.on_or_after(first)
        while not self.calendar.is_business_day(last):
            last -= DAY
        return last

    def number_of(self, day: date) -> int:
        """The number of the regular period that contains a day (T-3): it begins on that payment date."""
        assert self.first_payment is not None
        assert self.months is not None
        apart = 12 * (day.year - self.first_payment.year) + day.month - self.first_payment.month
        number = apart // self.months
        while self.payment_date(number) > day:
            number -= 1
        while self.payment_date(number + 1) <= day:
            number += 1
        return number

    def is_payment_date(self, day: date) -> bool:
        """R-6, T-1: the first payment date and those that follow from it."""
        if self.first_payment is None or self.months is None or day < self.first_payment:
            return False
        apart = 12 * (day.year - self.first_payment.year) + day.month - self.first_payment.month
        return apart % self.months == 0 and self.payment_date(apart // self.months) == day

    def period_share(self, day: date) -> Fraction:
        """T-3, `period`: a day earns m months' interest divided by the days of the regular period that contains it."""
        assert self.months is not None
        number = self.number_of(day)
        return Fraction(self.months, (self.payment_date(number + 1) - self.payment_date(number)).days)

    def next_payment_date(self, day: date) -> date | None:
        """The end of the interest period that contains a day."""
        if self.first_payment is None or day < self.first_payment:
            return self.first_payment
        if day not in self.upcoming:
            self.upcoming[day] = self.payment_date(self.number_of(day) + 1)
        return self.upcoming[day]

    def period_start(self, day: date, holder: str) -> date:
        """The beginning of the interest period that contains a day."""
        if self.first_payment is None or day < self.first_payment:
            return self.issue_of(holder)
        return max(self.issue_of(holder), self.payment_date(self.number_of(day)))

    # ------------------------------------------------------------ rates over time, in kind, instalments

    def capped(self, rate: Fraction) -> Fraction:
        """R-32: interest accrues at the lower of the agreed and the legal maximum rate."""
        return rate if self.legal_maximum is None else min(rate, self.legal_maximum)

    def contract_rate(self, day: date, period_start: date) -> Fraction:
        """T-20: the rate in force on a day, a month's; of an index on that day or on the first of the period."""
        terms = self.rate_terms
        if isinstance(terms, str):
            return monthly_rate(terms)
        if isinstance(terms, list):
            steps = sorted((day_of(step["from"]), step["rate"]) for step in terms)
            return monthly_rate([rate for start, rate in steps if start <= day][-1])
        asked = period_start if terms.get("reset", "daily") == "period" else day
        found = [event for event in self.of("index_rate") if event["index"] == terms["index"]]
        found = sorted((event for event in found if day_of(event["date"]) <= asked), key=lambda event: event["date"])
        if not found:
            raise Fault(f"{asked}: no value of {terms['index']} is known")
        value = monthly_rate(found[-1]["value"])
        value = max(value, monthly_rate(terms["floor"])) if "floor" in terms else value
        value = min(value, monthly_rate(terms["cap"])) if "cap" in terms else value
        return value + monthly_rate(terms["plus"]) if "plus" in terms else value

    def elections(self) -> set[date]:
        """T-21: the payment dates whose period is paid in kind; too late, or for another day, an election is void."""
        toggle = (self.pik or {}).get("toggle")
        if not isinstance(toggle, dict):
            return set()
        notice = span(toggle.get("notice", "0 days"))
        found = set()
        for event in self.of("pik_election"):
            day = day_of(event["for"])
            if self.is_payment_date(day) and day_of(event["date"]) <= self.before(day, notice):
                found.add(day)
        return found

    def before(self, day: date, notice: Span) -> date:
        """The last day of a notice: so many days, or business days, before another."""
        if notice.unit != "business day":
            return day - timedelta(days=notice.number)
        for _ in range(notice.number):
            day -= DAY
            while not self.calendar.is_business_day(day):
                day -= DAY
        return day

    def instalments(self, holder: str) -> list[tuple[date, int]]:
        """T-23: the instalments of principal of a Note as issued, before its maturity; the rest is due then."""
        last = self.maturity_of(self.issue_of(holder))[0]
        left = self.principal_of(holder)
        found = []
        for day, amount in self.instalment_dates():
            if self.issue_of(holder) < day < last:
                part = min(left, self.part_of(amount, holder, day))
                found.append((day, part))
                left -= part
        return [(day, part) for day, part in found if part]

    def instalment_dates(self) -> list[tuple[date, int]]:
        """T-23: dates and amounts of all Notes together, `level` apart."""
        terms = self.terms["principal"]["instalments"]
        if isinstance(terms, list):
            return sorted((day_of(each["date"]), cents(each["amount"])) for each in terms)
        if "amount" not in terms:
            return []
        return [(day, cents(terms["amount"])) for day in self.dates_of(terms)]

    def dates_of(self, terms: dict) -> list[date]:
        """T-23: first, every, on, count; what is absent is as the interest has it; no count: until maturity."""
        first = day_of(terms["first"]) if "first" in terms else self.first_payment
        assert first is not None
        months = int(terms["every"].split()[0]) if "every" in terms else self.months
        assert months is not None
        dates: list[date] = []
        while len(dates) < int(terms.get("count", "10000")):
            day = self.day_in_month(add_months(first, len(dates) * months), terms.get("on", self.interest["on"]))
            if day >= self.stated_maturity:
                break
            dates.append(day)
        return dates

    def part_of(self, amount: int, holder: str, day: date) -> int:
        """T-23: over several Notes by original principal, those issued before the day."""
        sharing = [other for other in self.ids if self.principal_of(other) and self.issue_of(other) < day]
        if holder not in sharing:
            return 0
        return shares(amount, [self.principal_of(other) for other in sharing])[sharing.index(holder)]

    def level_of(self, holder: str, day: date) -> int | None:
        """T-23, `level`: what interest and principal together are on one of its dates; None on other days."""
        terms = self.terms["principal"]["instalments"]
        if not isinstance(terms, dict) or "level" not in terms:
            return None
        if self.level_dates is None:
            self.level_dates = self.dates_of(terms)
        if day not in self.level_dates:
            return None
        return self.part_of(cents(terms["level"]), holder, day)

    def premium_percent(self, day: date) -> Fraction:
        """T-24: the premium on principal prepaid on a day, as a part of one; none after the last `through`."""
        steps = self.terms["principal"]["prepayment"].get("premium", [])
        left = sorted((day_of(step["through"]), step["percent"]) for step in steps if day <= day_of(step["through"]))
        return Fraction(left[0][1].rstrip("% ")) / 100 if left else Fraction(0)

    def bears_premium(self, cause: str) -> bool:
        """T-24, `for`: whether principal that falls due by that bears it."""
        return cause in self.terms["principal"]["prepayment"].get("for", [])

    def is_trigger(self, day: date) -> bool:
        """Whether Notes mature on a day by a financing."""
        return any(self.maturity_of(self.issue_of(holder)) == (day, "financing") for holder in self.ids)

    def columns_in_use(self) -> list[str]:
        """Settled 21: later columns stand only in documents whose terms or events know them."""
        columns = ["interest_capitalised"] if self.pik else []
        columns += ["premium_due", "premium_paid"] if self.terms["principal"]["prepayment"].get("premium") else []
        return columns + (["principal_converted", "interest_converted"] if self.of("conversion") else [])

    # ------------------------------------------------------------ periods of grace

    def graces(self) -> dict[str, Span | None]:
        """T-13: the grace of each kind of sum; None: its non-payment is no Event of Default."""
        payment = self.terms["defaults"]["payment"]
        kinds = ("expenses", "interest", "principal")
        return {kind: None if payment == "none" else span(payment[kind]) for kind in kinds}

    def grace_end(self, kind: str, due: date) -> date | None:
        """T-13: the last day on which a sum that is unpaid is not in default; None: it never is."""
        grace = self.grace[kind]
        timely = self.calendar.timely_through(due)
        if grace is None or grace.number == 0:
            return None if grace is None else timely
        if grace.unit == "business day":
            return self.calendar.after(timely, grace.number)
        return max(timely, self.calendar.timely_through(due + timedelta(days=grace.number)))

    def last_of(self, start: date, period: Span) -> date:
        """T-13: the last day of a period of section 2, which rolls when the convention is `following`."""
        if period.unit == "business day":
            return self.calendar.after(start, period.number)
        return self.calendar.timely_through(start + timedelta(days=period.number))

    # ------------------------------------------------------------ Events of Default that no payment can change

    def standing_defaults(self) -> list[Default]:
        """2(b) to 2(h), with the day from which each exists and the last day on which it does, if it ends."""
        found = [
            *self.breaches(),
            *self.misrepresentations(),
            *self.receivers(),
            *self.judgments(),
            *self.proceedings(),
            *self.unpaid_obligations(),
            *self.senior_accelerations(),
        ]
        return [self.until_waived(default) for default in found]

    def until_waived(self, default: Default) -> Default:
        """Settled 12, 23: a waiver ends a default with its day; one Holder waives only what is its own."""
        role, holder, start, until = default
        for event in self.of("default_waived"):
            if role_of_default(event["default"]) == role and event.get("holder", holder) == holder:
                day = day_of(event["date"])
                if start <= day and (until is None or day < until):
                    until = day
        return role, holder, start, until

    def knows(self, name: str) -> Span | None:
        """The period of an Event of Default; None: this paper knows no such one."""
        return span(self.terms["defaults"][name])

    def breaches(self) -> list[Default]:
        """2(b): the day after the period, unless cured by then; at once where not curable; ends on cure."""
        found: list[Default] = []
        period = self.knows("covenant")
        for event in self.of("breach") if period is not None else []:
            cured = optional_day(event.get("cured"))
            noticed = day_of(event["date"])
            if not yes(event.get("curable"), default=True) or period.number == 0:
                found.append(("default_covenant", None, noticed, cured))
                continue
            last = self.last_of(noticed, period)
            if cured is None or cured > last:
                found.append(("default_covenant", None, last + DAY, cured))
        return found

    def misrepresentations(self) -> list[Default]:
        """2(c)."""
        known = yes(self.terms["defaults"]["representation"])
        events = self.of("misrepresentation") if known else []
        return [("default_representation", None, day_of(event["date"]), None) for event in events]

    def after_grace(self, role: str, event: Event, period: Span, ended: str) -> list[Default]:
        """A default from the day after a period, unless it ended by its last day; `0 days`: on the very day."""
        start = day_of(event["date"])
        if period.number == 0:
            return [(role, None, start, None)]
        last = self.last_of(start, period)
        end = optional_day(event.get(ended))
        return [] if end is not None and end <= last else [(role, None, last + DAY, None)]

    def receivers(self) -> list[Default]:
        """2(d)."""
        period = self.knows("receiver")
        found: list[Default] = []
        for event in self.of("receiver") if period is not None else []:
            at_once = Span(0, "day") if yes(event.get("consented")) else period
            found += self.after_grace("default_receiver", event, at_once, "dismissed")
        return found

    def judgments(self) -> list[Default]:
        """2(e): each judgment over the threshold by itself."""
        term = self.terms["defaults"]["judgment"]
        if term == "none":
            return []
        large = [event for event in self.of("judgment") if cents(event["amount"]) > cents(term["over"])]
        period = span(term["days"])
        return [
            default for event in large for default in self.after_grace("default_judgment", event, period, "satisfied")
        ]

    def proceedings(self) -> list[Default]:
        """2(f)."""
        period = self.knows("petition")
        found: list[Default] = []
        for event in self.of("insolvency") if period is not None else []:
            at_once = Span(0, "day") if yes(event["voluntary"]) else period
            found += self.after_grace("default_petition", event, at_once, "dismissed")
        return found

    def unpaid_obligations(self) -> list[Default]:
        """2(g): over a sum in aggregate, each more than so many days past due; it counts through the day it is paid."""
        term = self.terms["defaults"]["cross"]
        if term == "none":
            return []
        period = span(term["more_than"])
        counted = []
        for event in self.of("nonpayment"):
            if not yes(event.get("contested")) and not yes(event.get("alternative_terms")):
                start = day_of(event["date"])
                by_business = period.unit == "business day"
                last = self.calendar.after(start, period.number) if by_business else start + timedelta(period.number)
                counted.append((last + DAY, optional_day(event.get("paid")), cents(event["amount"])))
        for day in sorted(start for start, _, _ in counted):
            late = [amount for start, paid, amount in counted if start <= day and (paid is None or paid >= day)]
            if sum(late) > cents(term["over"]):
                return [("default_cross", None, day, None)]
        return []

    def senior_accelerations(self) -> list[Default]:
        """2(h): the day Senior debt is accelerated; Holder by Holder where it is Senior to some only."""
        found: list[Default] = []
        known = yes(self.terms["defaults"]["senior_accelerated"])
        for event in self.of("senior_acceleration") if known else []:
            senior_for = self.senior_for(event["facility"])
            whose: list[str | None] = [None] if senior_for == self.ids else list(senior_for)
            found += [("default_senior", holder, day_of(event["date"]), None) for holder in whose]
        return found


# ---------------------------------------------------------------- small readings


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
