"""Find the treaties and declarations that a passage names, those on the list and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.authority import Authority, Instrument
from kg.recognise.citing.names import NameIndex
from kg.recognise.citing.targets import Target, targets_at, targets_before
from kg.recognise.dates import DAY, iso_day

__all__ = ["Instruments", "Named"]

_TREATIES: Final = ("Convention", "Covenant", "Protocol", "Treaty", "Charter", "Statute")
_DECLARATIONS: Final = ("Declaration", "Agenda", "Programme of Action", "Plan of Action",
    "Platform for Action", "Framework for Action", "Action Plan")  # fmt: skip
_HEADS: Final = (*_TREATIES, *_DECLARATIONS)
_HEAD_AT: Final = re.compile(rf"(?:{'|'.join(_HEADS)})(?![\w-])")
_LEFT: Final = re.compile(r"(?:(?:[A-Z][\w'/-]*|\d{4}) )+$")
_RIGHT: Final = re.compile(
    r"(?:,? (?:of|on|for|against|to|the|and|in|or|from|by|at|as|with|its|their|a|an|concerning"
    r"|relating|regarding|between|under|other|than|all|those|is|non|which|when|both|into|through)){0,4}"
    r"(?:,? [A-Z][\w'/-]*)"
)
_JOINED: Final = re.compile(
    r",? (?:and|or) the (?:[A-Z]|\d)|, (?:and )?(?:the )?(?:[A-Z][\w'-]* )*(?:Convention|Covenant|Declaration)"
    r"|,? and (?:its|their|in|with|other|all|of|as|to) "
)
_NO_NAME: Final = frozenset(
    ("The", "This", "That", "Said", "Draft", "Present", "Optional", "Additional", "First", "Second",
     "Third", "Provisional", "Such", "Both", "Political", "Ministerial", "Joint", "States", "Parties",
     "Member", "Framework", "Final", "In", "By", "Under", "Our", "A", "An", "Whereas", "New",
     "Constitutional", "Facultative", "International", "Global", "National", "Regional", "Chair",
     "Universal", "General", "Annotated", "Partial", "Technical")
)  # fmt: skip
_BODY: Final = re.compile(
    r"\b(?:Conferences?|Meetings?|Assembly) of (?:the |its )?"
    r"(?:States |High Contracting |Contracting )?Parties (?:to|of) (?:the )?$"
    r"|\b(?:Committee|Conference|Congress|Group|Commission|Consultation|Secretariat|secretariat"
    r"|Executive Secretary|Board|Authority|Fund|Mechanism|Office|Bureau|Coalition|Campaign"
    r"|Division|Unit|Subcommittee|Special Rapporteur|Working Group)"
    r"(?: (?:of|for|on|to|the|and|against|in|[A-Z][\w'-]*)){0,14} (?:for|to|on|of|under) (?:the )?$"
)
_DATED: Final = re.compile(
    rf",? (?:of|(?:adopted|opened for signature|concluded)(?: [^,;.]{{1,80}})? on) (?P<day>{DAY})"
)
_INSIDE: Final = re.compile(DAY)
_ARTICLES: Final = re.compile(
    r"\b[Aa]rticles? (?:[IVXLC]+|\d+)(?:(?:, | and |,? to |-)\d+| ?\([a-z0-9]+\)|, paragraphs? [\d ()a-z]+)*,?"
    r" of (?:the )?$"
)
_ALSO: Final = re.compile(r"(?:,|,? and|;) paragraphs? (?P<list>\d{1,3}(?: ?\([a-z]+\))*)(?=,)")
_ARTICLE: Final = re.compile(
    r"\b(?:Article|Chapter)s? [IVXLC\d][\w]*(?:[ ,(][^.;]{0,60}?)?,? of the (?P<name>Charter)\b(?! of| on| for)"
)
_ANAPHORA: Final = re.compile(
    r"(?:that|this|the|said|the same|the above-mentioned|the aforementioned) "
    rf"(?P<head>{'|'.join(_HEADS)})\b(?! of| on| for| to| and [A-Z])"
)
_OTHER_BEFORE: Final = re.compile(
    r"(?:(?P<protocol>(?:(?:[A-Z][a-z]+|\d{4}) )*Protocols?(?: [Aa]dditional| of \d{4})?"
    r" (?:to|[Aa]mending|supplementing) (?:the )?)"
    r"|(?<![\w'-])(?!(?:The|UN|United|UNESCO|FAO) )[A-Z][\w'-]* )$"
)
_LITTLE: Final = re.compile(r"^(?:(?:The|This|In|By|Under|That) )+")
_VERBAL: Final = re.compile(r"[A-Z][a-z]+(?:ing|s|ed)\b")
_BARE_CHARTER: Final = re.compile(
    r"\b(?:the|its) (?P<name>Charter)\b(?! of| on| for| and the [A-Z])"
)
_CAPITALS: Final = re.compile(r"\b[A-Z][\w'-]+")
_CHARTER: Final = "un-charter"


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument that is named: on the list its ``key``, else its class; perhaps a paragraph."""

    start: int
    end: int
    key: str | None
    cls: str
    day: str | None = None
    target: str | None = None


class Instruments:
    """The names of the instruments of the authority list, and the marks of other names."""

    def __init__(self, authority: Authority) -> None:
        self._all = authority.instruments
        self._names = NameIndex((n, i.key) for i in self._all.values() for n in i.names)

    def find(self, plain: str, last: dict[str, str]) -> list[Named]:
        """The instruments named in a passage of plain letters: each where it is named first.

        ``last`` holds for each kind ("Declaration") the key of the one last named in the document;
        it is kept up to date.
        """
        found = [*self._known(plain, last), *self._charter(plain, last)]
        found += self._unknown(plain, found, last)
        parts = list(self._paragraphs(plain, last))
        whole = {part.key: part.start for part in reversed(parts)}
        firsts: list[Named] = []
        seen: set[str] = set()
        for named in sorted(found, key=lambda named: named.start):
            name = named.key or plain[named.start : named.end]
            if name not in seen and named.start < whole.get(named.key, named.end):
                firsts.append(_with_article(plain, named))
            seen.add(name)
        return [*firsts, *parts]

    def _known(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        for name in self._names.find(plain):
            if _BODY.search(plain, max(0, name.start - 130), name.start):
                continue
            instrument = self._all[name.key]
            other = _OTHER_BEFORE.search(plain, max(0, name.start - 60), name.start)
            if other and not _opens(plain, other.start()):
                cls = "Treaty" if other["protocol"] else instrument.cls
                yield Named(other.start(), name.end, None, cls, _day(plain, name.start, name.end))
                continue
            for head in _HEAD_AT.finditer(plain[name.start : name.end]):
                last[head[0]] = name.key
            yield Named(
                name.start, name.end, name.key, instrument.cls, _day(plain, name.start, name.end)
            )

    def _charter(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The Charter without more words, where an Article of it is meant or none came before."""
        if "Charter" not in plain or _CHARTER not in self._all:
            return
        for found in _ARTICLE.finditer(plain):
            yield Named(found.start(), found.end(), _CHARTER, "Treaty")
        if "Charter" not in last:
            for found in _BARE_CHARTER.finditer(plain):
                yield Named(found.start("name"), found.end(), _CHARTER, "Treaty")
                last["Charter"] = _CHARTER

    def _paragraphs(self, plain: str, last: dict[str, str]) -> Iterator[Named]:
        """The paragraphs of instruments that are cited: "paragraph 42 of that Declaration"."""
        at = plain.find("aragraph")
        while at > 0:
            targets, stop = targets_at(plain, at - 1)
            for article in ("the ", "that ", ""):
                if targets and plain.startswith(article, stop):
                    name = self._names.at(plain, stop + len(article))
                    if name:
                        yield from _cited(plain, at - 1, targets, name.end, self._all[name.key])
                        break
            else:
                again = _ANAPHORA.match(plain, stop) if targets else None
                key = last.get(again["head"]) if again else None
                if again and key:
                    yield from _cited(plain, at - 1, targets, again.end(), self._all[key])
            at = plain.find("aragraph", at + 1)

    def _unknown(self, plain: str, known: list[Named], last: dict[str, str]) -> Iterator[Named]:
        """Instruments that are not on the list but bear a name of their own."""
        taken = [(named.start, named.end) for named in known]
        for head in _HEADS:
            at = plain.find(head)
            while at >= 0:
                end = at + len(head)
                inside = any(start <= at < stop for start, stop in taken)
                if not inside and not plain[end : end + 1].isalnum():
                    named = _named(plain, at, head)
                    if named and not _is_short(plain[named.start : named.end], head, last):
                        yield from _parts(plain, named)
                at = plain.find(head, end)


def _is_short(words: str, head: str, last: dict[str, str]) -> bool:
    """Whether it is the short form of a longer name that came before ("the ABC Plan of Action")."""
    key = f"{words.partition(' ')[0]} … {head}"
    longest = last.get(key, "")
    last[key] = max(longest, words, key=len)
    return len(words) < len(longest) and words.endswith(head)


def _parts(plain: str, named: Named) -> Iterator[Named]:
    """The paragraphs of an instrument that are cited before its name, else the instrument."""
    targets, begin = targets_before(plain, named.start)
    if not targets:
        yield named
    for position, target in enumerate(targets):
        start = begin if position == 0 else target.start
        yield replace(named, start=start, target=target.number)


def _named(plain: str, at: int, head: str) -> Named | None:
    """An instrument named by this head noun, if the words around it are a name of its own."""
    end = at + len(head)
    left = _left(plain, at)
    right = _right(plain, end)
    if right == end and re.match(r" (?:[A-Z]|item)|-", plain[end : end + 5]):
        return None
    start = at - len(left)
    owned = any(w not in _NO_NAME and not w[0].isdecimal() for w in left.split())
    tail = plain[end:right]
    told = any(w.strip(",") not in _HEADS and w not in _NO_NAME for w in _CAPITALS.findall(tail))
    if not owned and not (told and head != "Agenda"):
        return None
    if _BODY.search(plain, max(0, start - 130), start):
        return None
    return Named(start, right, None, _cls(head), _day(plain, start, right))


def _opens(plain: str, at: int) -> bool:
    """Whether a verb that opens a sentence stands here."""
    opening = at == 0 or plain[max(0, at - 2) : at].rstrip().endswith((".", ";", ":", '"', ")"))
    return opening and _VERBAL.match(plain, at) is not None


def _left(plain: str, at: int) -> str:
    """The capitalised words before a head noun that belong to its name."""
    floor = max(0, at - 70)
    run = _LEFT.search(plain[floor:at])
    words = run[0] if run else ""
    start = at - len(words)
    if words and _opens(plain, start):
        words = words.partition(" ")[2]
    return _LITTLE.sub("", words)


def _right(plain: str, end: int) -> int:
    """Where the name ends that begins before ``end`` ("… on the Rights of the Child")."""
    limit = min(len(plain), end + 250)
    stop = _JOINED.search(plain, end, limit)
    if stop:
        limit = stop.start()
    first = re.compile(
        r" (?:of|on|for|against|to|concerning|relating|regarding|between|in|Additional|supplementing)\b"
    ).match(plain, end, limit)
    if first is None:
        return end
    while more := _RIGHT.match(plain, end, limit):
        end = more.end()
    year = re.compile(r"(?:,| of) \d{4}\b").match(plain, end, limit)
    return year.end() if year else end


def _cls(head: str) -> str:
    return "Treaty" if head in _TREATIES else "Declaration"


def _day(plain: str, start: int, end: int) -> str | None:
    """The date printed for an instrument, in its name or after it."""
    found = _DATED.match(plain, end)
    if found:
        return iso_day(found["day"])
    inside = _INSIDE.search(plain, start, end)
    return iso_day(inside[0]) if inside and inside.end() == end else None


def _with_article(plain: str, named: Named) -> Named:
    """The instrument with the article of it that is cited."""
    article = _ARTICLES.search(plain, max(0, named.start - 70), named.start)
    return replace(named, start=article.start()) if article else named


def _cited(
    plain: str, start: int, targets: list[Target], end: int, instrument: Instrument
) -> Iterator[Named]:
    for position, target in enumerate(targets):
        begin = start if position == 0 else target.start
        yield Named(
            begin, end, instrument.key, instrument.cls, _day(plain, start, end), target.number
        )
    also = _ALSO.search(plain, end, end + 150)
    if also:  # "paragraph 15 of the Agenda, on planning, and paragraph 17, on finance"
        begin = plain.index("paragraph", also.start())
        number = also["list"].replace(" ", "")
        yield Named(begin, also.end(), instrument.key, instrument.cls, None, number)
