"""Know the verbs by which reports say what a meeting did, beside those of the authority list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg.authority import Authority, Verb

__all__ = ["ADVERBS", "AMBIGUOUS", "STRONG", "meeting_verbs", "verb_pattern", "without_manner"]

ADVERBS: Final = (
    r"(?:(?:also|so|further|furthermore|then|thus|therefore|strongly|again|once again|unanimously"
    r"|provisionally|subsequently|accordingly|consequently|formally|finally|likewise|hereby"
    r"|warmly|thereby|moreover|additionally|generally|jointly|in addition|inter alia|by consensus"
    r"|by acclamation|tentatively|duly|particularly|especially|in particular|sincerely|deeply"
    r"|highly|fully|officially|specifically|collectively|nevertheless|still|similarly),? ){0,3}"
)
"""Words that may stand between the body and its verb."""

_REPORTED: Final = (
    ("advises", "advised"), ("advocates", "advocated"), ("agrees upon", "agreed upon"),
    ("asks for", "asked for"), ("calls", "called"),
    ("completes", "completed"), ("conducts", "conducted"), ("creates", "created"),
    ("deals with", "dealt with"), ("debates", "debated"), ("delegates", "delegated"),
    ("deliberates", "deliberated"), ("explores", "explored"), ("formulates", "formulated"),
    ("grants", "granted"), ("is pleased", "was pleased"), ("is satisfied", "was satisfied"),
    ("makes", "made"), ("nominates", "nominated"), ("offers", "offered"), ("opts for", "opted for"),
    ("places", "placed"), ("prefers", "preferred"), ("prepares", "prepared"),
    ("provides", "provided"), ("ratifies", "ratified"), ("refers to", "referred to"),
    ("sets up", "set up"), ("tasks", "tasked"), ("updates", "updated"), ("validates", "validated"),
    ("withdraws", "withdrew"),
)  # fmt: skip
_SILENT: Final = (
    "was informed", "was briefed", "was updated", "was advised", "heard", "had before it",
    "listened to", "received", "was presented", "met", "held", "followed", "learned",
)  # fmt: skip
"""What a body does that is no act of its own, yet begins a sentence about its acts."""
_ASKING: Final = frozenset(("asks for", "calls", "tasks"))
_DECIDING: Final = frozenset(("agrees upon", "opts for"))
_SAID_ONLY: Final = frozenset(
    ("is aware", "finds", "keeps", "maintains", "remains", "shares", "suspends", "joins", "denies")
)
"""Verbs of the list that in a report tell of the course of a meeting rather than of its acts."""

AMBIGUOUS: Final = {
    "continues": re.compile(r" its (?:consideration|discussion|deliberations|examination|review)"),
    "resumes": re.compile(r" (?:its )?(?:consideration|discussion|deliberations)"),
    "observes": re.compile(r"(?:,[^,]{3,80},)? (?:that|with|the (?!minute|moment))"),
    "concludes": re.compile(r"(?:,[^,]{3,80},)? (?:that|from|by \w+ing that)"),
    "calls": re.compile(r" (?!the meeting|its|a\b)[^,;.]{3,120}? to [a-z]"),
    "places": re.compile(r" (?:on|the item|emphasis|particular|special|great)"),
    "raises": re.compile(r" (?:concern|the issue|the question)"),
    "sets": re.compile(r" (?:the|a|out|its|up|\w+ as)"),
    "makes": re.compile(r" (?!(?:statements?|presentations?|an? (?:statement|presentation))\b)"),
    "refers": re.compile(r" (?:the|this|that|these|it|its|them|back|all|any)"),
    "prepares": re.compile(r" (?:the|its|an?|draft)"),
}
"""What must follow a verb that says other things as well."""

STRONG: Final = frozenset(
    (
        "acknowledges", "adopts", "affirms", "agrees", "appeals to", "approves", "asks",
        "authorizes", "calls for", "calls on", "calls upon", "commends", "concurs with",
        "confirms", "congratulates", "decides", "emphasizes", "encourages", "endorses",
        "expresses", "instructs", "invites", "mandates", "notes", "reaffirms", "recommends",
        "regrets", "reiterates", "requests", "stresses", "supports", "suggests", "takes note",
        "takes note of", "tasks", "thanks", "underlines", "underscores", "urges", "welcomes",
        "elects", "recognizes", "advocates",
    )
)  # fmt: skip
"""Verbs that in a report tell of the body rather than of those whom it is told about."""

_MANNER: Final = re.compile(
    r" (?:with [a-z]+(?: [a-z]+)?|by consensus|by acclamation|duly)(?= (?:of|to|for|on)$)"
)
_TAKEN: Final = re.compile(r"\btook (?:due|careful|further|also|full|special|particular) note\b")


def meeting_verbs(authority: Authority) -> Mapping[str, Verb]:
    """The verbs of reports by their past, with its particle; of silent ones the verb is empty."""
    found = {v.past: v for v in authority.verbs.values() if v.verb not in _SAID_ONLY}
    found.update((verb.past, verb) for verb in _more() if verb.past not in found)
    return found


def _more() -> Iterator[Verb]:
    for verb, past in _REPORTED:
        effect = "requests" if verb in _ASKING else "decides" if verb in _DECIDING else "notes"
        yield Verb(verb, past, "", effect, asks=verb in _ASKING)
    for past in _SILENT:
        yield Verb("", past, "", "", asks=False)


def verb_pattern(forms: Iterator[str]) -> str:
    """A pattern for any of these verbs, the longest first, with "with appreciation" inside."""
    return "|".join(_with_manner(form) for form in sorted(forms, key=len, reverse=True))


def _with_manner(form: str) -> str:
    form = form.replace("took note", "took (?:(?:due|careful|further|also|full|special) )?note")
    stem, _, last = form.rpartition(" ")
    manner = r"(?: with [a-z]+(?: [a-z]+)?| by consensus)?"
    return rf"{stem}{manner} {last}" if last in ("of", "to", "for", "on", "upon") else form


def without_manner(words: str) -> str:
    """The verb with its particle, as the list has it.

    >>> without_manner("took due note with great appreciation of")
    'took note of'
    """
    return _TAKEN.sub("took note", _MANNER.sub("", words))
