"""Read the ontology as a manual: its terms by module, with all that speaks of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.questions import questions
from kg.resources import folder
from kg.vocab import MG, MGSH, PREFIXES

__all__ = ["Alignment", "Example", "Manual", "Match", "Module", "Term", "read_manual"]

_ONTOLOGY: Final = str(MG).rstrip("#")
_OWL, _RDFS, _SKOS, _SH = (PREFIXES[name] for name in ("owl", "rdfs", "skos", "sh"))
_DCTERMS, _SCHEMA, _TYPE = PREFIXES["dcterms"], PREFIXES["schema"], PREFIXES["rdf"] + "type"
_SSSOM: Final = "https://w3id.org/sssom/"
_KINDS: Final = {
    f"{_OWL}Class": "Classes",
    f"{_OWL}ObjectProperty": "Properties between things",
    f"{_OWL}DatatypeProperty": "Properties with literals",
    f"{_OWL}AnnotationProperty": "Annotations",
}
_VALUES: Final = "Fixed values"
_USED: Final = re.compile(r"\bmg:([A-Za-z]\w*)")
_DECLARED: Final = re.compile(r"^mg:(\w+) a ", re.MULTILINE)
_NAMELESS: Final = "/.well-known/genid/"  # where a restriction stands, which has no name
_RELATIONS: Final = {
    f"{_RDFS}subClassOf": "is a kind of",
    f"{_RDFS}subPropertyOf": "is a kind of",
    f"{_SKOS}exactMatch": "is the same as",
    f"{_SKOS}closeMatch": "is nearly",
    f"{_SKOS}broadMatch": "is narrower than",
    f"{_SKOS}relatedMatch": "has to do with",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A mapping of a term or thing of ours: to what, how near, and why."""

    own: str
    relation: str
    other: str
    reason: str
    alignment: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """An alignment: its name, title, description and mappings, by our term."""

    name: str
    title: str
    description: str
    mappings: tuple[Match, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: its name, the first sentence of its story, its Turtle, its terms."""

    name: str
    story: str
    text: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """A term, and all that speaks of it; other terms are named by their IRIs."""

    iri: str
    kind: str
    module: str
    label: str
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    inverse: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    stories: tuple[str, ...]
    shapes: tuple[str, ...]
    mappings: tuple[Match, ...]

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its name, title and description, and its terms by kind."""

    name: str
    title: str
    description: str
    terms: Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole: ``version`` is the one that this graph holds."""

    title: str
    description: str
    version: str
    modules: tuple[Module, ...]
    alignments: Mapping[str, Alignment]
    examples: Mapping[str, Example]

    @property
    def names(self) -> frozenset[str]:
        """The local names of all terms."""
        return frozenset(
            term.name
            for module in self.modules
            for terms in module.terms.values()
            for term in terms
        )


_Said = Mapping[str, Mapping[str, tuple[str, ...]]]


def read_manual(ontology: Iterable[ox.Triple], shapes: Iterable[ox.Triple]) -> Manual:
    """The manual of an ontology and its shapes, with the examples, alignments and questions."""
    said, checked = _said(ontology), _shapes(_said(shapes))
    mappings: dict[str, list[Match]] = defaultdict(list)
    for alignment in _alignments().values():
        for mapping in alignment.mappings:
            mappings[mapping.own].append(mapping)
    asked, homes = _asked(), _homes()
    below: dict[str, list[str]] = defaultdict(list)
    for iri, facts in said.items():
        for above in _supers(facts):
            below[above].append(iri)
    terms: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for iri in sorted(i for i in said if i.startswith(MG)):
        facts = said[iri]
        name = iri.removeprefix(MG)
        term = Term(
            iri=iri,
            kind=next((_KINDS[t] for t in facts.get(_TYPE, ()) if t in _KINDS), _VALUES),
            module=homes.get(name, "mandate"),
            label=_first(facts, f"{_RDFS}label"),
            definition=_first(facts, f"{_SKOS}definition"),
            notes=facts.get(f"{_SKOS}scopeNote", ()),
            examples=facts.get(f"{_SKOS}example", ()),
            above=_supers(facts),
            below=tuple(sorted(below[iri])),
            inverse=facts.get(f"{_OWL}inverseOf", ()),
            domain=facts.get(f"{_SCHEMA}domainIncludes", ()),
            range=facts.get(f"{_SCHEMA}rangeIncludes", ()),
            sources=facts.get(f"{_DCTERMS}source", ()),
            questions=tuple(q for q, used in asked.items() if name in used),
            stories=tuple(e.name for e in _examples().values() if name in e.terms),
            shapes=checked.get(iri, ()),
            mappings=tuple(mappings[iri]),
        )
        terms[term.module][term.kind].append(term)
    head = said.get(_ONTOLOGY, {})
    return Manual(
        title=_first(head, f"{_DCTERMS}title"),
        description=_first(head, f"{_DCTERMS}description"),
        version=_first(head, f"{_OWL}versionInfo"),
        modules=tuple(_modules(said, terms)),
        alignments=_alignments(),
        examples=_examples(),
    )


def _modules(said: _Said, terms: Mapping[str, Mapping[str, list[Term]]]) -> Iterator[Module]:
    for name in sorted(terms):
        facts = said.get(f"{_ONTOLOGY}/{name}", {})
        kinds = (*_KINDS.values(), _VALUES)
        yield Module(
            name=name,
            title=_first(facts, f"{_DCTERMS}title") or name,
            description=_first(facts, f"{_DCTERMS}description"),
            terms={kind: tuple(terms[name][kind]) for kind in kinds if terms[name].get(kind)},
        )


def _said(triples: Iterable[ox.Triple]) -> _Said:
    """What is said of each thing: values by predicate, sorted."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subject = str(getattr(triple.subject, "value", ""))
        found[subject][triple.predicate.value].append(str(getattr(triple.object, "value", "")))
    return {
        subject: {name: tuple(sorted(values)) for name, values in facts.items()}
        for subject, facts in found.items()
    }


def _shapes(said: _Said) -> dict[str, tuple[str, ...]]:
    """The names of the shapes that check each class or property."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri, facts in said.items():
        if iri.startswith(MGSH):
            for name in ("path", "targetClass", "targetSubjectsOf", "targetObjectsOf"):
                for value in facts.get(f"{_SH}{name}", ()):
                    found[value].add(iri.removeprefix(MGSH))
    return {iri: tuple(sorted(names)) for iri, names in found.items()}


@lru_cache(maxsize=1)
def _homes() -> Mapping[str, str]:
    """The module that declares each term, by the file in which it stands."""
    return {
        name: path.stem
        for path in sorted(folder("ontology").glob("*.ttl"))
        for name in _DECLARED.findall(path.read_text(encoding="utf-8"))
    }


@lru_cache(maxsize=1)
def _asked() -> Mapping[str, frozenset[str]]:
    return {asked.name: frozenset(_USED.findall(asked.query)) for asked in questions()}


@lru_cache(maxsize=1)
def _examples() -> Mapping[str, Example]:
    return {path.stem: _example(path) for path in _files("examples")}


def _example(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    story = re.search(r"^# (.+(?:\n# .+)*)$", text, re.MULTILINE)
    told = re.sub(r"\s*\n# ", " ", story[1]) if story else ""
    return Example(path.stem, told, text, frozenset(_USED.findall(text)))


@lru_cache(maxsize=1)
def _alignments() -> Mapping[str, Alignment]:
    return {path.stem: _alignment(path) for path in _files("alignments")}


def _alignment(path: Path) -> Alignment:
    text = path.read_text(encoding="utf-8")
    said = _said(q.triple for q in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    head = said[f"{_ONTOLOGY}/alignments/{path.stem}"]
    notes = [facts for facts in said.values() if f"{_SSSOM}Mapping" in facts.get(_TYPE, ())]
    mappings = sorted(
        (
            _first(facts, f"{_SSSOM}subject_id"),
            _first(facts, f"{_SSSOM}predicate_id"),
            _first(facts, f"{_SSSOM}object_id"),
            _first(facts, f"{_DCTERMS}description"),
        )
        for facts in notes
    )
    return Alignment(
        path.stem,
        _first(head, f"{_DCTERMS}title"),
        _first(head, f"{_DCTERMS}description"),
        tuple(
            Match(own, _RELATIONS[relation], other, reason, path.stem)
            for own, relation, other, reason in mappings
        ),
        text,
    )


def _files(kind: str) -> list[Path]:
    return sorted((folder("ontology") / kind).glob("*.ttl"))


def _supers(facts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The named terms right above."""
    names = (f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf")
    above = (value for name in names for value in facts.get(name, ()))
    return tuple(v for v in above if v.startswith("http") and _NAMELESS not in v)


def _first(facts: Mapping[str, tuple[str, ...]], name: str) -> str:
    return next(iter(facts.get(name, ())), "")
