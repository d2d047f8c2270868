"""The one place that keeps runs by their question, for reports that need several of one document."""

from datetime import date

from note_sched.document.model import Document
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Run


class Plays:
    """Runs with their rows; what was played once is not played again."""

    def __init__(self, *played: Run) -> None:
        """``played``: runs of documents to their own last day that somebody needed before, traced or not."""
        self._kept: dict[tuple[int, date | None], Run] = {(id(run.document), None): run for run in played}

    def play(self, document: Document, through: date | None = None) -> Run:
        """The run of a document, through its own last day or another.

        Raises:
            Faulty, Refusal: as ``simulate``.
        """
        run = self._kept.get((id(document), None))
        if run is not None and through in (None, run.through):
            return run
        key = id(document), through
        if key not in self._kept:
            self._kept[key] = simulate(document, through=through)  # the run holds its document, so its id stays its own
        return self._kept[key]
