"""Recognise who attended: counts by category, and those who are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import AttendanceCount, Attendee, Document
from kg.recognise.dates import day_of
from kg.recognise.names import Party, party, split_list, without_article
from kg.recognise.numbers import WHOLE, whole_of
from kg.recognise.passages import Passage, Span, passages

__all__ = ["recognise_attendance", "recognise_attendees"]

_PEOPLE: Final = (
    r"(?:representatives?|delegations?|delegates|observers?|participants|experts|members)"
)
_ATTENDED_BY: Final = re.compile(r"\b(?:was|were) (?:also )?attended by (?P<who>.+)", re.DOTALL)
_ATTENDED: Final = re.compile(
    r"^(?P<who>.+?) (?:also )?(?:attended|participated|took part"
    r"|were (?:also )?(?:present|represented))\b"
    r"(?! by (?!observers?\b|representatives\b|delegations\b))(?P<after>[^:]*)(?P<list>:.+)?",
    re.DOTALL,
)
_PRESENT: Final = re.compile(
    r"^(?P<who>(?:Representatives|Observers|Experts) (?:of|from|for) .+?)"
    r" (?:also )?(?:attended|participated|took part|were (?:also )?present)\b",
    re.DOTALL,
)
_PEOPLE_FIRST: Final = re.compile(
    rf"(?:In addition, |Also, )?(?:The )?(?:{_PEOPLE}|following|[\w ]+ the following)\b",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    rf"^(?:(?:also |as well as )?(?:by )?)*(?:{_PEOPLE} (?:of|from|for) )?", re.IGNORECASE
)
_CATEGORY: Final = re.compile(
    r"\b(?:member States?|States?|countries|governments|Parties|signatories|observers?"
    r"|entit(?:y|ies)"
    r"|units?|institutes?|institutions?|agenc(?:y|ies)|organizations?|programmes?|funds?|bod(?:y|ies)"
    r"|companies|private sector|civil society|academia|industry|universities|experts?|centres?"
    r"|associations?|offices?|departments?|missions?)\b",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    rf"^(?:(?P<count>{WHOLE})\b|(?P<article>an?)\b|the\b)? ?(?:other |further )?(?P<category>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CUT: Final = re.compile(r",? and (?=[a-z])|, (?:and )?|;\s*(?:and )?| as well as ")
_BEGINS: Final = re.compile(
    rf"(?:by )?(?:{_PEOPLE} (?:of|from|for) )?(?:(?:{WHOLE}|an?) "
    r"|(?:the )?(?:private sector|civil society"
    r"|academia|industry|secretariat)\b|(?:the |other |further )?(?:[a-z-]+ ){0,3}"
    r"(?:Member States|States|(?:Secretariat )?units|countries|governments|Parties|signatories"
    r"|observers|entities|institutes|agencies|organizations|programmes|funds|bodies|companies"
    r"|universities|experts|centres|associations|offices|missions)\b)",
    re.IGNORECASE,
)
_GENERIC: Final = re.compile(r"[a-z]|Member |States\b|Secretariat\b|Parties\b|Governments?\b")
_EXAMPLES: Final = re.compile(
    r",? (?:such as|including|namely|from [A-Z]).*$|\s*\([^()]*\)", re.DOTALL
)
_FOLLOWING: Final = re.compile(
    r"\bfollowing (?P<what>[^:]*?)(?::|$)|\bfrom the following (?P<more>[^:]*):", re.IGNORECASE
)
_BODY_KINDS: Final = {
    "specialized agency": "specialized agency",
    "related organization": "un",
    "igo": "igo",
    "institute": "institute",
    "ngo": "ngo",
}
_OBSERVED: Final = re.compile(r"\bobservers?\b", re.IGNORECASE)
_OUTSIDE: Final = re.compile(
    r"\bnot (?:members|Parties|represented)|non-member|beyond|under Article"
)
_KINDS: Final = (
    (re.compile(r"non-governmental|NGO|civil society", re.IGNORECASE), "ngo"),
    (re.compile(r"specialized agenc", re.IGNORECASE), "specialized agency"),
    (re.compile(r"United Nations|programmes|funds", re.IGNORECASE), "un"),
    (re.compile(r"institute", re.IGNORECASE), "institute"),
    (re.compile(r"private sector|compan|industr", re.IGNORECASE), "private"),
    (re.compile(r"intergovernmental|international|regional", re.IGNORECASE), "igo"),
)


def recognise_attendance(document: Document, authority: Authority) -> tuple[AttendanceCount, ...]:
    """How many of each category attended; a bare plural counts none."""
    return tuple(c for p in passages(document) for c in _counts(p))


def _counts(passage: Passage) -> Iterator[AttendanceCount]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        found = _ATTENDED_BY.search(words) or _PRESENT.match(words)
        if not found or _FOLLOWING.search(found["who"]):
            continue
        for piece in _categories(words, Span(*found.span("who"))):
            counted = _count(words[piece.start : piece.end])
            if counted:
                category, count = counted
                yield AttendanceCount(
                    **passage.where(sentence.start + piece.start, sentence.start + piece.end),
                    category=category,
                    count=count,
                )


def _categories(words: str, span: Span) -> Iterator[Span]:
    """The categories of a list: a comma or "and" parts them only where a category begins."""
    start = span.start
    for cut in _CUT.finditer(words, span.start, span.end):
        if _BEGINS.match(words, cut.end()) and _CATEGORY.search(words, start, cut.start()):
            yield Span(start, cut.start())
            start = cut.end()
    yield Span(start, len(words[: span.end].rstrip(" .;")))


def _count(piece: str) -> tuple[str, int | None] | None:
    lead = _LEAD.match(piece)
    found = _ONE.match(piece[lead.end() :] if lead else piece)
    if not found or not _CATEGORY.search(found["category"]):
        return None
    category = _EXAMPLES.sub("", found["category"]).strip(" ,.;")
    if not _GENERIC.match(category) or not _CATEGORY.search(category):
        return None
    if found["count"]:
        return category, whole_of(found["count"])
    return category, 1 if found["article"] else None


def recognise_attendees(document: Document, authority: Authority) -> tuple[Attendee, ...]:
    """Everybody who is named as attending, in the order of the text."""
    day = day_of(document)
    return tuple(a for p in passages(document) for a in _attendees(p, authority, day))


def _attendees(passage: Passage, authority: Authority, day: date | None) -> Iterator[Attendee]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        by, active = _ATTENDED_BY.search(words), _ATTENDED.match(words)
        if not by and not (active and _PEOPLE_FIRST.match(active["who"])):
            continue
        colon = words.find(":")
        if colon < 0 or not _FOLLOWING.search(words[: colon + 1]):
            continue
        intro = words[:colon]
        span = Span(sentence.start + colon + 1, len(passage.text[: sentence.end].rstrip(" .;")))
        for name in split_list(passage.text, span, authority, day):
            who = party(passage.text[name.start : name.end], authority, day)
            body = authority.bodies.get(who.id) if who and who.id else None
            kind = (
                _BODY_KINDS.get(body.kind, "un" if body.cls == "Body" else "other")
                if body
                else None
            )
            attendee = _attendee(passage, name, intro, who, kind)
            if attendee:
                yield attendee


def _attendee(
    passage: Passage, name: Span, intro: str, who: Party | None, kind: str | None
) -> Attendee | None:
    printed = without_article(passage.text[name.start : name.end])
    if not printed or not printed[0].isupper():
        return None
    if who is None and re.search(r"\b(?:countries|States|Parties)\b", intro):
        return None
    outside = "non-member" if _OUTSIDE.search(intro) else None
    status = outside or ("observer" if _OBSERVED.search(intro) else None)
    state = who is not None and who.kind == "state"
    begin = name.start + passage.text[name.start : name.end].find(printed)
    return Attendee(
        **passage.where(begin, begin + len(printed)),
        name=printed,
        attendee_kind="state" if state else kind or _kind(intro),
        attendee_id=who.id if who else None,
        iso3=who.iso3 if who else None,
        status=status or ("member" if state and "from beyond" not in intro else None),
    )


def _kind(intro: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(intro)), "other")
