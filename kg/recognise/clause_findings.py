"""Make findings of clauses: a mandate with its type and when it is due, or an expression."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model import Expression, Mandate
from kg.recognise.addressees import AddresseeReader
from kg.recognise.asking import DECIDING, REPEATS
from kg.recognise.clause_values import END, Clause
from kg.recognise.due import Due, read_due
from kg.recognise.mandate_types import mandate_type
from kg.recognise.short_names import Context

__all__ = ["ClauseFindings"]

_SESSIONLESS: Final = frozenset(("secretary-general", "member-states", "secretariat"))
_ISO3: Final = re.compile(r"[A-Z]{3}")
_BODY_OF: Final = re.compile(r",? of (?P<who>the [A-Z])")


class ClauseFindings:
    """Makes findings by the lists of one authority."""

    def __init__(self, addressees: AddresseeReader) -> None:
        self._addressees = addressees

    def findings(
        self, found: Sequence[Clause], parts: Sequence[str], context: Context
    ) -> Iterator[tuple[Clause, Mandate | Expression]]:
        """Each clause with what is found in it; ``parts`` are the words of its sub-paragraphs."""
        for n, clause in enumerate(found):
            stop = clause.start + len(clause.passage.text[clause.start : clause.end].rstrip(END))
            where = clause.passage.where(clause.start, stop)
            if not clause.mandate:
                said = Expression(
                    **where,
                    verb=clause.verb.verb,
                    modifier=clause.modifier,
                    addressees=clause.addressees,
                )
                yield clause, said
                continue
            words = clause.words or next((c.words for c in found[n + 1 :] if c.words), "")
            kind, asked = self._kind(clause, words, parts), words
            due = read_due(words, kind)
            if due == Due() and (lead := clause.lead):
                words, due = lead, read_due(lead, kind)
            body = due.session and self._session_body(
                clause, words, due.session.start, due.session.end, due.session.its, context
            )
            mandate = Mandate(
                **where,
                verb=clause.verb.verb,
                modifier=clause.modifier,
                addressees=clause.addressees,
                type=kind,
                deliverable=asked or None,
                due_session=due.session.ordinal if due.session else None,
                due_body=body or None,
                due_date=due.date,
                date_role=due.role,
                frequency=due.frequency,
            )
            yield clause, mandate

    def _kind(self, clause: Clause, words: str, parts: Sequence[str]) -> str:
        """The type by the clause's own words, else the one that most of its parts are of."""
        again = clause.verb.verb in REPEATS and bool(clause.addressees)
        verb = "" if clause.part or again else clause.verb.verb
        if words or not parts:
            return self.type_of(words, verb, clause)
        kinds = Counter(self.type_of(part, "", clause) for part in parts)
        kind, count = kinds.most_common(1)[0]
        return kind if 2 * count > len(parts) else self.type_of("", verb, clause)

    def type_of(self, words: str, verb: str, clause: Clause) -> str:
        """The type of these words; an acronym of three letters is no State's unless it is one."""
        states = self._addressees.states
        asked = [
            f"{who} office" if _ISO3.fullmatch(who) and who not in states else who
            for who in clause.addressees
        ]
        return mandate_type(words, verb, asked, self._addressees.bodies)

    def _session_body(
        self, clause: Clause, words: str, start: int, end: int, its: bool, context: Context
    ) -> str | None:
        of = _BODY_OF.match(words, end)
        if of:
            return self._addressees.first(words, of.start("who"), context)
        last = self._addressees.last_body(words, start, context)
        if last:
            return last
        if its and clause.verb.verb not in DECIDING:
            asked = next((a for a in clause.addressees if a not in _SESSIONLESS), None)
            if asked and not asked.isupper():
                return asked
        return context.speaker
