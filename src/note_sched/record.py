"""What values are kept in that every run makes: a frozen record, hashed and compared by its fields."""

from typing import Any, Self

from msgspec import Struct, structs


class Record(Struct, frozen=True):
    """A record whose class costs a start a fifteenth of a ``NamedTuple``'s, and a record a quarter of one.

    Two names are kept. It is no tuple: it has no order, and is not taken apart by position.

    >>> from note_sched.terms.terms import Most
    >>> Most(180, 360)._replace(days=90), Most(1, 2)._fields
    (Most(days=90, within=360), ('days', 'within'))
    """

    def _replace(self, **changes: Any) -> Self:  # noqa: ANN401 (whatever the fields hold)
        return structs.replace(self, **changes)

    @property
    def _fields(self) -> tuple[str, ...]:
        return self.__struct_fields__


class Changing(Struct, eq=False, gc=False):
    """A record that changes, equal to itself alone: made in a third of the time that a class of Python takes.

    The collector does not look into it: it holds no container.
    """
