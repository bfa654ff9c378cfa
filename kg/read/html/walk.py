"""Write the text of an element: a line for each block, lists numbered, tables row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from kg.read.numerals import rendered

__all__ = ["text_of_element"]

_LEFT_OUT: Final = frozenset(
    (
        "script", "style", "noscript", "template", "nav", "aside", "iframe", "object", "embed",
        "svg", "canvas", "audio", "video", "button", "select", "textarea", "input", "datalist",
        "dialog", "head", "title", "map",
    )
)  # fmt: skip
_FRAME: Final = frozenset({"header", "footer"})
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_MENUS: Final = frozenset(
    (
        "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "cookie",
        "cookies", "cookie-banner", "skip-link", "skiplink", "share", "social", "pager",
        "pagination", "site-header", "site-footer",
    )
)  # fmt: skip
_BLOCKS: Final = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
        "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    )
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_CALL: Final = re.compile(r"\s*[\[(]?\s*(\d{1,3}|\*{1,3}|[†‡§]|[a-z])\s*[\])]?\s*")
_BRACKETED: Final = re.compile(r"\s*\[\s*(\d{1,3}|\*{1,3}|[a-z])\s*\]\s*")
_NOTE_ADDRESS: Final = re.compile(r"#.{0,40}(?:fn|ftn|note|ref|cite)", re.IGNORECASE)
_NOTE_ID: Final = re.compile(r"(?:fn|ftn|footnote|note|cite_note|endnote)[-_:.]{0,2}\w*\d", re.I)
_BACK: Final = frozenset(
    (
        "↩", "↩︎", "↑", "^", "⏎", "⤴",
    )
)  # fmt: skip
_KINDS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
_PLAIN: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": None, "\u200b": None}
)
_STYLED: Final = re.compile(r"list-style(?:-type)?:[^;]{0,20}?(lower|upper)-(alpha|latin|roman)")
_ORDINALS: Final = frozenset({"o", "a", "e"})
_COLUMN: Final = 8  # blocks in a cell: more are a column of the page's layout


@dataclass(slots=True)
class _List:
    kind: str
    number: int
    step: int = 1


@dataclass(slots=True)
class _Room:
    """Where blocks are collected: the page, or one cell of a table."""

    blocks: list[tuple[str, int]] = field(default_factory=list)  # with the table of a row, else 0
    words: list[str] = field(default_factory=list)


def text_of_element(element: Any, *, inside: Any) -> str:
    """The text of an element in blocks, parted by empty lines; a table's rows are lines of one.

    Headers and footers are the page's where the element is the body itself, ``inside``.
    """
    writer = _Writer(framed=element is inside)
    writer.walk(element)
    text = writer.text()
    if not text.strip() and element is inside:
        writer = _Writer(framed=False)
        writer.walk(element)
        text = writer.text()
    return text


class _Writer:
    def __init__(self, *, framed: bool) -> None:
        self.framed = framed
        self.rooms = [_Room()]
        self.rows: list[list[_Room]] = []
        self.lists: list[_List] = []
        self.tables: list[int] = []
        self.count = 0
        self.label = ""
        self.verbatim = 0

    def walk(self, root: Any) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if not tag or self._is_left_out(element, tag) or self._is_note_call(element, tag):
                    walker.skip_subtree()
                    continue
                self._open(element, tag)
                self._say(element.text)
            else:
                if tag and not self._was_left_out(element, tag):
                    self._close(tag)
                if element is not root:
                    self._say(element.tail)
        self._flush()

    def text(self) -> str:
        lines: list[str] = []
        table = 0
        for words, of_table in self.rooms[0].blocks:
            if of_table and of_table == table:
                lines[-1] += f"\n{words}"
            else:
                lines.append(words)
            table = of_table
        return "\n\n".join(lines) + "\n" if lines else ""

    # --- elements --------------------------------------------------------------------------

    def _was_left_out(self, element: Any, tag: str) -> bool:
        return self._is_left_out(element, tag) or self._call_of(element, tag) is not None

    def _is_left_out(self, element: Any, tag: str) -> bool:
        if tag in _LEFT_OUT or (self.framed and tag in _FRAME):
            return True
        if not element.attrib:
            return False
        get = element.get
        if get("hidden") is not None or _HIDDEN.search(get("style") or ""):
            return True
        if get("role") in _ROLES or (tag == "a" and get("role") == "doc-backlink"):
            return True
        if tag == "a" and "".join(element.itertext()).strip() in _BACK:
            return True
        names = f"{get('class') or ''} {get('id') or ''}".lower().split()
        return tag in _BLOCKS and not _MENUS.isdisjoint(names)

    def _is_note_call(self, element: Any, tag: str) -> bool:
        call = self._call_of(element, tag)
        if call is not None:
            self._strip_space()
            self.rooms[-1].words.append(f"<sup>{call}</sup>")
        return call is not None

    def _call_of(self, element: Any, tag: str) -> str | None:
        """What calls a footnote: a raised number, or a number in brackets that is a link to one."""
        if tag == "sup":
            found = _CALL.fullmatch("".join(element.itertext()))
            return found[1] if found and found[1] not in _ORDINALS else None
        if tag == "a" and _NOTE_ADDRESS.match(element.get("href") or ""):
            found = _BRACKETED.fullmatch("".join(element.itertext()))
            return found[1] if found else None
        return None

    def _strip_space(self) -> None:
        words = self.rooms[-1].words
        while words and words[-1].isspace():
            words.pop()
        if words and not words[-1].endswith("</sup>"):
            words[-1] = words[-1].rstrip()

    def _open(self, element: Any, tag: str) -> None:
        if tag == "br":
            self.rooms[-1].words.append("\n")
        elif tag == "q":
            self.rooms[-1].words.append("“")
        elif tag in _BLOCKS:
            self._flush()
        if tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(_list_of(element, tag))
        elif tag == "li":
            self._item(element)
        elif tag == "table":
            self.count += 1
            self.tables.append(self.count)
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rooms.append(_Room())
        elif tag == "pre":
            self.verbatim += 1

    def _close(self, tag: str) -> None:
        if tag == "q":
            self.rooms[-1].words.append("”")
        if tag in _BLOCKS:
            self._flush()
        if tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables.pop()
        elif tag == "tr" and self.rows:
            self._row(self.rows.pop())
        elif tag in ("td", "th") and self.rows and len(self.rooms) > 1:
            self.rows[-1].append(self.rooms.pop())
        elif tag == "pre":
            self.verbatim -= 1

    def _item(self, element: Any) -> None:
        if not self.lists:
            self.lists.append(_List("bullet", 0))
        current = self.lists[-1]
        value = element.get("value") or ""
        if re.fullmatch(r"-?\d{1,6}", value):
            current.number = int(value)
        if _NOTE_ID.match(element.get("id") or "") and current.kind != "bullet":
            self.label = f"<sup>{current.number}</sup> "
        elif current.kind == "none":
            self.label = ""
        elif current.kind == "bullet":
            self.label = "- "
        else:
            self.label = f"{rendered(current.number, current.kind)}. "
        current.number += current.step

    def _row(self, cells: list[_Room]) -> None:
        room = self.rooms[-1]
        filled = [cell for cell in cells if cell.blocks]
        if len(filled) == 1 or any(len(cell.blocks) > _COLUMN for cell in filled):
            for cell in filled:
                room.blocks.extend(cell.blocks)
        elif filled:
            line = "\t".join(" ".join(w.replace("\n", " ") for w, _ in c.blocks) for c in cells)
            room.blocks.append((line.strip(), self.tables[-1] if self.tables else 0))

    # --- words -----------------------------------------------------------------------------

    def _say(self, text: str | None) -> None:
        if text:
            text = text.translate(_PLAIN)
            self.rooms[-1].words.append(text if self.verbatim else re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        room = self.rooms[-1]
        if not room.words:
            return
        said = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", "".join(room.words)))
        room.words = []
        said = re.sub(r"\n{2,}", "\n", said).strip()
        if not said:
            return
        label, self.label = self.label, ""
        if label and not _bears(said, label):
            said = label + said
        room.blocks.append((said, 0))


def _list_of(element: Any, tag: str) -> _List:
    style = (element.get("style") or "").replace(" ", "").lower()
    if "list-style:none" in style or "list-style-type:none" in style:
        return _List("none", 1)
    if tag != "ol":
        return _List("bullet", 0)
    start = element.get("start") or ""
    number = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    kind = _KINDS.get(element.get("type") or "1", "decimal")
    styled = _STYLED.search(style)
    if styled:
        kind = styled[1] + ("Roman" if styled[2] == "roman" else "Letter")
    if element.get("reversed") is not None:
        count = sum(1 for child in element if child.tag == "li")
        return _List(kind, number if start else count, -1)
    return _List(kind, number)


def _bears(said: str, label: str) -> bool:
    """Whether an item's words begin with its label already, as ``1.`` or ``(1)``."""
    if label.startswith("<sup>"):
        return said.startswith("<sup>")
    core = label.strip(" .")
    return bool(core.isalnum() and re.match(rf"\(?{re.escape(core)}[.)]\s", said))
