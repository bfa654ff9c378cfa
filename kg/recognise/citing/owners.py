"""Tell whose resolution is cited: by the words before and after, by who speaks, by the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.recognise.citing.adopters import adopting, by_words, subject_end
from kg.recognise.citing.bodies import HEADS, Bodies
from kg.recognise.citing.names import Named
from kg.recognise.citing.numbers import ActNumber
from kg.recognise.citing.sessions import fits, may_be
from kg.recognise.citing.subjects import GAP, Subjects

__all__ = ["Owner", "Owners"]

_HEAD: Final = "|".join(HEADS)
_ITS: Final = re.compile(
    r"\b(?P<its>[Ii]ts|[Tt]heir|[Tt]he same|[Oo]ur)"
    r"(?: (?:own|relevant|previous|earlier|past|recent|annual|most recent|subsequent|landmark"
    r"|historic|other|key|above-mentioned))*(?: \w+ (?:and|or))? $"
)
_BEFORE_ITS: Final = re.compile(
    r"(?P<word>\b(?:in|by|with|under|to|through|of|on|from|via|per|upon|for|as)) $"
    r"|(?P<verb>\b\w+(?:ing|s)(?: (?:of|in mind|to|by|also|further|note of))*) $",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"(?:,? (?:of|adopted by|adopted by consensus by|by) (?:the )?)(?=[A-Z])"
)
_BY_WHICH: Final = re.compile(r", (?:by|in) which (?:the )?(?=[A-Z])")
_IN: Final = re.compile(r"\b[IiBb][ny] $")
_SENTENCE: Final = re.compile(r"\. (?=[A-Z])|; ")
_SHARING: Final = ("ga", "sc", "ecosoc", "hrc", "unea", "ccpcj", "cnd")
"""The bodies of whose numbers enough is known to say that one is another body's."""
_NO_COUNT: Final = (*_SHARING, "un-habitat-assembly", "un-habitat-governing-council")
_PARTIES: Final = {
    "CP": "cop-unfccc", "CMP": "cmp-kyoto", "CMA": "cma-paris", "COP": "cop-unccd",
}  # fmt: skip
"""The conferences of parties that number by their name: "1/CP.21"."""
_FULLER: Final = re.compile(r" (?:of|for|on) (?:the )?[A-Z]?[\w'-]+")
"""What follows a short name that is rather the beginning of another body's name."""
_NUMERAL: Final = re.compile(r"[IVXL]+")
_NEAR: Final = 60
_FAR: Final = 2_000


class Owner(NamedTuple):
    """Whose act it is: an id of the authority list or the words printed; ``start`` of its name."""

    body: str | None
    start: int
    known: bool = True


class Owners:
    """Remembers the bodies that a document names, and whose numbers it has cited.

    ``home`` is the body whose documents bear the symbol of this one.
    """

    def __init__(self, bodies: Bodies, home: str | None = None) -> None:
        self._bodies = bodies
        self._home = home
        self._named: dict[str, str] = {}
        self._by_number: dict[tuple[str, str], str] = {}
        self._recent: list[str] = []
        self._before: tuple[int, str] | None = None
        self._head: tuple[int, str] | None = None
        self._subjects = Subjects(bodies, self._short)

    def begin(self) -> None:
        """Begin another passage."""
        self._before = self._head = None

    def hint(
        self, text: str, at: int, after: int, names: Sequence[Named], speaker: str | None
    ) -> None:
        """Keep whose resolutions are named without a number: "Council resolutions, including"."""
        known, short, _ = self._bodies.direct(text, at)
        found = _AFTER.match(text, after + (text[after : after + 1] == "s"))
        following = self._bodies.names.at(text, found.end()) if found else None
        if known or following:
            self._before = (at, (known or following or names[0]).key)
        elif short:
            self._head = (at, short.partition(" ")[0])
        elif speaker and _ITS.search(text[max(0, at - 80) : at]):
            self._before = (at, speaker)

    def remember_names(self, found: Sequence[Named]) -> None:
        """Keep the bodies named in full for the short forms that follow."""
        for name in found:
            for head in self._bodies.heads.get(name.key, ()):
                self._named[head] = name.key
            if name.key in self._bodies.resolving:
                self._recent.append(name.key)
        del self._recent[:-8]

    def fitting(
        self, owner: Owner, at: int, number: ActNumber, names: Sequence[Named], speaker: str | None
    ) -> Owner:
        """The owner, or another where two bodies share a list ("Assembly and Council resolutions").

        It is another only if the first never numbers so.
        """
        known = owner.known and owner.body in _SHARING
        if not known or may_be(owner.body or "", number.form, number.session, number.serial):
            return owner
        before = [n.key for n in reversed(names) if at - _NEAR <= n.start < at]
        other = _first([*before, speaker or "", "ga", "sc", "ecosoc"], number)
        return owner._replace(body=other) if other else owner

    def counts(self, body: str | None) -> bool:
        """Whether the body may number its acts plainly: "resolution 91 of the Commission"."""
        return body in self._bodies.heads and body not in _NO_COUNT

    def remember_number(self, act: str, number: ActNumber, body: str) -> None:
        """Keep whose number this is."""
        self._by_number[act, number.text] = body

    def of(
        self,
        text: str,
        at: int,
        act: str,
        numbers: Sequence[ActNumber],
        names: Sequence[Named],
        speaker: str | None,
    ) -> Owner:
        """Whose the numbers are that follow the noun at ``at``."""
        owner = self._of(text, at, act, numbers, names, speaker)
        if owner.body and owner.known:
            self._before = (at, owner.body)
        return owner

    def _of(
        self,
        text: str,
        at: int,
        act: str,
        numbers: Sequence[ActNumber],
        names: Sequence[Named],
        speaker: str | None,
    ) -> Owner:
        first = numbers[0]
        known, short, other = self._bodies.direct(text, at)
        if known:
            return Owner(known.key, known.start)
        if other:
            return self._partly(other, at, speaker)
        if short:
            start = at - 1 - len(short)
            return Owner(self._short(short.partition(" ")[0], first, names, start, speaker), start)
        if first.form == "parties":
            return Owner(_PARTIES.get((first.serial or "").partition(".")[0]), at)
        after = self._after(text, numbers, names)
        if after:
            return Owner(after, at)
        its = _ITS.search(text[max(0, at - 80) : at])
        if its and its["its"].lower() not in ("the same",) and not adopting(text, at):
            begin = max(0, at - 80) + its.start()
            return Owner(self._its(text, begin, first, numbers, names, speaker), at)
        words = by_words(text, at, numbers[-1].stop)
        if words:
            listed = self._bodies.names.at(words, 0)
            if listed:
                return Owner(listed.key, at)
            return self._partly(words, at, speaker)._replace(start=at)
        return Owner(self._bare(text, at, act, first, names, speaker), at)

    def _partly(self, words: str, at: int, speaker: str | None) -> Owner:
        """A body named by a part of its name ("Environment Assembly"), else by words unknown."""
        start = at - 1 - len(words)
        fits_words: list[str] = []
        run = words.split()
        found = words
        for first in range(len(run)):
            found = " ".join(run[first:])
            fits_words = self._bodies.partly(found)
            if fits_words:
                break
        if fits_words:
            recent = [b for b in reversed(self._recent) if b in fits_words]
            named = self._bodies.of_parent(fits_words, words.removesuffix(found).strip())
            own = named or [b for b in fits_words if b == speaker]
            parent = self._bodies.parents.get(speaker or "")
            beside = [b for b in fits_words if parent and self._bodies.parents.get(b) == parent]
            return Owner((own or recent or beside or fits_words)[0], at - 1 - len(found))
        return Owner(words, start, known=False)

    def _short(
        self,
        head: str,
        number: ActNumber,
        names: Sequence[Named],
        start: int,
        speaker: str | None,
    ) -> str | None:
        """The body meant by "Council", "Assembly" …: named before, speaking, or by the number."""
        before = [n.key for n in reversed(names) if n.end <= start]
        candidates = [b for b in before if head in self._bodies.heads.get(b, ())]
        if speaker and head in self._bodies.heads.get(speaker, ()):
            candidates.append(speaker)
        if head in self._named:
            candidates.append(self._named[head])
        if head == "Council":
            candidates += ["sc", "ecosoc", "hrc"]
        if head == "Assembly":
            candidates += ["ga", "unea"]
        return _first(candidates, number)

    def _after(self, text: str, numbers: Sequence[ActNumber], names: Sequence[Named]) -> str | None:
        """The body named after the number: "resolution 9/8 of the Conference …"."""
        last = numbers[-1]
        for stop in (last.stop, subject_end(text, last.stop)):
            found = _AFTER.match(text, stop)
            if found:
                name = self._bodies.after(text, found.end())
                if name:
                    return name.key
                head = re.compile(_HEAD).match(text, found.end())
                fuller = _FULLER.match(text, head.end()) if head else None
                if head and fuller:
                    named = self._named.get(head[0])
                    if named and self._bodies.begins(named, text[found.end() : fuller.end()]):
                        return named
                    head = None
                if head and text[stop : stop + 12].lstrip(", ").startswith("adopted"):
                    return self._short(head[0], last, names, found.end(), None)
                if head and head[0] in self._named and stop == last.stop:
                    return _first([self._named[head[0]]], last)
        return None

    def _its(
        self,
        text: str,
        at: int,
        number: ActNumber,
        numbers: Sequence[ActNumber],
        names: Sequence[Named],
        speaker: str | None,
    ) -> str | None:
        before = _BEFORE_ITS.search(text[max(0, at - 40) : at])
        governed = at == 0 or (before is not None and before["word"] is None)
        candidates: list[str] = []
        if not governed:
            acting = self._subjects.acting(text, numbers[-1].stop, number, names)
            if acting:
                candidates.append(acting)
            candidates += self._subjects.before(text, at, number, names, speaker)
        if speaker and self._yearly(speaker, number) and _first(candidates, number) is None:
            return speaker
        if speaker:
            candidates.append(speaker)
        resolving = self._bodies.resolving
        candidates += [
            n.key for n in reversed(names) if at - _FAR <= n.start < at and n.key in resolving
        ]
        candidates += reversed(self._recent)
        candidates += [self._home] if self._home else []
        found = _first([*candidates, "ga" if number.form == "session" else ""], number)
        if found is None and number.form == "roman":  # its session or its day is misprinted
            able = (b for b in candidates if may_be(b, "roman", number.session, number.serial))
            return next(able, None)
        return found

    def _yearly(self, speaker: str, number: ActNumber) -> bool:
        """Whether who speaks is a body that may number by the year, as the Council does."""
        if number.form != "session" or len(number.session or "") != len("1996"):
            return False
        return self._bodies.may_be_yearly(speaker)

    def _bare(
        self,
        text: str,
        at: int,
        act: str,
        number: ActNumber,
        names: Sequence[Named],
        speaker: str | None,
    ) -> str | None:
        """Whose a number without an owner is."""
        if number.form == "plain" and speaker == "sc" and len(number.text) > len("99"):
            return "sc"  # "the Committee established pursuant to resolution 1540"
        candidates: list[str] = []
        which = _BY_WHICH.match(text, subject_end(text, number.stop))
        adopting = self._bodies.names.at(text, which.end()) if which else None
        if adopting:
            candidates.append(adopting.key)
        acting = self._subjects.acting(text, number.stop, number, names)
        if acting and _IN.search(text, max(0, at - 4), at):
            candidates.append(acting)
        for _, end, body in self._subjects.mentions(text, at, number, names, speaker):
            if GAP.match(text[end:at]):
                candidates.append(body)
        held = self._by_number.get((act, number.text))
        if held:
            candidates.append(held)
        if self._before and not _SENTENCE.search(text, self._before[0], at):
            candidates.append(self._before[1])
        if self._head and not _SENTENCE.search(text, self._head[0], at):
            meant = self._short(self._head[1], number, names, self._head[0], speaker)
            candidates += [meant] if meant else []
        if speaker and self._yearly(speaker, number) and _first(candidates, number) is None:
            return speaker
        if speaker:
            candidates.append(speaker)
        candidates += {"year": ["sc"], "session": ["ga"], "roman": ["ga"]}.get(number.form, [])
        if number.form == "session" and len(number.session or "") == len("1996"):
            candidates.append("ecosoc")
        if self._home:
            candidates.append(self._home)
        if number.form == "session" and _NUMERAL.fullmatch(number.session or ""):
            candidates.append(self._named.get("Conference", ""))  # "decisions VII/19 D and VIII/4"
        return _first(candidates, number)


def _first(candidates: Sequence[str], number: ActNumber) -> str | None:
    """The first of the bodies that can have given the number, on its day if one of them can.

    Where none can, the day is misprinted.
    """
    able = [b for b in candidates if b and may_be(b, number.form, number.session, number.serial)]
    if number.day is None or number.form in ("parties", "plain"):
        return next(iter(able), None)
    on_day = (b for b in able if fits(number.form, number.session, number.day or "", b))
    misprinted = next(iter(able), None) if number.form in ("session", "year") else None
    return next(on_day, misprinted)
