"""Acts: documents written for the tests beside the paragraphs and facts that they hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.authority import Authority, load_authority
from kg.cut import clean, cut
from kg.model import Document
from kg.read import read_bytes, read_file

ACTS = Path(__file__).parents[1] / "documents" / "acts"
TEXTS = sorted(p for p in ACTS.iterdir() if p.suffix == ".txt")
FACTS = (
    "type", "part", "symbol", "key", "title", "body", "adopted_on", "adopted_by",
    "plenary_meeting", "committee_report", "session", "without_vote",
)  # fmt: skip
LISTS = ("agenda_items", "drafts", "sponsors")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority()


def test_there_are_texts_and_each_has_its_answer() -> None:
    assert len(TEXTS) >= 15
    assert all(text.with_suffix(".expected.json").exists() for text in TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_an_act_is_cut_into_its_paragraphs(text: Path, authority: Authority) -> None:
    expected = json.loads(text.with_suffix(".expected.json").read_text(encoding="utf-8"))
    source = read_file(text)

    documents = cut(source, authority, symbol=expected.get("given"))

    assert [_rows(d) for d in documents] == [d["paragraphs"] for d in expected["documents"]]
    for document, wanted in zip(documents, expected["documents"], strict=True):
        assert _facts(document, wanted) == {k: v for k, v in wanted.items() if k != "paragraphs"}
        assert all(clean(source.text[p.start : p.end]) == p.text for p in document.paragraphs)
        ids = [p.id for p in document.paragraphs]
        assert len(set(ids)) == len(ids)


def _rows(document: Document) -> list[list[object]]:
    """Id, kind, whether numbered, the first words, the speaker, and the notes called."""
    return [
        [p.id, p.kind, p.numbered, " ".join(p.text.split()[:4]), p.speaker]
        + ([[c.footnote for c in p.calls]] if p.calls else [])
        for p in document.paragraphs
    ]


def _facts(document: Document, wanted: dict[str, object]) -> dict[str, object]:
    """The facts of a document that its answer speaks of."""
    facts: dict[str, object] = {name: getattr(document, name) for name in FACTS}
    facts |= {name: list(getattr(document, name)) for name in LISTS}
    facts["warnings"] = len(document.warnings)
    vote = document.vote
    facts["vote"] = None if vote is None else [vote.yes, vote.no, vote.abstain]
    facts["adopted_as"] = document.adopted_as
    return {name: facts[name] for name in wanted if name != "paragraphs"}


OPENING = "90/12. Lighthouses\n\nThe General Assembly,\n\n"


@pytest.mark.parametrize(
    "text",
    [
        OPENING + "Recalling its resolution 89/7,\n" * 200_000,
        OPENING + "1. Requests the Secretary-General to " + "keep the lamps lit and " * 250_000,
        OPENING + "\n\n".join(f"{n % 900}. Requests a report;" for n in range(60_000)),
        OPENING + "\n\n".join("(a) To light;" for _ in range(60_000)),
        OPENING + "\n" * 200_000 + "1. Requests a report.\n",
        OPENING + "1. Requests <!--" * 100_000,
        OPENING + "_" * 1_000_000 + "/",
        "The General Assembly,\n" * 50_000,
        "A\n\n" * 50_000 + OPENING,
    ],
    ids=lambda text: f"{len(text)} characters",
)
def test_hostile_input_is_cut_in_linear_time(text: str, authority: Authority) -> None:
    documents = cut(read_bytes(text.encode(), "A_RES_90_12.txt"), authority)

    assert documents
