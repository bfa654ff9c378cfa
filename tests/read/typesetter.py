"""Set documents written for the tests as PDF, in the manner of a word processor.

Every word is placed by itself and no space is drawn. The letters have one width, so that lines
can be justified to the point.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

__all__ = ["Sheet", "pdf_of", "scanned_pdf", "typeset"]

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT, TOP, BOTTOM = 123.0, 489.0, 712.0, 96.0
EM = 0.6


@dataclass
class Sheet:
    """One page: its drawing operations."""

    operations: list[str] = field(default_factory=list)

    def word(self, text: str, x: float, y: float, size: float, font: str = "F1") -> None:
        """Draw a word."""
        shown = text.encode("cp1252").decode("latin-1")
        for special in "\\()":
            shown = shown.replace(special, "\\" + special)
        self.operations.append(f"BT /{font} {size} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({shown}) Tj ET")

    def rule(self, x0: float, x1: float, y: float) -> None:
        """Draw a line."""
        self.operations.append(f"{x0:.2f} {y:.2f} {x1 - x0:.2f} 0.5 re f")

    def line(self, text: str, x: float, y: float, size: float = 10.0, font: str = "F1") -> None:
        """Draw the words of a line, with spaces of one width; ``^1^`` is raised."""
        _draw(self, text.split(), x, y, size, font, EM * size)


def _calls(word: str) -> list[str]:
    """A word's parts, its raised ones with a ``^`` before them."""
    parts = re.split(r"<sup>([^<]*)</sup>", word)
    return [f"^{part}" if n % 2 else part for n, part in enumerate(parts) if part]


def _width(word: str, size: float) -> float:
    return sum(
        len(p[1:]) * EM * 0.65 * size if p.startswith("^") else len(p) * EM * size
        for p in _calls(word)
    )


def _draw(
    sheet: Sheet, words: Sequence[str], x: float, y: float, size: float, font: str, space: float
) -> None:
    for word in words:
        for part in _calls(word):
            if part.startswith("^"):
                sheet.word(part[1:], x, y + 0.34 * size, 0.65 * size, font)
                x += len(part[1:]) * EM * 0.65 * size
            else:
                sheet.word(part, x, y, size, font)
                x += len(part) * EM * size
        x += space


def typeset(
    blocks: Sequence[str],
    *,
    columns: int = 1,
    hyphenate: Callable[[str, int], int] | None = None,
    head: str = "Z/RES/90/12",
) -> list[Sheet]:
    """Set blocks: paragraphs are indented and justified, footnotes go to the foot of the page.

    A block that begins with ``<sup>`` is the footnote that a block before it calls. ``hyphenate``
    says after how many letters a word may be broken, given how many there is room for.
    """
    return _Setter(columns, hyphenate, head).set(blocks)


class _Setter:
    def __init__(
        self, columns: int, hyphenate: Callable[[str, int], int] | None, head: str
    ) -> None:
        self.columns, self.hyphenate, self.head = columns, hyphenate, head
        self.width = RIGHT - LEFT if columns == 1 else (RIGHT - LEFT + 60 - 24) / 2
        self.sheets: list[Sheet] = []
        self.column, self.y = columns, 0.0
        self.notes: dict[str, str] = {}
        self.foot: list[str] = []

    def set(self, blocks: Sequence[str]) -> list[Sheet]:
        self.notes = {
            found[1]: block
            for block in blocks
            if (found := re.match(r"<sup>([^<]*)</sup> ", block)) is not None
        }
        for block in blocks:
            if block.startswith("<sup>"):
                continue
            self._block(block)
        self._close_page()
        return self.sheets

    @property
    def left(self) -> float:
        start = LEFT if self.columns == 1 else LEFT - 60
        return start + self.column * (self.width + 24)

    def _block(self, block: str) -> None:
        bold = block.isupper() or re.match(r"\d+/\d+\.|Annex", block) is not None
        size, font = (12.0, "F2") if bold else (10.0, "F1")
        indent = 0.0 if bold else 24.0
        lines = self._lines(block.replace("\t", " ").split(), size, indent)
        for n, words in enumerate(lines):
            calls = [c[1:] for w in words for c in _calls(w) if c.startswith("^")]
            self._room(size, len(calls))
            self.foot.extend(self.notes[c] for c in calls)
            x = self.left + (indent if n == 0 else 0)
            space = EM * size
            if n < len(lines) - 1 and not bold and len(words) > 1:
                used = sum(_width(w, size) for w in words)
                space = (self.left + self.width - x - used) / (len(words) - 1)
            _draw(self.sheets[-1], words, x, self.y, size, font, space)
            self.y -= 1.2 * size
        self.y -= 6

    def _room(self, size: float, calls: int) -> None:
        if self.column >= self.columns:
            self._open_page()
        need = BOTTOM + 11 * (len(self.foot) + calls + 1)
        if self.y < need:
            self.column += 1
            self.y = TOP
            if self.column >= self.columns:
                self._close_page()
                self._open_page()

    def _open_page(self) -> None:
        self.sheets.append(Sheet())
        self.column, self.y, self.foot = 0, TOP, []
        sheet, number = self.sheets[-1], len(self.sheets)
        if number > 1:
            sheet.line(self.head, 60, 745, 8.5, "F2")
            sheet.line("Lighthouses and harbours", 380, 745, 8.5, "F2")
            sheet.rule(60, 552, 737)
        sheet.line("31-00012", 60, 36, 7)
        sheet.line(f"{number}/9", 536, 36, 8.5, "F2")

    def _close_page(self) -> None:
        if not self.foot:
            return
        y = BOTTOM + 11 * len(self.foot)
        self.sheets[-1].rule(100, 172, y)
        for note in self.foot:
            y -= 11
            self.sheets[-1].line(note, 123, y, 8)
        self.foot = []

    def _lines(self, words: list[str], size: float, indent: float) -> list[list[str]]:
        lines: list[list[str]] = [[]]
        room = self.width - indent
        for word in words:
            used = sum(_width(w, size) for w in lines[-1]) + len(lines[-1]) * EM * size
            if lines[-1] and used + _width(word, size) > room:
                fits = int((room - used) / (EM * size)) - 1
                at = self.hyphenate(word, fits) if self.hyphenate else 0
                if at:
                    first = word[:at] if word[at - 1] == "-" else f"{word[:at]}-"
                    lines[-1].append(first)
                    word = word[at:]
                lines.append([])
                room = self.width
            lines[-1].append(word)
        return lines


def pdf_of(
    sheets: Sequence[Sheet],
    *,
    extra: Sequence[bytes] = (),
    trailer: bytes = b"",
    flate: bool = True,
) -> bytes:
    """The bytes of a PDF with these pages; ``extra`` objects come after the fonts."""
    fonts = [b"/Courier", b"/Courier-Bold", b"/Courier-Oblique"]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    for font in fonts:
        objects.append(b"<</Type/Font/Subtype/Type1/BaseFont%s/Encoding/WinAnsiEncoding>>" % font)
    objects.extend(extra)
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.operations).encode("latin-1")
        how = b"/Filter/FlateDecode" if flate else b""
        content = zlib.compress(content) if flate else content
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), how, content))
        names = b" ".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(len(extra)))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources"
            b"<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>/XObject<<%s>>>>>>"
            % (WIDTH, HEIGHT, len(objects), names)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return assembled(objects, trailer)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The bytes of a PDF with these objects, the first of which is its catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, thing in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def scanned_pdf(pages: int) -> bytes:
    """A PDF whose pages are pictures, each with a page number."""
    picture = zlib.compress(b"\x80" * 64 * 64)
    image = (
        b"<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(picture), picture)
    )
    sheets = []
    for number in range(1, pages + 1):
        sheet = Sheet([f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /X0 Do Q"])
        sheet.line(str(number), 300, 30)
        sheets.append(sheet)
    return pdf_of(sheets, extra=[image])
