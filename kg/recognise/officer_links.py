"""Tell which persons of a text an office belongs to, by what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.recognise.officer_words import Office, Person

__all__ = [
    "ELECTED",
    "are_respective",
    "before_office",
    "behind_office",
    "goes_on",
    "groups_of",
    "groups_of_posts",
    "listed_on",
]

_JOIN: Final = re.compile(
    r"[\s|]*(?:,|;|/)?[\s|]*(?:(?:and|as well as|und)(?: (?:also|by|of))? )?[\s|]*"
)
_TO_OFFICE: Final = re.compile(
    r"(?:,? (?:who )?(?:(?:would|will|shall|should) (?:be |serve|act|continue)|(?:was|were"
    r"|had been|has been|have been) )?(?:(?:unanimously|duly|also|then|subsequently) )?"
    r"(?:(?:re-?)?elected|appointed|designated|nominated|confirmed|selected|chosen)?"
    r"(?: (?:by (?:acclamation|consensus)|unanimously))?,? ?(?:(?:and )?(?:served|serving|acted"
    r"|acting|continuing|continued"
    r"|functioning|functioned|speaking|(?:(?:agreed|volunteered|offered|invited|asked) )?"
    r"to (?:serve|act|continue)))?(?: in (?:his|her|their) (?:capacity|role))?"
    r"(?: to be)?,?(?: ?as)?|,? (?:as|is|was|will be|would be|to be)"
    r"|,? was in the|, and)? ?(?:the |its |their |a |co-)?"
)
_FROM_OFFICE: Final = re.compile(
    r"(?:[\s|]*[:–—-]?[\s|]*|, |: | \(|,? (?:was|were|is|are|being|would be|will be"
    r"|namely,?)(?: as follows)?:? "
    r"|,? (?:of|for) (?:the|its) (?:session|meeting|conference|segment),? "
    r"|,? (?:the )?following(?: \w+){0,4}: )(?:by |of )?"
)
_FROM_OFFICE_LIST: Final = re.compile(r"s?[\s|]*:")
_POST: Final = re.compile(
    r",? (?:(?:the )?(?:Ambassador|Permanent|Deputy|Minister|Director|Head|Chief|Professor|Senior"
    r"|Under-?[Ss]ecretary"
    r"|Vice-Minister|State Secretary|Representative|Counsellor|First|Second|Third|Chargé|Governor"
    r"|Special|Member"
    r"|Executive|Acting|Assistant|Advis[eo]r|Attaché|Commissioner|Inspector|Mayor|Lead|Consul"
    r"|Judge|President"
    r"|Secretary|Coordinator|Manager|Officer|Expert)\b|(?:of|from) (?:the )?[A-Z])[^;:|]{0,190}?"
)
_POST_END: Final = re.compile(
    r"(?:,|\band\b|\()(?: and)? ?(?:the |as |its |their )*$"
    r"|(?:,| was| were| has been| had been|, who) (?:(?:was|were|unanimously|duly|then) ){0,2}"
    r"(?:(?:re-?)?elected|appointed|designated|nominated|chosen|acted|served|acting|serving"
    r"|speaking)(?: by acclamation,?)?(?: in (?:his|her|their) (?:capacity|role))?(?: as)?"
    r"(?: (?:the|its|their|a))? $"
)
_TOLD_OF: Final = re.compile(
    r",? (?:for|who)\b[^;:()|]{0,220}[ ,]as (?:the |its |their )?"
    r"|, who (?:has|had) been [^;:()|]{0,160}, (?:and )?(?:the )?"
)
_SENTENCE: Final = re.compile(r"[a-z)]\. [A-Z]")
ELECTED: Final = re.compile(r"\b(?:re-?)?elect(?:ed|ing)\b|\belection of\b")
"""The pattern of words for an election."""
_LIST_FROM: Final = re.compile(r"[^.;:()—]{0,60}? ?[:—–-] ?(?:the )?")
_LIST_ON: Final = re.compile(r"[^.:—|]{0,300}; (?:and )?")


def groups_of(text: str, persons: Sequence[Person]) -> list[list[Person]]:
    """The persons who stand in one list, joined by commas and "and"."""
    groups: list[list[Person]] = []
    for person in persons:
        if groups and _JOIN.fullmatch(text, groups[-1][-1].end, person.start):
            groups[-1].append(person)
        else:
            groups.append([person])
    return groups


def groups_of_posts(text: str, persons: Sequence[Person]) -> list[list[Person]]:
    """Lists of persons, each of whom may be followed by their post."""
    groups: list[list[Person]] = []
    for person in persons:
        gap = text[groups[-1][-1].end : person.start] if groups else "."
        post = groups and _POST.fullmatch(re.sub(r",? (?:and|as well as) (?:by )?$", "", gap))
        if groups and (_JOIN.fullmatch(gap) or (post and re.search(r"\band (?:by )?$", gap))):
            groups[-1].append(person)
        else:
            groups.append([person])
    return groups


def before_office(text: str, groups: list[list[Person]], office: Office) -> int | None:
    """The list of persons that an office follows, a post of theirs between understood."""
    for index in range(len(groups) - 1, -1, -1):
        end = groups[index][-1].end
        if end > office.start:
            continue
        gap = text[end : office.start]
        tied = gap.strip() != "" and _TO_OFFICE.fullmatch(gap)
        if tied or re.fullmatch(r",? \((?:the )?", gap):
            return index
        if (
            gap == " "
            and groups[index][-1].represents
            and ELECTED.search(text, max(0, end - 200), end)
        ):
            return index if not _FROM_OFFICE_LIST.match(text, office.end) else None
        if re.fullmatch(r"[\s|]*[|–—-]?[\s|]*", gap) and _stands_alone(text, groups[index], office):
            return index
        if _SENTENCE.search(gap):
            return None
        post = _POST.match(text, end, office.start) or _TOLD_OF.fullmatch(gap)
        if post and _TOLD_OF.fullmatch(gap):
            return index
        if post and _POST_END.search(gap) and not re.match(r", [A-Z]", text[office.end :]):
            return index
        return None
    return None


def _stands_alone(text: str, group: list[Person], office: Office) -> bool:
    """Whether a row holds nothing but a person and their office."""
    row = text[: group[0].start] + text[office.end :]
    return len(row.strip(" |.,;()\t")) < len("(aa)") and "|" in text


def behind_office(text: str, groups: list[list[Person]], office: Office) -> int | None:
    """The list of persons that follows an office."""
    for index, group in enumerate(groups):
        if group[0].start >= office.end:
            gap = text[office.end : group[0].start]
            if office.plural and _LIST_FROM.fullmatch(gap):
                return index
            if _FROM_OFFICE.fullmatch(gap) and (
                group[0].titled or group[0].represents or ":" in gap or "," in gap
            ):
                return index
            return None
    return None


def listed_on(text: str, groups: list[list[Person]], first: int) -> tuple[int, ...]:
    """The groups that go on a list of an office, each person with a post, parted by semicolons."""
    last = first
    while last + 1 < len(groups) and _LIST_ON.fullmatch(
        text, groups[last][-1].end, groups[last + 1][0].start
    ):
        last += 1
    return tuple(range(first, last + 1))


def are_respective(text: str, group: list[Person], one: Office, other: Office) -> bool:
    """Whether the first of two persons holds the one office and the second the other."""
    single = len(group) == len((one, other)) and not one.plural and not other.plural
    return (
        single and re.fullmatch(r" and (?:as )?(?:the )?", text[one.end : other.start]) is not None
    )


def goes_on(text: str, one: Office, other: Office) -> bool:
    """Whether two offices are held by the same: "Chair of A and Vice-Chair of B"."""
    return re.fullmatch(r",? and (?:the |as )?(?:the )?", text[one.end : other.start]) is not None
