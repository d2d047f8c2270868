"""Whether what a document states of its paper goes together, with its ``reading`` and with the rest of the document."""

from datetime import date

from note_sched.document import events
from note_sched.document.codes import Code
from note_sched.document.convert import Partial, Value, kind_of
from note_sched.document.model import SYNONYMS, as_read
from note_sched.document.slips import A_DATE, A_RATE, AN_ID, DAYS_OF_MONTH, Slip
from note_sched.document.subject import Subject
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Sequence
from note_sched.measure.accrual import DayCount
from note_sched.measure.business_days import BusinessDays
from note_sched.measure.ladder import Ladder
from note_sched.terms.terms import Terms, Test

_NOTICES = (events.BlockageNotice, events.CureNotice, events.BlockageWithdrawal)
_STOPS = (events.StopNotice, events.ResumeNotice)


def check(subject: Subject) -> None:
    """Complain of terms that contradict each other, and of facts that these terms do not know."""
    terms = subject.terms
    _first_payment_date(subject, terms)
    if terms is None:
        return
    _period(subject, terms)
    _in_kind(subject, terms)
    _default_interest(subject, terms)
    _given_by(subject)
    _tests(subject, terms)
    if terms.principal.instalments is not None or terms.principal.prepayment is not None:
        from note_sched.document import sound_principal  # noqa: PLC0415 (few papers have any)

        sound_principal.check(subject, terms)
    for value, node in subject.events_of(events.Acceleration):
        _acceleration(subject, terms, value, node)
    for _, node in subject.events_of(events.AccelerationRescinded):
        _signatories(subject, node)
    for kind in (*_NOTICES, *_STOPS):
        for value, node in subject.events_of(kind):
            _notice(subject, terms, value, node)


# Terms and readings


def check_switches(subject: Subject) -> None:
    """Complain of a switch that says another thing than the term that it is another name of."""
    reading = subject.node_at("reading")
    if reading is None or subject.paper is None or subject.parts.terms is None:
        return
    paper = as_read(subject.paper.terms)
    for switch, term in SYNONYMS.items():
        *path, last = term.split(".")
        node, chosen = subject.node_at("terms", *path), getattr(subject.parts.reading, switch)
        if node is None or last not in node or switch not in reading or chosen is None:
            continue
        if chosen != getattr(paper, switch):
            told = node[last]
            where = subject.complaints.where(node.value_at(last))
            what = (
                f"`reading.{switch}` is {reading[switch]}, and `terms.{term}` {where} is {told}: two names of one term"
            )
            slip = Slip(Code.TERM_AND_READING, what, "one of the two, or the same in both", f"leave `{switch}` out")
            subject.complaints.at_value(reading, switch, slip)


# Payment dates


def _first_payment_date(subject: Subject, terms: Terms | None) -> None:
    """There is one where interest is paid by instalments, and it is such a day as the instalments are."""
    note = subject.node_at("note")
    if note is None or not subject.whole or "<<" in note:
        return
    every = None if terms is None else terms.interest.every
    if "first_payment_date" not in note:
        if every is not None:
            what, expected = "the note has no `first_payment_date`", f"first_payment_date: {A_DATE}"
            hint = "if interest is paid with principal only, write `terms: {interest: {every: maturity}}` instead"
            slip = Slip(Code.MISSING_KEY, what, expected, hint)
            subject.complaints.at(note.start, slip)
        return
    if terms is None:
        return
    if every is None:
        what = "`first_payment_date` is given, and interest is paid with principal only (`interest.every: maturity`)"
        slip = Slip(Code.FIRST_PAYMENT_DATE, what, "one of the two", "leave it out, or write every: 1 month")
        subject.complaints.at_key(note, "first_payment_date", slip)
        return
    first = subject.parts.note.first_payment_date
    if first is not None and terms.interest.on != "same_day":
        _such_a_day(subject, terms, note, first, every)


def _such_a_day(subject: Subject, terms: Terms, note: Mapping, first: date, every: int) -> None:
    holidays = subject.parts.note.holidays
    if holidays is None:
        return
    calendar = BusinessDays(holidays.add or (), holidays.remove or (), terms.days.calendar)
    meant = Ladder(first, every, terms.interest.on, calendar).nth(0)
    if meant != first:
        on = terms.interest.on
        what = f"`first_payment_date` {first} is not {DAYS_OF_MONTH[on]}, as `interest.on: {on}` says"
        slip = Slip(Code.FIRST_PAYMENT_DATE, what, str(meant), f"write {meant}, or another `interest.on`")
        subject.complaints.at_value(note, "first_payment_date", slip)


def _period(subject: Subject, terms: Terms) -> None:
    """Interest is counted by the period only where there are periods."""
    if terms.interest.every is None and terms.interest.day_count is DayCount.PERIOD:
        what = "`day_count: period` counts by interest periods, and `every: maturity` has none"
        slip = Slip(
            Code.PERIOD_WITHOUT_DATES, what, "another day count, or payment dates", "write actual/365, 30/360, …"
        )
        for path, key in ((("terms", "interest"), "day_count"), (("reading",), "day_count"), ((), "terms")):
            node = subject.node_at(*path)
            if node is not None and key in node:
                subject.complaints.at_value(node, key, slip)
                return


# What bars


def _tests(subject: Subject, terms: Terms) -> None:
    """A test has its name and what it must reach."""
    for component in ("interest", "principal", "expenses"):
        when = getattr(terms.permitted, component)
        if not isinstance(when, Test):
            continue
        node = subject.node_at("terms", "permitted", component) or subject.node_at("terms") or subject.root
        for key, wants in (("test", "a name of your own, as in the test_result events"), ("at_least", "a number")):
            if getattr(when, key) is None:
                slip = Slip(Code.MISSING_KEY, f"the test of `{component}` has no `{key}`", f"{key}: {wants}")
                subject.complaints.at(node.start, slip)


# Interest in kind and in default


def _in_kind(subject: Subject, terms: Terms) -> None:
    """Of the four forms one, whole, on payment dates (T-21)."""
    pik, node = terms.interest.pik, subject.node_at("terms", "interest")
    if pik is None or node is None or "pik" not in node:
        return
    forms = {"part": pik.part, "all": pik.all, "toggle": pik.toggle, "deemed": pik.deemed}
    given = [f"`{name}`" for name, form in forms.items() if form]
    if len(given) != 1:
        what = f"`pik` has {' and '.join(given)}" if given else "`pik` does not say in which form"
        hint = "write one of them; `all: no` and `deemed: no` take one back that the instrument has"
        subject.complaints.at_key(node, "pik", Slip(Code.PIK_FORM, what, "one of part, all, toggle and deemed", hint))
    toggle = subject.node_at("terms", "interest", "pik", "toggle")
    if pik.toggle is not None and pik.toggle.rate is None and toggle is not None:
        slip = Slip(Code.MISSING_KEY, "`toggle` has no `rate`", f"rate: {A_RATE}")
        subject.complaints.at(toggle.start, slip)
    if terms.interest.every is None:
        what = "`pik` adds interest to principal on payment dates, and `every: maturity` has none"
        slip = Slip(Code.PIK_WITHOUT_DATES, what, "payment dates, or no `pik`", "write every: 12 months, or the like")
        subject.complaints.at_key(node, "pik", slip)


def _default_interest(subject: Subject, terms: Terms) -> None:
    """A rate of its own, or what is added to the contract's."""
    default, node = terms.interest.default, subject.node_at("terms", "interest")
    if default is None or node is None or "default" not in node:
        return
    if (default.rate is None) == (default.plus is None):
        says = "both `rate` and `plus`" if default.rate else "neither `rate` nor `plus`"
        slip = Slip(Code.DEFAULT_RATE, f"`default` has {says}", "one of the two: the rate in default, or what is added")
        subject.complaints.at_key(node, "default", slip)


def _given_by(subject: Subject) -> None:
    """Only listed Senior debts give notices."""
    node = subject.node_at("terms", "blockage", "other_default")
    named = None if node is None else node.get("given_by")
    if isinstance(named, Sequence):
        for facility, at in zip(named, named.at, strict=True):
            if isinstance(facility, str) and facility not in subject.known.facilities and subject.whole:
                subject.complaints.at(at, subject.known.unknown_facility(facility), facility)


def _acceleration(subject: Subject, terms: Terms, value: Value, node: Mapping) -> None:
    """By one Holder, or by several, as the terms have it; listed ones, each once."""
    alone = terms.acceleration.by == "holder"
    wanted, other = ("holder", "holders") if alone else ("holders", "holder")
    says = "each Holder accelerates its own Note" if alone else f"{_share(terms)} of the Holders accelerate together"
    if other in node:
        hint = "name the one that accelerates" if alone else "list all who join, as [a, b]"
        slip = Slip(Code.HOLDER_OR_HOLDERS, f"`{other}` stands in an acceleration where {says}", f"`{wanted}`", hint)
        subject.complaints.at_key(node, other, slip)
    elif wanted not in node and id(node) not in subject.broken:
        dated = f" of {value.date}" if value.date else ""
        expects = f"holder: {AN_ID}" if alone else "holders: a list of the ids of Holders"
        subject.complaints.at(
            node.start, Slip(Code.MISSING_KEY, f"this acceleration{dated} has no `{wanted}`", expects)
        )
    _signatories(subject, node)


def _signatories(subject: Subject, node: Mapping) -> None:
    """Listed Holders, each once."""
    named = node.get("holders")
    if not isinstance(named, Sequence):
        return
    if not named:
        slip = Slip(Code.HOLDER_OR_HOLDERS, "`holders` is an empty list", "the id of at least one Holder")
        subject.complaints.at_value(node, "holders", slip)
    before: set[str] = set()
    for holder, at in zip(named, named.at, strict=True):
        if isinstance(holder, str) and holder in before:
            slip = Slip(Code.NAMED_TWICE, f"{quoted(holder)} is named twice", "each Holder once")
            subject.complaints.at(at, slip, holder)
        elif isinstance(holder, str) and holder and holder not in subject.known.holders and subject.whole:
            subject.complaints.at(at, subject.known.unknown_holder(holder), holder)
        before.add(str(holder))


def _share(terms: Terms) -> str:
    by = terms.acceleration.by
    return "a majority" if by == "majority" else f"{by}%"


def _notice(subject: Subject, terms: Terms, value: Value, node: Mapping) -> None:
    """A notice that these terms know; of one to the representative of all no day Holder by Holder."""
    if kind_of(value) in _STOPS and not terms.permitted.stop_notice:
        what = f"a {node['type']} stands where the terms know no stop notice"
        slip = Slip(
            Code.UNKNOWN_NOTICE, what, "`terms: {permitted: {stop_notice: yes}}`, or an instrument that has it", ""
        )
        subject.complaints.at_value(node, "type", slip)
    switched = not isinstance(subject.parts.reading, Partial)
    if switched and terms.blockage.starts == "representative" and "received" in node:
        what = "`received` stands in a notice that the representative of all Holders has"
        hint = "write the day with `date` and `method`, or `blockage: {starts: holder}`"
        slip = Slip(Code.RECEIVED, what, "one day for all (`blockage.starts: representative`)", hint)
        subject.complaints.at_key(node, "received", slip)
