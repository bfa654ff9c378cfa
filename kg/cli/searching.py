"""The command that searches the texts."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.places import StoreOption, default_store, prepare_default, say
from kg.errors import StoreError
from kg.search import (
    Filters,
    Found,
    Hit,
    Wanted,
    changes,
    class_name,
    expand,
    index_files,
    may_search,
    read_words,
    refresh,
    search,
)
from kg.search.magic import MOST_HITS
from kg.store import Snapshot

__all__ = ["search_command", "with_searches"]

_SECONDS = 30.0
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def search_command(
    words: Annotated[
        list[str], typer.Argument(help='Words, "phrases", beginnings*, OR, -not; or a symbol.')
    ],
    store: StoreOption = None,
    kind: Annotated[str | None, typer.Option(help="A class: Paragraph, Mandate …")] = None,
    body: Annotated[str | None, typer.Option(help="The id of a body: ga, ccpcj.")] = None,
    session: Annotated[
        str | None, typer.Option(help="A session of a body (ga/65), or a number alone.")
    ] = None,
    year: Annotated[str | None, typer.Option(help="A year, or two: 2010-2013.")] = None,
    most: Annotated[int, typer.Option(min=1, max=1000, help="At most so many hits.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Find paragraphs, mandates, documents, bodies and States by their words and names.

    Put `--` before words that begin with a minus.

    Example: `mandategraph search cybercrime expert group --kind Mandate`
    """
    path = store if store is not None else prepare_default()
    wanted = read_words(" ".join(words))
    filters = Filters(class_name(kind or "") or None, body, session, _years(year))
    view = Snapshot.open(path)
    file = _index(path, view)
    try:
        found = search(file, wanted, filters, most=most, seconds=_SECONDS)
    except FileNotFoundError as error:
        raise StoreError(str(path), "has no search index", "run this again") from error
    if as_json:
        sys.stdout.write(json.dumps(_values(" ".join(words), found), ensure_ascii=False) + "\n")
    else:
        _show(found)


def with_searches(text: str, store: Path | None, view: Snapshot) -> str:
    """A query whose searches (``?x mgs:matches "words"``) are written out as their hits.

    Raises:
        QueryError: a search stands where it cannot.
    """
    if not may_search(text):
        return text

    def ask(wanted: Wanted, most: int, *, only: str | None, snippets: bool) -> Found:
        file = _index(store if store is not None else default_store(), view)
        return search(
            file, wanted, Filters(only=only), most=most, seconds=_SECONDS, snippets=snippets
        )

    expanded = expand(text, ask)
    if expanded.truncated:
        say(f"A search has more than {MOST_HITS:,} hits: the query sees the best of them.")
    return expanded.text


def _index(path: Path, view: Snapshot) -> Path:
    """The index of a store, made or brought up to date first."""
    digests = view.digests()
    for file in index_files(path):
        if changes(file, digests) == frozenset():
            return file
    say(f"Bringing the search index of {path} up to date …")
    refresh(path, view)
    return next(file for file in index_files(path) if changes(file, digests) == frozenset())


def _years(words: str | None) -> tuple[int, int] | None:
    if words is None:
        return None
    found = _YEARS.fullmatch(words)
    if not found:
        raise typer.BadParameter(f"{words!r} is no year and no two years (2010-2013)")
    return int(found[1]), int(found[2] or found[1])


def _values(query: str, found: Found) -> dict[str, object]:
    """What was found, in the names of the web's answer."""
    return {
        "query": query,
        "generation": found.generation,
        "total": found.total,
        "hits": [_hit_values(hit) for hit in found.hits],
        "facets": {
            name: [{"value": f.value, "label": f.label, "count": f.count} for f in facets]
            for name, facets in found.facets.items()
        },
    }


def _hit_values(hit: Hit) -> dict[str, object]:
    matches: list[tuple[int, int]] = []
    snippet = ""
    for part in hit.snippet:
        if part.matches:
            matches.append((len(snippet), len(snippet) + len(part.text)))
        snippet += part.text
    names = ("iri", "kind", "label", "score", "exact", "document", "symbol", "title", "paragraph")
    values = {name: getattr(hit, name) for name in (*names, "body", "session", "year")}
    return {**values, "snippet": snippet, "matches": matches}


def _show(found: Found) -> None:
    width = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
    for hit in found.hits:
        year = f", {hit.year}" if hit.year else ""
        console.print(Text(hit.label, style="bold") + Text(f"  ({hit.kind}{year})", style="dim"))
        words = Text("  ")
        for part in hit.snippet:
            words.append(part.text, style="underline" if part.matches else "")
        if hit.snippet:
            console.print(words)
    shown = "" if found.total <= len(found.hits) else f", the first {len(found.hits)} shown"
    console.print(f"{found.total} hit{'' if found.total == 1 else 's'}{shown}", style="dim")
