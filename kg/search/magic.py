"""Write the hits of a search into a query, in the place of ``?x mgs:matches "words"``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Protocol, Self
from urllib.parse import urljoin

from kg.errors import QueryError, SearchError
from kg.search.asking import Found, Hit
from kg.search.patterns import Pair, Statement, statement_at
from kg.search.words import Wanted, read_words
from kg.store.tokens import Token, position, resolved, tokens
from kg.vocab import MGS

__all__ = ["MATCHES", "MOST_HITS", "Expanded", "expand", "may_search"]

MATCHES: Final = str(MGS.matches)
MOST_HITS: Final = 1_000
_MOST_PATTERNS: Final = 4
_WITH_SNIPPET: Final = 3
_FORMS: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_HINT: Final = 'write ?x mgs:matches "words" or (?x ?score ?snippet) mgs:matches "words"'
_ESCAPED: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SHORT: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class Ask(Protocol):
    """Gives the first ``most`` hits of a search, with or without their snippets.

    ``only`` limits it to one thing.
    """

    def __call__(self, wanted: Wanted, most: int, *, only: str | None, snippets: bool) -> Found:
        """Search."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with the hits in it. ``truncated``: there were more than stand there.

    ``contents`` are those that the asked indexes were made from; none where nothing was asked.
    """

    text: str
    truncated: bool = False
    contents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One ``mgs:matches`` of a statement: the variables of its subject, and what it looks for."""

    variables: tuple[str, ...]
    iri: str | None
    wanted: Wanted


def may_search(query: str) -> bool:
    """Whether a query may hold the magic property: a look that costs next to nothing."""
    return ("search" in query and "matches" in query) or "\\u" in query or "\\U" in query


def expand(
    query: str, ask: Ask, substitutions: Mapping[str, str] | None = None, most: int = MOST_HITS
) -> Expanded:
    """The query with each search replaced by a VALUES block of its hits, best first.

    The search stands as a triple whose predicate is ``mgs:matches``; its subject is a variable, an
    IRI, or a collection of up to three variables for the thing, the score (xsd:decimal) and a
    snippet; its object is a string, or a variable that ``substitutions`` (variable to term in
    N-Triples form) binds. Lines keep their numbers. Solutions come in no order, as from any
    pattern: ``ORDER BY DESC(?score)`` gives one. A query without the property comes back as it is.

    Raises:
        QueryError: a search stands where it cannot, with line and column.
        SearchError: a search takes too long.
    """
    if not may_search(query):
        return Expanded(query)
    text = resolved(query) if "\\u" in query or "\\U" in query else query
    words = list(tokens(text))
    places = _places(words, _Names.of(words))
    if not places:
        return Expanded(query)
    statements = _statements(text, words, places)
    edits: list[tuple[int, int, str]] = []
    truncated, contents = False, frozenset[str]()
    for statement in statements:
        searches = {i for i in places if statement.start <= i < statement.end}
        found = _written(text, words, statement, searches, ask, substitutions or {}, most)
        edits.append((words[statement.start].start, _end(text, words, statement.end), found.text))
        truncated |= found.truncated
        contents |= found.contents
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    return Expanded(text, truncated, contents)


def _statements(text: str, words: Sequence[Token], places: Sequence[int]) -> list[Statement]:
    """The statements in which searches stand, each once."""
    if len(places) > _MOST_PATTERNS:
        why = f"it searches more than {_MOST_PATTERNS} times"
        raise _refused(text, words[places[_MOST_PATTERNS]], why, "ask in several queries")
    statements: dict[int, Statement] = {}
    for place in places:
        statement = statement_at(words, place)
        if statement:
            statements[statement.start] = statement
        elif _is_in_blank_node(words, place):
            raise _refused(text, words[place], "mgs:matches has a blank node as its subject")
    return list(statements.values())


def _written(
    text: str,
    words: Sequence[Token],
    statement: Statement,
    searches: set[int],
    ask: Ask,
    substitutions: Mapping[str, str],
    most: int,
) -> Expanded:
    """A statement whose searches are VALUES blocks before what else it says."""
    blocks: list[str] = []
    kept: list[str] = []
    truncated, contents = False, set[str]()
    for pair in statement.pairs:
        if not searches & set(range(pair.start, pair.objects)):
            kept.append(text[words[pair.start].start : _end(text, words, pair.end)])
            continue
        pattern = _pattern(text, words, statement, pair, substitutions)
        snippets = len(pattern.variables) == _WITH_SNIPPET
        found = ask(pattern.wanted, most, only=pattern.iri, snippets=snippets)
        truncated |= found.total > len(found.hits)
        contents.add(found.content)
        blocks.append(_block(pattern, found.hits))
    subject = text[words[statement.start].start : _end(text, words, statement.subject_end)]
    if kept and words[statement.start].text == "(":
        token = words[statement.start]
        raise _refused(text, token, "a collection that is searched has other properties")
    rest = f"{subject} {' ; '.join(kept)}" if kept else ""
    written = " ".join([*blocks, rest]).rstrip()
    whole = text[words[statement.start].start : _end(text, words, statement.end)]
    return Expanded(
        written + "\n" * (whole.count("\n") - written.count("\n")), truncated, frozenset(contents)
    )


def _pattern(
    text: str,
    words: Sequence[Token],
    statement: Statement,
    pair: Pair,
    substitutions: Mapping[str, str],
) -> _Pattern:
    token = words[pair.start]
    if not pair.simple:
        raise _refused(text, token, "mgs:matches stands in a path or has several objects")
    typed = _literal(text, words, pair, substitutions)
    try:
        wanted = read_words(typed)
    except SearchError as error:
        why = f"its search {error.why}"
        raise _refused(text, words[pair.objects], why, error.remedy) from error
    subject = words[statement.start : statement.subject_end]
    if len(subject) == 1 and subject[0].kind == "variable":
        return _Pattern((f"?{subject[0].text[1:]}",), None, wanted)
    if len(subject) == 1 and subject[0].kind in ("iri", "name"):
        return _Pattern((), _Names.of(words).iri(subject[0]), wanted)
    inner = subject[1:-1]
    if (
        subject[0].text == "("
        and 1 <= len(inner) <= _WITH_SNIPPET
        and all(t.kind == "variable" for t in inner)
    ):
        return _Pattern(tuple(f"?{t.text[1:]}" for t in inner), None, wanted)
    raise _refused(text, subject[0], "the subject of mgs:matches is no variable and no IRI")


def _literal(
    text: str, words: Sequence[Token], pair: Pair, substitutions: Mapping[str, str]
) -> str:
    """The lexical form of the object of a search."""
    token = words[pair.objects]
    if token.kind == "string":
        return _unquoted(token.text)
    if token.kind == "variable":
        term = substitutions.get(token.text[1:])
        if term is None:
            why = f"what mgs:matches looks for is {token.text}, which is not bound beforehand"
            raise _refused(text, token, why, 'write the words as a literal, "in quotes"')
        value = next((t for t in tokens(term) if t.kind == "string"), None)
        if value:
            return _unquoted(value.text)
    raise _refused(text, token, "what mgs:matches looks for is no literal")


def _block(pattern: _Pattern, hits: Sequence[Hit]) -> str:
    if not pattern.variables:
        return f"VALUES () {{ {'()' if hits else ''} }}"
    rows = []
    for hit in hits:
        snippet = "".join(part.text for part in hit.snippet)
        cells = (f"<{hit.iri}>", f"{hit.score:.4f}", f'"{_escaped(snippet)}"')
        rows.append(f"({' '.join(cells[: len(pattern.variables)])})")
    return f"VALUES ({' '.join(pattern.variables)}) {{ {' '.join(rows)} }}"


@dataclass(frozen=True, slots=True)
class _Names:
    """What the prologue of a query declares."""

    base: str
    prefixes: Mapping[str, str]

    @classmethod
    def of(cls, words: Sequence[Token]) -> Self:
        base, prefixes = "", {}
        for i, (before, after) in enumerate(pairwise(words)):
            if before.is_word("BASE") and after.kind == "iri":
                base = urljoin(base, after.text[1:-1])
            elif before.is_word("PREFIX") and i + 2 < len(words):
                prefixes[after.text] = urljoin(base, words[i + 2].text[1:-1])
            elif before.kind == "word" and before.text.upper() in _FORMS:
                break
        return cls(base, prefixes)

    def iri(self, token: Token) -> str:
        """The IRI that a token stands for."""
        if token.kind == "iri":
            return urljoin(self.base, token.text[1:-1]) if self.base else token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(f"{prefix}:", "") + re.sub(r"\\(.)", r"\1", local)


def _places(words: Sequence[Token], names: _Names) -> list[int]:
    """Where the magic property stands."""
    return [
        i
        for i, token in enumerate(words)
        if token.kind in ("iri", "name") and "matches" in token.text and names.iri(token) == MATCHES
    ]


def _is_in_blank_node(words: Sequence[Token], index: int) -> bool:
    depth = 0
    for token in reversed(words[:index]):
        if token.kind == "mark":
            depth += (token.text in ")]}") - (token.text in "([{")
            if depth < 0:
                return token.text == "["
    return False


def _end(text: str, words: Sequence[Token], index: int) -> int:
    """Where the token before an index ends."""
    last = words[index - 1]
    return min(last.start + len(last.text), len(text))


def _unquoted(written: str) -> str:
    """The lexical form of a string as SPARQL writes it (SPARQL 1.1, 19.7)."""
    quotes = 3 if written[:3] in ('"""', "'" * 3) and len(written) >= 6 else 1
    return _ESCAPED.sub(_unescaped, written[quotes:-quotes])


def _unescaped(found: re.Match[str]) -> str:
    sign = found[1]
    return resolved(found[0]) if sign[0] in "uU" and len(sign) > 1 else _SHORT.get(sign, sign)


def _escaped(words: str) -> str:
    """Words for a string in double quotes; a backslash goes, since it may begin a code point."""
    return words.replace("\\", "").replace('"', '\\"').replace("\n", " ").replace("\r", " ")


def _refused(text: str, token: Token, why: str, hint: str = _HINT) -> QueryError:
    return QueryError(why, hint, *position(text, token.start))
