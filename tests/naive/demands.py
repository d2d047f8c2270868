"""Steps 3 and 4 of a day: Events of Default, accelerations, their rescission, overrides."""

from datetime import date, timedelta
from fractions import Fraction

from .counting import DAY, day_of
from .facts import Default, Event
from .notes import Item, Note
from .senior import is_pending
from .state import State
from .terms import role_of_default, share_met


class Demands(State):
    """What may be demanded, and what a demand does."""

    def open_defaults(self, day: date) -> None:
        """2(a): a default exists from the day after the timely day of something unpaid."""
        for holder, note in self.notes.items():
            if note.default_from is None and self.overdue(note, day - DAY):
                note.default_from = day
                self.payment_defaults.append([holder, day, None])

    def overdue(self, note: Note, day: date) -> bool:
        """Whether something is unpaid at the end of its timely day and of its grace (T-13), or later."""
        return any(not item.waived and self.is_beyond_grace(item, day) for item in note.due_items())

    def default_goes_on(self, note: Note, day: date) -> date | None:
        """Since when a 2(a) default has existed that is unbroken at the end of a day on which nothing more is paid."""
        return note.default_from if self.overdue(note, day) else None

    def is_beyond_grace(self, item: Item, day: date) -> bool:
        """Whether the last day of grace of an unpaid sum is over at the end of a day."""
        last = self.facts.grace_end(item.kind, item.due)
        return last is not None and last <= day

    def supporting(self, holders: list[str], day: date) -> list[Default]:
        """The Events of Default that exist as to one of the Holders on a day and count for a demand (T-14, `for`)."""
        found = [("default_payment", *span) for span in self.payment_defaults if span[0] in holders and span[2] is None]
        found += [each for each in self.standing_defaults if any(exists_on(each, holder, day) for holder in holders)]
        counting = self.facts.terms["acceleration"]["for"]
        roles = None if counting == "any" else {role_of_default(name) for name in counting}
        return [default for default in found if roles is None or default[0] in roles]

    def accelerate_by_itself(self, day: date) -> None:
        """T-14, `automatic`: all Notes fall due on the day on which such an Event of Default first exists."""
        roles = {role_of_default(name) for name in self.facts.terms["acceleration"]["automatic"]}
        if not roles:
            return
        new = [role for role, _, start, _ in self.standing_defaults if start == day]
        new += ["default_payment" for _, start, _ in self.payment_defaults if start == day]
        if roles & set(new) and any(note.owes() for note in self.notes.values()):
            self.accelerations.append({"holder": None, "date": day, "valid": True, "reason": "automatic"})
            self.make_due(list(self.notes), day)
            self.override({}, [], day)

    def accelerate(self, event: Event, day: date) -> None:
        """Section 2, T-14: a demand by one Holder for its own Note, or by several for all; and the override of it."""
        by = self.facts.terms["acceleration"]["by"]
        demanding = [event["holder"]] if by == "holder" else list(event["holders"])
        due = demanding if by == "holder" else list(self.notes)
        reason = None
        defaults = self.supporting(due, day)
        if not any(self.notes[holder].owes() for holder in due):
            reason = "nothing is owing"
        elif by != "holder" and not self.have_the_share(demanding, by):
            reason = "the share of principal is not reached"
        elif not defaults:
            reason = "no Event of Default exists"
        elif not self.may_demand(defaults, demanding, day):
            reason = "the standstill is not over"
        row = {"holder": event.get("holder"), "date": day, "valid": reason is None, "reason": reason}
        self.accelerations.append(row if by == "holder" else row | {"holders": demanding})
        if reason is None:
            self.make_due(due, day)
            self.override(event, demanding, day)

    def rescind(self, event: Event, day: date) -> None:
        """T-25: by the same share as T-14; accelerated principal is undue again, unless another sum is overdue."""
        by = self.facts.terms["acceleration"]["by"]
        whose = list(event["holders"]) if by == "holder" else list(self.notes)
        if by != "holder" and not self.have_the_share(list(event["holders"]), by):
            return
        if any(self.overdue_otherwise(self.notes[holder], day) for holder in whose):
            return
        for note in (self.notes[holder] for holder in whose):
            note.premiums = [item for item in note.premiums if not item.by_acceleration]
            for parcel in note.parcels:
                parcel.accelerated = False
                if parcel.by_acceleration:
                    parcel.due = parcel.maturity if parcel.maturity < day else None
                    parcel.by_acceleration = False
                    note.running += parcel.principal * parcel.waiting
                    parcel.waiting = Fraction(0)
        for row in self.override_rows:
            if row["effective"] and set(row["cause"]) & set(whose) and row["end"] >= day:
                self.overrides.remove((row["start"], row["end"]))
                row["end"] = day - DAY
                if row["start"] < day:
                    self.overrides.append((row["start"], row["end"]))
                else:
                    row |= {"effective": False, "end": None, "reason": "rescinded on its own day"}

    def overdue_otherwise(self, note: Note, day: date) -> bool:
        """Settled 15: whether a sum is past its timely day that would be due without the acceleration, too."""
        timely = self.facts.calendar.timely_through
        if any(timely(item.due) < day and not item.by_acceleration for item in note.due_items()):
            return True
        return any(parcel.by_acceleration and timely(parcel.maturity) < day for parcel in note.parcels)

    def have_the_share(self, demanding: list[str], by: str) -> bool:
        """T-14: the unpaid principal of those who sign, against that of all Notes issued by then."""
        signing = sum(self.notes[holder].principal() for holder in set(demanding))
        return share_met(by, signing, sum(note.principal() for note in self.notes.values()))

    def may_demand(self, defaults: list[Default], demanding: list[str], day: date) -> bool:
        """T-11: a default of the day of a junior notice, unbroken since, more than so many days ago; or an end."""
        if self.facts.standstill is None:
            return True
        for event, last in self.facts.standstills():
            if last < day and any(start <= day_of(event["date"]) for _, _, start, _ in defaults):
                return True
        return any(self.standstill_ended(end, demanding, day) for end in self.facts.standstill["ends"])

    def standstill_ended(self, end: str, demanding: list[str], day: date) -> bool:
        """T-11: whether what ends a standstill holds on a day, as it stands at step 4."""
        if end == "insolvency":
            return any(is_pending(event, day) for event in self.facts.of("insolvency"))
        if end == "maturity":
            signing = [self.notes[holder] for holder in demanding]  # an instalment is not the Note's principal
            return any(note.parcels and not note.has_undue_principal() for note in signing)
        if end == "senior_paid":
            return not any(self.senior.left_to(holder) for holder in demanding)
        kind = "senior_acceleration" if end == "senior_acceleration" else "senior_maturity"
        return any(
            event["type"] == kind and self.senior.left(name, holder)
            for name, event in self.senior.due_portions()
            for holder in demanding
        )

    def make_due(self, holders: list[str], day: date) -> None:
        """All principal and the interest accrued; T-2: when all principal is due already, no more interest."""
        for note in (self.notes[holder] for holder in holders):
            quiet = self.is_quiet(note)
            for parcel in note.parcels:
                parcel.accelerated = True
            if not quiet:
                undue = [parcel for parcel in note.parcels if parcel.due is None]
                note.principal_falls_due(undue, day, by_acceleration=True)
                if self.facts.bears_premium("acceleration"):
                    note.premium_falls_due(sum(parcel.principal for parcel in undue), day, by_acceleration=True)

    def is_quiet(self, note: Note) -> bool:
        """T-2: once no principal of the Note is undue any more no interest falls due, where it goes with payment."""
        return self.facts.after_maturity_with_payment and not note.has_undue_principal()

    def override(self, event: Event, demanding: list[str], day: date) -> None:
        """R-15, T-9: from the acceleration to so many days after the later of the two notices."""
        if self.facts.override_days is None:
            return
        notice = event.get("notice")
        days = [notice.get("borrower"), notice.get("senior")] if isinstance(notice, dict) else [notice]
        clause = self.facts.label("override")
        row = {"kind": "override", "holder": None, "start": day, "end": None, "effective": False, "clause": clause}
        row |= {"reason": "no notice of the acceleration is on record", "cause": demanding}
        if all(days):
            end = max(day_of(text) for text in days) + timedelta(days=self.facts.override_days.number)
            end -= self.facts.outside
            self.overrides.append((day, end))
            row |= {"end": end, "effective": True, "reason": None}
        self.override_rows.append(row)

    def overridden(self, day: date) -> bool:
        """Whether no Blockage Event is deemed to exist on a day."""
        return any(start <= day <= last for start, last in self.overrides)


def exists_on(default: Default, holder: str, day: date) -> bool:
    """Whether an Event of Default exists as to a Holder on a day; it still does on the day it ends."""
    _, whose, start, until = default
    return whose in (None, holder) and start <= day and (until is None or day <= until)
