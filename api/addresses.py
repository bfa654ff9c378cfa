"""Where a thing or term has its page on this server, and what may be a link at all."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from kg.vocab import ID, MG, MGSH

__all__ = ["document_path", "local_path", "target_of"]

_SAFE: Final = "/()-._~,;:@&=+$!*'%"
_WEB: Final = ("http://", "https://")


def local_path(iri: str) -> str | None:
    """The address on this server of one of our IRIs, or None for a stranger's.

    >>> local_path("https://w3id.org/mandategraph/id/document/A/RES/2625(XXV)")
    '/doc/document/A/RES/2625(XXV)'
    >>> local_path("https://w3id.org/mandategraph/ontology#Mandate")
    '/ontology#Mandate'
    >>> local_path("javascript:alert(1)") is None
    True
    """
    if iri.startswith(ID):
        return document_path(iri)
    for namespace, page in ((MG, "/ontology"), (MGSH, "/shapes")):
        if iri.startswith(namespace):
            return f"{page}#{quote(iri.removeprefix(namespace), safe='')}"
    return None


def document_path(iri: str, suffix: str = "") -> str:
    """The address of what describes one of our things, in the format of a suffix (``ttl`` …)."""
    ending = f".{suffix}" if suffix else ""
    return f"/doc/{quote(iri.removeprefix(ID), safe=_SAFE)}{ending}"


def target_of(iri: str) -> str | None:
    """What a link to an IRI may point to: our page, a web address, else nothing.

    >>> target_of("https://undocs.org/A/RES/65/230")
    'https://undocs.org/A/RES/65/230'
    >>> target_of("javascript:alert(1)") is None
    True
    """
    local = local_path(iri)
    if local is not None:
        return local
    return iri if iri.lower().startswith(_WEB) else None
