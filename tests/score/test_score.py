"""The real documents that were annotated by hand are read as well as they were before."""

from __future__ import annotations

import pytest

from kg.authority import load_authority
from tests.score.__main__ import CORPUS, EXPECTED, score
from tests.score.figures import Tally

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not present"),
]

FLOORS = {
    "paragraphs": {"f1": 0.996},
    "citations": {"precision": 0.99, "recall": 0.983},
    "citation body": {"recall": 0.99},
    "citation date": {"recall": 0.99},
    "citation effect": {"recall": 0.99},
    "clauses": {"precision": 0.995, "recall": 0.995},
    "modifier": {"recall": 0.995},
    "mandate": {"recall": 0.995},
    "mandate paragraph": {"recall": 0.995},
    "addressees": {"f1": 0.977},
    "type": {"recall": 0.978},
    "due": {"recall": 0.988},
    "due stated": {"recall": 0.945},
}
"""A little under what was reached; raised by hand when the reading gets better."""


@pytest.fixture(scope="module")
def whole() -> Tally:
    return Tally.sum(score(CORPUS, EXPECTED, load_authority()).values())


@pytest.mark.parametrize("figure", FLOORS)
def test_a_figure_has_not_fallen(whole: Tally, figure: str) -> None:
    count = whole.counts[figure]

    assert count.expected
    for name, floor in FLOORS[figure].items():
        told = "\n".join(str(miss) for miss in whole.misses if miss.figure == figure)
        assert getattr(count, name) >= floor, told


def test_every_document_that_was_annotated_is_found(whole: Tally) -> None:
    assert whole.counts["documents"].recall == 1.0
