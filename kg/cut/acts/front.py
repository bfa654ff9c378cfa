"""Read what stands around the paragraphs of an act: its cover, its closing lines, its vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.words import iso_date, ordinal
from kg.model import VoteCount

__all__ = ["Front", "closing_facts", "read_front", "vote_of", "without_vote"]

_ADOPTED: Final = re.compile(
    r"(?P<what>Resolutions?|Decisions?)(?: [A-Z0-9/() ]+)? adopted by (?P<body>the [^\n\[]{3,160}?)"
    r"(?=,? (?:on|at) |\s*\[|\s*$)",
    re.IGNORECASE,
)
_SC: Final = re.compile(r"Adopted by (?P<body>the Security Council)\b(?P<rest>.{0,120})", re.DOTALL)
_MEETING: Final = re.compile(r"(\d{1,5})(?:st|nd|rd|th)\s+(?:\w+ ){0,2}meeting")
_SESSION: Final = re.compile(
    r"(?P<ordinal>(?:[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th))(?:[ -](?:and )?[a-z]+){0,3}?) "
    r"(?:(?P<kind>[Ss]pecial|[Ee]mergency special|[Rr]esumed|[Rr]egular|[Ss]ubstantive) )?"
    r"[Ss]ession"
)
_YEAR: Final = re.compile(
    r"(?:(?:Substantive|Organizational|Resumed) session of |^)(\d{4})(?: session|$)"
)
_ITEMS: Final = re.compile(
    r"Agenda items? ((?:\d{1,3}(?: \([a-z]\))?(?: to \([a-z]\)| and \([a-z]\))?(?:,? and |, |$)?)+)"
)
_SYMBOL: Final = re.compile(r"[A-Z]{1,8}(?:/[A-Z0-9][\w.-]*)+(?:/(?:Add|Rev|Corr)\.\d+)*")
_PART: Final = re.compile(r" \(Part [IVX]+\)")
_SHARED: Final = re.compile(r"(?:,| and| to)\s+((?:Add|Rev|Corr|L)\.\d+(?:/(?:Add|Rev)\.\d+)?)")
_BRACKET: Final = re.compile(r"\[(on|without|following|adopted)\b([^\]]{0,900})\]?", re.IGNORECASE)
_VOTES: Final = re.compile(
    r"(?:vote of |by )(?P<yes>\d{1,3})(?: votes?)?(?: in favour)?(?: to |, with | against )"
    r"(?P<no>\d{1,3}|none|no)(?: against| votes?)?(?:,? (?:with|and) (?P<abstain>\d{1,3}|no) abst)?"
)
_NO_VOTE: Final = re.compile(
    r"\bwithout (?:a |the )?(?:vote\b|being put to)|\bby (?:consensus|acclamation)\b", re.IGNORECASE
)
_POLLED: Final = re.compile(
    r"\b(?:recorded|roll-call|non-recorded|show of hands|secret ballot)\b|\bvote of \d",
    re.IGNORECASE,
)
_ON_ADOPTION: Final = re.compile(
    r"^[\[(]?(?:[Oo]n|[Ww]ithout|[Aa]dopted|[Ff]ollowing)\b.{0,900}", re.M
)


@dataclass(frozen=True, slots=True)
class Front:
    """What a cover states; ``what`` is ``Resolution`` or ``Decision`` where it says so."""

    what: str | None = None
    body: str | None = None
    adopted_on: str | None = None
    meeting: int | None = None
    session: str | None = None
    agenda_items: tuple[str, ...] = ()
    committee_report: str | None = None
    drafts: tuple[str, ...] = ()
    without_vote: bool | None = None


def read_front(blocks: Sequence[Block]) -> Front:
    """What the blocks before the number and title, or before the speaker, state."""
    words = "\n".join(block.words for block in blocks)[:12_000]
    adopted = _ADOPTED.search(words)
    council = _SC.search(words)
    said = (
        council["rest"] if council else words[adopted.end() : adopted.end() + 60] if adopted else ""
    )
    meeting = _MEETING.search(said)
    name = council["body"] if council else adopted["body"] if adopted else None
    report, drafts = _sources(words)
    return Front(
        what=None if adopted is None else adopted["what"].rstrip("s").capitalize(),
        body=" ".join(name.split()) if name else None,
        adopted_on=iso_date(said) or _dated(blocks),
        meeting=int(meeting[1]) if meeting else None,
        session=_session(blocks),
        agenda_items=_items(blocks),
        committee_report=report,
        drafts=drafts,
        without_vote=next(
            (w for line in _ON_ADOPTION.findall(words) if (w := without_vote(line)) is not None),
            None,
        ),
    )


def _dated(blocks: Sequence[Block]) -> str | None:
    """The date of an act whose number is followed by its date, as "of 3 May 2031"."""
    for block in blocks[-2:]:
        if len(block.words) < 50 and re.match(r"(?:Resolution )?of \d", block.words):
            return iso_date(block.words)
    return None


def _session(blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if len(block.words) > 90:
            continue
        year = _YEAR.search(block.words)
        if year:
            return year[1]
        found = _SESSION.match(block.words)
        number = ordinal(found["ordinal"]) if found else None
        if found and number:
            kind = (found["kind"] or "").lower()
            return {"special": "S-", "emergency special": "ES-"}.get(kind, "") + str(number)
    return None


def _items(blocks: Sequence[Block]) -> tuple[str, ...]:
    for block in blocks:
        found = _ITEMS.match(block.words)
        if found:
            return tuple(re.findall(r"\d{1,3}(?: \([a-z]\))?", found[1]))
    return ()


def _sources(words: str) -> tuple[str | None, tuple[str, ...]]:
    """The report that an act was adopted on, and the drafts that it was adopted from."""
    report, drafts = None, []
    for bracket in _BRACKET.finditer(words):
        for symbol in _symbols(bracket[0]):
            if re.search(r"/L\.\d", symbol):
                drafts.append(symbol)
            elif report is None:
                report = symbol
    return report, tuple(dict.fromkeys(drafts))


def _symbols(words: str) -> list[str]:
    symbols: list[str] = []
    for found in _SYMBOL.finditer(words):
        symbol = found[0].rstrip(".-")
        if not any(c.isdigit() for c in symbol):
            continue
        end = found.end()
        part = _PART.match(words, end)
        symbols.append(f"{symbol}{part[0]}" if part else symbol)
        while more := _SHARED.match(words, end):
            tail = more[1]
            stem = symbol.rpartition("/")[0] if tail.startswith("L.") else symbol
            symbols.append(f"{stem}/{tail}")
            end = more.end()
    return symbols


def closing_facts(words: str) -> tuple[int | None, str | None]:
    """The number of the meeting and the date that closing lines state."""
    meeting = re.match(r"(.{1,60}?) (?:(?:plenary|closed|\([^)]{1,20}\)) ){0,2}meeting", words)
    return (ordinal(meeting[1]) if meeting else None), iso_date(words)


def without_vote(words: str) -> bool | None:
    """Whether a line says that an act was adopted without a vote; False where one was taken.

    >>> [without_vote(w) for w in ("Adopted without a vote", "Adopted by 9 votes to 2", "")]
    [True, False, None]
    """
    if _NO_VOTE.search(words):
        return True
    return False if _POLLED.search(words) or vote_of(words) else None


def vote_of(words: str) -> VoteCount | None:
    """The figures of a recorded vote.

    >>> vote_of("[Adopted by a recorded vote of 25 to 15, with 7 abstentions.]")
    VoteCount(yes=25, no=15, abstain=7)
    """
    found = _VOTES.search(words)
    if found is None:
        return None
    no, abstain = found["no"], found["abstain"] or "0"
    return VoteCount(
        int(found["yes"]),
        int(no) if no.isdigit() else 0,
        int(abstain) if abstain.isdigit() else 0,
    )
