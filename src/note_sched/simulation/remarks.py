"""What a reader should know about a sound document: one warning per event and kind, with the line of the event."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched.document.events import (
    Acceleration,
    AccelerationRescinded,
    BlockageNotice,
    Conversion,
    CureNotice,
    Distribution,
    Event,
    IndexRate,
    Payment,
    PaymentReturned,
    PikElection,
    SeniorDefault,
    SeniorMaturity,
    TestResult,
    Transfer,
)
from note_sched.document.model import Document, Written
from note_sched.faults import Caution, in_file_order
from note_sched.instruments import KEYS
from note_sched.instruments.air_industries_2008.preamble import ISSUED_IN
from note_sched.ledger.account import Account
from note_sched.ledger.receipts import Receipt
from note_sched.measure.accrual import Rate
from note_sched.measure.money import write_grouped
from note_sched.rules.acceleration import signatories
from note_sched.rules.blockage import BlockageEvent, VoidNotice
from note_sched.rules.ground import BlocksNothing, Ground
from note_sched.rules.maturity import beyond_the_offering
from note_sched.rules.words import Label, section, words
from note_sched.simulation.ratability import Ratable
from note_sched.simulation.remark_words import (
    above_or_below,
    matches_nothing,
    named,
    never_effective,
    paid_nothing,
    recorded_twice,
    shortfalls,
    turned_over,
)
from note_sched.simulation.wires import DueBefore, Odd, Wires
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    pass


class Remarks:
    """Collects the warnings of a run."""

    def __init__(self, document: Document, label: Label) -> None:
        """``label``: how the instrument cites a clause, by its role."""
        self._label = label
        self._document = document
        self._found: dict[tuple[str, int], Caution] = {}
        self._missed: dict[date, date] = {}
        self._wires = Wires()
        self._assumed = 0

    def in_order(self, more: Iterable[Caution] = (), through: date = date.max) -> list[Caution]:
        """The warnings about facts dated ``through`` a day at the latest, by line, then code; ``more``: others."""
        found = [each for each in (*self._found.values(), *more) if each.day is None or each.day <= through]
        return sorted(found, key=_place)

    def acknowledged(self, found: list[Caution], last: date) -> list[Caution]:
        """Those of the warnings that the document acknowledges, taken out of them: one by each acknowledgment.

        One that matches none is a warning of its own, which joins them.

        Args:
            found: the warnings of the run, in order.
            last: how far the run can be judged: of a later day it knows nothing; ``date.min``: not at all.
        """
        silenced = []
        for each in self._document.acknowledged:
            known = next((caution for caution in found if caution.name == each.written), None)
            if known is not None:
                found.remove(known)
                silenced.append(known)
            elif each.line and date.min < last and (each.day or date.min) <= last:
                found.append(Caution("acknowledged-nothing", matches_nothing(each, found), each.line))
        found.sort(key=_place)
        return silenced

    def _say(self, code: str, message: str, line: int, event: Event | None = None) -> None:
        """One warning a code and event; without an event it is about the document."""
        day = None if event is None else event.date
        self._found.setdefault((code, id(event)), Caution(code, message, line, day))

    def of_the_document(self, never_served: Iterable[int]) -> None:
        """What can be said before the first day."""
        document = self._document
        issued = document.note.issue_date
        if document.overlay is None and (issued.year, issued.month) != ISSUED_IN:
            message = (
                f"the note is issued on {issued}, and is read by the text of {document.instrument.name} "
                "(September 2008): hold your note's own text beside it (`note-sched clause`); where they differ, "
                "figures and clauses may be wrong. Of another paper write `terms: {instrument: KEY}`, where KEY is the "
                f"nearest of {', '.join(KEYS)} (`note-sched instruments`)"
            )
            self._say("read-as-2008", message, 0)
        if document.overlay is not None:
            from note_sched.document.unstated import remarks  # noqa: PLC0415 (most documents state no terms)
            from note_sched.simulation.without_effect import under_the_terms  # noqa: PLC0415 (as above)

            for code, message, line in remarks(document):
                self._say(code, message, line)
            self.without_effect(under_the_terms(document))
        if any(isinstance(written.event, IndexRate | PikElection | TestResult) for written in document.events):
            from note_sched.simulation.without_effect import unread  # noqa: PLC0415 (as above)

            self.without_effect(unread(document))
        beyond = beyond_the_offering(document.note, document.holders)
        if beyond is not None:
            self._say("offering-limit-exceeded", beyond, 0)
        simulation = document.simulation
        if simulation.payments == "recorded" and simulation.recorded_through is not None:
            message = (
                f"`recorded_through: {simulation.recorded_through}` means nothing with `payments: recorded`: only "
                "recorded payments happen on any day; write `payments: assumed` if later ones are to be assumed"
            )
            self._say("recorded-through-without-effect", message, 0)
        self._returns()
        self._notices(set(never_served))

    def without_effect(self, found: Iterable[tuple[str, str, Written]]) -> None:
        """Facts that change nothing: code, sentence and event of each."""
        for code, message, written in found:
            self._say(code, message, written.line, written.event)

    def _returns(self) -> None:
        """A payment that came back leaves a day open on which, where the record does not reach, payment is assumed."""
        simulation = self._document.simulation
        for event, line in self._document.events:
            open_day = simulation.recorded_through is None or simulation.recorded_through < getattr(
                event, "of", date.max
            )
            if isinstance(event, PaymentReturned) and simulation.payments == "assumed" and open_day:
                message = (
                    f"the payment of {event.of} came back on {event.date}, and what was due is assumed as paid all the "
                    f"same; write `recorded_through: {event.date}` under simulation if it was not"
                )
                self._say("assumed-though-returned", message, line, event)

    def _notices(self, never_served: set[int]) -> None:
        noticed: set[str] = set()
        cures: list[tuple[CureNotice, int]] = []
        for order, (event, line) in enumerate(self._document.events):
            if isinstance(event, BlockageNotice):
                noticed.update(event.defaults)
                if order in never_served:
                    self._say("notice-never-effective", never_effective(event, self._label), line, event)
            elif isinstance(event, CureNotice):
                cures.append((event, line))
        if cures:
            self._cures(cures)
        blockage = self._document.terms.blockage
        blocks = {"payment": blockage.payment_default == "notice", "other": blockage.other_default is not None}
        for event, line in self._document.events:
            if isinstance(event, SeniorDefault) and event.id not in noticed and blocks[event.kind]:
                message = f"no blockage notice specifies the default {event.id} of {event.date}: it blocks nothing"
                self._say("default-never-noticed", message, line, event)

    def _cures(self, notices: Iterable[tuple[CureNotice, int]]) -> None:
        """Notices of a cure that is not on record: what they were to end goes on.

        Nothing is said of a default that is not known yet (``known_at``).
        """
        defaults = (event for event, _ in self._document.events if isinstance(event, SeniorDefault))
        cured = {each.id: (each.cured or each.waived) is not None for each in defaults}
        for event, line in notices:
            names = ", ".join(each for each in event.defaults if not cured.get(each, True))
            if names:
                message = f"the cure notice of {event.date} ends no block on {names}: no cure or waiver is on record"
                message += "; write `cured` or `waived`, with its day, in the `senior_default`"
                self._say("cures-nothing", message, line, event)

    def payment(self, event: Payment, line: int, due: DueBefore, receipt: Receipt, assumed: int) -> None:
        """A recorded payment: what was ``due`` on its Notes before it, and the cents assumed as paid before."""
        self._wires.comes(event, line, due, receipt)
        if assumed > self._assumed and self._document.simulation.recorded_through is None:
            message = (
                f"{write_grouped(assumed)} of payments are assumed before this recorded one of {event.date}; write "
                f"`recorded_through: {event.date}` under simulation if they were not made"
            )
            self._say("assumed-before-recorded", message, line, event)
            self._assumed = assumed
        self.receipt(event, line, receipt)

    def payments_over(self, ratable: Ratable | None) -> None:
        """All payments of a day have come; ``ratable``: where some of them went to one Holder."""
        odd, short, left_out = self._wires.day_over(ratable)
        for each in odd:
            if each.twice is not None:
                self._say("twice", recorded_twice(each), each.line, each.event)
        rest = [each for each in odd if each.twice is None]
        if ratable is None or ratable.first is None or not short:
            for each in rest:
                self._odd(each)
            return
        event, line = ratable.first
        one = ratable.count == 1
        paid = f"the payment of {event.date} to {event.to} is" if one else f"the payments of {event.date} are"
        shares = (
            f"not ratable ({section(self._label(Role.RATABLE))}): of {write_grouped(ratable.total)} "
            f"{shortfalls(short)} less than a ratable share{paid_nothing(left_out)}; "
            f"{'it is' if one else 'they are'} applied as recorded"
        )
        if len(rest) == 1 and not left_out:  # one mistake
            (only,) = rest
            self._say("not-ratable", f"{above_or_below(only)}; so {paid} {shares}", only.line, only.event)
            return
        for each in rest:
            self._odd(each)
        self._say("not-ratable", f"{paid} {shares}", line, event)

    def _odd(self, odd: Odd) -> None:
        code = "payment-below-due" if odd.is_below else "payment-above-due"
        self._say(code, above_or_below(odd), odd.line, odd.event)

    def receipt(self, event: Payment | Distribution, line: int, receipt: Receipt) -> None:
        """What became of a recorded receipt."""
        if receipt.refundable:
            message = (
                f"{write_grouped(receipt.refundable)} of the {write_grouped(receipt.amount)} received on "
                f"{receipt.date} are more than all that was owed: refundable"
            )
            self._say("overpayment", message, line, event)
        if any(turnover.role is Role.TURNOVER for turnover in receipt.turnovers):  # what is diverted is lawful
            self._say("prohibited-payment", turned_over(receipt, self._label), line, event)

    def against_prepayment(self, event: Payment, line: int, prepaid: int, against: Sequence[str]) -> None:
        """Principal was prepaid against the rules of the paper: it is applied all the same."""
        rules = "; ".join(against)
        message = (
            f"the payment of {event.date} prepays {write_grouped(prepaid)} of principal, and {rules}: it is applied as "
            "recorded"
        )
        self._say("prepayment-against-terms", message, line, event)

    def converts_too_much(self, event: Conversion, line: int, cents: int) -> None:
        """More is converted than is unpaid: ``cents`` are."""
        message = (
            f"the conversion of {write_grouped(event.amount)} of {event.date} is more than the principal that "
            f"{event.holder} then holds: {write_grouped(cents)} are converted"
        )
        self._say("conversion-above-principal", message, line, event)

    def missed(self, late: Iterable[Account], day: date) -> None:
        """Sums are out of time on ``day``: with ``payments: recorded`` the record may have a gap."""
        if self._document.simulation.payments == "recorded":
            for account in late:
                if account.holder in self._wires.left_out:
                    continue  # of whom it was told on the day on which others were paid
                for item in account.interest:
                    self._missed.setdefault(item.due, day)

    def gaps(self, told: date | None) -> None:
        """With ``payments: recorded``: instalments for which nothing, or too little, is recorded in time.

        ``told``: the day asked about. Without one the record itself says how far it reaches: of what falls due later
        it can only be said that it counts as unpaid.
        """
        events = [written.event for written in self._document.events]
        end = told or max(
            (each.date for each in events if not isinstance(each, SeniorMaturity)), default=date.min
        )  # a maturity is known beforehand: the record may end
        gaps = sorted(due for due, late in self._missed.items() if late <= end)
        beyond = sorted(due for due, late in self._missed.items() if late > end)
        said = []
        if gaps:
            shown = ", ".join(map(str, gaps[:3])) + (f" and {len(gaps) - 3} more" if len(gaps) > 3 else "")
            said.append(f"nothing (or not enough) is recorded in time for what fell due on {shown}")
        if beyond and told is None:
            after = f"after {end}, the last fact on record, " if events else ""
            said.append(f"{after}what falls due from {beyond[0]} on counts as unpaid, for nothing is recorded for it")
        if said:
            self._say("nothing-recorded", f"`payments: recorded`, and {'; '.join(said)}", 0)

    def void_election(self, event: PikElection, line: int, why: Ground) -> None:
        """An election of interest in kind without effect (T-21)."""
        message = (
            f"the election of {event.date} to add the interest of {event.payment_date} to principal is void: "
            f"{words(why, self._label)}"
        )
        self._say("void-election", message, line, event)

    def projected(self, through: date) -> None:
        """The rate follows an index, and interest ran through a day of which no value was recorded any more (T-20)."""
        if isinstance(self._document.note.interest_rate, Rate):
            return
        from note_sched.document.indexed import last_value  # noqa: PLC0415 (most rates are one)

        last = last_value(self._document)
        if last is not None and last.date < through:
            message = (
                f"the last value of {last.index} is that of {last.date}, {last.value.written}: interest of later "
                "days is worked out with it; record an `index_rate` event when another one holds"
            )
            self._say("rate-projected", message, 0)

    def void_notice(self, void: VoidNotice, holders: Sequence[str]) -> None:
        """A notice founds no Blockage Event on one of its defaults."""
        whom = "every Holder" if len(holders) == len(self._document.holders) else named(holders)
        message = (
            f"the notice effective on {void.day} on {whom} founds no Blockage Event on {void.default}: "
            f"{words(void.ground, self._label)}"
        )
        if isinstance(void.ground, BlocksNothing):
            key = "payment_default" if void.ground.role is Role.BLOCKAGE_PAYMENT else "other_default"
            message += f" under these terms; write `blockage: {{{key}: …}}` if your paper lets it block"
        self._say("void-notice", message, void.line, self._document.events[void.notice].event)

    def void_acceleration(self, event: Acceleration, line: int, why: Ground) -> None:
        """An acceleration without effect."""
        by = named(signatories(event))
        message = f"the acceleration by {by} of {event.date} is void: {words(why, self._label)}"
        self._say("void-acceleration", message, line, event)

    def void_rescission(self, event: AccelerationRescinded, line: int, signing: Sequence[str], why: Ground) -> None:
        """An acceleration is not undone."""
        message = f"the rescission by {named(signing)} of {event.date} is void: {words(why, self._label)}"
        self._say("void-rescission", message, line, event)

    def no_override(self, event: Acceleration, line: int, why: Ground) -> None:
        """A valid acceleration that lifts nothing."""
        message = (
            f"the acceleration by {named(signatories(event))} of {event.date} lifts no Blockage Event: "
            f"{words(why, self._label)} ({self._label(why.role)})"
        )
        self._say("acceleration-without-notice", message, line, event)

    def not_accelerated(self, event: Acceleration, line: int, holders: Sequence[str]) -> None:
        """Under an override with a shadow Blockage Event the proviso does not touch these Notes' principal."""
        proviso = f"the proviso of {self._label(Role.ACCELERATED_PRINCIPAL)}"
        message = (
            f"the principal of {named(holders)} was not accelerated: {proviso} "
            "that keeps accelerated principal barred while the Blockage Event runs in the shadow does not touch it"
        )
        self._say("principal-not-accelerated", message, line, event)

    def inherited_block(self, event: Transfer, line: int, held: int, block: BlockageEvent) -> None:
        """A transfer brings a Blockage Event upon principal that the transferee already held."""
        message = (
            f"{event.target} takes the Note of {event.source} with its Blockage Event of {block.days} "
            f"({self._label(Role.SUCCESSION)}), which now bars the {write_grouped(held)} of principal that "
            f"{event.target} already held, too"
        )
        self._say("inherited-block", message, line, event)


def _place(caution: Caution) -> tuple[tuple[bool, int], str, str]:
    return in_file_order(caution.line), caution.code, caution.message
