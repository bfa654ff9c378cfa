"""Find the cities where a meeting was held, and whether it was held online."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Authority
from kg.recognise.dates import MONTH_NAME

__all__ = ["ONLINE", "is_online", "places_in"]

ONLINE: Final = "online"
"""The place of a meeting that was held, also or only, by way of the network."""

_ONLINE: Final = re.compile(
    r"\b(?:on-?line|hybrid|virtual(?:ly)?|remote(?:ly)?|(?:video|tele|web)[- ]?conferenc\w{2,4}"
    r"|video[- ]?link|webinar|Zoom|Webex|Microsoft Teams|Interprefy|Kudo)\b",
    re.IGNORECASE,
)
_WORD: Final = r"(?:D\.C\.?|St\.|(?:(?:el|al|ad|ash|as)-)?[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*)"
_NAME: Final = (
    rf"{_WORD}(?: (?:(?:de|del|des|of|do|da|dos|la|las|el|al|sur|am|upon"
    rf"|es) ){{0,2}}{_WORD}){{0,7}}"
)
_CHAIN: Final = re.compile(rf"{_NAME}(?:(?:, (?:and )?| and (?:in |at |from )?){_NAME}){{0,6}}")
_BEFORE: Final = re.compile(
    r"(?:\b(?:in|at|both)(?: the)? |[(|:] ?|^|^, |\b(?:online|nd), |\band )$"
)
_VENUE: Final = re.compile(
    r"\b(?:Palais|Centre|Center|Headquarters|Offices?|Hall|Building|Hotel|University|Institute"
    r"|Rooms?|Conference|House|Palace|Complex|Compound|Regional|Bank|Museum|Campus|Forum"
    r"|Nations|Ministry|Organization|Commission|Government|Secretariat|Republic|Library|Academy"
    r"|Committee|Council|Programme|Convention|Parliament|Embassy|School|Salle|Tower|Gigiri|Group"
    r"|Bureau|Board|Chair(?:person|man)?|President|Party|Parties|Session|Meeting|Assembly|Congress"
    r"|Supplement|Rapporteur|Member|States|Item|Part|Zoom|Webex|Teams|Internet|Division)\b"
)
_NO_PLACE: Final = re.compile(
    rf"(?:{MONTH_NAME}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|The|This|It|In|At|On|[A-Z]{{2,}}"
    rf"|Mr|Ms"
    r"|Online|Virtual|Hybrid|Mrs|Dr|Reports?|Held|[A-Z][a-z-]+(?:th|rst|cond|third)|No|Add|Corr|A"
    r"|An)\b"
)


def is_online(words: str) -> bool:
    """Whether words on how a meeting was held say that some took part from afar.

    >>> is_online("in a hybrid format"), is_online("in person")
    (True, False)
    """
    return _ONLINE.search(words) is not None


def places_in(words: str, authority: Authority) -> tuple[str, ...]:
    """The cities in the words around a meeting's days, as printed, and ``online``.

    Venues are passed by; a country or region behind its city too.
    """
    found: dict[str, None] = {}
    for chain in _CHAIN.finditer(words):
        if not _BEFORE.search(words, max(0, chain.start() - 12), chain.start()):
            continue
        for city in _cities(chain[0], authority):
            found[city] = None
    known = [place for place in found if not (len(found) > 1 and _only_state(place, authority))]
    return (*known, ONLINE) if is_online(words) else tuple(known)


def _cities(chain: str, authority: Authority) -> list[str]:
    """The cities of a chain: all in "A, B and C", the first of "A, B" where B is its land."""
    parts = re.split(r" and (?:in |at |from )?|, and ", chain)
    cities: list[str] = []
    for index, part in enumerate(parts):
        names = [name for name in part.split(", ") if _is_city(name)]
        several = len(parts) > 1 and index < len(parts) - 1 and index == 0 and ", " not in parts[-1]
        if several and not any(authority.state(name) for name in part.split(", ")[1:]):
            cities += names
        elif names:
            capital = names[1:2] == ["D.C."] or names[1:2] == ["D.C"]
            cities.append(f"{names[0]}, D.C." if capital else names[0])
    return cities


def _is_city(name: str) -> bool:
    return not _VENUE.search(name) and not _NO_PLACE.match(name)


def _only_state(place: str, authority: Authority) -> bool:
    return authority.state(place) is not None
