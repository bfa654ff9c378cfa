"""Recognise the adoption of the report: at which sitting, on which day, which draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.authority import Authority
from kg.model import Adoption, Document
from kg.recognise.dates import find_dates
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.passages import Passage, passages
from kg.recognise.symbols import find_symbols

__all__ = ["recognise_adoption"]

_ADOPTED: Final = re.compile(
    r"\badopted (?:its (?:draft )?report|the (?:present|draft) report|the report\b(?! of| on)"
    r"|the report (?:on|of) (?:its|the (?:session|meeting|work of)))"
    r"|\b(?:its|the|the present|the draft|this) report (?:of the (?:session|meeting) )?was adopted",
    re.IGNORECASE,
)
_SITTING: Final = re.compile(
    rf"\bat (?:its|the) (?P<sitting>{ORDINAL})(?: plenary| closing)? meeting\b", re.IGNORECASE
)


def recognise_adoption(document: Document, authority: Authority) -> tuple[Adoption, ...]:
    """The adoption of the document by the meeting that it reports on, the last that is stated."""
    found = [adoption for p in passages(document) for adoption in _adoptions(p)]
    return tuple(found[-1:])


def _adoptions(passage: Passage) -> Iterator[Adoption]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        if not _ADOPTED.search(words) or passage.paragraph.id.startswith("annex"):
            continue
        sitting = _SITTING.search(words)
        day = next(find_dates(words), None)
        symbol = next(find_symbols(words), None)
        yield Adoption(
            **passage.where(sentence.start, sentence.end),
            date=day.last if day and day.first == day.last else None,
            sitting=ordinal_of(sitting["sitting"]) if sitting else None,
            symbol=symbol.symbol if symbol else None,
        )
