"""Measure how far each paragraph of a cited text says what is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.meant.cited import CitedText, Part
from kg.meant.running import stretch
from kg.meant.told import CREATED, Deed
from kg.meant.values import Rule
from kg.meant.verbs import BODYS, creates, expresses, groups_of, is_creating, likeness
from kg.meant.words import words_of

__all__ = ["Fit", "is_act", "ranked", "stretched"]

_WHOLE: Final = 0.7
"""What the words weigh, against 0.3 of pairs of words that stand together in both texts."""
_BESIDE: Final = 0.25
"""How much a word tells that stands before the noun that is told of."""
_LITTLE: Final = 0.05
"""A paragraph that holds less of the words is not looked at further."""
_WINDOW: Final = 30
_WIDTH: Final = 2.2
"""The words must stand within so many, or so many times their number, of a paragraph."""
_RECALLS: Final = re.compile(
    r"(?:Also |Further )?(?:[Rr]ecall|[Rr]eaffirm|[Gg]uid|[Bb]ear|[Tt]ak|[Nn]ot)\w*(?: \w+){0,4}?"
    r" (?:its|General Assembly|the|all|Council|relevant|Economic)\b.{0,60}?"
    r"\bresolutions? (?:\d|[AES]/)"
)
"""A paragraph that recalls other resolutions; its words are mostly theirs."""
_RECALLING: Final = frozenset(("recall", "reaffirm"))
_DETERMINER: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]hat|[Tt]hose|this) "
)
_INSIDE: Final = re.compile(r"\b(?:of|on|for|against|between|and|in) $")
_NOUN_WORDS: Final = 2
_PREPOSITION: Final = re.compile(r",| (?:of|on|for|to|in|between|against|with|concerning) ")
_OBJECT: Final = 15
"""Within so many words behind "establish" stands what is established."""
_ELSEWHERE: Final = re.compile(r"ed (?:pursuant|by|in|under|on|as)\b")
_HEAD: Final = 22
_REFERS: Final = frozenset(
    ("annex", "contain", "text", "attach", "adopt", "set", "follow", "outcome", "document")
)
"""What is said of any text that is adopted."""
_ASKED: Final = re.compile(
    r"\b(?:[Rr]equests?|[Ii]nvites?|[Cc]alls? upon|[Aa]sks|[Ee]ncourages|[Uu]rges|[Mm]andates"
    r"|[Rr]ecommends(?: that)?|requested|invited)\b(?P<who>[^;]{3,400}?),? (?:to|that) "
    r"(?P<what>[^;]{0,600})"
)
_REPORTS: Final = re.compile(
    r"\b(?:reports?|reporting|study|studies|summary|analysis|note|update|compilation|guidelines"
    r"|assessment|recommendations)\b"
)
_MAKES: Final = re.compile(
    r"\b(?:prepare|submit|present|report|produce|provide|issue|conduct|compile|undertake|develop"
    r"|update|transmit|publish|draw up|make|include|inform|carry out|reports|summary|study)\b"
)
_AUTHOR: Final = re.compile(
    r"(?:\w+ )?(?:of|by) (?:the |its )?"
    r"(?P<author>(?:(?!on\b|to\b|for\b|about\b|concerning\b)[^\s,;]+ ?)+)"
)
_OF_RECITALS: Final = 0.5
"""What a recital's words weigh where something was done, against a paragraph that does it."""
_ADDRESSED: Final = 0.5
"""The share of the author's name that must stand where the paragraph says whom it asks."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How far a paragraph says what is told, from 0 to 1, and the words that it shares."""

    part: Part
    score: float
    shared: frozenset[str]


def ranked(text: str, rule: Rule, deed: Deed, cited: CitedText) -> list[Fit]:
    """The paragraphs by how far they say what is told, best first."""
    told = _told(text, rule, deed, cited)
    if rule is Rule.REPORT:
        return _asked_for(text, deed, told.weights | told.beside, cited)
    fits: list[Fit] = []
    for part in cited.parts if told.weights else ():
        shared = part.forms & told.weights.keys()
        whole = sum(told.weights[form] for form in shared) / told.total
        if whole >= _LITTLE:
            fits.append(Fit(part, _score(part, deed, told, whole, shared, cited), shared))
    if told.noun:
        fits = _only_maker(fits, told.noun)
    fits.sort(key=lambda fit: (-fit.score, len(fit.part.words)))
    return fits


def stretched(text: str, deed: Deed, cited: CitedText, among: Iterable[Part]) -> list[Fit]:
    """The paragraphs of ``among`` by the longest stretch of what is told that they say, best first.

    This ``score`` is a weight without an upper end, see `kg.meant.running`.
    """
    told = [word for span in deed.spans for word in words_of(text, *span)]
    fits: list[Fit] = []
    for part in among:
        if not deed.verbs & _RECALLING and _RECALLS.match(part.text):
            continue
        weight, shared = stretch(told, part, cited)
        if part.kind == "preambular" and (deed.back or not expresses(deed.verbs)):
            weight *= _OF_RECITALS
        elif deed.verbs:
            weight *= 0.5 + 0.5 * likeness(deed.verbs, part.acts)
        fits.append(Fit(part, weight, shared))
    fits.sort(key=lambda fit: (-fit.score, len(fit.part.words)))
    return fits


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told, taken apart: ``noun`` is what was set up, ``beside`` may only be added."""

    weights: dict[str, float]
    beside: dict[str, float]
    pairs: frozenset[tuple[str, str]]
    size: int
    groups: frozenset[str]
    made: bool
    noun: str | None
    total: float


def _told(text: str, rule: Rule, deed: Deed, cited: CitedText) -> _Said:
    weights, asked, beside = _weighed(text, deed, cited)
    return _Said(
        weights,
        beside,
        frozenset(pairwise(asked)),
        max(_WINDOW, int(_WIDTH * len(asked))),
        groups_of(deed.verbs),
        rule is Rule.CREATED or bool(deed.verbs & CREATED),
        _asked_noun(text, deed, cited) if rule is Rule.CREATED else None,
        sum(weights.values()),
    )


def _score(
    part: Part, deed: Deed, told: _Said, whole: float, shared: frozenset[str], cited: CitedText
) -> float:
    like = likeness(deed.verbs, part.acts) * _standing(part, deed, told)
    long = len(part.words) > told.size
    held = _densest(part, told.weights, told.size) / told.total if long else whole
    joined = len(told.pairs & part.pairs) / len(told.pairs) if told.pairs else held
    if told.groups & BODYS and like > 0.8:
        held = joined = max(held, 0.95 * _covered(part, shared, cited))
    score = (_WHOLE * held + (1 - _WHOLE) * joined) * like
    added = sum(weight for form, weight in told.beside.items() if form in part.forms)
    return score + (1 - score) * added / (told.total + sum(told.beside.values()))


def _standing(part: Part, deed: Deed, told: _Said) -> float:
    """How likely a paragraph of this kind does such a deed at all."""
    standing = 1.0
    if told.groups & BODYS and not is_act(part):
        standing *= 0.75
    elif part.kind == "preambular" and (deed.back or not expresses(deed.verbs)):
        standing *= 0.6 if deed.verbs else 0.9
    if told.made and not (creates(part.acts) and any(_makings(part))):
        standing *= 0.5
    elif told.noun and not _sets_up(part, told.noun):
        standing *= 0.7
    if part.kind == "other":
        standing *= 0.95
    if not deed.verbs & _RECALLING and _RECALLS.match(part.text):
        standing *= 0.6
    return standing


def is_act(part: Part) -> bool:
    """Whether a paragraph is operative and not of a text that is annexed."""
    return part.kind == "operative" and not part.id.startswith("annex")


def _only_maker(fits: list[Fit], noun: str) -> list[Fit]:
    """The fits, with more weight for the paragraph that alone sets up what is told of."""
    makers = [f for f in fits if f.part.kind == "operative" and _sets_up(f.part, noun)]
    if len(makers) != 1:
        return fits
    maker = makers[0]
    sure = Fit(maker.part, 0.5 + 0.5 * maker.score, maker.shared)
    return [sure if fit is maker else fit for fit in fits]


def _asked_noun(text: str, deed: Deed, cited: CitedText) -> str | None:
    """The noun of what was set up: "Committee" in "the leading role of the Committee established".

    Of the nouns that it may be, the one that some operative paragraph sets up.
    """
    if not deed.back:
        return None
    start, end = deed.spans[0]
    last = max((m.end() for m in _DETERMINER.finditer(text, start, end)), default=start)
    for begin in dict.fromkeys((last, _core(text, start, end))):
        stop = _PREPOSITION.search(text, begin, end)
        words = [w.form for w in words_of(text, begin, stop.start() if stop else end)]
        if words and any(p.kind == "operative" and _sets_up(p, words[-1]) for p in cited.parts):
            return words[-1]
    return None


def _sets_up(part: Part, noun: str) -> bool:
    """Whether a paragraph sets up what is called so, or has it set up."""
    forms = [word.form for word in part.words]
    return any(noun in forms[at : at + _OBJECT] for at in _makings(part))


def _makings(part: Part) -> Iterator[int]:
    """Behind which words of a paragraph stands what it sets up; counted from 1.

    What it says to be "established pursuant to" another text it does not set up.
    """
    for at, word in enumerate(part.words, 1):
        if is_creating(word.form) and not _ELSEWHERE.match(part.text, word.end - 2):
            yield at


def _weighed(
    text: str, deed: Deed, cited: CitedText
) -> tuple[dict[str, float], list[str], dict[str, float]]:
    """How much each word of what is told weighs, the words in order, and what may be added.

    Before a verb ("the fund established in") the last noun and what belongs to it must be found;
    what stands before that only helps to tell two paragraphs apart.
    """
    weights: dict[str, float] = {}
    asked: list[str] = []
    beside: dict[str, float] = {}
    for number, (start, end) in enumerate(deed.spans):
        core = _core(text, start, end) if deed.back and number == 0 else start
        for word in words_of(text, start, end):
            if word.form in deed.verbs:
                continue
            weight = cited.weight(word.form)
            if word.start < core:
                beside[word.form] = _BESIDE * weight
                continue
            asked.append(word.form)
            weights[word.form] = weight
    return weights, asked, {form: w for form, w in beside.items() if form not in weights}


def _core(text: str, start: int, end: int) -> int:
    """Where the noun begins that stands before a verb, with what belongs to it."""
    for determiner in reversed(list(_DETERMINER.finditer(text, start, end))):
        inside = _INSIDE.search(text, max(start, determiner.start() - 12), determiner.start())
        if inside or sum(1 for _ in words_of(text, determiner.end(), end)) < _NOUN_WORDS:
            continue
        return determiner.end()
    return start


def _densest(part: Part, weights: dict[str, float], size: int) -> float:
    """The most that so many words in a row of a paragraph hold, with those of its opening."""
    own = {word.form for word in part.words}
    base = sum(weights[form] for form in part.forms - own if form in weights)
    hits = [(at, word.form) for at, word in enumerate(part.words) if word.form in weights]
    best = held = 0.0
    counts: dict[str, int] = {}
    left = 0
    for at, form in hits:
        if not counts.get(form):
            held += weights[form]
        counts[form] = counts.get(form, 0) + 1
        while at - hits[left][0] >= size:
            gone = hits[left][1]
            counts[gone] -= 1
            if not counts[gone]:
                held -= weights[gone]
            left += 1
        best = max(best, held)
    return base + best


def _covered(part: Part, shared: frozenset[str], cited: CitedText) -> float:
    """The share of the first words of a paragraph that is told."""
    forms = {w.form for w in part.words[1:_HEAD]} - _REFERS
    if not forms:
        return 0.0
    return sum(cited.weight(f) for f in forms & shared) / sum(cited.weight(f) for f in forms)


def _asked_for(text: str, deed: Deed, weights: dict[str, float], cited: CitedText) -> list[Fit]:
    """The paragraphs that ask for a report, those first that ask its author for it."""
    start, end = deed.spans[0]
    author = _AUTHOR.match(text[start:end])
    who = [w.form for w in words_of(author["author"])][:4] if author else []
    subject = {form: weight for form, weight in weights.items() if form not in who}
    if not who and len(subject) < _NOUN_WORDS:
        return []
    total = sum(subject.values()) or 1.0
    fits: list[Fit] = []
    for part in cited.parts:
        if part.kind == "preambular":
            continue
        near = 0.0
        for clause in _ASKED.finditer(part.text):
            if _REPORTS.search(clause["what"]) and _MAKES.search(clause["what"]):
                addressee = {w.form for w in words_of(clause["who"])}
                near = max(near, len(addressee & set(who)) / len(who) if who else _ADDRESSED)
        if near < _ADDRESSED:
            continue
        shared = part.forms & weights.keys()
        held = sum(subject.get(form, 0.0) for form in shared) / total
        fits.append(Fit(part, 0.35 * near + 0.65 * held, shared))
    fits.sort(key=lambda fit: (-fit.score, len(fit.part.words)))
    if len(fits) == 1 and who:
        alone = fits[0]
        return [Fit(alone.part, max(alone.score, 0.7 + 0.3 * alone.score), alone.shared)]
    return fits
