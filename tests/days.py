"""Positions of days that a run tells together, one by one."""

from msgspec.structs import replace

from note_sched.measure.business_days import DAY


def each_day(stretches):
    """Every day; of those told together with one before them all but the per diem is known."""
    for stretch in stretches:
        asked = stretch.asked
        yield asked
        for passed, accrued in enumerate(stretch.accrued, 1):
            positions = [
                replace(position, accrued=cents, per_diem=None)
                for position, cents in zip(asked.positions, accrued, strict=True)
            ]
            yield replace(asked, day=asked.day + DAY * passed, positions=positions)
