"""Turn the pages of a long description: which one is asked for, and what links it to the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request

from api.answers import Link
from api.outline import Outline
from api.problems import Refusal
from kg.vocab import PREFIXES

__all__ = ["Turning", "turning"]

_HYDRA: Final = "http://www.w3.org/ns/hydra/core#"
_TOPIC: Final = ox.NamedNode("http://xmlns.com/foaf/0.1/primaryTopic")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class Turning:
    """A page among the pages of a description, which is at ``address``.

    ``query`` is what the address of every page keeps of the query string (``format=ttl``).
    """

    address: str
    number: int
    last: int
    query: str = ""

    @property
    def neighbours(self) -> Mapping[str, str]:
        """The addresses of other pages by their relation (RFC 8288, IANA): none where all is one.

        >>> Turning("/doc/x", 2, 3).neighbours["next"], Turning("/doc/x", 1, 1).neighbours
        ('/doc/x?page=3', {})
        """
        if self.last == 1:
            return {}
        numbers = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.last}
        return {r: self.at(n) for r, n in numbers.items() if 1 <= n <= self.last}

    @property
    def links(self) -> list[Link]:
        """The links of the page to the others."""
        return [Link(address, relation) for relation, address in self.neighbours.items()]

    def at(self, number: int) -> str:
        """The address of a page; the first one has the address of the whole."""
        return self.address + self.suffix(number)

    def suffix(self, number: int | None = None) -> str:
        """The query string of a page, that of this one without a number."""
        number = number or self.number
        parts = [self.query] if self.query else []
        if number > 1:
            parts.append(f"page={number}")
        return f"?{'&'.join(parts)}" if parts else ""

    def triples(self, base: str, thing: str, outline: Outline) -> Iterator[ox.Triple]:
        """What the page says of itself and its neighbours, as a Hydra view of a collection.

        The total is left out where not everything was counted.
        """
        if self.last == 1:
            return
        whole = Turning(f"{base}{self.address}", self.number, self.last)
        document, page = (
            ox.NamedNode(whole.at(1)),
            ox.NamedNode(f"{whole.address}?page={self.number}"),
        )
        yield ox.Triple(document, _TYPE, _hydra("Collection"))
        yield ox.Triple(document, _TOPIC, ox.NamedNode(thing))
        if not outline.cut:
            yield ox.Triple(document, _hydra("totalItems"), ox.Literal(outline.triples))
        yield ox.Triple(document, _hydra("view"), page)
        yield ox.Triple(page, _TYPE, _hydra("PartialCollectionView"))
        names = {"prev": "previous"}
        for relation, address in whole.neighbours.items():
            term = _hydra(names.get(relation, relation))
            yield ox.Triple(page, term, ox.NamedNode(address))


def turning(request: Request, address: str, outline: Outline, last: int) -> Turning:
    """The page that ``?page=`` asks for, the first one where it asks for none.

    ``last`` is the last page that is worth a link.

    Raises:
        Refusal: 400 where it is no number of a page, 404 where there are not so many.
    """
    words = request.query_params.get("page", "1")
    if not _NUMBER.fullmatch(words):
        raise Refusal(400, f"page={words[:40]!r} is not the number of a page.", "count from 1")
    if int(words) > outline.pages:
        how_many = f"only {outline.pages} pages" if outline.pages > 1 else "one page only"
        raise Refusal(404, f"This description has {how_many}.", f"try {address}")
    form = request.query_params.get("format", "")
    query = f"format={form}" if form.isalnum() and form.isascii() else ""
    return Turning(address, int(words), max(int(words), last), query)


def _hydra(name: str) -> ox.NamedNode:
    return ox.NamedNode(_HYDRA + name)
