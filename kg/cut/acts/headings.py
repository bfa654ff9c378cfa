"""Tell the headings of an act from its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.scope import Scope, arabic

__all__ = ["Heading", "is_plain_heading", "labelled_heading"]

_ROMAN: Final = re.compile(
    r"(?:(?:Section|SECTION|Chapter|CHAPTER|Part|PART|Title) )?([IVXLC]{1,7})"
    r"(?P<mark>\s*[.:–—]\s*|\s*$|\s+)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_WORDED: Final = re.compile(r"(?:Section|Chapter|Part|SECTION|CHAPTER|PART) ")
_LETTER: Final = re.compile(r"([A-Z])(?P<mark>\.\s*|\s*$)(?P<rest>.*)", re.DOTALL)
_ARTICLE: Final = re.compile(
    r"(?P<kind>Article|Rule|Regulation|Principle|Guideline) (?P<label>\d{1,3}|[IVXLC]{1,7})"
    r"(?P<mark>\s*[.:–—*]\s*|\s*$|\s+)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ENDED: Final = re.compile(r"[.;:,]\d{0,3}[”\"’')\]]*$")
_LONGEST: Final = 320


@dataclass(frozen=True, slots=True)
class Heading:
    """The label of a heading, its words after the label, and whether it is an article's."""

    label: str
    words: str
    article: bool = False


def labelled_heading(block: Block, scope: Scope) -> Heading | None:
    """The heading that a block with a roman numeral, a capital or an article's number is.

    A numeral without a point counts only where it is the next one.
    """
    words = block.words
    if block.quoted or len(words) > _LONGEST:
        return None
    article = _ARTICLE.fullmatch(words)
    if article:
        number = str(arabic(article["label"].upper()) or article["label"])
        rest = article["rest"]
        if rest and (_ENDED.search(rest) or (not article["mark"].strip() and rest[:1].islower())):
            return None
        return Heading(f"art{number}", rest or words, article=True)
    found = _ROMAN.fullmatch(words)
    if found and arabic(found[1]) and _is_title(found["rest"]):
        last = arabic(scope.section())
        follows = arabic(found[1]) == 1 or 0 < arabic(found[1]) - last <= 2
        plain = len(found[1]) > 1 or _WORDED.match(words) is not None
        if follows or plain:
            return Heading(found[1], found["rest"] or words)
    letter = _LETTER.fullmatch(words)
    if letter and _is_title(letter["rest"]):
        held = scope.levels.get(2, ("@", ""))[0]
        if letter[1] == "A" or ord(letter[1]) == ord(held[-1:] or "@") + 1:
            return Heading(letter[1], letter["rest"] or words)
    return None


def _is_title(rest: str) -> bool:
    return not rest or (not _ENDED.search(rest) and not rest[:1].islower())


def is_plain_heading(words: str) -> bool:
    """Whether words without a label may be a heading: short, a capital first, no end of sentence.

    >>> is_plain_heading("Care of the lamps"), is_plain_heading("Recalling its resolution,")
    (True, False)
    """
    return (
        len(words) < _LONGEST
        and words[:1].isupper()
        and not _ENDED.search(words)
        and not re.search(
            r"\b(?:and|or|of|the|to|in|for|a|by|with|that|which|from|on|as|against)$", words
        )
    )
