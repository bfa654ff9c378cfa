"""The passives by which reports of meetings tell that somebody spoke."""

from __future__ import annotations

import re
from typing import Final

from kg.recognise.speech_words import NOUN

__all__ = ["PASSIVES"]

_BY: Final = r"(?:by|from)(?:,? or on behalf of)?[,:]?"
_DONE: Final = (
    r"(?:made|given|delivered|heard|presented|provided|offered|exercised|read out|raised)"
)
PASSIVES: Final = (
    re.compile(
        rf"\b{NOUN}(?: (?:from|before|after|in|on|under|about|regarding|concerning|for|to|at"
        rf"|during|of)"
        r" [^.;:]{1,120}?)?"
        rf" (?:was|were|had been) (?:also |then |subsequently |further |each |jointly |first )*"
        rf"{_DONE}(?P<mid>[^.;]{{0,120}}?) {_BY} (?P<who>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\b(?:was|were|been) (?:also |then |further |thereafter |\w+ly )*"
        r"(?P<noun>informed|briefed|updated|addressed|told|reminded|advised)"
        r"(?P<mid>| (?:(?! that\b)[^.;]){1,160}?(?<!ed)(?<!en)(?<!wn)(?<! held)(?<! made)(?<! led)"
        r"(?<! full)(?<! out)(?<! up)) by (?P<who>.+)",
        re.DOTALL,
    ),
    re.compile(
        rf"\b(?:heard|listened to|received|followed|featured|included|welcomed|thanked for)"
        rf" (?:also )?(?:an? |the )?{NOUN} (?:made |given |delivered |provided )?{_BY}"
        rf" (?P<who>.+)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\b(?P<noun>(?:statements?|presentations?|interventions?|remarks|introductions?|briefings?"
        r"|oral (?:reports?|updates?)|addresse?s?|speech(?:es)?|messages?|updates?|overviews?"
        r"|clarifications?|explanations?)(?= by| from| on |,)"
        r"|(?:information|details|views|comments|clarifications|explanations|concerns?"
        r"|questions?|suggestions?|proposals?|report|reports|update|summary"
        r"|overview|opinions?|positions?|statements?|presentations?|interventions?|remarks"
        r"|introductions?|briefings?) (?:\w+ )?(?:provided|given|presented|shared"
        r"|made|expressed|raised|delivered|voiced)(?: orally| at the (?:session|meeting))?)"
        rf"(?:[ ,]on [^.;,]{{1,80}})? {_BY} (?P<who>.+)",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?:[Tt]ook note of|noted|welcomed|heard|considered|thanked for|appreciat(?:ed|ion for))"
        r" (?:[\w’' ]{0,30} )?(?P<noun>reports?) (?:\w+ )?by (?P<who>.+)",
        re.DOTALL,
    ),
    re.compile(
        r"(?<!\bas )\b(?P<noun>presented|introduced|outlined|announced|raised"
        r"|(?:proposed|suggested)(?! by (?:the )?(?:\w+ )?[Ss]ecretariat)|(?<=was )proposed"
        r"|expressed|voiced|delivered|emphasi[sz]ed|stressed|highlighted|reported|pointed out|noted"
        r"|stated|explained|clarified|underlined|recalled|observed|shared)"
        r"(?P<mid>(?: orally| jointly| at the meeting| at the session)?) by (?P<who>.+)",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?:[Tt]ook note of|noted|welcomed|heard|following) (?:with \w+ )?(?:an? |the |this )?"
        r"(?:[\w-]+ )?"
        r"(?P<noun>information|statements?|presentations?|interventions?|remarks)"
        r" (?:by|from|of) (?P<who>(?:the |an? |Mr|Ms|[A-Z]).+)",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?P<noun>clarification|explanation|confirmation|assurance|announcement|suggestion"
        r"|statement|remark|information|observation)s? (?:by|of|from)"
        r" (?P<who>(?:the |an? )(?:\w+ )?(?:[Ss]ecretariat|[Rr]epresentative|[Oo]bserver"
        r"|[Dd]elegation"
        r"|[Cc]hair)[^,;.]{0,80}?) that ",
    ),
    re.compile(
        r"\b(?:Committee|Commission|Conference|Council|Assembly|Board|Meeting|Parties|Party|Group"
        r"|Bureau|Forum|Congress|Force|Body|It|[Pp]articipants|[Dd]elegations|[Mm]embers) "
        r"(?:also |then )?thanked (?P<who>(?:(?! for )[^.;]){3,300}) for (?:their|his|her|its"
        r"|the|an?) "
        r"(?:[\w-]+ ){0,3}?(?P<noun>presentations?|statements?|interventions?|briefings?|remarks"
        r"|updates?|introductions?)\b",
    ),
    re.compile(r"\b(?P<noun>heard) (?:also |then )?from (?P<who>.+)", re.DOTALL),
    re.compile(
        r"\b(?:dialogue|discussion|debate|exchange of views)\b[^.;]{0,60}? in which "
        r"(?P<who>.{3,2000}?)"
        r" (?:also )?(?P<noun>participated|took part)\b",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?:[Oo]n|[Aa]t|[Uu]pon) the (?P<noun>proposal|suggestion|initiative) of"
        r" (?P<who>(?:the|an?) (?:representative|delegation|observer)s? [^,;.]+)",
    ),
    re.compile(
        r"\b(?:proposal|suggestion|amendment|position|view|request|statement|motion"
        r"|candidature)s?\b"
        r"[^.;]{0,120}? (?:was|were) (?:also )?(?P<noun>supported|seconded|opposed|endorsed"
        r"|welcomed|echoed) by (?P<who>.+)",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?P<noun>speaking)(?: [^.;,]{1,80})? (?:was|were) (?P<who>.+)",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:keynote |lead |main )?(?P<noun>speakers|panell?ists|discussants|presenters)"
        r" (?:were|included|was)(?: the following)?:? (?P<who>(?:Mr|Ms|Mrs|Dr|Prof|[A-Z]).+)",
        re.DOTALL,
    ),
    re.compile(
        r"\b(?:made|proposed|suggested) by [^.;,]{1,80} and (?P<noun>supported|seconded) by"
        r" (?P<who>[^,;)]+)"
    ),
)
"""Each names the verb or noun of speech as ``noun`` and those who spoke as ``who``."""
