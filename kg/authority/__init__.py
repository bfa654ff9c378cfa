"""Match names to the States, bodies, instruments, verbs and topics that people keep in lists."""

from __future__ import annotations

from kg.authority.loading import load_authority
from kg.authority.values import Authority, Body, Instrument, State, StateName, Topic, Verb

__all__ = [
    "Authority",
    "Body",
    "Instrument",
    "State",
    "StateName",
    "Topic",
    "Verb",
    "load_authority",
]
