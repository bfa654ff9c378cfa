"""Recognise what a paragraph cites: resolutions, decisions, documents, instruments, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.authority import Authority, Body
from kg.model import Citation, Document
from kg.recognise.dates import find_dates
from kg.recognise.passages import PROSE, Passage, passages
from kg.recognise.symbols import NUMBER, act_symbol, find_symbols

__all__ = ["recognise_citations"]

_KINDS: Final = (*PROSE, "preambular", "footnote", "heading")
_ACT: Final = re.compile(
    r"(?P<owner>\b(?:its|the same) )?\b(?P<act>resolution"
    rf"|decision)s? (?P<numbers>{NUMBER}(?!\.\d))"
)
_AND_MORE: Final = re.compile(
    rf"(?: of \d{{1,2}} [A-Z][a-z]+ \d{{4}})?(?:,| and|, and) (?P<number>{NUMBER})(?![\w%])"
)
_OF_DAY: Final = re.compile(r"(?: of|,) (?=\d{1,2} [A-Z][a-z]+ \d{4})")
_SPEAKER_AFTER: Final = re.compile(
    r"[^.;]{0,60}?, (?:the )?(?P<body>[A-Z][\w ,'’-]*?[a-z]) (?=[a-z]+ed\b|noted\b)"
)
_PARAGRAPH_OF: Final = re.compile(
    r"\bparagraphs? (?P<number>\d{1,3})(?: ?\((?P<sub>[a-z])\))? of (?:the |its |that )?"
)
_EFFECT: Final = re.compile(
    r"\b(?P<phrase>pursuant to|in accordance with|in line with|in conformity with|in response to"
    r"|in compliance with|in implementation of|on the basis of|as requested in|as mandated by)"
    r" (?:the )?(?:(?:mandate|request|provisions?|terms)s? (?:contained|given|set out"
    r"|made|set forth)"
    r" (?:in|by) )?(?:the )?$",
    re.IGNORECASE,
)
_ASSEMBLY: Final = re.compile(r"(?:(?<=the )|(?<=of )|(?<=in )|(?<=to )|(?<=and ))Assembly $")
_NEAR: Final = 200
_FAR: Final = 2_000
_ROMAN_OR_SLASH: Final = re.compile(r"/|\([IVXLC]+\)|\(\d{4}\)")


def recognise_citations(document: Document, authority: Authority) -> tuple[Citation, ...]:
    """Every citation, in the order of the text.

    A resolution's body is the one named before its number, or, after "its", the one that acts;
    without either, the body of an earlier resolution of the same number. Nothing is guessed.
    """
    reader = _Reader(authority)
    return tuple(c for passage in passages(document, _KINDS) for c in reader.read(passage))


def _before(text: str, at: int) -> str:
    return text[max(0, at - _NEAR) : at]


def _operative(found: re.Match[str]) -> str:
    return f"op{found['number']}" + (f"({found['sub']})" if found["sub"] else "")


class _Reader:
    """Remembers which body owns a number, from paragraph to paragraph."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._owners: dict[str, Body] = {}
        names = sorted(
            (n for b in authority.bodies.values() if b.series for n in b.names if len(n) > 3),
            key=len, reverse=True,
        )  # fmt: skip
        self._bodies = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in names)})\b")

    def read(self, passage: Passage) -> Iterator[Citation]:
        """The citations of one passage, in order."""
        found = [
            *self._paragraphs(passage),
            *self._acts(passage),
            *self._documents(passage),
            *self._instruments(passage),
        ]
        found.sort(key=lambda c: (c.start, -c.end))
        end = -1
        for citation in found:
            if citation.start >= end:
                yield citation
                end = citation.end

    def _acts(self, passage: Passage) -> Iterator[Citation]:
        text = passage.text
        for found in _ACT.finditer(text):
            if not _ROMAN_OR_SLASH.search(found["numbers"]):
                continue
            owner, start = self._owner(text, found)
            for number, at, end in self._numbers(text, found):
                body = owner or self._owners.get(number)
                if owner:
                    self._owners[number] = owner
                first = at == found.start("numbers")
                begin = start if first else at
                yield self._act(passage, found["act"], body, number, (begin, end))

    def _numbers(self, text: str, found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
        yield found["numbers"], found.start("numbers"), found.end()
        end = found.end()
        while more := _AND_MORE.match(text, end):
            if not _ROMAN_OR_SLASH.search(more["number"]):
                break
            yield more["number"], more.start("number"), more.end("number")
            end = more.end()

    def _act(
        self, passage: Passage, act: str, body: Body | None, number: str, span: tuple[int, int]
    ) -> Citation:
        start, end = span
        symbol = act_symbol(body, number, decision=act == "decision") if body else None
        target = None
        near = max(0, start - _NEAR)
        for paragraph in _PARAGRAPH_OF.finditer(passage.text, near, start + len("its ")):
            if not passage.text[paragraph.end() : start].strip():
                target = _operative(paragraph)
                start = paragraph.start()
        return Citation(
            **passage.where(start, end),
            cites="paragraph" if target else act,
            body=body.id if body else None,
            symbol=symbol,
            as_printed=passage.text[start:end],
            effect=self._effect(passage.text, start),
            date=self._date(passage.text, end),
            target_paragraph=target,
        )

    def _owner(self, text: str, found: re.Match[str]) -> tuple[Body | None, int]:
        """The body that owns an act, and where the words that name the act begin."""
        at = found.start("act")
        before = list(self._bodies.finditer(text, max(0, at - _FAR), at))
        if before and not text[before[-1].end() : at].strip():
            return self._authority.body(before[-1][0]), before[-1].start()
        if _ASSEMBLY.search(_before(text, at)):
            return self._authority.bodies.get("ga"), at - len("Assembly ")
        if found["owner"]:
            after = _SPEAKER_AFTER.match(text, found.end())
            acting = self._authority.body(after["body"]) if after else None
            if acting is None and before:
                acting = self._authority.body(before[-1][0])
            return acting, at
        return None, at

    def _documents(self, passage: Passage) -> Iterator[Citation]:
        for found in find_symbols(passage.text):
            series = re.match(r"[A-Z/]+/(RES|DEC)/", found.symbol)
            word = re.search(r"\bdocuments? $", _before(passage.text, found.start))
            start = found.start - len(word[0]) if word else found.start
            body = self._authority.body_of_symbol(found.symbol) if series else None
            yield Citation(
                **passage.where(start, found.end),
                cites=("resolution" if series[1] == "RES" else "decision")
                if series
                else "document",
                body=body.id if body else None,
                symbol=found.symbol,
                as_printed=passage.text[start : found.end],
                effect=self._effect(passage.text, start),
                date=self._date(passage.text, found.end),
            )

    def _paragraphs(self, passage: Passage) -> Iterator[Citation]:
        for found in _PARAGRAPH_OF.finditer(passage.text):
            name = self._instrument_at(passage.text, found.end())
            instrument = self._authority.instrument(name) if name else None
            if name and instrument:
                yield Citation(
                    **passage.where(found.start(), found.end() + len(name)),
                    cites="paragraph",
                    as_printed=passage.text[found.start() : found.end() + len(name)],
                    effect=self._effect(passage.text, found.start()),
                    target_paragraph=found["number"]
                    + (f"({found['sub']})" if found["sub"] else ""),
                    instrument=instrument.key,
                )

    def _instrument_at(self, text: str, at: int) -> str | None:
        fits = (n for n in self._instrument_names() if text.startswith(n, at))
        return max(fits, key=len, default=None)

    def _instrument_names(self) -> Iterator[str]:
        return (n for i in self._authority.instruments.values() for n in i.names)

    def _instruments(self, passage: Passage) -> Iterator[Citation]:
        """One citation for each instrument, where it is first named in full, outside a body."""
        for instrument in self._authority.instruments.values():
            names = sorted(instrument.names, key=len, reverse=True)
            found = next((m for n in names if (m := self._named(passage.text, n))), None)
            if found:
                yield Citation(
                    **passage.where(found.start(), found.end()),
                    cites=instrument.cls.lower(),
                    symbol=instrument.symbol,
                    as_printed=found[0],
                    effect=self._effect(passage.text, found.start()),
                    instrument=instrument.key,
                )

    def _named(self, text: str, name: str) -> re.Match[str] | None:
        pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
        for found in re.finditer(pattern, text):
            of_body = re.search(
                r"\b(?:Committee|Conference|Meeting|Group|Parties"
                r"|Congress)\b[\w ]* (?:for|to|on) (?:the )?$",
                _before(text, found.start()),
            )
            if not of_body:
                return found
        return None

    def _effect(self, text: str, start: int) -> str | None:
        found = _EFFECT.search(_before(text, start))
        if found:
            return found["phrase"].lower()
        words = re.search(r"(\w+) (?:its |the |also |further )?$", _before(text, start))
        if words:
            for verb in self._authority.verbs.values():
                if verb.past == words[1].lower():
                    return verb.verb
        return None

    def _date(self, text: str, end: int) -> str | None:
        of = _OF_DAY.match(text, end)
        day = next(find_dates(text[of.end() : of.end() + 20]), None) if of else None
        return day.last if day and day.first == day.last else None
