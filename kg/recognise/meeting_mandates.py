"""Recognise by which mandate a meeting was held: which resolution or decision is named so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from kg.model import Citation, Document, Meeting
from kg.recognise.passages import Passage, passages
from kg.recognise.reporting import ReportingBody

__all__ = ["with_mandates"]

_ACT: Final = ("resolution", "decision", "paragraph")
_SERIES: Final = re.compile(r"/(?:RES|DEC|Res|Dec)[/.]")
_PURSUANT: Final = re.compile(
    r"\b(?:pursuant to|in accordance with|in (?:response to|compliance with|conformity with)"
    r"|as (?:mandated|requested|decided|called for) (?:by|in)|under the terms of|mandated by)\b"
    r"[^.;]{0,160}$",
    re.IGNORECASE,
)
_WAS_FOUNDED: Final = re.compile(
    r"\b(?:was|were|is|had been|has been) (?:originally |first |initially )?"
    r"(?:established|set up|created|constituted|convened|reconvened)\b[^.;]{0,200}$"
)
_FOUNDS: Final = re.compile(
    r"\b(?:requested|decided|invited|authorized|mandated|agreed|resolved)\b[^.;]{0,400}?"
    r"\b(?:establish|convene|reconvene|hold|set up|create|extend the (?:mandate|term) of"
    r"|continue (?:its|the|their) (?:work|deliberations|sessions))\b"
)
_WHERE: Final = re.compile(
    r"introduct|organi[sz]ation|mandate|background|opening|attendance|terms of reference",
    re.IGNORECASE,
)
_FIRST: Final = 12


def with_mandates(
    meetings: Sequence[Meeting],
    document: Document,
    body: ReportingBody | None,
    citations: Sequence[Citation],
) -> tuple[Meeting, ...]:
    """The meetings, the own one with the citations by which the document names its mandate.

    Such a citation stands in the sentence on the meeting after "pursuant to"; in a sentence that
    says that the body was established or convened by it; or in one that says that in it somebody
    asked for the body to be established or convened, or to go on.
    """
    if not any(meeting.own for meeting in meetings):
        return tuple(meetings)
    found = {
        c: None for passage in _introduction(document) for c in _named(passage, body, citations)
    }
    for meeting in meetings:
        if meeting.own:
            found.update((c, None) for c in _in_its_sentence(meeting, citations))
    named = tuple(sorted(found, key=lambda c: (c.start, c.end)))
    return tuple(_with(meeting, named) if meeting.own else meeting for meeting in meetings)


def _with(meeting: Meeting, named: tuple[Citation, ...]) -> Meeting:
    first = next((c.symbol for c in named if c.symbol), None)
    return replace(meeting, held_under=meeting.held_under or first, mandates=named)


def _introduction(document: Document) -> Iterator[Passage]:
    for number, passage in enumerate(islice(passages(document), 60)):
        if passage.paragraph.id.startswith("annex"):
            return
        if number < _FIRST or any(_WHERE.search(words) for words in passage.paragraph.heading):
            yield passage


def _in_its_sentence(meeting: Meeting, citations: Sequence[Citation]) -> Iterator[Citation]:
    for citation in citations:
        within = meeting.start <= citation.start < meeting.end
        if within and citation.paragraph == meeting.paragraph and _is_act(citation):
            printed = meeting.quote.find(citation.as_printed)
            if printed > 0 and _PURSUANT.search(meeting.quote[max(0, printed - 220) : printed]):
                yield citation


def _named(
    passage: Passage, body: ReportingBody | None, citations: Sequence[Citation]
) -> Iterator[Citation]:
    here = [c for c in citations if c.paragraph == passage.paragraph.id and _is_act(c)]
    if not here or body is None:
        return
    for sentence in passage.sentences():
        words = passage.text[sentence.start : min(sentence.end, sentence.start + 1200)]
        if not _speaks_of(words, body):
            continue
        founds = _FOUNDS.search(words)
        for citation in here:
            printed = words.find(citation.as_printed)
            if printed < 0:
                continue
            before = words[max(0, printed - 260) : printed]
            if _WAS_FOUNDED.search(before) or (founds and printed < founds.start()):
                yield citation


def _is_act(citation: Citation) -> bool:
    return (
        citation.cites in _ACT
        and citation.symbol is not None
        and _SERIES.search(citation.symbol) is not None
    )


def _speaks_of(words: str, body: ReportingBody) -> bool:
    """Whether a sentence names the body; the head word of its name is enough."""
    plain = words.casefold()
    return any(head.casefold() in plain for head in body.heads if len(head) > 3)
