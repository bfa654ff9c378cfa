"""Read a printed agenda, line by line or run on, into its numbered items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.cut import Cleaned, clean_slice

__all__ = ["Item", "read_list"]

_FURTHEST: Final = 25_000
"""How far after the words that open it an agenda may reach."""
_PATIENCE: Final = 3
"""How many lines that are no items (headings of segments) may stand between two items."""
_FEWEST: Final = 2
_LONGEST_ASIDE: Final = 160
_LONGEST_LINE: Final = 600
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
                 "xiv", "xv")  # fmt: skip

_LEAD: Final = r"[ \t>|]{0,12}(?:#{1,6}[ \t]+|[-–*•][ \t]+)?[*_“\"‘]{0,3}"
_MARK: Final = re.compile(
    rf"{_LEAD}(?:(?i:agenda )?[Ii](?i:tem) )?(?:"
    r"(?P<deep>\d{1,2}\.\d{1,2})\.?(?=[\s*_])"
    r"|(?P<number>\d{1,2})[*_]{0,2}(?:[ \t]?[.):–—:|]|(?=[ \t]{1,4}[A-Z“]))"
    r"|\((?P<round>\d{1,2})\)"
    r"|(?P<both>\d{1,2}) ?\((?P<sub>[a-z]{1,2})\)\.?"
    r"|\(?(?P<letter>[a-z]{1,4})\)"
    r"|(?P<upper>[IVX]{1,5})\.(?=[ \t]))"
    r"[*_]{0,2}[ \t|]*(?=\S)"
)
_RUN: Final = re.compile(
    r"(?:(?<=[:;.,])|(?<=[;,] and))[\s“\"]{0,3}(?:(?:[Ii]tem )?(?P<number>\d{1,2})[.)]"
    r"|\((?P<round>\d{1,2})\)|\((?P<letter>[a-z]{1,4})\))[ \t]+(?=\S)"
)
_PROSE: Final = re.compile(
    r"(?:The|At|On|In|It|Mr|Ms|Mrs|Under|Following|After|Before|For|Also|With|Representatives"
    r"|Statements|Delegations)\b.{0,400}?\b(?:was|were|had|has|have|held|adopted|agreed|decided"
    r"|noted|took|elected|considered|expressed|attended|made|stated|opened|participated|submitted"
    r"|introduced|approved|thanked|welcomed|said|recalled|requested|reported|informed)\b",
    re.DOTALL,
)
_SENTENCE: Final = 120
_LAST: Final = re.compile(
    r"adoption of the report|clos(?:ure|ing)|other (?:business|matters)", re.I
)
_SECTION: Final = re.compile(r"#{1,3}[ \t]+(?:[IVX]{1,5}|[A-Z])\.")
_TAIL: Final = re.compile(r"(?:[.;:,]|[”\"])*(?:[ ,]*\b(?:and|or))?[.;:,”\"|* ]*$")
_NOTE: Final = re.compile(r"\s*\((?:[A-Z/.\d, and–-]*/[^()]{1,80}|for (?:decision|information"
                          r"|discussion|action|adoption|approval)[^()]{0,40})\)$")  # fmt: skip
_STOP: Final = re.compile(r"\.(?:\s|$)")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Item:
    """An item with its title, of which ``start`` and ``end`` are the place in the source."""

    start: int
    end: int
    title: str
    number: str
    parent: str | None


@dataclass(slots=True)
class _Open:
    """An item whose lines are not yet all read."""

    number: str
    parent: str | None
    start: int
    end: int


@dataclass(slots=True)
class _State:
    """Where the reading of a list stands."""

    number: int = 0
    style: str | None = None
    letter: str | None = None
    roman: int = 0
    deep: int = 0

    def place(self, mark: re.Match[str]) -> tuple[str, str | None] | None:
        """The number and parent of a marked line, if it goes on the list."""
        found = mark.groupdict()
        if found.get("both"):
            return self._sub(int(found["both"]), found["sub"])
        if found.get("deep"):
            return self._decimal(found["deep"])
        for style in ("number", "round", "upper"):
            if found.get(style):
                return self._next(found[style], style)
        return self._lettered(found["letter"])

    def _next(self, printed: str, style: str) -> tuple[str, str | None] | None:
        if style == "upper":
            lower = printed.lower()
            value = _ROMAN.index(lower) + 1 if lower in _ROMAN else 0
        else:
            value = int(printed)
        # A number may be left out: the printed list skips it or the text has lost it.
        if value != self.number + 1 and not (self.number and value == self.number + 2):
            return None
        if self.style not in (None, style):
            return None
        self.style = style
        self.number, self.letter, self.roman, self.deep = value, None, 0, 0
        return str(value), None

    def _decimal(self, deep: str) -> tuple[str, str | None] | None:
        first, _, second = deep.partition(".")
        anew = int(first) == self.number + 1 and second == "1"
        if not anew and (int(first) != self.number or int(second) != self.deep + 1):
            return None
        self.number, self.deep, self.letter, self.roman = int(first), int(second), None, 0
        return deep, first

    def _sub(self, number: int, letter: str) -> tuple[str, str | None] | None:
        if number not in (self.number, self.number + 1):
            return None
        if number == self.number and letter != _after(self.letter):
            return None
        self.number, self.letter, self.roman = number, letter, 0
        return f"{number}({letter})", str(number)

    def _lettered(self, letter: str) -> tuple[str, str | None] | None:
        if not self.number and letter != "a" and self.letter is None:
            return None
        top = str(self.number) if self.number else ""
        if letter == _after(self.letter) and not (self.roman and letter in _ROMAN[self.roman :]):
            self.letter, self.roman = letter, 0
            return f"{top}({letter})", top or None
        if self.roman < len(_ROMAN) and letter == _ROMAN[self.roman]:
            self.roman += 1
            over = f"{top}({self.letter})" if self.letter else top
            return f"{over}({letter})", over or None
        return None


def _after(letter: str | None) -> str:
    """The letter that follows in a list; after "z" none."""
    if letter is None:
        return "a"
    return _LETTERS[_LETTERS.index(letter[0]) + 1 : _LETTERS.index(letter[0]) + 2]


def read_list(text: str, start: int, end: int, paragraph: int | None = None) -> tuple[Item, ...]:
    """The items of the agenda that begins at ``start`` of a source text; none if it is no list.

    It ends where its lines end to be items in sequence: at ``end``, at a paragraph of prose, or at
    the paragraph that follows the one numbered ``paragraph``.
    """
    stop = min(end, start + _FURTHEST)
    first = _RUN.match(text, start, stop)
    line_end = text.find("\n", start, stop)
    if first and (line_end < 0 or first.end() < line_end) and _opens(first):
        block = re.compile(r"\n\s*\n").search(text, start, stop)
        return tuple(_closed(text, list(_run_on(text, start, block.start() if block else stop))))
    return tuple(_closed(text, list(_lines(text, start, stop, paragraph))))


def _opens(mark: re.Match[str]) -> bool:
    return (mark["number"] or mark["round"] or mark["letter"]) in ("1", "a")


def _run_on(text: str, start: int, stop: int) -> Iterator[_Open]:
    state = _State()
    opened: _Open | None = None
    for mark in _RUN.finditer(text, start, stop):
        place = state.place(mark)
        if place is None:
            continue
        if opened:
            opened.end = mark.start()
            yield opened
        opened = _Open(*place, mark.end(), stop)
    if opened:
        ended = _STOP.search(text, opened.start, stop)
        opened.end = ended.start() if ended else stop
        yield opened


def _lines(text: str, start: int, stop: int, paragraph: int | None) -> Iterator[_Open]:
    state = _State()
    opened: _Open | None = None
    asides = 0
    blank = True
    at = start
    while at < stop:
        line_end = text.find("\n", at, stop)
        line_end = stop if line_end < 0 else line_end
        line = text[at:line_end]
        here, at = at, line_end + 1
        if not line.strip(" \t>|"):
            blank = True
            continue
        if opened and _SECTION.match(line):
            break
        mark = _MARK.match(line)
        last = text[opened.start : opened.end] if opened else ""
        if mark and mark["number"] and _follows(mark, last, paragraph):
            break
        place = state.place(mark) if mark and not _is_prose(line, mark) else None
        if mark and place:
            if opened:
                yield opened
            opened = _Open(*place, here + mark.end(), line_end)
            blank, asides = False, 0
            continue
        if opened and not blank and not mark and not line.startswith("#"):
            opened.end = line_end  # a title over two lines
            continue
        asides += 1
        if asides > _PATIENCE or len(line) > _LONGEST_ASIDE or _PROSE.match(line.strip(" *_#")):
            break
        blank = True
    if opened:
        yield opened


def _follows(mark: re.Match[str], last: str, paragraph: int | None) -> bool:
    """Whether a numbered line is the paragraph that follows the list, not an item."""
    if paragraph is None or int(mark["number"]) != paragraph + 1 or not last:
        return False
    return bool(_LAST.search(last) or _PROSE.match(mark.string, mark.end()))


def _is_prose(line: str, mark: re.Match[str]) -> bool:
    words = line[mark.end() :]
    return len(words) > _LONGEST_LINE or (len(words) > _SENTENCE and bool(_PROSE.match(words)))


def _closed(text: str, items: list[_Open]) -> Iterator[Item]:
    if len(items) < _FEWEST:
        return
    for item in items:
        cleaned = clean_slice(text, item.start, item.end)
        words = _title(cleaned)
        if words:
            first = cleaned.text.find(words)
            start, end = cleaned.source_span(first, first + len(words))
            yield Item(start, end, words, item.number, item.parent)


def _title(cleaned: Cleaned) -> str:
    words = _TAIL.sub("", cleaned.text.strip(" |"))
    words = _NOTE.sub("", words)
    if words.count("“") < words.count("”"):
        words = words.replace("”", "")
    return words.strip(" |:–—")
