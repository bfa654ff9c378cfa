"""Tell the verbs of clauses from verbs inside them: what joins a verb to the sentence."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from kg.authority import Verb

__all__ = ["WORDS", "Candidate", "MainVerb", "goes_on", "has_object"]

WORDS: Final = re.compile(r"(?<![\w’'-])[A-Za-z][a-z]+(?:-[a-z]+)?(?![\w’'-])")
_DO: Final = frozenset(
    (
        "decides", "resolves", "agrees", "continues", "commits", "recommits", "undertakes",
        "refers", "intends", "pledges", "proposes", "recommends", "declares", "renews", "extends",
    )
)  # fmt: skip
"""Verbs after which a preposition or an infinitive may stand at once."""
_OBJECT: Final = re.compile(
    r",? ?(?:the|its|his|her|their|that|all|any|each|every|both|those|these|this|such|other"
    r"|an?|to|upon|on|for|in|with|as|at|by|from|how|what|where|it|him|them|United|[A-Z][\w-]*"
    r"|(?!of\b)[a-z][a-z-]+)\b"
)
_DETERMINED: Final = re.compile(
    r" (?:the|its|that|all|an?|any|each|this|these|those|[A-Z][\w-]*)\b"
)
_PREPOSITION: Final = re.compile(r" (?:of|from|in|with|on|by|for|to|at|and|or|is|are)\b")
_CONNECTIVE: Final = re.compile(
    r",? (?:in (?:this|that)|to (?:this|that)|once again|with a view)\b"
)
_RELATIVE: Final = re.compile(
    r"\b(?:which|who|whose|that|where|whereby|when|how|whether|in so far as)\b"
)
_PARALLEL: Final = re.compile(
    r"\b(?:(?:which|who)(?= (?:[a-z]+ly |also )*[a-z]+s\b)|that|whose|where(?! (?:able|applic"
    r"|appropr|necess|possib|need|relev|feasib))|whereby|when|how"
    r"|whether|in so far as)\b"
)
"""What may open a clause with a singular verb of its own, which the next one could go on."""
_PARTY: Final = re.compile(
    r" (?:that )?(?:all |the |other |relevant |concerned )*(?:Member|States?|Governments?"
    r"|parties|donors|countries"
    r"|members?|them\b|it\b|[A-Z]|(?:full|immediate|(?:an|the|its|their) (?:full|immediate))\b)"
)
_OWN_SAYING: Final = re.compile(
    r" to remain\b| itself\b| (?:\w+ly )?(?:concerned|alarmed|convinced|committed|determined)\b"
    r"| its (?:\w+ )?(?:intention|intent|request|call|commitment|support|readiness"
    r"|determination|appreciation|demand|condemnation|concern|gratitude|willingness)\b"
    r"| the (?:\w+ )?(?:importance|need|role|contribution|significance|necessity|urgency|efforts"
    r"|value|potential|progress|responsibility)\b| that\b"
)
_NOUNS_TOO: Final = ("requests", "demands", "notes", "reports", "offers")
_DONE: Final = re.compile(
    r" (?:made|contained|set out|addressed|received|submitted|expressed|put|sent|prepared|issued"
    r"|may|can|should|shall|will|could|must) "
)
"""What makes of "requests" a noun: "the recommendations and requests made by the Board"."""
_FEELS: Final = re.compile(r" (?:\w+ly )?(?:concerned|alarmed|convinced|committed|determined)\b")
_RESUMED: Final = re.compile(r"\b(?:and|but), [^,;]{0,200},$")
_CORE: Final = frozenset(
    (
        "requests", "invites", "encourages", "urges", "calls", "decides", "recalls", "welcomes",
        "notes", "takes", "stresses", "emphasizes", "reaffirms", "reiterates", "recommends",
        "recognizes", "acknowledges", "underlines", "underscores", "expresses", "commends",
        "demands", "endorses", "authorizes", "condemns", "appeals", "affirms", "deplores",
        "resolves", "instructs", "regrets", "looks", "thanks", "draws", "agrees", "approves",
        "mandates", "recommits", "pays", "reminds", "congratulates", "directs",
        "appreciates", "supports",
    )
)  # fmt: skip
"""Verbs that resolutions say of themselves rather than of a programme that they describe."""
_SAID: Final = _CORE - {
    "demands",
    "looks",
    "mandates",
    "calls",
    "takes",
    "draws",
    "pays",
    "supports",
}
"""Those of them that are no nouns, and say nothing else: in a relative clause they are its own."""


@dataclass(frozen=True, slots=True)
class MainVerb:
    """A main verb: ``start`` of its clause, ``end`` of the verb with particle and modifiers."""

    start: int
    end: int
    verb: Verb
    modifier: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verb where a clause may begin: what stands before it joins it to the sentence."""

    main: MainVerb
    left: int
    separator: str
    joined: bool
    led: bool


def goes_on(text: str, since: int, found: Candidate, forms: Container[str]) -> bool:
    """Whether the verb goes on the sentence and not a clause inside it."""
    if found.separator in (";", ")") or (found.separator == ":" and found.main.verb.asks):
        return True
    core = found.main.verb.verb.split()[0] in _CORE
    if found.separator == "”" and not found.joined:
        return not _RELATIVE.search(text, since, found.left)
    if found.joined and found.led and core:
        return True
    between = text[since : found.left + len(found.separator)]
    if found.joined and found.separator == ",":
        own = core or bool(_OWN_SAYING.match(text, found.main.end))
        return own or not _RELATIVE.search(between)
    if found.separator == "," and found.main.verb.verb == "remains":
        return bool(_FEELS.match(text, found.main.end)) or not _RELATIVE.search(between)
    if found.separator == ",":
        near = between[-400:].rsplit(",", 3)
        window = ",".join(near[1:] if len(near) > 3 else near)
        if not core:
            return not _RELATIVE.search(window)
        inside = _PARALLEL.search(window)
        if not inside or _RESUMED.search(between[-240:]):
            return True
        return not any(w[0] in _SAID for w in WORDS.finditer(window, inside.end()))
    if not found.joined:
        return False
    inside = _PARALLEL.search(between)
    if not inside:
        return True
    # "… efforts where they are needed and encourages States to", but not "which urges A and
    # encourages B": there another verb of the list is the relative clause's own.
    told = any(w[0] in _SAID for w in WORDS.finditer(between, inside.end()))
    asked = found.main.verb.asks and _PARTY.match(text, found.main.end)
    if core and found.main.verb.verb.startswith(("draws the attention", "calls the attention")):
        return True
    said = (core or found.main.verb.verb == "considers") and _OWN_SAYING.match(text, found.main.end)
    return bool(asked or said) and not told


def has_object(text: str, end: int, verb: Verb, left: re.Match[str]) -> bool:
    """Whether what follows can be what the verb governs, so that it is no noun."""
    if " " in verb.verb or verb.verb in _DO:
        return True
    if verb.verb in _NOUNS_TOO and _DONE.match(text, end):
        return False
    if _CONNECTIVE.match(text, end):
        return True
    if verb.verb == "mandates":
        return bool(_DETERMINED.match(text, end)) or text.startswith((" it ", " it,"), end)
    if verb.verb == "remains":
        return bool(_FEELS.match(text, end))
    if _PREPOSITION.match(text, end):
        return bool(left["adv"] or left["lead"]) or (left["sep"] == ";")
    if verb.verb == "supports" or (
        verb.verb not in _CORE and not (left["sep"] == "," and left["conj"])
    ):
        return bool(_DETERMINED.match(text, end))
    return bool(_OBJECT.match(text, end)) or text[end : end + 1] in ":,"
