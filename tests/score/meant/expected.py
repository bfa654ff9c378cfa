"""Read which paragraph each citation means, as a person decided from both texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Expected", "read_expected"]


@dataclass(frozen=True, slots=True)
class Expected:
    """A citation at ``offset`` of a file, and what it means in the file that it cites.

    ``meant`` are the ids of paragraphs, best first, ``acceptable`` those that a careful reader
    could also take; ``described``: the words say something of what stands there.
    """

    n: int
    citing: str
    cited: str
    offset: int
    printed: str
    described: bool
    meant: tuple[str, ...]
    acceptable: tuple[str, ...]
    explicit: bool


def read_expected(folder: Path) -> list[Expected]:
    """The citations of a folder's files, in their order, without those of another text."""
    found: list[Expected] = []
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text("utf-8")):
            if row["right_document"]:
                found.append(
                    Expected(
                        row["n"], row["citing"], row["cited"], row["offset"], row["printed"],
                        row["described"], tuple(row["meant"]), tuple(row["acceptable"]),
                        row["explicit"],
                    )
                )  # fmt: skip
    return found
