"""Set aside what a phrase of speakers says of them: on whose behalf, in what capacity, and who."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.recognise.passages import Span
from kg.recognise.speaker_names import NAME, TITLE

__all__ = ["Asides", "behalf_after", "behalf_before", "without_asides"]

_GROUP: Final = (
    r"(?P<group>[^,;()]{2,200}?)(?=\)|,|;|:|\.?$| under agenda| and (?:by |the (?:representative"
    r"|observer|delegation|secretariat|Chair)|an? (?:representative|observer)|Mr|Ms)"
    r"| (?:in|at|during|regarding|concerning|with) |(?<=[a-z]{3})\. )"
)
_IN_BRACKETS: Final = re.compile(
    r" ?\((?:(?:also|speaking|joint statement) )*on behalf of (?P<group>[^()]{2,1500})\)"
)
_BEHALF: Final = re.compile(
    r"(?:,|\s)?\s*\(?(?:(?:also|who|then) )*(?:(?:(?:speaking|spoke|speaks|acting"
    r"|(?:delivering|making|delivered|made) (?:an? )?(?:joint )?statements?) )?(?:also )?"
    rf"(?:up)?on behalf of|in the name of|speaking for) {_GROUP}\)?"
)
_CAPACITY: Final = re.compile(
    r",? ?\(?(?:speaking |acting )?in (?:its|his|her|their|the) capacity as (?:an? )?"
    r"(?P<as>observers?|[^,(;]{2,160}?)(?=\)|,|\(|;|\.?$|$)\)?"
)
_NOISE: Final = re.compile(
    r",? (?:a|an) (?:regional|specialized|intergovernmental|non-governmental|related|associated)"
    r" [^,;]*?(?=,|;|$| and )|,? (?:also|all|both) of whom[^,;]*"
    r"|,? \(?(?:via|by|through) (?:a )?(?:pre-?recorded )?(?:video\w*|teleconference)"
    r"(?: (?:message|link|conference))?\)?"
    r"|,? ?\((?:via |by |pre-?recorded )?(?:video|online|remote)[^()]*\)"
    r"|, (?:supported|seconded|joined|accompanied|followed) by [^,;]{2,120}(?=,|;|$)"
    r"|,? who (?!also spoke|spoke)[^,;]{2,200}(?=,|;|$)"
)
_AFTER: Final = re.compile(
    r"\s*(?:from the floor |orally )?,? ?(?:also |speaking )*(?:on behalf of|in the name of)"
    r" (?:the )?(?P<group>[^,.;:()]{2,160}?)(?=[,.;:()]|$| (?:in|at|during|regarding|concerning"
    r"|under|on|to|and (?:noted|said|stated|expressed)|expressing|highlighting|in which) )"
)

_SINGLE: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?) (?:representative|observer|delegate|delegation) (?:of|for) [^,]+$"
)
_MARKED: Final = re.compile(r"\b(?:representatives?|observers?|secretariat|Chair|Mr|Ms|Director)\b")
_LONGEST: Final = 3000
_BEFORE: Final = re.compile(
    r"(?:^|, )(?:[Oo]n|(?:[Aa]lso )?[Ss]peaking (?:also )?on) behalf of (?P<group>[^,;]{2,160}), $"
)
_NEXT_NAME: Final = re.compile(r"[ ,]*[^,;]{3,80}?(?=[,;.]| and |$)")
_FOR_MANY: Final = re.compile(
    r",? on behalf of (?:the )?(?P<group>[A-Z][^.;:()]{2,1500}? and [^.;:(),]{2,80}), "
    r"(?=draft|a(?:n|mendments?)? |the |document|[A-Z]/)"
)
_NEAR: Final = 220
_FOR_PERSON: Final = re.compile(rf"\bon behalf of (?P<group>{TITLE} {NAME})")


@dataclass(frozen=True, slots=True)
class Asides:
    """Where asides stood: on whose behalf, and "in its capacity as observer"."""

    behalf: tuple[tuple[int, str], ...]
    observers: tuple[int, ...]

    def behalf_in(self, stretch: Span) -> str | None:
        """On whose behalf those speak who are named in this stretch."""
        return next((g for at, g in self.behalf if stretch.start <= at < stretch.end), None)

    def observes_in(self, stretch: Span) -> bool:
        """Whether those named in this stretch are said to speak as observers."""
        return any(stretch.start <= at < stretch.end for at in self.observers)


def without_asides(text: str, span: Span) -> tuple[str, Asides]:
    """The text with asides blotted out by spaces, and what they said of whom stood before."""
    behalf: list[tuple[int, str]] = []
    observers: list[int] = []
    blotted = text
    for pattern in (_IN_BRACKETS, _BEHALF, _CAPACITY, _NOISE):
        for found in pattern.finditer(blotted, span.start, span.end):
            start, end = found.span()
            if pattern in (_IN_BRACKETS, _BEHALF):
                of_many = pattern is _BEHALF and _of_many(text, span, found)
                end = span.end if of_many else end
                group = text[found.start("group") : end] if of_many else found["group"]
                after = re.search(r"\b(?:and|by)$", blotted[span.start : start])
                named = _NEXT_NAME.match(text, end, span.end) if after else None
                behalf.append((named.end() if named else start, _plain(group).rstrip(" ,.")))
            elif pattern is _CAPACITY and found["as"].startswith("observer"):
                observers.append(start)
            blotted = blotted[:start] + " " * (end - start) + blotted[end:]
    return blotted, Asides(tuple(behalf), tuple(observers))


def _of_many(text: str, span: Span, found: re.Match[str]) -> bool:
    """Whether one delegate speaks for all who are listed to the end of the phrase."""
    rest = text[found.end() : span.end]
    return bool(
        re.match(r", (?:the )?[A-ZÀ-Þ]", rest)
        and len(rest) < _LONGEST
        and _SINGLE.search(text[span.start : found.start()])
        and not _MARKED.search(rest)
    )


def behalf_before(words: str) -> str | None:
    """On whose behalf somebody speaks, from what stands before him in the sentence."""
    found = _BEFORE.search(words)
    return _plain(found["group"]) if found else None


def behalf_after(words: str) -> str | None:
    """On whose behalf a statement is said to have been made, from what stands after the verb."""
    found = _FOR_MANY.match(words) or _AFTER.match(words) or _FOR_PERSON.search(words, 0, _NEAR)
    return _plain(found["group"]) if found else None


def _plain(group: str) -> str:
    return re.sub(
        rf"^(?:the |{TITLE} |(?:its|his|her|their) (?!(?:\w+ )?member States))", "", group.strip()
    )
