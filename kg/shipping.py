"""Write the facts of a document that ships, as the reader finds them, without its sentences."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from kg.authority import load_authority
from kg.lift import lift
from kg.pipeline import findings_in

__all__ = ["main", "shipped_triples"]


def shipped_triples(document: Path) -> str:
    """The sorted N-Triples of a file's one document: facts, offsets and digests, no quotes."""
    authority = load_authority()
    (found,) = findings_in(document, authority)
    return lift(found, authority, quotes=False).triples.decode()


def main() -> None:
    """Write the facts of each file named into the package's data."""
    for name in sys.argv[1:]:
        target = Path(str(files("kg") / "data" / "documents")) / f"{Path(name).stem}.nt"
        target.parent.mkdir(exist_ok=True)
        target.write_text(shipped_triples(Path(name)), "utf-8")
        sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
