"""The parts of a page that belong to one kind of thing: paragraphs, a meeting's record, steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from api.outline import Outline
from api.proof import Proof, Solution, Term, proof_of_solution, text_of
from api.queries import query_text
from api.record import MeetingRecord, meeting_record
from api.views import View
from kg.vocab import MG

__all__ = ["AssertionLine", "Effect", "ParagraphLine", "Sections", "StepLine", "sections"]

_DOCUMENT: Final = str(MG.Document)
_PARAGRAPH: Final = str(MG.Paragraph)
_MEETINGS: Final = frozenset((str(MG.Meeting), str(MG.Session)))
_FROM: Final = str(MG.stepFrom)
_TO: Final = str(MG.stepTo)
_RECORD: Final = frozenset(
    str(MG[n]) for n in ("madeAt", "inEvent", "outcomeOf", "before", "reportOf", "agendaOf")
)
_KINDS: Final = ("pp", "op", "para", "fn")
_GIVES: Final = str(MG.gives)
_CITES: Final = str(MG.cites)
_CITING: Final = frozenset(
    str(MG[n]) for n in ("cites", "recalls", "reaffirms", "notes", "welcomes", "endorses")
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a paragraph gives, cites or states: the property or class, and the thing.

    ``leads_to`` holds what a mandate leads to in one step.
    """

    relation: str
    thing: str
    leads_to: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphLine:
    """A paragraph in its document: number, text where it is there, and what it does."""

    iri: str
    number: str | None
    label: str
    text: str | None
    effects: tuple[Effect, ...]
    states: tuple[Effect, ...]

    @property
    def is_heading(self) -> bool:
        """Whether this is a title or heading."""
        return self.iri.endswith(("/title", "/heading"))


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step at a thing: its effect, its other end and its evidence."""

    iri: str
    effect: str
    other: str
    strength: str
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class AssertionLine:
    """A triple about a shared thing that a paragraph is the evidence for."""

    subject: str
    predicate: str
    object: Term
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Sections:
    """The parts that a page has beside its table of properties."""

    paragraphs: tuple[ParagraphLine, ...]
    leads_to: tuple[StepLine, ...]
    follows: tuple[StepLine, ...]
    assertions: tuple[AssertionLine, ...]
    meeting: MeetingRecord | None
    steps: Mapping[str, int]


def sections(view: View, iri: str, classes: Collection[str], outline: Outline) -> Sections:
    """The parts of the page of a thing of these classes.

    A part that would be too long is left out: its things stand among what refers to the thing,
    and of steps there is the number in each direction.
    """
    crowded = outline.crowded
    paragraphs = _DOCUMENT in classes and str(MG.paragraphOf) not in crowded
    meeting = _MEETINGS & set(classes) and not _RECORD & crowded
    return Sections(
        paragraphs=tuple(_paragraphs(view, iri)) if paragraphs else (),
        leads_to=tuple(_steps(view, iri, "steps-forward")) if _FROM not in crowded else (),
        follows=tuple(_steps(view, iri, "steps-back")) if _TO not in crowded else (),
        assertions=tuple(_assertions(view, iri)) if _PARAGRAPH in classes else (),
        meeting=meeting_record(view, iri) if meeting else None,
        steps={"forward": outline.incoming.get(_FROM, 0), "back": outline.incoming.get(_TO, 0)},
    )


def _paragraphs(view: View, iri: str) -> Iterator[ParagraphLine]:
    effects = _effects(view, iri)
    states: dict[str, list[Effect]] = {}
    for row in _solutions(view, "stated", "document", iri):
        found = states.setdefault(row["paragraph"].value, [])
        found.append(Effect(row["class"].value, row["thing"].value))
    seen: set[str] = set()
    for row in sorted(_solutions(view, "paragraphs", "document", iri), key=_order):
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


def _order(row: Solution) -> tuple[object, ...]:
    """Where a paragraph comes: by its position; those without one after, by kind and number."""
    position = text_of(row, "position")
    if position is not None:
        return (0, int(position))
    kind, _, number = row["paragraph"].value.removeprefix(row["document"].value)[1:].partition("/")
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    parts = [(p.isdigit(), int(p) if p.isdigit() else p) for p in number.split("/")]
    return (1, rank, kind, number.startswith("unplaced"), parts)


def _effects(view: View, iri: str) -> dict[str, list[Effect]]:
    """What the paragraphs of a document give and cite, by paragraph."""
    consequences: dict[str, list[Effect]] = {}
    for row in _solutions(view, "document-consequences", "document", iri):
        found = consequences.setdefault(row["mandate"].value, [])
        found.append(Effect(row["effect"].value, row["other"].value))
    effects: dict[str, list[Effect]] = {}
    for row in _solutions(view, "paragraph-effects", "document", iri):
        relation, thing = row["effect"].value, row["thing"].value
        if relation == _GIVES or relation in _CITING:
            leads_to = tuple(consequences.get(thing, ()))
            effects.setdefault(row["paragraph"].value, []).append(Effect(relation, thing, leads_to))
    return {paragraph: _most_exact(found) for paragraph, found in effects.items()}


def _most_exact(effects: Sequence[Effect]) -> list[Effect]:
    """The effects without a bare ``cites`` beside one that says how a thing is cited."""
    exact = {e.thing for e in effects if e.relation != _CITES}
    return [e for e in effects if e.relation != _CITES or e.thing not in exact]


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


def _assertions(view: View, iri: str) -> Iterator[AssertionLine]:
    for row in _solutions(view, "assertions", "paragraph", iri):
        without = {name: term for name, term in row.items() if name != "paragraph"}
        yield AssertionLine(
            subject=row["subject"].value,
            predicate=row["predicate"].value,
            object=row["object"],
            proof=proof_of_solution(without),
        )


def _solutions(view: View, query: str, variable: str, iri: str) -> list[Solution]:
    bound = {variable: ox.NamedNode(iri)}
    return list(view.snapshot.query(query_text(query), substitutions=bound).solutions())
