"""Mint the IRIs of documents and of their paragraphs, and tell them apart again."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from rdflib import URIRef

from kg.iri.keys import SAFE, symbol_key
from kg.vocab import ID

__all__ = [
    "digest_iri",
    "display_name",
    "document_iri",
    "document_of",
    "embedded_draft_iri",
    "instrument_iri",
    "paragraph_id",
    "paragraph_iri",
    "report_iri",
    "source_iri",
]

_KINDS = ("pp", "op", "para", "fn")
_SCOPES = {"section": "", "annex": "annex", "article": "art"}
_ID_PART = re.compile(
    r"(?P<kind>pp|op|fn)?(?P<number>[0-9]+[A-Za-z]*(?:~\d+)?)?(?P<subs>(?:\([^)]+\))*)"
    r"(?P<again>~\d+)?"
)
_DOCUMENT_END = re.compile(
    r"/(?=(?:pp|op|para|fn|section|annex|article|person|(?:title|heading|other\d+)(?:~\d+)?)(?:/|$))"
)


def document_iri(symbol: str) -> URIRef:
    """The IRI of the document with this symbol or key."""
    return ID[f"document/{symbol_key(symbol)}"]


def instrument_iri(key: str) -> URIRef:
    """The IRI of a treaty or declaration of the authority list."""
    return ID[f"instrument/{key}"]


def report_iri(meeting: URIRef) -> URIRef:
    """The IRI of a meeting's report that states no symbol of its own."""
    return URIRef(f"{meeting}/report")


def digest_iri(sha256: str) -> URIRef:
    """The IRI of a document without symbol, key and meeting, from the digest of its bytes."""
    return ID[f"document/digest/{sha256}"]


def embedded_draft_iri(document: URIRef, number: int) -> URIRef:
    """The IRI of a draft that a document holds and recommends, counted from 1."""
    return URIRef(f"{document}/draft/{number}")


def source_iri(sha256: str) -> URIRef:
    """The IRI of the bytes with this digest."""
    return ID[f"source/{sha256}"]


def paragraph_iri(document: URIRef, paragraph: str) -> URIRef:
    """The IRI of a paragraph, from its id in ``extract --json``.

    >>> d = document_iri("A/RES/65/230")
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("op9", "op4(a)", "12", "VII.op7(a)")]
    ['/op/9', '/op/4/a', '/para/12', '/section/VII/op/7/a']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("annex1.42", "annex.pp1", "fn1", "title")]
    ['/annex/1/para/42', '/annex/pp/1', '/fn/1', '/title']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("annex.I.heading~2", "other1", "9(a)~2")]
    ['/annex/section/I/heading~2', '/other1', '/para/9/a~2']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("draft.op1", "annex.art5.2", "other1(a)")]
    ['/draft/1/op/1', '/annex/article/5/para/2', '/other1/a']
    """
    return URIRef(f"{document}/{_paragraph_path(paragraph)}")


def _paragraph_path(paragraph: str) -> str:
    *scopes, last = paragraph.split(".")
    path = []
    for scope in scopes:
        annex = re.fullmatch(r"annex(\d*)", scope)
        draft = re.fullmatch(r"draft(\d*)", scope)
        article = re.fullmatch(r"art(\d\w*)", scope)
        if annex:
            path.append(f"annex/{annex[1]}" if annex[1] else "annex")
        elif draft:
            path.append(f"draft/{draft[1] or 1}")
        elif article:
            path.append(f"article/{article[1]}")
        else:
            path.append(f"section/{quote(scope, safe=SAFE)}")
    unnumbered = re.fullmatch(r"(other\d+)((?:\([^)]+\))+)(~\d+)?", last)
    if unnumbered:
        path.append(unnumbered[1])
        path.extend(re.findall(r"\(([^)]+)\)", unnumbered[2]))
        path[-1] += unnumbered[3] or ""
        return "/".join(path)
    found = _ID_PART.fullmatch(last)
    if found and (found["number"] or (found["kind"] and found["subs"])):
        path.append(found["kind"] or "para")
        if found["number"]:
            path.append(found["number"])
        path.extend(re.findall(r"\(([^)]+)\)", found["subs"]))
        path[-1] += found["again"] or ""
    else:
        path.append(quote(last, safe=SAFE))
    return "/".join(path)


def document_of(thing: URIRef) -> URIRef:
    """The document that a thing below a document belongs to, itself where it is one.

    >>> str(document_of(ID["document/A/RES/65/230/op/9"])).removeprefix(str(ID))
    'document/A/RES/65/230'
    >>> str(document_of(ID["meeting/eg-cybercrime/2/report/other1"])).removeprefix(str(ID))
    'meeting/eg-cybercrime/2/report'
    """
    return URIRef(_DOCUMENT_END.split(thing, maxsplit=1)[0])


def paragraph_id(paragraph: URIRef) -> tuple[URIRef, str]:
    """A paragraph's document and its id in ``extract --json``: ``paragraph_iri`` backwards.

    Of a paragraph of an embedded draft, the document is that draft.

    >>> ids = ("op9", "op4(a)", "9(a)~2", "VII.op7(a)", "annex1.42", "annex.I.heading", "other2(b)")
    >>> d = document_iri("A/RES/65/230")
    >>> all(paragraph_id(paragraph_iri(d, i)) == (d, i) for i in ids)
    True
    """
    document = document_of(paragraph)
    parts = paragraph.removeprefix(f"{document}/").split("/")
    scopes: list[str] = []
    while parts and parts[0] in _SCOPES:
        scope = parts.pop(0)
        numbered = parts and (scope != "annex" or parts[0].isdigit())
        number = parts.pop(0) if numbered else ""
        scopes.append(f"{_SCOPES[scope]}{number}")
    kind = parts.pop(0) if parts and parts[0] in _KINDS else ""
    number, *subs = parts or [""]
    if kind and not number.replace("~", "").isalnum():
        subs, number = [number, *subs], ""
    last = ("" if kind == "para" else kind) + number + "".join(map(_in_parentheses, subs))
    return document, ".".join([*scopes, last])


def _in_parentheses(sub: str) -> str:
    letter, again, times = sub.partition("~")
    return f"({letter}){again}{times}"


def display_name(document: URIRef) -> str:
    """How a document is called where nothing but its IRI is known: its symbol or key.

    >>> display_name(document_iri("A/RES/2625 (XXV)"))
    'A/RES/2625 (XXV)'
    """
    path = unquote(document.removeprefix(ID)).removeprefix("document/")
    return re.sub(r"(?<=[^ ])\(", " (", path.replace("_", " ")) if "/" in path else path
