"""Recognise what a meeting concluded."""

from __future__ import annotations

from collections.abc import Iterable

from kg.authority import Authority
from kg.model import Document, Outcome
from kg.recognise.acts import Act, read_acts

__all__ = ["outcomes_of", "recognise_outcomes"]


def recognise_outcomes(document: Document, authority: Authority) -> tuple[Outcome, ...]:
    """What the reporting body concluded, one for each verb, in the order of the text."""
    return outcomes_of(read_acts(document, authority))


def outcomes_of(acts: Iterable[Act]) -> tuple[Outcome, ...]:
    """The outcome of each act."""
    return tuple(_outcome(act) for act in acts)


def _outcome(act: Act) -> Outcome:
    return Outcome(
        **act.passage.where(*act.span),
        verb=act.verb.verb,
        object=act.words or None,
        addressee=act.addressee,
        due=act.due,
    )
