"""Draw a module of the ontology as SVG: its tree of classes, and what its properties join.

The drawing has no style of its own and no script: the page's style sheet colours it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from api.manual import Module, Term

__all__ = ["diagram"]

_LINE: Final = 26  # user units from one row to the next
_BOX: Final = 20
_SIGN: Final = 7.9  # the width of a sign of a monospaced face at 13 units
_INDENT: Final = 24
_GAP: Final = 18
_MARGIN: Final = 8


@dataclass(slots=True)
class _Sheet:
    parts: list[str] = field(default_factory=list)
    width: float = 0
    height: float = _MARGIN

    def box(self, x: float, y: float, words: str, kind: str = "class") -> float:
        """Draw a box; where it ends."""
        width = len(words) * _SIGN + 14
        self.parts.append(
            f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{_BOX}" rx="3"/>'
            f'<text x="{x + 7:g}" y="{y + 14:g}">{escape(words)}</text>'
        )
        self.width = max(self.width, x + width)
        return x + width

    def line(self, points: str, *, arrow: str = "") -> None:
        end = f' marker-end="url(#{arrow})"' if arrow else ""
        self.parts.append(f'<path d="{points}"{end}/>')

    def words(self, x: float, y: float, words: str) -> None:
        self.parts.append(f'<text class="label" x="{x:g}" y="{y:g}">{escape(words)}</text>')


def diagram(module: Module, name_of: Callable[[str], str]) -> str:
    """The drawing of a module, empty where it has neither classes nor properties to join.

    ``name_of`` gives a term of any module its short name.
    """
    sheet = _Sheet()
    classes = module.terms.get("Classes", ())
    _draw_tree(sheet, classes, name_of)
    _draw_joins(sheet, module, name_of)
    if not sheet.parts:
        return ""
    title = f"{module.title}: classes, and what the properties between things join"
    return (
        f'<svg class="diagram" role="img" aria-labelledby="d-{module.name}" '
        f'viewBox="0 0 {sheet.width + _MARGIN:g} {sheet.height:g}" '
        f'width="{sheet.width + _MARGIN:g}" height="{sheet.height:g}">'
        f'<title id="d-{module.name}">{escape(title)}</title>'
        f'<defs><marker id="a-{module.name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
        f"{''.join(sheet.parts)}</svg>"
    )


def _draw_tree(sheet: _Sheet, classes: Sequence[Term], name_of: Callable[[str], str]) -> None:
    """Classes under their superclasses; one of another module is drawn where it is above."""
    below: dict[str, list[str]] = defaultdict(list)
    own = {term.iri for term in classes}
    for term in classes:
        for above in term.above:
            below[above].append(term.iri)
    under = {iri for children in below.values() for iri in children}
    roots = [iri for iri in (*sorted(set(below) - own), *sorted(own)) if iri not in under]
    for root in roots:
        _draw_branch(sheet, root, 0, below, own, name_of)
    if roots:
        sheet.height += _GAP


def _draw_branch(
    sheet: _Sheet,
    iri: str,
    depth: int,
    below: dict[str, list[str]],
    own: set[str],
    name_of: Callable[[str], str],
) -> None:
    x, y = _MARGIN + depth * _INDENT, sheet.height
    sheet.box(x, y, name_of(iri), "class" if iri in own else "other")
    sheet.height += _LINE
    for child in sorted(below[iri]):
        middle = sheet.height + _BOX / 2
        sheet.line(f"M{x + 10:g} {y + _BOX:g}V{middle:g}H{x + _INDENT:g}")
        _draw_branch(sheet, child, depth + 1, below, own, name_of)


def _draw_joins(sheet: _Sheet, module: Module, name_of: Callable[[str], str]) -> None:
    """A row for each property: from what it starts, its name on an arrow, what it leads to."""
    rows = sorted(_joins(module.terms.get("Properties between things", ()), name_of))
    arrow = f"a-{module.name}"
    if not rows:
        return
    start = max(len(row[0]) for row in rows) * _SIGN + 14 + _MARGIN
    end = start + max(len(row[1]) for row in rows) * _SIGN + 3 * _GAP
    drawn, below = "", 0.0
    for domain, name, span in rows:
        y = sheet.height
        middle = y + _BOX / 2
        if domain != drawn:
            right = sheet.box(_MARGIN, y, domain)
            sheet.line(f"M{right:g} {middle:g}H{end:g}", arrow=arrow)
            drawn, below = domain, y + _BOX
        else:
            sheet.line(f"M{_MARGIN + 10:g} {below:g}V{middle:g}H{end:g}", arrow=arrow)
        sheet.words(start + _GAP, middle - 3, name)
        sheet.box(end, y, span, "other")
        sheet.height += _LINE


def _joins(
    properties: Iterable[Term], name_of: Callable[[str], str]
) -> Iterator[tuple[str, str, str]]:
    """Each property once: of a pair of inverses, the one whose name comes first bears both."""
    drawn: set[str] = set()
    for term in properties:
        drawn.add(term.iri)
        if not term.domain or not term.range or drawn & set(term.inverse):
            continue
        domain, span = (" | ".join(map(name_of, side)) for side in (term.domain, term.range))
        yield domain, " ⇄ ".join([term.name, *map(name_of, term.inverse)]), span
