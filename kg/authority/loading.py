"""Load the authority files and refuse what contradicts itself, with file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from kg.authority.matching import index_keys
from kg.authority.values import (
    Authority,
    Body,
    DatedName,
    Instrument,
    State,
    Succession,
    Topic,
    Verb,
)
from kg.errors import AuthorityError

__all__ = ["load_authority"]

_STATUSES: Final = ("member", "observer", "former")
_NAME_KINDS: Final = ("short", "formal", "former", "variant")
_LANGUAGES: Final = ("fr", "es")
_MANNERS: Final = ("accession", "continuation", "dissolution", "separation", "union")
_BODY_CLASSES: Final = ("Body", "Organization", "Group")
_INSTRUMENT_CLASSES: Final = ("Declaration", "Treaty")
_SERIES: Final = re.compile(
    r"[A-Z][\w./-]*|[\w./-]*\.\{session\}/(?:RES|Res)\.\{number\}|[\w./-]*/\{number\} \(\{year\}\)"
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Row = tuple[int, tuple[str, ...]]
NamesOn = dict[str, list[tuple[str, DatedName]]]


def load_authority(folder: Traversable | None = None) -> Authority:
    """Load the files that ship, or those of another folder with the same names.

    Raises:
        AuthorityError: a file is missing, a row is malformed, an id or a name is given twice, a
            parent is unknown, or two States bear one name on one day.
    """
    place = folder or files("kg.authority")
    states, state_index = _states(place)
    bodies, body_index = _bodies(place)
    instruments, instrument_index = _instruments(place)
    return Authority(
        states, bodies, instruments, _verbs(place), _topics(place),
        state_index, body_index, instrument_index, _prefixes(bodies),
    )  # fmt: skip


def _rows(folder: Traversable, name: str, columns: str) -> Iterator[Row]:
    try:
        text = folder.joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AuthorityError(name, 0, "the file is missing") from None
    reader = csv.reader(text.splitlines())
    head = next(reader, [])
    if head != columns.split():
        raise AuthorityError(name, 1, f"columns {columns!r} expected, {' '.join(head)!r} found")
    for row in reader:
        if len(row) != len(head):
            raise AuthorityError(
                name, reader.line_num, f"{len(head)} values expected, {len(row)} found"
            )
        yield reader.line_num, tuple(cell.strip() for cell in row)


def _one_of(file: str, line: int, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise AuthorityError(file, line, f"one of {', '.join(allowed)} expected, {value!r} found")
    return value


def _day(file: str, line: int, value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise AuthorityError(file, line, f"{value!r} is not a date (YYYY-MM-DD)") from None


def _states(folder: Traversable) -> tuple[dict[str, State], NamesOn]:
    file, states = "states.csv", dict[str, State]()
    names = _state_names(folder)
    codes = set[str]()
    for line, (iso3, m49, status, name, official) in _rows(
        folder, file, "iso3 m49 status name official_name"
    ):
        if not re.fullmatch(r"[A-Z]{3}", iso3) or not re.fullmatch(r"\d{3}", m49):
            raise AuthorityError(file, line, f"{iso3!r}, {m49!r} are not an ISO and an M49 code")
        if iso3 in states or m49 in codes:
            raise AuthorityError(file, line, f"{iso3} or {m49} is given twice")
        codes.add(m49)
        own = tuple(n for _, n in names.pop(iso3, []))
        if not {name, official} <= {n.name for n in own}:
            raise AuthorityError(file, line, f"a name of {iso3} is missing in state_names.csv")
        _one_of(file, line, status, _STATUSES)
        states[iso3] = State(iso3, m49, status, name, official, own)
    for iso3, left in names.items():
        raise AuthorityError("state_names.csv", left[0][0], f"no State {iso3!r} in {file}")
    index = _index_names(folder)
    for iso3, more in _translated_names(folder, states, index).items():
        states[iso3] = replace(states[iso3], names=(*states[iso3].names, *more))
    for iso3, later in _successions(folder, states).items():
        states[iso3] = replace(states[iso3], successors=tuple(later))
    return states, index


def _successions(folder: Traversable, states: Mapping[str, State]) -> dict[str, list[Succession]]:
    file, found = "state_successors.csv", dict[str, list[Succession]]()
    for line, (iso3, after, since, manner) in _rows(folder, file, "iso3 successor since manner"):
        if iso3 not in states or after not in states or iso3 == after:
            raise AuthorityError(file, line, f"{iso3!r} and {after!r} are not two known States")
        if states[iso3].status != "former":
            raise AuthorityError(file, line, f"{iso3} is no former State")
        day = _day(file, line, since)
        if day is None:
            raise AuthorityError(file, line, "a date is missing")
        manner = _one_of(file, line, manner, _MANNERS)
        found.setdefault(iso3, []).append(Succession(after, day, manner))
    return found


def _translated_names(
    folder: Traversable, states: Mapping[str, State], index: NamesOn
) -> dict[str, list[DatedName]]:
    """The names in other languages, filed in the index beside the English ones."""
    file, found = "state_names_translated.csv", dict[str, list[DatedName]]()
    for line, (iso3, language, words, kind, start, end) in _rows(
        folder, file, "iso3 language name kind valid_from valid_until"
    ):
        if iso3 not in states:
            raise AuthorityError(file, line, f"no State {iso3!r} in states.csv")
        _one_of(file, line, language, _LANGUAGES)
        since, until = _day(file, line, start), _day(file, line, end)
        name = DatedName(words, _one_of(file, line, kind, _NAME_KINDS), since, until, language)
        found.setdefault(iso3, []).append(name)
        for key in dict.fromkeys(index_keys(words)):
            held = index.setdefault(key, [])
            for other, theirs in held:
                if other != iso3 and _overlap(name, theirs):
                    raise AuthorityError(file, line, f"{words!r} is also {other}'s on one day")
            held.append((iso3, name))
    return found


def _state_names(folder: Traversable) -> dict[str, list[tuple[int, DatedName]]]:
    return _dated_names(folder, "state_names.csv", "iso3", _NAME_KINDS)


def _dated_names(
    folder: Traversable, file: str, key: str, kinds: tuple[str, ...]
) -> dict[str, list[tuple[int, DatedName]]]:
    found = dict[str, list[tuple[int, DatedName]]]()
    for line, (whose, name, kind, start, end) in _rows(
        folder, file, f"{key} name kind valid_from valid_until"
    ):
        if not name:
            raise AuthorityError(file, line, "a name is empty")
        since, until = _day(file, line, start), _day(file, line, end)
        if since and until and since >= until:
            raise AuthorityError(file, line, f"{name!r} ends before it begins")
        value = DatedName(name, _one_of(file, line, kind, kinds), since, until)
        found.setdefault(whose, []).append((line, value))
    return found


def _index_names(folder: Traversable) -> NamesOn:
    index: NamesOn = {}
    for iso3, names in _state_names(folder).items():
        for line, name in names:
            for key in dict.fromkeys(index_keys(name.name)):
                for other, held in index.get(key, ()):
                    if _overlap(name, held) and (other != iso3 or name.name == held.name):
                        raise AuthorityError(
                            "state_names.csv", line, f"{name.name!r} is also {other}'s on one day"
                        )
                index.setdefault(key, []).append((iso3, name))
    return index


def _overlap(one: DatedName, other: DatedName) -> bool:
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    return start < min(one.valid_until or date.max, other.valid_until or date.max)


def _bodies(folder: Traversable) -> tuple[dict[str, Body], dict[str, str]]:
    file, bodies, index = "bodies.csv", dict[str, Body](), dict[str, str]()
    others = _body_names(folder)
    lines, owners = dict[str, int](), dict[str, str]()
    for line, (ident, cls, kind, acronym, name, parent, series, prefixes) in _rows(
        folder, file, "id class kind acronym name parent series symbol_prefixes"
    ):
        if ident in bodies or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", ident):
            raise AuthorityError(file, line, f"the id {ident!r} is given twice or malformed")
        _one_of(file, line, cls, _BODY_CLASSES)
        more = others.pop(ident, [])
        names = tuple(n for n in (name, acronym, *(n.name for _, n in more)) if n)
        bodies[ident] = Body(
            ident, cls, kind, acronym or None, name, parent or None, series or None,
            tuple(prefixes.split()), names, tuple(n for _, n in more),
        )  # fmt: skip
        _check_symbols(line, bodies[ident], owners)
        lines[ident] = line
        _file_name(index, file, line, ident, name, folded=True)
        if acronym:
            _file_name(index, file, line, ident, acronym, folded=False)
        for at, other in more:
            folded = " " in other.name
            _file_name(index, "body_names.csv", at, ident, other.name, folded=folded)
    for ident, left in others.items():
        raise AuthorityError("body_names.csv", left[0][0], f"no body {ident!r} in {file}")
    for body in bodies.values():
        if body.parent and body.parent not in bodies:
            raise AuthorityError(file, lines[body.id], f"the parent {body.parent!r} is unknown")
    return bodies, index


def _check_symbols(line: int, body: Body, owners: dict[str, str]) -> None:
    if body.series and not _SERIES.fullmatch(body.series):
        raise AuthorityError("bodies.csv", line, f"{body.series!r} is not a series of symbols")
    for prefix in body.symbol_prefixes:
        if prefix in owners:
            why = f"the prefix {prefix!r} is {owners[prefix]}'s and {body.id}'s"
            raise AuthorityError("bodies.csv", line, why)
        owners[prefix] = body.id


def _file_name(
    index: dict[str, str], file: str, line: int, ident: str, name: str, *, folded: bool
) -> None:
    for key in dict.fromkeys(index_keys(name, folded=folded)):
        if key in index:
            raise AuthorityError(file, line, f"{name!r} already names {index[key]!r}")
        index[key] = ident


def _body_names(folder: Traversable) -> dict[str, list[tuple[int, DatedName]]]:
    return _dated_names(folder, "body_names.csv", "id", (*_NAME_KINDS, "acronym"))


def _prefixes(bodies: Mapping[str, Body]) -> dict[str, str]:
    """The beginnings of symbols and keys, with the bodies that they tell; listed ones go first."""
    listed, derived = dict[str, str](), dict[str, str]()
    for body in bodies.values():
        for prefix in body.symbol_prefixes:
            listed[prefix] = body.id
        for stem in (body.series or body.acronym, body.acronym):
            if stem:
                stem = stem.partition("{")[0].rstrip("/.").removesuffix("/RES")
                for act in ("RES", "DEC"):
                    derived.setdefault(f"{stem}/{act}", body.id)
    return derived | listed


def _instruments(folder: Traversable) -> tuple[dict[str, Instrument], dict[str, str]]:
    file, instruments, index = "instruments.csv", dict[str, Instrument](), dict[str, str]()
    for line, (key, cls, title, symbol, adopted, names) in _rows(
        folder, file, "key class title symbol date names"
    ):
        if key in instruments:
            raise AuthorityError(file, line, f"the key {key!r} is given twice")
        _one_of(file, line, cls, _INSTRUMENT_CLASSES)
        if adopted and not _DATE.fullmatch(adopted):
            raise AuthorityError(file, line, f"{adopted!r} is not a date (YYYY-MM-DD)")
        all_names = (title, *filter(None, names.split("|")))
        instruments[key] = Instrument(key, cls, title, symbol or None, adopted or None, all_names)
        for name in all_names:
            _file_name(index, file, line, key, name, folded=False)
    return instruments, index


def _verbs(folder: Traversable) -> dict[str, Verb]:
    file, verbs, forms = "verbs.csv", dict[str, Verb](), set[str]()
    columns = "verb past participle effect asks"
    for line, row in _rows(folder, file, columns):
        for column, value in zip(columns.split(), row, strict=True):
            if not value or value != value.lower():
                raise AuthorityError(file, line, f"{column}: lower-case words expected")
        verb, past, participle, effect, asks = row
        for form in {verb, past, participle}:
            if form in forms:
                raise AuthorityError(file, line, f"the verb {form!r} is given twice")
        forms.update((verb, past, participle))
        asking = _one_of(file, line, asks, ("yes", "no")) == "yes"
        verbs[verb] = Verb(verb, past, participle, effect, asking)
    return verbs


def _topics(folder: Traversable) -> dict[str, Topic]:
    file, topics = "topics.csv", dict[str, Topic]()
    for line, (ident, label, unbis) in _rows(folder, file, "id label unbis"):
        if ident in topics:
            raise AuthorityError(file, line, f"the id {ident!r} is given twice")
        topics[ident] = Topic(ident, label, unbis or None)
    return topics
