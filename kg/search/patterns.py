"""Read the triples of one subject in a query's tokens: its predicates, their objects, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.store.tokens import Token

__all__ = ["Pair", "Statement", "statement_at"]

_TERMS = frozenset(("iri", "name", "variable", "blank", "number"))
_OPENING, _CLOSING = "([{", ")]}"
_BEFORE_BRACKETS = frozenset(("FILTER", "BIND", "EXISTS", "NOT"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A predicate and its objects: indices into the tokens, the ends outside.

    ``simple``: the predicate is one IRI and there is one object.
    """

    start: int
    objects: int
    end: int
    simple: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """The triples of one subject (SPARQL 1.1, rule TriplesSameSubjectPath): indices of tokens."""

    start: int
    subject_end: int
    pairs: tuple[Pair, ...]
    end: int


def statement_at(tokens: Sequence[Token], index: int) -> Statement | None:
    """The statement in which a token is a predicate or within one; None where it is neither.

    None too in the template of a CONSTRUCT and in a data block, where nothing is asked.
    """
    start = _start(tokens, index)
    while start is not None and start <= index:
        statement = _read(tokens, start)
        if statement is None:
            return None
        if statement.end > index:
            inside = any(pair.start <= index < pair.objects for pair in statement.pairs)
            return statement if inside else None
        following = _after_clauses(tokens, statement.end)
        start = following if following > start else None
    return None


def _start(tokens: Sequence[Token], index: int) -> int | None:
    """Where the statement that holds a token begins."""
    i, depth = index - 1, 0
    while i >= 0:
        mark = tokens[i].text if tokens[i].kind == "mark" else ""
        if mark in (")", "]"):
            depth += 1
        elif mark in ("(", "["):
            depth -= 1
            if depth < 0:  # within a path in brackets, or a blank node's own triples
                depth = 0
        elif depth == 0 and (mark in ("{", "}", ".") or _ends_in_stop(tokens[i])):
            break
        i -= 1
    opening = _group(tokens, i)
    if opening is None or _holds_no_pattern(tokens, opening):
        return None
    return _after_clauses(tokens, i + 1)


def _ends_in_stop(token: Token) -> bool:
    """Whether a token holds the full stop after it: ``1.`` is one token and two words."""
    return token.kind == "number" and token.text.endswith(".")


def _group(tokens: Sequence[Token], index: int) -> int | None:
    """The bracket ``{`` that a token, or what follows it, stands in."""
    depth = 0
    for i in range(index, -1, -1):
        if tokens[i].kind == "mark":
            depth += (tokens[i].text == "}") - (tokens[i].text == "{")
            if depth < 0:
                return i
    return None


def _holds_no_pattern(tokens: Sequence[Token], opening: int) -> bool:
    before = tokens[max(0, opening - 2) : opening]
    if before and before[-1].is_word("CONSTRUCT"):
        return True
    if before and (before[-1].text == ")" or before[-1].kind == "variable"):
        i = opening - 1
        if before[-1].text == ")":
            while i >= 0 and tokens[i].text != "(":
                i -= 1
        return i > 0 and tokens[i - 1].is_word("VALUES")
    return False


def _after_clauses(tokens: Sequence[Token], index: int) -> int:
    """The first token after FILTER and BIND clauses, which need no full stop behind them."""
    while index < len(tokens) and tokens[index].kind == "word":
        if tokens[index].text.upper() not in _BEFORE_BRACKETS:
            break
        while index < len(tokens) and tokens[index].text not in ("(", "{"):
            index += 1
        index = _term(tokens, index) or len(tokens)
    return index


def _read(tokens: Sequence[Token], start: int) -> Statement | None:
    subject_end = _term(tokens, start)
    if subject_end is None:
        return None
    pairs: list[Pair] = []
    i = subject_end
    while i < len(tokens):
        while i < len(tokens) and tokens[i].text == ";":
            i += 1
        pair = _pair(tokens, i)
        if pair is None:
            break
        pairs.append(pair)
        i = pair.end
        if i < len(tokens) and tokens[i].text != ";":
            break
    return Statement(start, subject_end, tuple(pairs), i)


def _pair(tokens: Sequence[Token], start: int) -> Pair | None:
    objects = _path(tokens, start)
    if objects is None:
        return None
    end = _term(tokens, objects)
    if end is None:
        return None
    single = True
    while end < len(tokens) and tokens[end].text == ",":
        single = False
        after = _term(tokens, end + 1)
        if after is None:
            return None
        end = after
    simple = single and objects == start + 1 and tokens[start].kind in ("iri", "name")
    return Pair(start, objects, end, simple)


def _path(tokens: Sequence[Token], start: int) -> int | None:
    """The end of a property path, None where there is none."""
    i = start
    while i < len(tokens):
        while i < len(tokens) and tokens[i].text in ("^", "!"):
            i += 1
        if i < len(tokens) and tokens[i].text == "(":
            end = _brackets(tokens, i)
        else:
            end = i + 1 if i < len(tokens) and _is_predicate(tokens[i]) else None
        if end is None:
            return None
        while end < len(tokens) and tokens[end].text in ("?", "*", "+"):
            end += 1
        if end >= len(tokens) or tokens[end].text not in ("/", "|"):
            return end
        i = end + 1
    return None


def _is_predicate(token: Token) -> bool:
    return token.kind in ("iri", "name", "variable") or (token.kind == "word" and token.text == "a")


def _term(tokens: Sequence[Token], start: int) -> int | None:
    """The end of a term, a collection or a blank node's own triples; None where there is none."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    if token.kind == "mark":
        if token.text in "+-" and start + 1 < len(tokens) and tokens[start + 1].kind == "number":
            return start + 2
        return _brackets(tokens, start) if token.text in _OPENING else None
    if token.kind == "string":
        return _literal_end(tokens, start)
    if token.kind in _TERMS or token.text.lower() in ("true", "false"):
        return start + 1
    return None


def _literal_end(tokens: Sequence[Token], start: int) -> int:
    after = [t.text for t in tokens[start + 1 : start + 3]]
    if start + 1 < len(tokens) and tokens[start + 1].kind == "language":
        return start + 2
    return start + 4 if after == ["^", "^"] else start + 1


def _brackets(tokens: Sequence[Token], start: int) -> int | None:
    depth = 0
    for i in range(start, len(tokens)):
        if tokens[i].kind == "mark":
            depth += (tokens[i].text in _OPENING) - (tokens[i].text in _CLOSING)
            if depth == 0:
                return i + 1
    return None
