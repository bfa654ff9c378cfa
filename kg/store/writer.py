"""Write graphs to the embedded engine: each batch one transaction, each generation one snapshot."""

from __future__ import annotations

import datetime
import logging
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from weakref import WeakSet

import pyoxigraph as ox
from rdflib import Graph, URIRef

from kg.errors import StoreDamaged
from kg.model import Accepted
from kg.ntriples import line_of, lines_in, lines_of_graph, nquads
from kg.store.engine import (
    LEDGER_GRAPH,
    REMEDY,
    SYSTEM,
    WORKED_OUT,
    generation_predicate,
    graph_digest,
    mark_of,
    open_engine,
    sum_of_digests,
    triples_predicate,
)
from kg.store.ledger import Entry, Ledger, digest_of_digests
from kg.store.merge import Merge
from kg.store.reader import Snapshot, snapshot_path
from kg.store.room import reading, require_room, writing
from kg.store.update import Change, Marks, mark_lines, transaction
from kg.store.users import UserGraphs

__all__ = ["Change", "Store"]

_KEPT_SNAPSHOTS = 3
_MANY = 5_000
"""From so many new lines on the engine's bulk loader is used: it is four times as fast."""
_log: Final = logging.getLogger(__name__)


class Store:
    """The writer of a store directory; one at a time. Without a path it lives in memory.

    The engine's default graph holds the RDF merge of the document, curated, authority, registry
    and derived graphs, so a query without GRAPH counts right. Readers never open the writer's
    files: they open the snapshot of the last published generation (``Snapshot``). Opening mends
    what the data allow: a ledger line that was not written to its end goes, and a snapshot that
    was lost is made again, which the log says.

    Raises:
        StoreLocked: another process is writing to it.
        StoreFull: there is not room enough on the disk to write safely.
        StoreDamaged: the data are not what the ledger says, or the engine refuses them.
        StoreError: the path is no directory, or one that cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        if path and path.is_dir():
            require_room(path)  # for opening writes, too
        self._engine = open_engine(path)
        self._ledger = Ledger(path / "ledger.jsonl") if path else None
        self._views: WeakSet[Snapshot] = WeakSet()
        self._merge = Merge(self._engine)
        self._marks_before: dict[str, tuple[str, int]] = {}
        self._shown_digests: dict[str, str] | None = None
        with reading(path):
            if self._ledger:
                self._ledger.drop_unfinished()
                self._check_against_ledger()
                self._restore_snapshot()
            self._users = UserGraphs(self._engine, path)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine, so that another process may write."""
        self.close()

    def close(self) -> None:
        """Flush, and let the engine's lock go: what views there are show nothing any more.

        A view may outlive its use (pySHACL keeps frames in a cycle), and with it the engine.
        """
        if self.path:
            self._engine.flush()
        for view in self._views:
            view.release()
        self._engine = ox.Store()
        self._merge = Merge(self._engine)
        self._users = UserGraphs(self._engine, None)

    def view(self) -> Snapshot:
        """A reader over the writer's own engine: it sees each commit as it is made."""
        last = self._ledger.last() if self._ledger else None
        view = Snapshot(self._engine, last.generation if last else 0, "")
        self._views.add(view)
        return view

    def digests(self) -> dict[str, str]:
        """The canonical hash of every graph, by graph name."""
        return self.view().digests()

    def digest(self) -> str:
        """One hash for all graphs; equal stores have equal digests."""
        return digest_of_digests(self.digests())

    def commit(self, accepted: Sequence[Accepted], *, without: Sequence[str] = ()) -> Change:
        """Put each graph in the place of what bore its name: all of them, or none.

        The graphs named in ``without`` are removed in the same transaction.

        Registry and derived graph are unmarked by the same transaction, so that a stop before
        they are worked out again is seen at the next opening (``is_settled``).

        Raises:
            ValueError: two of them bear one name, so that one would be lost.
        """
        names = [str(a.name) for a in accepted]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"more than one graph of a commit is named {', '.join(twice)}")
        wanted: dict[str, bytes | None] = dict.fromkeys(without)
        wanted |= {str(a.name): a.triples for a in accepted}
        return self._replace(wanted, unsettle=True)

    def keep(self, graphs: Mapping[URIRef, Graph]) -> Change:
        """Put the graphs that the program itself makes (ontology, shapes, registry, derived)."""
        strangers = [name for name in graphs if str(name) not in SYSTEM]
        if strangers:
            raise ValueError(f"not a graph of the program's own making: {strangers}")
        wanted = {str(n): lines_of_graph(n, g) for n, g in graphs.items()}
        return self._replace(wanted, unsettle=False)

    def remove(self, names: Iterable[str]) -> Change:
        """Remove whole graphs in one transaction."""
        return self._replace(dict.fromkeys(names), unsettle=True)

    def amend(
        self,
        gone: Mapping[URIRef, Collection[str]],
        new: Mapping[URIRef, Collection[str]],
        *,
        settled: bool = True,
    ) -> None:
        """Take lines from registry and derived graph and add others.

        Lines of ``gone`` are in the graph, lines of ``new`` are not. With the last amendment after
        a commit both count as ``settled``: until then a stop leaves a store that knows that it is
        not.
        """
        marks: dict[str, tuple[str, int]] = {}
        for name in sorted(WORKED_OUT):
            iri = URIRef(name)
            sha256, count = mark_of(self._engine, name) or self._marks_before.get(name, ("0", 0))
            sha256 = sum_of_digests(name, gone.get(iri, ()), start=sha256, sign=-1)
            sha256 = sum_of_digests(name, new.get(iri, ()), start=sha256)
            marks[name] = (sha256, count - len(gone.get(iri, ())) + len(new.get(iri, ())))
        self._write(
            {str(n): frozenset(lines) for n, lines in gone.items()},
            {str(n): frozenset(lines) for n, lines in new.items()},
            marks if settled else dict.fromkeys(marks),
        )
        self._marks_before = {} if settled else marks

    def update(
        self,
        text: str,
        default_graph: str,
        using: Sequence[str] = (),
        using_named: Sequence[str] = (),
        committed: Callable[[], None] | None = None,
    ) -> Change:
        """Make a SPARQL Update over user graphs, all of it or nothing; ours stay as they are.

        ``default_graph`` names the user graph that the update's unnamed graph is. ``committed`` is
        called as soon as the engine holds the change, so that nobody calls it undone after that.

        Raises:
            QueryError: it is malformed, not allowed, or an operation of it fails.
            GraphRefused: it would change a graph that is not a user's.
            StoreFull: there is no room to write it.
        """
        return self._users.update(text, default_graph, using, using_named, committed)

    def user_graphs(self) -> list[str]:
        """The names of the user graphs that are there, empty ones too."""
        return self._users.names()

    def put_graph(
        self, name: str, lines: Collection[str], committed: Callable[[], None] | None = None
    ) -> Change:
        """Put N-Triples lines in the place of a user graph, whose blank nodes they rename.

        Raises:
            QueryError: a line is no triple that the engine takes.
            GraphRefused: it is not a user's graph.
            StoreFull: there is no room to write it.
        """
        return self._users.put(name, lines, committed)

    def merge_graph(
        self, name: str, lines: Collection[str], committed: Callable[[], None] | None = None
    ) -> Change:
        """Add N-Triples lines to a user graph (RDF merge: their blank nodes are new ones).

        Raises:
            QueryError: a line is no triple that the engine takes.
            GraphRefused: it is not a user's graph.
            StoreFull: there is no room to write it.
        """
        return self._users.merge(name, lines, committed)

    def delete_graph(self, name: str) -> Change:
        """Remove a user graph; an empty change where there is none.

        Raises:
            GraphRefused: it is not a user's graph.
        """
        return self._users.delete(name)

    def start_settling(self) -> None:
        """Prepare to go through registry and derived graph as a whole, whatever they hold.

        What a run that was stopped left out of the default graph is put right.
        """
        back, forth = self._merge.mended()
        self._engine.update(transaction({}, {}, dict.fromkeys(WORKED_OUT), back, forth))
        self._marks_before = {
            name: (graph_digest(name, lines), len(lines))
            for name in WORKED_OUT
            for lines in (self._lines(name),)
        }

    def is_settled(self) -> bool:
        """Whether registry and derived graph belong to the graphs that stand."""
        return all(mark_of(self._engine, name) for name in WORKED_OUT)

    def is_published(self) -> bool:
        """Whether readers see what stands."""
        last = self.last_entry()
        return last is not None and last.digest == self.digest()

    def publish(self, shipped: str = "") -> Entry:
        """Make what stands visible to readers as a new generation, and write it in the ledger.

        Where the last snapshot is lost and the data are past it, all that stands counts as added.
        """
        if not self.path or not self._ledger:
            raise ValueError("a store in memory has no readers but its own view()")
        last = self._ledger.last()
        require_room(self.path)
        if self._shown_digests is None:
            shown = self._shown()
            self._shown_digests = shown.digests() if shown else {}
        digests = self.digests()
        change = Change.between(self._shown_digests, digests)
        generation = last.generation + 1 if last else 1
        self._mark_generation(generation)
        self._make_snapshot(self.path, generation)
        entry = Entry(
            generation=generation,
            time=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            quads=self._counted(),
            digest=digest_of_digests(digests),
            shipped=shipped or (last.shipped if last else ""),
            added=change.added,
            replaced=change.replaced,
            removed=change.removed,
        )
        entry = self._ledger.append(entry)
        self._shown_digests = digests
        self._forget_old_snapshots(generation)
        return entry

    def last_entry(self) -> Entry | None:
        """The newest ledger entry."""
        return self._ledger.last() if self._ledger else None

    def _shown(self) -> Snapshot | None:
        """What readers see; None where nothing was published or its snapshot is lost or broken."""
        if not self.path or not self.last_entry():
            return None
        try:
            shown = Snapshot.open(self.path)
        except StoreDamaged:
            return None
        return shown if digest_of_digests(shown.digests()) == shown.digest else None

    def _restore_snapshot(self) -> None:
        """Make a lost snapshot again where the data are still at the generation that it showed."""
        last = self.last_entry()
        if self.path and last and self.is_published() and self._shown() is None:
            self._make_snapshot(self.path, last.generation)
            _log.warning(
                "The store at %s had lost the snapshot of generation %d; it was made again from"
                " the data.",
                self.path,
                last.generation,
            )

    def _make_snapshot(self, path: Path, generation: int) -> None:
        target = snapshot_path(path, generation)
        draft = target.with_name(f"{target.name}.part")
        for leftover in (target, draft):  # of a run that ended before its ledger line
            shutil.rmtree(leftover, ignore_errors=True)
        with writing(path):
            target.parent.mkdir(exist_ok=True)
            self._engine.flush()
            self._engine.backup(str(draft))
            draft.rename(target)

    def _lines(self, name: str) -> list[str]:
        quads = self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name))
        return [line_of(q) for q in quads]

    def _replace(self, wanted: Mapping[str, bytes | None], *, unsettle: bool) -> Change:
        added: list[str] = []
        replaced: list[str] = []
        removed: list[str] = []
        gone: dict[str, frozenset[str]] = {}
        new: dict[str, frozenset[str]] = {}
        marks: dict[str, tuple[str, int] | None] = {}
        for name, triples in wanted.items():
            known = mark_of(self._engine, name)
            after = frozenset(lines_in(triples) if triples else ())
            mark = None if triples is None else (graph_digest(name, after), len(after))
            if mark == known:
                continue
            stands = known is not None or name in WORKED_OUT
            before = frozenset(self._lines(name)) if stands else frozenset()
            target = removed if triples is None else replaced if known else added
            target.append(name)
            gone[name], new[name] = before - after, after - before
            marks[name] = mark
        names = [tuple(sorted(names)) for names in (added, replaced, removed)]
        change = Change(names[0], names[1], names[2], gone, new, self.is_settled())
        if change:
            if unsettle:
                self._unsettle(marks)
            self._write(gone, new, marks)
        return change

    def _unsettle(self, marks: dict[str, tuple[str, int] | None]) -> None:
        for name in WORKED_OUT:
            mark = mark_of(self._engine, name)
            if mark:
                self._marks_before[name] = mark
                marks[name] = None

    def _write(
        self,
        gone: Mapping[str, frozenset[str]],
        new: Mapping[str, frozenset[str]],
        marks: Mapping[str, tuple[str, int] | None],
    ) -> None:
        """Write all of it, or nothing: in one transaction, or as one bulk load.

        The bulk loader's files enter the engine at once (26 rounds of kill -9 left none in part),
        and it cannot delete: what was settled is unmarked before, which is a transaction too.
        """
        require_room(self.path, sum(len(line) for lines in new.values() for line in lines))
        merged_gone, merged_new = self._merge.change(gone, new)
        lost = {name: lines for name, lines in gone.items() if lines}
        with writing(self.path):
            if sum(map(len, new.values())) < _MANY or lost.keys() - WORKED_OUT:
                self._engine.update(transaction(gone, new, marks, merged_gone, merged_new))
            else:
                self._load(lost, new, marks, merged_gone, merged_new)
        self._merge.forget([*gone, *new])
        self._users.note(marks)

    def _load(
        self,
        lost: Mapping[str, frozenset[str]],
        new: Mapping[str, frozenset[str]],
        marks: Marks,
        merged_gone: Iterable[str],
        merged_new: Iterable[str],
    ) -> None:
        """Write by the bulk loader, after a transaction that takes away what it takes away.

        That is only of graphs that are worked out, whose marks go with it, and of the default
        graph: a stop between the two leaves a store that knows that it is not settled.
        """
        unmarked = dict.fromkeys((*marks, *WORKED_OUT))
        known = {name: None for name in unmarked if mark_of(self._engine, name)}
        if known or lost or merged_gone:
            self._engine.update(transaction(lost, {}, known, merged_gone, ()))
        quads = [nquads(name, lines) for name, lines in new.items()]
        quads.append("".join(f"{line}\n" for line in merged_new))
        quads.append(nquads(LEDGER_GRAPH.value, mark_lines(marks)))
        self._engine.bulk_load("".join(quads).encode(), format=ox.RdfFormat.N_QUADS)

    def _counted(self) -> int:
        quads = self._engine.quads_for_pattern(None, triples_predicate, None, LEDGER_GRAPH)
        return sum(int(q.object.value) for q in quads if isinstance(q.object, ox.Literal))

    def _check_against_ledger(self) -> None:
        """Refuse an engine that stands before the last published generation.

        A run that ended between its commit and its publication leaves the engine ahead of the
        ledger, which is well; a log that was cut, or data that are gone, leave it behind.
        """
        last = self._ledger.last() if self._ledger else None
        if last and self._generation() < last.generation:
            raise StoreDamaged(
                str(self.path),
                f"holds generation {self._generation()} where its ledger has {last.generation}",
                REMEDY,
            )

    def _generation(self) -> int:
        quads = self._engine.quads_for_pattern(
            LEDGER_GRAPH, generation_predicate, None, LEDGER_GRAPH
        )
        return max(
            (int(q.object.value) for q in quads if isinstance(q.object, ox.Literal)), default=0
        )

    def _mark_generation(self, generation: int) -> None:
        mark = f"{LEDGER_GRAPH} {generation_predicate}"
        self._engine.update(
            f"DELETE WHERE {{ GRAPH {LEDGER_GRAPH} {{ {mark} ?n }} }};\n"
            f'INSERT DATA {{ GRAPH {LEDGER_GRAPH} {{ {mark} "{generation}" }} }}'
        )

    def _forget_old_snapshots(self, generation: int) -> None:
        if not self.path:
            return
        for old in snapshot_path(self.path, 0).parent.iterdir():
            number = old.name.partition(".")[0]
            if number.isdigit() and int(number) <= generation - _KEPT_SNAPSHOTS:
                shutil.rmtree(old, ignore_errors=True)
