"""Match names to the States, bodies, instruments, verbs and topics that people keep in lists."""

from __future__ import annotations

from kg.authority.loading import load_authority
from kg.authority.symbols import act_symbol, plain_number
from kg.authority.values import (
    Authority,
    Body,
    DatedName,
    Instrument,
    State,
    Succession,
    Topic,
    Verb,
)

__all__ = [
    "Authority",
    "Body",
    "DatedName",
    "Instrument",
    "State",
    "Succession",
    "Topic",
    "Verb",
    "act_symbol",
    "load_authority",
    "plain_number",
]
