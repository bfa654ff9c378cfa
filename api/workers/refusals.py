"""Why the pool gives no answer, in a sentence for the client."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from api.problems import Refusal

__all__ = ["broken", "busy", "cancelled", "late", "spent"]

_RETRY: Final = 5


def busy(why: str) -> Refusal:
    """503: a bound of the pool is reached."""
    hint = "ask again after the seconds that Retry-After says"
    return _with_retry(Refusal(503, why, hint), _RETRY)


def spent(seconds: float) -> Refusal:
    """429: the client's budget is used up, for so many seconds."""
    why = "This client has used up the time that its slow queries may take each minute."
    hint = "wait as long as Retry-After says; quick queries are still answered"
    return _with_retry(Refusal(429, why, hint), math.ceil(seconds))


def late(seconds: float) -> Refusal:
    """503: the deadline."""
    why = f"The query ran longer than {seconds:g} seconds."
    return Refusal(503, why, "ask for less, or add a LIMIT")


def broken() -> Refusal:
    """503: the worker ended by itself."""
    why = "The query took more memory than it may, or broke the engine."
    return Refusal(503, why, "ask for less at a time, or more simply")


def cancelled(why: str) -> Refusal:
    """503: somebody ended the query."""
    return Refusal(503, why, "ask again")


def _with_retry(refusal: Refusal, seconds: int) -> Refusal:
    refusal.problem = replace(refusal.problem, headers={"Retry-After": str(seconds)})
    return refusal
