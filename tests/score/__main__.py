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
from itertools import groupby
from pathlib import Path

from kg.authority import Authority, load_authority
from tests.score.comparing import compare
from tests.score.expected import read_annotations
from tests.score.figures import FIGURES, Count, Figure, Tally, wilson
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
        lines: Iterator[str] = iter((json.dumps(_as_json(tallies, whole), indent=1),))
    else:
        lines = _report(tallies, whole, errors=asked.errors)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.score", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the documents")
    parser.add_argument("--expected", type=Path, default=EXPECTED, help="that of the annotations")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


def _report(tallies: Mapping[str, Tally], whole: Tally, *, errors: bool) -> Iterator[str]:
    if errors:
        yield from _differences(whole)
    yield f"{'':<28}" + "".join(f"{title:>8}" for title, _, _ in _COLUMNS)
    for name, tally in (*tallies.items(), ("together", whole)):
        yield f"{name.removesuffix('.json'):<28}" + "".join(
            f"{_value(tally.counts[key], value):>8}" for _, key, value in _COLUMNS
        )
    yield ""
    yield (
        f"{'':<36}{'expected':>9}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}"
        "  95 % of P    95 % of R    must be"
    )
    for figure in FIGURES:
        yield _line(figure, whole.counts[figure.key])


def _line(figure: Figure, count: Count) -> str:
    precision, recall = (
        "{:.3f}–{:.3f}".format(*wilson(count.right, total))
        for total in (count.found, count.expected)
    )
    bounds = " ".join(
        f"{_SHORT[name] if not figure.share else ''} ≥ {bound:g}".strip()
        + (" MISSED" if getattr(count, name) < bound else "")
        for name, bound in figure.at_least.items()
    )
    cells = f"{count.expected:>9}{count.found:>7}{count.right:>7}"
    values = (
        f"{'':>7}{count.recall:>7.3f}{'':>7}  {'':<11}  {recall}"
        if figure.share
        else f"{count.precision:>7.3f}{count.recall:>7.3f}{count.f1:>7.3f}  {precision}  {recall}"
    )
    return f"{figure.label:<36}{cells}{values}  {bounds}".rstrip()


_SHORT = {"precision": "P", "recall": "R", "f1": "F1"}


def _value(count: Count, value: str) -> str:
    return f"{getattr(count, value):.3f}" if count.expected or count.found else "–"


def _differences(whole: Tally) -> Iterator[str]:
    order = [figure.key for figure in FIGURES]
    for key, misses in groupby(
        sorted(whole.misses, key=lambda miss: order.index(miss.figure)), lambda miss: miss.figure
    ):
        yield f"{key}:"
        for miss in misses:
            at = f"{miss.document} {miss.paragraph}".strip()
            yield f"  {at}: expected {miss.expected} | found {miss.found}"
        yield ""


def _as_json(tallies: Mapping[str, Tally], whole: Tally) -> Mapping[str, object]:
    return {
        "figures": _figures(whole),
        "files": {name: _figures(tally) for name, tally in tallies.items()},
        "differences": [
            {
                "figure": miss.figure, "document": miss.document, "paragraph": miss.paragraph,
                "expected": miss.expected, "found": miss.found,
            }
            for miss in whole.misses
        ],
    }  # fmt: skip


def _figures(tally: Tally) -> Mapping[str, Mapping[str, float]]:
    return {
        key: {
            "expected": count.expected, "found": count.found, "right": count.right,
            "precision": count.precision, "recall": count.recall, "f1": count.f1,
        }
        for key, count in tally.counts.items()
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
