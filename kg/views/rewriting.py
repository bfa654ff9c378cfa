"""Write a query in the words of a view anew in ours, before the engine sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.errors import QueryError
from kg.store.dataset import dataset_of
from kg.views.grammar import read
from kg.views.model import Group, Items, Node, Pair, Patterns, Statement, Word
from kg.views.reading import View, merged, read_views
from kg.vocab import GRAPH, PREFIXES

__all__ = ["VIEW_GRAPH", "may_view", "rewrite", "split_graphs"]

VIEW_GRAPH: Final = f"{GRAPH}view/"
"""What the name of a view as a graph begins with: ``…/id/graph/view/eli``."""

_TYPE: Final = f"{PREFIXES['rdf']}type"
_LABEL: Final = f"{PREFIXES['rdfs']}label"
_EXACT: Final = f"{PREFIXES['skos']}exactMatch"
_FIRST, _REST, _NIL = (f"<{PREFIXES['rdf']}{name}>" for name in ("first", "rest", "nil"))
_MARK: Final = "\ue000"  # around a blank node's name, until it is known what it becomes
_HINT: Final = "see /ontology for the views and their words"


def may_view(text: str) -> bool:
    """Whether a query may name a view as a graph; where not, there is nothing to write anew."""
    return "graph/view/" in text


def split_graphs(graphs: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The views among the default graphs of a request, by name, and the graphs that are none."""
    names: list[str] = []
    others: list[str] = []
    for graph in graphs:
        is_view = graph.startswith(VIEW_GRAPH)
        (names if is_view else others).append(graph.removeprefix(VIEW_GRAPH))
    return tuple(names), tuple(others)


def rewrite(text: str, names: Sequence[str] = ()) -> str:
    """A query in the words of the views of these names, and of those that it names itself.

    It names one by ``FROM`` or ``GRAPH`` and ``…/id/graph/view/<name>``. Words that no view has
    are left as they are; a variable in the predicate's place stands for the words of the view and
    ``rdfs:label``. Where two of our properties stand for one of the view's, a triple counts once,
    but within a longer path as often as it is found.

    Raises:
        QueryError: there is no such view, the query asks what a view cannot answer, or it is not
            allowed at all.
    """
    if not names and not may_view(text):
        return text
    dataset_of(text)  # refuses what is too deep to be read, or would fetch
    found = read(text, VIEW_GRAPH)
    named = [(_named(iri), is_from) for *_, iri, is_from in found.graphs if _is_view(iri)]
    whole = [_view(name) for name in dict.fromkeys(names)]
    whole += [view for view, is_from in named if is_from]
    if not whole and not named:
        return text
    if found.form == "DESCRIBE":
        raise QueryError("a view describes nothing", "ask CONSTRUCT { ?s ?p ?o } WHERE { … }")
    return _Writer(text, found, merged(whole) if whole else None).written()


def _is_view(iri: str) -> bool:
    return iri.startswith(VIEW_GRAPH)


def _named(iri: str) -> View:
    return _view(iri.removeprefix(VIEW_GRAPH))


def _view(name: str) -> View:
    views = read_views()
    if name not in views:
        known = ", ".join(views)
        raise QueryError(f"there is no view {name[:80]!r}", f"ask one of {known}")
    return views[name]


@dataclass(slots=True)
class _Triples:
    """What a statement becomes: single triples, and groups where one word stands for several."""

    simple: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join([*self.groups, " . ".join(self.simple)]).strip()


class _Writer:
    def __init__(self, text: str, found: Patterns, view: View | None) -> None:
        self._text, self._found, self._view = text, found, view
        self._fresh = 0
        self._has_groups = False
        self._has_blanks = False

    def written(self) -> str:
        edits = [(s, e, "") for s, e, iri, _ in self._found.graphs if _is_view(iri)]
        for statement in self._found.statements:
            view = _named(statement.graph) if statement.graph else self._view
            new = self._statement(statement, view)
            old = self._text[statement.start : statement.end]
            if new is not None:
                edits.append((statement.start, statement.end, f"{new}{_lines(old)}"))
        if self._found.template:
            place, start, end = self._found.template
            edits.append((place, place, f" {self._text[start:end]} "))
        written = _edited(self._text, edits)
        if self._has_groups and self._has_blanks and self._found.star:
            why = "in a view, SELECT * cannot be asked with blank nodes here"
            raise QueryError(why, "name the variables")
        if _MARK in self._text:
            raise QueryError("it holds the code point U+E000", "take it out")
        return written.replace(_MARK, "?" if self._has_groups else "_:")

    def _statement(self, statement: Statement, view: View | None) -> str | None:
        """The statement anew; None where it stays as it is."""
        if view is None:
            return None
        if not _is_touched(statement, view) and not _has_blank(statement):
            return None
        out = _Triples()
        subject = self._flat(statement.subject, view, out)
        for pair in statement.pairs:
            self._pair(subject, pair, view, out)
        self._has_groups |= bool(out.groups)
        return out.text

    def _pair(self, subject: Word, pair: Pair, view: View, out: _Triples) -> None:
        for node in pair.objects:
            if view.things and len(pair.path) == 1 and pair.path[0].iri == _EXACT:
                out.groups.append(_same(subject, node, view))
            else:
                self._triple(subject, pair.path, self._flat(node, view, out), view, out)

    def _flat(self, node: Node, view: View, out: _Triples) -> Word:
        """The term of a node; what stands within it is written beside."""
        if isinstance(node, Word):
            if node.kind == "blank":
                self._has_blanks = True
                return Word("blank", f"{_MARK}mgv_{_slug(node.text)}")
            thing = view.things.get(node.iri or "")
            return Word("iri", f"<{thing}>", thing) if thing else node
        if isinstance(node, Group):
            term = self._blank()
            for pair in node.pairs:
                self._pair(term, pair, view, out)
            return term
        rest = Word("iri", _NIL)
        for item in reversed(node.items):
            term = self._blank()
            value = self._flat(item, view, out)
            out.simple += [
                f"{term.text} {_FIRST} {value.text}",
                f"{term.text} {_REST} {rest.text}",
            ]
            rest = term
        return rest

    def _blank(self) -> Word:
        self._fresh += 1
        self._has_blanks = True
        return Word("blank", f"{_MARK}mgv{self._fresh}")

    def _triple(
        self, subject: Word, path: Sequence[Word], value: Word, view: View, out: _Triples
    ) -> None:
        if len(path) == 1 and path[0].kind == "variable":
            out.groups.append(_any(subject, path[0], value, view))
        elif len(path) == 1 and path[0].iri == _TYPE and value.kind in ("variable", "blank"):
            out.groups.append(_classes(subject, value, view))
        elif classes := view.classes.get(value.iri or ""):
            written = _path(path, view)
            triples = [f"{subject.text} {written} <{own}>" for own in classes]
            self._either(triples, out)
        elif len(path) == 1 and (properties := view.properties.get(path[0].iri or "")):
            steps = [own.path for own in properties]
            self._either(_once(lambda step: f"{subject.text} {step} {value.text}", steps), out)
        else:
            out.simple.append(f"{subject.text} {_path(path, view)} {value.text}")

    def _either(self, triples: Sequence[str], out: _Triples) -> None:
        if len(triples) == 1:
            out.simple.append(triples[0])
        else:
            out.groups.append(_union(triples))


def _same(subject: Word, node: Node, view: View) -> str:
    """Which of our things is which of the view's."""
    if not isinstance(node, Word) or node.kind == "blank" or subject.kind == "blank":
        raise QueryError("a view matches things with blank nodes", "name a variable")
    rows = [
        (own, other)
        for other, own in view.things.items()
        if subject.iri in (None, own) and node.iri in (None, other)
    ]
    names = [word.text for word in (subject, node) if word.kind == "variable"]
    cells = (
        " ".join(
            f"<{iri}>"
            for word, iri in zip((subject, node), row, strict=True)
            if word.kind == "variable"
        )
        for row in rows
    )
    block = " ".join(f"({cell})" for cell in cells)
    told = f"{{ VALUES ({' '.join(names)}) {{ {block} }} }}"
    return f"{told} UNION {{ {subject.text} <{_EXACT}> {node.text} }}"


def _any(subject: Word, predicate: Word, value: Word, view: View) -> str:
    """All that a view says of a subject and an object, the predicate bound to the view's word."""
    name = predicate.text
    if name in (subject.text, value.text):
        raise QueryError(f"{name} is both predicate and subject or object", "name them apart")
    branches = []
    for word, properties in view.properties.items():
        steps = [own.path for own in properties]
        told = _once(lambda step: f"{subject.text} {step} {value.text}", steps)
        branches += [f"{triple} . BIND (<{word}> AS {name})" for triple in told]
    if _LABEL not in view.properties:
        triple = f"{subject.text} <{_LABEL}> {value.text}"
        branches.append(f"{triple} . BIND (<{_LABEL}> AS {name})")
    if value.text != subject.text:
        branches += [
            f"{triple} BIND (<{_TYPE}> AS {name})" for triple in _typed(subject, value, view)
        ]
    return _union(branches)


def _classes(subject: Word, value: Word, view: View) -> str:
    """The classes of a subject, bound to the view's words."""
    typed = list(_typed(subject, value, view))
    return _union(typed) if typed else f"{{ {subject.text} <{_TYPE}> {value.text} }}"


def _typed(subject: Word, value: Word, view: View) -> Iterator[str]:
    for word, classes in view.classes.items():
        if value.kind in ("variable", "blank"):
            bound = f" BIND (<{word}> AS {value.text})"
        elif value.iri == word:
            bound = ""
        else:
            continue
        yield from (f"{subject.text} <{_TYPE}> <{own}> .{bound}" for own in classes)


def _once(triple: Callable[[str], str], steps: Sequence[str]) -> list[str]:
    """A triple for each step, without those that an earlier step gives."""
    triples = [triple(step) for step in steps]
    return [
        " . ".join([one, *(f"FILTER NOT EXISTS {{ {before} }}" for before in triples[:i])])
        for i, one in enumerate(triples)
    ]


def _path(path: Sequence[Word], view: View) -> str:
    """A path with the words of a view in ours."""
    if any(word.text == "!" for word in path) and any(w.iri in view.properties for w in path):
        why = "a path says what a word of the view is not"
        raise QueryError(why, "ask with FILTER NOT EXISTS instead")
    return " ".join(_step(word, view) for word in path)


def _step(word: Word, view: View) -> str:
    own = view.properties.get(word.iri or "", ())
    if not own:
        return word.text
    steps = "|".join(step.path for step in own)
    return f"({steps})" if len(own) > 1 or own[0].backwards else steps


def _union(branches: Sequence[str]) -> str:
    return " UNION ".join(f"{{ {branch} }}" for branch in branches)


def _is_touched(statement: Statement, view: View) -> bool:
    for word in _words(statement):
        if word.iri in view.properties or word.iri in view.classes or word.iri in view.things:
            return True
        if view.things and word.iri == _EXACT:
            return True
    return any(
        len(pair.path) == 1
        and (
            pair.path[0].kind == "variable"
            or (pair.path[0].iri == _TYPE and any(_is_open(o) for o in pair.objects))
        )
        for pair in _pairs(statement.subject, statement.pairs)
    )


def _is_open(node: Node) -> bool:
    return isinstance(node, Group) or (
        isinstance(node, Word) and node.kind in ("variable", "blank")
    )


def _has_blank(statement: Statement) -> bool:
    return any(word.kind == "blank" for word in _words(statement))


def _words(statement: Statement) -> Iterator[Word]:
    yield from _terms(statement.subject)
    for pair in _pairs(statement.subject, statement.pairs):
        yield from pair.path
        for node in pair.objects:
            yield from _terms(node)


def _terms(node: Node) -> Iterator[Word]:
    if isinstance(node, Word):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from _terms(item)


def _pairs(subject: Node, pairs: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs of a statement and of all that stands within it."""
    if isinstance(subject, Group):
        yield from _pairs(Word("blank", ""), subject.pairs)
    elif isinstance(subject, Items):
        for item in subject.items:
            yield from _pairs(item, ())
    for pair in pairs:
        yield pair
        for node in pair.objects:
            yield from _pairs(node, ())


def _slug(label: str) -> str:
    return "".join(sign if sign.isalnum() else "_" for sign in label.removeprefix("_:"))


def _lines(old: str) -> str:
    """The ends of lines that a text held, so that the engine still counts lines as it was asked."""
    return "\n" * old.count("\n")


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
