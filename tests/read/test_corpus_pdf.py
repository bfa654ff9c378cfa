"""The real PDFs: the same resolution is read from its PDF as from its text."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.model import Document, Finding
from kg.read import language_of, read_file
from kg.recognise import recognise

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("MANDATEGRAPH_CORPUS") or ROOT.parent / "shared" / "corpus")
TEXTS = CORPUS / "resolutions" / "text"
PDFS = sorted((CORPUS / "resolutions" / "pdf").glob("*.pdf")) if CORPUS.is_dir() else []
PAIRED = [pdf for pdf in PDFS if (TEXTS / f"{pdf.stem}.txt").exists()]

LEAST = 0.98
JOB = re.compile(r"\d{2}-\d{5}(?: \([A-Z]\))?|\*\d{7}\*|\d{1,2}/\d{1,2}|Please recycle")
CALL = re.compile(r"(?<!\n)<sup>([^<]{1,4})</sup>")
NOTE = re.compile(r"^(?:<sup>([^<]{1,4})</sup>|(\*{1,4})) \S", re.MULTILINE)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not PDFS, reason="corpus not present"),
]


@cache
def documents(path: Path) -> tuple[Document, ...]:
    return cut(read_file(path), load_authority())


def paragraphs(path: Path) -> Counter[str]:
    """The words of the paragraphs.

    Notes are left out, for the texts have lost them; so are headings, for the text of A/RES/79/243
    has lost the numbers of its articles; and joiners that cannot be seen, which some texts have
    in "Non-Proliferation" (A/RES/79/16, operative paragraph 1).
    """
    left_out = ("footnote", "heading")
    kept = (p.text for d in documents(path) for p in d.paragraphs if p.kind not in left_out)
    return Counter(text.replace("\u200d", "").replace("\u2011", "-") for text in kept)


def key(finding: Finding) -> tuple[str, ...]:
    """What two findings must share to be one."""
    told = getattr(finding, "symbol", None) or getattr(finding, "verb", None) or ""
    printed = getattr(finding, "as_printed", "")
    return (finding.paragraph, finding.kind, str(told), " ".join(str(printed).split()))


def findings(path: Path) -> Counter[tuple[str, ...]]:
    found = (f for d in documents(path) for f in recognise(d, load_authority()).findings)
    return Counter(key(f) for f in found if not f.paragraph.startswith("fn"))


def f1(expected: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]) -> float:
    return 2 * (expected & found).total() / max(expected.total() + found.total(), 1)


def test_the_folder_of_pdfs_is_not_empty() -> None:
    assert len(PDFS) > 40
    assert len(PAIRED) > 20


@pytest.mark.parametrize("pdf", PDFS, ids=lambda path: path.stem)
def test_a_pdf_is_read_without_the_furniture_of_its_pages(pdf: Path) -> None:
    source = read_file(pdf)

    blocks = source.text.strip().split("\n\n")
    assert language_of(source.text) == "en"
    assert not [block for block in blocks if JOB.fullmatch(block)]
    assert not re.search(r"(?<=\S) {2}|\w-\s\w{20}", source.text)
    assert Counter(CALL.findall(source.text)) == Counter(
        "".join(n) for n in NOTE.findall(source.text)
    )


@pytest.mark.parametrize("pdf", PAIRED, ids=lambda path: path.stem)
def test_the_paragraphs_of_a_pdf_are_those_of_its_text(pdf: Path) -> None:
    of_text, of_pdf = paragraphs(TEXTS / f"{pdf.stem}.txt"), paragraphs(pdf)

    # The text of A/RES/79/243 has lost letters in three references as well ("paragraph 1 (a)"),
    # and article 41, which goes on with article 40 there.
    shared = (of_text & of_pdf).total()
    assert shared >= LEAST * of_text.total()


def test_the_findings_of_the_pdfs_are_those_of_their_texts() -> None:
    of_texts: Counter[tuple[str, ...]] = Counter()
    of_pdfs: Counter[tuple[str, ...]] = Counter()
    for pdf in PAIRED:
        of_texts.update((pdf.stem, *k) for k in findings(TEXTS / f"{pdf.stem}.txt").elements())
        of_pdfs.update((pdf.stem, *k) for k in findings(pdf).elements())

    assert of_texts.total() > 1_000
    assert f1(of_texts, of_pdfs) >= LEAST, sorted((of_texts - of_pdfs) + (of_pdfs - of_texts))
