"""Say what a MARC record of the United Nations states of a document: the cataloguers' fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.errors import SourceError
from kg.importers.marcxml import Field, MarcRecord

__all__ = ["AgendaEntry", "CatalogueEntry", "SubjectTerm", "read_entry"]

_SYMBOL: Final = re.compile(r"[A-Z][A-Za-z0-9.-]*(?:/[A-Za-z0-9][A-Za-z0-9.,()*& -]*)+")
_DATE: Final = re.compile(r"(\d{4})(?:-?(0[1-9]|1[0-2])(?:-?([0-2]\d|3[01]))?)?")
_ENDING: Final = re.compile(r"\s*[:/;=,]$")
_DRAFT: Final = re.compile(r"\bdraft (?:resolution|decision)\b|\bamendment", re.IGNORECASE)
_THESAURUS: Final = re.compile(r"https?://metadata\.un\.org/thesaurus/(\d+)")
_LIBRARY: Final = re.compile(r"\(DHLAUTH\)(\d+)")
_ITEM: Final = re.compile(r"(?P<number>\d{1,3})(?P<sub>[a-z]{0,2})(?:\[\d+\])?")
_AGENDA: Final = re.compile(r"A/(?P<session>(?:S-|ES-)?\d{1,3})/\d+")
_LINKS: Final = "856"  # labels in all languages, of which none is asked for but "English"
_LANGUAGES: Final = {
    "ara": "ar",
    "chi": "zh",
    "eng": "en",
    "fre": "fr",
    "ger": "de",
    "rus": "ru",
    "spa": "es",
}


@dataclass(frozen=True, slots=True)
class SubjectTerm:
    """A subject: ``thesaurus`` is its number in the UNBIS Thesaurus, ``library`` in the catalogue.

    The two are different lists of numbers: a catalogue's own (``(DHLAUTH)274431``) is no address
    of the thesaurus.
    """

    label: str
    thesaurus: str | None
    library: str | None


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An item of the Assembly's agenda: its session, its number as ``71(b)`` and its title."""

    session: str
    number: str
    title: str | None


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """What one record states; ``place`` is where in its file it stands.

    ``symbol`` is the first that is stated, ``others`` the rest; dates are ISO 8601 as exact as
    stated; ``responsible``, ``added`` and ``names`` are who presented it, as printed: in the
    statement of responsibility, in the notes, in the fields for corporate names.
    """

    file: str
    place: int
    number: str
    symbol: str
    others: tuple[str, ...]
    title: str | None
    kind: str
    date: str | None
    acted_on: str | None
    draft: bool
    responsible: str | None
    added: tuple[str, ...]
    names: tuple[str, ...]
    subjects: tuple[SubjectTerm, ...]
    agenda: tuple[AgendaEntry, ...]
    related: tuple[str, ...]
    languages: tuple[str, ...]
    address: str | None
    votes: tuple[str, ...]
    warnings: tuple[str, ...]


def read_entry(record: MarcRecord) -> CatalogueEntry:
    """What a record states of its document.

    Raises:
        SourceError: the record has no number of its own or states no symbol.
    """
    number = record.control("001") or ""
    if not number.isascii() or not number.isdigit():
        raise _unread(record, f"bears no record number (field 001 is {number[:20]!r})")
    mended, changed = _mended(record)
    symbols = tuple(dict.fromkeys(s for f in mended.all("191") if (s := _symbol(f.first("a")))))
    if not symbols:
        raise _unread(record, f"({number}) states no symbol in field 191")
    titles = mended.all("245")
    kind = _trimmed(titles[0].first("b") if titles else None) or ""
    collections = " ".join(mended.texts("989", "b"))
    return CatalogueEntry(
        file=record.file,
        place=record.place,
        number=number,
        symbol=symbols[0],
        others=symbols[1:],
        title=_trimmed(titles[0].first("a") if titles else None),
        kind=kind,
        date=_date(mended.texts("269", "a")),
        acted_on=_date(mended.texts("992", "a")),
        draft=bool(_DRAFT.search(kind)) or collections.startswith("Draft"),
        responsible=titles[0].first("c") if titles else None,
        added=(*mended.texts("515", "a"), *mended.texts("591", "a")),
        names=(*mended.texts("700", "a"), *mended.texts("710", "a")),
        subjects=tuple(dict.fromkeys(_subjects(mended.all("650")))),
        agenda=tuple(dict.fromkeys(_agenda(mended.all("991")))),
        related=tuple(dict.fromkeys(s for t in mended.texts("993", "a") if (s := _symbol(t)))),
        languages=tuple(dict.fromkeys(_languages(mended.texts("041", "a")))),
        address=_address(mended.all(_LINKS)),
        votes=mended.texts("996", "a"),
        warnings=tuple(_warnings(mended, changed, symbols)),
    )


def _unread(record: MarcRecord, why: str) -> SourceError:
    return SourceError(record.file, f"record {record.place} {why}", "mend that record")


def _warnings(record: MarcRecord, changed: bool, symbols: tuple[str, ...]) -> Iterator[str]:
    if changed:
        yield "its words were encoded as UTF-8 twice and are read as meant"
    for symbol in symbols[1:]:
        yield f"it also states the symbol {symbol}, and a document has one"
    for tag in ("269", "992"):
        for text in record.texts(tag, "a"):
            if _day(text) is None:
                yield f"field {tag} holds no date: {text[:40]!r}"


def _mended(record: MarcRecord) -> tuple[MarcRecord, bool]:
    """The record with words that were encoded twice put right, and whether there were any."""
    fields = tuple(f if f.tag == _LINKS else _mended_field(f) for f in record.fields)
    return MarcRecord(record.file, record.place, fields), fields != record.fields


def _mended_field(field: Field) -> Field:
    pairs = tuple((code, _once(text)) for code, text in field.subfields)
    return Field(field.tag, field.indicators, _once(field.value), pairs)


def _once(text: str) -> str:
    """Words as meant where their UTF-8 was taken for Latin-1 and encoded again.

    >>> _once("C\\u00c3\\u00b4te d'Ivoire"), _once("Côte d'Ivoire")
    ("Côte d'Ivoire", "Côte d'Ivoire")
    """
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _symbol(text: str | None) -> str | None:
    words = " ".join((text or "").split())
    words = re.sub(r"(?<=\d)\(", " (", words)
    return words if _SYMBOL.fullmatch(words) and len(words) <= 80 else None


def _trimmed(text: str | None) -> str | None:
    """Words of a title without the sign that parts them from what follows (ISBD)."""
    words = _ENDING.sub("", (text or "").strip())
    return words or None


def _date(texts: Iterable[str]) -> str | None:
    """The first date, as exact as stated.

    >>> _date(["[s.d.]", "20231108"]), _date(["2023-11"])
    ('2023-11-08', '2023-11')
    """
    return next((day for text in texts if (day := _day(text))), None)


def _day(text: str) -> str | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    day = "-".join(filter(None, found.groups()))
    try:
        return datetime.date.fromisoformat(day).isoformat() if found[3] else day
    except ValueError:
        return None


def _subjects(fields: Iterable[Field]) -> Iterator[SubjectTerm]:
    for field in fields:
        label = field.first("a")
        if label is None:
            continue
        ids = " ".join(text for code, text in field.subfields if code == "0")
        thesaurus, library = _THESAURUS.search(ids), _LIBRARY.search(ids)
        yield SubjectTerm(
            label.strip(" ."),
            thesaurus[1] if thesaurus else None,
            library[1] if library else None,
        )


def _agenda(fields: Iterable[Field]) -> Iterator[AgendaEntry]:
    """The items named by their agenda's symbol; what the library counts below them is its own."""
    for field in fields:
        agenda = _AGENDA.fullmatch(field.first("a") or "")
        item = _ITEM.fullmatch(field.first("b") or "")
        if agenda and item:
            sub = f"({item['sub']})" if item["sub"] else ""
            title = (field.first("c") or "").strip(" .") or None
            yield AgendaEntry(agenda["session"], item["number"] + sub, title)


def _languages(texts: Iterable[str]) -> Iterator[str]:
    """Two-letter codes out of three-letter ones, which may stand side by side."""
    for text in texts:
        for at in range(0, len(text), 3):
            if (code := _LANGUAGES.get(text[at : at + 3])) is not None:
                yield code


def _address(fields: Iterable[Field]) -> str | None:
    """Where the English text is kept."""
    for field in fields:
        address = field.first("u") or ""
        if field.first("y") == "English" and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address):
            return address
    return None
