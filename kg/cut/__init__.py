"""Cut a source text into its numbered paragraphs with offsets; headings and footnotes apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.authority import Authority
from kg.cut.acts import cut_acts, display, is_act_symbol
from kg.cut.cleaning import Cleaned, clean, clean_slice
from kg.cut.front import symbol_of_file_name
from kg.cut.plain import cut_plain, cut_statement
from kg.cut.reports import cut_report, is_report
from kg.errors import SourceError
from kg.model import Document, SourceText

__all__ = ["Cleaned", "clean", "clean_slice", "cut", "symbol_of_file_name"]

_ACT: Final = re.compile(
    r"^[ \t]*(?:#+ )?(?:Resolutions?|Decisions?) adopted (?:by|at|on) "
    r"|^\d{1,4}/\d{1,4}[A-Z, and]{0,20}\.+\s[^\n]{1,400}\n\s{1,9}(?:[A-Z]\.?\s{1,9})?"
    r"(?:At (?:its|the) |On \d|The [A-Z][\w ]{3,40}, at its )"
    r"|^[ \t]*The (?:General Assembly|Conference of the Parties|[A-Z][\w ]*(?:Council|Commission"
    r"|Committee)[\w ]*),[ \t]*$",
    re.MULTILINE,
)
"""How the text of a resolution opens: who adopted it, or the speaker alone on a line."""
_OPENING: Final = 6000
_GIVEN: Final = "was given by the user"
_NAMED: Final = "is the file's name"
_FORM: Final = re.compile(r"(?=.*\d)\s*[^\W\d_][\w.()&-]*(?: \(\d{1,3}\))?(?:/[\w.()&*, -]+)+")
"""What every symbol looks like: letters, a slash, and somewhere a digit."""


def cut(
    source: SourceText, authority: Authority, *, symbol: str | None = None
) -> tuple[Document, ...]:
    """The documents of a source text, each cut into paragraphs, in the order of the text.

    A resolution, decision or draft is cut into recitals and operative paragraphs; a file with
    several gives one document for each, and one for each part. What is no act is cut into
    numbered paragraphs; the resolutions and decisions that a report holds come after it.

    A symbol that the text states wins over ``symbol``, the user's; where there is neither, the
    file's name is taken if it is one. Both ways are recorded as a warning.

    Raises:
        SourceError: no paragraph is numbered, and it is no document of the United Nations; or
            ``symbol`` does not look like one.
    """
    if symbol is not None and not _FORM.fullmatch(symbol):
        raise SourceError(
            source.file,
            f"the symbol given for it, “{symbol}”, is none",
            "give one such as A/RES/65/230",
        )
    named = symbol or symbol_of_file_name(source.file)
    said = _GIVEN if symbol else _NAMED
    # The symbol of a draft may be that of a draft report.
    named_act = is_act_symbol(named) and named is not None and not re.search(r"/L\.\d", named)
    opens = is_act_symbol(named) or _ACT.search(source.text, 0, _OPENING) is not None
    if named_act or (opens and not is_report(source.text)):
        acts = cut_acts(source, authority, named, said)
        if acts:
            return _compared(acts, symbol)
    statement = cut_statement(source, authority, named, said)
    if statement is not None:
        return (statement,)
    report = cut_report(source, authority, symbol)
    if report:
        return report
    whole = cut_plain(source, authority, named, said)
    if whole is not None:
        return (whole,)
    raise SourceError(
        source.file,
        "no numbered paragraph was found in it",
        "give the text of a report as it was issued",
    )


def _compared(acts: tuple[Document, ...], given: str | None) -> tuple[Document, ...]:
    """The acts, with a warning where the one act of a text bears another symbol than the user's."""
    if given is None or len(acts) > 1:
        return acts
    (act,) = acts
    named = act.symbol or (act.key if is_act_symbol(given) else None)
    mine = display(given)
    # "S/RES/2722" says less than "S/RES/2722 (2024)", and nothing else.
    if named is None or f"{named} ".casefold().startswith(f"{mine} ".casefold()):
        return acts
    said = f"the text states the symbol {named}, not {mine}"
    return (replace(act, warnings=(said, *act.warnings)),)
