"""Take the main text from a page, or say that the page is none."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree, html

from kg.errors import SourceError
from kg.read.html.errors import error_in
from kg.read.html.walk import text_of_element
from kg.read.text import decoded

__all__ = ["text_of_html"]

_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_BOMS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD: Final = 4096
_LEAST: Final = 200  # characters that make a main element the main text
_AGAIN: Final = "open the address in a browser, and save the document that it shows"


def text_of_html(data: bytes, file: str) -> str:
    """The main text of a page; scripts, styles, menus and the page's frame are left out.

    Nothing that it refers to is fetched, and it is not run.

    Raises:
        SourceError: it is an error page or a login, holds nothing, or is not in the encoding that
            it declares.
    """
    text = _decoded(data, file)
    root = _parsed(_DECLARATION.sub("", text, count=1), file)
    whole = root.find("body")
    whole = root if whole is None else whole
    written = text_of_element(_main(whole), inside=whole)
    why = error_in(root, written)
    if why:
        raise SourceError(file, why, _AGAIN)
    return written


def _decoded(data: bytes, file: str) -> str:
    if data.startswith(_BOMS):
        return decoded(data, file)
    found = _DECLARED.search(data[:_HEAD])
    name = next(filter(None, found.groups())).decode("ascii", "replace") if found else "utf-8"
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = "utf-8"
    if encoding in ("iso8859-1", "ascii"):
        encoding = "cp1252"  # as browsers take these names (WHATWG Encoding, 4.2)
    elif encoding.startswith("utf-16"):
        encoding = "utf-8"  # a declaration that can be read as ASCII is not in UTF-16 (13.2.3.3)
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return data.decode("utf-8" if found else "cp1252")
    except UnicodeDecodeError as error:
        raise SourceError(
            file, f"it is not {name}, as it says, at byte {error.start}", "save it as UTF-8"
        ) from None


def _parsed(text: str, file: str) -> Any:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.ParserError, ValueError):
        raise SourceError(file, "it is an HTML page without content", _AGAIN) from None
    except etree.XMLSyntaxError as error:
        raise SourceError(file, f"it is HTML that cannot be read ({error.msg})", _AGAIN) from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise SourceError(file, "its elements nest too deeply for a document", _AGAIN)
    return root


def _main(body: Any) -> Any:
    """The element that holds the main text: the only one that says so, else the body."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = [e for e in body.iterfind(path) if len(_words(e)) >= _LEAST]
        if len(found) == 1:
            return found[0]
    return body


def _words(element: Any) -> str:
    return " ".join(_some(element.itertext()))


def _some(texts: Iterator[str]) -> Iterator[str]:
    count = 0
    for text in texts:
        yield text.strip()
        count += len(text)
        if count > 4 * _LEAST:
            return
