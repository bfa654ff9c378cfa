"""Names to IRIs: the only place where the IRI of a thing is minted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote, unquote

from rdflib import URIRef

from kg.vocab import GRAPH, ID

__all__ = [
    "agenda_iri",
    "agenda_item_iri",
    "attendance_iri",
    "body_iri",
    "citation_iri",
    "curated_graph",
    "dated_name_iri",
    "digest_iri",
    "display_name",
    "document_graph",
    "document_iri",
    "document_of",
    "embedded_draft_iri",
    "evidence_iri",
    "group_iri",
    "instrument_iri",
    "listed_document_iri",
    "mandate_iri",
    "meeting_iri",
    "organization_iri",
    "outcome_iri",
    "paragraph_id",
    "paragraph_iri",
    "participation_iri",
    "party_iri",
    "person_iri",
    "record_graph",
    "report_iri",
    "rule_iri",
    "session_iri",
    "session_key",
    "sitting_iri",
    "skolem_iri",
    "slug",
    "source_graph",
    "source_iri",
    "state_iri",
    "statement_iri",
    "step_iri",
    "symbol_key",
    "thing_iri",
    "topic_iri",
    "topic_scheme_iri",
    "vote_iri",
]

_KINDS = ("pp", "op", "para", "fn")
_SCOPES = {"section": "", "annex": "annex", "article": "art"}
_SAFE = "/()-._~,;:@&=+$!*'"  # what an IRI path keeps as it is; the rest is percent-encoded
_ID_PART = re.compile(
    r"(?P<kind>pp|op|fn)?(?P<number>[0-9]+[A-Za-z]*(?:~\d+)?)?(?P<subs>(?:\([^)]+\))*)"
    r"(?P<again>~\d+)?"
)


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
    return quote(re.sub(r"\s+", "_", text), safe=_SAFE)


def thing_iri(path: str) -> URIRef:
    """The IRI of the thing with this path below ``…/id/``."""
    return ID[path]


def document_iri(symbol: str) -> URIRef:
    """The IRI of the document with this symbol or key."""
    return ID[f"document/{symbol_key(symbol)}"]


def instrument_iri(key: str) -> URIRef:
    """The IRI of a treaty or declaration of the authority list."""
    return ID[f"instrument/{key}"]


def report_iri(meeting: URIRef) -> URIRef:
    """The IRI of a meeting's report that states no symbol of its own."""
    return URIRef(f"{meeting}/report")


def digest_iri(sha256: str) -> URIRef:
    """The IRI of a document without symbol, key and meeting, from the digest of its bytes."""
    return ID[f"document/digest/{sha256}"]


def embedded_draft_iri(document: URIRef, number: int) -> URIRef:
    """The IRI of a draft that a document holds and recommends, counted from 1."""
    return URIRef(f"{document}/draft/{number}")


def vote_iri(document: URIRef, stage: str) -> URIRef:
    """The IRI of the vote on a document at a stage: ``plenary``, ``committee/3``, ``amendment/1``.

    >>> str(vote_iri(document_iri("A/RES/74/247"), "plenary")).removeprefix(ID)
    'vote/A/RES/74/247/plenary'
    """
    path = document.removeprefix(ID).removeprefix("document/")
    return ID[f"vote/{path}/{stage}"]


def listed_document_iri(paragraph: URIRef, name: str) -> URIRef:
    """The IRI of a document without symbol, under the paragraph that lists it by this name."""
    return URIRef(f"{paragraph}/document/{slug(name)}")


def source_iri(sha256: str) -> URIRef:
    """The IRI of the bytes with this digest."""
    return ID[f"source/{sha256}"]


def paragraph_iri(document: URIRef, paragraph: str) -> URIRef:
    """The IRI of a paragraph, from its id in ``extract --json``.

    >>> d = document_iri("A/RES/65/230")
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("op9", "op4(a)", "12", "VII.op7(a)")]
    ['/op/9', '/op/4/a', '/para/12', '/section/VII/op/7/a']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("annex1.42", "annex.pp1", "fn1", "title")]
    ['/annex/1/para/42', '/annex/pp/1', '/fn/1', '/title']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("annex.I.heading~2", "other1", "9(a)~2")]
    ['/annex/section/I/heading~2', '/other1', '/para/9/a~2']
    >>> [paragraph_iri(d, i).removeprefix(d) for i in ("draft.op1", "annex.art5.2", "other1(a)")]
    ['/draft/1/op/1', '/annex/article/5/para/2', '/other1/a']
    """
    return URIRef(f"{document}/{_paragraph_path(paragraph)}")


def _paragraph_path(paragraph: str) -> str:
    *scopes, last = paragraph.split(".")
    path = []
    for scope in scopes:
        annex = re.fullmatch(r"annex(\d*)", scope)
        draft = re.fullmatch(r"draft(\d*)", scope)
        article = re.fullmatch(r"art(\d\w*)", scope)
        if annex:
            path.append(f"annex/{annex[1]}" if annex[1] else "annex")
        elif draft:
            path.append(f"draft/{draft[1] or 1}")
        elif article:
            path.append(f"article/{article[1]}")
        else:
            path.append(f"section/{quote(scope, safe=_SAFE)}")
    unnumbered = re.fullmatch(r"(other\d+)((?:\([^)]+\))+)(~\d+)?", last)
    if unnumbered:
        path.append(unnumbered[1])
        path.extend(re.findall(r"\(([^)]+)\)", unnumbered[2]))
        path[-1] += unnumbered[3] or ""
        return "/".join(path)
    found = _ID_PART.fullmatch(last)
    if found and (found["number"] or (found["kind"] and found["subs"])):
        path.append(found["kind"] or "para")
        if found["number"]:
            path.append(found["number"])
        path.extend(re.findall(r"\(([^)]+)\)", found["subs"]))
        path[-1] += found["again"] or ""
    else:
        path.append(quote(last, safe=_SAFE))
    return "/".join(path)


_DOCUMENT_END = re.compile(
    r"/(?=(?:pp|op|para|fn|section|annex|article|person|(?:title|heading|other\d+)(?:~\d+)?)(?:/|$))"
)


def document_of(thing: URIRef) -> URIRef:
    """The document that a thing below a document belongs to, itself where it is one.

    >>> str(document_of(ID["document/A/RES/65/230/op/9"])).removeprefix(str(ID))
    'document/A/RES/65/230'
    >>> str(document_of(ID["meeting/eg-cybercrime/2/report/other1"])).removeprefix(str(ID))
    'meeting/eg-cybercrime/2/report'
    """
    return URIRef(_DOCUMENT_END.split(thing, maxsplit=1)[0])


def paragraph_id(paragraph: URIRef) -> tuple[URIRef, str]:
    """A paragraph's document and its id in ``extract --json``: ``paragraph_iri`` backwards.

    Of a paragraph of an embedded draft, the document is that draft.

    >>> ids = ("op9", "op4(a)", "9(a)~2", "VII.op7(a)", "annex1.42", "annex.I.heading", "other2(b)")
    >>> d = document_iri("A/RES/65/230")
    >>> all(paragraph_id(paragraph_iri(d, i)) == (d, i) for i in ids)
    True
    """
    document = document_of(paragraph)
    parts = paragraph.removeprefix(f"{document}/").split("/")
    scopes: list[str] = []
    while parts and parts[0] in _SCOPES:
        scope = parts.pop(0)
        numbered = parts and (scope != "annex" or parts[0].isdigit())
        number = parts.pop(0) if numbered else ""
        scopes.append(f"{_SCOPES[scope]}{number}")
    kind = parts.pop(0) if parts and parts[0] in _KINDS else ""
    number, *subs = parts or [""]
    if kind and not number.replace("~", "").isalnum():
        subs, number = [number, *subs], ""
    last = ("" if kind == "para" else kind) + number + "".join(map(_in_parentheses, subs))
    return document, ".".join([*scopes, last])


def _in_parentheses(sub: str) -> str:
    letter, again, times = sub.partition("~")
    return f"({letter}){again}{times}"


def display_name(document: URIRef) -> str:
    """How a document is called where nothing but its IRI is known: its symbol or key.

    >>> display_name(document_iri("A/RES/2625 (XXV)"))
    'A/RES/2625 (XXV)'
    """
    path = unquote(document.removeprefix(ID)).removeprefix("document/")
    return re.sub(r"(?<=[^ ])\(", " (", path.replace("_", " ")) if "/" in path else path


def mandate_iri(paragraph: URIRef, clause: int = 1) -> URIRef:
    """The IRI of a paragraph's mandate; ``clause`` counts its clauses that ask.

    >>> str(mandate_iri(paragraph_iri(document_iri("A/RES/65/230"), "op9")))
    'https://w3id.org/mandategraph/id/mandate/A/RES/65/230/op/9'
    """
    path = paragraph.removeprefix(ID).removeprefix("document/")
    return ID[f"mandate/{path}" + (f"/clause/{clause}" if clause > 1 else "")]


def citation_iri(paragraph: URIRef, n: int) -> URIRef:
    """The IRI of a paragraph's ``n``-th citation, counted from 1."""
    return URIRef(f"{paragraph}/citation/{n}")


def statement_iri(paragraph: URIRef, speaker: str, n: int = 1) -> URIRef:
    """The IRI of a statement under its paragraph; ``speaker`` is an iso3, an id or words."""
    key = speaker if re.fullmatch(r"[A-Z]{3}", speaker) else slug(speaker)
    return URIRef(f"{paragraph}/statement/{key}" + (f"~{n}" if n > 1 else ""))


def outcome_iri(paragraph: URIRef, n: int) -> URIRef:
    """The IRI of a paragraph's ``n``-th outcome, counted from 1."""
    return URIRef(f"{paragraph}/outcome/{n}")


def attendance_iri(paragraph: URIRef, category: str) -> URIRef:
    """The IRI of the count of one category of those attending."""
    return URIRef(f"{paragraph}/attendance/{slug(category)}")


def participation_iri(paragraph: URIRef, who: str, n: int = 1) -> URIRef:
    """The IRI of the ``n``-th participation of somebody that a paragraph states."""
    return URIRef(f"{paragraph}/participation/{slug(who)}" + (f"~{n}" if n > 1 else ""))


def person_iri(document: URIRef, name: str) -> URIRef:
    """The IRI of a person, under the document that names them."""
    return URIRef(f"{document}/person/{slug(name)}")


def state_iri(iso3: str) -> URIRef:
    """The IRI of a State."""
    return ID[f"state/{iso3}"]


def dated_name_iri(party: URIRef, name: str, since: str | None) -> URIRef:
    """The IRI of a dated name of a party; ``since`` is the day from which it held, if known."""
    return URIRef(f"{party}/name/{slug(name)}" + (f"/{since}" if since else ""))


def body_iri(key: str) -> URIRef:
    """The IRI of a body, from its id in the authority list or a slug of its name."""
    return ID[f"body/{key}"]


def organization_iri(key: str) -> URIRef:
    """The IRI of an organization outside the United Nations' organs."""
    return ID[f"organization/{key}"]


def group_iri(key: str) -> URIRef:
    """The IRI of a group of States that speaks together."""
    return ID[f"group/{key}"]


def party_iri(kind: str, key: str) -> URIRef:
    """The IRI of a party of the class ``Body``, ``Organization`` or ``Group``.

    >>> party_iri("Group", "member-states").removeprefix(ID)
    'group/member-states'
    """
    return {"Body": body_iri, "Organization": organization_iri, "Group": group_iri}[kind](key)


def topic_scheme_iri() -> URIRef:
    """The IRI of the scheme of all topics."""
    return ID["topic"]


def topic_iri(key: str) -> URIRef:
    """The IRI of a topic."""
    return ID[f"topic/{key}"]


def session_key(printed: str) -> str:
    """The key of a session: its ordinal as a symbol writes it, else the slug of its kind.

    >>> session_key("74"), session_key("S-32"), session_key("concluding, reconvened")
    ('74', 'S-32', 'concluding-reconvened')
    """
    ordinal = re.fullmatch(r"(?:E?S-)?\d+|SS\.[IVXLC]+", printed)
    return printed if ordinal else slug(printed)


def session_iri(body: str, key: str) -> URIRef:
    """The IRI of a body's session: its ordinal, else the slug of its kind, else its first day."""
    return ID[f"body/{body}/session/{key}"]


def meeting_iri(body: str, key: str) -> URIRef:
    """The IRI of a body's meeting: its ordinal, else the slug of its kind, else its first day."""
    return ID[f"meeting/{body}/{key}"]


def sitting_iri(meeting: URIRef, number: int) -> URIRef:
    """The IRI of a numbered sitting of a meeting or session."""
    return URIRef(f"{meeting}/sitting/{number}")


def agenda_iri(meeting: URIRef) -> URIRef:
    """The IRI of the agenda that a meeting adopted."""
    return URIRef(f"{meeting}/agenda")


def agenda_item_iri(meeting: URIRef, number: str) -> URIRef:
    """The IRI of an agenda item.

    >>> agenda_item_iri(meeting_iri("eg-cybercrime", "2"), "3(a)").rsplit("/", 3)[1:]
    ['agenda', '3', 'a']
    """
    path = "/".join(re.findall(r"[^()]+", number))
    return URIRef(f"{agenda_iri(meeting)}/{path}")


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(
        "\n".join("" if p is None else str(p) for p in parts).encode()
    ).hexdigest()


def rule_iri(name: str) -> URIRef:
    """The IRI of a rule that derives steps."""
    return ID[f"rule/{name}"]


def step_iri(
    start: URIRef, end: URIRef, effect: URIRef, rule: str, passage: URIRef | str | None
) -> URIRef:
    """The IRI of a step: a digest of its ends, its effect, its rule and its passage."""
    return ID[f"step/{_digest((start, end, effect, rule, passage))}"]


def evidence_iri(subject: URIRef, predicate: URIRef, obj: str, passage: str | None) -> URIRef:
    """The IRI of evidence: a digest of the assertion (``obj`` in N-Triples) and its passage."""
    return ID[f"evidence/{_digest((subject, predicate, obj, passage))}"]


def document_graph(document: URIRef) -> URIRef:
    """The graph name of a document's graph."""
    return GRAPH[f"document/{document.removeprefix(ID).removeprefix('document/')}"]


def source_graph(document: URIRef, sha256: str) -> URIRef:
    """The graph name of what is recorded of a document's source while another one is current.

    >>> source_graph(document_iri("A/RES/65/230"), "0f").removeprefix(GRAPH)
    'document/A/RES/65/230/source/0f'
    """
    return URIRef(f"{document_graph(document)}/source/{sha256}")


def curated_graph(name: str) -> URIRef:
    """The graph name of a curated file, from the file's name without its ending."""
    return GRAPH[f"curated/{quote(name, safe=_SAFE)}"]


def record_graph(symbol: str) -> URIRef:
    """The graph name of what a library's record says of the document with this symbol or key.

    >>> record_graph("A/C.3/78/L.49/Rev.1").removeprefix(GRAPH)
    'curated/record/A/C.3/78/L.49/Rev.1'
    """
    return GRAPH[f"curated/record/{symbol_key(symbol)}"]


def skolem_iri(graph: str, label: str) -> URIRef:
    """The IRI that stands for the blank node ``label`` of a graph of ours in the store.

    >>> skolem_iri(GRAPH + "shapes", "c14n7").partition(".org")[2]
    '/mandategraph/.well-known/genid/shapes/c14n7'
    """
    root = ID.removesuffix("id/")
    return URIRef(f"{root}.well-known/genid/{graph.removeprefix(GRAPH)}/{label}")
