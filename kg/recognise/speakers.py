"""Read a phrase of speakers: who, in what capacity, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.recognise.names import Party, party, split_list, state_of, without_article
from kg.recognise.passages import Span
from kg.recognise.speaker_asides import Asides, without_asides
from kg.recognise.speaker_marks import MARK
from kg.recognise.speaker_names import (
    CALLED,
    TITLE,
    Known,
    named,
    official,
    person_name,
)

__all__ = ["Speaker", "read_speakers"]

_BOUNDARY: Final = (
    r"(?:(?<=^)|(?<=[,;:] )|(?<=\band )|(?<=\bby )|(?<=\bfrom )|(?<=\bor )|(?<=\bboth )"
    r"|(?<=\bas well as )|(?<=\bthen )|(?<=\balso )|(?<=\bwith ))"
)
_MARKS: Final = re.compile(rf"(?:{_BOUNDARY}|(?=(?:Mr|Ms|Mrs|Dr)\b))(?:{MARK})")
_FOLLOWING: Final = re.compile(
    r"(?:the )?following(?::|(?: [\w-]+){0,6}? (?:States?|countries|Parties|delegations"
    r"|organizations"
    r"|observers|speakers|members|entities|bodies|agencies|institutes|persons|panellists"
    r"|Governments"
    r"|groups|regional groups|programmes|representatives|participants|experts)\b[^:]*:)\s*",
    re.IGNORECASE,
)
_BEFORE_NAME: Final = re.compile(
    r"^\s*(?:by |of |for |from |and |[Bb]oth )?(?:(?:His|Her) Excellency,? )?(?:[Tt]he |[Aa]n? "
    r")?(?:Governments of (?:the )?)?"
    r"(?:(?:(?:[a-z-]+ )?(?:company|firm|association|foundation|network|organi[sz]ation)"
    r"|NGO(?! (?:Committee|Forum|Alliance|Coalition|Branch|Platform|Network))) (?=[A-ZÀ-Þ]))?"
)
_REMARK: Final = re.compile(
    r"(?:(?: ?\((?=[a-z])[^()]*\))+|,? and(?: participants| others)?"
    r"| (?:brought|hired|selected|engaged|contracted|appointed|based|located|invited|tasked|working"
    r"|responsible|attending|participating|present) (?:in|by|to|for|as|at|on|under|with)\b.*)\s*$"
)
_DELEGATED: Final = re.compile(r"\b(?:[Rr]epresentatives?|[Dd]elegates|[Ee]xperts|[Ss]pokes\w+)\b")
_DELEGATION: Final = re.compile(r"\b(?:[Dd]elegations?|[Ss]peakers?)\b")
_COUNTED: Final = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|other) [A-Za-z]"
)
_SEVERAL: Final = re.compile(r"(?:[Tt]he )?(?:\S+ ){0,2}?\S*(?:Chairs|Presidents|Directors|Heads)$")
_ACRONYM: Final = re.compile(r"[A-Z][\w/-]*[A-Z]")
_PAIR: Final = 2
_PEOPLE: Final = ("person", "office", "bare")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of a phrase; ``span`` is where the name stands, ``post`` his office."""

    span: Span
    who: Party
    capacity: str | None
    on_behalf_of: str | None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class _Zone:
    """A stretch that one mark governs; ``name`` is what the mark itself matched."""

    kind: str
    name: Span
    rest: Span


def read_speakers(
    text: str,
    span: Span,
    authority: Authority,
    day: date | None,
    *,
    bare_names: bool = True,
    capacity: str | None = None,
) -> Iterator[Speaker]:
    """The speakers of a phrase in order.

    "The observers for A and B, the representative of C and Ms. D, Director of E": each mark
    governs the names up to the next. What bears no proper name ("several speakers") is nobody.
    With ``bare_names`` a proper name that is on no list, and bears no mark, is an organization.
    ``capacity`` is that of names without a mark, where a list has said it before.
    """
    known = Known(authority, day)
    blotted, asides = without_asides(text, span)
    following = _FOLLOWING.search(blotted, span.start, span.end)
    governed = capacity
    if following:
        lead = blotted[span.start : following.end()]
        observers = re.search(r"\b[Oo]bservers?\b(?! States)", lead)
        told = _DELEGATED.search(lead)
        governed = "observer" if observers else "representative" if told else "listed"
        span = Span(following.end(), span.end)
    found = [
        speaker
        for zone in _zones(blotted, span, known, governed)
        for speaker in _of_zone(blotted, zone, asides, known, bare_names=bare_names)
    ]
    yield from found


def _zones(text: str, span: Span, known: Known, governed: str | None) -> Iterator[_Zone]:
    at = span.start  # of a slice, so that the start of the phrase is a boundary
    marks = [m for m in _MARKS.finditer(text[at : span.end]) if _opens(m, known)]
    first = at + marks[0].start() if marks else span.end
    if first > span.start:
        yield _Zone(governed or "none", Span(span.start, span.start), Span(span.start, first))
    kept: list[_Zone] = []
    ends = [*(at + mark.start() for mark in marks[1:]), span.end]
    for mark, end in zip(marks, ends, strict=bool(marks)):
        kind = mark.lastgroup or "none"
        if kind == "representative" and _DELEGATION.search(mark[0]):
            kind = "listed"
        name = Span(at + mark.start(), at + mark.end())
        zone = _Zone(kind, name, Span(name.end, end))
        if kept and _belongs(text, kept[-1], zone):
            kept[-1] = replace(kept[-1], rest=Span(kept[-1].rest.start, end))
        elif kept and _is_named_by(text, kept[-1], zone):
            kept[-1] = zone
        elif kept and _is_post_of(text, kept[-1], zone):
            kept[-1] = replace(kept[-1], rest=Span(kept[-1].rest.start, zone.name.start))
        else:
            kept.append(zone)
    yield from kept


def _opens(mark: re.Match[str], known: Known) -> bool:
    """Whether a mark is one: a bare name must not be that of a State or body."""
    if mark[0].endswith(("’s", "'s")):
        return False
    if mark.lastgroup != "bare":
        return True
    name = without_article(mark["bare"])
    country = re.match(r" \(([^()]{3,60})\)", mark.string[mark.end() :])
    if country and state_of(country[1], *known) is None:
        return False
    return " " in name and party(name, *known) is None and not official(name)


def _belongs(text: str, before: _Zone, zone: _Zone) -> bool:
    """Whether an office tells of who stands before it: "Ms. A, Director of B and Chair of C"."""
    if before.kind not in _PEOPLE or zone.kind not in (
        *_PEOPLE,
        "representative",
        "listed",
        "secretariat",
    ):
        return False
    joint = text[before.name.end : zone.name.start].rstrip()
    if before.kind == "office" and _SEVERAL.match(text[before.name.start : before.name.end]):
        return False
    article = text[zone.name.start : zone.name.end].lower().startswith(("the ", "a ", "an "))
    if zone.kind in ("bare", "person") or joint.endswith(";"):
        return False
    if joint.endswith("and"):
        alone = before.kind == "office" and not text[before.name.end : zone.name.start - 4].strip()
        return not article and zone.kind == "office" and not alone
    if before.kind == "office":
        return joint.endswith(",") and not article and zone.kind == "office"
    return joint.endswith(",") and (not article or joint == ",")


def _is_post_of(text: str, before: _Zone, zone: _Zone) -> bool:
    """Whether an office is that of a delegate: "the representative of A, Chair of the Bureau"."""
    mark = text[before.name.start : before.name.end]
    if before.kind not in ("representative", "observer", "expert") or zone.kind != "office":
        return False
    named_one = re.fullmatch(r"[^,;]+, ", text[before.rest.start : zone.name.start])
    article = text[zone.name.start : zone.name.end].lower().startswith(("the ", "a ", "an "))
    return bool(named_one) and not article and not re.search(r"\w{4,}s\b", mark)


def _is_named_by(text: str, before: _Zone, zone: _Zone) -> bool:
    """Whether a person's name tells who the office before it is: "the Chair of B, Ms. A"."""
    if before.kind not in ("office", "representative", "expert") or zone.kind != "person":
        return False
    between = text[before.name.end : zone.name.start]
    lead = text[before.name.start : before.name.end].lower()
    single = not re.search(r"(?:representatives|delegates|delegations|experts)\b", lead)
    return single and between.endswith(", ") and not re.search(r"[;:]", between)


def _of_zone(
    text: str, zone: _Zone, asides: Asides, known: Known, *, bare_names: bool
) -> Iterator[Speaker]:
    whole = Span(zone.name.start, zone.rest.end)
    if zone.kind == "secretariat":
        name = _trimmed(text, zone.name)
        who = Party(text[name.start : name.end], "secretariat")
        found = party(who.name, *known)
        yield Speaker(name, found or who, None, asides.behalf_in(whole))
        others = re.match(r"(?:,| and) (?=(?:the )?[A-Z])", text[zone.rest.start : zone.rest.end])
        if others:
            rest = Span(zone.rest.start + others.end(), zone.rest.end)
            others_zone = _Zone("none", zone.name, rest)
            yield from _of_list(text, others_zone, asides, known, bare_names=False)
    elif zone.kind == "adjective":
        name = _of_adjective(text, zone.name)
        speaker = party(text[name.start : name.end], *known)
        if speaker:
            told = text[name.end : zone.name.end].strip()
            capacity = {"observer": "observer", "delegation": None}.get(told, "representative")
            yield Speaker(name, speaker, capacity, asides.behalf_in(whole))
    elif zone.kind == "office":
        yield from _of_office(text, zone, asides, known)
    elif zone.kind in _PEOPLE:
        yield from _of_person(text, zone, asides, known)
    else:
        yield from _of_list(text, zone, asides, known, bare_names=bare_names)


def _of_adjective(text: str, span: Span) -> Span:
    """Who is named in "the World Bank representative"."""
    words = text[span.start : span.end]
    end = span.start + words.rindex(" ")
    return Span(end - len(without_article(words[: words.rindex(" ")])), end)


def _of_person(text: str, zone: _Zone, asides: Asides, known: Known) -> Iterator[Speaker]:
    whole = Span(zone.name.start, zone.rest.end)
    behalf = asides.behalf_in(whole)
    post = text[zone.rest.start : zone.rest.end].strip(" ,;:")
    title = re.match(rf"{TITLE} ", text[zone.name.start : zone.name.end])
    start = zone.name.start + (title.end() if title and zone.kind == "person" else 0)
    representing = re.search(r"(?:^|, as )(?:as )?(?:an? |the )?[Rr]epresentatives? of", post)
    name = Span(start, start + len(person_name(text[start : zone.name.end])))
    who = Party(text[name.start : name.end], "person")
    capacity = "representative" if representing else None
    yield Speaker(name, who, capacity, behalf, post or None)


def _of_office(text: str, zone: _Zone, asides: Asides, known: Known) -> Iterator[Speaker]:
    end, others = _office_end(text, zone, known)
    span = _trimmed(text, Span(zone.name.start, end))
    speaking = re.search(r",? (?:speaking|who|as well as)\b", text[span.start : span.end])
    span = Span(span.start, span.start + speaking.start()) if speaking else span
    name = text[span.start : span.end]
    called = CALLED.search(name)
    if called and official(name) and state_of(called["name"], *known) is None:
        at = Span(span.start + called.start("name"), span.end)
        behalf = asides.behalf_in(Span(zone.name.start, zone.rest.end))
        post = name[: called.start()]
        yield Speaker(at, Party(called["name"], "person"), None, behalf, post)
    elif official(name):
        behalf = asides.behalf_in(Span(zone.name.start, zone.rest.end))
        yield Speaker(span, Party(name, "person"), None, behalf, name)
    if others:
        after = _Zone("none", zone.name, others)
        yield from _of_list(text, after, asides, known, bare_names=False)


def _office_end(text: str, zone: _Zone, known: Known) -> tuple[int, Span | None]:
    """Where the words of an office end, and the parties that are listed after it."""
    within = text[zone.rest.start : zone.rest.end]
    for found in re.finditer(r"[,;] (?:and )?| and ", within):
        after = Span(zone.rest.start + found.end(), zone.rest.end)
        first = next(iter(split_list(text, after, *known)), None)
        name = without_article(text[first.start : first.end]) if first else ""
        if first and party(name, *known) and not found[0].startswith(" and"):
            return zone.rest.start + found.start(), after
        if found[0].startswith(";"):
            return zone.rest.start + found.start(), None
    return zone.rest.end, None


def _of_list(
    text: str, zone: _Zone, asides: Asides, known: Known, *, bare_names: bool
) -> Iterator[Speaker]:
    capacity = {"observer": "observer", "representative": "representative"}.get(zone.kind)
    rest = _without_and(text, zone.rest)
    names = [_trimmed(text, s) for s in split_list(_joined(text, zone), rest, *known)]
    names = [n for n in names if n.start < n.end and not _COUNTED.match(text, n.start)]
    if len(names) > 1 and _is_one(text, zone, names, known):
        names = [Span(names[0].start, names[-1].end)]
    ends = [*(name.start for name in names[1:]), zone.rest.end]
    previous: Span | None = None
    for name, end in zip(names, ends, strict=bool(names)):
        words = " ".join(text[name.start : name.end].split())
        governed = capacity is not None or zone.kind in ("expert", "listed")
        who = named(words, known, governed=governed, bare_names=bare_names)
        if who is None and previous and bare_names and re.fullmatch(r"[A-Z][\w-]+", words):
            who = Party(words, "organization")
        of_what = " of " in text[zone.name.start : zone.name.end]
        if zone.kind == "expert" and of_what and (who is None or who.kind == "organization"):
            if previous is None:
                yield _expert(text, zone, asides)
            return
        if who is None and zone.kind == "none" and name == names[0]:
            return  # "several delegations, Japan among them": the first is the subject, and nobody
        if who is None or not who.name or (previous and _tells_of(text, previous, name, who)):
            continue
        previous = name
        stretch = Span(name.end, max(end, name.end + 1))
        if who.kind in ("secretariat", "person"):
            yield Speaker(name, who, None, asides.behalf_in(stretch))
            continue
        mine = "representative" if zone.kind == "expert" else capacity
        mine = "observer" if asides.observes_in(stretch) else mine
        yield Speaker(name, who, mine, asides.behalf_in(stretch))


def _expert(text: str, zone: _Zone, asides: Asides) -> Speaker:
    """An expert who is named by what he is an expert of, and is nobody's delegate."""
    whole = _trimmed(text, Span(zone.name.start, zone.rest.end))
    who = Party(" ".join(text[whole.start : whole.end].split()), "person")
    return Speaker(whole, who, None, asides.behalf_in(whole))


def _is_one(text: str, zone: _Zone, names: list[Span], known: Known) -> bool:
    """Whether what looks like a list is one name: "A representative of A and the B Convention".

    Where one delegate is told of, he is of two only if both are on a list.
    """
    if ";" in text[zone.rest.start : zone.rest.end]:
        return False
    mark = text[zone.name.start : zone.name.end].rstrip().split(" ")
    if zone.kind != "none" and mark == [""]:
        return False  # a list that was said before to be one
    if zone.kind != "none" and any(word.endswith("s") for word in mark):
        return False
    found = [party(text[name.start : name.end], *known) for name in names]
    if len(names) > _PAIR:
        return zone.kind != "none" and not any(found)
    if text[names[0].end : names[1].start].strip() not in ("and", "and the"):
        return False
    if zone.kind == "none":
        return found == [None, None] and not _ACRONYM.fullmatch(text[names[1].start : names[1].end])
    return None in found


def _tells_of(text: str, before: Span, name: Span, who: Party) -> bool:
    """Whether a piece only tells of what stands before it: "the Group, a network of bodies"."""
    return who.kind == "organization" and bool(
        re.fullmatch(r", (?:an?|its) ", text[before.end : name.start])
    )


def _without_and(text: str, span: Span) -> Span:
    words = re.sub(r"[\s,;.]*(?:\band\b)?\s*$", "", text[span.start : span.end])
    return Span(span.start, span.start + len(words))


_MEMBERS: Final = re.compile(
    r" and (?=its (?:[\w-]+ )?member States)|(?<=of 77) and (?=China)|(?<=American) and "
    r"(?=Caribbean)"
    r"|(?<=[a-z]) and (?=[A-Z][a-z]+[ -]speaking )"
)
_OF_EACH: Final = re.compile(r" and (?:of|from|for|by) (?:the )?")


def _joined(text: str, zone: _Zone) -> str:
    """The text with what looks like the seam of a list, and is none, blotted out.

    "A representative of A and the B Convention" speaks for both at once, where one is on no list.
    """
    words = text[zone.rest.start : zone.rest.end]
    words = _MEMBERS.sub(lambda found: "_" * len(found[0]), words)
    words = _OF_EACH.sub(lambda found: "," + " " * (len(found[0]) - 1), words)
    return text[: zone.rest.start] + words + text[zone.rest.end :]


def _trimmed(text: str, name: Span) -> Span:
    words = _REMARK.sub("", text[name.start : name.end])
    lead = _BEFORE_NAME.match(words)
    start = name.start + (lead.end() if lead else 0)
    return Span(start, max(start, name.start + len(words.rstrip(" .,;:"))))
