"""Measure which paragraph citations are found to mean against what a person decided.

A decision is right where its first paragraph is meant or could also be taken. Where several
resolutions are described together, a paragraph that could be taken counts neither way.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kg.authority import load_authority
from tests.score import __main__ as resolutions
from tests.score.figures import wilson
from tests.score.meant.deciding import Decided, Reader
from tests.score.meant.expected import read_expected

__all__ = ["CORPUS", "EXPECTED", "Measure", "main", "score"]

EXPECTED: Final = resolutions.EXPECTED / "meant"
CORPUS: Final = resolutions.CORPUS


class Measure:
    """The counts of some decisions."""

    def __init__(self, decided: Sequence[Decided]) -> None:
        self.described = [d for d in decided if d.expected.described]
        self.made = [d for d in decided if d.decision and d.decision.decided and not _aside(d)]
        self.right = [d for d in self.made if d.right()]
        self.strictly = [d for d in self.made if d.right(strict=True)]
        self.covered = [d for d in self.made if d.expected.described]

    @property
    def precision(self) -> float:
        """Right decisions among those made; 1 where none was."""
        return len(self.right) / len(self.made) if self.made else 1.0

    @property
    def coverage(self) -> float:
        """Decisions among the citations whose words describe what they cite."""
        return len(self.covered) / len(self.described) if self.described else 1.0


def score(corpus: Path, expected: Path) -> list[Decided]:
    """What is decided of each annotated citation of a folder."""
    reader = Reader(corpus, load_authority())
    return [reader.decided(one) for one in read_expected(expected)]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 2 where there is nothing to measure."""
    asked = _parser().parse_args(arguments)
    if not asked.corpus.is_dir():
        sys.stderr.write(f"{asked.corpus} is no folder; name one with --corpus\n")
        return 2
    decided = score(asked.corpus, asked.expected)
    if not decided:
        sys.stderr.write(f"no annotation was found in {asked.expected}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for line in _printed(decided, errors=asked.errors))
    return 0


def _printed(decided: Sequence[Decided], *, errors: bool) -> Iterator[str]:
    if errors:
        yield from _differences(decided)
    whole = Measure(decided)
    yield f"{len(decided)} citations, {len(whole.described)} of them described"
    yield _share("precision", len(whole.right), len(whole.made))
    yield _share("  strictly", len(whole.strictly), len(whole.made))
    yield _share("coverage", len(whole.covered), len(whole.described))
    milliseconds = 1000 * sum(d.seconds for d in decided) / len(decided)
    yield f"{milliseconds:.2f} ms a citation"
    for rule in sorted({d.decision.rule for d in whole.made if d.decision and d.decision.rule}):
        some = [d for d in whole.made if d.decision and d.decision.rule == rule]
        yield _share(f"  {rule}", sum(d.right() for d in some), len(some))
    yield "undecided though described:"
    for reason, count in _reasons(d for d in whole.described if d not in whole.made):
        yield f"  {reason:<44}{count:>4}"
    yield "undecided, and not described:"
    for reason, count in _reasons(
        d for d in decided if d not in whole.made and not d.expected.described
    ):
        yield f"  {reason:<44}{count:>4}"


def _share(label: str, right: int, total: int) -> str:
    low, high = wilson(right, total)
    share = right / total if total else 1.0
    return f"{label:<30}{right:>4} of {total:>4}  {share:.3f}  {low:.3f}–{high:.3f}"


def _reasons(decided: Iterator[Decided]) -> list[tuple[str, int]]:
    reasons: Counter[str] = Counter()
    for one in decided:
        decision = one.decision
        reasons[str(decision.reason or "decided") if decision else "no citation was found"] += 1
    return sorted(reasons.items(), key=lambda item: (-item[1], item[0]))


def _aside(one: Decided) -> bool:
    """Whether a decision counts neither way: described jointly, and it could be taken."""
    return not one.expected.described and one.right()


def _differences(decided: Sequence[Decided]) -> Iterator[str]:
    for one in decided:
        made = one.decision
        wanted = ", ".join(one.expected.meant) or "–"
        at = f"{one.expected.citing} {one.expected.offset} → {one.expected.cited}"
        if made is None:
            yield f"  {at}: expected {wanted} | no citation was found"
        elif made.decided and not one.right():
            said = f"{', '.join(made.paragraphs)} ({made.score}, {made.rule})"
            yield f"  {at}: expected {wanted} | WRONG {said}"
        elif not made.decided and one.expected.described:
            yield f"  {at}: expected {wanted} | undecided ({made.score}): {made.reason}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.score.meant", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the documents")
    parser.add_argument("--expected", type=Path, default=EXPECTED, help="that of the annotations")
    parser.add_argument("--errors", action="store_true", help="list every difference")
    return parser


if __name__ == "__main__":
    sys.exit(main())
