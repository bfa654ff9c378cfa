"""Find the bodies that act in a sentence, one of which may own "its" resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from kg.recognise.citing.bodies import HEADS, Bodies
from kg.recognise.citing.names import Named
from kg.recognise.citing.numbers import ActNumber

__all__ = ["GAP", "Subjects"]

_HEAD: Final = "|".join(HEADS)
_ACTING: Final = re.compile(
    r"(?:,? (?:entitled \"[^\"]{0,300}\"|on [^,;.]{0,250}))?(?:, inter alia)?, (?:the )?(?=[A-Z])"
)
_ACTS: Final = re.compile(
    r",? (?:[a-z]+ed\b|also|further|had|has|took|gave|set|noted|inter alia|reiterated|again|made"
    r"|called|recalls|chose|while|as)"
)
GAP: Final = re.compile(
    r"[,)]?(?: ?\([^)]{0,40}\))?(?:,? (?:at|during) (?:its|the) [^;.]{0,80}?)?"
    r"(?:,? on \d[^;.,]{0,40})?"
    r"(?:,? (?:(?:has )?adopted|approved|decided|established|took note(?: of)?|endorsed|requested"
    r"|confirmed|noted|recognized|reaffirmed|mandated)(?: on [^,;.]{0,25})?)?"
    r"(?:,? (?:in|by|of|through|under|and|pursuant to|in accordance with|as set out in"
    r"|as requested in|following|by means of|via|with|to|in line with|as reflected in"
    r"|as contained in|in application of|inter alia,? in)|,|,? including(?: in)?|:"
    r"|,? in particular| \()?(?: paragraphs? [\d ()a-z]{1,12} of)?"
    r"(?: (?:its|the|the same|their))? ?$"
)
_NEW_CLAUSE: Final = re.compile(
    r"(?:, and|,| and|;) (?:also |further )?(?:recalling|reaffirming|noting|welcoming|taking note"
    r"|bearing in mind|recognizing|stressing|acknowledging|guided|endorsing|reiterating"
    r"|emphasizing|expressing|in (?:this|that) regard)\b|\. (?=[A-Z])"
)
_CLOSE: Final = 140
_SUBJECT_BEFORE: Final = re.compile(r"\b(?:that|when|where|which|as|whereby) (?:the )?$")
_OBJECT_BEFORE: Final = re.compile(r"(?:^|[a-z]s |[a-z]ing )(?:the )?$")
_AGENT_BEFORE: Final = re.compile(r"\bby (?:the )?$")
_DEED_BEFORE: Final = re.compile(
    r"\b(?:decision|request|call|invitation|recommendation|intention)s? of (?:the )?$"
)
"""What comes before the body whose deed is spoken of: "the decision of the Council to … its"."""


class ShortNames(Protocol):
    """Says which body is meant by "Council" in a place."""

    def __call__(
        self, head: str, number: ActNumber, names: Sequence[Named], start: int, speaker: str | None
    ) -> str | None:
        """The body, by what is named before ``start``, by who speaks and by the number."""


class Subjects:
    """The bodies that stand near a number as those that did something."""

    def __init__(self, bodies: Bodies, short: ShortNames) -> None:
        self._bodies, self._short = bodies, short

    def acting(self, text: str, stop: int, number: ActNumber, names: Sequence[Named]) -> str | None:
        """The body that is said to act after the number: "in its resolution …, the Council …"."""
        found = _ACTING.match(text, stop)
        if found is None:
            return None
        name = self._bodies.names.at(text, found.end())
        end, body = (name.end, name.key) if name else (found.end(), None)
        if name is None:
            head = re.compile(rf"(?:{_HEAD})\b").match(text, found.end())
            if head is None:
                return None
            end, body = head.end(), self._short(head[0], number, names, found.end(), None)
        return body if _ACTS.match(text, end) else None

    def before(
        self,
        text: str,
        at: int,
        number: ActNumber,
        names: Sequence[Named],
        speaker: str | None,
    ) -> Iterator[str]:
        """The bodies that may own "its" before ``at``, the nearest first."""
        for start, end, body in self.mentions(text, at, number, names, speaker):
            if _NEW_CLAUSE.search(text, end, at):
                return
            before, between = text[max(0, start - 12) : start], text[end:at]
            if (
                (len(between) < _CLOSE and GAP.match(between))
                or _SUBJECT_BEFORE.search(before)
                or (between.startswith(",") and _OBJECT_BEFORE.search(before))
                or (_AGENT_BEFORE.search(before) and "," not in between)
                or (_DEED_BEFORE.search(text, max(0, start - 30), start) and "," not in between)
            ):
                yield body

    def mentions(
        self,
        text: str,
        at: int,
        number: ActNumber,
        names: Sequence[Named],
        speaker: str | None,
    ) -> Iterator[tuple[int, int, str]]:
        """The bodies mentioned shortly before ``at``, in full or for short, the nearest first."""
        floor = max(0, at - 400)
        inside = [n for n in names if floor <= n.start and n.end <= at]
        resolving = self._bodies.resolving
        near = [(n.start, n.end, n.key) for n in inside if n.key in resolving]
        for head in re.finditer(rf"\b(?:{_HEAD})\b", text[floor:at]):
            start, end = floor + head.start(), floor + head.end()
            if any(n.start <= start and end <= n.end for n in inside):
                continue
            if not re.search(r"\b[Tt]he $", text[max(0, start - 4) : start]):
                continue
            if text[end : end + 1] not in " ,)":
                continue
            body = self._short(head[0], number, names, start, speaker)
            if body:
                near.append((start, end, body))
        return iter(sorted(near, reverse=True))
