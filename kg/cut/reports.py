"""Cut a report of a meeting, or a paper for one, with the acts that it holds in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.authority import Authority
from kg.cut.blocks import gather
from kg.cut.contents import after_contents, contents_items
from kg.cut.enclosed import enclosed_acts
from kg.cut.front import Front, body_start, read_front, symbol_of_file_name, title_end
from kg.cut.lines import Line, lines_of, without_running_heads
from kg.model import Document, Paragraph, SourceText

__all__ = ["cut_report", "is_report"]

_MEETING: Final = (
    r"(?:sessions?|meetings?|conference|congress|forum|seminar|symposium|workshop|consultations?"
    r"|sittings?|assembly|round ?table|proceedings|work|dialogue|summit|retreat)"
)
_OF_MEETING: Final = re.compile(
    rf"\breports?\b.{{0,400}}?\b{_MEETING}\b|\b(?:minutes|proceedings|records?) of\b"
    rf"|\bsummary\b.{{0,200}}?\b{_MEETING}\b",
    re.IGNORECASE | re.DOTALL,
)
_BY_SOMEBODY: Final = re.compile(
    r"\breports? (?:of|by) (?:the )?(?:(?:Deputy )?Executive (?:Director|Secretary)"
    r"|Secretary-General|Director|secretariat|(?:United Nations )?High Commissioner"
    r"|Special (?:Rapporteur|Envoy)"
    r"|Independent Expert|Board of Auditors|Joint Inspection|Office of)\b",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(r"\breports?\b", re.IGNORECASE)
_PARTICIPANTS: Final = re.compile(
    r"(?:(?:provisional|final|revised|draft) )*list of (?:participants|delegations)\b"
    r"|participants$",
    re.IGNORECASE,
)
_AGENDA: Final = re.compile(
    r"(?:(?:annotated|annotations|revised|draft|provisional|and|to|the) )*agenda\b", re.IGNORECASE
)
_TITLED: Final = re.compile(
    r"^[ \t]*(?:#{1,6} |\*\*)?(?:Draft |Final |Summary |Annual )?Reports? (?:of|on) (?:the|its)\b"
    rf"(?=[^\n]*(?:\n[^\n]+){{0,3}}?\b{_MEETING}\b|[^\n]*(?:Committee|Commission|Group|Council)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_ADOPTED: Final = re.compile(
    r"^[ \t]*(?:#+ )?(?:\[?Resolutions?|\[?Decisions?) adopted (?:by|at|on) "
    r"|^[ \t]*\d{1,4}/\d{1,4}[A-Z, and]{0,20}\.+\s"
    r"|^[^\n]{2,200}: (?:revised )?draft (?:resolution|decision)",
    re.MULTILINE,
)
_OPENING: Final = 6000
_COVER: Final = 80
"""The most lines before the title of a paper none of whose paragraphs is numbered."""


def is_report(text: str) -> bool:
    """Whether a text bears the title of a report before it says that anything was adopted.

    >>> is_report("Report of the Board on Wells on its second session\\n\\nThe Board,\\n")
    True
    """
    titled = _TITLED.search(text, 0, _OPENING)
    adopted = _ADOPTED.search(text, 0, _OPENING)
    return titled is not None and (adopted is None or titled.start() < adopted.start())


def cut_report(source: SourceText, authority: Authority, given: str | None) -> tuple[Document, ...]:
    """A report and the resolutions and decisions in it; nothing where it has no body.

    The report comes first, without the paragraphs of those acts.
    """
    lines = tuple(lines_of(source.text))
    begin = _begin(lines)
    numbered = begin < len(lines)
    if not numbered:
        begin = title_end(lines[:_COVER])
    front = read_front(lines[:begin])
    body = without_running_heads(lines[begin:], front.symbol)
    kind = _type(front)
    if kind == "Document" and not numbered:
        return ()
    acts, stretches = (
        enclosed_acts(source, authority, body) if kind == "MeetingReport" else ((), ())
    )
    gathered = gather(
        source.text,
        _without(body, stretches),
        contents_items(lines[:begin]),
        names=kind == "ParticipantList",
    )
    if not any(p.kind in ("report", "other") for p in gathered.paragraphs):
        return ()
    symbol, warnings = _symbol(front, given, source.file)
    report = Document(
        source=source,
        paragraphs=(*_title(front), *gathered.paragraphs),
        type=kind,
        symbol=symbol,
        title=front.title,
        date=front.date,
        language=front.language,
        session=front.session if kind != "Document" else None,
        warnings=(*warnings, *gathered.warnings),
    )
    return (report, *acts)


def _begin(lines: Sequence[Line]) -> int:
    """The index of the first line of the body.

    It begins with the first numbered sentence or, where there are contents, with the headings
    right after them, if a sentence without a number comes first.
    """
    numbered = body_start(lines)
    printed = after_contents(lines)
    return numbered if printed is None else min(numbered, printed)


def _type(front: Front) -> str:
    title = front.title or ""
    if _PARTICIPANTS.match(title):
        return "ParticipantList"
    if _AGENDA.match(title):
        return "Agenda"
    if _OF_MEETING.search(title):
        return "MeetingReport"
    return (
        "MeetingReport" if _REPORT.search(title) and not _BY_SOMEBODY.search(title) else "Document"
    )


def _without(lines: Sequence[Line], stretches: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
    taken = {index for first, last in stretches for index in range(first, last)}
    return tuple(line for index, line in enumerate(lines) if index not in taken)


def _title(front: Front) -> tuple[Paragraph, ...]:
    if front.title is None or front.title_span is None:
        return ()
    start, end = front.title_span
    return (Paragraph("title", "title", start, end, front.title, numbered=False),)


def _symbol(front: Front, given: str | None, file: str) -> tuple[str | None, tuple[str, ...]]:
    if front.symbol:
        said = []
        if given is not None and given not in (front.symbol, front.twin):
            said.append(f"the text states the symbol {front.symbol}, not {given}")
        if front.twin:
            said.append(f"the text states a second symbol, {front.twin}")
        return front.symbol, tuple(said)
    if given:
        return given, (f"the symbol {given} was given by the user; the text states none",)
    named = symbol_of_file_name(file)
    if named:
        return named, (f"the symbol {named} is the file's name; the text states none",)
    return None, ()
