"""Why a change is not made, or not known to be shown, in a sentence for the client."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from api.problems import Refusal

__all__ = ["broken", "busy", "ended", "stopping", "unshown", "waited"]

_RETRY: Final = {"Retry-After": "5"}
_LATER: Final = "send it again after the seconds that Retry-After says"


def busy(why: str, hint: str = _LATER) -> Refusal:
    """503: a bound is reached, or another process writes; later it may be made."""
    refusal = Refusal(503, why, hint)
    refusal.problem = replace(refusal.problem, headers=_RETRY)
    return refusal


def ended(seconds: float) -> Refusal:
    """503: it ran at its deadline, and its process was ended."""
    why = f"The change took longer than {seconds:g} seconds; it was ended, and none of it is made."
    return Refusal(503, why, "change less at a time")


def waited(seconds: float) -> Refusal:
    """503: its turn did not come before its deadline."""
    return busy(f"Its turn did not come within {seconds:g} seconds; nothing of it is made.")


def broken() -> Refusal:
    """503: the writer ended by itself."""
    why = "The change took more memory than it may, or broke the engine; none of it is made."
    return Refusal(503, why, "change less at a time, or more simply")


def unshown(why: str) -> Refusal:
    """503: it is made, and no generation shows it yet."""
    because = f" {why}" if why else ""
    return Refusal(
        503,
        f"The change is made, but no generation shows it yet.{because}",
        "do not send it again: it will be shown with the next generation",
        made=True,
    )


def stopping() -> Refusal:
    """503: the service ends."""
    return busy("The service is stopping; nothing of the change is made.")
