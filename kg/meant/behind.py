"""Find what is told behind a citation: "in which it decided", "…, the Assembly requested"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.meant.chains import TITLED, Chain
from kg.meant.told import ALIA, BE, BODY, Deed, Telling, clause_end, rule_of
from kg.meant.values import Citing, Rule
from kg.meant.verbs import Verb, Verbs
from kg.meant.words import normal

__all__ = ["by_both", "told_behind", "told_in_relative"]

_WHICH: Final = re.compile(
    r",?[”\"]? ?(?:and )?(?:(?:in|by|through|under|with|pursuant to|on the basis of) "
    rf"(?:the annex to )?which|whereby|wherein),?{ALIA} "
)
_ADOPTED: Final = re.compile(r",? adopted [^,;]{3,60}(?=,)")
_TOLD_BY_ANY: Final = re.compile(r"(?P<past>[a-z]{3,}ed)\b")
_SAYS: Final = re.compile(r"(?:contains?|supports?|provides?(?: for)?|sets? out|called for) ")
_BARE_WHICH: Final = re.compile(r",? which(?: also| further)? (?=[a-z])")
_BOTH: Final = re.compile(r"which,? the (?:General )?Assembly and the (?:\w+ )*Council ")
_REACH: Final = 220
_LISTED_ON: Final = re.compile(r"[^;]{0,400}?, (?:and )?\d+/\d+ of")
"""A clause behind which its list goes on, so that it tells of the last before it alone."""
_SUBJECT: Final = re.compile(
    rf"(?:{BODY}{ALIA}(?: had| has)?,? )?(?:(?:also|further|again|\w+ly) )*"
    r"(?:(?:in|at|on) [^,;]{3,60}, )?"
)
_IN_IT: Final = re.compile(
    r"(?:^|[,;:(—] |\bthat |\. |(?<!\bby )(?<!\bby the )(?<!\bby the General )"
    r"(?<!\bby the Security )(?<!\bby the Human Rights )"
    r"\b(?:General |Security )?(?:Assembly|Council|Commission|Conference)"
    r"(?: had)? )"
    r"(?:[Aa]s |that,? |and,? )?(?:[Ii]n|[Bb]y|[Uu]nder|[Tt]hrough|[Ww]ith)"
    r"(?: (?:its|the|their|General Assembly|paragraphs? .{1,30} of))* ?$"
)
_THAT_IT: Final = re.compile(r"\bthat (?:in )?(?:its |the )?$")
_NOW: Final = re.compile(r" (?:also |further )?(?=[a-z]+s\b)")
_ING: Final = re.compile(r"(?P<comma>,?) (?=[a-z]+ing\b)")
_CREATING: Final = re.compile(r"(?:establish|creat|launch|institut|extend|renew)ing\b")
_COMMA: Final = re.compile(r",[”\"]? ")
_SUBJECT_OF: Final = re.compile(
    r",? (?:entitled|on|regarding|concerning|relating|containing|of the|about) "
)
_LONG_TITLE: Final = 260
_FURTHER: Final = re.compile(
    rf"(?:,| and) (?:and )?(?:(?:in|by) which,?{ALIA} (?:{BODY} )?)?"
    r"(?:(?:also|further|again|\w+ly) )*$"
)
_SHARES: Final = re.compile(
    r"\b(?:be|been|being|is|are|was|were|as|has|have) (?:\w+ly )?[\w-]+"
    r"(?: (?:up|out|with|by|to|upon|on))?(?:, [\w-]+)?,? and (?:\w+ly )?$"
)
"""Behind these a participle is a second one: "will be measured and reviewed"."""
_ATTRIBUTE: Final = re.compile(r" (?:by|in|at|on|to which)\b")
_INFINITIVE: Final = re.compile(r"(?: that)? (?:to|shall) (?:\w+ly )?(?P<verb>[a-z]+)")
_DONE: Final = re.compile(r"\b(?:is|are|was|were|been) (?:\w+ly )?\w+ed\b")
_ONE_DEED: Final = 12
"""Two verbs that stand so near have one object: "adopted and opened for signature"."""


def by_both(citing: Citing, which: int) -> bool:
    """Whether two bodies did together what is told of their resolutions."""
    end = citing.citations[which].end
    return _BOTH.search(citing.text, end, end + _REACH) is not None


def told_behind(citing: Citing, which: int, chain: Chain, verbs: Verbs) -> Telling | None:
    """What is told behind a citation and its list, with a subject or "in which" before it."""
    text = citing.text
    if by_both(citing, which):
        found = _WHICH.search(text, chain.end)
        return _retold(citing, found.end(), verbs, joint=False) if found else None
    for begin in _behind_title(text, chain.end):
        found = _WHICH.match(text, begin)
        if found:
            alone = _LISTED_ON.match(text, found.end())
            return _retold(citing, found.end(), verbs, joint=chain.joint and not alone)
    if _THAT_IT.search(text, max(0, chain.start - 20), chain.start):
        now = _NOW.match(text, chain.end)
        if now and verbs.present.at(text, now.end()):
            return _retold(citing, now.end(), verbs, joint=chain.joint, tense="present")
    if _IN_IT.search(text, max(0, chain.start - 60), chain.start):
        for begin in _openings(text, chain.end):
            told = _retold(citing, begin, verbs, joint=chain.joint, active=True)
            if told:
                return told
    return _told_by_participle(citing, chain, verbs)


def told_in_relative(citing: Citing, chain: Chain, verbs: Verbs) -> Telling | None:
    """What is told by "which": "resolution 9/1, which recognized …"."""
    text = citing.text
    for begin in _behind_title(text, chain.end):
        which = _BARE_WHICH.match(text, begin)
        if which and verbs.past.at(text, which.end()):
            return _retold(citing, which.end(), verbs, joint=chain.joint)
        if which and verbs.present.at(text, which.end()):
            return _retold(citing, which.end(), verbs, joint=chain.joint, tense="present")
        says = _SAYS.match(text, which.end()) if which else None
        if says:
            span = (says.end(), clause_end(citing, says.end(), verbs))
            return Telling(Rule.CONTENT, (Deed(frozenset(), (span,)),), chain.joint, loose=True)
    return None


def _behind_title(text: str, at: int) -> Iterator[int]:
    titled = TITLED.match(text, at)
    if titled:
        yield titled.end()
    adopted = _ADOPTED.match(text, at)
    if adopted:
        yield adopted.end()
    yield at


def _told_by_participle(citing: Citing, chain: Chain, verbs: Verbs) -> Telling | None:
    """ "resolution 9/1 establishing a fund"; behind a comma the words may be the citing text's."""
    text = citing.text
    found = _ING.match(text, chain.end)
    if found is None:
        return None
    if not verbs.participle.at(text, found.end()) and not _CREATING.match(text, found.end()):
        return None
    told = _retold(citing, found.end(), verbs, joint=chain.joint, tense="participle")
    if told and found["comma"] and chain.joint:
        return None
    if told and found["comma"]:
        return Telling(told.rule, told.deeds, told.joint, loose=True)
    return told


def _openings(text: str, at: int) -> Iterator[int]:
    """Where a sentence may go on behind a citation, its date and its title."""
    if text.startswith(" ", at):
        yield at + 1
    stop = text.find(";", at)
    for comma in _COMMA.finditer(text, at, stop if stop >= 0 else len(text)):
        if comma.start() == at or _SUBJECT_OF.match(text, at):
            yield comma.end()
        if comma.start() - at > _LONG_TITLE:
            return


def _retold(
    citing: Citing,
    at: int,
    verbs: Verbs,
    *,
    joint: bool,
    active: bool = False,
    tense: str = "past",
) -> Telling | None:
    """The deeds that are told from a place on, up to the end of their clause."""
    text = citing.text
    subject = _SUBJECT.match(text, at)
    begin = subject.end() if subject else at
    end = clause_end(citing, begin, verbs)
    starts = _verbs_told(text, begin, end, verbs, tense)
    if not starts and subject and subject[0] and tense == "past":
        other = _TOLD_BY_ANY.match(text, begin)
        if other:
            deed = Deed(frozenset((normal(other["past"]),)), ((other.end(), end),))
            return Telling(rule_of(deed), (deed,), joint, loose=True)
    if not starts:
        return None if active else _passive(text, at, end, verbs, joint=joint)
    deeds = tuple(_deeds(text, starts, end, verbs))
    return Telling(rule_of(deeds[0]), deeds, joint)


def _verbs_told(text: str, begin: int, end: int, verbs: Verbs, tense: str) -> list[Verb]:
    """The verb at a place, and those that stand beside it: "decided …, and urged …"."""
    forms = {"past": verbs.past, "present": verbs.present, "participle": verbs.participle}[tense]
    first = forms.at(text, begin)
    creating = _CREATING.match(text, begin) if tense == "participle" else None
    if first is None and creating:
        first = Verb(creating.start(), creating.end(), creating[0])
    if first is None:
        return []
    starts = [first]
    for later in forms.within(text, first.end, end):
        floor = max(first.start, later.start - 60)
        beside = _FURTHER.search(text, floor, later.start)
        shares = _SHARES.search(text, floor, later.start)
        if beside and not shares and not _ATTRIBUTE.match(text, later.end):
            starts.append(later)
    return starts


def _deeds(text: str, starts: list[Verb], end: int, verbs: Verbs) -> Iterator[Deed]:
    own: set[str] = set()
    for verb, after in zip(starts, [*starts[1:], None], strict=True):
        own.add(verbs.lemma(verb.form))
        if after and after.start - verb.end < _ONE_DEED:
            continue
        infinitive = _INFINITIVE.match(text, verb.end)
        if infinitive and normal(infinitive["verb"]) in verbs.known:
            own.add(normal(infinitive["verb"]))
        yield Deed(frozenset(own), ((verb.end, after.start if after else end),))
        own = set()


def _passive(text: str, at: int, end: int, verbs: Verbs, *, joint: bool) -> Telling | None:
    """ "by which the mandate was created": what was done stands before its verb."""
    for verb in verbs.past.within(text, at, end):
        if BE.search(text, at, verb.start):
            comma = text.find(", ", verb.end, end)
            spans = ((at, verb.start), (verb.end, comma if comma > 0 else end))
            deed = Deed(frozenset((verbs.lemma(verb.form),)), spans)
            return Telling(rule_of(deed), (deed,), joint)
    if _DONE.search(text, at, end):
        return Telling(Rule.RETOLD, (Deed(frozenset(), ((at, end),)),), joint, loose=True)
    return None
