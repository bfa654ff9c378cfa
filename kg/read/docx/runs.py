"""Take the words of a paragraph out of its runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.read.docx.package import W

if TYPE_CHECKING:
    from kg.read.docx.notes import Notes

__all__ = ["Said", "run_text"]

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX: Final = f"{W}txbxContent"
_LEFT_OUT: Final = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}delText",
        f"{W}instrText",
        f"{W}rt",  # how a word is spoken (ruby)
        f"{_MC}Fallback",  # the same once more, for older programs
    }
)
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_CALL: Final = re.compile(r"\d{1,3}|\*{1,4}|[†‡§]|[a-z]")
_PLAIN: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": None, "\u200b": None}
)


@dataclass(slots=True)
class Said:
    """What a paragraph says, and the boxes of text that hang on it."""

    text: str = ""
    boxes: list[Any] = field(default_factory=list)


def run_text(paragraph: Any, notes: Notes | None) -> Said:
    """The words of a paragraph: with what was inserted, without what was deleted or is hidden.

    The calls of footnotes stand as ``<sup>1</sup>``, and the notes are told of them; without
    notes, as in a note itself, they are left out.
    """
    said = Said()
    parts: list[str] = []
    stack = [iter(paragraph)]
    raised = [False]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            raised.pop()
            continue
        tag = element.tag
        if tag in _LEFT_OUT:
            continue
        if tag == _BOX:
            said.boxes.append(element)
        elif tag == f"{W}t":
            _add(parts, (element.text or "").translate(_PLAIN), raised=raised[-1])
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            _call(parts, "" if notes is None else notes.called(element))
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag == f"{W}r":
            if not _is_hidden(element):
                stack.append(iter(element))
                raised.append(_is_raised(element))
        else:
            stack.append(iter(element))
            raised.append(raised[-1])
    said.text = re.sub(r" {2,}", " ", "".join(parts).replace("</sup><sup>", ""))
    return said


def _add(parts: list[str], text: str, *, raised: bool) -> None:
    if raised and _CALL.fullmatch(text.strip()) and parts:
        _call(parts, text.strip())
    else:
        parts.append(text)


def _call(parts: list[str], mark: str) -> None:
    if mark:
        if parts and not parts[-1].endswith("</sup>"):
            parts[-1] = parts[-1].rstrip(" ")
        parts.append(f"<sup>{mark}</sup>")


def _properties(run: Any) -> Any | None:
    return run.find(f"{W}rPr")


def _is_hidden(run: Any) -> bool:
    properties = _properties(run)
    hidden = None if properties is None else properties.find(f"{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off")


def _is_raised(run: Any) -> bool:
    properties = _properties(run)
    align = None if properties is None else properties.find(f"{W}vertAlign")
    return align is not None and align.get(f"{W}val") == "superscript"
