"""Find the acts of a source text: where each begins and ends, its parts, its number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.blocks import Block
from kg.cut.acts.forms import TOLD, Forms, Header, header_of, is_closing, is_french, opens_recital
from kg.cut.acts.headings import is_plain_heading
from kg.cut.acts.words import MONTH

__all__ = ["Window", "windows_of"]

_FRENCH_SPEAKER: Final = re.compile(r"L[’']Assemblée|Le Conseil|La Conférence")
_ARTICLE: Final = re.compile(r"ARTICLE \w{1,6}|[A-Z]", re.IGNORECASE)
_SOURCE: Final = re.compile(r"\(documents? [^()]{1,60}\)")
_NEAR: Final = 24
_PART: Final = re.compile(r"(?:PART |Part )?([A-Z])(?:\n|$|\.? ?$|[.\s]+(?=[A-Z]))(.*)", re.DOTALL)
_DATED: Final = re.compile(rf"(?:Resolution )?(?:of|on) \d{{1,2}} {MONTH} \d{{4}}.{{0,12}}")
_LINES: Final = 4
_LONGEST_TITLE: Final = 420


@dataclass(frozen=True, slots=True)
class Window:
    """One act, or one part of it: its front, its title's slice, and the blocks of its body."""

    front: tuple[Block, ...]
    body: tuple[Block, ...]
    header: Header | None
    title: tuple[int, int] | None
    part: str | None = None
    part_title: tuple[Block, ...] = ()


def windows_of(
    text: str, blocks: Sequence[Block], forms: Forms, wanted: str | None
) -> list[Window]:
    """The acts in order, each part of an act by itself; what stands before the first is front.

    A number that opens an act has somebody who speaks soon after it, or is the one ``wanted``. A
    text without any is one window.
    """
    kept = _english(blocks)
    starts = _starts(kept, forms, wanted)
    if not starts:
        at = next((n for n, b in enumerate(kept) if _speaks(b, forms)), 0)
        return _parts(kept[:at], kept[at:], None, None, forms)
    windows: list[Window] = []
    front = _cover(kept[: starts[0][0]])
    for (at, header), following in zip(starts, [*starts[1:], None], strict=True):
        end = len(kept) if following is None else following[0]
        rest, title = _title(text, kept[at:end], header, forms)
        windows.extend(_parts(front, rest, header, title, forms))
        front = []
    return windows


def _cover(blocks: Sequence[Block]) -> Sequence[Block]:
    """The cover before the first number; what belongs to the act before it on a page is none."""
    ends = [n for n, b in enumerate(blocks) if is_closing(b.words) or b.style == "number"]
    return blocks[ends[-1] + 1 :] if ends else blocks


def _english(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a page without its French column, where it has one."""
    if not any(_FRENCH_SPEAKER.match(block.words) for block in blocks):
        return list(blocks)
    kept: list[Block] = []
    dropped = False
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        # The letter of a part, the number of an article and the document from which an act was
        # adopted are the same in both columns.
        labels = _ARTICLE.fullmatch(block.words) and after is not None and is_french(after.words)
        source = dropped and _SOURCE.fullmatch(block.words)
        dropped = bool(labels or source) or is_french(block.words)
        if not dropped:
            kept.append(block)
    return kept


def _speaks(block: Block, forms: Forms) -> bool:
    return not block.label and (
        forms.speaker(block.words) is not None or TOLD.match(block.words) is not None
    )


def _opens_body(block: Block, forms: Forms) -> bool:
    if block.words.startswith("Adopted "):
        return False
    return (
        _speaks(block, forms)
        or block.style == "number"
        or forms.opening(block.words) is not None
        or (opens_recital(block.words) and block.words[-1:] in ",;")
        or forms.opens_operative(block.words)
    )


def _starts(blocks: Sequence[Block], forms: Forms, wanted: str | None) -> list[tuple[int, Header]]:
    """The blocks that open an act: a number with somebody who speaks soon after it."""
    found = [
        (n, header)
        for n, block in enumerate(blocks)
        if block.style in ("", "note") and not block.quoted and (header := header_of(block.words))
    ]
    kept: list[tuple[int, Header]] = []
    silent: list[tuple[int, Header]] = []
    for position, (n, header) in enumerate(found):
        limit = found[position + 1][0] if position + 1 < len(found) else len(blocks)
        near = blocks[n + 1 : min(n + 1 + _NEAR, limit)]
        if kept and _in_annex(blocks, kept[-1][0], n):
            continue
        if any(forms.speaks(b) or b.words.startswith("Adopted by ") for b in near):
            kept.append((n, header))
        elif header.number == wanted and (header.title or header.word):
            silent.append((n, header))
    if silent and all(header.number != wanted for _, header in kept):
        kept = sorted([*kept, silent[0]], key=lambda start: start[0])
    return kept


def _in_annex(blocks: Sequence[Block], first: int, at: int) -> bool:
    """Whether a number stands under the heading of an annex rather than opening an act."""
    before = [b.words for b in blocks[max(first + 1, at - 3) : at]]
    return any(re.match(r"annex\b", words, re.IGNORECASE) and len(words) < 40 for words in before)


def _title(
    text: str, blocks: Sequence[Block], header: Header, forms: Forms
) -> tuple[list[Block], tuple[int, int] | None]:
    """The blocks after the title, and the title's slice of the source."""
    head = blocks[0]
    if header.title:
        start = text.find(header.title[:12], head.start, head.end)
        count = _more_title(blocks, forms)
        return list(blocks[count:]), (max(start, head.start), blocks[count - 1].end)
    after = blocks[1] if len(blocks) > 1 else None
    if (
        after is None
        or after.label
        or len(after.words) > _LONGEST_TITLE
        or _speaks(after, forms)
        or after.words.startswith(("Adopted ", "The ", "["))
        or _DATED.fullmatch(after.words)
        or _PART.fullmatch(after.words)
    ):
        return list(blocks[1:]), None
    return list(blocks[2:]), (after.start, after.end)


def _more_title(blocks: Sequence[Block], forms: Forms) -> int:
    """How many blocks a title takes that stands right before the body that speaks."""
    speaks = next((n for n, b in enumerate(blocks[:_LINES]) if n and _speaks(b, forms)), 1)
    between = blocks[1:speaks]
    if all(
        is_plain_heading(b.words)
        and not _PART.fullmatch(b.words)
        and not b.label
        and not b.words.startswith(("Adopted ", "["))
        and not _DATED.fullmatch(b.words)
        for b in between
    ):
        return max(speaks, 1)
    return 1


def _parts(
    front: Sequence[Block],
    blocks: Sequence[Block],
    header: Header | None,
    title: tuple[int, int] | None,
    forms: Forms,
) -> list[Window]:
    cuts = _part_cuts(blocks, forms)
    if not cuts:
        speaks = next((n for n, b in enumerate(blocks[:_NEAR]) if _opens_body(b, forms)), 0)
        return [Window((*front, *blocks[:speaks]), tuple(blocks[speaks:]), header, title)]
    windows = []
    for (at, letter), following in zip(cuts, [*cuts[1:], None], strict=True):
        end = len(blocks) if following is None else following[0]
        body = blocks[at + 1 : end]
        speaks = next((n for n, b in enumerate(body) if _opens_body(b, forms)), 0)
        named = tuple(b for b in (blocks[at], *body[:speaks]) if len(b.words) > 2)
        windows.append(
            Window(
                (*front, *blocks[: cuts[0][0]]), tuple(body[speaks:]), header, title, letter, named
            )
        )
    return windows


def _part_cuts(blocks: Sequence[Block], forms: Forms) -> list[tuple[int, str]]:
    """Where lettered parts begin: a letter by itself, and somebody who speaks soon after it."""
    cuts: list[tuple[int, str]] = []
    for n, block in enumerate(blocks):
        found = (
            _PART.fullmatch(block.words) if len(block.words) < 300 and not block.quoted else None
        )
        if found is None or not (found[2] == "" or found[2][:1].isupper()):
            continue
        near = blocks[n + 1 : n + 5 if cuts and len(found[0]) > 1 else n + 16]
        speaks = next((b for b in near if _speaks(b, forms)), None)
        if speaks is None:
            continue
        before = blocks[n - 1].words if n else ""
        closed = n == 0 or not cuts or is_closing(before) or before[-1:] in ".;]0123456789"
        follows = not cuts or ord(found[1]) > ord(cuts[-1][1])
        if closed and follows and (n < 3 or cuts):
            cuts.append((n, found[1]))
    return cuts
