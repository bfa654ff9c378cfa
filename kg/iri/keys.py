"""Make keys: the parts of IRIs that stand for printed words, symbols, sessions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote

from rdflib import URIRef

from kg.vocab import ID

__all__ = ["SAFE", "digest_of", "session_key", "slug", "symbol_key", "thing_iri"]

SAFE: Final = "/()-._~,;:@&=+$!*'"
"""What an IRI path keeps as it is; the rest is percent-encoded."""


def slug(words: str) -> str:
    """Lower-case ASCII words joined by hyphens.

    >>> slug("Côte d'Ivoire — 2nd reading")
    'cote-d-ivoire-2nd-reading'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return (
        re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        or hashlib.sha256(words.encode()).hexdigest()[:12]
    )


def symbol_key(symbol: str) -> str:
    """The part of a document's IRI that stands for its symbol or key.

    NFC, no space before ``(``, other spaces ``_``, parentheses as they are.

    >>> symbol_key("A/RES/2625 (XXV)"), symbol_key("A/RES/67/244 B")
    ('A/RES/2625(XXV)', 'A/RES/67/244_B')
    """
    text = unicodedata.normalize("NFC", unquote(symbol)).strip()
    text = re.sub(r"[\s_]+\(", "(", text)
    return quote(re.sub(r"\s+", "_", text), safe=SAFE)


def thing_iri(path: str) -> URIRef:
    """The IRI of the thing with this path below ``…/id/``."""
    return ID[path]


def session_key(printed: str) -> str:
    """The key of a session: its ordinal as a symbol writes it, else the slug of its kind.

    >>> session_key("74"), session_key("S-32"), session_key("concluding, reconvened")
    ('74', 'S-32', 'concluding-reconvened')
    """
    ordinal = re.fullmatch(r"(?:E?S-)?\d+|SS\.[IVXLC]+", printed)
    return printed if ordinal else slug(printed)


def digest_of(parts: Sequence[object]) -> str:
    """The SHA-256 of some values, one a line; None is an empty line."""
    return hashlib.sha256(
        "\n".join("" if p is None else str(p) for p in parts).encode()
    ).hexdigest()
