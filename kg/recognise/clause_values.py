"""Hold one clause as it is read: its verb, who is asked, and where what is asked begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.authority import Verb
from kg.recognise.passages import Passage

__all__ = ["END", "Clause"]

END: Final = " \t,;.:—–"
_LEAD: Final = re.compile(
    r", (?:(?:at|during|before|by|within|until|prior to|no later than|not later than|in time for"
    r"|on)"
    r" (?![^,;]{0,60}\b(?:request|levels?|discretion|disposal|mandates?|competence|resources)\b)"
    r"|(?:starting|beginning) (?:at|in|with|from)|annually|every )[^,;]{3,120},"
    r"| (?:annually|regularly|periodically) to $"
)
"""When, before the verb: "Requests the Committee, at its tenth session, to report"."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in ``text[start:end]`` of its passage; ``rest`` is where the words asked begin.

    ``complete``: the clause itself says what is to be done, and does not leave it to its parts;
    ``that``: in a that-clause. ``part``: it stands in a sub-paragraph whose opening has the verb.
    """

    passage: Passage
    start: int
    end: int
    verb: Verb
    modifier: str | None
    rest: int | None
    addressees: tuple[str, ...]
    mandate: bool
    complete: bool
    that: bool = False
    part: bool = False

    @property
    def words(self) -> str:
        """The words asked for, without the punctuation around them."""
        if self.rest is None:
            return ""
        return self.passage.text[self.rest : self.end].strip(END)

    @property
    def lead(self) -> str:
        """The words between verb and thing asked that say when it is due, without their commas."""
        if self.rest is None or self.part:
            return ""
        found = _LEAD.search(self.passage.text, self.start, self.rest)
        return found[0].strip(END) if found else ""
