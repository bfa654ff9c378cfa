"""Keep what a short name such as "the Commission" stands for as a text goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.authority import Authority
from kg.recognise.known_names import NameFinder

__all__ = ["SHORT_NAME", "Context", "ShortNames"]

SHORT_NAME: Final = re.compile(
    r"(?:Council|Assembly|Commission|Committee|Office|Conference|Board|Programme|Fund|Organization"
    r"|Agency|Union|Bank|Group|Forum|Panel|Centre|Institute|Mission|Court|Tribunal|Expert Group"
    r"|Executive Director|High Commissioner|Director-General|Special Rapporteur"
    r"|Independent Expert|Working Group|Ad Hoc Committee|Governing Council|Environment Assembly"
    r"|Executive Secretary|Advisory Committee|Special Representative|Special Envoy"
    r"|Open-ended Working Group|Mechanism|Scientific Committee|Special Committee"
    r"|Executive Committee|Executive Board|Verification Mission|Task Force|Special Coordinator"
    r"|Expert Mechanism|Secretariat|Preparatory Committee)"
)
"""A name by which a text goes on speaking of a body that it has named."""
_FULL: Final = re.compile(
    rf"\b(?=[A-Z])(?:[A-Z][\w-]+ ){{0,4}}?(?P<short>{SHORT_NAME.pattern}) (?:of|for|on"
    rf"|against) (?:the )?[A-Z][\w'’-]+"
    r"(?: (?:(?:of|on|and|for|in|to|the|against|with) ){0,2}[A-Z][\w'’-]+){0,12}"
)
"""A body named in full that the list does not know."""
_OFFICERS: Final = frozenset(
    (
        "Special Rapporteur", "Independent Expert", "Special Representative", "Special Envoy",
        "Special Coordinator",
    )
)  # fmt: skip
_SUBJECT: Final = re.compile(r" (?:on|for) (?:the )?")
"""What stands between a body's name and the subject it is for."""
_PREPOSITION: Final = re.compile(r" (?:of|on|for|to|in|against)\b")


@dataclass(slots=True)
class Context:
    """Who speaks, and which body a short name such as "the Commission" last stood for."""

    speaker: str | None
    named: dict[str, str] = field(default_factory=dict)


class ShortNames:
    """Follows the short names of bodies through a text."""

    def __init__(self, authority: Authority, finder: NameFinder) -> None:
        self._authority, self._finder = authority, finder
        self._short: Mapping[str, tuple[tuple[str, str], ...]] = {
            body.id: tuple(self._shorts(body.id, body.name)) for body in authority.bodies.values()
        }
        self._subjects = dict[str, tuple[str, ...]]()
        for body in authority.bodies.values():
            tail = _SUBJECT.search(body.name)
            if tail:
                key = body.name[tail.end() :].lower()
                self._subjects[key] = (*self._subjects.get(key, ()), body.id)
        self._text, self._named = "", list[tuple[str, str]]()

    def context(self, speaker: str | None) -> Context:
        """Where a speaker begins: itself, and the one body beside it that a short name can mean."""
        bodies = self._authority.bodies
        own = bodies.get(speaker) if speaker else None
        if own is None:
            return Context(speaker)
        near = [
            (short, body.id)
            for body in bodies.values()
            if body.id != own.id and body.parent and body.parent in (own.id, own.parent)
            for short in _short_names(body.name)
        ]
        count = Counter(short for short, _ in near)
        named = {short: ident for short, ident in near if count[short] == 1}
        named |= {"Assembly": "ga"} | dict.fromkeys(_short_names(own.name), own.id)
        return Context(speaker, named)

    def notice(self, text: str, context: Context, *, anew: bool = True) -> None:
        """Let the bodies named in a text be those that short names stand for from here on.

        Not ``anew``: only those short names that stood for nothing before.
        """
        if text is not self._text:
            self._text, self._named = text, list(self._mentioned(text))
        before = {} if anew else dict(context.named)
        context.named.update(self._named)
        context.named.update(before)

    def entitle(self, title: str, context: Context) -> None:
        """Let the one body that is for the subject of a title be what its short names stand for.

        Under the title "Effects of lamps" "the Committee" is the Committee on the Effects of Lamps.
        """
        about = self._subjects.get(title.strip(" .*_").lower().removeprefix("the "), ())
        if len(about) == 1:
            shorts = {short for short, _ in self._short[about[0]]}
            for short in shorts - set(context.named):
                context.named[short] = about[0]

    def _mentioned(self, text: str) -> Iterator[tuple[str, str]]:
        known = list(self._finder.find(text))
        begins = {name.start for name in known}
        for full in _FULL.finditer(text):
            if full.start() not in begins and full.start("short") not in begins:
                # An officer whom the list does not know is told on by the short name alone.
                yield full["short"], full["short"] if full["short"] in _OFFICERS else full[0]
        for found in known:
            printed = text[found.start : found.end]
            yield from ((s, i) for s, i in self._short.get(found.id, ()) if s != printed)

    def _shorts(self, ident: str, name: str) -> Iterator[tuple[str, str]]:
        yield from ((short, ident) for short in _short_names(name))
        within = name.find(" of the ")
        if within >= 0:
            for inner in self._finder.find(name, within + len(" of the ")):
                body = self._authority.bodies.get(inner.id)
                yield from ((short, inner.id) for short in _short_names(body.name if body else ""))


def _short_names(name: str) -> Iterator[str]:
    """The short names by which a text goes on speaking of a body: "Commission", "Office"."""
    tail = _PREPOSITION.search(name)
    head = name[: tail.start()] if tail else name
    for found in SHORT_NAME.finditer(head):
        for at in range(found.start(), found.end()):
            if (at == 0 or head[at - 1] == " ") and SHORT_NAME.fullmatch(head, at):
                yield head[at:]
