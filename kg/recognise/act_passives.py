"""Find what a meeting did where a report does not name it: "It was agreed that", "was elected"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.authority import Verb
from kg.recognise.acting import Speaking
from kg.recognise.passages import Span

__all__ = ["Passive", "Passives"]

_ALSO: Final = (
    r"(?:(?:also|further|then|therefore|thus|subsequently|accordingly|finally|unanimously|again"
    r"|generally|duly|hereby|formally|provisionally|once again|strongly|[Ii]n addition),? ){0,2}"
)
_LEAD: Final = r"(?:[A-Z][^,;.]{1,160}, |In conclusion |(?<=[;,] )(?:and )?)"
_IMPERSONAL: Final = re.compile(
    rf"(?:^|{_LEAD}|(?<=; )|(?<=; and )|(?<=, and ))[Ii]t was {_ALSO}"
    r"(?P<verb>[a-z]+(?: note)?)"
    r"(?: by consensus| unanimously)?"
    r"(?P<link>,? (?:that|to)\b|,? (?:in this regard|however|inter alia|as [^,;.]{3,60}),? that\b)"
)
_SO: Final = re.compile(r"\b[Ii]t was so (?P<verb>decided|agreed)\b")
_OF_SPEAKERS: Final = frozenset(
    (
        "noted", "stressed", "emphasized", "highlighted", "underlined", "underscored", "observed",
        "recognized", "acknowledged", "recalled", "suggested", "proposed", "considered", "hoped",
        "mentioned", "recommended", "affirmed", "reaffirmed", "reiterated", "clarified", "feared",
        "requested", "asked",
    )
)  # fmt: skip
"""Verbs that are no act of the meeting where they go on what somebody said."""
_EXPRESSED: Final = re.compile(
    r"^(?:[\w, ]{0,200}, )?(?P<what>(?:[A-Z]?[a-z-]+ ){0,4}(?:views|opinions|concerns?|support"
    r"|appreciation|gratitude|satisfaction"
    r"|reservations)) (?:was|were) (?:also )?expressed\b"
)
_ADOPTED: Final = re.compile(
    r"(?P<what>(?:agenda|timetable|report|decisions?|resolutions?|recommendations?|declaration"
    r"|programme|plan|statement|conclusions?|text|proposals?|document|amendments?|minutes|list"
    r"|budget|rules|reference|guidelines|work|outcome|paragraphs?|sections?|chapters?|annex|annexes"
    r"|summary|calendar|nominations?|credentials|applications?|request|schedule|strategy|framework"
    r"|arrangements|organization|[A-Z][\w-]+/\d+)\b[^.;]{0,200}?) (?:was|were) "
    rf"{_ALSO}(?P<verb>adopted|approved|endorsed|agreed(?: upon| on)?|accepted)\b"
)
_PRESENTED: Final = re.compile(
    r"\b(?:present|introduc|submit|propos|table|read|circulat)[a-z]*\b[^;.]{3,250}?,"
    rf" (?:which|and it) (?:was|were) {_ALSO}(?P<verb>adopted|approved|endorsed|agreed)\b"
)
_ELECTED: Final = re.compile(
    r"(?<!who )(?:was|were) (?:also |then |unanimously |duly |subsequently )?"
    r"(?P<verb>elected|re-elected|appointed|nominated)\b"
    r"(?! (?:members|representatives|officials)\b)"
)
_INVITED: Final = re.compile(
    r"^(?:(?:In|At|To|On|For|With|Furthermore|Moreover|Therefore|Accordingly)\b[^,;]{0,100}, )?"
    r"(?P<who>(?:[\w()’'/-]+ ){1,9}?)(?:was|were) (?:also |further |therefore |then |again )?"
    r"(?P<verb>invited|requested|encouraged|urged|asked|called upon|mandated|instructed|authorized"
    r"|tasked|entrusted)(?P<to> to | with )"
)
_BY_THEM: Final = re.compile(
    r" (?:was|were) (?:also |then |further )?(?P<verb>[a-z]+(?: upon| on)?) by (?:the )?"
)
_AGENT: Final = re.compile(r"[^,;.]{0,60}? by (?!consensus|acclamation|a |an |vote|show|roll)")
_TOLD: Final = re.compile(
    r"[^,;.]{0,40}? (?:in (?:[A-Z][a-z]+ )?(?:19|20)\d\d|at (?:the|its) (?:previous|last|preceding"
    r"|[a-z-]+ session)|during the (?:previous|last)|earlier)\b"
)
_WITHIN: Final = re.compile(
    r"\b(?:that|which|who|whom|where|when|whether|if|until|unless|once|after|before|as soon as"
    r"|recalled|informed|said|stated|reported|noted|stressed|explained|because)\b"
)
_SOMEBODY: Final = re.compile(
    r"\b(?:[Cc]ommittee|[Cc]ommission|[Mm]eeting|[Gg]roup|[Pp]articipants|[Ss]peakers?|it|they|he"
    r"|she|[Pp]anellists?|Member States|[Tt]here)\b"
)


@dataclass(frozen=True, slots=True)
class Passive:
    """An act told in the passive: ``who`` is who is asked, ``rest`` begins what is asked or said.

    ``object`` is the thing done, where it stands before the verb.
    """

    verb: Verb
    rest: int
    object: Span | None = None
    who: Span | None = None


class Passives:
    """Finds passives by the verbs of reports."""

    def __init__(self, verbs: Mapping[str, Verb], speaking: Speaking) -> None:
        self._verbs = verbs
        self._agents = re.compile(rf"(?:{speaking.names}|{speaking.everybody}|member States)\b")

    def find(self, words: str, *, spoken: bool) -> Iterator[Passive]:
        """The acts of a sentence, in order; ``spoken``: somebody spoke before in its paragraph."""
        impersonal = False
        for found in _IMPERSONAL.finditer(words):
            weak = found["verb"] in _OF_SPEAKERS and spoken
            verb = self._verbs.get(found["verb"])
            since = max(words.rfind("; ", 0, found.end()), words.rfind(", and ", 0, found.end()), 0)
            if verb and not weak and not _WITHIN.search(words, since, found.start("verb")):
                impersonal = True
                yield Passive(verb, found.end() - len(found["link"]))
        if impersonal:
            return
        by_them = [b for b in _BY_THEM.finditer(words) if self._agents.match(words, b.end())]
        for found in by_them:
            verb = self._verbs.get(found["verb"]) or self._verbs.get(found["verb"].split()[0])
            if verb and not _WITHIN.search(words, 0, found.start()):
                yield Passive(verb, found.end(), Span(0, found.start()))
        yield from self._done(words, spoken=spoken)

    def _done(self, words: str, *, spoken: bool) -> Iterator[Passive]:
        so = _SO.search(words)
        if so:
            yield Passive(self._verbs[so["verb"]], so.end())
            return
        expressed = _EXPRESSED.match(words)
        if expressed and not spoken:
            yield Passive(self._verbs["expressed"], expressed.end(), Span(*expressed.span("what")))
            return
        found = _PRESENTED.search(words) or _ADOPTED.search(words)
        if found and not _AGENT.match(words, found.end()) and not _TOLD.match(words, found.end()):
            lead = words[: found.start()]
            if "what" not in found.groupdict() or not (
                _WITHIN.search(lead) or _WITHIN.search(found["what"])
            ):
                verb = self._verbs[found["verb"].split()[0]]
                end = found.end("what") if "what" in found.groupdict() else found.start()
                yield Passive(verb, found.end(), Span(found.start(), end))
                return
        elected = _ELECTED.search(words)
        if elected and self._is_act(words, elected):
            yield Passive(self._verbs[elected["verb"]], elected.end(), Span(0, elected.start()))
            return
        invited = _INVITED.match(words)
        if invited and not spoken and self._is_asked(invited):
            rest = invited.end() if invited["to"] == " to " else invited.end("verb")
            yield Passive(self._verbs[invited["verb"]], rest, who=Span(*invited.span("who")))

    def _is_act(self, words: str, found: re.Match[str]) -> bool:
        """Whether nobody else did it, nor long ago, and it is told in no clause within another."""
        return not (
            _AGENT.match(words, found.end())
            or _TOLD.match(words, found.end())
            or _WITHIN.search(words, 0, found.start())
        )

    def _is_asked(self, found: re.Match[str]) -> bool:
        who = found["who"]
        return (
            found["verb"] in self._verbs and not _WITHIN.search(who) and not _SOMEBODY.search(who)
        )
