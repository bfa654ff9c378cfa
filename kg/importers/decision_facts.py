"""Say what the record of one decision states, and refuse what is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from kg.errors import SourceError
from kg.model import Document

__all__ = ["DecisionFacts", "read_facts"]

_NUMBER: Final = re.compile(r"(?P<number>(?:ES-|S-)?\d{1,3}/\d{1,4})(?P<parts>[A-Z, and&-]{0,60})")
_SESSION: Final = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th)? (?P<kind>emergency special |special )?session"
)
_KINDS: Final = {"special ": "S-", "emergency special ": "ES-"}
_ITEM: Final = re.compile(r"(?P<number>\d{1,3})|\((?P<sub>[a-z]{1,2})\)")
# The records hold midnight in New York, four or five hours behind: four meet the day of both,
# and no table of time zones is needed, which a small machine may lack.
_HEADQUARTERS: Final = timezone(timedelta(hours=-4))


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as the record has it: the day in New York, and the number of the plenary."""

    day: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a record states of a decision; ``agenda_items`` as ``115(a)``, ``session`` as ``71``."""

    number: str
    parts: tuple[str, ...]
    title: str
    text: str
    session: str | None
    agenda_items: tuple[str, ...]
    meetings: tuple[Meeting, ...]

    def adoption(
        self, document: Document, words: str, part: str | None
    ) -> tuple[str | None, int | None, tuple[str, ...]]:
        """Day and plenary meeting of the adoption: the text's, else the record's; and warnings.

        Of several meetings that the record has, that one counts whose day, else whose number, the
        text states.
        """
        sound = [m for m in self.meetings if m.day is None or self._in_session(m.day)]
        warnings = [
            f"the record's date {m.day} lies outside session {self.session}"
            for m in self.meetings
            if m not in sound
        ]
        plain = " ".join(words.split())
        stated = [m for m in sound if m.day and f"{m.day.day} {m.day:%B %Y}" in plain]
        stated = stated or [m for m in sound if m.number and m.number == document.plenary_meeting]
        choice = stated or (sound if part is None else [])
        days = {m.day for m in choice}
        only = next(iter(days)) if len(days) == 1 else choice[-1].day if stated else None
        numbers = {m.number for m in choice if m.day == only}
        number = next(iter(numbers)) if len(numbers) == 1 else None
        if document.adopted_on and sound and not _among(document.adopted_on, sound):
            listed = ", ".join(str(m.day) for m in sound)
            warnings.append(f"the text says {document.adopted_on}, the record {listed}")
        day = document.adopted_on or (only.isoformat() if only else None)
        same = only is not None and day == only.isoformat()
        return day, document.plenary_meeting or (number if same else None), tuple(warnings)

    def _in_session(self, day: date) -> bool:
        if not self.session or not self.session.isdigit():
            return day.year >= 1946
        opened = 1945 + int(self.session)
        return opened <= day.year <= opened + 1


def read_facts(file: str, record: Mapping[str, object]) -> DecisionFacts:
    """What a record states; white space in its title and number is made plain.

    Raises:
        SourceError: it has no number of a decision of the Assembly, or no text.
    """
    division = _text(record, "ED_Division") or "GA"
    if division != "GA":
        raise SourceError(file, f"it is a decision of {division!r}", "give the Assembly's")
    printed = " ".join(_text(record, "ED_DecisionNumber").split()).rstrip(". ")
    found = _NUMBER.fullmatch(printed)
    if not found:
        raise SourceError(file, f"{printed[:40]!r} is no number of a decision", "mend the record")
    text = _text(record, "ED_DecisionText").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError(file, f"decision {printed} has no text", "give the record with its text")
    return DecisionFacts(
        number=found["number"],
        parts=tuple(re.findall(r"\b[A-Z]\b", found["parts"])),
        title=" ".join(_text(record, "ED_Title").split()).rstrip("."),
        text=text,
        session=_session(_text(record, "ED_Session"), found["number"]),
        agenda_items=tuple(dict.fromkeys(_items(_text(record, "ED_AgendaItem")))),
        meetings=tuple(dict.fromkeys(_meetings(record.get("ED_Meeting")))),
    )


def _among(day: str, meetings: list[Meeting]) -> bool:
    return any(m.day is not None and m.day.isoformat() == day for m in meetings)


def _text(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _session(words: str, number: str) -> str:
    """The session that a record names, else the one of the decision's number."""
    found = _SESSION.search(words)
    if not found:
        return number.partition("/")[0]
    return _KINDS.get(found["kind"] or "", "") + found["number"]


def _items(words: str) -> Iterator[str]:
    """The agenda items of a list.

    >>> list(_items("13 and 117")), list(_items("115 (a)")), list(_items("74 (b) and (d), 98"))
    (['13', '117'], ['115(a)'], ['74(b)', '74(d)', '98'])
    """
    number, bare = "", False
    for found in _ITEM.finditer(words):
        if found["sub"]:
            if number:
                yield f"{number}({found['sub']})"
                bare = False
        else:
            if bare:
                yield number
            number, bare = found["number"], True
    if bare:
        yield number


def _meetings(value: object) -> Iterator[Meeting]:
    for entry in value if isinstance(value, list) else []:
        if not isinstance(entry, dict):
            continue
        number = re.match(r"\d{1,3}", str(entry.get("ED_Number") or ""))
        day = _day(entry.get("ED_Date"))
        if day or number:
            yield Meeting(day, int(number[0]) if number else None)


def _day(value: object) -> date | None:
    """The day in New York, where the Assembly meets, of a moment in universal time.

    >>> _day("2016-09-13T05:00:00.000Z"), _day("2017-03-30T03:30:00.000Z")
    (datetime.date(2016, 9, 13), datetime.date(2017, 3, 29))
    """
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date()
    return moment.astimezone(_HEADQUARTERS).date()
