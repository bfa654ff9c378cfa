"""Tell by which act of the reporting body something is cited in a report."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from kg.authority import Authority

__all__ = ["ReportEffects"]

_SENTENCE: Final = re.compile(r"[.!?][\"')]? +(?=[A-Z])")
_ADVERB: Final = r"(?:(?:also|further|then|again|once|more|in|addition|\w+ly) ){0,3}"
_ABBREVIATED: Final = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|No|Nos|para|paras|Add|Corr|Rev)|\b[A-Z])$")


class ReportEffects:
    """The verbs of one report's body; ``heads`` are the words by which the report calls it."""

    def __init__(self, authority: Authority, heads: Collection[str]) -> None:
        verbs = authority.verbs.values()
        self._effects = {verb.past: verb.effect for verb in verbs if verb.effect}
        pasts = "|".join(re.escape(p) for p in sorted(self._effects, key=len, reverse=True))
        subjects = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
        self._subject = re.compile(
            rf"(?:\b[Tt]he (?:{subjects})|\b(?:{subjects})|\bIt)(?: \([^()]{{1,40}}\))?,? "
            rf"(?:[^,.;:]{{1,80}}, )?{_ADVERB}(?P<verb>{pasts})\b"
            if subjects
            else rf"\bIt {_ADVERB}(?P<verb>{pasts})\b"
        )
        self._opening = re.compile(rf"(?:\([a-z]+\) )?(?P<verb>{pasts})\b", re.IGNORECASE)
        self._further = re.compile(rf"(?:,|;|,? and|;? and|, and) {_ADVERB}(?P<verb>{pasts})\b")

    def governing(self, plain: str, at: int) -> str | None:
        """The effect of the act in whose sentence something is cited at this place."""
        start = self._begin(plain, at)
        subject = self._subject.search(plain, start, at)
        if subject is None:
            subject = self._opening.match(plain, start, at)
        if subject is None:
            return None
        further = _last(self._further.finditer(plain, subject.end("verb"), at))
        return self._effects[(further or subject)["verb"].lower()]

    @staticmethod
    def _begin(plain: str, at: int) -> int:
        start = 0
        for end in _SENTENCE.finditer(plain, 0, at):
            if not _ABBREVIATED.search(plain, max(0, end.start() - 8), end.start()):
                start = end.end()
        return start


def _last(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    last = None
    for one in found:
        last = one
    return last
