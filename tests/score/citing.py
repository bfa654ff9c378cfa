"""Compare the citations of a document with those that a person found."""

from __future__ import annotations

from collections.abc import Sequence

from kg.authority import Authority
from kg.model import Citation
from tests.score.expected import ExpectedCitation
from tests.score.figures import Tally
from tests.score.likeness import body_key, common_effect, same_words
from tests.score.pairing import take_pairs

__all__ = ["compare_citations"]

_ACTS = ("resolution", "decision", "paragraph")
_NAMED = ("treaty", "declaration", "paragraph")


def compare_citations(
    tally: Tally,
    document: str,
    expected: Sequence[ExpectedCitation],
    found: Sequence[Citation],
    authority: Authority,
) -> None:
    """Count the citations that are right, each found one used once.

    One is right if paragraph, kind, target and symbol agree, or the words printed where a person
    knows no symbol. One that stands at the same words of the same paragraph but has another
    symbol is wrong, and is asked all the same whether its body is the right one.
    """
    tally.count("citations", expected=len(expected), found=len(found))
    wanted, left = list(expected), list(found)
    for one, other in take_pairs(wanted, left, _agree):
        tally.count("citations", right=1)
        _compare_rest(tally, document, one, other, authority)
    for one, other in take_pairs(wanted, left, _at_the_same_words):
        tally.miss("citations", document, one.paragraph, _told(one), _seen(other))
        _compare_body(tally, document, one, other, authority)
    for one in wanted:
        tally.miss("citations", document, one.paragraph, _told(one), None)
    for other in left:
        tally.miss("citations", document, other.paragraph, None, _seen(other))


def _agree(one: ExpectedCitation, other: Citation) -> bool:
    if (one.paragraph, one.cites, one.target) != (
        other.paragraph, other.cites, other.target_paragraph,
    ):  # fmt: skip
        return False
    if one.symbol is not None:
        return one.symbol == other.symbol
    if other.symbol is not None and one.cites not in _NAMED:
        return False
    return same_words(one.printed, other.as_printed)


def _at_the_same_words(one: ExpectedCitation, other: Citation) -> bool:
    return one.paragraph == other.paragraph and same_words(one.printed, other.as_printed)


def _compare_rest(
    tally: Tally, document: str, one: ExpectedCitation, other: Citation, authority: Authority
) -> None:
    _compare_body(tally, document, one, other, authority)
    at = f"{one.paragraph} {one.printed!r}"
    if not tally.judge("citation date", one.date == other.date):
        tally.miss("citation date", document, at, one.date, other.date)
    effects = [common_effect(effect, authority) for effect in (one.effect, other.effect)]
    if not tally.judge("citation effect", effects[0] == effects[1]):
        tally.miss("citation effect", document, at, one.effect, other.effect)


def _compare_body(
    tally: Tally, document: str, one: ExpectedCitation, other: Citation, authority: Authority
) -> None:
    if one.cites not in _ACTS or (one.cites == "paragraph" and one.body is None):
        return
    if not tally.judge("citation body", body_key(one.body, authority) == other.body):
        at = f"{one.paragraph} {one.printed!r}"
        tally.miss("citation body", document, at, one.body, other.body)


def _told(one: ExpectedCitation) -> str:
    target = f" {one.target}" if one.target else ""
    return f"{one.cites} {one.symbol or one.body or ''}{target} «{one.printed}»"


def _seen(other: Citation) -> str:
    target = f" {other.target_paragraph}" if other.target_paragraph else ""
    words = other.as_printed if len(other.as_printed) < 60 else other.as_printed[:60] + "…"
    return f"{other.cites} {other.symbol or other.body or ''}{target} «{words}»"
