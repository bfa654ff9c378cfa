"""Recognise the persons of a list of participants, with their delegation and function."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Attendee, Document, Participant
from kg.recognise.attendee_kinds import category_of, kind_of, status_of
from kg.recognise.dates import day_of
from kg.recognise.lines import lines_of
from kg.recognise.names import Party, party, without_article
from kg.recognise.passages import PROSE, Passage, Span, passages

__all__ = ["recognise_participants"]

_TITLE: Final = (
    r"(?:(?:H\.? ?E\.?|S\. ?E\.?|Son Excellence|His Excellency|Her Excellency|The (?:Rt\.? )?Hon\.?"
    r"|Excmo\.?|Excma\.?|Dr|Prof|Professor|Ambassador|Sir|Dame|Rev|Monsignor|Msgr|Mgr|Archbishop"
    r"|Judge|Capt|Captain|Col|Colonel|Gen|General|Maj|Baron|Count|Prince|Princess)\.?,? )?"
    r"(?:Mr|Mrs|Ms|Miss|M|MM|Mme|Mlle|Sr|Sra|Srta|Dr|Prof|Ing|Lic|Eng|Monsignor|Msgr|Mgr|Sir"
    r"|Archbishop|Ambassador|Professor|H\. ?E|S\. ?E|Father|Rev)\b\.?"
)
_TITLED: Final = re.compile(
    rf"(?P<title>(?:\*|\d{{1,3}}[.)])? ?{_TITLE}(?: Dr\.?| Prof\.?)?) ?(?=[A-ZÀ-Ý])"
)
_SURNAMED: Final = re.compile(
    r"(?:[A-ZÀ-Ý][\w.’'-]*,? ){0,4}(?=[A-ZÀ-Ý’'-]{3})[A-ZÀ-Ý][A-ZÀ-Ý’'-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý’'-]+)*"
    r"(?: [A-ZÀ-Ý][a-zà-ÿ][\w’'-]*){0,3}(?=,|$| \()"
)
_NAME: Final = re.compile(r"[^,;(:]{2,80}")
_ROLE: Final = re.compile(
    r"(?P<role>(?:head|deputy head|leader|deputy leader|chief|member)s? of (?:the )?delegation"
    r"|(?:special |permanent )?representatives?|alternates?(?: representatives?)?|advis[eo]rs?"
    r"|special advis[eo]rs?|(?:deputy |acting )?(?:permanent )?observers?|experts?|delegates?"
    r"|assistants?|members?|counsellors?|secretar(?:y|ies)|interpreters?|suppl[ée]ants?"
    r"|repr[ée]sentants?|conseillers?|representantes?|suplentes?|consejeros?"
    r"|(?:co-|vice-)?chair(?:s|persons?|man|men|woman)?|(?:vice-)?presidents?|rapporteurs?)[ :*]*$",
    re.IGNORECASE,
)
_SKIPPED: Final = re.compile(
    r"(?:list of participants|provisional list|liste des participants|lista de participantes|page"
    r"|\d+$|[A-Z]{1,5}(?:/[\w.]+){2,}|GE\.\d|distr\b|original|english|annex|note\b|session)",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(
    r"(?:tel|fax|phone|e-?mail|mobile|website|www\.|http|P\.? ?O\.? Box|[\w.+-]{1,60}@)"
    r"|\+?\d[\d ()/-]{6,}",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(
    r"(?:associate |non-)?members?(?: States)?|observers?(?: States)?|panel+ists?"
    r"|(?:keynote )?speakers?|secretariat|(?:special |invited )?guests?|moderators?|experts?"
    r"|resource persons?|officers|(?:invited |independent |individual )experts?|bureau"
    r"|others?|press|media|academia",
    re.IGNORECASE,
)
_OF_PERSONS: Final = re.compile(
    r"panel+ists?|(?:keynote )?speakers?|(?:special |invited )?guests?|moderators?"
    r"|resource persons?|(?:invited |independent |individual )?experts?",
    re.IGNORECASE,
)
"""A section that says what its persons are, whomever they come from."""
_PLURALS: Final = {"secretaries": "secretary", "chairmen": "chairman"}
_DASH: Final = re.compile(r"^[-–—•*]\s*|[*†‡]+$")


@dataclass(slots=True)
class _Delegation:
    """Who is being listed: the delegation, and what stands over it."""

    section: str = ""
    status: str | None = None
    name: str | None = None
    who: Party | None = None
    role: str | None = None


@dataclass(slots=True)
class _Person:
    """A person in the making: ``functions`` come from its line and those below it."""

    passage: Passage
    span: Span
    name: str
    delegation: str | None
    who: Party | None
    role: str | None
    status: str | None
    functions: list[str] = field(default_factory=list)


def recognise_participants(
    document: Document, authority: Authority
) -> tuple[Attendee | Participant, ...]:
    """The delegations and their persons, in the order of the text.

    A delegation is an attendee, once; a person's function is what stands beside or below the
    name, its role the heading that it is listed under, in the singular and small letters.
    """
    reader = _Reader(authority, day_of(document))
    for passage in passages(document, (*PROSE, "heading")):
        for line in lines_of(passage):
            reader.read(passage, line)
    reader.close()
    return tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    authority: Authority
    day: date | None
    found: list[Attendee | Participant] = field(default_factory=list)
    at: _Delegation = field(default_factory=_Delegation)
    person: _Person | None = None
    seen: set[str] = field(default_factory=set)

    def read(self, passage: Passage, line: Span) -> None:
        """Take in the next line."""
        words = _DASH.sub("", passage.text[line.start : line.end]).strip()
        if not words or _SKIPPED.match(words):
            return
        if self._person_of(passage, line, words):
            return
        alone = len(words) >= len(passage.text.strip()) - 2
        if alone and _SECTION.fullmatch(words):
            self.close()
            self.at = _Delegation(words, status_of(words))
            if _OF_PERSONS.fullmatch(words):
                self.at.role = _singular(words)
            return
        role = _ROLE.fullmatch(words)
        if role and (self.at.name or len(words.split()) > 1) and not words.isupper():
            self.close()
            self.at.role = _singular(role["role"])
            return
        who = party(without_article(words.rstrip(":")), self.authority, self.day)
        if who and who.kind not in ("person", "secretariat"):
            self._delegation(passage, line, words, who)
        elif category := category_of(words):
            self.close()
            self.at = _Delegation(category, status_of(category))
        elif role:
            self.close()
            self.at.role = _singular(role["role"])
        elif self._begins_delegation(passage, line, words):
            self._delegation(passage, line, words, None)
        elif self.person and not _CONTACT.search(words):
            self.person.functions.append(words.strip(" ,;"))

    def _person_of(self, passage: Passage, line: Span, words: str) -> bool:
        """Whether a person begins in the line, and so the one before is complete."""
        titled = _TITLED.match(words)
        bare = None if titled or not self.at.name or words.isupper() else _SURNAMED.match(words)
        if not titled and (not bare or party(bare[0], self.authority, self.day)):
            return False
        start = titled.end() if titled else 0
        name = _NAME.match(words, start)
        if not name:
            return False
        self.close()
        printed = name[0].strip()
        begin = passage.text.find(printed, line.start)
        self.person = _Person(
            passage, Span(begin, begin + len(printed)), printed,
            self.at.name, self.at.who, self.at.role, self.at.status,
        )  # fmt: skip
        rest = words[name.end() :].strip(" ,;:")
        inner = re.fullmatch(r"\(([^()]+)\)", rest)
        role = _ROLE.fullmatch(inner[1]) if inner else None
        if role:
            self.person.role = _singular(role["role"])
        elif rest:
            self.person.functions.append(inner[1] if inner else rest)
        return True

    def _begins_delegation(self, passage: Passage, line: Span, words: str) -> bool:
        """Whether a name that no list knows heads a delegation: it opens its paragraph."""
        if line.start or len(words) > 150 or not words[0].isupper() or _CONTACT.search(words):
            return False
        bodies = bool(self.at.section) and self.at.status != "member"
        return bodies or words.isupper()

    def _delegation(self, passage: Passage, line: Span, words: str, who: Party | None) -> None:
        self.close()
        printed = without_article(words.rstrip(":"))
        section, status = self.at.section, self.at.status
        self.at = _Delegation(section, status, printed, who)
        key = (who.id if who else None) or printed
        if key in self.seen:
            return
        self.seen.add(key)
        begin = passage.text.find(printed, line.start)
        self.found.append(
            Attendee(
                **passage.where(begin, begin + len(printed)),
                name=printed,
                attendee_kind=kind_of(printed, who, section, self.authority),
                attendee_id=who.id if who else None,
                iso3=who.iso3 if who else None,
                status=status,
            )
        )

    def close(self) -> None:
        """The person in the making is complete."""
        person, self.person = self.person, None
        if person is None:
            return
        self.found.append(
            Participant(
                **person.passage.where(person.span.start, person.span.end),
                name=person.name,
                role=person.role,
                function=", ".join(person.functions) or None,
                represents=person.delegation,
                represents_id=person.who.id if person.who else None,
                iso3=person.who.iso3 if person.who else None,
                status=person.status,
            )
        )


def _singular(role: str) -> str:
    word = role.lower().strip()
    if word in _PLURALS:
        return _PLURALS[word]
    head, of, rest = word.partition(" of ")
    if head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    return f"{head}{of}{rest}"
