"""Settings of the service: read once, from the environment, and passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

__all__ = ["Settings"]

_SECONDS: Final = "MANDATEGRAPH_QUERY_TIMEOUT"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store lies, and how the service answers.

    ``base_url`` is the service's public address without a slash at its end; None takes the one
    that a request came to. ``query_timeout`` is in seconds, ``query_limit`` in bytes.
    """

    store: Path
    base_url: str | None = None
    query_timeout: float = 30.0
    query_limit: int = 1_048_576

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], *, store: Path | None = None) -> Self:
        """The settings that an environment names; ``store`` stands where it names none.

        >>> Settings.from_environment({"MANDATEGRAPH_STORE": "s"}).query_timeout
        30.0

        Raises:
            ValueError: the timeout is no positive number, or no store is named.
        """
        named = environ.get("MANDATEGRAPH_STORE")
        path = Path(named) if named else store
        if path is None:
            raise ValueError("No store is named; set MANDATEGRAPH_STORE to its directory.")
        words = environ.get(_SECONDS) or "30"
        try:
            seconds = float(words)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < float("inf"):
            raise ValueError(f"{_SECONDS} is {words!r}; set it to a number of seconds above 0.")
        base = (environ.get("MANDATEGRAPH_BASE_URL") or "").rstrip("/")
        return cls(store=path, base_url=base or None, query_timeout=seconds)
