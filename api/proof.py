"""Say for each assertion where it stands and how far it was checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.vocab import MG, PREFIXES

__all__ = ["Proof", "Solution", "Term", "proof_of_solution", "proof_of_triples", "text_of"]

Term: TypeAlias = ox.NamedNode | ox.Literal | ox.BlankNode
Solution: TypeAlias = Mapping[str, Term]

_STATES: Final = {
    str(MG.fromText): "from text",
    str(MG.secondSource): "second source",
    str(MG.unverified): "unverified",
}
_DERIVED: Final = {str(MG.byText): "from text", str(MG.byRule): "by rule"}
_SOURCES: Final = (
    PREFIXES["dcterms"] + "source",
    PREFIXES["dcterms"] + "bibliographicCitation",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """The passage behind an assertion, its verification state, its words and its source."""

    passage: str | None
    state: str | None
    quote: str | None = None
    sources: tuple[Term, ...] = ()

    @property
    def mark(self) -> str:
        """The state as a style name: of ``curated, second source`` how far it was checked."""
        return (self.state or "").rpartition(", ")[2].replace(" ", "-")


def proof_of_solution(row: Solution) -> Proof | None:
    """The proof that a solution bears in its variables, or None where it bears none."""
    state = _state(text_of(row, "verification"), text_of(row, "derivedBy"))
    passage = text_of(row, "paragraph")
    if passage is None and state is None:
        return None
    sources = (row["source"],) if "source" in row else ()
    return Proof(passage, state, text_of(row, "quote"), sources)


def proof_of_triples(triples: Sequence[ox.Triple]) -> Proof | None:
    """The proof that a thing bears in its own triples, or None where it bears none."""
    values: dict[str, list[Term]] = {}
    for triple in triples:
        if not isinstance(triple.object, ox.Triple):
            values.setdefault(triple.predicate.value, []).append(triple.object)
    passage = _first(values, str(MG.statedIn))
    state = _state(_first(values, str(MG.verification)), _first(values, str(MG.derivedBy)))
    if passage is None and state is None:
        return None
    sources = [t for name in _SOURCES for t in values.get(name, ())]
    return Proof(passage, state, _first(values, str(MG.quote)), tuple(sources))


def text_of(row: Solution, name: str) -> str | None:
    """The IRI or lexical form that a variable is bound to, or None."""
    term = row.get(name)
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else None


def _state(verification: str | None, derived: str | None) -> str | None:
    return _STATES.get(verification or "") or _DERIVED.get(derived or "")


def _first(values: Mapping[str, Sequence[Term]], name: str) -> str | None:
    for term in values.get(name, ()):
        if isinstance(term, ox.NamedNode | ox.Literal):
            return term.value
    return None
