"""Tell which verb or phrase governs a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.authority import Authority, Verb

__all__ = ["PHRASES", "Effects"]

_NEAR: Final = 130
_ACTS: Final = ("preambular", "operative")
PHRASES: Final = frozenset(
    ("pursuant to", "in accordance with", "in line with", "in conformity with", "in response to",
     "in compliance with", "in implementation of", "in furtherance of", "on the basis of",
     "in keeping with", "in application of", "in fulfilment of", "consistent with",
     "in violation of", "guided by", "in pursuance of", "according to")
)  # fmt: skip
"""The phrases that govern what follows them, all of a list."""
_SAME: Final = {"according to": "in accordance with"}
_IN: Final = sorted(phrase[3:] for phrase in PHRASES if phrase.startswith("in "))
_OTHERS: Final = sorted(phrase for phrase in PHRASES if not phrase.startswith("in "))
_BARE_WORD: Final = re.compile(
    r"(?:^(?:We )?(?:(?:[Aa]lso|[Ff]urther|[A-Z]?[a-z]+ly) )?"
    r"|,? and (?:we )?(?:also |further |[a-z]+ly )?|, )(?P<word>[A-Z]?[a-z]+)\b(?! (?:of|for|to)\b)"
)
"""Where a verb of "We, the keepers, … 1. Reaffirm …, and recall …" may stand."""
_PHRASE: Final = re.compile(
    rf"\b(?:in (?:(?:full|strict|close|due) )?(?P<rest>{'|'.join(_IN)})"
    rf"|(?P<phrase>{'|'.join(_OTHERS)}))\b",
    re.IGNORECASE,
)
_IS: Final = (" is ", " are ", " be ", " was ", " were ")
"""Behind these "guided by" is no phrase: "reaffirming that the Agenda is guided by the Charter"."""
_BETWEEN: Final = re.compile(
    r"(?:(?!\bto (?!the |its |their )[a-z]"
    r"|\b(?:which|that|who|where|and to|recalling|noting|is|are|was|were|shall|should)\b)"
    r"[^,;:()]|(?<=spirit), |(?<=purposes), |(?<=objectives), )*"
    r"(?:(?:, as [a-z ]{3,20} (?:in|by)|, inter alia,|,? including(?: in)?|, in particular)"
    r"[^,;:()]{0,50})?"
)
"""What may stand between a phrase and what it governs."""
_LEADS: Final = re.compile(
    r"(?P<lead>guided|mindful(?: of)?|aware of|conscious of|convinced"
    r"|concerned (?:by|at|about|over)|concerned|inspired by|determined|desirous of"
    r"|cognizant of|having regard to|in accordance with|pursuant to|acting)"
    r"(?: (?:by|also|further)){0,2}\b",
    re.IGNORECASE,
)
_LEADS_LATER: Final = re.compile(r"(?:, and|[,;]),? mindful of\b")
_LEAD_WORDS: Final = {
    "guided": "guided by", "acting": None, "convinced": None, "concerned": None,
    "concerned by": "expresses", "concerned at": "expresses", "concerned about": "expresses",
    "concerned over": "expresses", "determined": None, "mindful of": "notes",
    "mindful": "notes",
    "cognizant of": "notes", "having regard to": "takes into account",
}  # fmt: skip
_CHANGES: Final = frozenset(("renews", "amends", "replaces", "postpones", "ends"))
"""What a verb does to a document that is cited, though it also asks."""
_SPOKEN: Final = frozenset(
    ("notes", "recalls", "reaffirms", "welcomes", "endorses", "stresses", "considers", "expresses",
     "condemns", "takes into account", "requests", "urges", "invites", "encourages", "recommends",
     "discusses")
)  # fmt: skip
"""What the verb of a further clause does; others ("maintaining", "setting") are often none."""
_VERB: Final = re.compile(r"\b(?P<word>[A-Za-z][a-z-]*(?:ing|s))\b")
_THINGS: Final = frozenset(("exchanges", "views", "reviews", "reports", "plans", "measures"))
"""Verbs whose form after "and" is rather a noun: "relations and exchanges"."""
_OPENS: Final = re.compile(
    r"(?:^|[,;:(“\"] ?|\b(?:and|but|also|further|again|regard|respect|context|end|once more|more"
    r"|connection|having|while|be|Council|Assembly)|\w+ly|,) ?$",
    re.IGNORECASE,
)
_UNDER: Final = re.compile(r"\b[Aa]cting under (?:(?:Chapter|Article)s? [IVX\d]+ of )?(?:the )?$")
"""What comes directly under "acting under" has no verb that governs it."""
_RETURNS: Final = re.compile(r", (?:thus|thereby) \w+ing\b")
_RENEWING: Final = re.compile(
    r"\w+(?: also| further| once again)? to (?P<verb>renew|extend|amend|replace|postpone|prolong"
    r"|terminate)\b"
)
_RENEWED: Final = {
    "renew": "renews", "extend": "renews", "prolong": "renews", "amend": "amends",
    "replace": "replaces", "postpone": "postpones", "terminate": "ends",
}  # fmt: skip
_GOING_ON: Final = ("continues", "continuing")
_GOES_ON_TO: Final = re.compile(r"[Cc]ontinu(?:es|ing)(?: also)? to (?:\w+ly )?(?P<verb>[a-z]+) ?")
_REPORTED: Final = re.compile(
    r"\b(?P<words>[a-z-]+(?: (?:note|to|upon|for|with|mind)){0,2}(?: of)?)"
    r"(?: (?:its|the|also|further|with appreciation))* ?$"
)
_SPEAKER: Final = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|speakers?|delegates?|delegations?|[Ss]ecretariat|[Rr]epresentatives?"
    r"|Secretary-General|Director|Minister|Chair(?:person|man|woman)?)"
    r"(?: (?:also|further|then|had|\w+ly)){0,2} $"
)
"""One who speaks stands before a verb, which then is no act of the body."""


def _goes_on(verb: Verb) -> bool:
    """Whether its clause may stand behind others: "…, and determines that"."""
    if verb.verb == "supports":  # "conserving lamps; and supporting piers" is of one clause
        return False
    return verb.effect in _SPOKEN or verb.verb in ("decides", "determines")


class Effects:
    """The verbs of the authority list by their forms."""

    def __init__(self, authority: Authority) -> None:
        self._spoken: dict[str, list[tuple[str, str | None, bool]]] = {}
        self._past: dict[str, str | None] = {}
        self._bare: dict[str, list[tuple[str, str | None, bool]]] = {}
        for verb in authority.verbs.values():
            done = not verb.asks or verb.effect in _CHANGES
            shown = verb.effect if done else None
            self._past[verb.past] = shown
            self._past[verb.verb] = shown
            for form in (verb.participle, verb.verb):
                first = form.partition(" ")[0]
                entry = (form, shown, _goes_on(verb))
                self._spoken.setdefault(first, []).append(entry)
            bare = _bare(verb.verb)
            self._bare.setdefault(bare.partition(" ")[0], []).append((bare, shown, _goes_on(verb)))
            had = ("having " + verb.past, shown, True)
            self._spoken.setdefault("having", []).append(had)
        for entries in (*self._spoken.values(), *self._bare.values()):
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def clauses(
        self, text: str, kind: str, end: int, *, plural: bool = False
    ) -> tuple[tuple[int, str | None], ...]:
        """The verbs of the clauses of a recital or operative paragraph before ``end``.

        ``plural``: it may be of a declaration in which several speak ("Reaffirm …, and recall …").
        """
        if kind not in _ACTS:
            return ()
        found: list[tuple[int, str | None]] = []
        lead = _LEADS.match(text)
        if lead:
            found.append((0, _LEAD_WORDS.get(lead["lead"].lower(), lead["lead"].lower())))
        for word in _LEADS_LATER.finditer(text, 0, end) if "ful of" in text else ():
            found.append((word.start(), "notes"))
        for word in _VERB.finditer(text, 0, end):
            entries = self._spoken.get(word["word"].lower())
            before = text[max(0, word.start() - 12) : word.start()]
            if word["word"] in _THINGS and not re.search(r"[,;] (?:and )?$", before):
                continue
            if word["word"].lower() in _GOING_ON:
                found += self._going_on(text, word.start())
            elif entries and _OPENS.search(before):
                found.extend(_clause(text, word.start(), entries))
        if not found:
            verbs = self._plural(text, end)
            found += verbs if plural else [v for v in verbs[:1] if v[1] in _CHANGES]
        found.sort(key=lambda clause: clause[0])
        if found:  # "Welcomes …, noting …, thus ensuring …": the main clause goes on
            found += [(after.start(), found[0][1]) for after in _RETURNS.finditer(text, 0, end)]
            found.sort(key=lambda clause: clause[0])
        return tuple(found)

    def _plural(self, text: str, end: int) -> list[tuple[int, str | None]]:
        """The verbs in their bare form: "Reaffirm …, and recall …", "Replace rule 9 …"."""
        first = _BARE_WORD.match(text)
        if first is None or first["word"].lower() not in self._bare:
            return []
        found: list[tuple[int, str | None]] = []
        for word in _BARE_WORD.finditer(text, 0, end):
            at = word.start("word")
            for form, shown, spoken in self._bare.get(word["word"].lower(), ()):
                if (spoken or not at) and text[at : at + len(form)].lower() == form:
                    found.append((word.start(), shown))
                    break
        return found

    def _going_on(self, text: str, at: int) -> list[tuple[int, str | None]]:
        """What is done by a clause that begins with "Continues to": what its next verb does."""
        if at > len("Strongly "):
            return []
        verb = _GOES_ON_TO.match(text, at)
        if verb is None:
            return [(at, None)]
        rest = text[verb.end() :]
        ending = "es" if verb["verb"].endswith(("s", "sh", "ch")) else "s"
        for form, shown, _ in self._spoken.get(f"{verb['verb']}{ending}", ()):
            if rest.startswith(form.partition(" ")[2]):
                return [(at, shown)]
        return [(at, None)]

    def governing(
        self,
        text: str,
        start: int,
        kind: str,
        clauses: tuple[tuple[int, str | None], ...],
        before: tuple[int, int] = (0, 0),
    ) -> str | None:
        """The nearest phrase before a citation, else the verb of its clause.

        A phrase in the name cited ``before`` it ("… among States in accordance with the Charter")
        governs nothing.
        """
        if _UNDER.search(text, max(0, start - 60), start):
            return None
        floor = max(0, start - _NEAR)
        near = text[floor:start]
        phrase = next(reversed(list(_PHRASE.finditer(near))), None)
        named = phrase is not None and before[0] <= floor + phrase.start() < before[1]
        shown = _shown(phrase) if phrase and not named else None
        if phrase and shown and _BETWEEN.fullmatch(near, phrase.end()):
            return shown
        if kind in _ACTS:
            return next((does for at, does in reversed(clauses) if at < start), None)
        reported = _REPORTED.search(near)
        if reported:
            words = reported["words"].split()
            for first in range(len(words)):
                does = self._past.get(" ".join(words[first:]))
                if does:
                    begin = reported.end("words") - len(" ".join(words[first:]))
                    return None if _SPEAKER.search(near, 0, begin) else does
        return None


def _bare(verb: str) -> str:
    """A verb without the ending of the third person, and without its preposition.

    >>> _bare("recalls"), _bare("takes note of"), _bare("stresses")
    ('recall', 'take note', 'stress')
    """
    first, _, rest = verb.partition(" ")
    stem = first.removesuffix("es") if first.endswith(("shes", "sses", "ches")) else first[:-1]
    return " ".join((stem, *(word for word in rest.split() if word in ("note", "into", "account"))))


def _shown(phrase: re.Match[str]) -> str | None:
    """The phrase as the list has it, without what qualifies it; None for what is said of another.

    "in full accordance with" is "in accordance with".
    """
    if phrase["rest"]:
        return f"in {phrase['rest'].lower()}"
    words: str = phrase["phrase"].lower()
    if words == "guided by" and phrase.string.endswith(_IS, 0, phrase.start()):
        return None
    return _SAME.get(words, words)


def _clause(
    text: str, at: int, entries: list[tuple[str, str | None, bool]]
) -> Iterator[tuple[int, str | None]]:
    """The verb that begins here and what it does, if it is one of a clause of its own."""
    words = text[at : at + 40].lower()
    for form, shown, spoken in entries:
        whole = words.startswith(form) and not words[len(form) : len(form) + 1].isalpha()
        if whole and (spoken or at <= len("Strongly ")):
            renewing = _RENEWING.match(text, at) if form in ("decides", "resolves") else None
            yield at, _RENEWED[renewing["verb"]] if renewing else shown
            return
