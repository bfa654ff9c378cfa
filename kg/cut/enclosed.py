"""Find the resolutions and decisions that a report holds in full, and cut each by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.cut.acts import cut_acts
from kg.cut.acts.blocks import Block, blocks_of
from kg.cut.acts.forms import header_of
from kg.cut.acts.front import vote_of, without_vote
from kg.cut.headings import is_lone, is_speaker
from kg.cut.lines import Line
from kg.cut.scope import arabic
from kg.model import Document, SourceText

__all__ = ["enclosed_acts"]

_NUMBERED: Final = re.compile(r"(?:Resolution|Decision|RESOLUTION|DECISION) |\d{1,4}/\d{1,4}\.")
_WORD: Final = re.compile(r"(?:Resolution|Decision|RESOLUTION|DECISION) ")
_SPEAKER: Final = re.compile(
    r"The [A-Z][^.:;]{3,120},$|(?:At its|At the|On \d).{3,400}?\b(?:Assembly|Council|Commission"
    r"|Committee|Conference|Board|Forum|Parties)\b|The [A-Z][\w ]{3,100}:?$",
    re.DOTALL,
)
_NEAR: Final = 6
_TOLD: Final = 300


def enclosed_acts(
    source: SourceText, authority: Authority, lines: Sequence[Line]
) -> tuple[tuple[Document, ...], tuple[tuple[int, int], ...]]:
    """The acts in the lines of a report's body, and the stretches of lines that they take.

    A stretch begins with the number of an act on a line of its own, with somebody who speaks
    soon after it, and ends where the headings of the report go on: at a chapter, the next letter
    or numeral, or the next annex. An act that gets no name from its number stays in the report.
    """
    acts: list[Document] = []
    stretches: list[tuple[int, int]] = []
    blocks: tuple[Block, ...] = ()
    at = 0
    while at < len(lines):
        if not _opens(lines, at):
            at += 1
            continue
        end = _end(lines, at)
        blocks = blocks or tuple(blocks_of(source.text))
        begin, stop = lines[at].start, lines[end - 1].end
        held = [block for block in blocks if begin <= block.start < stop]
        found = cut_acts(source, authority, None, "", blocks=held)
        if found and all(act.symbol or act.key for act in found):
            acts.extend(map(_voted, found))
            stretches.append((at, end))
        at = end
    return tuple(acts), tuple(stretches)


def _voted(act: Document) -> Document:
    """The act with the vote that its telling holds, as "decided by 9 votes to 2 to dig wells"."""
    if act.type != "Decision" or act.vote is not None or act.without_vote is not None:
        return act
    told = next((p.text for p in act.paragraphs if p.kind == "operative"), "")[:_TOLD]
    if not _SPEAKER.match(told):
        return act
    return replace(act, vote=vote_of(told), without_vote=without_vote(told))


def _opens(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.kind not in ("heading", "text") or not _NUMBERED.match(line.words):
        return False
    if (at and lines[at - 1].kind not in ("blank", "rule", "furniture")) or line.in_contents:
        return False
    if header_of(line.words) is None:
        return False
    near = [n for n in lines[at + 1 : at + 6 * _NEAR] if n.kind != "blank"][:_NEAR]
    if not _WORD.match(line.words):
        return any(is_speaker(n.words) for n in near)
    return any(_SPEAKER.match(n.words) for n in near if len(n.words) > 3)


def _end(lines: Sequence[Line], at: int) -> int:
    """The index after the last line of the acts that begin at an index."""
    above = {"roman": "", "letter": "", "annex": ""}
    for line in lines[:at]:
        if line.kind == "annex":
            above = {"roman": "", "letter": "", "annex": line.label.rpartition(" ")[2] or "annex"}
        elif line.kind == "heading" and line.label and not is_lone(line.words):
            above[_sort(line.label)] = line.label
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.kind == "annex" and above["annex"]:
            mine, theirs = arabic(above["annex"]), arabic(line.label.rpartition(" ")[2])
            if theirs == mine + 1:
                return index
        elif line.kind == "heading" and (
            is_lone(line.words) or _follows(above[_sort(line.label)], line.label)
        ):
            return index
    return len(lines)


def _sort(label: str) -> str:
    return "roman" if arabic(label) and (len(label) > 1 or label in "IVX") else "letter"


def _follows(before: str, label: str) -> bool:
    if not before or not label:
        return False
    if _sort(label) == "roman":
        return arabic(label) == arabic(before) + 1
    return len(before) == len(label) == 1 and ord(label) == ord(before) + 1
