"""Work out what follows from one graph: the closure of every effect, a step for each passage.

All of it is a function of the graph's own triples, so what follows from several graphs is what
follows from each: the order in which they come has no part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from kg.derive import persons
from kg.iri import rule_iri, step_iri
from kg.ntriples import split_line, term_of
from kg.reason import TracingProperty
from kg.store import Snapshot
from kg.store.engine import in_merge
from kg.vocab import DERIVED, MG

__all__ = ["Consequences", "Steps", "better", "derived_graph"]

RULES: Final = {
    "citation": "what is cited leads to the paragraph that cites it",
    "given-in": "a paragraph leads to the mandate that it gives",
    "stated-effect": "an effect that is stated leads from its cause to its consequence",
    persons.RULE: persons.RULE_SENTENCE,
}
_PASSAGES: Final = tuple(
    f"<{p}>" for p in (MG.statedIn, DCTERMS.source, DCTERMS.bibliographicCitation)
)
_PROVENANCE: Final = frozenset(
    (
        *_PASSAGES,
        *(f"<{p}>" for p in (MG.quote, MG.quoteStart, MG.quoteEnd, MG.derivedBy, MG.verification)),
    )
)
_TYPE: Final = f"<{RDF.type}>"
_GIVEN_IN: Final = f"<{MG.givenIn}>"
_CITATION: Final = (f"<{MG.citingParagraph}>", f"<{MG.effect}>")
_CITED: Final = (f"<{MG.citedDocument}>", f"<{MG.citedParagraph}>")
_SUPPORTS: Final = tuple(
    f"<{p}>" for p in (MG.supportsSubject, MG.supportsPredicate, MG.supportsObject)
)
_BY_TEXT: Final = f"<{MG.derivedBy}> <{MG.byText}> ."
_WEAKLY: Final = (f"<{MG.leadsToWeakly}>", f"<{MG.followsWeakly}>")

_About = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(slots=True)
class Consequences:
    """What follows from a graph: lines of closure and classes, and the lines of each step."""

    lines: set[str] = field(default_factory=set)
    steps: dict[str, frozenset[str]] = field(default_factory=dict)

    def all(self) -> set[str]:
        """Every line."""
        return self.lines.union(*self.steps.values())

    def take(self, other: Consequences) -> None:
        """Add what follows from another graph; of one step two graphs give the better stays."""
        self.lines |= other.lines
        for step, lines in other.steps.items():
            self.steps[step] = better(self.steps[step], lines) if step in self.steps else lines


def better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Which of two accounts of one step stays: the text's, else the first in code point order."""
    return min(one, other, key=lambda ls: (not any(s.endswith(_BY_TEXT) for s in ls), sorted(ls)))


@dataclass(frozen=True, slots=True)
class _Effect:
    """An effect triple and the node that bears the passage it rests on."""

    bearer: str
    subject: str
    predicate: str
    object: str


class Steps:
    """What the vocabulary says of effects and classes, ready to be applied to many graphs."""

    def __init__(self, properties: Sequence[TracingProperty], ontology: Graph) -> None:
        self._known = {f"<{p.iri}>": p for p in properties}
        self._supers = {
            f"<{p.iri}>": tuple(f"<{ancestor}>" for ancestor in p.supers) for p in properties
        }
        self._above = _classes_above(ontology)

    def of(self, lines: Iterable[str]) -> Consequences:
        """What follows from the lines of one graph.

        For each triple with a tracing property its inverse and all super-properties of both; for
        each passage that such a triple rests on, one ``mg:Step`` from cause to consequence;
        where two bearers in one passage give the same step, it has the words of the first. And
        for each thing the classes above its own.
        """
        found = Consequences()
        about: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line in lines:
            subject, predicate, value = split_line(line)
            about[subject].append((predicate, value))
            if predicate in self._known:
                found.lines.update(self._closure(subject, predicate, value))
            elif predicate == _TYPE:
                for above in self._above.get(value, ()):
                    found.lines.add(f"{subject} {_TYPE} {above} .")
        for rule, effects in _effects(about):
            for effect in sorted(effects, key=lambda e: e.bearer):
                prop = self._known.get(effect.predicate)
                if prop:
                    step, said = _step(about, rule, effect, prop)
                    found.steps.setdefault(step, said)
        return found

    def _closure(self, subject: str, predicate: str, target: str) -> Iterator[str]:
        prop = self._known[predicate]
        for ancestor in self._supers[predicate]:
            yield f"{subject} {ancestor} {target} ."
        inverse = f"<{prop.inverse}>"
        for name in (inverse, *self._supers[inverse]):
            yield f"{target} {name} {subject} ."
        if prop.strength is None:  # a bare citation is weak; the vocabulary cannot say so
            cause, consequence = (subject, target) if prop.forward else (target, subject)
            yield f"{cause} {_WEAKLY[0]} {consequence} ."
            yield f"{consequence} {_WEAKLY[1]} {cause} ."


def rule_lines() -> set[str]:
    """The lines that describe the rules themselves."""
    lines = set()
    for rule, sentence in RULES.items():
        node = term_of(rule_iri(rule))
        lines.add(f"{node} {_TYPE} <{MG.Rule}> .")
        lines.add(f"{node} <{RDFS.label}> {term_of(Literal(sentence, lang='en'))} .")
    return lines


def derived_graph(view: Snapshot, steps: Steps) -> Graph:
    """The derived graph of ``view``: what follows from each graph, and which persons are one."""
    found = Consequences(rule_lines())
    for name in view.graph_names():
        if in_merge(name) and name != str(DERIVED):
            found.take(steps.of(view.lines(name)))
    found.lines |= persons.same_persons(view)
    return Graph().parse(data="".join(f"{line}\n" for line in found.all()), format="nt")


def _classes_above(ontology: Graph) -> dict[str, tuple[str, ...]]:
    classes = {c for c in ontology.subjects(RDFS.subClassOf) if isinstance(c, URIRef)}
    above = {}
    for own in classes:
        ancestors = set(ontology.transitive_objects(own, RDFS.subClassOf)) - {own}
        names = sorted(f"<{c}>" for c in ancestors if str(c).startswith(str(MG)))
        above[f"<{own}>"] = tuple(names)
    return above


def _effects(about: _About) -> Iterator[tuple[str, list[_Effect]]]:
    citation: list[_Effect] = []
    given: list[_Effect] = []
    stated = [
        _Effect(bearer, *(values[p] for p in _SUPPORTS))
        for bearer, said in about.items()
        if _SUPPORTS[0] in (values := dict(said)) and all(p in values for p in _SUPPORTS)
    ]
    supported = {(e.subject, e.predicate, e.object) for e in stated}
    for bearer, said in about.items():
        values = dict(said)
        if _CITATION[0] in values and _CITATION[1] in values:
            subject, predicate = values[_CITATION[0]], values[_CITATION[1]]
            for cited in _CITED:
                effect = _Effect(bearer, subject, predicate, values.get(cited, ""))
                if (predicate, effect.object) in about.get(subject, ()) or (
                    (subject, predicate, effect.object) in supported
                ):
                    citation.append(effect)
        if any(p in _PASSAGES for p, _ in said):  # what evidence says of it is a stated effect
            given += [_Effect(bearer, bearer, p, value) for p, value in said if p == _GIVEN_IN]
    yield from (("citation", citation), ("given-in", given), ("stated-effect", stated))


def _step(
    about: _About, rule: str, effect: _Effect, prop: TracingProperty
) -> tuple[str, frozenset[str]]:
    start, end = effect.subject, effect.object
    if not prop.forward:
        start, end = end, start
    provenance = [(p, value) for p, value in about[effect.bearer] if p in _PROVENANCE]
    passage = _passage(provenance)
    iri = step_iri(URIRef(start[1:-1]), URIRef(end[1:-1]), URIRef(prop.active), rule, passage)
    step = f"<{iri}>"
    said = {
        f"{step} {_TYPE} <{MG.Step}> .",
        f"{step} <{MG.stepFrom}> {start} .",
        f"{step} <{MG.stepTo}> {end} .",
        f"{step} <{MG.effect}> <{prop.active}> .",
        f"{step} <{MG.strength}> <{MG[prop.strength or 'weak']}> .",
        f"{step} <{MG.rule}> <{rule_iri(rule)}> .",
    }
    said.update(f"{step} {p} {value} ." for p, value in provenance)
    return step, frozenset(said)


def _passage(provenance: Sequence[tuple[str, str]]) -> str | None:
    """The first value of the first of the properties for passages that has one."""
    for predicate in _PASSAGES:
        values = sorted(_words(value) for p, value in provenance if p == predicate)
        if values:
            return values[0]
    return None


def _words(term: str) -> str:
    if term.startswith("<"):
        return term[1:-1]
    (triple,) = ox.parse(f"<urn:a> <urn:a> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return str(triple.object.value)
