"""Whether what terms say of principal before maturity goes together: its instalments (T-23)."""

from collections.abc import Sequence
from datetime import date

from note_sched.document.codes import Code
from note_sched.document.counting import ladder_of_instalments
from note_sched.document.slips import A_DATE, DAYS_OF_MONTH, Slip
from note_sched.document.subject import Subject
from note_sched.document.tree import Mapping, Node
from note_sched.document.tree import Sequence as Listed
from note_sched.measure.business_days import BusinessDays
from note_sched.measure.money import write_grouped
from note_sched.terms.terms import Instalment, Prepayment, Regular, Terms


def check(subject: Subject, terms: Terms) -> None:
    """Complain of instalments without a date or a sum, out of order, before the issue date, or above the principal."""
    plan = terms.principal.instalments
    if isinstance(plan, Regular):
        _regular(subject, terms, plan)
    elif plan is not None:
        _listed(subject, plan)
    if terms.principal.prepayment is not None:
        _premium(subject, terms.principal.prepayment)


def _premium(subject: Subject, prepayment: Prepayment) -> None:
    """Percentages by their days, of a note that can be prepaid at all (T-24)."""
    node = subject.node_at("terms", "principal", "prepayment") or subject.node_at("terms") or subject.root
    steps, listed = prepayment.premium or (), node.get("premium")
    items = listed if isinstance(listed, Listed) else ()
    if None in [each.through for each in steps]:
        return  # where a syntax error cut the list short
    for earlier, later, item in zip(steps, steps[1:], items[1:], strict=False):
        if later.through <= earlier.through and isinstance(item, Mapping):
            what = f"the premium through {later.through} stands behind that through {earlier.through}"
            slip = Slip(Code.PREMIUM_DATES, what, "percentages by their last days, one a day")
            subject.complaints.at_value(item, "through", slip)
    matures = subject.parts.note.maturity_date
    never = matures is not None and prepayment.starts is not None and prepayment.starts >= matures
    if steps and never and not prepayment.also_on:
        what = f"there is a premium, and principal cannot be prepaid before {prepayment.starts}, when it is due"
        slip = Slip(Code.PREMIUM_WITHOUT_PREPAYMENT, what, f"`from` a day before {matures}, or no premium")
        _at_key(subject, node, "from", slip)


def _at(subject: Subject) -> tuple[Mapping, int]:
    """Where instalments are complained of: where they stand, or the terms that an option laid over."""
    for path in (("terms", "principal", "instalments"), ("terms", "principal"), ("terms",)):
        node = subject.node_at(*path)
        if node is not None:
            return node, node.start
    return subject.root, subject.root.start


def _regular(subject: Subject, terms: Terms, plan: Regular) -> None:
    node, at = _at(subject)
    if (plan.amount is None) == (plan.level is None):
        what = "the instalments have both `amount` and `level`" if plan.level else "the instalments have no sum"
        wants = "exactly one of `amount` (of principal) and `level` (of interest and principal together)"
        subject.complaints.at(at, Slip(Code.ONE_OF_TWO, what, wants))
    note = subject.parts.note
    holidays, matures = note.holidays, note.maturity_date
    if holidays is None or (note.first_payment_date is None and terms.interest.every is not None):
        return  # that cannot be read, or is missing, and complained of by itself
    calendar = BusinessDays(holidays.add or (), holidays.remove or (), terms.days.calendar)
    ladder = ladder_of_instalments(plan, terms.interest, note.first_payment_date, calendar)
    if ladder is None:
        for key, wants in (("first", A_DATE), ("every", "1 month, 3 months, 6 months or 12 months")):
            if getattr(plan, key) is None:
                slip = Slip(Code.MISSING_KEY, f"the instalments have no `{key}`", f"{key}: {wants}")
                subject.complaints.at(at, slip)
        return
    meant, on = ladder.nth(0), plan.on or terms.interest.on
    if plan.first is not None and plan.first != meant:
        what = f"`first` {plan.first} is not {DAYS_OF_MONTH[on]}, as `on: {on}` says"
        _at_key(
            subject, node, "first", Slip(Code.FIRST_PAYMENT_DATE, what, str(meant), f"write {meant}, or another `on`")
        )
    _after_issue(subject, meant, node, "first")
    if plan.number is not None and plan.amount is not None and matures is not None:
        dates = [ladder.nth(number) for number in range(plan.number)]
        _not_above(subject, plan.amount * sum(day < matures for day in dates), node, "amount")


def _at_key(subject: Subject, node: Mapping, key: str, slip: Slip) -> None:
    if key in node:
        subject.complaints.at_value(node, key, slip)
    else:
        subject.complaints.at(node.start, slip)


def _listed(subject: Subject, plan: Sequence[Instalment]) -> None:
    principal = subject.node_at("terms", "principal")
    node: Node | None = None if principal is None else principal.get("instalments")
    items = node if isinstance(node, Listed) else ()
    if None in [part for each in plan for part in (each.date, each.amount)]:
        return  # where a syntax error cut the list short
    before: date | None = None
    for each, item in zip(plan, items, strict=False):
        if not isinstance(item, Mapping):
            continue
        if before is not None and each.date <= before:
            what = f"the instalment of {each.date} stands behind that of {before}"
            slip = Slip(Code.INSTALMENT_DATES, what, "instalments by their dates, one a date")
            subject.complaints.at_value(item, "date", slip)
        before = each.date
        _after_issue(subject, each.date, item, "date")
    matures = subject.parts.note.maturity_date
    if matures is not None and isinstance(node, Listed):
        whole, last = sum(each.amount for each in plan if each.date < matures), items[-1] if items else None
        if isinstance(last, Mapping):
            _not_above(subject, whole, last, "amount")


def _after_issue(subject: Subject, day: date, node: Mapping, key: str) -> None:
    issued = subject.parts.note.issue_date
    if issued is not None and day <= issued:
        what = f"the instalment of {day} is not after the issue date"
        _at_key(subject, node, key, Slip(Code.INSTALMENT_DATES, what, f"a day after {issued}"))


def _not_above(subject: Subject, cents: int, node: Mapping, key: str) -> None:
    """What falls due before maturity is no more than there is."""
    holdings = [holder.principal for holder in subject.parts.holders]
    if None in holdings or not subject.whole:
        return
    principal = sum(holdings)
    if cents > principal:
        what = f"the instalments before maturity come to {write_grouped(cents)}, more than the principal of all Notes"
        hint = "what they leave falls due at maturity"
        slip = Slip(Code.INSTALMENTS_ABOVE_PRINCIPAL, what, f"at most {write_grouped(principal)} together", hint)
        _at_key(subject, node, key, slip)
