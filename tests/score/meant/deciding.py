"""Let the program decide what the annotated citations mean, from the texts as it reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from kg.authority import Authority
from kg.cut import cut
from kg.meant import Citing, Decision, Named, decide, places, read_cited, read_verbs
from kg.model import Citation, Document, Findings
from kg.read import read_file
from kg.recognise import recognise
from tests.score.meant.expected import Expected

__all__ = ["Decided", "Reader", "same_id"]

_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class Decided:
    """What the program decided of a citation; no decision where the citation was not found."""

    expected: Expected
    decision: Decision | None
    part: str | None
    seconds: float

    def right(self, *, strict: bool = False) -> bool:
        """Whether the first paragraph is one that is meant, or that could also be taken."""
        wanted = self.expected.meant if strict else self.expected.meant + self.expected.acceptable
        if self.decision is None or not self.decision.paragraphs:
            return False
        return same_id(self.decision.paragraphs[0], wanted, self.part)


def same_id(found: str, wanted: Sequence[str], part: str | None) -> bool:
    """Whether an id is among those that a person wrote, who knows no files, kinds or headings.

    >>> same_id("annex2.1(a)", ["annexII.1(a)"], None), same_id("75", ["op75"], None)
    (True, True)
    >>> same_id("op4", ["C.op4"], "C"), same_id("I.heading", ["I"], None)
    (True, True)
    """
    return _plain(found, part) in {_plain(one, part) for one in wanted}


def _plain(ident: str, part: str | None) -> str:
    ident = re.sub(r"^annex([IV]+)\.", lambda found: f"annex{_ROMAN[found[1]]}.", ident)
    ident = ident.removeprefix(f"{part}.") if part else ident
    return re.sub(r"(?:^|(?<=\.))op(?=\d)", "", ident).removesuffix(".heading")


class Reader:
    """Reads each file once."""

    def __init__(self, corpus: Path, authority: Authority) -> None:
        self._corpus = corpus
        self._authority = authority
        self._verbs = read_verbs(authority)
        self._read: dict[str, tuple[Findings, ...]] = {}

    def decided(self, expected: Expected) -> Decided:
        """What the program decides of a citation."""
        cited = self._cited(expected)
        text = read_cited(cited.paragraphs, self._verbs)
        for findings in self._findings(expected.citing):
            citations = [f for f in findings.findings if isinstance(f, Citation)]
            here = [c for c in citations if c.start <= expected.offset < c.end]
            if here:
                citing, which = _citing(findings.document, citations, here[0])
                start = perf_counter()
                decision = decide(citing, which, text, self._verbs)
                return Decided(expected, decision, cited.part, perf_counter() - start)
        return Decided(expected, None, cited.part, 0.0)

    def _cited(self, expected: Expected) -> Document:
        documents = [findings.document for findings in self._findings(expected.cited)]
        named = [d for d in documents if d.symbol and d.symbol.endswith(f"/{expected.printed}")]
        return (named or documents)[0]

    def _findings(self, name: str) -> tuple[Findings, ...]:
        if name not in self._read:
            path = self._corpus / "resolutions" / "text" / f"{name}.txt"
            documents = cut(read_file(path), self._authority)
            self._read[name] = tuple(recognise(d, self._authority) for d in documents)
        return self._read[name]


def _citing(document: Document, citations: Sequence[Citation], one: Citation) -> tuple[Citing, int]:
    paragraph = next(p for p in document.paragraphs if p.id == one.paragraph)
    inside = [c for c in citations if c.paragraph == paragraph.id]
    spots = places(paragraph.text, [c.quote for c in inside])
    named = tuple(
        Named(start, end, c.target_paragraph) for (start, end), c in zip(spots, inside, strict=True)
    )
    return Citing(paragraph.text, named), inside.index(one)
