"""Recognise the officers of a meeting: who held which office and whom they represent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Document, Officer
from kg.recognise.dates import day_of
from kg.recognise.names import HONORIFIC, state_of, without_article
from kg.recognise.passages import Passage, passages
from kg.recognise.reporting import reporting_body

__all__ = ["recognise_officers"]

_WORD: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*"
_PARTICLES: Final = r"(?:(?:de|del|van|von|der|den|da|dos|bin|al|el|la) )"
_NAME: Final = rf"(?:{HONORIFIC} )?{_WORD}(?: {_PARTICLES}{{0,2}}{_WORD}){{0,5}}"
_PARTY: Final = r"[^()]+(?:\([^()]*\)[^()]*)?"
# Atomic groups, and lists of a bounded length: otherwise a long list of people takes time without
# end where no office follows it.
_ONE: Final = rf"(?>{_NAME} \({_PARTY}\))"
_PEOPLE: Final = rf"(?P<people>(?>{_ONE}(?:(?:,| and|, and|;) {_ONE}){{0,12}}))"
_ROLE: Final = (
    r"(?P<role>(?:Acting )?(?:Co-)?Chair(?:person|man|woman)?s?"
    r"|(?:First |Second |Third )?Vice-Chair(?:person|man|woman)?s?"
    r"|Rapporteurs?|(?:Vice-)?Presidents?)"
)
_OF: Final = r"(?: of (?P<body>(?:the )?[^,;]{1,200}?))?"
_PERSON: Final = re.compile(rf"(?P<name>{_NAME}) \((?P<of>{_PARTY})\)")
_BEFORE: Final = re.compile(rf"\b{_ROLE}{_OF}, {_PEOPLE}")
_AFTER: Final = re.compile(
    rf"{_PEOPLE}(?:, (?:the |in (?:his|her|their) capacity as )?"
    r"|,?(?: (?:was|were) (?:re-)?elected(?: and)?)?"
    r" (?:as|served as|acted as|serving as) (?:the )?)"
    rf"{_ROLE}{_OF}(?=[,;]|\.(?:\s|$)| and | to | for | opened| chaired| presided| introduced"
    r"| informed|$)"
)
_CHAIRED: Final = re.compile(rf"\b(?P<co>[Cc]o-)?[Cc]haired by {_PEOPLE}")


def recognise_officers(document: Document, authority: Authority) -> tuple[Officer, ...]:
    """Every person who is named in an office with whom they represent, in the order of the text.

    ``role`` is the office alone, in the singular; with its body where that is not the reporting
    one. A person of whom no party is printed is not read.
    """
    day = day_of(document)
    body = reporting_body(document, authority)
    heads = body.heads if body else ()
    found = [o for p in passages(document) for o in _officers(p, heads, authority, day)]
    first: dict[tuple[str, str, str], Officer] = {}
    for officer in sorted(found, key=lambda o: o.start):
        first.setdefault((officer.paragraph, officer.name, officer.role), officer)
    return tuple(first.values())


def _officers(
    passage: Passage, heads: tuple[str, ...], authority: Authority, day: date | None
) -> Iterator[Officer]:
    for pattern in (_BEFORE, _AFTER, _CHAIRED):
        for found in pattern.finditer(passage.text):
            people = list(_PERSON.finditer(passage.text, *found.span("people")))
            role = _role(found, heads, len(people))
            for person in people:
                printed = without_article(person["of"])
                state = state_of(printed, authority, day)
                if not state and not authority.body(printed):
                    continue
                yield Officer(
                    **passage.where(*found.span()),
                    name=re.sub(rf"^{HONORIFIC}\s*", "", person["name"]),
                    role=role,
                    represents=printed,
                    iso3=state.iso3 if state else None,
                )


def _role(found: re.Match[str], heads: tuple[str, ...], people: int) -> str:
    groups = found.groupdict()
    if "role" not in groups:
        return "Co-Chair" if groups["co"] or people > 1 else "Chair"
    role = re.sub(r"s$", "", groups["role"])
    body = without_article(groups["body"] or "")
    own = not body or body in heads or body.lower() in ("meeting", "session", "conference")
    return role if own else f"{role} of {groups['body']}"
