"""Tell which verb or phrase governs a citation."""

from __future__ import annotations

import re
from typing import Final

from kg.authority import Authority

__all__ = ["Effects"]

_NEAR: Final = 130
_ACTS: Final = ("preambular", "operative")
_FILLER: Final = (
    r"(?: (?:the|its|their|all|an?|relevant|specific|applicable|that|other|such)"
    r"| (?:mandates?|requests?|provisions?|terms?|spirit|letter|purposes?|principles?|objectives?"
    r"|rules|procedures?|modalities|commitments?|recommendations?|obligations?|requirements?"
    r"|decisions?|authority|guidance|criteria|calls?|framework|arrangements?)"
    r"(?:,? (?:and|or))?"
    r"| (?:contained|given|set out|set forth|made|laid down|enshrined|embodied|outlined|established"
    r"|specified|granted|conferred|stipulated|adopted|imposed|agreed)"
    r"| (?:of|in|by|under|to|upon|on|with)"
    r"| (?:articles?|Articles?|chapters?|Chapters?|sections?|paragraphs?|annex(?:es)?|part|rules?)"
    r"(?: [IVX]+\b| \d+(?: \([a-z]\))?(?:,? (?:and|to) \d+)?)?,?"
    r"| ?, inter alia,| ?,)"
)
_PHRASE: Final = re.compile(
    r"\b(?P<phrase>pursuant to|in accordance with|in line with|in conformity with|in response to"
    r"|in compliance with|in implementation of|in furtherance of|on the basis of|in keeping with"
    r"|in application of|in fulfilment of|consistent with|in violation of|guided by|in pursuance of"
    r"|(?:as )?(?:requested|mandated|called for|stipulated|envisaged|decided|agreed|recommended"
    r"|authorized|provided for) (?:in|by|under)|(?:established|created) (?:by|pursuant to|under|in)"
    r"|as (?:set out|set forth|contained|outlined|specified|defined|reflected|provided|described"
    r"|laid down|enshrined|stated|amended) (?:in|by)"
    rf"|amended by|renewed by|extended by){_FILLER}{{0,8}} ?$",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"(?P<lead>guided|mindful of|aware of|conscious of|convinced|concerned|inspired by|determined"
    r"|desirous of|cognizant of|in accordance with|pursuant to|acting)(?: (?:by|also|further)){0,2}\b",
    re.IGNORECASE,
)
_LEAD_WORDS: Final = {
    "guided": "guided by", "acting": "acting under", "convinced": None, "concerned": None,
    "determined": None,
}  # fmt: skip
_NOTES: Final = frozenset(
    ("takes note", "takes note of", "bears in mind", "takes cognizance of", "notes")
)
_SPOKEN: Final = frozenset(
    ("notes", "recalls", "reaffirms", "welcomes", "endorses", "stresses", "considers", "expresses",
     "condemns", "takes into account", "requests", "urges", "invites", "encourages", "recommends",
     "discusses")
)  # fmt: skip
"""What the verb of a further clause does; others ("maintaining", "setting") are often none."""
_VERB: Final = re.compile(r"\b(?P<word>[A-Za-z][a-z-]*(?:ing|s))\b")
_OPENS: Final = re.compile(
    r"(?:^|[,;:(“] ?|\b(?:and|also|further|again|regard|respect|context|end|once more|more"
    r"|connection|having|while|Having|be|by)|\w+ly|,) ?$"
)
_RENEWING: Final = re.compile(
    r"\w+(?: also| further| once again)? to (?P<verb>renew|extend|amend|replace|postpone|prolong"
    r"|terminate)\b"
)
_RENEWED: Final = {"prolong": "extends", "replace": "replaces"}
_REPORTED: Final = re.compile(
    r"\b(?P<words>[a-z-]+(?: (?:note|to|upon|for|with|mind)){0,2}(?: of)?)"
    r"(?: (?:its|the|also|further|with appreciation))* ?$"
)


class Effects:
    """The verbs of the authority list by their forms."""

    def __init__(self, authority: Authority) -> None:
        self._spoken: dict[str, list[tuple[str, str, bool]]] = {}
        self._past: dict[str, str] = {}
        for verb in authority.verbs.values():
            shown = "notes" if verb.verb in _NOTES else verb.verb
            self._past[verb.past] = shown
            self._past[verb.verb] = shown
            for form in (verb.participle, verb.verb):
                first = form.partition(" ")[0]
                entry = (form, shown, verb.effect in _SPOKEN)
                self._spoken.setdefault(first, []).append(entry)
            had = ("having " + verb.past, shown, True)
            self._spoken.setdefault("having", []).append(had)
        for entries in self._spoken.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def clauses(self, text: str, kind: str, end: int) -> tuple[tuple[int, str], ...]:
        """The verbs of the clauses of a recital or operative paragraph before ``end``."""
        if kind not in _ACTS:
            return ()
        found: list[tuple[int, str]] = []
        lead = _LEADS.match(text)
        if lead:
            shown = _LEAD_WORDS.get(lead["lead"].lower(), lead["lead"].lower())
            if shown:
                found.append((0, shown))
        for word in _VERB.finditer(text, 0, end):
            entries = self._spoken.get(word["word"].lower())
            if entries:
                shown = self._clause(text, word.start(), entries)
                if shown:
                    found.append((word.start(), shown))
        return tuple(found)

    def _clause(self, text: str, at: int, entries: list[tuple[str, str, bool]]) -> str | None:
        before = text[max(0, at - 12) : at]
        if not _OPENS.search(before):
            return None
        words = text[at : at + 40].lower()
        for form, shown, spoken in entries:
            if words.startswith(form) and not words[len(form) : len(form) + 1].isalpha():
                if not spoken and at > len("Strongly "):
                    continue
                renewing = _RENEWING.match(text, at) if shown in ("decides", "resolves") else None
                if renewing:
                    verb = renewing["verb"]
                    return _RENEWED.get(verb, f"{verb}s")
                return shown
        return None

    def governing(
        self, text: str, start: int, kind: str, clauses: tuple[tuple[int, str], ...]
    ) -> str | None:
        """The nearest phrase before a citation, else the verb of its clause."""
        near = text[max(0, start - _NEAR) : start]
        phrase = _PHRASE.search(near)
        if phrase:
            return phrase["phrase"].lower()
        if kind in _ACTS:
            return next((shown for at, shown in reversed(clauses) if at < start), None)
        reported = _REPORTED.search(near)
        if reported:
            words = reported["words"].split()
            for first in range(len(words)):
                shown = self._past.get(" ".join(words[first:]))
                if shown:
                    return shown
        return None
