"""Mint the IRIs of meetings, sessions, sittings and agendas."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg.vocab import ID

__all__ = [
    "agenda_iri",
    "agenda_item_iri",
    "meeting_iri",
    "session_iri",
    "sitting_iri",
]


def session_iri(body: str, key: str) -> URIRef:
    """The IRI of a body's session: its ordinal, else the slug of its kind, else its first day."""
    return ID[f"body/{body}/session/{key}"]


def meeting_iri(body: str, key: str) -> URIRef:
    """The IRI of a body's meeting: its ordinal, else the slug of its kind, else its first day."""
    return ID[f"meeting/{body}/{key}"]


def sitting_iri(meeting: URIRef, number: int) -> URIRef:
    """The IRI of a numbered sitting of a meeting or session."""
    return URIRef(f"{meeting}/sitting/{number}")


def agenda_iri(meeting: URIRef) -> URIRef:
    """The IRI of the agenda that a meeting adopted."""
    return URIRef(f"{meeting}/agenda")


def agenda_item_iri(meeting: URIRef, number: str) -> URIRef:
    """The IRI of an agenda item.

    >>> agenda_item_iri(meeting_iri("eg-cybercrime", "2"), "3(a)").rsplit("/", 3)[1:]
    ['agenda', '3', 'a']
    """
    path = "/".join(re.findall(r"[^()]+", number))
    return URIRef(f"{agenda_iri(meeting)}/{path}")
