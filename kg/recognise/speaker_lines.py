"""Read lists of speakers that are printed one by one on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.cut import clean_slice
from kg.recognise.names import Party, party
from kg.recognise.passages import Passage, Span
from kg.recognise.speaker_asides import without_asides
from kg.recognise.speaker_names import NAME, TITLE, Known, person_name
from kg.recognise.speakers import Speaker, read_speakers
from kg.recognise.speech_words import OFFICE

__all__ = ["Lead", "lead_of", "read_inner_lines", "read_lines"]

_LEAD: Final = re.compile(
    r"\b(?:statements?|presentations?|remarks|interventions?|speeches|spoke|took the floor"
    r"|addressed|speakers|panell?ists|presenters|discussants|contributions|addresses)\b[^.]*:$"
    r"|\b(?:made|delivered|given) by(?: the following)?[^.]{0,80}:$"
)
_LISTING: Final = re.compile(
    r"\bfollowing\b|\b(?:by|for|of|from):$|\b(?:were|was|included|featured)[^.]{0,60}:$|\bas "
    r"follows:$"
)
_NO_LEAD: Final = re.compile(
    r"\b(?:elected|appointed|documents?|reports? of|before it|adopted|decided|recommended|nominated"
    r"|following (?:[\w-]+ ){0,2}(?:topics|questions|points|issues|themes|conclusions))\b"
)
_PROSE: Final = re.compile(
    r"\b(?:was|were|had|has|have|is|are|would|should|will|noted|stated|said|stressed|adopted"
    r"|decided|considered|took|informed|presented|expressed|made|thanked|emphasized|welcomed)\b"
)
_ASIDE: Final = re.compile(r"\([^()]*\)|\bon behalf of .*")
_BULLET: Final = re.compile(r"^\s*(?:\([a-z]{1,3}\)|[-–—•*·#]+|\d{1,3}\.)?\s*")
_CHAIRED: Final = re.compile(r"^(?:Moderator|Chair|Co-[Cc]hair|Facilitator|Rapporteur)s?(?: \w+)?:")
_LABEL: Final = re.compile(
    r"^(?:Keynote |Lead )?(?:Panell?ist|Speaker|Presenter|Discussant|Respondent)s?:\s*"
)
_PERSON: Final = re.compile(
    rf"(?:(?P<title>{TITLE}) )?(?P<name>{NAME}(?: \([A-ZÀ-Þ][\w’'-]*\) {NAME})?)"
)
_POST: Final = re.compile(
    rf"(?:, | \(|,? – |: ?)(?:[\w’'&-]+[ ,] ?){{0,8}}?(?:{OFFICE}|representatives?\b)"
)
_OF_WHOM: Final = re.compile(
    r"^(?P<label>(?=[^:]{0,200}(?:[Rr]epresentative|[Oo]bserver|States|[Oo]rgani[sz]ations|[Ee]ntit"
    r"|[Ii]nstitutions|[Gg]roups|[Pp]rogrammes|[Aa]genc))[^:]{3,200}): "
)
_LONGEST: Final = 6000
_FEWEST: Final = 2
_SHORT: Final = 45
_OPEN: Final = re.compile(r"(?:[,(–-]|\b(?:and|of|the|for|on|in|to|by|de|du|des))$|\([^()]*$")


class Lead:
    """The words that open a list of speakers, and what they say of those who follow."""

    def __init__(self, passage: Passage, words: str) -> None:
        self.passage = passage
        self.words = words
        self.form = "presentation" if re.search(r"\bpresentations?\b", words) else "statement"
        if re.search(r"\bintroductory (?:statements|remarks)\b", words):
            self.form = "introductory"
        if re.search(r"\bopening\b|\bwelcom", words):
            self.form = "opening"
        self.capacity = None
        if re.search(r"\bobservers\b", words):
            self.capacity = "observer"
        elif re.search(r"\b(?:representatives|delegates|experts)\b", words):
            self.capacity = "representative"
        elif re.search(r"\b(?:delegations|States|countries|Parties)\b", words):
            self.capacity = "listed"


def lead_of(passage: Passage) -> Lead | None:
    """The lead of a list of speakers that goes on after this paragraph; None where none does."""
    if not passage.text.endswith(":"):
        return None
    sentences = list(passage.sentences())
    return _lead(passage, passage.text[sentences[-1].start :])


def _lead(passage: Passage, words: str) -> Lead | None:
    speaks = _LEAD.search(words) and _LISTING.search(words)
    return Lead(passage, words) if speaks and not _NO_LEAD.search(words) else None


def read_inner_lines(passage: Passage, known: Known) -> tuple[Lead, int, list[Speaker]] | None:
    """A list of speakers printed line by line inside a paragraph, with its lead and beginning."""
    source = passage.source[passage.paragraph.start : passage.paragraph.end]
    broken = re.search(r":[ \t]*\n", source)
    if broken is None:
        return None
    before = clean_slice(source, 0, broken.start() + 1).text
    sentence = next((s for s in passage.sentences() if s.end > len(before) - 1), None)
    if sentence is None or not passage.text.startswith(before):
        return None
    lead = _lead(passage, passage.text[sentence.start : len(before)])
    lines = [line for line in _lines(passage, known) if line.start >= len(before)]
    if lead is None or len(lines) < _FEWEST:
        return None
    if any(_PROSE.search(_ASIDE.sub("", passage.text[a:b])) for a, b in lines):
        return None
    found = [s for line in lines for s in _of_line(passage.text, line, lead, known)]
    return lead, sentence.start, found


def read_lines(passage: Passage, lead: Lead, known: Known) -> list[Speaker] | None:
    """The speakers whom the lines of a paragraph name; None where it is no list any more."""
    found: list[Speaker] = []
    if _PROSE.search(_ASIDE.sub("", passage.text)):
        return None
    for line in _lines(passage, known):
        words = passage.text[line.start : line.end]
        if len(words) > _LONGEST:
            return None
        if not _CHAIRED.match(words):
            found += _of_line(passage.text, line, lead, known)
    return found


def _lines(passage: Passage, known: Known) -> list[Span]:
    """The lines of a paragraph, as spans of its clean text."""
    text = passage.source[passage.paragraph.start : passage.paragraph.end]
    lines: list[Span] = []
    at, apart, before = 0, False, ""
    for line in text.split("\n"):
        words = clean_slice(line, 0, len(line)).text if line.strip() else ""
        start = passage.text.find(words, at) if words else -1
        if start < 0:
            apart = True
            continue
        at = start + len(words)
        ends = len(before) < _SHORT and not _OPEN.search(before)
        fresh = words[0].isupper() and (ends or before.endswith(":"))
        before = words
        if lines and not apart and not fresh and not _begins(words, known):
            lines[-1] = Span(lines[-1].start, at)
        else:
            lines.append(Span(start, at))
        apart = False
    return lines


def _begins(words: str, known: Known) -> bool:
    """Whether a line is another speaker and not the rest of the line before."""
    name = _BULLET.sub("", words).rstrip(" ;,.")
    if _BULLET.match(words) and name != words.rstrip(" ;,."):
        return True
    person = _PERSON.match(name)
    if person and " " in person["name"] and _POST.match(name[person.end() :]):
        return True
    return party(re.sub(r" \(.*", "", name), *known) is not None


def _of_line(text: str, line: Span, lead: Lead, known: Known) -> Iterator[Speaker]:
    words = text[line.start : line.end]
    bullet = _BULLET.match(words)
    start = line.start + (bullet.end() if bullet else 0)
    label = _LABEL.match(text[start : line.end])
    start += label.end() if label else 0
    capacity = lead.capacity
    whose = _OF_WHOM.match(text[start : line.end])
    if whose:
        capacity = "representative" if "epresentative" in whose["label"] else lead.capacity
        capacity = "observer" if "bserver" in whose["label"] else capacity or "representative"
        whole = Span(start + whose.end(), line.end)
        yield from read_speakers(text, whole, *known, capacity=capacity)
        return
    blotted, asides = without_asides(text, Span(start, line.end))
    for part in _parts(blotted, Span(start, line.end)):
        persons = [
            (whole, post)
            for whole, post in _persons(blotted, part)
            if post or party(person_name(text[whole.start : whole.end]), *known) is None
        ]
        for whole, post in persons:
            printed = person_name(text[whole.start : whole.end])
            name = Span(whole.start, whole.start + len(printed))
            end = min([p.start for p, _ in persons if p.start > name.start] or [part.end])
            together = re.match(r"\s*and\s*$", blotted[name.end : end])
            representing = re.match(r", (?:[\w-]+ )?representatives? of", post)
            yield Speaker(
                name,
                Party(printed, "person"),
                "representative"
                if representing or (together and "representatives of" in words)
                else None,
                asides.behalf_in(Span(name.end, end)),
                post or None,
            )
        if not persons:
            yield from read_speakers(text, part, *known, capacity=capacity)


def _parts(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for found in re.finditer(r"; ?(?:and )?", text[span.start : span.end]):
        yield Span(start, span.start + found.start())
        start = span.start + found.end()
    if start < span.end:
        yield Span(start, span.end)


def _persons(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """The persons of a line with their posts: "A B, Minister of C, and D E, Director of F"."""
    at = span.start
    while found := _PERSON.match(text, at, span.end):
        rest = text[found.end() : span.end]
        post = _POST.match(rest)
        also = re.match(rf" and (?={NAME}, )", rest)
        if not (post or also or found["title"] or re.match(r" \([A-Z]", rest)):
            return
        yield Span(*found.span("name")), rest if post else ""
        joint = re.search(
            rf"(?:\s*,)? and (?={TITLE} |{NAME},? (?:\w+ ){{0,6}}?(?:{OFFICE}|representatives))",
            rest,
        )
        if not joint:
            return
        at = found.end() + joint.end()
        following = _PERSON.match(text, at, span.end)
        if following is None or re.match(OFFICE, following["name"]):
            return
