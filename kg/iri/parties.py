"""Mint the IRIs of States, bodies, organizations, groups, their names, and topics."""

from __future__ import annotations

from rdflib import URIRef

from kg.iri.keys import slug
from kg.vocab import ID

__all__ = [
    "body_iri",
    "dated_name_iri",
    "group_iri",
    "organization_iri",
    "party_iri",
    "state_iri",
    "topic_iri",
    "topic_scheme_iri",
]


def state_iri(iso3: str) -> URIRef:
    """The IRI of a State."""
    return ID[f"state/{iso3}"]


def dated_name_iri(party: URIRef, name: str, since: str | None) -> URIRef:
    """The IRI of a dated name of a party; ``since`` is the day from which it held, if known."""
    return URIRef(f"{party}/name/{slug(name)}" + (f"/{since}" if since else ""))


def body_iri(key: str) -> URIRef:
    """The IRI of a body, from its id in the authority list or a slug of its name."""
    return ID[f"body/{key}"]


def organization_iri(key: str) -> URIRef:
    """The IRI of an organization outside the United Nations' organs."""
    return ID[f"organization/{key}"]


def group_iri(key: str) -> URIRef:
    """The IRI of a group of States that speaks together."""
    return ID[f"group/{key}"]


def party_iri(kind: str, key: str) -> URIRef:
    """The IRI of a party of the class ``Body``, ``Organization`` or ``Group``.

    >>> party_iri("Group", "member-states").removeprefix(ID)
    'group/member-states'
    """
    return {"Body": body_iri, "Organization": organization_iri, "Group": group_iri}[kind](key)


def topic_scheme_iri() -> URIRef:
    """The IRI of the scheme of all topics."""
    return ID["topic"]


def topic_iri(key: str) -> URIRef:
    """The IRI of a topic."""
    return ID[f"topic/{key}"]
