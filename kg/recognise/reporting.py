"""Tell whose report a document is, and by which names it goes on to call that body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Body
from kg.model import Document
from kg.recognise.names import body_key, without_article
from kg.recognise.numbers import ORDINAL
from kg.recognise.passages import passages

__all__ = ["ReportingBody", "body_named", "front_lines", "reporting_body"]

_HEADS: Final = (
    "Open-ended Intergovernmental Expert Group", "Intergovernmental Group of Experts",
    "Expert Group", "Group of Governmental Experts", "Group of Experts", "Committee of Experts",
    "Committee of the Whole", "Working Group", "Working Party", "Task Force", "Ad Hoc Committee",
    "Administrative Committee", "Preparatory Committee", "Negotiating Committee",
    "Executive Committee", "Standing Committee", "Steering Committee", "Special Committee",
    "Advisory Committee", "Sub-Committee", "Subcommittee", "Committee", "Sub-Commission",
    "Subcommission", "Commission", "Conference of the States Parties",
    "Conference of States Parties",
    "Conference of the Parties", "Meeting of the Parties", "Meeting of the States Parties",
    "Meeting of States Parties", "Review Conference", "High-level Meeting", "Joint Meeting",
    "Expert Meeting", "Executive Board", "Governing Council", "Environment Assembly",
    "Executive Body", "Executive Council", "Technical Implementation Body", "Council", "Board",
    "Assembly", "Permanent Forum", "Forum", "World Forum", "Congress", "Conference", "Meeting",
    "Workshop", "Seminar", "Panel", "Mechanism", "Platform", "Network", "Body", "Bureau", "Team",
    "Group",
)  # fmt: skip
_HEAD: Final = re.compile(rf"\b(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))})\b", re.I)
_WORK: Final = r"(?:(?:the )?(?:work|results|outcome|proceedings|deliberations) of )?"
_NTH: Final = (
    rf"(?:(?i:the |its |[\w-]+ )?(?i:{ORDINAL}) (?:and (?i:{ORDINAL}) )?)?(?:[a-z-]+ ){{0,3}}"
    r"(?:meetings?|sessions?|part)"
)
_TITLE: Final = re.compile(
    r"(?:Report|Proceedings|Minutes|Summary|Record|REPORT)"
    rf" (?i:of|on) {_WORK}(?i:the )?(?:(?:{_NTH}|conference) of (?:the )?)?"
    rf"(?:(?i:{ORDINAL}) )?(?P<body>\S.*)"
)
_BODY_END: Final = re.compile(
    rf",? Chair(?:person)?-Rapporteur\b|,? (?:on|for|at|covering|during) (?:its|the"
    rf"|their) (?:work (?:of|at|during) (?:its"
    rf"|the) )?(?:[\w-]+ ){{0,3}}"
    rf"(?:{ORDINAL}|sessions?|meetings?|work|activities|year|period|biennium)\b"
    rf"|,? (?:held|convened|meeting (?:in|at|from)|which met|on the period)\b|: |;|\.? ?\("
    rf"|,? {ORDINAL} (?:session|meeting)"
    rf"|,? \d{{1,2}}(?:[-–]\d{{1,2}})? [A-Z]|,? [A-Z][a-z]+, \d{{1,2}}|[–—]| - |\s*$",
    re.IGNORECASE,
)
_TEXT: Final = re.compile(
    rf"(?:^|\. )(?:The )?(?P<body>[A-Z][^.;:]{{3,300}}?)(?:,? \([^()]{{2,60}}\))?,? "
    rf"(?:held|convened|opened|began|concluded) its (?:[\w-]+ ){{0,2}}?(?:{ORDINAL} )?(?:[\w-]+"
    rf" ){{0,2}}?(?:session|meeting)\b"
)
_OF_TEXT: Final = re.compile(
    rf"(?:^|\. )The (?:[\w-]+ ){{0,2}}?(?:{ORDINAL} )(?:[\w-]+ ){{0,2}}?(?:session"
    rf"|meeting) of (?:the )?"
    r"(?P<body>[A-Z][^.;:]{3,300}?)(?:,? \([^()]{2,60}\))?,? (?:was|were|took|opened|began)\b"
)
_ACRONYM: Final = (
    r"(?:hereinafter|hereafter)? ?(?:referred to as )?(?:the )?[“\"‘']?(?P<short>[A-Z][\w./"
    r" -]{1,40})[”\"’']?"
)
_CONTENTS: Final = re.compile(r"^[#*\s]*Contents\b", re.IGNORECASE)
_MARKS: Final = re.compile(r"^[#*_>|\s]+|[*_|\s]+$")
_MOST_FRONT: Final = 12_000
_LONGEST_NAME: Final = 320
_LONGEST_LINE: Final = 160
_MOST_NAMES: Final = 16
_NO_NAME: Final = re.compile(
    rf"^(?:{ORDINAL}\b.*\b(?:session|meeting|part)\b|[A-Z]+/[^ ]+$)|\b(?:19|20)\d\d\b|\.$"
    r"|report\b|official records|distr|original|contents|document|symbol|item \d|items \d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReportingBody:
    """The body that a report is of.

    ``key`` is its id on the authority list, else its printed name without article and acronym.
    ``heads`` are all names by which the report may call it, without article: its full names,
    its acronyms (those in capitals), and the head words of its names ("Expert Group", "Group").
    A sentence whose subject is "the" and one of them speaks of this body.
    """

    key: str
    heads: tuple[str, ...]


def reporting_body(document: Document, authority: Authority) -> ReportingBody | None:
    """The body that a report is of; None where neither title, cover nor text names one.

    The title names it, as a whole or by its head word alone ("Meeting of the Parties"), which
    the cover, the symbol and the first sentences then fill up.
    """
    titled = _titled(document.title or "")
    covers = _covers(document)
    said = list(_said(document))
    names = [name for name in (titled, *covers, *said) if name]
    if titled and not _generic(titled):
        name = titled
    else:
        like = titled.casefold() if titled else ""
        fuller = [n for n in names if n.casefold().startswith(like) and not _generic(n)]
        listed = [n for n in fuller if (b := _known(n, authority)) and not _is_organ(b)]
        name = next(iter((*listed, *fuller)), titled or "")
    by_symbol = _by_symbol(document.symbol, authority)
    known = _known(name, authority) if name else None
    if by_symbol and (not name or _is_short_for(name, by_symbol)):
        known = by_symbol
    if not name and known is None:
        return None
    key = known.id if known else body_key(name, authority)
    alike = [n for n in (titled, name, *said) if n and _same(n, name, known, authority)]
    return ReportingBody(key, _heads(document, alike, known, authority))


def body_named(words: str, reporting: ReportingBody | None, authority: Authority) -> str:
    """The id or printed words of a body, where the reporting one may be called by a head alone."""
    name = without_article(re.sub(r"\s*\([A-Z][\w./ -]*\)$", "", words))
    if reporting and name.lower() in {head.lower() for head in reporting.heads}:
        return reporting.key
    return _known_key(name, authority)


def front_lines(document: Document) -> list[str]:
    """The lines of the cover, marks of headings taken off, up to the contents or the first text."""
    first = next((p.start for p in document.paragraphs if p.kind == "report"), None)
    end = first if first is not None else _MOST_FRONT
    text = document.source.text[: min(end, _MOST_FRONT)]
    lines: list[str] = []
    for line in text.splitlines():
        words = " ".join(_MARKS.sub("", line).split())
        if _CONTENTS.match(words):
            break
        lines.append(words)
    return lines


def _titled(title: str) -> str | None:
    """The body's name in a title; None where it tells only of a session."""
    found = _TITLE.search(title)
    if not found:
        return None
    body = found["body"]
    end = _BODY_END.search(body)
    name = without_article(body[: end.start()] if end else body)
    name = re.sub(rf"^(?:{ORDINAL}) (?=[A-Z])", "", name, flags=re.IGNORECASE)
    if re.fullmatch(r"(?i:meetings?|sessions?|conference|work)", name) or len(name) > _LONGEST_NAME:
        return None
    return name if _HEAD.search(name) else None


def _covers(document: Document) -> list[str]:
    """The names of bodies on the cover: lines with a head word and what follows them unbroken.

    The one nearest the title comes first.
    """
    runs: list[list[str]] = [[]]
    for line in front_lines(document):
        if line and len(line) < _LONGEST_LINE and not _NO_NAME.search(line):
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    named = [" ".join(run[at:]) for run in runs for at in range(len(run))]
    named = [re.sub(rf"^(?:{ORDINAL}) (?=[A-Z])", "", name) for name in named]
    return [n for n in reversed(named) if _HEAD.search(n) and n[:1].isupper()][:_MOST_NAMES]


def _said(document: Document) -> Iterator[str]:
    """The bodies that the first paragraphs say to have held a session or meeting."""
    for number, passage in enumerate(passages(document)):
        if number > 40:
            return
        for pattern in (_TEXT, _OF_TEXT):
            found = pattern.search(passage.text)
            if found and _HEAD.search(found["body"]):
                yield without_article(found["body"])


def _generic(name: str) -> bool:
    """Whether a name is a head word alone, such as "Committee" or "Meeting of the Parties"."""
    return _HEAD.fullmatch(name) is not None


def _prefixes(authority: Authority) -> tuple[tuple[str, Body], ...]:
    pairs = [(prefix, b) for b in authority.bodies.values() for prefix in b.symbol_prefixes]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _by_symbol(symbol: str | None, authority: Authority) -> Body | None:
    """The body whose series the symbol stands in; none for the series of a whole organ."""
    for prefix, body in _prefixes(authority):
        if symbol and "/" in prefix and re.match(rf"{re.escape(prefix)}(?:/|$)", symbol):
            return body
    return None


def _is_organ(body: Body) -> bool:
    """Whether it is a principal organ, whose name heads the reports of all that is under it."""
    return body.kind == "principal organ"


def _is_short_for(name: str, body: Body) -> bool:
    """Whether a printed name may mean that body: it begins, or is begun by, one of its names."""
    low = _without_commas(name)
    return any(
        low.startswith(_without_commas(n)) or _without_commas(n).startswith(low) for n in body.names
    )


def _without_commas(name: str) -> str:
    return name.replace(",", "").casefold()


def _known(name: str, authority: Authority) -> Body | None:
    """The body of that name, or whose name is the longest with which the words begin."""
    exact = authority.body(name) or authority.body(name.title())
    if exact:
        return exact
    words = name.split(" ")
    for count in range(len(words) - 1, 3, -1):
        head = " ".join(words[:count]).rstrip(",")
        body = authority.body(head)
        if body and not _generic(head) and not re.match(r"(?:of|for|on)\b", words[count]):
            return body
    return None


def _known_key(name: str, authority: Authority) -> str:
    known = _known(name, authority)
    return known.id if known else body_key(name, authority)


def _same(name: str, chosen: str, known: Body | None, authority: Authority) -> bool:
    body = _known(name, authority)
    if known and body:
        return body.id == known.id
    low, other = name.casefold(), chosen.casefold()
    return low.startswith(other) or other.startswith(low)


def _heads(
    document: Document, names: Iterable[str], known: Body | None, authority: Authority
) -> tuple[str, ...]:
    full = [*dict.fromkeys((*names, *(known.names if known else ())))]
    heads = dict.fromkeys(full)
    for name in full[:6]:
        for head in _head_words(name):
            heads[head] = None
    for short in _shorts(document, full, authority):
        heads[short] = None
    return tuple(heads)


def _head_words(name: str) -> Iterator[str]:
    """The head words of a name: the first found, and the last word of that."""
    found = _HEAD.search(name)
    if found is None:
        return
    head = found[0]
    yield head
    if " of " in head:
        yield head.split(" of ")[0]
    else:
        yield head.split(" ")[-1]


def _shorts(document: Document, names: list[str], authority: Authority) -> Iterator[str]:
    """What stands in brackets behind one of the names where the report first says it in full."""
    longest = sorted((n for n in names if " " in n), key=len, reverse=True)[:8]
    if not longest:
        return
    pattern = re.compile(
        rf"\b(?:{'|'.join(re.escape(n) for n in longest)}),? \({_ACRONYM}\)", re.IGNORECASE
    )
    for number, passage in enumerate(passages(document)):
        if number > 60:
            return
        for found in pattern.finditer(passage.text):
            short = without_article(found["short"])
            if not authority.state(short) and not re.search(r"\d{4}", short):
                yield short
