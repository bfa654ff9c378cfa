"""Read one clause: whether it asks, whom, and where the words begin that it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from kg.recognise.addressee_words import BARE_VERBS
from kg.recognise.addressees import AddresseeReader
from kg.recognise.asking import (
    DECIDING,
    DECISION_THAT,
    DECLARING,
    REPEATING,
    REPEATS,
    acts,
    asks,
)
from kg.recognise.clause_values import END, Clause
from kg.recognise.clause_verbs import MainVerb, VerbFinder
from kg.recognise.passages import Passage
from kg.recognise.short_names import Context

__all__ = ["GIVES_TASKS", "ClauseReader"]

_OWN_EFFECTS: Final = ("establishes", "renews", "postpones", "decides")
"""Effects of verbs by which the speaker itself brings a thing about: nobody is asked."""
_DIRECTED: Final = frozenset(
    (
        "thanks", "commends", "congratulates", "reminds", "praises", "salutes", "applauds",
        "pays tribute to", "draws the attention of", "calls the attention of",
        "brings to the attention of",
    )
)  # fmt: skip
"""Verbs that only express, and are directed at somebody."""
_FEELING_TO: Final = re.compile(
    r" (?:its|the|their) (?:[\w-]+,? ){0,4}?(?:appreciation|support|gratitude|thanks|condolences"
    r"|sympathy|sympathies|congratulations|solidarity"
    r"|commendation|felicitations"
    r"|recognition)\b(?: and (?:[\w-]+ ){0,2}[\w-]+)?(?: and (?:[\w-]+ ){0,2}[\w-]+)?,? (?:to"
    r"|with) "
)
_ASIDE_FOR: Final = re.compile(r",? for (?:their|its|his|her) [^,;]{3,80},")
"""What somebody is thanked for, before they are named: "commends, for their help, the …"."""
_ATTENTION: Final = re.compile(r" to the attention of ")
_ATTENTION_END: Final = re.compile(r",? (?:the|their|its|that|for)\b")
_APPEAL: Final = re.compile(r"\b(?:appeal|request|invitation|call|recommendation) (?:to|upon) ")
_APPEAL_END: Final = re.compile(r",? (?:to|that|for|whether|calling|asking|with)\b|,")
_AND_TO: Final = re.compile(
    r"(?:\band|,) to (?=(?:authoriz|request|invit|mandat|entrust|encourag|call|urg|instruct))"
)
_CONTINUES_TO: Final = re.compile(r" to (?:[a-z]+ly )?")
_TO_BODY: Final = re.compile(
    r" to (?=the (?:General|Economic|Security|Human|Council|Assembly|Commission|Governing))"
)
_THAT: Final = re.compile(r",? (?:and )?that,? ")
_REFERRING_THAT: Final = re.compile(
    r",? (?:in (?:this|that) (?:regard|respect|context|connection)|to (?:this|that) end),? that\b"
)
_TO_WHOM: Final = re.compile(r" to (?:the |its |all |States|Member|Governments)")
_TO_WHOM_END: Final = re.compile(
    r"(?<! of)(?<! and)(?<! or),? (?:that|the|to|for)\b"
    r"(?! (?:General|Economic|Security|Human|Council|Assembly|Commission))"
)
_REFERRED_TO: Final = re.compile(r"[^;]{0,200}? to (?=(?:the|its) )")
_REFERRED_FOR: Final = re.compile(r" (?:for|with|so that)\b|,")
_EMPTY: Final = re.compile(r"[\s,;.:—–]*(?:that)?[\s,;.:—–]*")
_OF_WHOM: Final = re.compile(r" (?P<who>the [^,;]{3,120}?),? (?:contained|made|set out) in\b")
"""To whom a request was made that is reiterated: "its request to the Keeper contained in …"."""
_FOR: Final = re.compile(r",? (?:for|with|in|at|as|so) ")
_THEIR: Final = re.compile(r"their (?:[a-z-]+ ){0,2}[a-z]+\b|they\b")
_STATE: Final = re.compile(r"[A-Z]{3}")
_ONE: Final = re.compile(r"(?:secretary-general|high-commissioner|executive-|president|sr-)[a-z-]*")
"""Ids of persons, each of whom is no "them"."""
_SG: Final = re.compile(r"\bthe Secretary-General\b")
"""Who is "him" where no other person is named."""
_HOLDER: Final = re.compile(r"mandate[- ]holder")
_THING_BY: Final = re.compile(r" an? (?:[a-z-]+ ){1,5}by (?=[a-z]|the |all )")
"""A thing that somebody is to do: "a full inquiry by the coastal States"."""
_ELSEWHERE: Final = re.compile(r"[,; ]{0,2}(?:and|or)\b")
_UPON: Final = ("calls upon", "calls on", *REPEATS)
_AND_UPON: Final = re.compile(
    r"[,;]? and (?:also )?(?:up)?on(?= (?:all |the |other )?(?:States|Member|parties|Governments"
    r"|[A-Z]))"
)
_AND_FOR: Final = re.compile(
    r"[,;]? and (?:also )?for(?= (?:all |the |other )?(?:States|Member|parties|Governments|[A-Z]))"
)
"""Who is called for to act after a thing was: "an end to it, and for all parties to meet"."""
_AND_WHO: Final = re.compile(
    r", and (?P<who>(?:all |other )?(?:the (?=[A-Z])|States\b|Member\b|Governments\b|parties\b"
    r"|donors\b)"
    r"[^,;:]{0,110}?) to (?:[a-z]+ly )?(?P<verb>[a-z-]+)\b"
)
_HELPED: Final = re.compile(
    r"\b(?:assist|help|enabl|allow|encourag|support|urg|request|invit|call|appeal|requir|permit"
    r"|empower|authoriz|ask)\w*\b[^;]*$"
)
"""Verbs after which somebody "to act" is not one whom the clause itself asks."""
_GROUPS: Final = 3
_STAYS_OPEN: Final = re.compile(r"\b(?:shall|should|will) (?:be|remain) open to\b")
_SAYS_THAT: Final = re.compile(r"[^;:]{0,120}?\bthat\b")
_DECIDED_THAT: Final = re.compile(r"[^;]{0,200}?\bthat\b,? ")
_DECIDED_TO: Final = re.compile(
    r",?(?: [^;]{0,300}?,)?? ?(?:\w+ )?(?<!subject )(?<!pursuant )(?<!prior )(?<!regard"
    r" )(?<!respect )"
    r"(?<!addition )(?<!according )(?<!owing )(?<!due )(?<!response )to "
)
_LATER_TO: Final = re.compile(r"[^;]{0,300}?\bto ")
GIVES_TASKS: Final = re.compile(
    r"\bthe following (?:\w+ )?(?:mandate|tasks|functions|responsibilities)\b"
)


class ClauseReader:
    """Reads clauses by the lists of one authority."""

    def __init__(self, verbs: VerbFinder, addressees: AddresseeReader) -> None:
        self._verbs, self._addressees = verbs, addressees

    def series(self, passage: Passage, verbs: Sequence[MainVerb], context: Context) -> list[Clause]:
        """The clauses of a paragraph with these main verbs, each up to the next."""
        if not verbs:
            return []
        ends = [*(v.start for v in verbs[1:]), len(passage.text)]
        found = list[Clause]()
        for verb, end in zip(verbs, ends, strict=True):
            clause = self._clause(passage, verb, end, context)
            if found:
                clause = self._as_before(clause, found[-1], context)
                clause = self._the_government(clause, found)
            found.append(clause)
        return found

    def _as_before(self, clause: Clause, before: Clause, context: Context) -> Clause:
        """The clause with those addressed whom it names only by the clause before it."""
        if clause.addressees[:1] in (("them",), ("it",), ("him",), ("her",)):
            meant = self._meant(before, context)
            if clause.addressees[0] == "them" and _ONE.fullmatch(" ".join(before.addressees)):
                at = before.rest if before.rest is not None else before.start
                text = before.passage.text
                meant = self._addressees.antecedent(text, at, before.end, context) or meant
            if clause.addressees[0] in ("him", "her"):
                text = before.passage.text
                meant = meant or self._addressees.antecedent(text, 0, before.end, context)
                told = not _ONE.fullmatch(" ".join(meant)) and _SG.search(text, 0, before.end)
                meant = ("secretary-general",) if told else meant
            return replace(clause, addressees=(*meant, *clause.addressees[1:]))
        if "latter" in clause.addressees:
            last = self._addressees.last_named(before.passage.text, before.start, before.end)
            names = (last if last and who == "latter" else who for who in clause.addressees)
            return replace(clause, addressees=tuple(dict.fromkeys(names)))
        if clause.mandate and not clause.addressees and _THEIR.match(clause.words):
            return replace(clause, addressees=self._meant(before, context))
        if clause.addressees and _HOLDER.fullmatch(clause.addressees[0]):
            last = self._addressees.last_named(before.passage.text, before.start, before.end)
            if last and last in self._addressees.bodies:
                return replace(clause, addressees=(last, *clause.addressees[1:]))
        also = clause.mandate and before.mandate and before.verb == clause.verb
        if also and not clause.addressees and clause.words.startswith(("a ", "an ")):
            return replace(clause, addressees=before.addressees)
        return clause

    def _the_government(self, clause: Clause, before: Sequence[Clause]) -> Clause:
        """The clause that asks "the Government", by the last one that asks a State."""
        if clause.addressees != ("Government",):
            return clause
        states = (one.addressees for one in reversed(before) if one.addressees)
        last = next(states, ())
        return replace(clause, addressees=last) if _STATE.fullmatch("".join(last)) else clause

    def _meant(self, before: Clause, context: Context) -> tuple[str, ...]:
        """Whom a clause means by "them": those of the clause before it, else who acts in it."""
        if before.addressees:
            return before.addressees
        at = before.rest if before.rest is not None else before.start
        return self._addressees.antecedent(before.passage.text, at, before.end, context)

    def _clause(self, passage: Passage, verb: MainVerb, end: int, context: Context) -> Clause:
        text = passage.text
        words = text[verb.end : end]
        mandate = asks(verb.verb, words)
        clause = Clause(
            passage,
            verb.start,
            end,
            verb.verb,
            verb.modifier,
            verb.end,
            (),
            mandate,
            complete=False,
        )
        if verb.verb.verb in DECIDING or (verb.verb.verb in DECLARING and _SAYS_THAT.match(words)):
            return self._decision(clause, text, verb.end, end, context)
        if not mandate:
            return replace(clause, addressees=self._directed(verb, text, end, context))
        return self._asking(clause, text, verb.end, end, context)

    def _directed(self, verb: MainVerb, text: str, end: int, context: Context) -> tuple[str, ...]:
        aside = _ASIDE_FOR.match(text, verb.end)
        at = aside.end() if aside else verb.end
        if verb.verb.verb == "commends" and (to := _ATTENTION.match(text, at)):
            stop = _ATTENTION_END.search(text, to.end(), end)
            until = stop.start() if stop else end
            return self._addressees.named(text, to.end(), until, context)
        if verb.verb.verb not in _DIRECTED:
            to = (
                _FEELING_TO.match(text, at)
                if verb.verb.verb in ("expresses", "extends", "conveys", "reiterates", "reaffirms")
                else None
            )
            if not to:
                return ()
            at = to.end()
        return self._addressees.directed(text, at, end, context)

    def _decision(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        that = _DECIDED_THAT.match(text, at, end)
        if that and not re.search(r"\bto [a-z]", that[0]):
            asked = self._addressees.subject(text, that.end(), end, context)
            open_to = _STAYS_OPEN.search(text, that.end(), end)
            by = () if open_to else self._agents(text, that.end(), end, context)
            mandate = asks(clause.verb, text[at:end], party=bool(asked.addressees)) or bool(by)
            does = acts(text[that.end() : end]) or GIVES_TASKS.search(text, that.end(), end)
            names = asked.addressees if mandate and does else by
            return replace(
                clause, addressees=names, rest=that.end(), mandate=mandate, complete=True, that=True
            )
        to = _DECIDED_TO.match(text, at, end) or _LATER_TO.match(text, at, end)
        if not to:
            return replace(clause, rest=None if _EMPTY.fullmatch(text, at, end) else at)
        also = _AND_TO.search(text, to.end(), end)
        inner = self._verbs.infinitive(text, to.end()) or (
            self._verbs.infinitive(text, also.end()) if also else None
        )
        names = self._asked_within(text, inner, end, context) if inner else ()
        appeal = None if inner else _APPEAL.search(text, to.end(), min(end, to.end() + 80))
        if appeal:
            stop = _APPEAL_END.search(text, appeal.end(), end)
            until = stop.start() if stop else end
            names = self._addressees.named(text, appeal.end(), until, context)
        mandate = clause.mandate or bool(names)
        return replace(clause, addressees=names, rest=to.end(), complete=True, mandate=mandate)

    def _agents(self, text: str, at: int, end: int, context: Context) -> tuple[str, ...]:
        return self._addressees.by_agents(text, at, end, context, passive=True)

    def _asked_within(self, text: str, at: int, end: int, context: Context) -> tuple[str, ...]:
        """Who is asked after "to request", or "to recommend to"."""
        if _TO_WHOM.match(text, at) and text.endswith("recommend", 0, at):
            stop = _TO_WHOM_END.search(text, at + 5, end)
            until = stop.start() if stop else end
            return self._addressees.named(text, at + len(" to"), until, context)
        return self._addressees.asked(text, at, end, context).addressees

    def _asking(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        verb = clause.verb.verb
        again = REPEATING.match(text, at) if verb in REPEATS else None
        if again:
            link = again["link"] or ""
            at = again.end() - (len(" that") if link == " that" else 0)
            if link == " for":
                return self._called_for(clause, text, at, end, context)
        if verb in REPEATS and not again and (that := DECISION_THAT.match(text, at, end)):
            names = self._addressees.subject(text, that.end(), end, context).addressees
            return replace(clause, addressees=names, rest=that.end(), complete=True, that=True)
        if verb in ("recommends", "suggests") and _TO_WHOM.match(text, at):
            return self._recommended(clause, text, at + len(" to"), end, context)
        if clause.verb.effect in _OWN_EFFECTS and not again:
            return replace(clause, rest=at, complete=True)
        if verb == "refers":
            return self._referred(clause, text, at, end, context)
        if verb in ("calls for", "appeals for"):
            return self._called_for(clause, text, at, end, context)
        if verb == "continues":
            further = _CONTINUES_TO.match(text, at)
            at = (self._verbs.infinitive(text, further.end()) if further else None) or at
        return self._asked(clause, text, at, end, context)

    def _asked(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        verb = clause.verb.verb
        asked = self._addressees.asked(text, at, end, context)
        that = bool(_THAT.match(text, at) or _REFERRING_THAT.match(text, at))
        if asked.start is None:
            return self._thing(clause, text, at, end, context)
        if asked.addressees or that:
            names = asked.addressees or self._addressees.by_agents(
                text, asked.start, end, context, passive=True
            )
            more = self._also_asked(verb, text, asked.start, end, context) if not that else ()
            names = tuple(dict.fromkeys((*names, *more)))
            return replace(clause, addressees=names, rest=asked.start, complete=True, that=that)
        agents = self._addressees.by_agents(text, at, end, context)
        return replace(clause, addressees=agents, rest=at, complete=True)

    def _also_asked(
        self, verb: str, text: str, at: int, end: int, context: Context
    ) -> Iterator[str]:
        """Those of a second group: "States to act, and (upon) the parties to stop"."""
        for found in islice(_AND_UPON.finditer(text, at, end), _GROUPS):
            if verb in _UPON:
                asked = self._addressees.asked(text, found.end(), end, context, sure=True)
                yield from asked.addressees if asked.complete else ()
        for found in islice(_AND_WHO.finditer(text, at, end), _GROUPS):
            if found["verb"] in BARE_VERBS and not _HELPED.search(text, at, found.start()):
                yield from self._addressees.listed(text, *found.span("who"), context)

    def _thing(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        """Nobody is asked to do: a thing is asked for, or what is asked follows elsewhere."""
        words = text[at:end].rstrip()
        stop = at + len(words.rstrip(END))
        if _ELSEWHERE.match(text, end) or words.endswith((":", ",", "—", "–")):
            names = self._addressees.listed(text, at, stop, context)
            if names:
                return replace(clause, addressees=names, rest=None)
        names = self._addressees.by_agents(text, at, end, context)
        if clause.verb.verb in REPEATS and not names and (whom := _OF_WHOM.match(text, at, end)):
            names = self._addressees.named(text, at, whom.end("who"), context)
        to = _TO_BODY.search(text, at, end) if clause.verb.verb == "recommends" else None
        if to and not names:
            found = _FOR.search(text, to.end(), end)
            until = found.start() if found else end
            names = self._addressees.named(text, to.end(), until, context)[:1]
        return replace(clause, addressees=names, rest=at if stop > at else None)

    def _referred(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        to = _REFERRED_TO.match(text, at, end)
        if not to:
            return clause
        stop = _REFERRED_FOR.search(text, to.end(), end)
        names = self._addressees.named(text, to.end(), stop.start() if stop else end, context)
        return replace(clause, addressees=names, complete=True)

    def _called_for(self, clause: Clause, text: str, at: int, end: int, context: Context) -> Clause:
        """Calls for somebody to act, else for a thing, done by somebody or by nobody named."""
        by = _THING_BY.match(text, at, end)
        if by and (agents := self._addressees.by_agents(text, at, end, context)):
            return replace(clause, addressees=agents, rest=at, complete=True)
        sure = not text.startswith(" them to ", at)
        asked = self._addressees.asked(text, at, end, context, sure=sure)
        if asked.addressees and asked.start is not None:
            return replace(clause, addressees=asked.addressees, rest=asked.start, complete=True)
        agents = self._addressees.by_agents(text, at, end, context)
        if not agents and (then := _AND_FOR.search(text, at, end)):
            asked = self._addressees.asked(text, then.end(), end, context, sure=True)
            agents = asked.addressees if asked.complete else ()
        return replace(clause, addressees=agents, rest=at, complete=True)

    def _recommended(
        self, clause: Clause, text: str, at: int, end: int, context: Context
    ) -> Clause:
        """What is recommended to somebody: the adoption of a draft, or that they act."""
        stop = _TO_WHOM_END.search(text, at + 5, end)
        until = stop.start() if stop else end
        names = self._addressees.named(text, at, until, context)
        return replace(clause, addressees=names, rest=until, complete=True)
