"""Find the persons and the offices that a text names, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.recognise.names import HONORIFIC, state_of, without_article

__all__ = ["Office", "Person", "find_offices", "find_persons", "without_regions"]

_HONOR: Final = (
    rf"(?:(?:{HONORIFIC}|Messrs\.?|Mmes?\.?|Miss|Madam|Monsieur|Madame|Judge|Justice|Hon\."
    rf"|The Honou?rable"
    r"|(?:His|Her) Excellency),? )"
)
_WORD: Final = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž]\.(?:-?[A-Z]\.)*"
    r"|(?:[dlDLOM][’'])?[A-ZÀ-ÖØ-ÞĀ-ŽƏ](?:[\w’'‑-]|–(?=[A-ZÀ-Ž]))*)"
)
_PARTICLE: Final = (
    r"(?:(?:de|del|della|di|du|des|da|das|do|dos|van|von|zu|der|den|dem|ter|ten|bin|bint|ibn|ben"
    r"|al|el|la"
    r"|le|e|y|ud|ul|San|Abu) )"
)
_NAME: Final = rf"{_WORD}(?: {_PARTICLE}{{0,3}}(?:al-|el-|Al-|El-)?{_WORD}){{0,6}}"
_TITLED: Final = re.compile(rf"(?<![\w’'-]){_HONOR}{{1,3}}(?P<name>{_PARTICLE}{{0,2}}{_NAME})")
_PARTY: Final = r"\((?P<party>[^()\d]{2,90}(?:\([^()]{1,60}\)[^()\d]{0,40})?)\)"
_BARE: Final = re.compile(
    r"(?<![\w’'.-])(?:(?:Co-|Vice-)?(?:Chair(?:person|man|woman)?|President)s? |Rapporteur "
    r"|Secretary )?"
    rf"(?P<name>{_WORD} (?:{_PARTICLE}{{0,3}}(?:al-|el-|Al-|El-)?{_WORD} ?){{1,6}}?)(?=\(|,|$|;"
    rf"| ?\|)"
)
_AFTER_PARTY: Final = re.compile(rf" {_PARTY}")
_LAND_BEFORE: Final = re.compile(
    r"(?:^|\b(?:of|by|for|from|and|the) )(?:the )?(?P<land>[A-Z][\w’'-]*(?: (?:(?:of|and"
    r"|the) ){0,2}[A-Z][\w’'-]*){0,7}) \($"
)
_AFTER_COMMA: Final = re.compile(
    r"(?:,| of| from|, (?:the )?representative of|, of) (?:the )?(?P<party>[A-Z][^,;:()"
    r"|]{2,70}(?: \([A-Z][^()]{2,40}\))?)"
)
_REPRESENTING: Final = re.compile(
    r"\b(?:representative|delegate|Ambassador|Minister|Permanent Representative)\b[^,;.]{0,60}?"
    r" (?:of|from) (?:the )?(?P<land>[A-Z][\w’'-]*(?: (?:(?:of|and|the) ){0,2}[A-Z][\w’'-]*){0,7}"
    r"(?: \([A-Z][^()]{2,40}\))?)(?: to [^,;.]{3,60})?, $"
)
_PARTY_END: Final = re.compile(
    r" (?:and|as|was|were|who) | (?=(?:Co-|Vice-|First |Second )?(?:Chair|President|Rapporteur))"
)
_ROLE: Final = (
    r"(?P<prefix>(?:(?i:acting|interim|honorary|outgoing|incoming|in-coming|newly elected|present"
    r"|current)"
    r" )?)(?P<rank>(?:(?i:first|second|third|fourth|fifth|1st|2nd|3rd)"
    r"(?:,? and |, | )){0,5})"
    r"(?P<office>(?i:co-|vice-|vice |deputy |co-vice-)*(?:[Cc]hair(?:person|man|woman"
    r"|s?)s?(?:[-/](?:cum[- ])?Rapporteurs?)?"
    r"|[Pp]residents?(?:-cum-Rapporteurs?)?|[Rr]apporteurs?(?:[- ]General)?"
    r"|Secretary|Secretaries|[Mm]oderators?)"
    r"|Chairmen|Vice-Chairmen|Co-Chairmen|Facilitators?|Co-[Ff]acilitators?)"
)
_OFFICE: Final = re.compile(rf"(?<![\w’'-]){_ROLE}(?![\w’'-])(?! [Gg]eneral)")
_NO_OFFICE: Final = re.compile(
    r"(?:Special|Executive|Under|State|First|Second|Third|Permanent|Assistant|Foreign|Deputy"
    r"|Private|Home"
    r"|Cabinet|Joint|Principal|Chief|Press|Parliamentary|General|former|Former|past|previous|each"
    r"|no|any)[ -]$"
    r"|\b(?:Head of the|honou?r of the|elect(?:ion of)?(?: a| its| the)?|office of(?: the)?"
    r"|absence of(?: the)?|under the|Bureau of the"
    r"|behalf of the|a|any|every) $"
)
_OF_STATE: Final = re.compile(
    r" (?:and (?:CEO|Chief|Founder|founder|Managing|Director)|of State|of the (?:Republic|Ministry"
    r"|Department|State|Government|Senate))\b"
)
_BODY_WORD: Final = re.compile(
    r"(?:(?:of|on|for|the|and|to|in|with|against|under|or|des?|du|at|by|from|its|their|this|that"
    r"|, and|as) ){0,4}"
    r"(?:[A-Z#“\"0-9À-Ž][\w’'./&-]*[”\"]?|affecting|concerning|relating|dealing|open-ended|ad hoc"
    r"|(?:forum|board|council|commission|assembly)\b"
    r"|(?:meeting|session|segment|working group|contact group|working party|expert group"
    r"|steering group|ad hoc group|informal group|informal consultations|sub-?committee"
    r"|round[- ]table|panel|conference|committee|plenary"
    r"|high-level segment|task force|drafting group|bureau|group|workshop|side event|seminar)\b)"
)
_AT_HOME: Final = re.compile(
    r"\b(?:City|National|Municipal|Supreme|Presidency|Republic|Federal|Interministerial|Parliament"
    r"|Company|Inc|Ltd"
    r"|Foundation|University|Bank|Corporation|Cabinet|Senate|Ministry|Association|Chamber"
    r"|Institute|Observatory)\b"
)
_BODY_LIKE: Final = re.compile(
    r"\b(?:Committee|Commission|Conference|Council|Group|Party|Parties|Board|Assembly|Bureau|Forum"
    r"|Task Force"
    r"|Congress|Panel|Platform|Mechanism|Body|Meeting|Segment|Session|Sub-?[Cc]ommittee|WP|AC|SC"
    r"|GE)\b|^[A-Z.\d/]+(?: |$)"
    r"|^(?:working|contact|steering|drafting|round|plenary|contact|informal|segment|panel|high-level|committee)\b"
)
_NAMED_BODY: Final = re.compile(
    r", (?P<body>[A-Z][\w’'-]+(?: (?:(?:of|and|for|the|on) ){0,2}[A-Z][\w’'-]+){1,8})(?=[,;.])"
)
_FIRM: Final = re.compile(
    rf", (?!{_HONOR})(?P<firm>(?:A |The )?[A-Z][\w’'&-]*(?: [\w’'&-]+){{0,9}})(?=[:,.;])(?! \()"
)
_THEME: Final = re.compile(
    r" (?:on|for) [a-z][\w’' -]{2,120}?(?=[,;.(]|$| (?:and|who|which|was|were|had|made|gave|spoke"
    r"|took|said|[a-z]+ed)\b)"
)
_OTHER_POST: Final = re.compile(
    rf"(?:{_HONOR}|Ambassador|Permanent|Minister|Director|Head|Deputy|Chief|Professor|Secretary"
    rf"|Chair|Vice|President|Rapporteur|Co-)"
)
_POST_HONOR: Final = re.compile(r"(?:Ambassador|Professor|Judge|Justice)\b")
_NOT_A_NAME: Final = frozenset((
    "Committee", "Commission", "Conference", "Council", "Group", "Party", "Board", "Assembly",
    "Bureau", "Forum", "Union", "Nations", "Secretariat", "States", "Republic", "Programme",
    "Convention", "Protocol", "Agreement", "Session", "Meeting", "Ministry", "Minister",
    "Director", "Ambassador", "Permanent", "Representative", "Chair", "Vice-Chair", "President",
    "Vice-President", "Rapporteur", "Secretary", "Government", "Organization", "Organisation",
    "Agency", "Fund", "Bank", "Institute", "University", "Department", "Division", "Office",
    "Chairperson", "Chairman", "Vice-Chairs", "Co-Chair", "Co-Chairs", "Vice-Presidents", "Task",
    "Force", "Team", "Network", "Association", "Federation", "European", "Economic", "Social",
    "General", "High-level", "Regional", "International", "National", "Human", "Rights",
    "Security", "Environment", "Development", "Transport", "Trade", "Africa", "African", "Asia",
    "Asia-Pacific", "America", "Latin", "Caribbean", "Western", "Eastern", "Europe", "Working",
    "Expert", "Experts", "Head", "Deputy", "Chief", "Senior", "Professor", "Adviser", "Advisor",
    "Manager", "Officer", "Centre", "Center", "Section", "Declaration", "Plan", "Action",
    "Agenda", "Item", "Annex", "Resolution", "Decision", "Chapter", "Part", "The", "In", "At",
    "On", "For", "This", "That", "It", "Other", "After", "Following", "During", "Under", "By",
    "As", "An", "From", "To", "With",
))  # fmt: skip
_REGIONS: Final = re.compile(
    r"\b(?:(?:Group of )?(?:African|Asia-Pacific|Asian|Asian and Pacific|Eastern European"
    r"|Latin American and"
    r" (?:the )?Caribbean|Western European and [Oo]ther|Asia and the Pacific) (?:States|[Gg]roup"
    r"|Group of States)"
    r"|Group of (?:Latin American and Caribbean|Western European and [Oo]ther|Asia-Pacific|African"
    r"|Eastern European) States)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``name`` without honorific, ``represents`` as printed without article.

    ``[start, end)`` ends behind whom they represent; ``titled`` where an honorific stands.
    """

    start: int
    end: int
    name: str
    represents: str | None
    iso3: str | None
    titled: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office: ``role`` in the singular, ``plural`` where it is printed so; ``body`` of which.

    ``ranks`` are those of "first, second and third Vice-Chair", who are several.
    """

    start: int
    end: int
    role: str
    plural: bool
    body: str | None
    ranks: tuple[str, ...] = ()


def without_regions(text: str) -> str:
    """The text with the names of regional groups, which tables set between, blotted out."""
    return _REGIONS.sub(lambda found: " " * len(found[0]), text)


def find_persons(text: str, authority: Authority, day: date | None) -> Iterator[Person]:
    """The persons of a text in order: with an honorific, or two words and whom they represent."""
    end = 0
    found = sorted(
        (*_TITLED.finditer(text), *_BARE.finditer(text)),
        key=lambda one: (one.start(), one.re is _BARE),
    )
    for one in found:
        if one.start("name") < end or one.start() < end:
            continue
        person = _person(text, one, authority, day)
        if person:
            end = person.end
            yield person


def _person(
    text: str, found: re.Match[str], authority: Authority, day: date | None
) -> Person | None:
    name = found["name"].strip()
    titled = re.match(_HONOR, found[0]) is not None
    if not titled and not _is_name(name, authority):
        return None
    if titled and _POST_HONOR.match(found[0]) and name.split(" ")[0] in _NOT_A_NAME:
        return None
    name = re.sub(r"[’']s$", "", name)
    begin = found.start() if titled else found.start("name")
    at = found.start("name") + len(name)
    in_brackets = _AFTER_PARTY.match(text, at)
    if in_brackets and re.match(_HONOR, in_brackets["party"]):
        return None
    if in_brackets and not _OFFICE.search(in_brackets["party"]):
        printed = without_article(in_brackets["party"])
        state = state_of(printed, authority, day)
        if state or authority.body(printed) or re.match(r"[A-Z]", printed):
            iso3 = state.iso3 if state else None
            return Person(begin, in_brackets.end(), name, printed, iso3, titled)
    above = _LAND_BEFORE.search(text, max(0, begin - 70), begin)
    land = state_of(without_article(above["land"]), authority, day) if above else None
    if above and land and text[at : at + 1] == ")":
        return Person(above.start("land"), at + 1, name, above["land"], land.iso3, titled)
    behind = _AFTER_COMMA.match(text, at)
    if behind:
        party, end = _party_in(behind["party"], authority, day)
        if party:
            state = state_of(party, authority, day)
            end += behind.start("party")
            return Person(begin, end, name, party, state.iso3 if state else None, titled)
    speaks = _REPRESENTING.search(text, max(0, begin - 160), begin)
    land = state_of(without_article(speaks["land"]), authority, day) if speaks else None
    if speaks and land:
        return Person(begin, at, name, speaks["land"], land.iso3, titled)
    return Person(begin, at, name, None, None, titled)


def _party_in(words: str, authority: Authority, day: date | None) -> tuple[str | None, int]:
    """The State, or the organization, whose name the words are, or begin with before a bracket."""
    for part in (
        words,
        re.sub(r" \([^()]*\)$", "", words),
        _PARTY_END.split(words)[0],
    ):
        printed = without_article(part)
        if state_of(printed, authority, day):
            return printed, len(part.rstrip())
    return None, 0


def _is_name(name: str, authority: Authority) -> bool:
    words = name.replace(".", " ").split()
    if len(words) < 2 or any(word in _NOT_A_NAME for word in words):
        return False
    if any(word.isupper() and len(word) > 1 for word in words[:1]):
        return False
    return not authority.state(name) and not authority.body(name)


def find_offices(text: str, heads: Collection[str], authority: Authority) -> Iterator[Office]:
    """The offices of a text in order, each with its body where that is not the reporting one."""
    for found in _OFFICE.finditer(text):
        before = text[max(0, found.start() - 24) : found.start()]
        if _NO_OFFICE.search(before) or _OF_STATE.match(text, found.end()):
            continue
        small = found["office"][:1].islower() and not found["office"].startswith(("co-", "vice-"))
        if small and not re.search(r"(?:as|the|its|:) $", before):
            continue
        words, end = _body(text, found.end(), authority)
        start = found.start()
        if words is None:
            leading = re.search(r"(?:^|[ (])(?P<body>[A-Z]{2,}[A-Z.\d/]*) $", before)
            if leading and leading["body"] not in ("NGO", "UN"):
                words = leading["body"]
                start -= len(words) + 1
        office = found["office"]
        ranks = tuple(re.findall(r"\w+(?=,? )", found["rank"].replace(" and ", " ")))
        role, plural = _singular(office if len(ranks) > 1 else found["rank"] + office)
        own = words is None or _is_own(words, heads)
        if not own and words and _is_post(role, words, authority):
            continue
        if words is None and _of_firm(text, end, role, authority):
            continue
        several = ranks if len(ranks) > 1 else ()
        yield Office(start, end, role, plural or bool(several), None if own else words, several)


def _body(text: str, at: int, authority: Authority) -> tuple[str | None, int]:
    """The body behind an office, "of" and an acronym in brackets understood; and where it ends."""
    of = re.compile(r" (?:of|to|for) (?!\d|a |an |his |her )").match(text, at)
    if of is None:
        short = re.compile(
            r", (?P<body>(?:[A-Z]{2,}[\w./-]*|#\w+)(?: [A-Z]\w+){0,4})(?=[,;.]| [a-z]|$)"
        ).match(text, at)
        named = short or _NAMED_BODY.match(text, at)
        return (named["body"], named.end()) if named and _is_body(named["body"]) else (None, at)
    start = end = of.end()
    while end - start < 260:
        word = _BODY_WORD.match(text, end)
        if word is None or word.end() == end:
            break
        joined = re.search(r"\band (?:the )?$", text[start:end] + _lead(word[0]))
        if end > start and joined and _OTHER_POST.match(text, end + len(_lead(word[0]))):
            break
        end = word.end()
        if text[end - 1] == "." and re.search(r"[a-z]\.$", text[start:end]):
            end -= 1
            break
        comma = re.compile(r"(?:,|;)? ").match(text, end)
        if comma is None:
            break
        if comma[0] == " ":
            end = comma.end()
            continue
        known = _listed(text, start, authority)
        end = max(end, known or 0)
        break
    words = text[start:end].rstrip(" ,;.")
    words = re.sub(r"(?: (?:of|on|for|the|and|to|in|with|at|by|from|as))+$", "", words)
    if not words:
        return None, at
    end = start + len(words)
    theme = _THEME.match(text, end) if words.split(" ")[-1].islower() else None
    if theme:
        return words + theme[0], theme.end()
    bracket = re.compile(r" \((?:[A-Z#][\w./& -]{1,40})\)").match(text, end)
    if bracket and not authority.state(bracket[0].strip(" ()")):
        end = bracket.end()
        rest = re.compile(r"(?: [A-Z][a-z]+){1,3}(?=[,;. ])").match(text, end)
        if rest and _BODY_LIKE.search(rest[0]):
            return words + rest[0], rest.end()
    return words, end


def _of_firm(text: str, at: int, role: str, authority: Authority) -> bool:
    """Whether it is an office of a firm or institute that is printed behind: "President, A Way"."""
    if not role.endswith(("President", "Secretary")):
        return False
    firm = _FIRM.match(text, at)
    if firm is None or _OTHER_POST.match(firm["firm"]) or re.match(r"[.;]|$", text[at:]):
        return False
    return not any(authority.state(n) for n in (firm["firm"], firm["firm"].split(",")[0]))


def _is_body(name: str) -> bool:
    return any(p.search(name) for p in (_BODY_LIKE, _AT_HOME)) or name[:1] == "#"


def _lead(words: str) -> str:
    return words.rpartition(" ")[0] + " " if " " in words else ""


def _listed(text: str, start: int, authority: Authority) -> int | None:
    """Where the name of a listed body ends that has commas in it."""
    pieces = re.split(r"(?<=\w)(?=,| \(| in| for|$)", text[start : start + 220])
    words = ""
    best: int | None = None
    for piece in pieces[:8]:
        words += piece
        if authority.body(without_article(words)):
            best = start + len(words)
    return best


def _is_own(words: str, heads: Collection[str]) -> bool:
    name = without_article(re.sub(r"^(?:its|this|that) ", "", words)).casefold()
    name = re.sub(r" [ivxl]+$| and (?:of )?its bureau$", "", name)
    name = re.sub(r" (?:at|for|on|during) (?:its|the) .*$", "", name)
    if name in ("meeting", "session", "segment", "plenary", "plenary meeting", "bureau"):
        return True
    inner = re.sub(r"^(?:bureau|(?:[\w-]+ )?(?:session|meeting)) of (?:the )?", "", name)
    return any(
        head.casefold() in (name, inner) or (len(head) > 25 and name.startswith(head.casefold()))
        for head in heads
    )


def _is_post(role: str, words: str, authority: Authority) -> bool:
    """Whether it is a post at home or of a firm, and no office of a body of States or experts."""
    name = without_article(words)
    if authority.body(name):
        return False
    if authority.state(name) or _AT_HOME.search(name):
        return True
    last = re.search(r" (?:of|in) (?:the )?(?P<land>[A-Z][^,]*)$", name)
    if last and authority.state(last["land"]):
        return True
    if role.endswith(("President", "Secretary", "Chairman", "Chairwoman", "Moderator")):
        return _BODY_LIKE.search(name) is None
    return False


def _singular(office: str) -> tuple[str, bool]:
    words = " ".join(office.split())
    words = re.sub(r"men\b", "man", words) if words.lower().endswith("men") else words
    if words.lower().endswith("secretaries"):
        return "Secretary", True
    single = re.sub(r"(?<=[a-z])s(?=$|-Rapp)", "", re.sub(r"s$", "", words))
    single = re.sub(r"(?<![\w’'])(?!cum-)[a-z]", lambda first: first[0].upper(), single)
    return single, single.lower() != " ".join(office.split()).lower()
