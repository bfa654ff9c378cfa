"""Find the main verbs of an operative paragraph, each with its modifier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Verb
from kg.recognise.clause_joining import WORDS, Candidate, MainVerb, goes_on, has_object

__all__ = ["MainVerb", "VerbFinder"]

_ADVERB: Final = (
    r"(?:also|further|furthermore|again|anew|once (?:again|more)|still|even|therefore|thus|hereby"
    r"|likewise|moreover|now|nevertheless|[a-z]{2,}ly)"
)
_WITH: Final = (
    r"with (?:(?:great|deep|deepest|grave|serious|profound|particular|keen|utmost|much|growing"
    r"|full|increasing|extreme|strong|special|its|the) )*"
    r"(?:appreciation|concern|satisfaction|regret|interest|alarm|approval|gratitude|dismay|thanks"
    r"|pride|respect|sorrow|sadness|disappointment|indignation|anticipation|sympathy|gratification"
    r"|outrage|horror|distress|pleasure|admiration|apprehension|anxiety|encouragement|conviction"
    r"|confidence|emphasis|urgency|hope|optimism|determination|disapproval|caution)"
    r"(?: and (?:(?:great|deep|grave|serious|profound|particular|keen|utmost) )*(?:appreciation"
    r"|concern|satisfaction|regret|interest|alarm|gratitude|dismay|approval|disappointment))?"
)
_TERMS: Final = r"in (?:the )?(?:strongest|strong)(?: possible)? terms"
_POST: Final = rf"(?:{_ADVERB}|{_WITH}|{_TERMS})"
_SET_OFF: Final = (
    rf"(?:also|further|again|furthermore|moreover|once (?:again|more)|{_WITH}|{_TERMS})"
)
_AFTER: Final = re.compile(rf"(?: {_POST}|, {_SET_OFF}(?=,))\b(?![-’'])")
"""A modifier after the verb; between commas an adverb such as "accordingly" is none."""
_NUMBER: Final = re.compile(
    r"[\s*_“\"]*(?:(?:\d{1,3}|[lI](?=\.))(?:\s?(?:bis|ter))?[.)]|\([a-z]{1,4}\)|[a-z]\))?[\s*_“\"]*"
)
_PRE: Final = re.compile(rf"(?P<adv>(?:{_ADVERB} )*)(?P<word>[a-z-]+)\b", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"\b(?:the|The) (?:General Assembly|Security Council|Human Rights Council"
    r"|Economic and Social Council|Assembly|Council|Commission|Conference|Committee"
    r"|Executive Board|Board|Governing Council|Environment Assembly)\b"
    r"(?: (?:on|for) (?:the )?[A-Z]\w+(?:,?(?: and| of| the| for| in){0,3} [A-Z]\w+){0,10})?"
)
_GOVERNED: Final = re.compile(
    r",? (?:the|that|its|their|all|any|an?|this|these|upon|on|with|to|also|further|[A-Z]\w+)\b"
)
"""What follows a verb in the plural, which the head of a list entry is not: "Review theme"."""
_UNLISTED: Final = re.compile(
    r"(?P<verb>[A-Z][a-z]{3,}(?<!tion)(?<!ment)(?<!ing)(?<!or)(?<!er)(?<!it[iy]e)(?<![uis])s)"
    r"(?= (?:the|that|its|all|high|special|priority|with (?:appreciation|concern|satisfaction"
    r"|interest|regret))\b)"
)
"""A verb in the third person that opens a paragraph, and is not on the list."""
_SAYS: Final = re.compile(rf"(?:^|[.;,] ){_SUBJECT.pattern}$")
"""Who goes on speaking in the next sentence of a decision: "The Assembly also …"."""
_BEFORE_CAPITAL: Final = (";", ":", ")", ",")
_LEAD: Final = (
    r"(?:(?:in (?:this|that|the same|these|those) (?:regard|respect|context|connection|spirit|vein"
    r"|endeavours?|matters?|light|end|effect|purpose)|(?:to|for) (?:this|that|these|those) "
    r"(?:end|effect|purpose|ends|purposes|reason)|in addition|at the same time|as a result"
    r"|in doing so|as such|as a consequence|on th(?:is|at) (?:basis|occasion)"
    r"|with this in mind|in view of this|for (?:its|this) (?:part|reason)),? )"
)
_LEFT: Final = re.compile(
    rf"(?P<sep>[,;:.—–”]|\))? ?(?P<conj>\b(?:and|but|while|or)\b,? )?(?P<lead>{_LEAD})?"
    rf"(?P<adv>(?:{_ADVERB},? )*)$"
)
_COMMA: Final = re.compile(rf"(?P<sep>,) (?P<conj>(?!))?(?P<lead>(?!))?(?P<adv>(?:{_ADVERB} )*)$")
"""The comma after an adverb that ends the clause before: "fully, requests"."""
_NOUNS: Final = ("requests", "demands", "notes", "reports", "offers")
_NOUN_AFTER: Final = re.compile(r" (?:for (?!this|that)|from|of|by|on) ?")
"""What makes of "Requests" at the head of a list entry a noun: "Requests for advice"."""
_LOOKALIKES: Final = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
"""Cyrillic letters that some texts have for Latin ones."""
_CLOSING: Final = re.compile(
    r"(?:^|[,;] (?:and )?|Assembly |Council |therefore |hereby )(?P<verb>[A-Za-z]+s)(?: upon)?"
    r"(?: that| to| as follows| therefore| hereby)?[^\w.;]*$"
)
_DIRECTIVE: Final = frozenset(("requests", "invites", "encourages", "urges", "recommends"))


@dataclass(frozen=True, slots=True)
class _Form:
    verb: Verb
    rest: re.Pattern[str]


_Forms = Mapping[str, tuple[_Form, ...]]


class VerbFinder:
    """Finds verbs in the third person present, and in the past where a decision is reported."""

    def __init__(self, authority: Authority) -> None:
        self._present = _forms((v.verb, v) for v in authority.verbs.values())
        self._past = _forms((v.past, v) for v in authority.verbs.values())
        self._participles = _forms((v.participle, v) for v in authority.verbs.values())
        self._plural = _forms((_bare(v.verb), v) for v in authority.verbs.values())
        self._bare = _forms((_bare(v.verb), v) for v in authority.verbs.values() if v.asks)

    def main_verbs(
        self, text: str, *, past: bool = False, unfinished: bool = True
    ) -> list[MainVerb]:
        """The main verbs of a paragraph in order; none where it does not open with a clause.

        ``unfinished``: a participle at its head counts where there is no other verb.
        """
        text = text.translate(_LOOKALIKES)
        first = self._first(text, past=past)
        if first is None:
            return self._unfinished(text) if unfinished else []
        found, forms = first
        return [found, *self._further(text, found.end, forms)]

    def further(self, text: str, at: int, *, past: bool = False) -> list[MainVerb]:
        """The main verbs after ``at`` that go on the sentence which stands before it."""
        forms = (self._present, self._past) if past else (self._present,)
        return next((f for each in forms if (f := list(self._further(text, at, each)))), [])

    def opening(self, text: str, *, past: bool = False) -> MainVerb | None:
        """The verb with which the paragraph itself opens, None where other words stand first."""
        text = text.translate(_LOOKALIKES)
        begin = _begin(text)
        found = self._at(text, begin, self._present)
        return self._at(text, begin, self._past) if found is None and past else found

    def closing(self, text: str) -> MainVerb | None:
        """The verb with which a recital ends, and which governs the paragraphs after it."""
        found = _CLOSING.search(text, max(0, len(text) - 80))
        word = _ANY_WORD.match(text, found.start("verb")) if found else None
        verb = self._verb(text, word, self._present, "") if word else None
        return MainVerb(word.start(), *verb) if word and verb else None

    def infinitive(self, text: str, at: int) -> int | None:
        """Where the asking verb ends whose bare form stands at ``at``, None where none does."""
        word = _ANY_WORD.match(text, at)
        for form in self._bare.get(word[0].lower(), ()) if word else ():
            rest = form.rest.match(text, word.end()) if word else None
            if rest and form.verb.effect in _DIRECTIVE:
                after = _AFTER.match(text, rest.end())
                return after.end() if after and not _is_object(text, after) else rest.end()
        return None

    def _first(self, text: str, *, past: bool) -> tuple[MainVerb, _Forms] | None:
        begin = _begin(text)
        tenses = (self._present, self._past) if past else (self._present,)
        for forms in tenses:
            found = self._at(text, begin, forms)
            if found:
                return found, forms
        subject = _SUBJECT.search(text, begin) if past else _SUBJECT.match(text, begin)
        at = subject.end() if subject else begin
        for forms in reversed(tenses):
            for candidate in self._candidates(text, at, forms):
                if candidate.left <= at or candidate.separator in (",", ";", ":", ")"):
                    main = candidate.main
                    return MainVerb(begin, main.end, main.verb, main.modifier), forms
        return None

    def _unfinished(self, text: str) -> list[MainVerb]:
        """The first verb of a paragraph that has none in the third person: "Noting that …"."""
        begin = _begin(text)
        if not text[begin : begin + 1].isupper():
            return []
        plural = self._at(text, begin, self._plural)
        if plural and not _GOVERNED.match(text, plural.end):
            plural = None
        found = self._at(text, begin, self._participles) or plural
        if found:
            return [found]
        other = _UNLISTED.match(text, begin)
        if not other:
            return []
        verb = Verb(other["verb"].lower(), "", "", "expresses", asks=False)
        main = MainVerb(begin, other.end(), verb, None)
        return [main, *self._further(text, main.end, self._present)]

    def _further(self, text: str, at: int, forms: _Forms) -> Iterator[MainVerb]:
        since = at
        for found in self._candidates(text, at, forms):
            if goes_on(text, since, found, forms):
                since = found.main.end
                yield found.main

    def _candidates(self, text: str, at: int, forms: _Forms) -> Iterator[Candidate]:
        """The verbs after ``at`` that stand where a clause may begin."""
        until = at
        for word in WORDS.finditer(text, at):
            said = word[0].lower()
            if said not in forms and (not said.endswith(_BRITISH) or _respelt(said) not in forms):
                continue
            if word.start() < until:
                continue
            left = _LEFT.search(text, max(at, word.start() - 90), word.start())
            led = bool(left and left["lead"] and left["lead"].endswith(", "))
            if left and not (left["sep"] or left["conj"] or left["lead"]):
                left = _COMMA.search(text, left.start(), word.start()) or left
            if left is None or (
                word[0][0].isupper() and (left["sep"] or "") not in _BEFORE_CAPITAL
            ):
                continue
            spoken = forms is self._past and bool(
                _SAYS.search(text, max(0, left.start() - 60), left.start())
            )
            if not (left["sep"] or left["conj"] or led or spoken or left.start() <= at + 1):
                continue
            found = self._verb(text, word, forms, left["adv"])
            if found and has_object(text, found[0], found[1], left):
                start = left.end("sep") if left["sep"] else left.start()
                start += text[start] == " "
                yield Candidate(
                    MainVerb(start, *found),
                    left.start(),
                    ";" if spoken else left["sep"] or ("," if led and not left["conj"] else ""),
                    bool(left["conj"]),
                    bool(left["lead"] or left["adv"]),
                )
                until = found[0]

    def _at(self, text: str, begin: int, forms: _Forms) -> MainVerb | None:
        lead = _PRE.match(text, begin)
        word = _ANY_WORD.match(text, lead.start("word")) if lead else None
        found = self._verb(text, word, forms, lead["adv"]) if lead and word else None
        if found is None or (found[1].verb in _NOUNS and _NOUN_AFTER.match(text, found[0])):
            return None
        return MainVerb(begin, *found)

    def _verb(
        self, text: str, word: re.Match[str], forms: _Forms, before: str
    ) -> tuple[int, Verb, str | None] | None:
        """The end, the verb and the modifier of the verb that begins with this word."""
        for form in forms.get(_respelt(word[0].lower()), ()):
            rest = form.rest.match(text, word.end())
            if not rest:
                continue
            end, inner = rest.end(), [m for m in rest.groups() if m]
            while (after := _AFTER.match(text, end)) and not _is_object(text, after):
                inner.append(after[0].strip(" ,"))
                end = after.end()
            said = " ".join(" ".join((before, *inner)).replace(",", " ").lower().split())
            return end, form.verb, said or None
        return None


_ANY_WORD: Final = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")


def _is_object(text: str, after: re.Match[str]) -> bool:
    """Whether the adverb belongs to what follows: "Encourages further efforts"."""
    if not re.fullmatch(r" (?:further|even|still|now|[a-z]+ly|once more)", after[0]):
        return False
    return not re.match(
        r",|\s+(?:the|its|that|all|an?|this|these|those|upon|on|of|to|for|States|Member|Governments"
        r"|with|in|as|at|by|from|[A-Z]\w*)\b",
        text[after.end() : after.end() + 30],
    )


def _bare(verb: str) -> str:
    """The bare form of a verb in the third person: "request", "call upon"."""
    first, space, rest = verb.partition(" ")
    first = first.removesuffix("es") if first.endswith(("shes", "sses")) else first[:-1]
    return f"{first}{space}{rest}"


def _begin(text: str) -> int:
    found = _NUMBER.match(text)
    return found.end() if found else 0


def _respelt(word: str) -> str:
    """A verb in the spelling of the list: "emphasises" as "emphasizes"."""
    return re.sub(r"is(?=(?:es|ed)$)", "iz", word) if word.endswith(_BRITISH) else word


_BRITISH: Final = tuple(
    f"{stem}{end}"
    for stem in ("emphasis", "recognis", "authoris", "realis", "finalis", "sympathis", "reauthoris")
    for end in ("es", "ed")
)


def _forms(verbs: Iterator[tuple[str, Verb]]) -> _Forms:
    found: dict[str, list[_Form]] = {}
    for form, verb in sorted(verbs, key=lambda pair: -len(pair[0])):
        first, *rest = form.split()
        between = rf"[*_]?(?:,? ({_POST}))?(?:,? ({_POST}))?[*_]?,? "
        pattern = "".join(
            (between if n == 0 else rf"(?:(?:,? ({_POST}),?| (special|particular|the)) | )")
            + ("notes?" if w == "note" else re.escape(w))
            for n, w in enumerate(rest)
        )
        found.setdefault(first, []).append(_Form(verb, re.compile(pattern + r"(?![\w-])")))
    return {first: tuple(forms) for first, forms in found.items()}
