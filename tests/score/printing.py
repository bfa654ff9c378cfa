"""Print a measure: a line for each file, one for each figure, and the differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from tests.score.figures import Count, Figure, Tally, wilson

__all__ = ["Column", "as_json", "printed"]

Column: TypeAlias = tuple[str, str, str]
"""A column of the table of files: its title, the key of a figure, and which of its values."""

_SHORT: Final = {"precision": "P", "recall": "R", "f1": "F1"}


def printed(
    tallies: Mapping[str, Tally], whole: Tally, columns: Sequence[Column], *, errors: bool
) -> Iterator[str]:
    """The lines for people; those of the differences come first, where they are asked for."""
    if errors:
        yield from _differences(whole)
    yield f"{'':<28}" + "".join(f"{title:>8}" for title, _, _ in columns)
    for name, tally in (*tallies.items(), ("together", whole)):
        yield f"{name.removesuffix('.json'):<28}" + "".join(
            f"{_value(tally.counts[key], value):>8}" for _, key, value in columns
        )
    yield ""
    yield (
        f"{'':<36}{'expected':>9}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}"
        "  95 % of P    95 % of R    must be"
    )
    for figure in whole.figures:
        yield _line(figure, whole.counts[figure.key])


def as_json(tallies: Mapping[str, Tally], whole: Tally) -> Mapping[str, object]:
    """The figures together and of each file, and the differences, as JSON holds them."""
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


def _value(count: Count, value: str) -> str:
    return f"{getattr(count, value):.3f}" if count.expected or count.found else "–"


def _differences(whole: Tally) -> Iterator[str]:
    order = [figure.key for figure in whole.figures]
    for key, misses in groupby(
        sorted(whole.misses, key=lambda miss: order.index(miss.figure)), lambda miss: miss.figure
    ):
        yield f"{key}:"
        for miss in misses:
            at = f"{miss.document} {miss.paragraph}".strip()
            yield f"  {at}: expected {miss.expected} | found {miss.found}"
        yield ""


def _figures(tally: Tally) -> Mapping[str, Mapping[str, float]]:
    return {
        key: {
            "expected": count.expected, "found": count.found, "right": count.right,
            "precision": count.precision, "recall": count.recall, "f1": count.f1,
        }
        for key, count in tally.counts.items()
    }  # fmt: skip
