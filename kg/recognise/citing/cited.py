"""Hold a citation before it is known which verb governs it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cited", "operative"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation before its effect is known.

    ``origin`` is what found it, ``head`` where the list begins in which it stands.
    """

    start: int
    end: int
    origin: str
    cites: str
    body: str | None = None
    symbol: str | None = None
    day: str | None = None
    target: str | None = None
    instrument: str | None = None
    head: int | None = None


def operative(target: str | None) -> str | None:
    """The id of an operative paragraph: ``op5``, ``II.op7(a)``."""
    if target is None:
        return None
    section, dot, number = target.rpartition(".")
    if section == "annex":
        return target
    return f"{section}{dot}op{number}"
