"""The real resolutions, whatever their habits: each is cut, and hardly any lacks paragraphs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import clean, cut
from kg.model import Document
from kg.read import read_file

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("MANDATEGRAPH_CORPUS") or ROOT.parent / "shared" / "corpus")
TEXTS = sorted((CORPUS / "resolutions" / "text").glob("*.txt")) if CORPUS.is_dir() else []

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not TEXTS, reason="corpus not present"),
]


def test_every_text_is_cut_and_hardly_any_lacks_paragraphs() -> None:
    authority = load_authority()
    empty: list[str] = []

    for text in TEXTS:
        source = read_file(text)
        documents = cut(source, authority)
        _check(documents, source.text)
        if not any(document.paragraphs for document in documents):
            empty.append(text.name)

    assert len(empty) <= len(TEXTS) * 0.005


def test_the_text_named_by_its_file_is_found_in_it() -> None:
    authority = load_authority()
    missed: list[str] = []

    named = [text for text in TEXTS if "_RES_" in text.name or "_Res." in text.name]
    for text in named[::7]:
        documents = cut(read_file(text), authority)
        names = {_plain(document.symbol or document.key or "") for document in documents}
        if not any(name and _plain(text.stem).startswith(name[:-1]) for name in names):
            missed.append(text.name)

    assert not missed


def _check(documents: Sequence[Document], text: str) -> None:
    for document in documents:
        ids = [paragraph.id for paragraph in document.paragraphs]
        assert len(set(ids)) == len(ids)
        assert all(clean(text[p.start : p.end]) == p.text for p in document.paragraphs[::9])


def _plain(symbol: str) -> str:
    return "".join(c for c in symbol.lower() if c.isalnum())
