"""Refuse in RDF of strangers what the engine's parsers would expand, or read as another version."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from kg.errors import RdfError

__all__ = ["malformed_rdf", "refuse_hidden", "refuse_newer"]

_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENCODING: Final = re.compile(rb"\s*<\?xml[^>]*\sencoding\s*=\s*[\"']([^\"']*)[\"']")
_WHERE: Final = re.compile(r"^Parser error (?:at|between) line [^:]*: |\s*\(line \d+\)$")


def refuse_hidden(body: bytes, form: ox.RdfFormat) -> None:
    """Refuse what the engine's parsers would read otherwise than it says, or expand.

    Raises:
        RdfError: it is not in UTF-8, or RDF/XML with a document type.
    """
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        column = error.start - body.rfind(b"\n", 0, error.start)
        raise RdfError("it is not in UTF-8", "encode it in UTF-8", line, column) from error
    if form != ox.RdfFormat.RDF_XML:
        return
    found = _DOCTYPE.search(body)
    if found is not None:
        line = body.count(b"\n", 0, found.start()) + 1
        column = found.start() - body.rfind(b"\n", 0, found.start())
        raise RdfError(
            "RDF/XML is taken without a document type and entities",
            "write the IRIs out, or send Turtle",
            line,
            column,
        )
    declared = _ENCODING.match(body)
    if declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise RdfError("its XML declaration names another encoding", "encode it in UTF-8")


def refuse_newer(term: object) -> None:
    """Refuse what RDF 1.1 does not have.

    Raises:
        RdfError: it is a triple term, or a literal with a direction.
    """
    if isinstance(term, ox.Triple):
        raise RdfError("it has a triple term", "send RDF 1.1, which has none")
    if isinstance(term, ox.Literal) and getattr(term, "direction", None) is not None:
        raise RdfError(f"the literal {term} has a direction", "send RDF 1.1, which has none")


def malformed_rdf(error: SyntaxError) -> RdfError:
    """What the engine's parsers refused, with its place."""
    why = _WHERE.sub("", _WHERE.sub("", str(error.msg)))
    if "LoadDocumentCallback" in why:
        return RdfError(
            "its JSON-LD names a context elsewhere, and nothing is fetched",
            "write the context into the document",
        )
    line = error.lineno if error.lineno else None
    return RdfError(why[:300], "correct it, and send it again", line, error.offset)
