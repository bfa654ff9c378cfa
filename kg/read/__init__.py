"""Read bytes into a source text: the only place that opens the files of documents."""

from __future__ import annotations

from kg.read.files import read_file
from kg.read.language import language_of
from kg.read.source import SIZE_LIMIT, read_bytes

__all__ = ["SIZE_LIMIT", "language_of", "read_bytes", "read_file"]
