"""What an account of an assertion holds: reasons, each down to the words and the bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

__all__ = [
    "Account",
    "Assertion",
    "Finding",
    "GraphMark",
    "Passage",
    "Reason",
    "RuleSaid",
    "SourceRead",
]


@dataclass(frozen=True, slots=True)
class Assertion:
    """A triple, and how it reads; ``stands`` says whether the default graph has it.

    What does not stand is what a curator says where the text says otherwise, or one of two values
    of which only one is shown.
    """

    subject: str
    predicate: str
    object: ox.NamedNode | ox.Literal
    says: str
    stands: bool


@dataclass(frozen=True, slots=True)
class RuleSaid:
    """A rule by which an assertion was derived, with its sentence."""

    iri: str
    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The thing that bears the passage: evidence, a citation, a mandate, a statement …"""

    iri: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class SourceRead:
    """The bytes that were read; what is not known of them is None.

    ``text_sha256`` is of the text that offsets count in.
    """

    iri: str
    sha256: str | None
    text_sha256: str | None
    format: str | None
    file_name: str | None
    language: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where it is written: ``start`` and ``end`` in characters of the source's text.

    ``is_found`` says whether the words stand in the text of the paragraph, None where the graph
    does not have both.
    """

    paragraph: str
    id: str
    document: str
    quote: str | None
    start: int | None
    end: int | None
    is_found: bool | None
    source: SourceRead | None


@dataclass(frozen=True, slots=True)
class GraphMark:
    """A named graph and the digest that the ledger has of it."""

    name: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is asserted: by a rule, by a finding, or because of where it stands.

    ``says`` is the reason in a sentence. ``told_by`` are the addresses or names of what a curator
    relied on. ``derived_by`` is ``text``, ``curated`` or ``rule``; ``verification`` how far a
    curated assertion was checked. ``because`` are the reasons that this one rests on.
    """

    says: str
    assertion: Assertion | None = None
    rule: RuleSaid | None = None
    finding: Finding | None = None
    passages: tuple[Passage, ...] = ()
    told_by: tuple[str, ...] = ()
    derived_by: str | None = None
    verification: str | None = None
    graph: GraphMark | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Why the graph says what it says of a thing, or one triple.

    ``of`` is the thing, or the subject of the triple. ``cut`` says whether there are more reasons
    than are given. ``triples`` are those that the account rests on, in no order.
    """

    of: str
    label: str
    kind: str
    generation: int
    assertion: Assertion | None
    reasons: tuple[Reason, ...]
    cut: bool
    triples: frozenset[ox.Triple] = field(repr=False)
