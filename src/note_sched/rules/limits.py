"""What limits repetition: earlier Blockage Events that stand in the way of a later notice.

Clause:
    1(d)(ii): "provided that a Blockage Event with respect to a single specified Default ... may be deemed to occur only
    once for each twelve-month period, provided, further, that no Default ... that existed at the commencement of, or
    during the pendency of, a Blockage Event shall serve as the basis for the institution of any subsequent Blockage
    Event."

Reading:
    Judged when the notice becomes effective, Holder by Holder; what became effective on the same day is not earlier.
    The same covenant again: counted from commencement to commencement. Burned: the default existed on a day on which an
    earlier Blockage Event was pending (a day of an override is no pendency). Other papers say it otherwise: one notice
    in so many days, whatever its default; burned only what existed at the commencement; fresh again when the earlier
    default under the same covenant was cured for so long; no notice while the Note itself is in arrears.

Example:
    A window commenced 2009-03-02; where one may commence in 360 days, the next can 2010-02-25.

    >>> from datetime import date, timedelta
    >>> date(2009, 3, 2) + timedelta(days=360)
    datetime.date(2010, 2, 25)

Limits:
    The most days that may be blocked in all is a matter of each day: ``noticed``.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from note_sched.document.events import SeniorDefault
from note_sched.measure.business_days import DAY, months_after
from note_sched.record import Record
from note_sched.rules import ground
from note_sched.rules.blockage import BlockageEvent, Obstacle, covenant, ended
from note_sched.rules.ground import Ground
from note_sched.rules.override import Overrides
from note_sched.terms import terms
from note_sched.terms.terms import Unit


class Precedents(Record, frozen=True):
    """What came before a notice: earlier Blockage Events, all defaults of Senior debt, and days of overrides."""

    events: Sequence[BlockageEvent]
    defaults: Mapping[str, SeniorDefault]
    overrides: Overrides


def limited(default: SeniorDefault, limits: terms.Limits) -> bool:
    """Whether notices of a default are limited at all."""
    return default.kind != "payment" or limits.scope == "all"


def obstacles(default: SeniorDefault, day: date, limits: terms.Limits, past: Precedents) -> Iterator[Obstacle]:
    """The earlier Blockage Events that stand in the way of one on ``default`` from ``day``, the first first."""
    for earlier in past.events:
        why = recent(default, earlier, day, limits) or burned(default, earlier, day, limits, past)
        if why is not None:
            yield Obstacle(why, earlier)


def governing(found: Sequence[Ground]) -> Ground | None:
    """Of several grounds the one that is named: recent commencements before what is used up."""
    recent = [each for each in found if isinstance(each, ground.OncePer)]
    if recent:
        return max(recent, key=lambda each: each.free_again)
    return next((each for each in found if isinstance(each, ground.OncePerCovenant)), next(iter(found), None))


def free_after(earlier: BlockageEvent, default: SeniorDefault, limits: terms.Limits) -> date | None:
    """The first day on which the commencement of ``earlier`` is not too recent for a notice of a default.

    None where the paper does not count from the one to the other.
    """
    days: list[date | None] = []
    if limits.one_per is not None:
        days.append(earlier.commenced + timedelta(days=limits.one_per))
    if covenant(earlier.default) == covenant(default):
        days.append(_free_covenant(earlier.commenced, limits))
    return max((each for each in days if each is not None), default=None)


def recent(default: SeniorDefault, earlier: BlockageEvent, day: date, limits: terms.Limits) -> Ground | None:
    """Whether ``earlier`` commenced too recently for a notice of a default effective on ``day``, and by which limit."""
    if earlier.commenced >= day:
        return None
    return _once_per(earlier, day, limits) or _once_per_covenant(default, earlier, day, limits)


def burned(
    default: SeniorDefault, earlier: BlockageEvent, day: date, limits: terms.Limits, past: Precedents
) -> Ground | None:
    """Whether ``earlier`` uses up a default of which notice is effective on ``day``, and how."""
    if limits.burns == "none" or earlier.commenced >= day:
        return None
    if _existed(default, earlier, day, limits, past):
        at_commencement = limits.burns == "existing"
        return ground.Burned(default.date, earlier.commenced, earlier.end, at_commencement=at_commencement)
    return _not_revived(default, earlier, day, limits, past)


def _once_per(earlier: BlockageEvent, day: date, limits: terms.Limits) -> Ground | None:
    if limits.one_per is None:
        return None
    free = earlier.commenced + timedelta(days=limits.one_per)
    return ground.OncePer(limits.one_per, earlier.commenced, free) if day < free else None


def _once_per_covenant(
    default: SeniorDefault, earlier: BlockageEvent, day: date, limits: terms.Limits
) -> Ground | None:
    if limits.one_per_covenant is None or covenant(earlier.default) != covenant(default):
        return None
    free = _free_covenant(earlier.commenced, limits)
    if free is None or day >= free:
        return None
    return ground.OncePerCovenant(covenant(default), earlier.commenced, free, limits.one_per_covenant)


def _free_covenant(commenced: date, limits: terms.Limits) -> date | None:
    period = limits.one_per_covenant
    if period is None:
        return None
    if period.unit is Unit.MONTHS:
        return months_after(commenced, period.length)
    return commenced + timedelta(days=period.length)


def _existed(default: SeniorDefault, earlier: BlockageEvent, day: date, limits: terms.Limits, past: Precedents) -> bool:
    """Whether a default existed while ``earlier`` was pending, or when it commenced where that alone counts."""
    last_that_counts = earlier.commenced if limits.burns == "existing" else min(day, earlier.end or day)
    cured = ended(default)
    first = max(earlier.commenced, default.date)
    last = min(last_that_counts, cured - DAY) if cured else last_that_counts
    return past.overrides.leaves_a_day(first, last)


def _not_revived(
    default: SeniorDefault, earlier: BlockageEvent, day: date, limits: terms.Limits, past: Precedents
) -> Ground | None:
    """A later default under the covenant of a burned one is burned too, unless that one was over for long enough.

    So is one after it, and so on: the defaults under the covenant are gone through from the first.
    """
    if limits.revives_after is None:
        return None
    used_up: list[SeniorDefault] = []
    for each in (*_same_covenant_before(default, limits, past), default):
        spent = next((one for one in used_up if not _fresh_after(one, each, limits.revives_after)), None)
        if each is default:
            break
        if spent is not None or _existed(each, earlier, day, limits, past):
            used_up.append(each)
    if spent is None:
        return None
    return ground.NotRevived(covenant(default), spent.date, ended(spent), default.date, limits.revives_after)


def _fresh_after(burned_one: SeniorDefault, later: SeniorDefault, days: int) -> bool:
    over = ended(burned_one)
    if burned_one.date >= later.date:
        return True  # of one and the same day: neither is the later
    return over is not None and over + timedelta(days=days) <= later.date


def _same_covenant_before(default: SeniorDefault, limits: terms.Limits, past: Precedents) -> list[SeniorDefault]:
    same = (each for each in past.defaults.values() if covenant(each) == covenant(default) and limited(each, limits))
    return sorted((each for each in same if each.date < default.date), key=lambda each: each.date)
