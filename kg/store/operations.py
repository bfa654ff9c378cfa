"""Read the operations of a SPARQL Update by its tokens: where each graph is named, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.bounds import NESTING, refuse_excess
from kg.store.tokens import Token, position, tokens

__all__ = ["Manage", "Modify", "Operation", "Place", "Quads", "Transfer", "read_update"]

_FETCHING: Final = {
    "SERVICE": "take SERVICE out: this endpoint asks no other one",
    "LOAD": "send the data themselves: this endpoint fetches nothing",
}

Place = str | Literal["DEFAULT", "NAMED", "ALL"] | None


@dataclass(frozen=True, slots=True)
class Quads:
    """The quads of a template or of data, cut where a graph is named.

    Each part is the text of triples and the name of their graph: an IRI, a variable that begins
    with ``?``, or None for those without GRAPH.
    """

    parts: tuple[tuple[str | None, str], ...]

    @property
    def constants(self) -> frozenset[str]:
        """The IRIs of the graphs that are named."""
        return frozenset(name for name, _ in self.parts if name and not name.startswith("?"))

    @property
    def variables(self) -> frozenset[str]:
        """The variables that stand for a graph's name."""
        return frozenset(name for name, _ in self.parts if name and name.startswith("?"))

    @property
    def has_unnamed(self) -> bool:
        """Whether some triples stand outside any GRAPH."""
        return any(name is None for name, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Modify:
    """INSERT DATA and DELETE DATA (``where`` is None), and whatever deletes and inserts by a WHERE.

    DELETE WHERE has its pattern as template and as WHERE. ``using`` holds IRI and whether NAMED.
    ``prologue`` is that before the first operation, empty where names do not lean on it.
    """

    prologue: str
    delete: Quads | None
    insert: Quads | None
    where: str | None = None
    graph: str | None = None
    using: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Manage:
    """CREATE, DROP and CLEAR: one graph, the default one, all named ones, or all."""

    verb: str
    silent: bool
    target: Place


@dataclass(frozen=True, slots=True)
class Transfer:
    """COPY, MOVE and ADD; None is the default graph."""

    verb: str
    silent: bool
    source: str | None
    target: str | None


Operation = Modify | Manage | Transfer


def read_update(text: str) -> Iterator[Operation]:
    """The operations of an update, in order (SPARQL 1.1 Query, grammar rules 29 to 52).

    Whatever is not plainly one of them is refused, also where the engine would take it
    (``INSERTDATA``, ``GRAPH:x``): what is read here is what the engine reads. The names of graphs
    are resolved by the engine itself.

    Raises:
        QueryError: it is malformed, nests too deep, or would fetch (SERVICE, LOAD).
    """
    reader = _Reader(text)
    while not reader.at_end():
        reader.read_prologue()
        if reader.at_end():
            return
        yield reader.read_operation()
        if not reader.at_end():
            reader.mark(";")


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._words = list(tokens(text))
        self._at = 0
        self._prologue: list[str] = []
        self._operations = 0
        self._moved = False
        self._asked = ox.Store()  # holds nothing: it resolves names as the engine does
        self._known: dict[str, str] = {}
        self._refuse()

    def at_end(self) -> bool:
        return self._at >= len(self._words)

    def read_prologue(self) -> None:
        while True:
            start = self._at
            if self._word("BASE"):
                self._kind("iri")
            elif self._word("PREFIX"):
                prefix = self._kind("name")
                if not prefix.text.endswith(":"):
                    self._fail("a prefix ends with ':'", at=prefix)
                self._kind("iri")
            elif self._word("VERSION"):
                self._kind("string")
            else:
                return
            self._moved |= self._operations > 0
            self._prologue.append(self._raw(start, self._at - 1))
            self._known.clear()

    def read_operation(self) -> Operation:
        self._operations += 1
        for verb in ("CREATE", "DROP", "CLEAR"):
            if self._word(verb):
                silent = self._word("SILENT")
                return Manage(verb, silent, self._graph_ref(only_iri=verb == "CREATE"))
        for verb in ("COPY", "MOVE", "ADD"):
            if self._word(verb):
                silent = self._word("SILENT")
                source = self._graph_or_default()
                self._expect("TO")
                return Transfer(verb, silent, source, self._graph_or_default())
        return self._read_modify()

    def mark(self, text: str) -> None:
        """Take a punctuation mark."""
        if self.at_end() or self._words[self._at].text != text:
            self._fail(f"{text!r} is expected")
        self._at += 1

    def _read_modify(self) -> Modify:
        graph = self._iri() if self._word("WITH") else None
        delete = insert = None
        if self._word("DELETE"):
            if graph is None and self._word("DATA"):
                return Modify(self._head(), self._quads(variables=False), None)
            if graph is None and self._word("WHERE"):
                start = self._at
                quads = self._quads()
                return Modify(self._head(), quads, None, self._where(start, self._at - 1))
            delete = self._quads()
        if self._word("INSERT"):
            if graph is None and delete is None and self._word("DATA"):
                return Modify(self._head(), None, self._quads(variables=False))
            insert = self._quads()
        if delete is None and insert is None:
            self._fail("an operation of SPARQL Update is expected")
        using: list[tuple[str, bool]] = []
        while self._word("USING"):
            named = self._word("NAMED")
            using.append((self._iri(), named))
        self._expect("WHERE")
        where = self._where(*self._group())
        return Modify(self._head(), delete, insert, where, graph, tuple(using))

    def _where(self, start: int, end: int) -> str:
        refuse_excess(self._text, self._words[start : end + 1])
        return self._between(start, end)

    def _graph_ref(self, *, only_iri: bool) -> Place:
        if self._word("GRAPH"):
            return self._iri()
        for word in () if only_iri else ("DEFAULT", "NAMED", "ALL"):
            if self._word(word):
                return word
        return self._fail("GRAPH and its IRI are expected" + ("" if only_iri else ", or ALL"))

    def _graph_or_default(self) -> str | None:
        if self._word("DEFAULT"):
            return None
        self._word("GRAPH")
        return self._iri()

    def _quads(self, *, variables: bool = True) -> Quads:
        start, end = self._group()
        words = self._words
        parts: list[tuple[str | None, str]] = []
        i = run = start + 1
        while i < end:
            if words[i].is_word("GRAPH"):
                if run < i:
                    parts.append((None, self._between(run, i - 1)))
                close = self._closing(i + 2)
                name = self._graph_name(i + 1)
                self._refuse_groups(i + 3, close)
                parts.append((name, self._between(i + 3, close - 1)))
                i = run = close + 1
                if i < end and words[i].text == ".":
                    i = run = i + 1
            else:
                i += 1
                self._refuse_groups(i - 1, i)
        if run < end:
            parts.append((None, self._between(run, end - 1)))
        if not variables:
            for word in words[start:end]:
                if word.kind == "variable":
                    self._fail("data hold no variables", at=word)
        return Quads(tuple(parts))

    def _graph_name(self, at: int) -> str:
        word = self._words[at]
        if word.kind == "variable":
            return f"?{word.text[1:]}"
        return self._resolved(word)

    def _refuse_groups(self, start: int, end: int) -> None:
        """Refuse a curly bracket in triples: ``GRAPH:x {`` is one of the engine's spellings."""
        for i in range(start, end):
            word = self._words[i]
            if word.text == "{" and not self._is_annotation(i):
                self._fail("'{' is not expected there", at=word)

    def _is_annotation(self, at: int) -> bool:
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        return after is not None and after.text == "|" and after.start == self._words[at].start + 1

    def _group(self) -> tuple[int, int]:
        start = self._at
        end = self._closing(start)
        self._at = end + 1
        return start, end

    def _closing(self, start: int) -> int:
        """The place of the ``}`` that ends the group that opens at ``start``."""
        if start >= len(self._words) or self._words[start].text != "{":
            self._fail("'{' is expected", at=self._words[min(start, len(self._words) - 1)])
        depth = 0
        for i in range(start, len(self._words)):
            if self._words[i].kind == "mark":
                depth += (self._words[i].text == "{") - (self._words[i].text == "}")
                if depth == 0:
                    return i
        return self._fail("'{' is not closed", at=self._words[start])

    def _raw(self, first: int, last: int) -> str:
        end = self._words[last]
        return self._text[self._words[first].start : end.start + len(end.text)]

    def _between(self, first: int, last: int) -> str:
        """The text from one token to another, both included.

        After a prologue between operations, which the engine does not take, names are written out.
        """
        if last < first:
            return ""
        if not self._moved:
            return self._raw(first, last)
        written: list[str] = []
        end = self._words[first].start
        for word in self._words[first : last + 1]:
            written.append(self._text[end : word.start])
            named = word.kind in ("iri", "name")
            written.append(f" <{self._resolved(word)}> " if named else word.text)
            end = word.start + len(word.text)
        return "".join(written)

    def _head(self) -> str:
        """What the names of the operation that is read lean on."""
        return "" if self._moved else self._declared()

    def _declared(self) -> str:
        return "\n".join(self._prologue)

    def _word(self, word: str) -> bool:
        if not self.at_end() and self._words[self._at].is_word(word):
            self._at += 1
            return True
        return False

    def _expect(self, word: str) -> None:
        if not self._word(word):
            self._fail(f"{word} is expected")

    def _kind(self, kind: str) -> Token:
        if self.at_end() or self._words[self._at].kind != kind:
            self._fail(f"{'an IRI' if kind == 'iri' else 'a ' + kind} is expected")
        self._at += 1
        return self._words[self._at - 1]

    def _iri(self) -> str:
        if self.at_end():
            self._fail("an IRI is expected")
        self._at += 1
        return self._resolved(self._words[self._at - 1])

    def _resolved(self, word: Token) -> str:
        if word.kind not in ("iri", "name"):
            self._fail("the IRI of a graph is expected", at=word)
        if word.text not in self._known:
            query = f"{self._declared()}\nSELECT ({word.text} AS ?x) {{}}"
            try:
                (solution,) = self._asked.query(query)  # type: ignore[misc]
            except SyntaxError:
                self._fail(f"{word.text} is no IRI, or its prefix is not declared", at=word)
            self._known[word.text] = str(solution[0].value)
        return self._known[word.text]

    def _refuse(self) -> None:
        """Refuse what would fetch, in every spelling, and what nests too deep for the engine."""
        depth = 0
        for i, word in enumerate(self._words):
            if word.kind == "mark":
                depth += (word.text in "([{") - (word.text in ")]}")
                if depth > NESTING:
                    self._fail(f"it nests more than {NESTING} brackets", at=word)
                if word.text == "\\":
                    self._fail("an escape stands outside a string or an IRI", at=word)
            for fetching, hint in _FETCHING.items():
                if word.holds(fetching) or self._is_glued(i, fetching):
                    line, column = position(self._text, word.start)
                    raise QueryError(f"{fetching} is not allowed", hint, line, column)

    def _is_glued(self, at: int, word: str) -> bool:
        """Whether the engine may read ``SERVICE:x {`` as SERVICE and the name ``:x``."""
        token = self._words[at]
        if token.kind != "name" or word not in token.text.partition(":")[0].upper():
            return False
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        return after is not None and after.text == "{" and not self._is_annotation(at + 1)

    def _fail(self, why: str, *, at: Token | None = None) -> NoReturn:
        if at is None and not self.at_end():
            at = self._words[self._at]
        line, column = position(self._text, at.start if at else len(self._text))
        raise QueryError(why, "mend the update there", line, column)
