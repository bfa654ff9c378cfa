"""Read the graph patterns of a query from its tokens: every statement, wherever a group stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.errors import QueryError
from kg.store.tokens import Token, position, tokens
from kg.views.model import FORMS, Group, Items, Names, Node, Pair, Patterns, Statement, Word

__all__ = ["read"]

_BEFORE_GROUP: Final = frozenset(("OPTIONAL", "MINUS", "UNION", "EXISTS", "NOT", "WHERE"))
_TERMS: Final = frozenset(("iri", "name", "variable", "blank", "number", "string"))


def read(text: str, views: str) -> Patterns:
    """The patterns of a query; a GRAPH whose IRI begins with ``views`` is noted in what it holds.

    Raises:
        QueryError: it is no query as SPARQL 1.1 has them, with line and column.
    """
    return _Reader(text, views).whole()


class _Reader:
    def __init__(self, text: str, views: str) -> None:
        self._text, self._views = text, views
        self._words = list(tokens(text))
        self._names = Names.of(self._words)
        self._at = 0
        self._graph: str | None = None
        self._found = Patterns()

    def whole(self) -> Patterns:
        words = self._words
        while self._at < len(words) and not self._is_form():
            self._at += 3 if words[self._at].is_word("PREFIX") else 1
        if self._at >= len(words):
            raise self._wrong("it is no query")
        self._found.form = words[self._at].text.upper()
        self._at += 1
        if self._found.form == "CONSTRUCT":
            self._template(words[self._at - 1])
        while self._at < len(words):
            self._loose()
        return self._found

    def _is_form(self) -> bool:
        token = self._words[self._at]
        return token.kind == "word" and token.text.upper() in FORMS

    def _template(self, form: Token) -> None:
        if self._is("{"):
            self._skip()
            return
        for i in range(self._at, len(self._words)):
            if self._words[i].text == "{":
                start, kept = self._words[i].start, self._at
                self._at = i
                self._skip()
                end = self._words[self._at - 1].start + 1
                self._at = kept
                self._found.template = (form.start + len(form.text), start, end)
                return

    def _loose(self) -> None:
        """One token outside the groups, or a group with all that is in it."""
        token = self._words[self._at]
        if token.is_word("SELECT"):
            self._select()
        elif token.is_word("FROM"):
            self._from()
        elif token.is_word("VALUES"):
            self._values()
        elif token.text == "{" and token.kind == "mark":
            self._group()
        else:
            self._at += 1
            if self._found.form == "SELECT" and token.text == "*" and not self._found.statements:
                before = self._words[self._at - 2]
                self._found.star |= before.text.upper() in ("SELECT", "DISTINCT", "REDUCED")

    def _select(self) -> None:
        self._at += 1
        if self._peek().upper() in ("DISTINCT", "REDUCED"):
            self._at += 1
        self._found.star |= self._is("*")

    def _from(self) -> None:
        start = self._words[self._at]
        self._at += 1
        if self._peek().upper() == "NAMED":
            self._at += 1
            if self._at < len(self._words) and self._iri().startswith(self._views):
                raise self._wrong("a view is named by FROM or GRAPH, not by FROM NAMED")
            self._at += 1
            return
        if self._at >= len(self._words):
            raise self._wrong("FROM names no graph")
        token = self._words[self._at]
        end = token.start + len(token.text)
        self._found.graphs.append((start.start, end, self._iri(), True))
        self._at += 1

    def _values(self) -> None:
        while self._at < len(self._words) and not self._is("{"):
            self._at += 1
        self._skip()

    def _group(self) -> None:
        self._at += 1
        if self._peek().upper() == "SELECT":
            while self._at < len(self._words) and not self._is("}"):
                self._loose()
            self._at += 1
            return
        while self._at < len(self._words):
            token = self._words[self._at]
            if token.text == "}" and token.kind == "mark":
                self._at += 1
                return
            self._element(token)
        raise self._wrong("a group has no end")

    def _element(self, token: Token) -> None:
        word = token.text.upper() if token.kind == "word" else ""
        if token.text == "." and token.kind == "mark":
            self._at += 1
        elif token.text == "{" and token.kind == "mark":
            self._group()
        elif word in _BEFORE_GROUP:
            self._at += 1
        elif word == "GRAPH":
            self._named_graph(token)
        elif word in ("FILTER", "BIND"):
            self._at += 1
            self._constraint()
        elif word == "VALUES":
            self._values()
        else:
            self._found.statements.append(self._statement())

    def _named_graph(self, start: Token) -> None:
        self._at += 1
        if self._at >= len(self._words):
            raise self._wrong("GRAPH names no graph")
        token, outer = self._words[self._at], self._graph
        iri = self._iri()
        self._at += 1
        if iri.startswith(self._views):
            self._found.graphs.append((start.start, token.start + len(token.text), iri, False))
            self._graph = iri
        if self._is("{"):
            self._group()
        self._graph = outer

    def _constraint(self) -> None:
        """What follows FILTER or BIND: brackets, a call, or EXISTS and its group."""
        while self._at < len(self._words) and not self._is("(") and not self._is("{"):
            self._at += 1
        if self._is("{"):
            self._group()
            return
        depth = 0
        while self._at < len(self._words):
            if self._is("{"):
                self._group()
                continue
            depth += self._is("(") - self._is(")")
            self._at += 1
            if depth == 0:
                return

    def _statement(self) -> Statement:
        start = self._words[self._at].start
        subject = self._node()
        pairs = tuple(self._pairs())
        if not pairs and not isinstance(subject, Group | Items):
            raise self._wrong("a subject has no predicate")
        return Statement(subject, pairs, start, self._end(), self._graph)

    def _pairs(self) -> Iterator[Pair]:
        while self._at < len(self._words):
            while self._is(";"):
                self._at += 1
            if self._at >= len(self._words) or self._is("]") or self._ends():
                return
            path = tuple(self._path())
            objects = [self._node()]
            while self._is(",") and not self._stopped():
                self._at += 1
                objects.append(self._node())
            yield Pair(path, tuple(objects))
            if not self._is(";") or self._stopped():
                return

    def _ends(self) -> bool:
        token = self._words[self._at]
        if token.kind == "mark":
            return token.text in (".", "}", "{")
        words = (*_BEFORE_GROUP, "GRAPH", "FILTER", "BIND", "VALUES")
        return token.kind == "word" and token.text.upper() in words

    def _stopped(self) -> bool:
        """Whether the token before holds the full stop after it: ``1.`` is one token."""
        before = self._words[self._at - 1]
        return before.kind == "number" and before.text.endswith(".")

    def _path(self) -> Iterator[Word]:
        """The tokens of a path; it ends where an element is followed by neither ``/`` nor ``|``."""
        while True:
            while self._is("^") or self._is("!"):
                yield self._mark()
            if self._is("("):
                depth = 0
                while self._at < len(self._words):
                    depth += self._is("(") - self._is(")")
                    yield self._predicate() if not self._is_mark() else self._mark()
                    if depth == 0:
                        break
            else:
                yield self._predicate()
            while any(self._is(mark) for mark in "?*+"):
                yield self._mark()
            if not (self._is("/") or self._is("|")):
                return
            yield self._mark()

    def _predicate(self) -> Word:
        token = self._token()
        if token.kind in ("iri", "name"):
            word = Word("iri", token.text, self._iri())
        elif token.kind == "variable":
            word = Word("variable", token.text)
        elif token.kind == "word" and token.text == "a":
            word = Word("iri", "a", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        else:
            raise self._wrong("a predicate is no IRI, variable or path")
        self._at += 1
        return word

    def _mark(self) -> Word:
        word = Word("mark", self._token().text)
        self._at += 1
        return word

    def _node(self) -> Node:
        token = self._token()
        if token.kind == "triple":
            raise self._wrong("a view has no triples about triples")
        if token.kind == "mark":
            if token.text == "[":
                self._at += 1
                pairs = tuple(self._pairs())
                self._close("]")
                return Group(pairs)
            if token.text == "(":
                self._at += 1
                items = []
                while self._at < len(self._words) and not self._is(")"):
                    items.append(self._node())
                self._close(")")
                return Items(tuple(items))
            if token.text in "+-":
                return self._number()
        return self._word(token)

    def _word(self, token: Token) -> Word:
        if token.kind == "number":
            return self._number()
        if token.kind == "string":
            return self._literal()
        if token.kind not in _TERMS and token.text.lower() not in ("true", "false"):
            raise self._wrong("a term was looked for")
        iri = self._iri() if token.kind in ("iri", "name") else None
        self._at += 1
        kind = "iri" if iri is not None else "literal" if token.kind == "word" else token.kind
        return Word(kind, token.text, iri)

    def _number(self) -> Word:
        text = ""
        while self._at < len(self._words):
            token = self._words[self._at]
            text += token.text
            self._at += 1
            if token.kind == "number" and not (
                token.text[-1] in "eE" and (self._is("+") or self._is("-"))
            ):
                break
        return Word("literal", text.removesuffix("."))

    def _literal(self) -> Word:
        start = self._words[self._at].start
        self._at += 1
        if self._at < len(self._words) and self._words[self._at].kind == "language":
            self._at += 1
        elif self._is("^"):
            self._at += 3
        return Word("literal", self._text[start : self._end()])

    def _end(self) -> int:
        token = self._words[self._at - 1]
        return token.start + len(token.text.removesuffix(".") if self._stopped() else token.text)

    def _iri(self) -> str:
        token = self._words[self._at]
        return self._names.iri(token) if token.kind in ("iri", "name") else ""

    def _is(self, mark: str) -> bool:
        return (
            self._at < len(self._words)
            and self._words[self._at].kind == "mark"
            and self._words[self._at].text == mark
        )

    def _is_mark(self) -> bool:
        return self._at < len(self._words) and self._words[self._at].kind == "mark"

    def _peek(self) -> str:
        return self._words[self._at].text if self._at < len(self._words) else ""

    def _token(self) -> Token:
        if self._at >= len(self._words):
            raise self._wrong("it ends before it is complete")
        return self._words[self._at]

    def _close(self, mark: str) -> None:
        if not self._is(mark):
            raise self._wrong(f"{mark} is missing")
        self._at += 1

    def _skip(self) -> None:
        """Go past a block in curly brackets."""
        depth = 0
        while self._at < len(self._words):
            depth += self._is("{") - self._is("}")
            self._at += 1
            if depth == 0:
                return

    def _wrong(self, why: str) -> QueryError:
        last = self._words[min(self._at, len(self._words) - 1)] if self._words else None
        line, column = position(self._text, last.start) if last else (1, 1)
        return QueryError(why, "mend the syntax there", line, column)
