"""Recognise the documents that lay before a meeting or were circulated at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import Document, ListedDocument, Paragraph
from kg.recognise.passages import Passage, Span, passages
from kg.recognise.symbols import SymbolMatch, find_symbols

__all__ = ["recognise_documents"]

_BEFORE: Final = re.compile(
    r"^Documentation\s*:|\b(?:had before (?:it|them|the \w+)"
    r"|had the following documents before|considered the following"
    r" documents|was provided with the following|documents? (?:was|were) (?:before|made available))"
)
_LIST_ITSELF: Final = re.compile(
    r"\b(?P<title>(?:provisional |final )?list of participants)\b(?P<rest>.*)", re.IGNORECASE
)
_BESIDES: Final = re.compile(
    r"\bin addition to (?P<title>(?:the |an? )?[^;:]+?), (?:the following|documents?)\b"
)
_ROLES: Final = (
    "annotated provisional agenda", "provisional agenda", "agenda", "list of participants",
    "executive summary", "note by the secretariat", "note by the chair", "note verbale", "note",
    "report of the secretary-general", "report of the secretariat",
    "report of the executive director", "draft report", "report", "background paper",
    "working paper", "conference room paper", "discussion paper", "paper", "discussion guide",
    "draft resolution", "draft decision", "programme of work", "work programme", "workplan",
    "study", "compilation",
)  # fmt: skip
_TITLE: Final = re.compile(
    r"(?:^|[.;:,] |\band )(?:the |an? )?(?P<title>[^;:]+?),? ?\((?:[^()]* )?$"
)
_ENTITLED: Final = re.compile(r"(?:entitled|on) [“\"](?P<title>[^”\"]+)[”\"][^“\"]*$")


def recognise_documents(document: Document, authority: Authority) -> tuple[ListedDocument, ...]:
    """The documents listed, in the order of the text; ``role`` says what kind of paper each is."""
    found: list[ListedDocument] = []
    listing: Paragraph | None = None
    for passage in passages(document):
        ident = passage.paragraph.id
        if listing and ident.startswith(f"{listing.id}("):
            found += _items(passage, Span(0, len(passage.text)))
            continue
        listing = passage.paragraph if _BEFORE.search(passage.text) else None
        found += _listed(passage)
    return tuple(found)


def _listed(passage: Passage) -> Iterator[ListedDocument]:
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        before = _BEFORE.search(words)
        participants = _LIST_ITSELF.search(words)
        if before:
            besides = _BESIDES.search(words, before.end())
            if besides:
                yield _document(passage, Span(*besides.span("title")), sentence.start, None)
            yield from _items(passage, Span(sentence.start + before.end(), sentence.end))
        elif participants:
            symbol = next(find_symbols(participants["rest"]), None)
            if symbol:
                span = Span(*participants.span("title"))
                yield _document(passage, span, sentence.start, symbol.symbol,
                                through=participants.start("rest") + symbol.end)  # fmt: skip


def _items(passage: Passage, span: Span) -> Iterator[ListedDocument]:
    """Each symbol with the title before it; addenda printed together have that of the first."""
    words = passage.text[span.start : span.end]
    begin = 0
    for symbol in find_symbols(words):
        if symbol.start < begin:
            yield _one(passage, span, symbol, None, symbol.start)
            continue
        yield _one(passage, span, symbol, _title_before(words, begin, symbol), begin)
        close = re.compile(r"[^()]*\)|").match(words, symbol.end)
        begin = close.end() if close else symbol.end


def _title_before(words: str, begin: int, symbol: SymbolMatch) -> Span | None:
    before = words[begin : symbol.start]
    found = _ENTITLED.search(before) or _TITLE.search(before)
    if not found:
        return None
    return Span(begin + found.start("title"), begin + found.end("title"))


def _one(
    passage: Passage, span: Span, symbol: SymbolMatch, title: Span | None, begin: int
) -> ListedDocument:
    words = passage.text[span.start + begin : span.start + symbol.start]
    at = title or Span(symbol.start, symbol.start)
    found = _document(passage, at, span.start, symbol.symbol, through=symbol.end)
    return replace(found, role=_role(words) if title else None)


def _document(
    passage: Passage, title: Span, shift: int, symbol: str | None, *, through: int | None = None
) -> ListedDocument:
    start, end = title.start + shift, title.end + shift
    printed = passage.text[start:end]
    words = re.sub(r"^(?:the|an?) ", "", printed.strip(" ,.;"), flags=re.IGNORECASE)
    start += printed.find(words) if words else 0
    stop = through + shift if through is not None else start + len(words)
    return ListedDocument(
        **passage.where(start, stop), symbol=symbol, title=words or None, role=_role(words)
    )


def _role(words: str) -> str | None:
    """The first kind of paper that the words name; of two at one place, the longer."""
    lower = words.lower()
    found = [(lower.find(role), -len(role), role) for role in _ROLES if role in lower]
    return min(found)[2] if found else None
