"""Judge whether an operative clause asks or empowers somebody, or only expresses."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Verb

__all__ = ["DECIDING", "REPEATING", "asks", "decides_that"]

DECIDING: Final = frozenset(("decides", "resolves", "agrees", "determines"))
"""Verbs of which only the words that follow say whether they ask."""

REPEATING: Final = re.compile(
    r",? ?(?:(?:again|once more|therefore|in this regard|in that regard|,) )*(?:(?:all )?its|the|their) (?:\w+ly |strong |urgent |previous |earlier |long-standing |standing "
    r"|continued |continuing )*(?:requests?|calls?|invitations?|appeals?|encouragement|demands?|recommendations?|instructions?"
    r"|urging|urgent appeal|exhortation)\b(?:,? (?:also|made|contained|addressed|set out|in|to all concerned)\b(?! (?:the|all)?[^,]* to )[^,;]{0,100},?)?"
    r"(?P<link> (?:to|upon|on|for|that|of)\b)?"
)
"""What is reiterated where a clause asks again: "its request to the Secretary-General"."""

_REPEATS: Final = ("reiterates", "renews", "reaffirms", "repeats", "restates", "reasserts")
_FEELING: Final = re.compile(
    r" (?:its|the|their|an?|our|further|a warm)? ?(?:\w+ )?(?:appreciation|gratitude|thanks|condolences|congratulations|sympathy"
    r"|sympathies|felicitations|welcome|support|greetings|commendation|solidarity|deepest|sincere|warm)\b"
)
_ONLY_SAYS: Final = re.compile(
    r" (?:also |further |therefore |hereby |to |formally |actively |thereby |accordingly |thus |\w+ly )*"
    r"(?:remain|stay|continue to be|be|keep|adopt|approve|endorse|accept|take note|note|proclaim|declare|designate|reaffirm|recognize|welcome|express|elect"
    r"|observe that|grant|accord|award|reiterate|reject|admit|confirm|affirm|acknowledge|maintain its|remove|lift"
    r"|ratify|concur|condemn|commend|name|recall|take into|adhere|dedicate|intensify|commit|pursue|stand|support|ensure|act|work"
    r"|give|revise|amend|replace|adjust|suspend|waive|apply|set|determine|fix|devote|focus|terminate|lower|increase|reduce|upgrade)\b"
)
_DOES: Final = re.compile(
    r" ?(?:,[^,;]{0,300},)? ?(?:also |further |therefore |hereby |, |\w+ly |not )*to (?:also |further |therefore |hereby |\w+ly )*(?:establish|create|set up|convene"
    r"|hold|organi[sz]e|extend|renew|prolong|continue|finance|appropriate|apportion|include|inscribe|put|place|consider|resume|review|defer|postpone|revert|return|take up"
    r"|request|invite|authorize|mandate|entrust|encourage|urge|call|appoint|assign|transfer|discontinue|institute|constitute|launch|dispatch|send|refer|transmit|bring|schedule|dissolve"
    r"|retain|allocate|provide|instruct|ask|direct|empower|recommend|examine|undertake|conduct|discuss|start|initiate|begin|conclude|address|maintain|reconvene|re-establish|abolish|terminate"
    r"|assess|evaluate|impose|require|commission|prepare|redeploy|develop|finalize|keep on|keep the item|focus|strengthen|open|arrange|reconstitute|allow|mark|commemorate|rename|task|deploy|add|reappoint|form|charge|offer|engage|give consideration|give further consideration|give due consideration|give priority|interact|approve the (?:establishment|creation|convening|appropriation|transfer|allocation)|set aside|change|keep in|keep under|keep this|increase the (?:authorized|membership|number)|expand the (?:membership|mandate))\b"
)
_SEIZED: Final = re.compile(r"\b(?:seized|under (?:active |constant |close |continuous |continuing |regular )*(?:review|consideration))\b")
_MODAL: Final = re.compile(r"\b(?:shall|should|will|must|(?:is|are) (?:to|requested|invited|authorized))\b")
_SUBJUNCTIVE: Final = re.compile(
    r"\b(?:be (?:established|convened|extended|renewed|continued|financed|held|organized|included|placed|apportioned|appropriated"
    r"|submitted|set up|created|created|allocated|provided|designated|appointed|transferred|authorized|considered|requested|invited|inscribed|reviewed|dedicated)|(?:is|are) (?:hereby )?(?:established|extended|convened|authorized))\b"
)


def asks(verb: Verb, words: str) -> bool:
    """Whether a clause with this verb and these words after it is a mandate."""
    if verb.verb in DECIDING:
        return _decides(words)
    if verb.verb in _REPEATS and REPEATING.match(words):
        return True
    if verb.verb in ("renews", "extends"):
        return not _FEELING.match(words) and not re.match(r" (?:its|their|the) (?:\w+ )?(?:commitment|support|determination|pledge|solidarity|resolve|expression)", words)
    if verb.verb == "refers":
        return bool(re.match(r" (?!to\b)[^;]{0,200}? to (?:the|its) ", words))
    if verb.verb == "gives":
        return False
    return verb.asks


def _decides(words: str) -> bool:
    that = re.match(r"[^;]{0,200}?\bthat\b", words)
    does = _DOES.match(words)
    if that and not re.search(r"\bto [a-z]", that[0]):
        return decides_that(words[that.end() :])
    if does:
        seized = _SEIZED.search(words[:120])
        return not (seized and re.search(r"\b(?:remain|keep|continue to be|stay)\b", words[: seized.end()]) and not re.search(r"\bsession\b|agenda", words))
    if re.search(r"\bto (?:remain|keep|continue to be)\b[^;]*\b(?:seized|consideration|review)\b", words):
        return bool(re.search(r"\bsessions?\b|\bagenda\b", words))
    return False


def decides_that(words: str) -> bool:
    """Whether what is decided is that somebody is to act or that something is brought about."""
    return bool(_MODAL.search(words) or _SUBJUNCTIVE.search(words))
