"""Read the numbers of resolutions and decisions, one by one and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.recognise.citing.sessions import fits
from kg.recognise.dates import DAY, iso_day

__all__ = ["ActNumber", "dated", "number_at", "read_numbers"]

_LETTER: Final = r"[A-Z](?![\w.’'(-])(?! [A-Z][a-z]+ (?:of|on|for)\b)"
_NUMBER: Final = re.compile(
    r"(?P<base>(?:(?P<session>E?S-\d{1,2}|S-[IVX]+|SS\.(?:[IVX]+|\d{1,2})|[IVX]{1,6}|\d{1,4})"
    r"/(?P<serial>(?:(?:CP|CMP|CMA|COP)\.?)?\d{1,4}|[IVX]+(?=\W|$))|(?P<plain>\d{1,4})))"
    rf"(?P<letter> {_LETTER}(?= [a-z(]|[,;.)]|-|$))?"
    r"(?: ?\((?P<roman>(?:E?S-)?[IVXLC]+|ORG-\d\d)\)| ?\((?P<year>(?:19|20)\d{2})\))?"
    r"(?P<note>(?<=\))\d{1,2}(?= of \d))?"
    r"(?P<after>(?: |(?<=\)))[A-Z](?=[⁰¹²³⁴-⁹]{0,3}(?: [a-z]|[,;.)]|$)|\d{1,2} of \d))?"
    r"(?P<behind>[⁰¹²³⁴-⁹]{1,3}|(?<=[A-Z])\d{1,2}(?= of \d)|(?<=\)) (?:19|20)\d\d(?= of \d))?"
    r"(?![\w%/]|\.\d)"
)
_LETTERED: Final = re.compile(
    r"(?P<plain>\d{1,4}) (?P<letter>[A-Z])(?P<more>(?:(?:,| and|, and| to) [A-Z])+)"
    r" \((?P<roman>(?:E?S-)?[IVXLC]+)\)"
)
_PART: Final = r"(?:,? (?:section|part|annex) [IVX]+)?"
_DATED: Final = re.compile(
    rf"(?:{_PART}(?:,? of|,? on|,? dated|,)? ?"
    r"|,? on [^,;.]{1,150}, of |, (?:both|all) (?:adopted |dated )?(?:of |on )?"
    r"|(?:,? entitled \"[^\"]{1,300}\"|,? on [^,;.]{1,150})?"
    rf",? adopted (?:by consensus |without a vote |unanimously )?on )(?P<day>{DAY})"
)
_OF_BODY: Final = re.compile(
    r",? (?:of|adopted by) the (?=[A-Z])(?P<words>[A-Za-z' -]{3,90}),? (?:of|dated|adopted on|on) "
    rf"(?P<day>{DAY})"
)
"""A date behind the name of the body: "of the General Assembly, dated 1 May 2000"."""
_OTHER_TEXT: Final = re.compile(r"\b(?:report|letter|note|statement|session|resolution|and the)\b")
_BETWEEN: Final = re.compile(rf"{_PART}.{{0,10}}")
_TOPIC: Final = re.compile(r",? on [^,;.]{1,150},? and ")
"""What stands between two numbers that share the date behind the second."""
_AND: Final = re.compile(
    rf"(?:{_PART}(?=,))?(?:,\d{{0,2}}|;)?(?: and| or|,? as well as)? ?(?<=[ ,])"
    r"(?:also |in particular |most recently )?(?=\d|E?S-\d|SS\.|[IVX]+/\d)"
)
_LETTERS: Final = re.compile(rf"(?:,| and|, and|(?P<to> to|-)) ?(?P<letter>{_LETTER})")
_TO: Final = re.compile(r" to |-")
_LATER: Final = re.compile(
    r"(?:,? and|,? as well as|,|; and|;) "
    r"(?P<number>(?:E?S-)?\d{1,4}/\d{1,4}|\d{3,4} \((?:19|20)\d\d\)|\d{2,4} \([IVXL]+\))"
    r"(?=(?: of \d|,? on |,? entitled |[,;.)]|$| and ))"
)
_SENTENCE: Final = re.compile(r"\.(?= [A-Z])|\b(?:resolution|decision)s?\b")
_WIDEST: Final = 20
_SUBJECT: Final = 400


@dataclass(frozen=True, slots=True)
class ActNumber:
    """A printed number of a resolution or decision: ``text`` in display form, ``[start, end)``.

    ``form`` is ``session`` (65/230), ``year`` (1373 (2001)), ``roman`` (2625 (XXV)), ``parties``
    (1/CP.21) or ``plain``; ``day`` is the date printed for it, ``stop`` where that ends; it is
    ``shared`` if it is printed for the number that follows.
    """

    start: int
    end: int
    text: str
    form: str
    session: str | None
    serial: str | None
    stop: int
    day: str | None = None
    shared: bool = False

    @property
    def whole(self) -> str:
        """The number without its letter."""
        return re.sub(r" [A-Z]$| [A-Z](?= \()", "", self.text)


def number_at(text: str, at: int) -> ActNumber | None:
    """The number that begins here.

    >>> number_at("2200 A (XXI), annex", 0).text, number_at("217 (III) A", 0).text
    ('2200 A (XXI)', '217 A (III)')
    >>> number_at("24/7.5", 0) is None
    True
    """
    found = _NUMBER.match(text, at)
    if found is None:
        return None
    letter = found["letter"] or found["after"] or ""
    letter = f" {letter.strip()}" if letter else ""
    tail = found["roman"] or found["year"]
    shown = f"{found['base']}{letter}" + (f" ({tail})" if tail else "")
    if found["roman"]:
        form, session, serial = "roman", found["roman"], found["plain"]
    elif found["year"]:
        form, session, serial = "year", found["year"], found["plain"]
    elif found["plain"]:
        form, session, serial = "plain", None, found["plain"]
    else:
        form, session, serial = "session", found["session"], found["serial"]
        if serial.startswith("C"):
            form = "parties"
    end = found.start("behind") if found["behind"] else found.end()
    end = found.start("note") if found["note"] and not found["after"] else end
    return dated(text, ActNumber(found.start(), end, shown, form, session, serial, found.end()))


def dated(text: str, number: ActNumber) -> ActNumber:
    """The number with the date printed for it; ``stop`` is where the words are read on."""
    day = _DATED.match(text, number.stop)
    if day:
        return replace(number, stop=day.end(), day=iso_day(day["day"]))
    day = _OF_BODY.match(text, number.stop)
    if day and not _OTHER_TEXT.search(day["words"]):
        return replace(number, day=iso_day(day["day"]))
    return number


def read_numbers(text: str, at: int, *, several: bool) -> list[ActNumber]:
    """The numbers of a list that begins here; ``several``: the noun before it is a plural.

    Subjects may stand between the numbers of a plural ("5/1, on …, and 5/2, on …").
    """
    first = number_at(text, at)
    if first is None:
        return []
    lettered = _LETTERED.match(text, at)
    if lettered:
        return _lettered(text, lettered)
    numbers = list(_all_from(text, first, several=several))
    if len(numbers) > 1 and not several and any(n.form == "plain" for n in numbers):
        numbers = numbers[:1]
    return _with_days(text, _with_years(numbers))


def _with_years(numbers: list[ActNumber]) -> list[ActNumber]:
    """The numbers, with the year that is printed once for several: "425 and 426 (1978)"."""
    shown = list(numbers)
    for i in range(len(shown) - 2, -1, -1):
        this, after = shown[i], shown[i + 1]
        if this.form == "plain" and after.form == "year" and len(this.text) >= len("100"):
            shown[i] = replace(
                this, text=f"{this.text} ({after.session})", form="year", session=after.session,
                serial=this.text,
            )  # fmt: skip
    return shown


def _lettered(text: str, found: re.Match[str]) -> list[ActNumber]:
    """The numbers of "2963 C and D (XXVII)" and what follows them."""
    end, roman = found.end(), found["roman"]
    form = "roman" if not roman.isdecimal() else "year"
    first = ActNumber(
        found.start(), end, f"{found['plain']} {found['letter']} ({roman})", form, roman,
        found["plain"], end,
    )  # fmt: skip
    rest = [
        replace(first, start=more.start(), text=f"{found['plain']} {more[0]} ({roman})")
        for more in re.compile(r"\b[A-Z]\b").finditer(text, found.start("more"), found.end("more"))
    ]
    numbers = [dated(text, number) for number in (first, *rest)]
    following = _next(text, numbers[-1])
    return numbers + (read_numbers(text, following.start, several=True) if following else [])


def _all_from(text: str, first: ActNumber, *, several: bool) -> Iterator[ActNumber]:
    number: ActNumber | None = first
    while number:
        last = number
        yield number
        for lettered in _letters(text, number):
            yield lettered
            last = lettered
        for between in _range(text, last):
            yield between
            last = between
        joined = _AND.match(text, last.stop)
        lettered_list = _LETTERED.match(text, joined.end()) if joined else None
        if lettered_list:
            yield from _lettered(text, lettered_list)
            return
        number = _next(text, last)
        if number is None and (several or last.day):
            number = _later(text, last)
            if number and not several and not (number.day and number.session == last.session):
                return  # "resolution 65/1 of … on lamps, and 65/2 of …": a noun told once for two
        forms = {number.form, first.form} if number else set()
        if "plain" in forms and forms not in ({"plain"}, {"plain", "year"}):
            return


def _letters(text: str, number: ActNumber) -> Iterator[ActNumber]:
    """The further letters of "68/248 A and C" and of "A to E"."""
    letter = re.search(r" ([A-Z])(?= \(|$)", number.text)
    if not letter or number.end != number.stop:
        return
    last, end = letter[1], number.end
    while more := _LETTERS.match(text, end):
        if more["letter"] <= last:
            return
        wanted = [more["letter"]]
        if more["to"]:
            wanted = [chr(c) for c in range(ord(last) + 1, ord(more["letter"]) + 1)]
        for name in wanted:
            shown = re.sub(r" [A-Z](?= \(|$)", f" {name}", number.text)
            yield dated(
                text,
                replace(
                    number,
                    text=shown,
                    start=more.start("letter"),
                    end=more.end(),
                    stop=more.end(),
                    day=None,
                ),
            )
        last, end = more["letter"], more.end()


def _range(text: str, number: ActNumber) -> Iterator[ActNumber]:
    """The numbers of a short range: "60/1 to 60/5"."""
    to = _TO.match(text, number.stop)
    last = number_at(text, to.end()) if to else None
    if not last or last.form != "session" or last.session != number.session:
        return
    if not (str(last.serial).isdecimal() and str(number.serial).isdecimal()):
        return
    low, high = int(number.serial or 0), int(last.serial or 0)
    if low < high <= low + _WIDEST:
        for serial in range(low + 1, high + 1):
            shown = f"{number.session}/{serial}"
            yield replace(last, text=shown, serial=str(serial))


def _next(text: str, number: ActNumber) -> ActNumber | None:
    joined = _AND.match(text, number.stop)
    return _like(number, number_at(text, joined.end()) if joined else None, text)


def _like(number: ActNumber, other: ActNumber | None, text: str) -> ActNumber | None:
    """The other number if it may stand in one list with this one."""
    if other is None:
        return None
    if other.form == "plain":
        # "resolutions 2249 and 2178 (2014)" goes on; "resolution 65/1, 3 and 4" does not.
        follows = _next(text, other) if number.form in ("year", "plain") else None
        return other if follows or (number.form == "plain" and len(other.text) > 2) else None
    if number.form == "plain" and other.form == "session":
        return None
    return other


def _later(text: str, number: ActNumber) -> ActNumber | None:
    """The next number of a plural after the subject of the one before."""
    if number.form not in ("session", "year", "roman"):
        return None
    stop = _SENTENCE.search(text, number.stop, number.stop + _SUBJECT)
    limit = stop.start() if stop else min(len(text), number.stop + _SUBJECT)
    found = _LATER.search(text, number.stop, limit)
    other = number_at(text, found.start("number")) if found else None
    return other if other and other.form in ("session", "year", "roman") else None


def _with_days(text: str, numbers: list[ActNumber]) -> list[ActNumber]:
    """A date that follows several numbers is that of all whose sessions fit it."""
    shown = list(numbers)
    for i in range(len(shown) - 2, -1, -1):
        this, after = shown[i], shown[i + 1]
        if this.day or not after.day:
            continue
        alike = this.form == after.form and this.session == after.session
        between = text[this.end : after.start]
        if not (_BETWEEN.fullmatch(between) or (alike and _TOPIC.fullmatch(between))):
            continue
        elsewhere = this.form == after.form == "roman" and not fits(
            after.form, after.session, after.day
        )  # another body's sessions than the Assembly's
        if alike or elsewhere or fits(this.form, this.session, after.day):
            shown[i] = replace(this, day=after.day, shared=True)
    return shown
