"""List the numbered paragraphs in which nothing was recognised, each with a reason that is true.

A reason looks at the words alone, not at what the recognisers made of them: where somebody may
be speaking, a document be named or the reporting body be acting, it says that nothing was
recognised, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kg.model import Finding, Paragraph, Unread
from kg.recognise.passages import LONGEST

__all__ = ["unread_paragraphs"]

_READ: Final = ("report", "preambular", "operative")
_NO_WORDS: Final = re.compile(r"[^\w]*(?:\w+[^\w]+){0,2}\w*[^\w]*")
_ORGAN: Final = (
    r"(?:Committee|Commission|Groups?|Party|Parties|Conference|Meeting|Board|Council|Assembly|Forum"
    r"|Body|Bureau|Panel|Congress|Platform|Union)"
)
_ACTS: Final = re.compile(
    rf"\b[Tt]he (?:[A-Z][\w-]+ |of |on |for |and |the ){{0,8}}{_ORGAN}(?: \([^()]{{1,40}}\))?,?"
    r" (?:which )?(?:also |further |then |therefore |accordingly |unanimously )?"
    r"(?:took|[a-z]+ed|held|met|heard|chose|agrees|notes|decides)\b"
    r"|\b(?:was|were) (?:\w+ly |also )?(?:agreed|adopted|approved|elected|decided|endorsed"
    r"|requested|invited|mandated|appointed|established|postponed|deferred)\b"
    r"|\band (?:requested|mandated|decided|agreed|invited|asked|adopted|endorsed|approved|welcomed)"
    r" (?:its|the|to|that)\b"
)
_PART_ACTS: Final = re.compile(r"(?:Also |Further )?(?:Took|[A-Z][a-z]+ed|Chose)\b")
_PRESENT: Final = re.compile(
    r"\b(?:represented|attended|took part|participated|present(?= at\b|\.$))\b"
    r"|\b(?:Mr|Ms|Mrs|Dr)\b[^;]{0,200}\b(?:Chair|Vice-Chair|President|Rapporteur)\b|chaired by"
)
_PAPER: Final = re.compile(
    r"\b[A-Z]{1,6}(?:/[A-Z0-9][\w.-]{0,20}){1,8}|\b(?:[Rr]esolution|[Dd]ecision) [\dIVX]"
    r"|\b[Ii]nformal document|\bConvention\b|\bCharter of the United Nations"
)
_NAMED: Final = (
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Prof|Messrs|H\.E)\b|\b[Rr]epresentatives? (?:of|from) "
    r"(?!other|various|several|some|many|all\b|international|member|different)|\bObserver for"
    r"|\b[Oo]bservers? (?:for|of|from) |\b[Dd]elegations? (?:of|from) |\b[Ss]ecretariat\b|\bChair"
    r"|\b(?:Vice-)?President\b|\bRapporteur\b|\bDirectors?\b|\bSecretary|\bMinister\b"
    r"|\bGovernments? of |\b[A-Z]{3,8}\b)"
)
_SPOKE: Final = (
    r"\b(?:made|delivered|gave|said|stated|informed|presented|introduced|reported|noted|stressed"
    r"|emphasized|underlined|underscored|highlighted|explained|briefed|announced|expressed"
    r"|thanked|suggested|proposed|welcomed|recalled|pointed out|mentioned|indicated|spoke|took the"
    r" floor|asked|called|shared|described|outlined|updated|added|commented|reminded|stated"
    r"|reiterated|drew attention|addressed)\b"
)
_SPEAKS: Final = re.compile(
    rf"{_NAMED}[^;]{{0,400}}?{_SPOKE}|{_SPOKE}[^.;]{{0,60}} by [^.;]{{0,60}}?{_NAMED}"
)
_INFORMED: Final = re.compile(
    r"\b(?:was|were),?(?: in particular,)? (?:also |further |then )?(?:informed|briefed|updated"
    r"|advised|reminded|presented with|apprised|made aware)\b"
)
_NAMELESS: Final = re.compile(
    r"\b(?:[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Aa] (?:large )?number of|[Oo]thers?|[Oo]ne|[Tt]wo"
    r"|[Tt]hree|[Aa] few|[Vv]arious|[Aa]nother|[Aa]ll|[Aa] majority of|[Cc]ertain|[Aa]) (?:other "
    r"|of the |small )?(?:\w+ )?(?:delegations?|delegates?|speakers?|representatives?"
    r"|participants?|members?|countries|experts?|States|[Pp]arties|panellists?|observers?)\b"
    r"|(?:^|[.;] )(?:[Dd]elegations|[Dd]elegates|[Ss]peakers|[Pp]articipants|[Ee]xperts"
    r"|[Pp]anellists|[Rr]epresentatives|[Mm]ember States|[Oo]thers|[Mm]embers)\b"
)
_UTTERED: Final = re.compile(
    r"\b(?:was|were) (?:also |further |generally )?(?:noted|underlined|underscored|emphasized"
    r"|highlighted|stressed|mentioned|expressed|raised|recalled|suggested|proposed|pointed out"
    r"|acknowledged|reiterated|welcomed|commended|discussed|made|felt|explained|stated|said"
    r"|considered|recognized|encouraged|reaffirmed)\b"
)
_PRONOUN: Final = re.compile(r"(?:He|She|They|His|Her|Their|In (?:his|her) \w+, (?:he|she))\b")
_CEREMONY: Final = re.compile(
    r"\b(?:was|were|been) (?:formally |officially )?(?:re)?(?:opened|closed|chaired|moderated"
    r"|co-chaired|adjourned|suspended|declared closed|declared open)\b|\b(?:opened|closed|adjourned"
    r"|suspended|moderated|chaired|co-chaired) (?:the|this)\b"
    r"|\bdeclared\b.{0,80}\b(?:closed|open)\b"
)
_PLANNED: Final = re.compile(r"\b(?:will|would|shall|is to be|are to be|was to be|were to be)\b")

_GAP: Final = (
    "no meeting, speaker, document, citation or act of the reporting body was recognised in it"
)


def unread_paragraphs(
    paragraphs: Sequence[Paragraph], found: Sequence[Finding]
) -> tuple[Unread, ...]:
    """The numbered paragraphs in which nothing was found, with the reason.

    A paragraph one of whose parts was read counts as read.
    """
    read = {finding.paragraph for finding in found}
    parents = {_parent(p.id) for p in paragraphs if p.id in read}
    by_id = {p.id: p for p in paragraphs}
    return tuple(
        Unread(p.id, _why(p, by_id))
        for p in paragraphs
        if p.kind in _READ and p.numbered and p.id not in read and p.id not in parents
    )


def _parent(ident: str) -> str:
    return ident.rpartition("(")[0]


def _why(paragraph: Paragraph, by_id: Mapping[str, Paragraph]) -> str:
    words, ident = paragraph.text, paragraph.id
    if len(words) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if words.endswith(":"):
        return "it only introduces what follows"
    if paragraph.kind == "preambular":
        return "it cites nothing"
    if paragraph.kind == "operative":
        return "no clause was recognised in it"
    if re.match(r"(?:annex|appendix)", ident):
        return "it stands in an annex, whose acts are not the meeting's"
    if ident.startswith("draft"):
        return "it stands in a draft recommended to another body, whose acts are not the meeting's"
    if _NO_WORDS.fullmatch(words):
        return "it holds too few words to state anything"
    whole = by_id.get(ident.partition("(")[0], paragraph).text
    if re.match(r"We(?:,| [a-z])", whole):
        return "it is part of a declaration in the first person, not told of the meeting"
    return _of_report(words, by_id.get(_parent(ident)))


def _of_report(words: str, parent: Paragraph | None) -> str:
    """The reason for a paragraph that tells of the meeting."""
    told = (_ACTS, _PAPER, _SPEAKS, _PRESENT)
    if any(pattern.search(words) for pattern in told):
        return _GAP
    if parent is not None and _PART_ACTS.match(words):
        return _GAP
    if parent is not None:
        return f"it is a part of paragraph {parent.id} with no act, speaker or document of its own"
    if _PRONOUN.match(words):
        return "it goes on with what a speaker of a paragraph before said"
    if _INFORMED.search(words):
        return "it tells what the meeting was informed of, without naming who informed it"
    if _NAMELESS.search(words):
        return "it tells what speakers without a name said or did"
    if _UTTERED.search(words):
        return "it tells what was said without naming who said it"
    if _CEREMONY.search(words):
        return "it tells only who opened, chaired or closed the meeting or a part of it"
    if _PLANNED.search(words):
        return "it tells what is planned, and names no speaker, document or act of the meeting"
    return "it describes a matter, and names no speaker, document or act of the meeting"
