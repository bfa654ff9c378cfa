"""Turn the query of a question into that of one page of its solutions."""

from __future__ import annotations

import re
from typing import Final

from kg.questions.ask import Question

__all__ = ["page_query"]

_SELECT: Final = re.compile(r"\bSELECT\b(?:\s+DISTINCT\b)?(.*?)\bWHERE\b", re.DOTALL)
_VARIABLE: Final = re.compile(r"\(.*?\bAS\s+(\?\w+)\s*\)|(\?\w+)", re.DOTALL)
_ORDERED: Final = re.compile(r"\bORDER\s+BY\b[^{}]*\Z")


def page_query(asked: Question, limit: int | None, offset: int) -> str:
    """The query for so many solutions after the first ``offset``; None: for all after them.

    Its order is that of the question and then by every variable, so that two solutions that
    differ have one order (SPARQL 1.1 Query, 15.1) and no page has what another one has.

    >>> from kg.questions import question
    >>> print(page_query(question("against-in-vote"), 10, 20).splitlines()[-1])
    ORDER BY ?state ?vote ?state ?name LIMIT 10 OFFSET 20
    """
    text = asked.query.rstrip()
    order = "" if _ORDERED.search(text) else "\nORDER BY"
    # These are our own variables and two numbers: nothing that a client wrote is pasted.
    most = "" if limit is None else f" LIMIT {limit:d}"
    return f"{text}{order} {' '.join(_variables(text))}{most} OFFSET {offset:d}"


def _variables(text: str) -> list[str]:
    found = _SELECT.search(text)
    if found is None:
        raise ValueError("a question selects its variables by name")
    return [named or plain for named, plain in _VARIABLE.findall(found[1])]
