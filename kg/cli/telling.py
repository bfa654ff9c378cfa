"""The command that says why the graph says something."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.places import StoreOption, open_for_reading
from kg.store import Snapshot
from kg.why import (
    Account,
    account_json,
    account_tree,
    account_turtle,
    object_term,
    predicate_iri,
    thing_in_words,
    why,
    why_triple,
)

__all__ = ["why_command"]

_TRIPLE = 3


class WhyFormat(StrEnum):
    """How an account is written."""

    tree = "tree"
    json = "json"
    ttl = "ttl"


def why_command(
    terms: Annotated[
        list[str],
        typer.Argument(
            metavar="IRI | SUBJECT PREDICATE OBJECT",
            help="A thing, by its IRI, its path below /id/ or its symbol; or the three terms of a"
            " triple.",
        ),
    ],
    store: StoreOption = None,
    form: Annotated[WhyFormat, typer.Option("--format", help="How.")] = WhyFormat.tree,
    as_json_: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Say why the graph says something: rule, finding, paragraph, words, source and its digest.

    Example: `mandategraph why 'A/RES/65/230 op9' leadsTo 'A/RES/74/173 pp1'`
    """
    if len(terms) not in (1, _TRIPLE):
        raise typer.BadParameter(
            f"give one thing or the three terms of a triple, not {len(terms)} terms; put a term"
            " with a space in quotes"
        )
    found = _account(open_for_reading(store), terms)
    match WhyFormat.json if as_json_ else form:
        case WhyFormat.json:
            out = account_json(found)
        case WhyFormat.ttl:
            out = account_turtle(found)
        case WhyFormat.tree:
            out = account_tree(found)
    sys.stdout.write(out.rstrip("\n") + "\n")


def _account(view: Snapshot, terms: list[str]) -> Account:
    subject = thing_in_words(view, terms[0])
    if len(terms) == 1:
        return why(view, subject)
    predicate = predicate_iri(terms[1])
    return why_triple(view, subject, predicate, object_term(view, subject, predicate, terms[2]))
