"""Find the words that tell of a session or meeting with the days on which it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.recognise.dates import DateSpan, find_dates, find_days
from kg.recognise.numbers import ORDINAL, ordinal_of

__all__ = ["PART", "Mention", "mentions"]

PART: Final = (
    r"(?P<part>(?i:resumed|reconvened|concluding|organizational|inaugural|special|extraordinary"
    r"|intersessional|preparatory))"
)
"""The pattern of a word for a part or kind of session."""

_EVENT: Final = r"(?P<event>(?i:session|meeting|conference|congress)s?)"
_MENTION: Final = re.compile(
    rf"\b(?:(?P<lead>(?i:its|the|their|this|that|an|a)) )?(?:{PART},? )?(?:[a-z-]{{4,20}} ){{0,2}}?"
    rf"(?:(?P<ordinal>(?i:{ORDINAL}))(?:(?:,? and|,|,? to) (?:(?:its"
    rf"|the) )?(?P<more>(?i:{ORDINAL})))? )?"
    rf"(?:[a-z-]{{4,20}} ){{0,3}}?{_EVENT}(?![\w’'-])"
)
_OF: Final = re.compile(r" of (?:the )?")
_BRACKET: Final = re.compile(r",? \((?![^()]{0,60}\d{4}\))[^()]{2,60}\)")
_NAME_END: Final = re.compile(
    r",? (?:was|were|is|are|will|would|shall|should|had|has|have|held|took|takes|which|that|to be"
    r"|scheduled|convened|at|began|opened|and (?:its|the)|on \d|from \d|in (?=[A-Z][\w-]+,? (?:on"
    r"|from|and)\b))\b"
    r"|[.;:(]|, (?:in|on|from|held|scheduled|where|pursuant|with)\b"
)
_WORD: Final = re.compile(r"[^\s]+")
_LINK: Final = frozenset((
    "held", "was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "will",
    "would", "shall", "should", "may", "might", "could", "can", "to", "took", "take", "takes",
    "taking", "place", "convened", "convene", "scheduled", "planned", "tentatively",
    "provisionally", "organized", "organised", "hosted", "hold", "met", "meet", "in", "at", "on",
    "from", "during", "the", "period", "between", "both", "and", "via", "through", "by", "means",
    "of", "video", "videoconference", "teleconference", "videoconferencing", "hybrid", "format",
    "mode", "modality", "manner", "virtual", "virtually", "online", "remotely", "remote",
    "in-person", "person", "physical", "physically", "again", "reconvened", "resumed", "opened",
    "began", "started", "beginning", "starting", "commenced", "city", "its", "his", "which",
    "first", "for", "a", "an", "with", "as", "including", "high-level", "segment", "part",
    "place:", "back-to-back", "simultaneously", "i.e", "that", "namely", "then", "dates", "date",
    "venue", "originally", "also", "therefore", "only", "interpretation", "week", "private",
    "closed", "respectively", "successfully", "jointly", "regular", "days", "day", "kind",
    "invitation", "headquarters",
))  # fmt: skip
_HELD: Final = re.compile(
    r"\b(?:held|hold|convened?|met|meet|place|scheduled|opened|organi[sz]ed|hosted|planned)\b"
)
_MOST_WORDS: Final = 40
_TAIL: Final = re.compile(
    r"(?:(?:,|;)? (?:and )?(?:virtually|online|in[- ]person|in a \w+ (?:format|mode)|remotely|both"
    r"|as|meeting|session|virtual"
    r"|hosted by the Government of"
    r"|in|at|via|by|through|the|and|a|hybrid|format|(?:online|remote) participation|videoconference"
    r"|[A-Z][\w’'.-]*|(?:de|del|des|of) ))*"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A session or meeting in a text: ``[start, end)`` with its days; ``around`` tells the place.

    ``of`` are the words behind "of", None where there are none; ``lead`` is the article or
    pronoun before it. ``days`` is None where the words tell that it was held but its year is
    broken; ``last_only`` where only its last day is told.
    """

    start: int
    end: int
    event: str
    ordinal: int | None
    days: DateSpan | None
    around: str
    lead: str = ""
    of: str | None = None
    part: str | None = None
    held: bool = False
    last_only: bool = False


def mentions(text: str, names: Sequence[str]) -> Iterator[Mention]:
    """Every session or meeting of which the days, or a place and an ordinal, are told.

    ``names`` are names of the reporting body: such a one may be that of the meeting itself
    ("The Fourth World Conference on Lakes was held …") or stand where its session would ("met").
    """
    for found in _MENTION.finditer(text):
        yield from _mention(text, found, names)
    whole = [re.escape(name) for name in names if len(name) > len("Group")]
    if not whole:
        return
    named = re.compile(
        rf"\b(?:(?P<ordinal>(?i:{ORDINAL})) )?(?P<name>(?i:{'|'.join(whole)}))(?![\w’'-])"
    )
    for found in named.finditer(text):
        start = _after_bracket(text, found.end())
        link, days, end = _walk(text, start)
        if (days or _place_told(link)) and _HELD.search(link):
            ordinal = ordinal_of(found["ordinal"]) if found["ordinal"] else None
            event = _event_of(found["name"])
            around = link + _tail(text, end)
            yield Mention(
                found.start(), end, event, ordinal, days, around, of=found["name"], held=True
            )


def _mention(text: str, found: re.Match[str], names: Sequence[str]) -> Iterator[Mention]:
    at, of = found.end(), None
    if behind := _OF.match(text, at):
        of = _name_at(text, behind.end(), names)
        at = behind.end() + len(of) if of else at
    start = _after_bracket(text, at)
    link, days, end = _walk(text, start)
    before = text[max(0, found.start() - 60) : found.start()]
    held_before = re.search(r"\b(?:held|holds?|convened?|met for|opened)(?: [\w-]+){0,3} $", before)
    broken = days is None
    if broken and not (held_before or _HELD.search(link)):
        return
    if broken and not (found["ordinal"] and (held_before or _place_told(link))):
        return
    event = _kind_of(found["event"])
    ordinals = [ordinal_of(o) for o in (found["ordinal"], found["more"]) if o]
    lead = (found["lead"] or "").lower()
    around = link + _tail(text, end)
    held = bool(held_before or _HELD.search(link) or link.lstrip().startswith(("(", ",")))
    spans = list(find_dates(text[start:end]))
    if len(ordinals) > len(spans) == 1 and "respectively" in text[start : end + 120]:
        spans += list(find_dates(text[end : end + 80]))[: len(ordinals) - 1]
    if len(ordinals) > 1 and len(spans) == len(ordinals):
        for number, span in zip(ordinals, spans, strict=True):
            yield Mention(
                found.start(), end, event, number, span, "", lead, of, found["part"], held
            )
        return
    closing = (
        re.search(r"\b(?:end|close|conclusion|closing|final meeting) of $", before) is not None
    )
    ordinal = ordinals[0] if len(ordinals) == 1 else None
    yield Mention(
        found.start(), end, event, ordinal, days, around, lead, of, found["part"], held, closing
    )


def _after_bracket(text: str, at: int) -> int:
    bracket = _BRACKET.match(text, at)
    return bracket.end() if bracket else at


def _name_at(text: str, at: int, names: Sequence[str]) -> str | None:
    """The name that begins there: the longest of the body's, else up to a verb or bracket."""
    low = text[at : at + 320].casefold()
    known = [n for n in names if low.startswith(n.casefold())]
    longest = max((len(n) for n in known), default=0)
    if known and not re.match(r" (?:to|of|for|on) (?:the )?[A-Z]", text[at + longest :]):
        return text[at : at + longest]
    if not re.match(r"[A-Z#]", text[at : at + 1]):
        return None
    end = _NAME_END.search(text, at, at + 320)
    return text[at : end.start()].rstrip(" ,") if end else None


def _walk(text: str, at: int) -> tuple[str, DateSpan | None, int]:
    """The words that lead to the days, those, and where they end; no days where others come."""
    days = next(find_days(text[at : at + 420]), None)
    if days and at + days.start - at > 400:
        days = None
    stop = at + days.start if days else min(len(text), at + 300)
    end = at
    for count, word in enumerate(_WORD.finditer(text, at, stop)):
        if count > _MOST_WORDS or not _links(word[0]):
            return text[at:end], None, end
        end = word.end()
        if word[0].endswith(":") and word[0].lower() not in ("place:", "dates:", "date:", "venue:"):
            return text[at:end], None, end
        if days is None and word[0].endswith((".", ";")) and len(word[0]) > len("St."):
            break
    if days is None:
        return text[at:end], None, end
    return text[at:stop], days, at + days.end


def _links(word: str) -> bool:
    bare = word.strip('(),:;“”"’.–—-')
    if word.endswith(".") and len(bare) > len("D.C") and "." not in bare and bare != "i.e":
        return False
    return (
        not bare or bare in _LINK or bare[0].isupper() or bare in ("de", "del", "al", "el", "des")
    )


def _place_told(link: str) -> bool:
    return re.search(r"\b(?:in|at) (?:the )?[A-Z]", link) is not None


def _tail(text: str, end: int) -> str:
    found = _TAIL.match(text, end, min(len(text), end + 160))
    return " |" + found[0] if found else ""


def _kind_of(event: str) -> str:
    word = event.lower().removesuffix("s") if not event.lower().endswith("ss") else event.lower()
    return "conference" if word == "congress" else word


def _event_of(name: str) -> str:
    return "conference" if re.search(r"\b(?:Conference|Congress)\b(?! of)", name) else "meeting"
