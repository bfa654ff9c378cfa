"""Compare the meetings of a report, and its adoption, with those that a person found."""

from __future__ import annotations

from collections.abc import Sequence

from kg.authority import Authority
from kg.model import Adoption, Meeting
from tests.score.figures import Tally
from tests.score.likeness import plain
from tests.score.pairing import take_pairs
from tests.score.reports.figures import ADOPTION, OWN
from tests.score.reports.likeness import same_body, symbol_key

__all__ = ["compare_adoption", "compare_other_meetings", "compare_own_meeting"]


def compare_own_meeting(
    tally: Tally,
    name: str,
    expected: Sequence[Meeting],
    found: Sequence[Meeting],
    authority: Authority,
) -> None:
    """Judge each part of the meeting that the report is of; all are wrong where none was found."""
    one = next((meeting for meeting in expected if meeting.own), None)
    if one is None:
        return
    other = next((meeting for meeting in found if meeting.own), None)
    for part in OWN:
        wanted, given = _part(one, part), _part(other, part) if other else None
        if part == "body" and other is not None:
            right = same_body(one.body, other.body, authority)
        else:
            right = other is not None and wanted == given
        tally.judge("meeting", right)
        if not tally.judge(f"meeting {part}", right):
            tally.miss(f"meeting {part}", name, one.paragraph, wanted, given)


def compare_other_meetings(
    tally: Tally,
    name: str,
    body: str | None,
    expected: Sequence[Meeting],
    found: Sequence[Meeting],
    authority: Authority,
) -> None:
    """Count the other meetings of the reporting body, each once; those of others are passed by."""
    wanted = _once([one for one in expected if not one.own])
    left = _once(
        [o for o in found if not o.own and (o.body is None or same_body(o.body, body, authority))]
    )
    tally.count("other meetings", expected=len(wanted), found=len(left))
    pairs = take_pairs(wanted, left, _same_meeting)
    tally.count("other meetings", right=len(pairs))
    for one in wanted:
        tally.miss("other meetings", name, one.paragraph, _told(one), None)
    for other in left:
        tally.miss("other meetings", name, other.paragraph, None, _told(other))


def compare_adoption(
    tally: Tally, name: str, expected: Sequence[Adoption], found: Sequence[Adoption]
) -> None:
    """Judge each part of the adoption: that in the same paragraph, else the last."""
    if not expected:
        for other in found:
            tally.miss("adoption", name, other.paragraph, None, _values(other))
        tally.count("adoption", found=len(found) * len(ADOPTION))
        return
    one = expected[-1]
    same = [other for other in found if other.paragraph == one.paragraph]
    chosen = next(reversed(same or found), None)
    for part in ADOPTION:
        wanted, given = _adopted(one, part), _adopted(chosen, part) if chosen else None
        right = chosen is not None and wanted == given
        tally.judge("adoption", right)
        if not tally.judge(f"adoption {part}", right):
            told = given if chosen else "no adoption"
            tally.miss(f"adoption {part}", name, one.paragraph, wanted, told)


def _part(meeting: Meeting, part: str) -> object:
    if part == "place":
        return sorted(plain(place).casefold() for place in meeting.place)
    value: object = getattr(meeting, part)
    return value


def _same_meeting(one: Meeting, other: Meeting) -> bool:
    """Whether the days agree, and the ordinals where both have one."""
    days = (one.start_date, one.end_date) == (other.start_date, other.end_date)
    return days and (one.ordinal == other.ordinal or None in (one.ordinal, other.ordinal))


def _once(meetings: Sequence[Meeting]) -> list[Meeting]:
    return list({(m.ordinal, m.start_date, m.end_date): m for m in reversed(meetings)}.values())[
        ::-1
    ]


def _told(meeting: Meeting) -> str:
    ordinal = f" {meeting.ordinal}" if meeting.ordinal is not None else ""
    return f"{meeting.body}{ordinal}, {meeting.start_date} to {meeting.end_date}"


def _adopted(adoption: Adoption, part: str) -> object:
    if part == "symbol":
        return symbol_key(adoption.symbol) if adoption.symbol else None
    value: object = getattr(adoption, part)
    return value


def _values(adoption: Adoption) -> str:
    return ", ".join(f"{part} {getattr(adoption, part)}" for part in ADOPTION)
