"""Make DOCX files for the tests, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["NUMBERING", "docx", "paragraph", "run"]

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _level(at: int, kind: str, shown: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "(%2)")
    + _level(2, "lowerRoman", "(%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "upperRoman", "%1.", '<w:pStyle w:val="Section"/>')
    + _level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + _level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    *runs: str, number: tuple[int, int] | None = None, style: str = "", more: str = ""
) -> str:
    """A paragraph of runs, or of a text, with the list and level it is numbered by."""
    inside = "".join(r if r.startswith("<") else run(r) for r in runs)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += (
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        )
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inside}</w:p>"


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    relations: str = _RELATIONS,
    head: str = "",
) -> bytes:
    """The bytes of a DOCX; ``parts`` are the insides of other parts of ``word/`` by name."""
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "settings": "settings"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr(
            "word/document.xml",
            f"{head}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        )
        for name, inside in (parts or {}).items():
            root = roots.get(name, name)
            archive.writestr(f"word/{name}.xml", f"<w:{root} {_NAMES}>{inside}</w:{root}>")
    return stream.getvalue()
