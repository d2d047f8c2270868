"""What files of other programs would add to a document: Holders, and payments to those whom it knows.

Nothing is guessed. A payment is proposed where its payee is the id or the whole name of one Holder; what is there
already is not proposed again, so that the same file can be read month after month.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Names
from enum import StrEnum
from typing import NamedTuple

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.convert import Value, read_part
from note_sched.document.events import Payment
from note_sched.document.model import Document, Holder
from note_sched.document.slips import Slip
from note_sched.document.tree import Mapping, Source
from note_sched.faults import Fault, Faulty, Refusal
from note_sched.intake.files_beside import Folder
from note_sched.intake.payees import Payees
from note_sched.intake.reading import mapping, read_table
from note_sched.intake.table import ReadRow, Unreadable, header_at, titled

HOLDER_KEYS = ("id", "name", "principal", "issue_date")
PAYMENT_KEYS = ("date", "amount", "principal", "to", "memo", "recorded")
_REGISTER = frozenset({"id", "name", "principal"})
_BANK = frozenset({"date", "to"})
_TOTAL = "total"


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "there already"
    NOBODY = "no such Holder"
    SEVERAL = "several Holders"
    OTHERWISE = "said otherwise"
    PASSED = "passed over"


class FileLayout(NamedTuple):
    """How files are laid out: what they call the columns, by key; the sheet of workbooks; the order of their days.

    ``passes``: whether payments to nobody whom the document knows, and rows of sums, are passed over, and told.
    """

    columns: Names[str, str]
    sheet: str | None = None
    dates: str | None = None
    passes: bool = False


class Proposed(NamedTuple):
    """A row: its line (a ``FileLine``), what it says, and what becomes of it.

    ``node`` has the keys of the document, with the payee's id where it is known; ``written`` is the payee as the file
    has it, or the Holder's name; ``meant`` whom it may mean, or what the document says otherwise.
    """

    line: int
    is_payment: bool
    status: Status
    node: Mapping
    written: str
    meant: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say what it means."""
        return self.status not in (Status.NEW, Status.KNOWN, Status.PASSED)


def propose(files: Sequence[str], folder: Folder, document: Document, form: FileLayout) -> list[Proposed]:
    """Every row of some files, registers before payments, in their order.

    Args:
        files: their names.
        folder: reads them.
        document: into which they are to go.
        form: how they are laid out.

    Raises:
        Faulty: cells that are no days or sums; lines are those of the files.
        Refusal: a file cannot be read, or is neither a register nor a list of payments.
    """
    source = Source("")
    complaints = Complaints(source)
    holders: list[Mapping] = []
    payments: list[Mapping] = []
    for name in files:
        is_payment, nodes = _rows(name, folder, source, complaints, form)
        (payments if is_payment else holders).extend(nodes)
    passed = [node for node in (*holders, *payments) if form.passes and _is_sum(node)]
    holders, payments = ([node for node in nodes if node not in passed] for nodes in (holders, payments))
    read = [(node, _read(node, source, complaints)) for node in (*holders, *payments)]
    if complaints.faults and form.dates is None:
        complaints.faults = [_with_the_order(each) for each in complaints.faults]
    if complaints.faults:
        raise Faulty(complaints.faults, files={each.name: each.text for each in source.attached})
    found = list(_holders(read[: len(holders)], document, source))
    new = [(str(each.node["id"]), each.written) for each in found if each.status is Status.NEW]
    payees = Payees([*((each.id, each.name) for each in document.holders), *new])
    found += _payments(read[len(holders) :], document, payees, source)
    if form.passes:
        found = [each._replace(status=Status.PASSED) if each.status is Status.NOBODY else each for each in found]
    return [*found, *(_passed(node, source) for node in passed)]


def _with_the_order(fault: Fault) -> Fault:
    """A day in another order is one of a file: nobody writes each of them anew."""
    if fault.code != Code.DATE or not fault.hint:
        return fault
    return fault._replace(hint=f"{fault.hint}; of a whole file --dates says the order, as --dates day/month/year")


def _is_sum(node: Mapping) -> bool:
    """Whether a row says what others come to: a payment without a day or a payee, a Holder without an id."""
    if "type" in node:
        return "to" not in node or "date" not in node
    return "id" not in node or titled(str(node["id"])) == _TOTAL


def _passed(node: Mapping, source: Source) -> Proposed:
    is_payment = "type" in node
    written = str(node.get("to" if is_payment else "name", ""))
    return Proposed(source.line(node.start), is_payment, Status.PASSED, node, written)


def _rows(
    name: str, folder: Folder, source: Source, complaints: Complaints, form: FileLayout
) -> tuple[bool, list[Mapping]]:
    """The rows of a file, and whether they are payments."""
    try:
        read = read_table(folder.read(name), form.sheet, source, complaints)
    except Refusal as refusal:
        raise Refusal(f"{name} {refusal.what}", refusal.hint) from None
    except Unreadable as wrong:
        raise Refusal(f"{name} cannot be read: {wrong.what}", wrong.hint) from None
    if read is None:
        return True, []
    attached, table = read
    if not table.rows:
        raise Refusal(f"{name} is empty", "its first row names its columns")
    at = header_at(table.rows, *({titled(form.columns.get(key, key)) for key in keys} for keys in (_REGISTER, _BANK)))
    header, *rows = table.rows[at:]
    places = _places(name, header, form.columns)
    is_payment = places.keys() >= _BANK and bool({"amount", "principal"} & places.keys())
    is_register = places.keys() >= _REGISTER
    if is_payment == is_register and complaints.faults:
        return True, []  # letters that could not be read may be in its columns' names: these are told first
    if is_payment == is_register:
        what = "both a register and a list of payments" if is_payment else "neither a register nor a list of payments"
        has = ", ".join(cell.written for cell in header.cells if cell.written)
        hint = (
            "a register has the columns id, name and principal, a list of payments date, amount and to; "
            f"this file has {has}: say which is which, as in --columns 'to=Payee'"
        )
        raise Refusal(f"{name} is {what}", hint)
    keys = PAYMENT_KEYS if is_payment else HOLDER_KEYS
    chosen = {key: places[key] for key in keys if key in places}
    nodes = [mapping(row, chosen, attached.start, form.dates) for row in rows]
    return is_payment, [_typed(node) for node in nodes] if is_payment else nodes


def _typed(node: Mapping) -> Mapping:
    """A row as a payment."""
    payment = Mapping(node.start)
    payment["type"] = "payment"
    payment.update(node)
    payment.at = [node.start, node.start, *node.at]
    return payment


def _places(name: str, header: ReadRow, columns: Names[str, str]) -> dict[str, int]:
    titles = [titled(cell.written) for cell in header.cells]
    places = {}
    for key in dict.fromkeys((*HOLDER_KEYS, *PAYMENT_KEYS)):
        wanted = titled(columns.get(key, key))
        if titles.count(wanted) > 1:
            raise Refusal(f"{name} has two columns {columns.get(key, key)!r}", "name each otherwise in the file")
        if wanted in titles:
            places[key] = titles.index(wanted)
    return places


def _read(node: Mapping, source: Source, complaints: Complaints) -> Value:
    """A row as what it is; of a payment all but the payee, who may be named in any way."""
    if "type" not in node:
        return read_part(Holder, node, source, complaints)
    without = Mapping(node.start)
    without.update({key: value for key, value in node.items() if key != "to"})
    positions = node.positions()
    without.at = [at for key in without for at in positions[key]]
    for key in ("to", *(() if {"amount", "principal"} & node.keys() else ("amount",))):
        if key not in node:
            complaints.at(node.start, Slip(Code.MISSING_KEY, f"this payment has no `{key}`", "a value in its column"))
    return read_part(Payment, without, source, complaints)


def _holders(read: Iterable[tuple[Mapping, Value]], document: Document, source: Source) -> Iterator[Proposed]:
    known = {each.id: each for each in document.holders}
    named = {titled(each.name): each.id for each in document.holders}
    for node, value in read:
        line, name = source.line(node.start), str(node["name"])
        there = known.get(str(node["id"]))
        if there is not None:
            differing = tuple(key for key in node if getattr(there, key) != getattr(value, key))
            status = Status.OTHERWISE if differing else Status.KNOWN
            yield Proposed(line, is_payment=False, status=status, node=node, written=name, meant=differing)
        elif titled(name) in named:
            yield Proposed(
                line, is_payment=False, status=Status.OTHERWISE, node=node, written=name, meant=(named[titled(name)],)
            )
        else:
            yield Proposed(line, is_payment=False, status=Status.NEW, node=node, written=name)


def _payments(
    read: Iterable[tuple[Mapping, Value]], document: Document, payees: Payees, source: Source
) -> Iterator[Proposed]:
    there = Counter(
        (event.date, event.amount, event.principal, event.to)
        for event, _ in document.events
        if isinstance(event, Payment)
    )
    for node, value in read:
        line, written = source.line(node.start), str(node["to"])
        meant = tuple(payees.named(written))
        if len(meant) != 1:
            status = Status.SEVERAL if meant else Status.NOBODY
            yield Proposed(line, is_payment=True, status=status, node=node, written=written, meant=meant)
            continue
        node["to"] = meant[0]
        same = (value.date, value.amount, value.principal, meant[0])
        status = Status.KNOWN if there[same] else Status.NEW
        there[same] -= status is Status.KNOWN
        yield Proposed(line, is_payment=True, status=status, node=node, written=written, meant=meant)
