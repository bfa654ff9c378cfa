"""Read an HTML page: its main text, block by block."""

from __future__ import annotations

from kg.read.html.page import text_of_html

__all__ = ["text_of_html"]
