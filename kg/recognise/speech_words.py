"""The words by which reports of meetings tell that somebody spoke: verbs, nouns and offices."""

from __future__ import annotations

from typing import Final

__all__ = ["ADVERBS", "LOWER_OFFICE", "NOUN", "OFFICE", "VERB"]


def _alternatives(*words: str) -> str:
    return "|".join(word for line in words for word in line.split(";"))


_STATING: Final = _alternatives(
    "said;stated;noted;informed;introduced;presented;briefed;reported;stressed;added",
    "emphasi[sz]ed;highlighted;underlined;underscored;pointed (?:out|to);expressed;voiced",
    "thanked;welcomed;suggested;proposed;announced;recalled;reaffirmed;reiterated;reminded",
    "explained;clarified;described;outlined;observed;remarked;commented;replied;responded;answered",
    "referred (?:to|participants|delegations);mentioned;indicated;confirmed;affirmed;acknowledged",
    "commended;congratulated;praised;applauded;deplored;regretted;condemned;cautioned;warned",
    "concluded (?:that|by);summari[sz]ed;summed up;reflected (?:on|upon);elaborated;told;shared",
    "illustrated;assured;pledged;declared that;argued;maintained that;insisted;detailed",
    "spoke;took the floor;addressed;intervened;discussed how;expanded on;gave thanks",
    r"drew (?:the )?(?:[\w’' -]{1,40} )?attention;called (?:\w+ )?attention;paid (?:\w+ )?tribute",
    "conveyed;extended (?:his|her|its|their|a|an|warm|sincere|thanks|congratulations|condolences)",
    r"touched (?:up)?on;focused (?:his|her|its|their)? ?(?:\w+ )?on;lamented",
    r"updated (?:on|it|them|participants|delegat\w+|members|the (?:[A-Z]|meeting|participants"
    r"|delegat|members|group|session))[\w’-]*",
    "read out;spelled out;wished;exercised (?:his|her|its|their|the) right",
    "(?<=orally )(?:revised|corrected|amended)",
)  # fmt: skip
"""Verbs of which anybody is the subject who tells the meeting something."""

_URGING: Final = _alternatives(
    "supported;opposed;objected;asked;requested;encouraged;invited;urged;called (?:for|upon|on)",
    "appealed;recommended;advocated;endorsed;seconded;echoed;questioned;inquired;enquired;sought",
    "offered;volunteered;agreed(?: with| that|(?=[.,]|$));disagreed;disassociated;dissociated",
    r"aligned (?:itself|himself|herself|themselves|with);associated (?:\w+sel\w+|with)",
    "considered that;believed;felt that;hoped;wished to;was (?:also )?of the (?:view|opinion)",
    "were (?:also )?of the (?:view|opinion);raised (?:the|a|an|concerns?|questions?|issues?)",
    "moved (?:for|that|to);withdrew;accepted;reserved;doubted;preferred;favou?red;joined others",
    "appreciated;advised;committed;registered;entered;advanced;posed;tabled",
)  # fmt: skip
"""Verbs that are speech where a delegation or person does them, and may be acts elsewhere."""

ADVERBS: Final = (
    r"(?:(?:,? ?(?:also|then|further|furthermore|each|all|both|again|once again|thereafter|jointly"
    r"|subsequently|briefly|therefore|thus|strongly|fully|warmly|orally|likewise|similarly"
    r"|accordingly|in addition|moreover|however|together|first|finally|in turn|clearly"
    r"|respectively|in response|in reply|in conclusion|in particular|specifically),?) )*"
)
"""What may stand between a subject and its verb."""

_OBJECT: Final = (
    r"statements?|presentations?|remarks|interventions?|introductions?|addresse?s?|speech(?:es)?"
    r"|briefings?|comments?|observations|overviews?|updates?|summar(?:y|ies)|clarifications?"
    r"|explanations?|information|details|accounts?|messages?|reports?|background|examples?"
    r"|proposals?|suggestions?|reservations?|appeals?|points? of order|appreciation|insights?"
    r"|pledges|perspectives?|demonstrations?|answers?|responses|lectures?|declarations?|thanks"
    r"|descriptions?|outlines?|analys[ei]s|recommendations?|requests?|objections?|feedback"
)
VERB: Final = (
    rf"(?:(?P<said>{_STATING}|{_URGING})"
    rf"|(?P<made>made|gave|delivered|provided|offered) (?P<object>[^.;:,]{{0,60}}?"
    rf"\b(?:{_OBJECT}))"
    r")\b(?! by (?!video|tele|corr|letter|acclam))"
)
"""A verb of speech; ``said`` or ``made`` with its ``object``."""

NOUN: Final = (
    r"(?P<adjective>(?:(?:opening|introductory|closing|general|concluding|national|welcoming|oral"
    r"|welcome|audiovisual|technical|brief|short|further|joint|additional|similar|keynote|video"
    r"|detailed|individual|regional|special|final|preliminary|following|political|other|various"
    r"|short|substantive|informative|prerecorded|pre-recorded|written) )*)"
    r"(?P<noun>statements?|presentations?|remarks|interventions?|introductions?|address(?:es)?"
    r"|speech(?:es)?|briefings?|messages?|comments|observations|overviews?|updates?|clarifications?"
    r"|explanations?|pledges?|declarations?|appeals?|information|reports?|points? of order"
    r"|reservations?|responses|replies|lectures?|rights? of reply)"
)
"""What is made, given or delivered by a speaker."""

OFFICE: Final = (
    r"(?:(?:[Cc]o|[Vv]ice|[Dd]eputy|[Aa]cting|[Ff]ormer)[- ])?"
    r"(?:(?:Acting|Deputy|Assistant|Associate|First|Second|Senior|Principal|Vice|Under|Regional"
    r"|Executive|Managing|National|Federal|Prime|Alternate|Honorary|General|Chief|Special"
    r"|Interim|Incoming|Outgoing|State|Permanent|Personal|Resident|High|Independent|Legal"
    r"|Technical|Scientific|Worker|Employer|United Nations|UNECE|ECE|WHO|Programme|Project|Team"
    r"|Political)[ -])*"
    r"(?:Chair(?:man|woman|person)?s?|Presidents?|Directors?(?:[- ]General)?|Secretar(?:y|ies)"
    r"(?:[- ]General)?(?: of State)?|Chiefs?|Heads?|Ministers?|Commissioners?(?:[- ]General)?"
    r"|Rapporteurs?|Representatives?|Advis[eo]rs?|Counsel(?:lor)?|Administrator|Coordinators?"
    r"|Ambassadors?|Observers?|Mayors?|Prosecutor|Judge|Ombudsman|Experts?|Managers?|Governors?"
    r"|Controller|Auditors?|Officers?(?:[- ]in[- ]Charge)?|Leader|Envoy|Moderators?"
    r"|Facilitators?|Undersecretary|Superintendent|Captain|Inspector(?:[- ]General)?|Professors?"
    r"|Principal|Registrar|Specialists?|Dean|Founder|Fellow|Co-founder|Economists?|Attorney"
    r"|Chancellor|Delegate|Deputy|Partner|Members?|Researchers?|Scientist|Consultants?|Chairs?"
    r"|Chargé d[’']affaires|Lecturer|Analysts?|Engineer|Architect|Bureau member|Treasurer|Consul"
    r"|CHAIR(?:MAN|PERSON|WOMAN)?|PRESIDENT|RAPPORTEUR|SECRETARY-GENERAL|DIRECTOR(?:-GENERAL)?"
    r"|Attaché|Spokesperson|Convener|Senator|King|Queen|Prince|Princess|Emir|Sultan|Pope)\b"
)
"""An office or post that a person holds; at the start of a phrase it stands for the person."""

LOWER_OFFICE: Final = (
    r"(?:(?:co-|vice-|[Cc]o-|[Vv]ice-|deputy |executive |acting |outgoing |incoming )*"
    r"(?:chair(?:man|woman|person)?s?|presidents?|secretary(?! of [Ss]tate)(?:-general)?"
    r"|rapporteurs?|facilitators?|moderators?|director(?:-general)?|coordinators?)"
    r"|head of (?:the )?delegation|(?:[A-Z][a-z]+ )?member(?= from ))\b"
)
"""An office in small letters; it stands for a person only after an article."""
