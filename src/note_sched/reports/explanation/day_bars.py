"""What explanations of bars share: the Blockage Events of the day, and the first day without a bar."""

from note_sched.reports.explanation.blocks import Blocks
from note_sched.reports.explanation.chain import Chain
from note_sched.reports.explanation.figures import Asking
from note_sched.rules.standing import Bar


def blocks_of(asking: Asking) -> Blocks:
    """The Blockage Events of the day that is asked about."""
    return Blocks(asking.run, asking.facts, asking.day)


def lifts(asking: Asking, chain: Chain, bar: Bar, holders: list[str]) -> None:
    """The first later day without the bar, as far as the record goes."""
    day = asking.asked.lifts.bars.get((holders[0], bar.key))
    if day is None:
        chain.on(None, "no day is known on which it lifts")
        return
    chain.on(day, "the first day without it, as the record stands")
