"""Tell what the name of a speaker is: a State, a body, a group, an office, or nobody."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from kg.authority import Authority, Body
from kg.recognise.names import HONORIFIC, Party, party, state_of, without_article
from kg.recognise.speech_words import LOWER_OFFICE, OFFICE

__all__ = [
    "CALLED",
    "NAME",
    "PREFIX",
    "TITLE",
    "Known",
    "is_gathering",
    "named",
    "official",
    "person_name",
]

TITLE: Final = (
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Messrs|Mses|Mme|H\.E|HE|Hon|Rev|Sr|Sra|Eng)\b\.?|M\.|Miss|Sir|Dame"
    r"|Lord|Lady|Sheikh|Sheikha|Prince|Princess|His Excellency|Her Excellency"
    rf"|(?:Ambassador|Professor|Architect|Senator|Captain|Minister|Colonel|Judge)"
    rf"(?! {OFFICE}))"
    r"(?: (?:Mr|Ms|Mrs|Dr|Prof|H\.E)\b\.?)*"
)
_PART: Final = r"(?:al-|el-|ul-|d[’'])?[A-ZÀ-ÞŁŚŠŽČĐİ][^\s,;:()“”\"]*"
_PARTICLE: Final = (
    r"(?:de|van|der|den|von|bin|bint|al|el|da|dos|das|do|la|le|di|del|della|du|ibn|ter|zu|y|e|ben"
    r"|af|av)"
)
NAME: Final = rf"{_PART}(?: (?:{_PARTICLE} ){{0,3}}{_PART}){{0,8}}"
"""The name of a person, without honorific."""

PREFIX: Final = r"(?:(?:[A-Z][A-Z0-9]+ and )?[A-Z][A-Z0-9][\w./-]* (?:[A-Z][a-z]\w+ ){0,2}?)?"
"""What may name a body before an office: "the WHO Director"."""

_UNIT: Final = (
    r"(?:[\w-]*(?:Division|Section|Branch|Office|Department|Unit|Service|Bank|Institute|Centre"
    r"|Center"
    r"|Programme|Policy|Affairs|Transport|Trade|Law|Environment|Development|Agency|Authority"
    r"|Commission|Committee|Council|University|Ministry|Fund|Group|Team|Secretariat|Network|Union"
    r"|Nations|Federal|National|International|European|United|Regional|Economic|Public|Legal|World"
    r"|Association|Federation|Foundation|Society|Board|Court|Academy|School|College|Faculty|Trust"
    r"|Company|Organi[sz]ation|Administration|Directorate|Bureau|Watch|Initiative|Research|Project"
    r"|Relations|Management|Health|Water|Energy|Security|Justice|Finance|Education|Statistics"
    r"|General|Charge|Interim|America|Africa|Asia|Europe|New|San|South|North|Global|Human))\b"
)
CALLED: Final = re.compile(
    rf", (?P<name>(?:(?!{_UNIT})[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ]|[A-ZÀ-Þ]\.)"
    rf"(?: (?:(?:[A-ZÀ-Þ]\.|al|el|de|van|von|bin|dos|da) )?(?!{_UNIT})[A-ZÀ-Þ][\w’'-]+){{1,2}})$"
)
"""A person's name without honorific after his office: "the Director, Ada Berg"."""

_ACRONYM: Final = re.compile(r"\s*\([A-Z][\w./ -]{1,24}\)$")
_SECRETARIAT: Final = re.compile(r"(?:[A-Z][\w.’'/-]* ){1,6}[Ss]ecretariat(?: of .*)?")
_POSTED: Final = re.compile(r" to the United Nations.*$")
_AUTHORITY: Final = re.compile(
    r"(?:Government|(?:\w+ ){0,2}authorit(?:y|ies)|delegation|[Mm]inistry [\w ,]{2,80}|Mission"
    r"|Permanent Mission|Presidency) (?:of|from) (?P<state>.+)",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"(?:European Union,? and its .*|(?:Group|Alliance|Coalition|Movement) of (?:[\w-]+ ){0,3}"
    r"(?:77.*|States|Countries|developing countries|.* States|Friends.*|Small Island.*)"
    r"|(?:[A-Z][\w-]+ (?:and )?)+Group(?: of States)?|Non-Aligned Movement"
    r"|(?:Group|Alliance|Coalition) of [^()]{3,80} (?:States|[Cc]ountries)(?: \([A-Z]\w+\))?"
    r"|(?:African|Arab|Asia-Pacific|Asian|Caribbean|EECCA|EU|Latin American|Nordic|Umbrella"
    r"|JUSSCANNZ|(?:Eastern|Western) European|Pacific).*(?:Group|States|countries|delegations)"
    r"|(?:[A-Z][a-z]+(?:,| and|[ -]) ?)+speaking (?:delegations|countries|States|members)"
    r"|(?:Employers|Workers)[’'] [Gg]roup)"
)
_OF_A_GROUP: Final = re.compile(
    r"(?P<group>[^()]*\b(?:Group|77 and China|Movement)\b[^()]*) \([^()]+\)"
)
_GATHERING: Final = re.compile(
    r"(?:[A-Z0-9][\w’'-]* |of |on |for |the |to |and |Ad Hoc |ad hoc |open-ended |session )*"
    r"(?:Committees?|Commission|Conference|Council|Assembly|Board|Meeting|Parties|Working (?:Party"
    r"|Group)|Group(?:s)?|Bureau|Plenary|Forum|Congress|Task Force|Body|Subcommittee|Segment|States"
    r"|Members?|Participants|Delegations|Delegates|Countries|Experts|Governments|Speakers"
    r"|Representatives|Observers|NGOs|CSOs|IGOs|MEAs|SMEs|Workshop|Seminar|Session|Panel"
    r"|Platform|Summit|Meetings)"
    r"(?: (?:of|on|for|to) .*)?"
)
_THING: Final = re.compile(
    r"\b(?:Report|Decision|Annex|Table|Chapter|Protocol|Convention|Agreement|Declaration|Articles?"
    r"|Documents?|Resolution|Paragraphs?|Guidelines|Strategy|Plan|Agenda|Charter|Framework|Document"
    r"|Goals?|Targets?|Objective|Indicator|Phase|Principles?|Regulations?|Amendments?|Standard"
    r"|Rules?|Item|Part|Section|Note|Study|Treaty|Law|Act|Code|Project|Manual|Review|Survey)\b"
)
_LOWER: Final = re.compile(
    r"\b(?!(?:of|the|for|and|on|in|to|de|la|e|y|des|du|pour|et|al|at)\b)[a-z]{2,}"
)
_BEGINS: Final = (
    r"[A-ZÀ-Þ]|(?:former|customs|competent|national|government|delegation|permanent mission)\b"
)
_ANYBODY: Final = re.compile(
    r"(?:(?:All|Some|Several|Many|Other|Member|Observer|Contracting|State|States|Donor"
    r"|Non-member) )*"
    r"(?:States|Parties|Members|Governments|Countries|Participants|Delegations|Organizations"
    r"|Organisations|NGOs|CSOs|IGOs|Observers|Government|Party|Region)(?: (?:to|of|from|in) .*)?"
    r"|(?:In|On|At|For|To|By|From|With|As|Of|Under|During) .*"
    r"|(?:(?:North|South|East|West|Central|Latin|Sub|Middle)[\w -]*)?"
    r"\b(?:America|Africa|Asia|Europe|Caribbean|Middle East)"
)
_NO_NAME: Final = re.compile(
    r"[:€$£¥“”\"]|\b(?:1[89]|20)\d\d\b|\d,\d|\b\d{1,2} (?:January|February|March|April|May|June"
    r"|July"
    r"|August|September|October|November|December)\b"
)
"""What a name does not hold: a sum, a year, a day, the beginning of what is said."""

_LONGEST: Final = 160
_MANY: Final = re.compile(
    r"(?:Members|Experts|Representatives|Delegates|Ministers|Observers|Heads|Officers|Specialists"
    r"|Researchers|Consultants|Managers|Governors|Advisers|Deputy(?! [A-Z])|Partner|Member|Expert"
    r"|Observer|Representative)\b(?! of the (?:Secretary-General|secretariat))"
)


class Known(NamedTuple):
    """What names are known, and on what day."""

    authority: Authority
    day: date | None


def is_gathering(name: str) -> bool:
    """Whether a name is that of a body that meets, or of all who are there.

    >>> is_gathering("Committee on Lakes"), is_gathering("Lake Society")
    (True, False)
    """
    return bool(_GATHERING.fullmatch(name))


def official(name: str) -> bool:
    """Whether words begin with the office of a single person, or of those who chair."""
    if re.match(LOWER_OFFICE, name):
        return True
    plain = re.sub(rf"^{PREFIX}(?={OFFICE})", "", name)
    return bool(re.match(OFFICE, plain)) and not _MANY.match(plain)


def person_name(words: str) -> str:
    """A person's name without the full stop of its sentence.

    >>> person_name("Ada Berg."), person_name("Ada B.")
    ('Ada Berg', 'Ada B.')
    """
    return words if re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", words) else words.rstrip(".")


def named(words: str, known: Known, *, governed: bool, bare_names: bool) -> Party | None:
    """Who bears this name; None for what is nobody's.

    ``governed`` says that the words stand under "the representative of" and the like, where any
    proper name is somebody's; without it a body that meets is nobody. ``bare_names`` allows a
    name that is on no list.
    """
    name = without_article(words)
    if not name or len(name) > _LONGEST or _NO_NAME.search(name):
        return None
    if not re.match(_BEGINS, name):
        told = re.match(r"(?:\w+ )?secretariat\b", name)
        return (party(name, *known) or Party(name, "secretariat")) if told else None
    if re.match(r"European Union,? and its ", name):
        return Party(name, "group", "eu")
    if _OF_A_GROUP.fullmatch(name):  # "Group of 77 and China (Egypt)": Egypt speaks for it
        name = _OF_A_GROUP.sub(r"\g<group>", name)
    found = _on_a_list(name, known)
    if found:
        body = known.authority.bodies.get(found.id or "")
        meets = body is not None and body.cls == "Body" and _meets(body)
        refused = found.kind == "organization" and not governed and meets
        return None if refused else found
    if _GROUP.fullmatch(name):
        return Party(name, "group")
    if _ANYBODY.fullmatch(name):
        return None
    if governed and re.match(rf"{PREFIX}{OFFICE}", name):
        return Party(name, "person") if official(name) else Party(name, "organization")
    if ". " in re.sub(rf"{HONORIFIC} ", "", name) or not re.match(r"[A-ZÀ-Þ]", name):
        return None
    if governed:
        return Party(name, "organization")
    if not bare_names or is_gathering(name) or _THING.search(name) or _LOWER.search(name):
        return None
    if re.search(rf" {OFFICE}$", name):
        return Party(name, "person")
    several = " " in name.strip() or re.fullmatch(r"[A-Z][\w/&-]*[A-Z][\w/&-]*", name)
    return Party(_ACRONYM.sub("", name), "organization") if several else None


def _meets(body: Body) -> bool:
    """Whether a body is one of delegates, whose name tells of a decision and not of a speaker."""
    return body.kind != "regional commission" and is_gathering(body.name)


def _on_a_list(name: str, known: Known) -> Party | None:
    found = party(name, *known) or party(_POSTED.sub("", name), *known)
    if found:
        return found
    plain = _ACRONYM.sub("", name)
    if plain != name and (found := party(plain, *known)):
        return found
    plain = re.sub(r" \([^()]*\)$", "", name)
    if plain != name and (bearer := state_of(plain, *known)):
        return Party(plain, "state", bearer.iso3, bearer.iso3)
    if _SECRETARIAT.fullmatch(name):
        return Party(name, "secretariat")
    ruled = _AUTHORITY.fullmatch(name)
    state = state_of(without_article(ruled["state"]), *known) if ruled else None
    return Party(name, "state", state.iso3, state.iso3) if state else None
