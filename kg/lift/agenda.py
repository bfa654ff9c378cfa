"""Lift the agenda of a meeting as a tree of items."""

from __future__ import annotations

from rdflib import Literal, URIRef

from kg.iri import agenda_iri, agenda_item_iri
from kg.lift.builder import Builder, english
from kg.lift.meeting import Event
from kg.model import AgendaItem, Finding, Findings
from kg.vocab import MG

__all__ = ["add_agenda", "named_item"]


def add_agenda(build: Builder, findings: Findings, event: Event) -> None:
    """Add the items of the agenda that the meeting adopted, in the order of the text.

    An item whose parent the text does not list stands under one known by its number alone.
    """
    for finding in findings.findings:
        if isinstance(finding, AgendaItem):
            _add_item(build, finding, event)
    for finding in findings.findings:
        if isinstance(finding, AgendaItem) and finding.parent:
            named_item(build, finding, event, finding.parent)


def _add_item(build: Builder, item: AgendaItem, event: Event) -> None:
    iri = agenda_item_iri(event.iri, item.number)
    if build.is_a(iri, MG.AgendaItem):
        return  # an item that is printed twice is the one that was printed first
    build.made_by(item, iri, MG.AgendaItem, f"Item {item.number}: {item.title}")
    _place(build, item, event, item.number)
    build.add(iri, MG.title, english(item.title))
    build.add(iri, MG.position, Literal(build.ordinal("agenda")))
    if item.parent:
        build.add(iri, MG.subItemOf, agenda_item_iri(event.iri, item.parent))


def named_item(build: Builder, finding: Finding, event: Event, number: str) -> URIRef:
    """The agenda item of this number, described by it alone where no agenda is printed."""
    iri = agenda_item_iri(event.iri, number)
    if not build.is_a(iri, MG.AgendaItem):
        build.made_by(finding, iri, MG.AgendaItem, f"Item {number}")
        _place(build, finding, event, number)
        parent = number.rpartition("(")[0]
        if parent:
            build.add(iri, MG.subItemOf, named_item(build, finding, event, parent))
    return iri


def _place(build: Builder, finding: Finding, event: Event, number: str) -> None:
    agenda = agenda_iri(event.iri)
    build.thing(agenda, MG.Agenda, "agenda as adopted")
    build.evidence(finding, agenda, MG.agendaOf, event.iri)
    iri = agenda_item_iri(event.iri, number)
    build.add(iri, MG.number, Literal(number))
    build.add(iri, MG.itemOf, agenda)
