"""Find the treaties and declarations that a passage names, and the parts of them it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.authority import Authority, Instrument
from kg.recognise.citing.names import NameIndex
from kg.recognise.citing.targets import Target, targets_at, targets_before
from kg.recognise.citing.unlisted import (
    HEADS,
    find_unlisted,
    left_of,
    treaty_or_declaration,
)
from kg.recognise.dates import DAY, iso_day

__all__ = ["Instruments", "Named"]

_HEAD_AT: Final = re.compile(rf"(?:{'|'.join((*HEADS, 'Agenda'))})(?![\w-])")
_BODY: Final = re.compile(
    r"\b(?:Conferences?|Meetings?|Assembly) of (?:the |its )?"
    r"(?:States |High Contracting |Contracting )?Parties (?:to|of) (?:the )?$"
    r"|\b(?:Committee|Conference|Congress|Group|Commission|Consultation|Secretariat|secretariat"
    r"|Executive Secretary|Board|Authority|Fund|Mechanism|Office|Bureau|Coalition|Campaign"
    r"|Division|Unit|Subcommittee|Special Rapporteur|Working Group)"
    r"(?: (?:of|for|on|to|the|and|against|in|[A-Z][\w'-]*)){0,14} (?:for|to|on|of|under) (?:the )?$"
)
"""The name of a body ends here that goes on with an instrument's: such a name cites nothing."""
_DATED: Final = re.compile(
    rf",? (?:of|(?:adopted|opened for signature|concluded)(?: [^,;.]{{1,80}})? on) (?P<day>{DAY})"
)
_INSIDE: Final = re.compile(DAY)
_ARTICLES: Final = re.compile(
    r"\b[Aa]rticles? (?:[IVXLC]+|\d+)"
    r"(?:(?:, | and |,? to |-)\d+| ?\([a-z0-9]+\)|, paragraphs? [\d ()a-z]+)*,? of (?:the )?$"
)
_ALSO: Final = re.compile(r"(?:,|,? and|;) paragraphs? (?P<list>\d{1,3}(?: ?\([a-z]+\))*)(?=,)")
_CHARTER_PART: Final = re.compile(
    r"\b(?:Article|Chapter)s? [IVXLC\d][\w]*(?:[ ,(][^.;]{0,60}?)?,? of the Charter\b"
    r"(?! of| on| for)"
)
_BARE_CHARTER: Final = re.compile(
    r"\b(?:the|its) (?P<name>Charter)\b(?! of| on| for| and the [A-Z])"
)
_CHARTER: Final = "un-charter"
_ANAPHORA: Final = re.compile(
    r"(?:that|this|the|said|the same|the above-mentioned|the aforementioned) "
    rf"(?P<head>{'|'.join((*HEADS, 'Agenda'))})\b(?! of| on| for| to| and [A-Z])"
)
_PROTOCOL: Final = re.compile(
    r"(?:(?:[A-Z][a-z]+|\d{4}) )*Protocols?(?: [Aa]dditional| of \d{4})?"
    r" (?:to|[Aa]mending|supplementing) (?:the )?$"
)
_YEAR_BEFORE: Final = re.compile(r"\b(?P<year>\d{4}) $")
_SAME: Final = re.compile(r"(?:Nations|Organization|UN|UNESCO|FAO|ILO|WHO|IMO|OECD|OAS) $")
"""Words before a name of the list that say whose the instrument is and do not make another."""


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument that is named: on the list its ``key``, else its class; perhaps a paragraph."""

    start: int
    end: int
    key: str | None
    cls: str
    day: str | None = None
    target: str | None = None


class Instruments:
    """The names of the instruments of the authority list, and the marks of other names."""

    def __init__(self, authority: Authority) -> None:
        self._all = authority.instruments
        self._names = NameIndex([(n, i.key) for i in self._all.values() for n in i.names])

    def find(self, plain: str, last: dict[str, str]) -> list[Named]:
        """The instruments named in a passage of plain letters: each where it is named first.

        ``last`` holds for each kind ("Declaration") the key of the one last named in the document;
        it is kept up to date.
        """
        found = [*self._known(plain, last), *self._charter(plain, last)]
        found += _unlisted(plain, found, last)
        parts = list(self._paragraphs(plain, last))
        whole = {part.key: part.start for part in reversed(parts)}
        firsts: list[Named] = []
        seen: set[str] = set()
        for named in sorted(found, key=lambda named: named.start):
            name = named.key or plain[named.start : named.end]
            if name not in seen and named.start < whole.get(named.key, named.end):
                firsts.append(_with_article(plain, named))
            seen.add(name)
        return [*firsts, *parts]

    def _known(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        for name in self._names.find(plain):
            if _BODY.search(plain, max(0, name.start - 130), name.start):
                continue
            instrument = self._all[name.key]
            named = _whole(plain, name.start, name.end, instrument)
            if named.key:
                for head in _HEAD_AT.finditer(plain[name.start : name.end]):
                    last[head[0]] = name.key
            yield named

    def _charter(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The Charter without more words, where an Article of it is meant or none came before."""
        if "Charter" not in plain or _CHARTER not in self._all:
            return
        for found in _CHARTER_PART.finditer(plain):
            yield Named(found.start(), found.end(), _CHARTER, "Treaty")
        if "Charter" not in last:
            for found in _BARE_CHARTER.finditer(plain):
                yield Named(found.start("name"), found.end(), _CHARTER, "Treaty")
                last["Charter"] = _CHARTER

    def _paragraphs(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The paragraphs of instruments that are cited: "paragraph 42 of that Declaration"."""
        at = plain.find("aragraph")
        while at > 0:
            targets, stop = targets_at(plain, at - 1)
            cited = self._at(plain, stop, last) if targets else None
            if cited:
                yield from _cited(plain, at - 1, targets, *cited)
            at = plain.find("aragraph", at + 1)

    def _at(self, plain: str, at: int, last: dict[str, str]) -> tuple[int, Instrument] | None:
        """The instrument that is named or meant here, and where its words end."""
        for article in ("the ", "that ", ""):
            if plain.startswith(article, at):
                name = self._names.at(plain, at + len(article))
                if name:
                    return name.end, self._all[name.key]
        again = _ANAPHORA.match(plain, at)
        key = last.get(again["head"]) if again else None
        return (again.end(), self._all[key]) if again and key else None


def _whole(plain: str, start: int, end: int, instrument: Instrument) -> Named:
    """An instrument of the list, or another one whose name only holds its name."""
    named = Named(start, end, instrument.key, instrument.cls, _day(plain, start, end))
    year = _YEAR_BEFORE.search(plain, max(0, start - 5), start)
    if year and instrument.date and year["year"] != instrument.date[:4]:
        return replace(named, start=year.start(), key=None)
    protocol = _PROTOCOL.search(plain, max(0, start - 70), start)
    if protocol:
        return replace(named, start=protocol.start(), key=None, cls="Treaty")
    left = left_of(plain, start)
    if not left or left[0].isdecimal():
        return named
    return replace(
        named, start=start - len(left), key=instrument.key if _SAME.search(left) else None
    )


def _unlisted(plain: str, known: list[Named], last: dict[str, str]) -> Iterator[Named]:
    """The instruments that are not on the list, or the paragraphs of them that are cited."""
    taken = [(named.start, named.end) for named in known]
    for found in find_unlisted(plain, last):
        if any(start < found.end and found.start < stop for start, stop in taken):
            continue
        if _BODY.search(plain, max(0, found.start - 130), found.start):
            continue
        day = _day(plain, found.start, found.end)
        whole = Named(found.start, found.end, None, treaty_or_declaration(found.head), day)
        targets, begin = targets_before(plain, found.start)
        if not targets:
            yield whole
        for position, target in enumerate(targets):
            start = begin if position == 0 else target.start
            yield replace(whole, start=start, target=target.number)


def _day(plain: str, start: int, end: int) -> str | None:
    """The date printed for an instrument, in its name or after it."""
    found = _DATED.match(plain, end)
    if found:
        return iso_day(found["day"])
    inside = _INSIDE.search(plain, start, end)
    return iso_day(inside[0]) if inside and inside.end() == end else None


def _with_article(plain: str, named: Named) -> Named:
    """The instrument with the article of it that is cited."""
    article = _ARTICLES.search(plain, max(0, named.start - 70), named.start)
    return replace(named, start=article.start()) if article else named


def _cited(
    plain: str, start: int, targets: list[Target], end: int, instrument: Instrument
) -> Iterator[Named]:
    for position, target in enumerate(targets):
        begin = start if position == 0 else target.start
        day = _day(plain, start, end)
        yield Named(begin, end, instrument.key, instrument.cls, day, target.number)
    also = _ALSO.search(plain, end, end + 150)
    if also:  # "paragraph 15 of the Agenda, on planning, and paragraph 17, on finance"
        begin = plain.index("paragraph", also.start())
        number = also["list"].replace(" ", "")
        yield Named(begin, also.end(), instrument.key, instrument.cls, None, number)
