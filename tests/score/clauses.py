"""Compare the clauses of a document with those that a person found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from kg.authority import Authority
from kg.model import Expression, Mandate
from tests.score.expected import ExpectedClause
from tests.score.figures import Tally
from tests.score.likeness import addressee_keys

__all__ = ["align", "compare_clauses"]

Clause: TypeAlias = Mandate | Expression
_DUE = ("due_session", "due_date", "date_role", "frequency")


def compare_clauses(
    tally: Tally,
    document: str,
    operative: Sequence[str],
    expected: Sequence[ExpectedClause],
    found: Sequence[Clause],
    authority: Authority,
) -> None:
    """Count the clauses that are right, paragraph by paragraph.

    In each paragraph the clauses are matched in order by their verbs; those between two that
    match are taken for each other with a wrong verb.
    """
    wanted, given = (
        defaultdict[str, list[ExpectedClause]](list),
        defaultdict[str, list[Clause]](list),
    )
    for one in expected:
        wanted[one.paragraph].append(one)
    for other in found:
        given[other.paragraph].append(other)
    for paragraph in dict.fromkeys((*operative, *wanted, *given)):
        ones, others = wanted.get(paragraph, []), given.get(paragraph, [])
        if paragraph in operative:
            asked = any(one.kind == "mandate" for one in ones)
            said = any(other.kind == "mandate" for other in others)
            if not tally.judge("mandate paragraph", asked == said):
                tally.miss("mandate paragraph", document, paragraph, asked, said)
        tally.count("clauses", expected=len(ones), found=len(others))
        pairs = align([one.verb for one in ones], [other.verb for other in others])
        for at, to in pairs:
            one_of = ones[at] if at is not None else None
            other_of = others[to] if to is not None else None
            _compare_addressees(tally, document, one_of, other_of, authority)
            _compare_pair(tally, document, one_of, other_of)


def align(ones: Sequence[str], others: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """The places of the same words in both, in order, as many as can be; what lies between in turn.

    >>> align(["a", "b", "c"], ["a", "x", "c", "d"])
    [(0, 0), (1, 1), (2, 2), (None, 3)]
    """
    longest = [[0] * (len(others) + 1) for _ in range(len(ones) + 1)]
    for i in reversed(range(len(ones))):
        for k in reversed(range(len(others))):
            longest[i][k] = (
                longest[i + 1][k + 1] + 1
                if ones[i] == others[k]
                else max(longest[i + 1][k], longest[i][k + 1])
            )
    pairs = list[tuple[int | None, int | None]]()
    i = k = begun_i = begun_k = 0
    while i < len(ones) and k < len(others):
        if ones[i] == others[k]:
            pairs += [*_between(begun_i, i, begun_k, k), (i, k)]
            i, k = i + 1, k + 1
            begun_i, begun_k = i, k
        elif longest[i + 1][k] >= longest[i][k + 1]:
            i += 1
        else:
            k += 1
    return [*pairs, *_between(begun_i, len(ones), begun_k, len(others))]


def _between(i: int, end_i: int, k: int, end_k: int) -> list[tuple[int | None, int | None]]:
    longer = max(end_i - i, end_k - k)
    return [
        (i + n if i + n < end_i else None, k + n if k + n < end_k else None) for n in range(longer)
    ]


def _compare_pair(
    tally: Tally, document: str, one: ExpectedClause | None, other: Clause | None
) -> None:
    if one is None:
        if other is not None:
            tally.miss("clauses", document, other.paragraph, None, f"{other.kind} {other.verb}")
        return
    at = f"{one.paragraph} {one.verb}"
    if other is None or one.verb != other.verb:
        seen = f"{other.kind} {other.verb}" if other else None
        tally.miss("clauses", document, one.paragraph, f"{one.kind} {one.verb}", seen)
    if not tally.judge("mandate", other is not None and one.kind == other.kind) and other:
        tally.miss("mandate", document, at, one.kind, other.kind)
    if other is None or one.verb != other.verb:
        return
    tally.count("clauses", right=1)
    if not tally.judge("modifier", one.modifier == other.modifier):
        tally.miss("modifier", document, at, one.modifier, other.modifier)
    if one.kind == "mandate" and isinstance(other, Mandate):
        _compare_asked(tally, document, at, one, other)


def _compare_addressees(
    tally: Tally,
    document: str,
    one: ExpectedClause | None,
    other: Clause | None,
    authority: Authority,
) -> None:
    wanted = addressee_keys(one.addressees if one else (), authority)
    found = addressee_keys(other.addressees if other else (), authority)
    tally.count("addressees", expected=len(wanted), found=len(found), right=len(wanted & found))
    clause = one or other
    if wanted != found and clause is not None:
        at = f"{clause.paragraph} {clause.verb}"
        tally.miss("addressees", document, at, wanted - found, found - wanted)


def _compare_asked(
    tally: Tally, document: str, at: str, one: ExpectedClause, other: Mandate
) -> None:
    if not tally.judge("type", one.type == other.type):
        tally.miss("type", document, at, one.type, other.type)
    wanted = tuple(getattr(one, part) for part in _DUE)
    found = tuple(getattr(other, part) for part in _DUE)
    for part, a, b in zip(_DUE, wanted, found, strict=True):
        tally.judge(part, a == b)
    if not tally.judge("due", wanted == found):
        tally.miss("due", document, at, _due(wanted), _due(found))
    if any((*wanted, *found)):
        tally.judge("due stated", wanted == found)


def _due(parts: Sequence[str | None]) -> str:
    named = zip(_DUE, parts, strict=True)
    return ", ".join(f"{name} {part}" for name, part in named if part) or "–"
