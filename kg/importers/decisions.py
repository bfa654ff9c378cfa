"""Read the General Assembly's decisions from the JSON in which they are published."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.authority import Authority
from kg.cut import cut
from kg.errors import SourceError
from kg.importers.decision_facts import DecisionFacts, read_facts
from kg.model import Document, Paragraph, SourceText
from kg.read import SIZE_LIMIT

__all__ = ["is_decision", "read_decision"]

_SNIFFED: Final = 1 << 12
_KEYS: Final = (b'"ED_DecisionNumber"', b'"ED_DecisionText"', b'"ED_Division"')
_TOLD: Final = re.compile(r"\s*At (?:its|the) [^\n]{3,90}?\bmeeting\b")
_LETTER: Final = re.compile(r"^[^\S\n]*(?:Decision )?(?P<letter>[A-Z])\.?[^\S\n]*$", re.MULTILINE)
_SPEAKER: Final = "The General Assembly,\n\n"
_MOST: Final = 10_000  # decisions of one file; a session of the Assembly takes some 150


@dataclass(frozen=True, slots=True)
class _Piece:
    """A decision or one part of it: what the record says, and where its words stand."""

    facts: DecisionFacts
    part: str | None
    spans: tuple[tuple[int, int], ...]


def is_decision(path: Path) -> bool:
    """Whether a file holds decisions as JSON, from how it begins."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return False
    return head[:1] in (b"{", b"[") and any(key in head for key in _KEYS)


def read_decision(path: Path, authority: Authority) -> tuple[Document, ...]:
    """The decisions of a file in their order, each part of one as a document by itself.

    Their text is put in the layout in which the Assembly prints it: number and title, then the
    words of the record; offsets count in that text. What the text says stands before what the
    record says of it; where they differ, a warning tells.

    Raises:
        SourceError: the file cannot be read, is no JSON or no decision, or nothing in it can be
            cut.
    """
    data = _bytes(path)
    records = _records(data, path.name)
    text, pieces = _composed(path.name, records)
    source = SourceText(
        file=path.name,
        format="application/json",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return tuple(_document(source, piece, authority) for piece in pieces)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        raise SourceError(path.name, why, "check it") from error
    if len(data) > SIZE_LIMIT:
        raise SourceError(path.name, f"it has more than {SIZE_LIMIT >> 20} MB", "part it")
    return data


def _records(data: bytes, file: str) -> Sequence[Mapping[str, object]]:
    try:
        read = json.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise SourceError(file, f"it is no JSON in UTF-8 ({error})", "export it again") from None
    records = read if isinstance(read, list) else [read]
    if not records or not all(isinstance(record, dict) for record in records):
        raise SourceError(file, "it holds no record of a decision", "give decisions as JSON")
    if len(records) > _MOST:
        raise SourceError(file, f"it holds more than {_MOST} decisions", "part it")
    return records


def _composed(file: str, records: Sequence[Mapping[str, object]]) -> tuple[str, tuple[_Piece, ...]]:
    """The text of all records and where each decision, or part of one, stands in it."""
    pieces, chunks, at = list[_Piece](), list[str](), 0
    for record in records:
        facts = read_facts(file, record)
        head = f"{facts.number}.\t{facts.title}\n\n"
        body = facts.text.rstrip()
        parts = [(*part, _TOLD.match(body, part[1])) for part in _parts(facts, body)]
        # What is told as "At its 2nd plenary meeting, …" names who decides by itself.
        speaker = "" if all(told for *_, told in parts) else _SPEAKER
        begin = at + len(head) + len(speaker)
        chunks.append(f"{head}{speaker}{body}\n\n")
        for letter, start, end, told in parts:
            front = (at, begin - (len(speaker) if told else 0))
            pieces.append(_Piece(facts, letter, (front, (begin + start, begin + end))))
        at += len(chunks[-1])
    return "".join(chunks), tuple(pieces)


def _letters(facts: DecisionFacts) -> list[tuple[int, int]]:
    """Where the letters of the parts stand alone on their lines; empty unless all do, in order."""
    found = list[tuple[int, int]]()
    wanted = iter(facts.parts)
    letter = next(wanted, None)
    for line in _LETTER.finditer(facts.text):
        if letter is not None and line["letter"] == letter:
            found.append(line.span())
            letter = next(wanted, None)
    return found if len(found) == len(facts.parts) else []


def _parts(facts: DecisionFacts, body: str) -> Iterator[tuple[str | None, int, int]]:
    """Each part's letter and the slice of its words; the whole where no letters part it."""
    letters = _letters(facts)
    if not letters:
        yield facts.parts[0] if len(facts.parts) == 1 else None, 0, len(body)
        return
    ends = [start for start, _ in letters[1:]] + [len(body)]
    for letter, (_, start), end in zip(facts.parts, letters, ends, strict=True):
        yield letter, start, end


def _document(source: SourceText, piece: _Piece, authority: Authority) -> Document:
    """The document of one piece: cut with all else blotted out, so that its offsets hold."""
    facts = piece.facts
    number = f"{facts.number} {piece.part}" if piece.part else facts.number
    key = f"A/DEC/{number}"
    documents = cut(replace(source, text=_masked(source.text, piece.spans)), authority, symbol=key)
    document = documents[0]
    begin, end = piece.spans[-1]
    day, meeting, warnings = facts.adoption(document, source.text[begin:end], piece.part)
    also = (f"{len(documents)} decisions were read where the record has one",)
    return replace(
        document,
        source=source,
        paragraphs=tuple(_operative(document.paragraphs)),
        type="Decision",
        part=piece.part,
        symbol=None,
        key=key,
        title=facts.title or document.title,
        language="en",
        body="ga",
        adopted_by="ga",
        adopted_on=day,
        plenary_meeting=meeting,
        session=facts.session or document.session,
        agenda_items=facts.agenda_items or document.agenda_items,
        warnings=(
            *(w for w in document.warnings if key not in w),
            *warnings,
            *(also if len(documents) > 1 else ()),
        ),
    )


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with everything outside the spans as white space, as long as before."""
    out, at = list[str](), 0
    for start, end in spans:
        out += [" " * (start - at), text[start:end]]
        at = end
    return "".join(out) + "\n" + " " * (len(text) - at - 1)


def _operative(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs of a decision, which tells what was decided and has no recitals by itself."""
    acts = any(p.kind == "operative" for p in paragraphs)
    for paragraph in paragraphs:
        if acts or paragraph.kind not in ("preambular", "report"):
            yield paragraph
        else:
            number = re.sub(r"^(?:pp)?(?=\d)", "op", paragraph.id)
            speaker = paragraph.speaker or "ga"
            yield replace(paragraph, id=number, kind="operative", speaker=speaker)
