"""Find the paragraphs of what is only spoken of: "paragraph 8 thereof", "of the report"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.recognise.citing.cited import Cited, operative
from kg.recognise.citing.targets import LIST, listed

__all__ = ["Note", "find_parts"]

Note = tuple[int, str]
"""Where a footnote is called in a passage, and the symbol of the document that it names."""

_PART_OF: Final = re.compile(
    rf"(?P<paragraphs>\b[Pp]aragraphs? (?P<list>{LIST}))"
    r"(?P<of> thereof| therein| of which| of (?:the annex|section [IVX]+) thereto"
    r"|(?:,? under section [IVX]+)? of the (?:aforementioned |said |same )?annex(?! to| of))\b"
)
_OF_RULE: Final = re.compile(
    rf"\b[Rr]ule \d{{1,3}},? (?P<paragraphs>paragraphs? (?P<list>{LIST}))\b"
    r"(?! of (?:this|the present)\b)"
)
"""Paragraphs of a rule, which is itself none of the instruments that are cited."""
_PART_NOTED: Final = re.compile(
    r"(?:,|,? and|,? \() ?(?:in its|(?:in particular|including|especially|notably|specifically"
    r"|noting|recalling|as well as)(?: in particular)?(?: its| the)?) "
    rf"(?P<paragraphs>(?:operative )?paragraphs? (?P<list>{LIST}))"
    r"(?=[,;.)]| and [a-z]| which| regarding| concerning| on |$)(?P<of>)"
)
_NOUN: Final = (
    r"(?:[Rr]eports?|[Nn]otes?|[Ll]etters?|[Mm]emorandum|[Ss]tudy|[Ss]tatements?|[Dd]ocuments?"
    r"|instrument|outcome|guidelines|terms of reference|conclusions|communiqué|opinion|proposals?"
    r"|recommendations?|programme|plan|strategy|rules of procedure|judge?ment)"
)
_OF_TEXT: Final = re.compile(
    rf"(?P<paragraphs>\b[Pp]aragraphs? (?P<list>{LIST})),? (?:of|in|to|from) "
    r"(?:(?:section|chapter|part|annex)s? [\w.,() ]{1,30}?,? (?:of|to) ){0,2}"
    r"(?:the|his|her|its|their|that) "
    r"(?:(?!present\b|above|draft\b|resolution|decision|[Aa]rticle|section|same\b|Charter"
    rf"|Convention|Covenant|Statute)[\w'/.-]+ ){{0,7}}?(?P<noun>{_NOUN})\b"
    r"(?! (?:to|of) (?:the |its |this )?(?:present |that )?(?:resolution|decision|Convention))"
)
_TITLED: Final = re.compile(r"(?: document)?(?: of [^;.]{1,120}?)?,? entitled \"?(?:the )?")
_SAID: Final = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|his|her|that|an?) (?:(?!of\b)[\w'/.-]+ ){{0,6}}?{_NOUN}\b"
    r"(?!(?: (?!and )[\w'-]+){0,8} (?:this|present|that) resolution)"
)
_END: Final = re.compile(r"[.;] ")
_REACH: Final = 250
_NEAR: Final = 300


def find_parts(
    plain: str, found: Sequence[Cited], notes: Callable[[], Sequence[Note]]
) -> list[Cited]:
    """The paragraphs that are cited of what is named before, or of a report without a symbol.

    ``found`` are the citations of the passage in order. A report's symbol is the one that stands
    with it in the passage, else in its footnote.
    """
    if "aragraph" not in plain:
        return []
    parts: list[Cited] = []
    for pattern in (_PART_OF, _PART_NOTED, _OF_TEXT):
        for part in pattern.finditer(plain):
            start = part.start("paragraphs")
            if any(c.start <= start < c.end for c in (*found, *parts)):
                continue
            if pattern is _OF_TEXT:
                parts += _of_report(plain, part, found, notes)
            else:
                named = sorted([*found, *parts], key=lambda c: c.start) if parts else found
                parts += _of_named(plain, part, named, notes)
    if "ule " in plain:
        for rule in _OF_RULE.finditer(plain):
            start = rule.start("paragraphs")
            if not any(c.start <= start < c.end for c in (*found, *parts)):
                parts += _each(rule, "", None)
    return parts


def _of_named(
    plain: str, part: re.Match[str], found: Sequence[Cited], notes: Callable[[], Sequence[Note]]
) -> Iterator[Cited]:
    """The paragraphs of what was named last: of a citation, or of a report that is none."""
    start = part.start("paragraphs")
    if "annex" in part["of"] and "thereto" not in part["of"]:
        begin = max(0, start - 2 * _REACH)
        if "annex" not in plain[begin:start]:
            return  # that of the text itself
    before = [c for c in found if c.end <= start and start - c.end < _REACH]
    since = before[-1].end if before else max(0, start - _REACH)
    said = next(reversed(list(_SAID.finditer(plain, since, start))), None)
    if said and not (before and before[-1].cites == "document"):
        if not _END.search(plain, said.end(), start):
            called = [symbol for at, symbol in notes() if since <= at <= start]
            yield from _each(part, "", called[-1] if called else None)
    elif before and not _END.search(plain, since, start):
        further = before[-1].origin == "part" and before[-1].symbol is None
        annexed = ("annex" in part["of"] and not further) or (before[-1].target or "").startswith(
            "annex."
        )
        annex = "annex." if annexed else ""
        yield from _parts_of(before[-1], part, annex)


def _of_report(
    plain: str, part: re.Match[str], found: Sequence[Cited], notes: Callable[[], Sequence[Note]]
) -> Iterator[Cited]:
    """The paragraphs of a report, with the symbol that is printed behind it or in its note.

    An outcome document may have a title, by which it is an instrument of the list.
    """
    titled = next((c for c in found if c.origin == "instrument" and c.start >= part.end()), None)
    if titled and _TITLED.fullmatch(plain, part.end(), titled.start):
        yield from _parts_of(titled, part, "")
        return
    stop = _END.search(plain, part.end(), part.end() + _NEAR)
    limit = stop.start() if stop else part.end() + _NEAR
    other = _OF_TEXT.search(plain, part.end(), limit)
    limit = other.start() if other else limit
    behind = [c for c in found if c.cites == "document" and part.end() <= c.start < limit]
    named = [c for c in found if c.cites == "document"]
    called: list[str] = []
    if not behind:
        called = [symbol for at, symbol in notes() if part.start() <= at < limit]
    symbol = behind[0].symbol if behind else called[0] if called else None
    if symbol is None and len(named) == 1 and named[0].end <= part.start():
        symbol = named[0].symbol
    yield from _each(part, "", symbol)


def _each(part: re.Match[str], annex: str, symbol: str | None) -> Iterator[Cited]:
    for position, target in enumerate(listed(part["list"], part.start("list"))):
        start = target.start if position else part.start("paragraphs")
        number = f"{annex}{target.number}"
        yield Cited(
            start, part.end(), "part", "paragraph", symbol=symbol, target=number,
            head=part.start("paragraphs"),
        )  # fmt: skip


def _parts_of(whole: Cited, part: re.Match[str], annex: str) -> Iterator[Cited]:
    act = whole.body is not None and not annex
    for one in _each(part, annex, whole.symbol):
        yield replace(
            whole,
            start=one.start,
            end=one.end,
            origin="part",
            cites="paragraph",
            target=operative(one.target) if act else one.target,
            day=None,
            head=one.head,
        )
