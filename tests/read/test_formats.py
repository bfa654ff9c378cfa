"""One document in five formats: the same paragraphs are cut from each."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from kg.authority import load_authority
from kg.cut import cut
from kg.read import read_bytes
from tests.read.typesetter import pdf_of, typeset
from tests.read.wordfile import NUMBERING, docx, paragraph, run

TEXT = (Path(__file__).parent / "documents" / "lighthouse-keepers.txt").read_text(encoding="utf-8")
BLOCKS = TEXT.strip().split("\n\n")
CALL = re.compile(r"<sup>(\d)</sup>")


def as_markdown() -> bytes:
    return re.sub(r"^(Requests|Decides|Invites)", r"*\1*", TEXT, flags=re.MULTILINE).encode()


def as_html() -> bytes:
    marked = (re.sub(r"&lt;(/?sup)&gt;", r"<\1>", escape(block)) for block in BLOCKS)
    return ("<!DOCTYPE html><html><body>" + "".join(f"<p>{m}</p>" for m in marked)).encode()


def as_docx() -> bytes:
    """The text with its numbers and letters counted by the lists, and its notes as footnotes."""
    body, notes, current = "", "", 1
    for block in BLOCKS:
        note = re.match(r"<sup>(\d)</sup> (.*)", block)
        if note:
            notes += f'<w:footnote w:id="{note[1]}">{paragraph(escape(note[2]))}</w:footnote>'
            continue
        current = 4 if block.startswith("Annex") else current
        number = re.match(r"\d{1,2}\. |(\([a-z]\) )", block)
        level = (current, 1 if number[1] else 0) if number else None
        words = block[number.end() :] if number else block
        runs = [
            f'<w:r><w:footnoteReference w:id="{part}"/></w:r>' if n % 2 else run(escape(part))
            for n, part in enumerate(CALL.split(words))
        ]
        body += paragraph(*runs, number=level)
    return docx(body, {"numbering": NUMBERING, "footnotes": notes})


FORMATS = {
    "keepers.md": as_markdown(),
    "keepers.html": as_html(),
    "keepers.docx": as_docx(),
    "keepers.pdf": pdf_of(typeset(BLOCKS)),
    "keepers-utf-16.txt": TEXT.encode("utf-16"),
}


def paragraphs(data: bytes, file: str) -> list[tuple[str, str, str]]:
    (document,) = cut(read_bytes(data, file), load_authority(), symbol="Z/RES/90/12")
    return [(p.id, p.kind, p.text) for p in document.paragraphs]


@pytest.mark.parametrize(("file", "data"), FORMATS.items(), ids=FORMATS)
def test_each_format_gives_the_paragraphs_of_the_text(file: str, data: bytes) -> None:
    expected = paragraphs(TEXT.encode(), "keepers.txt")

    assert {"title", "pp1", "op2(c)", "op6", "annex.1", "fn3"} <= {p[0] for p in expected}
    assert paragraphs(data, file) == expected
