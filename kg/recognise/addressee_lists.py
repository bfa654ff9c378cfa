"""Cut a list of addressees into its members, and find where it ends.

The words come with each known name masked (``MASK`` for every character), so that the "and" in
a name cuts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.recognise.addressee_words import BARE_VERBS, HEADS, NO_INFINITIVE, NOUNS_TOO, TAKES_TO

__all__ = ["MASK", "TAIL", "determiners", "infinitive", "is_party", "members", "subject_end"]

MASK: Final = "\u0001"
_DETERMINER: Final = re.compile(
    r"(?:the|all|any|each|every|both|(?:those|these)(?! \w+ing\b| in | who | that | with "
    r"| concerned)|its|their|his|her|an?|also|among|inter alia"
    r"|other|as appropriate|further) ",
    re.IGNORECASE,
)
_ADVERB: Final = r"(?:not|also|further|always|fully|now|again|either|[a-z]+ly|inter alia|,)"
_TO: Final = re.compile(
    rf"(?P<prev>[\w{MASK}’'-]*)(?P<comma>,?) to:? (?:,? ?{_ADVERB},? (?:and"
    rf" )?)*(?P<verb>[a-z][a-z-]+)\b"
)
_PARTIES_TO: Final = re.compile(r"[Pp]arties$")
_MODAL: Final = re.compile(
    r",? (?:shall|should|will|must|may|would|can|is to|are to|be|have|has|is|are|ought to"
    r"|need to)\b"
)
_CONJOINED: Final = re.compile(
    r"(?:and|or|as well as|including|in particular|especially|particularly|notably|such as"
    r"|inter alia|namely|primarily|above all|and also|but also)(?:,|:)? (?:(?:by|through"
    r"|for) )?(?=\S)"
)
_WITHIN: Final = re.compile(
    r",? (?:and|or|as well as|including|in particular|especially|particularly|such as|and/or) "
)
_ASIDE: Final = re.compile(
    r"(?:in|within|as|with|when|upon|on|at|by|through|where|while|subject|pursuant|taking|having"
    r"|after|before|if|under|from|for|consistent|drawing|acting|working|building|bearing|using"
    r"|based|to|until|during|following|together|along|without|given|recognizing|once|unless"
    r"|whenever|wherever|inter|if|which|who|that|whose|also|jointly|individually|of|not|since"
    r"|particularly in|both|whether|no later|notwithstanding|starting|prior|via|making|noting"
    r"|recalling|considering|keeping|mindful|guided|despite|directly|consulting|according"
    r"|depending|per|and where|and when|and as|and in|and within|and with|or in|over|[a-z]+ly)\b"
)
_COMPANY: Final = re.compile(
    r"(?:in|through) (?:\w+ )?(?:consultation|cooperation|co-operation|coordination|collaboration"
    r"|partnership|conjunction|association|coordinating|liaison|agreement|dialogue)"
    r"|(?:together|along|jointly|working|cooperating|in close \w+) with"
)
TAIL: Final = re.compile(
    r" (?:that|which|who|whose|whom|where|when|in (?:accordance|line|a position|their|its|his"
    r"|order|keeping|conformity|cooperation|consultation|coordination|collaboration"
    r"|close|particular|need|need of|compliance|question|all|countries|relation|full|view)"
    r"|within (?:their|its|his|the|existing)"
    r"|at (?:the|its|all|their)|as|under|with (?:a|the|due|its|their|full|regard|respect|immediate)"
    r"|on (?:a|the basis|their|its)|upon|through|during|by|pursuant|taking|having|wishing|not"
    r"|able|willing|working|without|until|for (?:its|their|consideration|the))\b"
)
_THING: Final = re.compile(
    r"(?:efforts?|work|use|conclusion|report|reports|measures?|actions?|role|progress|participation"
    r"|need|end|development|support|importance|steps?|initiatives?|process|resumption|[a-z]+tion"
    r"|[a-z]+(?<!govern)(?<!depart)ment|[a-z]+ance|[a-z]+ence(?<!conference)|[a-z]+ing|[a-z]+ness"
    r"|[a-z]+sion(?<!mission)|attention|contributions?|return|release|sharing|restraint|caution"
    r"|calm|focus)$"
)
_COMPLEMENT: Final = re.compile(
    r" (?:of|on|for|to|in|from|with|against|by|at|under|within|among|between|across|who|that)\b"
)
_ADJECTIVES: Final = re.compile(
    r"(?:(?:and|or|the|all|other|relevant|concerned|interested|appropriate|competent|existing)\s+)*"
    r"(?:inter)?(?:national|regional|governmental|local|subregional|multilateral|bilateral|global"
    r"|non-governmental|intergovernmental|public|private|developed|developing|political|social"
    r"|economic|financial|humanitarian|civil|academic|interregional|sub-regional|troop-|municipal"
    r"|[a-z-]+al|[a-z-]+ic|[a-z-]+ary|military|[a-z]+-|religious|relevant|interested|transit"
    r"|origin|community|troop|police|state|donor|host|affected|exporting|importing|producing)$"
)
_FAR: Final = 120
"""From here on a modal is not taken for the verb of the subject that was found."""
_GOVERNS: Final = re.compile(
    r",? (?:the|its|their|his|her|all|any|an?|each|such|this|that|to|on|in|with|as|at|by|for"
    r"|from|under|back|out|up|towards|annually|regularly|periodically|only|further|urgent(?:ly)?"
    rf"|every|immediately|jointly|closely|not|it|them|[A-Z{MASK}]\S*)(?![\w-])"
)
"""What follows a verb in its bare form rather than the noun that is spelt like it."""
_APPOSITION: Final = re.compile(r"the (?:occupying|administering) Powers?")
_BARE: Final = re.compile(
    r"(?:mechanisms|bodies|institutions|organizations|agencies|entities|programmes|funds|organs"
    r"|structures|networks)"
)
_THEIRS: Final = re.compile(r"(?:their|its|his|her) ")
_SYSTEM: Final = re.compile(
    r"(?:the |all |relevant )*(?:\x01+ )?(?:specialized )?(?:agencies|funds|programmes|bodies"
    r"|organs|organizations|entities|offices"
    r"|departments|institutions|mechanisms)(?:(?:, | and )(?:agencies|funds|programmes|bodies"
    r"|organs))*"
)
_SYSTEM_OF: Final = re.compile(
    r"(?:agencies|funds|programmes|bodies|organs|organizations|entities|institutions"
    r"|mechanisms)(?: of the|$)"
)
"""The agencies, funds and programmes of one system stand under one genitive."""


def members(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The members of a list in ``words[at:stop]``, asides left out."""
    pending: list[tuple[int, int]] = []
    company = False
    for a, b in _segments(words, at, stop):
        if a > at + 1 and _APPOSITION.fullmatch(words, a, b):
            continue
        lead = _CONJOINED.match(words, a, b)
        aside = (
            None if lead and not re.match(r"(?:and|or) ", lead[0]) else _ASIDE.match(words, a, b)
        )
        if aside or (company and not lead):
            company = company or bool(_COMPANY.match(words, a, b))
            continue
        if company and lead and not words[a:b].startswith(("and the", "as well as")):
            continue
        begin = lead.end() if lead else a
        if lead and _ASIDE.match(words, begin, b):
            continue
        pending.extend(_within(words, begin, b))
    yield from _merged(words, pending)


def is_party(words: str, *, sure: bool) -> bool:
    """Whether a noun phrase, its known names masked, is one that can be asked."""
    words = words[determiners(words) :]
    if words.startswith(MASK):
        return not re.match(rf"{MASK}+[’']s? ", words)
    tail = _COMPLEMENT.search(words) or TAIL.search(words)
    head = (words[: tail.start()] if tail else words).split()
    if not head:
        return False
    if len(head) > 1 and head[-1] in ("concerned", "involved"):
        head.pop()
    while len(head) > 1 and head[-1].endswith(("ing", "ed")) and head[-2].lower() in HEADS:
        head.pop()
    last = head[-1].lower().strip(",.;:()")
    if last in HEADS or MASK in last or last.rpartition("-")[2] in HEADS:
        return True
    if sure:
        return False
    if head[-1][0].isupper():
        return True
    return not _THING.match(last) and not _THING.match(head[0]) and "efforts" not in head


def infinitive(words: str) -> tuple[int, int] | None:
    """Where the addressees end and where the infinitive after them begins."""
    for found in _TO.finditer(words):
        before = found["prev"].lower()
        if found["verb"] in NO_INFINITIVE or (before in TAKES_TO and not found["comma"]):
            continue
        if _PARTIES_TO.search(before) and re.match(
            r" to (?:[a-z]+ )?(?:conflicts?|treaties)\b", words[found.end("comma") :]
        ):
            continue
        adverb = re.search(r" (?:[a-z]+ly|further|also|again)$", words[: found.end("prev")])
        end = adverb.start() if adverb else found.end("prev")
        return end, found.end("comma") + len(" to ")
    last = re.search(r",? to:?\s*$", words)
    return (last.start(), len(words)) if last else None


def subject_end(words: str, at: int) -> int:
    """Where the subject of a that-clause ends: before a modal, or a verb in its bare form."""
    modal = _MODAL.search(words, at, at + 600)
    until = modal.start() if modal else min(len(words), at + 300)
    head = 0
    for word in re.finditer(rf"[a-z{MASK}A-Z-]+", words[at:until]):
        if (
            head
            and word[0] in BARE_VERBS
            and (word[0] not in NOUNS_TOO or _GOVERNS.match(words, at + word.end()))
        ):
            before = words[at : at + word.start()].rstrip()
            if before.endswith(" to"):
                continue
            adverb = re.search(r",? (?:[a-z]+ly|also|further|not)$", before)
            return at + (adverb.start() if adverb else len(before.rstrip(",")))
        if not head and (word[0].lower() in HEADS or MASK in word[0]):
            head = at + word.end()
    return head if head and (modal is None or until - head > _FAR) else until


def determiners(printed: str) -> int:
    """How many characters of articles and quantifiers a name begins with."""
    at = 0
    while found := _DETERMINER.match(printed, at):
        at = found.end()
    return at


def _segments(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = at
    for found in re.finditer(r"[,;:]\s+", words[at:stop]):
        yield _trim(words, begin, at + found.start())
        begin = at + found.end()
    yield _trim(words, begin, stop)


def _trim(words: str, a: int, b: int) -> tuple[int, int]:
    while a < b and words[a] in " ,":
        a += 1
    while b > a and words[b - 1] in " ,;:":
        b -= 1
    return a, b


def _within(words: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    tail = TAIL.search(words, a, b)
    limit = tail.start() if tail else b
    begin = a
    for found in _WITHIN.finditer(words, a, limit):
        yield begin, found.start()
        begin = found.end()
    if tail and begin < b:
        yield begin, b
        again = re.search(r"(?<!\w)and (?=the |all |other )", words[limit:b])
        if again and is_party(words[limit + again.end() : b], sure=True):
            yield limit + again.end(), b
    elif begin < b:
        yield begin, b


def _merged(words: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Parts that are whole names: adjectives go with what follows, the rest of a name with it."""
    whole: list[tuple[int, int]] = []
    hanging: int | None = None
    for a, b in parts:
        if _ADJECTIVES.fullmatch(words, a, b) and MASK not in words[a:b]:
            hanging = a if hanging is None else hanging
            continue
        if hanging is not None:
            whole.append((hanging, b))
            hanging = None
        elif whole and (
            not is_party(words[a:b], sure=True)
            or _THEIRS.match(words, a)
            or (_BARE.fullmatch(words, a, b) and _qualified(words[slice(*whole[-1])]))
            or (_SYSTEM.fullmatch(words, *whole[-1]) and _SYSTEM_OF.match(words, a, b))
        ):
            whole[-1] = (whole[-1][0], b)
        else:
            whole.append((a, b))
    if hanging is not None and whole:
        whole[-1] = (whole[-1][0], parts[-1][1])
    yield from whole


def _qualified(words: str) -> bool:
    return " " in words[determiners(words) :]
