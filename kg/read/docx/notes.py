"""Number the footnotes of a DOCX in the order in which they are called."""

from __future__ import annotations

import re
from typing import Any, Final

from kg.read.docx.package import Package, W
from kg.read.docx.runs import run_text
from kg.read.numerals import rendered

__all__ = ["Notes"]

_PARTS: Final = {"footnote": "footnotes.xml", "endnote": "endnotes.xml"}
_SIGNS: Final = "*†‡§"


class Notes:
    """The footnotes and endnotes; those called since the last ``taken`` wait to be written."""

    def __init__(self, package: Package) -> None:
        self._found: dict[tuple[str, str], Any] = {}
        for kind, part in _PARTS.items():
            root = package.part(part)
            for note in () if root is None else root.iterfind(f"{W}{kind}"):
                if note.get(f"{W}type") in (None, "normal"):
                    self._found[(kind, note.get(f"{W}id") or "")] = note
        self._kinds = _formats(package.part("settings.xml"))
        self._counts = dict.fromkeys(_PARTS, 0)
        self._marks: dict[tuple[str, str], str] = {}
        self._waiting: list[str] = []

    def called(self, reference: Any) -> str:
        """The mark of the note that a reference calls; empty where the text itself has it."""
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        key = (kind, reference.get(f"{W}id") or "")
        note = self._found.pop(key, None)  # a note called again is written once
        if note is None:
            return self._marks.get(key, "")
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            mark = ""
        else:
            self._counts[kind] += 1
            mark = self._shown(self._counts[kind], self._kinds.get(kind, "decimal"))
        said = (run_text(paragraph, None).text.split() for paragraph in note.iter(f"{W}p"))
        self._marks[key] = mark
        words = " ".join(word for line in said for word in line)
        self._waiting.append(f"<sup>{mark}</sup> {words}" if mark else _own_mark(words))
        return mark

    def taken(self) -> list[str]:
        """The notes called since the last time, each as a block of its own."""
        taken, self._waiting = self._waiting, []
        return [note for note in taken if note]

    @staticmethod
    def _shown(number: int, kind: str) -> str:
        if kind == "chicago":
            return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 % 3 + 1)
        return rendered(number, kind)


def _own_mark(words: str) -> str:
    """A note that bears its own mark, with that mark as one."""
    raised = re.match(r"<sup>(\*{1,4})</sup>\s*", words)
    if raised:
        return f"{raised[1]} {words[raised.end() :]}"
    mark, _, rest = words.partition(" ")
    if words.startswith(("<sup>", "*")) or not rest or len(mark) > 3:
        return words
    return f"<sup>{mark}</sup> {rest}"


def _formats(settings: Any | None) -> dict[str, str]:
    if settings is None:
        return {}
    found = {}
    for kind in _PARTS:
        properties = settings.find(f"{W}{kind}Pr")
        shown = None if properties is None else properties.find(f"{W}numFmt")
        if shown is not None:
            found[kind] = shown.get(f"{W}val") or "decimal"
        elif kind == "endnote":
            found[kind] = "lowerRoman"  # what a word processor takes where nothing is said
    return found
