"""Know the verbs in which acts are done and retold, and which of them tell of one deed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.authority import Authority
from kg.meant.words import normal

__all__ = [
    "Acts",
    "Forms",
    "Verb",
    "Verbs",
    "creates",
    "expresses",
    "groups_of",
    "is_creating",
    "likeness",
    "read_verbs",
]

_RECOGNIZE: Final = "recognize acknowledge note bear observe realize"
_AFFIRM: Final = (
    "reaffirm affirm underline underscore stress emphasize highlight reiterate recall confirm"
)
_WELCOME: Final = "take welcome appreciate commend note"
_WORRY: Final = "express voice concern regret deplore condemn"
_COMMIT: Final = "commit pledge recommit undertake"
_GROUPS: Final = {
    "create": "establish create constitute launch institute form found appoint nominate set"
    " convene",
    "convene": "convene hold organize",
    "proclaim": "proclaim declare designate",
    "adopt": "adopt approve endorse accept proclaim",
    "extend": "extend renew prolong continue expand",
    "ask": "request call urge invite encourage recommend ask mandate appeal instruct entrust"
    " authorize support",
    "recognize": _RECOGNIZE,
    "affirm": _AFFIRM,
    "welcome": _WELCOME,
    "worry": _WORRY,
    "commit": _COMMIT,
    "express": f"{_RECOGNIZE} {_AFFIRM} {_WELCOME} {_WORRY} {_COMMIT} regard consider agree",
    "decide": "decide resolve determine agree",
    "fund": "appropriate approve authorize assess apportion",
    "define": "define set contain give decide",
}
"""Verbs of one kind of deed: a decision may be retold by another of its kind."""
_EXPRESSES: Final = "express"
_DONE_BY_DECIDING: Final = frozenset(
    ("create", "convene", "proclaim", "extend", "adopt", "fund", "define")
)
_FURTHER: Final = (
    "established", "created", "launched", "instituted", "constituted", "defined", "convened",
    "appropriated", "mandated", "highlighted", "charged", "outlined", "provided", "founded",
    "set up", "set out", "set forth", "laid down", "held", "organized",
)  # fmt: skip
"""Verbs in the past that retell, beside those of the authority list."""
BODYS: Final = frozenset(("adopt", "proclaim", "fund"))
"""The deeds that only an operative paragraph does, not a text that is annexed."""
_PARTICLES: Final = {"set up": "establish", "set out": "define", "set forth": "define"}
"""What "set" means by its particle."""
_CLAUSE: Final = re.compile(
    r"(?:^|[,;:.“•] (?:and )?|\band (?:in this (?:regard|context|respect),? )?)"
    r"(?:(?:also|further|once again|again|in this regard,?|in this context,?|we|[a-z]+ly) ){0,3}"
    r"(?P<verb>[A-Za-z-]+)(?: (?P<next>[a-z]+) (?P<inner>[a-z]+))?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\b[A-Za-z]+(?:-[a-z]+)*")
_INNER: Final = re.compile(
    r"\b(?:to|shall|will)(?: [a-z]+ly| be| also| further)? (?P<verb>[a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class Acts:
    """The verbs of a paragraph: of its beginning, of further clauses, of what is to be done."""

    opening: frozenset[str]
    clauses: frozenset[str]
    inner: frozenset[str]


class Verb(NamedTuple):
    """A verb in a text: ``[start, end)`` of it, with its particle, and its form in lower case."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Verbs in one form ("took note of"), by their first word and the longest first."""

    by_first: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, forms: Iterable[str]) -> Forms:
        """The forms that are listed."""
        by_first: dict[str, list[str]] = {}
        for form in sorted(set(forms), key=lambda form: (-len(form), form)):
            by_first.setdefault(form.partition(" ")[0], []).append(form)
        return cls({first: tuple(all_) for first, all_ in by_first.items()})

    def at(self, text: str, start: int) -> Verb | None:
        """The verb that begins at a place."""
        word = _WORD.match(text, start)
        return self._verb(text, word) if word else None

    def within(self, text: str, start: int, end: int) -> Iterator[Verb]:
        """The verbs of ``text[start:end)``, in order."""
        for word in _WORD.finditer(text, start, end):
            verb = self._verb(text, word)
            if verb and verb.end <= end:
                yield verb

    def _verb(self, text: str, word: re.Match[str]) -> Verb | None:
        for form in self.by_first.get(word[0].lower(), ()):
            end = word.start() + len(form)
            if text[word.start() : end].lower() == form and not text[end : end + 1].isalnum():
                return Verb(word.start(), end, form)
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Verbs:
    """The verbs of the authority list in the form in which words are compared."""

    known: frozenset[str]
    past: Forms
    present: Forms
    participle: Forms
    lemmas: Mapping[str, str]

    def lemma(self, past: str) -> str:
        """The form in which a verb that is printed in the past is compared.

        >>> from kg.authority import load_authority
        >>> read_verbs(load_authority()).lemma("took note of")
        'take'
        """
        first = past.partition(" ")[0]
        if past in _PARTICLES:
            return normal(_PARTICLES[past])
        return self.lemmas.get(first) or normal(first)

    def acts(self, text: str) -> Acts:
        """What a paragraph does.

        >>> from kg.authority import load_authority
        >>> verbs = read_verbs(load_authority())
        >>> acts = verbs.acts("Decides to establish a fund, and urges States")
        >>> sorted(acts.opening), sorted(acts.clauses)
        (['decid', 'establish'], ['urge'])
        """
        opening: set[str] = set()
        clauses: set[str] = set()
        for found in _CLAUSE.finditer(text):
            verb = normal(found["verb"].lower())
            if verb not in self.known:
                continue
            into = clauses if opening and found.start() else opening
            into.add(verb)
            if found["next"] == "to":
                into.add(normal(found["inner"]))
        inner = {normal(found["verb"]) for found in _INNER.finditer(text)}
        return Acts(frozenset(opening), frozenset(clauses), frozenset(inner & self.known))


def read_verbs(authority: Authority) -> Verbs:
    """The verbs of the authority list and their forms."""
    verbs = authority.verbs.values()
    known = {normal(v.verb.partition(" ")[0]) for v in verbs}
    known |= {normal(w) for words in _GROUPS.values() for w in words.split()}
    return Verbs(
        known=frozenset(known),
        past=Forms.of([*(v.past for v in verbs), *_FURTHER]),
        present=Forms.of(v.verb for v in verbs),
        participle=Forms.of(v.participle for v in verbs),
        lemmas={v.past.partition(" ")[0]: normal(v.verb.partition(" ")[0]) for v in verbs}
        | {"held": "hold", "set": "set", "laid": "lay"},
    )


_MEMBERS: Final = {
    group: frozenset(normal(word) for word in words.split()) for group, words in _GROUPS.items()
}


def groups_of(verbs: Iterable[str]) -> frozenset[str]:
    """The kinds of deed that verbs tell of."""
    given = frozenset(verbs)
    return frozenset(group for group, members in _MEMBERS.items() if members & given)


def expresses(verbs: frozenset[str]) -> bool:
    """Whether verbs only say what is thought, as recitals do.

    >>> expresses(frozenset(("recogn",))), expresses(frozenset(("request",)))
    (True, False)
    """
    return bool(verbs) and verbs <= _MEMBERS[_EXPRESSES]


def creates(acts: Acts) -> bool:
    """Whether a paragraph sets something up, or has it set up."""
    return bool(_MEMBERS["create"] & (acts.opening | acts.clauses | acts.inner))


def is_creating(verb: str) -> bool:
    """Whether a verb, in the form in which words are compared, sets something up."""
    return verb in _MEMBERS["create"]


def likeness(told: frozenset[str], acts: Acts) -> float:
    """How far a paragraph does what is told: 1 where its first verb is the one that is retold."""
    if not told:
        return 0.8
    deeds = told - _MEMBERS["decide"] or told
    if deeds & acts.opening:
        return 1.0
    if deeds & acts.clauses:
        return 0.97
    groups = groups_of(deeds)
    near = groups - {_EXPRESSES}
    members = frozenset().union(*(_MEMBERS[group] for group in near)) if near else deeds
    if members & acts.opening:
        return 0.94
    if groups & _DONE_BY_DECIDING and _MEMBERS["decide"] & acts.opening:
        return 0.85
    if deeds & acts.inner:
        return 0.9
    if members & acts.clauses:
        return 0.88
    if members & acts.inner:
        return 0.8
    if not acts.opening and not acts.clauses:
        return 0.8
    if _EXPRESSES in groups and _MEMBERS[_EXPRESSES] & acts.opening:
        return 0.8
    if told & (acts.opening | acts.clauses):
        return 0.75
    return 0.5
