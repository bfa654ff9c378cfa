"""Recognise who attended: counts by category, and those who are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import AttendanceCount, Attendee, Document
from kg.recognise.attendee_kinds import category_of, is_of_bodies, kind_of, only_states, status_of
from kg.recognise.attending import attendance_passages
from kg.recognise.dates import day_of
from kg.recognise.names import HONORIFIC, Party, party, without_article
from kg.recognise.numbers import WHOLE, whole_of
from kg.recognise.passages import Passage, Span
from kg.recognise.rolls import Roll, rolls

__all__ = ["recognise_attendance", "recognise_attendees", "undecided_names"]

_PEOPLE: Final = (
    r"(?:representatives?|delegations?|delegates|observers?|participants|experts|members)"
)
_ATTENDED_BY: Final = re.compile(r"\b(?:was|were) (?:also )?attended by (?P<who>.+)", re.DOTALL)
_PRESENT: Final = re.compile(
    r"^(?:A total of )?(?P<who>.{2,1500}?),? (?:also )?"
    r"(?:attended|participated|took part|(?:was|were) (?:also )?(?:present|represented))\b",
    re.DOTALL,
)
_ALSO: Final = re.compile(
    r"^(?:In addition, )?Also (?:attending|present|represented|participating)\b[^:.;]{0,80}?"
    r"\b(?:was|were) (?P<who>.+)$",
    re.DOTALL,
)
_SO_WERE: Final = re.compile(r", as (?:were|did) (?P<who>.+)$", re.DOTALL)
_CATEGORY: Final = re.compile(
    r"\b(?:member States?|States?|countries|governments|Parties|signatories|observers?"
    r"|entit(?:y|ies)"
    r"|units?|institutes?|institutions?|agenc(?:y|ies)|organizations?|programmes?|funds?|bod(?:y|ies)"
    r"|companies|private sector|civil society|academia|industr(?:y|ies)|business(?:es)?"
    r"|universities|experts?|centres?"
    r"|authorities|academics|municipalities|cities|associations?|offices?|departments?|missions?)\b",
    re.IGNORECASE,
)
_LEAD_IN: Final = re.compile(rf"(?:by )?{_PEOPLE} (?:of|from|for) ", re.IGNORECASE)
_LEAD: Final = re.compile(
    rf"^(?:(?:also |as well as )?(?:by )?)*(?:{_PEOPLE} (?:of|from|for) )?", re.IGNORECASE
)
_ONE: Final = re.compile(
    rf"^(?:(?P<count>{WHOLE})\b|(?P<article>an?)\b|the\b)? ?(?P<category>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CUT: Final = re.compile(
    r",? and (?=[a-z0-9])|,? as well as |,? including |, (?:and )?|;\s*(?:and )?"
)
_SO_MANY_FROM: Final = re.compile(
    rf"(?:by )?(?P<count>{WHOLE}) (?P<people>participants|delegates|experts|representatives)"
    rf" from (?P<more>(?:{WHOLE}) .+)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS: Final = re.compile(
    rf"(?:by )?(?:{_PEOPLE} (?:of|from|for) )?(?:(?:{WHOLE}|an?) "
    r"|(?:the )?(?:private sector|civil society"
    r"|academia|industry|secretariat)\b|(?:the |other |further )?(?:[a-z-]+ ){0,4}"
    r"(?:Member States|States|(?:Secretariat )?units|countries|governments|Parties|signatories"
    r"|observers|entities|institutes|financial institutions|authorities|academics|agencies"
    r"|organizations|programmes|funds|bodies|companies"
    r"|universities|experts|centres|associations|offices|missions|institutions|industries"
    r"|businesses|academic[\w ]{1,40} institutions)\b)",
    re.IGNORECASE,
)
_OF_THEM: Final = re.compile(r"(?:[a-z-]+ ){0,4}(?:institutions|industries|businesses)\b")
_FROM: Final = re.compile(r"\b(?:from|of|in) [a-z -]+$")
"""What goes on: "academics from universities and research institutions"."""
_GENERIC: Final = re.compile(
    r"[a-z]|[A-Z][a-z]+ (?:Centres|Parties|States)$|Member |States\b|Secretariat\b|Parties\b"
    r"|Governments?\b"
)
_NAMES: Final = re.compile(
    r"^(?:secretariat )?(?:of|from) |, (?:the )?[A-Z][a-z]+ [A-Z]|\b(?:Mr|Ms|Mrs|Dr)\b"
)
_LISTED: Final = re.compile(r"\([^()]*(?:, | and )[^()]*\)")
_SHARED: Final = re.compile(
    r"(?P<adjectives>(?:inter|non-?)governmental(?:,? (?:and )?[a-z-]+){1,3})"
    r" (?P<noun>organizations)"
)
_EXAMPLES: Final = re.compile(
    r",? (?:such as|including|namely|from:? ?[A-Z]).*$|, [A-Z]{3,}\b.*$|\s*\([^()]*\)", re.DOTALL
)
_FOLLOWING: Final = re.compile(
    r"\bfollowing (?P<what>[^:]*?)(?::|$)|\bfrom the following (?P<more>[^:]*):", re.IGNORECASE
)
_NUMBER_FOLLOWING: Final = re.compile(
    rf"\bfollowing (?P<who>(?:{WHOLE})\s[^:;.]{{3,120}}?)(?=:|\.?$)", re.IGNORECASE
)
_NOBODY: Final = ("person", "secretariat", "group")
_PERSON: Final = re.compile(rf"{HONORIFIC} [A-ZÀ-Ý][\w.’'-]*(?: [A-ZÀ-Ý][\w.’'-]*){{1,3}}")
_NAMED: Final = re.compile(
    r"[A-ZÀ-Ý][\w’'-]+,? (?:(?:of|for|on|and|the|de|des|du|et|in)\s+){0,3}[A-ZÀ-Ý]|[A-Z]{3,}"
)
_CAPITAL: Final = re.compile(r"[\"“«(]?[A-ZÀ-Ý0-9]")
_BEFORE: Final = re.compile(
    r"(?:[-–—•*●▪·]\s*|category I{1,3} ?[-–—] ?|(?:and|by|also|as well as)\s+|the\s+)?",
    re.IGNORECASE,
)
_ABBREVIATED: Final = re.compile(r"\b(?:Inc|Ltd|Corp|Co|S\.A)\.$|\b(?:[A-Z]\.){2,6}$")
_ACRONYM: Final = re.compile(
    r"\s*\((?:the )?[A-ZÀ-Ý][\w./&’' +-]{0,40}\)[ *]*$|\s+[–—-]\s+[A-Z][A-Z0-9/-]+$"
)
_OFFICE: Final = re.compile(
    r"(?:Vice-|Co-|Deputy |Under-)?(?:Chair|President|Secretar|Rapporteur|Director|Bureau\b"
    r"|Minister|Ambassador|Head\b|Heads\b|Permanent Rep|Representative|Delegat|Member States"
    r"|Members?\b(?! States)|Expert|Parties|States\b|Governments?\b|Other|Observers?\b)"
)
_CLAUSE: Final = re.compile(
    r"\b(?:was|were|is|are|had|has|have|attended|participated|represented|who|which|will|should)\b"
)
_ALSO_SAID: Final = re.compile(r"\balso\b|\baddition", re.IGNORECASE)
_NUMBERED: Final = re.compile(rf"(?:{WHOLE}) ", re.IGNORECASE)
_SHORTEST: Final = 4
_LONGEST: Final = 200
TWO_THINGS: Final = {
    "Georgia": "the American state", "Jordan": "the river or a person", "Chad": "a person",
    "Luxembourg": "the city", "Monaco": "the city", "Panama": "the city",
    "Guatemala": "the city", "Djibouti": "the city", "Singapore": "the city",
    "Kuwait": "the city", "San Marino": "the city", "Mexico": "the city", "Tunis": "the city",
    "Niger": "the river", "Congo": "the river or the other Congo", "Guinea": "the region",
}  # fmt: skip


def recognise_attendance(document: Document, authority: Authority) -> tuple[AttendanceCount, ...]:
    """How many of each category attended; a bare plural counts none."""
    return tuple(
        c for passage, _, near in attendance_passages(document) if near for c in _counts(passage)
    )


def _counts(passage: Passage) -> Iterator[AttendanceCount]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        found = _ATTENDED_BY.search(words) or _ALSO.match(words) or _PRESENT.match(words)
        if found and _FOLLOWING.search(words):
            found = _NUMBER_FOLLOWING.search(words)
        if not found:
            continue
        spans = [Span(*found.span("who"))]
        more = _SO_WERE.search(words, found.end("who"))
        if more:
            spans.append(Span(*more.span("who")))
        for piece in (piece for span in spans for piece in _categories(words, span)):
            for category, count in _counted(words[piece.start : piece.end]):
                yield AttendanceCount(
                    **passage.where(sentence.start + piece.start, sentence.start + piece.end),
                    category=category,
                    count=count,
                )


def _categories(words: str, span: Span) -> Iterator[Span]:
    """The categories of a list: a comma or "and" parts them only where a category begins."""
    start = span.start
    for cut in _CUT.finditer(words, span.start, span.end):
        lead = _LEAD_IN.match(words, start, cut.start())
        begun = lead.end() if lead else start
        begins = _BEGINS.match(words, cut.end()) and not (
            _OF_THEM.match(words, cut.end()) and _FROM.search(words, begun, cut.start())
        )
        if begins and _CATEGORY.search(words, begun, cut.start()):
            yield Span(start, cut.start())
            start = cut.end()
    yield Span(start, len(words[: span.end].rstrip(" .;")))


def _counted(piece: str) -> Iterator[tuple[str, int | None]]:
    """What a piece counts; adjectives that share "organizations" are a category each."""
    people = _SO_MANY_FROM.fullmatch(piece)
    if people:
        yield people["people"], whole_of(people["count"])
        yield from _counted(people["more"])
        return
    counted = _count(piece)
    if counted is None:
        return
    category, count = counted
    if count is None and _LISTED.search(piece):
        return
    shared = _SHARED.fullmatch(category) if count is None else None
    if not shared:
        yield counted
        return
    for adjective in re.split(r", (?:and )?| and ", shared["adjectives"]):
        yield f"{adjective} {shared['noun']}", None


def _count(piece: str) -> tuple[str, int | None] | None:
    lead = _LEAD.match(piece)
    found = _ONE.match(piece[lead.end() :] if lead else piece)
    if not found or not _CATEGORY.search(found["category"]):
        return None
    category = _EXAMPLES.sub("", found["category"]).strip(" ,.;")
    if not found["count"] and (_NAMES.search(category) or category.startswith("including")):
        return None
    if not _GENERIC.match(category) or not _CATEGORY.search(category):
        return None
    if found["count"]:
        return category, whole_of(found["count"])
    return category, 1 if found["article"] else None


def recognise_attendees(document: Document, authority: Authority) -> tuple[Attendee, ...]:
    """Everybody who is named as attending, in the order of the text; each once in a paragraph."""
    day = day_of(document)
    found = list[Attendee]()
    seen = set[tuple[str, str]]()
    for roll in rolls(document, authority, day):
        members = {one.iso3 for one in found if one.iso3 and one.status == "member"}
        for name in roll.names:
            one = _attendee(roll, name, (authority, day), members)
            if one and (one.paragraph, one.iso3 or one.name) not in seen:
                seen.add((one.paragraph, one.iso3 or one.name))
                found.append(one)
    return tuple(found)


def _attendee(
    roll: Roll, name: Span, known: tuple[Authority, date | None], members: set[str]
) -> Attendee | None:
    authority, day = known
    span = _bare(roll.passage.text, name)
    printed = roll.passage.text[span.start : span.end]
    who = party(printed, authority, day)
    if who is None:
        span = _unmarked(roll.passage.text, span)
        printed = roll.passage.text[span.start : span.end]
        who = party(printed, authority, day)
    if who and _PERSON.fullmatch(printed) and not roll.listed:
        return _person(roll, span, who)
    if not _is_name(printed, roll, who is not None) or (who and _is_nobody(who)):
        return None
    if who and _could_be_two(who, roll, known):
        return None
    if who and who.id == "un" and not roll.listed:
        return None
    if who is None and (only_states(roll.intro) or not _stands(printed, roll, known)):
        return None
    state = who is not None and who.kind == "state"
    if who is None or not state:
        span = _unmarked(roll.passage.text, span)
        printed = roll.passage.text[span.start : span.end]
    status = status_of(roll.intro)
    if state and status is None and members and who and _ALSO_SAID.search(roll.intro):
        status = "non-member" if who.iso3 not in members else "member"
    if not state and status == "non-member":
        status = None
    if not state and status == "member" and not only_states(roll.intro):
        status = None
    return Attendee(
        **roll.passage.where(span.start, span.end),
        name=printed,
        attendee_kind=kind_of(printed, who, roll.intro, authority),
        attendee_id=who.id if who else None,
        iso3=who.iso3 if who else None,
        status=status,
    )


def _person(roll: Roll, span: Span, who: Party) -> Attendee:
    """A person who attended, named without the honorific; not a delegation of anything."""
    start = span.end - len(who.name)
    return Attendee(
        **roll.passage.where(start, span.end), name=who.name, attendee_kind="other",
        attendee_id=None, iso3=None, status=None,
    )  # fmt: skip


def _stands(printed: str, roll: Roll, known: tuple[Authority, date | None]) -> bool:
    """Whether an unknown name is one: it is listed, of several words, or beside organizations."""
    if roll.listed or _NAMED.search(printed):
        return True
    others = [party(name, *known) for name in roll.printed()]
    return len(printed) > _SHORTEST and any(one and one.kind == "organization" for one in others)


def _is_nobody(who: Party) -> bool:
    """Whether it is no delegation: a person, a group, the meeting's own secretariat."""
    return who.kind in _NOBODY and not re.match(r"[Ss]ecretariat of (?:the )?[A-Z]", who.name)


def _could_be_two(who: Party, roll: Roll, known: tuple[Authority, date | None]) -> bool:
    """Whether a State's name stands among names of other things, so that it may be a place."""
    if who.kind != "state" or only_states(roll.intro):
        return False
    others = [party(name, *known) for name in roll.printed()]
    if roll.listed:
        states = sum(one is not None and one.kind == "state" for one in others)
        return is_of_bodies(roll.intro) and states * 2 < len(others)
    return who.name in TWO_THINGS and len(others) > 1 and others.count(None) == len(others) - 1


def _bare(text: str, name: Span) -> Span:
    """The name without article, marks around it, and the persons set behind a colon."""
    words = text[name.start : name.end]
    words = words[: words.find(":")] if ":" in words else words
    words = words.rstrip(" *;,.†‡") if not _ABBREVIATED.search(words) else words.rstrip(" *;,")
    while words and (mark := _BEFORE.match(words)) and mark.end():
        words = words[mark.end() :]
    if "(" in words and words.endswith(("observer)", "observers)")):
        words = words[: words.rfind("(")].rstrip()
    plain = without_article(words) if not _ABBREVIATED.search(words) else words
    at = text.find(plain, name.start, name.end) if plain else name.start
    return Span(at, at + len(plain))


def _unmarked(text: str, name: Span) -> Span:
    """The name without the acronym in brackets or behind a dash."""
    found = _ACRONYM.search(text[name.start : name.end])
    return Span(name.start, name.start + found.start()) if found and found.start() else name


def _is_name(printed: str, roll: Roll, known: bool) -> bool:
    if known:
        return True
    if not printed or len(printed) > _LONGEST or not _CAPITAL.match(printed):
        return False
    if not roll.listed and _NUMBERED.match(printed):
        return False
    if re.match(HONORIFIC, printed) or _OFFICE.match(printed) or category_of(printed):
        return False
    return not _CLAUSE.search(printed)


def undecided_names(document: Document, authority: Authority) -> tuple[str, ...]:
    """A sentence for each name in a list of States that is none, or that could be two things."""
    day = day_of(document)
    told = dict[str, None]()
    for roll in rolls(document, authority, day):
        printed = [without_article(roll.passage.text[n.start : n.end]) for n in roll.names]
        states = [party(name, authority, day) for name in printed]
        for name, who in zip(printed, states, strict=True):
            place = f"paragraph {roll.passage.paragraph.id}: {name!r}"
            if who is None and roll.listed and only_states(roll.intro) and _CAPITAL.match(name):
                told[f"{place} stands in a list of States and is no State's name"] = None
            elif who and _could_be_two(who, roll, (authority, day)):
                other = TWO_THINGS.get(name, "a place in an organization's name")
                told[f"{place} may be the State or {other}"] = None
    return tuple(told)
