"""The words that open the mention of a speaker: "the representative of", "Ms. A", "the Chair"."""

from __future__ import annotations

from typing import Final

from kg.recognise.speaker_names import NAME, PREFIX, TITLE
from kg.recognise.speech_words import LOWER_OFFICE, OFFICE

__all__ = ["MARK"]

_FULL_NAME: Final = rf"(?!(?:The|An?|In|On|At|As|For|Other|His|Her|Its|Their) )(?=\S+ ){NAME}"
MARK: Final = (
    r"(?P<observer>(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Bb]oth|[Oo]ther) )?[Oo]bservers?"
    r" (?:for|from|of|representing) )"
    r"|(?P<representative>(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Bb]oth|[Oo]ther) )?(?:(?:Government )?"
    r"[Rr]epresentatives?|Government members?|[Dd]elegates?|[Dd]elegations?"
    r"|[Ss]pokes(?:person|man|woman)|[Ss]peakers?)(?: \([^()]{1,40}\))?"
    r" (?:of|from|for|representing):? )"
    r"|(?P<adjective>(?:(?:[Tt]he|[Aa]n?) )?(?P<whose>(?!(?:The|An?) )[A-Z][\w/&-]*"
    r"(?: (?:and |of |for )?[A-Z][\w/&-]*){0,5}) (?:representative|observer|delegate|delegation)\b"
    r"(?! (?:of|from|for)\b))"
    r"|(?P<listed>(?:[Tt]he )?(?:(?:[a-z-]+ )?organi[sz]ations|companies|associations|NGOs) "
    r"(?=[A-Z]))"
    r"|(?P<expert>(?:(?:[Tt]he|[Aa]n?) )?[Ee]xperts? (?:from|of) )"
    r"|(?P<secretariat>(?:(?:[Tt]he|[Aa]n?) )?(?:(?:[A-Z][\w/.-]*|[Jj]oint) ){0,4}?"
    r"[Ss]ecretariats?(?: (?:of|to|for) (?:the )?[A-Z][^,;:()]*?(?=,|;| and |\(|$))?)"
    rf"|(?P<person>{TITLE} {NAME})"
    rf"|(?P<office>(?:(?:His|Her) Excellency,? )?(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts) "
    rf")?{PREFIX}{OFFICE}"
    rf"|(?:[Tt]he|[Aa]n?) {LOWER_OFFICE})"
    rf"|(?P<bare>{_FULL_NAME}(?= \([A-Z]|, (?:the [Rr]epresentative|representatives? of"
    rf"|(?:[A-Z][\w’'-]* (?:of |and |for |the )*){{0,5}}?{OFFICE})))"
)
"""What opens the mention of one speaker, or of several of one capacity, in a phrase."""
