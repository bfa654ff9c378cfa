"""The commands that ask: trace, query, questions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from kg.cli.answers import Format, write_answer
from kg.cli.places import StoreOption, open_for_reading
from kg.cli.searching import with_searches
from kg.errors import QueryError, QuestionError
from kg.questions import ask_question, question, questions
from kg.store.tokens import tokens
from kg.trace import (
    Direction,
    Request,
    Strength,
    as_dot,
    as_json,
    as_mermaid,
    as_tree,
    as_turtle,
    parse_as_of,
    parse_effects,
    parse_kinds,
    parse_window,
    resolve,
    trace,
    work,
)
from kg.views import rewrite
from kg.vocab import PREFIXES

__all__ = ["query_command", "questions_command", "trace_command"]

_Words = TypeVar("_Words")
_Value = TypeVar("_Value")


class TraceFormat(StrEnum):
    """How a trace is written."""

    tree = "tree"
    json = "json"
    ttl = "ttl"
    dot = "dot"
    mermaid = "mermaid"


def trace_command(
    symbol: Annotated[str, typer.Argument(help="A symbol (A/RES/65/230), key or IRI.")],
    store: StoreOption = None,
    paragraph: Annotated[str | None, typer.Option(help="The paragraph: op9, pp3, 12.")] = None,
    direction: Annotated[Direction, typer.Option(help="Which way.")] = Direction.forward,
    to: Annotated[str | None, typer.Option(help="Show every path to this document.")] = None,
    depth: Annotated[int | None, typer.Option(min=1, help="At most so many steps.")] = None,
    strength: Annotated[Strength, typer.Option(help="Which steps.")] = Strength.any,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Leave out what came after this date.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Show what is of this date or later, and the way to it.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Show what is of this date or earlier, and the way to it.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            help="Show what is of this class, or stands in a document that is, and the way to it:"
            " Meeting, Mandate, Resolution. May be repeated."
        ),
    ] = None,
    effect: Annotated[
        list[str] | None,
        typer.Option(help="Take steps of this effect alone: renews, calls. May be repeated."),
    ] = None,
    undecided: Annotated[
        bool,
        typer.Option(
            "--undecided", help="List citations that name no paragraph, not their number."
        ),
    ] = False,
    form: Annotated[TraceFormat, typer.Option("--format", help="How.")] = TraceFormat.tree,
    as_json_: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Follow a mandate from its paragraph, forward or back, each step with its evidence.

    Example: `mandategraph trace A/RES/65/230 --paragraph op9 --to A/RES/79/243`
    """
    view = open_for_reading(store)
    listed = undecided or paragraph is None
    window = _parsed(lambda bounds: parse_window(*bounds), (since, until)) or (None, None)
    found = trace(
        view,
        Request(
            starts=resolve(view, symbol, paragraph),
            direction=direction.value,
            goal=str(work(view, to)) if to else None,
            depth=depth,
            strength=strength.value,
            as_of=_parsed(parse_as_of, as_of),
            since=window[0],
            until=window[1],
            kinds=_parsed(partial(parse_kinds, view), kind) or (),
            effects=_parsed(partial(parse_effects, view), effect) or (),
        ),
    )
    match TraceFormat.json if as_json_ else form:
        case TraceFormat.json:
            out = as_json(found, list_undecided=listed)
        case TraceFormat.ttl:
            out = as_turtle(found)
        case TraceFormat.dot:
            out = as_dot(found)
        case TraceFormat.mermaid:
            out = as_mermaid(found)
        case TraceFormat.tree:
            out = as_tree(found, list_undecided=listed)
    sys.stdout.write(out.rstrip("\n") + "\n")


def _parsed(parse: Callable[[_Words], _Value], words: _Words | None) -> _Value | None:
    try:
        return parse(words) if words is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def query_command(
    file: Annotated[Path | None, typer.Argument(help="A file with a query; - for input.")] = None,
    store: StoreOption = None,
    text: Annotated[str | None, typer.Option("--query", "-q", help="The query itself.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How.")] = Format.table,
    as_json_: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    words: Annotated[
        list[str] | None, typer.Option("--view", help="In whose words it is: eli, prov, org …")
    ] = None,
) -> None:
    """Ask a SPARQL query; the default graph is the merge of all our graphs.

    Example: `mandategraph query -q 'SELECT ?m { ?m a mg:Meeting }'` (our prefixes are known)
    """
    if (file is None) == (text is None):
        raise typer.BadParameter("give a query either as a file or with -q")
    if file is not None:
        text = sys.stdin.read() if str(file) == "-" else _read(file)
    view = open_for_reading(store)
    ours = rewrite(with_prefixes(text or ""), words or ())
    answer = view.query(with_searches(ours, store, view))
    write_answer(answer, Format.json if as_json_ else form, sys.stdout)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file} cannot be read", "name a text file with a query") from error


def with_prefixes(text: str) -> str:
    """The query with our prefixes put before it, those left out that it declares or never uses.

    >>> with_prefixes("ASK { ?s a mg:Body }")
    'PREFIX mg: <https://w3id.org/mandategraph/ontology#> ASK { ?s a mg:Body }'
    """
    words = list(tokens(text))
    used = {t.text.partition(":")[0] for t in words if t.kind == "name"}
    declared = {
        after.text.rstrip(":") for before, after in pairwise(words) if before.is_word("PREFIX")
    }
    known = [p for p in PREFIXES if p in used - declared]
    return "".join(f"PREFIX {p}: <{PREFIXES[p]}> " for p in known) + text


def questions_command(
    name: Annotated[str | None, typer.Argument(help="The question; none lists them.")] = None,
    store: StoreOption = None,
    given: Annotated[
        list[str] | None, typer.Option("--given", "-g", help="A value: variable=IRI or text.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How.")] = Format.table,
    as_json_: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """List the competency questions, or ask one by its name.

    Example: `mandategraph questions speakers-of-meeting`
    """
    if name is None:
        _list_questions(as_json=as_json_)
        return
    asked = question(name)
    values = {}
    for pair in given or ():
        variable, equals, value = pair.partition("=")
        if not equals:
            raise QuestionError(name, f"cannot use {pair!r}", "write --given variable=value")
        values[variable.lstrip("?")] = value
    answer = ask_question(open_for_reading(store), asked, values)
    write_answer(answer, Format.json if as_json_ else form, sys.stdout)


def _list_questions(*, as_json: bool) -> None:
    for asked in questions():
        if as_json:
            values = {
                "name": asked.name,
                "question": asked.question,
                "for": asked.asked_by,
                "given": {g.name: g.example_value for g in asked.given},
            }
            sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{asked.name}\n  {asked.question}\n")
