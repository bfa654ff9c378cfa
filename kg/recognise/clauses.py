"""Recognise the clauses of operative paragraphs: what each asks of whom, or only expresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kg.authority import Authority
from kg.model import Document, Expression, Mandate
from kg.recognise.addressees import AddresseeReader
from kg.recognise.asking import DECIDING, DECLARING
from kg.recognise.clause_findings import ClauseFindings
from kg.recognise.clause_parts import PART, PartReader, decided_by_parts
from kg.recognise.clause_reading import GIVES_TASKS, ClauseReader
from kg.recognise.clause_values import Clause
from kg.recognise.clause_verbs import VerbFinder
from kg.recognise.passages import LONGEST, Passage
from kg.recognise.short_names import Context

__all__ = ["recognise_clauses"]

_ACTS: Final = ("Resolution", "Decision", "DraftResolution")
_FIRST: Final = re.compile(r"op0(?:~\d+)?")
_NUMBER: Final = re.compile(r"^\s*\d{1,2}\s?\.\s*$")
_LEAD_IN: Final = re.compile(r"(?:[A-Z][a-z]+ly )?[A-Z]?[a-z]+s(?: that| as follows| to)?\s?:")
_THEREFORE: Final = re.compile(
    r"(?:[A-Z][a-z]+, )?[Tt]he [A-Z][\w ]{3,60}?(?:Assembly|Council|Commission|Conference) "
    r"(?=[a-z]+s\b[^.;]*:$)"
)
"""Who speaks in a line that leads in: "Therefore, the General Assembly instructs …:"."""
_LONGEST_LEAD: Final = 120
_Read = tuple[Clause, Mandate | Expression]
"""A clause, and what was found in it."""


def recognise_clauses(document: Document, authority: Authority) -> tuple[Mandate | Expression, ...]:
    """Every clause of an act's operative paragraphs, in the order of the text.

    A clause that asks or empowers somebody is a mandate, any other an expression. A sub-paragraph
    that goes on what its opening asks is a mandate with the opening's verb and addressees.
    """
    if document.type not in _ACTS:
        return ()
    return _reader(authority).clauses(document)


@lru_cache(maxsize=4)
def _reader(authority: Authority) -> _Reader:
    return _Reader(authority)


class _Reader:
    """Reads documents by the lists of one authority."""

    def __init__(self, authority: Authority) -> None:
        self._verbs = VerbFinder(authority)
        self._addressees = AddresseeReader(authority)
        self._clauses = ClauseReader(self._verbs, self._addressees)
        self._parts = PartReader(self._verbs, self._addressees)
        self._finder = ClauseFindings(self._addressees)

    def clauses(self, document: Document) -> tuple[Mandate | Expression, ...]:
        """Every clause, in the order of the text, openings with the type of their parts."""
        return self._typed_by_parts(list(self._all(document)))

    def _typed_by_parts(self, read: Sequence[_Read]) -> tuple[Mandate | Expression, ...]:
        kinds: dict[str, list[str]] = {}
        found = list[Mandate | Expression]()
        after = ""
        for clause, finding in reversed(read):
            own = finding.paragraph == after or clause.verb.effect in ("decides", "establishes")
            after = finding.paragraph
            below = [] if own and clause.words else kinds.get(finding.paragraph, [])
            if isinstance(finding, Mandate) and below:
                finding = replace(finding, type=self._kind_of_most(clause, below))
            if clause.part:
                kind = finding.type if isinstance(finding, Mandate) else ""
                kinds.setdefault(_parent(finding.paragraph), []).append(kind)
            found.append(finding)
        return tuple(reversed(found))

    def _kind_of_most(self, clause: Clause, kinds: Sequence[str]) -> str:
        kind, count = Counter(kinds).most_common(1)[0]
        if kind and 2 * count > len(kinds):
            return kind
        return self._finder.type_of("", "", clause)

    def _all(self, document: Document) -> Iterator[_Read]:
        past = document.type == "Decision"
        governing: dict[str, list[Clause]] = {}
        parts = _parts(document)
        contexts: dict[str | None, Context] = {}
        before = 0
        for paragraph in document.paragraphs:
            gap, before = (before, paragraph.start), paragraph.end
            if paragraph.kind not in ("preambular", "operative", "title"):
                continue
            speaker = paragraph.speaker or document.body
            if speaker not in contexts:
                contexts[speaker] = self._addressees.short_names.context(speaker)
            context = contexts[speaker]
            if len(paragraph.text) > LONGEST:
                continue
            if paragraph.kind == "operative":
                self._addressees.short_names.notice(paragraph.text, context, anew=False)
                passage = Passage(paragraph, document.source.text)
                if lead := self._lead_in(passage, gap, context):
                    governing[""] = lead
                found = self._read(passage, governing, context, past=past)
                below = parts.get(paragraph.id, [])
                if found and below:
                    found[-1] = decided_by_parts(found[-1], below)
                    governing[paragraph.id] = _shared(found)
                if not found and below and paragraph.text.rstrip().endswith(":"):
                    above = governing.get(_parent(paragraph.id))
                    if above and "(" in paragraph.id:
                        governing[paragraph.id] = list(above)
                if found and _FIRST.fullmatch(paragraph.id) and paragraph.text.endswith(":"):
                    governing[""] = _shared(found)  # "Decides that, for 2031:" before "1. …"
                yield from self._finder.findings(found, below, context)
            elif paragraph.kind == "preambular":
                governing.pop("", None)
                if closing := self._verbs.closing(paragraph.text):
                    passage = Passage(paragraph, document.source.text)
                    governing[""] = self._clauses.series(passage, [closing], context)
            self._addressees.short_names.notice(paragraph.text, context)
            if paragraph.kind == "title":
                self._addressees.short_names.entitle(paragraph.text, context)

    def _lead_in(
        self, passage: Passage, gap: tuple[int, int], context: Context
    ) -> list[Clause] | None:
        """The clause of a line of its own before paragraph 1: "Declares that:"."""
        start, end = gap
        if passage.paragraph.id.lstrip("IVX.") != "op1" or not end - start > 0:
            return None
        lines = passage.source[max(start, end - 2 * _LONGEST_LEAD) : end].splitlines()
        line = next((one for n in reversed(lines) if (one := _NUMBER.sub("", n).strip())), "")
        spoken = _THEREFORE.match(line) if len(line) <= _LONGEST_LEAD else None
        if not spoken and not _LEAD_IN.fullmatch(line):
            return None
        line = line[spoken.end() :] if spoken else line
        closing = self._verbs.opening(line, past=False)
        above = Passage(replace(passage.paragraph, text=line), passage.source)
        return self._clauses.series(above, [closing], context) if closing else None

    def _read(
        self,
        passage: Passage,
        governing: Mapping[str, Sequence[Clause]],
        context: Context,
        *,
        past: bool,
    ) -> list[Clause]:
        text = passage.text
        above = governing.get(_parent(passage.paragraph.id))
        if above is not None and self._verbs.opening(text, past=past) is None:
            return self._continued(passage, above, context, past=past)
        part = "(" in passage.paragraph.id
        verbs = self._verbs.main_verbs(text, past=past, unfinished=not part)
        if above is not None and verbs and not self._verbs.opening(text, past=past):
            verbs = []
        return self._clauses.series(passage, verbs, context)

    def _continued(
        self, passage: Passage, above: Sequence[Clause], context: Context, *, past: bool
    ) -> list[Clause]:
        text = passage.text
        begin = PART.match(text)
        at = begin.end() if begin else 0
        if "(" not in passage.paragraph.id and not any(
            c.mandate or c.verb.verb in DECIDING for c in above
        ):
            return [self._declared(passage, one, at, context) for one in above]
        more = self._verbs.further(text, at, past=past)
        end = more[0].start if more else len(text)
        own = [self._parts.going_on(passage, one, at, end, context) for one in above]
        return [*(one for one in own if one), *self._clauses.series(passage, more, context)]

    def _declared(self, passage: Passage, above: Clause, at: int, context: Context) -> Clause:
        """A numbered paragraph under a verb that asks nothing, unless it orders something."""
        end = len(passage.text)
        if above.verb.verb in DECLARING:
            found = self._parts.going_on(passage, above, at, end, context)
            if found and found.mandate:
                return found
        return replace(above, passage=passage, start=at, end=end, rest=None, addressees=())


def _shared(found: Sequence[Clause]) -> list[Clause]:
    """The clauses that a paragraph's parts go on: the last, and those that share its object."""
    begin = len(found) - 1
    tasks = [one for one in found if one.mandate and GIVES_TASKS.search(one.words)]
    if tasks and not found[-1].mandate:
        return tasks[-1:]
    while begin and found[begin - 1].mandate and not found[begin - 1].words:
        begin -= 1
    return list(found[begin:])


def _parts(document: Document) -> dict[str, list[str]]:
    """The words of the sub-paragraphs under each paragraph, without their letters."""
    found: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        parent = _parent(paragraph.id)
        if parent and paragraph.kind == "operative":
            found.setdefault(parent, []).append(PART.sub("", paragraph.text))
    return found


def _parent(ident: str) -> str:
    return ident.rpartition("(")[0]
