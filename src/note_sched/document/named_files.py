"""What a document writes where its facts stand in a file beside it: which file, and which of its columns are meant.

What such a file says is put in its place before anything is read (``intake``): no other module knows of it.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.scalars import Text
from note_sched.document.slips import Slip
from note_sched.document.tree import Mapping, Sequence, Source


class HolderColumns(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names that a register has for the keys of a Holder; without one, the key itself."""

    id: Text | None = None
    name: Text | None = None
    principal: Text | None = None
    issue_date: Text | None = None


class PaymentColumns(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names that a bank's file has for the keys of a payment; without one, the key itself."""

    date: Text | None = None
    amount: Text | None = None
    principal: Text | None = None
    to: Text | None = None
    memo: Text | None = None
    recorded: Text | None = None


class Register(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file of Holders, one a row (csv or xlsx): in the place of their list."""

    file: Text
    columns: HolderColumns = HolderColumns()
    sheet: Text | None = None
    dates: Literal["month/day/year", "day/month/year"] | None = None


class Payments(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="payments"):
    """A file of payments, one a row and each to one Holder, by id or name (csv or xlsx)."""

    file: Text
    columns: PaymentColumns = PaymentColumns()
    sheet: Text | None = None
    dates: Literal["month/day/year", "day/month/year"] | None = None


PAYMENTS = "payments"
"""The ``type`` of an event that stands for the payments of a file."""


def register_of(root: Mapping) -> Mapping | None:
    """What stands in the place of the list of Holders, where that is in a file."""
    holders = root.get("holders")
    return holders if isinstance(holders, Mapping) and holders.keys() & {"file", "columns"} else None


def payments_of(root: Mapping) -> list[Mapping]:
    """The events that stand for the payments of a file."""
    events = root.get("events")
    if not isinstance(events, Sequence):
        return []
    return [each for each in events if isinstance(each, Mapping) and each.get("type") == PAYMENTS]


def bring_in(source: Source, complaints: Complaints, beside: Callable[[Source, Complaints], None] | None) -> None:
    """Put what the named files say in the place of their names."""
    named = [each for each in (register_of(source.root), *payments_of(source.root)) if each is not None]
    if named and beside is not None:
        beside(source, complaints)
        return
    for node in named:
        what = "this text names a file, and is read without a folder to look for it"
        complaints.at(node.start, Slip(Code.FILE, what, "a document that is read from a file"))
        give_up(source, node)


def give_up(source: Source, node: Mapping) -> None:
    """Take out what cannot be brought in: what it lacks is not missed, for it stands in the file."""
    root = source.root
    source.broken[id(root)] = root
    if root.get("holders") is node:
        root.drop("holders")
        return
    events = root["events"]
    if isinstance(events, Sequence):
        at = next(place for place, each in enumerate(events) if each is node)
        del events[at], events.at[at]
