"""The SPARQL that pages and descriptions run, one file each, read by name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["query_text"]


@cache
def query_text(name: str) -> str:
    """The query of this name."""
    return (files("api.queries") / f"{name}.rq").read_text("utf-8")
