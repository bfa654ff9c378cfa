"""Find what is said anew of an act that was cited before: "in the same resolution, the Council"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.recognise.citing.cited import Cited, operative
from kg.recognise.citing.targets import LIST, listed

__all__ = ["find_again", "is_act"]

_AGAIN: Final = (
    "the", "that", "same", "said", "latter", "aforementioned", "above-mentioned", "aforesaid",
)  # fmt: skip
_SAID: Final = (
    r"(?:that|the same|the said|the latter|(?:the|its) aforementioned|(?:the|its) above-mentioned"
    r"|the aforesaid) (?P<act>resolution|decision)\b(?! \(?[\dIVX])"
)
_PART: Final = re.compile(
    rf"(?P<paragraphs>\b[Pp]aragraphs? (?P<list>{LIST}))"
    rf",? (?:of|in) (?:section (?P<section>[IVX]+|[A-Z]) of )?(?:{_SAID}"
    r"|the (?P<bare>resolution|decision)\b(?! \(?[\dIVX]))"
)
_SECTIONS: Final = re.compile(
    rf"(?P<paragraphs>\b[Oo]perative paragraphs? (?P<list>{LIST})) of"
    r" sections? (?P<sections>[A-Z](?:(?:,| and|, and) [A-Z]\b){0,6})(?!\w)(?! of\b)"
)
"""Paragraphs of the parts of a resolution that was named before."""
_IN: Final = re.compile(
    rf"(?P<who>\b(?:Council|Assembly|Commission|Committee|it),?(?: also| further)? )?"
    rf"\b(?:[Ii]n|[Bb]y|[Uu]nder) (?P<same>{_SAID})"
    r"(?P<does>,? (?:inter alia,? |also )?(?:the (?:[A-Z][\w']+ |(?:and|on|of|for|the) ){1,8}|it )"
    r"(?:also |further |had |has |inter alia |\w+ly )*[a-z]+ed\b)?"
)


def find_again(plain: str, found: Sequence[Cited], last: Cited | None) -> Iterator[Cited]:
    """The acts of which something new is said: one of their paragraphs, or what they asked.

    ``found`` are the citations of the passage in order, ``last`` the act cited last before it.
    """
    for part in _SECTIONS.finditer(plain) if "of section" in plain else ():
        whole = _meant(part.start(), "resolution", found, last)
        if whole is None:
            continue
        for section in re.findall(r"[A-Z]", part["sections"]):
            for target in listed(part["list"], part.start("list")):
                number = operative(f"{section}.{target.number}")
                yield replace(
                    whole, start=part.start(), end=part.end(), cites="paragraph", target=number
                )
    if not _speaks_again(plain):
        return
    for part in _PART.finditer(plain):
        whole = _meant(part.start(), part["act"] or part["bare"], found, last)
        if whole:
            section = f"{part['section']}." if part["section"] else ""
            for position, target in enumerate(listed(part["list"], part.start("list"))):
                start = target.start if position else part.start("paragraphs")
                number = operative(f"{section}{target.number}")
                yield replace(whole, start=start, end=part.end(), cites="paragraph", target=number)
    for same in _IN.finditer(plain):
        whole = _meant(same.start(), same["act"], found, last)
        if whole and (same["who"] or same["does"]):
            yield replace(
                whole, start=same.start("same"), end=same.end("same"), cites=same["act"],
                target=None,
            )  # fmt: skip


def _speaks_again(plain: str) -> bool:
    """Whether a resolution or decision is spoken of as one that was named before."""
    for noun in (" resolution", " decision"):
        at = plain.find(noun)
        while at >= 0:
            if plain.endswith(_AGAIN, 0, at):
                return True
            at = plain.find(noun, at + 1)
    return False


def _meant(at: int, act: str, found: Sequence[Cited], last: Cited | None) -> Cited | None:
    """The act that was cited last before a place."""
    before = [c for c in found if c.end <= at and is_act(c)]
    whole = before[-1] if before else last
    if whole is None or whole.cites not in (act, "paragraph"):
        return None
    return replace(whole, origin="again", day=None, head=None)


def is_act(cited: Cited) -> bool:
    """Whether a resolution or decision is cited, or a paragraph of one."""
    return cited.origin == "act" or (cited.origin == "symbol" and cited.body is not None)
