"""Take documents in: each is read, judged and committed whole, or refused with its reason."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg.errors import SourceError
from kg.importers import is_rdf, is_record, read_rdf
from kg.iri import source_graph
from kg.judging import Room, judge
from kg.model import Accepted, ValidationResult
from kg.pipeline.pool import chunks_of, take_all
from kg.pipeline.sources import Origin, source_draft, standing_origin
from kg.pipeline.work import Covered, Taken, drafts_in, is_curated_file, take
from kg.portrait import keep_portrait
from kg.shipped import settle
from kg.store import Change, Snapshot, Store
from kg.validate import judge as judge_graph

__all__ = ["Outcome", "Run", "ingest", "sources", "verdict"]

_BATCH: Final = 120_000
"""So many lines make a batch: one commit, after which they are settled."""
_TOUCHED: Final = 200_000
"""Past so many lines counting everything costs no more than counting what they changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the graphs it gave, its warnings, or why it was refused.

    ``refused`` are reasons why single documents of it were, while others were taken.
    """

    file: str
    graphs: tuple[str, ...] = ()
    paragraphs: int = 0
    findings: int = 0
    unread: int = 0
    changed: bool = False
    warnings: tuple[str, ...] = ()
    refusal: str | None = None
    is_violation: bool = False
    refused: tuple[str, ...] = ()


@dataclass(slots=True)
class Run:
    """What a run did: an outcome for each file, and what they come to together.

    ``kinds`` counts findings, ``unknown`` the names on no list by how often they are asked,
    ``seconds`` the time of each stage, summed over the processes; ``quads`` were written.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    covered: list[Covered] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    quads: int = 0

    def spend(self, stage: str, seconds: float) -> None:
        """Add to the time of a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


def ingest(
    store: Store,
    paths: Sequence[Path],
    room: Room,
    *,
    symbol: str | None = None,
    jobs: int = 1,
    replace: bool = False,
    tell: Callable[[Outcome], None] = lambda outcome: None,
    read: Callable[[Path], None] = lambda path: None,
) -> Run:
    """Take files in, a batch in each transaction, and publish at the end if anything changed.

    ``jobs`` processes read; with one this process does. A file that is refused changes nothing
    and stops no other. Of two sources of one document one is current, the same whatever the
    order, unless ``replace`` puts the one given in its place. ``read`` is told of each file that
    is read, ``tell`` of what became of it once that is certain.
    """
    is_shown = store.is_published()  # else more than this run changes is to be published
    if not store.is_settled():
        settle(store, room)
    batch = _Batch(store, room, replace, tell)
    for taken in _taken(paths, room, symbol, jobs):
        for one in taken:
            read(Path(one.file))
            batch.add(one)
    batch.commit()
    if not store.is_published():  # by this run, or by one that ended too early
        begun = time.perf_counter()
        keep_portrait(store, batch.touched if is_shown else None)
        store.publish()
        batch.run.spend("publish", time.perf_counter() - begun)
    return batch.run


def _taken(
    paths: Sequence[Path], room: Room, symbol: str | None, jobs: int
) -> Iterator[list[Taken]]:
    chunks = chunks_of(paths)
    if jobs > 1 and len(chunks) > 1:
        yield from take_all(chunks, symbol, jobs)
        return
    for chunk in chunks:
        try:
            yield take(chunk, room, symbol)
        except (MemoryError, RecursionError):  # one file asked too much: which one is found apart
            yield from take_all([chunk], symbol, 1)


class _Batch:
    """Gathers what was taken and commits it when it is enough."""

    def __init__(
        self, store: Store, room: Room, replace: bool, tell: Callable[[Outcome], None]
    ) -> None:
        self.run = Run()
        self.touched: set[str] | None = set()
        self._store, self._room, self._replace, self._tell = store, room, replace, tell
        self._ready: dict[str, Accepted] = {}
        self._gone: set[str] = set()
        self._files: list[tuple[Taken, tuple[str, ...]]] = []
        self._current: dict[str, tuple[Origin, Accepted]] = {}
        self._recorded: dict[str, Origin] = {}
        self._lines = 0

    def add(self, taken: Taken) -> None:
        """Choose between the sources of each document, and commit when there is enough."""
        told: list[str] = []
        names: set[str] = set()
        for n, accepted in enumerate(taken.accepted):
            if accepted.name in names:
                told.append(f"{taken.file}: it holds {accepted.name} twice; the first was taken")
                continue
            names.add(accepted.name)
            if taken.origins:
                told += self._choose(accepted, taken.origins[n], taken.records[n])
            else:
                self._take(accepted)
        self._files.append((taken, tuple(told)))
        for stage, seconds in taken.seconds.items():
            self.run.spend(stage, seconds)
        if self._lines >= _BATCH:
            self.commit()

    def _take(self, accepted: Accepted) -> None:
        self._ready[str(accepted.name)] = accepted
        self._gone.discard(str(accepted.name))
        self._lines += accepted.triples.count(b"\n")

    def _choose(self, accepted: Accepted, origin: Origin, record: Accepted) -> Iterator[str]:
        name = str(accepted.name)
        rival = self._current.get(name)
        if rival is not None:
            if not origin.comes_before(rival[0]):
                yield from self._record(record, origin, rival[0])
                return
            self._keep(rival[1], rival[0])
        else:
            standing = standing_origin(self._store.view(), name, origin.work)
            if standing and not self._replace and not origin.replaces(standing):
                yield from self._record(record, origin, standing)
                return
            if standing and not standing.wordless and standing.file != origin.file:
                self._keep_record(name, standing)
        self._take(accepted)
        self._drop(str(source_graph(origin.work, origin.sha256)))
        self._current[name] = (origin, record)

    def _record(self, record: Accepted, origin: Origin, current: Origin) -> Iterator[str]:
        if origin.sha256 == current.sha256:  # the same bytes under another name are no other source
            return
        self._keep(record, origin)
        yield (
            f"{origin.file}: {current.file} is the current source of this document, so this one"
            " is only recorded (ingest it alone with --replace to make it current)"
        )

    def _keep(self, record: Accepted, origin: Origin) -> None:
        """Take a record, of equal bytes that of the first file: the order has no part in it."""
        known = self._recorded.get(record.name)
        if known is None or origin.comes_before(known):
            self._recorded[record.name] = origin
            self._take(record)

    def _keep_record(self, name: str, standing: Origin) -> None:
        lines = "\n".join([*self._store.view().lines(name), ""]).encode()
        (verdict,) = judge([source_draft(lines, standing)], self._room)
        self._take(verdict.accepted())

    def _drop(self, name: str) -> None:
        self._ready.pop(name, None)
        self._gone.add(name)

    def commit(self) -> None:
        """Commit and settle what was gathered; then say what became of each file."""
        begun = time.perf_counter()
        change = self._store.commit(tuple(self._ready.values()), without=sorted(self._gone))
        self.run.spend("commit", time.perf_counter() - begun)
        begun = time.perf_counter()
        if change:
            touched = settle(self._store, self._room, change)
            self._note(touched)
        self.run.spend("settle", time.perf_counter() - begun)
        self.run.quads += sum(map(len, change.new.values()))
        for taken, told in self._files:
            self._close(taken, told, change)
        self._ready, self._gone, self._files, self._lines = {}, set(), [], 0

    def _note(self, touched: frozenset[str] | None) -> None:
        """Note the lines that a batch took and put, until they are too many to be of use."""
        if self.touched is not None and touched is not None:
            self.touched |= touched
        if touched is None or (self.touched is not None and len(self.touched) > _TOUCHED):
            self.touched = None

    def _close(self, taken: Taken, told: tuple[str, ...], change: Change) -> None:
        graphs = tuple(dict.fromkeys(self._graphs_of(taken)))
        outcome = Outcome(
            file=taken.file,
            graphs=graphs,
            paragraphs=sum(c.paragraphs for c in taken.covered),
            findings=sum(taken.kinds.values()),
            unread=sum(c.unread for c in taken.covered),
            changed=bool({*graphs} & {*change.added, *change.replaced}),
            warnings=taken.warnings + told,
            refusal=taken.refusal,
            is_violation=taken.is_violation or bool(taken.refused),
            refused=taken.refused,
        )
        run = self.run
        run.outcomes.append(outcome)
        run.kinds += taken.kinds
        run.unknown += taken.unknown
        run.covered += taken.covered
        self._tell(outcome)

    def _graphs_of(self, taken: Taken) -> Iterator[str]:
        """The graphs that a file gave: its documents, or the records of it as their source."""
        for n, accepted in enumerate(taken.accepted):
            current = self._current.get(str(accepted.name))
            is_current = not taken.origins or (current and current[0] == taken.origins[n])
            yield str(accepted.name if is_current else taken.records[n].name)


def verdict(path: Path, room: Room, standing: Snapshot) -> tuple[ValidationResult, ...]:
    """The validation results of a file: RDF as it is, a curated file or a document as lifted.

    A document is judged as ``ingest`` judges it, a curated file above what stands in a store.

    Raises:
        SourceError: the file is neither RDF nor a document.
        CuratedError: a curated file is malformed.
    """
    if is_rdf(path) and not is_record(path):
        return judge_graph(read_rdf(path), room.shapes).results
    above = standing if is_curated_file(path) else None
    return tuple(r for v in judge(drafts_in(path, room), room, above) for r in v.report.results)


def sources(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of the paths, each folder's in the order of their names.

    Raises:
        SourceError: a path is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        elif path.exists():
            yield path
        else:
            raise SourceError(str(path), "there is no such file or folder", "check the path")
