"""Find the resolutions and decisions that a passage cites, with their owners and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.recognise.citing.council_years import council_symbol
from kg.recognise.citing.names import Named
from kg.recognise.citing.numbers import ActNumber, dated, number_at, read_numbers
from kg.recognise.citing.owners import Owner, Owners
from kg.recognise.citing.sessions import fits
from kg.recognise.citing.targets import Target, target_after, targets_before
from kg.recognise.dates import DAY, iso_day

__all__ = ["Act", "find_acts"]

_NOUNS: Final = (("esolution", "resolution"), ("ecision", "decision"))
_NUMBERED: Final = re.compile(
    r"(?P<plural>s)?,?(?: (?:contained in|Nos?\.|number))? \(?(?=[\dESIVX]|WHA\d|Conf)"
)
_INCLUDING: Final = re.compile(
    r"s,?(?: (?!resolution|decision)\(?[\w'-]+\)?,?){0,20}? (?:including|such as|namely|notably"
    r"|in particular|inter alia),? (?=\d{1,3}/\d|\d{3,4} \()"
)
"""What stands between a plural and its numbers: "resolutions on terror including 2178 (2014)"."""
_BOTH: Final = re.compile(rf", both (?:of|dated|adopted on) (?P<day>{DAY})")
_JOINED: Final = re.compile(r",? (?:and|as well as) (?:in )?(?:its |the )?")
_FAR: Final = 300
_OF_BODY: Final = re.compile(r"s? (?:of|adopted by) (?:the )?(?=[A-Z])")
_BARE: Final = re.compile(r"(?<![\w/.(-])(?<!decision )\d{3,4}$")
_DOTTED: Final = re.compile(
    r"(?P<number>(?:WHA|Conf\. ?)?\d{1,2}\.\d{1,3})(?: \(Rev[^)]*\))?(?![\d.])"
)


@dataclass(frozen=True, slots=True)
class Act:
    """One cited number with its owner; ``target`` is the paragraph of it that is cited.

    ``head`` is where the list begins in which it stands.
    """

    start: int
    end: int
    act: str
    owner: Owner
    number: ActNumber
    target: str | None = None
    head: int = 0


def find_acts(plain: str, names: Sequence[Named], owners: Owners, speaker: str | None) -> list[Act]:
    """The acts cited in a passage of plain letters, in order; ``names`` are its bodies."""
    acts = list(_found(plain, names, owners, speaker))
    acts = _with_bare(plain, acts, owners, speaker)
    return _sharing_days(plain, acts) if len(acts) > 1 else acts


def _with_bare(plain: str, acts: list[Act], owners: Owners, speaker: str | None) -> list[Act]:
    """The acts, with those of the Council that stand further on by their number alone.

    "in resolution 2428 (2018) and renewed in 2471 (2019)".
    """
    if speaker != "sc" and not any(act.owner.body == "sc" for act in acts):
        return acts
    ends = [(act.start, max(act.end, act.number.stop)) for act in acts]
    bare: list[Act] = []
    at = plain.find(" (")
    while at >= 0:
        found = _BARE.search(plain, max(0, at - 20), at) if plain[at + 2 : at + 3] in "12" else None
        number = number_at(plain, found.start()) if found else None
        if (
            number
            and number.form == "year"
            and council_symbol(number.serial or "") in (None, f"S/RES/{number.text}")
            and not any(start <= number.start < end for start, end in ends)
        ):
            owner = Owner("sc", number.start)
            bare += _acts(plain, number.start, "resolution", [owner], [number], owners)
        at = plain.find(" (", at + 1)
    return sorted([*acts, *bare], key=lambda act: act.start) if bare else acts


def _sharing_days(plain: str, acts: list[Act]) -> list[Act]:
    """The acts, each with the date that is printed once for it and for the one behind it.

    "resolution 5/1 and decision 5/101 of 18 June 2007"; "5/1 on …, and 5/2 on …, both of 18 June".
    """
    for both in _BOTH.finditer(plain) if ", both " in plain else ():
        last = [i for i, act in enumerate(acts) if both.start() - _FAR < act.end <= both.start()]
        for i in last[-2:]:
            if acts[i].number.day is None:
                acts[i] = _on_day(acts[i], iso_day(both["day"]))
    for i in range(len(acts) - 2, -1, -1):
        this, after = acts[i], acts[i + 1]
        alike = this.owner.body == after.owner.body and this.number.session == after.number.session
        if this.number.day is None and alike and _JOINED.fullmatch(plain, this.end, after.start):
            acts[i] = _on_day(this, after.number.day)
    return acts


def _on_day(act: Act, day: str | None) -> Act:
    number = act.number
    if day is None or not fits(number.form, number.session, day, act.owner.body or ""):
        return act
    return replace(act, number=replace(number, day=day, shared=True))


def _found(
    plain: str, names: Sequence[Named], owners: Owners, speaker: str | None
) -> Iterator[Act]:
    owners.begin()
    for at, after, act in _nouns(plain):
        found = _NUMBERED.match(plain, after)
        start, stated = (found.end(), None) if found else _stated(plain, after, names)
        if not start:
            owners.hint(plain, at, after, names, speaker)
            including = _INCLUDING.match(plain, after)
            if including is None or number_at(plain, including.end()) is None:
                continue
            start = including.end()
            stated = None
        plural = plain[after : after + 1] == "s"
        numbers = read_numbers(plain, start, several=plural)
        if not numbers:
            yield from _dotted(plain, at, start, act, owners, names, speaker)
            continue
        owner = stated or owners.of(plain, at, act, numbers, names, speaker)
        if _is_no_act(numbers[0], owner, speaker):
            told = owner.start < at or _names_body(plain, numbers[-1].stop, names)
            if not (owner.body and (not owner.known or (told and owners.counts(owner.body)))):
                continue
        fitting = [owners.fitting(owner, at, number, names, speaker) for number in numbers]
        head: int | None = None
        for one in _acts(plain, at, act, fitting, numbers, owners):
            head = min(at, owner.start, one.start) if head is None else head
            yield replace(one, head=head)


def _nouns(plain: str) -> list[tuple[int, int, str]]:
    """Where "resolution" and "decision" stand: their start, where the stem ends, which it is."""
    found: list[tuple[int, int, str]] = []
    for stem, act in _NOUNS:
        at = plain.find(stem)
        while at > 0:
            before = plain[at - 2 : at - 1]
            if plain[at - 1] in "RrDd" and not before.isalnum():
                found.append((at - 1, at + len(stem), act))
            at = plain.find(stem, at + 1)
    return sorted(found)


def _stated(plain: str, after: int, names: Sequence[Named]) -> tuple[int, Owner | None]:
    """The number and owner of "resolutions of the General Assembly 65/1"."""
    found = _OF_BODY.match(plain, after)
    if found:
        name = next((n for n in names if n.start == found.end()), None)
        if name:
            number = re.compile(r",? (?=\d)").match(plain, name.end)
            if number and number_at(plain, number.end()):
                return number.end(), Owner(name.key, name.start)
    return 0, None


def _is_no_act(number: ActNumber, owner: Owner, speaker: str | None) -> bool:
    """A bare figure is a resolution only where its body numbers so ("resolution 2216")."""
    if number.form != "plain":
        return False
    council = owner.body == "sc" or (owner.body is None and speaker == "sc")
    return not (council and len(number.text) >= len("100"))


def _names_body(plain: str, stop: int, names: Sequence[Named]) -> bool:
    """Whether a body is named behind a number: "resolution 4 of the Commission on Lamps"."""
    found = _OF_BODY.match(plain, stop)
    return found is not None and any(n.start == found.end() for n in names)


def _acts(
    plain: str,
    at: int,
    act: str,
    each: Sequence[Owner],
    numbers: Sequence[ActNumber],
    owners: Owners,
) -> Iterator[Act]:
    start = min(at, each[0].start)
    targets, begin = targets_before(plain, start)
    for position, (number, owner) in enumerate(zip(numbers, each, strict=True)):
        first = position == 0
        if owner.known and owner.body:
            owners.remember_number(act, number, owner.body)
        after, _ = target_after(plain, number.stop)
        if first and targets:
            yield from _parts(targets, begin, number.end, act, owner, number)
        elif after:
            yield from _parts_after(after, start if first else number.start, act, owner, number)
        else:
            yield Act(start if first else number.start, number.end, act, owner, number)


def _parts(
    targets: Sequence[Target], begin: int, end: int, act: str, owner: Owner, number: ActNumber
) -> Iterator[Act]:
    for position, target in enumerate(targets):
        start = begin if position == 0 else target.start
        yield Act(start, end, act, owner, number, target.number)


def _parts_after(
    targets: Sequence[Target], start: int, act: str, owner: Owner, number: ActNumber
) -> Iterator[Act]:
    for target in targets:
        yield Act(start, target.end, act, owner, number, target.number)


def _dotted(
    plain: str,
    at: int,
    start: int,
    act: str,
    owners: Owners,
    names: Sequence[Named],
    speaker: str | None,
) -> Iterator[Act]:
    """The numbers of bodies that put a stop in them ("World Health Assembly resolution 58.33")."""
    found = _DOTTED.match(plain, start)
    if found is None:
        return
    number = ActNumber(
        found.start(), found.end("number"), found["number"], "dotted", None, None, found.end()
    )
    if number.text.startswith("WHA"):
        owner = Owner("world-health-assembly", at)
    else:
        owner = owners.of(plain, at, act, (number,), names, speaker)
    if owner.start < at or (owner.known and owner.body and owner.body != speaker):
        start = min(at, owner.start)
        yield Act(start, number.end, act, owner, dated(plain, number), head=start)
