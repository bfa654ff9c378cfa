"""Mint the IRIs of what passages make: mandates, citations, statements, outcomes, votes."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg.iri.keys import slug
from kg.vocab import ID

__all__ = [
    "attendance_iri",
    "citation_iri",
    "listed_document_iri",
    "mandate_iri",
    "outcome_iri",
    "participation_iri",
    "person_iri",
    "statement_iri",
    "vote_iri",
]


def vote_iri(document: URIRef, stage: str) -> URIRef:
    """The IRI of the vote on a document at a stage: ``plenary``, ``committee/3``, ``amendment/1``.

    >>> from kg.iri import document_iri
    >>> str(vote_iri(document_iri("A/RES/74/247"), "plenary")).removeprefix(ID)
    'vote/A/RES/74/247/plenary'
    """
    path = document.removeprefix(ID).removeprefix("document/")
    return ID[f"vote/{path}/{stage}"]


def listed_document_iri(paragraph: URIRef, name: str) -> URIRef:
    """The IRI of a document without symbol, under the paragraph that lists it by this name."""
    return URIRef(f"{paragraph}/document/{slug(name)}")


def mandate_iri(paragraph: URIRef, clause: int = 1) -> URIRef:
    """The IRI of a paragraph's mandate; ``clause`` counts its clauses that ask.

    >>> from kg.iri import document_iri, paragraph_iri
    >>> str(mandate_iri(paragraph_iri(document_iri("A/RES/65/230"), "op9")))
    'https://w3id.org/mandategraph/id/mandate/A/RES/65/230/op/9'
    """
    path = paragraph.removeprefix(ID).removeprefix("document/")
    return ID[f"mandate/{path}" + (f"/clause/{clause}" if clause > 1 else "")]


def citation_iri(paragraph: URIRef, n: int) -> URIRef:
    """The IRI of a paragraph's ``n``-th citation, counted from 1."""
    return URIRef(f"{paragraph}/citation/{n}")


def statement_iri(paragraph: URIRef, speaker: str, n: int = 1) -> URIRef:
    """The IRI of a statement under its paragraph; ``speaker`` is an iso3, an id or words."""
    key = speaker if re.fullmatch(r"[A-Z]{3}", speaker) else slug(speaker)
    return URIRef(f"{paragraph}/statement/{key}" + (f"~{n}" if n > 1 else ""))


def outcome_iri(paragraph: URIRef, n: int) -> URIRef:
    """The IRI of a paragraph's ``n``-th outcome, counted from 1."""
    return URIRef(f"{paragraph}/outcome/{n}")


def attendance_iri(paragraph: URIRef, category: str, n: int = 1) -> URIRef:
    """The IRI of the ``n``-th count of one category of those attending in a paragraph."""
    return URIRef(f"{paragraph}/attendance/{slug(category)}" + (f"~{n}" if n > 1 else ""))


def participation_iri(paragraph: URIRef, who: str, n: int = 1) -> URIRef:
    """The IRI of the ``n``-th participation of somebody that a paragraph states."""
    return URIRef(f"{paragraph}/participation/{slug(who)}" + (f"~{n}" if n > 1 else ""))


def person_iri(document: URIRef, name: str) -> URIRef:
    """The IRI of a person, under the document that names them."""
    return URIRef(f"{document}/person/{slug(name)}")
