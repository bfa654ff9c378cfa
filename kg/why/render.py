"""Write an account as JSON, as a tree for people, or as triples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

import pyoxigraph as ox

from kg.naming import short_name
from kg.trace import source_in_words
from kg.vocab import GRAPH, ID, PREFIXES
from kg.why.model import Account, Assertion, Passage, Reason, SourceRead

__all__ = ["account_json", "account_tree", "account_turtle", "account_values"]

_DIGITS: Final = 12
_CHECKED: Final = {"from text": "checked with the text"}


def account_values(account: Account) -> Mapping[str, object]:
    """An account, ready for JSON; its triples are left out."""
    return {
        "of": account.of,
        "label": account.label,
        "kind": account.kind,
        "generation": account.generation,
        "assertion": _assertion_values(account.assertion),
        "reasons": [_reason_values(r) for r in account.reasons],
        "reasons_cut": account.cut,
    }


def account_json(account: Account) -> str:
    """An account as one JSON object."""
    return json.dumps(account_values(account), ensure_ascii=False, indent=2)


def account_turtle(account: Account) -> str:
    """The triples that an account rests on, as Turtle, in a fixed order."""
    ordered = sorted(account.triples, key=str)
    prefixes = dict(PREFIXES)
    return (ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def account_tree(account: Account) -> str:
    """An account as a tree: what is said, and below it why, down to the words and the bytes."""
    head = account.assertion.says if account.assertion else _title(account)
    if account.assertion and not account.assertion.stands:
        head += _STANDS_BACK
    lines = [head, *_drawn([_reason_node(r) for r in account.reasons], "")]
    if account.cut:
        lines.append("there are more reasons than are given here; ask of one assertion")
    return "\n".join(lines)


_STANDS_BACK: Final = "  (not shown in the default graph: another source wins)"


@dataclass(frozen=True, slots=True)
class _Node:
    text: str
    below: Sequence[_Node] = ()


def _title(account: Account) -> str:
    name = short_name(account.of) if account.of.startswith(ID) else account.of
    label = "" if account.label in (name, account.of) else f" – {account.label}"
    return f"{name}{label}  ({account.kind})"


def _reason_node(reason: Reason) -> _Node:
    below = [*_details(reason), *map(_reason_node, reason.because)]
    made = reason.assertion
    text = f"{made.says}: {reason.says}" if made else reason.says
    if made and not made.stands:
        text += _STANDS_BACK
    return _Node(text, below)


def _details(reason: Reason) -> Iterator[_Node]:
    if reason.finding:
        name = reason.finding.iri.removeprefix(ID)
        yield _Node(f"{'step' if reason.rule else 'finding'}: {reason.finding.kind} {name}")
    for passage in reason.passages:
        yield _Node(f"paragraph: {passage.id}", tuple(_passage_nodes(passage)))
    for told in reason.told_by:
        yield _Node(f"the curator's source: {source_in_words(told)}")
    state = _state(reason)
    if state:
        yield _Node(f"state: {state}")
    if reason.graph:
        digest = f", SHA-256 {reason.graph.sha256[:_DIGITS]}…" if reason.graph.sha256 else ""
        yield _Node(f"graph: {reason.graph.name.removeprefix(GRAPH)}{digest}")


def _passage_nodes(passage: Passage) -> Iterator[_Node]:
    at = ""
    if passage.start is not None and passage.end is not None:
        at = f"characters {passage.start}–{passage.end}"
    if passage.quote:
        missing = "; not so in the paragraph's text" if passage.is_found is False else ""
        yield _Node(
            f"words: “{' '.join(passage.quote.split())}”{f' ({at})' if at else ''}{missing}"
        )
    elif at:
        yield _Node(f"words: {at} of the source, which this graph does not keep")
    if passage.source:
        yield _Node(f"source: {_source(passage.source)}")


def _source(source: SourceRead) -> str:
    told = [f"SHA-256 {source.sha256}" if source.sha256 else short_name(source.iri)]
    told += [v for v in (source.file_name, source.format, source.language, source.address) if v]
    return ", ".join(told)


def _state(reason: Reason) -> str:
    made = {"text": "from text", "rule": "by rule"}.get(str(reason.derived_by), reason.derived_by)
    if reason.derived_by == "text":
        return "from text"
    checked = _CHECKED.get(str(reason.verification), reason.verification)
    return ", ".join(filter(None, (made, checked)))


def _drawn(nodes: Sequence[_Node], indent: str) -> Iterator[str]:
    for i, node in enumerate(nodes):
        is_last = i == len(nodes) - 1
        yield f"{indent}{'└─' if is_last else '├─'} {node.text}"
        yield from _drawn(node.below, indent + ("   " if is_last else "│  "))


def _assertion_values(made: Assertion | None) -> Mapping[str, object] | None:
    if made is None:
        return None
    return {
        "subject": made.subject,
        "predicate": made.predicate,
        "object": _term_values(made.object),
        "says": made.says,
        "stands": made.stands,
    }


def _term_values(term: ox.NamedNode | ox.Literal) -> Mapping[str, str]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    told = {"type": "literal", "value": term.value}
    if term.language:
        return told | {"xml:lang": term.language}
    return told | {"datatype": term.datatype.value}


def _reason_values(reason: Reason) -> Mapping[str, object]:
    return {
        "says": reason.says,
        "assertion": _assertion_values(reason.assertion),
        "rule": asdict(reason.rule) if reason.rule else None,
        "finding": asdict(reason.finding) if reason.finding else None,
        "passages": [asdict(p) for p in reason.passages],
        "told_by": list(reason.told_by),
        "derived_by": reason.derived_by,
        "verification": reason.verification,
        "graph": asdict(reason.graph) if reason.graph else None,
        "because": [_reason_values(r) for r in reason.because],
    }
