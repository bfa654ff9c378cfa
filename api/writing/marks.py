"""The state of a graph as the store notes it: its entity tag, and conditions on it."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from api.conditions import judge
from api.formats import GRAPHS
from kg.store import Snapshot
from kg.store.engine import sha256_predicate
from kg.vocab import LEDGER

__all__ = ["heeds", "state_of", "tag"]

_LENGTH: Final = 16
_ANY: Final = re.compile(r"\s*\*\s*")


def state_of(snapshot: Snapshot, graph: str) -> str | None:
    """A name of what a graph holds, which changes with it; None where it is not there.

    The ledger graph, which has notes of all others and none of itself, changes each generation.
    """
    if graph == str(LEDGER):
        return str(snapshot.generation)
    found = snapshot.triples(ox.NamedNode(graph), sha256_predicate, None, str(LEDGER))
    return str(found[0].object.value)[:_LENGTH] if found else None  # type: ignore[union-attr]


def tag(state: str, form: str) -> str:
    """The entity tag of a graph in the format of a name.

    >>> tag("1f0c", "ttl")
    '"1f0c-ttl"'
    """
    return f'"{state}-{form}"'


def heeds(state: str | None, if_match: str | None, if_none_match: str | None) -> bool:
    """Whether a change may be made of a graph in this state (RFC 9110, 13.1.1 and 13.1.2).

    A tag of any format names the state.

    >>> heeds("1f0c", '"1f0c-nt"', None), heeds(None, "*", None), heeds("1f0c", None, "*")
    (True, False, False)
    """
    tags = [tag(state, f.name) for f in GRAPHS] if state is not None else []
    if if_match is not None:
        is_met = bool(tags) if _ANY.fullmatch(if_match) else any(_has(if_match, t) for t in tags)
        if not is_met:
            return False
    if if_none_match is None:
        return True
    if _ANY.fullmatch(if_none_match):
        return not tags
    return not any(judge({"if-none-match": if_none_match}, t, None) for t in tags)


def _has(field: str, one: str) -> bool:
    return judge({"if-match": field}, one, None) is None
