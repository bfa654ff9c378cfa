"""Read which paragraphs of a text are cited: "paragraphs 5 and 6 (a) of section II of"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["LIST", "Target", "listed", "target_after", "targets_at", "targets_before"]

_ONE: Final = r"\d{1,3}(?: ?\([a-z]{1,4}\)| ?\([ivx]+\)){0,2}(?: ?bis)?"
_FURTHER: Final = rf"(?:{_ONE}|\([a-z]\)(?: ?\([ivx]+\))?)"
LIST: Final = rf"{_ONE}(?:(?:,? (?:and|or|to|through) |, ?(?:and )?|-){_FURTHER}){{0,30}}"
"""The pattern of a list of paragraphs' numbers."""

_SECTION: Final = (
    r"(?:section|part|chapter) (?P<section>[IVXLC]+|[A-Z])(?:[.,]? ?(?P<part>[A-Z])\b)?"
)
_AT: Final = re.compile(
    rf"[Pp]ara(?:graph)?s?\.? (?P<list>{LIST})"
    r"(?:,? sub-?paragraphs? [()a-z ,]{2,30}?)?(?:,? (?:of|in) |, )"
)
_BEFORE: Final = re.compile(
    rf"[Pp]ara(?:graph)?s?\.? (?P<list>{LIST})(?:,? (?:of|in) (?:the )?{_SECTION})?"
    r"(?:,? under section [IVX]+)?(?P<annex>,? (?:of|in) the annex)?,?(?: of| in| to) "
    r"(?:(?:the|its|that|their|both|said|the same|"
    r"the above-mentioned|the relevant) ){0,2}"
)
_SHORT: Final = re.compile(rf"OPs? ?(?P<list>{LIST}),? of (?:(?:the|its) )?")
_SECTION_FIRST: Final = re.compile(
    rf"[Ss]ection (?P<section>[IVXLC]+)(?:\.(?P<part>[A-Z]))?, "
    rf"[Pp]ara(?:graph)?s? (?P<list>{LIST}),? of "
    r"(?:(?:the|its|that|their) ){0,2}"
)
_AFTER: Final = re.compile(
    rf",? \(?(?:(?:section|sect\.) (?P<section>[IVXLC]+)(?:\.(?P<part>[A-Z]))?, )?"
    rf"para(?:graph)?s?\.? (?P<list>{LIST})"
)
_ARTICLE: Final = re.compile(
    r"(?:[Aa]rticles?|[Aa]nnex(?:es)?) [\dIVXLC]{1,6},(?: [Pp]art [\dIVX]{1,4},)? $"
)
"""An article or annex of which a paragraph is cited: that is no paragraph of the whole."""
_NUMBER: Final = re.compile(rf"(?P<one>{_ONE}|(?<=[ ,-])\([a-z]\)(?: ?\([ivx]+\))?)")


class Target(NamedTuple):
    """A paragraph that is cited: its number without spaces, and where that is printed."""

    start: int
    end: int
    number: str


def listed(words: str, at: int) -> list[Target]:
    """The numbers of a list; of a range its ends, as they are printed."""
    targets: list[Target] = []
    for found in _NUMBER.finditer(words):
        number = re.sub(r" (?!bis)", "", found["one"])
        start, end = at + found.start("one"), at + found.end()
        if number.startswith("(") and targets:  # "5 (a) and (b)"
            number = f"{targets[-1].number.partition('(')[0]}{number}"
        targets.append(Target(start, end, number))
    return targets


def _in_section(targets: list[Target], section: str | None) -> list[Target]:
    if section is None:
        return targets
    return [t._replace(number=f"{section}.{t.number}") for t in targets]


def targets_before(text: str, end: int) -> tuple[list[Target], int]:
    """The paragraphs of the text that is named from ``end`` on, and where their words begin."""
    floor = max(0, end - 180)
    section = text.rfind("ection ", floor, end) - 1
    found = _SECTION_FIRST.match(text, section) if section >= floor else None
    if found and found.end() == end:
        return _targets(found), section
    at = text.rfind("ara", floor, end)
    while at > floor:
        found = _BEFORE.match(text, at - 1)
        if found and found.end() == end and not _ARTICLE.search(text, max(0, at - 30), at - 1):
            targets = _targets(found)
            if found["annex"]:
                targets = [t._replace(number=f"annex.{t.number}") for t in targets]
            return targets, at - 1
        at = text.rfind("ara", floor, at)
    return _short_before(text, end, floor)


def _short_before(text: str, end: int, floor: int) -> tuple[list[Target], int]:
    """The operative paragraphs that are named for short: "OP 20 of resolution"."""
    at = text.rfind("OP", floor, end)
    found = _SHORT.match(text, at) if at >= 0 else None
    if found and found.end() == end:
        return listed(found["list"], found.start("list")), at
    return [], end


def _targets(found: re.Match[str]) -> list[Target]:
    section, part = found["section"], found["part"]
    inside = f"{section}.{part}" if section and part else section
    return _in_section(listed(found["list"], found.start("list")), inside)


def target_after(text: str, end: int) -> tuple[list[Target], int]:
    """The paragraphs named after a number ("65/230, para. 9"), and where their words end."""
    found = _AFTER.match(text, end)
    if found is None:
        return [], end
    follows = text[found.end() : found.end() + 4]
    if follows.startswith((" of", ", of", " abo", " bel")):
        return [], end
    return _targets(found), found.end()


def targets_at(text: str, start: int) -> tuple[list[Target], int]:
    """The paragraphs named from ``start`` on, and where the text begins that holds them."""
    found = _AT.match(text, start)
    if found is None or _ARTICLE.search(text, max(0, start - 30), start):
        return [], start
    return listed(found["list"], found.start("list")), found.end()
