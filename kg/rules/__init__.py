"""The rules as SPARQL, one file each, read from the package."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["rule_text"]


def rule_text(name: str) -> str:
    """The text of the rule ``name``."""
    return (files("kg.rules") / f"{name}.rq").read_text("utf-8")
