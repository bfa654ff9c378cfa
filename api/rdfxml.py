"""Write triples as RDF/XML that every reader takes, or say why they cannot be written so.

The engine's own writer makes elements of types that are no XML names, among other things that no
parser reads. Here each triple is an element within a ``rdf:Description``, whatever its terms are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from kg.vocab import PREFIXES

__all__ = ["Unwritable", "rdf_xml"]

_RDF: Final = PREFIXES["rdf"]
_STRING: Final = f"{PREFIXES['xsd']}string"
_LANGUAGE: Final = f"{_RDF}langString"
_XMLNS: Final = "http://www.w3.org/2000/xmlns/"
# Names that XML parsers of every edition take; longest end of an IRI (Namespaces in XML, 4).
_LOCAL: Final = re.compile(
    r"[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]"
    r"[A-Za-z0-9_.\-\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]{0,500}\Z"
)
# RDF/XML 5.1: what is syntax, and ``li``, which is read as rdf:_1, rdf:_2 …
_RESERVED: Final = frozenset(
    f"{_RDF}{name}"
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL: Final = re.compile('[&<>"\r\t\n]')
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE: Final = _ESCAPES | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


class Unwritable(Exception):
    """RDF/XML has no way to write this."""


def rdf_xml(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    """An RDF/XML document of triples in their order, in pieces; those of a subject together.

    Blank nodes get labels that begin with ``b``, since not every label is an XML name.

    Raises:
        Unwritable: a predicate does not end in an XML name or is reserved, a literal has a
            character that XML has not (XML 1.0, 2.2) or a direction, or a term is a triple.
    """
    names = _Names()
    yield names.head()
    for subject, group in groupby(triples, key=lambda t: t.subject):
        lines = [f"<rdf:Description {_identified(subject, 'about')}>\n"]
        lines += [_element(names, t) for t in group]
        lines.append("</rdf:Description>\n")
        yield "".join(lines).encode()
    yield b"</rdf:RDF>\n"


class _Names:
    """The elements of predicates: their start without its end, and their end."""

    def __init__(self) -> None:
        self._prefixes: Mapping[str, str] = {n: p for p, n in PREFIXES.items()}
        self.of: Callable[[str], tuple[str, str]] = lru_cache(4_096)(self._of)

    def head(self) -> bytes:
        declared = "".join(f' xmlns:{p}="{_attribute(n)}"' for n, p in self._prefixes.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()

    def _of(self, iri: str) -> tuple[str, str]:
        found = _LOCAL.search(iri, max(0, len(iri) - 500))
        if found is None or iri in _RESERVED or iri.startswith(_XMLNS):
            raise Unwritable(f"RDF/XML cannot write the predicate <{iri}>.")
        local = found.group()
        namespace = iri.removesuffix(local)
        if namespace in self._prefixes:
            name = f"{self._prefixes[namespace]}:{local}"
            return f"<{name}", f"</{name}>\n"
        return f'<p:{local} xmlns:p="{_attribute(namespace)}"', f"</p:{local}>\n"


def _element(names: _Names, triple: ox.Triple) -> str:
    start, end = names.of(triple.predicate.value)
    term = triple.object
    if not isinstance(term, ox.Literal):
        return f"{start} {_identified(term, 'resource')}/>\n"
    if getattr(term, "direction", None) is not None:
        raise Unwritable("RDF/XML cannot write the direction of a literal.")
    datatype = term.datatype.value
    kind = ""
    if term.language:
        kind = f' xml:lang="{_attribute(term.language)}"'
    elif datatype not in (_STRING, _LANGUAGE):
        kind = f' rdf:datatype="{_attribute(datatype)}"'
    return f"{start}{kind}>{_text(term.value)}{end}"


def _identified(term: object, attribute: str) -> str:
    if isinstance(term, ox.NamedNode):
        return f'rdf:{attribute}="{_attribute(term.value)}"'
    if isinstance(term, ox.BlankNode):
        return f'rdf:nodeID="b{_attribute(term.value)}"'
    raise Unwritable("RDF/XML cannot write a triple as a term.")


def _text(value: str) -> str:
    if _NOT_XML.search(value):
        raise Unwritable("RDF/XML cannot write a character of this answer.")
    return value.translate(_ESCAPES) if _SPECIAL.search(value) else value


def _attribute(value: str) -> str:
    if _NOT_XML.search(value):
        raise Unwritable("RDF/XML cannot write a character of this answer.")
    return value.translate(_IN_ATTRIBUTE) if _SPECIAL.search(value) else value
