"""Read what speakers are said to have said one by one, each in a part that begins with his name.

"The following pledges were made: (a) Norway would give a boat; (b) Mali: two oars."
"""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.passages import Passage, Span
from kg.recognise.speaker_lines import Lead
from kg.recognise.speaker_names import Known
from kg.recognise.speakers import Speaker, read_speakers

__all__ = ["is_part", "parts_lead", "read_part"]

_SAID: Final = (
    r"(?:pledges|statements|interventions|announcements|contributions|presentations|updates"
    r"|information|offers|commitments|comments|remarks|declarations|explanations|reservations)"
)
_LEAD: Final = re.compile(
    rf"\bfollowing (?:[\w-]+ ){{0,3}}{_SAID}\b[^:;]{{0,160}}\b(?:was|were|been) (?:also |then "
    rf")?(?:made"
    r"|given|delivered|expressed|provided|offered|announced|shared|voiced|received|presented)\b"
    r"[^:;]{0,160}:$"
    r"|\b(?:delegations|Parties|States|countries|representatives|organizations|members|observers"
    r"|participants|speakers)\b[^:;]{0,80} (?:made|gave|delivered|provided|offered|announced|shared"
    r"|pledged|reported|voiced|informed|presented|expressed)\b[^:;]{0,160}:$"
)
_NO_LEAD: Final = re.compile(
    r"\b(?:that|had|have|has|should|agreed|decided|recommended|requested|adopted|invited)\b"
)
_BEGINS: Final = re.compile(
    r"(?:\([a-z]{1,3}\)\s*)?(?P<who>[A-ZÀ-Þ][^:;.]{1,160}?)(?::|,? (?:(?:also|further|then|who"
    r"|which) )*"
    r"(?:would|will|could|had|has|was|is|were|are|made|gave|drew|intended|told|took|spoke"
    r"|[a-z]{2,}ed)\b)"
)


def parts_lead(passage: Passage) -> Lead | None:
    """The lead under which each part of a paragraph tells what one speaker said, if it is one."""
    if not passage.text.endswith(":"):
        return None
    sentence = list(passage.sentences())[-1]
    words = passage.text[sentence.start : sentence.end]
    told = _LEAD.search(words) and not _NO_LEAD.search(words)
    return Lead(passage, words) if told else None


def read_part(passage: Passage, lead: Lead, known: Known) -> list[Speaker]:
    """Who speaks in a part under this lead; nobody where it does not begin with a name."""
    if not is_part(passage, lead):
        return []
    begins = _BEGINS.match(passage.text)
    if begins is None:
        return []
    return list(read_speakers(passage.text, Span(*begins.span("who")), *known))


def is_part(passage: Passage, lead: Lead) -> bool:
    """Whether a paragraph is a part of the one that holds the lead."""
    return passage.paragraph.id.startswith(f"{lead.passage.paragraph.id}(")
