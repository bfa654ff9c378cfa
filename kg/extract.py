"""Write what was read in a document as one line of JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Final

from kg.model import Document, Finding, Findings, Paragraph, Statement

__all__ = ["extraction_json"]

_DOCUMENT_KEYS: Final = (
    "symbol", "key", "title", "date", "type", "body", "adopted_on", "adopted_by",
    "plenary_meeting", "committee_report",
)  # fmt: skip
_PLACE_KEYS: Final = ("paragraph", "start", "end", "quote")
_WITHIN: Final = frozenset(
    (
        "own",
        "event",
        "speaker_id",
        "attendee_id",
        "due_body",
        "represents_id",
        "mandates",
        "under_items",
    )
)
"""What findings bear for the graph alone, and the JSON leaves out."""

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def extraction_json(findings: Findings) -> str:
    """One JSON object for one document, on one line without a newline at its end.

    Keys are those of ``extract --json``: ``file``, ``part``, ``text_sha256``, ``document``,
    ``paragraphs``, ``findings``, ``unread``. What is not stated is null. Offsets count the code
    points of the read text.
    """
    document = findings.document
    whole: dict[str, Json] = {
        "file": document.source.file,
        "part": document.part,
        "text_sha256": document.source.text_sha256,
        "document": _document(document),
        "paragraphs": [_paragraph(paragraph) for paragraph in document.paragraphs],
        "findings": [_finding(finding) for finding in findings.findings],
        "unread": [{"paragraph": u.paragraph, "why": u.why} for u in findings.unread],
        "warnings": list(document.warnings),
    }
    return json.dumps(whole, ensure_ascii=False)


def _document(document: Document) -> Json:
    values: dict[str, Json] = {key: getattr(document, key) for key in _DOCUMENT_KEYS}
    vote = document.vote
    values["language"] = document.language
    values["session"] = document.session
    values["agenda_items"] = list(document.agenda_items)
    values["drafts"] = list(document.drafts)
    values["adopted_as"] = document.adopted_as
    values["sponsors"] = list(document.sponsors)
    values["without_vote"] = document.without_vote
    values["vote"] = {"yes": vote.yes, "no": vote.no, "abstain": vote.abstain} if vote else None
    return values


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "id": paragraph.id,
        "kind": paragraph.kind,
        "start": paragraph.start,
        "end": paragraph.end,
        "text": paragraph.text,
        "numbered": paragraph.numbered,
        "speaker": paragraph.speaker,
        "footnotes": [
            {"id": call.footnote, "start": call.start, "end": call.end} for call in paragraph.calls
        ],
    }


def _finding(finding: Finding) -> Json:
    names = [f.name for f in fields(finding) if f.name not in _WITHIN]
    ordered = (*_PLACE_KEYS, *(name for name in names if name not in _PLACE_KEYS))
    values: dict[str, Json] = {"kind": finding.kind}
    for name in ordered:
        value = getattr(finding, name)
        values[name] = list(value) if isinstance(value, tuple) else value
    if isinstance(finding, Statement):
        values["agenda_item"] = _one_or_list(finding.agenda_item)
    return values


def _one_or_list(items: tuple[str, ...]) -> Json:
    """Null for none, a string for one, a list for several."""
    if len(items) > 1:
        return list(items)
    return items[0] if items else None
