"""Find the lists of who attended: in sentences, after a colon, line by line, under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.authority import Authority
from kg.model import Document
from kg.recognise.attendee_kinds import category_of, is_organization, status_of
from kg.recognise.attending import attendance_passages
from kg.recognise.lines import lines_of
from kg.recognise.names import HONORIFIC, party, split_list, without_article
from kg.recognise.passages import Passage, Span

__all__ = ["Roll", "rolls"]

_PEOPLE: Final = (
    r"(?:representatives?|delegations?|delegates?|observers?|participants|experts|members"
    r"|Governments?|Permanent Observers?)"
)
_DID: Final = (
    r"(?:attended|participated|took part|sent (?:an |its )?(?:observers?|representatives?)"
    r"|(?:was|were|being) (?:also )?(?:present\b|represented\b|participating|in attendance)"
    r"|(?:was|were) (?:also )?attended\b)"
)
_ATTENDING: Final = re.compile(
    r"\b(?:attend(?:ed|ing|ees|ance)|participat(?:ed|ing)|took part|present(?! at the time)"
    r"|represented|sent observers|registered|accredited)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:workshop|seminar|webinar|side event|panel|round table|project|survey|vote|voting"
    r"|credentials committee|statement|drafting|sponsor|document|training|bureau|stud(?:y|ies))",
    re.IGNORECASE,
)
_FOLLOWING: Final = re.compile(
    r"\bfollowing\b|\b(?:attended|present|represented|attending|included|were"
    r"|observers|from|of|by|for)\W*:?$",
    re.IGNORECASE,
)
_OF_SESSION: Final = re.compile(
    r"\b(?:session|meeting|conference|commission|committee|council|assembly|board|represented"
    r"|attended|congress|forum|body|participated|took part|present)\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r"\b(?:was|were) (?:also )?attended by (?P<who>.+)", re.DOTALL)
_ACTIVE: Final = re.compile(
    rf"^(?P<who>.{{2,1500}}?),? (?:also |both |all )?{_DID}(?! by the (?!following))(?P<after>.*)$",
    re.DOTALL,
)
_BRACKETS: Final = re.compile(
    r"(?:\b(?:of|from|for|by) )(?:the )?(?P<head>[A-Za-z][A-Za-z -]{2,80}?)"
    r" \((?P<names>[^()]{2,600})\)"
)
_INVERTED: Final = re.compile(
    r"^(?:In addition, )?(?:Also |Others? )?(?:attending|present|represented|participating|in "
    r"attendance|[\w ]{0,60}represented)\b[^:.;]{0,80}?\b(?:was|were|included)\b(?P<who>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_SO_WERE: Final = re.compile(r",? as (?:were|was|did) (?P<more>.+)$", re.DOTALL)
_LEAD: Final = re.compile(
    rf"(?:,? ?(?:as well as|and|and also) )?(?:by )?(?:\b(?:an?|the|one|other) )?"
    rf"(?:[a-z]{{3,15}} )?\b{_PEOPLE} (?:of|from|for)(?: the Governments? of)? ",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"\((?P<head>(?:general|special|roster|category)[^()]{0,60})\)", re.IGNORECASE
)
_NESTED: Final = re.compile(
    r"(?:^|[;.,]\s*|\s)(?P<head>(?:\([a-z]{1,3}\) ?)?[A-Za-z][^:;.]{2,120}):"
)
_AGAIN: Final = re.compile(r"(?:of|from|for) (?:the )?(?=[A-Z])")
_CORPORATE: Final = re.compile(r"(?:Inc|Ltd|LLC|GmbH|Corp|S\.A|Limited|PLC|Co)\b\.?")
_LONGEST_SUBJECT: Final = 300
_CLOSED: Final = re.compile(
    r"(?<=[A-Za-z]\)),? (?:and |as well as )(?:the )?(?=[A-Z])|,? and (?=(?:Mr|Ms|Mrs|Dr)\b)"
)
_OF_ONE: Final = re.compile(r"\b(?:of|for|on|in) (?:the )?[A-Z][\w-]+$")
_SHORT: Final = 70
_LONGEST_NAME: Final = 160
_UNDER: Final = "; under "
_ENDED: Final = re.compile(r"(?<!\.[A-Z])[.:,]$")
_INNER: Final = re.compile(r"(?:category|general|special|roster|accredited)\b", re.IGNORECASE)
_ADJECTIVE: Final = r"[A-Z][a-z]+(?:al|ic|ary|ive)"
_BULLET: Final = re.compile(r"^(?:[-–—•*●▪·]|\(?[a-z]\)|\d{1,2}[.)])\s*")


@dataclass(frozen=True, slots=True)
class Roll:
    """Names that stand together: ``intro`` holds the words that lead to them, headings too."""

    passage: Passage
    intro: str
    names: tuple[Span, ...]
    listed: bool

    def printed(self) -> tuple[str, ...]:
        """The names as they are printed."""
        return tuple(self.passage.text[name.start : name.end] for name in self.names)


def rolls(document: Document, authority: Authority, day: date | None) -> Iterator[Roll]:
    """Every list of attendants, in the order of the text."""
    opened: tuple[str, str] | None = None
    for passage, part, near in attendance_passages(document):
        ident = passage.paragraph.id
        outer = part
        if passage.paragraph.kind == "heading":
            known = party(without_article(passage.text), authority, day)
            if opened and known:
                names = (Span(0, len(passage.text)),)
                yield Roll(passage, opened[1], names, True)
            continue
        if opened:
            if passage.paragraph.kind == "other" and _is_one(passage):
                category = category_of(passage.text)
                if category is None or party(without_article(category), authority, day):
                    yield Roll(passage, opened[1], (Span(0, len(passage.text)),), True)
                else:
                    before = opened[1].partition(_UNDER)[0]
                    inner = _INNER.match(category)
                    opened = (ident, f"{before}{_UNDER}{category}" if inner else category)
                continue
            if ident.startswith(f"{opened[0]}(") or passage.paragraph.kind == "other":
                outer = ". ".join(filter(None, (opened[1], part)))
            else:
                opened = None
        reader = _Reader(passage, outer, near, authority, day)
        yield from reader.rolls()
        if reader.goes_on and near:
            opened = (ident, reader.goes_on)


@dataclass(slots=True)
class _Reader:
    """Reads one passage; ``goes_on`` is the lead of a list that the paragraphs below hold."""

    passage: Passage
    outer: str | None
    near: bool
    authority: Authority
    day: date | None
    goes_on: str | None = None

    def rolls(self) -> Iterator[Roll]:
        text = self.passage.text
        if not _ATTENDING.search(text) and self.outer is None:
            return
        lines = list(self._lines())
        if len(lines) > 2 and self._by_line(lines):
            yield from self._of_lines(lines)
            return
        for sentence in self.passage.sentences():
            yield from self._of_sentence(sentence)

    # one name on each line

    def _lines(self) -> Iterator[Span]:
        """The lines of the source; one that goes on the line before is not parted from it."""
        text = self.passage.text
        last: Span | None = None
        for line in lines_of(self.passage):
            small = text[line.start].islower() or text[line.start] == "("
            if last and (small or _open(text, last) or self._one_name(last, line)):
                last = Span(last.start, line.end)
                continue
            if last:
                yield last
            last = line
        if last:
            yield last

    def _one_name(self, last: Span, line: Span) -> bool:
        """Whether a name that is known runs over both lines, and over neither alone."""
        text = self.passage.text
        if not self._known(text[last.start : line.end]):
            return False
        return not self._known(text[last.start : last.end]) and not self._known(text[slice(*line)])

    def _by_line(self, lines: list[Span]) -> bool:
        text = self.passage.text
        words = [text[line.start : line.end].rstrip(" ;,.") for line in lines]
        lead = next((i for i, w in enumerate(words) if w.endswith(":")), None)
        if lead is None or len(words) - lead < 3:
            lead = -1
        names = words[lead + 1 :]
        if any(";" in name for name in names):
            return False
        known = sum(self._known(w) or category_of(w) is not None for w in names)
        parted = sum("," in w for w in names)
        short = all(len(w) < _SHORT and not w.endswith((",", " and")) for w in names)
        most = 0.6 if short or known * 2 >= len(names) else 0.3
        share = 0.3 if lead >= 0 and self._leads(" ".join(words[: lead + 1])) else 0.6
        return known >= share * len(names) and parted <= most * len(names)

    def _known(self, words: str) -> bool:
        name = without_article(_BULLET.sub("", words.partition(":")[0]).strip(" *;,."))
        return party(name, self.authority, self.day) is not None

    def _of_lines(self, lines: list[Span]) -> Iterator[Roll]:
        text = self.passage.text
        words = [text[line.start : line.end] for line in lines]
        lead = next((i for i, w in enumerate(words) if w.endswith(":")), -1)
        intro = " ".join(words[: lead + 1]) if lead >= 0 else self.outer or ""
        if lead >= 0 and not self._leads(intro):
            return
        head = self.outer if lead >= 0 and self.outer else ""
        group: list[Span] = []
        for line, printed in zip(lines[lead + 1 :], words[lead + 1 :], strict=True):
            category = None if self._known(printed) else category_of(printed)
            if category is None:
                group.append(line)
                continue
            yield from self._of_group(group, head or intro)
            group = []
            head = f"{head or intro} {category}" if _INNER.match(category) else category
        yield from self._of_group(group, head or intro)
        if head:
            self.goes_on = head

    def _of_group(self, group: list[Span], intro: str) -> Iterator[Roll]:
        """The names under one heading: a line each, or running on from line to line."""
        text = self.passage.text
        words = [text[line.start : line.end] for line in group]
        known = sum(self._known(w) for w in words)
        parted = sum("," in w.rstrip(",") or ";" in w.rstrip(";") for w in words)
        most = 0.6 if len(group) > 1 and all(len(w) < _SHORT for w in words) else 0.3
        if group and parted > most * len(group) and known * 2 < len(group):
            yield self._roll(Span(group[0].start, group[-1].end), intro, listed=True)
        elif group:
            marks = (_BULLET.match(w) for w in words)
            starts = [mark.end() if mark else 0 for mark in marks]
            names = (Span(g.start + s, g.end) for g, s in zip(group, starts, strict=True))
            yield Roll(self.passage, intro, tuple(names), True)

    # names in sentences

    def _leads(self, intro: str) -> bool:
        if self.outer is not None and category_of(intro.rstrip(":")):
            return True
        if not _ATTENDING.search(intro) or not _FOLLOWING.search(intro.rstrip()):
            return False
        if self.near:
            return True
        return bool(_OF_SESSION.search(intro)) and not _ELSEWHERE.search(intro)

    def _of_sentence(self, sentence: Span) -> Iterator[Roll]:
        words = self.passage.text[sentence.start : sentence.end]
        colon = words.find(":")
        intro = words[: colon + 1]
        if colon >= 0 and self._leads(intro):
            if not words[colon + 1 :].strip(" ."):
                self.goes_on = intro
                return
            yield from self._nested(Span(sentence.start + colon + 1, sentence.end), intro)
        elif self.near and _ATTENDING.search(words):
            yield from self._told(words, sentence.start)
        elif self.outer and colon < 0 and self._bare(words):
            yield self._roll(sentence, self.outer, listed=True)

    def _bare(self, words: str) -> bool:
        pieces = [without_article(p) for p in re.split(r"[;,]", words.rstrip(" ."))]
        known = sum(party(p, self.authority, self.day) is not None for p in pieces)
        return known * 2 >= len(pieces)

    def _nested(self, span: Span, intro: str) -> Iterator[Roll]:
        """A list, parted where it names a category with a colon of its own."""
        text = self.passage.text
        heads = [
            found
            for pattern in (_NESTED, _STATUS)
            for found in pattern.finditer(text, span.start, span.end)
            if category_of(found["head"])
        ]
        heads.sort(key=lambda found: found.start())
        start, head = span.start, intro if not self.outer else f"{self.outer} {intro}"
        observers = status_of(head) == "observer"
        for found in heads:
            if text[start : found.start()].strip(" ;.,"):
                yield self._roll(Span(start, found.start()), head, listed=True)
            category = str(category_of(found["head"]))
            if observers and status_of(category) is None:
                category = f"{category} represented by observers"
            inner = _INNER.match(category)
            start, head = found.end(), f"{head} {category}" if inner else category
        if text[start : span.end].strip(" ;."):
            yield self._roll(Span(start, span.end), head, listed=True)

    def _told(self, words: str, at: int) -> Iterator[Roll]:
        found = _BY.search(words) or _INVERTED.match(words) or _ACTIVE.match(words)
        if not found:
            return
        named = [
            bracket
            for bracket in _BRACKETS.finditer(words, *found.span("who"))
            if category_of(bracket["head"]) and not bracket["names"].isupper()
        ]
        if named:
            for one in named:
                names = Span(at + one.start("names"), at + one.end("names"))
                yield self._roll(names, f"{one['head']} {words[found.end('who') :]}", listed=True)
            return
        spans = [Span(*found.span("who"))]
        more = _SO_WERE.search(words, found.end("who"))
        if more:
            spans.append(Span(*more.span("more")))
        for span in spans:
            leads = list(_LEAD.finditer(words, span.start, span.end))
            edges = [lead.start() for lead in leads] + [span.end]
            first = leads[0].start() if leads else span.end
            if words[span.start : first].strip(" ,:") and first - span.start < _LONGEST_SUBJECT:
                roll = self._roll(Span(at + span.start, at + first), words[first:], listed=False)
                if self.outer is not None or all(self._known(text) for text in roll.printed()):
                    yield roll
            for lead, end in zip(leads, edges[1:], strict=True):
                said = f"{lead[0]} {words[span.end :]}"
                yield self._roll(Span(at + lead.end(), at + end), said, listed=False)

    def _roll(self, span: Span, intro: str, *, listed: bool) -> Roll:
        text = self.passage.text
        end = span.start + len(text[span.start : span.end].rstrip(" .;,"))
        start = end - len(text[span.start : end].lstrip(" :,;"))
        names: list[Span] = []
        for name in split_list(text, Span(start, end), self.authority, self.day):
            again = None if listed else _AGAIN.match(text, name.start, name.end)
            if again:
                names.append(Span(again.end(), name.end))
                continue
            printed = without_article(text[name.start : name.end])
            if names and (_CORPORATE.fullmatch(printed) or self._goes_on(names[-1], name)):
                names[-1] = Span(names[-1].start, name.end)
            else:
                names.extend(self._closed(name))
        if names and text[names[-1].end : names[-1].end + 1] == "." and _CORPORATE.search(
            text, names[-1].end - 3, names[-1].end
        ):  # fmt: skip
            names[-1] = Span(names[-1].start, names[-1].end + 1)
        return Roll(self.passage, intro, tuple(names), listed)

    def _goes_on(self, last: Span, name: Span) -> bool:
        """Whether what was parted from a name belongs to it: "Centre for Central and Eastern …"."""
        text = self.passage.text
        printed = text[name.start : name.end]
        if party(printed, self.authority, self.day) is not None:
            return False
        if re.match(r"(?:[dl]['’][A-ZÀ-Ý]|(?:and|of|for|de|des|du|et|in) )", printed):
            return True
        before = text[last.start : last.end]
        if re.match(HONORIFIC, printed) or party(before, self.authority, self.day) is not None:
            return False
        if re.search(rf"\b{_ADJECTIVE}$", before) and re.match(rf"{_ADJECTIVE}\b", printed):
            return True
        if text[last.end : name.start].strip() != "and" or printed.startswith(("the ", "The ")):
            return False
        return bool(_OF_ONE.search(before)) and not is_organization(printed)

    def _closed(self, name: Span) -> Iterator[Span]:
        """The name, or the two that only an acronym in brackets parts."""
        text = self.passage.text
        if party(text[name.start : name.end], self.authority, self.day) is None:
            found = _CLOSED.search(text, name.start, name.end)
            if found:
                yield Span(name.start, found.start())
                yield from self._closed(Span(found.end(), name.end))
                return
        yield name


def _is_one(passage: Passage) -> bool:
    """Whether a paragraph without a number is one name, on a line of its own."""
    text = passage.text
    if len(text) > _LONGEST_NAME or ";" in text or _ENDED.search(text):
        return False
    return "\n" not in passage.source[passage.paragraph.start : passage.paragraph.end].strip()


def _open(text: str, span: Span) -> bool:
    """Whether a bracket is open at the end of the slice."""
    return text.count("(", *span) > text.count(")", *span)
