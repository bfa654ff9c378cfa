"""Rewrite a SPARQL Update so that it can change user graphs and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphRefused, QueryError
from kg.store.engine import OURS, is_user
from kg.store.operations import Manage, Modify, Operation, Quads, Transfer, read_update

__all__ = ["SEEN", "Rewritten", "check_user_graph", "rewrite"]

SEEN: Final = f"{OURS}function/seen"
"""A function that the engine must have: it notes the name of a graph that may change; true."""
_IS_USERS: Final = f'isIRI({{0}}) && !STRSTARTS(STR({{0}}), "{OURS}") && <{SEEN}>({{0}})'


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An update for the engine, and the user graphs that it may change.

    ``prologue`` stands before everything, for the engine takes none between operations.
    ``anywhere``: it may change any other one, since a variable stands for a graph's name; the
    function ``SEEN`` is then called with the name of each.
    """

    prologue: str
    text: str
    touched: frozenset[str]
    anywhere: bool
    operations: tuple[Operation, ...] = field(default=(), repr=False, compare=False)


def rewrite(
    text: str,
    default_graph: str,
    *,
    standing: Collection[str] = (),
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
) -> Rewritten:
    """The same update over user graphs; its unnamed graph is ``default_graph``.

    ``standing`` names the user graphs that are there: CLEAR and DROP of ALL and NAMED mean those.
    A WHERE without GRAPH reads ``default_graph``, and never the merge. ``using`` and
    ``using_named`` are the protocol's parameters (SPARQL 1.1 Protocol, 2.2.3). Our graphs may be
    read (USING, GRAPH, the source of COPY and ADD) and never changed: a solution in which a
    template's graph variable is one of ours counts for nothing.

    Raises:
        QueryError: it is malformed, not allowed, or names its dataset in two ways.
        GraphRefused: it would change a graph that is not a user's.
    """
    check_user_graph(default_graph)
    for name in (*using, *using_named):
        _checked_name(name)
    writer = _Writer(default_graph, standing, using, using_named)
    operations = tuple(read_update(text))
    for operation in operations:
        writer.write(operation)
    prologue = next((o.prologue for o in operations if isinstance(o, Modify)), "")
    touched = frozenset(writer.touched)
    return Rewritten(prologue, ";\n".join(writer.out), touched, writer.anywhere, operations)


def check_user_graph(name: str) -> str:
    """The name itself, where users may change a graph of that name.

    Raises:
        GraphRefused: it is one of ours.
        QueryError: it is no IRI.
    """
    if not is_user(name):
        raise GraphRefused(
            name,
            "is not changed by users",
            f"name another graph than those under <{OURS}>, which only ingest changes",
        )
    return _checked_name(name)


def _checked_name(name: str) -> str:
    try:
        return ox.NamedNode(name).value
    except ValueError as error:
        raise QueryError(f"<{name}> is not an IRI", "give an absolute IRI as graph name") from error


@dataclass(slots=True)
class _Writer:
    default: str
    standing: Collection[str]
    using: Sequence[str]
    using_named: Sequence[str]
    out: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    anywhere: bool = False

    def write(self, operation: Operation) -> None:
        if isinstance(operation, Manage):
            self._manage(operation)
        elif isinstance(operation, Transfer):
            self._transfer(operation)
        elif operation.where is None:
            self._data(operation)
        else:
            self._modify(operation, operation.where)

    def _target(self, name: str) -> str:
        self.touched.add(check_user_graph(name))
        return f"<{name}>"

    def _data(self, operation: Modify) -> None:
        for verb, quads in (("DELETE", operation.delete), ("INSERT", operation.insert)):
            if quads is not None:
                parts = ((name or self.default, triples) for name, triples in quads.parts)
                body = "\n".join(f"GRAPH {self._target(n)} {{ {t}\n}}" for n, t in parts)
                self.out.append(f"{verb} DATA {{ {body}\n}}")

    def _modify(self, operation: Modify, where: str) -> None:
        templates = ((" DELETE", operation.delete), (" INSERT", operation.insert))
        graph = f"<{operation.graph or self.default}>"  # a target where triples are unnamed
        body = ""
        variables: set[str] = set()
        for verb, quads in templates:
            if quads is not None:
                body += f"{verb} {{ {self._template(quads, operation.graph)}\n}}\n"
                variables |= quads.variables
        if variables:
            self.anywhere = True
            shown = (f"(!BOUND({v}) || ({_IS_USERS.format(v)}))" for v in sorted(variables))
            where = f"{{ {where}\nFILTER({' && '.join(shown)}) }}"
        dataset = "".join(f"{word} <{iri}>\n" for word, iri in self._dataset(operation))
        self.out.append(f"WITH {graph}{body}{dataset}WHERE {where}")

    def _template(self, quads: Quads, graph: str | None) -> str:
        if quads.has_unnamed:
            self._target(graph or self.default)
        return "\n".join(
            f"{triples}\n"
            if name is None
            else f"GRAPH {name if name.startswith('?') else self._target(name)} {{ {triples}\n}}"
            for name, triples in quads.parts
        )

    def _dataset(self, operation: Modify) -> Iterable[tuple[str, str]]:
        if not self.using and not self.using_named:
            return [("USING NAMED" if named else "USING", iri) for iri, named in operation.using]
        if operation.using or operation.graph:
            raise QueryError(
                "it has USING or WITH beside using-graph-uri or using-named-graph-uri",
                "name the dataset in one of the two ways",
            )
        named = [("USING NAMED", iri) for iri in self.using_named]
        return [*(("USING", iri) for iri in self.using), *named]

    def _manage(self, operation: Manage) -> None:
        verb, target = operation.verb, operation.target
        silent = " SILENT" if operation.silent else ""
        if target == "DEFAULT":  # always there, so no error where our stand-in for it is not
            self.out.append(f"{verb} SILENT GRAPH {self._target(self.default)}")
        elif target in ("NAMED", "ALL"):
            names = {*self.standing, *self.touched} - (
                {self.default} if target == "NAMED" else set()
            )
            self.out += [f"{verb} SILENT GRAPH {self._target(name)}" for name in sorted(names)]
            if self.anywhere:
                self.out.append(self._emptied(all_of_them=target == "ALL"))
        else:
            self.out.append(f"{verb}{silent} GRAPH {self._target(str(target))}")

    def _emptied(self, *, all_of_them: bool) -> str:
        """Empty the graphs, too, that an operation before may have made by a variable."""
        but = "" if all_of_them else f" && ?g != <{self.default}>"
        quads = "GRAPH ?g { ?s ?p ?o }"
        return f"DELETE {{ {quads} }} WHERE {{ {quads} FILTER({_IS_USERS.format('?g')}{but}) }}"

    def _transfer(self, operation: Transfer) -> None:
        source = operation.source or self.default
        silent = " SILENT" if operation.silent or operation.source is None else ""
        target = self._target(operation.target or self.default)
        named = self._target(source) if operation.verb == "MOVE" else f"<{source}>"
        self.out.append(f"{operation.verb}{silent} GRAPH {named} TO GRAPH {target}")
