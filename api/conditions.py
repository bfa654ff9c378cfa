"""Judge the conditions that a client sets for an answer (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final, Literal

__all__ = ["http_date", "judge"]

_TAG: Final = re.compile(r'(?:W/)?"[^"]*"')


def judge(
    headers: Mapping[str, str], tag: str, modified: datetime | None
) -> Literal[304, 412] | None:
    """The status of a GET or HEAD whose conditions forbid its answer, or None.

    ``tag`` is the answer's entity tag, a strong one, and ``modified`` when it last changed. The
    conditions are taken in the order of 13.2.2, so that a tag goes before a date. A date that is
    malformed, or that stands beside nothing it could be compared with, is passed over.

    >>> judge({"if-none-match": 'W/"1-ttl"'}, '"1-ttl"', None)
    304
    >>> judge({"if-match": 'W/"1-ttl"'}, '"1-ttl"', None)
    412
    """
    at = modified.replace(microsecond=0) if modified else None
    if "if-match" in headers:
        if not _names(headers["if-match"], tag, weakly=False):
            return 412
    elif at and (since := _date(headers.get("if-unmodified-since"))) and at > since:
        return 412
    if "if-none-match" in headers:
        return 304 if _names(headers["if-none-match"], tag, weakly=True) else None
    since = _date(headers.get("if-modified-since"))
    return 304 if at and since and at <= since else None


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it (5.6.7), in whole seconds.

    >>> http_date(datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC))
    'Sun, 06 Nov 1994 08:49:37 GMT'
    """
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _names(field: str, tag: str, *, weakly: bool) -> bool:
    """Whether a list of tags has this one, compared strongly or weakly (8.8.3.2)."""
    if field.strip() == "*":
        return True
    held = _TAG.findall(field)
    return tag in ([t.removeprefix("W/") for t in held] if weakly else held)


def _date(field: str | None) -> datetime | None:
    if field is None:
        return None
    try:
        moment = parsedate_to_datetime(field)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
