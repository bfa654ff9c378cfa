"""Find the treaties that reports name by a year or an acronym, with their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kg.recognise.citing.names import NameIndex
from kg.recognise.citing.others import Named, in_body

__all__ = ["NumberedAct", "find_articles_of", "find_by_year", "find_numbered", "is_loose"]

_YEARS: Final = re.compile(
    r"\b(?P<years>(?:18|19|20)\d\d(?:(?:,| and|, and| or)(?: the)? (?:18|19|20)\d\d){0,5})"
    r" (?:[A-Z][a-z]+ )?(?P<head>Convention|Agreement|Protocol|Treaty|Treatie)s?\b"
    r"(?! (?:on|for|of|to|relating|against|[A-Z])|(?<!s) concerning)"
)
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
_AMENDING: Final = re.compile(
    r"\bProtocol (?:of \d{4} )?(?:amending|to amend) (?:[a-z0-9]{1,12}[, ]{1,2}|\(\w{1,4}\),? ?)"
    r"{1,20}of (?:the )?(?P<short>[A-Z]{3,6})\b(?![/-])"
)
_ARTICLE: Final = r"[Aa]rticles? \d{1,3}[a-z]{0,5}(?: ?\(\w{1,4}\)){0,3}"
_OF: Final = re.compile(rf"\b{_ARTICLE},? of (?:the )?(?P<short>[A-Z]{{3,6}})\b(?![/-])")
_BEHIND: Final = re.compile(rf"\b(?P<short>[A-Z]{{3,6}}),? {_ARTICLE}")


_NUMBERED: Final = re.compile(
    r"\b(?:(?P<owner>(?!Mutual|Special)[A-Z][A-Za-z.\d]{1,11}) )?(?:Mutual |Special )?"
    r"(?P<act>[Rr]esolution|[Dd]ecision)s? Nos?\. ?(?P<number>\d{1,4})(?![\w/])"
    r"(?P<more>(?:(?:,| and|, and) \d{1,4}(?![\w/])){0,9})"
)
_CONSOLIDATED: Final = re.compile(
    r"\bConsolidated (?P<act>Resolution) on (?:the )?[A-Z][\w' -]{3,60}? \([A-Z.\d]{2,8}\)"
)


_LOOSE: Final = re.compile(
    r"(?:[\w'-]+ ){0,4}Road ?[Mm]ap\b|[A-Z][\w'-]* (?:Action Plan|Agreements|Conventions)$"
    r"|(?:[A-Z][\w'-]* ){1,2}(?:Framework|Code) for\b"
)


class NumberedAct(NamedTuple):
    """An act that is numbered without a session, or goes by its subject: ``[start, end)``."""

    start: int
    end: int
    act: str
    owner: str | None
    number: str | None


def find_numbered(plain: str) -> Iterator[NumberedAct]:
    """The acts that a report names by a bare number or their subject.

    >>> [(a.owner, a.number) for a in find_numbered("the ECE Resolution No. 48, resolution 65/1")]
    [('ECE', '48')]
    """
    if "No." in plain or "Nos." in plain:
        for found in _NUMBERED.finditer(plain):
            owner = found["owner"] if found["owner"] and found["owner"].isupper() else None
            start = found.start() if owner or not found["owner"] else found.end("owner") + 1
            act = found["act"].lower()
            yield NumberedAct(start, found.end("number"), act, owner, found["number"])
            for more in re.finditer(r"\d+", found["more"]):
                at = found.start("more") + more.start()
                yield NumberedAct(at, at + len(more[0]), act, owner, more[0])
    if "Consolidated" in plain:
        for found in _CONSOLIDATED.finditer(plain):
            yield NumberedAct(found.start(), found.end(), "resolution", None, None)


def is_loose(name: str) -> bool:
    """Whether a name that is not on the list is rather that of a plan of work or of many treaties.

    >>> is_loose("Wells Road Map"), is_loose("UN Agreements"), is_loose("Oslo Plan of Action")
    (True, True, False)
    """
    return _LOOSE.match(name) is not None


def find_by_year(plain: str, known: Sequence[Named], names: NameIndex) -> Iterator[Named]:
    """The treaties named by their year alone: "the 1952 Convention", "the 1958 and 1998 ones"."""
    told = set[str]()
    for found in _YEARS.finditer(plain):
        if in_body(plain, found.start()):
            continue
        years = list(_YEAR.finditer(plain, *found.span("years")))
        for year in years:
            start = year.start()
            end = found.end() if year is years[-1] else year.end()
            if any(one.start < end and start < one.end for one in known):
                continue
            name = f"{year[0]} {found['head']}"
            listed = names.at(name, 0)
            before = listed and any(o.key == listed.key and o.start < start for o in known)
            if name in told or before:
                continue
            told.add(name)
            yield Named(start, end, listed.key if listed else None, "Treaty")


def find_articles_of(
    plain: str, known: Sequence[Named], shorts: Mapping[str, str]
) -> Iterator[Named]:
    """The articles of treaties that go by an acronym: "article 14 of ADR", "AETR article 22"."""
    if "rticle" not in plain:
        return
    amending = list(_AMENDING.finditer(plain)) if "Protocol" in plain else []
    for found in amending[:1]:
        if found["short"] in shorts:
            yield Named(found.start(), found.end(), None, "Treaty", article=True)
    for pattern in (_OF, _BEHIND):
        for found in pattern.finditer(plain):
            key = shorts.get(found["short"])
            within = any(one.start <= found.start() and found.end() <= one.end for one in known)
            if key is None or within or any(a.start() < found.start() < a.end() for a in amending):
                continue
            yield Named(found.start(), found.end(), key, "Treaty", article=True)
