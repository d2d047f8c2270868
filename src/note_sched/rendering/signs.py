"""How the picture writes things down in one letter or a few words: the same in lines and hatches as in characters."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from note_sched.pages.picture import (
    Band,
    BandKind,
    DueMark,
    DueState,
    How,
    Lane,
    Mark,
    MarkKind,
    Picture,
)
from note_sched.rendering.values_in_words import spoken_day, width_of, write_words

MARKS: dict[MarkKind, tuple[str, str]] = {
    MarkKind.SENIOR_DEFAULT: ("D", "default under Senior debt"),
    MarkKind.CURE: ("C", "default cured or waived"),
    MarkKind.NOTICE: ("N", "blockage notice effective"),
    MarkKind.VOID_NOTICE: ("V", "void blockage notice"),
    MarkKind.CURE_NOTICE: ("R", "notice of cure or waiver"),
    MarkKind.SENIOR_DUE: ("S", "Senior principal falls due"),
    MarkKind.SENIOR_ACCELERATION: ("Z", "Senior debt accelerated"),
    MarkKind.SENIOR_PAID: ("E", "Senior debt paid in full"),
    MarkKind.AVOIDANCE: ("W", "Senior money returned"),
    MarkKind.ACCELERATION: ("A", "acceleration by a Holder"),
    MarkKind.VOID_ACCELERATION: ("X", "void acceleration"),
    MarkKind.PETITION: ("I", "insolvency petition"),
    MarkKind.DISMISSAL: ("J", "petition dismissed"),
    MarkKind.CONSENT: ("K", "Senior provided for"),
    MarkKind.DISTRIBUTION: ("G", "distribution"),
    MarkKind.TURNOVER: ("T", "turned over to Senior"),
    MarkKind.TRANSFER: ("H", "transfer"),
    MarkKind.FINANCING: ("F", "financing"),
    MarkKind.MATURITY: ("M", "maturity"),
}
"""The letter of a kind of mark, and what it means."""

BANDS: dict[BandKind, tuple[str, str]] = {
    BandKind.BLOCKAGE: ("Blockage Event", "Blockage Event"),
    BandKind.OVERRIDE: ("Override", "override: no Blockage Event bars"),
    BandKind.SENIOR: ("Senior due", "Senior debt due and unpaid"),
    BandKind.INSOLVENCY: ("Insolvency", "insolvency proceeding"),
    BandKind.ACCELERATED_PRINCIPAL: ("Accel. principal", "accelerated principal barred"),
    BandKind.PAYMENT_DEFAULT: ("Payment default", "Senior payment default"),
    BandKind.PERMITTED: ("Not yet", "not to be paid yet"),
    BandKind.STOP: ("Stopped", "stopped by notice"),
    BandKind.STANDSTILL: ("Standstill", "standstill: no demand yet"),
    BandKind.DEFAULT: ("Event of Default", "Event of Default"),
}
"""What stands beside the row of a kind of band, and what it is in full."""


def box_of(kind: BandKind) -> str:
    """The class of the boxes of a kind of band; what bars nobody's payment is grey."""
    return "barred" if kind is BandKind.STANDSTILL else kind.value


class Sign(NamedTuple):
    """What a sum due looks like: its state, and how it was settled (None: it was not)."""

    state: DueState
    how: How | None


def sign_of(due: DueMark) -> Sign:
    """The sign of a sum due."""
    return Sign(due.state, due.how)


_STATES = tuple(DueState)
_HOWS = (How.RECORDED, How.ASSUMED, How.PASSED, None)


def signs_in(picture: Picture) -> list[Sign]:
    """Every sign that occurs, in the order of the legend."""
    found = {sign_of(due) for lane in picture.lanes for due in lane.dues}
    return sorted(found, key=lambda sign: (_STATES.index(sign.state), _HOWS.index(sign.how)))


def sign_words(sign: Sign) -> str:
    """What a sign means: nothing assumed is called received."""
    if sign.how is None or sign.state is DueState.PASSED:
        return sign.state.value
    return f"{sign.state.value} ({'assumed' if sign.how is How.ASSUMED else 'recorded'})"


def end_words(picture: Picture) -> str:
    """What the end of a life means: paid, by what was received or is only assumed, or given away."""
    given = {(mark.ids[0], mark.date) for mark in picture.marks if mark.kind is MarkKind.TRANSFER}
    ended = [lane for lane in picture.lanes if lane.end]
    away = [lane for lane in ended if any((holder, lane.end) in given for holder in lane.holders)]
    paid = [lane for lane in ended if lane not in away]
    words = [_paid_in_full(paid)] if paid else []
    return " or ".join([*words, *(["all of it transferred"] if away else [])])


def _paid_in_full(lanes: Sequence[Lane]) -> str:
    hows = {part.how for lane in lanes for parts in (lane.prepaid, *(due.parts for due in lane.dues)) for part in parts}
    if How.ASSUMED not in hows:
        return "paid in full"
    return f"paid in full ({'in part ' if How.RECORDED in hows else ''}assumed)"


def kinds_in(picture: Picture) -> list[MarkKind]:
    """Every kind of mark that is drawn, in the order of the legend."""
    found = {mark.kind for mark in drawn_marks(picture)}
    return [kind for kind in MarkKind if kind in found]


def drawn_marks(picture: Picture) -> list[Mark]:
    """The marks that have a place in the picture."""
    return [mark for mark in picture.marks if is_inside(picture, mark.date, mark.date)]


def drawn_bands(picture: Picture, kind: BandKind) -> list[Band]:
    """The bands of a kind that have a day in the picture."""
    return [band for band in picture.bands if band.kind is kind and is_inside(picture, band.start, band.end)]


def suspension_in(picture: Picture) -> bool:
    """Whether a band is drawn that an override suspends for days in the picture."""
    bands = (band for kind in BandKind for band in drawn_bands(picture, kind))
    return any(is_inside(picture, first, last) for band in bands for first, last in band.suspended)


def band_label(band: Band) -> str:
    """What stands in or beside a band: its clause, and whose Notes unless it is all."""
    return band.clause if band.holders == "all" else f"{band.clause} {band.holders}"


_DOES = {
    BandKind.BLOCKAGE: "blocks",
    BandKind.PAYMENT_DEFAULT: "blocks",
    BandKind.SENIOR: "is due and unpaid",
    BandKind.OVERRIDE: "accelerated: no Blockage Event bars",
}
_LASTS = {
    BandKind.INSOLVENCY: "payment barred",
    BandKind.ACCELERATED_PRINCIPAL: "principal barred",
    BandKind.PERMITTED: "not to be paid yet",
    BandKind.STOP: "stopped by notice",
    BandKind.STANDSTILL: "no demand",
    BandKind.DEFAULT: "",
}


def band_texts(band: Band, picture: Picture) -> list[str]:
    """What stands at a band where there is room: who does what on which Notes until when; the shortest last."""
    holders = [holder for lane in picture.lanes for holder in lane.holders]
    whose = "" if band.holders == "all" or holders == [band.holders] else f" on {band.holders}"
    until = f" to {spoken_day(band.end, short=True)}" if band.end else ", no end known"
    if band.kind in _LASTS:
        what = _LASTS[band.kind]
        said = f"{band.clause}{whose}{until}"
        return [*([f"{what}{whose}{until} · {band.clause}"] if what else []), said, f"{band.clause}{whose}"]
    does = _DOES.get(band.kind, "")
    if band.kind is BandKind.OVERRIDE:
        whose = ""
    long, short = (f"{who} {does}{whose}{until} · {band.clause}" for who in band.who)
    return [*([long, short] if band.who[0] else []), f"{band.clause}{whose}{until}", f"{band.clause}{whose}"]


def cut(written: str, width: int) -> str:
    """A name as far as there is room; only where the whole of it stands beside. A figure is never cut."""
    shown = write_words(written)
    if width_of(shown) <= width:
        return shown
    end = max(n for n in range(len(shown)) if n == 0 or width_of(shown[:n]) <= width - 1)
    return shown[:end].rstrip() + "…"


def is_inside(picture: Picture, first: date, last: date | None) -> bool:
    """Whether what lasts from ``first`` to ``last`` has a day in the picture."""
    return first <= picture.last and (last is None or last >= picture.first)
