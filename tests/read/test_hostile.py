"""Files that are no documents, or would harm: one clear sentence each, and soon."""

from __future__ import annotations

import hashlib
import io
import socket
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.read import read_bytes, read_file
from kg.read.pdf import text_of_pdf
from tests.read.typesetter import Sheet, assembled, pdf_of, scanned_pdf
from tests.read.wordfile import docx, paragraph

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as refused:
        read_bytes(data, "x")
    sentence = str(refused.value)
    assert sentence.startswith("x: ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def page(*lines: str) -> Sheet:
    sheet = Sheet()
    for n, line in enumerate(lines or ("The keepers of the harbour light their lamps at dusk.",)):
        sheet.line(line, 123, 700 - 12 * n)
    return sheet


# --- PDF -------------------------------------------------------------------------------------


def test_a_scanned_pdf_is_told_from_a_text_and_ocr_is_named() -> None:
    sentence = refusal(scanned_pdf(3))

    assert "holds images of pages and no text" in sentence
    assert "OCR" in sentence


def test_a_pdf_with_hardly_a_word_is_refused() -> None:
    assert "hardly any text (3 letters on 1 pages)" in refusal(pdf_of([page("31.")]))


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_pdf_that_is_cut_short_is_refused(share: float) -> None:
    data = pdf_of([page() for _ in range(20)])

    assert "cut short" in refusal(data[: int(share * len(data))])


def test_a_pdf_with_a_hole_is_refused() -> None:
    data = pdf_of([page() for _ in range(20)], flate=False)

    hole = data[: len(data) // 3] + b"\n%%EOF"

    assert "damaged or cut short" in refusal(hole) or "hardly any text" in refusal(hole)


def encrypted(password: bytes) -> bytes:
    """A PDF under a password, by the standard handler's revision 2 (ISO 32000-1, 7.6.3)."""
    user = (password + _PADDING)[:32]
    owner_key = hashlib.md5(user, usedforsecurity=False).digest()[:5]
    owner = rc4(owner_key, user)
    ident = b"0123456789abcdef"
    seed = user + owner + (-4).to_bytes(4, "little", signed=True) + ident
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    content = b"BT /F1 10 Tf 100 700 Td (The keepers of the harbour light lamps.) Tj ET"
    own = hashlib.md5(key + b"\x04\x00\x00\x00\x00", usedforsecurity=False).digest()[:10]
    content = rc4(own, content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>"
        % (owner.hex().encode(), rc4(key, _PADDING).hex().encode()),
    ]
    shown = ident.hex().encode()
    return assembled(objects, b"/Encrypt 6 0 R/ID[<%s><%s>]" % (shown, shown))


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def test_an_encrypted_pdf_is_refused_and_one_with_an_empty_password_is_read() -> None:
    assert "an encrypted PDF that asks for a password" in refusal(encrypted(b"lamp"))
    assert read_bytes(encrypted(b""), "x").text == "The keepers of the harbour light lamps.\n"


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 3000>>" % (b"3 0 R " * 3000),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    ]

    assert "3,000 pages, more than 2,000" in refusal(assembled(objects))


def test_a_page_with_too_many_letters_is_refused() -> None:
    sheet = page(*[" ".join(["lamps"] * 100)] * 200)

    assert "characters, more than 60,000" in refusal(pdf_of([sheet]))


def test_a_stream_that_inflates_without_end_is_refused() -> None:
    bomb = _bomb()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(bomb), bomb),
    ]

    started = time.monotonic()
    refusal(assembled(objects))
    assert time.monotonic() - started < 60


def _bomb() -> bytes:
    """Bytes that inflate twice, to two thousand million spaces."""
    deflate = zlib.compressobj(9, wbits=-15)
    megabyte = b" " * (1 << 20)
    block = deflate.compress(megabyte) + deflate.flush(zlib.Z_FULL_FLUSH)  # stands by itself
    check = 1
    for _ in range(2000):
        check = zlib.adler32(megabyte, check)
    end = zlib.compressobj(9, wbits=-15).flush()
    return zlib.compress(b"\x78\xda" + block * 2000 + end + check.to_bytes(4, "big"), 9)


def test_forms_that_call_one_another_without_end_stop_at_the_time_limit() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject"
        b"<</X 5 0 R>>>>>>",
        b"<</Length 4>>stream\n/X Do\nendstream",
    ]
    calls = b"/X Do " * 40
    for number in range(5, 30):
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            b"/Length %d>>stream\n%s\nendstream" % (number + 1, len(calls), calls)
        )
    objects.append(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 7>>stream\n0 0 m S\nendstream"
    )

    started = time.monotonic()
    with pytest.raises(SourceError):
        text_of_pdf(assembled(objects), "x", seconds=3)
    assert time.monotonic() - started < 30


# --- DOCX ------------------------------------------------------------------------------------


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in entries.items():
            archive.writestr(name.replace("__", "/"), inside)
    return stream.getvalue()


def test_a_zip_that_is_no_docx_is_refused() -> None:
    sentence = refusal(zipped(photo=b"1", letter=b"2"))

    assert "a ZIP archive and no DOCX; save the document in it to a file and read that" in sentence


def test_an_office_file_that_is_no_text_is_refused() -> None:
    assert "it is empty" in refusal(docx(""))
    assert "damaged" in refusal(zipped(**{"word__document.xml": b"<a>"}))
    assert "no DOCX" in refusal(zipped(**{"word__document.xml": b"<a/>"}))


def test_a_docx_that_is_cut_short_is_refused() -> None:
    data = docx(paragraph("Requests the Keeper to report.") * 500)

    assert "damaged or cut short" in refusal(data[: len(data) // 2])


def test_a_part_that_inflates_without_end_is_refused() -> None:
    data = zipped(**{"word__document.xml": b"<a>" + b" " * (40 << 20)})

    assert "its part document.xml inflates to more than 32 MB" in refusal(data)


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped(**{"word__document.xml": b"<a>" + b" " * (40 << 20)}))
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = (1000).to_bytes(4, "little")
    data[22:26] = (1000).to_bytes(4, "little")

    sentence = refusal(bytes(data))

    assert "inflates to more than 32 MB" in sentence or "damaged or cut short" in sentence


def test_entries_with_paths_out_of_the_archive_are_never_written(tmp_path: Path) -> None:
    away = tmp_path / "escaped"
    data = zipped(
        **{
            f"..__..__{away}": b"x",
            str(away): b"x",
            "word__document.xml": zipfile.ZipFile(
                io.BytesIO(docx(paragraph("Requests the Keeper to report.")))
            ).read("word/document.xml"),
        }
    )

    assert read_bytes(data, "x").text == "Requests the Keeper to report.\n"
    assert not away.exists()


def test_a_relation_that_leads_out_of_the_package_is_not_followed() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Target="file:///etc/passwd.xml" Type="http://x'
        '/officeDocument"/></Relationships>'
    )

    data = docx(paragraph("Requests the Keeper to report."), relations=relations)

    assert read_bytes(data, "x").text == "Requests the Keeper to report.\n"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY lamp SYSTEM "file:///etc/passwd">',
        '<!ENTITY lamp SYSTEM "http://127.0.0.1:9/lamp">',
        "<!ENTITY a 'lamp'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY lamp '&c;&c;&c;&c;&c;&c;&c;&c;'>",
    ],
)
def test_a_part_that_declares_entities_is_refused(declared: str) -> None:
    data = docx(paragraph("&lamp;"), head=f"<!DOCTYPE d [{declared}]>")

    assert "its part document.xml declares a DTD, as no DOCX does" in refusal(data)


# --- all -------------------------------------------------------------------------------------


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The addresses that were asked for, all of them refused."""
    asked: list[object] = []

    def refuse(_: socket.socket, address: object) -> None:
        asked.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **_: refuse(None, a))  # type: ignore[arg-type]
    return asked


def test_no_reader_fetches_what_a_document_refers_to(no_network: list[object]) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/lamp"
        html = (
            f'<!DOCTYPE html SYSTEM "{address}"><html><head><base href="{address}">'
            f'<link rel=stylesheet href="{address}"><script src="{address}"></script></head><body>'
            f'<img src="{address}"><iframe src="{address}"></iframe><p>Requests the Keeper.</body>'
        )
        link = f'<w:hyperlink r="{address}"/>'
        parts = {"footnotes": f'<w:footnote w:id="1"><w:p>{link}</w:p></w:footnote>'}
        sheet = page()

        read_bytes(html.encode(), "x")
        read_bytes(docx(paragraph("Requests the Keeper."), parts), "x")
        read_bytes(
            pdf_of([sheet], extra=[b"<</Type/Action/S/URI/URI(%s)>>" % address.encode()]), "x"
        )
        refusal(docx("", head=f'<!DOCTYPE d SYSTEM "{address}">'))

        with pytest.raises(BlockingIOError):
            listener.accept()
    assert not no_network


def test_a_file_of_a_hundred_megabytes_is_refused_with_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(100 << 20)

    with pytest.raises(SourceError, match="it has more than 20 MB; give the text of one document"):
        read_file(path)
