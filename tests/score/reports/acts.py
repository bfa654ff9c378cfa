"""Compare the acts of a meeting, and its votes, with those that a person found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.authority import Authority
from kg.model import Mandate, Outcome, Vote
from tests.score.figures import Tally
from tests.score.likeness import addressee_key, addressee_keys, plain
from tests.score.pairing import take_pairs

__all__ = ["compare_mandates", "compare_outcomes", "compare_votes"]

Act = TypeVar("Act", Outcome, Mandate)


def compare_outcomes(
    tally: Tally,
    name: str,
    expected: Sequence[Outcome],
    found: Sequence[Outcome],
    authority: Authority,
) -> None:
    """Count the outcomes by paragraph and verb; judge addressee and due of those that are right."""

    def all_the_same(one: Outcome, other: Outcome) -> bool:
        return _same_act(one, other) and key(one.addressee) == key(other.addressee)

    def key(addressee: str | None) -> str | None:
        return addressee_key(addressee, authority) if addressee else None

    for one, other in _pairs(tally, "outcomes", name, expected, found, all_the_same):
        at = f"{one.paragraph} {one.verb}"
        if not tally.judge("addressee", key(one.addressee) == key(other.addressee)):
            tally.miss("addressee", name, at, one.addressee, other.addressee)
        if not tally.judge("due", one.due == other.due):
            tally.miss("due", name, at, one.due, other.due)


def compare_mandates(
    tally: Tally,
    name: str,
    expected: Sequence[Mandate],
    found: Sequence[Mandate],
    authority: Authority,
) -> None:
    """Count the mandates by paragraph and verb; judge what is asked by those that are right."""

    def all_the_same(one: Mandate, other: Mandate) -> bool:
        return _same_act(one, other) and one.type == other.type

    for one, other in _pairs(tally, "mandates", name, expected, found, all_the_same):
        at = f"{one.paragraph} {one.verb}"
        if not tally.judge("mandate type", one.type == other.type):
            tally.miss("mandate type", name, at, one.type, other.type)
        asked = [addressee_keys(mandate.addressees, authority) for mandate in (one, other)]
        if not tally.judge("mandate addressees", asked[0] == asked[1]):
            tally.miss("mandate addressees", name, at, one.addressees, other.addressees)
        if not tally.judge("mandate due", _due(one) == _due(other)):
            tally.miss("mandate due", name, at, _due(one), _due(other))


def compare_votes(tally: Tally, name: str, expected: Sequence[Vote], found: Sequence[Vote]) -> None:
    """Count the votes by paragraph and figures."""

    def same(one: Vote, other: Vote) -> bool:
        return one.paragraph == other.paragraph and _figures(one) == _figures(other)

    wanted, left = list(expected), list(found)
    tally.count("votes", expected=len(wanted), found=len(left))
    tally.count("votes", right=len(take_pairs(wanted, left, same)))
    for one in wanted:
        tally.miss("votes", name, one.paragraph, _figures(one), None)
    for other in left:
        tally.miss("votes", name, other.paragraph, None, _figures(other))


def _pairs(
    tally: Tally,
    figure: str,
    name: str,
    expected: Sequence[Act],
    found: Sequence[Act],
    all_the_same: Callable[[Act, Act], bool],
) -> list[tuple[Act, Act]]:
    """Those of the same paragraph and verb; where a verb stands twice, the likest first."""
    wanted, left = list(expected), list(found)
    tally.count(figure, expected=len(wanted), found=len(left))
    pairs = [p for alike in (all_the_same, _same_act) for p in take_pairs(wanted, left, alike)]
    tally.count(figure, right=len(pairs))
    for one, other in take_pairs(wanted, left, lambda a, b: a.paragraph == b.paragraph):
        tally.miss(figure, name, one.paragraph, one.verb, other.verb)
    for one in wanted:
        tally.miss(figure, name, one.paragraph, one.verb, None)
    for other in left:
        tally.miss(figure, name, other.paragraph, None, other.verb)
    return pairs


def _same_act(one: Outcome | Mandate, other: Outcome | Mandate) -> bool:
    return one.paragraph == other.paragraph and _verb(one) == _verb(other)


def _verb(act: Outcome | Mandate) -> str:
    return plain(act.verb).casefold()


def _due(mandate: Mandate) -> tuple[str | None, ...]:
    return (mandate.due_session, mandate.due_date, mandate.date_role, mandate.frequency)


def _figures(vote: Vote) -> str:
    return "without a vote" if vote.without_vote else f"{vote.yes}-{vote.no}-{vote.abstain}"
