"""Tell whose a session or meeting is of which a sentence speaks."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Authority
from kg.recognise.meeting_words import Mention
from kg.recognise.reporting import ReportingBody, body_named

__all__ = ["whose_meeting"]

_AT_ITS: Final = re.compile(
    r"(?:^|\bthat,? )(?:[A-Z][a-z]+,? )?(?:(?:At|In|During|Following|Since|Before|After"
    r"|Also at|Prior to|also at|at)"
    r"(?: the (?:end|close|beginning|opening|first part) of)? )?$"
)
_BODY: Final = (
    r"(?:[A-Z]{2,}[A-Z.\d/]*(?:\.\d+)?(?:/[A-Z.\d]+)*"
    r"|(?!(?:The|At|In|On|For|During|From|Also|After|Before|Since|Its|This) )"
    r"(?:[A-Z][\w-]+ (?:(?:of|on|for|the|and|in|to) ){0,2}){0,6}"
    r"(?:Committee|Commission|Group"
    r"|Working Party|Council|Board|Assembly|Conference|Forum|Task Force|Body|Bureau|Panel"
    r"|Meeting|Team|Secretariat)"
    r"(?: (?:of|on|for) (?:the )?[A-Z][\w-]+"
    r"(?: (?:(?:of|on|and|the|for|in) ){0,2}[A-Z][\w-]+){0,8})?"
    r"|(?<=the )(?:group|working party|task force|board|committee|working group)(?= |,|$))"
)
_SUBJECT: Final = re.compile(rf"\)?,? (?:[^,.;]{{0,60}}, )?(?:the )?(?P<name>{_BODY})(?![’'\w-])")
_NAMED: Final = re.compile(rf"(?<![\w/.-])(?:The )?(?P<name>{_BODY})(?![\w-])")


def whose_meeting(
    before: str, behind: str, mention: Mention, body: ReportingBody | None, authority: Authority
) -> str | None:
    """The body that holds the meeting: named behind it, else the nearest that acts before it."""
    if mention.of:
        return body_named(mention.of, body, authority)
    if body is None:
        return None
    own = "|".join(re.escape(head) for head in sorted(body.heads, key=len, reverse=True))
    if mention.lead == "its" and (other := _other_subject(before, behind, own)):
        known = authority.body(other)
        return known.id if known else other if other[0].isupper() else None
    nearest = re.search(
        r"(?:^|[ (])(?:[Tt]he |[Oo]f |[Bb]y )?(?!(?:At|In|On|For|During|From|The|Also|After|Before"
        r"|Since) )(?P<name>[A-Z][\w-]*(?: (?:(?:of|on|for|the|and|to|in) ){0,2}[A-Z][\w-]*){0,9})"
        r"(?: \([^()]{1,30}\))?(?:,? (?:held|at|for|had held|will hold|convened|during|on"
        r"|opened)(?: the end of)?)? $",
        before[-260:],
    )
    if nearest and not re.fullmatch(own, nearest["name"], re.IGNORECASE):
        known = authority.body(nearest["name"])
        return known.id if known else nearest["name"]
    return body.key


def _other_subject(before: str, behind: str, own: str) -> str | None:
    """Who holds "its session" where that is not the reporting body: the nearest named before it.

    In "At its session, the Working Party" it is who is named behind.
    """
    if _AT_ITS.search(before[-400:]):
        subject = _SUBJECT.match(behind)
        name = subject["name"] if subject else None
    else:
        named = list(_NAMED.finditer(before[-400:]))
        name = named[-1]["name"] if named else None
    if name is None or re.fullmatch(own, name, re.IGNORECASE):
        return None
    if re.match(rf"(?:{own})\b", name, re.IGNORECASE) and " of " not in name and " on " not in name:
        return None
    return name
