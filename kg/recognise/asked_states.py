"""Tell whether it is States who are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["asks_states"]

_STATES: Final = re.compile(
    r"(?![Cc]onferences? of\b|(?:\w+ )?non-State\b|.*\bcountry (?:teams?|offices?|programmes?)\b)"
    r"(?:member-states|[A-Z]{3}|eu-member-states|.*\b(?:States|State|Governments?"
    r"|(?<!-)(?<!interested )(?<!third )[Pp]art(?:y"
    r"|ies)|countries|country|Powers?|authorities|governments?|(?:[a-z-]+ )?states"
    r"|neighbou?ring state)\b.*|states?"
    r"|(?:Non-Self-Governing )?Territor(?:y|ies))"
)
_IN_STATES: Final = re.compile(
    r" (?:in|within|from) (?:(?:all|their|the|developing|developed) )?"
    r"(?:Member|States|countries)\b.*"
)
"""Where those are who are asked: "organizations in Member States" are no States."""
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_GROUPS: Final = ("member-states", "eu-member-states")


def asks_states(addressees: Sequence[str]) -> bool:
    """Whether it is first of all, or for the most part, States or parties who are asked."""
    states = [_is_state(who) for who in addressees]
    return states[:1] == [True] or 2 * sum(states) > len(states)


def _is_state(who: str) -> bool:
    who = _IN_STATES.sub("", who)
    return bool(_STATES.fullmatch(who)) and not (_ID.fullmatch(who) and who not in _GROUPS)
