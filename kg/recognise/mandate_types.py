"""Say what kind of thing a mandate asks for."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from kg.recognise.addressee_words import BARE_VERBS, bare_form
from kg.recognise.asked_states import asks_states
from kg.recognise.asking import OBSERVANCE, PROCLAIMING
from kg.recognise.mandate_acts import AskedAct, asked_acts
from kg.recognise.mandate_things import asked_kind, is_held, told_kind

__all__ = ["mandate_type"]

_SESSION: Final = r"\bsessions?\b|\bat the appropriate time\b"
_AGENDA: Final = re.compile(
    r"\b(?:includ|inscrib|plac|put|retain|maintain|add|insert|keep)\w*\b[^;]{0,600}?\bagendas?\b"
    r"(?! (?:2030|for (?!the\b|its\b)))"
)
_CONSIDERS: Final = re.compile(
    r"^(?:to )?(?:also |further |duly |again |fully |[a-z]+(?:al|ive)ly )*(?:(?:continue"
    r"|reopen|resume|conclude|defer|postpone"
    r"|revert|revisit|return|take up|consider|keep|remain"
    r"|review|examine|discuss|address|undertake|begin|pursue|follow up|conduct|give|come back"
    r"|complete|focus)\b)"
)
_UNDER_REVIEW: Final = re.compile(
    r"(?:to )?keep\b[^;]{0,120}?\b(?:questions?|matters?|items?|issues?|situation"
    r"|subject)\b[^;]{0,80}?\bunder (?:\w+ ){0,3}(?:review|consideration)\b"
)
_TO_DECIDE: Final = re.compile(
    r"\btake (?:a decision|decisions|action) (?:[^,;]{0,80} )?at (?:its|the) [\w-]+ session\b"
)
_TOPIC: Final = re.compile(
    r"\b(?:consider|consideration|examination|discussion|question|matter|issues?|review|item"
    r"|revert|seized|subject|situation|implementation|progress|resolution|taking up|annual"
    r"|decisions?|requests?|questions|items)\b"
)
_TO_BODY: Final = (
    r"(?:to|with|before) (?:the |its |all )?(?:(?!States?\b|Governments?\b|Territor"
    r"|Conventions?\b|Protocol|Charter|Covenant"
    r"|Parties\b|Agenda)[A-Z][\w-]+|secretariat|it\b|relevant (?:bodies|committee))"
)
_GIVE: Final = (
    r"\b(?:submit(?:ting)?|present(?:ing)?|provid(?:e|ing)|prepar(?:e|ing)|transmit|deliver"
    r"|give(?! (?:[a-z]+ )?(?:consideration|attention|priority|effect|thought)\b)|furnish|produce"
    r"|updat(?:e|ing)|compile"
    r"|includ(?:e|ing)|circulate|make|publish|receive|supply|convey|communicate|share|send"
    r"|forward|finalize|attach|append)\b"
)
_REPORT: Final = re.compile(
    rf"{_GIVE}[^;]{{0,300}}? in (?:the context of )?(?:all )?(?:his|her|its|their|the)"
    r"(?: [\w-]+){0,3} report(?:s|ing)?\b"
    rf"|ensur\w* that (?:an?|the) (?:[\w-]+ ){{0,3}}(?:update|report|briefing)\b[^;]{{0,160}}?"
    rf"\b(?:is|are|be) (?:presented|submitted|provided)\b"
    rf"|ensur\w* that in (?:all )?(?:his|her|its|their) reports\b"
    rf"|{_GIVE}[^;]{{0,160}}?\b(?:(?<!the )(?<!various )(?<!national )(?<!country )reports?\b"
    rf"(?! of\b)|(?<!\bor )(?<!\band )updates?\b|overviews?\b|briefings?|report-back"
    rf"|(?:status|progress|regular|annual|periodic) reporting\b"
    rf"|oral (?:presentation|statement)|written summary|summary reports?|progress notes?|(?:a|the"
    rf"|its|his"
    rf"|their|final|next|annual|progress|comprehensive|interim|first|second|third) reports?\b)"
    rf"|\breports? [^;]{{0,120}}\b(?:be submitted|submitted to|to be presented)\b"
    r"|\breport [^;]{0,40}?through the (?=[A-Z])"
    rf"|\b(?:report|reporting)(?: back)?\b[^;]{{0,200}}?\b{_TO_BODY}"
    r"|\b(?:prepare|compile|draw up|elaborate|produce)\b[^;]{0,400}?\bfor (?:submission"
    r"|presentation)"
    r"|\bbrief(?:s|ing)? (?:the |it\b|Member|members|States)"
    r"|\b(?:inform|update|notify|apprise) (?:the )?(?:Security|General|Economic|Human|Council"
    r"|Working Group|Special (?:Committee|Rapporteur)|Independent Expert"
    r"|Assembly|Commission|Committee|Secretary|High|Conference|Board|it\b)"
    r"|\bprovide (?:the "
    r"|it )(?!States?\b|Governments?\b|Territor)(?:[A-Z][\w-]+ ?)+"
    r" (?:[\w-]+ ){0,2}with [^;]{0,80}\b(?:recommendations"
    r"|information(?! and resources|,? needed|,? necessary|,? required)"
    r"|proposals|views|assessments?|analys[ei]s)\b"
    r"|\bkeep\b(?! each other)[^;]{0,120}\b(?:informed|notified|apprised|updated|abreast)\b"
    r"|ensur\w* that [^;]{0,120}?\bincluded in (?:his|her|its|their) reports?\b"
    r"|\bin (?:his|her|its|their|the)(?: own| next| annual| regular| future| forthcoming"
    r"| periodic| relevant| subsequent| biennial| upcoming| respective)+ reports?\b"
    r"|\bin (?:his|her|its) reports?\b"
)
_REPORTING: Final = re.compile(
    r"\b(?:submit|provide|include|present|give)\b[^;]{0,160}?\b(?:as part of|within|through)"
    r"(?: [\w-]+){1,3} report(?:s|ing)?\b"
)
"""What is put into reports that are made anyway: "provide, as part of his annual reporting, …"."""
_BASIS: Final = re.compile(
    r"\b(?:taking into account|taking into consideration|bearing in mind|based on"
    r"|on the basis of|pursuant to|in accordance with|as (?:contained|set out|recommended"
    r"|described|outlined) in"
    r"|(?:recommendations?|findings|conclusions|proposals?|information|measures) (?:contained "
    r"|set out |made )?in)\b[^,;]*"
)
_SUBMITS: Final = re.compile(r"(?:report|submit|present|brief|inform|provide)\b")
_TO_REPORT: Final = re.compile(
    r"(?:^|\bto |\band |, |: |)(?:also |further |then |\w+ly ){0,4}report(?: back)?"
    r"(?: findings| to| on| back| regularly| annually| periodically| thereon| orally| at|,| every"
    r"| in| as"
    r"| by| within| before| no | not | through| directly| jointly"
    r"| with|$)"
)
_INFORMATION: Final = re.compile(
    rf"\b(?:submi|provid|present|transmi|communicat|furnish|suppl|convey|send|share|forward"
    rf"|make available)\w*\b[^;]{{0,140}}?"
    rf"\b(?:information|views|comments|observations|details|findings|evaluations|data|proposals"
    rf"|recommendations)\b[^;]{{0,250}}?\b{_TO_BODY}"
    rf"|\b(?:submi|refer|provid|present|transmi|communicat|furnish|suppl|convey|send|mak(?:e"
    rf"|ing) available"
    rf"|report)\w*(?: [a-z]+ly)?,? {_TO_BODY}"
    r"[^;]{0,160}\b(?:amendments|information(?! and resources| necessary| required)|views"
    r"|comments|observations|data|reports?|steps"
    r"|programme of work|proposals?|recommendations?|plans?|list)\b"
)
_REPORT_ITSELF: Final = re.compile(
    r"(?:an?|the|his|its|their|two|such) (?:[\w-]+ ){0,6}reports?\b[^;]{0,300}?"
    r"\bbe (?:\w+ly )?(?:submitted|presented|provided|made|circulated|issued|transmitted)\b"
)
_IN_HIS_REPORT: Final = re.compile(
    r"(?:include|provide|present|reflect|submit), (?:as appropriate, )?in (?:the context of )?"
    r"(?:his|her|its|their|the)"
    r"(?: [\w-]+){0,3} report\b"
    r"|[^;]{0,160}\bbe included in (?:his|her|its|their|the)(?: [\w-]+){0,3} reports?\b"
)
_IN_REPORT: Final = re.compile(
    r"(?:include|provide|present|reflect|give) [^;]{0,60}\binformation\b[^;]{0,400}? in (?:his"
    r"|her|its"
    r"|their|the)(?: \w+){0,3} report(?:s|ing)?\b"
)
_MADE: Final = re.compile(
    r"\b(?:study|studies|analysis|assessment|review|survey|proposals?|plan)\b"
)
_THEN_SUBMITTED: Final = re.compile(
    r",? (?:and|to be) (?:submit|present)\w* (?:(?:it|them) )?to the (?:[A-Z][\w-]+ ){0,6}"
    r"(?:Council|Assembly|Commission|Committee|Conference)\b"
)
"""What is submitted to a body once it is made: "conduct a study, to be submitted to …"."""
_REPORTING_BY: Final = re.compile(r"(?:[\w-]+ ){0,3}reporting (?:by [^,;]{1,60} )?to the [A-Z]")
"""Reporting that is asked for as a thing: "prompt reporting by the Keeper to the Council"."""
_RESPONSIBLE: Final = re.compile(
    r"\bresponsible for [^;]{0,60}?\b(?:prepar|present|submi)\w+ (?:of )?[^;]{0,40}?\breports?\b"
    r"|\bby (?:including|providing|submitting) (?:\w+ )?(?:updates?|information|briefings?)\b"
    r"[^;]{0,160}?\bin (?:his|her|its) (?:\w+ ){0,2}reports?\b"
)
"""Reports that are somebody's duty, or a way to do what is asked."""
_SUBMIT_TO: Final = re.compile(rf"submit(?:ting)?(?: [a-z]+ly)?,? {_TO_BODY}")
_REPORTS_BETTER: Final = re.compile(
    r"(?:consolidate|improve|strengthen|enhance|streamline|harmonize)"
    rf" [^,;]{{0,60}}\breport(?:s|ing) {_TO_BODY}"
)
_COMMENT: Final = re.compile(
    r"[^;]{0,80}?\bcomment,? (?:on [^;,]{1,80} )?in (?:his|her|its|their)"
    r" (?:[\w-]+ ){0,3}reports?\b"
)
"""What is to be said in reports that are made anyway."""
_REPORTS_ON: Final = re.compile(r"report (?:back )?on (?!cases\b|incidents\b)")
"""What States are asked to report on; offences are reported to the police."""
_FOUNDS: Final = re.compile(r"(?:establish|creat|set(?:ting)? up)")
"""What is founded may itself report: "establish a mechanism, to report on lamps"."""
_SPREAD: Final = re.compile(
    r"(?:make (?:the|his|her|its|their|these|those) [^;]{0,30}?\breports? (?:\w+ )?available"
    r"|make available (?:the )?(?:[\w-]+,? ){0,8}reports and documents\b"
    r"|circulate to Member States (?:the|all|its|those)\b[^;]{0,40}?\breports)\b"
)
"""What is done with a report that there is."""
_INFORMS_ON: Final = re.compile(r"provid(?:e|ing) (?:[\w-]+,? (?:and )?){0,5}information on\b")
_OBSERVES: Final = re.compile(
    r"(?:provid(?:e|ing)|present|submit) (?:[\w-]+,? (?:and )?){0,5}"
    r"(?:information|observations|data|details) (?:on|and)\b"
    r"(?![^;]{0,300}?\bto (?:all )?(?:States|Member|staff|the [a-z]|delegations|Governments))"
)
"""What the Secretary-General provides to nobody else, and so to who asks."""
_PROCEDURE: Final = re.compile(
    r"(?:sr|ie|wg)-.*|.*\b(?:Special Rapporteur|Independent Expert|Working Group)\b.*"
)
_BRIEFS: Final = re.compile(
    r"(?:organi[sz]e|hold|convene) (?:[\w-]+ ){0,3}briefings? (?:for|to) (?:the )?[A-Z]"
)
_NOTE: Final = re.compile(
    r"(?:prepare|draft|issue|compile) an? (?:[\w-]+ ){0,3}(?:note|paper|document)\b"
    r"|consolidate [^;]{0,40}\breports\b"
)
_PRESENTED: Final = re.compile(r"(?:submit|present|circulate) (?:it|them)\b")
_FOR_CONSIDERATION: Final = re.compile(
    r"submit\w* [^;]{0,160}?\b(?:findings|recommendations|proposals|views"
    r"|conclusions)\b[^;]{0,200}?"
    r"\bfor (?:the )?consideration (?:of|by) the [A-Z]"
    r"|(?:submit|present|provid)\w* for (?:the )?(?:consideration|approval)(?: and [a-z]+)?"
    r" (?:by|of) [^;]{0,300}?\b(?:information|views|comments|proposals|recommendations|reports?"
    r"|programme of work|strategy|plan)\b"
)
_RENEW: Final = re.compile(
    r"\b(?:extend|renew|prolong|reauthoriz)\w*\b[^;]{0,250}\b(?:mandates?|terms?|measures?"
    r"|authoriz|period|arrangements?|mission|deployment"
    r"|panel|group|committee|operation|until|for|presence|force|tenure|validity|office|duration"
    r"|provisions?)"
    r"|\b(?:continue|maintain)\b[^;]{0,200}\b(?:mandate|for (?:a|another|an) (?:further "
    r"|additional )?period|until \d|in (?:operation|existence))"
)
_EFFORTS: Final = re.compile(
    r"[^,;]{0,80}\b(?:efforts|activities|broadcasts|consultations)\b[^;]*\bcontinued\b"
)
_EXTENDS: Final = re.compile(
    r"(?!extend (?:[\w-]+ ){0,3}(?:invitations?|support|assistance|cooperation|help|thanks)\b)"
    r"(?:extend|renew|prolong)\b[^;]{0,240}\b(?:mandates?|terms?|deployment|until|beyond"
    r"|for a further)\b"
)
_RENEWAL: Final = re.compile(r"(?:for )?the (?:renewal|extension|prolongation) of\b")
_EXTENDED: Final = re.compile(
    r"(?<!not )\b(?:be|is|are) (?:further |hereby )?(?:extended|renewed|prolonged|continued"
    r"|reconvened as)\b"
)
_THERE_IS: Final = re.compile(r"there (?:shall|should|will) be (?:hereby )?established\b")
_CREATES: Final = re.compile(
    r"(?:establish|create|set up|institute)\b(?![^,;]{0,60}\b(?:guidelines|criteria|procedures?"
    r"|rules|deadlines?|dates?|days?|years?|goals?|targets?|theme|priorities|prizes)\b)"
)
_APPORTIONS: Final = re.compile(
    r"(?:to )?(?:also |further )?(?:appropriate|apportion|assess|waive|credit|set off)\b"
    r"[^;]{0,200}?\b(?:amounts?|sums?|dollars|balance|apportionment|special account)\b"
)
_SUM: Final = re.compile(r"\bunencumbered balance\b|\bin the amount of [\d,.]+ (?:\w+ )?dollars\b")
_SUPPLY: Final = re.compile(
    r"(?:if necessary, |as appropriate, )?(?:[\w-]+ ){0,4}(?:resources|funds|funding) be"
    r" (?:\w+ly )?(?:provided|allocated|mobilized|secured|made available)\b"
)
_SUPPLIED: Final = re.compile(
    r"\bbe (?:provided|supplied|given)\b[^;]{0,160}? with [^;]{0,60}?(?<!marine )(?<!natural )"
    r"\bresources\b"
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
    r"Rapporteur|Expert|Representative|Panel|Group|Commission|Committee|Director|Office|Envoy"
    r"|Commissioner|Mission|Board|secretariat|\b(?:agencies|entities|funds|programmes|bodies"
    r"|organizations)\b"
)


def mandate_type(
    words: str, verb: str, addressees: Sequence[str], bodies: Container[str] = ()
) -> str:
    """The type of a mandate whose deliverable are these words; ``bodies`` are the known ids.

    >>> mandate_type("submit a report on the matter at its next session", "requests", ("unodc",))
    'report'
    """
    words = words[:1].lower() + words[1:]
    first = words.partition(" ")[0]
    if bare := bare_form(first):
        words = bare + words[len(first) :]
    own = verb in _OWN and not addressees
    states = asks_states(addressees)
    acts = asked_acts(words)
    if _agenda(words, own=own):
        return "agenda inclusion"
    if (own and (_APPORTIONS.match(words) or _SUM.search(words))) or _SUPPLY.match(words):
        return "finance"
    if _THERE_IS.match(words):
        return "establish body"
    submits = _SUBMITS.match(words) or _REPORT_ITSELF.match(words)
    if verb in PROCLAIMING and OBSERVANCE.match(f" {words}"):
        return "convene meeting"
    if (not own or submits) and _reports(words, acts, addressees, bodies):
        return "report"
    if _renews(words, acts, verb, own=own):
        return "renew"
    if verb in ("establishes", "launches") or (own and _CREATES.match(words)):
        return "establish body"
    if verb in ("appropriates", "apportions", "approves") or _SUPPLIED.search(words):
        return "finance"
    found = asked_kind(acts, own=own, states=states) if acts else told_kind(words, own=own)
    if not found and words.partition(" ")[0] not in BARE_VERBS and is_held(words):
        return "convene meeting"
    return found or ("action by States" if states else "other")


def _renews(words: str, acts: Sequence[AskedAct], verb: str, *, own: bool) -> bool:
    if verb in ("renews", "extends", "reauthorizes", "prolongs"):
        return True
    if _RENEWAL.match(words):
        return True
    if own or not acts:
        return bool(
            (_EXTENDED.search(words) and not _EFFORTS.match(words))
            or (own and re.match(r"(?:\w+ )?(?:extend|renew|prolong)\b", words))
            or (own and _RENEW.search(words))
        )
    return any(_EXTENDS.match(act.core) for act in acts)


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
    if _UNDER_REVIEW.match(words) or _TO_DECIDE.search(words):
        return True
    if not _CONSIDERS.match(words) or not _TOPIC.search(words):
        return False
    return bool(re.search(_SESSION, words)) or bool(
        re.match(
            r"(?:to )?(?:also |further )?(?:continue|reopen|resume|defer|postpone|revert|revisit"
            r"|return|take up)\b"
            r".*\b(?:consider\w*|examination|matter|issue|question)\b",
            words,
        )
    )


def _reports(
    words: str, acts: Sequence[AskedAct], addressees: Sequence[str], bodies: Container[str]
) -> bool:
    if _REPORTING_BY.match(words) or _RESPONSIBLE.search(words):
        return True
    if _REPORT_ITSELF.match(words) or (_IN_HIS_REPORT.match(words) and not asks_states(addressees)):
        return True
    if _COMMENT.match(words):
        return True
    words = _BASIS.sub("", words)
    if acts:
        cores = [_BASIS.sub("", act.core) for act in acts]
        if asks_states(addressees):
            if not _FOUNDS.match(cores[0]) and any(map(_REPORTS_ON.match, cores)):
                return True
            cores = [core for core in cores if not core.startswith(("publish ", "share "))]
        elif _REPORTING.search(words) or any(_is_submitted(act) for act in acts):
            return True
        else:
            cores = [core for core in cores if not _SPREAD.match(core)]
            if any(p.match(core) for core in cores for p in (_SUBMIT_TO, _REPORTS_BETTER, _BRIEFS)):
                return True
        if any(map(_PROCEDURE.fullmatch, addressees)) and any(map(_INFORMS_ON.match, cores)):
            return True
        if "secretary-general" in addressees and any(_OBSERVES.match(act.words) for act in acts):
            return True
        if any(map(_NOTE.match, cores)) and any(map(_PRESENTED.match, cores)):
            return True
        if not asks_states(addressees) and any(_IN_REPORT.match(act.words) for act in acts):
            return True
        told = (_REPORT, _INFORMATION, _FOR_CONSIDERATION)
        if any(pattern.match(core) for core in cores for pattern in told):
            return True
        reported = any(_TO_REPORT.match(core) for core in cores)
        return reported and (not addressees or _is_reporter(addressees, bodies))
    if _REPORT.search(words) or _INFORMATION.search(words):
        return True
    reporter = not addressees or _is_reporter(addressees, bodies)
    return reporter and bool(_TO_REPORT.search(words))


def _is_submitted(act: AskedAct) -> bool:
    if "submit" not in act.words and "present" not in act.words:
        return False
    then = _THEN_SUBMITTED.search(act.words)
    return then is not None and _MADE.search(act.words, 0, then.start()) is not None


def _is_reporter(addressees: Sequence[str], bodies: Container[str]) -> bool:
    return any((a in bodies and a != "member-states") or _REPORTER.search(a) for a in addressees)
