"""Compare a meeting's agenda and documents with those that a person found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from kg.model import AgendaItem, ListedDocument
from tests.score.figures import Tally
from tests.score.pairing import take_pairs
from tests.score.reports.likeness import alike, lenient, number_key, symbol_key

__all__ = ["compare_agenda", "compare_documents"]

Listings: TypeAlias = list[ListedDocument]


def compare_agenda(
    tally: Tally, name: str, expected: Sequence[AgendaItem], found: Sequence[AgendaItem]
) -> None:
    """Count the agenda's items by number and title, each once; judge the parents."""
    wanted, left = (
        list({(number_key(i.number), lenient(i.title)): i for i in reversed(items)}.values())[::-1]
        for items in (expected, found)
    )
    tally.count("agenda", expected=len(wanted), found=len(left))
    pairs = take_pairs(wanted, left, _same_item)
    tally.count("agenda", right=len(pairs))
    for one, other in pairs:
        parents = [number_key(item.parent or "") for item in (one, other)]
        if not tally.judge("parent", parents[0] == parents[1]):
            tally.miss("parent", name, one.number, one.parent, other.parent)
    for one in wanted:
        tally.miss("agenda", name, one.paragraph, f"{one.number} {one.title}", None)
    for other in left:
        tally.miss("agenda", name, other.paragraph, None, f"{other.number} {other.title}")


def compare_documents(
    tally: Tally, name: str, expected: Sequence[ListedDocument], found: Sequence[ListedDocument]
) -> None:
    """Count the documents, each once, by symbol or else by title; judge the roles."""
    wanted, left = list(_once(expected).values()), list(_once(found).values())
    tally.count("documents", expected=len(wanted), found=len(left))
    pairs = take_pairs(wanted, left, _same_document)
    tally.count("documents", right=len(pairs))
    for ones, others in pairs:
        roles, given = ({_role(one) for one in side} for side in (ones, others))
        if not tally.judge("document role", bool(roles & given)):
            tally.miss("document role", name, f"{ones[0].paragraph} {_told(ones)}", roles, given)
    for ones in wanted:
        tally.miss("documents", name, ones[0].paragraph, _told(ones), None)
    for others in left:
        tally.miss("documents", name, others[0].paragraph, None, _told(others))


def _same_item(one: AgendaItem, other: AgendaItem) -> bool:
    return number_key(one.number) == number_key(other.number) and alike(one.title, other.title)


def _once(documents: Sequence[ListedDocument]) -> dict[str, Listings]:
    once = dict[str, Listings]()
    for one in documents:
        key = symbol_key(one.symbol) if one.symbol else f"={lenient(one.title or one.role or '')}"
        once.setdefault(key, []).append(one)
    return once


def _same_document(ones: Listings, others: Listings) -> bool:
    one, other = ones[0], others[0]
    if one.symbol or other.symbol:
        return symbol_key(one.symbol or "") == symbol_key(other.symbol or "")
    return alike(one.title or one.role or "", other.title or other.role or "")


def _role(document: ListedDocument) -> str:
    return lenient(document.role or "")


def _told(documents: Listings) -> str:
    return documents[0].symbol or documents[0].title or documents[0].role or "a document"
