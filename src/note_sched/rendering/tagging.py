"""Which part of a PDF is what: titles, paragraphs, tables with their rows and cells, for those to whom it is read out.

reportlab leaves that to its callers. Whatever is drawn with words in it is marked as it is drawn, in the order in which
it is read; lines, washes and running heads are marked as no part of the text. ``Tags`` keeps the tree that the marks
hang on, and writes it into the file when the last sheet is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

_ROOT = "tags"


class MarkedText(NamedTuple):
    """A piece of a sheet: ``number`` of its marks on it."""

    sheet: int
    number: int


class TaggedPart:
    """A part of the text: its role (``P``, ``TR``), and what it consists of."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.kids: list[TaggedPart | MarkedText] = []


class Tags:
    """The parts of a file in the making."""

    def __init__(self) -> None:
        self._whole = TaggedPart("Document")
        self._open = [self._whole]
        self._marks: dict[int, list[TaggedPart]] = {}

    @contextmanager
    def inside(self, role: str) -> Iterator[None]:
        """What is drawn meanwhile belongs to a part."""
        part = TaggedPart(role)
        self._open[-1].kids.append(part)
        self._open.append(part)
        try:
            yield
        finally:
            while self._open.pop() is not part:
                pass

    def begin(self, role: str) -> None:
        """Open a part, to be closed by ``end`` or with the part around it."""
        part = TaggedPart(role)
        self._open[-1].kids.append(part)
        self._open.append(part)

    def end(self) -> None:
        """Close the part that was opened last."""
        self._open.pop()

    @contextmanager
    def marked(self, canvas: Any, role: str = "") -> Iterator[None]:  # noqa: ANN401 (reportlab has no types)
        """What is drawn meanwhile is a part of its own; without a role it is all of the part that is open."""
        if role:
            with self.inside(role), self.marked(canvas):
                yield
            return
        part, marks = self._open[-1], self._marks.setdefault(canvas.sheet, [])
        part.kids.append(MarkedText(canvas.sheet, len(marks)))
        marks.append(part)
        with _between(canvas, f"/{part.role} <</MCID {len(marks) - 1}>> BDC"):
            yield

    def write(self, document: Any) -> None:  # noqa: ANN401
        """Put the tree into the file, all sheets of which are in it.

        Args:
            document: reportlab's, with its pages.
        """
        from reportlab.pdfbase import pdfdoc  # noqa: PLC0415 (PDFs alone need it)

        names: dict[int, Any] = {}
        top = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        root = document.Reference(top, _ROOT)
        top.dict["K"] = _written(self._whole, root, document, names)
        nums: list[Any] = []
        for at, page in enumerate(document.Pages.pages):
            found = pdfdoc.PDFArray([names[id(part)] for part in self._marks.get(at + 1, [])])
            nums += [at, document.Reference(found, f"{_ROOT}-of-{at}")]
            page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")
            page.StructParents, page.Tabs = at, pdfdoc.PDFName("S")
        top.dict["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(nums)})
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


def _written(part: TaggedPart, above: Any, document: Any, names: dict[int, Any]) -> Any:  # noqa: ANN401
    """A part and what it consists of; returns the reference to it, which ``names`` has by the part's identity."""
    from reportlab.pdfbase import pdfdoc  # noqa: PLC0415

    told = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName(part.role), "P": above})
    reference = names[id(part)] = document.Reference(told, f"{_ROOT}-{len(names)}")
    kids: list[Any] = []
    for kid in part.kids:
        if isinstance(kid, TaggedPart):
            kids.append(_written(kid, reference, document, names))
        else:
            told.dict["Pg"] = pdfdoc.PDFObjectReference(f"Page{kid.sheet}")
            kids.append(kid.number)
    if part.role == "TH":
        scope = {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName("Column")}
        told.dict["A"] = pdfdoc.PDFDictionary(scope)
    told.dict["K"] = kids[0] if len(kids) == 1 else pdfdoc.PDFArray(kids)
    return reference


@contextmanager
def _between(canvas: Any, before: str) -> Iterator[None]:  # noqa: ANN401
    canvas._code.append(before)  # noqa: SLF001 (reportlab has no other way to write an operator)
    try:
        yield
    finally:
        canvas._code.append("EMC")  # noqa: SLF001


@contextmanager
def beside_the_text(canvas: Any) -> Iterator[None]:  # noqa: ANN401
    """What is drawn meanwhile is no part of the text: lines, washes, running heads."""
    with _between(canvas, "/Artifact BMC"):
        yield


def set_rows(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
    """A table of reportlab's that says of itself which of its cells are headings, and which stand in one row."""
    return _rows()(*arguments, **options)


def set_boxes(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401
    """A table of reportlab's that only holds paragraphs in their places."""
    return _boxes()(*arguments, **options)


@cache
def _boxes() -> Any:  # noqa: ANN401
    from reportlab.platypus import Table  # noqa: PLC0415 (PDFs alone need it)

    class TaggedBoxes(Table):  # type: ignore[misc] # reportlab has no types
        """Lines and washes beside the text; what stands in the boxes speaks for itself."""

        def draw(self) -> None:
            with self.canv.tags.inside("Div"):
                super().draw()

        def _drawBkgrnd(self) -> None:  # noqa: N802 (reportlab's name)
            with beside_the_text(self.canv):
                super()._drawBkgrnd()

        def _drawLines(self) -> None:  # noqa: N802
            with beside_the_text(self.canv):
                super()._drawLines()

    return TaggedBoxes


@cache
def _rows() -> Any:  # noqa: ANN401
    class TaggedRows(_boxes()):  # type: ignore[misc] # as above
        """Cells in rows, those of the rows that every sheet repeats as headings."""

        def draw(self) -> None:
            self._rows_begun, self._row_at = 0, None
            with self.canv.tags.inside("Table"):
                super(_boxes(), self).draw()

        def _drawCell(self, value: Any, style: Any, place: Any, size: Any) -> None:  # noqa: ANN401, N802
            tags = self.canv.tags
            if place[1] != self._row_at:
                if self._rows_begun:
                    tags.end()
                tags.begin("TR")
                self._rows_begun, self._row_at = self._rows_begun + 1, place[1]
            with tags.inside("TH" if self._rows_begun <= self.repeatRows else "TD"):
                if isinstance(value, str):
                    with tags.marked(self.canv):
                        super()._drawCell(value, style, place, size)
                else:
                    parts = value if isinstance(value, list | tuple) else [value]
                    if len(parts) == 1:
                        parts[0].role = ""  # alone in its cell, a paragraph is not a part of it but all of it
                    super()._drawCell(value, style, place, size)

    return TaggedRows
