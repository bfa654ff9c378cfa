"""Lift statements: who spoke, in what capacity, for whom, under which agenda items."""

from __future__ import annotations

from typing import Final

from rdflib import Literal, URIRef

from kg.iri import person_iri, state_iri, statement_iri
from kg.lift.agenda import named_item
from kg.lift.builder import Builder
from kg.lift.meeting import Event
from kg.lift.names import Parties
from kg.model import Findings, Statement
from kg.vocab import MG

__all__ = ["add_statements"]

_CLASSES: Final = {"secretariat": "Body", "organization": "Organization", "group": "Group"}


def add_statements(build: Builder, findings: Findings, event: Event, parties: Parties) -> None:
    """Add every statement, keyed by its speaker under its paragraph."""
    for finding in findings.findings:
        if isinstance(finding, Statement):
            _add_statement(build, finding, event, parties)


def _add_statement(build: Builder, said: Statement, event: Event, parties: Parties) -> None:
    paragraph = build.paragraph(said)
    speaker = _speaker(build, said, parties)
    key = said.iso3 or said.speaker_id or said.speaker
    iri = statement_iri(paragraph, key, build.ordinal(f"{paragraph} {key}"))
    kind = MG.Presentation if said.form == "presentation" else MG.Statement
    build.made_by(said, iri, kind, f"{said.speaker}, {said.form}")
    build.add(iri, MG.speaker, speaker)
    build.add(iri, MG.asPrinted, Literal(said.speaker))
    build.add(iri, MG.form, Literal(said.form))
    build.add(iri, MG.madeAt, event.iri)
    if said.capacity:
        build.add(iri, MG.capacity, Literal(said.capacity))
    if said.on_behalf_of:
        build.add(iri, MG.onBehalfOf, parties.body(said.on_behalf_of, "Group"))
    for item in said.agenda_item:
        build.add(iri, MG.underItem, named_item(build, said, event, item))


def _speaker(build: Builder, said: Statement, parties: Parties) -> URIRef:
    if said.iso3:
        return state_iri(said.iso3)
    if said.speaker_kind == "person":
        person = person_iri(build.document, said.speaker)
        build.named(person, MG.Person, said.speaker)
        return person
    return parties.body(
        said.speaker_id or said.speaker, _CLASSES.get(said.speaker_kind, "Organization")
    )
