"""Read a phrase of speakers: who, in what capacity, on whose behalf."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from kg.authority import Authority
from kg.recognise.names import HONORIFIC, Party, party, split_list, without_article
from kg.recognise.passages import Span

__all__ = ["Speaker", "read_speakers"]

_ROLE: Final = re.compile(
    r"\b(?:the |an? |one )?(?:(?P<observer>observers?) (?:for|from|of)"
    r"|(?P<representative>(?:representatives?|delegations?|delegates?) (?:of|from|for))"
    r"|(?P<bare>secretariat\b))"
    r" ?(?:the )?(?P<following>following [^:]*:\s*)?",
    re.IGNORECASE,
)
_FOLLOWING: Final = re.compile(
    r"(?:the )?following (?:[\w-]+ )*?(?P<what>States|countries|Parties|delegations|organizations"
    r"|observers|speakers|members|entities|bodies|agencies|institutes)\b[^:]*:\s*",
    re.IGNORECASE,
)
_BEHALF: Final = re.compile(
    r"(?:,|\s)?\s*\(?(?:also |speaking )?on behalf of (?P<group>.+?)(?=\)|,|;|\.?$| under agenda"
    r"| and (?:by |the (?:representative|observer|delegation)|a representative))\)?"
)
_CAPACITY: Final = re.compile(
    r",? ?in (?:its|his|her|their) capacity as (?:an? )?(?P<as>observers?|[^,(;]+)"
)
_NOISE: Final = re.compile(
    r",? (?:a|an) (?:regional|specialized|intergovernmental|non-governmental|related|associated)"
    r" [^,;]*?(?=,|;|$| and )|,? (?:also|all|both) of whom[^,;]*",
)
_OFFICE: Final = re.compile(
    r"(?:Acting |Deputy |Assistant |Vice-|Co-|Under-)*(?:Chair|President|Director"
    r"|Executive (?:Director"
    r"|Secretary)|Chief|Head|Secretary|Minister|High Commissioner|Rapporteur|Special)"
)
_POSTED: Final = re.compile(r" to the United Nations.*$")
_REMARK: Final = re.compile(r"(?: ?\((?=[a-z])[^()]*\))+\s*$")
_LONGEST: Final = 160
_BARE: Final = "secretariat"
_PROPER: Final = re.compile(r"[A-ZÀ-Þ]")


class _Asides(NamedTuple):
    """Where asides stood: on whose behalf, and "in its capacity as observer"."""

    behalf: list[tuple[int, str]]
    observers: list[int]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of a phrase; ``span`` is where the name stands."""

    span: Span
    who: Party
    capacity: str | None
    on_behalf_of: str | None


def read_speakers(
    text: str, span: Span, authority: Authority, day: date | None
) -> Iterator[Speaker]:
    """The speakers of a phrase in order.

    "The observers for A and B and the representative of C": each role governs the names up to
    the next. What bears no proper name ("several speakers") is nobody.
    """
    blotted, asides = _without_asides(text, span)
    roles = list(_ROLE.finditer(blotted, span.start, span.end))
    following = _FOLLOWING.search(blotted, span.start, span.end)
    if following and not any(r.start() <= following.start() < r.end() for r in roles):
        capacity = "observer" if following["what"].lower() == "observers" else "representative"
        parts: list[tuple[Span, str | None]] = [(Span(following.end(), span.end), capacity)]
    else:
        parts = list(_parts(span, roles))
    for part, governed in parts:
        if governed == _BARE:
            name = blotted[part.start : part.end]
            yield Speaker(
                part, _who(name, None, (authority, day)) or _secretariat(name), None, None
            )
        else:
            yield from _names(blotted, part, governed, asides, (authority, day))


def _parts(span: Span, roles: Sequence[re.Match[str]]) -> Iterator[tuple[Span, str | None]]:
    """The pieces of a phrase with the capacity that governs each; None where no role does."""
    first = roles[0].start() if roles else span.end
    if first > span.start:
        yield Span(span.start, first), None
    ends = [*(role.start() for role in roles[1:]), span.end]
    for role, end in zip(roles, ends, strict=bool(roles)):
        if role["bare"]:
            yield Span(*role.span("bare")), _BARE
        else:
            yield Span(role.end(), end), "observer" if role["observer"] else "representative"


def _secretariat(name: str) -> Party:
    return Party(name, "secretariat")


def _names(
    blotted: str,
    span: Span,
    capacity: str | None,
    asides: _Asides,
    known: tuple[Authority, date | None],
) -> Iterator[Speaker]:
    trimmed = (_trimmed(blotted, s) for s in split_list(blotted, span, *known))
    names = _with_offices(blotted, [name for name in trimmed if name.start < name.end], known)
    for index, name in enumerate(names):
        who = _who(blotted[name.start : name.end], capacity, known)
        if who is None:
            continue
        following = names[index + 1].start if index + 1 < len(names) else span.end
        stretch = range(name.end, max(following, name.end + 1))
        group = next((g for at, g in asides.behalf if at in stretch), None)
        observing = any(at in stretch for at in asides.observers)
        yield Speaker(name, who, "observer" if observing else capacity, group)


def _with_offices(
    text: str, names: Sequence[Span], known: tuple[Authority, date | None]
) -> list[Span]:
    """The names with what belongs to an office joined to it, and offices of named persons left out.

    "the Chief of the Drugs, Laboratory and Scientific Services Branch" is one; in "Ms. A, Director
    of B" the office tells of the person.
    """
    kept: list[Span] = []
    for name in names:
        words = text[name.start : name.end]
        before = text[kept[-1].start : kept[-1].end] if kept else ""
        office = _OFFICE.match(without_article(words))
        article = re.search(r"\bthe $|\ban? $", text[: name.start])
        if re.match(HONORIFIC, before) and office and not article:
            continue
        goes_on = not article and not office and not re.match(HONORIFIC, words)
        if _OFFICE.match(before) and goes_on and party(words, *known) is None:
            kept[-1] = Span(kept[-1].start, name.end)
        else:
            kept.append(name)
    return kept


def _without_asides(text: str, span: Span) -> tuple[str, _Asides]:
    """The text with asides blotted out by spaces, and what they said of whom stood before."""
    asides = _Asides([], [])
    blotted = text
    for pattern in (_BEHALF, _CAPACITY, _NOISE):
        for found in pattern.finditer(blotted, span.start, span.end):
            if pattern is _BEHALF:
                asides.behalf.append((found.start(), without_article(found["group"])))
            elif pattern is _CAPACITY and found["as"].startswith("observer"):
                asides.observers.append(found.start())
            blotted = blotted[: found.start()] + " " * len(found[0]) + blotted[found.end() :]
    return blotted, asides


def _trimmed(text: str, name: Span) -> Span:
    words = _REMARK.sub("", text[name.start : name.end])
    start = (
        name.start
        + len(words)
        - len(re.sub(r"^\s*(?:by |of |for |from )?(?:the |an? )?", "", words))
    )
    return Span(start, name.start + len(words.rstrip(" .,;:")))


def _who(words: str, capacity: str | None, known: tuple[Authority, date | None]) -> Party | None:
    name = without_article(" ".join(words.split()))
    found = party(name, *known) or party(_POSTED.sub("", name), *known)
    if found:
        return found
    if not _PROPER.match(name) or len(name) > _LONGEST or ". " in re.sub(HONORIFIC, "", name):
        return None
    if capacity is None or _OFFICE.match(name):
        return _official(name)
    return Party(name, "organization")


def _official(name: str) -> Party | None:
    """A person named by name or by office; None for anything else."""
    person = re.match(rf"{HONORIFIC} (?P<name>[A-Z][^,(]+)", name)
    if person:
        return Party(person["name"].strip(), "person")
    return Party(name, "person") if _OFFICE.match(name) else None
