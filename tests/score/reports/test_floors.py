"""The real reports that were annotated by hand are read as well as they were before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest

from kg.authority import load_authority
from tests.score.figures import Tally
from tests.score.reports.__main__ import CORPUS, EXPECTED, score
from tests.score.reports.expected import read_reports
from tests.score.reports.figures import FIGURES

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not present"),
]

FLOORS: Final[Mapping[str, Mapping[str, float]]] = {
    "anchors": {"recall": 0.98},
    "meeting": {"recall": 0.99},
    "officers": {"f1": 0.95},
    "states": {"f1": 0.99},
    "organizations": {"f1": 0.96},
    "statements": {"f1": 0.975},
    "agenda": {"f1": 0.95},
    "documents": {"f1": 0.98},
    "citations": {"f1": 0.92},
    "outcomes": {"f1": 0.95},
    "mandates": {"f1": 0.9},
    "adoption": {"recall": 0.8},
    "read": {"recall": 0.98},
}
"""A little under what was reached; raised by hand when the reading gets better."""


@pytest.fixture(scope="module")
def whole() -> Tally:
    reports = dict(read_reports(EXPECTED))
    return Tally.sum(score(CORPUS, reports, load_authority()).values(), FIGURES)


@pytest.mark.parametrize("figure", FLOORS)
def test_a_figure_has_not_fallen(whole: Tally, figure: str) -> None:
    count = whole.counts[figure]

    for name, floor in FLOORS[figure].items():
        assert count.expected or not floor
        told = "\n".join(str(miss) for miss in whole.misses if miss.figure.startswith(figure))
        assert getattr(count, name) >= floor, told


def test_every_report_that_was_annotated_is_found(whole: Tally) -> None:
    assert whole.counts["reports"].recall == 1.0
