"""Compare the statements made at a meeting with those that a person found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.authority import Authority
from kg.model import Statement
from tests.score.figures import Tally
from tests.score.pairing import take_pairs
from tests.score.reports.likeness import contained, identity, number_key, person, same_body

__all__ = ["compare_statements"]

_PEOPLE: Final = ("person", "secretariat")


def compare_statements(
    tally: Tally,
    name: str,
    expected: Sequence[Statement],
    found: Sequence[Statement],
    authority: Authority,
) -> None:
    """Count the statements by paragraph and speaker; judge the rest of those that are right.

    A speaker is known by his State, else by the id of the authority list, else by name; of
    persons and offices a part of the name will do ("Secretariat", "ECE secretariat").
    """

    def same(one: Statement, other: Statement) -> bool:
        return one.paragraph == other.paragraph and _same_speaker(one, other, authority)

    wanted, left = list(expected), list(found)
    tally.count("statements", expected=len(wanted), found=len(left))
    pairs = [pair for alike in (same, _in_part) for pair in take_pairs(wanted, left, alike)]
    tally.count("statements", right=len(pairs))
    for one, other in pairs:
        _compare_rest(tally, name, one, other, authority)
    for one in wanted:
        tally.miss("statements", name, one.paragraph, _told(one), None)
    for other in left:
        tally.miss("statements", name, other.paragraph, None, _told(other))


def _same_speaker(one: Statement, other: Statement, authority: Authority) -> bool:
    state, other_state = _iso3(one, authority), _iso3(other, authority)
    if state and other_state:
        return state == other_state
    if person(one.speaker) == person(other.speaker):
        return True
    known = other.speaker_id or identity(other.speaker, authority)
    return known is not None and known == identity(one.speaker, authority)


def _iso3(statement: Statement, authority: Authority) -> str | None:
    """The State that speaks; a person has the code of a State too, whose name says nothing."""
    if statement.speaker_kind != "state":
        return None
    return statement.iso3 or identity(statement.speaker, authority)


def _in_part(one: Statement, other: Statement) -> bool:
    return (
        one.paragraph == other.paragraph
        and bool({one.speaker_kind, other.speaker_kind} & set(_PEOPLE))
        and contained(person(one.speaker), person(other.speaker))
    )


def _compare_rest(
    tally: Tally, name: str, one: Statement, other: Statement, authority: Authority
) -> None:
    items = [frozenset(map(number_key, s.agenda_item)) for s in (one, other)]
    behalf = same_body(one.on_behalf_of, other.on_behalf_of, authority)
    for figure, right, wanted, given in (
        ("speaker kind", one.speaker_kind == other.speaker_kind,
         one.speaker_kind, other.speaker_kind),
        ("capacity", one.capacity == other.capacity, one.capacity, other.capacity),
        ("on behalf of", behalf, one.on_behalf_of, other.on_behalf_of),
        ("statement item", items[0] == items[1], one.agenda_item, other.agenda_item),
        ("form", one.form == other.form, one.form, other.form),
    ):  # fmt: skip
        if not tally.judge(figure, right):
            tally.miss(figure, name, f"{one.paragraph} {one.speaker!r}", wanted, given)


def _told(statement: Statement) -> str:
    return f"{statement.speaker} ({statement.speaker_kind})"
