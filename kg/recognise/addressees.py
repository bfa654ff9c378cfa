"""Read whom a clause addresses: the list of those who are asked, thanked or empowered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority
from kg.recognise.addressee_lists import infinitive, members, subject_end, subject_start
from kg.recognise.addressee_phrases import MASK, TAIL, determiners, is_party
from kg.recognise.addressee_words import BARE_VERBS
from kg.recognise.known_names import KnownName, NameFinder
from kg.recognise.office_holders import office_alone
from kg.recognise.short_names import SHORT_NAME, Context, ShortNames

__all__ = ["AddresseeReader", "Asked"]

_REGION: Final = 3_000
_THAT: Final = re.compile(r",? ?(?:and )?that,? ")
_ANY_THAT: Final = re.compile(r"\bthat (?!end\b|regard\b|effect\b)")
_AND_THAT: Final = re.compile(r",? and that (?=the |all |\x01)")
"""What else is asked, of somebody it names: "that the room be let and that the Office …"."""
_GOVERNMENT: Final = re.compile(
    r"(?:[\w-]+ )*[Gg]overnments?(?: and (?:the )?peoples?)? of (?:the )?"
)
_AND_PEOPLE: Final = re.compile(
    r"(?<=overnment) and (?:the )?peoples?(?= of )|\bpeoples? and (?:the )?(?=Governments? of )"
    r"|(?<=rime prevention) and (?=criminal justice)"
    r"|(?<=Workers) and (?=Members of Their)"
    r"|(?<=[Mm]ember) and (?=non-[Mm]ember States)"
)
_JOINED_NOUNS: Final = (" prevention and ", "Workers and ", "ember and ")
_MEMBER_STATES: Final = re.compile(
    r"(?:(?:relevant|concerned|interested|individual|contributing|remaining) )?"
    r"(?:Member States|States Members?|member States|Members? of the United Nations|Members"
    r" States|States Members of the United Nations)"
    r"(?! of (?!the United Nations)| (?:parties|Parties))\b"
)
_HANGING: Final = re.compile(
    r" (?:participating|led|aimed|operating|working|engaged|currently|acting|while)$"
)
_OF_ANOTHER: Final = re.compile(r" of (?!the United Nations)")
"""What makes of "States members" those of another body."""
_AND_TITLE: Final = re.compile(
    r"(?:,| (?:for [^,;]{0,80})?and) (?:Personal|Special|Deputy|Head|Joint|Resident"
    r"|Humanitarian|President|Chair)\b"
)
"""A second title of one person."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d (?=[A-Z])")
"""The year before a body that meets every year: "the 2034 Lamp Forum"."""
_PROCEDURES: Final = re.compile(
    r"(?:relevant |thematic |existing )*special procedures?(?: mandate[- ]holders?)?"
    r"(?: of the (?:Human Rights )?Council)?",
    re.IGNORECASE,
)
_NO_SESSIONS: Final = frozenset(("secretary-general", "member-states", "secretariat", "ohchr"))
_REFERRING: Final = re.compile(
    r",? (?:in (?:this|that) (?:regard|respect|context|connection)|(?:to|for) (?:this"
    r"|that) (?:end|purpose)"
    r"|in particular|therefore|accordingly"
    r"|consequently),?(?= )"
)
_SUBJUNCTIVE: Final = re.compile(
    rf"(?P<who> (?:the |all )?{MASK}+)(?: [a-z]+ly)? (?P<verb>[a-z]+)\b"
)
"""Who is to act where "that" is left out: "Requests the Secretary-General report"."""
_AGENTS: Final = re.compile(
    r"^[^,;]{0,160}?(?: (?<!ed )(?<!coexistence )(?<!tolerance )"
    r"(?<!understanding )(?<!peace )(?<!harmony )(?:by|between|among|amongst)| engagement of"
    r"| (?:comments|views|observations|submissions|proposals|nominations) from)"
    r" (?=all |the |States|Member|Governments|countries|relevant|interested|national|regional"
    r"|local|parties|other|\x01)"
)
_DONE_BY: Final = re.compile(
    r"^(?:(?!\b(?:whom?|which)\b)[^;]){0,300}?(?<!\bto )\bbe (?:[a-z]+ly )?[a-z]+(?:ed|en|wn|ld"
    r"|de|nt|ught|ne)\b(?: (?!and\b|or\b)[^\s;,]+){0,10}?,? by "
    r"(?=all |the |States|Member|Governments|relevant|parties|other|\x01)"
)
"""Who is to do what is asked in the passive: "that the list be published by the Office"."""
_AGENTS_END: Final = re.compile(
    r",? (?:such as|of(?! (?:the )?[A-Z\x01]| (?:origin|destination|transit|asylum)\b)|for|in|with"
    r"|on(?! [A-Z\x01])|(?<!arties )to|(?<=arties )to (?!(?:[\w-]+ ){0,4}(?:conflict|treat"
    r"|instrument))|under|within|that|which|at|upon|through|including|as|from"
    r"|into"
    r"|until|against)\b|[;:.]|$"
)

_MENTION: Final = re.compile(
    r"\b(?:(?P<that>that)|by|of|to|on|upon|with|between|among) (?:several |many |some |those )?"
    r"(?=the |all |States|Member|Governments|[a-z]+ |\x01)"
)
_MENTION_END: Final = re.compile(
    r",? (?:of(?! (?:the )?[A-Z\x01])|for|in|with|on|to|under|within|that|which|at"
    r"|upon|through|as|from|into|until|against|play"
    r"|undertaken|made|taken|working)\b|[;:.]|$"
)
_OBJECT: Final = re.compile(r" (?:the |all )(?=[A-Z\x01])")
_MENTIONS: Final = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Those addressed, and ``[start, end)`` of the words asked of them, None where none follow.

    ``complete``: an infinitive or a that-clause says what they are to do.
    """

    addressees: tuple[str, ...]
    start: int | None
    complete: bool


class AddresseeReader:
    """Reads lists of addressees against the names of the authority list."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._finder = NameFinder(authority)
        self.short_names = ShortNames(authority, self._finder)

    @property
    def bodies(self) -> Mapping[str, object]:
        """The bodies of the authority list by id."""
        return self._authority.bodies

    @property
    def states(self) -> Mapping[str, object]:
        """The States of the authority list by iso3 code."""
        return self._authority.states

    def asked(
        self, text: str, start: int, end: int, context: Context, *, sure: bool = False
    ) -> Asked:
        """Who is asked in ``text[start:end]``, the words after a verb that asks.

        ``sure``: only those of whom the words show that they can be asked.
        """
        back = _REFERRING.match(text, start, end)
        start = back.end() if back else start
        words, known = self._masked(text, start, end)
        that = _THAT.match(words)
        if that:
            return self._subject(text, start, words, that.end(), known, context)
        bare = _SUBJUNCTIVE.match(words)
        if bare and bare["verb"] in BARE_VERBS:
            names = self._list(text, start, words, 0, bare.end("who"), known, context)
            return Asked(names, start + bare.start("verb"), True)
        found = infinitive(words)
        if found is None:
            return Asked((), None, False)
        stop, verb = found
        names = self._list(text, start, words, 0, stop, known, context, sure=sure)
        return Asked(names, start + verb, True)

    def subject(self, text: str, start: int, end: int, context: Context) -> Asked:
        """Who is to act in a that-clause, of which ``text[start:end]`` are the words after that."""
        words, known = self._masked(text, start, end)
        return self._subject(text, start, words, 0, known, context)

    def named(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those who are named in ``text[start:end]``, all of it a list of names."""
        words, known = self._masked(text, start, end)
        return self._list(text, start, words, 0, len(words), known, context)

    def listed(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those in ``text[start:end]`` where all of it lists persons and bodies, else nobody."""
        words, known = self._masked(text, start, end)
        parts = list(members(words, 0, len(words)))
        if not parts or not all(is_party(words[a:b], sure=True) for a, b in parts):
            return ()
        return self._list(text, start, words, 0, len(words), known, context, sure=True)

    def first(self, text: str, start: int, context: Context) -> str | None:
        """The body whose name begins at ``start``."""
        names = self._mentions(text, start, min(len(text), start + 200), context)
        return next((ident for at, _, ident in names if at <= start + len("the ")), None)

    def last_body(self, text: str, end: int, context: Context) -> str | None:
        """The body to which something is to go, named last before ``end``."""
        last = None
        for at, stop, ident in self._mentions(text, max(0, end - 400), end, context):
            before = text[max(0, at - 12) : at]
            near = re.fullmatch(r",? ?(?:also |, )?", text[stop:end])
            if near or re.search(r"\b(?:to|before) (?:the )?$", before):
                last = ident
        return last

    def _mentions(
        self, text: str, start: int, end: int, context: Context
    ) -> list[tuple[int, int, str]]:
        found = [
            (n.start, n.end, n.id)
            for n in self._finder.find(text, start, end)
            if n.id in self._authority.bodies and n.id not in _NO_SESSIONS
        ]
        covered = [(a, b) for a, b, _ in found]
        for short in SHORT_NAME.finditer(text, start, end):
            ident = context.named.get(short[0])
            inside = any(a <= short.start() < b for a, b in covered)
            if ident and not inside and text[max(0, short.start() - 4) : short.start()] == "the ":
                found.append((short.start(), short.end(), ident))
        return sorted(found)

    def directed(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those at whom an expression is directed: persons and bodies, no things."""
        words, known = self._masked(text, start, end)
        stop = re.search(
            r",? (?:(?:for|on) (?=its |their |his |her |the |having |all |an? |[a-z]+ing\b)|in"
            r"|by|upon|that|who|which"
            r"|(?<!arties )to|(?<=arties )to (?!(?:[\w-]+ ){0,4}(?:conflict|disput|treat"
            r"|instrument))"
            r"|at|with|and (?:its|the)\b(?! [A-Z\x01])|and to)\b|[;:]"
            r"|,",
            words,
        )
        until = stop.start() if stop else len(words)
        return self._list(text, start, words, 0, until, known, context, sure=True)

    def _masked(self, text: str, start: int, end: int) -> tuple[str, list[KnownName]]:
        """The words with each known name made one word, so that nothing cuts it."""
        end = min(end, start + _REGION)
        known = [
            name
            for name in self._finder.find(text, start, end)
            if name.id != "member-states" or not _OF_ANOTHER.match(text, name.end)
        ]
        words = text[start:end]
        for name in known:
            a, b = name.start - start, name.end - start
            words = words[:a] + MASK * (b - a) + words[b:]
        if "eople" in words or any(joined in words for joined in _JOINED_NOUNS):
            words = _AND_PEOPLE.sub(lambda found: "_" * len(found[0]), words)
        return words, known

    def _subject(
        self,
        text: str,
        start: int,
        words: str,
        at: int,
        known: list[KnownName],
        context: Context,
    ) -> Asked:
        until = subject_end(words, at)
        begin = subject_start(words, at, until)
        names = self._list(text, start, words, begin, until, known, context, sure=True)
        other = _AND_THAT.search(words, until)
        if other and not (names and _ANY_THAT.search(words, until, other.start())):
            end = subject_end(words, other.end())
            more = self._list(text, start, words, other.end(), end, known, context, sure=True)
            if words.startswith("the latter ", other.end()):
                last = self.last_named(text, start + until, start + other.start())
                more = (last,) if last else ()
            names = (*names, *(name for name in more if name not in names))
        return Asked(names, start + at, True)

    def last_named(self, text: str, start: int, end: int) -> str | None:
        """Who is named last in ``text[start:end]`` of those that the list knows."""
        known = list(self._finder.find(text, start, end))
        return known[-1].id if known else None

    def antecedent(self, text: str, start: int, end: int, context: Context) -> tuple[str, ...]:
        """Those whom "them" after ``text[start:end]`` means: who is first named in it to act."""
        words, known = self._masked(text, start, min(end, start + 600))
        if object_ := _OBJECT.match(words):
            stop = _MENTION_END.search(words, object_.end())
            until = stop.start() if stop else len(words)
            names = self._list(text, start, words, 0, until, known, context, sure=True)
            if names:
                return names
        for n, found in enumerate(_MENTION.finditer(words)):
            if n == _MENTIONS:
                break
            at = found.end()
            if found["that"]:
                until = subject_end(words, at)
            else:
                stop = _MENTION_END.search(words, at)
                until = stop.start() if stop else len(words)
            names = self._list(text, start, words, at, until, known, context, sure=True)
            if names:
                return names
        return ()

    def by_agents(
        self, text: str, start: int, end: int, context: Context, *, passive: bool = False
    ) -> tuple[str, ...]:
        """Who is to do the thing asked for: "the cessation by all parties of hostilities".

        ``passive``: the words are a clause that says what is to "be done by" somebody.
        """
        words, known = self._masked(text, start, min(end, start + 400))
        found = (_DONE_BY if passive else _AGENTS).search(words)
        if not found:
            return ()
        stop = _AGENTS_END.search(words, found.end())
        until = stop.start() if stop else len(words)
        return self._list(text, start, words, found.end(), until, known, context, sure=True)

    def _list(
        self,
        text: str,
        start: int,
        words: str,
        at: int,
        stop: int,
        known: list[KnownName],
        context: Context,
        *,
        sure: bool = False,
    ) -> tuple[str, ...]:
        found = dict[str, None]()
        for n, (a, b) in enumerate(members(words, at, stop)):
            if b - a < 2 or not is_party(words[a:b], sure=sure):
                if n == 0:
                    return ()
                continue
            for name in self._resolve(
                text[start + a : start + b], words[a:b], start + a, known, context
            ):
                found[name] = None
        return tuple(found)

    def _resolve(
        self, printed: str, masked: str, at: int, known: list[KnownName], context: Context
    ) -> Iterator[str]:
        cut = determiners(printed)
        printed, masked, at = printed[cut:], masked[cut:], at + cut
        states = _MEMBER_STATES.match(printed)
        if states:
            yield "member-states"
            return
        tail = TAIL.search(masked)
        if tail and printed[: tail.start()] not in ("those", "others"):
            printed, masked = printed[: tail.start()], masked[: tail.start()]
        printed = _HANGING.sub("", printed.strip(" ,;:."))
        masked = masked[: len(printed)]
        first = next((n for n in known if n.start == at), None)
        if (
            first
            and first.end - at >= len(printed) - len("of the United Nations") - 1
            and (
                re.fullmatch(
                    r"(?: \([^()]*\))?(?: of the United Nations)?", printed[first.end - at :]
                )
            )
        ):
            yield first.id
            return
        if first and _AND_TITLE.match(printed, first.end - at):
            yield first.id
            return
        government = _GOVERNMENT.match(printed)
        if government:
            held = [n for n in known if at <= n.start < at + len(printed)]
            if held:
                yield from (n.id for n in held)
                return
        if tail and tail[0] == " established" and SHORT_NAME.fullmatch(printed):
            yield printed  # another than the one that the text calls so
            return
        yield self._whole(printed, context)

    def _whole(self, printed: str, context: Context) -> str:
        printed = office_alone(printed, self._authority)
        if SHORT_NAME.fullmatch(printed) or printed == "Group of Experts":
            short = printed.partition(" of ")[0]
            named = context.named.get(short)
            if named:
                return named
        if re.fullmatch(r"States?", printed):
            return "States"
        state = self._authority.state(printed)
        if state:
            return state.iso3
        body = self._authority.body(_YEAR.sub("", printed))
        if body is None and _PROCEDURES.fullmatch(printed):
            return "special-procedures"
        return body.id if body else printed
