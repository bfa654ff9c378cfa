"""Lift mandates: who is asked to do what, by when, in which paragraph."""

from __future__ import annotations

import re
import textwrap
from typing import Final

from rdflib import Literal, URIRef

from kg.iri import mandate_iri, session_iri, session_key
from kg.lift.builder import Builder, date_literal
from kg.lift.names import Parties
from kg.model import Findings, Mandate
from kg.vocab import MG

__all__ = ["add_mandates"]

_TYPES: Final = {
    "establish body": MG.establishBody,
    "convene meeting": MG.conveneMeeting,
    "report": MG.report,
    "study": MG.study,
    "technical assistance": MG.technicalAssistance,
    "renew": MG.renewMandate,
    "agenda inclusion": MG.agendaInclusion,
    "finance": MG.finance,
    "action by States": MG.actionByStates,
}


def add_mandates(
    build: Builder, findings: Findings, parties: Parties
) -> list[tuple[Mandate, URIRef]]:
    """Add every clause that asks or empowers somebody; what a draft asks is proposed.

    Returns the mandates with their IRIs, in the order of the text.
    """
    draft = findings.document.type == "DraftResolution"
    return [
        (finding, _add_mandate(build, finding, parties, proposed=draft))
        for finding in findings.findings
        if isinstance(finding, Mandate)
    ]


def _is_embedded(mandate: Mandate) -> bool:
    return re.match(r"draft\d*\.", mandate.paragraph) is not None


def _add_mandate(build: Builder, mandate: Mandate, parties: Parties, *, proposed: bool) -> URIRef:
    paragraph = build.paragraph(mandate)
    iri = mandate_iri(paragraph, build.ordinal(f"mandate {paragraph}"))
    kind = MG.ProposedMandate if proposed or _is_embedded(mandate) else MG.Mandate
    build.made_by(mandate, iri, kind, _label(build, mandate, build.name_of(paragraph)))
    build.add(iri, MG.givenIn, paragraph)
    build.add(iri, MG.action, Literal(mandate.verb))
    if mandate.modifier:
        build.add(iri, MG.modifier, Literal(mandate.modifier))
    build.add(iri, MG.mandateType, _TYPES.get(mandate.type, MG.otherAction))
    build.add_words(iri, MG.deliverable, mandate.deliverable)
    for name in mandate.addressees:
        build.add(iri, MG.addressee, parties.addressee(name))
    if mandate.due_date:
        build.add(iri, MG.dueBy, date_literal(mandate.due_date))
    if mandate.due_body and mandate.due_session:
        parties.body(mandate.due_body)  # so that a body on no list has a name
        build.add(iri, MG.dueAt, _session(mandate.due_body, mandate.due_session))
    if mandate.date_role:
        build.add(iri, MG.dateRole, Literal(mandate.date_role))
    if mandate.frequency:
        build.add(iri, MG.frequency, Literal(mandate.frequency))
    return iri


def _label(build: Builder, mandate: Mandate, paragraph: str) -> str:
    """What to call a mandate: paragraph, verb and the first words asked for, as far as kept."""
    words = build.kept(mandate.deliverable)
    asked = textwrap.shorten(words, 80, placeholder=" …") if words else ""
    return f"{paragraph}: {mandate.verb} {asked}".strip()


def _session(body: str, key: str) -> URIRef:
    return session_iri(Parties.key(body), session_key(key))
