"""Work out the numbers that a word processor shows before paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from kg.read.docx.package import W
from kg.read.numerals import rendered

__all__ = ["Numbering"]

_LEVELS: Final = 9
_CHAIN: Final = 20  # styles that are based on one another
_REFERENCE: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    shown: str
    start: int
    is_legal: bool
    restarts_after: int
    style: str | None


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted.

    ``label`` is to be asked once for each numbered paragraph, in the document's order.
    """

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, str | None, int | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Any | None, styles: Any | None) -> Numbering:
        """The numbering of a document by its parts ``numbering.xml`` and ``styles.xml``."""
        made = cls(styles=_styles(styles))
        if numbering is not None:
            made.lists = _lists(numbering)
        return made

    def label(self, properties: Any | None) -> str:
        """What is shown before a paragraph with these properties (``w:pPr``), with its space."""
        ident, level = self._place(properties)
        found = self.lists.get(ident or "")
        if found is None or level not in found.levels:
            return ""
        counts = self.counts.setdefault(found.abstract, {})
        self._count(found, ident or "", level, counts)
        return _shown(found, level, counts)

    def _place(self, properties: Any | None) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, else its style's."""
        ident: str | None = None
        level: int | None = None
        style: str | None = None
        if properties is not None:
            ident, level = _number_of(properties)
            style = _value(properties.find(f"{W}pStyle"))
        seen: set[str] = set()
        while (
            style and style not in seen and len(seen) < _CHAIN and (ident is None or level is None)
        ):
            seen.add(style)
            based, own, own_level = self.styles.get(style, (None, None, None))
            if ident is None and own is not None and level is None:
                level = own_level if own_level is not None else self._level_of(own, style)
            ident = ident if ident is not None else own
            style = based
        return ident, min(level or 0, _LEVELS - 1)

    def _level_of(self, ident: str, style: str) -> int | None:
        """The level of a list that names a style as its own."""
        found = self.lists.get(ident)
        levels = {} if found is None else found.levels
        return next((at for at, level in levels.items() if level.style == style), None)

    def _count(self, found: _List, ident: str, level: int, counts: dict[int, int]) -> None:
        override = found.starts.get(level)
        if override is not None and (ident, level) not in self.started:
            counts[level] = override
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        self.started.add((ident, level))
        for deeper in [n for n in counts if n > level]:
            after = found.levels[deeper].restarts_after if deeper in found.levels else deeper
            if after and level < after:
                del counts[deeper]


def _shown(found: _List, level: int, counts: dict[int, int]) -> str:
    own = found.levels[level]
    if own.kind == "bullet":
        return "- " if own.shown.strip() else ""
    if own.kind == "none" and not _REFERENCE.sub("", own.shown).strip():
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        of = found.levels.get(at)
        if of is None or of.kind == "none":
            return ""
        kind = "decimal" if own.is_legal else of.kind
        return rendered(counts.get(at, of.start), kind)

    label = _REFERENCE.sub(number, own.shown).strip()
    return f"{label} " if label else ""


def _number_of(properties: Any) -> tuple[str | None, int | None]:
    number = properties.find(f"{W}numPr")
    if number is None:
        return None, None
    level = _integer(_value(number.find(f"{W}ilvl")))
    return _value(number.find(f"{W}numId")), level


def _at(element: Any) -> int:
    """The level that an element is for."""
    return _integer(element.get(f"{W}ilvl")) or 0


def _integer(text: str | None) -> int | None:
    """A number as lists have them; None where it is no number, or a monstrous one."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else None


def _value(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _styles(root: Any | None) -> dict[str, tuple[str | None, str | None, int | None]]:
    if root is None:
        return {}
    found: dict[str, tuple[str | None, str | None, int | None]] = {}
    for style in root.iter(f"{W}style"):
        properties = style.find(f"{W}pPr")
        ident, level = (None, None) if properties is None else _number_of(properties)
        based = _value(style.find(f"{W}basedOn"))
        found[style.get(f"{W}styleId") or ""] = (based, ident, level)
    return found


def _lists(root: Any) -> dict[str, _List]:
    abstracts = {a.get(f"{W}abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
    linked = {
        name: a for a in abstracts.values() if (name := _value(a.find(f"{W}styleLink"))) is not None
    }
    lists: dict[str, _List] = {}
    for number in root.iter(f"{W}num"):
        ident = _value(number.find(f"{W}abstractNumId")) or ""
        abstract = abstracts.get(ident)
        if abstract is None:
            continue
        through = _value(abstract.find(f"{W}numStyleLink"))
        if through in linked:
            abstract = linked[through]
            ident = abstract.get(f"{W}abstractNumId") or ident
        levels = _levels(abstract)
        starts: dict[int, int] = {}
        for override in number.iterfind(f"{W}lvlOverride"):
            at = _at(override)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[at] = _level(own, at)
            start = _integer(_value(override.find(f"{W}startOverride")))
            if start is not None:
                starts[at] = start
        lists[number.get(f"{W}numId") or ""] = _List(ident, levels, starts)
    return lists


def _levels(abstract: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in abstract.iterfind(f"{W}lvl"):
        at = _at(element)
        found[at] = _level(element, at)
    return found


def _level(element: Any, at: int) -> _Level:
    start = _integer(_value(element.find(f"{W}start")))
    restart = _integer(_value(element.find(f"{W}lvlRestart")))
    return _Level(
        kind=_value(element.find(f"{W}numFmt")) or "decimal",
        shown=_value(element.find(f"{W}lvlText")) or "",
        start=1 if start is None else start,
        is_legal=element.find(f"{W}isLgl") is not None,
        restarts_after=at if restart is None else restart,
        style=_value(element.find(f"{W}pStyle")),
    )
