"""Recognise the adoption of the report: at which sitting, on which day, which draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import Adoption, Document
from kg.recognise.dates import find_dates
from kg.recognise.meeting_cover import read_cover
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.passages import Passage, passages
from kg.recognise.reporting import reporting_body
from kg.recognise.symbols import find_symbols

__all__ = ["recognise_adoption"]

_SO: Final = (
    r"(?:(?:thus|then|also|unanimously|provisionally|subsequently|by consensus|ad referendum),? )?"
)
_LIST: Final = r"(?:list of (?:main |its |principal )*decisions|(?:main )?conclusions)"
_KIND: Final = r"(?:(?:draft|present|final|procedural|session|meeting|entire|whole|amended) )*"
_ADOPTED: Final = re.compile(
    rf"\b(?:adopted|approved|agreed (?:on|to|upon)) {_SO}(?:its|the|this|their) {_KIND}report"
    r"(?! (?:of|on|by|from|submitted|prepared|presented)\b)"
    rf"|\b(?:adopted|approved) {_SO}(?:its|the|this) {_KIND}report (?:on"
    rf"|of) (?:the work of )?(?:its|the|that|this)"
    rf" (?:{ORDINAL} |work of its |present |current |resumed |regular ){{0,3}}(?:sessions?"
    rf"|meetings?|work|conference)\b"
    rf"|\b(?:its|the|this|their) {_KIND}report(?: (?:of"
    rf"|on) [^.;]{{1,120}}?)?,? (?:\([^()]{{2,60}}\),? )?(?:as (?:orally )?(?:amended|revised"
    rf"|corrected),? )?"
    rf"(?:was|were) {_SO}(?:adopted|approved)\b"
    rf"|\b(?:adopted|approved) {_SO}(?:its|the|this) {_KIND}{_LIST} (?:of|on|for|from) (?:its"
    rf"|the|that|this) (?:{ORDINAL} |present |current ){{0,2}}(?:session|meeting|conference)\b"
    r"|\badoption of (?:its|the) report (?:took place|was completed)",
    re.IGNORECASE,
)
_OF_BODY: Final = (
    r"\b(?:adopted|approved) {so}(?:the|its) {kind}report (?:of"
    r"|on) (?:the )?(?:[\w-]+ ){{0,4}}(?:(?:session|meeting|work) of (?:the )?)?(?i:{own})\b"
)
_LATER: Final = re.compile(
    r"\b(?:will|would|shall|should|to) be (?:adopted|approved)|\bprevious (?:session|meeting)"
    r"|\blast (?:session|meeting)"
    r"|\breport of (?:its|the) (?:previous|last)|\bworking groups?\b|\bcredentials\b"
    r"|\bsubcommittee\b",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    rf"\badoption of (?:the |its )?(?:draft )?(?:report(?! of the previous)|{_LIST})"
    r"|\bclosure|\bclosing",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"Adoption of the report(?: \(agenda item \d+\))?$", re.IGNORECASE)
"""A heading over the own report's adoption alone, under which a wrong number is a slip."""
_CLOSING: Final = re.compile(
    rf"\bat (?:its|the|their) (?:(?P<nth>{ORDINAL}) )?\(?(?:closing|final|last)\)? (?:plenary )?"
    r"meeting\b",
    re.IGNORECASE,
)
_SITTING: Final = re.compile(
    rf"\bat (?:its|the|their) (?P<sitting>{ORDINAL})(?: \([^()]{{3,20}}\))?(?: \w+)? (?:plenary "
    rf"|closing |final |and last )*meeting\b",
    re.IGNORECASE,
)
_NTH: Final = re.compile(rf"\b(?P<nth>{ORDINAL}) (?:\w+ )?session\b", re.IGNORECASE)
_SAME: Final = re.compile(r"\bthe same (?:plenary )?meeting\b", re.IGNORECASE)


def recognise_adoption(document: Document, authority: Authority) -> tuple[Adoption, ...]:
    """The adoption of the document by the meeting that it reports on, the last that is stated.

    Its day, sitting and draft may be told in the paragraphs before it under the same heading
    ("At the same meeting, the Commission adopted its report").
    """
    body = reporting_body(document, authority)
    own = "|".join(re.escape(head) for head in (body.heads if body else ()) if head)
    pattern = re.compile(_OF_BODY.format(so=_SO, kind=_KIND, own=own or r"(?!)"), re.IGNORECASE)
    ordinal = read_cover(document, body, authority).ordinal
    chosen: Adoption | None = None
    headed = False
    before: list[Passage] = []
    for passage in passages(document):
        if passage.paragraph.id.startswith("annex"):
            continue
        under = any(_HEADING.search(words) for words in passage.paragraph.heading[-2:])
        for adoption in _adoptions(passage, pattern, ordinal):
            if under or not headed:
                chosen, headed = _completed(adoption, passage, before), under
        before = [*before[-5:], passage]
    return (_closing(chosen, document),) if chosen else ()


def _closing(adoption: Adoption, document: Document) -> Adoption:
    """The adoption "at its closing meeting" with the number and day told of that elsewhere."""
    if not _CLOSING.search(adoption.quote):
        return adoption
    date, sitting = adoption.date, adoption.sitting
    for passage in passages(document):
        for found in _CLOSING.finditer(passage.text):
            behind = passage.text[found.start() : found.end() + 40]
            date = date or _told(behind)[0]
            sitting = sitting or (ordinal_of(found["nth"]) if found["nth"] else None)
    return replace(adoption, date=date, sitting=sitting)


def _adoptions(passage: Passage, of_body: re.Pattern[str], own: int | None) -> Iterator[Adoption]:
    headed = bool(passage.paragraph.heading) and _ITEM.match(passage.paragraph.heading[-1])
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        found = _ADOPTED.search(words) or of_body.search(words)
        if found is None or _LATER.search(words):
            continue
        named = _NTH.search(found[0])
        if own and named and ordinal_of(named["nth"]) != own and not headed:
            continue
        day, sitting, symbol = _told(words)
        yield Adoption(
            **passage.where(sentence.start, sentence.end), date=day, sitting=sitting, symbol=symbol
        )


def _told(words: str) -> tuple[str | None, int | None, str | None]:
    """The day, the sitting and the symbol that the words tell."""
    sitting = _SITTING.search(words)
    day = next(find_dates(words), None)
    symbol = next(find_symbols(words), None)
    return (
        day.last if day and day.first == day.last else None,
        ordinal_of(sitting["sitting"]) if sitting else None,
        symbol.symbol if symbol else None,
    )


def _completed(adoption: Adoption, passage: Passage, before: list[Passage]) -> Adoption:
    """The adoption with what "at the same meeting" or the paragraphs of its heading tell."""
    heading = passage.paragraph.heading
    here = passage.text[: passage.text.find(adoption.quote)]
    above = [p.text for p in reversed(before) if p.paragraph.heading == heading]
    tied = _SAME.search(adoption.quote) or (heading and _HEADING.search(heading[-1]))
    texts = [here, *above] if tied else []
    date, sitting, symbol = adoption.date, adoption.sitting, adoption.symbol
    for text in texts:
        if date and sitting and symbol:
            break
        if sitting is None and (found := _SITTING.search(text)):
            sitting = ordinal_of(found["sitting"])
            date = date or _told(text[found.start() :])[0]
        if symbol is None and re.search(r"\bdraft report\b", text):
            symbol = next(
                (m.symbol for m in find_symbols(text) if "/L." in m.symbol or "CRP" in m.symbol),
                None,
            )
    return replace(adoption, date=date, sitting=sitting, symbol=symbol)
