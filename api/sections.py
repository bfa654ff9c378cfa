"""The parts of a page that belong to one kind of thing: paragraphs, a meeting's record, steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from api.proof import Proof, Solution, proof_of_solution, text_of
from api.queries import query_text
from api.record import MeetingRecord, meeting_record
from api.views import View
from kg.vocab import MG

__all__ = ["Effect", "ParagraphLine", "Sections", "StepLine", "sections"]

_DOCUMENT: Final = str(MG.Document)
_MEETINGS: Final = frozenset((str(MG.Meeting), str(MG.Session)))
_GIVES: Final = str(MG.gives)
_CITING: Final = frozenset(
    str(MG[n]) for n in ("cites", "recalls", "reaffirms", "notes", "welcomes", "endorses")
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a paragraph gives, cites or states: the property or class, and the thing."""

    relation: str
    thing: str


@dataclass(frozen=True, slots=True)
class ParagraphLine:
    """A paragraph in its document: number, text where it is there, and what it does."""

    iri: str
    number: str | None
    label: str
    text: str | None
    effects: tuple[Effect, ...]
    states: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step at a thing: its effect, its other end and its evidence."""

    iri: str
    effect: str
    other: str
    strength: str
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts that a page has beside its table of properties."""

    paragraphs: tuple[ParagraphLine, ...]
    leads_to: tuple[StepLine, ...]
    follows: tuple[StepLine, ...]
    meeting: MeetingRecord | None


def sections(view: View, iri: str, kinds: Sequence[str]) -> Sections:
    """The parts of the page of a thing of these classes."""
    return Sections(
        paragraphs=tuple(_paragraphs(view, iri)) if _DOCUMENT in kinds else (),
        leads_to=tuple(_steps(view, iri, "steps-forward")),
        follows=tuple(_steps(view, iri, "steps-back")),
        meeting=meeting_record(view, iri) if _MEETINGS & set(kinds) else None,
    )


def _paragraphs(view: View, iri: str) -> Iterator[ParagraphLine]:
    effects: dict[str, list[Effect]] = {}
    for row in _solutions(view, "paragraph-effects", "document", iri):
        relation = row["effect"].value
        if relation == _GIVES or relation in _CITING:
            found = effects.setdefault(row["paragraph"].value, [])
            found.append(Effect(relation, row["thing"].value))
    states: dict[str, list[Effect]] = {}
    for row in _solutions(view, "stated", "document", iri):
        found = states.setdefault(row["paragraph"].value, [])
        found.append(Effect(row["class"].value, row["thing"].value))
    seen: set[str] = set()
    for row in _solutions(view, "paragraphs", "document", iri):
        paragraph = row["paragraph"].value
        if paragraph not in seen:
            seen.add(paragraph)
            yield ParagraphLine(
                iri=paragraph,
                number=text_of(row, "number"),
                label=view.labels.label(paragraph),
                text=text_of(row, "text"),
                effects=tuple(effects.get(paragraph, ())),
                states=tuple(states.get(paragraph, ())),
            )


def _steps(view: View, iri: str, query: str) -> Iterator[StepLine]:
    seen: set[str] = set()
    for row in _solutions(view, query, "thing", iri):
        step = row["step"].value
        if step not in seen:
            seen.add(step)
            yield StepLine(
                iri=step,
                effect=row["effect"].value,
                other=row["other"].value,
                strength=row["strength"].value.rpartition("#")[2],
                proof=proof_of_solution(row),
            )


def _solutions(view: View, query: str, variable: str, iri: str) -> list[Solution]:
    bound = {variable: ox.NamedNode(iri)}
    return list(view.snapshot.query(query_text(query), substitutions=bound).solutions())
