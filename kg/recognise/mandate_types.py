"""Say what kind of thing a mandate asks for."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

__all__ = ["asks_states", "mandate_type"]

_SESSION: Final = r"\bsessions?\b|\bat the appropriate time\b"
_AGENDA: Final = re.compile(
    r"\b(?:includ|inscrib|plac|put|retain|maintain|add|insert|keep)\w*\b[^;]{0,600}?\bagendas?\b"
    r"(?! (?:2030|for))"
)
_CONSIDERS: Final = re.compile(
    r"^(?:to )?(?:also |further |duly |again )*(?:(?:continue|resume|conclude|defer|postpone"
    r"|revert|return|take up|consider|keep|remain"
    r"|review|examine|discuss|address|undertake|begin|pursue|follow up|conduct|give|come back"
    r"|complete|focus)\b)"
)
_TOPIC: Final = re.compile(
    r"\b(?:consider|consideration|examination|discussion|question|matter|issues?|review|item"
    r"|revert|seized|subject|situation|implementation|progress|resolution|taking up|annual"
    r"|decision)\b"
)
_TO_BODY: Final = (
    r"(?:to|with|before) (?:the |its |all )?(?:(?!Conventions?\b|Protocol|Charter|Covenant"
    r"|Parties\b|Agenda)[A-Z][\w-]+|secretariat|it\b|relevant (?:bodies|committee))"
)
_GIVE: Final = (
    r"\b(?:submit(?:ting)?|present(?:ing)?|provid(?:e|ing)|prepar(?:e|ing)|transmit|deliver"
    r"|give|furnish|issue|produce|updat(?:e|ing)|compile"
    r"|includ(?:e|ing)|circulate|make|publish|receive|supply|convey|communicate|share|send"
    r"|forward|finalize|enhanced)\b"
)
_REPORT: Final = re.compile(
    rf"{_GIVE}[^;]{{0,160}}?\b(?:(?<!the )reports?\b(?! of\b)|updates?\b|briefings?|report-back"
    rf"|oral presentation|written summary|summary reports?|progress notes?|(?:a|the|its|his"
    rf"|their|final|next|annual|progress|comprehensive|interim|first|second|third) reports?\b)"
    rf"|\breports? [^;]{{0,120}}\b(?:be submitted|submitted to|to be presented)\b"
    rf"|\b(?:report|reporting)(?: back)?\b[^;]{{0,200}}?\b{_TO_BODY}"
    r"|\bbrief(?:s|ing)? (?:the |it\b|Member|members|States)"
    r"|\b(?:inform|update|notify|apprise) (?:the )?(?:Security|General|Economic|Human|Council"
    r"|Assembly|Commission|Committee|Secretary|High|Conference|Board|it\b)"
    r"|\bprovide (?:the "
    r"|it )?(?:[A-Z][\w-]+ ?)+ (?:[\w-]+ ){0,2}with [^;]{0,80}\b(?:recommendations|information"
    r"|proposals|views|assessments?|analys[ei]s)\b"
    r"|\bkeep\b[^;]{0,120}\b(?:informed|apprised|updated|abreast)\b"
    r"|\bin (?:his|her|its|their|the)(?: own| next| annual| regular| future| forthcoming"
    r"| periodic| relevant| subsequent| biennial| upcoming)+ reports?\b"
    r"|\bin (?:his|her|its) reports?\b"
)
_BASIS: Final = re.compile(
    r"\b(?:taking into account|taking into consideration|bearing in mind|based on"
    r"|on the basis of|pursuant to|in accordance with|as (?:contained|set out|recommended"
    r"|described|outlined) in"
    r"|(?:recommendations?|findings|conclusions|proposals?|information|measures) (?:contained "
    r"|set out |made )?in)\b[^,;]*"
)
_SUBMITS: Final = re.compile(r"(?:report|submit|present|brief|inform|provide)\b")
_TO_REPORT: Final = re.compile(
    r"(?:^|\bto |\band |, |: )(?:also |further |then |\w+ally |\w+ly )*report(?: back)?"
    r"(?: to| on| back| regularly| annually| periodically| thereon| orally| at|,| every| in| as"
    r"| with|$)"
)
_INFORMATION: Final = re.compile(
    rf"\b(?:submi|provid|transmi|communicat|furnish|suppl|convey|send|share|forward"
    rf"|make available)\w*\b[^;]{{0,140}}?"
    rf"\b(?:information|views|comments|observations|data|proposals"
    rf"|recommendations)\b[^;]{{0,250}}?\b{_TO_BODY}"
    rf"|\b(?:submi|provid|present|transmi|communicat|furnish|suppl|convey|send"
    rf"|report)\w*,? {_TO_BODY}"
    r"[^;]{0,160}\b(?:information|views|comments|observations|data|reports?|steps"
    r"|programme of work|proposals?|recommendations?|plans?|list)\b"
)
_RENEW: Final = re.compile(
    r"\b(?:extend|renew|prolong|reauthoriz)\w*\b[^;]{0,250}\b(?:mandates?|terms?|measures?"
    r"|authoriz|period|arrangements?|mission|deployment"
    r"|panel|group|committee|operation|until|for|presence|force|tenure|validity|office|duration"
    r"|provisions?)"
    r"|\b(?:continue|maintain)\b[^;]{0,200}\b(?:mandate|for (?:a|another|an) (?:further "
    r"|additional )?period|until \d|in (?:operation|existence))"
)
_EXTENDS: Final = re.compile(
    r"\b(?:extend|renew|prolong)\b[^;]{0,120}\b(?:mandates?|terms?|deployment|until)\b"
)
_EXTENDED: Final = re.compile(
    r"\b(?:be|is|are) (?:further |hereby )?(?:extended|renewed|prolonged|continued)\b"
)
_BODY: Final = (
    r"(?:groups?|committees?|bod(?:y|ies)|force|fund|mechanisms?|commissions?|panel|forum"
    r"|position|post|posts|office|institute"
    r"|centres?|network|unit|department|council|secretariat|task force|board|tribunal|court"
    r"|mission|platform|facility|register"
    r"|database|system|partnership|subcommission|subcommittee|team|section|division|service"
    r"|rapporteur|expert|representative|agency"
    r"|authority|alliance|portal|repository|programme|working party|clearing house|structure"
    r"|entity|observatory|institution|institutions)"
)
_ESTABLISH: Final = re.compile(
    rf"(?:^|\bto |\band |, )(?:also |further )*(?:establish|create|set up|constitute|form"
    rf"|institute|appoint)\b(?!ed)[^;]{{0,160}}\b{_BODY}\b"
    rf"|\b{_BODY}\b[^;]{{0,120}}\b(?:shall|should|will|be|is|are) (?:be "
    rf"|hereby )?(?:established|created|set up|constituted)"
    rf"|\bestablishment (?:of|by)[^;]{{0,120}}\b{_BODY}\b",
    re.IGNORECASE,
)
_CREATES: Final = re.compile(
    r"(?:establish|create|set up|institute)\b(?![^,;]{0,60}\b(?:guidelines|criteria|procedures?"
    r"|rules|deadlines?|dates?|days?|years?|goals?|targets?|theme|priorities|prizes)\b)"
)
_EVENT: Final = (
    r"(?:meetings?|conferences?|sessions?|events?|workshops?|seminars?|dialogues?|forums?"
    r"|summit|panels?|discussions?|consultations?"
    r"|observance|symposi\w+|round tables?|debates?|congress|hearings?|segment|anniversary|Day"
    r"|Year|Decade|Week|retreat|celebrations?|commemoration|congresses)"
)
_CONVENE: Final = re.compile(
    rf"\b(?:(?:re)?conven(?:e|ing)|hold(?:ing)?|organi[sz](?:e|ing)|host(?:ing)?|schedul(?:e"
    rf"|ing)|resum(?:e|ing))\b[^;]{{0,200}}\b{_EVENT}\b"
    rf"|(?:^|\bto )(?:\w+ )?(?:observe|commemorate|celebrate|mark)\b[^;]{{0,200}}\b{_EVENT}\b"
    rf"|\b{_EVENT}\b[^;]{{0,200}}\b(?:be|shall be|will be|is|to be) (?:held|convened|organized"
    rf"|scheduled)"
    r"|\bconvening of\b|\bmeet (?:at|in|on|for|once|twice|annually|regularly|every|as|again"
    r"|annual|prior)\b|\bobservance of\b"
)
_STUDY: Final = re.compile(
    r"\b(?:prepar|conduct|carry out|undertak|develop|elaborat|compil|draft|finaliz|mak|complet"
    r"|produc|initiat|commission|launch|perform|publish|updat|consider|includ|provid"
    r"|present)\w*\b[^;]{0,100}"
    r"\b(?:stud(?:y|ies)|assessments?|reviews?|evaluations?|guidelines?|analys[ei]s|surveys?"
    r"|inventory|research|toolkits?|handbooks?|manuals?|compilation|guidance|mapping|guide"
    r"|feasibility)\b"
)
_STUDIES: Final = re.compile(
    r"^(?:to )?(?:\w+ly |also |further |continue to |continue |consider "
    r"|urgently )*(?:study(?:ing)?|assess(?:ing)?|review(?:ing)?|evaluat(?:e|ing)|examin(?:e"
    r"|ing)|analys[ei]\w*|analyz\w+|explor(?:e|ing)|investigat\w+|survey|research)\b"
)
_ASSISTANCE: Final = re.compile(
    r"\btechnical (?:and \w+ )?(?:assistance|cooperation|co-operation)\b|\btechnical advice\b"
    r"|\bcapacity[- ](?:building|development|strengthening)\b|\b(?:build|strengthen|enhanc"
    r"|develop|increas|improv|reinforc)\w* (?:of )?(?:[\w'’-]+ ){0,7}?capacit(?:y|ies)\b"
    r"|\btraining\b|\btrain\b|\badvisory services\b"
)
_ASSISTS: Final = re.compile(
    r"\bassist(?:ing)? (?:[\w-]+ ){0,4}(?:States|Governments?|countries|authorities|parties)\b"
    r"|\bassistance (?:to|for) (?:[\w-]+ ){0,4}(?:States|Governments?|countries|authorities)\b"
)
_FINANCE: Final = re.compile(
    r"\bcontributions?\b(?! (?:of|to the (?:implementation|work|discussion|debate|process"
    r"|achievement|development|realization|promotion|preparation|deliberation|panel|report))\b)"
    r"|\bfunding\b|\bfunds? (?:for|to|the|available)\b|\b[A-Z]\w+ Fund\b"
    r"|\bfinancing\b(?! (?:institution|of terror|actors))|\bfinanced?\b|\bappropriations?\b"
    r"|\bappropriate (?:the|an) (?:additional |total )?(?:amount|sum)|\bapportion\w*\b"
    r"|(?<!within )(?<!existing )\b(?:financial|necessary|adequate|sufficient|additional"
    r"|human and financial|budgetary|required|predictable|requisite|sustainable|all the|the"
    r"|increased|more)(?: and| \w+ly)?(?: \w+){0,2} resources\b(?! of)|\bfinancial (?:support"
    r"|contributions?|assistance|means|and)\b|\bextrabudgetary\b|\bpledg\w+\b"
    r"|\bcontribute\b[^;]{0,60}\b(?:fund|budget|generously|financially)\b"
    r"|\bbudget(?:s|ary)?\b|\bdonat\w+|\bassess(?:ed)? (?:contributions|the amount)"
    r"|\bin full\b[^;]{0,40}\bon time"
)
_AMOUNT: Final = re.compile(
    r"\b(?:an? (?:additional |total |net )?amount of|the amount of|the sum of)\b|(?:US|\$) ?\d"
)
_STATES: Final = re.compile(
    r"(?:member-states|[A-Z]{3}|eu-member-states|.*\b(?:States|State|Governments?|[Pp]art(?:y"
    r"|ies)|countries|country|Powers?|authorities)\b.*)"
)
_OWN: Final = (
    "decides",
    "resolves",
    "agrees",
    "defers",
    "postpones",
    "extends",
    "renews",
    "reauthorizes",
    "prolongs",
    "authorizes",
    "appropriates",
)
_REPORTER: Final = re.compile(
    r"Rapporteur|Expert|Representative|Panel|Group|Commission|Committee|Director|Office|Envoy|Commissioner|Mission|Board|secretariat"
)
_THINGS: Final = (
    (_ESTABLISH, "establish body"),
    (_CONVENE, "convene meeting"),
    (_STUDY, "study"),
    (_ASSISTANCE, "technical assistance"),
    (_FINANCE, "finance"),
)
_HEAD: Final = re.compile(
    r",? (?:including|inter alia|in particular|such as|as well as through|through"
    r"|with a view to|in order to)\b"
)


def mandate_type(
    words: str, verb: str, addressees: Sequence[str], bodies: Container[str] = ()
) -> str:
    """The type of a mandate whose deliverable are these words; ``bodies`` are the known ids.

    >>> mandate_type("submit a report on the matter at its next session", "requests", ("unodc",))
    'report'
    """
    words = words[:1].lower() + words[1:]
    own = verb in _OWN and not addressees
    states = asks_states(addressees)
    if _agenda(words, own=own):
        return "agenda inclusion"
    if (not own or _SUBMITS.match(words)) and _reports(words, addressees, bodies):
        return "report"
    if _renews(words, verb, own=own, states=states):
        return "renew"
    if verb in ("establishes", "launches") or (own and _CREATES.match(words)):
        return "establish body"
    if verb in ("appropriates", "apportions"):
        return "finance"
    return _first_thing(words, own=own, states=states) or (
        "action by States" if states else "other"
    )


def _renews(words: str, verb: str, *, own: bool, states: bool) -> bool:
    if verb in ("renews", "extends", "reauthorizes", "prolongs"):
        return True
    if own and (_EXTENDED.search(words) or re.match(r"(?:\w+ )?(?:extend|renew|prolong)\b", words)):
        return True
    return not states and bool((_RENEW if own else _EXTENDS).search(words))


def _first_thing(words: str, *, own: bool, states: bool) -> str | None:
    """The type of what is asked first: what comes after is its purpose, way or example."""
    head = _head(words)
    found: list[tuple[int, int, str]] = []
    for n, (pattern, kind) in enumerate(_THINGS):
        match = pattern.search(head)
        if match:
            found.append((match.start(), n, kind))
    if not states and _STUDIES.match(words):
        found.append((0, len(_THINGS), "study"))
    if not states and (assisting := _ASSISTS.search(head)):
        found.append((assisting.start(), 3, "technical assistance"))
    if own and (amount := _AMOUNT.search(words)):
        found.append((amount.start(), len(_THINGS), "finance"))
    return min(found)[2] if found else None


def asks_states(addressees: Sequence[str]) -> bool:
    """Whether it is first of all States or parties who are asked."""
    return bool(addressees) and bool(_STATES.fullmatch(addressees[0]))


def _agenda(words: str, *, own: bool) -> bool:
    if _AGENDA.search(words) and re.search(
        r"\b(?:agenda of|(?:provisional|its|the|draft) (?:\w+ )?agenda)\b", words
    ):
        return True
    if not own:
        return bool(
            re.match(
                r"(?:to )?continue (?:its|the) (?:consideration|examination|deliberations)", words
            )
        )
    if not _CONSIDERS.match(words) or not _TOPIC.search(words):
        return False
    return bool(re.search(_SESSION, words)) or bool(
        re.match(
            r"(?:to )?(?:continue|resume|defer|postpone|revert|return|take up)\b"
            r".*\b(?:consider\w*|examination|matter|issue|question)\b",
            words,
        )
    )


def _reports(words: str, addressees: Sequence[str], bodies: Container[str]) -> bool:
    words = _BASIS.sub("", words)
    if _REPORT.search(words) or _INFORMATION.search(words):
        return True
    reporter = any(
        (a in bodies and a != "member-states") or _REPORTER.search(a) for a in addressees
    )
    return (reporter or not addressees) and bool(_TO_REPORT.search(words))


def _head(words: str) -> str:
    """The words without what is only a way or an example of the thing asked."""
    found = _HEAD.search(words, 12)
    return words[: found.start()] if found else words[:600]
