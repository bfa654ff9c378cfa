"""Find treaties and declarations that are not on the list but bear a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = [
    "HEADS",
    "Unlisted",
    "find_unlisted",
    "left_of",
    "name_left",
    "opens",
    "right_of",
    "treaty_or_declaration",
]

_TREATIES: Final = ("Convention", "Covenant", "Protocol", "Treaty", "Charter", "Agreement")
_DECLARATIONS: Final = (
    "Declaration", "Programme of Action", "Plan of Action", "Platform for Action",
    "Framework for Action", "Action Programme", "Action Plan", "Global Plan", "Framework",
    "Strategy",
)  # fmt: skip
_LOOSE: Final = ("Framework", "Strategy")
"""Nouns that are often no instrument's: a name of one tells its subject behind them."""
HEADS: Final = (*_TREATIES, *_DECLARATIONS)
"""The nouns by which a name is known for that of an instrument."""
_SOUGHT: Final = [(head, "Action" in head) for head in HEADS if head != "Agreement"]
"""Those sought here, and whether they speak of action; agreements go by other rules."""

_LEFT: Final = re.compile(
    r"(?:(?:Council|Organi[sz]ation|League|Association|Community|Union|Conference) (?:of|for) "
    r"(?:the )?)?(?:(?:[A-Z][\w'/-]*|\d{4}) )+$"
)
_RIGHT: Final = re.compile(
    r"(?:,? (?:and|or)? ?(?=[A-Z])| (?:of|on|for|against|to|the|and|in|or|from|by|at|as|with|its"
    r"|their|a|an|concerning|relating|regarding|between|under|other|than|all|those|non|both|into"
    r"|through|establishing|favour|among|without|towards|within|during|high-level|ministerial|special|session|meeting"
    r"|[a-z]+(?:st|nd|rd|th)|(?=[A-Z])| )){1,5}(?<= )[A-Z][\w'/-]*"
    r"(?: \d{1,4}\b(?!/))?"
)
_SUBJECT: Final = re.compile(r" (?:between|on|for|concerning|relating|to) (?:the |a )?[A-Z]")
_FIRST: Final = re.compile(
    r" (?:of|on|for|against|to|concerning|relating|regarding|between|Additional|Governing"
    r"|supplementing|establishing|in favour of)\b"
)
_JOINED: Final = re.compile(
    r",? (?:and|or) the (?=[A-Z\d])|, the |,? and (?:its|their|in|with|other|all|of|as|to|on) "
    r"|,? (?:and|or)? ?(?:the )?(?:[A-Z][\w'-]* ){1,6}"
    r"(?:Convention|Covenant|Declaration|Protocol)\b"
)
_NO: Final = re.compile(
    r" [IVX]{1,4}(?= to )| ?\(? ?Nos?\. ?\d{1,3}(?:, \d{1,3})*(?: and (?:No\. )?\d{1,3})?\)?"
)
_YEAR: Final = re.compile(r"(?:,| of) \d{4}\b")
_NO_NAME: Final = frozenset(
    ("The", "This", "That", "Said", "Draft", "Present", "Optional", "Additional", "First",
     "Second", "Third", "Provisional", "Such", "Both", "Political", "Ministerial", "Joint",
     "States", "Parties", "Member", "Framework", "Final", "In", "By", "Under", "Our", "A", "An",
     "Whereas", "New", "Constitutional", "International", "Global", "National", "Regional",
     "Chair", "Universal", "General", "Annotated", "Partial", "Technical", "Common", "Court",
     "Persons", "Party", "State", "Each", "Any", "Parties'", "Secretary-General's", "World",
     "Strategic", "Conference", "Priority")
)  # fmt: skip
_CAPITAL: Final = re.compile(r"\b[A-Z][\w'-]+")
_VERBAL: Final = re.compile(r"(?!United\b)[A-Z][a-z]+(?:ing|s|ed)\b")
_LITTLE: Final = re.compile(r"^(?:(?:The|This|In|By|Under|That|An?|[IVX]+|ANNEX|Annex) )+")
_TO: Final = re.compile(r" to (?:the|its|that|which|be)\b")
_ORGAN: Final = re.compile(r"^Cultural Organization ")
_AND_PLAN: Final = re.compile(
    r" and (?:Agenda|(?:Programme|Plan) of Action|Platform for Action|Framework for Action"
    r"|(?:Global )?Action Plan|Global Programme of Action)\b"
)
"""What goes on with the name of a declaration: "Declaration and Plan of Action"."""
_FURTHER: Final = re.compile(r" (?:[A-Z]|of Action)|-")
_NO_INSTRUMENT: Final = (" Initiative", " Review", " Committee", " Secretariat", " Fund")
"""How a name ends that is another thing's, though an instrument's stands in it."""
_POLITICAL: Final = re.compile(
    r"\b(?<!following )(?:[Pp]olitical|[Mm]inisterial) [Dd]eclaration (?:of \d{4}\b"
    r"|of the (?:General Assembly |United Nations )?high-level [^,;.\"]{1,200}"
    r"|(?:on|entitled) \"[^\"]{1,200}\")"
)
_PRINCIPLES: Final = re.compile(
    r"\b[Ss]tatement of principles(?: and (?:programme|plan) of action)?\b"
    r"(?:,? of [^,;.]{1,120}?(?=,|;|\.|$))?"
)
_ANNEXED: Final = re.compile(
    r",? (?:(?:as )?(?:contained|set out|set forth) in the annex|annexed) to [^,;.]{0,60}"
    r"\b(?:resolution|decision)\b"
)
"""What makes a name in small letters that of an instrument."""
_LONGEST: Final = 250
_LONG: Final = 3
_SMALL: Final = frozenset(("United", "Nations", "UN", "The", "and", "of", "Joint", "New", "Draft"))
"""Words that do not make a name long enough to be that of a framework or strategy."""
_THE: Final = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir)(?: new)? $|'s $")
_THING: Final = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|\d{4}) |\"|'s )$")
_OF_THING: Final = re.compile(
    r"(?:(?!Agreement|Accord|Road|Convention|Declaration|Protocol|Charter|Treaty)[A-Z][\w'-]* )"
    r"{1,3}(?:of|and) $"
)


class Unlisted(NamedTuple):
    """A name in a text of plain letters, the slice ``[start, end)``, and its head noun."""

    start: int
    end: int
    head: str


def treaty_or_declaration(head: str) -> str:
    """The class of the instruments with this head noun."""
    return "Treaty" if head in _TREATIES else "Declaration"


def find_unlisted(plain: str, last: dict[str, str]) -> Iterator[Unlisted]:
    """The names of instruments by their head nouns, but for the short form of a longer one.

    ``last`` keeps the longest form of each name in the document.
    """
    action = " Action" in plain or "Action " in plain
    for head, of_action in _SOUGHT:
        if of_action and not action:
            continue
        at = plain.find(head)
        while at >= 0:
            end = at + len(head)
            if not plain[end : end + 1].isalnum() and plain[at - 1 : at] in ("", " ", '"', "("):
                named = _named(plain, at, head)
                if named and not _is_short(plain[named.start : named.end], head, last):
                    yield named
            at = plain.find(head, end)
    if "tatement of principles" in plain:
        yield from _principles(plain, last)
    if "al declaration" in plain or 'eclaration on "' in plain:
        for found in _POLITICAL.finditer(plain):
            yield Unlisted(found.start(), found.end(), "Declaration")


def _principles(plain: str, last: dict[str, str]) -> Iterator[Unlisted]:
    """A statement of principles that a text says to be annexed to a resolution, and from then on.

    ``last`` keeps that it was.
    """
    for found in _PRINCIPLES.finditer(plain):
        if _ANNEXED.match(plain, found.end()):
            last["statement of principles"] = found[0]
        if "statement of principles" in last:
            yield Unlisted(found.start(), found.end(), "Declaration")


def _named(plain: str, at: int, head: str) -> Unlisted | None:
    """An instrument named by this head noun, if the words around it are a name of its own."""
    end = at + len(head)
    numbered = _NO.match(plain, end)
    left, right = left_of(plain, at), right_of(plain, numbered.end() if numbered else end)
    joined = _AND_PLAN.match(plain, end) if left and head == "Declaration" else None
    if joined:
        right = right_of(plain, joined.end())
    if "System-wide " in left or (head not in ("Protocol", "Protocols") and _TO.match(plain, end)):
        return None
    if not numbered and _FURTHER.match(plain, end) and (right == end or head == "Global Plan"):
        return None
    if plain.endswith(_NO_INSTRUMENT, at, right):
        return None
    if head in _LOOSE and not (left and _SUBJECT.match(plain, end)):
        left = name_left(plain, at)  # "the ITC Strategy" is none
        long = len(set(left.split()) - _SMALL) >= _LONG
        if not long or right != end or not _THE.search(plain, 0, at - len(left)):
            return None
    owned = any(w not in _NO_NAME and not w[0].isdecimal() for w in left.split())
    told = numbered is not None or any(
        w not in HEADS and w not in _NO_NAME for w in _CAPITAL.findall(plain, end, right)
    )
    return Unlisted(at - len(left), right, head) if owned or told else None


def opens(plain: str, at: int) -> bool:
    """Whether a verb that opens a sentence stands here."""
    opening = at == 0 or plain[max(0, at - 2) : at].rstrip().endswith((".", ";", ":", '"', ")"))
    return opening and _VERBAL.match(plain, at) is not None


def left_of(plain: str, at: int) -> str:
    """The capitalised words before ``at`` that belong to one name with what stands there.

    >>> left_of("Recalling the Council of Europe Convention", 32)
    'Council of Europe '
    """
    floor = max(0, at - 80)
    run = _LEFT.search(plain[floor:at])
    words = run[0] if run else ""
    words = words[words.rfind("'s ") + 3 :] if "'s " in words else words
    if words and opens(plain, at - len(words)):
        words = words.partition(" ")[2]
    return _ORGAN.sub("", _LITTLE.sub("", words))


def name_left(plain: str, at: int) -> str:
    """The words of a name before its noun, with those of "Disengagement of Forces"."""
    left = left_of(plain, at)
    if left:
        begin = at - len(left)
        more = _OF_THING.search(plain, max(0, begin - 80), begin)
        if more and _THING.search(plain, max(0, more.start() - 8), more.start()):
            return plain[more.start() : at]
    return left


def right_of(plain: str, end: int) -> int:
    """Where the name ends that begins before ``end`` ("… on the Rights of the Child")."""
    limit = min(len(plain), end + _LONGEST)
    stop = _JOINED.search(plain, end, limit)
    limit = stop.start() if stop else limit
    if not _FIRST.match(plain, end, limit):
        return end
    while more := _RIGHT.match(plain, end, limit):
        end = more.end()
    year = _YEAR.match(plain, end, limit)
    return year.end() if year else end


def _is_short(words: str, head: str, last: dict[str, str]) -> bool:
    """Whether it is the short form of a longer name that came before ("the ABC Action Plan")."""
    key = f"{words.partition(' ')[0]} … {head}"
    longest, before = last.get(key, ""), words.partition(head)[0]
    last[key] = max(longest, before, key=len)
    return len(before) < len(longest) and words.endswith(head)
