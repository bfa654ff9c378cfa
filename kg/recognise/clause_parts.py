"""Read a sub-paragraph that goes on what its opening asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.recognise.addressee_words import BARE_VERBS, NOUNS_TOO, TAKES_TO, bare_form
from kg.recognise.addressees import AddresseeReader
from kg.recognise.asking import DECIDING, DECLARING, acts, asks, decides_that, declares_that
from kg.recognise.clause_values import Clause
from kg.recognise.clause_verbs import VerbFinder
from kg.recognise.passages import Passage
from kg.recognise.short_names import Context

__all__ = ["PART", "PartReader", "decided_by_parts"]

PART: Final = re.compile(r"^[\s*_“\"]*(?:\([a-z]{1,5}\)|[a-z]\)|\d{1,2}[.)]|[–—•-])?[\s*_“\"]*")
_TO_DO: Final = re.compile(
    r"(?:and |or )?"
    r"(?:(?:In|Within|With|Through|On|As|For|Under|By|At|Where|When)\b[^,;:]{0,160}, )?"
    r"[Tt]o (?:(?:also|further|not|[a-z]+ly),? )*(?P<verb>(?!(?:the|all|its|their|an?|any|each"
    r"|this|that|these|those)\b)[a-z-]+)"
)
_THAT: Final = re.compile(r"(?:and )?[Tt]hat ")
_NOUN: Final = re.compile(
    r"(?:The|A|An|All|Any|Its|Their|Such|This|These|Those|Each|Every|Other|No|Both|One|Two"
    r"|Three|More|In|On|At|By|For|With|Of|From|Through|How|What|Whether|Who|Where|Which"
    r"|Measures|Information|Efforts|Members?|States|Governments|Access|Progress|Support for"
    r"|[A-Z][a-z]+(?:ing|tion|tions|ment|ments|ness|ity|ities|ance|ence|sion|sions|ies|ors|ers"
    r"|als))\b",
    re.IGNORECASE,
)
_OPEN_TO: Final = re.compile(
    r"\b(?P<word>[\w-]+)?[),]? to(?:, [^,:;]{0,120},?)?:?\s*$|\bto, inter alia[,:]*\s*$"
    r"|\b(?:shall|should|must|will|would)(?:, [^,:;]{0,120},?)?:?\s*$"
)
_BARE: Final = re.compile(
    r"(?:and |or )?(?:(?:also|further|not|[A-Za-z][a-z]*ly),? )*(?P<verb>[A-Za-z][a-z-]+)"
    r"(?P<object> (?:the|its|their|all|any|an?|States|Member|these|this|those|such|[A-Z])\b)?"
    r"(?P<prep>,| (?:of|for|on|by|in|to|from|and|at|with|is|are|has)\b)?"
)
_DETERMINED: Final = re.compile(r"(?:The|A|An|All|Any|Its|Their|Such|This|These|Those|New) ")
_MODAL: Final = re.compile(
    r"\b(?:shall|should|will|must|may|could|(?:is|are) (?:to|requested|invited|encouraged))\b",
    re.IGNORECASE,
)
_HEREBY: Final = re.compile(r"\b(?:is|are) hereby \w+ed\b")
_FINITE: Final = re.compile(r"\b(?:shall|should|will|must|be|is|are|may|could)\b", re.IGNORECASE)
_ENDS_THAT: Final = re.compile(r"\bthat[:,]?\s*$")
_FOLLOWING: Final = re.compile(
    r"\bthe following (?:specific |main |core |initial )?(?:mandate|tasks?|functions"
    r"|responsibilities|terms of reference|duties)\b[^.;]{0,90}$|\bmandate to:?$"
)
_ENCOURAGED: Final = re.compile(
    r"(?P<who>[A-Z][^;:]{2,240}?),? (?:is|are) (?:also |further |strongly )?(?:encouraged|invited"
    r"|requested|urged|called upon|asked)(?:(?P<to> to )|,? ?:)"
)
"""A part that says itself who is asked: "The Commission is encouraged to …"."""
_PARTICIPLE: Final = re.compile(
    r"(?:and |or )?(?P<by>[Bb]y "
    r"|[Tt]hrough )?(?:[A-Za-z][a-z]+ly,? )?(?P<verb>[A-Za-z][a-z-]+ing)\b"
    r"(?!,? (?:of|for|by|is|are|has|shall|should|will|with respect)\b|[.;:]|$"
    r"| and [a-z-]+(?<!ing)\b)"
)
_WAY: Final = re.compile(
    r"(?:\b(?:by|through|via|including|inter alia|in particular|namely|such as|notably"
    r"|as follows|as appropriate|particularly|especially|among others|as well as"
    r"|(?<!\bon )(?<!\bin )(?<!\bof )(?<!\bfor )(?<!\bto )(?<!\bwith )(?:the )?following"
    r"(?: [\w-]+){0,3})"
    r"|\b(?:measures?|actions?|steps|ways|means|efforts|activities)(?: to)?)"
    r"(?:,? (?:inter alia|but not limited to|among others|among other things|for example"
    r"|for instance|where appropriate|as appropriate|in particular|also|and|or|not limited to))*"
    r",?[:—–]?\s*$"
)
"""What tells that the parts of an opening are ways to do what it asks: "…, including by:"."""
_WHO: Final = re.compile(r"\b(?:who|which|whom|whose|where)[:,]?$")
_PURPOSE: Final = re.compile(r"\b(?:purposes?|objectives?|aims?|goals?|in order|with a view)\W*$")
"""The letter or number with which a sub-paragraph begins."""


class PartReader:
    """Reads sub-paragraphs by the lists of one authority."""

    def __init__(self, verbs: VerbFinder, addressees: AddresseeReader) -> None:
        self._verbs, self._addressees = verbs, addressees

    def going_on(
        self, passage: Passage, above: Clause, at: int, end: int, context: Context
    ) -> Clause | None:
        """The sub-paragraph as a clause of its own, None where it only lists things.

        ``above`` is the clause of the opening; the words of the sub-paragraph are
        ``text[at:end]``, without its letter.
        """
        text, opening = passage.text, above.passage.text.rstrip()
        clause = replace(
            above, passage=passage, start=at, end=end, rest=at, complete=True, that=False, part=True
        )
        that = _THAT.match(text, at)
        open_that = (
            above.that
            and not above.addressees
            and opening.endswith(":")
            and not _MODAL.search(above.words)
        )
        told = (_ENDS_THAT.search(opening) and _FINITE.search(text, at)) or (
            open_that and (_MODAL.search(text, at) or _HEREBY.search(text, at))
        )
        if that or told:
            return self._that(clause, above, that.end() if that else at, context)
        encouraged = _ENCOURAGED.match(text, at) if above.mandate else None
        if encouraged:
            names = self._addressees.named(text, at, encouraged.end("who"), context)
            rest = encouraged.end() if encouraged["to"] else None
            return replace(clause, addressees=names, rest=rest, complete=rest is not None)
        to = _TO_DO.match(text, at)
        if to and above.verb.verb in DECIDING:
            return self._decided(clause, above, to, context)
        if not above.mandate:
            return None
        if to:
            return None if _PURPOSE.search(opening) else replace(clause, rest=to.start("verb"))
        if not above.addressees and not above.complete and not _bare_verb(text, at):
            asked = self._addressees.asked(text, at, end, context)
            if asked.addressees:
                return replace(clause, addressees=asked.addressees, rest=asked.start)
        if _FOLLOWING.search(opening):
            return None if text.endswith(":") and not _bare_verb(text, at) else clause
        if _WHO.search(opening):
            return None
        if _by_doing(opening, text, at):
            return clause
        listed = opening.endswith((":", ",")) and not _PURPOSE.search(opening)
        if listed and _bare_verb(text, at):
            return clause
        open_to = _OPEN_TO.search(opening)
        if open_to and (open_to["word"] or "").lower() not in TAKES_TO:
            return None if _DETERMINED.match(text, at) else clause
        if above.verb.verb in DECIDING or above.complete or _NOUN.match(text, at):
            return None
        return clause

    def _that(self, clause: Clause, above: Clause, at: int, context: Context) -> Clause | None:
        """A part such as "That the Commission shall …"."""
        text = clause.passage.text
        asked = self._addressees.subject(text, at, clause.end, context)
        if above.verb.verb in DECIDING or above.verb.verb in DECLARING:
            words = text[at : clause.end]
            agents = self._addressees.by_agents(text, at, clause.end, context, passive=True)
            orders = declares_that if above.verb.verb in DECLARING else decides_that
            party = bool(asked.addressees)
            mandate = orders(words, party=party) or (bool(agents) and orders is decides_that)
            names = asked.addressees if mandate and acts(words) else agents
            return replace(clause, rest=at, addressees=names, mandate=mandate, that=True)
        if not above.mandate:
            return None
        names = above.addressees or asked.addressees
        return replace(clause, rest=at, addressees=names, that=True)

    def _decided(
        self, clause: Clause, above: Clause, to: re.Match[str], context: Context
    ) -> Clause | None:
        """A part such as "To establish …": what is decided, or a task of what is established."""
        text = clause.passage.text
        at = to.start("verb")
        if above.complete:
            if not above.mandate or _PURPOSE.search(above.passage.text.rstrip()):
                return None
            names = above.addressees if above.that else ()
            return replace(clause, rest=at, addressees=names)
        inner = self._verbs.infinitive(text, at)
        names = self._addressees.asked(text, inner, clause.end, context).addressees if inner else ()
        words = " to " + text[at : clause.end]
        return replace(clause, rest=at, addressees=names, mandate=asks(above.verb, words))


def _by_doing(opening: str, text: str, at: int) -> bool:
    """Whether a part says a way to do what its opening asks: "by: (a) Adopting a plan"."""
    found = _PARTICIPLE.match(text, at)
    if not found or not bare_form(found["verb"]):
        return False
    return bool(found["by"] or _WAY.search(opening[-160:]))


def _bare_verb(text: str, at: int) -> bool:
    """Whether a part begins with a verb in its bare form: "Assist the Board"."""
    found = _BARE.match(text, at)
    if not found:
        return False
    verb = found["verb"].lower()
    if verb in NOUNS_TOO:
        return found["object"] is not None or (verb == "report" and found["prep"] == " to")
    return verb in BARE_VERBS


def decided_by_parts(opening: Clause, parts: Sequence[str]) -> Clause:
    """The opening "Decides:", which asks where one of its parts does."""
    if opening.verb.verb not in DECIDING or opening.words:
        return opening
    that = " that" if _ENDS_THAT.search(opening.passage.text.rstrip()) else ""
    asking = any(
        asks(opening.verb, f"{that} {part[:1].lower()}{part[1:]}", party=True) for part in parts
    )
    return replace(opening, mandate=asking)
