"""Recognise the documents that lay before a meeting or were circulated at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import Document, ListedDocument
from kg.recognise.laying import BEFORE, LISTS_ITSELF, laid_by_act, listing_span
from kg.recognise.papers import Paper, find_papers, role_named
from kg.recognise.passages import PROSE, Passage, Span, passages

__all__ = ["recognise_documents"]

_KINDS: Final = (*PROSE, "heading")
_HINTS: Final = ("/", "before", "ocument", "OCUMENT", "aper", "disposal", "available", "provided")
"""Words of which each paragraph has one that names a paper."""
_LIST_ITSELF: Final = re.compile(
    r"\b(?P<title>(?:provisional |final )?list of participants)\b(?P<rest>.*)", re.IGNORECASE
)
_BESIDES: Final = re.compile(
    r"\bin addition to (?P<title>(?:the |an? )?[^;:]+?), (?:the following|documents?)\b"
)
_HEADED: Final = re.compile(
    r"(?:annex [ivx\d]+\W+)?(?:list of )?(?:the )?(?:relevant |main |official )?(?:documents"
    r"|documentation)(?: (?:before|submitted|considered|issued|presented|circulated|available"
    r"|distributed|prepared|list)\b.{0,120})?\W*",
    re.IGNORECASE,
)
_CONSIDERED_IT: Final = re.compile(
    r"^(?:The |It )?[\w ,]{0,80}\b(?:considered|discussed|reviewed|examined|addressed)"
    r" (?:the|this|that|these|those|each) (?:documents?|proposals?)\b(?! [A-Z])"
)
_ARTICLE: Final = re.compile(r"^(?:(?:and|as well as|also) )?(?:(?:the|an?) )?", re.IGNORECASE)
_ALONE: Final = re.compile(
    r"(?i:documentation|documents?) ?: (?P<title>(?!None\b|No\b|Nil\b|Not\b|To be\b|The following)"
    r"[A-Z“][^;:]{20,400}?)\.?"
)
"""A list that names one paper, which bears neither symbol nor number."""
_OPEN: Final = re.compile(
    r"(?:(?:background|reference|relevant|informal|working) )?(?:documentation|documents?)\s?:?",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"(?:^|[.;:,] |\band )(?:the |an? )?(?P<title>[^;:]+?),? ?\((?:[^()]* )?$"
)
_ENTITLED: Final = re.compile(r"(?:entitled|on) [“\"](?P<title>[^”\"]+)[”\"][^“\"]*$")
_AFTER: Final = re.compile(
    r"\)?[\s:|–—-]{1,4}(?:\d{1,2}(?: ?\([a-z]\))?[\s|]{1,4})?"
    r"(?P<title>[“A-Z][^;|]{4,400}?)\s?(?=[;|]|\.?$)"
)
_WITH: Final = re.compile(r"(?:,|,? and| to|\s?[–—-])\s?")
_DASH: Final = re.compile(r"\s?[\u2010-\u2015-]\s?")
_CLOSE: Final = re.compile(r"[^()]*\)")
_MARK: Final = re.compile(r"\s*(?:\([a-z]{1,2}\)|\([ivx]+\)|[a-z]\)|[-–•*·])\s")
_BARE: Final = re.compile(r"[^;:(]{6,400}?[;.]?(?: and)?")


def recognise_documents(document: Document, authority: Authority) -> tuple[ListedDocument, ...]:
    """The documents listed, in the order of the text; ``role`` says what kind of paper each is.

    A list goes on through the paragraphs that follow its opening words, as long as they are parts
    of it or name a paper each.
    """
    found: list[ListedDocument] = []
    listing: str | None = None
    for passage in passages(document, _KINDS):
        if listing and _goes_on(passage, listing):
            found += _of_list(passage, listing)
            continue
        listing = None
        if _OPEN.fullmatch(passage.text):
            listing = ""
        elif _is_listed(passage):
            found += _items(passage, Span(0, len(passage.text)), after=True)
        elif not any(hint in passage.text for hint in _HINTS):
            continue
        elif passage.paragraph.kind != "heading" or BEFORE.match(passage.text):
            found += _listed(passage)
            listing = _opened(passage)
    return tuple(found)


def _opened(passage: Passage) -> str | None:
    """The id of a paragraph whose words open a list; empty where any paper may follow."""
    last = list(passage.sentences())[-1:]
    words = passage.text[last[0].start : last[0].end] if last else ""
    before = BEFORE.search(words)
    if before is None or (before.start() and not words.endswith(":")):
        return None
    return passage.paragraph.id if before.start() else ""


def _goes_on(passage: Passage, listing: str) -> bool:
    ident = passage.paragraph.id
    if listing and (ident.startswith(f"{listing}(") or _MARK.match(passage.text)):
        return True
    if passage.paragraph.kind == "report" and "(" not in ident:
        return False
    if BEFORE.search(passage.text) or (passage.paragraph.kind == "heading" and listing):
        return False
    return next(find_papers(passage.text), None) is not None


def _of_list(passage: Passage, listing: str) -> Iterator[ListedDocument]:
    found = list(_items(passage, Span(0, len(passage.text)), after=True))
    if found or not listing:
        yield from found
        return
    title = _BARE.fullmatch(passage.text)
    if title and role_named(passage.text):
        mark = _MARK.match(passage.text)
        yield _document(passage, Span(mark.end() if mark else 0, len(passage.text)), 0, None)


def _is_listed(passage: Passage) -> bool:
    """Whether it stands under a heading "List of documents" and does not say where that list is."""
    above = passage.paragraph.heading[-2:]
    return (
        passage.paragraph.kind != "heading"
        and any(_HEADED.fullmatch(heading) for heading in above)
        and not LISTS_ITSELF.search(passage.text)
        and not BEFORE.search(passage.text)
    )


def _listed(passage: Passage) -> Iterator[ListedDocument]:
    previous: list[Paper] = []
    shift = 0
    for sentence in passage.sentences():
        words = passage.text[sentence.start : sentence.end]
        if not any(hint in words for hint in _HINTS):
            previous = []
            continue
        span = listing_span(words)
        alone = _ALONE.fullmatch(words)
        participants = _LIST_ITSELF.search(words)
        papers = list(find_papers(words))
        if alone and not papers:
            yield _document(passage, Span(*alone.span("title")), sentence.start, None)
        elif span and not LISTS_ITSELF.search(words):
            besides = _BESIDES.search(words, span.start)
            if besides:
                yield _document(passage, Span(*besides.span("title")), sentence.start, None)
            yield from _items(
                passage, Span(sentence.start + span.start, sentence.start + span.end),
                after=span.start < len("Documentation: ") and span.end == len(words),
            )  # fmt: skip
        elif participants and any(p.symbol for p in papers if p.start > participants.start()):
            paper = next(p for p in papers if p.symbol and p.start > participants.start())
            title = Span(*participants.span("title"))
            yield _document(passage, title, sentence.start, paper.symbol, through=paper.end)
        else:
            if previous and _CONSIDERED_IT.search(words):
                yield from (_bare(passage, paper, shift) for paper in previous)
            if papers:
                yield from _acted(passage, sentence, papers)
        previous, shift = papers, sentence.start


def _acted(passage: Passage, sentence: Span, papers: Sequence[Paper]) -> Iterator[ListedDocument]:
    words = passage.text[sentence.start : sentence.end]
    for paper in laid_by_act(words, papers):
        found = _bare(passage, paper, sentence.start)
        title = _ENTITLED.search(words[: paper.start]) if words[paper.start - 1] == "(" else None
        if title:
            found = replace(found, title=title["title"])
        yield found


def _bare(passage: Passage, paper: Paper, shift: int) -> ListedDocument:
    before = passage.text[max(shift, paper.start + shift - 200) : paper.start + shift]
    return ListedDocument(
        **passage.where(paper.start + shift, paper.end + shift),
        symbol=paper.symbol, title=paper.name, role=role_named(before),
    )  # fmt: skip


def _items(passage: Passage, span: Span, *, after: bool = False) -> Iterator[ListedDocument]:
    """Each paper with the title beside it; two symbols joined by a dash are of one document.

    Addenda and corrigenda printed with a paper have no title of their own. ``after`` says that a
    title may also follow the symbols, as in a table.
    """
    words = passage.text[span.start : span.end]
    papers = list(find_papers(words))
    begin = 0
    named: tuple[Paper, str | None] | None = None
    for paper in papers:
        if paper.start < begin or paper.symbol is None:
            found = _one(passage, span, paper, None, paper.start)
            same = named and paper.symbol and _DASH.fullmatch(words, named[0].end, paper.start)
            yield replace(found, title=named[1]) if named and same else found
            begin = max(begin, paper.end)
            continue
        title = _title_before(words, begin, paper)
        if title is None and after:
            last = _last_of(words, paper, papers)
            beyond = next((p.start for p in papers if p.start > last.start), len(words))
            title = _title_after(words, begin, paper, last, beyond)
        found = _one(passage, span, paper, title, begin)
        named = (paper, found.title)
        yield found
        close = _CLOSE.match(words, paper.end)
        begin = max(close.end() if close else paper.end, title.end if title else 0)


def _title_before(words: str, begin: int, paper: Paper) -> Span | None:
    before = words[begin : paper.start]
    found = _ENTITLED.search(before) or _TITLE.search(before)
    if not found:
        return None
    return Span(begin + found.start("title"), begin + found.end("title"))


def _last_of(words: str, paper: Paper, papers: Sequence[Paper]) -> Paper:
    """The last of the addenda and second symbols that are printed with a paper."""
    last = paper
    for further in papers:
        if further.start <= last.start:
            continue
        if further.start > last.end and not _WITH.fullmatch(words, last.end, further.start):
            break
        added = (further.symbol or "").startswith(f"{paper.symbol}/")
        if not added and not (further.symbol and _DASH.fullmatch(words, last.end, further.start)):
            break
        last = further
    return last


def _title_after(words: str, begin: int, paper: Paper, last: Paper, end: int) -> Span | None:
    before = words[begin : paper.start].strip(" ,;-–•")
    if before and not before.endswith("|"):
        return None
    found = _AFTER.match(words, last.end, end)
    return Span(*found.span("title")) if found else None


def _one(
    passage: Passage, span: Span, paper: Paper, title: Span | None, begin: int
) -> ListedDocument:
    if title is None:
        return replace(_bare(passage, paper, span.start), role=None)
    found = _document(passage, title, span.start, paper.symbol, through=max(title.end, paper.end))
    if paper.start < title.start:
        found = replace(found, **passage.where(paper.start + span.start, title.end + span.start))
    words = passage.text[span.start + min(begin, title.start) : span.start + title.end]
    return replace(found, role=role_named(words))


def _document(
    passage: Passage, title: Span, shift: int, symbol: str | None, *, through: int | None = None
) -> ListedDocument:
    start, end = title.start + shift, title.end + shift
    printed = passage.text[start:end]
    words = _ARTICLE.sub("", printed.strip(" ,.;"))
    start += printed.find(words) if words else 0
    stop = through + shift if through is not None else start + len(words)
    return ListedDocument(
        **passage.where(start, stop), symbol=symbol, title=words or None, role=role_named(words)
    )
