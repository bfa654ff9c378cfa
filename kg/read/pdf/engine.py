"""Take the words and the drawn lines of a PDF's pages from PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2.raw as pdfium

from kg.read.pdf.page import Page, Rule, Word

__all__ = ["PAGE_LIMIT", "Unreadable", "pages_of"]

PAGE_LIMIT: Final = 2_000
"""The most pages that a PDF may have."""

_GLYPH_LIMIT: Final = 60_000  # of one page: the fullest printed ones have under ten thousand
_OBJECT_LIMIT: Final = 200_000
_BOLD: Final = 600
_NAME: Final = 200
_SPACES: Final = frozenset(" \u00a0\t\u2002\u2003\u2009\u200a\u202f")
_CONTROLS: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\r\x02")
_LEFT_OUT: Final = _CONTROLS | frozenset("\ufffe\uffff\u200b\ufeff")
_WHOLE: Final = 0.5


class Unreadable(Exception):
    """A PDF from which no page can be had; bears why, and what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(why)


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages in order.

    Raises:
        Unreadable: the bytes are no whole PDF, are encrypted, or have too many pages.
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > PAGE_LIMIT:
            raise Unreadable(
                f"it has {count:,} pages, more than {PAGE_LIMIT:,}", "give one document alone"
            )
        if count < 1:
            raise Unreadable("it is a PDF without pages", "fetch the file again")
        for index in range(count):
            yield _page(document, index)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(code: int) -> Unreadable:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Unreadable(
            "it is an encrypted PDF that asks for a password",
            "save it without the password and read that",
        )
    return Unreadable("it is a PDF that is damaged or cut short", "fetch the file again")


def _page(document: Any, index: int) -> Page:
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        raise Unreadable(
            f"page {index + 1} of the PDF is damaged or cut short", "fetch the file again"
        )
    try:
        width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        page = Page(index, width, height)
        text = pdfium.FPDFText_LoadPage(handle)
        if text:
            try:
                page.words = _words(text, index)
            finally:
                pdfium.FPDFText_ClosePage(text)
        _take_objects(handle, page)
        return page
    finally:
        pdfium.FPDF_ClosePage(handle)


def _words(text: Any, index: int) -> list[Word]:
    count = pdfium.FPDFText_CountChars(text)
    if count > _GLYPH_LIMIT:
        raise Unreadable(
            f"page {index + 1} of the PDF has {count:,} characters, more than {_GLYPH_LIMIT:,}",
            "give a file in which a page is a page",
        )
    turned = _turn(text, count)
    reader = _Glyphs(text, turned)
    return list(reader.words(count))


def _turn(text: Any, count: int) -> int:
    """How many quarters of a circle most of the page's characters are turned by."""
    votes = [0, 0, 0, 0]
    for at in range(0, count, max(1, count // 50)):
        angle = pdfium.FPDFText_GetCharAngle(text, at)
        if angle >= 0:
            votes[round(angle / 1.5707963) % 4] += 1
    return max(range(4), key=lambda n: (votes[n], -n))


class _Glyphs:
    """The characters of a page put together to words."""

    def __init__(self, text: Any, turned: int) -> None:
        self.text, self.turned = text, turned
        self.box = pdfium.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.bold: dict[int, bool] = {}

    def words(self, count: int) -> Iterator[Word]:
        unicode_at, size_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetFontSize
        letters: list[str] = []
        x0 = x1 = y = size = 0.0
        first, spaced = 0, False
        for at in range(count):
            character = chr(unicode_at(self.text, at) or 0xFFFE)
            if character in _LEFT_OUT:
                continue
            if character in _SPACES or character in "\r\n":
                if letters:
                    yield self._word(letters, x0, x1, y, size, first, spaced)
                    letters, spaced = [], False
                real = character in _SPACES and not pdfium.FPDFText_IsGenerated(self.text, at)
                spaced = spaced or real
                continue
            left, right, base = self._place(at)
            points = size_at(self.text, at)
            if letters and (
                abs(base - y) > 0.4
                or abs(points - size) > 0.4
                or left < x0 - points
                or left - x1 > 0.6 * points
            ):
                yield self._word(letters, x0, x1, y, size, first, spaced)
                letters, spaced = [], False
            if not letters:
                x0, y, size, first = left, base, points, at
                x1 = right
            letters.append("-" if character == "\x02" else character)
            x1 = max(x1, right)
        if letters:
            yield self._word(letters, x0, x1, y, size, first, spaced)

    def _place(self, at: int) -> tuple[float, float, float]:
        """The left and right edge and the baseline of a character, the page turned upright."""
        pdfium.FPDFText_GetLooseCharBox(self.text, at, self.box)
        pdfium.FPDFText_GetCharOrigin(self.text, at, self.x, self.y)
        box = self.box
        if self.turned == 0:
            return box.left, box.right, self.y.value
        if self.turned == 1:
            return -box.top, -box.bottom, self.x.value
        if self.turned == 2:
            return -box.right, -box.left, -self.y.value
        return box.bottom, box.top, -self.x.value

    def _word(
        self,
        letters: list[str],
        x0: float,
        x1: float,
        y: float,
        size: float,
        first: int,
        spaced: bool,
    ) -> Word:
        return Word("".join(letters), x0, x1, y, size, self._is_bold(first), spaced)

    def _is_bold(self, at: int) -> bool:
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self.text, at))
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        known = self.bold.get(address)
        if known is None:
            name = ctypes.create_string_buffer(_NAME)
            pdfium.FPDFFont_GetBaseFontName(font, name, _NAME)
            known = pdfium.FPDFFont_GetWeight(font) >= _BOLD or b"bold" in name.value.lower()
            self.bold[address] = known
        return known


def _take_objects(handle: Any, page: Page) -> None:
    """Note the drawn lines, and whether one picture fills the page."""
    count = min(pdfium.FPDFPage_CountObjects(handle), _OBJECT_LIMIT)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pieces: list[Rule] = []
    for at in range(count):
        thing = pdfium.FPDFPage_GetObject(handle, at)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.is_picture |= wide * high > _WHOLE * page.width * page.height
        elif high < 3:
            pieces.append(Rule(left.value, right.value, bottom.value))
    page.rules = _joined(pieces)


def _joined(pieces: list[Rule]) -> list[Rule]:
    """The lines that pieces beside one another make, from the top of the page down."""
    rules: list[Rule] = []
    for piece in sorted(pieces, key=lambda r: (-round(r.y), r.x0)):
        last = rules[-1] if rules else None
        if last and abs(last.y - piece.y) < 1.5 and piece.x0 - last.x1 < 3:
            rules[-1] = Rule(last.x0, max(last.x1, piece.x1), last.y)
        else:
            rules.append(piece)
    return rules
