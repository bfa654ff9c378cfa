"""Reading bytes: what is kept, and the one sentence that each bad input gets."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

import kg.read
from kg.errors import SourceError
from kg.read import SIZE_LIMIT, read_bytes, read_file

REFUSED = {
    "empty": (b"", "x: it is empty; give a file that holds a document."),
    "blank": (b" \n\t\n", "x: it is empty; give a file that holds a document."),
    "pdf": (b"%PDF-1.7 ...", "x: it is a PDF that is cut short (it has no end); "),
    "docx": (b"PK\x03\x04...", "x: it is a DOCX that is damaged or cut short; "),
    "doc": (b"\xd0\xcf\x11\xe0...", "x: it is an old Word document, and such are not read; "),
    "rtf": (b"{\\rtf1 ...}", "x: it is an RTF document, and RTF is not read; "),
    "image": (b"\x89PNG\r\n", "x: it is an image; "),
    "gzip": (b"\x1f\x8b\x08", "x: it is compressed (gzip); "),
    "nul": (b"12345\x00", "x: it is binary (a NUL at byte 5); "),
    "utf-16": (b"\xff\xfe1\x00.\x00A", "x: it is not UTF-16 at byte 6 (0x41); "),
    "latin-1": ("1. Côte".encode("latin-1"), "x: it is not UTF-8 at byte 4 (0xf4); "),
    "enormous": (b" " * (SIZE_LIMIT + 1), "x: it has more than 20 MB; "),
}


def test_the_public_names_are_sorted() -> None:
    assert kg.read.__all__ == sorted(kg.read.__all__)


@pytest.mark.parametrize(("data", "sentence"), REFUSED.values(), ids=REFUSED)
def test_bytes_that_are_no_text_are_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_bytes(data, "x")

    assert str(refused.value).startswith(sentence)
    assert str(refused.value).count("\n") == 0


def test_newlines_become_one_character_and_nothing_else_changes() -> None:
    data = "\ufeff1. Côte\u00a0d’Ivoire \r\nand\rmore\t\n".encode()

    source = read_bytes(data, "a.txt")

    assert source.text == "1. Côte\u00a0d’Ivoire \nand\nmore\t\n"
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.text_sha256 == hashlib.sha256(source.text.encode()).hexdigest()
    assert source.format == "text/plain"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    assert read_bytes("1. Côte\r\n".encode(encoding), "a.txt").text == "1. Côte\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.md: there is no such file; check the path"):
        read_file(tmp_path / "nowhere.md")


def test_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a directory; name a file in it"):
        read_file(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(SourceError, match="is no plain file"):
        read_file(tmp_path / "pipe")


def test_an_enormous_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)

    with pytest.raises(SourceError, match="it has more than 20 MB"):
        read_file(path)


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test may run as root, whom no permission stops; so the refusal is the system's double.
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "locked.md"
    path.write_text("1. A paragraph.", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(SourceError, match="it may not be read; give yourself permission"):
        read_file(path)


def test_a_markdown_file_is_known_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("1. A paragraph.", encoding="utf-8")

    source = read_file(path)

    assert (source.file, source.format) == ("report.md", "text/markdown")
