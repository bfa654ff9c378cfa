"""Write the numbers of a list as its format says."""

from __future__ import annotations

from typing import Final

__all__ = ["rendered"]

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST: Final = 4_000


def rendered(number: int, kind: str) -> str:
    """A number in a format, named as in WordprocessingML (ECMA-376 part 1, 17.18.59).

    >>> rendered(4, "lowerRoman"), rendered(28, "lowerLetter"), rendered(7, "decimalZero")
    ('iv', 'bb', '07')
    """
    if kind.endswith("Letter") and number > 0:
        # A word processor doubles the letter: z, aa, bb.
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman") and 0 < number < _LARGEST:
        numeral = _roman(number)
        return numeral.upper() if kind.startswith("upper") else numeral
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind == "ordinal":
        return f"{number}{_ending(number)}"
    return str(number)


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        while number >= value:
            numeral += letters
            number -= value
    return numeral


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
