"""Read the cover of a draft: its symbol, who sponsors it, its title, what it was adopted as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.cut.acts.blocks import Block

__all__ = ["DraftCover", "read_draft"]

_SYMBOL: Final = re.compile(
    r"(?:^|\s)([A-Z]{1,6}(?:/[A-Z0-9][\w.]{0,12}){0,5}/L\.\d{1,4}[A-Z]?"
    r"(?:/(?:Rev|Add|Corr)\.\d{1,3}){0,3})\*?"
    r"(?=\s|$)"
)
_SPONSORED: Final = re.compile(
    r"(?P<who>.{2,4000}?)\s?[:–—]\s?(?:(?:revised|amended|oral) )?"
    r"draft (?P<what>resolution|decision)s?\W*$",
    re.DOTALL | re.IGNORECASE,
)
_ADOPTED_AS: Final = re.compile(
    r"adopted as (?:General Assembly |Council )?(resolution|decision) ([\w/() -]{3,20}?)[\].,;]"
)
_COVER: Final = 3000
_ROLE: Final = re.compile(r"^(?:\*|†|\d|The )")


@dataclass(frozen=True, slots=True)
class DraftCover:
    """What the cover of a draft states; ``title`` is a slice of the source."""

    symbol: str | None
    sponsors: tuple[str, ...]
    title: tuple[int, int] | None
    decision: bool
    adopted_as: tuple[str, str] | None


def read_draft(
    text: str, front: Sequence[Block], authority: Authority, given: str | None
) -> DraftCover | None:
    """The cover of a draft; None where no line says "draft resolution" and no symbol is one's."""
    printed = _SYMBOL.search(text, 0, _COVER)
    at = next((n for n, b in enumerate(front) if _SPONSORED.fullmatch(b.words)), None)
    drafted = next(
        (n for n, b in enumerate(front) if re.match(r"Draft (?:resolution|decision)\b", b.words)),
        None,
    )
    if at is None and not (given and re.search(r"/L\.\d", given)):
        return None
    found = _SPONSORED.fullmatch(front[at].words) if at is not None else None
    became = _ADOPTED_AS.search(text)
    title = front[at + 1 :] if at is not None else front[drafted:] if drafted is not None else ()
    headed = [b for b in title if b.style != "note" and not b.words.startswith(("[", "("))]
    what = (
        found["what"].lower()
        if found
        else "decision"
        if headed and headed[0].words.startswith("Draft decision")
        else ""
    )
    return DraftCover(
        symbol=printed[1] if printed else None,
        sponsors=_names(found["who"], authority) if found else (),
        title=(headed[0].start, headed[-1].end) if headed else None,
        decision=what == "decision",
        adopted_as=(became[1], became[2].strip()) if became else None,
    )


def _names(words: str, authority: Authority) -> tuple[str, ...]:
    """The names of a list, apart; an "and" inside a State's name parts nothing.

    >>> from kg.authority import load_authority
    >>> _names("Chile, Trinidad and Tobago and Norway", load_authority())
    ('Chile', 'Trinidad and Tobago', 'Norway')
    """
    names: list[str] = []
    for part in re.split(r",\s+", words.replace("*", "")):
        pieces = part.strip().removeprefix("and ").split(" and ")
        while pieces:
            # The longest beginning that is a State's name is one name.
            count = next(
                (n for n in range(len(pieces), 0, -1) if authority.state(" and ".join(pieces[:n]))),
                1,
            )
            names.append(" and ".join(pieces[:count]))
            pieces = pieces[count:]
    return tuple(filter(None, names))
