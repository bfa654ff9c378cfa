"""Read the alignments as views: which words of ours stand for a word of another vocabulary."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.resources import folder
from kg.vocab import ID, MG, PREFIXES

__all__ = ["Ours", "View", "merged", "read_views", "rules"]

_SSSOM: Final = "https://w3id.org/sssom/"
_SKOS: Final = PREFIXES["skos"]
_RDFS: Final = PREFIXES["rdfs"]
_OWL: Final = PREFIXES["owl"]
_BACKWARDS: Final = "https://w3id.org/mandategraph/ontology/alignments#backwards"
_ASKED: Final = frozenset(
    (
        f"{_RDFS}subClassOf",
        f"{_RDFS}subPropertyOf",
        *(f"{_SKOS}{kind}Match" for kind in ("exact", "close", "broad")),
    )
)
_PROPERTIES: Final = frozenset(
    f"{_OWL}{kind}Property" for kind in ("Object", "Datatype", "Annotation")
)


class Ours(NamedTuple):
    """A property of ours that stands for another's, read from object to subject if backwards."""

    iri: str
    backwards: bool = False

    @property
    def path(self) -> str:
        """The property as a step of a path."""
        return f"^<{self.iri}>" if self.backwards else f"<{self.iri}>"


@dataclass(frozen=True, slots=True)
class View:
    """Another vocabulary's words, each with ours that stand for it.

    ``name`` is the alignment's; ``properties`` and ``classes`` go from the other's IRI to ours, in
    the order of their names, and ``things`` from the other's name of a thing to ours. A word that
    our data use themselves (``skos:altLabel``) is the last of its own list.
    """

    name: str
    title: str
    properties: Mapping[str, tuple[Ours, ...]] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    things: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4)
def read_views(place: Path | None = None) -> Mapping[str, View]:
    """The views by name, from the alignments in a folder, else from those that ship.

    A mapping that only relates (``skos:relatedMatch``) is no answer and gives none, unless it is
    said to be read backwards.
    """
    root = folder("ontology")
    files = sorted((place or root / "alignments").glob("*.ttl"))
    native = _declared(root / "borrowed.ttl")
    return {file.stem: _read(file, native) for file in files}


def merged(views: Iterator[View] | list[View]) -> View:
    """One view with the words of several."""
    properties: dict[str, tuple[Ours, ...]] = {}
    classes: dict[str, tuple[str, ...]] = {}
    things: dict[str, str] = {}
    names: list[str] = []
    for view in views:
        names.append(view.name)
        for word, ours in view.properties.items():
            properties[word] = tuple(dict.fromkeys((*properties.get(word, ()), *ours)))
        for word, own in view.classes.items():
            classes[word] = tuple(dict.fromkeys((*classes.get(word, ()), *own)))
        things |= view.things
    return View("+".join(names), ", ".join(names), properties, classes, things)


def rules(view: View) -> Iterator[str]:
    """The CONSTRUCT queries that give all triples of a view; each triple may come from several."""
    for word, properties in view.properties.items():
        for ours in properties:
            yield f"CONSTRUCT {{ ?s <{word}> ?o }} WHERE {{ ?s {ours.path} ?o }}"
    for word, classes in view.classes.items():
        for own in classes:
            yield f"CONSTRUCT {{ ?s a <{word}> }} WHERE {{ ?s a <{own}> }}"


def _read(file: Path, native: Mapping[str, bool]) -> View:
    store = ox.Store()
    store.load(path=file, format=ox.RdfFormat.TURTLE)
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{PREFIXES['rdf']}type"), None):
        kinds[_text(quad.subject)].add(_text(quad.object))
    properties: dict[str, list[Ours]] = defaultdict(list)
    classes: dict[str, list[str]] = defaultdict(list)
    things: dict[str, str] = {}
    for own, word, backwards in sorted(_mappings(store)):
        if own.startswith(ID):
            things[word] = own
        elif not own.startswith(MG):
            continue
        elif kinds[word] & _PROPERTIES:
            properties[word].append(Ours(own, backwards))
        else:
            classes[word].append(own)
    if properties or classes:
        for word, is_class in native.items():
            if word.startswith(_namespace([*properties, *classes])):
                if is_class:
                    classes[word].append(word)
                else:
                    properties[word].append(Ours(word))
    return View(
        name=file.stem,
        title=_title(store),
        properties={word: tuple(ours) for word, ours in properties.items()},
        classes={word: tuple(own) for word, own in classes.items()},
        things=things,
    )


def _mappings(store: ox.Store) -> Iterator[tuple[str, str, bool]]:
    """Our term, the other's, and whether it is read backwards, of each mapping that is asked."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_SSSOM}object_id"), None):
        note = quad.subject
        own, kind = (_value(store, note, f"{_SSSOM}{n}_id") for n in ("subject", "predicate"))
        backwards = _value(store, note, _BACKWARDS) == "true"
        if kind in _ASKED or backwards:
            yield own, _text(quad.object), backwards


def _title(store: ox.Store) -> str:
    ontologies = store.quads_for_pattern(
        None, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{_OWL}Ontology")
    )
    return next((_value(store, q.subject, f"{PREFIXES['dcterms']}title") for q in ontologies), "")


def _declared(file: Path) -> dict[str, bool]:
    """The words of others that our own data use, and whether each is a class."""
    quads = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
    return {
        _text(q.subject): _text(q.object) == f"{_OWL}Class"
        for q in quads
        if q.predicate.value.endswith("#type") and not _text(q.object).endswith("Ontology")
    }


def _namespace(words: list[str]) -> str:
    """The namespace that most of the words are in."""
    spaces = Counter(re.sub(r"[^#/]*$", "", word) for word in words)
    return spaces.most_common(1)[0][0]


def _value(store: ox.Store, subject: ox.NamedNode | ox.BlankNode | ox.Triple, name: str) -> str:
    quads = store.quads_for_pattern(subject, ox.NamedNode(name), None)
    return next((_text(q.object) for q in quads), "")


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
