"""Hold what was read of an act, and give every paragraph its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.cut.calls import calls_in, plain_label
from kg.cut.cleaning import clean
from kg.cut.scope import arabic
from kg.model import NoteCall, Paragraph

__all__ = ["Item", "Zone", "paragraphs_of"]

_CODES = {"preambular": "pp", "operative": "op", "report": "", "other": "other"}


@dataclass(slots=True, eq=False)
class Zone:
    """A stretch of an act with numbers of its own: its body, a draft in it, an annex.

    ``kind`` is ``body``, ``draft`` or ``annex``; ``label`` the printed number of an annex.
    ``act`` says whether recitals and operative paragraphs stand in it, ``counted`` whether the
    paragraphs of another text are counted; ``speaker`` is the id of who speaks in an act; ``of``
    is the zone of the act that adopts the text of this one, under the same name.
    """

    kind: str
    label: str = ""
    act: bool = True
    speaker: str | None = None
    counted: bool = False
    of: Zone | None = None
    name: str = ""


@dataclass(slots=True)
class Item:
    """One paragraph before it has an id.

    ``number`` is printed or empty, where the paragraph is to be counted; ``subs`` the letters
    below it; ``path`` the labels of the sections above it, an article among them.
    """

    kind: str
    start: int
    end: int
    zone: Zone
    number: str = ""
    subs: tuple[str, ...] = ()
    numbered: bool = True
    path: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    parent: Item | None = None
    ident: str = ""


def paragraphs_of(text: str, items: Sequence[Item]) -> tuple[tuple[Paragraph, ...], list[str]]:
    """The paragraphs of the items with ids that are unique, and warnings about odd numbers."""
    _name_zones(items)
    depths = {zone: _depth([i for i in items if i.zone is zone]) for zone in _zones(items)}
    run_on = frozenset(z for z in depths if _runs_on([i for i in items if i.zone is z]))
    naming = _Naming(depths, run_on)
    naming.printed.update(naming.wanted(item) for item in items if item.number and not item.subs)
    for item in items:
        item.ident = naming.ident(item)
    paragraphs = tuple(
        Paragraph(
            item.ident,
            item.kind,
            item.start,
            item.end,
            clean(text[item.start : item.end]),
            item.numbered,
            item.headings,
            item.zone.speaker if item.kind in ("preambular", "operative") else None,
        )
        for item in items
    )
    return _called(text, paragraphs), naming.warnings


def _called(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs with the footnotes that they call, the nearest one where numbers recur."""
    notes: dict[str, list[Paragraph]] = {}
    for note in paragraphs:
        if note.kind == "footnote":
            notes.setdefault(note.id.removeprefix("fn").partition("~")[0], []).append(note)
    if not notes:
        return paragraphs
    return tuple(
        paragraph
        if paragraph.kind == "footnote"
        else replace(paragraph, calls=tuple(_calls(text, paragraph, notes)))
        for paragraph in paragraphs
    )


def _calls(
    text: str, paragraph: Paragraph, notes: Mapping[str, Sequence[Paragraph]]
) -> Iterator[NoteCall]:
    for call in calls_in(text, paragraph.start, paragraph.end):
        held = notes.get(plain_label(call.label))
        if held:
            note = next((n for n in held if n.start > call.start), held[-1])
            yield NoteCall(call.start, call.end, note.id)


def _zones(items: Iterable[Item]) -> list[Zone]:
    return list(dict.fromkeys(item.zone for item in items))


def _name_zones(items: Iterable[Item]) -> None:
    zones = _zones(items)
    for kind in ("draft", "annex"):
        of_kind = [zone for zone in zones if zone.kind == kind and zone.of is None]
        labels = [zone.label for zone in of_kind]
        numbers = [int(label) if label.isdigit() else arabic(label) for label in labels]
        if not all(numbers) or len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(of_kind) + 1))
        for zone, number in zip(of_kind, numbers, strict=True):
            zone.name = kind if len(of_kind) == 1 else f"{kind}{number}"
    for zone in zones:
        if zone.of is not None:
            zone.name = zone.of.name


def _depth(items: Sequence[Item]) -> int:
    """How many labels of sections the numbers need in front of them, 0 where they run on."""
    numbers = [i for i in items if i.number and not i.subs and i.kind in ("operative", "report")]
    if not any(i.number == "1" and i.path for i in numbers[1:]):
        return 0
    best, fewest = 0, len(numbers)
    for depth in range(4):
        held = Counter((i.path[:depth], i.number) for i in numbers)
        again = sum(count - 1 for count in held.values())
        if again < fewest:
            best, fewest = depth, again
    return best


def _runs_on(items: Sequence[Item]) -> bool:
    """Whether the numbers of an annexed text run on through its articles or principles."""
    held: dict[tuple[str, ...], list[int]] = {}
    for item in items:
        if item.kind == "report" and item.number and item.path[-1:] and not item.subs:
            held.setdefault(item.path, []).append(int(item.number))
    runs = [numbers for path, numbers in held.items() if path[-1].startswith("art")]
    follow = (after[0] == before[-1] + 1 for before, after in pairwise(runs))
    return len(runs) > 1 and all(follow)


@dataclass(slots=True)
class _Naming:
    depths: dict[Zone, int]
    run_on: frozenset[Zone] = frozenset()
    printed: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    last: dict[str, int] = field(default_factory=dict)
    parents: dict[int, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    times: int = 0
    number: int = 0

    def ident(self, item: Item) -> str:
        if item.number and item.kind == "operative":
            self.last[f"{self.scope(item)}.op"] = int(item.number)
        ident = self._once(item, self.wanted(item))
        if item.parent is None and not item.subs:
            self.parents[id(item)] = ident
        return ident

    def wanted(self, item: Item) -> str:
        if item.kind == "title":
            return "title"
        if item.kind == "footnote":
            return f"fn{item.number}"
        if item.kind == "heading":
            return ".".join(filter(None, (item.zone.name, *item.path, "heading")))
        if item.parent is not None:
            whole = self.parents.get(id(item.parent), item.parent.ident)
            return whole + "".join(f"({sub})" for sub in item.subs)
        scope = self.scope(item)
        code = _CODES[item.kind]
        number = item.number or self._counted(scope, code, item)
        whole = ".".join(filter(None, (scope, f"{code}{number}")))
        self.parents[id(item)] = whole
        return whole + "".join(f"({sub})" for sub in item.subs)

    def scope(self, item: Item) -> str:
        """The annex or draft and the sections that stand in front of a paragraph's number."""
        return ".".join(filter(None, (item.zone.name, *self._sections(item))))

    def _sections(self, item: Item) -> tuple[str, ...]:
        articles = [n for n, label in enumerate(item.path, 1) if label.startswith("art")]
        run_on = item.number and item.kind == "report" and item.zone in self.run_on
        depth = self.depths.get(item.zone, 0)
        if articles and not run_on:
            depth = max(depth, articles[-1])
        if item.kind == "preambular" or (item.kind == "operative" and not item.number):
            depth = max(depth, 1) if item.kind == "preambular" else depth
        return item.path[:depth]

    def _counted(self, scope: str, code: str, item: Item) -> str:
        key = f"{scope}.{code}"
        if item.kind != "operative":
            self.counted[key] += 1
            return str(self.counted[key])
        last = self.last.get(key, 0)
        if ".".join(filter(None, (scope, f"{code}{last + 1}"))) not in self.printed:
            self.last[key] = last + 1
        elif last:
            self.warnings.append(f"an operative paragraph after {code}{last} has no number")
        # Where the next number is printed further on, that paragraph has the better claim to it.
        return str(self.last.get(key, 0))

    def _once(self, item: Item, ident: str) -> str:
        self.seen[ident] += 1
        times = self.seen[ident]
        if times == 1:
            return ident
        again = f"{ident}~{times}"
        if item.kind in ("operative", "report") and item.number and not item.subs:
            # One warning for a whole run of numbers that begin again.
            if times != self.times or int(item.number or 0) != self.number + 1:
                self.warnings.append(f"paragraph {ident} is printed {times} times")
            self.times, self.number = times, int(item.number or 0)
        return again
