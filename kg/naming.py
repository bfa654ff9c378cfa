"""Call things by short names for people, from nothing but their IRIs."""

from __future__ import annotations

import re

from rdflib import URIRef

from kg.iri import display_name, document_of, paragraph_id
from kg.vocab import ID

__all__ = ["event_name", "ordinal_words", "short_name"]

_EVENT = re.compile(r"(?:body|meeting)/([^/]+)/(?:(session)/)?([^/]+)(/report)?")
_KEY = re.compile(r"(?P<ordinal>\d+)(?:-(?P<part>[a-z-]+))?|(?P<day>\d{4}(?:-\d{2}){1,2})")
_TAILS = {1: "st", 2: "nd", 3: "rd"}
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


def event_name(event: str, body: str) -> str:
    """What to call a meeting or session, from its IRI and the name of its body.

    >>> event_name(f"{ID}body/ccpcj/session/20", "Commission on Weights")
    'Commission on Weights, 20th session'
    >>> event_name(f"{ID}meeting/eg-weights/3-resumed", "Expert Group on Weights")
    'Expert Group on Weights, resumed 3rd meeting'
    >>> event_name(f"{ID}body/ahc/session/organizational", "Ad Hoc Committee")
    'Ad Hoc Committee, organizational session'
    >>> event_name(f"{ID}meeting/eg-weights/2019-05-06", "Expert Group on Weights")
    'Expert Group on Weights, meeting of 2019-05-06'
    """
    path = event.removeprefix(ID)
    kind = "session" if "/session/" in path else "meeting"
    key = path.rpartition("/")[2]
    found = _KEY.fullmatch(key)
    if found is None:
        return f"{body}, {key.replace('-', ' ')} {kind}"
    if found["ordinal"] and not found["day"]:
        part = f"{found['part']} " if found["part"] else ""
        return f"{body}, {part}{ordinal_words(int(found['ordinal']))} {kind}"
    return f"{body}, {kind} of {key}"


def ordinal_words(number: int) -> str:
    """A number's ordinal in figures.

    >>> [ordinal_words(n) for n in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    tail = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{tail}"


def _work_name(document: URIRef) -> str:
    event = _EVENT.fullmatch(document.removeprefix(ID))
    if not event:
        return display_name(document).removeprefix("instrument/")
    meeting = f"{event[1]} {event[2] or 'meeting'} {event[3]}"
    return f"report of {meeting}" if event[4] else meeting
