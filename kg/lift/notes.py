"""Let a paragraph that names a report cite the document that its footnote names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.model import Citation, Findings, NoteCall, Paragraph

__all__ = ["cited_through_notes"]

_REPORT: Final = re.compile(
    r"\b(?:(?:reports?|study|recommendations?|outcome\s+document)\s+(?:of|on|by)|note\s+by)\s"
    r"[^.;:]{3,300}$"
)
_EFFECTS: Final = (
    (re.compile(r"\b(?:takes?|taking) note\b|\bnot(?:es|ing)\b", re.IGNORECASE), "notes"),
    (re.compile(r"\bwelcom(?:es|ing)\b", re.IGNORECASE), "welcomes"),
    (re.compile(r"\bendors(?:es|ing)\b", re.IGNORECASE), "endorses"),
    (re.compile(r"\brecall(?:s|ing)\b", re.IGNORECASE), "recalls"),
    (re.compile(r"\breaffirm(?:s|ing)\b", re.IGNORECASE), "reaffirms"),
)
_KINDS: Final = ("preambular", "operative")
_BEFORE: Final = 420


def cited_through_notes(findings: Findings) -> Iterator[Citation]:
    """The citations of documents by paragraphs of an act that name them as their notes do.

    "Takes note of the report of the Commission on its twentieth session" with a call to a note in
    which one document alone stands cites that document; its passage is the words before the call.
    """
    document = findings.document
    cited: dict[str, list[Citation]] = {}
    for finding in findings.findings:
        if isinstance(finding, Citation):
            cited.setdefault(finding.paragraph, []).append(finding)
    for paragraph in document.paragraphs:
        own = {citation.symbol for citation in cited.get(paragraph.id, ())}
        for call in paragraph.calls if paragraph.kind in _KINDS else ():
            noted = cited.get(call.footnote, [])
            if len(noted) == 1 and noted[0].cites == "document" and noted[0].symbol not in own:
                yield from _citation(document.source.text, paragraph, call, noted[0])


def _citation(
    text: str, paragraph: Paragraph, call: NoteCall, noted: Citation
) -> Iterator[Citation]:
    first = max(paragraph.start, call.start - _BEFORE)
    words = text[first : call.start].rstrip()
    found = _REPORT.search(words)
    if found:
        effects = ((p.end(), name) for pattern, name in _EFFECTS for p in pattern.finditer(words))
        before = [effect for effect in effects if effect[0] <= found.start()]
        yield replace(
            noted,
            paragraph=paragraph.id,
            start=first + found.start(),
            end=first + found.end(),
            quote=" ".join(found[0].split()),
            effect=max(before)[1] if before else None,
        )
