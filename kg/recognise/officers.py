"""Recognise the officers of a meeting: who held which office and whom they represent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Document, Officer
from kg.recognise.dates import day_of
from kg.recognise.names import state_of, without_article
from kg.recognise.officer_links import (
    ELECTED,
    are_respective,
    before_office,
    behind_office,
    goes_on,
    groups_of,
    groups_of_posts,
    listed_on,
)
from kg.recognise.officer_words import Office, Person, find_offices, find_persons, without_regions
from kg.recognise.passages import Passage, passages
from kg.recognise.reporting import reporting_body

__all__ = ["recognise_officers"]

_HINT: Final = re.compile(
    r"(?i)chair|president|rapporteur|secretary|presided|presidency|moderator|facilitator"
)
_STRONG: Final = re.compile(
    r"\b(?:as|elected|served|appointed|designated|nominated|is|was|capacity)\b"
)
_CHAIRED: Final = re.compile(
    r"(?<![\w-])(?P<co>[Cc]o-)?(?P<vice>[Vv]ice-)?(?:[Cc]haired"
    r"|[Mm]oderated and chaired)(?: jointly)? by (?:the )?"
    r"|\b[Pp]resided over(?: jointly)? by (?:the )?"
    r"|\b(?:[Uu]nder|with|With) the (?P<co2>[Cc]o-)?(?:chair(?:man|person|woman)?ship|presidency"
    r"|leadership as Chair) of "
)
_OF_PARTY: Final = re.compile(
    r"\b(?:of|for|from|to) (?:the )?(?=(?P<party>[A-Z][\w’'-]*"
    r"(?: (?:(?:of|and|the) ){0,2}[A-Z][\w’'-]*){0,7}(?: \([A-Z][^()]{2,40}\))?))"
)
_TERM: Final = re.compile(
    r"\b(?:for (?:its|the|their|both its|a|an) (?P<for>(?:[\w-]+ ){0,6}?(?:sessions?|meetings?"
    r"|terms? of office|terms?|years?|period|biennium"
    r"|mandate)\b(?: (?:in|of|from|until|to|and|[JFMASOND][a-z]{2,8}|\d{4}(?:[-–]\d{2,4})?|two"
    r"|three|four"
    r"|years?)\b){0,8})"
    r"|for (?P<years>(?:19|20)\d\d(?:(?:[-–/]| and |, ?)\d{2,4})*)\b|(?:until"
    r"|through) (?P<until>(?:the )?(?:end of |close of |beginning of )?(?:its "
    r"|the )?[\w -]{0,40}?(?:sessions?|meetings?|\d{4}))\b)"
)
_CHAIRS: Final = re.compile(
    r",? (?:(?P<co>co-)?chaired|presided over|presided at|took the [Cc]hair|was in the [Cc]hair"
    r"|acted in the [Cc]hair)\b"
)
_MOST_BEFORE: Final = 1_000
_MOST_BEHIND: Final = len(" was elected by acclamation as")
_LIST_END: Final = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class _Held:
    """A person in an office, with the place of both."""

    person: Person
    role: str
    start: int
    end: int


def recognise_officers(document: Document, authority: Authority) -> tuple[Officer, ...]:
    """Every person who is named in an office, in the order of the text.

    ``role`` is the office alone, in the singular; with its body where that is not the reporting
    one. ``represents`` is None where nobody is printed.
    """
    day = day_of(document)
    body = reporting_body(document, authority)
    heads = body.heads if body else ()
    first: dict[tuple[str, str, str], Officer] = {}
    above: Office | None = None
    for passage in passages(document):
        found, above = _officers(passage, heads, (authority, day), above)
        for officer in sorted(found, key=lambda o: o.start):
            first.setdefault((officer.paragraph, officer.name, officer.role), officer)
    return tuple(first.values())


def _officers(
    passage: Passage,
    heads: tuple[str, ...],
    known: tuple[Authority, date | None],
    above: Office | None,
) -> tuple[list[Officer], Office | None]:
    """The officers of a paragraph, and the office that it opens a list for."""
    text = without_regions(passage.text)
    if above is None and not _HINT.search(text):
        return [], None
    offices = list(find_offices(text, heads, known[0]))
    starts = [sentence.start for sentence in passage.sentences()]
    persons = _in_full(
        [
            person
            for person in find_persons(text, *known)
            if person.titled or not any(o.start <= person.start < o.end for o in offices)
        ]
    )
    if above and not offices and persons and persons[0].start < len("(aa) H.E. "):
        held = [
            _Held(p, _role(above), p.start, p.end) for g in groups_of(text, persons)[:1] for p in g
        ]
        return [_officer(passage, text, one, starts) for one in held], above
    if not persons:
        opens = offices and _LIST_END.search(text, offices[-1].end) and len(text) < 300
        return [], offices[-1] if opens else None
    held = list(_linked(text, persons, offices, known))
    named = {one.person.start for one in held}
    held += [h for h in _chaired(text, persons, known) if h.person.start not in named]
    return [_officer(passage, text, one, starts) for one in held], None


def _in_full(persons: Sequence[Person]) -> list[Person]:
    """The persons; who stands by the last name alone, as another mention in the text tells more."""
    full: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for person in persons:
        if person.represents:
            whole = (person.name, person.represents, person.iso3)
            full.setdefault(person.name.split(" ")[-1], set()).add(whole)
    return [_told_more(person, full.get(person.name, set())) for person in persons]


def _told_more(person: Person, others: set[tuple[str, str | None, str | None]]) -> Person:
    if person.represents or len(others) != 1:
        return person
    ((name, represents, iso3),) = others
    return replace(person, name=name, represents=represents, iso3=iso3)


def _linked(
    text: str,
    persons: Sequence[Person],
    offices: Sequence[Office],
    known: tuple[Authority, date | None],
) -> Iterator[_Held]:
    """Each person with the office that stands before or behind them."""
    groups = groups_of(text, persons)
    taken: set[int] = set()
    last: tuple[int, Office] | None = None
    for number, office in enumerate(offices):
        before = before_office(text, groups, office)
        behind = behind_office(text, groups, office)
        gap = text[groups[before][-1].end : office.start] if before is not None else ""
        pair = offices[number + 1] if number + 1 < len(offices) else None
        if before is not None and pair and are_respective(text, groups[before], office, pair):
            yield from _each(text, groups[before][:1], office, known)
            yield from _each(text, groups[before][1:], pair, known)
            taken.add(before)
            last = None
        elif before is not None and (
            before not in taken or _STRONG.search(gap) or gap.endswith(("(", "(the "))
        ):
            yield from _each(text, groups[before], office, known)
            taken.add(before)
            last = (before, office)
        elif behind is not None and behind not in taken:
            listed = listed_on(text, groups, behind) if office.plural else (behind,)
            whole = [person for index in listed for person in groups[index]]
            yield from _each(text, whole, office, known)
            taken.update(listed)
        elif last and goes_on(text, offices[number - 1], office):
            group = groups[last[0]]
            yield from _each(text, group[-1:], office, known)


def _each(
    text: str,
    group: Sequence[Person],
    office: Office,
    known: tuple[Authority, date | None],
) -> Iterator[_Held]:
    """The persons of a list in the office; of a single office only the nearest, but for tables."""
    behind = group[0].start >= office.end
    several = office.plural or len(group) == 1
    chosen = group if several else (group[:1] if behind else group[-1:])
    ranked = len(office.ranks) == len(chosen)
    for index, person in enumerate(chosen):
        start, end = min(person.start, office.start), max(person.end, office.end)
        follows = chosen[index + 1].start if index + 1 < len(chosen) else len(text)
        if len(chosen) == 1:
            whole = _with_party(text, person, office, known)
        else:
            whole = _of_post(text, person, follows, known) if behind else person
        rank = f"{office.ranks[index].capitalize()} " if ranked and office.ranks else ""
        yield _Held(whole, rank + _role(office), start, end)


def _with_party(
    text: str, person: Person, office: Office, known: tuple[Authority, date | None]
) -> Person:
    """The person with the State that their post, between or behind, tells that they represent."""
    if person.represents:
        return person
    between = text[person.end : office.start] if person.end <= office.start else ""
    tail = re.compile(r"(?:, [A-Z][^,;.:()]{1,80}){1,5}(?:[,;.]|$)").match(
        text, max(person.end, office.end)
    )
    for words in (between, tail[0] if tail and "," in tail[0] else ""):
        parties = [m["party"] for m in _OF_PARTY.finditer(words)]
        parties += [part.strip(" ;.") for part in words.split(",")]
        whole = _with_state(person, parties[::-1], known)
        if whole.represents:
            return whole
    return person


def _with_state(
    person: Person, parties: Sequence[str], known: tuple[Authority, date | None]
) -> Person:
    """The person with the first of the names that is a State's."""
    for printed in parties:
        name = without_article(printed)
        state = state_of(name, *known) if name else None
        if state:
            return replace(person, represents=name, iso3=state.iso3)
    return person


def _chaired(
    text: str, persons: Sequence[Person], known: tuple[Authority, date | None]
) -> Iterator[_Held]:
    """Those by whom something was chaired, and who are said to have chaired it."""
    groups = groups_of_posts(text, persons)
    for found in _CHAIRED.finditer(text):
        group = next((g for g in groups if g[0].start == found.end()), None)
        if group:
            co = found["co"] or found["co2"] or len(group) > 1
            role = "President" if "residency" in found[0] else "Co-Chair" if co else "Chair"
            role = "Vice-Chair" if found["vice"] else role
            for index, person in enumerate(group):
                end = group[index + 1].start if index + 1 < len(group) else len(text)
                yield _Held(_of_post(text, person, end, known), role, found.start(), person.end)
    for group in groups_of(text, persons):
        found_chairs = _CHAIRS.match(text, group[-1].end)
        if found_chairs:
            co = found_chairs["co"] or len(group) > 1
            for person in group:
                yield _Held(person, "Co-Chair" if co else "Chair", person.start, found_chairs.end())


def _of_post(text: str, person: Person, end: int, known: tuple[Authority, date | None]) -> Person:
    """The person with the State of the post that is printed behind them."""
    post = re.compile(
        r"(?:, (?:the )?| (?:of|from) (?:the )?)[A-Z](?:[^;.()]|\([^()]{0,80}\)){2,260}"
    ).match(text, person.end, end)
    if person.represents or post is None:
        return person
    parties = [m["party"] for m in _OF_PARTY.finditer(post[0])]
    return _with_state(person, [*parties[:6], *post[0].strip(" ,").split(", ")[1:6]], known)


def _role(office: Office) -> str:
    return f"{office.role} of {office.body}" if office.body else office.role


def _officer(passage: Passage, text: str, held: _Held, starts: Sequence[int]) -> Officer:
    around = _clause(text, held, starts)
    term = _TERM.search(text, held.end, min(len(text), held.end + 200))
    elected = ELECTED.search(around) is not None
    return Officer(
        **passage.where(held.start, held.end),
        name=held.person.name,
        role=held.role,
        represents=held.person.represents,
        iso3=held.person.iso3,
        elected=elected,
        term=(term["for"] or term["years"] or term["until"]) if term and elected else None,
    )


def _clause(text: str, held: _Held, starts: Sequence[int]) -> str:
    """The sentence, from its beginning to a little behind the person and their office."""
    begin = max((start for start in starts if start <= held.start), default=0)
    return text[max(begin, held.start - _MOST_BEFORE) : held.end + _MOST_BEHIND]
