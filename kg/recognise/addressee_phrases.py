"""Tell who can be asked from things: the head of a noun phrase, its known names masked."""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.addressee_words import HEADS

__all__ = [
    "MASK",
    "TAIL",
    "determiners",
    "is_adjective",
    "is_begun",
    "is_dangling",
    "is_party",
    "is_thing",
]

MASK: Final = "\u0001"
_DETERMINER: Final = re.compile(
    r"(?:the|all|any|each|every|both(?! (?:parties|sides|countries)\b)"
    r"|(?:those|these)(?! \w+ing\b| in | who | that | with "
    r"| concerned)|its|their|his|her|an?|also|among|inter alia"
    r"|other|as appropriate|further) ",
    re.IGNORECASE,
)
TAIL: Final = re.compile(
    r" (?:\(hereinafter|in turn|in conne(?:x|ct)ion|in th(?:is|at) (?:regard|respect|context)"
    r"|concerned with"
    r"|associated with|that|which|who|whose|whom|where|when|(?:in|on|of|to|for|under|from|with|by"
    r"|at) (?:which|whose|whom)"
    r"|in (?:accordance|line|a position|their|its|his"
    r"|order|keeping|conformity|cooperation|consultation|coordination|collaboration"
    r"|close|particular|need|need of|compliance|question|all|countries|relation|full|view)"
    r"|within (?:their|its|his|existing|the (?!\x01))"
    r"|at (?:the|its|all|their)|(?<!well )as(?! well as)|(?<! of )each|along|compliant|under"
    r"|providing|with operational"
    r"|serving|established|authorized|empowered|entitled|itself|themselves"
    r"|or (?:that|which|who)"
    r"|with (?:a|the|due|its|their|full|regard|respect|immediate)"
    r"|on (?:a|the basis|their|its)|upon|through|during|by|pursuant|taking|having|wishing|not"
    r"|able|willing|working (?:with|together|closely|through|jointly)|without|until"
    r"|for (?:its|their|consideration|the (?![A-Z\x01]))|of (?:the|their"
    r"|its) (?:[\w-]+ ){0,2}(?:need|importance"
    r"|fact|obligations?|duty|responsibilit(?:y|ies)|commitments?|requirements?|necessity))\b"
)
_THING: Final = re.compile(
    r"(?:efforts?|work|use|conclusion|report|reports|measures?|actions?|role|progress|participation"
    r"|need|end|development|support|importance|steps?|initiatives?|process|resumption|[a-z]+tions?"
    r"|[a-z]+(?<!govern)(?<!depart)ment|[a-z]+ance|[a-z]+ence(?<!conference)|[a-z]+ing|[a-z]+ness"
    r"|[a-z]+sion(?<!mission)|attention|cooperation|partnerships?|rights|issues|activities"
    r"|resources|areas|contributions?|return|release|sharing|restraint|caution"
    r"|calm|focus|pursuit|exchange|uptake|renewal|removal|reforms?|reviews?)$"
)
_NO_BODY: Final = re.compile(
    r"(?:programmes? of (?:work|action|activities)|this (?:mechanism|initiative|platform|facility)"
    r"|[a-z ]*celestial bodies|water bodies"
    r"|bodies of water)\b",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"\d{1,4} \((?:\d{4}|[IVXLC]+)\)")
"""Numbers of resolutions, by which the bodies that they established are told."""
_TITLED_THING: Final = re.compile(
    rf"{MASK}+ (?:[A-Z][\w-]+ )*(?:Yearbook|Day|Decade|Year|Week|Strategy|Plan|Framework|Register"
    r"|Convention|Declaration|Bulletin|Journal|Handbook|Budget)"
)
_ACRONYM: Final = re.compile(
    r"(?!HIV|AIDS|COVID|TB$|ICTs?$)[A-Z][a-z]?[A-Z]+[A-Za-z]*(?:-[A-Z]{2,})?"
)
_STOP: Final = frozenset(
    (
        "of", "on", "for", "to", "in", "from", "with", "against", "by", "at", "under", "within",
        "among", "between", "across", "who", "that", "which", "not", "as", "through", "whose",
        "where", "when", "or", "and", "responsible", "currently", "able", "willing", "without",
    )
)  # fmt: skip
_PERSONS: Final = re.compile(
    r"[a-z-]*(?:[a-z]{2}(?:ers|ors|ists|ians|ants|eers|ees|persons|people|men|officials|heads)"
    r"|rulers)$"
)
_NO_PERSONS: Final = re.compile(
    r"(?:[a-z-]*(?:factors|matters|numbers|orders|borders|vectors|indicators|papers|letters|waters"
    r"|barriers|parameters|dangers|others|disasters|computers|corridors|efforts|measures|chapters"
    r"|grants|plants|centers|tankers|containers|offers|transfers|errors|fees|guarantees|degrees"
    r"|variants|pollutants|errors|headers|registers|encounters|disorders|answers|rivers|fibres"
    r"|descriptors|monitors|warrants|elements|triggers|drivers|covers|sensors))$"
)
_ADJECTIVE: Final = re.compile(
    r"(?:HIV|AIDS|[a-z-]+(?:al|ic|ary|ive|ing|ed|ous|ern|ible|able)|public|private|civil|donor"
    r"|debtor|creditor"
    r"|host|transit"
    r"|troop|troop-|police|police-|community|state|origin|military|non-State|recently"
    r"|humanitarian|resident|women['’]s"
    r"|youth-led|[a-z]+-|religious|relevant|national|global|trade|development|health|human|youth"
    r"|workers['’]|peacekeeping|sub-regional|intra-|inter-|food|energy|water|law|labour|other"
    r"|[A-Z][a-z]+(?:ian|ese|ish|an)|International|Regional|National|Independent|Impartial"
    r"|Economic|Social|least|small|high-level|academic|scientific|sister)$"
)


_TITLED: Final = re.compile(
    r"(?:(?:[A-Z][\w’'-]*|of|and|for|on|the) ){1,9}(?:Group|Unit|Office|Team|Task Force|Network"
    r"|Section|Division|Centre|Platform|Board|Panel)"
)
"""A name of several words in capitals whose last is what it names: "the Rule of Lamps Unit"."""
_BEGUN: Final = re.compile(r"the (?:[A-Z][\w’'-]* )+(?:of|for|on) (?:[A-Z][\w’'-]* )*[A-Z][\w’'-]*")
_LAST_WORDS: Final = re.compile(r"(?:[A-Z][\w’'-]* )+[A-Z][a-z]+")


def _head(words: str) -> tuple[str, bool]:
    """The head noun of a phrase in lower case, and whether it is a word of the phrase's end."""
    last, listed = "", False
    for token in words.split():
        word = token.strip(",.;:()_")
        plain = word.lower()
        if plain in ("and", "or") and last and not (_heads(last) or MASK in last):
            continue
        if last and plain in _STOP:
            return last, False
        if last and plain.endswith(("ing", "ed")) and (_heads(last) or MASK in last):
            if plain in ("armed", "united", "peacekeeping") and MASK in last:
                last = word
                continue
            return last, False
        if plain in ("concerned", "involved", "itself", "themselves") and last:
            continue
        if listed and (_heads(last) or MASK in last):
            return last, False
        last, listed = word, token.endswith(",")
    return last, True


def _heads(word: str) -> bool:
    plain = word.lower()
    return (
        plain in HEADS
        or plain.rpartition("-")[2] in HEADS
        or bool(_PERSONS.match(plain) and not _NO_PERSONS.match(plain))
    )


def is_adjective(words: str) -> bool:
    """Whether a part of a list is only what qualifies the noun of a later part."""
    last, whole = _head(words)
    if words.endswith("human rights"):
        return True
    return whole and MASK not in last and not _heads(last) and bool(_ADJECTIVE.match(last))


def is_party(words: str, *, sure: bool) -> bool:
    """Whether a noun phrase, its known names masked, is one that can be asked."""
    words = words[determiners(words) :]
    if words.startswith("others in a position "):
        return True
    if _NO_BODY.match(words) or _NUMBERS.match(words):
        return False
    if sure and _TITLED_THING.fullmatch(words):
        return False
    if words.startswith(MASK) and not re.match(rf"{MASK}+(?:[’']s?)? [a-z]", words):
        return not re.match(rf"{MASK}+[’']s? ", words)
    last, _ = _head(words)
    if not last:
        return False
    if words[0].isupper() and _TITLED.fullmatch(words):
        return True
    if _heads(last) or MASK in last or _ACRONYM.fullmatch(last):
        return True
    if sure:
        return False
    if last[0].isupper():
        return True
    plain = last.lower()
    first = words.split()[0].lower()
    return not _THING.match(plain) and not _THING.match(first) and "efforts" not in words


def is_begun(words: str, rest: str) -> bool:
    """Whether a part is the first half of a name in capitals that "and" has cut in two.

    >>> is_begun("the Care of Lamps Coordination", "Resource Group")
    True
    """
    if not words.startswith("the ") or not (_BEGUN.fullmatch(words) and _LAST_WORDS.match(rest)):
        return False
    return not is_party(words, sure=True) and is_party(rest, sure=True)


def is_dangling(words: str) -> bool:
    """Whether a phrase ends in an adjective whose noun is to come: "partners of landlocked"."""
    last = words.rpartition(" ")[2]
    return bool(_ADJECTIVE.match(last)) and not last.endswith(("ed", "ible")) and not _heads(last)


def is_thing(words: str) -> bool:
    """Whether a noun phrase is one that no list of persons and bodies holds: "ratification"."""
    head = _head(words)[0].lower()
    return bool(_THING.match(head)) and not _heads(head)


def determiners(printed: str) -> int:
    """How many characters of articles and quantifiers a name begins with."""
    at = 0
    while found := _DETERMINER.match(printed, at):
        at = found.end()
    return at
