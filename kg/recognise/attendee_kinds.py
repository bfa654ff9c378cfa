"""Tell what kind of attendant is named, and with which status, by the words of its list."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Authority
from kg.recognise.names import Party

__all__ = ["category_of", "is_of_bodies", "is_organization", "kind_of", "only_states", "status_of"]

_STATES: Final = re.compile(
    r"\b(?:countries|country|States?|Governments?|Parties|signatories|States? parties)\b"
)
_BODIES: Final = re.compile(
    r"organi[sz]ation|agenc|programme|fund|bodies|body\b|entit|institut|compan|universit|associat"
    r"|secretariat|commission[s ]|department|offices\b|observers\b|delegations",
    re.IGNORECASE,
)
_KINDS: Final = (
    (re.compile(r"non-?governmental|\bNGOs?\b|civil society|consultative status"
                r"|\bmajor groups", re.IGNORECASE), "ngo"),
    (re.compile(r"specialized agenc", re.IGNORECASE), "specialized agency"),
    (re.compile(r"United Nations|programmes|\bfunds|\bsecretariat|regional commissions",
                re.IGNORECASE), "un"),
    (re.compile(r"\binstitut(?:es?|ions?)\b|academi|universit|research", re.IGNORECASE),
     "institute"),
    (re.compile(r"private sector|compan|industry|business", re.IGNORECASE), "private"),
    (re.compile(r"(?<!non-)(?<!non)intergovernmental|(?:international|regional) "
                r"(?:organi[sz]ations|entities|bodies)", re.IGNORECASE), "igo"),
)  # fmt: skip
_NOT_A_KIND: Final = re.compile(
    r"(?:States? )?Members? (?:States )?of the United Nations|United Nations member States"
    r"|(?:to|at|in|of) the United Nations(?= (?:attended|participated|took part|were|was)|$)"
    r"|at the invitation of the secretariat|the United Nations [A-Z][\w ]{0,60}"
    r"|(?<=not )represented|under (?:article|rule) \d+[^:]{0,120}",
    re.IGNORECASE,
)
_SAID: Final = (("specialized agencies", re.compile(r"specialized agenc", re.IGNORECASE)),)
_OF_BODIES: Final = {
    "specialized agency": "specialized agency",
    "related organization": "un",
    "igo": "igo",
    "institute": "institute",
    "ngo": "ngo",
    "organization": "un",
}
_OF_NAMES: Final = (
    (re.compile(r"\b(?:Inc|Ltd|Limited|LLC|GmbH|Corp|Corporation|Company|PLC|S\.?A\.?R?\.?L?|AG"
                r"|Consult(?:ing|ants)|Group)\b\.?$|& Co\b|\bHoldings?\b|\bS\.? ?p\.? ?A\b"
                r"|\bG[Mm][Bb][Hh]\b|\b(?:SA|AG|Ltd|Inc|BV|AB|Oy|LLC|PLC)\.? [–—-]"), "private"),
    (re.compile(r"\bUniversit|\bInstitut|\bCollege\b|[ÉE]cole\b|\bPolytech|\bAcadem"
                r"|\bResearch (?:Centre|Center)|Hochschule"), "institute"),
    (re.compile(r"^(?:[Ss]ecretariat of .*Convention|United Nations|UN[A-Z]{0,8}\b|ECE "
                r"|Economic (?:and Social )?Commission for)"
                r"|\bUnited Nations\b"), "un"),
    (re.compile(r"\bintergovernmental\b|\b(?:Development|Investment) Bank\b"
                r"|^(?:Organi[sz]ation (?:of|for)|Commission (?:of|on|for)|Council of"
                r"|League of|Community of|European (?:Commission|Union|Community|Communities)"
                r"|Common(?:wealth| Market))|\bRegional Environmental Cent(?:re|er)"
                r"|\b(?:River|Basin|Danube|Rhine|Sava|Nile) .{0,30}Commission\b"
                r"|\b(?:Secretariat|Community)$"), "igo"),
    (re.compile(r"Associat|Federation|Fédération|Coalition|Network|Alliance|\bUnion (?:of|for)\b"
                r"|Society\b|Foundation|Friends\b|Confederation|Confédération|Forum\b|Movement"
                r"|League|Caucus|\bYouth\b|\bWomen\b|Trust\b|Initiative\b|International$"
                r"|\bCampaign\b|\bWatch\b|\bAmnesty\b|\bGreenpeace\b|\bCouncil$|Chamber of Commerce"
                r"|\bWorld (?:Council|Congress)|Amis |Liga\b|Red\b|Caritas"), "ngo"),
)  # fmt: skip
_OBSERVER: Final = re.compile(r"\bobservers?\b", re.IGNORECASE)
_OUTSIDE: Final = re.compile(
    r"\bnot (?:a )?(?:members?|Part(?:y|ies))\b|\bnon-?(?:member|part(?:y|ies))|\bbeyond\b"
    r"|under article|\bother (?:United Nations )?(?:member )?(?:States|countries|Governments)"
    r"|consultative capacity",
    re.IGNORECASE,
)
_MEMBER: Final = re.compile(
    r"\bmembers?\b|\bStates [Pp]arties\b|\b(?:Contracting )?Parties\b|\bsignator"
    r"|\bcountries (?:of|in) the\b",
    re.IGNORECASE,
)
_CATEGORY: Final = re.compile(
    r"(?:the |other |all )?(?:following )?(?:other )?(?:States?(?: (?:not )?(?:members?|parties))?"
    r"|members?(?: States?)?(?: of)?|associate members?|observers?(?: States?)?|non-?members?"
    r"|non-member (?:States?|entities)|(?:contracting )?parties|signatories|countries|governments"
    r"|(?:United Nations )?(?:secretariat|system|bodies|entities|offices|programmes|funds|organs"
    r"|departments|units)|united nations\b|specialized agenc(?:y|ies)|related organizations?"
    r"|(?:[a-z-]+,? (?:and |or )?){0,6}(?:organi[sz]ations?|agencies|bodies|entities|institutes?"
    r"|institutions|programmes|funds|mechanisms|commissions|companies|universities|associations"
    r"|sector|society|academia|industry|partners|stakeholders|centres|offices)\b"
    r"|national liberation movements|liberation movements|civil society|private sector|academia"
    r"|(?:international |national )?NGOs\b|IGOs\b"
    r"|category (?:I{1,3}|A|B)\b|(?:general|special)(?: consultative)? (?:status|category)|roster\b"
    r"|(?:general|special) category|international financial institutions|entities (?:having|with)"
    r"|delegations?|representatives? of|regional commissions|treaty bodies|institutes?\b"
    r"|others?$|experts?$|invited\b|accredited (?:to|by|with)\b)",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"(?<=[ -])[A-Z]")
_PLAIN: Final = re.compile(
    r"(?:Inter-?|Non-?)[Gg]overnmental|United Nations|Specialized|Related|Other|States|Members?\b"
    r"|Observers?\b|Contracting|Parties"
)
_LETTER: Final = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|[A-Z]|\d{1,2})[).]\s+")
_MANY: Final = re.compile(
    r"\b(?:States?|members?|observers?|non-?members?|parties|signatories|countries|governments"
    r"|organi[sz]ations|agenc(?:y|ies)|bodies|entities|institutions|institutes|programmes|funds|units"
    r"|mechanisms|commissions|companies|universities|associations|offices|departments|organs"
    r"|secretariat|system|society|sector|academia|industry|partners|stakeholders|centres|movements"
    r"|NGOs|IGOs|category|status|roster|accredited|delegations?|representatives?|others?|experts?"
    r"|invited)\b|united nations$",
    re.IGNORECASE,
)
"""A word for many: what has none is the name of one body ("Organisation nationale des …")."""
_LONGEST_HEAD: Final = 160


def category_of(words: str) -> str | None:
    """The category that a heading or lead names, None where it is none.

    >>> category_of("(a) Specialized agencies"), category_of("Danube Commission")
    ('Specialized agencies', None)
    """
    head = _LETTER.sub("", words.strip(" *:.–—-")).strip()
    if not head or len(head) > _LONGEST_HEAD:
        return None
    found = _CATEGORY.match(head)
    if not found or not _MANY.search(head):
        return None
    if head.casefold().startswith("accredited"):
        return head
    # "Organization of …", "Commission on …" are names; a category is a plural or goes on in small.
    if not head.isupper() and len(_CAPITALS.findall(head, 1, found.end())) > 1:
        return None if not _PLAIN.match(head) else head
    rest = head[found.end() :].strip()
    if re.match(r"(?:(?:of|for|on) )?(?:the )?[A-Z]", rest) and not re.match(
        r"(?:States?|members?|observers?|non-?members?|parties|contracting|united nations|other)"
        r"|.*(?:s|society|sector|system|secretariat|academia) (?:of|with|to|in) the",
        head, re.IGNORECASE,
    ):  # fmt: skip
        return None
    return head


def only_states(intro: str) -> bool:
    """Whether a list can name States only."""
    words = _NOT_A_KIND.sub("States", intro)
    return bool(_STATES.search(words)) and not _BODIES.search(words)


def is_organization(name: str) -> bool:
    """Whether a word in the name tells what kind of organization bears it."""
    return any(pattern.search(name) for pattern, _ in _OF_NAMES) or name.isupper()


def is_of_bodies(intro: str) -> bool:
    """Whether a list is of organizations of one kind or another, and not of States."""
    words = _NOT_A_KIND.sub("", intro)
    return not _STATES.search(words) and any(pattern.search(words) for pattern, _ in _KINDS)


def kind_of(name: str, who: Party | None, intro: str, authority: Authority) -> str:
    """What an attendant is: a State, or what its list calls it, or what it is known as."""
    if who is not None and who.kind == "state":
        return "state"
    body = authority.bodies.get(who.id) if who and who.id else None
    if body and body.id in ("eu", "european-commission"):
        return "igo"
    words = _NOT_A_KIND.sub("States", intro)
    said = dict.fromkeys(kind for pattern, kind in _KINDS if pattern.search(words))
    if "specialized agency" in said and not re.search(
        r"programmes|funds|bodies|departments|entities|system|offices|other"
        r"|organi[sz]ations (?:and|,)",
        words,
    ):
        said.pop("un", None)
    if list(said) == ["un"] and body and body.kind == "specialized agency":
        return "specialized agency"
    if len(said) == 1:
        return next(iter(said))
    known = None
    if body:
        known = _OF_BODIES.get(body.kind, "un" if body.cls == "Body" else None)
    known = known or next((kind for pattern, kind in _OF_NAMES if pattern.search(name)), None)
    if known and (not said or known in said):
        return known
    return known or next(iter(said), "other")


def status_of(intro: str) -> str | None:
    """What the words of a list say of those that it names."""
    if _OBSERVER.search(intro):
        return "observer"
    if _OUTSIDE.search(intro):
        return "non-member"
    return "member" if _MEMBER.search(intro) else None
