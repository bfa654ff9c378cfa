"""Make the mandate of an act that asks something of somebody, or brings something about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.model import Mandate
from kg.recognise.acting import Speaking
from kg.recognise.addressees import AddresseeReader
from kg.recognise.clause_findings import ClauseFindings
from kg.recognise.clause_values import END, Clause
from kg.recognise.due import read_due
from kg.recognise.names import HONORIFIC
from kg.recognise.reporting import body_named
from kg.recognise.short_names import Context

__all__ = ["ActMandates"]

_NEXT: Final = re.compile(
    r"\b(?P<whose>its|the|their|our) (?:next|following|forthcoming|subsequent|upcoming)"
    r" (?:(?:annual|regular) )?(?:session|meeting)\b(?! of (?!the (?:Committee|Commission)\b))"
)
_OURS: Final = frozenset(("secretariat", "member-states", "States", "Parties", "delegations"))
_BRINGS_ABOUT: Final = re.compile(
    r",?(?: [^;]{0,160}?)? (?:that\b[^;]{0,300}?\b(?:shall|should|would|will|be|must)\b"
    r"|to (?:\w+ly )?(?:establish|create|set up|convene|hold|organi[sz]e|extend|renew|prolong"
    r"|revert|return|resume|postpone|defer|continue (?:its|the|this|consider)|request|invite|ask"
    r"|mandate|entrust|include|place|put|consider|keep|transmit|submit|recommend|appoint|task"
    r"|launch|discontinue|revisit)\b)"
)
"""What is agreed where the agreement orders something."""
_INTO_TEXT: Final = re.compile(
    r"(?: [^;]{0,60}?)? to (?:include|add|insert|place|keep)\b(?![^;]*\b(?:agenda|programme of work"
    r"|next session|workplan)\b)"
)
"""A change of a text, that is made by being decided: "decided to include option B"."""
_TELLS: Final = re.compile(
    r"(?:^|\bto |\band (?:to )?)(?:\w+ly )?(?:[Pp]resent|report(?= (?:back|on|to))|submit|inform"
    r"|brief"
    r"|provide (?:\w+ )?information|prepare (?:an?|and (?:present|submit))\b[^;]{0,80}\b(?:document"
    r"|paper|note|presentation|report|update|overview))\b"
)
_TAIL: Final = re.compile(r" (?:for|in recognition of|and (?:its|his|her)) .*|,.*")
_BRACKET: Final = re.compile(r" \([^()]*\)?$|^[^()]*?\)$")
_PRESENT: Final = re.compile(rf"^(?:{HONORIFIC} )+")


class ActMandates:
    """Makes mandates by the lists of one authority for one report."""

    def __init__(self, authority: Authority, known: Speaking, addressees: AddresseeReader) -> None:
        self._authority, self._known = authority, known
        self._findings = ClauseFindings(addressees)

    def of(
        self, clause: Clause, words: str, below: Sequence[str], opening: str, context: Context
    ) -> Mandate | None:
        """The mandate of a clause, None where it only says what is so.

        A part of a list is due when its ``opening`` says, unless it says so itself.
        """
        if not clause.mandate or not self._orders(clause, words):
            return None
        after = clause.start if clause.part else clause.passage.text.index(words, clause.start)
        said = replace(clause, start=after)  # "On 4 May, the Committee decided": no day due
        made = next(iter(self._findings.findings([said], below, context)))[1]
        if not isinstance(made, Mandate):
            return None
        stop = clause.start + len(clause.passage.text[clause.start : clause.end].rstrip(END))
        made = replace(made, **clause.passage.where(clause.start, stop))
        own = self._known.body.key
        if made.due_body and made.due_body not in self._authority.bodies:
            made = replace(made, due_body=own)
        if opening and not (made.due_session or made.due_date or made.date_role):
            due = read_due(opening.replace("the following", "this"), made.type)
            session = due.session.ordinal if due.session else None
            made = replace(
                made,
                due_session=session,
                due_body=own if session else None,
                due_date=due.date,
                date_role=due.role,
            )
        to = made.due_body
        whom = not made.addressees and not words.lstrip(" ,").startswith("that ")
        if whom and to and clause.verb.verb == "recommends":
            made = replace(made, addressees=(to,))
        kind = "report" if made.type == "other" and _TELLS.search(words.strip()) else made.type
        return replace(made, type=kind, addressees=self.cleaned(made.addressees))

    def _orders(self, clause: Clause, words: str) -> bool:
        if clause.part:
            return True
        if clause.verb.verb == "agrees":
            return bool(_BRINGS_ABOUT.match(words)) and not _INTO_TEXT.match(words)
        return clause.verb.verb != "decides" or not _INTO_TEXT.match(words)

    def cleaned(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names without reasons, brackets and honorifics, as ids where they are then known."""
        return tuple(dict.fromkeys(name for name in map(self._cleaned, names) if name))

    def _cleaned(self, name: str) -> str:
        plain = _BRACKET.sub("", _TAIL.sub("", _PRESENT.sub("", name))).strip(" ,;)")
        if "(" in plain and ")" not in plain:
            plain = plain.partition(" (")[0]
        if plain == name or not plain:
            return plain
        state = self._authority.state(plain)
        return state.iso3 if state else body_named(plain, self._known.body, self._authority)

    def due(self, mandate: Mandate, words: str) -> str | None:
        """When an act is due: at a session, of the reporting body where no other is named."""
        own = self._known.body.key
        if mandate.due_session:
            return f"{mandate.due_body or own}/session/{mandate.due_session}"
        if mandate.due_date:
            return mandate.due_date
        following = _NEXT.search(words)
        if following and self._known.ordinal and mandate.date_role == "relative":
            asked = mandate.addressees[:1]
            if following["whose"] == "the" or not asked or asked[0] in _OURS:
                return f"{own}/session/{self._known.ordinal + 1}"
        return None
