"""Read the words for a body that is on no list: "the adoption by the … Group of decision 7/1"."""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.citing.bodies import HEADS

__all__ = ["adopting", "by_words", "subject_end"]

_NAME: Final = r"(?P<name>[A-Z][\w'-]*(?: (?:of|on|the|for|and|to|against|in|[A-Z][\w'-]*))*)"
_ADOPTED_BY: Final = re.compile(rf"\b(?:adoption|adopted) by (?:the )?{_NAME} (?:of|in) (?:its )?$")
_OF_OTHER: Final = re.compile(rf",? (?:of|adopted by|by) the {_NAME}")
_SUBJECT: Final = re.compile(r"(?:,? (?:entitled \"[^\"]{0,300}\"|on [^,;.]{0,200}))?")
_DECIDES: Final = re.compile(rf"\b(?:{'|'.join(HEADS)}|Group)\b")
_LITTLE: Final = re.compile(r"(?: (?:of|on|the|for|and|to|against|in))+$")


def adopting(text: str, at: int) -> re.Match[str] | None:
    """Who adopts what is named at a place: "the adoption by the … Group of its"."""
    return _ADOPTED_BY.search(text, max(0, at - 150), at)


def by_words(text: str, at: int, stop: int) -> str | None:
    """The words for whoever adopted what stands in ``text[at:stop]``, before or after it."""
    found = adopting(text, at) or _OF_OTHER.match(text, stop)
    if found and _DECIDES.search(found["name"]):
        words = _LITTLE.sub("", found["name"].strip())
        return words if " " in words else None
    return None


def subject_end(text: str, stop: int) -> int:
    """Where the subject ends that stands behind a number: "65/1, on lamps,"."""
    found = _SUBJECT.match(text, stop)
    return found.end() if found else stop
