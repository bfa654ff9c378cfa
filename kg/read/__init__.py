"""Read bytes into a source text: the only place that opens the files of documents."""

from __future__ import annotations

from kg.read.files import SIZE_LIMIT, read_file
from kg.read.text import read_bytes

__all__ = ["SIZE_LIMIT", "read_bytes", "read_file"]
