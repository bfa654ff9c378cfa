"""Find the treaties that reports name by a year or an acronym, with their articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kg.recognise.citing.names import NameIndex
from kg.recognise.citing.others import Named, in_body

__all__ = ["NumberedAct", "find_articles_of", "find_by_year", "find_numbered"]

_YEARS: Final = re.compile(
    r"\b(?P<first>(?:18|19|20)\d\d)(?:(?:,| and|, and| or)(?: the)? (?P<second>(?:18|19|20)\d\d))?"
    r" (?:[A-Z][a-z]+ )?(?P<head>Convention|Agreement|Protocol|Treaty|Treatie)s?\b"
    r"(?! (?:on|for|of|to|concerning|relating|against|[A-Z]))"
)
_ARTICLE: Final = r"[Aa]rticles? \d{1,3}[a-z]{0,5}(?: ?\(\w{1,4}\)){0,3}"
_OF: Final = re.compile(rf"\b{_ARTICLE},? of (?:the )?(?P<short>[A-Z]{{3,6}})\b(?![/-])")
_BEHIND: Final = re.compile(rf"\b(?P<short>[A-Z]{{3,6}}),? {_ARTICLE}")


_NUMBERED: Final = re.compile(
    r"\b(?:(?P<owner>(?!Mutual|Special)[A-Z][A-Za-z.\d]{1,11}) )?(?:Mutual |Special )?"
    r"(?P<act>[Rr]esolution|[Dd]ecision) No\. ?(?P<number>\d{1,4})(?![\w/])"
)
_CONSOLIDATED: Final = re.compile(
    r"\bConsolidated (?P<act>Resolution) on (?:the )?[A-Z][\w' -]{3,60}? \([A-Z.\d]{2,8}\)"
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
    if "No." in plain:
        for found in _NUMBERED.finditer(plain):
            owner = found["owner"] if found["owner"] and found["owner"].isupper() else None
            start = found.start() if owner or not found["owner"] else found.end("owner") + 1
            yield NumberedAct(start, found.end(), found["act"].lower(), owner, found["number"])
    if "Consolidated" in plain:
        for found in _CONSOLIDATED.finditer(plain):
            yield NumberedAct(found.start(), found.end(), "resolution", None, None)


def find_by_year(plain: str, known: Sequence[Named], names: NameIndex) -> Iterator[Named]:
    """The treaties named by their year alone: "the 1952 Convention", "the 1958 and 1998 ones"."""
    keys = {one.key for one in known if one.key}
    told = set[str]()
    for found in _YEARS.finditer(plain):
        if in_body(plain, found.start()):
            continue
        for year in ("first", "second"):
            start = found.start(year)
            if start < 0:
                continue
            last = year == "second" or found["second"] is None
            end = found.end() if last else found.end(year)
            if any(one.start < end and start < one.end for one in known):
                continue
            name = f"{found[year]} {found['head']}"
            listed = names.at(name, 0)
            if name in told or (listed and listed.key in keys):
                continue
            told.add(name)
            yield Named(start, end, listed.key if listed else None, "Treaty")


def find_articles_of(
    plain: str, known: Sequence[Named], shorts: Mapping[str, str]
) -> Iterator[Named]:
    """The articles of treaties that go by an acronym: "article 14 of ADR", "AETR article 22"."""
    if "rticle" not in plain:
        return
    for pattern in (_OF, _BEHIND):
        for found in pattern.finditer(plain):
            key = shorts.get(found["short"])
            if key is None or any(
                one.start <= found.start() and found.end() <= one.end for one in known
            ):
                continue
            yield Named(found.start(), found.end(), key, "Treaty", article=True)
