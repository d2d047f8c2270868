"""Registers and bank files put in their place in a document's tree: rows become mappings, each with its place.

From here on they are Holders and payments like others: what is checked of those that a document writes is checked of
them, and a fault names the file and the line.
"""

from collections.abc import Iterator

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.convert import Partial, read_part
from note_sched.document.named_files import Payments, Register, give_up, payments_of, register_of
from note_sched.document.slips import Slip, nearest
from note_sched.document.text import quoted
from note_sched.document.tree import Attached, Mapping, Sequence, Source
from note_sched.faults import Refusal
from note_sched.intake.files_beside import File, Folder
from note_sched.intake.payees import Payees
from note_sched.intake.reading import mapping, read_table
from note_sched.intake.table import ReadRow, ReadTable, Unreadable, header_at, titled

_REQUIRED = {Register: ("id", "name", "principal"), Payments: ("date", "to")}


def attach(source: Source, complaints: Complaints, folder: Folder) -> None:
    """Put what the files say that a document names in the place of their names."""
    register = register_of(source.root)
    if register is not None:
        _attach_holders(source, complaints, folder, register)
    named = payments_of(source.root)
    if named:
        payees = Payees(_holders(source.root))
        for node in named:
            _attach_payments(_Reader(source, complaints, folder), node, payees)


def _attach_holders(source: Source, complaints: Complaints, folder: Folder, node: Mapping) -> None:
    found = _Reader(source, complaints, folder).rows(Register, node)
    if found is None:
        give_up(source, node)
        return
    holders = Sequence(node.start)
    for each in found:
        holders.append(each)
        holders.at.append(each.start)
    source.root["holders"] = holders


def _attach_payments(reader: "_Reader", node: Mapping, payees: Payees) -> None:
    source = reader.source
    found = reader.rows(Payments, node)
    if found is None:
        give_up(source, node)
        return
    payments = []
    for each in found:
        payment = Mapping(each.start)
        payment["type"] = "payment"
        payment.at = [each.start, each.start, *each.at]
        payment.update(each)
        reader.find_payee(payment, payees)
        payments.append(payment)
    events = source.root["events"]
    if isinstance(events, Sequence):
        at = next(place for place, each in enumerate(events) if each is node)
        events[at : at + 1] = payments
        events.at[at : at + 1] = [each.start for each in payments]


def _holders(root: Mapping) -> Iterator[tuple[str, str]]:
    holders = root.get("holders")
    for each in holders if isinstance(holders, Sequence) else ():
        if isinstance(each, Mapping):
            known, name = each.get("id"), each.get("name")
            if isinstance(known, str) and isinstance(name, str):
                yield known, name


class _Reader:
    """Reads one file that a document names."""

    def __init__(self, source: Source, complaints: Complaints, folder: Folder) -> None:
        self.source = source
        self._complaints = complaints
        self._folder = folder

    def rows(self, kind: type[Register] | type[Payments], node: Mapping) -> list[Mapping] | None:
        """The rows of the file that a node names; None where it cannot be read, of which there is a complaint."""
        form = read_part(kind, node, self.source, self._complaints)
        if isinstance(form, Partial):
            return None
        try:
            file = self._folder.read(form.file)
        except Refusal as refusal:
            what = f"the file {quoted(form.file)} {refusal.what}"
            self._complaints.at_value(node, "file", Slip(Code.FILE, what, refusal.hint))
            return None
        read = self._table(file, form.sheet, node)
        if read is None:
            return None
        attached, table = read
        if not table.rows:
            what = f"the file {quoted(form.file)} is empty"
            self._complaints.at_value(node, "file", Slip(Code.FILE_CONTENT, what, "a row that names its columns"))
            return None
        header = header_at(table.rows, {titled(getattr(form.columns, key) or key) for key in _REQUIRED[kind]})
        places = self._places(kind, form.columns, table.rows[header], node)
        if places is None:
            return None
        return [mapping(row, places, attached.start, form.dates) for row in table.rows[header + 1 :]]

    def _table(self, file: File, sheet: str | None, node: Mapping) -> tuple[Attached, ReadTable] | None:
        """The table of a file, its text put behind the document's."""
        try:
            return read_table(file, sheet, self.source, self._complaints)
        except Unreadable as wrong:
            what = f"the file {quoted(file.name)} cannot be read: {wrong.what}"
            self._complaints.at_value(node, "file", Slip(Code.FILE_CONTENT, what, "csv or xlsx", wrong.hint))
            return None

    def _places(
        self, kind: type[Register] | type[Payments], columns: Register | Payments, header: ReadRow, node: Mapping
    ) -> dict[str, int] | None:
        """Which column each key stands in; None where one is missing or meant twice."""
        titles = [titled(cell.written) for cell in header.cells]
        named = {key: getattr(columns, key) for key in columns.__struct_fields__}
        places: dict[str, int] = {}
        sound = True
        for key, name in named.items():
            found = [place for place, title in enumerate(titles) if title == titled(name or key)]
            if len(found) == 1:
                places[key] = found[0]
            elif found or name is not None:
                what = f"has {'two columns' if found else 'no column'} {quoted(name or key)}"
                sound = self._refuse_columns(node, what, key, header)
        missing = [key for key in _REQUIRED[kind] if key not in places and named[key] is None]
        sums = ("amount", "principal")
        if kind is Payments and not any(key in places or named[key] for key in sums):
            missing.append("amount")
        for key in missing:
            sound = self._refuse_columns(node, f"has no column {quoted(key)}", key, header)
        return places if sound else None

    def _refuse_columns(self, node: Mapping, what: str, key: str, header: ReadRow) -> bool:
        titles = [cell.written for cell in header.cells if cell.written]
        meant = nearest(key, titles)
        hint = f"say which it is: columns: {{{key}: {meant or 'NAME OF THE COLUMN'}}}"
        listed = ", ".join(map(quoted, titles[:12])) + (", …" if len(titles) > 12 else "")
        slip = Slip(Code.COLUMN, f"the file {quoted(str(node['file']))} {what}", f"one of {listed}", hint)
        self._complaints.at_value(node, "file", slip)
        return False

    def find_payee(self, payment: Mapping, payees: Payees) -> None:
        """Put the id of the Holder that is meant in the place of its name."""
        written = payment.get("to")
        if written is None:
            slip = Slip(Code.MISSING_KEY, "this payment has no `to`", "the id or the name of the Holder who was paid")
            self._complaints.at(payment.start, slip)
            return
        if not isinstance(written, str) or not self.source.is_whole:
            return
        found = payees.named(written)
        if len(found) == 1:
            payment["to"] = found[0]
            return
        what = f"{quoted(written)} is the id or the name of {'several Holders' if found else 'no Holder'}"
        hint = (
            f"write {' or '.join(found)}"
            if found
            else "put it right in the file, or add the Holder: nothing is guessed"
        )
        self._complaints.at_value(payment, "to", Slip(Code.PAYEE, what, "the id or the whole name of one Holder", hint))
        payment.drop("to")
