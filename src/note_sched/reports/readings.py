"""The readings in force: the switches of a run, and what is read the same way always."""

from note_sched.document.model import Reading


def in_force(reading: Reading) -> str:
    """The switches in one line."""
    return (
        f"Readings: day_count {reading.day_count.value}; business_days {reading.business_days}; window_end "
        f"{reading.window_end}; block_trigger {reading.block_trigger}; proviso_scope {reading.proviso_scope}; "
        f"mixed_block {reading.mixed_block}; turnover_effect {reading.turnover_effect}. The Note is governed by the "
        "SPA, which was not read."
    )
