"""Read a DOCX: its paragraphs with the numbers that a word processor shows."""

from __future__ import annotations

from kg.read.docx.document import text_of_docx

__all__ = ["text_of_docx"]
