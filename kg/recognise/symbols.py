"""Find document symbols, and give resolutions and decisions theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["SymbolMatch", "find_pointed", "find_symbols", "whole_symbol"]

_SYMBOL: Final = re.compile(
    r"(?:[AESTCG]|(?:WHA|EB)\d{1,3}|(?:IDB|GC|PBC)\.\d{1,2}|ICC-ASP|EB\.AIR|MP\.[A-Z]{2,8}"
    r"|[A-Z]{4,9}\.CONF|(?:WP|SC)\.\d{1,2}|CP\.[A-Z]{2,8}|GB\.\d{3}|TD\([IVXLC]{1,6}\)|(?![IVX]+/)[A-Z]{2,8})"
    r"(?:\(\d{1,3}\))?"
    r"(?:/(?:E?S-\d{1,2}(?=/)| ?(?:Rev|Add|Corr|Amend)\.? ?\d+|(?:Inf|INF|Res|Dec)\.? ?\d+"
    r"|Sub\.\d|OzL\.(?:Pro|Conv)(?:\.\d{1,3})?|ExCom(?=/)| (?:19|20)\d\d(?=/\d)"
    r"|(?:WP|SC|AC|CRP|CN|GE)\. \d{1,3}(?!\w)"
    r"|[A-Z][A-Z0-9]*(?:\(\d{1,3}\))?(?:\.[A-Z0-9]+(?:&\d)?)*(?:-[A-Z]{2,}[A-Z0-9.]*(?![A-Z0-9./]))?(?![a-z])"
    r"|\d[\dA-Z]*)"
    r"(?:\.(?:Add|Corr|Rev)\.\d+)?)+"
    r"(?P<suffix> ?\((?:E?S-)?[IVXLC]+\)| \(\d{4}\)| [A-Z](?![\w’'.(-]))?"
)
_POINTED: Final = re.compile(
    r"(?<![\w/.-])(?:C\.N\.\d{1,4}\.(?:19|20)\d\d\.[A-Z]{4,12}(?:-[A-Z\d]{1,6}(?:\.[A-Za-z\d]{1,4}){0,3})?"
    r"|[A-Z]{2,6}(?:\.[A-Z]{2,6}){0,3}\.(?:19|20)\d\d\.(?:INF|Inf|CRP|L|WP)\.\d{1,3})(?![\w/])"
)
"""Symbols without a slash: of depositary notifications, "C.N.12.2031.TREATIES-1", and slips."""
_STATEMENT: Final = re.compile(r"(?<=\bPRST) (?=\d{1,2}/\d)")
"""A slip in the symbols of statements: "PRST 31/2"."""
_HEALTH: Final = re.compile(r"(?<![\w/.-])(?:WHA|EB)\d{1,3}$")
"""How symbols of the World Health Organization begin: "WHA40/1987/REC/1"."""
_HEAD: Final = re.compile(
    r"(?<![\w/.-])(?:(?:IDB|GC|PBC)\.\d{1,2}|ICC-ASP|EB\.AIR|MP\.[A-Z]{2,8}|[A-Z]{4,9}\.CONF"
    r"|(?:WP|SC)\.\d{1,2}|CP\.[A-Z]{2,8}|GB\.\d{3}|TD\([IVXLC]{1,6}\))$"
)
"""How symbols begin that hold more than capitals before their first slash."""
_DASH: Final = "[-\u2010-\u2015]"
_MORE: Final = re.compile(
    rf"(?:,| and|, and|, as well as| as well as|{_DASH}) ?(?:its |their )?"
    r"(?P<tail>(?P<kind>Add|Amend|Corr|Rev|L|CRP|INF|WP)s?\. ?\d+"
    rf"(?:/(?:Add|Rev|Corr)\.\d+)?)(?P<range>(?:{_DASH}| to )(?:(?:Add|Corr|Rev)\.)?\d+(?![\d/]))?"
    r"|(?:,| and|, and) (?:its |their )?(?P<word>addend(?:um|a)|corrigend(?:um|a)) (?P<low>\d{1,2})"
    rf"(?P<span>(?:{_DASH}| to )\d{{1,2}}(?![\d/]))?"
)
_BARE: Final = re.compile(
    r"(?:,| and|, and) (?P<number>\d{1,2})(?=[,;.)]|$| and (?:Add|Corr|Rev)\.)"
    rf"|(?P<to>{_DASH}| to )(?P<last>\d+)(?![\d/])"
)
"""A further number of the same kind: "Add.1/Corr.1 and 2", "L.4-6"."""
_NUMBERED: Final = re.compile(r"(?P<stem>.*/(?:Add|Corr|Rev|L|CRP|INF|WP)\.)(?P<number>\d+)")
_LETTER: Final = re.compile(r"(?:,| and|, and) (?P<letter>[A-Z])(?= of\b| on\b| and\b|[,;.)]|$)")
_SERIES: Final = re.compile(
    r"/(?:AC|CN|SC|WG|GE|C|Sub)\.[IVX\d]+$|^(?:WP|SC)\.\d{1,2}(?!.*/(?:19|20)?\d\d/\d)"
)
_ACT: Final = re.compile(r"/(?:RES|DEC)/|/RES\.")
_LATER: Final = r"(?: [A-Z](?:-[A-Z])?)?(?:/(?:Add|Corr|Rev)\.\d{1,2})?"
_WHOLE: Final = {
    "A/RES/": re.compile(
        r"(?:(?:E?S-)?\d{1,3}/\d{1,4}|\d{1,4}(?: [A-Z])? \((?:E?S-)?[IVXLC]{1,8}\))" + _LATER
    ),
    "E/RES/": re.compile(
        r"(?:\d{4}/(?:S-)?\d{1,3}|\d{1,4}(?: [A-Z])? \((?:S-)?[IVXLC]{1,8}\))" + _LATER
    ),
    "S/RES/": re.compile(r"\d{1,4} \(\d{4}\)" + _LATER),
    "A/HRC/RES/": re.compile(r"(?:(?:S-)?\d{1,2}/\d{1,3}|OM/\d/\d)" + _LATER),
}
"""What stands after the beginning of a series' symbol; less of it names no one resolution."""
_WIDEST: Final = 20


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """A symbol in display form and the slice ``[start, end)`` in which it is printed."""

    start: int
    end: int
    symbol: str


def find_symbols(text: str) -> Iterator[SymbolMatch]:
    """Every document symbol, and those printed as endings of the one before.

    >>> [m.symbol for m in find_symbols("(E/2003/90 and Add.1; see HIV/AIDS and 24/7)")]
    ['E/2003/90', 'E/2003/90/Add.1']
    >>> [m.symbol for m in find_symbols("A/56/99-S/2002/98 and S/RES/1373 (2001)")]
    ['A/56/99', 'S/2002/98', 'S/RES/1373 (2001)']
    """
    if "PRST " in text:
        text = _STATEMENT.sub("/", text)
    at = text.find("/")
    end = 0
    while at >= 0:
        start = _begin(text, at, end)
        found = _SYMBOL.match(text, start) if start < at else None
        if found and found.end() > at and _names_one(found[0]):
            for match in _symbols(text, found):
                yield match
                end = max(end, match.end)
        at = text.find("/", max(at + 1, end))


def find_pointed(text: str) -> Iterator[SymbolMatch]:
    """The symbols that have points for strokes.

    >>> [m.symbol for m in find_pointed("notification C.N.12.2031.TREATIES-1 of May")]
    ['C.N.12.2031.TREATIES-1']
    """
    for found in _POINTED.finditer(text) if ".19" in text or ".20" in text else ():
        yield SymbolMatch(found.start(), found.end(), found[0])


def _names_one(symbol: str) -> bool:
    """Whether it has a number of its own and is not only the series of a body's documents."""
    return any(c.isdigit() for c in symbol) and not _SERIES.search(symbol)


def _begin(text: str, slash: int, floor: int) -> int:
    """Where the capitals before a slash begin, if nothing else stands before them."""
    start = slash
    if text[start - 1 : start] == ")":  # GC(60)/RES/1
        start = text.rfind("(", max(floor, start - 5), start)
        if start < 0:
            return slash
    known = _HEALTH.search(text, max(floor, start - 6), start)
    known = known or _HEAD.search(text, max(floor, slash - 16), slash)
    if known:
        return known.start()
    while start > floor and slash - start < 14 and text[start - 1].isupper():
        start -= 1
    before = text[start - 1 : start] if start else ""
    joined = before == "-" and start > floor and text[start - 2 : start - 1].isdigit()
    joined = joined or (before == "-" and (start - 1 == floor > 0 or text[start - 2] == " "))
    return slash if (before.isalnum() or before in ("/", ".", "-")) and not joined else start


def _symbols(text: str, found: re.Match[str]) -> Iterator[SymbolMatch]:
    symbol, suffix = found[0], found["suffix"]
    if suffix and not _ACT.search(symbol):
        symbol, suffix = symbol.removesuffix(suffix), None
    end = found.start() + len(symbol)
    shown = _display(symbol)
    yield SymbolMatch(found.start(), end, shown)
    if suffix and suffix[-1].isalpha():
        while more := _LETTER.match(text, end):
            yield SymbolMatch(more.start("letter"), more.end(), f"{shown[:-1]}{more['letter']}")
            end = more.end()
    yield from _endings(text, symbol, end)


def _endings(text: str, symbol: str, end: int) -> Iterator[SymbolMatch]:
    for further in _bare(text, symbol, end):
        yield further
        end = further.end
    while more := _MORE.match(text, end):
        if more["word"]:
            kind = "Add" if more["word"].startswith("a") else "Corr"
            tail = f"{kind}.{more['low']}"
        else:
            kind = more["kind"]
            tail = re.sub(r"^([A-Z]+[a-z]*?)s?\. ?", r"\1.", more["tail"])
        # "E/2003/90 and Add.1" adds an ending; "…/L.1 and L.2" puts one in the place of another.
        last = symbol.rpartition("/")[2]
        if kind == "WP" and not last.startswith(kind):
            return  # a working party: "…/WP.5/2031/2, WP.6"
        stem = symbol.rpartition("/")[0] if last.startswith(kind) else symbol
        at = more.start("word" if more["word"] else "tail")
        through = more.end("low" if more["word"] else "tail")
        yield SymbolMatch(at, through, _display(f"{stem}/{tail}"))
        if more["range"] or more["span"]:
            yield from _told_out(more, stem, f"{kind}.", tail)
        end = more.end()
        for further in _bare(text, f"{stem}/{tail}", end):
            yield further
            end = further.end


def _bare(text: str, symbol: str, end: int) -> Iterator[SymbolMatch]:
    """The further numbers of an ending that are printed alone."""
    last = _NUMBERED.fullmatch(symbol)
    more = _BARE.match(text, end) if last else None
    if last and more and more["number"]:
        shown = _display(f"{last['stem']}{more['number']}")
        yield SymbolMatch(more.start("number"), more.end(), shown)
    elif last and more and int(last["number"]) < int(more["last"]) <= int(last["number"]) + _WIDEST:
        for number in range(int(last["number"]) + 1, int(more["last"]) + 1):
            yield SymbolMatch(more.start("to"), more.end(), _display(f"{last['stem']}{number}"))


def _told_out(more: re.Match[str], stem: str, kind: str, tail: str) -> Iterator[SymbolMatch]:
    """The further endings of "Add.1-3"."""
    group = "range" if more["range"] else "span"
    low = int(re.findall(r"\d+", tail)[-1])
    high = int(re.findall(r"\d+", more[group])[-1])
    if low < high <= low + _WIDEST:
        for number in range(low + 1, high + 1):
            symbol = _display(f"{stem}/{kind}{number}")
            yield SymbolMatch(more.start(group), more.end(group), symbol)


def _display(symbol: str) -> str:
    # Misprints: "ECE/TRANS/WP30/AC.2/63.Add.2" is ECE/TRANS/WP.30/AC.2/63/Add.2.
    shown = re.sub(r"(?<=/)(WP|AC|SC|WG|GE|CRP|CN)(?:\. ?)?(?=\d)", r"\1.", symbol)
    shown = shown.replace("/ ", "/")
    shown = re.sub(r"(?<=/)(Inf|INF)\. (?=\d)", r"\1.", shown)
    shown = re.sub(r"(?<=\d)\.(?=(?:Add|Corr|Rev)\.)", "/", shown)
    shown = re.sub(r"(?<=/)(Add|Corr|Rev)\.? ?(?=\d)", r"\1.", shown)
    return re.sub(r"(?<=[\d])\((?=[IVXLC\d])(?!\d{1,3}\)/)", " (", shown)


def whole_symbol(symbol: str | None) -> str | None:
    """The symbol, unless it lacks what its series asks for: the year, the session, the number.

    >>> whole_symbol("S/RES/1882 (2009)"), whole_symbol("S/RES/1882"), whole_symbol("A/RES/2625")
    ('S/RES/1882 (2009)', None, None)
    """
    if symbol is None or "{" in symbol or "%" in symbol:
        return None
    series, act, number = symbol.partition("RES/")
    form = _WHOLE.get(series + act)
    return symbol if form is None or form.fullmatch(number) else None
