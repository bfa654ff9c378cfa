"""Recognise the clauses of operative paragraphs: what each asks of whom, or only expresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from kg.authority import Authority, Verb
from kg.model import Document, Expression, Mandate, Paragraph
from kg.recognise.addressees import AddresseeReader, Context
from kg.recognise.asking import DECIDING, REPEATING, asks, decides_that
from kg.recognise.clause_verbs import MainVerb, VerbFinder
from kg.recognise.due import read_due
from kg.recognise.mandate_types import mandate_type
from kg.recognise.passages import LONGEST, Passage

__all__ = ["recognise_clauses"]

_ACTS: Final = ("Resolution", "Decision", "DraftResolution")
_OWN_EFFECTS: Final = ("establishes", "renews", "postpones", "decides")
"""Effects of verbs by which the speaker itself brings a thing about: nobody is asked."""
_DIRECTED: Final = frozenset(
    ("thanks", "commends", "congratulates", "reminds", "praises", "salutes", "applauds")
    + ("pays tribute to", "draws the attention of", "assures", "brings to the attention of")
)
_FEELING_TO: Final = re.compile(
    r" (?:its|the|their) (?:[\w-]+,? ){0,4}?(?:appreciation|gratitude|thanks|condolences|sympathy|sympathies|congratulations|solidarity"
    r"|commendation|felicitations|recognition)\b(?: and (?:[\w-]+ ){0,2}[\w-]+)?(?: and (?:[\w-]+ ){0,2}[\w-]+)?,? (?:to|with) "
)
_LINK: Final = re.compile(r"(?P<link>[;,:—–-]*(?: and| or)?)\s*$")
_END: Final = " \t,;.:—–"
_CALLED: Final = re.compile(r" (?:to|upon|on)\b(?= )")
_BY: Final = re.compile(r"^by (?=the |all |[A-Z])")
_PART: Final = re.compile(r"^[\s*_“\"]*(?:\([a-z]{1,5}\)|[a-z]\)|\d{1,2}[.)]|[–—•-])?[\s*_“\"]*")
_AND_TO: Final = re.compile(r"(?:\band|,) to (?=(?:authoriz|request|invit|mandat|entrust|encourag|call|urg|instruct))")
_TO_DO: Final = re.compile(r"(?:and |or )?[Tt]o (?:(?:also|further|not|[a-z]+ly),? )*(?P<verb>[a-z-]+)")
_THAT: Final = re.compile(r"(?:and )?[Tt]hat ")
_NOUN: Final = re.compile(
    r"(?:The|A|An|All|Any|Its|Their|Such|This|These|Those|Each|Every|Other|No|Both|One|Two|Three|More|In|On|At|By|For|With|Of|From|Through|How|What|Whether|Who|Where|Which"
    r"|Measures|Information|Efforts|Members?|States|Governments|Access|Progress|Support for|[A-Z][a-z]+(?:ing|tion|tions|ment|ments|ness|ity|ities|ance|ence|sion|sions|ies|ors|ers|als))\b",
    re.IGNORECASE,
)
_OPEN_TO: Final = re.compile(r"\bto(?:, [^,:;]{0,120},?)?:?\s*$|\bto, inter alia[,:]*\s*$")
_FINITE: Final = re.compile(r"\b(?:shall|should|will|must|be|is|are|may)\b")
_FOLLOWING: Final = re.compile(r"\bthe following (?:specific |main |core |initial )?(?:mandate|tasks?|functions|responsibilities|terms of reference|duties)\W*$|\bmandate to:?$")
_CONTINUES_TO: Final = re.compile(r" to (?:[a-z]+ly )?")
_TO_BODY: Final = re.compile(r" to (?=the (?:General|Economic|Security|Human|Council|Assembly|Commission|Governing))")
_PURPOSE: Final = re.compile(r"\b(?:purposes?|objectives?|aims?|goals?|in order|with a view)\W*$")
_ITS: Final = re.compile(r"\b(?:to|before|by|of|for|the|requests|invites) (?P<who>(?:the )?[A-Z][\w'’-]*(?: (?:(?:of|on|and|for|in|to|the) )*[A-Z][\w'’()-]+)*)")
_SESSIONLESS: Final = frozenset(("secretary-general", "member-states", "secretariat"))
_BODY_OF: Final = re.compile(r",? of (?P<who>the [A-Z])")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause in ``text[start:end]`` of its passage; ``rest`` is where the words asked begin."""

    passage: Passage
    start: int
    end: int
    verb: Verb
    modifier: str | None
    rest: int | None
    addressees: tuple[str, ...]
    mandate: bool
    complete: bool
    that: bool = False
    part: bool = False

    @property
    def words(self) -> str:
        """The words asked for, without the punctuation around them."""
        if self.rest is None:
            return ""
        return self.passage.text[self.rest : self.end].strip(_END)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An authority file, told apart from others by identity, for the reader kept of it."""

    authority: Authority

    def __hash__(self) -> int:
        return id(self.authority)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.authority is self.authority


def recognise_clauses(
    document: Document, authority: Authority
) -> tuple[Mandate | Expression, ...]:
    """Every clause of an act's operative paragraphs, in the order of the text.

    A clause that asks or empowers somebody is a mandate, any other an expression. A sub-paragraph
    that goes on what its opening asks is a mandate with the opening's verb and addressees.
    """
    if document.type not in _ACTS:
        return ()
    return tuple(_reader(_Kept(authority)).clauses(document))


@cache
def _reader(kept: _Kept) -> _Reader:
    return _Reader(kept.authority)


class _Reader:
    """Reads clauses by the lists of one authority."""

    def __init__(self, authority: Authority) -> None:
        self._verbs = VerbFinder(authority)
        self._addressees = AddresseeReader(authority)

    def clauses(self, document: Document) -> Iterator[Mandate | Expression]:
        past = document.type == "Decision"
        governing: dict[str, _Clause] = {}
        parts = dict[str, str]()
        for paragraph in document.paragraphs:
            if paragraph.kind == "operative":
                parts.setdefault(_parent(paragraph.id), paragraph.text)
        contexts: dict[str | None, Context] = {}
        for paragraph in document.paragraphs:
            if paragraph.kind not in ("preambular", "operative", "title"):
                continue
            speaker = paragraph.speaker or document.body
            if speaker not in contexts:
                contexts[speaker] = self._addressees.context(speaker)
            context = contexts[speaker]
            if len(paragraph.text) > LONGEST:
                continue
            if paragraph.kind == "operative":
                self._addressees.notice(paragraph.text, context, anew=False)
                passage = Passage(paragraph, document.source.text)
                found = self._read(passage, governing, context, past=past)
                part = parts.get(paragraph.id, "") if paragraph.id else ""
                if found and part:
                    governing[paragraph.id] = found[-1]
                yield from self._findings(found, _PART.sub("", part), context)
            self._addressees.notice(paragraph.text, context)

    def _read(
        self, passage: Passage, governing: Mapping[str, _Clause], context: Context, *, past: bool
    ) -> list[_Clause]:
        text = passage.text
        above = governing.get(_parent(passage.paragraph.id))
        if above is not None and self._verbs.opening(text, past=past) is None:
            return self._continued(passage, above, context, past=past)
        verbs = self._verbs.main_verbs(text, past=past)
        if above is not None and verbs and not self._verbs.opening(text, past=past):
            verbs = []
        return self._series(passage, verbs, context)

    def _series(
        self, passage: Passage, verbs: Sequence[MainVerb], context: Context
    ) -> list[_Clause]:
        if not verbs:
            return []
        ends = [*(v.start for v in verbs[1:]), len(passage.text)]
        found = [self._clause(passage, v, end, context) for v, end in zip(verbs, ends, strict=True)]
        return found

    def _clause(
        self, passage: Passage, verb: MainVerb, end: int, context: Context
    ) -> _Clause:
        text = passage.text
        words = text[verb.end : end]
        mandate = asks(verb.verb, words)
        clause = _Clause(
            passage, verb.start, end, verb.verb, verb.modifier, verb.end, (), mandate, complete=False
        )
        if verb.verb.verb in DECIDING:
            return self._decision(clause, text, verb.end, end, context)
        if not mandate:
            return replace(clause, addressees=self._directed(verb, text, end, context))
        return self._asking(clause, text, verb.end, end, context)

    def _directed(self, verb: MainVerb, text: str, end: int, context: Context) -> tuple[str, ...]:
        at = verb.end
        if verb.verb.verb not in _DIRECTED:
            to = _FEELING_TO.match(text, at) if verb.verb.verb in ("expresses", "extends", "conveys", "reiterates", "reaffirms") else None
            if not to:
                return ()
            at = to.end()
        return self._addressees.directed(text, at, end, context)

    def _decision(
        self, clause: _Clause, text: str, at: int, end: int, context: Context
    ) -> _Clause:
        that = re.compile(r"[^;]{0,200}?\bthat\b,? ").match(text, at, end)
        if that and not re.search(r"\bto [a-z]", that[0]):
            asked = self._addressees.subject(text, that.end(), end, context)
            mandate = asks(clause.verb, text[at:end], party=bool(asked.addressees))
            names = asked.addressees if mandate and _acts(text[that.end() : end]) else ()
            return replace(
                clause, addressees=names, rest=that.end(), mandate=mandate, complete=True, that=True
            )
        to = re.compile(r",?(?: [^;]{0,300}?,)?? ?(?:\w+ )?to ").match(text, at, end) or re.compile(r"[^;]{0,300}?\bto ").match(text, at, end)
        if not to:
            return replace(clause, rest=None if text[at:end].strip(_END) == "" else at)
        also = _AND_TO.search(text, to.end(), end)
        inner = self._verbs.infinitive(text, to.end()) or (
            self._verbs.infinitive(text, also.end()) if also else None
        )
        names = self._addressees.asked(text, inner, end, context).addressees if inner else ()
        return replace(clause, addressees=names, rest=to.end(), complete=True)

    def _asking(
        self, clause: _Clause, text: str, at: int, end: int, context: Context
    ) -> _Clause:
        again = REPEATING.match(text, at) if clause.verb.verb not in ("requests",) else None
        if again and clause.verb.verb in ("reiterates", "renews", "reaffirms", "repeats", "restates", "reasserts"):
            link = again["link"] or ""
            at = again.end() - (len(" that") if link == " that" else 0)
            if link.strip() == "for":
                return self._called_for(clause, text, at, end, context)
        if clause.verb.verb == "recommends" and re.match(r" to (?:the |its |all |States|Member|Governments)", text[at:end]):
            return self._recommended(clause, text, at + len(" to"), end, context)
        if clause.verb.effect in _OWN_EFFECTS:
            return replace(clause, rest=at, complete=True)
        if clause.verb.verb == "refers":
            to = re.compile(r"[^;]{0,200}? to (?=(?:the|its) )").match(text, at, end)
            if to:
                stop = re.compile(r" (?:for|with|so that)\b|,").search(text, to.end(), end)
                names = self._addressees.named(text, to.end(), stop.start() if stop else end, context)
                return replace(clause, addressees=names, complete=True)
        if clause.verb.verb == "continues":
            to = _CONTINUES_TO.match(text, at)
            at = (self._verbs.infinitive(text, to.end()) if to else None) or at
        if clause.verb.verb in ("calls for", "appeals for"):
            return self._called_for(clause, text, at, end, context)
        asked = self._addressees.asked(text, at, end, context)
        if asked.start is not None and (not asked.addressees and not _THAT.match(text, at + 1)):
            agents = self._addressees.by_agents(text, at, end, context)
            return replace(clause, addressees=agents, rest=at, complete=True)
        if asked.start is not None:
            return replace(
                clause,
                addressees=asked.addressees,
                rest=asked.start if asked.addressees or asked.complete and text[at:].startswith((" that", ", that")) else at,
                complete=True,
                that=text[at : at + 6].strip(", ").startswith("that"),
            )
        shared = text[end : end + 6].lstrip(",; ").startswith(("and", "or")) or text[at:end].rstrip().endswith((":", ",", "—", "–"))
        if shared:
            stop = len(text[at:end].rstrip(_END)) + at
            names = self._addressees.listed(text, at, stop, context)
            if names:
                return replace(clause, addressees=names, rest=None)
        agents = self._addressees.by_agents(text, at, end, context)
        if clause.verb.verb == "recommends" and not agents:
            to = _TO_BODY.search(text, at, end)
            agents = self._addressees.named(text, to.end(), end, context)[:1] if to else ()
        return replace(clause, addressees=agents, rest=at if text[at:end].strip(_END) else None)

    def _called_for(
        self, clause: _Clause, text: str, at: int, end: int, context: Context
    ) -> _Clause:
        """"Calls for the parties to act", else for a thing, done by somebody or by nobody named."""
        asked = self._addressees.asked(text, at, end, context, sure=True)
        if asked.addressees and asked.start is not None:
            return replace(
                clause, addressees=asked.addressees, rest=asked.start, complete=True
            )
        agents = self._addressees.by_agents(text, at, end, context)
        return replace(clause, addressees=agents, rest=at, complete=True)

    def _recommended(
        self, clause: _Clause, text: str, at: int, end: int, context: Context
    ) -> _Clause:
        """"Recommends to the Assembly the adoption …", "… to States that they …"."""
        stop = re.compile(r",? (?:that|the|to|for)\b(?! (?:General|Economic|Security|Human|Council|Assembly|Commission))").search(
            text, at + 5, end
        )
        until = stop.start() if stop else end
        names = self._addressees.named(text, at, until, context)
        return replace(clause, addressees=names, rest=until, complete=True)

    def _continued(
        self, passage: Passage, above: _Clause, context: Context, *, past: bool
    ) -> list[_Clause]:
        text = passage.text
        begin = _PART.match(text)
        at = begin.end() if begin else 0
        more = self._verbs.further(text, at, past=past)
        end = more[0].start if more else len(text)
        own = self._going_on(passage, above, at, end, context)
        return [*([own] if own else []), *self._series(passage, more, context)]

    def _going_on(
        self, passage: Passage, above: _Clause, at: int, end: int, context: Context
    ) -> _Clause | None:
        """The sub-paragraph as a mandate of its own, None where it only lists things."""
        text = passage.text
        opening = above.passage.text.rstrip()
        clause = replace(above, passage=passage, start=at, end=end, rest=at, complete=True, that=False, part=True)
        to, that = _TO_DO.match(text, at), _THAT.match(text, at)
        deciding = above.verb.verb in DECIDING
        if that or (above.that and re.search(r"\bthat[:,]?\s*$", opening) and _FINITE.search(text, at)):
            rest = that.end() if that else at
            asked = self._addressees.subject(text, rest, end, context)
            party = bool(asked.addressees)
            mandate = decides_that(text[rest:end], party=party) if deciding else above.mandate
            names = above.addressees
            if deciding or not names:
                names = asked.addressees if _acts(text[rest:end]) or not deciding else ()
            return replace(clause, rest=rest, addressees=names, mandate=mandate, that=True) if mandate or deciding else None
        if deciding and to and above.complete:
            if not above.mandate or _PURPOSE.search(opening):
                return None
            return replace(clause, rest=to.start("verb"), addressees=())
        if deciding and to:
            words = " " + text[to.start() : end].replace("To ", "to ", 1)
            inner = self._verbs.infinitive(text, to.start("verb"))
            names = self._addressees.asked(text, inner, end, context).addressees if inner else ()
            return replace(
                clause, rest=to.start("verb"), addressees=names, mandate=asks(above.verb, words)
            )
        if not above.mandate:
            return None
        if not above.addressees and not above.complete and not to:
            asked = self._addressees.asked(text, at, end, context)
            if asked.addressees:
                return replace(clause, addressees=asked.addressees, rest=asked.start)
        if to:
            return None if _PURPOSE.search(opening) else replace(clause, rest=to.start("verb"))
        if deciding and not _FOLLOWING.search(opening):
            return None
        if _OPEN_TO.search(opening) or _FOLLOWING.search(opening) or (not above.complete and not _NOUN.match(text, at)):
            return clause
        return None

    def _findings(
        self, found: Sequence[_Clause], part: str, context: Context
    ) -> Iterator[Mandate | Expression]:
        for n, clause in enumerate(found):
            stop = clause.start + len(clause.passage.text[clause.start : clause.end].rstrip(_END))
            where = clause.passage.where(clause.start, stop)
            if not clause.mandate:
                yield Expression(
                    **where,
                    verb=clause.verb.verb,
                    modifier=clause.modifier,
                    addressees=clause.addressees,
                )
                continue
            words = clause.words or next((c.words for c in found[n + 1 :] if c.words), "")
            kind = mandate_type(
                words or part,
                "" if clause.part else clause.verb.verb,
                clause.addressees, self._addressees.bodies
            )
            due = read_due(words, kind)
            body = due.session and self._session_body(clause, words, due.session.start, due.session.end, due.session.its, context)
            yield Mandate(
                **where,
                verb=clause.verb.verb,
                modifier=clause.modifier,
                addressees=clause.addressees,
                type=kind,
                deliverable=words or None,
                due_session=due.session.ordinal if due.session else None,
                due_body=body or None,
                due_date=due.date,
                date_role=due.role,
                frequency=due.frequency,
            )

    def _session_body(
        self, clause: _Clause, words: str, start: int, end: int, its: bool, context: Context
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


def _acts(words: str) -> bool:
    """Whether the subject of a that-clause is to do something, not to be something."""
    modal = re.search(r"\b(?:shall|should|will|must|is to|are to)\b", words)
    if not modal:
        return not re.match(r"[^,;]{0,160}?\bbe\b", words)
    return not re.match(
        r",? (?:also |further |not |\w+ly )*(?:be\b|consist|comprise|begin|end\b|remain|have\b|take effect|expire|apply)",
        words[modal.end() :],
    )


def _parent(ident: str) -> str:
    return ident.rpartition("(")[0]
