"""Find where footnotes are called: marked up, raised, or glued to the word before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Call", "calls_in", "plain_label"]

# Where a call may begin; what is there is then looked at in full, for that is slow.
# One class of characters at its head is sought much faster than alternatives are.
_CANDIDATE: Final = re.compile(r"[<\[¹²³⁰⁴-⁹\d](?:(?<=\d)\d*)?")
_ABBREVIATED: Final = (
    r"(?<!\bNo\.)(?<!\bno\.)(?<!Nos\.)(?<!\bp\.)(?<!\bpp\.)(?<!para\.)(?<!aras\.)(?<!\bart\.)"
    r"(?<!arts\.)(?<!hap\.)(?<!\bvol\.)(?<!sect\.)(?<!\bRev\.)(?<!\bAdd\.)(?<!Corr\.)(?<!\bL\.)"
    r"(?<!\bInf\.)(?<!Amend\.)(?<!Conf\.)(?<!Misc\.)(?<!\bRes\.)"
)
_GOES_ON: Final = r"(?=\s+[(“A-Za-z])"
_MARKED: Final = re.compile(
    r"<sup>\s*([\w*]{1,3})\s*</sup>|\[\^(\w{1,8})\](?!:)"
    r"|(?<=[.,;:)”])([¹²³⁰⁴-⁹]+)|(?<=[^\W\d]{4})([¹²³⁰⁴-⁹]+)"
)
_GLUED: Final = re.compile(
    rf"(?<=[a-z][.,;:)”]){_ABBREVIATED}(\d{{1,3}}){_GOES_ON}"
    # Two calls at one place: "of the keepers;5,6".
    rf"|(?<=[a-z][.,;:)”]){_ABBREVIATED}(\d{{1,2}})(?=,\d{{1,2}}(?:\s|$))"
    r"|(?<=[a-z][.;:)”]\d,)(\d{1,2})(?=\s|$)|(?<=[a-z][.;:)”]\d\d,)(\d{1,2})(?=\s|$)"
    # What ends a slice may go on outside of it, so only a whole word's point is taken there.
    rf"|(?<=[a-z]{{4}}[.,;:)”]){_ABBREVIATED}(\d{{1,3}})(?=\s*$)"
    r"|(?<=[a-z]{4})(\d{1,3})(?=[.,;:]?(?:\s|$))"
    rf"|(?<=(?:19|20)\d\d[.,;])(\d{{1,3}})(?=\s+[(“A-Za-z]|\s*$)"
    r"|(?<=[a-z.,;:)”\"][ \u00a0])(\d{1,3})/(?=[.,;]?(?:\s|$))"
)
# "15 June 197238": a call glued to a year.
_AFTER_YEAR: Final = re.compile(
    r"(?<=(?:ary|rch|ril|May|une|uly|ust|ber) (?:19|20)\d\d)(\d{1,3})(?=[\s,;.])"
)
_YEAR: Final = 4
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Call(NamedTuple):
    """A call in ``[start, end)`` and the label of the note, as printed."""

    start: int
    end: int
    label: str


def calls_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Call]:
    """The calls of footnotes in a slice of a text, in order.

    >>> [call.label for call in calls_in("lamps,4 and their keepers.<sup>5</sup>")]
    ['4', '5']
    """
    stop = len(text) if end is None else end
    at = start
    while candidate := _CANDIDATE.search(text, at, stop):
        begin = candidate.start()
        digits = candidate.end() - begin
        if not candidate[0].isascii() or candidate[0] in "<[":
            found = _MARKED.match(text, begin, stop)
        elif digits > _YEAR:
            found = _AFTER_YEAR.match(text, begin + _YEAR, stop)
        else:
            found = _GLUED.match(text, begin, stop)
        if found:
            yield Call(found.start(), found.end(), found[found.lastindex or 0])
        at = max(candidate.end(), found.end() if found else 0)


def plain_label(label: str) -> str:
    """A note's number in plain figures: a letter counts from ``a``, a star is 0.

    >>> [plain_label(label) for label in ("¹²", "b", "*")]
    ['12', '2', '0']
    """
    plain = label.translate(_RAISED)
    if plain.isdigit():
        return plain
    return str(ord(plain[0]) - ord("a") + 1) if "a" <= plain[:1] <= "z" else "0"
