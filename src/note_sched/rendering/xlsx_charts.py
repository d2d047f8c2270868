"""Charts of a workbook, native to the program that opens it: of the cells of their sheet, with what stands in them.

The figures are put into the library's sheet, too, so that a program which shows a chart without working anything out
(a preview, a mail program) finds them beside it.
"""

from typing import TYPE_CHECKING, Any

from note_sched.pages.workbook import Cells, ChartSeries, Ref, Sheet, SheetChart
from note_sched.rendering.sheet_rows import held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook as Book
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

_SMALL = {"size": 9, "bold": False, "color": "#444444"}
_GRID = {"visible": True, "line": {"color": "#D9DDE4", "width": 0.75}}
_PLAIN_AXIS = {"visible": False}

_MONTH, _HALF_INCH = 30, 45
"""Days of a month, and pixels that its name needs below a chart."""


def draw_charts(book: "Book", page: "Worksheet", sheet: Sheet) -> None:
    """Put the charts of a sheet on it; its rows are a sequence."""
    rows: Sequence[Cells] = list(sheet.rows)
    for each in sheet.charts:
        _put_figures(page, rows, each)
        page.insert_chart(
            each.at.row,
            each.at.column,
            _chart(book, sheet.name, each, rows),
            {"object_position": 3, "description": each.title},
        )


def _put_figures(page: "Worksheet", rows: "Sequence[Cells]", chart: SheetChart) -> None:
    of = [chart.days, *(series.figures for series in chart.series)]
    places = [(row, each.first.column) for each in of for row in range(each.first.row, each.last.row + 1)]
    for row, column in [*places, *((each.name.row, each.name.column) for each in chart.series)]:
        cell = rows[row][column]
        value = "" if cell is None else held(cell)
        if isinstance(value, str):
            page.write_string(row, column, value)
        else:
            page.write_number(row, column, value)


def _chart(book: "Book", sheet: str, of: SheetChart, rows: "Sequence[Cells]") -> "Chart":
    columns, lines = ([each for each in of.series if each.is_line is is_line] for is_line in (False, True))
    chart: Chart = book.add_chart({"type": "column" if columns else "line"})
    _add(chart, sheet, of, columns or lines)
    if columns and lines:
        over: Chart = book.add_chart({"type": "line"})
        _add(over, sheet, of, lines)
        chart.combine(over)
        over.set_y2_axis(_figures_axis(of.axes[1], grid=False))
    elif any(each.aside for each in of.series):
        chart.set_y2_axis(_figures_axis(of.axes[1], grid=False))
    chart.set_title({"name": of.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _SMALL})
    chart.set_x_axis(_days_axis(of, rows))
    chart.set_y_axis(_figures_axis(of.axes[0], grid=True))
    chart.set_size({"width": of.size[0], "height": of.size[1]})
    chart.set_chartarea({"border": {"color": "#C9CED8"}})
    chart.show_hidden_data()
    return chart


def _add(chart: "Chart", sheet: str, of: SheetChart, several: "Sequence[ChartSeries]") -> None:
    for each in several:
        look: dict[str, Any] = {"fill": {"color": each.colour}, "border": {"none": True}, "gap": 60, "overlap": 0}
        if each.is_line:
            marker = {"type": "circle", "size": 4, "fill": {"color": each.colour}, "border": {"color": each.colour}}
            look = {"line": {"color": each.colour, "width": 2}, "marker": marker}
        chart.add_series(
            {
                "name": [sheet, each.name.row, each.name.column],
                "categories": _range(sheet, of.days.first, of.days.last),
                "values": _range(sheet, each.figures.first, each.figures.last),
                **look,
                **({"y2_axis": True} if each.aside else {}),
            }
        )


def _range(sheet: str, first: Ref, last: Ref) -> list[Any]:
    return [sheet, first.row, first.column, last.row, last.column]


def _days_axis(of: SheetChart, rows: "Sequence[Cells]") -> dict[str, Any]:
    first, last = (held(cell) for each in (of.days.first, of.days.last) if (cell := rows[each.row][each.column]))
    months = (int(last) - int(first)) // _MONTH * _HALF_INCH // of.size[0] + 1
    return {
        "date_axis": True,
        "num_format": "mmm yy",
        "num_font": {**_SMALL, "rotation": -45},
        "label_position": "low",
        "major_unit": months,
        "major_unit_type": "months",
        "minor_tick_mark": "none",
    }


def _figures_axis(name: str, *, grid: bool) -> dict[str, Any]:
    return {
        "num_format": "#,##0",
        "num_font": _SMALL,
        "major_gridlines": _GRID if grid else _PLAIN_AXIS,
        **({"name": name, "name_font": _SMALL} if name else {}),
    }
