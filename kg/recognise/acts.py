"""Read what the reporting body did: its verbs, with what each governs and to whom it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.authority import Authority, Verb
from kg.model import Document, Mandate
from kg.recognise.act_mandates import ActMandates
from kg.recognise.act_passives import Passive, Passives
from kg.recognise.act_series import Found, Series
from kg.recognise.acting import Speaking, speaking
from kg.recognise.addressees import AddresseeReader
from kg.recognise.clause_joining import MainVerb
from kg.recognise.clause_parts import PART, PartReader
from kg.recognise.clause_reading import ClauseReader
from kg.recognise.clause_values import Clause
from kg.recognise.clause_verbs import VerbFinder
from kg.recognise.passages import Passage, Span, passages

__all__ = ["Act", "read_acts"]

_TALE: Final = ("report", "other")
_NO_OUTCOME: Final = re.compile(
    r"(?: by consensus| by acclamation| without (?:a )?vote| unanimously)?,?"
    r"(?: (?:its|the) report \(| the following (?:annotated |provisional |draft )*agenda\b)"
)
"""What the agenda's items and the adoption of the report say already."""


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the reporting body: ``span`` is its clause, ``rest`` the words it governs.

    ``due`` is ``<body>/session/<n>`` or a day; ``mandate`` is there where the act asks something.
    """

    passage: Passage
    verb: Verb
    span: Span
    rest: Span
    addressee: str | None
    due: str | None
    mandate: Mandate | None

    @property
    def words(self) -> str:
        """The words that the verb governs, without "with appreciation" and the like."""
        said = self.passage.text[self.rest.start : self.rest.end].strip(" ,.;:")
        said = re.sub(r"[ ,;]+(?:and|it|also|further|as well as)$", "", said)
        return re.sub(r"^with (?:great |deep )?[a-z]+ (?=the|that|an?|its)\b", "", said)


def read_acts(document: Document, authority: Authority) -> tuple[Act, ...]:
    """The acts of the reporting body, one for each verb, in the order of the text.

    Acts of other bodies, of earlier sessions and of speakers are not its own, nor is what stands
    in an annex.
    """
    known = speaking(document, authority)
    return tuple(_Reader(authority, known).all(document)) if known else ()


class _Reader:
    """Reads the passages of one report."""

    def __init__(self, authority: Authority, known: Speaking) -> None:
        self._known = known
        self._series = Series(authority, known)
        self._passives = Passives(self._series.verbs, known)
        finder, addressees = VerbFinder(authority), AddresseeReader(authority)
        self._clauses = ClauseReader(finder, addressees)
        self._parts = PartReader(finder, addressees)
        self._mandates = ActMandates(authority, known, addressees)
        self._addressees = addressees
        self._context = addressees.short_names.context(known.body.key)

    def all(self, document: Document) -> Iterator[Act]:
        """The acts of all passages that tell of the meeting, in order."""
        told = [
            one
            for one in passages(document, _TALE)
            if not one.paragraph.id.startswith(("annex", "appendix", "fn"))
        ]
        opened: dict[str, tuple[bool, Clause | None]] = {}
        of_body, heading = False, tuple[str, ...]()
        for n, passage in enumerate(told):
            if passage.paragraph.heading != heading:
                heading, of_body = passage.paragraph.heading, False
                opened.pop("", None)
            parent = passage.paragraph.id.rpartition("(")[0]
            ours, above = opened.get(parent, (True, None))
            below = _below(told, n)
            self._addressees.short_names.notice(passage.text, self._context, anew=False)
            found = list(self._listed(passage, above)) if parent or "" in opened or ours else []
            if not ours and not parent:
                found = []
            acts = found if found and ours else list(self._acts(passage, below, goes_on=of_body))
            yield from (act for act, _ in acts)
            of_body = self._series.of_body
            if passage.text.endswith(":"):
                last = acts[-1][1] if acts and acts[-1][0].span.end >= len(passage.text) else None
                begins = bool(acts) or self._series.opens_list(passage.text)
                opened[passage.paragraph.id] = begins, last
                if not parent:
                    opened[""] = begins, None
            self._addressees.short_names.notice(passage.text, self._context)

    def _listed(
        self, passage: Passage, above: Clause | None
    ) -> Iterator[tuple[Act, Clause | None]]:
        """The acts of a part of a list that begins with its verb, or goes on its opening's."""
        text = passage.text
        begin = PART.match(text)
        at = begin.end() if begin else 0
        lettered = "(" in passage.paragraph.id
        first = self._series.opening(text, at, present=lettered)
        if first and (passage.paragraph.kind == "other" or lettered):
            whole = Span(0, len(text))
            found = self._series.from_first(text, first, present=True)
            yield from self._made(passage, whole, found, ())
        elif above:
            clause = self._parts.going_on(passage, above, at, len(text), self._context)
            if clause and clause.mandate:
                yield self._act(
                    passage,
                    Span(at, len(text)),
                    at,
                    clause,
                    (),
                    above.passage.text[above.rest or above.start :],
                )

    def _acts(
        self, passage: Passage, below: Sequence[str], *, goes_on: bool
    ) -> Iterator[tuple[Act, Clause | None]]:
        spoken = False
        self._series.of_body = goes_on
        for sentence in passage.sentences():
            words = passage.text[sentence.start : sentence.end]
            found = self._series.find(words)
            if found:
                parts = below if sentence.end == len(passage.text) else ()
                yield from self._made(passage, sentence, found, parts)
            for passive in self._passives.find(words, spoken=spoken):
                if not any(one.end == passive.rest for one in found):
                    yield self._passive(passage, sentence, passive)
            spoken = spoken or (not found and self._series.is_speech(words))

    def _made(
        self, passage: Passage, sentence: Span, found: Sequence[Found], below: Sequence[str]
    ) -> Iterator[tuple[Act, Clause | None]]:
        verbs = [
            MainVerb(sentence.start + one.start, sentence.start + one.end, one.verb, one.modifier)
            for one in found
        ]
        until = replace(passage.paragraph, text=passage.text[: sentence.end])
        clauses = self._clauses.series(Passage(until, passage.source), verbs, self._context)
        for verb, clause in zip(verbs, clauses, strict=True):
            if verb.verb.effect in ("adopts", "endorses") and _NO_OUTCOME.match(
                passage.text, verb.end
            ):
                continue
            last = verb is verbs[-1]
            whole = replace(clause, passage=passage)
            span = Span(clause.start, clause.end)
            yield self._act(passage, span, verb.end, whole, below if last else ())

    def _passive(
        self, passage: Passage, sentence: Span, passive: Passive
    ) -> tuple[Act, Clause | None]:
        start, end = sentence
        at = start + passive.rest
        names: tuple[str, ...] = ()
        if passive.who:
            who = (start + passive.who.start, start + passive.who.end)
            names = self._addressees.named(passage.text, *who, self._context)
        if passive.who or passive.object is None:
            verb = MainVerb(start, at, passive.verb, None)
            until = replace(passage.paragraph, text=passage.text[:end])
            series = self._clauses.series(Passage(until, passage.source), [verb], self._context)
            clause = replace(series[0], passage=passage)
            if passive.who:
                clause = replace(
                    clause, addressees=names, rest=at, mandate=True, complete=True, that=False
                )
            return self._act(passage, sentence, at, clause, ())
        object_ = Span(start + passive.object.start, start + passive.object.end)
        return Act(passage, passive.verb, sentence, object_, None, None, None), None

    def _act(
        self,
        passage: Passage,
        span: Span,
        rest: int,
        clause: Clause,
        below: Sequence[str],
        opening: str = "",
    ) -> tuple[Act, Clause | None]:
        words = passage.text[rest : span.end]
        mandate = self._mandates.of(clause, words, below, opening, self._context)
        asked = mandate.addressees if mandate else self._mandates.cleaned(clause.addressees)
        act = Act(
            passage,
            clause.verb,
            span,
            Span(rest, span.end),
            asked[0] if asked else None,
            self._mandates.due(mandate, words) if mandate else None,
            mandate,
        )
        return act, clause


def _below(told: Sequence[Passage], n: int) -> list[str]:
    """The words of the parts under a passage, without their letters."""
    ident = told[n].paragraph.id
    found = list[str]()
    for one in told[n + 1 :]:
        if not one.paragraph.id.startswith(f"{ident}("):
            break
        if one.paragraph.id.rpartition("(")[0] == ident:
            found.append(PART.sub("", one.text))
    return found
