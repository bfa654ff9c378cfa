"""Read what the reporting body did: its verbs, with what each governs and to whom it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Verb
from kg.model import Document
from kg.recognise.names import ReportingBody, body_named, reporting_body
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.passages import Passage, Span, passages

__all__ = ["SESSION", "Act", "read_acts"]

_ADVERB: Final = (
    r"(?:also |further |then |strongly |again |unanimously |provisionally |subsequently "
    r"|therefore )*"
)
_ADOPTING: Final = ("adopts", "decides", "endorses")
_NO_OUTCOME: Final = re.compile(
    r"(?: by consensus| by acclamation| without (?:a )?vote| unanimously)?,?"
    r" (?:the |its |this )?(?:following |annotated |provisional |draft |present )*"
    r"(?:agenda|report)\b"
)
_MODIFIER: Final = re.compile(r" with [a-z]+")
_IMPERSONAL: Final = re.compile(
    r"\b[Ii]t was (?:also |further )?(?P<verb>[a-z]+(?: note)?) (?=that\b|in this regard that)"
)
_EXPRESSED: Final = re.compile(
    r"^(?:[\w, ]*, )?(?P<what>(?:[A-Z]?[a-z-]+ ){0,4}(?:views|opinions|concerns?|support"
    r"|appreciation|gratitude"
    r"|reservations)) (?:was|were) (?:also )?expressed\b"
)
SESSION: Final = re.compile(
    rf"\b(?:at|to|for|by|before|of|during) (?:the |its )(?P<ordinal>{ORDINAL}) session"
    r"(?: of (?:the )?(?P<body>[A-Z][\w ,'’-]*?[a-z])(?=[.,;)]| in | and to | for "
    r"| to be | with |$))?"
)
"""A pattern for a session at which something is due, with its ``ordinal`` and ``body``."""
_ADDRESSEE: Final = re.compile(
    r"(?P<who>(?:the |its |all |those )?(?:[A-Z][\w'’-]+|secretariat|member|delegations|countries"
    r"|contracting)(?: (?:(?:of|on|and|for|in|to|the) )*(?:[A-Z][\w'’()-]+|secretariat"
    r"|[Pp]arties|States))*)"
    r"(?=,? to \w|,? in | that\b|:$)"
)
_THAT: Final = re.compile(
    r"that (?P<who>(?:the )?[A-Z][\w'’-]+(?: (?:(?:of|on|and|for|in|to|the) )*[A-Z][\w'’()-]+)*)"
    r"(?=,| [a-z]+\b)"
)
"""Who is to act in "that the Commission, at its next session, consider …"."""
_JUST_NAMED: Final = re.compile(
    r"\bto (?P<who>(?:the )?[A-Z][\w'’-]+"
    r"(?: (?:(?:of|on|and|for|in|to|the) )*[A-Z][\w'’()-]+)*),? ?$"
)
"""Whose session it is in "to report to the General Assembly at its seventieth session"."""
_OBJECT: Final = re.compile(r" (?:the|its|that|an?|this|these|all|to)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the reporting body: ``span`` is its clause, ``rest`` the words it governs.

    ``due`` is the body and the ordinal of the session at which something is due.
    """

    passage: Passage
    verb: Verb
    span: Span
    rest: Span
    addressee: str | None
    due: tuple[str, int] | None

    @property
    def words(self) -> str:
        """The words that the verb governs, without "with appreciation" and the like."""
        said = self.passage.text[self.rest.start : self.rest.end].strip(" ,.;:")
        return re.sub(r"^with (?:great |deep )?[a-z]+ (?=the|that|an?|its)\b", "", said)


def read_acts(document: Document, authority: Authority) -> Iterator[Act]:
    """The acts of the reporting body, one for each verb, in the order of the text.

    Acts of other bodies and of speakers are not its own, nor is what stands in an annex; the
    adoption of the agenda and of the report are read elsewhere.
    """
    body = reporting_body(document, authority)
    if body is None:
        return
    reader = _Reader(authority, body)
    for passage in passages(document):
        if not passage.paragraph.id.startswith("annex"):
            yield from reader.acts(passage)


def _with_modifier(past: str) -> str:
    """A pattern for a verb whose preposition may stand after "with appreciation"."""
    stem, _, last = past.rpartition(" ")
    return rf"{stem}(?: with [a-z]+)? {last}" if stem else last


class _Reader:
    """Reads the sentences whose subject is the reporting body."""

    def __init__(self, authority: Authority, body: ReportingBody) -> None:
        self._authority, self._body = authority, body
        self._pasts = {verb.past: verb for verb in authority.verbs.values()}
        verbs = "|".join(_with_modifier(p) for p in sorted(self._pasts, key=len, reverse=True))
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

    def acts(self, passage: Passage) -> Iterator[Act]:
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
    ) -> Iterator[Act]:
        verbs = [first, *self._coordinate(words, first)]
        ends = [*(v.start() for v in verbs[1:]), len(words)]
        for found, end in zip(verbs, ends, strict=True):
            verb = self._pasts[_MODIFIER.sub("", found["verb"])]
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
            clause = re.search(r"\b(?:which|who|that|where|in which|had|been)\b[^,;]*$", between)
            if joined and not clause:
                yield found

    def _impersonal(self, passage: Passage, sentence: Span, words: str) -> Iterator[Act]:
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

    def _act(self, passage: Passage, verb: Verb, sentence: Span, span: Span, rest: Span) -> Act:
        words = passage.text[sentence.start + rest.start : sentence.start + rest.end]
        shifted = Span(sentence.start + span.start, sentence.start + span.end)
        due = self._due(words)
        return Act(
            passage,
            verb,
            shifted,
            Span(sentence.start + rest.start, sentence.start + rest.end),
            self._addressee(verb, words) or (due[0] if due and verb.verb == "recommends" else None),
            due,
        )

    def _addressee(self, verb: Verb, words: str) -> str | None:
        if not verb.asks:
            return None
        found = _ADDRESSEE.match(words.lstrip()) or _THAT.match(words.lstrip())
        return self._named(re.sub(r"^(?:its|all|those) ", "", found["who"])) if found else None

    def _due(self, words: str) -> tuple[str, int] | None:
        found = SESSION.search(words)
        if not found:
            return None
        owner = None
        if " its " in found[0]:
            owner = _JUST_NAMED.search(words[: found.start()]) or _THAT.match(words.lstrip())
        if found["body"]:
            body = self._named(found["body"])
        else:
            body = self._named(owner["who"]) if owner else self._body.key
        return body, ordinal_of(found["ordinal"])

    def _named(self, words: str) -> str:
        return body_named(words, self._body, self._authority)
