"""Take documents in: each is read, judged and committed whole, or refused with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.authority import Authority
from kg.cut import cut
from kg.errors import Refused, SourceError
from kg.importers import is_rdf, read_curated, read_rdf
from kg.judging import Room, judge
from kg.lift import lift
from kg.model import Findings, ValidationResult
from kg.read import read_file
from kg.recognise import recognise
from kg.shipped import settle
from kg.store import Snapshot, Store
from kg.validate import judge as judge_graph

__all__ = ["Outcome", "findings_in", "ingest", "sources", "verdict"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the graphs it gave, its warnings, or why it was refused."""

    file: str
    graphs: tuple[str, ...] = ()
    paragraphs: int = 0
    findings: int = 0
    unread: int = 0
    changed: bool = False
    warnings: tuple[str, ...] = ()
    refusal: str | None = None
    is_violation: bool = False


def findings_in(path: Path, authority: Authority, symbol: str | None = None) -> list[Findings]:
    """Read, cut and recognise one file: the findings of each document it holds.

    Raises:
        SourceError: the file cannot be read as a document, or its name says that it is RDF.
    """
    if is_rdf(path) or _is_curated(path):
        raise SourceError(
            str(path), "its name says that it is RDF, which is no document", "judge it by validate"
        )
    documents = cut(read_file(path), authority, symbol=symbol)
    return [recognise(document, authority) for document in documents]


def ingest(
    store: Store,
    paths: Sequence[Path],
    room: Room,
    *,
    symbol: str | None = None,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Take files in, one transaction each; then settle and publish once, if anything changed.

    A file that is refused changes nothing and stops no other.
    """
    outcomes = []
    for path in paths:
        outcome = _ingest_one(store, path, room, symbol)
        outcomes.append(outcome)
        tell(outcome)
    if not store.is_settled():
        settle(store, room)
    if not store.is_published():  # by this run, or by one that ended too early
        store.publish()
    return outcomes


def _is_curated(path: Path) -> bool:
    return path.suffix.lower() == ".trig"


def _ingest_one(store: Store, path: Path, room: Room, symbol: str | None) -> Outcome:
    try:
        found = findings_in(path, room.authority, symbol)
        drafts = [lift(f, room.authority) for f in found]
        accepted = [verdict.accepted() for verdict in judge(drafts, room, store.view())]
    except (SourceError, Refused) as error:
        violation = isinstance(error, Refused)
        return Outcome(str(path), refusal=str(error), is_violation=violation)
    change = store.commit(accepted)
    return Outcome(
        file=str(path),
        graphs=tuple(str(a.name) for a in accepted),
        paragraphs=sum(len(f.document.paragraphs) for f in found),
        findings=sum(len(f.findings) for f in found),
        unread=sum(len(f.unread) for f in found),
        changed=bool(change),
        warnings=tuple(w for a in accepted for w in a.warnings),
    )


def verdict(path: Path, room: Room, standing: Snapshot) -> tuple[ValidationResult, ...]:
    """The validation results of a file: RDF as it is, a curated file or a document as lifted.

    A draft is judged above what stands in a store, as if it were to be taken in there.

    Raises:
        SourceError: the file is neither RDF nor a document.
        CuratedError: a curated file is malformed.
    """
    if _is_curated(path):
        drafts = [read_curated(path, room.effects)]
    elif is_rdf(path):
        return judge_graph(read_rdf(path), room.shapes).results
    else:
        drafts = [lift(f, room.authority) for f in findings_in(path, room.authority)]
    return tuple(r for v in judge(drafts, room, standing) for r in v.report.results)


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
