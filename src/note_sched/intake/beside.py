"""What is handed to whoever reads a document, so that the files that it names are read from its folder, if it does."""

from note_sched.document.complaints import Complaints
from note_sched.document.tree import Source
from note_sched.intake.files_beside import Folder


class Beside:
    """Brings in what stands in files (``document.load.Beside``).

    Attributes:
        folder: where they are, and which were read.
    """

    def __init__(self, folder: str | Folder) -> None:
        """``folder``: the document's; "" is the current one."""
        self.folder = Folder(folder) if isinstance(folder, str) else folder

    def __call__(self, source: Source, complaints: Complaints) -> None:
        """Put what the named files say in the place of their names."""
        from note_sched.intake.attach import attach  # noqa: PLC0415 (few documents name a file)

        attach(source, complaints, self.folder)
