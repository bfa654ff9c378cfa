"""Recognise what a paragraph cites: resolutions, decisions, documents, instruments, paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kg.authority import Authority, act_symbol
from kg.model import Citation, Document
from kg.recognise.citing.acts import Act, find_acts
from kg.recognise.citing.again import find_again, is_act
from kg.recognise.citing.bodies import Bodies
from kg.recognise.citing.cited import Cited, operative
from kg.recognise.citing.council_years import council_symbol
from kg.recognise.citing.effects import PHRASES, Effects
from kg.recognise.citing.in_reports import find_numbered
from kg.recognise.citing.instruments import Instruments
from kg.recognise.citing.names import plain_letters
from kg.recognise.citing.others import Named
from kg.recognise.citing.owners import Owners
from kg.recognise.citing.parts import Note, find_parts
from kg.recognise.citing.report_effects import ReportEffects
from kg.recognise.citing.targets import target_after, targets_before
from kg.recognise.dates import DAY, iso_day
from kg.recognise.passages import PROSE, Passage, passages
from kg.recognise.reporting import ReportingBody, reporting_body
from kg.recognise.symbols import SymbolMatch, find_pointed, find_symbols, whole_symbol

__all__ = ["recognise_citations"]

_KINDS: Final = (*PROSE, "preambular", "footnote", "heading", "title")
_OF_DAY: Final = re.compile(rf"(?:,? of|,|,? dated|,? adopted on) (?P<day>{DAY})")
_DAY: Final = re.compile(DAY)
_DAY_BEFORE: Final = re.compile(
    rf"(?P<day>{DAY})(?!, the )"
    r"(?:,|,? (?:from|by|to|addressed|on|at|of|in|entitled|concerning|[a-z]+)"
    r"(?! \d)(?:(?!, the |\b(?:when|which|where|will|shall|was|were|had|has|have|is|are)\b)"
    r"[^();]){0,130})? \($"
)
_IBID: Final = re.compile(
    r"Ibid\., (?:[^/;]{0,60}?para\. (?P<para>\d{1,3})|(?:chap|annex|sect|part|vol)[\w. ]{1,20})"
)
_JOINED: Final = re.compile(
    rf"(?:,? (?:of|dated|adopted on)? ?{DAY})?(?:,? as well as|,? and|,? or|,|(?= containing))"
    r"(?: (?:its|their|the|with|containing|of|other|relevant|previous|in particular|and"
    r"|provisions|principles|purposes|statements of"
    r"|President|presidential statements|General Assembly|Assembly|Security Council|Council))* ?"
)
"""What stands between two that one preposition governs: "in line with the Charter, its …"."""
_ANNEX: Final = re.compile(r"(?:(?i:annex|appendix)(?: [IVX]+\b| [A-Z]\b)?\.? ?)?")
_SERIES: Final = re.compile(r"/(?P<act>RES|DEC)[/.]", re.IGNORECASE)
_WITH_YEAR: Final = re.compile(r"\b(\d{3,4}) \(((?:19|20)\d\d)\)")
_STATEMENTS: Final = {"sc": "S/", "hrc": "A/HRC/"}
"""What is left out where a body names a statement of its President by less than its symbol."""
_COVER: Final = 1_500
"""How far into a report its cover reaches, which names the body and the treaty it is of."""
_NOUN: Final = re.compile(r"\b(?:documents? |([Rr]esolution|[Dd]ecision)s? )$")


def recognise_citations(document: Document, authority: Authority) -> tuple[Citation, ...]:
    """Every citation, in the order of the text.

    A resolution's body is the one named before or after its number, or, after "its", the one that
    acts or speaks; without either, the body of an earlier resolution of the same number, else the
    one that numbers its resolutions so. A named instrument is cited once in a paragraph.
    """
    reader = _Reader(document, authority, _lists(authority))
    return tuple(c for passage in passages(document, _KINDS) for c in reader.read(passage))


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
        self._in_report = document.type == "MeetingReport"
        source = document.source.text if self._in_report else ""
        self._acronyms = lists.instruments.acronyms(source)
        if self._in_report:
            lists.instruments.name_own(plain_letters(source[:_COVER]), self._last)
        body = reporting_body(document, authority) if self._in_report else None
        self._body = document.body or (body.key if body else None)
        self._acts = ReportEffects(authority, _heads(document, body)) if self._in_report else None
        self._numbered = _years(document)
        self._noted: str | None = None
        self._days: dict[str, str] = {}
        self._last_act: Cited | None = None
        self._own = _letters(document.symbol or document.key)
        self._footnotes = {p.id: p.text for p in document.paragraphs if p.kind == "footnote"}

    def read(self, passage: Passage) -> Iterator[Citation]:
        """The citations of one passage, in order."""
        plain = plain_letters(passage.text)
        names = self._lists.bodies.names.find(plain)
        speaker = self._speaker(passage)
        acts = find_acts(plain, names, self._owners, speaker)
        if self._in_report:
            acts = [act for act in acts if not plain.endswith("draft ", 0, act.start)]
        symbols = [*(find_symbols(plain) if "/" in plain else ()), *find_pointed(plain)]
        instruments = self._lists.instruments.find(plain, self._last, self._acronyms)
        if self._in_report:
            instruments = self._lists.instruments.in_report(plain, instruments, self._acronyms)
        named = [n for n in instruments if self._cited(passage, plain, n)]
        self._owners.remember_names(names)
        found = [
            *(one for act in acts if not self._is_own(passage, one := self._act(act))),
            *(
                cited
                for symbol in symbols
                if not (self._in_report and symbol.symbol == self._document.symbol)
                for cited in self._symbol(plain, symbol)
            ),
            *(self._instrument(one) for one in named),
        ]
        if self._in_report:
            found += self._numbered_acts(plain, found)
        if passage.paragraph.kind == "footnote":
            found += self._again(plain)
            self._noted = next((s.symbol for s in symbols), self._noted)
        found.sort(key=lambda cited: (cited.start, -cited.end))
        yield from self._with_effects(
            passage, plain, self._with_parts(passage, plain, _apart(found))
        )

    def _with_parts(self, passage: Passage, plain: str, found: list[Cited]) -> list[Cited]:
        """With what is said anew of texts named before, and the paragraphs of reports."""
        if passage.paragraph.kind in ("footnote", "title", "heading"):
            return found
        if not found and "aragraph" not in plain and self._last_act is None:
            return found
        again = list(find_again(plain, found, self._last_act))
        cited = sorted([*found, *again], key=_place) if again else found
        parts = find_parts(plain, cited, lambda: self._notes(passage))
        if found:
            self._last_act = next((c for c in reversed(found) if is_act(c)), self._last_act)
        return sorted([*found, *again, *parts], key=_place) if again or parts else found

    def _notes(self, passage: Passage) -> list[Note]:
        """The symbols of the documents in the footnotes of a passage, where they are called."""
        if not passage.paragraph.calls:
            return []
        places = passage.cleaned.positions
        found: list[Note] = []
        for call in passage.paragraph.calls:
            symbol = next(find_symbols(plain_letters(self._footnotes.get(call.footnote, ""))), None)
            if symbol:
                found.append((bisect_left(places, call.start), symbol.symbol))
        return found

    def _is_own(self, passage: Passage, cited: Cited) -> bool:
        """Whether a text cites itself, as in the name of an item that it puts on an agenda."""
        if cited.symbol is None or passage.paragraph.id.startswith("draft"):
            return False
        return _letters(cited.symbol) == self._own

    def _speaker(self, passage: Passage) -> str | None:
        """Who speaks, on the list if possible: a conference named for short by its symbol."""
        said = (passage.paragraph.speaker or self._body or "").strip(" ,")
        return said if said in self._authority.bodies else self._home or said or None

    def _cited(self, passage: Passage, plain: str, one: Named) -> bool:
        """Whether it is one to cite: not this document itself."""
        if passage.paragraph.kind == "title" and one.end - one.start == len(plain):
            return False
        heads_annex = passage.paragraph.kind == "heading" and passage.paragraph.id[:5] == "annex"
        if heads_annex and one.end == len(plain) and _ANNEX.fullmatch(plain, 0, one.start):
            return False  # the name of what is annexed
        listed = self._authority.instruments.get(one.key) if one.key else None
        if listed and listed.symbol and _letters(listed.symbol) == self._own:
            return False
        if one.article and one.key is None and passage.paragraph.id.startswith("annex"):
            return False  # of the very convention that is annexed
        title = plain_letters(self._document.title or "")
        return not (one.key is None and title and title in plain[one.start : one.end])

    def _with_effects(
        self, passage: Passage, plain: str, found: Sequence[Cited]
    ) -> Iterator[Citation]:
        effects, kind = self._lists.effects, passage.paragraph.kind
        plural = kind == "report" and self._document.type != "MeetingReport"
        if plural:
            kind = "operative"  # a presidential statement: "The Security Council recalls …"
        clauses = effects.clauses(plain, kind, found[-1].start, plural=plural) if found else ()
        held: str | None = None
        end, last = 0, (0, 0)
        for cited in found:
            head = cited.head or cited.start
            effect = effects.governing(plain, head, kind, clauses, last)
            phrase = effect if effect in PHRASES else None
            if effect is None and self._acts and kind in PROSE:
                effect = self._acts.governing(plain, head)
            if (
                held
                and phrase is None
                and (cited.start < end or _JOINED.fullmatch(plain, end, cited.start))
            ):
                effect = phrase = held
            held, end, last = phrase, cited.end, (cited.start, cited.end)
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

    def _act(self, act: Act) -> Cited:
        owner = act.owner
        body = self._authority.bodies.get(owner.body) if owner.known and owner.body else None
        number = act.number.text
        symbol = None
        if body:
            own = number.removeprefix(body.acronym or "")  # "WHA66.10" says whose it is
            symbol = act_symbol(body, own, decision=act.act == "decision")
        if body and body.id == "sc" and act.number.form == "plain":
            symbol = self._numbered.get(number) or council_symbol(number)
        return Cited(
            act.start, act.end, "act", "paragraph" if act.target else act.act, body=owner.body,
            symbol=symbol, day=self._day(owner.body, act), target=operative(act.target),
            head=act.head,
        )  # fmt: skip

    def _numbered_acts(self, plain: str, found: Sequence[Cited]) -> Iterator[Cited]:
        """The acts numbered without a session: "ECE Resolution No. 48" has the key ECE/RES/48."""
        for act in find_numbered(plain):
            if any(one.start < act.end and act.start < one.end for one in found):
                continue
            body = self._authority.body(act.owner) if act.owner else None
            series = "RES" if act.act == "resolution" else "DEC"
            key = f"{body.acronym}/{series}/{act.number}" if body and body.acronym else None
            owner = body.id if body else act.owner
            yield Cited(act.start, act.end, "act", act.act, body=owner, symbol=key)

    def _day(self, body: str | None, act: Act) -> str | None:
        """The day printed for an act; not one that it only shares if another was printed for it."""
        key, day = f"{body} {act.number.text}", act.number.day
        if not act.number.shared:
            if day:
                self._days[key] = day
            return day
        return None if self._days.get(key, day) != day else day

    def _symbol(self, plain: str, found: SymbolMatch) -> Iterator[Cited]:
        """A symbol with the noun before it, or the paragraphs of it that are cited."""
        series = _SERIES.search(found.symbol)
        body = self._authority.body_of_symbol(found.symbol) if series else None
        noun = _NOUN.search(plain, max(0, found.start - 20), found.start)
        start = found.start - len(noun[0]) if noun else found.start
        day = _OF_DAY.match(plain, found.end) or _day_before(plain, start)
        cites = "document"
        if noun and not plain.endswith("draft ", 0, start):
            cites = noun[1].lower() if noun[1] else cites
            body = self._authority.body_of_symbol(found.symbol) if noun[1] else body
        if series:
            cites = "resolution" if series["act"].upper() == "RES" else "decision"
        symbol = self._with_year(found.symbol)
        if symbol.startswith("PRST/"):  # "our statement PRST/2031/4"
            symbol = f"{_STATEMENTS.get(self._home or '', '')}{symbol}"
        whole = Cited(
            start, found.end, "symbol", cites, body=body.id if body else None,
            symbol=symbol, day=iso_day(day["day"]) if day else None,
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
                target=operative(target.number) if series else target.number,
            )

    def _with_year(self, symbol: str) -> str:
        """The symbol, that of the Security Council with its year where that is not printed."""
        number = symbol.removeprefix("S/RES/")
        if number == symbol:
            return symbol
        return self._numbered.get(number) or council_symbol(number) or symbol

    def _again(self, plain: str) -> Iterator[Cited]:
        """A further part of the document in the note before: "Ibid., chap. II"."""
        found = _IBID.match(plain)
        if found and self._noted:
            target = found["para"]
            cites = "paragraph" if target else "document"
            yield Cited(
                found.start(), found.end(), "symbol", cites, symbol=self._noted, target=target
            )

    def _instrument(self, one: Named) -> Cited:
        listed = self._authority.instruments.get(one.key) if one.key else None
        return Cited(
            one.start, one.end, "instrument", "paragraph" if one.target else one.cls.lower(),
            symbol=listed.symbol if listed else None, day=one.day, target=one.target,
            instrument=one.key,
        )  # fmt: skip


def _heads(document: Document, body: ReportingBody | None) -> list[str]:
    """What a report calls its body: its names, and the acronym told behind one of them."""
    names = [plain_letters(head) for head in body.heads] if body else []
    told = re.compile(rf"(?:{'|'.join(map(re.escape, names))}) \(([A-Z][\w./&-]{{1,15}})\)")
    found = told.search(plain_letters(document.source.text)) if names else None
    return [*names, found[1]] if found else names


def _day_before(plain: str, start: int) -> re.Match[str] | None:
    """The date of the document whose symbol follows it in parentheses."""
    if plain[start - 1 : start] != "(":
        return None
    floor = max(0, start - 160)
    nearest = next(reversed(list(_DAY.finditer(plain, floor, start))), None)
    return _DAY_BEFORE.match(plain, nearest.start(), start) if nearest else None


def _letters(symbol: str | None) -> list[str] | None:
    """The parts of a symbol in one order: "2200 (XXI) A" and "2200 A (XXI)" are the same."""
    return sorted(re.findall(r"[^ ()]+", symbol)) if symbol else None


def _place(cited: Cited) -> int:
    return cited.start


def _years(document: Document) -> dict[str, str]:
    """The symbol of each resolution of the Security Council that is printed with its year."""
    printed = _WITH_YEAR.findall(document.source.text)
    return {number: f"S/RES/{number} ({year})" for number, year in printed}


def _apart(found: Sequence[Cited]) -> list[Cited]:
    """Those that do not stand within one of another origin, in order."""
    kept: list[Cited] = []
    for cited in found:
        if kept and cited.start < kept[-1].end and cited.origin != kept[-1].origin:
            if cited.origin == "act" and cited.start == kept[-1].start:
                kept[-1] = cited
            continue
        kept.append(cited)
    return kept
