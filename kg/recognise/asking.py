"""Judge whether an operative clause asks or empowers somebody, or only expresses."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Verb

__all__ = [
    "DECIDING",
    "DECISION_THAT",
    "DECLARING",
    "OBSERVANCE",
    "PROCLAIMING",
    "REPEATING",
    "REPEATS",
    "acts",
    "asks",
    "decides_that",
    "declares_that",
]

DECIDING: Final = frozenset(("decides", "resolves", "agrees", "determines"))
"""Verbs of which only the words that follow say whether they ask."""

DECLARING: Final = frozenset(("declares", "proclaims"))
"""Verbs that ask only where what they declare is that something shall be done."""

PROCLAIMING: Final = frozenset(("designates", *DECLARING))
"""Verbs that order an observance where it is a day, a year or a decade that they name."""

DECISION_THAT: Final = re.compile(
    r" (?:its|their) (?:[a-z]+ )?decisions?\b[^,;:]{0,120}?,? that\b (?=[^;]{0,300}?\bshall\b)"
)
"""What is reiterated where a decision orders again: "its decision that States shall"."""

REPEATING: Final = re.compile(
    r",? ?(?:(?:again|once more|therefore|in this regard|in that regard|in this respect|in this"
    r" context|in this connection|,),? )*(?:(?:all )?its"
    r"|their|the (?=(?:\w+ )?(?:request|call|invitation|appeal|demand)s?\b(?:,? (?:made|contained"
    r"|addressed|set out)[^,;]{0,60}| (?:by|of) the (?:General )?(?:Assembly|Council|Commission))?"
    r",? (?:to|upon|on|that)\b)) ?(?:\w+ly |strong |urgent |previous |earlier |long-standing "
    r"|standing "
    r"|continued |continuing )*(?:requests?|calls?|invitations?|appeals?|encouragement|demands?"
    r"|recommendations?|instructions?"
    r"|urging|urgent appeal|exhortation)\b(?: (?:by|of) the (?:General )?(?:Assembly|Council"
    r"|Commission)\b)?(?: (?:made|contained|set out|addressed) in [^,;]{0,80}?(?= to (?:the|all"
    r"|States|Member)\b)"
    r"|,? (?:also|made|contained|addressed|set out|in"
    r"|to all concerned)\b(?! (?:the|all)?[^,]* to )[^,;]{0,100},?)?"
    r"(?P<link> (?:to|upon|on|for|that|of)\b)?"
)
"""What is reiterated where a clause asks again: "its request to the Secretary-General"."""

REPEATS: Final = ("reiterates", "renews", "reaffirms", "repeats", "restates", "reasserts")
OBSERVANCE: Final = re.compile(
    r"(?= (?:the |an? )?(?:\d|(?:period|years?|week|month|day|decade|first|second|third|last)\b"
    r"|(?:[A-Z][\w’'-]*,? |of |the |for |on |and ){0,9}(?:Day|Week|Month|Year|Decade)\b))"
    r"[^;:]{0,250}?\b(?:Day|Week|Month|Year|Decade)\b"
)
"""What is designated or proclaimed to be observed: "3 May as the World Day of Lamps"."""
_PROCLAIMS: Final = re.compile(r" (?:also |further )?to (?:designate|proclaim|declare)(?= )")
_FEELING: Final = re.compile(
    r" (?:its|the|their|an?|our|further|a warm)? ?(?:\w+ )?(?:appreciation|gratitude|thanks"
    r"|condolences|congratulations|sympathy"
    r"|sympathies|felicitations|welcome|support|greetings|commendation|solidarity|deepest"
    r"|sincere|warm)\b"
)
_DOES: Final = re.compile(
    r" ?(?:,[^,;]{0,300},)? ?(?:also |further |therefore |hereby |, |\w+ly |not )*"
    r"(?:(?:in|on|at|for|with|within|as|pursuant|without|until|from|during|under|upon|having"
    r"|subject)\b[^,;:]{0,100}?,? )?(?<!to )to (?:also "
    r"|further |therefore |hereby |\w+ly )*(?:establish|create|set up|convene"
    r"|hold|organi[sz]e|extend|renew|prolong|continue|finance|appropriate|apportion|include|revisit"
    r"|inscribe|put|place|consider|resume|review|defer|postpone|revert|return|take up|reopen"
    r"|request|invite|authorize|mandate|entrust|encourage|urge|call|appoint|assign|transfer"
    r"|discontinue|institute|constitute|launch|dispatch|send|refer|bring|schedule"
    r"|dissolve"
    r"|retain|allocate|provide|instruct|ask|direct|empower|recommend|examine|undertake|conduct"
    r"|discuss|start|initiate|begin|conclude|address|maintain|reconvene|re-establish|abolish"
    r"|terminate"
    r"|assess|evaluate|impose|require|commission|prepare|redeploy|develop|finalize|keep on"
    r"|keep the item|focus|strengthen|open|arrange|reconstitute|allow|mark|commemorate|rename"
    r"|task|deploy|add|reappoint|form|charge|offer|engage|give consideration"
    r"|give further consideration|give due consideration|give priority|interact"
    r"|approve (?:the|an?) (?:\w+ ){0,2}(?:establishment|creation|convening|appropriation"
    r"|transfer|allocation|budget)"
    r"|set aside|change|keep in|keep under|keep this|increase the (?:authorized|membership|maximum"
    r"|amount|level|budget|appropriation"
    r"|number)|expand the (?:membership|mandate)|devote|dedicate|end the|enhance|improve|hear"
    r"|give (?:its|full|high|special|particular|careful|continued)|field|set off|withdraw"
    r"|enlarge|observe|celebrate|take a decision|take action"
    r"|reserve|elaborate|intensify|reduce|restructure|merge|follow up|share|facilitate|ensure"
    r"|monitor|support the|accelerate|seek|accord priority|select|nominate)\b"
)
_ALSO_DOES: Final = re.compile(
    r"\b(?:and|,) to (?:also )?(?:authorize|request|invite|establish|include|convene|mandate"
    r"|entrust|extend|continue its consideration|hold|encourage|call upon|urge|instruct"
    r"|take (?:a decision|action) (?:at|on))\b"
)
_GOES_ON: Final = re.compile(
    r" to (?:\w+ly )?(?:call upon|call on|urge|encourage|invite|request|appeal to)\b"
)
_INSISTS: Final = re.compile(
    r" that (?!there\b)(?![^,;]{0,200}\b(?:is|are|was|were|has|have|be)\b)"
)
_PLEDGE: Final = re.compile(
    r" (?:its|their|the) (?:\w+ )?(?:commitment|support|determination|pledge|solidarity|resolve"
    r"|expression|offer)"
)
_MODAL: Final = re.compile(
    r"\b(?:shall|should|will|must|(?:is|are) (?:to|requested|invited|authorized))\b"
)
_BROUGHT: Final = re.compile(
    r"\b(?:be|is|are) (?:also |hereby |further |\w+ly )*(?:established|convened|extended"
    r"|renewed|continued|financed|held|organized|included|placed|apportioned"
    r"|appropriated|submitted|set up|created|allocated|provided|transferred|inscribed|reviewed"
    r"|prolonged|set aside|credited|charged|constituted|devoted|dedicated"
    r"|discontinued|terminated|assessed|funded|invited|requested|authorized|resumed|deferred"
    r"|considered(?= (?:at|by|in|during|under|together)\b|[.,;]|$)|entrusted|appointed|borne"
    r"|set off|added|given|implemented|applied"
    r"|maintained|retained|strengthened|redeployed|surrendered|returned|paid|deposited"
    r"|made (?:\w+ )?(?:available|public|accessible)|taken|used|carried out|undertaken|conducted"
    r"|completed|prepared|issued|published|circulated|transmitted|sent|respected|observed"
    r"|ensured|ended|lifted|released|destroyed|granted|protected|brought to)\b"
    r"|\b(?:is|are) hereby (?:approved|appropriated|apportioned|authorized) (?:for|in|by|to)\b"
    r"|\bthere (?:shall|should|will) be (?:set off|(?!no\b)(?:[\w-]+ ){0,6}(?:conference|meeting"
    r"|session|dialogue|debate|discussion|segment|apportioned|established)\b)"
    r"|\bshall (?:immediately |forthwith )?cease\b"
    r"|\b(?:shall|should|will) (?:continue(?! to be)|convene|meet|hold|take place|submit|report"
    r"|provide"
    r"|include|begin on|serve as)\b"
)
_APPROPRIATION: Final = re.compile(r" (?:an? |the )?(?:[\w-]+ ){0,2}appropriations?\b")
_DECLARED_THAT: Final = re.compile(r"[^;:]{0,120}?\bthat\b")
_SHALL: Final = re.compile(r"[^;:]{0,400}?\bshall\b")
_AND_SHALL: Final = re.compile(r"\band,?(?: [^,;]{1,120},)? (?:shall|should|will)\b")
_SHALL_BE: Final = re.compile(r"\b(?:shall|should|will) be(?: as follows)?\s*:?\s*$")
"""What is decided to be a list that follows."""
_KEEPS: Final = re.compile(r"\bto keep\b[^;]*\bunder (?:\w+ ){0,3}(?:consideration|review)\b")
_SEIZED: Final = re.compile(
    r"\bto (?:remain|keep|continue to be)\b[^;]*\b(?:seized|consideration|review)\b"
)
_CAN: Final = re.compile(r"[^,;]{0,80}\bcan(?:not)? be\b")
_STATIVE: Final = re.compile(
    r" (?:also |further |not |\w+ly )*(?:be (?:as\b|defined|understood|regarded|deemed|headed"
    r"|accountable|subject\b|eligible"
    r"|distributed|operational|composed|open|known|understood|based|comprised"
    r"|considered as|limited|guided|of\b|in\b|the\b|an?\b)|consist|comprise|remain|expire"
    r"|come into)"
)


def asks(verb: Verb, words: str, *, party: bool = False) -> bool:
    """Whether a clause with this verb and these words after it is a mandate.

    ``party``: the subject of its that-clause is somebody who can act.
    """
    if verb.verb in DECIDING:
        return _decides(words, party=party)
    if verb.verb in PROCLAIMING and OBSERVANCE.match(words):
        return True
    if verb.verb in DECLARING:
        that = _DECLARED_THAT.match(words)
        return that is not None and declares_that(words[that.end() :], party=party)
    if verb.verb in REPEATS and REPEATING.match(words):
        return True
    if verb.verb in REPEATS and (decision := DECISION_THAT.match(words)):
        return declares_that(words[decision.end() :], party=True)
    if verb.verb in ("renews", "extends"):
        return not _FEELING.match(words) and not _PLEDGE.match(words)
    if verb.verb == "refers":
        return bool(re.match(r" (?!to\b)[^;]{0,200}? to (?:the|its) ", words))
    if verb.verb == "approves":
        return bool(_APPROPRIATION.match(words))
    if verb.verb == "insists":
        return bool(_INSISTS.match(words))
    if verb.verb == "continues":
        return bool(_GOES_ON.match(words))
    return verb.asks


def _decides(words: str, *, party: bool) -> bool:
    that = re.match(r"[^;]{0,200}?\bthat\b", words)
    if that and not re.search(r"\bto [a-z]", that[0]):
        return decides_that(words[that.end() :], party=party)
    seized = _SEIZED.search(words)
    if _KEEPS.search(words) and not (seized and "seized" in seized[0]):
        return True
    if seized:
        return bool(re.search(r"\bsessions?\b|\bagenda\b", words))
    proclaims = _PROCLAIMS.match(words)
    if proclaims and OBSERVANCE.match(words, proclaims.end()):
        return True
    return bool(_DOES.match(words) or _ALSO_DOES.search(words))


def declares_that(words: str, *, party: bool) -> bool:
    """Whether what is declared orders something: it says "shall", as a decision does."""
    return _SHALL.match(words) is not None and decides_that(words, party=party)


def decides_that(words: str, *, party: bool) -> bool:
    """Whether what is decided is that somebody is to act or that something is brought about."""
    if _CAN.match(words) or _SHALL_BE.search(words):
        return False
    modal = _MODAL.search(words)
    if _BROUGHT.search(words):
        return True
    if not party:
        return False
    if modal is None or not _STATIVE.match(words, modal.end()):
        return True
    again = _AND_SHALL.search(words, modal.end())
    return again is not None and not _STATIVE.match(words, again.end())


def acts(words: str) -> bool:
    """Whether the subject of a that-clause is to do something, not to be something."""
    modal = re.search(r"\b(?:shall|should|will|must|is to|are to)\b", words)
    if not modal:
        return not re.match(r"[^,;]{0,160}?\bbe\b", words)
    again = re.search(r"\band,?(?: [^,;]{1,120},)? (?:shall|should|will)\b", words[modal.end() :])
    return bool(again) or not re.match(
        r",? (?:also |further |not |\w+ly )*(?:be\b(?! responsible for)|consist|comprise|begin"
        r"|end\b|remain|have\b"
        r"|take effect|expire|apply)",
        words[modal.end() :],
    )
