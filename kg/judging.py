"""Judge drafts together: among each other and above what stands in the store."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, URIRef

from kg.authority import Authority, load_authority
from kg.derive import Steps, all_things, registry_entries, single_valued
from kg.lift import authority_graph
from kg.model import Draft, ValidationResult
from kg.ntriples import draft_of, lines_in, split_line
from kg.reason import TracingProperty, read_ontology, tracing_properties
from kg.resources import folder
from kg.store import Snapshot
from kg.store.engine import in_merge
from kg.store.merge import by_subject
from kg.validate import (
    CompiledShapes,
    Report,
    Verdict,
    compile_shapes,
    judge_lines,
    judge_terms,
    load_shapes,
    verdicts,
    verdicts_compiled,
)
from kg.vocab import AUTHORITY, DERIVED, ID, MG

__all__ = ["Room", "is_in_sample", "judge", "judge_again", "load_room"]

_NAMES: Final = frozenset(
    f"<{p}>"
    for p in (
        RDF.type,
        RDFS.label,
        MG.symbol,
        MG.key,
        MG.paragraphOf,
        MG.number,
        MG.heldBy,
        MG.ordinal,
        MG.sittingOf,
    )
)
_TYPE: Final = f"<{RDF.type}>"
_SUPPORTS: Final = f"<{MG.supportsSubject}>"
_OURS: Final = f"<{ID}"
_ONE_IN: Final = 256
"""One document in so many is judged a second time, by pySHACL."""


@dataclass(frozen=True, slots=True)
class Room:
    """What judging and deriving need, loaded once: vocabulary, shapes, authority lists."""

    ontology: Graph
    shapes: Graph
    compiled: CompiledShapes
    authority: Authority
    authority_draft: Draft
    named: Mapping[str, Sequence[str]]
    tracing: tuple[TracingProperty, ...]
    steps: Steps
    single: frozenset[str]

    @property
    def effects(self) -> frozenset[URIRef]:
        """The properties whose triples are steps."""
        return frozenset(p.iri for p in self.tracing)


def load_room() -> Room:
    """Load ontology, shapes and authority lists from the files that ship.

    Raises:
        AuthorityError: a list is malformed.
        ShapesError: the folder of shapes holds none.
    """
    ontology = read_ontology([folder("ontology")])
    tracing = tracing_properties(ontology)
    shapes = load_shapes(folder("shapes"), folder("ontology"))
    authority = load_authority()
    listed = draft_of(AUTHORITY, authority_graph(authority))
    return Room(
        ontology=ontology,
        shapes=shapes,
        compiled=compile_shapes(shapes),
        authority=authority,
        authority_draft=listed,
        named=by_subject(lines_in(listed.triples)),
        tracing=tracing,
        steps=Steps(tracing, ontology),
        single=single_valued(shapes),
    )


def judge(
    drafts: Sequence[Draft], room: Room, standing: Snapshot | None = None
) -> tuple[Verdict, ...]:
    """The verdict on each draft, in their order; one run of the compiled shapes judges them all.

    The drafts are judged with what the registry would say of them and what they lean on: the
    names of what they mention, and what else is said of the shared things that they speak of, by
    the authority lists and, if given, by what is ``standing`` in a store. A draft with a term
    that no graph of ours may hold is told so, and no shape is asked about it.
    """
    faults = [_faults(draft) for draft in drafts]
    well_formed = [draft for draft, found in zip(drafts, faults, strict=True) if not found]
    batch = _batch(well_formed, room, standing)
    judged = iter(verdicts_compiled(well_formed, room.compiled, batch))
    return tuple(
        Verdict(draft, Report(found)) if found else next(judged)
        for draft, found in zip(drafts, faults, strict=True)
    )


def judge_again(draft: Draft, room: Room) -> Verdict:
    """The verdict of pySHACL on one draft without faulty terms: the same, if all is well."""
    batch = _batch([draft], room, None)
    own = set(lines_in(draft.triples))
    context = Graph()
    lines = [
        line
        for quad in batch.quads_for_pattern(None, None, None, ox.DefaultGraph())
        if (line := f"{quad.subject} {quad.predicate} {quad.object} .") not in own
    ]
    context.parse(data="\n".join(lines), format="nt")
    (verdict,) = verdicts([draft], room.shapes, context)
    return verdict


def is_in_sample(draft: Draft) -> bool:
    """Whether pySHACL judges this draft too: its name decides, so a second run takes the same."""
    return hashlib.sha256(draft.name.encode()).digest()[0] % _ONE_IN == 0


def _faults(draft: Draft) -> tuple[ValidationResult, ...]:
    if draft.broken is not None:
        return judge_terms(draft.broken)
    return judge_lines(draft.triples)


def _batch(drafts: Sequence[Draft], room: Room, standing: Snapshot | None) -> ox.Store:
    """Each draft under its name and in the default graph, and there also what they lean on."""
    engine = ox.Store()
    lines: list[str] = []
    for draft in drafts:
        for graph in (ox.NamedNode(draft.name), ox.DefaultGraph()):
            engine.load(draft.triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        lines += lines_in(draft.triples)
    view = Snapshot(engine, 0, "")
    for entry in registry_entries(view, room.single, sorted(all_things(view))).values():
        lines += entry
    context = "\n".join([*lines, *_leant_on(lines, room, standing, {str(d.name) for d in drafts})])
    engine.load(context, format=ox.RdfFormat.N_TRIPLES)
    return engine


def _leant_on(
    lines: Sequence[str], room: Room, standing: Snapshot | None, replaced: set[str]
) -> Iterator[str]:
    """What the authority lists and the store say: the drafts' own former graphs left out.

    Of a thing that evidence describes everything by other properties than the drafts use of it,
    of anything else that is mentioned and not described its class and names.
    """
    known: dict[str, set[str]] = defaultdict(set)
    mentioned: set[str] = set()
    supported: set[str] = set()
    for line in lines:
        subject, predicate, value = split_line(line)
        known[subject].add(predicate)
        mentioned.update(term for term in (subject, value) if term.startswith(_OURS))
        if predicate == _SUPPORTS:
            supported.add(value)
    further: set[str] = set()
    for thing in mentioned:
        described = _TYPE in known[thing] and thing not in supported
        for said in () if described else _said(thing, room, standing, replaced):
            _, predicate, value = split_line(said)
            if predicate not in known[thing] and (thing in supported or predicate in _NAMES):
                further.add(value)
                yield said
    for thing in further - mentioned:
        if thing.startswith(_OURS):
            for said in _said(thing, room, standing, replaced):
                if split_line(said)[1] in _NAMES:
                    yield said


def _said(thing: str, room: Room, standing: Snapshot | None, replaced: set[str]) -> Iterator[str]:
    yield from room.named.get(thing, ())
    if standing is not None:
        for name, lines in standing.lines_about(ox.NamedNode(thing[1:-1])).items():
            if in_merge(name) and name != str(DERIVED) and name not in replaced:
                yield from lines
