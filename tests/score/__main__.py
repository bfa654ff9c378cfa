"""Measure the reading of documents against those annotated by hand (`make score`).

The figures of the documents that the recognisers were written by say less than those of documents
that nobody has looked at: the folder of annotations can be another.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.authority import Authority, load_authority
from tests.score.comparing import compare
from tests.score.expected import read_annotations
from tests.score.figures import Tally
from tests.score.printing import as_json, printed
from tests.score.reading import read_documents

__all__ = ["CORPUS", "EXPECTED", "main", "score"]

EXPECTED = Path(__file__).parent / "expected"
CORPUS = Path(
    os.environ.get("MANDATEGRAPH_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus"
)
_COLUMNS = (
    ("cut", "paragraphs", "f1"), ("cit P", "citations", "precision"),
    ("cit R", "citations", "recall"), ("body", "citation body", "recall"),
    ("effect", "citation effect", "recall"), ("verb", "clauses", "recall"),
    ("mand.", "mandate", "recall"), ("addr.", "addressees", "f1"), ("type", "type", "recall"),
    ("due", "due", "recall"),
)  # fmt: skip


def score(corpus: Path, expected: Path, authority: Authority) -> Mapping[str, Tally]:
    """The tally of each annotated file, by the name of its annotation."""
    return {
        name: compare(annotation, read_documents(corpus / annotation.file, authority), authority)
        for name, annotation in read_annotations(expected)
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, marked where one is lower than it must be; 2 where there is none."""
    asked = _parser().parse_args(arguments)
    if not asked.corpus.is_dir():
        sys.stderr.write(f"{asked.corpus} is no folder; name one with --corpus\n")
        return 2
    tallies = score(asked.corpus, asked.expected, load_authority())
    if not tallies:
        sys.stderr.write(f"no annotation was found in {asked.expected}\n")
        return 2
    whole = Tally.sum(tallies.values())
    if asked.json:
        lines: Iterator[str] = iter((json.dumps(as_json(tallies, whole), indent=1),))
    else:
        lines = printed(tallies, whole, _COLUMNS, errors=asked.errors)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the documents")
    parser.add_argument("--expected", type=Path, default=EXPECTED, help="that of the annotations")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
