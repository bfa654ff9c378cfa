"""The record of a meeting or session: who spoke, who took part, what lay before it, what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from api.proof import Proof, Solution, proof_of_solution, text_of
from api.queries import query_text
from api.views import View

__all__ = [
    "AgendaLine",
    "AttendanceLine",
    "DocumentLine",
    "MeetingRecord",
    "OutcomeLine",
    "ParticipationLine",
    "StatementLine",
    "meeting_record",
]

_FORMS: Final = ("opening", "introductory", "statement", "presentation")
_CAPACITIES: Final = ("representative", "observer")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Who spoke, in which form and capacity, for whom, on which agenda items.

    ``name`` is as printed where that is known: a State bears the name of its day.
    """

    iri: str
    speaker: str
    name: str
    form: str
    capacity: str | None
    group: str | None
    items: tuple[str, ...]
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class ParticipationLine:
    """Who took part, in which role, representing whom."""

    iri: str
    participant: str
    role: str | None
    state: str | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """How many of a category attended; None where the report does not count them."""

    iri: str
    category: str
    count: str | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document and its relation to the meeting."""

    iri: str
    relation: str
    title: str | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What came of the meeting, addressed to whom, due when."""

    iri: str
    label: str
    addressee: str | None
    due: str | None
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An agenda item with those below it."""

    iri: str
    number: str
    title: str | None
    proof: Proof | None
    below: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """All that is known of a meeting; statements stand by form, then by the speaker's name."""

    statements: tuple[StatementLine, ...]
    participations: tuple[ParticipationLine, ...]
    attendance: tuple[AttendanceLine, ...]
    documents: tuple[DocumentLine, ...]
    agenda: tuple[AgendaLine, ...]
    outcomes: tuple[OutcomeLine, ...]

    @property
    def turns(self) -> list[tuple[str, str | None, list[StatementLine]]]:
        """The statements of each form and capacity, in the order in which a meeting has them."""
        found: dict[tuple[str, str | None], list[StatementLine]] = {}
        for statement in self.statements:
            found.setdefault((statement.form, statement.capacity), []).append(statement)
        order = sorted(
            found, key=lambda turn: (_place(turn[0], _FORMS), _place(turn[1], _CAPACITIES))
        )
        return [(form, capacity, found[form, capacity]) for form, capacity in order]


def _place(word: str | None, order: Sequence[str]) -> tuple[int, str]:
    """Where a word comes, those that are not in the order last."""
    return (order.index(word) if word in order else len(order), word or "")


def meeting_record(view: View, iri: str) -> MeetingRecord:
    """The record of the meeting or session with this IRI."""
    return MeetingRecord(
        statements=tuple(_statements(_rows(view, "statements", iri))),
        participations=tuple(_participations(_each(view, "participations", iri, "participation"))),
        attendance=tuple(_attendance(_each(view, "attendance", iri, "attendance"))),
        documents=tuple(_documents(_each(view, "meeting-documents", iri, "document"))),
        agenda=_agenda(_each(view, "agenda", iri, "item"), None),
        outcomes=tuple(_outcomes(_each(view, "outcomes", iri, "outcome"))),
    )


def _each(view: View, query: str, iri: str, key: str) -> list[Solution]:
    """The first solution for each thing that the variable ``key`` is bound to."""
    first: dict[str, Solution] = {}
    for row in _rows(view, query, iri):
        first.setdefault(row[key].value, row)
    return list(first.values())


def _rows(view: View, query: str, iri: str) -> list[Solution]:
    bound = {"meeting": ox.NamedNode(iri)}
    return list(view.snapshot.query(query_text(query), substitutions=bound).solutions())


def _statements(rows: Sequence[Solution]) -> Iterator[StatementLine]:
    by_statement: dict[str, list[Solution]] = {}
    for row in rows:
        by_statement.setdefault(row["statement"].value, []).append(row)
    for iri, said in by_statement.items():
        row = said[0]
        items = (text_of(r, "item") for r in said)
        yield StatementLine(
            iri=iri,
            speaker=row["speaker"].value,
            name=text_of(row, "printed") or row["name"].value,
            form=text_of(row, "form") or "statement",
            capacity=text_of(row, "capacity"),
            group=text_of(row, "group"),
            items=tuple(dict.fromkeys(item for item in items if item)),
            proof=proof_of_solution(row),
        )


def _participations(rows: Sequence[Solution]) -> Iterator[ParticipationLine]:
    for row in rows:
        yield ParticipationLine(
            iri=row["participation"].value,
            participant=row["participant"].value,
            role=text_of(row, "role"),
            state=text_of(row, "state"),
            proof=proof_of_solution(row),
        )


def _attendance(rows: Sequence[Solution]) -> Iterator[AttendanceLine]:
    for row in rows:
        yield AttendanceLine(
            iri=row["attendance"].value,
            category=row["category"].value,
            count=text_of(row, "count"),
            proof=proof_of_solution(row),
        )


def _documents(rows: Sequence[Solution]) -> Iterator[DocumentLine]:
    for row in rows:
        yield DocumentLine(
            iri=row["document"].value,
            relation=row["relation"].value,
            title=text_of(row, "title"),
            proof=proof_of_solution(row),
        )


def _outcomes(rows: Sequence[Solution]) -> Iterator[OutcomeLine]:
    for row in rows:
        yield OutcomeLine(
            iri=row["outcome"].value,
            label=row["label"].value,
            addressee=text_of(row, "addressee"),
            due=text_of(row, "due"),
            proof=proof_of_solution(row),
        )


def _agenda(rows: Sequence[Solution], above: str | None) -> tuple[AgendaLine, ...]:
    """The items below one, in their order; an item that is above itself is left out."""
    return tuple(
        AgendaLine(
            iri=row["item"].value,
            number=row["number"].value,
            title=text_of(row, "title"),
            proof=proof_of_solution(row),
            below=_agenda([r for r in rows if r is not row], row["item"].value),
        )
        for row in rows
        if text_of(row, "above") == above
    )
