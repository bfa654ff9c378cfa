"""Tell the lines that belong to a page from those of the text."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_furniture", "is_scanned_note"]

# What stands alone on a line between the halves of a paragraph: rules, page numbers, symbols in
# a page's head, job numbers in its foot.
_FURNITURE: Final = re.compile(
    r"[-*_=]{3,}|[-–—]?\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*[-–—]?|(?:Page|page) \d+"
    r"|\*{0,2}[A-Z]+(?:/[A-Z0-9][\w.()-]*){1,6}\*{0,2}|[A-Z]{1,3}\.\d{2}-\d{5}(?: \([A-Z]\))?"
    r"|<!--[^>]{0,200}-->|/\.\.\."
)
# The title of a part of such a volume, in capitals between two resolutions.
_PART_OF_VOLUME: Final = re.compile(
    r"(?:RESUMED )?(?:ORGANIZATIONAL|SUBSTANTIVE|REGULAR) SESSION (?:OF|FOR) \d{4}"
)
# The running heads of the volumes in which resolutions were collected.
_RUNNING_HEAD: Final = re.compile(
    r"(?:\d{1,3}\s+)?(?:General Assembly|Economic and Social Council|Security Council)\s*[—–-]+\s*"
    r"[\w-]+(?: [\w-]+){0,3}(?:\s+\d{1,3})?"
    r"|(?:[IVXLC]+\.?\s+)?Resolutions?(?: and decisions)? adopted "
    r"(?:on (?:the )?(?:reports?|basis) of|without reference to) .{1,100}",
    re.IGNORECASE,
)
_LONGEST: Final = 170
# A footnote between the halves of a paragraph that a page break parts, in a scanned page.
_SCANNED_NOTE: Final = re.compile(
    r"\s*(?:[¹²³⁰⁴-⁹]{1,4}\s*|\d{1,3}/\s+"
    r"|\d{1,3} (?!Jan|Febr|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec))(?=[A-Z“])"
)


def is_furniture(line: str) -> bool:
    """Whether a line, stripped, belongs to the page and not to the text.

    >>> is_furniture("94"), is_furniture("General Assembly—Thirty-first Session")
    (True, True)
    """
    if len(line) > 4 * _LONGEST:
        return False
    if "  " in line:
        line = re.sub(r"\s+", " ", line)
    if len(line) > _LONGEST:
        return False
    return bool(
        _FURNITURE.fullmatch(line)
        or _RUNNING_HEAD.fullmatch(line)
        or _PART_OF_VOLUME.fullmatch(line)
    )


def is_scanned_note(line: str) -> bool:
    """Whether a line is a footnote that stands between the halves of a paragraph.

    >>> is_scanned_note("12 See document 7."), is_scanned_note("12 May 2031.")
    (True, False)
    """
    return line.endswith(".") and _SCANNED_NOTE.match(line) is not None
