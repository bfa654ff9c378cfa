"""Recognise the mandates that a meeting gives: what it asks or decides to bring about."""

from __future__ import annotations

from collections.abc import Iterable

from kg.authority import Authority
from kg.model import Document, Mandate
from kg.recognise.acts import Act, read_acts

__all__ = ["mandates_of", "recognise_mandates"]


def recognise_mandates(document: Document, authority: Authority) -> tuple[Mandate, ...]:
    """The acts of the reporting body that ask or empower, in the order of the text.

    The opening of a list and each part that goes on what it asks are mandates of their own.
    """
    return mandates_of(read_acts(document, authority))


def mandates_of(acts: Iterable[Act]) -> tuple[Mandate, ...]:
    """The mandates of those acts that ask something."""
    return tuple(act.mandate for act in acts if act.mandate)
