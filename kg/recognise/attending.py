"""Find the passages of a report in which it tells who attended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Document, Paragraph
from kg.recognise.attendee_kinds import category_of
from kg.recognise.passages import PROSE, Passage, passages

__all__ = ["ATTENDANCE", "attendance_passages"]

ATTENDANCE: Final = re.compile(
    r"^(?:[\W\dIVX]{0,8}|annex\W.{0,12})?(?:attendance|participation|participants|representation"
    r"|(?:list of )?(?:participants|participating|delegations|attendees|States? represented)"
    r"|composition and attendance|membership(?: and attendance)?|(?:opening|duration|organization)"
    r"[^:]{0,40} and attendance|attendance and [a-z ]{1,60}|representation of States)\b"
    r"(?! of (?:the public|civil))",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"attendance|participation\W*$|participants|representation|organi[sz]ation|opening"
    r"|introduction|administrative|credentials",
    re.IGNORECASE,
)
_EARLY: Final = 15


def attendance_passages(document: Document) -> Iterator[tuple[Passage, str | None, bool]]:
    """The passages with the headings over them within the part on attendance, None outside one.

    The last tells whether the passage stands where a report tells who attended: under such a
    heading, or among the first paragraphs.
    """
    seen = 0
    for passage in passages(document, (*PROSE, "heading")):
        paragraph = passage.paragraph
        seen += paragraph.kind == "report" and "(" not in paragraph.id
        part = _part(paragraph)
        annexed = paragraph.id.startswith(("annex", "appendix"))
        near = part is not None or (seen <= _EARLY and not annexed)
        near = near or any(_HEAD.search(head) for head in paragraph.heading)
        yield passage, part, near


def _part(paragraph: Paragraph) -> str | None:
    for index, head in enumerate(paragraph.heading):
        if ATTENDANCE.match(head.strip()):
            below = (category_of(h) for h in paragraph.heading[index + 1 :])
            return ". ".join(h for h in below if h)
    return None
