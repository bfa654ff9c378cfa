"""Call things by short names for people, from nothing but their IRIs."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg.iri import display_name, document_of, paragraph_id
from kg.vocab import ID

__all__ = ["short_name"]

_EVENT = re.compile(r"(?:body|meeting)/([^/]+)/(?:(session)/)?([^/]+)(/report)?")
_UNPLACED = re.compile(r"(pp|op|para)/unplaced/(\d+)$")
_BELOW = ("meeting/", "instrument/", "body/")


def short_name(iri: str) -> str:
    """A short name for people: symbol and paragraph, else the path of the IRI.

    >>> things = str(ID)
    >>> short_name(f"{things}document/A/RES/65/230/op/9")
    'A/RES/65/230 op9'
    >>> short_name(f"{things}mandate/A/RES/65/230/op/9")
    'mandate of A/RES/65/230 op9'
    >>> short_name(f"{things}document/A/RES/67/189/op/unplaced/1")
    'A/RES/67/189 op (number not seen)'
    >>> short_name(f"{things}meeting/eg-cybercrime/2/report/para/12")
    'report of eg-cybercrime meeting 2, paragraph 12'
    >>> short_name(f"{things}mandate/A/RES/78/229/op/45/clause/2")
    'mandate of A/RES/78/229 op45, clause 2'
    """
    path = iri.removeprefix(ID)
    if path.startswith("mandate/"):
        below, clause, number = path.removeprefix("mandate/").partition("/clause/")
        given_in = below if below.startswith(_BELOW) else f"document/{below}"
        return f"mandate of {short_name(ID + given_in)}" + (f", clause {number}" if clause else "")
    thing = URIRef(iri)
    document = document_of(thing)
    name = _work_name(document)
    if document == thing:
        return name
    unplaced = _UNPLACED.search(path)
    if unplaced:
        which = "" if unplaced[2] == "1" else f" {unplaced[2]}"
        return f"{name} {unplaced[1]}{which} (number not seen)"
    comma = "," if " " in name else ""
    number = paragraph_id(thing)[1]
    return f"{name}{comma} {'paragraph ' if number[:1].isdigit() else ''}{number}"


def _work_name(document: URIRef) -> str:
    event = _EVENT.fullmatch(document.removeprefix(ID))
    if not event:
        return display_name(document).removeprefix("instrument/")
    meeting = f"{event[1]} {event[2] or 'meeting'} {event[3]}"
    return f"report of {meeting}" if event[4] else meeting
