"""Read how often something is to be done: every year, on a regular basis, every 60 days."""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.numbers import ORDINAL, WHOLE, whole_of

__all__ = ["read_frequency"]

_NOT_ASKED: Final = re.compile(
    rf"(?:\b(?:preceding|previous|existing|past|next|forthcoming|future|{ORDINAL}) annual\b"
    rf"|\bannual reports mentioned\b"
    r"|\b(?:quality|format|contents?|presentation) of (?:the|its|their|his) (?:annual|regular)\b"
    r"|\bwhich\b|\b(?:as"
    r"|that) the [A-Z][\w ]{0,40} may\b|\badvisability of\b|\b(?:part"
    r"|particular|participate|participation|participating|at|during|before|for|of|in|from"
    r"|to) (?:in )?(?:the|its"
    r"|their)"
    r"(?: \w+){0,2} (?:annual|regular|periodic|biennial) (?:\w+ )?(?:meetings?|sessions?"
    r"|conferences?|consultations?|dialogues?|day|reviews?|debates?|discussions?|panels?|segment"
    r"|forum)\b)"
    r"[^,;]{0,200}"
)
"""Words that say how often something else takes place than what is asked."""
_EVERY: Final = re.compile(
    rf"\bevery (?P<n>{WHOLE}|other|second|third|fourth) (?P<unit>days?|weeks?|months?|years?)\b"
    rf"|\b(?:at|in) (?P<n2>{WHOLE})[- ](?P<unit2>day|week|month|year)(?:ly)? intervals\b"
    rf"|\bon an? (?P<n3>{WHOLE})[- ](?P<unit3>monthly|yearly|weekly|year|month|week)"
    r" (?:basis|cycle)\b"
)
_WORDED: Final = 12
"""Up to this number of months or years it is said in words how often: "every six months"."""
_OFTENNESS: Final = (
    "annual", "year", "every", "each", "regular", "month", "periodic", "week", "quarter", "ennial",
    "cycle", "intervals", "time to time",
)  # fmt: skip
"""A letter sequence without which nothing says how often."""
_OFTEN: Final = (
    (
        "every six months",
        re.compile(r"\b(?:half-yearly|semi-annual(?:ly)?|biannual(?:ly)?)\b"),
    ),
    (
        "biennial",
        re.compile(
            r"\bbiennial(?:ly)?\b(?! (?:programme|budget|session|work))"
            r"|\bevery (?:second|other) (?:year|session)\b|\bevery two years\b"
        ),
    ),
    (
        "every four years",
        re.compile(r"\bquadrennial(?:ly)?\b(?! (?:comprehensive|review|programme))"),
    ),
    (
        "quarterly",
        re.compile(
            r"\bquarterly\b(?! (?:reports?|updates?) of)|\bevery three months\b|\beach quarter\b"
        ),
    ),
    (
        "monthly",
        re.compile(
            r"(?<!-)(?<!six )(?<!three )\bmonthly\b(?! rate)"
            r"|\bevery month\b|\beach month\b"
        ),
    ),
    ("weekly", re.compile(r"\bweekly (?:basis|reports?|updates?)\b|\bevery week\b|\beach week\b")),
    (
        "annual",
        re.compile(
            r"\bannually\b|\bevery year\b|(?<!for )\beach year\b|(?<!-)\byearly\b(?! programmes?)"
            r"|\bonce a year\b"
            r"|\bonce per year\b|\b(?:one|a) [^,;]{0,30} (?:a|per|each) year\b"
            r"|\b(?<!multi-)annual (?:basis|(?:\w+ ){0,3}(?:reports?|updates?|briefings?"
            r"|dialogues?|debates?|discussions?|panels?|meetings?|reporting|presentations?|plan"
            r"|observance|reviews?"
            r"|seminars?|conferences?|forum|workshops?|consultations?|sessions))\b"
            r"|\bevery 12 months\b|\bat each (?:regular )?session\b|\bevery twelve months\b"
        ),
    ),
    (
        "regular",
        re.compile(
            r"\bregularly\b(?! (?:published|updated (?:list|data)|held|scheduled))"
            r"|\bperiodic(?:ally)?\b(?! (?:review|table|elections))|\bregular (?:basis"
            r"|\w+ basis|(?:\w+ )?(?:reports?"
            r"|updates?|briefings?|intervals|meetings?|consultations?|reporting|information"
            r"|dialogues?|exchanges?|use|communications?))\b|\bat regular intervals\b"
            r"|\bfrom time to time\b"
        ),
    ),
)


def read_frequency(words: str) -> str | None:
    """How often something is to be done, in the words of the list; None where nothing says so.

    >>> read_frequency("report every two years"), read_frequency("report at 60-day intervals")
    ('biennial', 'every 60 days')
    """
    if not any(letters in words for letters in _OFTENNESS):
        return None
    words = _NOT_ASKED.sub("", words)
    for name, pattern in _OFTEN:
        if pattern.search(words):
            return name
    every = _EVERY.search(words)
    if not every:
        return None
    number: str = every["n"] or every["n2"] or every["n3"]
    unit = (every["unit"] or every["unit2"] or every["unit3"]).rstrip("s")
    unit = {"monthly": "month", "yearly": "year", "weekly": "week"}.get(unit, unit)
    ordinals = {"second": "two", "other": "two", "third": "three", "fourth": "four"}
    number = ordinals.get(number, number)
    if not number.isdigit() and whole_of(number) > _WORDED:
        number = str(whole_of(number))
    if number.isdigit() and unit in ("month", "year") and whole_of(number) <= _WORDED:
        number = (
            "",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        )[int(number)]
    return f"every {number} {unit}s"
