"""Tell what things a mandate asks for: a body, a meeting, a study, assistance or money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.recognise.mandate_acts import AskedAct

__all__ = ["asked_kind", "is_held", "told_kind"]

_BODY: Final = (
    r"(?:groups?|committees?|bod(?:y|ies)|force|fund|mechanisms?|commissions?|panel|forum"
    r"|position|post|posts|office|institute"
    r"|centres?|network|unit|department|council|secretariat|task force|board|tribunal|court"
    r"|mission|platform|facility|register"
    r"|system|partnership|subcommission|subcommittee|team|section|division|service"
    r"|rapporteur|expert|representative|envoy|agency"
    r"|authority|alliance|programme|working party|clearing house|structure"
    r"|entity|observatory|institution|institutions)"
)
_ESTABLISH: Final = re.compile(
    rf"(?:establish|creat|set(?:ting)? up|constitut(?=\w* an? )|form|institut"
    rf"|appoint(?:,? if necessary,?)?(?= an? (?!representative\b))|re-establish"
    rf"|reconstitut)"
    rf"(?:e|ing)?\b(?! (?:part|the basis))(?: (?:in|at|within|under|as) [^,;]{{0,60}}?,?)?"
    rf"(?:(?! with | to | for | in | at | under | between "
    rf"|;).){{0,90}}?(?<!reception )(?<!training )\b{_BODY}\b"
    rf"|(?:finali[sz]|complet|accelerat|expedit)\w* the establishment of [^;]{{0,60}}?\b{_BODY}\b"
    rf"|develop\w* (?:and implement )?[^;]{{0,100}}\bcentres\b"
    rf"|authoriz\w+ [^;]{{0,60}}\bestablishment of\b",
    re.IGNORECASE,
)
_ESTABLISHED: Final = re.compile(
    rf"\b{_BODY}\b[^;]{{0,120}}\b(?:shall|should|will|be|is|are) (?:be "
    rf"|hereby )?(?:established|created|set up|constituted)"
    rf"|\bestablishment (?:of|by)[^;]{{0,120}}\b{_BODY}\b|\bfield offices\b",
    re.IGNORECASE,
)
_EVENT: Final = (
    r"(?:[Mm]eetings?|[Cc]onferences?|sessions?|events?|[Ww]orkshops?|[Ss]eminars?|[Dd]ialogues?"
    r"|[Ff]orums?|[Ss]ummit|panels?|discussions?|consultations?"
    r"|observance|symposi\w+|round tables?|debates?|congress|hearings?|segment|anniversary|Day"
    r"|Year|Decade|Week|retreat|celebrations?|commemoration|congresses)"
)
_CONVENE: Final = re.compile(
    r"(?:the )?convening of\b|reconvene\b|the observance (?:of|by)\b"
    r"|conduct\w* (?:[\w-]+ ){0,3}(?:seminars?|workshops?|hearings?|dialogues?)\b"
    rf"|arrang\w*(?: for)? (?:the (?:holding|convening|organi[sz]ation)\b[^;]{{0,120}}?"
    rf"|(?:(?!of\b|concerning\b|relating\b|printing\b)[\w-]+ ){{1,6}}?)\b{_EVENT}\b"
    rf"|(?:(?:re)?conven|hold|organi[sz]|host|schedul|resum"
    rf"|prepar(?:e|ing) for"
    rf"|observ|commemorat|celebrat|mark|declar|designat|proclaim)"
    rf"\w*\b(?! (?:to |\w+ )?(?:account|accountable"
    rf"|responsible))[^;]{{0,200}}?\b{_EVENT}\b"
    rf"|(?:devot|dedicat)\w* (?:an?|one|two|three|four|five|its|the"
    rf"|\d+)(?: [\w-]+){{0,4}}? {_EVENT}\b"
    r"|(?:re)?conven(?:e|ing)\b[^;]{0,80}?\b(?:[Cc]ommission|[Cc]ommittee|[Gg]roup|Forum"
    r"|Task Force)\b"
    r"|make (?:the |all )?(?:necessary )?(?:preparations|arrangements) for [^;]{0,80}?"
    rf"\b{_EVENT}\b|(?:facilitat|support|assist)\w* (?:in )?(?:the )?(?:organization|convening"
    rf"|holding|observance|celebration|commemoration) of"
    r"|(?:undertak|conduct|carry)\w* (?:out )?(?:[\w-]+ ){0,6}?on that [Dd]ay\b"
    r"|(?:collaborat|cooperat|co-operat)\w* (?:on|in) the (?:celebration|observance"
    r"|commemoration) of"
    r"|meet (?:at|in|on|for|from|once|twice|annually|regularly|every|as|again|annual|prior)\b"
)
_CONVENED: Final = re.compile(
    rf"\b{_EVENT}\b[^;]{{0,200}}\b(?:be|shall be|will be|is|to be) (?:held|convened|organized"
    rf"|scheduled)|\bconvening of\b|\bobservance of\b|\b(?:conven|hold|organi[sz]|host|schedul)"
    rf"(?:e|ing)\b"
    rf"[^;]{{0,200}}\b{_EVENT}\b|\bthere (?:should|shall|will) be [^;]{{0,60}}\b{_EVENT}\b"
    r"|\bmeet (?:at|in|on|for|from|once|twice|annually|regularly|every|as|again|annual|prior)\b"
)
_HELD: Final = re.compile(
    rf"[^;,]{{0,120}}?\b{_EVENT}\b[^;,]{{0,60}}?\b(?:(?:be|is|are) (?:\w+ly )?"
    rf"(?:held|convened|organi[sz]ed)|take place)\b"
    rf"|(?:the )?(?:[\w-]+ ){{0,2}}(?:holding|convening"
    rf"|organi[sz]ation)(?:,[^,;]{{1,60}},)? of [^;]{{0,120}}?\b{_EVENT}\b"
    r"|(?:renewed|regular|further|early|frequent) meetings\b"
)
_STUDY: Final = re.compile(
    r"(?:study|assess|review|evaluat|examin|analys|analyz|research|re-examin)(?:e|ing|y"
    r"|ying)?\b"
    r"(?! (?:States|countries|Governments|evidence|the evidence))"
    r"|(?:prepar|conduct|carry(?:ing)? out|undertak|develop|elaborat|compil|draft|finaliz|mak"
    r"|complet"
    r"|produc|initiat|commission|launch|perform|publish|updat|consider|provid|present|submit|issu"
    r"|finalis|continu)\w*\b(?:(?! recommendations\b| of the\b"
    r"| for the\b)[^;]){0,100}?\b(?:stud(?:y|ies)(?! group)"
    r"|assessments?|reviews?"
    r"|evaluations?|guidelines?|analys[ei]s|surveys?|inventory|research|toolkits?|handbooks?"
    r"|manuals?|compilation|mapping|feasibility)\b(?! (?:process|criteria|mission|mechanism|panel"
    r"|body"
    r"|conference|group|of guidance))"
    r"|(?:develop|prepar|issu|elaborat|draft|updat)\w*\b[^;]{0,60}?\b(?:guidance|guide)\b"
    r"|engag\w+ in (?:the|an?) (?:\w+ ){0,2}(?:review|assessment|study|evaluation)\b"
    r"|includ\w* an (?:analysis|assessment)\b"
    r"|identify [^;]{0,200}\b(?:analysis|assessment|study)\b"
)
_DATA: Final = re.compile(
    r"(?:analys|analyz|collect|research)\w*,? (?:[\w-]+,? ){0,6}(?:data|information|statistics)\b"
)
"""What States do with data, which is no study that they are asked for."""
_INVESTIGATE: Final = re.compile(
    r"(?:survey|explor(?:e|ing)(?! (?:new |further |all )?(?:opportunit|synerg|potential)"
    r"|[^;]{0,40}\b(?:financ|fund))|identify and analy[sz]e)\b"
)
_ASSISTANCE: Final = re.compile(
    r"(?:provid|extend|render|offer|afford|giv|deliver|support|encourag|increas|enhanc|intensif"
    r"|mobiliz"
    r"|mak(?!\w+ [^;]{0,80}\baware\b)|strengthen"
    r"|expand|facilitat|continu|supply|promot|develop|undertak|conduct|organiz|request|seek|furnish"
    r"|carry|implement|ensur|assist|establish|cooperat|contribut|engag|accelerat|scal|foster|shar"
    r"|grant|lend|help|includ|initiat|arrang)\w*\b[^;]{0,160}?"
    r"\b(?:technical (?:and (?:(?!logist)\w+ ){0,2}"
    r"|, \w+ and )?(?:assistance"
    r"|cooperation|co-operation|support|advice|expertise|help)|(?:\w+ and )?technical assistance"
    r"|capacity[- ](?:building|development|strengthening)|(?<!education and )training"
    r"|advisory (?:services|assistance))\b"
    r"|(?:build|strengthen|enhanc|develop|increas|improv|reinforc|rais|support)\w*\b[^;]{0,100}?"
    r"(?<!in its )(?<!in his )(?<!in their )(?<!dedicated )\b(?:capacit(?:y|ies)|capabilit(?:y"
    r"|ies))\b"
    r"|train\b"
    r"|(?:provid|extend|render|offer)\w* [^;]{0,120}?\b(?:support"
    r"|assistance)\b[^;]{0,80}?\b(?:capabilities"
    r"|capacities|capacity)\b"
)
_ASSISTS: Final = re.compile(
    r"(?:assist|help|advise)(?:ing)? (?:[\w-]+ ){0,4}(?:States|Governments?|countries|authorities"
    r"|parties)\b"
    r"|strengthen(?:ing)? [^;]{0,300}? to assist (?:[\w-]+ ){0,2}(?:countries|States)\b"
    r"|(?:provid|extend|render|offer|giv)\w* [^;]{0,120}?\b(?:assistance|advice"
    r"|advisory)(?:,[^,;]{1,60},)? (?:\w+ )?(?:to|for)"
    r" (?:[\w-]+ ){0,4}(?:States|Governments?|countries|authorities|Territor(?:y|ies))\b"
)
_OWN_LAW: Final = re.compile(
    r"(?:review|strengthen|enhanc|improv|develop|reinforc|build|increas)\w*(?: (?:and|or) \w+)?"
    r"(?:, [^,;]{1,40},)? (?:[\w-]+ ){0,5}?(?:(?:laws?|legislation|legal|practices|regulations)\b"
    r"|(?<=their )(?:[\w-]+,? ){0,6}(?:capacit(?:y|ies)|capabilit(?:y|ies))\b)"
)
"""What States do with their own law, which is neither a study nor assistance."""
_EXAMINES: Final = re.compile(
    r"(?:examine|review)(?: and [a-z]+)?(?: in detail)? "
    r"(?:the |any |all |such |further |relevant )*(?:observations|information|evidence"
    r"|recommendations|reports|theme|proposals|suggestions|communications|ways\b|possibility"
    r"|question of)"
    r"|examine and make recommendations\b|explor(?:e|ing) [^;]{0,60}\bpossibilit(?:y|ies) of\b"
)
"""A body's own deliberation, which is no study."""
_MONEY: Final = (
    r"(?:(?:voluntary|financial|assessed|generous|additional|extrabudgetary|unearmarked|multi-year"
    r"|outstanding|regular|adequate|increased|further|cash|in-kind|special|core|its|their|the|more)"
    r" (?:and \w+ )?)*contributions?\b(?! (?:of|to (?:the|this|that|these|such) (?:implementation"
    r"|work|discussion|debate"
    r"|process|achievement|development|realization|promotion|preparation|deliberation|panel"
    r"|report|political|peace))\b)"
)
_FINANCE: Final = re.compile(
    rf"(?:mak|pay|provid|giv|step|increas|consider|pledg|announc|maintain|resum|continu|solicit"
    rf"|seek"
    rf"|offer"
    rf"|extend|submit|honour|appeal)\w*\b[^;]{{0,80}}?\b{_MONEY}"
    r"|contribute?(?:ing)?\b(?! (?:to|towards) the (?:implementation|work|discussion|debate|process"
    r"|achievement|development|realization|promotion|preparation|deliberation|panel|report"
    r"|success|political|peace"
    r"|follow-up|dialogue|study|review|elaboration)\b)[^;]{0,120}?\b(?:[Ff]unds?|budgets?"
    r"|generously"
    r"|financially|resources|appeals?|voluntar\w+|Account|financial\w*|financing)\b"
    r"|(?!ensure that\b|give (?:[a-z]+ )?(?:consideration|attention)\b)(?:provid|mobiliz"
    r"|increas|allocat|assign|ensur|secur|devot|mak|giv|rais"
    r"|supply|seek"
    r"|identify|find|assur"
    r"|maintain|enhanc|scal|strengthen|expand|support|commit|guarante|facilitat|approv|earmark"
    r"|apply|explor|generat|channel|extend|request|set|dedicat|improv|contribut|accelerat"
    r"|direct|broaden|advanc)\w*\b"
    r"[^;]{0,110}?(?:\bfunding\b|\bfunds\b(?!,? and programmes|, programmes|, agencies)"
    r"|\bfinancing\b(?! (?:institution|of terror|actors))"
    r"|(?<!within )(?<!existing )\b(?:financial|necessary|adequate|sufficient|additional"
    r"|human and financial|budgetary|required|predictable|requisite|sustainable|all the|the|new"
    r"|increased|more|appropriate|regular|mobiliz\w+|human)(?: and"
    r"| \w+ly)?(?: \w+){0,2} "
    r"(?<!marine )(?<!natural )(?<!water )(?<!genetic )(?<!mineral )resources\b(?! management)"
    r"|(?<!marine )(?<!natural )(?<!water )(?<!genetic )(?<!mineral )\bresources\b(?= (?:for|are"
    r"|be|to|from))|\bfinancial (?:support|contributions?|assistance"
    r"|means|and)\b|\bextrabudgetary\b|\bbudget\b|\bdonations?\b|\bpart of their assistance\b"
    r"|\bdevelopment assistance\b|\bprovisions? for\b|\bdebt (?:relief|cancellation)\b|\bloans?\b"
    r"|\bconcessional\b)"
    r"|(?:allocat|mobiliz|appropriat|apportion|financ|fund|donat|defray|reimburs|assess the amount)"
    r"(?:e|es|ing|ion|y)?\b(?! (?:attention|regional|(?:[a-z]+ )?support\b|public|political|all"
    r"|and coordinate|the relevant))"
    r"|address\w* the (?:allocation|provision) of (?:[\w-]+ ){0,3}resources\b"
    r"|(?:support|replenish)\w* [^;]{0,80}?\b(?:[A-Z]\w+ (?:Fund|Facility)|trust fund)\b"
    r"|(?:provid|suppl|furnish)\w*\b[^;]{0,240}? with [^;,]{0,60}(?:,? [\w-]+,?)?"
    r" (?<!marine )(?<!natural )(?<!water )(?<!genetic )\bresources\b"
    r"|(?:prepar|draft|submit|present|adopt|approv)\w*\b[^;]{0,120}?\bbudget\b"
    r"|(?:increas|mobiliz|boost|expand|promot|encourag|attract|mak|scal|facilitat)\w*\b[^;]{0,40}?"
    r"\b(?:investments?|public expenditure)\b"
    r"|invest(?:ing)?\b|maintain\w* [^;]{0,40}?\baccount\b|[^;]{0,60}\bbudget-funded\b"
    r"|provid\w* voluntary (?:\w+ )?support\b"
    r"|ensur\w* that [^;]{0,60}?\b(?:has|have) [^;]{0,80}?"
    r"(?<!marine )(?<!natural )(?<!water )\bresources\b"
    r"|ensur\w* (?:the )?(?:full )?payment\b"
    r"|adjust\w* [^;]{0,160}?\b(?:allocations|appropriations)\b"
    r"|enter into (?:forward |additional )?commitments (?:not exceeding|in an amount|up to|of)\b"
    r"|ensur\w* that (?:[\w-]+ ){0,3}(?:funds|contributions|resources) [^;]{0,100}?"
    r"\b(?:is|are) used\b|(?:monitor|manag)\w* [^;]{0,60}?\bshare of the (?:[A-Z]\w+ )+Fund\b"
    r"|(?:adapt|apply|revis)\w* [^;]{0,60}?\bscale of (?:contributions|assessments)\b"
    r"|(?:design|develop|prepar|implement)\w* (?:and \w+ )?(?:[\w-]+ ){0,3}resource mobilization\b"
    r"|ensur\w* that [^;]{0,60}\b(?:budgets|budget proposals)\b"
    r"|(?:formulat|prepar|reflect|includ)\w*\b[^;]{0,60}?"
    r"\b(?:budget proposals?|proposed budgets?)\b"
    r"|keep\w* [^;]{0,60}?\bresource (?:needs|requirements)\b"
    r"|address\w* [^;]{0,80}?\b(?:decline|shortfall|imbalance|gap)\b[^;]{0,60}?"
    r"\b(?:contributions|resources|funding|financing)\b"
    r"|(?:increase efficiency and )?redeploy\w* (?:\w+ )?resources\b"
    r"|contribut\w*\b[^;]{0,160}? through (?:[\w-]+ ){0,2}(?:contributions|funding)\b"
    r"|implement\w* (?:their |the |all )*official development assistance\b"
    r"|continu\w* (?:their|its|the) (?:provision|allocation) of [^;]{0,80}?\b(?:financing|funding"
    r"|resources|contributions)\b|(?:fulfil|meet|honour|discharg|pay"
    r"|settl)\w*\b[^;]{0,100}?\b(?:financial obligations"
    r"|official development assistance|assessed|assessments|arrears|dues|contributions|expenses"
    r"|in full)\b"
)
_ALLOCATED: Final = re.compile(
    r"ensur\w*\b(?! that (?:neither|no)\b)[^;]{0,500}?\b(?:resources|funding|funds"
    r"|pledges)\b[^;,]{0,40}? (?:are|is"
    r"|be) (?:made )?(?:allocated|honou?red|paid|provided|available|secured|mobilized)\b"
)
_TOLD_FINANCE: Final = re.compile(
    r"\b(?:voluntary|financial|assessed|additional|generous|further|increased|extrabudgetary)"
    r" contributions?\b|\bfunding\b|\bfunds? (?:for|to|the|available)\b"
    r"|\b(?!Monetary|Population)[A-Z]\w+ Fund\b"
    r"|\bfinanced?\b|\bappropriations?\b|\bappropriate (?:the|an) (?:additional |total )?(?:amount"
    r"|sum)|\bapportion\w*\b|\bextrabudgetary\b|\bbudget(?:s|ary)?\b"
    r"|\bassess(?:ed)? (?:contributions"
    r"|the amount)|\bexpenses\b|\bset off against\b|\bcredits?\b"
    r"|(?<!marine )(?<!natural )\bresources\b|\bcosts\b"
)
_AMOUNT: Final = re.compile(
    r"\b(?:an? (?:additional |total |net )?amount of|the amount of|the sum of)\b|(?:US|\$) ?\d"
    r"|\d dollars\b"
)
_TOLD: Final = (
    (_ESTABLISHED, "establish body"),
    (_CONVENED, "convene meeting"),
    (
        re.compile(
            r"^(?:(?!(?:of|for|in|on|between|to|with|by|from)\b)[\w-]+,? ){0,5}(?:study|studies"
            r"|assessments?|reviews?|evaluations?|guidelines)\b(?! (?:arrangements|process|body))"
        ),
        "study",
    ),
    (
        re.compile(
            r"\btechnical (?:and \w+ )?(?:assistance|cooperation|support)\b"
            r"|\bcapacity[- ](?:building|development)\b|\btraining\b|\badvisory services\b"
        ),
        "technical assistance",
    ),
    (_TOLD_FINANCE, "finance"),
)
_HEAD: Final = re.compile(
    r",? (?:including|inter alia|in particular|such as|as well as through|through"
    r"|with a view to|in order to)\b"
)


def asked_kind(acts: Sequence[AskedAct], *, own: bool, states: bool) -> str | None:
    """The first type in the order of the list that an act is of."""
    if any(_ESTABLISH.match(act.core) for act in acts):
        return "establish body"
    if any(_CONVENE.match(act.core) for act in acts):
        return "convene meeting"
    if any(
        (
            _STUDY.match(act.core)
            and not _EXAMINES.match(act.core)
            and not (states and (_DATA.match(act.words) or _OWN_LAW.match(act.core)))
        )
        or (not states and _INVESTIGATE.match(act.core) and not _EXAMINES.match(act.core))
        for act in acts
    ):
        return "study"
    if own and any(_AMOUNT.search(act.words) for act in acts):
        return "finance"
    if any(
        (_ASSISTANCE.match(act.core) and not (states and _OWN_LAW.match(act.core)))
        or (not states and _ASSISTS.match(act.words))
        for act in acts
    ):
        return "technical assistance"
    finance = any(_FINANCE.match(act.core) or _ALLOCATED.match(act.words) for act in acts)
    return "finance" if finance else None


def is_held(words: str) -> bool:
    """Whether it is asked that a meeting be held: "the seminar be organized by …"."""
    return bool(_HELD.match(words))


def told_kind(words: str, *, own: bool) -> str | None:
    """The type of what is not asked by a verb: a thing, or what "shall be held"."""
    head = _head(words)
    found = [
        (match.start(), kind)
        for pattern, kind in _TOLD
        if not (own and kind in ("study", "technical assistance"))
        and (match := pattern.search(words if own else head))
    ]
    return min(found)[1] if found else None


def _head(words: str) -> str:
    """The words without what is only a way or an example of the thing asked."""
    found = _HEAD.search(words, 12)
    return words[: found.start()] if found else words[:600]
