"""Recognise the mandates that a meeting gives: what it asks of somebody who is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.authority import Authority
from kg.model import Document, Mandate
from kg.recognise.acts import SESSION, Act, read_acts
from kg.recognise.dates import find_dates
from kg.recognise.numbers import ordinal_of
from kg.recognise.passages import Passage, Span, passages

__all__ = ["recognise_mandates"]

_BY: Final = re.compile(r"\b(?:by|before|no later than)\b[^,;]{0,12}$")
_STATES: Final = ("member-states", "Parties", "Contracting Parties", "States")
_TYPES: Final = (
    (re.compile(r"\bestablish(?:ment)?\b.*\b(?:group|committee|body|force)\b"), "establish body"),
    (
        re.compile(r"\b(?:convene|hold|organi[sz]e)\b.*\b(?:meeting|session|conference|workshop)"),
        "convene meeting",
    ),
    (
        re.compile(r"\b(?:submit|prepare|present|provide) .{0,40}\breport\b|\b[Tt]o report\b"),
        "report",
    ),
    (
        re.compile(r"\b(?:carry out|conduct|prepare|undertake) .{0,40}\bstudy\b|\bto study\b"),
        "study",
    ),
    (re.compile(r"\btechnical assistance\b|\bcapacity-building\b"), "technical assistance"),
    (re.compile(r"\b(?:extend|renew|continue)\b.*\bmandate\b"), "renew"),
    (re.compile(r"\b(?:include|place|put)\b.*\bagenda\b"), "agenda inclusion"),
    (re.compile(r"\b(?:extrabudgetary|voluntary contributions|funding)\b"), "finance"),
)


def recognise_mandates(document: Document, authority: Authority) -> tuple[Mandate, ...]:
    """The outcomes that ask something of somebody, in the order of the text.

    Where the clause only introduces sub-paragraphs, each of them is a mandate.
    """
    below = list(passages(document))
    return tuple(
        mandate
        for act in read_acts(document, authority)
        if act.verb.asks and act.addressee
        for mandate in _mandates(act, act.addressee, below)
    )


def _mandates(act: Act, addressee: str, below: Sequence[Passage]) -> Iterator[Mandate]:
    opening = act.passage
    if opening.text.endswith(":") and act.span.end == len(opening.text):
        parts = [p for p in below if p.paragraph.id.rpartition("(")[0] == opening.paragraph.id]
        for part in parts:
            whole = Span(0, len(part.text))
            yield _mandate(act, addressee, part, (whole, whole))
        if parts:
            return
    yield _mandate(act, addressee, opening, (act.span, act.rest))


def _mandate(act: Act, addressee: str, passage: Passage, spans: tuple[Span, Span]) -> Mandate:
    clause, rest = spans
    words = re.sub(r"[ ,.;:]*(?: and)?$", "", passage.text[rest.start : rest.end]).strip(" ,.;:")
    kind = next((name for pattern, name in _TYPES if pattern.search(words)), None)
    due = _due(act, passage, words)
    deadline = _deadline(words)
    return Mandate(
        **passage.where(*clause),
        verb=act.verb.verb,
        addressees=(addressee,),
        type=kind or ("action by States" if addressee in _STATES else "other"),
        deliverable=words or None,
        due_session=str(due[1]) if due else None,
        due_body=due[0] if due else None,
        due_date=deadline,
        date_role="deadline" if deadline else None,
    )


def _due(act: Act, passage: Passage, words: str) -> tuple[str | None, int] | None:
    """Whose session, and which: the act's, unless a sub-paragraph of it names its own."""
    session = SESSION.search(words) if passage is not act.passage else None
    return (None, ordinal_of(session["ordinal"])) if session else act.due


def _deadline(words: str) -> str | None:
    day = next((d for d in find_dates(words) if d.first == d.last), None)
    return day.last if day and _BY.search(words[: day.start]) else None
