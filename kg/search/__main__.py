"""Bring the index of a store up to date in a process of its own: ``python -m kg.search STORE``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.errors import MandateGraphError
from kg.search.keeping import refresh

__all__ = ["main"]


def main() -> None:
    """Refresh the index of the store that the command line names, behind whoever answers."""
    os.nice(10)
    try:
        refresh(Path(sys.argv[1]))
    except MandateGraphError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
