"""Recognise statements: who spoke in which paragraph, in what capacity, under which item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Document, Statement
from kg.recognise.agenda_numbers import UNDER_ITEM, item_numbers
from kg.recognise.dates import day_of
from kg.recognise.passages import Passage, Span, passages
from kg.recognise.speakers import Speaker, read_speakers

__all__ = ["recognise_statements"]

_NOUN: Final = (
    r"(?P<adjective>(?:opening|introductory|closing|general|concluding|national|welcoming"
    r"|audiovisual|technical|brief|short|further|joint|additional|similar) )*"
    r"(?P<noun>statements?|presentations?|remarks|interventions?)(?: from the floor)?"
)
_VERB: Final = r"(?:made|given|delivered|heard)"
_PASSIVE: Final = re.compile(
    rf"\b{_NOUN} (?:was|were) (?:also |then |subsequently )*{_VERB} (?:also )?by (?P<who>.+)",
    re.IGNORECASE | re.DOTALL,
)
_HEARD: Final = re.compile(
    rf"\bheard (?:an? )?{_NOUN} (?:made )?(?:by|from) (?P<who>.+)", re.IGNORECASE | re.DOTALL
)
_ACTIVE: Final = re.compile(
    rf"(?P<who>.+?) (?:also |then |each |all |both )*(?P<verb>made|gave|delivered) "
    rf"(?:also )?(?:an? |the )?(?:following )?{_NOUN}(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SPOKE: Final = re.compile(
    r"(?P<who>.+?) (?:also |then )*(?:spoke|took the floor)\b(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LIST_FIRST: Final = re.compile(
    r"(?P<lead>[^:]*?\bfollowing\b[^:]*?) (?:also )?(?:made"
    rf"|delivered) (?:an? )?{_NOUN}[^:]*:(?P<who>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ADVERBIAL: Final = re.compile(
    r"^(?:(?:At|Under|In|On|During|Following|After|Before|Also|Subsequently|Then|Furthermore"
    r"|Moreover|For|Speaking)\b[^,]*(?:\([^)]*\)[^,]*)*, )+"
)
_TAIL: Final = re.compile(
    r",? (?:under agenda items? |under items? |on agenda items? |in exercise of|at the \d"
    r"|at the opening"
    r"|at the closing|during the|in response to|in support of|in which|highlighting|expressing"
    r"|regarding|concerning|emphasizing|underlin|who |which |at the same meeting)"
)
_HEADING_ITEM: Final = re.compile(r"\(agenda (items? [^)]+)\)")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that says who spoke: the phrase of speakers and what else it states."""

    who: Span
    form: str
    items: tuple[str, ...]
    behalf: str | None


def recognise_statements(document: Document, authority: Authority) -> tuple[Statement, ...]:
    """One statement for each speaker and paragraph, in the order of the text."""
    day = day_of(document)
    return tuple(
        statement
        for passage in passages(document)
        for statement in _statements(passage, authority, day)
    )


def _statements(passage: Passage, authority: Authority, day: date | None) -> Iterator[Statement]:
    seen: set[str] = set()
    at_opening = False
    for sentence in passage.sentences():
        said = _said(passage, sentence)
        words = passage.text[sentence.start : sentence.end]
        at_opening = at_opening or bool(re.match(r"At the opening\b|In opening\b", words))
        if said is None:
            continue
        for speaker in read_speakers(passage.text, said.who, authority, day):
            key = speaker.who.iso3 or speaker.who.id or speaker.who.name
            if key not in seen:
                seen.add(key)
                yield _statement(passage, speaker, said, at_opening=at_opening)


def _statement(passage: Passage, speaker: Speaker, said: _Said, *, at_opening: bool) -> Statement:
    who = speaker.who
    representing = who.kind in ("state", "organization", "group")
    form = "opening" if said.form == "statement" and at_opening else said.form
    return Statement(
        **passage.where(*speaker.span),
        speaker=who.name,
        speaker_kind=who.kind,
        speaker_id=who.id,
        iso3=who.iso3,
        capacity=(speaker.capacity or "representative") if representing else None,
        on_behalf_of=speaker.on_behalf_of or said.behalf,
        agenda_item=said.items,
        form=form,
    )


def _said(passage: Passage, sentence: Span) -> _Said | None:
    words = passage.text[sentence.start : sentence.end]
    skip = _ADVERBIAL.match(words)
    begin = skip.end() if skip else 0
    for pattern in (_LIST_FIRST, _PASSIVE, _HEARD, _ACTIVE, _SPOKE):
        active = pattern in (_ACTIVE, _SPOKE)
        anchored = active or pattern is _LIST_FIRST
        found = pattern.match(words, begin) if anchored else pattern.search(words, begin)
        if not found:
            continue
        start, end = found.span("who")
        if pattern is _LIST_FIRST:
            start = found.start("lead")
        if not active:
            tail = _TAIL.search(words, start, end)
            end = tail.start() if tail else end
        return _Said(
            Span(sentence.start + start, sentence.start + end),
            _form(found),
            _items(words, passage),
            _behalf_after(found) if active else None,
        )
    return None


def _form(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if (groups.get("noun") or "").lower().startswith("presentation"):
        return "presentation"
    adjective = (groups.get("adjective") or "").lower()
    if "opening" in adjective or "welcoming" in adjective:
        return "opening"
    return "introductory" if "introductory" in adjective else "statement"


def _items(words: str, passage: Passage) -> tuple[str, ...]:
    found = UNDER_ITEM.search(words)
    if found:
        return item_numbers(found["items"])
    for heading in reversed(passage.paragraph.heading):
        stated = _HEADING_ITEM.search(heading)
        within = UNDER_ITEM.search(stated[1]) if stated else None
        if within:
            return item_numbers(within["items"])
    return ()


def _behalf_after(found: re.Match[str]) -> str | None:
    after = re.match(r"\s*(?:from the floor )?on behalf of (?:the )?([^,.;]+)", found["after"])
    return after[1].strip() if after else None
