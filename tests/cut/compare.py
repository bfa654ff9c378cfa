"""List where our cutting differs from the cuts that another project made of the same texts.

Run by hand: ``python -m tests.cut.compare [FOLDER]`` with the folder of the corpus. Theirs is no
truth, only something to read our differences against.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from kg.authority import Authority, load_authority
from kg.cut import cut
from kg.read import read_file

__all__ = ["differences"]

Row = tuple[str, str]
_ROOT = Path(__file__).parents[2]
_SPEAKER = re.compile(r"The [A-Z][\w ]+,?$")


def differences(corpus: Path, name: str, authority: Authority) -> Iterator[tuple[str, Row]]:
    """What only the one or the other has: ``-`` and ``+`` with a kind and first words."""
    theirs = list(_theirs(corpus / "resolutions" / "paragraphs" / f"{name}.json"))
    ours = list(_ours(corpus / "resolutions" / "text" / f"{name}.txt", authority))
    matcher = SequenceMatcher(a=theirs, b=ours, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from (("-", row) for row in theirs[a:b])
            yield from (("+", row) for row in ours[c:d])


def _theirs(path: Path) -> Iterator[Row]:
    for row in json.loads(path.read_text(encoding="utf-8")):
        kind = row["paragraph_type"]
        if kind in ("preambular", "operative") and not _SPEAKER.fullmatch(row["text"].strip()):
            yield kind, _first(row["text"])


def _ours(path: Path, authority: Authority) -> Iterator[Row]:
    documents = cut(read_file(path), authority)
    own = [d for d in documents if _plain(d.symbol or "").startswith(_plain(path.stem))]
    for document in own or documents:
        for paragraph in document.paragraphs:
            if paragraph.kind in ("preambular", "operative"):
                yield paragraph.kind, _first(paragraph.text)


def _plain(symbol: str) -> str:
    return re.sub(r"[^a-z0-9]", "", symbol.lower())


def _first(text: str) -> str:
    words = re.sub(r"^[“\"]?(?:\d+\s?\.|\(\w+\)|[a-z][.)])\s*", "", " ".join(text.split()))
    return " ".join(words.split()[:5])


def main(corpus: Path) -> None:
    """Print the differences of every document that the other project has cut."""
    authority = load_authority()
    total = 0
    for path in sorted((corpus / "resolutions" / "paragraphs").glob("*.json")):
        found = list(differences(corpus, path.stem, authority))
        total += len(found)
        if found:
            print(path.stem)  # noqa: T201 - a listing for people is what it is for
            print("".join(f"  {sign} {kind[:3]} {first}\n" for sign, (kind, first) in found))  # noqa: T201
    print(f"{total} differences")  # noqa: T201


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MANDATEGRAPH_CORPUS")
    main(Path(given) if given else _ROOT.parent / "shared" / "corpus")
