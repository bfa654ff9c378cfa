"""Decide which papers a sentence says to lie before a meeting, and which it only cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.recognise.papers import Paper
from kg.recognise.passages import Span

__all__ = ["BEFORE", "LISTS_ITSELF", "laid_by_act", "listing_span"]

_SOME: Final = r"(?:[\w’'-]+ ){0,4}"
_PAPERS: Final = (
    r"(?:documents?|papers?|reports?|notes?|documentation|materials?|publications?|texts?|items)"
)
BEFORE: Final = re.compile(
    r"^(?:(?:background|reference|relevant|supporting|informal|working) )?"
    r"(?:documentation|documents?|papers?)"
    r"(?: (?:before the \w+|list))?\s?:"
    r"|^documentation(?= (?-i:[A-Z]{1,9}(?:\(\w+\))?/))"
    rf"|\b(?:had|has|have|having) (?!been\b)(?:{_SOME})?before"
    r" (?:it|them|us|the (?-i:[A-Z])\w+)\b"
    rf"|\bhad {_SOME}(?:at (?:its|their|the) disposal|available to (?:it|them|the)\b)"
    rf"|\bthe following {_SOME}{_PAPERS}[^.:]{{0,120}}? (?:was|were|is|are|had been|have been)"
    r" (?:\w+ )?(?:before|submitted|available|circulated|distributed|issued|provided|presented"
    r"|tabled)\b"
    rf"|\b(?:considered|reviewed|examined|discussed|studied) the following {_SOME}{_PAPERS}\b"
    rf"|\b(?:was|were) provided with (?:the following|{_PAPERS})"
    rf"|\bconsideration of (?:the|this|that|agenda) {_SOME}?(?:item|question|sub-item)s?"
    r"[^.;:]{0,40}? (?:was|were) based on\b"
    r"|\b(?:documents?|papers?) (?:was|were) (?:before|made available)\b"
    r"|\bdocuments? before the (?-i:[A-Z])\w+[^.:;]{0,80}? (?:was|were)\b"
    r"(?! (?:listed|contained|set))",
    re.IGNORECASE,
)
"""How the words begin after which papers are listed."""
_STOOD: Final = re.compile(
    rf"(?:(?:was|were|lay) (?:also )?before (?:it|them|the (?-i:[A-Z])\w+)|{_PAPERS} (?:was|were)"
    r" made available|(?:was|were) available to the)\b"
)
"""A predicate whose subject is what is listed: "Documents X and Y were before the Committee"."""
LISTS_ITSELF: Final = re.compile(
    r"\b(?:(?:are|is) (?:listed|contained|reproduced|set out|given|to be found|available) in"
    r"|can be found (?:in|at)|may be found in)\b"
)
"""A sentence that says where the list of the papers stands."""

_ACTS: Final = (
    r"(?:considered|discussed|reviewed|examined"
    r"|(?:continued|resumed|began|started) (?:considering|discussing|reviewing|examining))"
)
_TAKEN: Final = r"(?:adopted|approved|endorsed|took note of|take note of|noted|accepted)"
_CONTAINED: Final = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )"
    r"\b(?:contained|set out|set forth|presented|reproduced|reflected|laid out|laid down|outlined"
    r"|described|given|annexed) (?:in|to) (?:the )?(?:annex(?:es)? (?:[IVX\d]+ )?(?:to|of|in) )?"
    r"(?:the )?(?:[a-z-]+ ){0,2}\(?$"
)
_ACT: Final = re.compile(rf"\b(?:{_ACTS}|{_TAKEN})\b", re.IGNORECASE)
_PAST: Final = re.compile(
    r"\b(?:had|have|has|been|which|who|not|to|as|and (?:was|were)) (?:\w+ly )?$"
)
_SECOND: Final = re.compile(
    r"\b(?:confirmed|informed|stressed|recalled|requested|invited|referred|decided|agreed"
    r"|noted that|stated|reported|expressed|welcomed|introduced|mentioned|pointed|thanked"
    r"|emphasized|underlined|pursuant|accordance|following|based|which (?:had|have|was|were|are|is)"
    r"|who|that (?:had|was|were))\b"
)
"""Another verb or clause between an act and a symbol, which then is not the object of the act."""
_THAT: Final = re.compile(r" (?:with [\w ]{1,30} )?that\b")
_BASIS: Final = re.compile(
    r"\bon the basis of (?:the )?(?:(?:[\w’'-]+ ){0,12}?(?:contained|set out|presented) in )?"
    r"(?:the )?(?:[a-z-]+ ){0,3}\(?$"
)
_NOUN: Final = (
    r"(?:documents?|reports?|notes?|papers?|drafts?|proposals?|programmes?|plans?|workplans?"
    r"|work|stud(?:y|ies)|texts?|agenda|compilations?|assessments?|frameworks?|lists?|summar(?:y|ies)"
    r"|recommendations?|guidelines|guidance|terms|rules|decisions?|resolutions?|amendments?"
    r"|communications?|letters?|submissions?|statements?|reviews?|surveys?|strateg(?:y|ies)"
    r"|conclusions|minutes|evaluation|budget|estimates|schedule|calendar)"
)
_OBJECT: Final = re.compile(
    r" (?:and (?:\w+ly )?\w+ed (?:upon |on )?|, \w+ed,? (?:and \w+ed )?)?(?:in (?:detail|depth) )?"
    r"(?!which\b|whether\b|how\b|that\b|what\b)(?:the|a|an|its|their|this|all|two|three)? ?"
    rf"(?:[\w’'-]+ ){{0,4}}?{_NOUN}\b"
)
_DOCUMENT: Final = re.compile(r"\b(?:documents?|papers?) $")
_AGENDA: Final = re.compile(r"\bagenda\b(?! items?\b)")
_ADOPTED: Final = re.compile(r"\b(?:adopted|adopting|adoption of|approved|agreed on)\b", re.I)
_LATER: Final = re.compile(
    r"\bagenda (?:for|of) (?:its|the|their) (?:next|following|forthcoming|[\w-]+ session and)\b"
)
_PASSIVE: Final = re.compile(
    r"\)?,? (?:and [\w/. ]{1,60} )?(?:was|were) (?:also |then )?(?:considered|discussed|reviewed"
    r"|examined)\b"
)
_JOINED: Final = re.compile(
    r",? ?(?:and|or|as well as|-|[\u2010-\u2015])? ?(?:(?:its|in|their|the|informal|information|"
    r"documents?|papers?) ){0,3}"
)
_SYMBOLED: Final = re.compile(r"[A-Z]{1,9}(?:\(\w+\))?/[A-Z\d][\w./]*/")
_LONGEST: Final = 400


def listing_span(words: str) -> Span | None:
    """The part of a sentence in which papers are listed, if it says that any are.

    >>> listing_span("The Board had before it the report (A/74/1).")
    Span(start=23, end=44)
    """
    before = BEFORE.search(words)
    if before:
        return Span(before.end(), len(words))
    stood = _STOOD.search(words)
    return Span(0, stood.start()) if stood else None


def laid_by_act(words: str, papers: Sequence[Paper]) -> list[Paper]:
    """The papers that the meeting considered, or adopted something as contained in them."""
    laid: list[Paper] = []
    for number, paper in enumerate(papers):
        last = papers[number - 1] if number else None
        between = words[last.end : paper.start] if last else ""
        if last and (paper.start < last.end or _JOINED.fullmatch(between)):
            if laid and laid[-1] is last:
                laid.append(paper)
            continue
        if _is_laid(words[max(0, paper.start - _LONGEST) : paper.start], words, paper):
            laid.append(paper)
    return laid


def _is_laid(before: str, words: str, paper: Paper) -> bool:
    if _BASIS.search(before) or (_DOCUMENT.search(before) and _PASSIVE.match(words, paper.end)):
        return True
    bracket = before.endswith("(")
    if (bracket or _DOCUMENT.search(before)) and _of_agenda(before):
        return True
    acts = [act for act in _ACT.finditer(before) if not _PAST.search(before, 0, act.start())]
    if not acts:
        return False
    act = acts[-1]
    object_ = before[act.end() :]
    if _SECOND.search(object_) or _THAT.match(object_):
        return False
    if _CONTAINED.search(object_):
        return True
    if not re.match(_ACTS, act[0], re.IGNORECASE) and not (
        len(acts) > 1 and _joined_acts(before, acts[-2], act)
    ):
        return False
    if bracket:
        return not _SYMBOLED.search(object_) and bool(_OBJECT.match(object_))
    return len(object_) < 80 and bool(_DOCUMENT.search(object_) or not object_.strip(" “"))


def _joined_acts(before: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two verbs have one object: "considered and adopted the plan"."""
    between = before[first.end() : second.start()]
    considered = re.match(_ACTS, first[0], re.IGNORECASE) is not None
    return considered and between.strip(" ,") in ("and", "and then", "and thereafter")


def _of_agenda(before: str) -> bool:
    adopted = _ADOPTED.search(before)
    agenda = _AGENDA.search(before)
    if not adopted or not agenda or _LATER.search(before):
        return False
    between = before[max(adopted.end(), agenda.end()) :]
    return not _SYMBOLED.search(between) and not _SECOND.search(between)
