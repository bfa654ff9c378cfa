"""Ask a query over the dataset it names, each triple once however many graphs hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.bounds import NESTING, is_small, refuse_excess
from kg.store.tokens import Token, position, resolved, tokens

__all__ = ["Answer", "Dataset", "ask", "dataset_of", "query_form"]

MERGE_LIMIT: Final = 500_000
NESTING_LIMIT: Final = NESTING
_FORMS: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_SHORT: Final = 4_096
_FROM: Final = re.compile(r"(?<![0-9a-z_])from")
_HINTS: Final = {
    "SERVICE": "take SERVICE out: this endpoint asks no other one",
    "LOAD": "take LOAD out: this endpoint fetches nothing",
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query names with FROM and FROM NAMED; None where it names none."""

    default: tuple[str, ...] | None
    named: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: solutions, a boolean, or the triples of a graph; read it once."""

    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables of solutions, in the query's order."""
        if isinstance(self.result, ox.QuerySolutions):
            return tuple(v.value for v in self.result.variables)
        return ()

    def solutions(self) -> list[Mapping[str, ox.NamedNode | ox.Literal | ox.BlankNode]]:
        """The solutions as mappings from variable name to term; unbound ones are left out."""
        if not isinstance(self.result, ox.QuerySolutions):
            raise TypeError("this query gives no solutions")
        names = self.variables
        out: list[Mapping[str, ox.NamedNode | ox.Literal | ox.BlankNode]] = []
        for solution in self.result:
            terms = {name: solution[name] for name in names}
            out.append({name: term for name, term in terms.items() if term is not None})
        return out

    def boolean(self) -> bool:
        """The answer to ASK."""
        if not isinstance(self.result, ox.QueryBoolean):
            raise TypeError("this query gives no boolean")
        return bool(self.result)

    def triples(self) -> list[ox.Triple]:
        """The triples that CONSTRUCT or DESCRIBE gives, each once."""
        if not isinstance(self.result, ox.QueryTriples):
            raise TypeError("this query gives no triples")
        return list(dict.fromkeys(self.result))


_WHOLE_STORE: Final = Dataset(None, None)


def ask(
    engine: ox.Store,
    text: str,
    *,
    substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Answer:
    """Answer a query over the dataset of the protocol, else its own, else the whole store.

    Without either, the default graph is the RDF merge and every named graph can be asked for.
    Several default graphs are merged in memory first, since the engine's union repeats a triple
    for each graph it stands in (SPARQL 1.1 Query, 13.2: "RDF merge").

    Raises:
        QueryError: the query is malformed, asks for SERVICE, or merges too many triples.
    """
    own = dataset_of(text)
    if default_graphs or named_graphs:
        own = Dataset(tuple(default_graphs), tuple(named_graphs))
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
    if substitutions:
        bound = {ox.Variable(k): v for k, v in substitutions.items()}
    default: Sequence[ox.NamedNode | ox.DefaultGraph] | None = None
    named: Sequence[ox.NamedNode] | None = None
    if own.default is not None or own.named is not None:
        engine, default = _default_graph(engine, own)
        named = [_graph_name(n) for n in dict.fromkeys(own.named or ())]
    try:
        if default is None:
            return Answer(engine.query(text, substitutions=bound or None))
        return Answer(
            engine.query(
                text,
                substitutions=bound,
                default_graph=list(default),
                named_graphs=list(named or ()),
            )
        )
    except SyntaxError as error:
        raise _syntax_error(text, error) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(str(error).splitlines()[0], "change the query") from error


def query_form(text: str) -> str:
    """Which of the four forms a query has; empty where it has none.

    >>> query_form("PREFIX select: <urn:x> ASK { ?s ?p 'SELECT' }")
    'ASK'
    """
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() in _FORMS:
            return token.text.upper()
    return ""


def dataset_of(text: str) -> Dataset:
    """The dataset that a query names.

    Raises:
        QueryError: it asks for SERVICE or LOAD, which would fetch, or nests too deep.

    >>> dataset_of("PREFIX g: <urn:g:> SELECT * FROM g:a FROM NAMED <urn:b> { ?s ?p ?o }")
    Dataset(default=('urn:g:a',), named=('urn:b',))
    """
    if _is_plain(text):
        return _WHOLE_STORE
    words = list(tokens(text))
    _refuse_fetching(text, words)
    refuse_excess(text, words)
    if "\\" in text:
        plain = resolved(text)
        _refuse_fetching(plain, list(tokens(plain)))
    return _from_clauses(words)


def _is_plain(text: str) -> bool:
    """Whether a look at the text is enough to know that it breaks no bound and names no graph.

    Cutting a look-up into tokens takes as long as answering it. The words are looked for where
    they would be no keywords too: then the tokens decide.
    """
    if len(text) > _SHORT or "\\" in text:
        return False
    lower = text.lower()  # the engine compares keywords in ASCII, so this misses none
    if "service" in lower or "load" in lower or ("from" in lower and _FROM.search(lower)):
        return False
    return is_small(text)


def _refuse_fetching(text: str, words: Sequence[Token]) -> None:
    for token, after in zip_longest(words, words[1:]):
        opens = after is not None and after.text == "{"
        for word, hint in _HINTS.items():
            if token.holds(word) or (opens and token.begins_with(word)):
                line, column = position(text, token.start)
                raise QueryError(f"{word} is not allowed", hint, line, column)


def _from_clauses(words: Sequence[Token]) -> Dataset:
    base = ""
    prefixes: dict[str, str] = {}
    default: list[str] = []
    named: list[str] = []
    for i, token in enumerate(words):
        after = words[i + 1 : i + 3]  # to the end, since FROM comes after the template of CONSTRUCT
        if token.is_word("BASE") and after and after[0].kind == "iri":
            base = after[0].text[1:-1]
        elif token.is_word("PREFIX") and len(after) == 2:
            prefixes[after[0].text] = urljoin(base, after[1].text[1:-1])
        elif token.is_word("FROM") and after:
            is_named = after[0].is_word("NAMED")
            name = after[1] if is_named and len(after) == 2 else after[0]
            (named if is_named else default).append(_resolve(name, base, prefixes))
    if not default and not named:
        return Dataset(None, None)
    return Dataset(tuple(default), tuple(named))


def _resolve(token: Token, base: str, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        iri = resolved(token.text[1:-1])
        return urljoin(base, iri) if base else iri
    prefix, _, local = token.text.partition(":")
    return prefixes.get(f"{prefix}:", "") + re.sub(r"\\(.)", r"\1", local)


def _default_graph(
    engine: ox.Store, dataset: Dataset
) -> tuple[ox.Store, list[ox.NamedNode | ox.DefaultGraph]]:
    names = [_graph_name(n) for n in dict.fromkeys(dataset.default or ())]
    if len(names) <= 1:
        return engine, list(names)
    merged = ox.Store()
    count = 0
    for name, into in [(n, ox.DefaultGraph()) for n in names] + [
        (_graph_name(n), _graph_name(n)) for n in dict.fromkeys(dataset.named or ())
    ]:
        quads = engine.quads_for_pattern(None, None, None, name)
        batch = [ox.Quad(q.subject, q.predicate, q.object, into) for q in quads]
        count += len(batch)
        if count > MERGE_LIMIT:
            raise QueryError(
                f"its FROM graphs hold more than {MERGE_LIMIT:,} triples to merge",
                "name fewer graphs, or none: the default graph is the merge of all of them",
            )
        merged.bulk_extend(batch)
    return merged, [ox.DefaultGraph()]


def _graph_name(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise QueryError(f"<{name}> is not an IRI", "give an absolute IRI as graph name") from error


def _syntax_error(text: str, error: SyntaxError) -> QueryError:
    found = re.match(r"error at (\d+):(\d+): (.*)", str(error), re.DOTALL)
    if not found:
        return QueryError(str(error).splitlines()[0], "mend the syntax")
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    at = lines[line - 1][column - 1 : column + 19].strip() if line <= len(lines) else ""
    why = f"it is not SPARQL from {at!r} on" if at else "it ends before it is complete"
    undeclared = _undeclared_prefix(text)
    if undeclared:
        prefix, offset = undeclared
        hint = f"put PREFIX {prefix} <…> before the query"
        return QueryError(f"its prefix {prefix} is not declared", hint, *position(text, offset))
    return QueryError(why, "mend the syntax there", line, column)


def _undeclared_prefix(text: str) -> tuple[str, int] | None:
    """The first prefix that is used and never declared, and where."""
    words = list(tokens(text))
    declared = {after.text for before, after in pairwise(words) if before.is_word("PREFIX")}
    for token in words:
        prefix = f"{token.text.partition(':')[0]}:"
        if token.kind == "name" and prefix not in declared:
            return prefix, token.start
    return None
