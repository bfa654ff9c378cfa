"""Work out which persons of two documents are one, by office held and never by name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from kg.iri import document_of, evidence_iri, rule_iri
from kg.ntriples import line_of, split_line
from kg.store import Snapshot
from kg.store.engine import WORKED_OUT, graph_of, in_merge
from kg.vocab import DERIVED, ID, MG

__all__ = ["RULE", "RULE_SENTENCE", "names_touched", "same_persons", "standing"]

RULE: Final = "same-office"
RULE_SENTENCE: Final = (
    "two documents name one person where the printed name, the party represented, the office and"
    " the body are the same, in one meeting or in meetings that follow each other"
)
_PERSON: Final = "/person/"
_PARTICIPATION: Final = "/participation/"
_LABEL, _SAME = str(RDFS.label), str(MG.samePersonAs)
_PARTICIPANT, _SUBJECT = str(MG.participant), str(MG.supportsSubject)
_OFFICE: Final = re.compile(r"chair|president|rapporteur|secretary|facilitator", re.IGNORECASE)
_EVENT: Final = re.compile(
    rf"{re.escape(ID)}(?:body|meeting)/(?P<body>[^/]+)/(?:session/)?(?P<key>[^/]+)(?:/.*)?"
)
_NUMBER: Final = re.compile(r"(\d+)(?:-[a-z-]+)?")
_QUOTE: Final = (MG.quote, MG.quoteStart, MG.quoteEnd)


@dataclass(frozen=True, slots=True)
class _Office:
    """One office of a person: where, for whom and in which passage."""

    person: str
    role: str
    represents: frozenset[str]
    body: str
    event: str
    number: int | None
    passage: str
    quote: tuple[tuple[str, str], ...]

    def order(self) -> tuple[str, str, str]:
        return (self.person, self.passage, self.event)

    def is_of_one_person_with(self, other: _Office) -> bool:
        if (self.role, self.body) != (other.role, other.body):
            return False
        if not self.represents & other.represents:
            return False
        if self.number is None or other.number is None:
            return self.event == other.event
        return abs(self.number - other.number) <= 1


def same_persons(view: Snapshot, names: Iterable[str] | None = None) -> set[str]:
    """The lines that say which persons are one, with their evidence; of some names or of all.

    Each pair is said both ways. Its evidence names the rule, one node for the passage of each
    document. A name is a label in N-Triples. It is a function of the persons of that name and of
    their participations alone.
    """
    if names is None:
        groups = _all_persons(view)
    else:
        groups = {name: _persons_called(view, name) for name in sorted(names)}
    lines: set[str] = set()
    for persons in groups.values():
        if len(persons) > 1:
            lines.update(_lines(view, persons))
    return lines


def names_touched(
    view: Snapshot, *changes: Mapping[str, Iterable[str]]
) -> tuple[set[str], set[str]]:
    """The names of the persons whom a change may make one with others, and those persons."""
    persons: set[str] = set()
    names: set[str] = set()
    for change in changes:
        for graph, lines in change.items():
            if in_merge(graph) and graph not in WORKED_OUT:
                for line in lines:
                    _touch(view, line, persons, names)
    for person in persons:
        found = view.matching(ox.NamedNode(person), _LABEL)
        names.update(str(q.object) for q in found if _says(q))
    return names, persons


def standing(view: Snapshot, names: Iterable[str], persons: Iterable[str]) -> set[str]:
    """The lines of the derived graph about persons of these names, and about these persons."""
    people = set(persons).union(*(_persons_called(view, name) for name in names))
    lines: set[str] = set()
    for person in people:
        node = ox.NamedNode(person)
        both = (view.matching(node, _SAME, graph=str(DERIVED)),
                view.matching(None, _SAME, node, graph=str(DERIVED)))  # fmt: skip
        lines.update(line_of(quad) for quads in both for quad in quads)
        for evidence in list(view.matching(None, _SUBJECT, node, graph=str(DERIVED))):
            if isinstance(evidence.subject, ox.NamedNode):
                about = view.matching(evidence.subject, graph=str(DERIVED))
                lines.update(line_of(quad) for quad in about)
    return lines


def _touch(view: Snapshot, line: str, persons: set[str], names: set[str]) -> None:
    if _PARTICIPATION not in line and _PERSON not in line:
        return
    subject, predicate, value = split_line(line)
    if _PARTICIPATION in subject:
        node = ox.NamedNode(subject[1:-1])
        found = (q.object for q in view.matching(node, _PARTICIPANT))
        persons.update(o.value for o in found if isinstance(o, ox.NamedNode))
        if predicate == f"<{_PARTICIPANT}>" and value.startswith("<"):
            persons.add(value[1:-1])
    elif _PERSON in subject:
        persons.add(subject[1:-1])
        if predicate == f"<{_LABEL}>":
            names.add(value)


def _all_persons(view: Snapshot) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for quad in view.matching(None, str(RDF.type), ox.NamedNode(str(MG.Person))):
        if _says(quad) and isinstance(quad.subject, ox.NamedNode):
            for named in view.matching(quad.subject, _LABEL):
                if _says(named):
                    groups[str(named.object)].add(quad.subject.value)
    return {name: groups[name] for name in sorted(groups)}


def _persons_called(view: Snapshot, name: str) -> set[str]:
    """The persons with this label; a name that is no literal is nobody's."""
    if not name.startswith('"'):
        return set()
    (triple,) = ox.parse(f"<urn:a> <urn:a> {name} .", format=ox.RdfFormat.N_TRIPLES)
    if not isinstance(triple.object, ox.Literal):
        return set()
    person = ox.NamedNode(str(MG.Person))
    return {
        quad.subject.value
        for quad in view.matching(None, _LABEL, triple.object)
        if isinstance(quad.subject, ox.NamedNode)
        and _says(quad)
        and any(_says(q) for q in view.matching(quad.subject, str(RDF.type), person))
    }


def _lines(view: Snapshot, persons: set[str]) -> Iterator[str]:
    offices = [office for person in sorted(persons) for office in _offices(view, person)]
    said: set[tuple[str, str]] = set()
    for one, other in combinations(sorted(offices, key=_Office.order), 2):
        pair = (one.person, other.person)
        if document_of(URIRef(one.person)) == document_of(URIRef(other.person)) or pair in said:
            continue
        if one.is_of_one_person_with(other):
            said.add(pair)
            yield f"<{one.person}> <{_SAME}> <{other.person}> ."
            yield f"<{other.person}> <{_SAME}> <{one.person}> ."
            for office in (one, other):
                yield from _evidence(pair, office)


def _evidence(pair: tuple[str, str], office: _Office) -> Iterator[str]:
    one, other = (URIRef(person) for person in pair)
    node = f"<{evidence_iri(one, MG.samePersonAs, other.n3(), office.passage)}>"
    yield f"{node} <{RDF.type}> <{MG.Evidence}> ."
    yield f"{node} <{MG.supportsSubject}> <{one}> ."
    yield f"{node} <{MG.supportsPredicate}> <{_SAME}> ."
    yield f"{node} <{MG.supportsObject}> <{other}> ."
    yield f"{node} <{MG.derivedBy}> <{MG.byRule}> ."
    yield f"{node} <{MG.rule}> <{rule_iri(RULE)}> ."
    yield f"{node} <{MG.statedIn}> <{office.passage}> ."
    for predicate, value in office.quote:
        yield f"{node} <{predicate}> {value} ."


def _offices(view: Snapshot, person: str) -> Iterator[_Office]:
    node = ox.NamedNode(person)
    for held in view.matching(None, _PARTICIPANT, node):
        if not _says(held) or not isinstance(held.subject, ox.NamedNode):
            continue
        said: dict[str, list[str]] = defaultdict(list)
        for quad in view.matching(held.subject, graph=graph_of(held)):
            said[quad.predicate.value].append(str(quad.object))
        office = _office(person, said)
        if office:
            yield office


def _office(person: str, said: Mapping[str, list[str]]) -> _Office | None:
    values = {p: sorted(found)[0] for p, found in said.items()}
    role, event = values.get(str(MG.role), ""), values.get(str(MG.inEvent), "")[1:-1]
    passage = values.get(str(MG.statedIn), "")[1:-1]
    gathered = _EVENT.fullmatch(event)
    if not (_OFFICE.search(role) and gathered and passage):
        return None
    number = _NUMBER.fullmatch(gathered["key"])
    return _Office(
        person=person,
        role=role,
        represents=frozenset(said.get(str(MG.represents), ())),
        body=gathered["body"],
        event=event,
        number=int(number[1]) if number else None,
        passage=passage,
        quote=tuple((str(p), values[str(p)]) for p in _QUOTE if str(p) in values),
    )


def _says(quad: ox.Quad) -> bool:
    name = graph_of(quad)
    return in_merge(name) and name not in WORKED_OUT
