"""Tell by their words the headings that stand alone, open a draft, or are no headings."""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "annex_title",
    "draft_number",
    "is_agenda",
    "is_lone",
    "is_paper",
    "is_person",
    "is_speaker",
    "is_title",
    "plain_title",
]

_LONE: Final = re.compile(
    r"(?:(?:chapter|section|part) (?:[ivxlc]+|\d{1,2})"
    r"|(?:annex|appendix)(?: [ivxlc\d]{1,5}| [a-z])?)"
    r"[.:*†]{0,3}(?: ?[\[(][^\])]{1,60}[\])])?",
    re.IGNORECASE,
)
_TITLED_ANNEX: Final = re.compile(
    r"(?:annex|appendix) (?:[ivxlc]+|\d{1,2}|[a-z])\s*[.:–—-]\s*(?P<title>[^\s\[(].*)",
    re.IGNORECASE | re.DOTALL,
)
_DRAFT: Final = re.compile(
    r"Draft (?:resolution|decision) (?P<number>[IVXLC]{1,6}|\d{1,2}|[A-Z])\.?"
    r"(?:\s*[*:–—-]\s*\S.{0,300})?",
    re.IGNORECASE,
)
_AGENDA: Final = re.compile(
    r"(?:(?:the|adopted|final|revised|annotated|provisional) ){0,3}agenda"
    r"(?: (?:of|for|as) .{1,200}|,? adopted .{1,200})?\W{0,3}",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[.;:,]$|\b(?:and|or|the|of)$")
_LONGEST_TITLE: Final = 300
_NAME: Final = (
    r"(?:[^\W\d_a-z][\w.'’-]*|\([^()]{1,30}\)|d[aeiou]s?|del|der|den|van|von|bin|bint|ibn|al|el|ul"
    r"|la|le|e|y|ould|and|al-[\w’'-]+|d[’'][\w-]+)"
)
_PERSON: Final = re.compile(
    rf"(?:\d{{1,3}}\.? )?{_NAME}(?: {_NAME}){{1,11}}(?: \([^()]{{1,60}}\))?, \S"
)
_SPEAKER: Final = re.compile(
    r"The (?:[A-Z][\w’'-]*|of|on|for|and|the|to|in)"
    r"(?: (?:[A-Z][\w’'-]*|of|on|for|and|the|to|in)){0,16},"
)
_ORGAN: Final = re.compile(
    r"\b(?:Assembly|Council|Commission|Committee|Conference|Board|Parties)\b"
)
_PAPER: Final = re.compile(
    r"[A-Z]{1,6}(?:/[A-Z0-9][\w.()*-]*){1,8}(?:[,; ]|$)"
    r"|(?:Informal|Room|Working|Conference room) (?:documents?|papers?) ",
)


def is_agenda(words: str) -> bool:
    """Whether a heading is that of an agenda, whose items stand below it.

    >>> is_agenda("Agenda of the second session"), is_agenda("Adoption of the agenda")
    (True, False)
    """
    return _AGENDA.fullmatch(words) is not None


def is_lone(words: str) -> bool:
    """Whether a heading is the number of a chapter or an annex, whose title stands below it.

    >>> is_lone("Chapter IV"), is_lone("Annex II [English only]"), is_lone("Chapter IV Wells")
    (True, True, False)
    """
    return len(words) < 90 and _LONE.fullmatch(words) is not None


def annex_title(words: str) -> str:
    """The title of an annex on the line of its number, empty where there is none.

    >>> annex_title("Annex II: Names of the wells"), annex_title("Annex II")
    ('Names of the wells', '')
    """
    found = _TITLED_ANNEX.match(words)
    return found["title"] if found else ""


def is_title(words: str) -> bool:
    """Whether words may be the title of the chapter or annex above: short, and no sentence.

    >>> is_title("Election of officers"), is_title("The Board met in Oslo.")
    (True, False)
    """
    return len(words) <= _LONGEST_TITLE and not _SENTENCE.search(words)


def draft_number(words: str) -> str | None:
    """The number of the draft that a heading opens; None where it opens none.

    >>> draft_number("Draft decision II"), draft_number("Draft decisions for adoption")
    ('II', None)
    """
    found = _DRAFT.fullmatch(words)
    return found["number"] if found else None


def is_person(words: str) -> bool:
    """Whether a line begins with a person's name and goes on with the function.

    >>> is_person("Ana Lima, Minister of Wells of Peru"), is_person("Wells, pumps and lamps")
    (True, False)
    """
    return _PERSON.match(words[:200]) is not None


def is_speaker(words: str) -> bool:
    """Whether a line is the name of the body in whose name a draft speaks.

    >>> is_speaker("The General Assembly,"), is_speaker("The lamps of the Assembly, lit,")
    (True, False)
    """
    if len(words) > _LONGEST_TITLE or not words.endswith(","):
        return False
    return _SPEAKER.fullmatch(words) is not None and _ORGAN.search(words) is not None


def is_paper(words: str) -> bool:
    """Whether a line begins with the symbol or the name of a paper.

    >>> is_paper("WB/2031/4 and Add.1"), is_paper("Wells")
    (True, False)
    """
    return _PAPER.match(words[:120]) is not None and any(c.isdigit() for c in words)


def plain_title(words: str) -> str:
    """A title as a table of contents and the text have it in common: its letters alone.

    >>> plain_title("Place of the “next” session:")
    'placeofthenextsession'
    """
    return re.sub(r"[^a-z0-9]", "", words.lower())
