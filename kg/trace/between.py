"""Say how two documents hang together: one cites the other, or there is a way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rdflib import URIRef

from kg.iri import document_of
from kg.naming import short_name
from kg.trace.model import Between
from kg.trace.nodes import paragraph_of
from kg.trace.reading import Reader
from kg.trace.walks import Walk
from kg.vocab import ID

__all__ = ["between", "place_in_words"]

_RECITAL: Final = re.compile(
    r"(?P<work>.+?),? (?:(?P<part>\S+)\.)?(?P<kind>pp|op) ?(?P<number>[^\s(]\S*)?(?: \(.*\))?$"
)
_IS_DOCUMENT: Final = re.compile(rf"{ID}(document/|instrument/|.+/report$)")
_NOUNS: Final = {"pp": "recital", "op": "paragraph"}


def between(
    reader: Reader, starts: Sequence[str], goal: str, walks: Sequence[Walk], *, forward: bool
) -> Between | None:
    """What is to be said of the documents at both ends of some paths, the shortest of them first.

    None where one of the ends is in no document, so that nothing could cite it or be cited in it.
    """
    ends = _document(starts[0]), _document(goal)
    earlier, later = ends if forward else ends[::-1]
    if not all(map(_IS_DOCUMENT.match, ends)):
        return None
    ways = tuple(tuple(_way(walk, ends, forward=forward)) for walk in walks)
    paragraphs = _citing(reader, earlier, later, walks)
    is_read = reader.is_read(later)
    return Between(
        earlier,
        later,
        paragraphs,
        is_read,
        ways,
        _note(reader, earlier, later, paragraphs, ways, is_read=is_read),
    )


def _document(iri: str) -> str:
    return str(document_of(URIRef(paragraph_of(iri))))


def _way(walk: Walk, ends: Iterable[str], *, forward: bool) -> Iterator[str]:
    """What lies on a path in neither of the documents at its ends, from cause to consequence."""
    nodes = dict.fromkeys(n for step in walk for n in (step.start, step.end))
    if not forward:
        nodes = dict.fromkeys(n for step in reversed(walk) for n in (step.start, step.end))
    yield from (n for n in nodes if _document(n) not in ends)


def _citing(reader: Reader, earlier: str, later: str, walks: Sequence[Walk]) -> tuple[str, ...]:
    """The paragraphs of the later document that cite the earlier one, as far as is known."""
    found = {p for _, p in reader.undecided_of(earlier) if _document(p) == later}
    for step in (step for walk in walks for step in walk):
        if _document(step.start) == earlier and str(document_of(URIRef(step.end))) == later:
            found.add(step.end)
    if not found and reader.cites(later, earlier):
        found.add(later)
    return tuple(sorted(found))


def _note(
    reader: Reader,
    earlier: str,
    later: str,
    paragraphs: Sequence[str],
    ways: Sequence[Sequence[str]],
    *,
    is_read: bool,
) -> str | None:
    if earlier == later or not all(ways) or not ways:
        return None  # a path is itself direct
    told = ", then ".join(_stations(reader, ways[0]))
    names = short_name(later), short_name(earlier)
    if paragraphs:
        where = ", ".join(_named(reader, p) for p in paragraphs[:3])
        return (
            f"{names[0]} cites {names[1]} itself ({where}), without saying which paragraph is"
            f" meant; the way that is known goes by {told}"
        )
    hedge = "" if is_read else ", as far as this graph knows"
    return f"{names[0]} does not cite {names[1]} directly{hedge}: by way of {told}"


def _stations(reader: Reader, way: Sequence[str]) -> Iterator[str]:
    """One station for each document on a way: its first recital or paragraph on it."""
    seen: set[str] = set()
    for node in way:
        if _document(node) not in seen:
            seen.add(_document(node))
            yield _named(reader, paragraph_of(node))


def _named(reader: Reader, iri: str) -> str:
    """What a paragraph is called; one without a number by what its curator calls it."""
    node = reader.nodes.describe(iri)
    return node.label if "/unplaced/" in iri and node.label != node.id else place_in_words(iri)


def place_in_words(iri: str) -> str:
    """The short name of a paragraph, in words.

    >>> place_in_words(f"{ID}document/A/RES/91/1/pp/2")
    'A/RES/91/1, recital 2'
    >>> place_in_words(f"{ID}document/A/RES/91/1/pp/unplaced/2")
    'A/RES/91/1, a recital whose number is not known'
    >>> place_in_words(f"{ID}meeting/weights/1")
    'weights meeting 1'
    """
    name = short_name(iri)
    found = _RECITAL.fullmatch(name)
    if not found:
        return name
    work = ", ".join(filter(None, (found["work"], found["part"])))
    noun, number = _NOUNS[found["kind"]], found["number"]
    if "/unplaced/" in iri:
        return f"{work}, a {noun} whose number is not known"
    return f"{work}, {noun} {number}"
