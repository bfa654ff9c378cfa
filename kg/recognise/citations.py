"""Recognise what a paragraph cites: resolutions, decisions, documents, instruments, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.authority import Authority, act_symbol
from kg.model import Citation, Document
from kg.recognise.citing.acts import Act, find_acts
from kg.recognise.citing.bodies import Bodies
from kg.recognise.citing.effects import PHRASES, Effects
from kg.recognise.citing.instruments import Instruments, Named
from kg.recognise.citing.names import plain_letters
from kg.recognise.citing.owners import Owners
from kg.recognise.citing.targets import LIST, listed, target_after, targets_before
from kg.recognise.dates import DAY, iso_day
from kg.recognise.passages import PROSE, Passage, passages
from kg.recognise.symbols import SymbolMatch, find_symbols, whole_symbol

__all__ = ["recognise_citations"]

_KINDS: Final = (*PROSE, "preambular", "footnote", "heading", "title")
_OF_DAY: Final = re.compile(rf"(?:,? of|,|,? dated|,? adopted on) (?P<day>{DAY})")
_DAY: Final = re.compile(DAY)
_DAY_BEFORE: Final = re.compile(
    rf"(?P<day>{DAY})(?!, the )"
    r"(?:,|,? (?:from|by|to|addressed|on|at|of|in|entitled|concerning|[a-z]+)"
    r"(?! \d)(?:(?!, the )[^();]){0,130})? \($"
)
_IBID: Final = re.compile(
    r"Ibid\., (?:[^/;]{0,60}?para\. (?P<para>\d{1,3})|(?:chap|annex|sect|part|vol)[\w. ]{1,20})"
)
_JOINED: Final = re.compile(
    rf"(?:,? (?:of|dated|adopted on)? ?{DAY})?(?:,? as well as|,? and|,? or|,)"
    r"(?: (?:its|their|the|with|of|other|relevant|previous|in particular|and|provisions|principles"
    r"|purposes|General Assembly|Assembly|Security Council|Council))* ?"
)
"""What stands between two that one preposition governs: "in line with the Charter, its …"."""
_PART_OF: Final = re.compile(
    rf"(?P<paragraphs>\b[Pp]aragraphs? (?P<list>{LIST}))"
    r"(?P<of> thereof| of (?:the annex|section [IVX]+) thereto)\b"
)
_PART_NOTED: Final = re.compile(
    r"(?:,|,? and|,? \() ?(?:in particular|including|especially|notably|specifically|noting"
    r"|recalling)(?: in particular)?(?: its| the)? "
    rf"(?P<paragraphs>(?:operative )?paragraphs? (?P<list>{LIST}))"
    r"(?=[,;.)]| and [a-z]| which|$)(?P<of>)"
)
_REACH: Final = 250
_SERIES: Final = re.compile(r"/(?P<act>RES|DEC)[/.]", re.IGNORECASE)
_WITH_YEAR: Final = re.compile(r"\b(\d{3,4}) \(((?:19|20)\d\d)\)")
_NOUN: Final = re.compile(r"\b(?:documents? |(?:[Rr]esolution|[Dd]ecision)s? )$")


def recognise_citations(document: Document, authority: Authority) -> tuple[Citation, ...]:
    """Every citation, in the order of the text.

    A resolution's body is the one named before or after its number, or, after "its", the one that
    acts or speaks; without either, the body of an earlier resolution of the same number, else the
    one that numbers its resolutions so. A named instrument is cited once in a paragraph.
    """
    reader = _Reader(document, authority, _lists(authority))
    return tuple(c for passage in passages(document, _KINDS) for c in reader.read(passage))


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation before its effect is known.

    ``origin`` is what found it, ``head`` where the list begins in which it stands.
    """

    start: int
    end: int
    origin: str
    cites: str
    body: str | None = None
    symbol: str | None = None
    day: str | None = None
    target: str | None = None
    instrument: str | None = None
    head: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """What the authority lists say of citations, brought into order once."""

    bodies: Bodies
    instruments: Instruments
    effects: Effects


@lru_cache(maxsize=4)
def _lists(authority: Authority) -> _Lists:
    return _Lists(Bodies(authority), Instruments(authority), Effects(authority))


class _Reader:
    """Reads the passages of one document in order, with what those before have named."""

    def __init__(self, document: Document, authority: Authority, lists: _Lists) -> None:
        self._document = document
        self._authority = authority
        self._lists = lists
        home = authority.body_of_symbol(document.symbol) if document.symbol else None
        self._home = home.id if home else None
        self._owners = Owners(lists.bodies, self._home)
        self._last: dict[str, str] = {}
        self._numbered = _years(document)
        self._noted: str | None = None

    def read(self, passage: Passage) -> Iterator[Citation]:
        """The citations of one passage, in order."""
        plain = plain_letters(passage.text)
        names = self._lists.bodies.names.find(plain)
        speaker = self._speaker(passage)
        acts = list(find_acts(plain, names, self._owners, speaker))
        symbols = list(find_symbols(plain)) if "/" in plain else []
        named = [
            n
            for n in self._lists.instruments.find(plain, self._last)
            if self._cited(passage, plain, n)
        ]
        self._owners.remember_names(names)
        found = [
            *(self._act(act) for act in acts),
            *(cited for symbol in symbols for cited in self._symbol(plain, symbol)),
            *(self._instrument(one) for one in named),
        ]
        if passage.paragraph.kind == "footnote":
            found += self._again(plain)
            self._noted = next((s.symbol for s in symbols), self._noted)
        found.sort(key=lambda cited: (cited.start, -cited.end))
        yield from self._with_effects(passage, plain, _with_parts(plain, _apart(found)))

    def _speaker(self, passage: Passage) -> str | None:
        """Who speaks, on the list if possible: a conference named for short by its symbol."""
        said = (passage.paragraph.speaker or self._document.body or "").strip(" ,")
        return said if said in self._authority.bodies else self._home or said or None

    def _cited(self, passage: Passage, plain: str, one: Named) -> bool:
        """Whether it is one to cite: not this document itself, and in reports one on the list."""
        if one.key is None and self._document.type == "MeetingReport":
            return False
        if passage.paragraph.kind == "title" and one.end - one.start == len(plain):
            return False
        listed = self._authority.instruments.get(one.key) if one.key else None
        if listed and listed.symbol and listed.symbol == self._document.symbol:
            return False
        title = plain_letters(self._document.title or "")
        return not (one.key is None and title and title in plain[one.start : one.end])

    def _with_effects(
        self, passage: Passage, plain: str, found: Sequence[_Cited]
    ) -> Iterator[Citation]:
        effects, kind = self._lists.effects, passage.paragraph.kind
        if kind == "report" and self._document.type != "MeetingReport":
            kind = "operative"  # a presidential statement: "The Security Council recalls …"
        clauses = effects.clauses(plain, kind, found[-1].start) if found else ()
        held: str | None = None
        end = 0
        for cited in found:
            effect = effects.governing(plain, cited.head or cited.start, kind, clauses)
            phrase = effect if effect in PHRASES else None
            if held and phrase is None and _JOINED.fullmatch(plain, end, max(end, cited.start)):
                effect = phrase = held
            held, end = phrase, cited.end
            yield Citation(
                **passage.where(cited.start, cited.end),
                cites=cited.cites,
                body=cited.body,
                symbol=whole_symbol(cited.symbol),
                as_printed=passage.text[cited.start : cited.end],
                effect=effect,
                date=cited.day,
                target_paragraph=cited.target,
                instrument=cited.instrument,
            )

    def _act(self, act: Act) -> _Cited:
        owner = act.owner
        body = self._authority.bodies.get(owner.body) if owner.known and owner.body else None
        number = act.number.text
        symbol = act_symbol(body, number, decision=act.act == "decision") if body else None
        if body and act.number.form == "plain":
            symbol = self._numbered.get(number)
        return _Cited(
            act.start, act.end, "act", "paragraph" if act.target else act.act, body=owner.body,
            symbol=symbol, day=act.number.day, target=_operative(act.target), head=act.head,
        )  # fmt: skip

    def _symbol(self, plain: str, found: SymbolMatch) -> Iterator[_Cited]:
        """A symbol with the noun before it, or the paragraphs of it that are cited."""
        series = _SERIES.search(found.symbol)
        body = self._authority.body_of_symbol(found.symbol) if series else None
        noun = _NOUN.search(plain, max(0, found.start - 20), found.start)
        start = found.start - len(noun[0]) if noun else found.start
        day = _OF_DAY.match(plain, found.end) or _day_before(plain, start)
        cites = "document"
        if series:
            cites = "resolution" if series["act"].upper() == "RES" else "decision"
        whole = _Cited(
            start, found.end, "symbol", cites, body=body.id if body else None,
            symbol=self._with_year(found.symbol), day=iso_day(day["day"]) if day else None,
        )  # fmt: skip
        before, begin = targets_before(plain, start)
        after, _ = target_after(plain, max(day.end() if day else 0, found.end))
        if not before and not after:
            yield whole
        for position, target in enumerate(before or after):
            yield replace(
                whole,
                start=(begin if position == 0 else target.start) if before else start,
                end=found.end if before else target.end,
                cites="paragraph",
                target=_operative(target.number) if series else target.number,
            )

    def _with_year(self, symbol: str) -> str:
        """The symbol, that of the Security Council with its year where it is printed elsewhere."""
        number = symbol.removeprefix("S/RES/")
        return self._numbered.get(number, symbol) if number != symbol else symbol

    def _again(self, plain: str) -> Iterator[_Cited]:
        """A further part of the document in the note before: "Ibid., chap. II"."""
        found = _IBID.match(plain)
        if found and self._noted:
            target = found["para"]
            cites = "paragraph" if target else "document"
            yield _Cited(
                found.start(), found.end(), "symbol", cites, symbol=self._noted, target=target
            )

    def _instrument(self, one: Named) -> _Cited:
        listed = self._authority.instruments.get(one.key) if one.key else None
        return _Cited(
            one.start, one.end, "instrument", "paragraph" if one.target else one.cls.lower(),
            symbol=listed.symbol if listed else None, day=one.day, target=one.target,
            instrument=one.key,
        )  # fmt: skip


def _with_parts(plain: str, found: list[_Cited]) -> list[_Cited]:
    """With the paragraphs of what has just been cited: "paragraph 8 thereof"."""
    if "aragraph" not in plain or not found:
        return found
    parts: list[_Cited] = []
    for pattern in (_PART_OF, _PART_NOTED):
        for part in pattern.finditer(plain):
            start = part.start("paragraphs")
            before = [c for c in found if c.end <= start and start - c.end < _REACH]
            taken = any(c.start <= start < c.end for c in found)
            if before and not taken and ". " not in plain[before[-1].end : start]:
                parts += _parts_of(before[-1], part, "annex." if "annex" in part["of"] else "")
    return sorted([*found, *parts], key=lambda cited: cited.start)


def _parts_of(whole: _Cited, part: re.Match[str], annex: str) -> Iterator[_Cited]:
    act = whole.body is not None and not annex
    for position, target in enumerate(listed(part["list"], part.start("list"))):
        number = f"{annex}{target.number}"
        yield replace(
            whole,
            start=target.start if position else part.start("paragraphs"),
            end=target.end,
            origin="part",
            cites="paragraph",
            target=_operative(number) if act else number,
            day=None,
            head=None,
        )


def _day_before(plain: str, start: int) -> re.Match[str] | None:
    """The date of the document whose symbol follows it in parentheses."""
    if plain[start - 1 : start] != "(":
        return None
    floor = max(0, start - 160)
    nearest = next(reversed(list(_DAY.finditer(plain, floor, start))), None)
    return _DAY_BEFORE.match(plain, nearest.start(), start) if nearest else None


def _years(document: Document) -> dict[str, str]:
    """The symbol of each resolution of the Security Council that is printed with its year."""
    printed = _WITH_YEAR.findall(document.source.text)
    return {number: f"S/RES/{number} ({year})" for number, year in printed}


def _operative(target: str | None) -> str | None:
    """The id of an operative paragraph: ``op5``, ``II.op7(a)``."""
    if target is None:
        return None
    section, dot, number = target.rpartition(".")
    if section == "annex":
        return target
    return f"{section}{dot}op{number}"


def _apart(found: Sequence[_Cited]) -> list[_Cited]:
    """Those that do not stand within one of another origin, in order."""
    kept: list[_Cited] = []
    for cited in found:
        if kept and cited.start < kept[-1].end and cited.origin != kept[-1].origin:
            if cited.origin == "act" and cited.start == kept[-1].start:
                kept[-1] = cited
            continue
        kept.append(cited)
    return kept
