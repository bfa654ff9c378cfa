"""Give an account of a thing or a triple: rule, finding, paragraph, words, source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS

from kg.errors import SymbolError
from kg.naming import short_name
from kg.store import Snapshot
from kg.store.engine import graph_of, is_curated, is_document
from kg.vocab import AUTHORITY, DERIVED, ID, MG, ONTOLOGY, REGISTRY
from kg.why.effects import effects_of
from kg.why.looking import Looker, Said, derived_by, least, told_by, verified
from kg.why.model import Account, Assertion, Reason, RuleSaid

__all__ = ["Teller", "why", "why_triple"]

MOST_REASONS: Final = 200
MOST_SORTED: Final = 1_000
_TYPE: Final = str(RDF.type)
_BEARING: Final = (str(MG.derivedBy), str(MG.statedIn))
_SUPPORTS: Final = tuple(
    str(p) for p in (MG.supportsSubject, MG.supportsPredicate, MG.supportsObject)
)
_CITING: Final = str(MG.citingParagraph)
_CITED: Final = (str(MG.citedParagraph), str(MG.citedDocument))
_NO_PREMISES: Final = frozenset(
    (
        *_SUPPORTS,
        *(str(p) for p in (RDF.type, MG.stepFrom, MG.stepTo, MG.effect, MG.strength, MG.rule)),
        *(str(p) for p in (MG.statedIn, MG.derivedBy, MG.verification)),
    )
)
"""What a bearer says of itself and its assertion; all else may name what a rule was applied to."""
_STEP: Final = str(MG.Step)
_RULE: Final = str(MG.Rule)
_PLACES: Final = {
    str(AUTHORITY): "it stands in the lists that people maintain",
    str(REGISTRY): "the registry says so: it follows from the name of the thing",
    str(DERIVED): "it was worked out from what stands in the other graphs",
    str(ONTOLOGY): "the vocabulary says so",
}
_BY: Final = {
    "text": "a text that was read says so",
    "curated": "a curator says so",
    "rule": "a rule says so",
}


def why(view: Snapshot, thing: str) -> Account:
    """Why the graph says what it says of a thing, by its IRI.

    Of a step the rule and the findings it rests on; of what one passage makes that passage; of a
    thing that several passages describe each assertion that is evidenced, sorted by predicate; of
    a paragraph or a source the bytes.

    Raises:
        SymbolError: no graph of ours says anything of it.
    """
    teller = Teller(view)
    reasons = list(islice(teller.of_thing(thing), MOST_REASONS + 1))
    if not reasons:
        why_not = "is nothing that this graph says anything of"
        raise SymbolError(thing, why_not, "check the IRI, or name a document and its paragraph")
    return teller.account(thing, None, reasons)


def why_triple(
    view: Snapshot, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal
) -> Account:
    """Why the graph has a triple.

    Raises:
        SymbolError: no graph of ours has it.
    """
    teller = Teller(view)
    reasons = list(islice(teller.of_triple(subject, predicate, obj), MOST_REASONS + 1))
    assertion = teller.look.assertion(subject, predicate, obj)
    if not reasons:
        why_not = "is nothing that this graph says"
        raise SymbolError(assertion.says, why_not, "ask why of the subject alone to see what it is")
    return teller.account(subject, assertion, reasons)


class Teller:
    """What one account is made with."""

    def __init__(self, view: Snapshot) -> None:
        self.look = Looker(view)
        self._effects = effects_of(view)
        self._told: set[str] = set()

    def account(self, thing: str, assertion: Assertion | None, reasons: list[Reason]) -> Account:
        """The account that some reasons make."""
        named = self.look.finding(thing)
        return Account(
            of=thing,
            label=named.label,
            kind=named.kind,
            generation=self.look.view.generation,
            assertion=assertion,
            reasons=tuple(reasons[:MOST_REASONS]),
            cut=self.look.cut or len(reasons) > MOST_REASONS,
            triples=frozenset(self.look.seen),
        )

    def of_thing(self, thing: str) -> Iterator[Reason]:
        """The reasons for what is said of a thing."""
        about = self.look.said(thing)
        classes = {v.value for said in about.values() for v in said.get(_TYPE, ())}
        if _STEP in classes:
            yield from (self.of_step(thing, said) for said in about.values() if _is_step(said))
            return
        if _RULE in classes:
            rule = self._rule(thing)
            yield Reason(f"rule {rule.id}: {rule.says}", rule=rule)
            return
        bearing = {g: s for g, s in about.items() if any(p in s for p in _BEARING)}
        for graph, said in bearing.items():
            yield self._of_bearer(thing, graph, said, self._supported(said))
        every = self.look.subjects(_SUPPORTS[0], thing)
        evidences = list(islice(every, MOST_SORTED))
        self.look.cut = self.look.cut or next(every, None) is not None
        yield from sorted(
            (
                self._of_bearer(bearer, graph, said, self._supported(said))
                for bearer in evidences
                for graph, said in self.look.said(bearer).items()
                if all(p in said for p in _SUPPORTS)
            ),
            key=_order,
        )
        for graph, said in about.items():
            if graph not in bearing and (graph != str(DERIVED) or len(about) == 1):
                yield self._of_place(thing, graph, said)

    def of_triple(
        self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal
    ) -> Iterator[Reason]:
        """The reasons for a triple: its steps, else its bearers, else where it stands."""
        found = [
            *self._steps_of(subject, predicate, obj),
        ] or [*self.bearers_of(subject, predicate, obj)]
        yield from found
        if found:
            return
        assertion = self.look.assertion(subject, predicate, obj)
        terms = ox.NamedNode(subject), predicate, obj
        for graph in sorted({graph_of(q) for q in self.look.view.matching(*terms)}):
            said = {predicate: [obj]}
            self.look.keep(subject, said)
            because: tuple[Reason, ...] = ()
            if graph == str(DERIVED) and predicate == _TYPE:
                because = tuple(self._of_classes_below(subject, obj))
            yield Reason(
                _place(graph),
                assertion=assertion,
                passages=self.look.passages(subject, self.look.said(subject).get(graph, {})),
                graph=self.look.graph(graph),
                because=because,
            )

    def of_step(self, step: str, said: Said) -> Reason:
        """Why there is a step: its rule, and what the rule was applied to."""
        start, end = least(said, str(MG.stepFrom)), least(said, str(MG.stepTo))
        effect = str(least(said, str(MG.effect)))
        subject, obj = str(start), str(end)
        if self._effects.is_forward(effect) is False:
            subject, obj = obj, subject
        self.look.keep(step, said)
        rule = self._rule(str(least(said, str(MG.rule))))
        passage, relied = least(said, str(MG.statedIn)), told_by(said)
        found = list(self.bearers_of(subject, effect, ox.NamedNode(obj)))
        same = [
            r
            for r in found
            if passage in {p.paragraph for p in r.passages} or (not passage and r.told_by == relied)
        ]
        return Reason(
            f"rule {rule.id}: {rule.says}",
            assertion=self.look.assertion(subject, effect, ox.NamedNode(obj)),
            rule=rule,
            finding=self.look.finding(step),
            passages=() if same or found else self.look.passages(step, said),
            told_by=() if same or found else relied,
            derived_by=derived_by(said),
            verification=verified(said),
            graph=self.look.graph(str(DERIVED)),
            because=(*(same or found), *self._premises(step, said)),
        )

    def bearers_of(
        self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal
    ) -> Iterator[Reason]:
        """The findings that bear a triple, or one that entails it."""
        for name, turned in sorted(self._effects.entailing(predicate)):
            if not turned:
                yield from self._bearers(subject, name, obj)
            elif isinstance(obj, ox.NamedNode):
                yield from self._bearers(obj.value, name, ox.NamedNode(subject))

    def _bearers(
        self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal
    ) -> Iterator[Reason]:
        look = self.look
        wanted = ox.NamedNode(predicate)
        graphs = {graph_of(q) for q in look.view.matching(ox.NamedNode(subject), predicate, obj)}
        if not graphs:
            return
        for graph in sorted(graphs):
            if any(look.has(subject, p, graph) for p in _BEARING):
                said = look.said(subject, graph)[graph]
                assertion = look.assertion(subject, predicate, obj)
                yield self._of_bearer(subject, graph, said, assertion)
        for evidence in look.subjects(_SUPPORTS[0], subject):
            for graph, said in look.said(evidence).items():
                if wanted in said.get(_SUPPORTS[1], ()) and obj in said.get(_SUPPORTS[2], ()):
                    yield self._of_bearer(evidence, graph, said, self._supported(said))
        for citation in look.subjects(_CITING, subject):
            for graph, said in look.said(citation).items():
                cited = [v for p in _CITED for v in said.get(p, ())]
                if wanted in said.get(str(MG.effect), ()) and obj in cited:
                    yield self._of_bearer(
                        citation, graph, said, look.assertion(subject, predicate, obj)
                    )

    def _steps_of(
        self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal
    ) -> Iterator[Reason]:
        forward = self._effects.is_forward(predicate)
        if forward is None or not isinstance(obj, ox.NamedNode):
            return
        start, end = (subject, obj.value) if forward else (obj.value, subject)
        effects = {name for name, _ in self._effects.entailing(predicate)}
        for step in self.look.subjects(str(MG.stepTo), end):
            for said in self.look.said(step).values():
                if (
                    _is_step(said)
                    and least(said, str(MG.stepFrom)) == start
                    and least(said, str(MG.effect)) in effects
                ):
                    yield self.of_step(step, said)

    def _of_bearer(
        self, bearer: str, graph: str, said: Said, assertion: Assertion | None
    ) -> Reason:
        self.look.keep(bearer, said)
        by = derived_by(said)
        return Reason(
            _BY.get(str(by), "it is told so"),
            assertion=assertion,
            finding=self.look.finding(bearer),
            passages=self.look.passages(bearer, said),
            told_by=told_by(said),
            derived_by=by,
            verification=verified(said),
            graph=self.look.graph(graph),
            because=tuple(self._premises(bearer, said)),
        )

    def _premises(self, thing: str, said: Said) -> Iterator[Reason]:
        """The findings that a rule names as what it was applied to, each once in an account."""
        if str(MG.byRule) not in {v.value for v in said.get(_BEARING[0], ())}:
            return
        self._told.add(thing)
        for predicate in sorted(said.keys() - _NO_PREMISES):
            for value in sorted(said[predicate], key=str):
                if not isinstance(value, ox.NamedNode) or value.value in self._told:
                    continue
                for graph, below in self.look.said(value.value).items():
                    if _BEARING[0] in below:
                        self._told.add(value.value)
                        supported = self._supported(below)
                        yield self._of_bearer(value.value, graph, below, supported)

    def _of_place(self, thing: str, graph: str, said: Said) -> Reason:
        self.look.keep(thing, said)
        digest = least(said, str(MG.sha256))
        return Reason(
            f"these bytes were read: SHA-256 {digest}" if digest else _place(graph),
            finding=self.look.finding(thing),
            passages=self.look.passages(thing, said),
            told_by=told_by(said),
            graph=self.look.graph(graph),
        )

    def _of_classes_below(self, subject: str, above: ox.NamedNode | ox.Literal) -> Iterator[Reason]:
        below = {
            t.subject
            for t in self.look.view.triples(
                None, ox.NamedNode(RDFS.subClassOf), above, graph=str(ONTOLOGY)
            )
        }
        for triple in self.look.view.triples(ox.NamedNode(subject), ox.NamedNode(_TYPE)):
            if triple.object in below and isinstance(triple.object, ox.NamedNode):
                yield from self.of_triple(subject, _TYPE, triple.object)

    def _supported(self, said: Said) -> Assertion | None:
        subject, predicate = (least(said, p) for p in _SUPPORTS[:2])
        objects = said.get(_SUPPORTS[2], ())
        if subject is None or predicate is None or not objects:
            return None
        return self.look.assertion(subject, predicate, objects[0])

    def _rule(self, iri: str) -> RuleSaid:
        for said in self.look.said(iri).values():
            self.look.keep(iri, said)
        name = iri.removeprefix(f"{ID}rule/")
        label = self.look.label(iri)
        return RuleSaid(iri, name, name if label == short_name(iri) else label)


def _place(graph: str) -> str:
    """What it says of an assertion that it stands in a graph."""
    if is_curated(graph):
        return "a curator says so"
    if is_document(graph):
        return "the document's text was read so"
    return _PLACES.get(graph, "a graph says so")


def _is_step(said: Said) -> bool:
    return str(MG.stepFrom) in said and str(MG.stepTo) in said


def _order(reason: Reason) -> tuple[str, str, str]:
    made, finding = reason.assertion, reason.finding
    return (
        made.predicate if made else "",
        str(made.object) if made else "",
        finding.iri if finding else "",
    )
