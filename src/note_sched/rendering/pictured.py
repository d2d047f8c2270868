"""What is drawn on a page, as SVG, whichever kind of picture it is."""

from note_sched.pages.curve import Curve
from note_sched.pages.month_sums import Monthly
from note_sched.pages.picture import Picture


def figure_of(part: Picture | Monthly | Curve) -> str:
    """A ``<figure>`` with its legend, escaped; what draws another kind is not loaded."""
    if isinstance(part, Curve):
        from note_sched.rendering.curve_chart import curve_figure  # noqa: PLC0415 (few pages have one)

        return curve_figure(part)
    if isinstance(part, Monthly):
        from note_sched.rendering.month_chart import month_figure  # noqa: PLC0415 (as above)

        return month_figure(part)
    from note_sched.rendering.svg import figure  # noqa: PLC0415 (as above)

    return figure(part)
