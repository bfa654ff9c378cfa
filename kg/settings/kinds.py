"""Say what a setting is: read its value from text, and write it as a person would."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

__all__ = [
    "ADDRESS",
    "COUNT",
    "FOLDER",
    "LEAST_ONE",
    "MILLISECONDS",
    "PREFIX",
    "SECONDS",
    "SECRET",
    "SIZE",
    "Kind",
    "Setting",
    "Value",
    "choice",
]

PREFIX: Final = "MANDATEGRAPH_"
Value = str | int | float | Path

_SIZE: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[KMGT]?)(?:i?B)?", re.IGNORECASE)
_UNITS: Final = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


@dataclass(frozen=True, slots=True)
class Kind:
    """What values a setting takes: ``wanted`` ends the sentence "set it to …".

    ``read`` gives the value that a text states, and raises ValueError where it states none.
    """

    name: str
    wanted: str
    read: Callable[[str], Value]
    write: Callable[[Value], str] = str


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < math.inf:
        raise ValueError(text)
    return number


def _milliseconds(text: str) -> float:
    number = float(text)
    if not 0 <= number < math.inf:
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _least_one(text: str) -> int:
    number = _count(text)
    if number < 1:
        raise ValueError(text)
    return number


def _size(text: str) -> int:
    """A number of bytes; units count in powers of 1,024, with or without the "i".

    >>> _size("2GB"), _size("256 KiB"), _size("1000")
    (2147483648, 262144, 1000)
    """
    parts = _SIZE.fullmatch(text)
    if parts is None:
        raise ValueError(text)
    return int(float(parts["number"]) * _UNITS[parts["unit"].upper()])


def _size_text(value: Value) -> str:
    """A number of bytes in the largest unit that leaves no rest.

    >>> _size_text(2147483648), _size_text(1000)
    ('2 GB', '1000 bytes')
    """
    number = int(str(value))
    for unit in ("T", "G", "M", "K"):
        if number and number % _UNITS[unit] == 0:
            return f"{number // _UNITS[unit]} {unit}B"
    return f"{number} bytes"


def _number_text(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/")


def _secret(text: str) -> str:
    # RFC 6750, 2.1: what else a token might hold cannot be sent in the Authorization header.
    if not re.fullmatch(r"[!-~]+", text):
        raise ValueError("a secret")
    return text


def _folder(text: str) -> Path:
    if "\0" in text:
        raise ValueError(text)
    return Path(text).expanduser()


def choice(*words: str) -> Kind:
    """The kind of a setting that is one of a few words."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return Kind("word", f"one of {', '.join(words)}", read)


SECONDS: Final = Kind(
    "seconds", "a number of seconds above 0, such as 30 or 2.5", _seconds, _number_text
)
MILLISECONDS: Final = Kind(
    "milliseconds", "a number of milliseconds, such as 100", _milliseconds, _number_text
)
COUNT: Final = Kind("number", "a whole number from 0", _count)
LEAST_ONE: Final = Kind("number", "a whole number from 1", _least_one)
SIZE: Final = Kind("size", "a size such as 64MB, 2GB or a number of bytes", _size, _size_text)
ADDRESS: Final = Kind("address", "an http or https address such as https://graph.example", _address)
FOLDER: Final = Kind("folder", "the path of a folder", _folder)
SECRET: Final = Kind("secret", "visible ASCII characters without a space", _secret)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: ``name`` is its key in the file, ``environment`` its variable.

    ``default`` is None where it is worked out, which ``meaning`` then says.
    """

    name: str
    kind: Kind
    default: Value | None
    meaning: str

    @property
    def environment(self) -> str:
        """The name of its environment variable."""
        return PREFIX + self.name.upper()

    @property
    def is_secret(self) -> bool:
        """Whether its value is never shown."""
        return self.kind is SECRET

    @property
    def default_text(self) -> str:
        """Its default as a person would write it; empty where it has none."""
        return "" if self.default is None else self.kind.write(self.default)
