"""Keep an account of the slow-lane seconds that each client took."""

from __future__ import annotations

from typing import Final

__all__ = ["Budget"]

_MINUTE: Final = 60.0
_MOST_CLIENTS: Final = 10_000


class Budget:
    """So many seconds in a minute for each client: unused ones do not pile up, debts are kept.

    >>> budget = Budget(10.0)
    >>> budget.charge("a", 15.0, now=0.0)
    >>> budget.wait("a", now=0.0), budget.wait("b", now=0.0)
    (30.0, 0.0)
    >>> budget.wait("a", now=31.0)
    0.0
    """

    def __init__(self, seconds: float) -> None:
        self._most = seconds
        self._spent: dict[str, tuple[float, float]] = {}  # client: what it owes, and since when

    def wait(self, client: str, *, now: float) -> float:
        """Seconds until a client may use the slow lane again; 0 if it may now."""
        return max(0.0, (self._owed(client, now) - self._most) * _MINUTE / self._most)

    def charge(self, client: str, seconds: float, *, now: float) -> None:
        """Note seconds that a client took."""
        owed = self._owed(client, now) + seconds
        self._spent.pop(client, None)
        self._spent[client] = (owed, now)
        if len(self._spent) > _MOST_CLIENTS:  # the one that was here last the longest ago
            self._spent.pop(next(iter(self._spent)))

    def _owed(self, client: str, now: float) -> float:
        owed, since = self._spent.get(client, (0.0, now))
        return max(0.0, owed - (now - since) * self._most / _MINUTE)
