"""Read the front matter of a document: title, date, language and stated symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.cut.acts.words import ordinal
from kg.cut.lines import Line

__all__ = ["Front", "body_start", "read_front", "symbol_of_file_name", "title_end"]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE: Final = re.compile(
    r"[\[(]?(?:Distr\.?:?\s*\w+ |Date: )?"
    rf"(\d{{1,2}}) ({'|'.join(_MONTHS)}),? (\d{{4}})[\])]?"
    r"(?: (?:Original|English)\b.{0,30})?",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"(?:(?:Draft|Final|Interim|Annual|Summary|Provisional|Joint|First|Second|Third|Fourth) ){0,3}"
    r"(?:Reports? (?:of|on|by|to)\b|(?:Summary )?records? of|Minutes of|Proceedings of"
    r"|(?:(?:Annotated|Annotations to the|Revised|Draft|Provisional) ){1,4}agenda\b"
    r"|Agenda (?:of|for) the|List of (?:participants|delegations)|Participants$"
    r"|Chair(?:person|man)?[’']s summary)",
    re.IGNORECASE,
)
_FIRST_HEAD: Final = re.compile(
    r"(?:agenda )?items? \d|introduction|opening\b|attendance\b|participation\b|background\b"
    r"|organization(?:al)? (?:of|matters)|adoption of|proceedings|general (?:remarks|matters)",
    re.IGNORECASE,
)
"""How the first heading of a body begins, which bears no number of its own."""
_GOES_ON: Final = re.compile(
    r"(?:on|at|for) (?:the work of )?(?:its|the|their) .{3,160}|held (?:in|at|on|from) .{3,160}"
)
_SYMBOL: Final = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.()*-]*){1,8}")
_TWIN: Final = re.compile(r"(?<=[\da-z*])[-–—‐](?=[A-Z]{1,5}/)")
_CORNER: Final = 8
"""The most words of a line at the head of a page that may hold a symbol."""
_FILE_SYMBOL: Final = re.compile(r"[A-Z]{1,6}(?:_+[A-Z0-9][A-Za-z0-9.()-]*){1,7}")
_CORNERED: Final = re.compile(r"(?:United Nations|UNITED NATIONS|Distr|[A-Z]{1,8}\s|UN)")
_SESSION: Final = re.compile(
    r"(?P<ordinal>[A-Z][a-z]+(?:[ -](?:and )?[a-z]+){0,3}|\d{1,3}(?:st|nd|rd|th))"
    r" (?:(?:annual|regular|ordinary) )?(?:session|meeting)s?(?:\*|, .{1,40})?"
)
_ON_SESSION: Final = re.compile(
    r"\b(?:on|of|at|for) (?:its|the|their) (?P<ordinal>[\w-]+(?: (?:hundred|and|one)(?: [\w-]+)?)?)"
    r" (?:(?:annual|regular|ordinary) )?session\b",
    re.IGNORECASE,
)
_LONGEST_SESSION: Final = 90
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
    """What the front matter states; ``title_span`` is the title's slice of the source.

    ``twin`` is a second symbol of the same document; ``session`` its ordinal in figures.
    """

    title: str | None = None
    title_span: tuple[int, int] | None = None
    date: str | None = None
    language: str | None = None
    symbol: str | None = None
    twin: str | None = None
    session: str | None = None


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
        titled = line.kind == "heading" and not line.label and _TITLE.match(line.words)
        if line.kind not in ("heading", "blank", "rule") or line.in_contents or titled:
            break
        if line.kind == "heading":
            if not line.label and not _FIRST_HEAD.match(line.words):
                break
            first = back
    return first


def read_front(lines: Sequence[Line]) -> Front:
    """What the lines of the front matter state."""
    title, span = _title(lines)
    symbol, twin = _symbols(lines)
    session = _session(lines) or _session_of_title(title or "")
    return Front(title, span, _date(lines), _language(lines), symbol, twin, session)


def title_end(lines: Sequence[Line]) -> int:
    """The index after the title that says of what kind a paper is; 0 where there is none."""
    first = _titled(lines)
    return 0 if first is None else _last_of_title(lines, first) + 1


def _titled(lines: Sequence[Line]) -> int | None:
    return next(
        (i for i, line in enumerate(lines) if not line.label and _TITLE.match(line.words)), None
    )


def _title(lines: Sequence[Line]) -> tuple[str | None, tuple[int, int] | None]:
    first = _titled(lines)
    if first is None:
        first = next((i for i, line in enumerate(lines) if line.kind == "heading"), None)
    if first is None:
        return None, None
    last = _last_of_title(lines, first)
    words = " ".join(line.words for line in lines[first : last + 1] if line.words)
    return words, (lines[first].content, lines[last].end)


def _last_of_title(lines: Sequence[Line], first: int) -> int:
    last = first
    while last + 1 < len(lines):
        following = lines[last + 1]
        after = lines[last + 2] if last + 2 < len(lines) else None
        if following.kind == "text":
            last += 1
        elif following.kind == "blank" and after is not None and _GOES_ON.fullmatch(after.words):
            last += 2
        else:
            break
    return last


def _date(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _DATE.fullmatch(line.words)
        if found:
            month = _MONTHS.index(found[2].capitalize()) + 1
            return f"{found[3]}-{month:02d}-{int(found[1]):02d}"
    return None


def _language(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _LANGUAGE.fullmatch(line.words)
        name = next(filter(None, found.groups()), "").lower() if found else ""
        if name in _LANGUAGES:
            return _LANGUAGES[name]
    return None


def _symbols(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The symbol that stands in the corner of the first page, and the other of two joined."""
    for line in lines:
        words = _TWIN.sub(" ", line.words).split()
        if len(words) > _CORNER or "(" in words[0][:1] if words else True:
            continue
        found = [w.rstrip("*,;") for w in words if _SYMBOL.fullmatch(w.rstrip("*,;"))]
        found = [w for w in found if any(c.isdigit() for c in w)]
        if found and (len(words) == len(found) or _CORNERED.match(line.words)):
            return found[0], found[1] if len(found) > 1 else None
    return None, None


def _session(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _SESSION.fullmatch(line.words) if len(line.words) < _LONGEST_SESSION else None
        number = ordinal(found["ordinal"]) if found else None
        if number:
            return str(number)
    return None


def _session_of_title(title: str) -> str | None:
    found = _ON_SESSION.search(title)
    number = ordinal(found["ordinal"]) if found else None
    return str(number) if number else None


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
