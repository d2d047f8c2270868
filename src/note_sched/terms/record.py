"""What terms are kept in: a frozen record, hashed and compared by its fields."""

from typing import Any, Self

from msgspec import Struct, structs


class Record(Struct, frozen=True):
    """A record whose class costs a run an eighth of what one of a ``NamedTuple`` does, with the two names kept.

    There are some twenty kinds of terms, and every run makes their classes.

    >>> from note_sched.terms.terms import Most
    >>> Most(180, 360)._replace(days=90), Most(1, 2)._fields
    (Most(days=90, within=360), ('days', 'within'))
    """

    def _replace(self, **changes: Any) -> Self:  # noqa: ANN401 (whatever the fields hold)
        return structs.replace(self, **changes)

    @property
    def _fields(self) -> tuple[str, ...]:
        return self.__struct_fields__
