"""Search an index: hits in order with their snippets, and counts of all hits by facet."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kg.errors import SearchError
from kg.search.classes import local_name
from kg.search.rows import CLOSE, OPEN
from kg.search.words import Wanted
from kg.vocab import ID

__all__ = ["FACETS", "Facet", "Filters", "Found", "Hit", "Part", "class_name", "marked", "search"]

FACETS: Final = ("kind", "body", "session", "year")
_WEIGHTS: Final = "10.0, 8.0, 6.0, 1.0"  # of label, title, names and text
_WORDS: Final = 32  # of a snippet
_STEPS: Final = 2_000  # of SQLite's machine between two looks at the clock


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are limited to; None does not limit.

    ``kind`` is a class, by its local name, with those below it; ``session`` is that of a body
    (``ga/65``) or its number alone; ``years`` are the first and the last; ``only`` is an IRI.
    """

    kind: str | None = None
    body: str | None = None
    session: str | None = None
    years: tuple[int, int] | None = None
    only: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text; ``matches`` where it is what was looked for."""

    text: str
    matches: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and the document that it is a part of, itself where it is none.

    ``exact``: what was looked for is its symbol. ``snippet`` is the place that matches best.
    """

    iri: str
    kind: str
    label: str
    snippet: tuple[Part, ...]
    score: float
    exact: bool
    document: str
    symbol: str | None
    document_label: str
    title: str | None
    paragraph: str | None
    body: str | None
    session: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many hits have a value; ``value`` None counts those of which none is stated."""

    value: str | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, how many there are in all, and their counts by facet, most first.

    ``generation`` and ``content`` are those that the index was made from.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[Facet, ...]]
    generation: int
    content: str = field(repr=False, default="")


def search(
    file: Path,
    wanted: Wanted,
    filters: Filters | None = None,
    *,
    first: int = 0,
    most: int = 20,
    seconds: float = 2.0,
    facets: bool = True,
    snippets: bool = True,
) -> Found:
    """Search an index. The order is by score, then by IRI, so it is the same at each call.

    Raises:
        SearchError: it took longer than ``seconds``.
        FileNotFoundError: there is no index, or none that can be read.
    """
    with _opened(file, seconds) as connection:
        notes = dict(connection.execute("SELECT name, value FROM meta"))
        _find(connection, wanted, filters or Filters())
        (total,) = connection.execute("SELECT count(*) FROM hit").fetchone()
        counted = _facets(connection) if facets else {}
        expression = wanted.expression() if snippets else None
        hits = tuple(_hits(connection, expression, first, most))
    return Found(hits, total, counted, int(notes["generation"]), notes["content"])


def marked(text: str) -> tuple[Part, ...]:
    """The parts of a text in which matches stand between marks.

    >>> [p.text for p in marked(f"an {OPEN}expert{CLOSE} group") if p.matches]
    ['expert']
    """
    parts = []
    for i, piece in enumerate(text.split(OPEN)):
        match, closed, after = piece.partition(CLOSE)
        parts += [Part(match, True), Part(after)] if i and closed else [Part(piece)]
    return tuple(p for p in parts if p.text)


def class_name(words: str) -> str:
    """The local name of a class that is typed as an IRI, a prefixed name or a local name."""
    return local_name(words).rpartition(":")[2]


@contextmanager
def _opened(file: Path, seconds: float) -> Iterator[sqlite3.Connection]:
    """An index in one state, for at most so many seconds, with a table for the hits."""
    if not file.is_file():
        raise FileNotFoundError(file)
    end = time.monotonic() + seconds
    address = f"file:{quote(str(file.absolute()))}?mode=ro"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=seconds, isolation_level=None)
        ) as connection:
            connection.set_progress_handler(_late(end), _STEPS)
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("BEGIN")
            connection.execute(
                "CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, score REAL, exact INTEGER)"
            )
            yield connection
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error) or "locked" in str(error):
            raise SearchError(
                f"takes longer than {seconds:g} s",
                "look for rarer words, or fewer",
                took_too_long=True,
            ) from error
        raise FileNotFoundError(f"{file}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise FileNotFoundError(f"{file}: {error}") from error


def _late(end: float) -> Callable[[], bool]:
    return lambda: time.monotonic() > end


def _find(connection: sqlite3.Connection, wanted: Wanted, filters: Filters) -> None:
    where, values = _conditions(filters)
    joined = "JOIN thing t ON t.id = {} JOIN thing w ON w.id = t.work"
    connection.execute(
        "INSERT INTO hit SELECT t.id, f.score, 0 FROM"  # noqa: S608 (constants alone)
        f" (SELECT rowid, -bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ?) f"
        f" {joined.format('f.rowid')} WHERE TRUE{where}",
        (wanted.expression(), *values),
    )
    if wanted.symbol:
        connection.execute(
            "INSERT OR REPLACE INTO hit SELECT t.id, coalesce(h.score, 0), 1 FROM spelling s"  # noqa: S608
            f" {joined.format('s.thing')} LEFT JOIN hit h ON h.id = t.id"
            f" WHERE s.folded = ?{where}",
            (wanted.symbol, *values),
        )


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    """The conditions of filters as SQL, each with a place for its value, and the values."""
    parts: list[str] = []
    values: list[object] = []
    if filters.kind:
        parts.append("(t.kind = ? OR t.kind IN (SELECT name FROM class WHERE above = ?))")
        values += [filters.kind, filters.kind]
    if filters.only:
        parts.append("t.iri = ?")
        values.append(filters.only)
    if filters.body:
        parts.append("w.body = ?")
        values.append(filters.body)
    if filters.session:
        parts.append("(w.session = ? OR w.session = w.body || '/' || ?)")
        values += [filters.session, filters.session]
    if filters.years:
        parts.append("w.year BETWEEN ? AND ?")
        values += filters.years
    return "".join(f" AND {part}" for part in parts), values


def _facets(connection: sqlite3.Connection) -> dict[str, tuple[Facet, ...]]:
    counts: dict[str, Counter[str | None]] = {name: Counter() for name in FACETS}
    rows = connection.execute(
        "SELECT t.kind, w.body, w.session, w.year, count(*) FROM hit h"
        " JOIN thing t ON t.id = h.id JOIN thing w ON w.id = t.work GROUP BY 1, 2, 3, 4"
    )
    for *values, count in rows:
        for name, value in zip(FACETS, values, strict=True):
            counts[name][None if value is None else str(value)] += count
    labels = _Labels(connection)
    return {
        name: tuple(
            Facet(value, labels.of(name, value), count)
            for value, count in sorted(found.items(), key=_by_count)
        )
        for name, found in counts.items()
    }


def _by_count(pair: tuple[str | None, int]) -> tuple[bool, int, str]:
    value, count = pair
    return value is None, -count, value or ""


class _Labels:
    """What the values of facets are called."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def of(self, facet: str, value: str | None) -> str:
        if value is None:
            return "not stated"
        if facet == "kind":
            return self._first("SELECT label FROM class WHERE name = ?", value) or value
        if facet == "body":
            iri = f"{ID}body/{value}"
            return self._first("SELECT label FROM thing WHERE iri = ?", iri) or value
        if facet == "session":
            body, _, session = value.partition("/")
            return f"{self.of('body', body)}, session {session}"
        return value

    def _first(self, query: str, value: str) -> str | None:
        row = self._connection.execute(query, (value,)).fetchone()
        return str(row[0]) if row and row[0] else None


def _hits(
    connection: sqlite3.Connection, expression: str | None, first: int, most: int
) -> Iterator[Hit]:
    rows = connection.execute(
        "SELECT h.id, t.iri, t.kind, t.label, h.score, h.exact, w.iri, w.symbol,"
        " (SELECT title FROM words WHERE rowid = w.id), w.label, t.number,"
        " w.body, w.session, w.year"
        " FROM hit h JOIN thing t ON t.id = h.id JOIN thing w ON w.id = t.work"
        # Of acts that one number names, the Assembly's are meant most often.
        " ORDER BY h.exact DESC, h.exact AND instr(t.iri, '/document/A/RES/') DESC,"
        " h.score DESC, t.iri LIMIT ? OFFSET ?",
        (most, first),
    ).fetchall()
    for row in rows:
        ident, iri, kind, label, score, exact, work, symbol, title, work_label, number = row[:11]
        yield Hit(
            iri=iri,
            kind=kind,
            label=label,
            snippet=_snippet(connection, expression, ident) if expression else (),
            score=round(score, 4),
            exact=bool(exact),
            document=work,
            symbol=symbol,
            document_label=symbol or work_label or work,
            title=_title(title, symbol),
            paragraph=number,
            body=row[11],
            session=row[12],
            year=row[13],
        )


def _title(title: str | None, symbol: str | None) -> str | None:
    """The titles of a work without the symbol before them."""
    return " · ".join(p for p in (title or "").split(" · ") if p and p != symbol) or None


def _snippet(connection: sqlite3.Connection, expression: str, ident: int) -> tuple[Part, ...]:
    """The words round the best match: of the text, else of the title, else of other names."""
    cut = ", ".join(f"snippet(words, {i}, ?1, ?2, '…', {_WORDS})" for i in (3, 1, 2))
    found: Sequence[str] | None = connection.execute(
        f"SELECT {cut} FROM words WHERE words MATCH ?3 AND rowid = ?4",  # noqa: S608
        (OPEN, CLOSE, expression, ident),
    ).fetchone()
    if found is None:  # it was found by its symbol alone
        found = connection.execute(
            "SELECT substr(text, 1, 240), title, names FROM words WHERE rowid = ?", (ident,)
        ).fetchone()
    texts = [text for text in found or () if text]
    best = next((text for text in texts if OPEN in text), texts[0] if texts else "")
    return marked(best)
