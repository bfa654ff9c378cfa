"""Find the paragraph whose number is printed with a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.meant.cited import CitedText
from kg.meant.values import Citing, Decision, Named, Reason, Rule, Told

__all__ = ["printed_numbers", "resolve"]

_LIST: Final = r"\d{1,3}(?: ?\([a-z]+\))?(?:(?:,| and|–|-| to)+ ?\d{1,3}(?: ?\([a-z]+\))?)*"
_BEHIND: Final = re.compile(
    r",? \(?(?:(?P<annex>annex(?: [IVX]+)?),? )?"
    r"(?:(?:sect(?:ion|\.)) (?P<section>[IVXL]+(?:\.[A-Z])?),? )?"
    rf"para(?:graph)?s?\.? (?P<list>{_LIST})"
    r"(?!\d|(?:,| and|–|-| to) ?\d|,? (?:above|below|of|in)\b)"
)
"""Paragraphs named behind a number; what "of" follows belongs to the next one."""
_SECTION: Final = re.compile(
    r"\b(?:section|part|sect\.) (?P<section>[IVXL]+(?:\.[A-Z])?),? (?:of|to) "
    r"(?:(?:its|the|General Assembly|Assembly) )*$"
)
_SECTION_BEHIND: Final = re.compile(
    r"(?: of \d{1,2} [A-Z][a-z]+ \d{4})?, (?:section|sect\.) (?P<section>[IVXL]+)\b"
    r"(?!,? (?:of|to|and)\b)"
)
_NAMED: Final = re.compile(
    rf"\b(?:paragraphs? (?P<list>{_LIST})|para(?:graph)?s?\. (?P<short>{_LIST})) (?:of|to) "
    r"(?:the )?(?P<annex>annex(?: [IVX]+)?(?=[ ,]))?"
    r"(?P<name>(?:(?! report\b)[^;\d]|\b\d{4}\b){0,200}?)"
    r"(?P<link>\(|(?:adopted|contained|annexed|endorsed)[^;]{0,40}? (?:as|in|by|to)| (?:to|of))"
    r"(?: (?:its|the|General|Assembly|Human|Rights|Council))* ?$"
)
"""Paragraphs of a declaration or annex by its name: "paragraph 8 of the Charter (resolution …"."""
_RANGE: Final = re.compile(r"(?P<from>\d{1,3}) ?(?:to|through|–|-) ?(?P<to>\d{1,3})")
_NUMBER: Final = re.compile(r"\d{1,3}(?: ?\([a-z]+\)){0,2}")


def printed_numbers(citing: Citing, which: int, cited: CitedText) -> Decision | None:
    """The paragraphs whose numbers are printed; None where none is printed."""
    named = citing.citations[which]
    text = citing.text
    if named.target:
        wanted = _range(text[named.start : named.end], named.target)
        return _found(wanted, named, cited, Rule.NUMBER, Told(named.start, named.end))
    behind = _BEHIND.match(text, named.end)
    if behind:
        head = f"{behind['annex']}." if behind["annex"] else ""
        head = _annexed(head) + (f"{behind['section']}." if behind["section"] else "")
        wanted = [head + number for number in _numbers(behind["list"])]
        return _found(wanted, named, cited, Rule.NUMBER, Told(behind.start(), behind.end()))
    before = _NAMED.search(text, max(0, named.start - 320), named.start)
    if before and (before["annex"] or before["link"].strip() not in ("to", "of")):
        numbers = list(_numbers(before["list"] or before["short"]))
        heads = (_annexed(f"{before['annex'] or 'annex'}."), "")
        for head in heads[:1] if before["annex"] else heads:
            wanted = [head + number for number in numbers]
            told = Told(before.start(), before.end())
            found = _found(wanted, named, cited, Rule.NUMBER, told)
            if found.decided:
                return found
    section = _SECTION.search(text, max(0, named.start - 60), named.start)
    section = section or _SECTION_BEHIND.match(text, named.end)
    if section:
        name = section["section"]
        ids = [i for i in cited.ids if i.startswith((f"{name}.", f"annex.{name}."))]
        heading = [i for i in ids if i.endswith((f"{name}.heading",))]
        if heading:
            told = Told(section.start(), section.end())
            return Decision((heading[0],), 1.0, Rule.SECTION, None, (told,))
        return Decision((), 0.0, Rule.SECTION, Reason.NO_SUCH)
    return None


def _annexed(head: str) -> str:
    found = re.fullmatch(r"annex (?P<roman>[IVX]+)\.", head)
    if found is None:
        return head
    romans = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    return f"annex{romans.index(found['roman']) + 1}." if found["roman"] in romans else head


def _found(
    wanted: Sequence[str], named: Named, cited: CitedText, rule: Rule, told: Told
) -> Decision:
    ids = [ident for one in wanted for ident in [resolve(one, cited.ids)] if ident]
    if not ids:
        return Decision((), 0.0, rule, Reason.NO_SUCH)
    return Decision(tuple(dict.fromkeys(ids)), 1.0, rule, None, (told,))


def _numbers(words: str) -> Iterator[str]:
    at = 0
    for between in _RANGE.finditer(words):
        yield from _listed(words[at : between.start()])
        first, last = int(between["from"]), int(between["to"])
        yield from (str(n) for n in range(first, last + 1) if last - first < 200)
        at = between.end()
    yield from _listed(words[at:])


def _listed(words: str) -> Iterator[str]:
    for found in _NUMBER.finditer(words):
        yield found[0].replace(" ", "")


def _range(printed: str, target: str) -> list[str]:
    """The paragraphs of a range that begins with a target ("47 to 62"), else the target alone."""
    number = re.search(r"\d+$", target)
    if number is None:
        return [target]
    for between in _RANGE.finditer(printed):
        first, last = int(between["from"]), int(between["to"])
        if first == int(number[0]) and first < last < first + 200:
            head = target[: number.start()]
            return [f"{head}{n}" for n in range(first, last + 1)]
    return [target]


def resolve(wanted: str, ids: Sequence[str]) -> str | None:
    """The id of a paragraph whose number is printed, where one and no other bears it.

    >>> resolve("op7", ("pp1", "I.op6", "I.op7", "II.op8")), resolve("op51", ("op1", "51"))
    ('I.op7', '51')
    >>> resolve("annex.3", ("op3", "annex1.3", "annex2.3")) is None
    True
    """
    head, _, number = wanted.rpartition(".")
    number = number.removeprefix("op")
    if re.fullmatch("[IVXL]+", head) and not any(f".{head}." in f".{i}" for i in ids):
        head = ""  # the text is cut without the heading of its first section
        if any(i.startswith(f"op{number}~") for i in ids):
            return None
    for name in (f"op{number}", number):
        exact = f"{head}.{name}" if head else name
        if exact in ids:
            return exact
    ends = (f".op{number}", f".{number}")
    within = [i for i in ids if i.endswith(ends) and not i.startswith("draft")]
    if head:
        kind = head.rstrip("0123456789").partition(".")[0]
        within = [i for i in within if i.startswith(kind) or f".{head}." in i]
    else:
        within = [i for i in within if not i.startswith("annex")] or within
    return within[0] if len(within) == 1 else None
