"""Cut a list of addressees into its members, and find where it ends.

The words come with each known name masked (``MASK`` for every character), so that the "and" in
a name cuts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.recognise.addressee_phrases import (
    MASK,
    TAIL,
    determiners,
    is_adjective,
    is_begun,
    is_dangling,
    is_party,
    is_thing,
)
from kg.recognise.addressee_words import BARE_VERBS, HEADS, NO_INFINITIVE, NOUNS_TOO, TAKES_TO
from kg.recognise.short_names import SHORT_NAME

__all__ = ["infinitive", "members", "subject_end", "subject_start"]

_ADVERB: Final = (
    r"(?:not|also|further|always|now|again|either|inter alia|,"
    r"|(?!(?:apply|comply|supply|rely|reply|multiply|ally|imply)\b)[a-z]+ly)"
)
_TO: Final = re.compile(
    rf"(?P<prev>[\w{MASK}’')-]*)(?:(?P<comma>,?) |[—–])to(?::? |, [^,;]{{1,90}}, )(?:\(a\) )?"
    rf"(?:,? ?{_ADVERB},? (?:and )?)*(?P<verb>[a-z][a-z-]+)\b"
)
_INSTRUMENT: Final = re.compile(
    r" to (?!implement|fulfil|ratify|apply|comply)(?:[\w-]+ ){0,6}?(?:conflicts?|treat(?:y|ies)"
    rf"|[Cc]onventions?|[Pp]rotocols?|agreements?|[Cc]ovenants?|instruments?|disputes?|{MASK}+)\b"
)
_LAST_ADVERB: Final = re.compile(r" (?:[a-z]+ly|further|also|again)$")
_OPEN: Final = re.compile(r",? to:?\s*$")
_MODAL: Final = re.compile(
    r",? (?:shall|should|will|must|may|might|would|can|could|is to|are to|be|have|has|is"
    r"|are|ought to|need to)\b"
)
_CONJOINED: Final = re.compile(
    r"(?:and|or|as well as|including|in particular|especially|particularly|notably|such as"
    r"|inter alia|namely|primarily|above all|and also|but also)(?:,|:)? (?:by )?(?=\S)"
)
_WITHIN: Final = re.compile(
    r",? (?:and|or|as well as|including|in particular|especially|particularly|such as|and/or) "
)
_ASIDE: Final = re.compile(
    r"(?:in|within|as|with|when|upon|on|at|by|through|where|while|subject|pursuant|taking|having"
    r"|after|before|if|under|from|for|consistent|drawing|acting|working|building|bearing|using"
    r"|based|to|until|during|following|together|along|without|given|recognizing|once|unless"
    r"|whenever|wherever|inter|if|which|who|that|whose|also|jointly|individually|of|not|since"
    r"|particularly in|whether|no later|notwithstanding|starting|prior|via|making|noting"
    r"|recalling|considering|keeping|mindful|guided|despite|directly|consulting|according"
    r"|depending|per|and where|and when|and as|and in|and within|and with|or in|over"
    r"|(?!family|assembly)[a-z]+ly)\b"
)
_AMONG_THOSE: Final = re.compile(
    r"(?:including|in particular|especially|particularly|notably),? (?:by )?those\b"
)
_AND_THROUGH: Final = re.compile(r"(?:and|or|as well as),? (?=(?:through|in|within|with) )")
_EXAMPLE: Final = re.compile(r"including|such as|in particular|especially|particularly|notably")
_COMPANY: Final = re.compile(
    r"(?:in|through) (?:\w+ )?(?:consultation|cooperation|co-operation|coordination|collaboration"
    r"|partnership|conjunction|association|coordinating|liaison|agreement|dialogue)"
    r"|(?:together|along|jointly|working|cooperating|in close \w+) with"
)
_AND_COMPANY: Final = re.compile(rf" and (?:{_COMPANY.pattern})")
"""An aside that ends in partners: "subject to resources and in collaboration with the Office"."""
_BY_OTHERS: Final = re.compile(rf"\w through (?:the )?{MASK}+$")
_THROUGH: Final = re.compile(r"through (?:his|her|its|their) ")
_HELD: Final = re.compile(
    r" (?:held|convened|submitted|organi[sz]ed|issued|presented|established)\b"
)
_REFERS_BACK: Final = re.compile(r" in th(?:is|at) (?:regard|respect|context)$")
_FAR: Final = 120
"""From here on a modal is not taken for the verb of the subject that was found."""
_GOVERNS: Final = re.compile(
    r",? (?:the|its|their|his|her|all|any|an?|each|such|this|that|to|on|in|with|as|at|by|for"
    r"|from|under|back|out|up|towards|annually|regularly|periodically|only|further|urgent(?:ly)?"
    rf"|every|immediately|jointly|closely|not|it|them|[A-Z{MASK}]\S*)(?![\w-])"
)
"""What follows a verb in its bare form rather than the noun that is spelt like it."""
_LED: Final = re.compile(
    r"(?:expressed|contained|formulated|reiterated|stated|paragraphs? \d|sections? [IVX]+\b"
    r"|is|are|shall|should|will|must|led|established|created|chaired|supported|set|assisted"
    r"|represented"
    r"|guided|mandated|appointed|convened|headed|composed|comprised|made|known|referred|located"
    r"|funded|so"
    r"|both [a-z-]+ and [a-z-]+$|especially those|particularly those|including those"
    r"|in particular those)\b"
    r"|(?!developing|including)[a-z]+ing\b(?! (?:and [a-z-]+ )?(?:countr|States|Powers|part(?:ies"
    r"|ners)|members?|organi|[Gg]overnments|econom|bod|agenc|groups|institutions))"
)
"""Further words with which an aside begins: participles."""
_NOUNS: Final = (
    r"(?:specialized |relevant |the |all |its |existing |competent |appropriate )*(?:agencies|funds"
    r"|programmes|organs|bodies|entities|offices|organizations|departments|institutions"
    r"|mechanisms|related organizations)"
)
_SYSTEM_NOUN: Final = re.compile(
    rf"(?:the |all |other |relevant )*(?:{MASK}+ )?{_NOUNS}(?:(?:,|,? and|,? or) {_NOUNS})*"
    r"(?P<of> of (?:the |its )?\S.*)?"
)
_AGENCIES: Final = re.compile(
    r"(?:(?:specialized )?agencies|funds|programmes|bodies|entities"
    r"|offices)\b"
)
_TITLE: Final = re.compile(
    r"(?:Deputy |Special |Personal |Joint |Resident |Humanitarian |Acting )*(?:Representative"
    r"|Envoy|Coordinator|Head|Adviser|Chair|Director|Chief|President)\b"
)
_TITLED: Final = re.compile(r"\b(?:Representative|Envoy|Coordinator|Head|Adviser|Director)\b")
_ON: Final = re.compile(r"(?:on|upon|to|with|by) (?=\S)")
_LEAD_IN: Final = re.compile(
    r"(?:in|on|at|from|for|within|by|pursuant|under|during|with|until|beginning|after|before"
    r"|upon|following|if|as|starting|over|throughout|to)\b"
)
_SUBJECT_HEAD: Final = re.compile(rf"(?:(?<= )|^)(?:the |all |each |any |States|Member|{MASK})")
_SPLIT: Final = re.compile(
    r",|(?<! of)(?<! for)(?<! in)(?<! and)(?<! to)(?<! on)(?<! or) the |[\d\x01] all "
)
_APPOSITION: Final = re.compile(
    r"the (?:(?:occupying|administering) Powers?|host (?:country|State)\b.*)"
)
_BARE: Final = re.compile(
    r"(?:mechanisms|bodies|institutions|organizations|agencies|entities|programmes|funds|organs"
    r"|structures|networks|offices|departments|procedures)(?: (?:working|dealing|operating|that"
    r"|which) .*)?"
)
_MEANS: Final = re.compile(r" (?:through|in (?:co|con|close)|with|by|during|under)")
_COMPLEMENT: Final = re.compile(r" (?:of|for|on|against|in|to|with|dealing|working) ")
_THEIRS: Final = re.compile(r"(?:their|its|his|her) ")


def members(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The members of a list in ``words[at:stop]``, asides left out."""
    pending: list[tuple[int, int]] = []
    company = within = listed = False
    for a, b in _segments(words, at, stop):
        if a > at + 1 and _APPOSITION.fullmatch(words, a, b):
            continue
        if a > at + 1 and _LED.match(words, a, b):
            continue
        lead = _CONJOINED.match(words, a, b)
        aside = (
            None if lead and not re.match(r"(?:and|or) ", lead[0]) else _ASIDE.match(words, a, b)
        )
        if within and not lead and not aside and is_thing(words[a:b]):
            continue
        within = bool(aside)
        if aside or (company and not lead):
            listed = company and not aside
            company = company or bool(
                _COMPANY.match(words, a, b) or _AND_COMPANY.search(words, a, b)
            )
            # "through his Envoys and the heads of missions, the Department and the Office": means.
            company = company or bool(
                _THROUGH.match(words, a, b) and is_party(words[a + 8 : b], sure=True)
            )
            continue
        if company and lead and (listed or not words[a:b].startswith(("and the", "as well as"))):
            continue
        if through := _AND_THROUGH.match(words, a, b):
            company = company or bool(_COMPANY.match(words, through.end(), b))
            continue
        begin = lead.end() if lead else a
        if lead and _EXAMPLE.match(lead[0]) and not is_party(words[begin:b], sure=True):
            continue
        if lead and (to := _ON.match(words, begin, b)):
            begin = to.end()
        if lead and (_ASIDE.match(words, begin, b) or _AMONG_THOSE.match(words, a, b)):
            company = company or bool(_COMPANY.match(words, begin, b))
            continue
        pending.extend(_within(words, begin, b))
        company = company or bool(_BY_OTHERS.search(words, begin, b))
        listed = listed or company
    yield from _merged(words, pending)


def infinitive(words: str) -> tuple[int, int] | None:
    """Where the addressees end and where the infinitive after them begins."""
    second: tuple[int, int] | None = None
    for found in _TO.finditer(words):
        before = found["prev"]
        if found["verb"] == "be" and found["comma"] and _HELD.match(words, found.end()):
            continue
        if found["verb"] in NO_INFINITIVE or (
            before in TAKES_TO
            and not found["comma"]
            and not (before in ("rights", "responsible") and found["verb"] in BARE_VERBS)
            and not _REFERS_BACK.search(words, max(0, found.end("prev") - 20), found.end("prev"))
        ):
            continue
        noun = found["verb"] not in BARE_VERBS or found["verb"] in NOUNS_TOO
        if noun and before.endswith("arties") and _INSTRUMENT.match(words, found.end("prev")):
            continue
        adverb = _LAST_ADVERB.search(words, max(0, found.end("prev") - 40), found.end("prev"))
        end = adverb.start() if adverb else found.end("prev")
        place = end, words.index("to", found.end("prev")) + len("to ")
        if found["verb"] in BARE_VERBS or not found["verb"].endswith(("ing", "ed", "al", "s")):
            return place
        second = second or place
    if second:
        return second
    last = _OPEN.search(words)
    return (last.start(), len(words)) if last else None


def subject_end(words: str, at: int) -> int:
    """Where the subject of a that-clause ends: before a modal, or a verb in its bare form."""
    modal = _MODAL.search(words, at, at + 600)
    until = modal.start() if modal else min(len(words), at + 300)
    head = 0
    for word in re.finditer(rf"[a-z{MASK}A-Z-]+", words[at:until]):
        if (
            head
            and word[0] in BARE_VERBS
            and (word[0] not in NOUNS_TOO or _GOVERNS.match(words, at + word.end()))
        ) or (
            head == at + word.start() - 1
            and words[head - 1] == MASK
            and word[0].endswith("s")
            and word[0][:-1] in BARE_VERBS
            and _GOVERNS.match(words, at + word.end())
        ):
            before = words[at : at + word.start()].rstrip()
            if before.endswith(" to"):
                continue
            adverb = re.search(r",? (?:[a-z]+ly and )?(?:[a-z]+ly|also|further|not)$", before)
            return at + (adverb.start() if adverb else len(before.rstrip(",")))
        party = word[0].lower() in HEADS or MASK in word[0]
        if party and (not head or words[head : at + word.start()] == " "):
            head = at + word.end()
    return head if head and (modal is None or until - head > _FAR) else until


def subject_start(words: str, at: int, until: int) -> int:
    """Where the subject itself begins after a lead-in such as "on 3 May all States"."""
    if not _LEAD_IN.match(words, at):
        return at
    for found in _SUBJECT_HEAD.finditer(words, at, until):
        phrase = words[found.start() : until]
        if not _SPLIT.search(phrase) and is_party(phrase, sure=True):
            return found.start()
    return at


def _segments(words: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    begin = at
    for found in re.finditer(r"[,;:]\s+", words[at:stop]):
        yield _trim(words, begin, at + found.start())
        begin = at + found.end()
    yield _trim(words, begin, stop)


def _trim(words: str, a: int, b: int) -> tuple[int, int]:
    while a < b and words[a] in " ,":
        a += 1
    while b > a and words[b - 1] in " ,;:":
        b -= 1
    if words.endswith((" and", " or"), a, b):
        b = words.rindex(" ", a, b)
    return a, b


def _within(words: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    tail = TAIL.search(words, a, b)
    limit = tail.start() if tail else b
    begin = a
    for found in _WITHIN.finditer(words, a, limit):
        yield begin, found.start()
        to = _ON.match(words, found.end(), b)
        begin = to.end() if to else found.end()
    if begin < b:
        yield begin, b
    if tail and begin < b and not _MEANS.match(tail[0]):
        again = re.search(r"(?<!\w)and (?=the |all |other )", words[limit:b])
        if again and is_party(words[limit + again.end() : b], sure=True):
            yield limit + again.end(), b


def _merged(words: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Parts that are whole names: adjectives go with what follows, the rest of a name with it."""
    whole: list[tuple[int, int]] = []
    hanging: int | None = None
    for n, (a, b) in enumerate(parts):
        last = n + 1 == len(parts)
        if not last and (
            is_adjective(words[a:b])
            or (words.startswith(" and ", b) and is_begun(words[a:b], words[slice(*parts[n + 1])]))
        ):
            hanging = a if hanging is None else hanging
            continue
        begin = a if hanging is None else hanging
        hanging = None
        if whole and is_thing(words[a:b]) and not _COMPLEMENT.search(words, *whole[-1]):
            continue
        if whole and _goes_with(words, whole[-1], (begin, b), a):
            whole[-1] = (whole[-1][0], b)
        else:
            whole.append((begin, b))
    yield from _systems(words, whole)


def _goes_with(words: str, before: tuple[int, int], own: tuple[int, int], last: int) -> bool:
    """Whether a part is the rest of the name before it: it has no head noun of its own."""
    a, b = own
    if _EXAMPLE.search(words, before[1], a):
        return False
    if _THEIRS.match(words, a):
        first = words[before[0] + determiners(words[slice(*before)]) : before[1]]
        named = words.startswith(",", before[1]) and SHORT_NAME.fullmatch(first)
        return MASK not in first and not named
    if not is_party(words[last:b], sure=True):
        return True
    if _TITLE.match(words, a, b) and (
        _TITLED.search(words, *before)
        or words.startswith(MASK, determiners(words[slice(*before)]) + before[0])
    ):
        return True
    if _COMPLEMENT.search(words, *before) and is_dangling(words[slice(*before)]):
        return True
    return bool(_BARE.fullmatch(words, a, b)) and _qualified(words[slice(*before)])


def _systems(words: str, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Agencies, funds and programmes under one genitive are one: "of the United Nations"."""
    run: list[tuple[int, int]] = []
    for a, b in parts:
        tail = TAIL.search(words, a, b)
        found = _SYSTEM_NOUN.fullmatch(words, a, tail.start() if tail else b)
        if not found or words.startswith(("the ", "other "), a):
            yield from _one(words, run)
            run = []
        if found and found["of"] and run:
            yield run[0][0], b
            run = []
        elif found and not found["of"]:
            run.append((a, b))
        else:
            yield a, b
    yield from _one(words, run)


def _one(words: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A run of agencies as one where those after the first bear no name or adjective."""
    alike = run and all(_AGENCIES.match(words, a, b) for a, b in run[1:])
    return [(run[0][0], run[-1][1])] if alike else run


def _qualified(words: str) -> bool:
    return " " in words[determiners(words) :]
