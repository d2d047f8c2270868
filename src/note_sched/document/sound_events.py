"""Whether each event can have happened as it is written: references, combinations, what comes before what."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from note_sched.document import events
from note_sched.document.codes import Code
from note_sched.document.convert import Value, kind_of
from note_sched.document.returned import addressee, matched, recorded_that_day
from note_sched.document.scalars import is_id
from note_sched.document.slips import Slip
from note_sched.document.subject import Subject
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence
from note_sched.measure.money import write_grouped

_HOLDER_KEYS: dict[type | None, tuple[tuple[str, str], ...]] = {
    events.Payment: (("to", "to"),),
    events.PaymentReturned: (("to", "to"),),
    events.Refund: (("holder", "holder"),),
    events.Expense: (("holder", "holder"),),
    events.Transfer: (("from", "source"), ("to", "target")),
    events.Acceleration: (("holder", "holder"),),
    events.DefaultWaived: (("holder", "holder"),),
    events.Conversion: (("holder", "holder"),),
}
_FACILITY_KEYS: dict[type | None, str] = {
    events.SeniorBalance: "facility",
    events.SeniorPayment: "facility",
    events.SeniorMaturity: "facility",
    events.SeniorAcceleration: "facility",
    events.SeniorAvoidance: "facility",
    events.SeniorDefault: "facility",
    events.BlockageNotice: "by",
    events.CureNotice: "by",
    events.BlockageWithdrawal: "by",
    events.StopNotice: "by",
    events.ResumeNotice: "by",
}
_ENDS: dict[type | None, tuple[str, ...]] = {
    events.SeniorAcceleration: ("rescinded",),
    events.SeniorDefault: ("cured", "waived"),
    events.Breach: ("cured",),
    events.Receiver: ("dismissed",),
    events.Judgment: ("satisfied",),
    events.Insolvency: ("dismissed",),
    events.Nonpayment: ("paid",),
}


def check(subject: Subject) -> None:
    """Complain of every event that cannot have happened as it is written."""
    subject.unique("senior_default", subject.events_of(events.SeniorDefault))
    for value, node in subject.events:
        _references(subject, value, node)
        _ends(subject, value, node)
        check_kind = _CHECKS.get(kind_of(value))
        if check_kind is not None:
            check_kind(subject, value, node)
    _returns(subject)
    _holdings(subject)


def _references(subject: Subject, value: Value, node: Mapping) -> None:
    kind = kind_of(value)
    for key, attribute in _HOLDER_KEYS.get(kind, ()):
        named = getattr(value, attribute)
        if named is not None:
            subject.holder(named, node, key)
    facility_key = _FACILITY_KEYS.get(kind)
    facility = getattr(value, facility_key) if facility_key else None
    if facility_key and facility is not None:
        subject.facility(facility, node, facility_key)


def _ends(subject: Subject, value: Value, node: Mapping) -> None:
    """An end is not before its beginning."""
    for key in _ENDS.get(kind_of(value), ()):
        end = getattr(value, key)
        if end and value.date and end < value.date:
            what = f"`{key}` {end} is before the event itself"
            slip = Slip(Code.END_BEFORE_BEGINNING, what, f"{value.date} or later", "look at both dates")
            subject.complaints.at_value(node, key, slip)


# Payments and transfers


def _payment(subject: Subject, value: Value, node: Mapping) -> None:
    """One of two sums; not before the Note that it pays was issued."""
    _exactly_one(subject, node, ("amount", "principal"), "exactly one of `amount` and `principal`")
    to_all = "to" not in node
    issued = subject.first_issued if to_all else subject.issued.get(value.to)
    if issued and value.date and value.date < issued:
        whose = "the first Note" if to_all else f"the Note of {value.to}"
        what = f"the payment of {value.date} is before {whose} was issued"
        subject.complaints.at_value(node, "date", Slip(Code.PAYMENT_BEFORE_ISSUE, what, f"{issued} or later"))


def _conversion(subject: Subject, value: Value, node: Mapping) -> None:
    """Principal is converted once there is some."""
    issued = subject.issued.get(value.holder)
    if issued and value.date and value.date < issued:
        what = f"the conversion of {value.date} is before the Note of {value.holder} was issued"
        subject.complaints.at_value(node, "date", Slip(Code.PAYMENT_BEFORE_ISSUE, what, f"{issued} or later"))


def _payment_returned(subject: Subject, value: Value, node: Mapping) -> None:
    """A wire comes back after it was sent."""
    if value.of and value.date and value.of > value.date:
        what = f"`of` {value.of} is after the day of the return"
        subject.complaints.at_value(
            node, "of", Slip(Code.RETURN_BEFORE_PAYMENT, what, f"the day of the payment, {value.date} or earlier")
        )


def _returns(subject: Subject) -> None:
    """What comes back was paid: on that day, to that addressee, as much as that."""
    returned = {id(node): (value, node) for value, node in subject.events_of(events.PaymentReturned)}
    if not returned or not subject.whole:
        return
    payments = [value for value, _ in subject.events_of(events.Payment)]
    if not all(isinstance(value, Struct) for value in (*payments, *(value for value, _ in returned.values()))):
        return  # what was paid depends on what could not be read
    found = matched((id(node), value) for value, node in subject.events)
    for place, cents in found.left.items():
        value, node = returned[place]
        paid = sum(each.amount for each in payments if (each.date, each.to) == (value.of, value.to))
        recorded = recorded_that_day(payments, value.of)
        if not paid:
            what = f"no payment of {value.of} to {addressee(value.to)} is recorded"
            slip = Slip(
                Code.RETURN_OF_NOTHING, what, "the day and the addressee (`to`) of a recorded payment", recorded
            )
            subject.complaints.at_value(node, "of", slip)
        else:
            what = f"{write_grouped(cents)} more comes back than was paid on {value.of} to {addressee(value.to)}"
            most = write_grouped(value.amount - cents)
            slip = Slip(Code.RETURN_TOO_LARGE, what, f"at most {most}", recorded)
            subject.complaints.at_value(node, "amount", slip)


def _refund(subject: Subject, value: Value, node: Mapping) -> None:
    """Nothing was received, and nothing can go back, before the Note existed."""
    _not_before_the_note(subject, value, node, "refund")


def _exactly_one(subject: Subject, node: Mapping, keys: tuple[str, str], words: str) -> None:
    written = [key for key in keys if key in node and not (key == "in_full" and node[key] in ("no", "false"))]
    if len(written) == 1:
        return
    if written:
        slip = Slip(Code.ONE_OF_TWO, f"this {node['type']} has both `{keys[0]}` and `{keys[1]}`", words)
        subject.complaints.at_key(node, max(keys, key=node.key_at), slip)
    elif subject.whole:
        subject.complaints.at(node.start, Slip(Code.ONE_OF_TWO, f"this {node['type']} has no sum", words))


def _distribution(subject: Subject, value: Value, node: Mapping) -> None:
    """Collection expenses do not exceed what was collected; nothing is distributed on Notes that do not exist."""
    _not_before_the_note(subject, value, node, "distribution")
    if value.amount is not None and value.expenses is not None and value.expenses > value.amount:
        what = f"expenses of {write_grouped(value.expenses)} exceed the distribution"
        slip = Slip(Code.EXPENSES_TOO_LARGE, what, f"at most its amount, {write_grouped(value.amount)}")
        subject.complaints.at_value(node, "expenses", slip)


def _transfer(subject: Subject, value: Value, node: Mapping) -> None:
    """A Note goes to somebody else, once it exists."""
    _not_before_the_note(subject, value, node, "transfer")
    if value.source is not None and value.source == value.target:
        slip = Slip(Code.TRANSFER_TO_ITSELF, f"{quoted(value.target)} transfers to itself", "another Holder")
        subject.complaints.at_value(node, "to", slip)


def _expense(subject: Subject, value: Value, node: Mapping) -> None:
    """Expenses are demanded under a Note that exists."""
    _not_before_the_note(subject, value, node, "demand for expenses")


def _not_before_the_note(subject: Subject, value: Value, node: Mapping, what: str) -> None:
    issued = subject.parts.note.issue_date
    if issued and value.date and value.date < issued:
        slip = Slip(
            Code.PAYMENT_BEFORE_ISSUE, f"the {what} of {value.date} is before the issue date", f"{issued} or later"
        )
        subject.complaints.at_value(node, "date", slip)


def _holdings(subject: Subject) -> None:
    """Nobody transfers more than could be held at most, had no principal ever been paid; nor all, who never held any.

    A Note that was held and is paid off may still be transferred whole: what is left of it goes.
    """
    held: dict[str | None, int | None] = {holder.id: holder.principal for holder in subject.parts.holders}
    own = [each for each in subject.parts.holders if None not in (each.id, each.issue_date, each.principal)]
    to_come = sorted(((each.issue_date, each.id, each.principal) for each in own), reverse=True)
    held.update((holder, 0) for _, holder, _ in to_come)
    have_held = {holder for holder, principal in held.items() if principal}
    dated = [item for item in subject.events_of(events.Transfer) if item[0].date is not None]
    for value, node in sorted(dated, key=lambda item: item[0].date):
        while to_come and to_come[-1][0] <= value.date:
            _, holder, principal = to_come.pop()
            held[holder] = (held[holder] or 0) + principal
            have_held |= {holder} if principal else set()
        most, before = held.get(value.source), held.get(value.target)
        if most is None or before is None or ("amount" in node and value.amount is None):
            return  # who holds what from here on depends on what could not be read
        if value.amount is not None and value.amount > most:
            what = f"{quoted(value.source)} transfers {write_grouped(value.amount)} and holds {write_grouped(most)}"
            slip = Slip(Code.TRANSFER_TOO_LARGE, what, f"at most {write_grouped(most)}", "without `amount`, all goes")
            subject.complaints.at_value(node, "amount", slip)
        elif value.amount is None and value.source not in have_held:
            _nothing_yet(subject, value, node)
        moved = most if value.amount is None else min(value.amount, most)
        held[value.source] = (held[value.source] or 0) - moved
        held[value.target] = (held[value.target] or 0) + moved
        have_held |= {value.target} if moved else set()


def _nothing_yet(subject: Subject, value: Value, node: Mapping) -> None:
    """All of nothing: most likely another Holder, or another day, is meant."""
    what = f"{quoted(value.source)} transfers all on {value.date} and holds nothing yet"
    issued = subject.issued.get(value.source)
    later = f"its Note is issued on {issued}" if issued and issued > value.date else ""
    slip = Slip(Code.TRANSFER_OF_NOTHING, what, "a Holder who holds, or has held, a Note by that day", later)
    subject.complaints.at_value(node, "from", slip)


# Senior debt


def _senior_payment(subject: Subject, value: Value, node: Mapping) -> None:
    """A sum or all of it; ``for`` names a maturity of that facility."""
    _exactly_one(subject, node, ("amount", "in_full"), "exactly one of `amount` and `in_full: yes`")
    if value.maturity is None or value.facility is None or not subject.whole:
        return
    days = subject.maturities.get(value.facility, set())
    if value.maturity not in days:
        what = f"no senior_maturity of {quoted(value.facility)} falls on {value.maturity}"
        none = "the date of a senior_maturity of that facility; the document records none"
        slip = Slip(Code.UNKNOWN_MATURITY, what, f"one of {', '.join(map(str, sorted(days)))}" if days else none)
        subject.complaints.at_value(node, "for", slip)


def _senior_due(subject: Subject, value: Value, node: Mapping) -> None:
    """A debt does not mature, and is not accelerated, before it is in effect."""
    debt = subject.debts.get(value.facility)
    if debt is None or value.date is None:
        return
    debt_value, debt_node = debt
    begins = debt_value.in_effect
    if begins and value.date < begins:
        happens = "matures" if kind_of(value) is events.SeniorMaturity else "is accelerated"
        what = f"{quoted(value.facility)} {happens} on {value.date} and is not in effect before {begins}"
        where = subject.complaints.where(debt_node.value_at("in_effect"))
        hint = f"its `in_effect` is {where}; look at both dates, or name the debt that it refinances"
        slip = Slip(Code.DUE_BEFORE_IN_EFFECT, what, f"{begins} or later", hint)
        subject.complaints.at_value(node, "date", slip)


def _senior_avoidance(subject: Subject, value: Value, node: Mapping) -> None:
    """What is returned was received before."""
    if value.received and value.date and value.received > value.date:
        what = f"`received` {value.received} is after the day of its return"
        slip = Slip(Code.RECEIPT_AFTER_RETURN, what, f"{value.date} or earlier")
        subject.complaints.at_value(node, "received", slip)


def _senior_default(subject: Subject, value: Value, node: Mapping) -> None:
    """Non-payment of interest on the Notes is no payment due under Senior debt."""
    if value.junior_interest and value.kind == "payment":
        slip = Slip(
            Code.JUNIOR_INTEREST,
            "`junior_interest` stands in a payment default",
            "kind: other (interest on these Notes is no payment due under Senior debt)",
            "write kind: other, or leave junior_interest out",
        )
        subject.complaints.at_key(node, "junior_interest", slip)


# Notices


def _notice(subject: Subject, value: Value, node: Mapping) -> None:
    """Listed defaults; a time or an actual receipt only where the method has one; nothing received before it."""
    _named_defaults(subject, node)
    _method(subject, value, node)
    received = node.get("received")
    if isinstance(received, Mapping):
        subject.holder_keys(received, also="others")
        days = value.received or {}
        for position, (holder, written) in enumerate(received.items()):
            _not_before(subject, value.date, days.get(holder), (received.at[2 * position + 1], written))
    for key in ("actual", "borrower"):
        if key in node:
            _not_before(subject, value.date, getattr(value, key), (node.value_at(key), node[key]))


def _not_before(subject: Subject, sent: date | None, day: date | None, written: tuple[int, Node]) -> None:
    if sent and day and day < sent:
        slip = Slip(Code.RECEIPT_BEFORE_NOTICE, f"{day} is before the notice itself", f"{sent} or later")
        subject.complaints.at(written[0], slip, written[1])


def _named_defaults(subject: Subject, node: Mapping) -> None:
    named = node.get("defaults")
    if not isinstance(named, Sequence):
        return
    if not named:
        slip = Slip(Code.NO_DEFAULTS, "`defaults` is an empty list", "the id of at least one senior_default")
        subject.complaints.at_value(node, "defaults", slip)
    before: set[str] = set()
    for default, at in zip(named, named.at, strict=True):
        if not isinstance(default, str) or not default:
            continue
        if default in before:
            slip = Slip(Code.NAMED_TWICE, f"{quoted(default)} is named twice", "each default once")
            subject.complaints.at(at, slip, default)
        elif default not in subject.known.defaults and subject.whole and is_id(default):
            subject.complaints.at(at, subject.known.unknown_default(default), default)
        before.add(default)


def _method(subject: Subject, value: Value, node: Mapping) -> None:
    """Only a notice by hand or fax has an hour, only one by courier or mail a day of actual receipt."""
    if "method" in node and value.method is None:
        return  # it could not be read
    for key, methods, code in (
        ("time", ("hand", "fax"), Code.TIME_WITHOUT_METHOD),
        ("actual", ("courier", "mail"), Code.ACTUAL_WITHOUT_METHOD),
    ):
        if key in node and value.method not in methods:
            beside = f"method: {value.method}" if value.method else "no method"
            words = f"`{key}` only with method: {' or method: '.join(methods)}"
            subject.complaints.at_key(node, key, Slip(code, f"`{key}` stands beside {beside}", words))


_CHECKS: dict[type | None, Callable[[Subject, Value, Mapping], None]] = {
    events.Payment: _payment,
    events.Conversion: _conversion,
    events.Distribution: _distribution,
    events.PaymentReturned: _payment_returned,
    events.Refund: _refund,
    events.Expense: _expense,
    events.Transfer: _transfer,
    events.SeniorPayment: _senior_payment,
    events.SeniorMaturity: _senior_due,
    events.SeniorAcceleration: _senior_due,
    events.SeniorAvoidance: _senior_avoidance,
    events.SeniorDefault: _senior_default,
    events.BlockageNotice: _notice,
    events.CureNotice: _notice,
    events.BlockageWithdrawal: _notice,
    events.StopNotice: _notice,
    events.ResumeNotice: _notice,
}
