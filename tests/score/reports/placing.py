"""Find the paragraphs that an annotation names among those of the program's cut."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.model import AgendaItem, Document, Meeting, Paragraph
from tests.score.likeness import paragraph_key, plain
from tests.score.reports.expected import ExpectedReport

__all__ = ["Place", "Places", "place"]

_OCCURRENCE: Final = re.compile(r"(.*?) #(\d+)", re.DOTALL)
_BULLET: Final = re.compile(r"(?:[^\w\s(#]+ *|o )(?=[\w(#])")
_LETTER: Final = re.compile(r"\(?(?:[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)] ")
_NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.\d+)*[.)]? ")
_LINE: Final = re.compile(r"\S[^\n]*")
_BEFORE: Final = re.compile(r"(?:[IVXLC]+\.|[A-Z]\.|draft\d*\.)+(?=[a-z0-9])")
_TWICE: Final = re.compile(r"~(\d+)$")
_PART: Final = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Place:
    """The paragraph of the cut that is meant; ``begins``: it has that id or begins so."""

    paragraph: str
    begins: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Where an annotation's paragraphs stand, and how far it reaches.

    ``named`` are the places by the annotation's names, None for one that is nowhere; ``keys``
    gives one name to paragraphs that cannot be told apart; ``within`` are the annotated ones.
    """

    named: Mapping[str, Place | None]
    keys: Mapping[str, str]
    within: frozenset[str]

    def expected(self, name: str) -> str:
        """The key of a paragraph as the annotation names it; of one that is nowhere, no key."""
        found = self.named.get(name)
        return self.found(found.paragraph) if found else f"?{name}"

    def found(self, paragraph: str) -> str:
        """The key of a paragraph as the program names it."""
        return self.keys.get(paragraph, paragraph)


def place(report: ExpectedReport, document: Document | None) -> Places:
    """Find every paragraph that an annotation names.

    Words are looked for at the beginning of the source's lines, each of which stands in some
    paragraph of the cut, whether that begins there or not; else anywhere in the paragraphs.
    """
    paragraphs = document.paragraphs if document else ()
    lines = tuple(_lines(document)) if document else ()
    named, keys = dict[str, Place | None](), dict[str, str]()
    by_tail = _by_tail(paragraphs)
    ends = [end for stretch in report.stretches for end in stretch if end]
    for name in dict.fromkeys((*_standing(report), *ends)):
        if name.startswith("="):
            named[name] = _by_words(name.removeprefix("="), lines, paragraphs)
        else:
            ids = _by_number(paragraph_key(name), paragraphs, by_tail)
            named[name] = ids[0] if ids else None
            keys |= {other.paragraph: ids[0].paragraph for other in ids[1:]}
    return Places(named, keys, _within(report, paragraphs, named))


def _standing(report: ExpectedReport) -> list[str]:
    """The paragraphs in which something stands, in order.

    Those of an agenda's items are no matter, and may be their own numbers.
    """
    return [one.paragraph for one in report.findings if not isinstance(one, AgendaItem)]


def _lines(document: Document) -> Iterator[tuple[str, Place]]:
    """The lines of the source that stand in a paragraph, plain, each with its place."""
    paragraphs = sorted(document.paragraphs, key=lambda one: one.start)
    ends = [one.end for one in paragraphs]
    for line in _LINE.finditer(document.source.text):
        at = bisect_right(ends, line.start())
        if at < len(paragraphs) and (one := paragraphs[at]).start < line.end():
            yield plain(line[0]), Place(one.id, begins=one.start >= line.start())


def _by_number(
    name: str, paragraphs: Sequence[Paragraph], by_tail: Mapping[str, Sequence[str]]
) -> list[Place]:
    """The paragraph of that id; else all with that number in a section; else the one it parts.

    A number printed again (``1~2``) is the second with that number.
    """
    for one in paragraphs:
        if paragraph_key(one.id) == name:
            return [Place(one.id, begins=True)]
    tails = by_tail.get(_tail(name), ())
    if again := _TWICE.search(name):
        tails = tails[int(again[1]) - 1 : int(again[1])]
    if tails:
        return [Place(ident, begins=True) for ident in tails]
    whole = _PART.sub("", name)
    if whole == name:
        return []
    return [Place(one.paragraph, begins=False) for one in _by_number(whole, paragraphs, by_tail)]


def _by_tail(paragraphs: Iterable[Paragraph]) -> Mapping[str, Sequence[str]]:
    tails = defaultdict[str, list[str]](list)
    for one in paragraphs:
        tails[_tail(paragraph_key(one.id))].append(one.id)
    return tails


def _tail(ident: str) -> str:
    """The number without the section it stands in; an annex remains one.

    >>> _tail("II.A.14(a)"), _tail("annex1.II.3~2")
    ('14(a)', 'annex1.3')
    """
    if ident.startswith(("annex", "appendix")) and "." in ident:
        return f"{ident.partition('.')[0]}.{_TWICE.sub('', ident.rpartition('.')[2])}"
    return _TWICE.sub("", _BEFORE.sub("", ident))


def _by_words(
    name: str, lines: Sequence[tuple[str, Place]], paragraphs: Sequence[Paragraph]
) -> Place | None:
    """The place where the n-th line or else paragraph so begins, else where the words stand."""
    counted = _OCCURRENCE.fullmatch(name)
    words, nth = (plain(counted[1]), int(counted[2])) if counted else (plain(name), 1)
    begun = [(plain(one.text), Place(one.id, begins=True)) for one in paragraphs]
    for texts in (lines, begun):
        for form in (_unbulleted, _unlettered, _bare, _folded):
            found = [at for text, at in texts if form(text).startswith(form(words))]
            if len(found) >= nth:
                return found[nth - 1]
    standing = re.compile(rf"(?<!\w){re.escape(_bare(words))}")
    inside = [at.paragraph for text, at in begun for _ in standing.finditer(text)]
    return Place(inside[min(nth, len(inside)) - 1], begins=False) if inside else None


def _unbulleted(words: str) -> str:
    return _without(_BULLET, words)


def _unlettered(words: str) -> str:
    return _without(_LETTER, _unbulleted(words))


def _bare(words: str) -> str:
    """The words without a bullet, number, letter or roman figure before them."""
    return _unlettered(_without(_NUMBER, _unbulleted(words)))


def _folded(words: str) -> str:
    return _bare(words).casefold()


def _without(mark: re.Pattern[str], words: str) -> str:
    found = mark.match(words)
    return words[found.end() :] if found else words


def _within(
    report: ExpectedReport,
    paragraphs: Sequence[Paragraph],
    named: Mapping[str, Place | None],
) -> frozenset[str]:
    """The paragraphs of the stretches, and all in which something was expected.

    The own meeting is told of in the whole report, so its paragraph opens nothing.
    """
    ids = [one.id for one in paragraphs]
    if not report.stretches:
        return frozenset(ids)
    kept = set[str]()
    for first, last in report.stretches:
        begin, end = (named[name] if name else None for name in (first, last))
        start = ids.index(begin.paragraph) if begin else 0
        stop = ids.index(end.paragraph) + 1 if end else len(ids)
        kept.update(ids[start:stop])
    others = (one for one in report.findings if not (isinstance(one, Meeting) and one.own))
    places = (named.get(one.paragraph) for one in others)
    kept.update(found.paragraph for found in places if found)
    return frozenset(kept)
