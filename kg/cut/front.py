"""Read the front matter of a document: title, date, language and stated symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.lines import Line

__all__ = ["Front", "body_start", "read_front", "symbol_of_file_name"]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE: Final = re.compile(rf"[\[(]?(?:Date: )?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})[\])]?")
_TITLE: Final = re.compile(r"(?:Draft )?Report (?:of|on)\b", re.IGNORECASE)
_SYMBOL: Final = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.()*-]*){1,7}")
_FILE_SYMBOL: Final = re.compile(r"[A-Z]{1,6}(?:_+[A-Z0-9][A-Za-z0-9.()-]*){1,7}")
_LANGUAGES: Final = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "russian": "ru",
    "spanish": "es",
}
_LANGUAGE: Final = re.compile(r"(?:(\w+) only|Original: (\w+)(?: only)?|(\w+))", re.IGNORECASE)
_SENTENCE: Final = re.compile(r".{80,}|.{20,}[.:;]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter states; ``title_span`` is the title's slice of the source."""

    title: str | None = None
    title_span: tuple[int, int] | None = None
    date: str | None = None
    language: str | None = None
    symbol: str | None = None


def body_start(lines: Sequence[Line]) -> int:
    """The index of the first line of the body: the first numbered sentence and its headings.

    Lines of a table of contents end in a page number and do not count. Where nothing is
    numbered 1, the whole text is front matter.
    """
    for index, line in enumerate(lines):
        begins = line.kind == "numbered" and line.label == "1" and not line.in_contents
        if begins and _is_sentence(lines, index):
            return _with_headings(lines, index)
    return len(lines)


def _is_sentence(lines: Sequence[Line], index: int) -> bool:
    words = [lines[index].words]
    for line in lines[index + 1 :]:
        if line.kind != "text":
            break
        if line.in_contents:
            return False
        words.append(line.words)
    return bool(_SENTENCE.match(" ".join(words)))


def _with_headings(lines: Sequence[Line], index: int) -> int:
    first = index
    for back in range(index - 1, -1, -1):
        line = lines[back]
        titled = line.kind == "heading" and _TITLE.match(line.words)
        if line.kind not in ("heading", "blank", "rule") or line.in_contents or titled:
            break
        if line.kind == "heading":
            if not line.label:
                break
            first = back
    return first


def read_front(lines: Sequence[Line]) -> Front:
    """What the lines of the front matter state."""
    title, span = _title(lines)
    return Front(title, span, _date(lines), _language(lines), _symbol(lines))


def _title(lines: Sequence[Line]) -> tuple[str | None, tuple[int, int] | None]:
    first = next((i for i, line in enumerate(lines) if _TITLE.match(line.words)), None)
    if first is None:
        first = next((i for i, line in enumerate(lines) if line.kind == "heading"), None)
    if first is None:
        return None, None
    last = first
    while last + 1 < len(lines) and lines[last + 1].kind == "text":
        last += 1
    words = " ".join(line.words for line in lines[first : last + 1])
    return words, (lines[first].content, lines[last].end)


def _date(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _DATE.fullmatch(line.words)
        if found:
            return f"{found[3]}-{_MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"
    return None


def _language(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _LANGUAGE.fullmatch(line.words)
        name = next(filter(None, found.groups()), "").lower() if found else ""
        if name in _LANGUAGES:
            return _LANGUAGES[name]
    return None


def _symbol(lines: Sequence[Line]) -> str | None:
    for line in lines:
        if _SYMBOL.fullmatch(line.words) and any(c.isdigit() for c in line.words):
            return line.words.rstrip("*")
    return None


def symbol_of_file_name(file: str) -> str | None:
    """The symbol that a file is named after, ``_`` standing for ``/``; None where it is not.

    >>> symbol_of_file_name("ECE_TRANS_224.txt"), symbol_of_file_name("report-2013.md")
    ('ECE/TRANS/224', None)
    """
    stem = re.sub(
        r"\.(?:txt|md|markdown|text|pdf|docx?|html?|json)$", "", file, flags=re.IGNORECASE
    )
    fits = _FILE_SYMBOL.fullmatch(stem) and any(c.isdigit() for c in stem)
    return re.sub(r"_+", "/", stem) if fits else None
