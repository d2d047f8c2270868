"""A Holder on whom notices of Senior become effective, under the terms of the Note or others."""

from datetime import date

from note_sched.document.events import BlockageNotice, SeniorDefault
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.rules.blockage import Served, Withdrawal
from note_sched.rules.blockage import Told as WasTold
from note_sched.rules.noticed import BlockageHistory
from note_sched.rules.override import Override, Overrides
from note_sched.terms.terms import Limits, OtherDefault

day = date.fromisoformat
label = AIR_INDUSTRIES_2008.label
BY_THE_NOTE = AIR_INDUSTRIES_2008.terms.blockage
VOID_QUALIFICATION = "void 1(d)"
VOID_PROVISO = "void 1(d)(ii)"


def default(name="d1", on="2009-02-20", kind="other", facility="pnc", **facts):
    dates = {key: day(facts.pop(key)) for key in ("cured", "waived") if key in facts}
    return SeniorDefault(id=name, date=day(on), kind=kind, facility=facility, **dates, **facts)


def read(base=BY_THE_NOTE, **terms):
    """Terms on blockage with some in their place: keys of them, of their limits and of other defaults alike."""
    other = {key: terms.pop(key) for key in OtherDefault.__struct_fields__ if key in terms}
    limits = {key: terms.pop(key) for key in Limits.__struct_fields__ if key in terms}
    in_place = {"other_default": base.other_default._replace(**other)} if other else {}
    return base._replace(limits=base.limits._replace(**limits), **in_place, **terms)


class Told:
    """A Holder, and what the notices effective on it found.

    ``cured``: days of cure notices by default; ``withdrawn``: by default days of withdrawals, each with who gave it.
    """

    def __init__(self, *defaults, cured=(), withdrawn=(), overridden=(), **terms):
        told = {name: WasTold([day(on) for on in days]) for name, days in dict(cured).items()}
        told |= {
            name: WasTold([], [Withdrawal(day(on), by) for on, by in each]) for name, each in dict(withdrawn).items()
        }
        self.overrides = Overrides()
        for first, last in overridden:
            self.overrides.add(Override(day(first), day(last), ("a",)))
        by_id = {each.id: each for each in defaults}
        self.history = BlockageHistory(by_id, {"pnc": True, "junior": False}, told, read(**terms))
        self.count = 0

    def notice(self, on, *names, borrower="same day", **given):
        """First and last day of the Blockage Event founded on each default named, or the clause that voids it."""
        return self.notices(on, names, borrower=borrower, **given)

    def notices(self, on, *several, borrower="same day", by=None, arrears=None):
        """Several notices, all effective on one day, given ``by`` one, while ``arrears`` are unpaid."""
        effective = day(on)
        on_borrower = effective if borrower == "same day" else borrower and day(borrower)
        served = []
        for names in several:
            self.count += 1
            sent = BlockageNotice(date=effective, defaults=names, by=by)
            served.append(Served(self.count, sent, 0, effective, on_borrower))
        void_before = len(self.history.void)
        founded = self.history.judge(effective, served, self.overrides, arrears)
        found = {each.default.id: (str(each.start), each.end and str(each.end)) for each in founded}
        return found | {void.default: f"void {label(void.ground.role)}" for void in self.history.void[void_before:]}
