"""Compare the officers and attendants of a meeting with those that a person found."""

from __future__ import annotations

from collections.abc import Sequence

from kg.authority import Authority
from kg.model import AttendanceCount, Attendee, Officer
from tests.score.figures import Tally
from tests.score.pairing import take_pairs
from tests.score.reports.likeness import contained, identity, lenient, person, same_body

__all__ = ["compare_counts", "compare_officers", "compare_organizations", "compare_states"]


def compare_officers(
    tally: Tally,
    name: str,
    expected: Sequence[Officer],
    found: Sequence[Officer],
    authority: Authority,
) -> None:
    """Count the officers, in each paragraph by name, office and whom they represent."""

    def same(one: Officer, other: Officer) -> bool:
        return (
            one.paragraph == other.paragraph
            and person(one.name) == person(other.name)
            and lenient(one.role) == lenient(other.role)
            and _same_represented(one, other, authority)
        )

    wanted, left = list(expected), list(found)
    tally.count("officers", expected=len(wanted), found=len(left))
    tally.count("officers", right=len(take_pairs(wanted, left, same)))
    near = take_pairs(wanted, left, _named_alike)
    for one, other in near:
        tally.miss("officers", name, one.paragraph, _officer(one), _officer(other))
    for one in wanted:
        tally.miss("officers", name, one.paragraph, _officer(one), None)
    for other in left:
        tally.miss("officers", name, other.paragraph, None, _officer(other))


def compare_states(
    tally: Tally,
    name: str,
    expected: Sequence[Attendee],
    found: Sequence[Attendee],
    authority: Authority,
) -> None:
    """Count the attending States, each once; of those that are right, judge the status."""
    wanted, given = _states(expected, authority), _states(found, authority)
    both = wanted.keys() & given.keys()
    tally.count("states", expected=len(wanted), found=len(given), right=len(both))
    for key in sorted(wanted.keys() ^ given.keys()):
        at = (wanted.get(key) or given[key])[0].paragraph
        tally.miss(
            "states", name, at, key if key in wanted else None, key if key in given else None
        )
    for key in sorted(both):
        statuses, others = ({one.status for one in side[key]} for side in (wanted, given))
        if not tally.judge("state status", bool(statuses & others)):
            at = f"{wanted[key][0].paragraph} {key}"
            tally.miss("state status", name, at, statuses, others)


def compare_organizations(
    tally: Tally,
    name: str,
    expected: Sequence[Attendee],
    found: Sequence[Attendee],
    authority: Authority,
) -> None:
    """Count the attendants that are no State, each once; of those that are right, the kind."""

    def same_name(one: Attendee, other: Attendee) -> bool:
        return person(one.name) == person(other.name)

    def same_id(one: Attendee, other: Attendee) -> bool:
        known = other.attendee_id or identity(other.name, authority)
        return known is not None and known == identity(one.name, authority)

    wanted, left = _organizations(expected, authority), _organizations(found, authority)
    tally.count("organizations", expected=len(wanted), found=len(left))
    pairs = [pair for same in (same_name, same_id) for pair in take_pairs(wanted, left, same)]
    tally.count("organizations", right=len(pairs))
    for one, other in pairs:
        if not tally.judge("organization kind", one.attendee_kind == other.attendee_kind):
            at = f"{one.paragraph} {one.name!r}"
            tally.miss("organization kind", name, at, one.attendee_kind, other.attendee_kind)
    for one in wanted:
        tally.miss("organizations", name, one.paragraph, one.name, None)
    for other in left:
        tally.miss("organizations", name, other.paragraph, None, other.name)


def compare_counts(
    tally: Tally,
    name: str,
    expected: Sequence[AttendanceCount],
    found: Sequence[AttendanceCount],
) -> None:
    """Count the numbers of attendants, in each paragraph by number and category."""

    def same(one: AttendanceCount, other: AttendanceCount) -> bool:
        return (
            (one.paragraph, one.count) == (other.paragraph, other.count)
            and contained(lenient(one.category), lenient(other.category))
        )  # fmt: skip

    wanted, left = list(expected), list(found)
    tally.count("counts", expected=len(wanted), found=len(left))
    tally.count("counts", right=len(take_pairs(wanted, left, same)))
    for one in wanted:
        tally.miss("counts", name, one.paragraph, f"{one.count} {one.category}", None)
    for other in left:
        tally.miss("counts", name, other.paragraph, None, f"{other.count} {other.category}")


def _same_represented(one: Officer, other: Officer, authority: Authority) -> bool:
    """Whether both represent the same State, or else the same organization, or nobody."""
    if one.iso3 and other.iso3:
        return one.iso3 == other.iso3
    return same_body(one.represents, other.represents, authority)


def _named_alike(one: Officer, other: Officer) -> bool:
    return one.paragraph == other.paragraph and contained(person(one.name), person(other.name))


def _officer(officer: Officer) -> str:
    return f"{officer.name}, {officer.role} ({officer.represents or officer.iso3 or '–'})"


def _states(attendees: Sequence[Attendee], authority: Authority) -> dict[str, list[Attendee]]:
    states = dict[str, list[Attendee]]()
    for one in attendees:
        if one.attendee_kind == "state":
            key = one.iso3 or identity(one.name, authority) or lenient(one.name)
            states.setdefault(key, []).append(one)
    return states


def _organizations(attendees: Sequence[Attendee], authority: Authority) -> list[Attendee]:
    """Those that are no State, each at its first mention."""
    once = dict[str, Attendee]()
    for one in attendees:
        if one.attendee_kind != "state":
            key = one.attendee_id or identity(one.name, authority) or person(one.name)
            once.setdefault(key, one)
    return list(once.values())
