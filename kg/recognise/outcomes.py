"""Recognise what a meeting concluded."""

from __future__ import annotations

from kg.authority import Authority
from kg.model import Document, Outcome
from kg.recognise.acts import Act, read_acts

__all__ = ["recognise_outcomes"]


def recognise_outcomes(document: Document, authority: Authority) -> tuple[Outcome, ...]:
    """What the reporting body concluded, one for each verb, in the order of the text."""
    return tuple(_outcome(act) for act in read_acts(document, authority))


def _outcome(act: Act) -> Outcome:
    return Outcome(
        **act.passage.where(*act.span),
        verb=act.verb.verb,
        object=act.words or None,
        addressee=act.addressee,
        due=f"{act.due[0]}/session/{act.due[1]}" if act.due else None,
    )
