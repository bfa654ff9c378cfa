"""Know by what names a report calls the body that it is of, and which of its acts are history."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.model import Document
from kg.recognise.numbers import ORDINAL, ordinal_of
from kg.recognise.reporting import ReportingBody, reporting_body

__all__ = ["Speaking", "speaking"]

_SHORT: Final = {"Conference of the Parties": "COP", "Meeting of the Parties": "MOP"}
_COLLECTIVE: Final = (
    r"(?:participants|participating (?:States|countries)|delegates|States [Pp]arties"
    r"|the (?:States )?Parties|[Mm]inisters(?: and [^,;.]{3,60}?)?|[Hh]eads of [^,;.]{3,60}?)"
    r"(?: (?:present|participating in [^,;.]{3,60}|attending [^,;.]{3,60}))?"
)
"""Those at a meeting, whose common acts are the meeting's."""
_NOUNS: Final = (
    "Committee|Commission|Conference|Council|Board|Assembly|Forum|Congress|Meeting|Body|Group"
    "|Party|Panel|Force|Plenary|Network|Bureau|Union|Subcommittee|Sub-Commission|Subcommission"
    "|Mechanism|Platform|Partnership|Team|Seminar|Workshop|Summit|Session|Authority|Tribunal"
)
_HEAD: Final = re.compile(
    rf"(?:(?:Ad Hoc|Open-ended|[A-Z][\w-]+) ){{0,3}}?(?:{_NOUNS})\b(?: of the Parties"
    r"| of (?:Governmental |Legal |Technical )?Experts)?"
)
_LESS: Final = re.compile(r"^(?:Ad Hoc|Open-ended|Intergovernmental|[A-Z][\w-]+) ")
_ACRONYM: Final = (
    r" ?\((?:(?:the )?[“\"']?)(?P<short>[A-Z][A-Za-z]{0,3}[A-Z]\w{0,8}(?:[./-]\w{1,6}){0,3})"
)
_CALLED: Final = re.compile(
    r"(?:hereinafter|hereafter|henceforth)(?: referred to as| called)?,? (?:the )?[“\"']?"
    r"(?:the )?(?P<name>[A-Z][\w.-]*(?: (?:of (?:the )?)?[A-Z][\w.-]*){0,5})[”\"']?"
)
_ACTING: Final = re.compile(
    r"(?:^|[.;\n] ?|, )(?:The |the )?(?P<name>(?:[A-Z][\w-]*(?: (?:of|of the|on))? ){0,3}"
    r"[A-Z][\w./-]*\w) (?:also |further |then )?(?:took note|noted|decided|agreed|adopted"
    r"|requested|welcomed|endorsed|approved|elected|recommended|invited|considered)\b"
)
_OTHERS: Final = re.compile(
    r"\b(?:Mr|Ms|Mrs|Dr|Chair\w*|President|Secretar\w+|Rapporteur|Director\w*|Delegations?"
    r"|Representatives?|Speakers?|Member|States?|Bureau|Government|Assembly|Mr\.|He|She|It|They)\b"
)
_OTHERS_TOO: Final = re.compile(
    r"(?:Body|Group|Party|Force|Network|Union|Assembly|Team|Authority)", re.IGNORECASE
)
"""Names that in small letters may be somebody else's."""
_OWN: Final = re.compile(
    rf"\b(?:on|of|at) (?:the work of )?(?:its|the|their) (?P<ordinal>{ORDINAL})"
    r" (?:(?:regular|annual|ordinary|special|resumed|substantive) )?"
    r"(?P<event>session|meeting|conference|plenary)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"^(?:(?:In|By|Through|Under) (?:paragraphs? [\w ()]{1,20} of )?(?:its|the same|that|Commission"
    r"|Council|Committee|Conference) (?:\w+ )?(?:resolutions?|decisions?)\b"
    r"|(?:At|During|In|Since|Following) (?:the|its|their) (?:previous|last|preceding|former|earlier"
    r"|past)\b(?! two days)"
    r"|(?:Previously|Earlier|In the past|Last year|Historically|Since its (?:establishment"
    r"|inception))\b)",
    re.IGNORECASE,
)
_SESSION: Final = re.compile(
    rf"\b(?:at|during|since|in) (?:its|the|their) (?:(?:resumed|reconvened|special|previous) )?"
    rf"(?P<ordinal>{ORDINAL}) (?:(?:regular|annual|resumed|special) )?(?P<event>session|meeting)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"^(?:In|Since|By|During|On|At its)\b[^,]{0,30}?\b(?P<year>(?:19|20)\d\d)\b(?![/-]\d)"
)
_OFTEN: Final = 4
"""How often a body acts that is taken for the reporting one though the title names another."""
_ANY_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Speaking:
    """How a report speaks of its body.

    ``names`` is a pattern for the body's names, ``everybody`` one for those present at the
    meeting; ``ordinal`` and ``event`` are the reported session's and ``year`` the year of it.
    """

    body: ReportingBody
    names: str
    everybody: str
    ordinal: int | None
    event: str | None
    year: int | None

    def is_told(self, lead: str) -> bool:
        """Whether the words about an act place it before the meeting reported."""
        if _TOLD.match(lead):
            return True
        for found in _SESSION.finditer(lead):
            number = ordinal_of(found["ordinal"])
            figures = found["ordinal"][0].isdigit()
            if found["event"].lower() == "meeting" and (figures or self.event != "meeting"):
                continue
            if self.ordinal and number != self.ordinal:
                return "reconvened" not in found[0] and "resumed" not in found[0]
        year = _YEAR.match(lead)
        return bool(year and self.year and int(year["year"]) < self.year)


def speaking(document: Document, authority: Authority) -> Speaking | None:
    """By what names a report calls its body; None where no body acts in it."""
    text = document.source.text
    body = reporting_body(document, authority)
    acting = Counter(found["name"] for found in _ACTING.finditer(text))
    names = dict.fromkeys(_names(body, document, text) if body else ())
    if not body or not any(acting[name] for name in names):
        least = _OFTEN if body else 1
        most = next((n for n, k in acting.most_common() if k >= least and _is_body(n)), None)
        names.update(dict.fromkeys((most,) if most else ()))
        if most and not body:
            body = ReportingBody(document.body or most, (most,))
    if body is None:
        return None
    names.update(dict.fromkeys(("Meeting", "Plenary", "High-level Meeting")))
    names.update((short, None) for full, short in _SHORT.items() if full in names)
    own = _OWN.search(document.title or "") or _OWN.search(text[:3000])
    ordinal = document.session if document.session and document.session.isdigit() else None
    dated = _ANY_YEAR.search(document.date or "") or _ANY_YEAR.search(text[:1500])
    return Speaking(
        body,
        "|".join(_either_case(name) for name in sorted(names, key=len, reverse=True)),
        _COLLECTIVE,
        int(ordinal) if ordinal else ordinal_of(own["ordinal"]) if own else None,
        own["event"].lower() if own else None,
        int(dated[0]) if dated else None,
    )


def _names(body: ReportingBody, document: Document, text: str) -> Iterator[str]:
    full = [head for head in body.heads if head]
    yield from full
    for name in full:
        yield from _heads(name)
        for found in re.finditer(re.escape(name) + _ACRONYM, text):
            yield found["short"]
    for found in _CALLED.finditer(text[:20_000]):
        yield found["name"]
    for part in (document.symbol or "").split("/"):
        if re.fullmatch(r"(?:WP|AC|SC|GE|IG|EG|OEWG|CRP)\.\d+|TIB|SBI|SBSTA", part):
            yield part


def _heads(name: str) -> Iterator[str]:
    found = _HEAD.search(name)
    head = found[0] if found else ""
    while head:
        yield head
        less = _LESS.sub("", head, count=1)
        head = less if less != head and re.match(rf"[A-Z].*?\b(?:{_NOUNS})\b", less) else ""
    if found and " of " in found[0]:
        short = found[0].partition(" of ")[0]
        if short.split()[-1] != "Meeting":
            yield short.split()[-1]


def _is_body(name: str) -> bool:
    return bool(re.search(rf"\b(?:{_NOUNS})\b", name)) and not _OTHERS.search(name)


def _either_case(name: str) -> str:
    """A pattern for a name; "Expert Group" may be printed in small letters."""
    if name.isupper() or not re.search(rf"\b(?:{_NOUNS})\b", name, re.IGNORECASE):
        return re.escape(name)
    if _OTHERS_TOO.fullmatch(name):
        return name.capitalize()
    return "".join(
        f"[{c.upper()}{c.lower()}]"
        if c.isalpha() and (n == 0 or name[n - 1] in " -")
        else re.escape(c)
        for n, c in enumerate(name)
    )
