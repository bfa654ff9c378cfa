"""Change user graphs by SPARQL Update and by whole graphs, and keep their digests and sizes."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ntriples import line_of, nquads
from kg.store.engine import (
    LEDGER_GRAPH,
    graph_of,
    is_user,
    marks_in,
    sum_of_digests,
    summed_graph,
)
from kg.store.operations import Modify, Operation
from kg.store.rewriting import SEEN, check_user_graph, rewrite
from kg.store.room import reading, require_room, writing
from kg.store.update import Change, Marks, mark_lines

__all__ = ["UserGraphs"]

_IS_SEEN: Final = f"{SEEN}-before"
_UNMARK_SEEN: Final = (
    f"DELETE {{ GRAPH {LEDGER_GRAPH} {{ ?g ?p ?o }} }}"
    f" WHERE {{ GRAPH {LEDGER_GRAPH} {{ ?g ?p ?o }} FILTER(<{_IS_SEEN}>(?g)) }}"
)
_NOTHING: Final = Change((), (), ())

_log: Final = logging.getLogger(__name__)

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class UserGraphs:
    """The user graphs of an open engine; for its one writer.

    A user graph is there if the ledger graph has a mark of it: the sum digest and the number of
    its triples. Data that are inserted and deleted as such change the marks by the same
    transaction. After any other change the marks of what it touched are gone, by the same
    transaction, and are made anew from the graphs; a stop in between leaves graphs without a mark,
    which the next opening marks.
    """

    def __init__(self, engine: ox.Store, path: Path | None) -> None:
        self._engine = engine
        self._path = path
        names = {n.value for n in engine.named_graphs() if isinstance(n, ox.NamedNode)}
        self._marks = {name: mark for name, mark in marks_in(engine).items() if is_user(name)}
        lost = sorted(name for name in names - self._marks.keys() if is_user(name))
        if lost:
            self._mark_again(lost)
            _log.warning("%d user graphs that a stop left without a mark were marked.", len(lost))

    def names(self) -> list[str]:
        """The names of the user graphs that are there."""
        return sorted(self._marks)

    def update(
        self,
        text: str,
        default_graph: str,
        using: Sequence[str] = (),
        using_named: Sequence[str] = (),
        committed: Callable[[], None] | None = None,
    ) -> Change:
        """Make an update over user graphs: all of it, or nothing.

        ``committed`` is called as soon as the engine holds the change.

        Raises:
            QueryError: it is malformed, not allowed, or an operation of it fails.
            GraphRefused: it would change a graph that is not a user's.
            StoreFull: there is no room to write it.
        """
        rewritten = rewrite(
            text, default_graph, standing=self._marks, using=using, using_named=using_named
        )
        if not rewritten.text:
            return _NOTHING
        counted = _counted_data(rewritten.operations, default_graph, self._engine, self._marks)
        try:
            if counted is not None:
                marks = counted.marks()
                return self._write(rewritten.text, marks, committed, rewritten.prologue)
            whole = f"{rewritten.prologue}\n{rewritten.text}"
            seen = set(rewritten.touched) if rewritten.anywhere else None
            return self._write_unknown(whole, rewritten.touched, seen, committed)
        except SyntaxError as error:
            raise _located(text, error) from error

    def put(
        self, name: str, lines: Collection[str], committed: Callable[[], None] | None = None
    ) -> Change:
        """Put lines in the place of a user graph, which stands after it even without a triple.

        Raises:
            GraphRefused: it is not a user's graph.
            QueryError: a line is no triple that the engine takes.
            StoreFull: there is no room to write it.
        """
        first = f"DROP SILENT GRAPH <{name}>;\n" if name in self._marks else ""
        first += f"CREATE SILENT GRAPH <{name}>"
        return self._whole(name, lines, first, {}, committed)

    def merge(
        self, name: str, lines: Collection[str], committed: Callable[[], None] | None = None
    ) -> Change:
        """Add lines to a user graph, their blank nodes as new ones; it stands after it.

        Raises:
            GraphRefused: it is not a user's graph.
            QueryError: a line is no triple that the engine takes.
            StoreFull: there is no room to write it.
        """
        return self._whole(name, lines, f"CREATE SILENT GRAPH <{name}>", self._marks, committed)

    def delete(self, name: str) -> Change:
        """Remove a user graph; an empty change where there is none.

        Raises:
            GraphRefused: it is not a user's graph.
        """
        check_user_graph(name)
        return self._write(f"DROP SILENT GRAPH <{name}>", {name: None}, None)

    def _whole(
        self,
        name: str,
        lines: Collection[str],
        first: str,
        marks: Marks,
        committed: Callable[[], None] | None,
    ) -> Change:
        check_user_graph(name)
        data = "\n".join(lines)
        text = f"{first};\nINSERT DATA {{ GRAPH <{name}> {{\n{data}\n}} }}"
        counted = _Counted(self._engine if marks else ox.Store(), marks)
        try:
            quads = _plain(nquads(name, lines), ox.RdfFormat.N_QUADS)
            if quads is None:
                return self._write_unknown(text, frozenset((name,)), None, committed)
            counted.insert(quads)
            counted.create(name)
            return self._write(text, counted.marks(), committed)
        except SyntaxError as error:
            why = f"a triple for <{name}> is none that the engine takes"
            raise QueryError(why, "send absolute IRIs and well-formed literals") from error

    def _write(
        self,
        text: str,
        marks: Marks,
        committed: Callable[[], None] | None,
        prologue: str = "",
    ) -> Change:
        """Write a change whose marks are known, and the marks: one transaction.

        What is read comes first, for the engine then puts large data in half the time.
        """
        marks = {name: mark for name, mark in marks.items() if mark != self._marks.get(name)}
        if not marks:
            return _NOTHING
        unmarking = [_unmarking(n for n in marks if n in self._marks)]
        steps = ";\n".join([*filter(None, unmarking), text, _marking(marks)])
        self._execute(f"{prologue}\n{steps}", {})
        if committed:
            committed()
        return self.note(marks)

    def _write_unknown(
        self,
        text: str,
        touched: Iterable[str],
        seen: set[str] | None,
        committed: Callable[[], None] | None,
    ) -> Change:
        """Write a change whose marks are not known before, and then the marks.

        ``seen`` gathers the names that variables stand for, where there are such.
        """
        changing = set(touched) if seen is None else seen

        def note(*terms: _Term) -> ox.Literal:
            if isinstance(terms[0], ox.NamedNode) and is_user(terms[0].value):
                changing.add(terms[0].value)
            return ox.Literal(True)

        def is_seen(*terms: _Term) -> ox.Literal:
            return ox.Literal(isinstance(terms[0], ox.NamedNode) and terms[0].value in changing)

        last = _UNMARK_SEEN if seen is not None else _unmarking(changing)
        functions = {ox.NamedNode(SEEN): note, ox.NamedNode(_IS_SEEN): is_seen}
        self._execute(f"{text};\n{last}" if last else text, functions)
        if committed:
            committed()
        return self._mark_again(changing)

    def _mark_again(self, names: Iterable[str]) -> Change:
        """Mark graphs that bear no mark in the engine, as they stand."""
        marks: dict[str, tuple[str, int] | None] = {}
        for name in names:
            stands = self._engine.contains_named_graph(ox.NamedNode(name))
            marks[name] = summed_graph(self._engine, name) if stands else None
        lines = _marking(marks)
        if any(marks.values()):
            self._execute(lines, {})
        return self.note(marks)

    def note(self, marks: Marks) -> Change:
        """Take note of marks that were written, and say what they change."""
        marks = {name: mark for name, mark in marks.items() if is_user(name)}
        before = {name: self._marks[name] for name in marks if name in self._marks}
        now = {name: mark for name, mark in marks.items() if mark}
        for name in marks:
            self._marks.pop(name, None)
        self._marks |= now
        return Change.between(before, now)

    def _execute(
        self, text: str, functions: Mapping[ox.NamedNode, Callable[..., ox.Literal]]
    ) -> None:
        require_room(self._path, len(text))
        try:
            with writing(self._path):
                self._engine.update(text, custom_functions=dict(functions))
        except RuntimeError as error:
            if not str(error).startswith(
                "The graph"
            ):  # then its files are at fault, not the update
                with reading(self._path):
                    raise
            why = str(error).splitlines()[0]
            hint = "write SILENT where that is well; nothing was changed"
            raise QueryError(why[:1].lower() + why[1:], hint) from error


class _Counted:
    """The marks of graphs after quads are inserted and deleted one by one."""

    def __init__(self, engine: ox.Store, marks: Marks) -> None:
        self._engine = engine
        self._before = marks
        self._after: dict[str, tuple[str, int]] = {}
        self._stands: dict[ox.Quad, bool] = {}

    def insert(self, quads: Iterable[ox.Quad]) -> None:
        self._count([q for q in quads if not self._has(q)], stands=True)

    def delete(self, quads: Iterable[ox.Quad]) -> None:
        self._count([q for q in quads if self._has(q)], stands=False)

    def create(self, name: str) -> None:
        self._after.setdefault(name, self._before.get(name) or ("0" * 64, 0))

    def marks(self) -> Marks:
        return self._after

    def _has(self, quad: ox.Quad) -> bool:
        return self._stands.get(quad, quad in self._engine)

    def _count(self, quads: Iterable[ox.Quad], *, stands: bool) -> None:
        lines: dict[str, list[str]] = {}
        for quad in quads:
            self._stands[quad] = stands
            lines.setdefault(graph_of(quad), []).append(line_of(quad))
        sign = 1 if stands else -1
        for name, some in lines.items():
            self.create(name)
            sha256, count = self._after[name]
            total = sum_of_digests(name, some, start=sha256, sign=sign)
            self._after[name] = (total, count + sign * len(some))


def _counted_data(
    operations: Iterable[Operation], default: str, engine: ox.Store, marks: Marks
) -> _Counted | None:
    """The marks after some operations; None where they are not plain data alone."""
    counted = _Counted(engine, marks)
    for operation in operations:
        if not isinstance(operation, Modify) or operation.where is not None:
            return None
        data = operation.insert or operation.delete
        parts = ((name or default, triples) for name, triples in (data.parts if data else ()))
        body = "\n".join(f"GRAPH <{name}> {{ {triples}\n}}" for name, triples in parts)
        try:
            quads = _plain(f"{operation.prologue}\n{body}", ox.RdfFormat.TRIG)
        except SyntaxError:  # TriG is not quite SPARQL; the engine will say what is wrong, if it is
            return None
        if quads is None:
            return None
        (counted.insert if operation.insert else counted.delete)(quads)
    return counted


def _plain(text: str, form: ox.RdfFormat) -> list[ox.Quad] | None:
    """Quads as the engine has them; None where it would name blank nodes in its own way."""
    memory = ox.Store()
    memory.extend(q for q in ox.parse(text, format=form))
    quads = list(memory)
    plain = (ox.NamedNode, ox.Literal)
    if all(isinstance(q.subject, plain) and isinstance(q.object, plain) for q in quads):
        return quads
    return None


def _unmarking(names: Iterable[str]) -> str:
    return ";\n".join(
        f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ <{name}> ?p ?o }} }}" for name in sorted(names)
    )


def _marking(marks: Marks) -> str:
    lines = "\n".join(mark_lines(marks))
    return f"INSERT DATA {{ GRAPH {LEDGER_GRAPH} {{\n{lines}\n}} }}"


def _located(text: str, error: SyntaxError) -> QueryError:
    """The refusal of an update by the engine, with its place in the text that was sent."""
    try:
        ox.Store().update(text)  # it fetches nothing: what would was refused before
    except SyntaxError as own:
        found = re.match(r"error at (\d+):(\d+): ", str(own))
        if found:
            line, column = int(found[1]), int(found[2])
            why = "it is no SPARQL Update from there on"
            return QueryError(why, "mend the syntax there", line, column)
        error = own
    except (RuntimeError, ValueError, OSError):
        pass
    return QueryError(str(error).splitlines()[0], "mend the syntax")
