"""Take the name of who holds an office away from the office."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Authority
from kg.recognise.addressee_phrases import is_party

__all__ = ["office_alone"]

_OFFICE: Final = re.compile(
    r"(?:[A-Z][\w’'-]* ){0,6}(?:Envoy|Representative|Coordinator|Adviser|Rapporteur|Expert"
    r"|President|Chair(?:person|man|woman)?|Director|Chief|Facilitator|Mediator)\b"
)
_PLACE: Final = re.compile(r" (?:for|on|to|of|in) (?:the )?")
_PERSON: Final = re.compile(r",?(?: (?:Mr|Ms|Mrs|Dr)\.)?(?: [A-Z][a-z][\w’'-]*){2,4}")
_WORD: Final = re.compile(r" ?[A-Z][\w’'-]*")
_PLACE_WORDS: Final = 6


def office_alone(printed: str, authority: Authority) -> str:
    """An office without the name of its holder, set behind it or behind its State's name.

    "the Personal Envoy on Sudan A B", where A and B are names, is the Personal Envoy on Sudan;
    what is no office is given back as it is.
    """
    office = _OFFICE.match(printed)
    if office is None:
        return printed
    place = _PLACE.match(printed, office.end())
    ends = [office.end()]
    if place:
        end, ends = place.end(), []
        while len(ends) < _PLACE_WORDS and (word := _WORD.match(printed, end)):
            end = word.end()
            ends.append(end)
        ends = [e for e in ends if authority.state(printed[place.end() : e])]
    for end in reversed(ends):
        if _PERSON.fullmatch(printed, end) and not is_party(printed[end:].strip(), sure=True):
            return printed[:end]
    return printed
