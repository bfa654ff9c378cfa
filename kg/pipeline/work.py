"""Take one file as far as it goes without a store: read, cut, recognise, lift and judge it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.authority import Authority
from kg.cut import cut
from kg.errors import Refused, SourceError, printable
from kg.importers import (
    is_decision,
    is_rdf,
    is_record,
    read_curated,
    read_decision,
    read_marc,
    record_draft,
)
from kg.judging import Room, is_in_sample, judge, judge_again
from kg.lift import lift, lift_source, work_of
from kg.model import Accepted, Draft, Findings, Mandate
from kg.pipeline.foreign import foreign_document, is_foreign
from kg.pipeline.sources import Origin, origin_of, source_draft
from kg.read import read_file
from kg.recognise import recognise
from kg.validate import Verdict

__all__ = ["Covered", "Taken", "drafts_in", "findings_in", "is_curated_file", "take"]


@dataclass(frozen=True, slots=True)
class Covered:
    """How much of a document was read: ``body`` and ``session`` as the document has them."""

    body: str
    session: str
    paragraphs: int
    unread: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file gave, or why it was refused.

    ``lost`` says which records of it were of no use, ``refused`` which of its documents violate the
    shapes while others do not.

    Of documents, ``origins`` say which source each graph rests on, and ``records`` are the graphs
    that record these sources, should others be current; of anything else both are empty.
    """

    file: str
    accepted: tuple[Accepted, ...] = ()
    origins: tuple[Origin, ...] = ()
    records: tuple[Accepted, ...] = ()
    kinds: Counter[str] = field(default_factory=Counter)
    covered: tuple[Covered, ...] = ()
    unknown: Counter[str] = field(default_factory=Counter)
    lost: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    refusal: str | None = None
    is_violation: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of all its graphs."""
        return tuple(w for a in self.accepted for w in a.warnings) + self.lost


@dataclass(slots=True)
class _File:
    """A file on its way."""

    path: Path
    found: list[Findings] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    records: list[Draft] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    refusal: str | None = None


def findings_in(path: Path, authority: Authority, symbol: str | None = None) -> list[Findings]:
    """Read, cut and recognise one file: the findings of each document it holds.

    Raises:
        SourceError: the file cannot be read as a document, or its name says that it is RDF.
    """
    return _findings(path, authority, symbol, {})


def take(paths: Sequence[Path], room: Room, symbol: str | None = None) -> list[Taken]:
    """What each of some files gives, in their order; they are judged together.

    A document's verdict rests on it alone, so that the order of reading has no part in it.
    """
    seconds: dict[str, float] = {}
    files = [_File(path) for path in paths]
    for file in files:
        try:
            _lift_one(file, room, symbol, seconds)
        except SourceError as error:
            file.refusal = str(error)
    with _timed(seconds, "judge"):
        verdicts = _judge(files, room)
        taken = [_taken(file, verdicts, room.authority) for file in files]
    return [replace(t, seconds=seconds if n == 0 else {}) for n, t in enumerate(taken)]


def drafts_in(path: Path, room: Room) -> list[Draft]:
    """The drafts of one file: of a curated file, of catalogue records or of documents.

    Raises:
        SourceError: the file is none of these.
        CuratedError: a curated file is malformed.
    """
    if is_curated_file(path):
        return [read_curated(path, room.effects)]
    file = _File(path)
    _lift_one(file, room, None, {})
    return file.drafts


def is_curated_file(path: Path) -> bool:
    """Whether a file's name says that it is curated TriG."""
    return path.suffix.lower() == ".trig"


@contextmanager
def _timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begun


def _lift_records(file: _File, room: Room) -> None:
    """Lift every record of a file; one that cannot be is told of and stops no other.

    Raises:
        SourceError: the file is no MARCXML, or not one of its records can be lifted.
    """
    lifted: dict[str, Draft] = {}
    for record in read_marc(file.path):
        try:
            draft = record_draft(record, room.authority)
        except SourceError as error:
            file.lost.append(str(error))
        else:
            lifted[str(draft.name)] = draft
    file.drafts = list(lifted.values())
    if not lifted:
        raise SourceError(str(file.path), f"no record in it is of use ({file.lost[0]})", "check it")


def _lift_one(file: _File, room: Room, symbol: str | None, seconds: dict[str, float]) -> None:
    path = file.path
    if not _is_plain(path):
        read_file(path)  # which says why not: whether it is a record, a pipe would never tell
    elif is_record(path):
        _lift_records(file, room)
    else:
        file.found = _findings(path, room.authority, symbol, seconds)
        with _timed(seconds, "lift"):
            file.drafts = [
                lift_source(f.document) if is_foreign(f.document) else lift(f, room.authority)
                for f in file.found
            ]
        if any(is_foreign(found.document) for found in file.found):
            return
        file.origins = [origin_of(f.document.source, work_of(f)) for f in file.found]
        pairs = zip(file.drafts, file.origins, strict=True)
        file.records = [source_draft(draft.triples, origin) for draft, origin in pairs]


def _findings(
    path: Path, authority: Authority, symbol: str | None, seconds: dict[str, float]
) -> list[Findings]:
    if _is_plain(path) and is_record(path):
        raise SourceError(
            str(path), "it holds catalogue records, which are no document", "take them in by ingest"
        )
    if is_curated_file(path) or is_rdf(path):
        raise SourceError(
            str(path), "its name says that it is RDF, which is no document", "judge it by validate"
        )
    if _is_plain(path) and is_decision(path):
        with _timed(seconds, "cut"):
            documents = read_decision(path, authority)
    else:
        with _timed(seconds, "read"):
            source = read_file(path)
            foreign = foreign_document(source, symbol)
        if foreign is not None:
            return [Findings(foreign, (), ())]
        with _timed(seconds, "cut"):
            documents = cut(source, authority, symbol=symbol)
    with _timed(seconds, "recognise"):
        return [recognise(document, authority) for document in documents]


def _is_plain(path: Path) -> bool:
    return path.is_file() or not path.exists()


def _judge(files: Sequence[_File], room: Room) -> Iterator[Verdict]:
    """The verdicts on each file's drafts and then its records, in the files' order."""
    drafts = [draft for file in files for draft in (*file.drafts, *file.records)]
    found: dict[int, Verdict] = {}
    for lot in _lots(files):
        found |= zip(lot, judge([drafts[n] for n in lot], room), strict=True)
    return (_sampled(found[n], room) for n in range(len(drafts)))


def _lots(files: Sequence[_File]) -> list[list[int]]:
    """The places of drafts that are judged together: none two of one name or one source.

    Together they would be one graph, and refuse each other.
    """
    lots: list[tuple[dict[str, str], list[int]]] = []
    place = 0
    for file in files:
        for n, draft in enumerate((*file.drafts, *file.records)):
            own = {str(draft.name): str(place)}
            own |= {o.sha256: str(file.path) for o in file.origins[n % len(file.drafts) :][:1]}
            said, places = next((lot for lot in lots if _goes_with(own, lot[0])), ({}, []))
            if not places:
                lots.append((said, places))
            said |= own
            places.append(place)
            place += 1
    return [places for _, places in lots]


def _goes_with(own: Mapping[str, str], said: Mapping[str, str]) -> bool:
    return all(said.get(key, value) == value for key, value in own.items())


def _sampled(verdict: Verdict, room: Room) -> Verdict:
    """The verdict of pySHACL where the draft is in the sample, with a warning if it is another."""
    if not is_in_sample(verdict.draft):
        return verdict
    again = judge_again(verdict.draft, room)
    if again.report == verdict.report:
        return again
    draft = verdict.draft
    words = "the compiled shapes and pySHACL disagree on it; pySHACL was followed"
    return replace(
        again, draft=replace(draft, warnings=(*draft.warnings, f"{draft.name}: {words}"))
    )


def _taken(file: _File, verdicts: Iterator[Verdict], authority: Authority) -> Taken:
    own = [next(verdicts) for _ in file.drafts]
    recording = [next(verdicts) for _ in file.records]
    name = printable(str(file.path))
    if file.refusal is not None:
        return Taken(name, refusal=file.refusal)
    kept: list[tuple[Accepted, Accepted | None, Origin | None]] = []
    refused: list[str] = []
    for n, verdict in enumerate(own):
        try:
            record = recording[n].accepted() if recording else None
            kept.append((verdict.accepted(), record, file.origins[n] if recording else None))
        except Refused as error:
            refused.append(str(error))
    if refused and not kept:
        return Taken(name, refusal="\n".join(refused), is_violation=True)
    return Taken(
        file=name,
        accepted=tuple(accepted for accepted, _, _ in kept),
        origins=tuple(origin for _, _, origin in kept if origin),
        records=tuple(record for _, record, _ in kept if record),
        kinds=Counter(f.kind for found in file.found for f in found.findings),
        covered=tuple(map(_covered, file.found)),
        unknown=Counter(n for found in file.found for n in _unknown(found, authority)),
        lost=tuple(file.lost),
        refused=tuple(refused),
    )


def _covered(found: Findings) -> Covered:
    document = found.document
    return Covered(
        body=document.body or "–",
        session=document.session or "–",
        paragraphs=len(document.paragraphs),
        unread=len(found.unread),
    )


def _unknown(found: Findings, authority: Authority) -> Iterator[str]:
    """The names, as printed, of those who are asked and stand on no list."""
    for finding in found.findings:
        if isinstance(finding, Mandate):
            for name in finding.addressees:
                listed = name in authority.bodies or name in authority.states
                if not listed and authority.body(name) is None:
                    yield name
