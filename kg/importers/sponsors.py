"""Tell who put their name to a draft, from the words of its catalogue record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from rdflib import URIRef

from kg.authority import Authority
from kg.importers.catalogue import CatalogueEntry
from kg.iri import party_iri, state_iri
from kg.recognise.names import split_list
from kg.recognise.passages import Span

__all__ = ["sponsors_of"]

_BEHALF: Final = re.compile(r"\s*\[on behalf of (?:(?:the|of) )*(?P<group>[^\]]+)\]")
_ADDED: Final = re.compile(
    r"\bAdditional sponsors?: (?P<names>[^.]+?)(?=\s*(?:\(A/|\.|;|$))", re.IGNORECASE
)
_LEFT: Final = re.compile(
    r"(?P<names>[A-Z][^.:]{0,400}?) (?:was|were) removed from the list of sponsors"
)
_OFFICE: Final = re.compile(r"^(?:by|submitted|presented|note|report)\b")
_PREFIX: Final = re.compile(r"^UN\. ")
_PARTIES: Final = ("Group", "Organization")


def sponsors_of(
    entry: CatalogueEntry, authority: Authority
) -> tuple[tuple[URIRef, ...], tuple[str, ...]]:
    """The sponsors of a draft, in code point order, and the names that no list knows.

    A State that speaks on behalf of a group sponsors, and so does the group. One that has left
    the list of sponsors is none. Whoever submits a draft by office (a Chair) is no sponsor.
    """
    if not entry.draft:
        return (), ()
    day = date.fromisoformat(entry.date) if entry.date and len(entry.date) == 10 else None
    found: set[URIRef] = set()
    unknown: set[str] = set()
    for name in _named(entry, authority, day):
        party = _party(name, authority, day)
        if party:
            found.add(party)
        else:
            unknown.add(name)
    for note in entry.added:
        for left in _LEFT.finditer(note):
            found -= {_party(n, authority, day) for n in _split(left["names"], authority, day)}
    return tuple(sorted(found)), tuple(sorted(unknown))


def _named(entry: CatalogueEntry, authority: Authority, day: date | None) -> Iterator[str]:
    words = entry.responsible or ""
    if not _OFFICE.search(words):
        yield from (m["group"].strip() for m in _BEHALF.finditer(words))
        yield from _split(_BEHALF.sub("", words), authority, day)
        yield from (n for n in entry.names if _party(n, authority, day))
    for note in entry.added:
        for added in _ADDED.finditer(note):
            yield from _split(added["names"], authority, day)


def _split(words: str, authority: Authority, day: date | None) -> Iterator[str]:
    for span in split_list(words, Span(0, len(words)), authority, day):
        name = words[span.start : span.end].strip()
        if name:
            yield name


def _party(name: str, authority: Authority, day: date | None) -> URIRef | None:
    printed = _PREFIX.sub("", name).removesuffix(" (The)")
    state = authority.state(printed, day) or authority.state(printed)
    if state:
        return state_iri(state.iso3)
    body = authority.body(printed)
    return party_iri(body.cls, body.id) if body and body.cls in _PARTIES else None
