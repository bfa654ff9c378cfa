"""Recognise statements: who spoke in which paragraph, in what capacity, under which item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.authority import Authority
from kg.model import Document, Statement
from kg.recognise.dates import day_of
from kg.recognise.passages import PROSE, Passage, Span, passages
from kg.recognise.reporting import reporting_body
from kg.recognise.speaker_lines import Lead, lead_of, read_inner_lines, read_lines
from kg.recognise.speaker_names import Known
from kg.recognise.speaker_parts import is_part, parts_lead, read_part
from kg.recognise.speakers import Speaker, read_speakers
from kg.recognise.speech import Speech, going_on, speeches
from kg.recognise.speech_items import ItemsAbove

__all__ = ["recognise_statements"]

_ANNEX: Final = re.compile(r"(?:annex|appendix)\d*\.")
_OPENING: Final = re.compile(
    r"^\W*(?:[IVX\d]+\.?\s)?(?:Opening|Welcome|Inaugura)|\bopening (?:statements|remarks)", re.I
)
_OPENED: Final = re.compile(
    r"\b(?:was|were) (?:also )?(?:formally |officially )?opened by (?P<who>.{3,900})"
)
_ACTS: Final = re.compile(
    r"\b(?P<body>[A-Z][\w./]*[A-Z0-9][\w./]*) (?:also |further |then )?(?:adopted|decided|took note"
    r"|elected|approved|mandated|requested|(?P<meets>held its))\b"
)
_OFTEN: Final = 2
_CHAIR: Final = re.compile(r"(?:co-|vice-)?(?:chair|president|moderator)", re.IGNORECASE)
_CONDUCTING: Final = re.compile(
    r"invited|called|requested|asked|accepted|moved|declared|encouraged"
)
_TELLING: Final = re.compile(
    r"\b(?:noting|explaining|recalling|saying|informing|stressing|stating)\b"
)
_WEAK_FOR_STATES: Final = re.compile(
    r"offered|encouraged|invited|recommended|agreed with|volunteered|committed|registered|entered"
    r"|accepted|hoped|advanced|associated|joined"
)
_ENDS: Final = (".", ":", ";", "”", "?")
_ACTING: Final = re.compile(
    r"supported|offered|invited|recommended|committed|accepted|endorsed|registered|entered|advanced"
    r"|tabled|sought|volunteered|joined|hoped|reserved|advised|raised the|associated|illustrated"
)
_PAPERS: Final = re.compile(r"Document(?:s|ation)?:|[^.]{0,300}\bbefore it\b[^.]{0,120}:$")
_PAPER: Final = re.compile(r"\s*,? \((?:see )?(?:document )?[A-Z][\w.]*/")
_OPENS: Final = re.compile(
    r"(?:(?:At|On|In) [^,.;]{3,60}, )?(?P<who>[A-Zt].{2,200}?),? (?:formally |officially "
    r")?opened the "
)
_ALSO_FOR: Final = re.compile(
    r"(?:(?:He|She|It|The (?:speaker|representative)) (?:also )?(?:spoke|was speaking)|(?:Also "
    r")?[Ss]peaking)"
    r" (?:also )?on behalf of (?:the )?(?P<group>[^;]{2,200}?)"
    r"(?:, (?:he|she|it|the (?:speaker|representative|delegation|observer))\b|[.,]?$)"
)
_SESSION_OF: Final = re.compile(
    r"(?:At|During) (?:its|their|the) [^.;]{3,90}?(?:session|meeting)s?(?: \([^()]*\))?, "
    r"(?:the )?(?P<body>[A-Z][\w./]*[A-Z0-9][\w./]*)\b"
)
_AT_IT: Final = re.compile(r"(?:At|During) (?:the|that|this) (?:same )?(?:session|meeting)\b")
_OFFICE_WORD: Final = re.compile(r"(?:[Cc]o-|[Vv]ice-)?[A-Z][a-z]+(?:[ -]General)?")


def recognise_statements(document: Document, authority: Authority) -> tuple[Statement, ...]:
    """One statement for each speaker and paragraph, in the order of the text.

    Whoever is said to have spoken at the meeting under a name or office; nobody without one, not
    the reporting body, and not who only opened or chaired. A list of speakers may go on through
    the paragraphs below the one that opens it.
    """
    return tuple(_Reader(document, authority).statements())


@dataclass(frozen=True, slots=True)
class _Again:
    """Somebody who has spoken in the paragraph goes on, in this form."""

    name: str
    form: str

    def upon(self, statement: Statement) -> Statement:
        """The statement, with this form where it is of the same speaker and had none of its own."""
        said = statement.speaker.casefold()
        same = self.name.casefold() in (said, said.split()[-1])
        telling = statement.form == "statement" and self.form in ("presentation", "introductory")
        return replace(statement, form=self.form) if same and telling else statement


class _Reader:
    """The state of reading one document: what the paragraphs before say of the next."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self._document = document
        self._known = Known(authority, day_of(document))
        self._items = ItemsAbove(document)
        self._last: Speaker | None = None
        self._last_heading: tuple[str, ...] = ()
        body = reporting_body(document, authority)
        heads = {head.casefold() for head in body.heads} if body else set()
        self._own = heads | {f"{document.title} {document.symbol}".casefold()}
        self._bodies = heads | _deciding(document.source.text)

    def statements(self) -> Iterator[Statement]:
        lead: Lead | None = None
        parts: Lead | None = None
        papers = False
        for passage in passages(self._document, (*PROSE, "heading")):
            if parts and (named := read_part(passage, parts, self._known)):
                said = list(self._spoken(passage, None))
                yield from said or self._listed(passage, named, parts)
                continue
            if lead and (listed := read_lines(passage, lead, self._known)) is not None:
                yield from self._listed(passage, listed, lead)
                continue
            if passage.paragraph.kind == "heading" or _ANNEX.match(passage.paragraph.id):
                continue
            papers = _lists_papers(passage, papers)
            if papers or _is_fragment(passage):
                lead = parts = None
                continue
            self._items.enter(passage.paragraph)
            inner = read_inner_lines(passage, self._known)
            yield from self._spoken(passage, until=inner[1] if inner else None)
            if inner:
                yield from self._listed(passage, inner[2], inner[0])
            lead = lead_of(passage)
            parts = parts if parts and is_part(passage, parts) else parts_lead(passage)

    def _listed(self, passage: Passage, listed: list[Speaker], lead: Lead) -> Iterator[Statement]:
        under = self._items.of(lead.words, lead.passage.paragraph)
        form = lead.form
        seen: set[str] = set()
        for speaker in listed:
            if _is_new(speaker, seen):
                yield _statement(
                    passage, speaker, self._form(form, speaker, lead.passage), under, None
                )

    def _spoken(self, passage: Passage, until: int | None) -> Iterator[Statement]:
        told: list[Statement] = []
        for more in self._told(passage, until):
            if isinstance(more, Statement):
                told.append(more)
            elif isinstance(more, _Again):
                told = [more.upon(statement) for statement in told]
            elif told and told[-1].on_behalf_of is None:
                told[-1] = replace(told[-1], on_behalf_of=more)
        yield from told

    def _told(self, passage: Passage, until: int | None) -> Iterator[Statement | _Again | str]:
        """The statements of a paragraph, and what turns out later about those before.

        That is in what form somebody goes on, or for whom else the one before speaks.
        """
        seen: set[str] = set()
        elsewhere = False
        latest: Speaker | None = None
        presiding: Speaker | None = None
        opening = False
        for sentence in passage.sentences():
            if until is not None and sentence.start >= until:
                break
            words = passage.text[sentence.start : sentence.end]
            under = None
            elsewhere = self._elsewhere(words, before=elsewhere)
            if elsewhere:
                continue
            if also := _ALSO_FOR.match(words):
                yield re.sub(r" \([A-Z]{2,}\)", "", also["group"])
            opening = opening or bool(
                re.match(r"(?:At|In) (?:the )?opening\b(?! (?:plenary|meeting))", words)
            )
            for speech, speaker in self._of_sentence(
                passage, sentence, words, said=bool(seen), latest=latest or presiding
            ):
                if not _is_new(speaker, seen):
                    yield _Again(speaker.who.name, speech.form)
                    continue
                latest = speaker if speaker.who.kind == "person" else latest
                under = self._items.of(words, passage.paragraph) if under is None else under
                form = "opening" if opening and speech.form == "statement" else speech.form
                form = self._form(form, speaker, passage)
                if presiding and speaker.who == presiding.who and form == "statement":
                    form = "opening"
                yield _statement(passage, speaker, form, under, speech.behalf)
            presiding = self._presiding(passage, sentence, words)
        if latest:
            self._last, self._last_heading = latest, passage.paragraph.heading

    def _presiding(self, passage: Passage, sentence: Span, words: str) -> Speaker | None:
        """Who is said to open the meeting, of whom the next sentence may tell that he spoke."""
        found = _OPENS.match(words)
        if found is None:
            return None
        who = Span(sentence.start + found.start("who"), sentence.start + found.end("who"))
        named = read_speakers(passage.text, who, *self._known, bare_names=False)
        return next((speaker for speaker in named if speaker.who.kind == "person"), None)

    def _elsewhere(self, words: str, *, before: bool) -> bool:
        """Whether a sentence tells of another body's session, as of "the session" named before."""
        held = _SESSION_OF.match(words)
        if held:
            body = held["body"].casefold()
            return not any(body in own for own in self._own)
        return before and bool(_AT_IT.match(words))

    def _of_sentence(
        self,
        passage: Passage,
        sentence: Span,
        words: str,
        *,
        said: bool,
        latest: Speaker | None,
    ) -> Iterator[tuple[Speech, Speaker]]:
        goes_on = going_on(words, sentence.start)
        before = latest
        if before is None and self._last_heading == passage.paragraph.heading:
            before = None if said else self._last
        if goes_on and before:
            yield goes_on, Speaker(goes_on.who, before.who, before.capacity, None, before.post)
        claimed: set[int] = set()
        for speech in speeches(words, sentence.start):
            if speech.subject and speech.verb_at in claimed:
                continue
            found = list(
                read_speakers(passage.text, speech.who, *self._known, bare_names=not speech.strict)
            )
            joint = any(speaker.who.kind == "state" for speaker in found)
            for speaker in found:
                claimed.add(speech.verb_at)
                if self._speaks(speaker, speech, joint=joint):
                    yield speech, speaker
        opened = _OPENED.search(words)
        if opened and any(
            _OPENING.search(heading) and "statement" in heading.lower()
            for heading in passage.paragraph.heading[-1:]
        ):
            who = Span(sentence.start + opened.start("who"), sentence.start + opened.end("who"))
            for speaker in read_speakers(passage.text, who, *self._known):
                yield Speech(who, "opening", "opened", ""), speaker

    def _speaks(self, speaker: Speaker, speech: Speech, *, joint: bool) -> bool:
        """Whether this is somebody who spoke, and not a body that met or an act elsewhere."""
        who = speaker.who
        if who.name.casefold() in self._bodies:
            return speaker.capacity is not None
        if speech.verb == "reports" or speech.verb == "report":
            return not _PAPER.match(speech.rest)
        if not speech.subject:
            return True
        if who.kind == "person" and _CHAIR.match(who.name) and _CONDUCTING.match(speech.verb):
            return bool(_TELLING.search(speech.rest))
        if speaker.capacity is None and who.kind in ("organization", "secretariat", "group"):
            return joint or not _ACTING.match(speech.verb)
        if speaker.capacity is None and who.kind == "state":
            return not _WEAK_FOR_STATES.match(speech.verb)
        return True

    def _form(self, form: str, speaker: Speaker, passage: Passage) -> str:
        """The form, where a heading may say that persons speak in the opening."""
        heading = passage.paragraph.heading[-1:]
        opens = heading and _OPENING.search(heading[0]) and speaker.who.kind == "person"
        return "opening" if form == "statement" and opens else form


def _deciding(text: str) -> set[str]:
    """The acronyms by which a text calls bodies that meet: they decide, again and again."""
    acts = Counter[str]()
    for found in _ACTS.finditer(text):
        acts[found["body"].casefold()] += _OFTEN if found["meets"] else 1
    return {body for body, count in acts.items() if count >= _OFTEN}


def _lists_papers(passage: Passage, before: bool) -> bool:
    """Whether a paragraph names documents, or goes on a list of them that another began."""
    if _PAPERS.match(passage.text):
        return True
    return before and passage.paragraph.id.endswith(")")


def _is_fragment(passage: Passage) -> bool:
    """Whether a paragraph without a number is no sentence: a line of a list of documents."""
    return passage.paragraph.kind == "other" and not passage.text.endswith(_ENDS)


def _is_new(speaker: Speaker, seen: set[str]) -> bool:
    """Whether somebody has not spoken yet in the paragraph; remembers that he has now.

    "Ms. A, Chair of B" goes on as "Ms. A" or as "the Chair".
    """
    who = speaker.who
    name = who.name.casefold()
    keys = {who.iso3 or who.id or name} if who.kind != "person" else {name, name.split()[-1]}
    if who.kind == "person" and speaker.post and speaker.post != who.name:
        post = _OFFICE_WORD.match(speaker.post)
        keys |= {post[0].casefold()} if post else set()
    known = bool(keys & seen) if who.kind != "person" else name in seen or name.split()[-1] in seen
    if who.kind == "person" and speaker.post == who.name and " " in who.name:
        known = name in seen
    seen |= keys if not known else set()
    return not known


def _statement(
    passage: Passage,
    speaker: Speaker,
    form: str,
    items: tuple[str, ...],
    behalf: str | None,
) -> Statement:
    who = speaker.who
    return Statement(
        **passage.where(*speaker.span),
        speaker=who.name,
        speaker_kind=who.kind,
        speaker_id=who.id,
        iso3=who.iso3,
        capacity=speaker.capacity,
        on_behalf_of=speaker.on_behalf_of or behalf,
        agenda_item=items,
        form=form,
    )
