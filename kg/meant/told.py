"""The values and patterns with which what is told of a citation is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.meant.values import Citing, Rule
from kg.meant.verbs import Verbs, expresses
from kg.meant.words import normal

__all__ = [
    "ALIA",
    "ANEW",
    "BE",
    "BODY",
    "CREATED",
    "PREPOSITION",
    "Deed",
    "Telling",
    "clause_end",
    "rule_of",
]


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed that is told: its verbs, and the slices of the text that say of what.

    ``back``: the first slice ends at the verb, so that its last words tell the most.
    """

    verbs: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of a citation, and by which rule it is to be found.

    ``joint``: it is told of several together; ``loose``: the words may be the citing text's own.
    """

    rule: Rule
    deeds: tuple[Deed, ...]
    joint: bool = False
    loose: bool = False


ALIA: Final = (
    r"(?:,? ?(?:inter alia|among other things|among others|in particular|for the first time),?)?"
)
BODY: Final = (
    r"(?:it|they|(?:the )?(?:(?:United Nations )?(?:General |Human Rights |Economic and Social "
    r"|Security |Environment |World Health )?(?:Assembly|Council|Conference|Committee|Commission"
    r"(?: on [A-Z][\w ,]+?)?)|Heads of State and Government|Governing Council|Member States"
    r"|States)(?:,? and the (?:\w+ ){0,4}(?:Council|Assembly|Commission))?)"
)
"""Who may be said to have done what a resolution does."""
PREPOSITION: Final = (
    r"(?:in|by|through|under|with|to|pursuant to|in accordance with|in response to|as per"
    r"|in line with|consistent with|in conformity with|in compliance with|in fulfilment of"
    r"|in implementation of)"
)
BE: Final = re.compile(r"\b(?:is|are|was|were|be|been)(?: \w+ly| also| further)? $")
"""Behind these a verb in the past says what was done."""
CREATED: Final = frozenset(
    normal(verb)
    for verb in (
        "established", "created", "launched", "constituted", "founded", "appointed",
        "instituted",
    )
)  # fmt: skip
"""The verbs behind which stands the paragraph that sets something up."""
ANEW: Final = re.compile(
    r"(?:,| and)(?: and)?(?: in (?:this|that) (?:regard|respect|context),?)? ?"
    r"(?:also |further |\w+ly )?$"
)
"""Behind these a verb begins a new clause of the citing text."""
_STOP: Final = re.compile(
    r"; |\. (?=[A-Z“])"
    r"|(?:,|,? and)(?: also| further| in (?:this|that) (?:regard|respect|context),?)* "
    r"(?:and )?(?:its|General Assembly|Human Rights Council|Economic and Social Council"
    r"|Security Council|Council|Assembly|the) (?:resolutions?|decisions?) [\dS]"
    r"|, (?:and )?its (?:commitment|recognition|determination|resolve|intention)\b"
)
_WHOSE: Final = re.compile(r", (?:which|whose|where|the text of which|as well as)\b")
_ALSO: Final = re.compile(r"(?:also |further |had )?")
_FIRST_WORDS: Final = 12
_FIRST_CLAUSE: Final = 25


def rule_of(deed: Deed) -> Rule:
    """By which rule a deed is to be found that a text is said to have done."""
    return Rule.RECOGNIZED if expresses(deed.verbs) else Rule.RETOLD


def clause_end(citing: Citing, at: int, verbs: Verbs) -> int:
    """Where the clause ends that begins at a place: what is told of a text goes no further."""
    text = citing.text
    stop = _STOP.search(text, at)
    end = stop.start() if stop else len(text)
    for form in (verbs.participle, verbs.present):
        for verb in form.within(text, at + _FIRST_WORDS, end):
            anew = ANEW.search(text, max(at, verb.start - 50), verb.start)
            if anew:
                end = anew.start()
                break
    for whose in _WHOSE.finditer(text, at + _FIRST_CLAUSE, end):
        after = _ALSO.match(text, whose.end() + 1)
        if whose[0] != ", which" or not after or not verbs.past.at(text, after.end()):
            end = whose.start()
            break
    for later in citing.citations:
        if at < later.start < end and text.endswith(", ", 0, later.start):
            return later.start - 2
    return end
