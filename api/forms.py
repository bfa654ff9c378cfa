"""Read parameters and text that a client sent: in UTF-8, and not too many."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from api.problems import Refusal

__all__ = ["decoded", "pairs", "unquoted"]

_MOST_PARAMETERS: Final = 1_000


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The parameters of a query string or a form, in order.

    Raises:
        Refusal: 400, they are not in UTF-8, or too many.
    """
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    except ValueError as error:
        why = "The request holds too many parameters."
        raise Refusal(400, why, f"send at most {_MOST_PARAMETERS}") from error


def unquoted(encoded: bytes) -> str:
    """The value of one parameter.

    Raises:
        Refusal: 400, it is not in UTF-8.
    """
    try:
        return unquote_plus(encoded.decode("ascii"), errors="strict")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def decoded(body: bytes) -> str:
    """The text of a body.

    Raises:
        Refusal: 400, it is not in UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error


def _not_utf8() -> Refusal:
    return Refusal(400, "The request is not in UTF-8.", "encode it in UTF-8")
