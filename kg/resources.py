"""Find the ontology and the shapes: beside the packages in a checkout, inside when installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["folder"]


def folder(kind: str) -> Path:
    """The folder ``ontology`` or ``shapes``."""
    package = Path(str(files("kg")))
    beside = package.parent / kind
    return beside if (package.parent / "pyproject.toml").exists() else package / kind
