"""Find what is told before a citation: "the fund established pursuant to", "as endorsed in"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from kg.meant.chains import Chain
from kg.meant.told import ANEW, BE, BODY, CREATED, PREPOSITION, Deed, Telling, clause_end
from kg.meant.values import Citing, Rule
from kg.meant.verbs import BODYS, Verb, Verbs, groups_of
from kg.meant.words import normal

__all__ = ["told_before", "told_in_this_regard"]

_BEFORE: Final = re.compile(
    r"(?:,? (?:by|at|during|in|of|on) [^,;()]{2,80}?)?,?(?: (?:initially|originally|first|also))?"
    rf" {PREPOSITION}(?: (?:its|the|their|General Assembly|the annex to|annex [IVX]* ?to"
    r"|section [IVX]+ of|that|previous))* ?\(?$"
)
"""What may stand between "established" and the resolution by which it was."""
_NOTED: Final = re.compile(
    r"(?: by [^,;()]{2,60}?)?(?: (?:in|on) [^,;()]{2,30}?)? "
    r"\((?:see )?(?:the )?(?:General Assembly )?$"
)
_AS: Final = re.compile(r"\b[Aa]s (?:also )?$")
_PURSUANT: Final = re.compile(
    r"(?:[Pp]ursuant to|[Ii]n accordance with|[Ii]n line with|consistent with|[Ii]n conformity with"
    r"|[Ii]n response to|in compliance with|in fulfilment of|[Ww]ith reference to"
    r"|[Ii]n follow-up to|[Aa]s (?:a )?follow-up to|in implementation of"
    r"|[Aa]s (?:also )?(?:requested|called for|mandated|decided|recommended|agreed|envisaged"
    r"|provided(?: for)?|set out|contained|outlined|established|defined|stated|reflected)"
    r"(?: by the (?:\w+ ){1,5})?,? ?(?:in|by|under)"
    r"|(?:[Tt]he )?requests? (?:contained|set out|set forth|made) in"
    r"|(?:mandates?|functions|provisions|principles|criteria|responsibilities|procedures?),?"
    r" (?:as )?(?:contained|set out|set forth|outlined|defined|established|given|laid down) in)"
    r"(?: (?:its|the|their|General Assembly|provisions of|terms of|provisions|set out|contained|in"
    r"|present resolution and(?: with)?|previous|Economic and Social Council|Human Rights Council"
    r"|relevant|paragraphs|of))* ?$"
)
_REQUESTED: Final = re.compile(
    r"requested (?:by the (?:\w+ ){1,4})?(?:in|by) (?:its |the |General Assembly )*$"
)
_IN_THIS_REGARD: Final = re.compile(r",? in (?:this|that) (?:regard|respect|context|connection)")
_REPORT: Final = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|summary|summaries|analysis|note|update|compilation|guidelines"
    r"|assessment|recommendations)\b(?! on the implementation of (?:General Assembly )?resolution)"
)
_HANDED: Final = re.compile(
    r"\b(?:presented|submitted|prepared|requested|issued|provided|compiled|transmitted|produced"
    r"|circulated|delivered|requests? contained|convened|conducted|undertaken)\b"
)
_ANOTHER: Final = re.compile(r", (?:and )?the [A-Z]")
"""Behind a report that was handed in, another thing that is told of."""
_TAIL: Final = re.compile(
    r",? (?:on the theme|entitled|under the theme) [“\"][^”\"]+[”\"]|"
    r"(?:,? for the purposes? of|(?: in order)? to|,? with a view to|,? aimed at"
    r"|,? with the aim of) (?:(?!, (?:and|as well)\b)[^;.])+"
)
_WHICH_BODY: Final = re.compile(rf",? (?:which|that) {BODY}(?: had| has)? $")
_GOES_ON: Final = re.compile(r", to [a-z]+ ")
"""Behind a citation that only stands within what is asked: "calls upon all, in line with …, to"."""
_NOUNS: Final = {
    "establishment": "establish", "creation": "create", "extension": "extend", "renewal": "renew",
    "adoption": "adopt", "proclamation": "proclaim", "designation": "designate",
    "endorsement": "endorse", "launch": "launch", "appointment": "appoint",
    "convening": "convene", "declaration": "declare", "invitation": "invite",
    "request": "request", "appeal": "appeal", "call": "call", "decision": "decide",
    "recommendation": "recommend",
}  # fmt: skip
_NOUN: Final = re.compile(rf"\b(?P<noun>{'|'.join(_NOUNS)})\b(?= of\b| by\b| to\b| made\b|,)")
_BOUND: Final = re.compile(
    r"(?:(?: made| addressed)? to [^,;]{3,80}?)??"
    r"(?: by (?:the )?(?:General |Security |Human Rights )?(?:Assembly|Council|it))?,?"
    rf" {PREPOSITION}(?: (?:its|the|their|General Assembly))* ?$"
)
_OF: Final = re.compile(r",? (?:of|to|that|for) ")
_NUMBERED: Final = re.compile(r"\d+/\d|\(\w+\)$")
_WIDE: Final = 45
"""So many words at most before "adopted in resolution …" say what was."""
_REACH: Final = 170
_FEW: Final = 20


def told_before(citing: Citing, chain: Chain, verbs: Verbs) -> Telling | None:
    """What is told before a list of citations in their own clause."""
    floor = _clause_start(citing, chain, verbs)
    return (
        _report(citing.text, floor, chain)
        or _as_noun(citing, floor, chain, verbs)
        or _done(citing, floor, chain, verbs)
        or _pursuant(citing, floor, chain, verbs)
    )


def told_in_this_regard(citing: Citing, chain: Chain, verbs: Verbs) -> Telling | None:
    """ "emphasizes resolution 9/1 in this regard": of what its sentence speaks."""
    text = citing.text
    if not _IN_THIS_REGARD.match(text, chain.end):
        return None
    floor = max(text.rfind("; ", 0, chain.start), text.rfind(". ", 0, chain.start)) + 1
    span = (floor, chain.start)
    return Telling(Rule.CONTENT, (Deed(frozenset(), (span,)),), chain.joint, loose=True)


def _done(citing: Citing, floor: int, chain: Chain, verbs: Verbs) -> Telling | None:
    """ "the fund established pursuant to resolution 9/1 for the purpose of helping divers"."""
    text, start = citing.text, chain.start
    for verb in verbs.past.within(text, max(floor, start - _REACH), start):
        rest = text[verb.end : start]
        if _BEFORE.fullmatch(rest) or _NOTED.fullmatch(rest):
            if _AS.search(text, max(0, verb.start - 9), verb.start):
                own = groups_of((verbs.lemma(verb.form),))
                return _deed_before(text, floor, chain, verb, verbs) if own & BODYS else None
            return _deed_before(text, floor, chain, verb, verbs)
    return None


def _deed_before(text: str, floor: int, chain: Chain, verb: Verb, verbs: Verbs) -> Telling:
    own = frozenset((verbs.lemma(verb.form),))
    subject = _WHICH_BODY.search(text, max(floor, verb.start - 60), verb.start)
    until = subject.start() if subject else verb.start
    spans = [(_words_back(text, floor, until), until)]
    tail = _TAIL.match(text, chain.end)
    if tail:
        spans.append((chain.end, tail.end()))
    rule = Rule.CREATED if own & CREATED else Rule.RETOLD
    return Telling(rule, (Deed(own, tuple(spans), back=True),), chain.joint)


def _pursuant(citing: Citing, floor: int, chain: Chain, verbs: Verbs) -> Telling | None:
    """ "to go on planting trees, in accordance with": the words may be the citing text's own."""
    text = citing.text
    found = _PURSUANT.search(text, max(0, chain.start - 90), chain.start)
    if found is None:
        return None
    span = (floor, found.start())
    if found.start() - floor < _FEW:  # "As requested in resolution 9/1, the secretariat …"
        span = (chain.end, clause_end(citing, chain.end, verbs))
    spans: tuple[tuple[int, int], ...] = (span,)
    if span[0] == floor and _GOES_ON.match(text, chain.end):
        spans = (span, (chain.end, clause_end(citing, chain.end, verbs)))
    own = frozenset((normal("request"),)) if "request" in found[0] else frozenset[str]()
    if span[0] == chain.end:
        done = (v for v in verbs.past.within(text, *span) if BE.search(text, span[0], v.start))
        own = own or frozenset(verbs.lemma(verb.form) for verb in islice(done, 1))
    return Telling(Rule.CONTENT, (Deed(own, spans),), chain.joint, loose=True)


def _as_noun(citing: Citing, floor: int, chain: Chain, verbs: Verbs) -> Telling | None:
    """ "the extension, by its resolution 9/1, of the mandate": the deed is a noun."""
    text = citing.text
    nouns = list(_NOUN.finditer(text, max(floor, chain.start - _REACH), chain.start))
    bound = _BOUND.search(text, nouns[-1].end(), chain.start) if nouns else None
    if bound is None:
        return None
    noun = nouns[-1]
    spans = [(noun.end(), bound.start())]
    if _OF.match(text, chain.end):
        spans.append((chain.end, clause_end(citing, chain.end, verbs)))
    own = frozenset((normal(_NOUNS[noun["noun"]]),))
    rule = Rule.CREATED if own & CREATED else Rule.RETOLD
    return Telling(rule, (Deed(own, tuple(spans)),), chain.joint)


def _report(text: str, floor: int, chain: Chain) -> Telling | None:
    """ "the report of the expert on floods, submitted pursuant to": who was asked for what."""
    found = _PURSUANT.search(text, max(0, chain.start - 90), chain.start)
    found = found or _REQUESTED.search(text, floor, chain.start)
    until = found.start() if found else floor
    report = _REPORT.search(text, floor, until)
    handed = _HANDED.search(text, report.end(), chain.start) if report else None
    if report is None or handed is None or _ANOTHER.search(text, handed.end(), max(0, until)):
        return None
    deed = Deed(frozenset((normal("request"),)), ((report.start(), min(until, handed.start())),))
    return Telling(Rule.REPORT, (deed,), chain.joint)


def _words_back(text: str, floor: int, end: int) -> int:
    at = end
    for _ in range(_WIDE):
        space = text.rfind(" ", floor, max(floor, at - 1))
        if space < 0:
            return floor
        at = space
    return at


def _clause_start(citing: Citing, chain: Chain, verbs: Verbs) -> int:
    """Where the clause begins in which a list of citations stands."""
    text = citing.text
    floor = max(text.rfind("; ", 0, chain.start), text.rfind(". ", 0, chain.start)) + 1
    for before in citing.citations[: chain.first]:
        if _NUMBERED.search(text, before.start, before.end):
            floor = max(floor, before.end)
    start = floor
    for form in (verbs.participle, verbs.present):
        for verb in form.within(text, floor, chain.start):
            if verb.start == floor or ANEW.search(text, max(floor, verb.start - 50), verb.start):
                start = max(start, verb.end)
    return start
