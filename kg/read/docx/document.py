"""Write the text of a DOCX: paragraphs with their numbers, tables row by row, footnotes."""

from __future__ import annotations

from typing import Any, Final

from kg.errors import SourceError
from kg.read.docx.notes import Notes
from kg.read.docx.numbering import Numbering
from kg.read.docx.package import Package, W, open_package
from kg.read.docx.runs import run_text

__all__ = ["text_of_docx"]

_COLUMN: Final = 8  # paragraphs in a cell: more are a column of the page's layout
_DEPTH: Final = 40
_MARKS: Final = ("<sup>", "* ", "** ", "*** ")  # what a footnote begins with
_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body")
)


def text_of_docx(data: bytes, file: str) -> str:
    """The text of a DOCX as it is shown: with automatic numbers, without what was deleted.

    Headers and footers are left out; footnotes and endnotes stand after the paragraph that calls
    them; paragraphs are parted by empty lines, the cells of a table's row by tabs.

    Raises:
        SourceError: it is no DOCX, is damaged or too large, or holds no text.
    """
    package = open_package(data, file)
    root = package.root(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise SourceError(
            file, "it is an Office file and no DOCX", "save the document as DOCX, or as PDF"
        )
    writer = _Writer(package, file)
    writer.walk(body, 0)
    return "\n\n".join(writer.blocks()) + "\n" if writer.written else ""


class _Writer:
    def __init__(self, package: Package, file: str) -> None:
        self.file = file
        self.numbering = Numbering.of(package.part("numbering.xml"), package.part("styles.xml"))
        self.notes = Notes(package)
        self.written: list[tuple[str, int]] = []  # with the table of a row, else 0
        self.table = 0
        self.open = ""  # the words of a paragraph whose end was deleted

    def blocks(self) -> list[str]:
        """The blocks; the rows of a table are the lines of one."""
        blocks: list[str] = []
        last = 0
        for text, table in self.written:
            if table and table == last:
                blocks[-1] += f"\n{text}"
            else:
                blocks.append(text)
            last = table
        return blocks

    def walk(self, element: Any, depth: int) -> None:
        """Write the paragraphs and tables in an element."""
        if depth > _DEPTH:
            raise SourceError(
                self.file, "its tables nest too deeply for a document", "save its text as UTF-8"
            )
        for child in element:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag in _WRAPPERS:
                self.walk(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        said = run_text(paragraph, self.notes)
        properties = paragraph.find(f"{W}pPr")
        words = (self.open + said.text).strip(" \n")
        self.open = ""
        if words and _end_is_deleted(properties):
            self.open = words
            return
        if words.strip():
            self.written.append((self.numbering.label(properties) + words.lstrip("\t"), 0))
        self.written.extend((note, 0) for note in self.notes.taken())
        for box in said.boxes:
            self.walk(box, depth + 1)

    def _table(self, table: Any, depth: int) -> None:
        self.table += 1
        ident = self.table
        for row in _rows(table):
            cells: list[list[str]] = []
            notes: list[tuple[str, int]] = []
            for cell in _cells(row):
                kept, self.written = self.written, []
                self.walk(cell, depth + 1)
                filled, self.written = self.written, kept
                cells.append([t for t, _ in filled if not t.startswith(_MARKS)])
                notes.extend(pair for pair in filled if pair[0].startswith(_MARKS))
            self._row(cells, ident)
            self.written.extend(notes)

    def _row(self, cells: list[list[str]], table: int) -> None:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 or any(len(cell) > _COLUMN for cell in filled):
            self.written.extend((text, 0) for cell in filled for text in cell)
        elif filled:
            line = "\t".join(" ".join(cell).replace("\n", " ") for cell in cells)
            self.written.append((line.strip(), table))


def _end_is_deleted(properties: Any | None) -> bool:
    """Whether a paragraph's end is a tracked deletion, so that the next one goes on with it."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and mark.find(f"{W}del") is not None


def _rows(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if child.tag == f"{W}tr":
            properties = child.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                rows.append(child)
        elif child.tag in _WRAPPERS:
            rows.extend(_rows(child))
    return rows


def _cells(row: Any) -> list[Any]:
    cells = []
    for child in row:
        if child.tag == f"{W}tc":
            cells.append(child)
        elif child.tag in _WRAPPERS:
            cells.extend(_cells(child))
    return cells
