"""Cut the words that a mandate asks for into its acts, each from its verb on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.recognise.addressee_words import BARE_VERBS, NOUNS_TOO, bare_form

__all__ = ["AskedAct", "asked_acts"]

_ADVERBS: Final = (
    r"(?:(?:also|further|again|not|inter alia|as appropriate|where appropriate|as necessary"
    r"|as soon as possible|if necessary"
    r"|(?!(?:apply|comply|supply|rely|reply|multiply|ally"
    r"|imply)\b)[a-z]+ly),? (?:and (?=[a-z]+ly ))?)*"
)
_PRELUDE: Final = re.compile(
    rf"(?:{_ADVERBS}(?:(?:continue|consider|endeavour|begin|seek|strive|proceed|work|aim|be ready"
    r"|come forward|be prepared|stand ready|remain ready|agree|ensure that efforts continue"
    r"|(?:continue|redouble|intensify|pursue|make|strengthen|increase|accelerate|enhance|support)"
    r" (?:every|all|its|their|his|the)? ?(?:\w+ )?efforts?"
    r"|tak(?:e|ing) (?:all|the|every|such|any|whatever|immediate|urgent|further|additional|concrete"
    r"|effective|appropriate|necessary|required|requisite|possible|other|and|,| )*(?:measures?"
    r"|steps"
    r"|actions?)(?: as may be| that are| as are)?(?: necessary| required| needed| appropriate)?"
    r"|make (?:the |all )?(?:necessary |appropriate |organizational |practical |logistical "
    r"|administrative )*"
    r"arrangements|do the necessary preparatory work"
    r"|(?:consider|explore) (?:the )?(?:ways|means|possible ways)(?: and means)?(?= in which)"
    r"|maintain (?:\w+ ){0,2}(?:communications?|contacts?)(?= to keep\b)"
    r"|(?:collaborate|cooperate|co-operate|work|engage|coordinate)(?: closely)? with [^;]{3,160}?"
    r"(?= to [a-z])"
    r"|explore (?:the )?(?:ways|possibilit\w+|options)(?: and means)?)(?:,[^,;]{0,80},)?"
    r" (?:to|of|for|how to|in which (?:it|they|he|she) (?:can|could|may|might)|in|aimed at"
    r"|towards) (?:the (?=convening|holding|establishment"
    r"|organization of))?"
    r"|(?:continue|consider|start|resume|begin|keep|explore|support|promote"
    r"|facilitate|encourage) (?=(?!training|funding|financing|building"
    r"|monitoring)[a-z]+ing\b(?! of\b))"
    r"|entrust [^;,]{3,120}? with (?:the (?:task|responsibility) of )?(?=[a-z]+ing\b)"
    r"|(?:authorize|request|invite|ask|mandate|entrust|instruct|direct) [^;,]{3,160}? to (?=[a-z])"
    r"|contribute to (?=(?:strengthen|build|develop|enhanc|improv)ing\b)"
    r"|(?:support|assist|help) [^,;]{0,120}? in (?=(?:conven|organi[sz]|hold|host)ing\b)))*"
    rf"{_ADVERBS}"
)
_JOINED: Final = re.compile(
    r"(?P<sep>[,;]|,? and|,? or|,? as well as|,? but)(?: (?:and|or|also|in this regard|to this end"
    rf"|in that regard|as well as|in addition|where appropriate|as appropriate)\b,?)* (?P<to>to )?"
    rf"{_ADVERBS}(?P<verb>[a-z][a-z-]+)\b"
)
_INNER: Final = re.compile(
    r" (?:to|that|which|who|whose|by [a-z]+ing|with a view|in order|when|where|whether|how)\b"
)
_OBJECT: Final = re.compile(
    r",? (?:thereon|the|its|their|his|her|any|all|an?|such|these|those|this|with|on|to|[A-Z]\w*)\b"
)
_MODAL: Final = re.compile(
    r"\b(?:shall|should|will|must)\b,? (?:also |further |not |continue to |\w+ly )*(?=[a-z])"
)
_CUT: Final = re.compile(
    r",? (?:including|inter alia|in particular|such as|by (?:[a-z]+ly )?(?!providing|offering"
    r"|extending)[a-z]+ing|with a view"
    r"|in order|so as|so that|for the purposes? of|with the aim|for example|as well as through"
    r"|taking|bearing|through (?:[a-z]+ing|the adoption)"
    r"|which|who|whose|where|whereby|wherever|when|while"
    r"|(?<!fact )(?<!proposal )that (?:has|have|is|are|was|were|can|could|will|would|may)|if|unless"
    r"|as part of|in line with|in accordance with|pursuant to|as (?:contained|set out|recommended"
    r"|described|outlined|called|requested|provided|mentioned)|based on|on the basis|consistent"
    r"|to carry out|undertaken|contained in"
    r"|(?:necessary|required|needed) to (?!the |all |its )[a-z]+"
    r"|to enable|to allow|to help|to ensure|to promote|to support"
    r"|to enhance"
    r"|to strengthen|to facilitate|to address|to achieve|to assist|to improve|to combat"
    r"|to prevent)\b"
)

_LINK: Final = re.compile(r"[ ,;]*\b(?:(?:and|or|as well as|but)? ?(?:to)?)[ ,]*$")
_LONGEST_LINK: Final = 40
_VERB_ALONE: Final = re.compile(r"[a-z-]+")
"""An act that shares the object of the next one: "develop and implement a plan"."""
_VERB_AND: Final = re.compile(r"(?:continue to |consider )?[a-z-]+ and review")
_ASIDE: Final = re.compile(
    r"^([a-z-]+), (?:upon|within|in|on|as|where|with|at|for|through|by|subject|inter alia|when|if"
    r"|to the extent|and|based|from|under|taking|pursuant|no later)\b[^;]{0,200}?,"
    r"(?= (?!including|in |and |consistent|as |within|upon|with |on |at |or |where)[a-z])"
)


_MIDDLE: Final = re.compile(
    r", (?:for (?:the )?consideration by|taking|bearing|based|in accordance|pursuant|in line"
    r"|as part of|through|consistent|in consultation|in cooperation|in collaboration)"
    r"\b[^;,]{0,240},"
    r"(?= (?:an?|the|its|his|their|information|recommendations|proposals|written|regular) )"
)
"""An aside between the verb and its object: "submit, taking account of all, a report"."""
_ADJECTIVES_TOO: Final = frozenset(
    ("direct", "open", "complete", "correct", "present", "lower", "narrow", "secure", "separate")
)
_CAPACITY: Final = re.compile(
    r"\b(?:capacity|capacities|ability|capabilities|opportunity|need) to [a-z]"
)
_TO_HELP: Final = re.compile(r" to (?:help|assist|enable|allow|support|carry out) ")
_CONVENES: Final = re.compile(
    r"(?:re)?conven\w+ (?:[\w-]+ ){0,4}(?:meetings?|conference|group)\b[^;]{0,200}? to [a-z]"
)
"""A meeting with what it is to do, which the next act may go on."""
_GIVES: Final = frozenset(("submit", "report", "present", "provide", "prepare", "transmit"))
_BY_GIVING: Final = re.compile(r"(?:,? by (?P<verb>providing|preparing|submitting|conducting)) ")


@dataclass(frozen=True, slots=True)
class AskedAct:
    """One act: ``words`` from its verb to the next act, ``core`` without purpose, way, example."""

    words: str
    core: str


def asked_acts(words: str) -> tuple[AskedAct, ...]:
    """The acts in the order of the text, none where the words begin with no verb.

    >>> [act.core for act in asked_acts("review the plan, and to submit a report, in order to act")]
    ['review the plan', 'submit a report']
    """
    words = words[:4_000]
    begin = _beginning(words)
    if begin is None:
        return ()
    starts = [begin]
    for found in _JOINED.finditer(words, begin):
        verb = found["verb"]
        if verb not in BARE_VERBS:
            continue
        # "identify and review guidelines", but not "of control and review".
        paired = verb == "review" and _VERB_AND.fullmatch(words[starts[-1] : found.end()])
        if verb in NOUNS_TOO and not (found["to"] or paired or _OBJECT.match(words, found.end())):
            continue
        if (
            found["sep"] == ","
            and found["to"]
            and _CAPACITY.search(words, starts[-1], found.start())
        ):
            continue
        if found["to"] and _is_purpose(words[starts[-1] : found.start()], found["sep"], verb):
            continue
        if not found["to"] and _INNER.search(
            words, _after_prelude(words, starts[-1]), found.start()
        ):
            continue
        starts.append(found.start("to") + len("to ") if found["to"] else found.start("verb"))
    ends = [*starts[1:], len(words)]
    cut = [_unlinked(words[a:b]) for a, b in zip(starts, ends, strict=True)]
    for n in range(len(cut) - 2, -1, -1):
        if _VERB_ALONE.fullmatch(cut[n]):
            cut[n] += cut[n + 1][len(cut[n + 1].split(" ", 1)[0]) :]
    acts = [_act(act) for act in cut]
    for act in tuple(acts):
        given = _BY_GIVING.search(act.core)
        if given and (verb := bare_form(given["verb"])):
            acts.append(_act(f"{verb} {act.core[given.end() :]}"))
    return tuple(acts)


def _unlinked(act: str) -> str:
    """An act without the words that link it with the next one."""
    link = _LINK.search(act, max(0, len(act) - _LONGEST_LINK))
    return act[: link.start()] if link else act


def _after_prelude(words: str, start: int) -> int:
    """Where the act proper begins: after "continue to", "take all measures to"."""
    found = _PRELUDE.match(words, start)
    return found.end() if found else start


def _is_purpose(before: str, sep: str, verb: str) -> bool:
    """Whether "to" goes on what an act is for: "to help States, upon request, to light lamps"."""
    if sep == ",":
        return _TO_HELP.search(before) is not None
    return verb not in _GIVES and _CONVENES.match(before) is not None


def _act(words: str) -> AskedAct:
    prelude = _PRELUDE.match(words)
    words = words[prelude.end() :] if prelude else words
    words = _MIDDLE.sub("", words, count=1)
    words = _ASIDE.sub(r"\1", words.removeprefix("to "))
    cut = _CUT.search(words, 4)
    return AskedAct(words, words[: cut.start()] if cut else words)


def _beginning(words: str) -> int | None:
    """Where the first verb stands: at the head of the words, or after the modal of a subject."""
    head = re.match(rf"(?:to )?{_ADVERBS}(?P<verb>[a-z][a-z-]+)", words)
    if head and (head["verb"] in BARE_VERBS or words.startswith("to ")):
        return head.end() - len(head["verb"])
    lead = re.match(rf"[^;]{{0,200}}?, (?:to )?{_ADVERBS}(?P<verb>[a-z][a-z-]+)", words)
    if words.startswith(",") and lead and lead["verb"] in BARE_VERBS:
        return lead.end() - len(lead["verb"])
    modal = _MODAL.search(words, 0, 400)
    if modal:
        verb = re.compile(r"[a-z-]+").match(words, modal.end())
        return modal.end() if verb and verb[0] in BARE_VERBS else None
    for found in re.finditer(
        r"(?<! they)(?<! who)(?<! which)(?<! that)(?<! seek to)(?<! order to)(?<! able to)"
        r" (?P<verb>[a-z][a-z-]+)\b",
        words[:300],
    ):
        if found["verb"] in BARE_VERBS and (
            (found["verb"] not in NOUNS_TOO and found["verb"] not in _ADJECTIVES_TOO)
            or _OBJECT.match(words, found.end())
        ):
            return found.start("verb")
    return None
