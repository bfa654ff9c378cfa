"""State every setting once: its name, its kind, its default and what it means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Self

from kg.errors import SettingsError
from kg.settings.kinds import (
    ADDRESS,
    COUNT,
    FOLDER,
    LEAST_ONE,
    MILLISECONDS,
    SECONDS,
    SECRET,
    SIZE,
    Kind,
    Setting,
    Value,
    choice,
)
from kg.settings.reading import read_settings

__all__ = ["Settings", "table"]

_KEY: Final = "setting"
_KB: Final = 1 << 10
_MB: Final = 1 << 20
_GB: Final = 1 << 30


def _of(kind: Kind, default: Value | None, meaning: str) -> Any:
    """A field of ``Settings``, described; Any, as ``dataclasses.field`` has it."""
    metadata = {_KEY: (kind, default, meaning)}
    return field(default=default, repr=kind is not SECRET, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store lies, and how the service answers; sizes in bytes.

    Each field is a setting, described where it stands; ``table`` lists them. None says that the
    value is worked out, by the property that its meaning names or not at all.
    """

    store: Path = field(
        metadata={_KEY: (FOLDER, None, "The store's directory; none: the graph that ships.")}
    )
    base_url: str | None = _of(
        ADDRESS, None, "The public address of the service; none: the one that a request came to."
    )
    token: str | None = _of(
        SECRET, None, "The bearer token that may write to user graphs; none: writing is off."
    )
    workers: int | None = _of(
        COUNT,
        None,
        "Processes that answer quick queries; none: as many as cores, at least 2; 0: no "
        "isolation, queries run in the server itself.",
    )
    slow_workers: int | None = _of(
        LEAST_ONE,
        None,
        "Queries that may run beyond the quick time at once; none: twice the cores, at least 4.",
    )
    worker_memory: int = _of(SIZE, 2 * _GB, "The most memory that a worker process may take.")
    query_timeout: float = _of(
        SECONDS, 30.0, "The deadline of a query, from its acceptance to the end of its answer."
    )
    query_limit: int = _of(SIZE, _MB, "The longest query.")
    quick_ms: float = _of(
        MILLISECONDS, 100.0, "How long a query stays in the quick lane before it is made slow."
    )
    waiting_line: int = _of(COUNT, 64, "How many queries may wait for a worker.")
    client_slow_seconds: float | None = _of(
        SECONDS,
        None,
        "Seconds of slow queries that one client has in a minute; none: twice the deadline.",
    )
    cache_bytes: int = _of(SIZE, 64 * _MB, "The memory for kept answers; 0: none are kept.")
    buffer_bytes: int = _of(SIZE, 256 * _KB, "An answer beyond this is streamed.")
    buffer_ms: float = _of(MILLISECONDS, 40.0, "An answer not complete after this is streamed.")
    head_seconds: float = _of(SECONDS, 10.0, "How long a client may take to send its headers.")
    body_seconds: float = _of(SECONDS, 30.0, "How long a client may take to send its body.")
    connections: int = _of(LEAST_ONE, 1_000, "How many connections are held open at once.")
    update_limit: int = _of(SIZE, 16 * _MB, "The largest update or graph that may be sent.")
    update_timeout: float = _of(SECONDS, 30.0, "The deadline of an update.")
    write_idle_seconds: float = _of(
        SECONDS, 1.0, "How long without writes until the writer lets the store go."
    )
    free_space: int = _of(SIZE, 128 * _MB, "With less free space than this, writes are refused.")
    validate_limit: int = _of(SIZE, 16 * _MB, "The largest body that is validated.")
    validate_triples: int = _of(LEAST_ONE, 200_000, "The most triples that are validated.")
    log_level: str = _of(
        choice("debug", "info", "warning", "error"), "info", "The least that is logged."
    )
    log_format: str = _of(choice("json", "text"), "json", "How a line of the log is written.")
    slow_query_seconds: float = _of(
        SECONDS, 1.0, "A query that takes longer is logged with its text."
    )
    corpus: Path | None = field(
        default=None,
        metadata={_KEY: (FOLDER, None, "The folder of real documents, for tests alone.")},
    )

    @classmethod
    def from_environment(
        cls,
        environ: Mapping[str, str],
        *,
        store: Path | None = None,
        file: Path | None = None,
    ) -> Self:
        """The settings that an environment states, then ``file`` if it is there, then defaults.

        ``MANDATEGRAPH_CONFIG`` names another file. ``store`` stands where neither names one.

        >>> Settings.from_environment({"MANDATEGRAPH_STORE": "s"}).query_timeout
        30.0

        Raises:
            SettingsError: a setting is wrong, or no store is named; it bears every fault.
        """
        reading = read_settings(table(), environ, file)
        values = reading.values()
        if "store" not in values and store is not None:
            values["store"] = store
        missing = () if "store" in values else (_NO_STORE,)
        if reading.faults or missing:
            raise SettingsError((*reading.faults, *missing))
        return cls(**values)  # type: ignore[arg-type]

    @property
    def is_isolated(self) -> bool:
        """Whether queries run in processes of their own."""
        return self.workers != 0

    @property
    def quick_slots(self) -> int:
        """How many workers answer quick queries; 0 where there is no isolation."""
        return self.workers if self.workers is not None else max(2, os.cpu_count() or 1)

    @property
    def slow_slots(self) -> int:
        """How many slow queries run at once."""
        return self.slow_workers or max(4, 2 * (os.cpu_count() or 1))

    @property
    def slow_budget(self) -> float:
        """The seconds of slow queries that one client has in a minute."""
        return self.client_slow_seconds or 2 * self.query_timeout


_NO_STORE: Final = "No store is named; set MANDATEGRAPH_STORE to its directory."


def table() -> tuple[Setting, ...]:
    """Every setting, in the order in which a person would look for it.

    >>> [s.environment for s in table()][:2]
    ['MANDATEGRAPH_STORE', 'MANDATEGRAPH_BASE_URL']
    """
    return tuple(Setting(f.name, *f.metadata[_KEY]) for f in fields(Settings))
