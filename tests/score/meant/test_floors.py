"""The citations that were annotated by hand are resolved as well as they were before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.score.meant.__main__ import CORPUS, EXPECTED, Measure, score

corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="corpus not present")


@pytest.mark.corpus
@corpus
def test_the_paragraphs_meant_are_found_as_before() -> None:
    measure = Measure(score(CORPUS, EXPECTED))

    assert len(measure.described) >= 160
    assert measure.precision >= 0.98
    assert measure.coverage >= 0.78


def test_annotations_hold_no_more_than_a_few_words_of_a_text() -> None:
    files = sorted(Path(EXPECTED).glob("*.json"))

    assert files
    for file in files:
        assert all(len(row["as"].split()) <= 6 for row in json.loads(file.read_text("utf-8")))
