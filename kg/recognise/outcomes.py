"""Recognise what a meeting concluded, and the mandates among it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Verb
from kg.model import Document, Mandate, Outcome
from kg.recognise.dates import find_dates
from kg.recognise.names import ReportingBody, body_key, reporting_body
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.passages import Passage, Span, passages

__all__ = ["recognise_mandates", "recognise_outcomes"]

_ADVERB: Final = (
    r"(?:also |further |then |strongly |again |unanimously |provisionally |subsequently "
    r"|therefore )*"
)
_ADOPTING: Final = ("adopts", "decides", "endorses")
_NO_OUTCOME: Final = re.compile(
    r" (?:the |its |this )?(?:following |annotated |provisional |draft |present )*(?:agenda|report)\b"
)
_IMPERSONAL: Final = re.compile(
    r"\b[Ii]t was (?:also |further )?(?P<verb>[a-z]+(?: note)?) (?=that\b|in this regard that)"
)
_EXPRESSED: Final = re.compile(
    r"^(?:[\w, ]*, )?(?P<what>(?:[A-Z]?[a-z-]+ ){0,4}(?:views|opinions|concerns?|support"
    r"|appreciation|gratitude"
    r"|reservations)) (?:was|were) (?:also )?expressed\b"
)
_SESSION: Final = re.compile(
    rf"\b(?:at|to|for|by|before|of|during) (?:the |its )(?P<ordinal>{ORDINAL}) session"
    r"(?: of (?:the )?(?P<body>[A-Z][\w ,'’-]*?[a-z])(?=[.,;)]| in | and to | for "
    r"| to be | with |$))?"
)
_ADDRESSEE: Final = re.compile(
    r"(?P<who>(?:the |its |all |those )?(?:[A-Z][\w'’-]+|secretariat|member|delegations|countries"
    r"|contracting)(?: (?:(?:of|on|and|for|in|to|the) )*(?:[A-Z][\w'’()-]+|secretariat"
    r"|[Pp]arties|States))*)"
    r"(?=,? to \w|,? in | that\b)"
)
_OBJECT: Final = re.compile(r" (?:the|its|that|an?|this|these|all|to)\b")
_TYPES: Final = (
    (re.compile(r"\bestablish(?:ment)?\b.*\b(?:group|committee|body|force)\b"), "establish body"),
    (
        re.compile(r"\b(?:convene|hold|organi[sz]e)\b.*\b(?:meeting|session|conference|workshop)"),
        "convene meeting",
    ),
    (re.compile(r"\b(?:submit|prepare|present|provide) .{0,40}\breport\b|\bto report\b"), "report"),
    (
        re.compile(r"\b(?:carry out|conduct|prepare|undertake) .{0,40}\bstudy\b|\bto study\b"),
        "study",
    ),
    (re.compile(r"\btechnical assistance\b|\bcapacity-building\b"), "technical assistance"),
    (re.compile(r"\b(?:extend|renew|continue)\b.*\bmandate\b"), "renew"),
    (re.compile(r"\b(?:include|place|put)\b.*\bagenda\b"), "agenda inclusion"),
    (re.compile(r"\b(?:extrabudgetary|voluntary contributions|funding)\b"), "finance"),
)


@dataclass(frozen=True, slots=True)
class _Act:
    """A verb of the meeting with the words it governs."""

    passage: Passage
    verb: Verb
    span: Span
    rest: Span
    addressee: str | None
    due: tuple[str, int] | None


def recognise_outcomes(document: Document, authority: Authority) -> tuple[Outcome, ...]:
    """What the reporting body concluded, one for each verb, in the order of the text.

    Acts of other bodies and of speakers are not outcomes; nor are the adoption of the agenda and
    of the report, or elections, which have kinds of their own.
    """
    return tuple(_outcome(act) for act in _acts(document, authority))


def recognise_mandates(document: Document, authority: Authority) -> tuple[Mandate, ...]:
    """The outcomes that ask something of somebody who is named."""
    return tuple(
        _mandate(act) for act in _acts(document, authority) if act.verb.asks and act.addressee
    )


def _outcome(act: _Act) -> Outcome:
    start, end = act.span
    words = act.passage.text[act.rest.start : act.rest.end].strip(" ,.;:")
    return Outcome(
        **act.passage.where(start, end),
        verb=act.verb.verb,
        object=words or None,
        addressee=act.addressee,
        due=f"{act.due[0]}/session/{act.due[1]}" if act.due else None,
    )


def _mandate(act: _Act) -> Mandate:
    words = act.passage.text[act.rest.start : act.rest.end].strip(" ,.;:")
    kind = next((name for pattern, name in _TYPES if pattern.search(words)), None)
    to_states = act.addressee in ("member-states", "Parties", "contracting parties", "States")
    day = next((d for d in find_dates(words) if d.first == d.last), None)
    due = (
        day
        if day and re.search(r"\b(?:by|before|no later than)\b[^,;]{0,12}$", words[: day.start])
        else None
    )
    return Mandate(
        **act.passage.where(*act.span),
        verb=act.verb.verb,
        addressees=(act.addressee,) if act.addressee else (),
        type=kind or ("action by States" if to_states else "other"),
        deliverable=words or None,
        due_session=str(act.due[1]) if act.due else None,
        due_date=due.last if due else None,
        date_role="deadline" if due else None,
    )


def _acts(document: Document, authority: Authority) -> Iterator[_Act]:
    body = reporting_body(document, authority)
    if body is None:
        return
    reader = _Reader(authority, body)
    for passage in passages(document):
        if not passage.paragraph.id.startswith("annex"):
            yield from reader.acts(passage)


class _Reader:
    """Reads the sentences whose subject is the reporting body."""

    def __init__(self, authority: Authority, body: ReportingBody) -> None:
        self._authority, self._body = authority, body
        self._pasts = {verb.past: verb for verb in authority.verbs.values()}
        verbs = "|".join(re.escape(p) for p in sorted(self._pasts, key=len, reverse=True))
        heads = "|".join(re.escape(h) for h in (*body.heads, "meeting", "Meeting") if h)
        acronyms = "|".join(re.escape(h) for h in body.heads if h.isupper()) or r"(?!)"
        self._subject = re.compile(
            rf"(?:^|, |; )(?:(?:The|the) (?:{heads})|(?:{acronyms}))(?: of the Parties"
            rf")?(?:, [^,;]{{3,160}},)? {_ADVERB}"
            rf"(?P<verb>{verbs})\b"
        )
        self._again = re.compile(
            rf"(?:,|;)?(?: and|,)? (?:it )?{_ADVERB}(?P<verb>{verbs})\b(?! by\b)"
        )
        self._it = re.compile(rf"^It {_ADVERB}(?P<verb>{verbs})\b")

    def acts(self, passage: Passage) -> Iterator[_Act]:
        """The acts of one passage, in order; "It" goes on after a sentence about the body."""
        of_body = False
        for sentence in passage.sentences():
            words = passage.text[sentence.start : sentence.end]
            found = self._subject.search(words) or (self._it.match(words) if of_body else None)
            if found:
                of_body = True
                yield from self._series(passage, sentence, words, found)
                continue
            of_body = False
            yield from self._impersonal(passage, sentence, words)

    def _series(
        self, passage: Passage, sentence: Span, words: str, first: re.Match[str]
    ) -> Iterator[_Act]:
        verbs = [first, *self._coordinate(words, first)]
        ends = [*(v.start() for v in verbs[1:]), len(words)]
        for found, end in zip(verbs, ends, strict=True):
            verb = self._pasts[found["verb"]]
            if verb.effect in _ADOPTING and _NO_OUTCOME.match(words, found.end()):
                continue
            start = 0 if found is first else found.start("verb")
            yield self._act(passage, verb, sentence, Span(start, end), Span(found.end(), end))

    def _coordinate(self, words: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
        """The further verbs of the same subject: no clause of another subject between."""
        for found in self._again.finditer(words, first.end()):
            between = words[first.end() : found.start()]
            listed = _OBJECT.match(words, found.end()) and found[0][0] in ",;"
            joined = listed or re.search(r"\band\b|\bit\b", found[0])
            clause = re.search(
                r"\b(?:which|who|that|where|by|as|in which|had|been)\b[^,;]*$", between
            )
            if joined and not clause:
                yield found

    def _impersonal(self, passage: Passage, sentence: Span, words: str) -> Iterator[_Act]:
        found = _IMPERSONAL.search(words)
        if found and found["verb"] in self._pasts:
            rest = Span(found.end(), len(words))
            yield self._act(
                passage, self._pasts[found["verb"]], sentence, Span(0, len(words)), rest
            )
        expressed = _EXPRESSED.match(words)
        if expressed and "expressed" in self._pasts:
            span = Span(*expressed.span("what"))
            yield self._act(passage, self._pasts["expressed"], sentence, Span(0, len(words)), span)

    def _act(self, passage: Passage, verb: Verb, sentence: Span, span: Span, rest: Span) -> _Act:
        words = passage.text[sentence.start + rest.start : sentence.start + rest.end]
        shifted = Span(sentence.start + span.start, sentence.start + span.end)
        due = self._due(words)
        return _Act(
            passage,
            verb,
            shifted,
            Span(sentence.start + rest.start, sentence.start + rest.end),
            self._addressee(verb, words) or (due[0] if due and verb.verb == "recommends" else None),
            due,
        )

    def _addressee(self, verb: Verb, words: str) -> str | None:
        found = _ADDRESSEE.match(words.lstrip()) if verb.asks else None
        return (
            body_key(re.sub(r"^(?:its|all|those) ", "", found["who"]), self._authority)
            if found
            else None
        )

    def _due(self, words: str) -> tuple[str, int] | None:
        found = _SESSION.search(words)
        if not found:
            return None
        body = body_key(found["body"], self._authority) if found["body"] else self._body.key
        return body, ordinal_of(found["ordinal"])
