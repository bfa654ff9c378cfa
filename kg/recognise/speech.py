"""Find in a sentence who is said to have spoken, and how: the phrase, the form, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.recognise.passages import Span
from kg.recognise.speaker_asides import behalf_after, behalf_before
from kg.recognise.speaker_marks import MARK
from kg.recognise.speaker_names import NAME, is_gathering
from kg.recognise.speech_passives import PASSIVES
from kg.recognise.speech_words import ADVERBS, VERB

__all__ = ["Speech", "going_on", "speeches"]


@dataclass(frozen=True, slots=True)
class Speech:
    """A phrase of speakers in a sentence.

    ``verb`` is the verb or noun of speech, ``rest`` the words after it. ``subject`` says that the
    phrase is the subject of its verb, ``verb_at`` where that verb stands, and ``strict`` that the
    phrase may hold nothing but speakers.
    """

    who: Span
    form: str
    verb: str
    rest: str
    behalf: str | None = None
    subject: bool = False
    verb_at: int = -1
    strict: bool = False


_MOST: Final = 6000
_VERB: Final = re.compile(rf"(?<= )(?P<adverbs>{ADVERBS}){VERB}")
_AFTER_ADVERBIAL: Final = re.compile(r", (?=\S)")
_ADVERBIAL: Final = re.compile(
    r"(?:At|Under|In|On|During|Following|After|Before|Also|Subsequently|Then|Furthermore|Moreover"
    r"|For|Speaking|With|Regarding|Concerning|As|From|Commenting|Turning|Responding|Referring"
    r"|Noting|Recalling|Replying|Finally|Similarly|However|Lastly|First|Firstly|Second|Secondly"
    r"|Upon|Through|By|To|Pursuant|Having|Since|While|Within|Throughout|Further|Additionally"
    r"|Likewise|Nevertheless|Thereafter|Afterwards|Next|Again|Earlier|Later|Prior|Given|Despite"
    r"|Based|Further to|When|Before|Still|Thus|Therefore|Consequently|Accordingly|Instead|Generally"
    r"|Specifically|[A-Z][a-z]+ing|[A-Z][a-z]+ly)\b"
)
_COORDINATED: Final = re.compile(
    rf"(?:[;,] (?:and |while |whereas |but |with |as |including |after which |followed by )?"
    rf"|(?<=\w) and |: )"
    rf"(?={MARK})|(?:; |, (?:while|whereas|and) )(?=(?:the )?[A-Z])"
)
_BLOCKED: Final = re.compile(
    r"\b(?:was|were|had|has|have|is|are|be|been|would|should|could|will|may|might|must|shall|can"
    r"|can|did|does|that|whose|whom|not|adopted|decided|agreed|elected|held|took|considered"
    r"|discussed|approved|established|included|continued|began|started|accepted|took note"
    r"|there)\b"
)
_OPENS: Final = re.compile(
    r"(?:, )?\b(?:opened|chaired|moderated|attended|participated|prepared|organized|organised"
    r"|assumed|joined|submitted|circulated|distributed|conducted|hosted|launched|closed"
    r"|facilitated|led|presided|took the chair|greeted|served|acted|showed|began|started)\b"
)
_PAPER: Final = re.compile(
    r"(?:The|An?|Its|Their|This|That) (?:[\w-]+ ){0,3}?(?:reports?|notes?|documents?|study"
    r"|studies|papers?"
    r"|texts?|proposals?|letters?|surveys?|drafts?|analys[ei]s|guidelines|publications?|websites?"
    r"|resolutions?|decisions?|projects?|comments|responses) (?:of|by|from|on|prepared|submitted"
    r"|for)\b"
)
_TOLD_OF: Final = re.compile(r", (?:who|which) (?!also spoke|spoke)[^;]{2,500}, ?$")
_RELATIVE: Final = re.compile(r", (?:who|which) (?!also spoke|spoke)[^,;]{2,200}(?=,)")
_STRICTLY: Final = re.compile(
    r"\b(?:to (?!the United|[A-Z])\b|taking|having|including|through|into|following|if|when|until"
    r"|because|so)\b|[“”]"
)
_DANGLING: Final = re.compile(r"(?:\b(?:and|or|then|by|to|of|the|which|who)|[“(])\s*$")
_ELSEWHERE: Final = re.compile(r"\b(?:at|during|in the course of) which\b|, where\b")
_READ: Final = re.compile(r"\bread out (?:an? |the )?(?:[\w-]+ )?$")
_WHO: Final = re.compile(
    rf"(?P<who>(?:Mr|Ms|Mrs|Dr|Prof)\b\.? {NAME}(?: \([^()]{{2,60}}\))?(?:, [^.;]{{2,160}}?)?), who"
    rf" (?P<adverbs>{ADVERBS}){VERB}"
)
_SUPPORTED: Final = re.compile(r"[,(] ?(?P<noun>supported|seconded|echoed) by (?P<who>[^,;)]+)")
_LIST_FIRST: Final = re.compile(
    rf"(?P<who>[^:]*?\bfollowing\b[^:]*?) (?P<adverbs>{ADVERBS})(?:{VERB}"
    r"|participated as speakers)[^:]{0,160}:(?P<list>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TELLS: Final = re.compile(rf" (?:[Tt]he |[Aa]n? )[^,;]{{3,120}} (?P<adverbs>{ADVERBS}){VERB}")
_FEATURED: Final = re.compile(
    r"\b(?P<who>(?:the )?following (?:[\w-]+ ){0,3}(?:speakers|panell?ists|presenters|keynote"
    r" speakers|discussants)[^:]{0,80}:.+)",
    re.IGNORECASE | re.DOTALL,
)
_TAIL: Final = re.compile(
    r"(?:,? (?:under agenda items?|under items?|on agenda items?|in exercise of|at the \d"
    r"|at the (?:opening|closing|meeting|session|present|same)|at (?:its|this|that) "
    r"|during (?:the|its)|in response to|in support of|in connection with|in relation to|in favour"
    r"|in which|highlighting|expressing|regarding|concerning|emphasizing|underlin|stressing|noting"
    r"|with regard|with respect|in this|in that|which |where |whereby |that (?!are members)|when "
    r"|about |prior to"
    r"|following (?!States|countr|Part|deleg|organ|obs|speak|memb|pers|pan|ent|bod|ag|rep|exp|part)"
    r"|after |before |because|due to|including (?:a|an|the) |aimed |explaining|outlining|describing"
    r"|introducing|informing|calling|while |at which|to (?:address |ensure|include|the (?:Committee"
    r"|Commission|Meeting|Board|Conference|Council|Working|Group|effect|participants|meeting"
    r"|session))"
    r"|on behalf of the (?:secretariat|Committee) )"
    r"|(?<!Rapporteur)(?<!Expert)(?<!Group)(?<!Party)(?<!Committee)(?<!Envoy)(?<!Adviser)"
    r"(?<!Representative)(?<!Commission)(?<!Council)(?<!Conference)(?<!Force)(?<!Forum)(?<!Experts)"
    r"(?<!Rapporteurs)(?<!Chair)(?<!Centre)(?<!Institute)(?<!Initiative)(?<!Programme)(?<!Network)"
    r" on (?:the |its |their |his |her |how |a |an |(?!behalf)[a-z])"
    r"|,? (?:and|as well as|but) (?:also |then |further |thus |on (?:the|its) "
    r"|for (?:the|its|their) )*(?:[a-z]+ed|took|made|gave|drew|held|had|was|were|is|are|thanks|that"
    r"|to|in|its(?! (?:[\w-]+ )?member)|began|the (?:ensuing|discussion|comments"
    r"|subsequent|following|views|information|outcome))\b"
    r"|[,;] (?:the )?(?:(?!that |which |who )[\w’-]+ ){1,8}?(?:adopted|decided|elected"
    r"|agreed|took|requested|invited|approved|noted|considered|expressed|recommended|endorsed"
    r"|welcomed|thanked|was|were)\b"
    r"|(?<!that) (?:is|are|was|were|has|had|have|would|will|can|could)\b|\s\()"
)
_GOES_ON: Final = re.compile(
    r"\s\((?:[A-ZÀ-Þ](?![\w.]*/)[^()]{1,80}\)|also|(?:speaking )?on behalf"
    r"|[^()]{1,160}\)(?:,|;| and ))"
)
_ON_BEHALF: Final = re.compile(
    r"\bon behalf of (?P<group>[^.;]{2,160}?),? (?:was|were|by|made|delivered)\b"
)
_PAPERS: Final = re.compile(
    r":? (?:the |an? |its |his |her |their )?(?:[\w-]+ ){0,2}?(?:documents?\b|agenda\b"
    r"|nominations?\b"
    r"|draft (?!of )|informal document|report (?:of|on|by|by) the\b|work ?plan\b|budget\b"
    r"|guidelines\b"
    r"|programme of work|work programme|notes? by|proposal(?:s)? (?:for|to)\b|amendments? to"
    r"|[A-Z]+/[A-Z])",
    re.IGNORECASE,
)
_PRINTED: Final = re.compile(
    r"(?! (?:the |some |its )?(?:highlights|results|outcomes?|findings|experiences?"
    r"|progress))[^.;()]{0,200}"
    r"\([A-Z][\w.]*/[A-Z\d][^()]*\)"
)
_PAPER_BEFORE: Final = re.compile(
    r"\b(?:documents?|drafts?|proposals?|amendments?|resolutions?|nominations?|expression of"
    r"|papers?|notes?|agenda(?! items?))\b[^.;]{0,100}$",
    re.IGNORECASE,
)
_GUESTS: Final = re.compile(
    r" (?:all |the )*(?:participants|delegat\w+|members|representatives|guests|experts|everyone"
    r"|Committee|Commission|Meeting|Working|Board|Council|Conference)\b(?! of the .{3,80}’s )"
)
_INTRODUCING: Final = re.compile(
    r", (?:in |when )?introducing (?:[\w-]+ ){0,4}?(?:draft|report|item|document|note|proposal)"
)
_TURNING: Final = re.compile(r"(?:Turning to|Introducing|In introducing|By way of introduction)\b")
_OPENING: Final = re.compile(
    r"\b(?:opening|welcom(?:e|ing)) (?:\w+ )?(?:speech|address|remarks|"
    r"statements?|words)|^At the opening (?!plenary|meeting)\b|^In opening\b|\bopened the "
    r"(?:[\w-]+ )?"
    r"(?:meeting|session|conference|segment)\b",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    rf"^(?:[A-Z][^,.;]{{0,60}}, |In (?:his|her) (?:[a-z]+ ){{1,3}})?(?P<who>[Hh]e|[Ss]he) "
    rf"(?P<adverbs>{ADVERBS}){VERB}"
)
_THEN: Final = re.compile(r"(?:, | and |, and )(?:also |then )*$")


def going_on(words: str, start: int) -> Speech | None:
    """What somebody named before goes on to say in a sentence: "She also presented a film"."""
    found = _PRONOUN.match(words)
    if found is None:
        return None
    who = _moved(Span(*found.span("who")), start)
    return Speech(who, _form(words, found), found["said"] or "made", "")


def speeches(words: str, start: int) -> Iterator[Speech]:
    """The phrases of speakers in a sentence, in order; ``start`` is where the sentence stands."""
    if len(words) > _MOST:
        return
    listed = _LIST_FIRST.match(words) if ":" in words else None
    if listed and not _TELLS.match(listed["list"]):
        yield _speech(words, Span(listed.start("who"), len(words)), listed, start)
        return
    featured = _FEATURED.search(words) if ":" in words else None
    if featured:
        yield Speech(_moved(Span(*featured.span("who")), start), _opening(words), "spoke", "")
        return
    yield from _subjects(words, start)
    for pattern in PASSIVES:
        for found in _each(pattern, words):
            near = max(0, found.start() - 90)
            if _ELSEWHERE.search(words, near, found.start()) or _READ.search(
                words, 0, found.start("noun")
            ):
                continue
            begin, end = found.span("who")
            tail = _tail(words, begin, end)
            yield _speech(words, Span(begin, tail), found, start)
    for found in _WHO.finditer(words):
        yield Speech(_moved(Span(*found.span("who")), start), _form(words, found), "spoke", "")


def _each(pattern: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    at = 0
    while found := pattern.search(words, at):
        yield found
        at = found.start("who")


def _tail(words: str, begin: int, end: int) -> int:
    for tail in _TAIL.finditer(words, begin, end):
        if words.count("(", begin, tail.start()) > words.count(")", begin, tail.start()):
            continue
        if not (tail[0].endswith("(") and _GOES_ON.match(words, tail.start())):
            return tail.start()
    return end


def _subjects(words: str, start: int) -> Iterator[Speech]:
    verbs = list(_VERB.finditer(words))
    if not verbs:
        return
    for begin, strict in _starts(words, verbs[0].end(), verbs[-1].start()):
        verb = next((v for v in verbs if v.start() > begin), None)
        if verb is None:
            continue
        end = _subject_end(words, begin, verb.start(), strict=strict)
        if end is None:
            continue
        yield Speech(
            _moved(Span(begin, end), start),
            _form_of_all(words, verb, verbs),
            verb["said"] or verb["made"],
            words[verb.end() :],
            behalf_before(words[:begin]) or behalf_after(words[verb.end() :]),
            subject=True,
            verb_at=verb.start(),
            strict=strict,
        )
        for found in _SUPPORTED.finditer(words, begin, verb.start()):
            yield _speech(words, Span(*found.span("who")), found, start)


def _starts(words: str, first: int, last: int) -> Iterator[tuple[int, bool]]:
    if _ADVERBIAL.match(words):
        for found in _AFTER_ADVERBIAL.finditer(words, 0, min(last, 500)):
            yield found.end(), False
    yield 0, False
    for found in _COORDINATED.finditer(words, 0, last):
        if found[0] != " and " or found.start() > first:  # else it joins the subjects of one verb
            yield found.end(), True


def _subject_end(words: str, begin: int, end: int, *, strict: bool) -> int | None:
    """Where the subject ends whose verb begins at ``end``; None where it is no subject."""
    told = _TOLD_OF.search(words, begin, end)
    end = told.start() if told else end
    opened = _OPENS.search(_RELATIVE.sub(_blank, words[:end]), begin, end)
    if opened and not strict:
        between = words[opened.start() : end]
        if not re.search(r"(?:\band|,)\s*$", between) or re.search(r"\bthat\b", between):
            return None
        end = opened.start()
    subject = words[begin:end].rstrip(" ,")
    bare = re.sub(r", (?:who|which) [^,;]{2,200},", " ", subject + ",").rstrip(",")
    if not subject or _DANGLING.search(subject) or _BLOCKED.search(bare):
        return None
    if not strict and _PAPER.match(subject):
        return None
    nearest = subject.rpartition(", the ")[2]
    if nearest != subject and is_gathering(nearest) and " and " not in nearest:
        return None  # "Noting the work of Ms. A, its Secretary, the Committee thanked her"
    if strict and (len(subject) > 400 or _STRICTLY.search(bare)):
        return None
    return begin + len(subject)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _speech(words: str, who: Span, found: re.Match[str], start: int) -> Speech:
    groups = found.groupdict()
    noun = (groups.get("noun") or groups.get("object") or groups.get("said") or "").lower()
    adjective = (groups.get("adjective") or groups.get("object") or "").lower()
    form = _opening(words)
    if noun == "presented" and _PAPER_BEFORE.search(words, 0, found.start("noun")):
        form = "introductory"
    elif "present" in noun:
        form = "presentation"
    elif "introduc" in noun or "introductory" in adjective:
        form = "introductory"
    elif "opening" in adjective or "welcom" in adjective:
        form = "opening"
    behalf = _ON_BEHALF.search(words, found.start(), who.start)
    group = re.sub("^the ", "", behalf["group"]) if behalf else None
    return Speech(_moved(who, start), form, noun, words[who.end :], group)


def _form_of_all(words: str, verb: re.Match[str], verbs: list[re.Match[str]]) -> str:
    """The form of a speech, where it may be the next verb that tells: "thanked and presented"."""
    form = _form(words, verb)
    for following in verbs:
        between = words[verb.end() : following.start()]
        if following.start() < verb.end() or not _THEN.search(between):
            continue
        if form != "statement" or re.search(r"\bthat\b|[;:“]|, (?:the|while|and the) ", between):
            break
        form = _form(words, following)
    return form


def _form(words: str, verb: re.Match[str]) -> str:
    said, object_ = verb["said"] or "", verb["object"] or ""
    if "introductory" in object_ or said == "introduced":
        return "introductory"
    if said == "presented":
        shown = words[verb.end() : verb.end() + 60]
        papers = _PAPERS.match(shown) or _PRINTED.match(words, verb.end())
        return "introductory" if papers else "presentation"
    if "presentation" in object_:
        return "presentation"
    if _TURNING.match(words) or _INTRODUCING.search(words, 0, verb.start()):
        return "introductory"
    if re.search(r"\b(?:opening|welcom)", object_):
        return "opening"
    if said == "welcomed" and _GUESTS.match(words, verb.end()):
        return "opening"
    return _opening(words[: verb.end()])


def _opening(words: str) -> str:
    return "opening" if _OPENING.search(words) else "statement"


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
