"""Say what a block of an act is by its form: speaker, closing line, annex, heading, clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.cut.acts.blocks import Block
from kg.cut.acts.words import MONTH, ordinal
from kg.cut.scope import arabic

__all__ = [
    "ANNEX",
    "TOLD",
    "Forms",
    "Header",
    "header_of",
    "is_closing",
    "is_french",
    "is_vote",
    "opens_recital",
]

_NUMBER: Final = (
    r"(?:(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?:(?:,| and|, and) [A-Z])*)?"
    r"|\d{1,4}\.? ?[A-Z]? ?\((?:E?S-)?[IVXLC]+\)(?: [A-Z])?"
    r"|\d{1,4} \(\d{4}\)|\d{1,3}/[A-Z]{1,6}\.\d{1,3}"
    # A scan that reads the numerals I to III as ones.
    r"|\d{1,3} ?\((?P<misread>1{1,3})\)(?=\. [A-Z]))"
)
_HEADER: Final = re.compile(
    rf"(?:(?P<word>Resolution|Decision|RESOLUTION|DECISION) )?(?P<number>{_NUMBER})"
    r"(?P<dot> ?[.:]+| ?$|(?= [A-Z“]))\s*(?P<title>.*)",
    re.DOTALL,
)
_SPEAKER: Final = re.compile(
    r"[“\"„«]?((?:The )?(?:[A-Z][\w’'-]*|of|the|for|and|on|to|in|its|at|by)"
    r"(?: \(?(?:[A-Z][\w’'-]*|of|the|for|and|on|to|in|its|at|by)\)?,?){0,24}?)\s?[,.:]?"
)
_ORGAN: Final = re.compile(
    r"\b(?:Assembly|Council|Commission|Committee|Conference|Board|Forum|Parties|Congress"
    r"|Ministers|Meeting)\b"
)
_CLOSING: Final = re.compile(
    r"(?:\d{1,5}(?:st|nd|rd|th|d)|(?P<worded>[A-Z][a-z]+(?:[ -](?!plenary|closed)[a-z]+){0,6})) "
    r"(?:(?:plenary|closed|\([^)]{1,20}\)) ){0,2}"
    rf"meetings?[,.]?(?:\s*\d{{1,2}} {MONTH} \d{{4}}\.?)?",
)
TOLD: Final = re.compile(
    r"(?:At (?:its|the)|The [A-Z][\w ]{3,60}?, at its) (?P<meeting>.{3,90}?\bmeetings?)\b"
    rf"|On (?=\d{{1,2}} {MONTH} \d{{4}}, the [A-Z])",
    re.DOTALL,
)
"""How a decision begins that is told: at which meeting, or on which day, it was taken."""

_NAMED: Final = re.compile(r"\b[Tt]he ([A-Z][\w-]*(?: (?:[A-Z][\w-]*|of|on|the|and|for))*)")
_DECIDES: Final = re.compile(r",| (?:\w+ly )?(?:took|agreed|\w{3,}ed)\b")
_TELLING: Final = 900
_DAY: Final = re.compile(rf"\d{{1,2}} {MONTH},? \d{{4}}\.?")
_VOTE: Final = re.compile(
    r"\[?\(?(?:Adopted (?:by|without|unanimously|as orally"
    r"|at the \d+\w+ meeting (?:by|unani|without))"
    r"|(?:Resolution|Decision|Draft resolution) (?:adopted|rejected) by|The resolution was adopted"
    r"|RECORDED VOTE|Recorded vote)"
)
ANNEX: Final = re.compile(
    r"(?P<kind>Annex(?:es)?|Appendix|Attachment|Enclosure)(?:\s+(?P<label>[IVXLC]+|\d{1,2}|[A-Z])"
    r"(?:\.\d)?)?(?P<to> to (?:the )?(?:present )?resolution.{0,20})?(?:\s*[.:–—*-]\s*|\s*$|\n)",
    re.IGNORECASE,
)
"""The words that open an annex."""

_LEAD: Final = re.compile(
    r"[“\"„«‘']?(?:(?:Also|Further|Furthermore|Again|Once again|Once more|Moreover|Finally"
    r"|Accordingly|[A-Z][a-z]+ly|also|further|again|furthermore|moreover|once again|[a-z]+ly|and"
    r"|hereby|therefore|in addition|In addition|to this end|in this regard)[, ]+)*([A-Za-z][\w’-]*)"
)
_PARTICIPLE: Final = re.compile(r"[A-Za-z-]{2,}(?:ing|ed)$")
_RECITAL_WORDS: Final = frozenset(
    (
        "anxious", "appreciative", "aware", "cognizant", "confident", "conscious", "desirous",
        "ever", "fully", "grateful", "keen", "mindful", "whereas",
    )
)  # fmt: skip
_LONG_NAME: Final = 3
_FRENCH: Final = re.compile(
    r"\b(?:le|la|les|des|du|et|une|que|qui|par|dans|pour|aux|au|sur|est|ses|son|sa|cette|ce|ou|d’une"
    r"|de|en|il)\b|\b[dlnsq]['’][a-zéèêàâ]",
    re.IGNORECASE,
)
_ENGLISH: Final = re.compile(
    r"\b(?:the|of|and|to|in|that|by|for|which|with|its|is|are|be|on|as|this|their)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """The number of an act with its title, as ``74/173.`` or ``Resolution 2231 (2015)``."""

    number: str
    title: str
    word: str | None = None


def header_of(words: str) -> Header | None:
    """The number and title that a block opens an act with; None where it does not.

    >>> header_of("90/12. Lighthouses").number, header_of("Resolution 12 (XC)").number
    ('90/12', '12 (XC)')
    >>> header_of("12/90 of the lighthouses") is None
    True
    """
    if len(words) > 900:
        return None
    found = _HEADER.fullmatch(words)
    if found is None:
        return None
    if not found["dot"].strip() and found["title"] and not found["title"][:1].isupper():
        return None
    number = re.sub(r"(?<=\d)\.?\s*(?=\()", " ", found["number"])
    if found["misread"]:
        number = f"{number.partition('(')[0]}({'I' * len(found['misread'])})"
    number = re.sub(r"(?<=[A-Z])(?=\()", " ", number)
    return Header(number, found["title"].strip(), (found["word"] or "").capitalize() or None)


def is_closing(words: str) -> bool:
    """Whether a block closes an act: the meeting, with or without its date.

    >>> is_closing("Second plenary meeting"), is_closing("Frequency of meetings")
    (True, False)
    """
    found = _CLOSING.fullmatch(words) if len(words) < 90 else None
    return found is not None and (not found["worded"] or ordinal(found["worded"]) is not None)


def is_day(words: str) -> bool:
    """Whether a block is a date and nothing else."""
    return len(words) < 30 and _DAY.fullmatch(words) is not None


def is_vote(words: str) -> bool:
    """Whether a block says how an act was adopted: by a vote or without one."""
    return _VOTE.match(words) is not None


def is_french(words: str) -> bool:
    """Whether the words are French rather than English.

    >>> is_french("Invite le Secrétaire général à faire rapport"), is_french("Asks for a report")
    (True, False)
    """
    part = words[:600]
    if len(part) < 60 and re.search(r"[éèêëàçùôî]", part):
        return not _ENGLISH.search(part)
    return len(_FRENCH.findall(part)) > 1.2 * len(_ENGLISH.findall(part))


def opens_recital(words: str) -> bool:
    """Whether words open as a recital does: with a participle or an adjective of the mind.

    What follows is not looked at, so a title such as "Combating trafficking" does so too.

    >>> opens_recital("Recalling its resolution"), opens_recital("Requests the Keeper")
    (True, False)
    """
    found = _LEAD.match(words)
    if found is None:
        return False
    return found[1].lower() in _RECITAL_WORDS or _PARTICIPLE.fullmatch(found[1]) is not None


@dataclass(frozen=True, slots=True)
class Forms:
    """What needs the authority list to be told: who speaks, and which words open a clause."""

    authority: Authority
    verbs: frozenset[str]

    @classmethod
    def of(cls, authority: Authority) -> Forms:
        """The forms with the verbs of an authority list."""
        return cls(authority, frozenset(verb.split()[0] for verb in authority.verbs))

    def opens_operative(self, words: str) -> bool:
        """Whether words open as an operative paragraph does: with a verb in the present."""
        found = _LEAD.match(words)
        if found is None or not words.lstrip("“\"„«‘'")[:1].isupper():
            return False
        word = found[1].lower()
        return word in self.verbs or word.replace("ises", "izes") in self.verbs

    def speaker(self, words: str) -> str | None:
        """The name of the body that a block of its own says to be speaking, else None."""
        if len(words) > 240:
            return None
        found = _SPEAKER.fullmatch(words)
        if found is None or not _ORGAN.search(found[1]):
            return None
        known = self.authority.body(found[1]) is not None
        if found[1].startswith("The "):
            return found[1] if known or words[-1:] in ",:" else None
        return f"The {found[1]}" if known and words.endswith(",") else None

    def speaks(self, block: Block) -> bool:
        """Whether somebody is said to speak in a block, or to have decided what it tells."""
        return not block.label and (
            self.speaker(block.words) is not None
            or self.opening(block.words) is not None
            or TOLD.match(block.words) is not None
        )

    def opening(self, words: str) -> str | None:
        """The name of a known body with which a block opens that goes on in the same breath."""
        if not words.startswith(("The ", "“The ")):
            return None
        names = re.match(
            r"[“\"]?(The (?:[A-Z]\w*|of|the|and|for|on)(?: (?:[A-Z]\w*|of|the|and|for|on)){0,12})",
            words,
        )
        if names is None:
            return None
        parts = names[1].split()
        for count in range(len(parts), 1, -1):
            name = " ".join(parts[:count])
            organ = count > _LONG_NAME or _ORGAN.search(parts[count - 1])
            if organ and self.authority.body(name):
                return name
        return None

    def told(self, words: str) -> str | None:
        """The known body that the telling of a decision names as deciding, the first one else.

        The words are those of a decision told in the report's style, "At its 2nd meeting, …";
        the body that decides is followed by a comma or its verb, another's by its decision.
        """
        first: str | None = None
        for found in _NAMED.finditer(words[:_TELLING]):
            name = f"The {found[1]}"
            if not _ORGAN.search(found[1]) or self.authority.body(found[1]) is None:
                continue
            if _DECIDES.match(words, found.end()):
                return name
            first = first or name
        return first

    def id_of(self, name: str | None) -> str | None:
        """The id of a body by its name, else the name."""
        if name is None:
            return None
        body = self.authority.body(name)
        return body.id if body else name.removeprefix("The ")


def roman(label: str) -> int:
    """The value of a roman numeral, 0 where it is none."""
    return arabic(label) if label else 0
