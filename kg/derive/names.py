"""Tell the class, the label and the place of a thing from its IRI alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import RDF, RDFS, Literal, URIRef

from kg.iri import body_iri, display_name, document_of, paragraph_id
from kg.naming import event_name, short_name
from kg.vocab import ID, MG

__all__ = ["body_of", "names_of"]

_END = r"(?:/(?:Add|Corr|Rev)\.[0-9]{1,2})?"
_PART = r"(?: [A-Z](?:-[A-Z])?)?"
_ROMAN = r"(?: [A-Z])? \((?:ES-|S-)?[IVXLC]{1,8}\)"
_SERIES = re.compile(
    "|".join(
        (
            rf"A/RES/(?:(?:ES-|S-)?[0-9]{{1,3}}/[0-9]{{1,4}}|[0-9]{{1,4}}{_ROMAN}){_PART}{_END}",
            rf"S/RES/[0-9]{{1,4}} \([0-9]{{4}}\){_END}",
            rf"E/RES/(?:[0-9]{{4}}/(?:S-)?[0-9]{{1,3}}|[0-9]{{1,4}}{_ROMAN}){_PART}{_END}",
            rf"A/HRC/RES/(?:(?:S-)?[0-9]{{1,2}}/[0-9]{{1,3}}|OM/[0-9]/[0-9]){_END}",
            rf"T/RES/[0-9]{{1,4}}{_ROMAN}",
            r"GC ?\([0-9]{1,2}\)/RES/[0-9]{1,3}(?: [A-Z])?",
            r"(?:E|[A-Z]{2,6})/[A-Z][A-Za-z0-9.]{0,11}(?:/[A-Za-z0-9.]{1,12}){0,3}/(?:RES|Res)[/.]"
            rf"[0-9A-Z][0-9A-Z/.-]{{0,20}}{_PART}(?: \((?:S-)?[IVXLC]{{1,8}}\))?",
        )
    )
)
"""The symbols of resolutions, series by series, as the shape for them has it."""
_KEYED = re.compile(r"[A-Z][A-Za-z0-9 -]+/RES/|[A-Z][A-Za-z0-9 -]*/DEC/")
_DECISION = re.compile(r"/(?:DEC|Dec)[/.]")
_UNOFFICIAL = re.compile(r"(^|/)[a-z]+(/|$)")  # a digest, or a draft inside a document
_EVENT = re.compile(r"(?:meeting|body)/(?P<body>[^/]+)/(?P<session>session/)?[^/]+")
_SITTING = re.compile(r"((?:meeting|body)/[^/]+(?:/session)?/[^/]+)/sitting/(\d+)")
_PARTIES = {"body": MG.Body, "organization": MG.Organization, "group": MG.Group}
_KIND = re.compile(r"/(pp|op|para|fn)(?=/)")
_NO_PARAGRAPH = re.compile(
    r"^(mandate|vote)/|/(citation|statement|outcome|attendance|participation|document)/"
)
_PARAGRAPHS = {
    "pp": MG.PreambularParagraph,
    "op": MG.OperativeParagraph,
    "para": MG.ReportParagraph,
    "fn": MG.Footnote,
}


def body_of(thing: str) -> URIRef | None:
    """The body that holds a meeting or session or a sitting of it; None of any other thing."""
    path = thing.removeprefix(ID)
    sitting = _SITTING.fullmatch(path)
    event = _EVENT.fullmatch(sitting[1] if sitting else path)
    return body_iri(event["body"]) if event else None


def names_of(
    thing: URIRef, body_name: str | None = None
) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    """Class, label and place of a thing, as far as its IRI tells them.

    A meeting is called after its body, by ``body_name`` or else by the words of the body's IRI.
    """
    path = thing.removeprefix(ID)
    document = document_of(thing)
    event, sitting = _EVENT.fullmatch(path), _SITTING.fullmatch(path)
    if sitting:
        yield RDF.type, MG.Sitting
        name = _event_name(ID[sitting[1]], body_name)
        yield RDFS.label, Literal(f"{name}, sitting {sitting[2]}", lang="en")
        yield MG.ordinal, Literal(int(sitting[2]))
        yield MG.sittingOf, ID[sitting[1]]
    elif event:
        yield RDF.type, MG.Session if event["session"] else MG.Meeting
        yield RDFS.label, Literal(_event_name(thing, body_name), lang="en")
        yield MG.heldBy, body_iri(event["body"])
    elif path.partition("/")[0] in _PARTIES:
        yield RDF.type, _PARTIES[path.partition("/")[0]]
    elif path.startswith("mandate/"):
        yield RDF.type, MG.Mandate
        yield RDFS.label, Literal(short_name(thing), lang="en")
        yield MG.derivedBy, MG.byRule
    elif document != thing and not _NO_PARAGRAPH.search(path):
        yield from _paragraph_names(thing, document)
    elif document == thing and path.startswith("document/"):
        name = display_name(thing)
        yield RDF.type, _document_class(name)
        yield RDFS.label, Literal(name, lang="en")
        if not _UNOFFICIAL.search(name):
            yield (MG.key if _is_key(name) else MG.symbol), Literal(name)


def _event_name(event: URIRef, body_name: str | None) -> str:
    body = str(body_of(event) or "").rpartition("/")[2].replace("-", " ")
    return event_name(event, body_name or body[:1].upper() + body[1:])


def _paragraph_names(thing: URIRef, document: URIRef) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    kinds = _KIND.findall(thing.removeprefix(document))
    if not kinds:
        return
    yield RDF.type, _PARAGRAPHS[kinds[-1]]
    yield RDFS.label, Literal(short_name(thing), lang="en")
    yield MG.paragraphOf, document
    if "/unplaced/" in thing:
        yield RDF.type, MG.UnplacedParagraph
    else:
        last = paragraph_id(thing)[1].rpartition(".")[2]
        yield MG.number, Literal(re.sub(r"^(op|pp|fn)", "", last))


def _is_key(name: str) -> bool:
    return bool(_KEYED.match(name))


def _document_class(name: str) -> URIRef:
    if _SERIES.fullmatch(name) or (_is_key(name) and "/RES/" in name):
        return MG.Resolution
    if _DECISION.search(name):
        return MG.Decision
    return MG.Document
