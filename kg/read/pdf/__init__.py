"""Read a PDF as issued: its text in reading order, paragraph by paragraph."""

from __future__ import annotations

from kg.read.pdf.parent import text_of_pdf

__all__ = ["text_of_pdf"]
