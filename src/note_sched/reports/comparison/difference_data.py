"""What differs between two runs, as objects for machines."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import partial
from typing import Any

from note_sched.document.pairing import Pair
from note_sched.pages.page import Kind
from note_sched.pages.values import Increase, Money
from note_sched.reports.answers.schedule_rows import COLUMNS
from note_sched.reports.comparison.difference_tables import Heads, concerns
from note_sched.reports.comparison.differences import Barred, ColumnDifference, Difference, SumDifference
from note_sched.reports.telling.fact_data import declared_data, default_data, turnover_data, window_data
from note_sched.reports.telling.wording import Names


def figures_data(figures: Iterable[SumDifference], heads: Heads) -> list[dict[str, Any]]:
    """Sums by name, those of one Holder with the Holder."""
    return [
        {
            **({"holder": each.holder} if each.holder is not None else {}),
            "figure": each.name,
            heads[0]: Money(each.first),
            heads[1]: Money(each.second),
            "difference": Increase(each.more),
        }
        for each in figures
    ]


def difference_data(found: Difference, names: Names, heads: Heads, holders: Collection[str] = ()) -> dict[str, Any]:
    """Everything that differs; ``names``: of both documents; ``heads``: the keys of the two sides."""

    def is_shown(holder: str | None) -> bool:
        return not holders or holder in holders

    window, default = partial(window_data, names), partial(default_data, names)
    declared, turnover = partial(declared_data, names), partial(turnover_data, names)

    return {
        "first_day": found.first_day,
        "figures": figures_data(found.figures, heads),
        "holders": figures_data([each for each in found.holders if is_shown(each.holder)], heads),
        "maturity": None if found.maturity is None else _sides(found.maturity, _maturity_data, heads),
        "windows": [_sides(each, window, heads) for each in found.windows if concerns(each, holders)],
        "events_of_default": [_sides(each, default, heads) for each in found.defaults if concerns(each, holders)],
        "accelerations": [_sides(each, declared, heads) for each in found.accelerations if concerns(each, holders)],
        "turnovers": [_sides(each, turnover, heads) for each in found.turnovers if concerns(each, holders)],
        "standings": [
            {
                "holder": each.holder,
                "start": each.start,
                "end": each.end,
                **dict(zip(heads, map(_barred_data, each[3:]), strict=True)),
            }
            for each in found.stands
            if is_shown(each.holder)
        ],
        "payable_from": [
            {"holder": cell.holder, "component": cell.column, heads[0]: cell.first, heads[1]: cell.second}
            for cell in found.payable_from
            if is_shown(cell.holder)
        ],
        "schedule": [_cell_data(cell, heads) for cell in found.cells if is_shown(cell.holder)],
        "first_day_of": "balances" if found.is_to_the_day else "schedule",
    }


def _barred_data(barred: Barred) -> dict[str, Any]:
    return {"barred": barred[0] or None, "clauses": list(barred[1])}


def _sides(pair: Pair[Any], write: Any, heads: Heads) -> dict[str, Any]:  # noqa: ANN401 (a function of each fact)
    return {head: None if each is None else write(each) for head, each in zip(heads, pair, strict=True)}


def _maturity_data(days: tuple[date, date]) -> dict[str, Any]:
    return {"date": days[0], "timely_through": days[1]}


_MONEY = {column.name for column in COLUMNS if column.kind is Kind.MONEY}


def _cell_data(cell: ColumnDifference, heads: Heads) -> dict[str, Any]:
    values = [
        Money(value) if value is not None and cell.column in _MONEY else value for value in (cell.first, cell.second)
    ]
    named = dict(zip(heads, values, strict=True))
    return {"date": cell.date, "holder": cell.holder, "column": cell.column, **named}
