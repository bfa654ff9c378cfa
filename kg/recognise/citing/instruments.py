"""Find the treaties and declarations that a passage names, and the parts of them it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.authority import Authority, Instrument
from kg.recognise.citing.acronyms import Acronyms
from kg.recognise.citing.articles import (
    ARTICLES,
    find_articles,
    find_statutes,
    leading_nouns,
    statutes,
)
from kg.recognise.citing.in_reports import find_articles_of, find_by_year, is_loose
from kg.recognise.citing.instrument_days import printed_day
from kg.recognise.citing.names import NameIndex
from kg.recognise.citing.others import FULL, Named, find_others, in_body
from kg.recognise.citing.protocols import find_protocols
from kg.recognise.citing.targets import Target, targets_at
from kg.recognise.citing.unlisted import (
    HEADS,
    left_of,
    right_of,
    treaty_or_declaration,
)

__all__ = ["Instruments"]

_ENDS_IN_YEAR: Final = re.compile(r" of (?P<year>(?:19|20)\d\d)$")
_ARTICLES: Final = re.compile(rf"{ARTICLES}(?:the )?$")
_ARTICLE: Final = re.compile(r"[Aa]rticles? \w+(?: ?\([a-z0-9]{1,4}\)| [a-z]\b)?")
_ALSO: Final = re.compile(r"(?:,|,? and|;) paragraphs? (?P<list>\d{1,3}(?: ?\([a-z]+\))*)(?=,)")
_CHARTER_PART: Final = re.compile(
    r"\b(?:Article|Chapter)s? [IVXLC\d][\w]*(?:[ ,(][^.;]{0,60}?)?,? of the Charter\b"
    r"(?! (?:of|on|for) (?:the )?[A-Z])"
)
_LABEL: Final = re.compile(r"\bArticle \d{1,3}\b(?: [a-z]\b(?![ ]?\())?")
"""An Article of the Charter, which is printed with a capital."""
_FURTHER: Final = re.compile(r" ?\(|,? (?:(?:sub-?)?para|of\b|in\b)|,? (?:and|to) \d|[-.:]\d?")
_CHARTER_ARTICLE: Final = re.compile(
    r"\bCharter(?: of the United Nations)?,? (?:in particular|including|especially|notably)"
    r"(?: its| the)? (?P<article>Articles? \d+(?:, paragraphs? \d(?: and \d)*)?)(?=[,;.]| and )"
)
"""An article that is told behind the Charter: "the Charter, in particular Article 1"."""
_BARE_CHARTER: Final = re.compile(
    r"\b(?:the|its) (?P<name>Charter)\b(?! of| on| for| and the [A-Z])"
)
_OTHER_CHARTER: Final = re.compile(r"\b(?!The |Nations |UN )[A-Z][\w'-]+ Charter\b")
_CHARTER: Final = "un-charter"
_LONGER: Final = re.compile(
    r" (?:Review\b|Committee\b|Conference\b|Secretariat\b|Trust Fund\b|Centres?\b"
    r"|Coordination\b|Initiative\b)"
)
"""What follows a name that is only part of another thing's: "… Strategy Review"."""
_PAIR: Final = re.compile(rf"\b(?:\d{{4}} )?(?P<head>{'|'.join(HEADS)}) and (?:the )?$")
_INSIDE_NAME: Final = re.compile(
    r"(?:[Ii]mplementation|[Aa]doption|[Rr]eview|[Aa]ppraisal|[Ff]ollow-up|[Aa]ccession"
    r"|[Pp]rovisions) (?:of|to) (?:the )?$"
)
"""What stands in the name of an instrument before another one's, which is no mention then."""
_ANAPHORA: Final = re.compile(
    r"(?:that|this|the|said|the same|the above-mentioned|the aforementioned) "
    rf"(?P<head>{'|'.join((*HEADS, 'Agenda', 'Statute', 'instrument'))})\b"
    r"(?! of| on| for| to| and [A-Z])"
)
_PROTOCOL: Final = re.compile(
    r"(?:(?:[A-Z][a-z]+|\d{4}) )*Protocols?(?: [Aa]dditional| of \d{4}| [IVX]{1,4})?"
    r" (?:to|[Aa]mending|supplementing) (?:the )?$"
)
_YEAR_BEFORE: Final = re.compile(r"\b(?P<year>\d{4}) $")
_OUTCOMES: Final = "outcome document"
_REACH: Final = 250
_OUTCOME: Final = re.compile(
    r"(?:the|that|its) outcome document\b(?: of (?:the|that) (?:Conference|Summit|Meeting)\b)?"
    r"(?! of| on)"
)
"""An outcome document that is named only for what it is; "of the Conference" after its name."""
_SAME: Final = re.compile(
    r"(?:Nations|Organization|UN|ECE|UNECE|UNESCO|FAO|ILO|WHO|IMO|OECD|OAS) $"
)
"""Words before a name of the list that say whose the instrument is and do not make another."""


_SHORTEST: Final = 5
_CARRIAGE: Final = ("Carriage", "carriage", "Transport ", "transport ")


def _is_short(name: str) -> bool:
    return name.isupper() and len(name) <= _SHORTEST and name.isalpha()


class Instruments:
    """The names of the instruments of the authority list, and the marks of other names."""

    def __init__(self, authority: Authority) -> None:
        self._all = authority.instruments
        every = [(n, i.key) for i in self._all.values() for n in i.names]
        named = [(name, key) for name, key in every if not _is_short(name)]
        self._shorts = [(name, key) for name, key in every if _is_short(name)]
        self._names = NameIndex(named)
        self._statutes = statutes(iter(named))
        self._bodies = frozenset(b.acronym for b in authority.bodies.values() if b.acronym)
        self._outcomes = [(n, key) for n, key in named if n.startswith("outcome")]

    def acronyms(self, text: str) -> Acronyms:
        """What keeps the acronyms of the instruments that one document names.

        Those of the list are known where the text uses a word of the instrument's title with them:
        "ADR" is a treaty where there is carriage or transport, and a way to settle disputes
        elsewhere.
        """
        acronyms = Acronyms(self._bodies)
        if any(word in text for word in _CARRIAGE):
            for short, key in self._shorts:
                acronyms.know(short, key, self._all[key].cls, self._all[key].title)
        return acronyms

    def in_report(self, plain: str, found: list[Named], acronyms: Acronyms) -> list[Named]:
        """What was found in a passage of a report, with the treaties that only reports name so."""
        articles = list(find_articles_of(plain, found, acronyms.shorts()))
        kept = [
            one
            for one in found
            if not any(a.start <= one.start and one.end <= a.end for a in articles)
        ]
        kept = [one for one in kept if one.key or not is_loose(plain[one.start : one.end])]
        yearly = list(find_by_year(plain, kept, self._names))
        told = {one.key: one.start for one in yearly if one.key}
        kept = [n for n in kept if n.article or n.start <= told.get(n.key or "", n.start)]
        return [*kept, *articles, *yearly]

    def name_own(self, plain: str, last: dict[str, str]) -> None:
        """Keep in ``last`` the treaties of which the cover of a report names a body."""
        for name in self._names.find(plain):
            for head in leading_nouns(plain[name.start : name.end]):
                last.setdefault(head, name.key)

    def find(self, plain: str, last: dict[str, str], acronyms: Acronyms) -> list[Named]:
        """The instruments named in a passage of plain letters: each where it is named first.

        ``last`` holds for each kind ("Declaration") the key of the one last named in the document;
        it is kept up to date, as are the ``acronyms`` of the document.
        """
        before = dict(last) if "rticle" in plain else last
        found = [*self._known(plain, last), *self._charter(plain, last)]
        if "Article" in plain:
            found += self._charter_again(plain, last)
        if "Protocol" in plain:
            found += self._protocols(plain, found, last)
        found = _outer(plain, found, list(find_others(plain, found, last)))
        found += self._parts(plain, found, before)
        parts = list(self._paragraphs(plain, last))
        short = list(_for_short(plain, [*found, *parts], acronyms))
        if not found:
            return [*short, *parts]
        whole = {part.key: part.start for part in reversed(parts)}
        for named in found:
            acronyms.notice(plain, named.start, named.end, named.key, named.cls)
        return [*_firsts(plain, found, whole), *parts, *short]

    def _protocols(
        self, plain: str, known: Sequence[Named], last: dict[str, str]
    ) -> Iterator[Named]:
        places = [(n.start, n.end, n.key) for n in known]
        for one in find_protocols(plain, places, last, self._all, self._names):
            yield Named(
                one.start, one.end, one.key, "Treaty", printed_day(plain, one.start, one.end)
            )

    def _parts(self, plain: str, known: Sequence[Named], last: dict[str, str]) -> Iterator[Named]:
        """The articles of "the Convention", and "its Statute" after the name of a court."""
        if "rticle" in plain:
            named = [(n.end, leading_nouns(plain[n.start : n.end]), n.key) for n in known]
            for one in find_articles(plain, sorted(named, key=lambda n: n[0]), last):
                cls = self._all[one.key].cls if one.key else treaty_or_declaration(one.head)
                yield Named(one.start, one.end, one.key, cls, article=True)
        if " Statute" in plain:
            for one in find_statutes(plain, [n.key for n in known], self._statutes):
                cls = self._all[one.key].cls if one.key else "Treaty"
                yield Named(one.start, one.end, one.key, cls)

    def _known(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        inside = 0
        for name in self._names.find(plain):
            joined = inside and plain[inside : name.start] in (" to the ", " to ", " (")
            if joined or in_body(plain, name.start):
                inside = name.end
                continue
            if _LONGER.match(plain, name.end):
                continue
            yield from self._paired(plain, name.start, name.end)
            instrument = self._all[name.key]
            named = _whole(plain, name.start, name.end, instrument)
            if named.key:
                for head in leading_nouns(plain[name.start : name.end]):
                    last[head] = name.key
                last[f"{FULL}{name.key}"] = plain[name.start : name.end].lower()
                outcome = plain.rfind("utcome document", max(0, name.start - _REACH), name.end)
                if outcome >= 0 and ";" not in plain[outcome : name.start]:
                    last[_OUTCOMES] = name.key
            yield named

    def _paired(self, plain: str, start: int, end: int) -> Iterator[Named]:
        """The other of two that share a subject: "the Declaration and the Programme … on"."""
        if not plain.endswith((" and ", " and the "), 0, start):
            return
        pair = _PAIR.search(plain, max(0, start - 30), start)
        start += len("1967 ") if plain[start : start + 4].isdecimal() else 0
        own = next((h for h in HEADS if plain.startswith(h, start)), None) if pair else None
        if pair and own and own != pair["head"]:
            whole = pair["head"] + plain[start + len(own) : end]
            other = self._names.at(whole, 0)
            if other and other.end == len(whole):
                cls = self._all[other.key].cls
                yield Named(pair.start(), pair.end("head"), other.key, cls)

    def _charter(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The Charter without more words, where an Article of it is meant or none came before."""
        if "Charter" not in plain or _CHARTER not in self._all:
            return
        bodies: list[int] = []
        for found in _CHARTER_PART.finditer(plain):
            if in_body(plain, found.start()):
                bodies.append(found.end())
                continue
            yield Named(found.start(), found.end(), _CHARTER, "Treaty")
            label = _LABEL.match(plain, found.start())
            if label:
                last[label[0]] = _CHARTER
        for found in _CHARTER_ARTICLE.finditer(plain):
            yield Named(found.start("article"), found.end("article"), _CHARTER, "Treaty")
        if last.get("Charter", _CHARTER) == _CHARTER:
            for found in _BARE_CHARTER.finditer(plain):
                if _OTHER_CHARTER.search(plain, 0, found.start("name")):
                    last["Charter"] = ""
                    return
                if found.end() in bodies:
                    continue
                yield Named(found.start("name"), found.end(), _CHARTER, "Treaty")
                last["Charter"] = _CHARTER

    def _charter_again(self, plain: str, last: Mapping[str, str]) -> Iterator[Named]:
        """The Articles of the Charter that are named without it, as they were with it before."""
        part = _CHARTER_PART.search(plain) if "Charter" in plain else None
        for found in _LABEL.finditer(plain):
            anew = part is not None and part.end() < found.start()
            anew = anew and plain.endswith((" and ", " or "), 0, found.start())
            if (anew or last.get(found[0]) == _CHARTER) and not _FURTHER.match(plain, found.end()):
                yield Named(found.start(), found.end(), _CHARTER, "Treaty")

    def _paragraphs(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The paragraphs of instruments that are cited: "paragraph 42 of that Declaration"."""
        at = plain.find("aragraph")
        while at > 0:
            targets, stop = targets_at(plain, at - 1)
            cited = self._at(plain, stop, last) if targets else None
            if cited:
                yield from _cited(plain, at - 1, targets, *cited)
            at = plain.find("aragraph", at + 1)

    def _at(self, plain: str, at: int, last: dict[str, str]) -> tuple[int, Instrument] | None:
        """The instrument that is named or meant here, and where its words end."""
        for article in ("the ", "that ", "", '"', 'the "'):
            if plain.startswith(article, at):
                name = self._names.at(plain, at + len(article))
                if name:
                    return name.end, self._all[name.key]
        if plain.startswith("the outcome", at):
            for words, of_outcome in self._outcomes:
                if plain.startswith(words, at + len("the ")):
                    return at + len("the ") + len(words), self._all[of_outcome]
        outcome = _OUTCOME.match(plain, at)
        if outcome and _OUTCOMES in last:
            return outcome.end(), self._all[last[_OUTCOMES]]
        again = _ANAPHORA.match(plain, at)
        key = last.get(again["head"]) if again else None
        return (again.end(), self._all[key]) if again and key else None


def _for_short(plain: str, found: Sequence[Named], acronyms: Acronyms) -> Iterator[Named]:
    """The instruments named for short that are not among those found."""
    for one in acronyms.find(plain, {named.key for named in found}):
        taken = any(n.start < one.end and one.start < n.end for n in found)
        if not taken and not in_body(plain, one.start):
            yield Named(*one)


def _firsts(plain: str, found: Sequence[Named], whole: Mapping[str | None, int]) -> Iterator[Named]:
    """The first mention of each instrument, and of each article of it; ``whole`` are its parts."""
    seen: set[str] = set()
    for named in _titled(plain, sorted(found, key=lambda named: named.start)):
        name = named.key or plain[named.start : named.end]
        shorter = named.key is None and any(longer.startswith(f"{name} ") for longer in seen)
        one = _with_article(plain, named)
        article = _ARTICLE.match(plain, one.start, one.end)
        part = f"{article[0].lower()} {name}" if article else name
        if part not in seen and not shorter and named.start < whole.get(named.key, named.end):
            yield one
        # "article 5 of the Convention" names it for short: its name is told after it.
        seen.update((part,) if named.article and article else (name, part))


def _titled(plain: str, found: Sequence[Named]) -> Iterator[Named]:
    """The instruments named, an outcome document by its title where that follows."""
    for position, named in enumerate(found):
        untitled = plain.startswith("outcome", named.start)
        if not untitled or named.key not in [later.key for later in found[position + 1 :]]:
            yield named


def _outer(plain: str, known: list[Named], others: Sequence[Named]) -> list[Named]:
    """All of both, without those that stand in another's name: "Declaration on the Review of"."""
    if not others:
        return known
    kept = [
        named
        for named in known
        if not any(
            other.start < named.start
            and named.end <= other.end
            and _INSIDE_NAME.search(plain, other.start, named.start)
            for other in others
        )
    ]
    places = [(named.start, named.end) for named in kept]
    free = [
        other
        for other in others
        if not any(start < other.end and other.start < end for start, end in places)
    ]
    return [*kept, *free]


def _whole(plain: str, start: int, end: int, instrument: Instrument) -> Named:
    """An instrument of the list, or another one whose name only holds its name."""
    day = printed_day(plain, start, end)
    yearly = day is None and plain[end - 4 : end].isdecimal()
    inside = _ENDS_IN_YEAR.search(plain, start, end) if yearly else None
    if inside and " to the " not in plain[start:end] and inside[0] not in instrument.title:
        day = inside["year"]
    named = Named(start, end, instrument.key, instrument.cls, day)
    year = _YEAR_BEFORE.search(plain, max(0, start - 5), start)
    if year and instrument.date and year["year"] != instrument.date[:4]:
        return replace(named, start=year.start(), key=None)
    protocol = _PROTOCOL.search(plain, max(0, start - 70), start)
    if protocol:
        end = right_of(plain, end)
        return replace(named, start=protocol.start(), end=end, key=None, cls="Treaty")
    left = left_of(plain, start)
    if not left or left[0].isdecimal():
        return named
    return replace(
        named, start=start - len(left), key=instrument.key if _SAME.search(left) else None
    )


def _with_article(plain: str, named: Named) -> Named:
    """The instrument with the article of it that is cited."""
    article = _ARTICLES.search(plain, max(0, named.start - 70), named.start)
    return replace(named, start=article.start()) if article else named


def _cited(
    plain: str, start: int, targets: list[Target], end: int, instrument: Instrument
) -> Iterator[Named]:
    for position, target in enumerate(targets):
        begin = start if position == 0 else target.start
        day = printed_day(plain, start, end)
        yield Named(begin, end, instrument.key, instrument.cls, day, target.number)
    also = _ALSO.search(plain, end, end + 150)
    if also:  # "paragraph 15 of the Agenda, on planning, and paragraph 17, on finance"
        begin = plain.index("paragraph", also.start())
        number = also["list"].replace(" ", "")
        yield Named(begin, also.end(), instrument.key, instrument.cls, None, number)
