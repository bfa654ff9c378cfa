"""Measure the reading of reports of meetings against those annotated by hand (`make score`)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from kg.authority import Authority, load_authority
from tests.score import __main__ as resolutions
from tests.score.figures import Tally
from tests.score.printing import Column, as_json, printed
from tests.score.reports.comparing import compare
from tests.score.reports.expected import ExpectedReport, read_reports
from tests.score.reports.figures import FIGURES
from tests.score.reports.reading import read_report_of

__all__ = ["CORPUS", "EXPECTED", "main", "score"]

EXPECTED: Final = resolutions.EXPECTED / "reports"
CORPUS: Final = resolutions.CORPUS
_COLUMNS: Final[tuple[Column, ...]] = (
    ("meeting", "meeting", "recall"), ("offic.", "officers", "f1"), ("States", "states", "f1"),
    ("org.", "organizations", "f1"), ("counts", "counts", "f1"), ("stmts", "statements", "f1"),
    ("agenda", "agenda", "f1"), ("docs", "documents", "f1"), ("cit.", "citations", "f1"),
    ("outc.", "outcomes", "f1"), ("mand.", "mandates", "f1"), ("read", "read", "recall"),
)  # fmt: skip


def score(
    corpus: Path, reports: Mapping[str, ExpectedReport], authority: Authority
) -> Mapping[str, Tally]:
    """The tally of each annotated report, by the name of its annotation."""
    return {
        name: compare(
            report,
            read_report_of(corpus / report.file, report.fields.get("symbol"), authority),
            authority,
        )
        for name, report in reports.items()
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, marked where one is lower than it must be; 2 where there is none."""
    asked = _parser().parse_args(arguments)
    if not asked.corpus.is_dir():
        return _refuse(f"{asked.corpus} is no folder; name one with --corpus")
    reports = dict(read_reports(asked.expected))
    if not reports:
        return _refuse(f"no annotation of a report was found in {asked.expected}")
    if unknown := _stems(asked.only) - _stems(reports):
        return _refuse(f"no annotation is called {', '.join(sorted(unknown))}")
    if asked.only:
        kept = _stems(asked.only)
        reports = {name: one for name, one in reports.items() if _stems([name]) <= kept}
    tallies = score(asked.corpus, reports, load_authority())
    whole = Tally.sum(tallies.values(), FIGURES)
    if asked.json:
        lines: Iterator[str] = iter((json.dumps(as_json(tallies, whole), indent=1),))
    else:
        lines = printed(tallies, whole, _COLUMNS, errors=asked.errors)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _refuse(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 2


def _stems(names: Collection[str]) -> set[str]:
    return {name.removesuffix(".json") for name in names}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.score.reports", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the documents")
    parser.add_argument("--expected", type=Path, default=EXPECTED, help="that of the annotations")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="measure only these annotations"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
