"""Keep a text that is not in English as a source of its document: nothing in it is recognised."""

from __future__ import annotations

import re
from typing import Final

from kg.cut import symbol_of_file_name
from kg.errors import SourceError
from kg.model import Document, SourceText
from kg.read import language_of

__all__ = ["foreign_document", "is_foreign"]

_LANGUAGES: Final = {
    "ar": "Arabic",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "zh": "Chinese",
}
_SYMBOL: Final = re.compile(
    r"^[ \t#*]*([A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.()-]*){2,7})[ \t*]*$", re.M
)
_COVER: Final = 3_000


def foreign_document(source: SourceText, symbol: str | None) -> Document | None:
    """The document of a text in another official language, without paragraphs; None for English.

    Its symbol is the user's, else the one that stands alone on a line of its cover, else the name
    of the file. A text whose language is not clear counts as English.

    Raises:
        SourceError: nothing says which document it is a text of.
    """
    language = language_of(source.text)
    if language is None or language == "en":
        return None
    name = _LANGUAGES[language]
    stated = _SYMBOL.search(source.text, 0, _COVER)
    known = symbol or (stated[1] if stated else symbol_of_file_name(source.file))
    if known is None:
        raise SourceError(
            source.file,
            f"it is in {name}, and only English is read",
            "give the English text, or say with --symbol of which document it is a text",
        )
    said = f"it is in {name}: it is kept as a source of {known}, and nothing in it was recognised"
    return Document(
        source=source,
        paragraphs=(),
        type="Document",
        symbol=known,
        language=language,
        warnings=(said,),
    )


def is_foreign(document: Document) -> bool:
    """Whether a document is a text in another language than English."""
    return document.language in _LANGUAGES and not document.paragraphs
