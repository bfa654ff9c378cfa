"""Find the verbs of which the reporting body is the subject, and those that go on after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from kg.authority import Authority, Verb
from kg.recognise.acting import Speaking
from kg.recognise.meeting_verbs import (
    ADVERBS,
    AMBIGUOUS,
    STRONG,
    meeting_verbs,
    verb_pattern,
    without_manner,
)

__all__ = ["Found", "Series"]

_ASIDE: Final = (
    r"(?:,? (?:at|in|on|by|during|following|after|having|while|as|under|with|pursuant|recalling"
    r"|noting|taking|bearing|through|upon|for|recognizing|based|considering|acting|without|mindful"
    r"|acknowledging|welcoming|desiring|stressing|reaffirming|emphasizing|aware|convinced|inter)\b"
    r"[^;.]{2,200}?,|, [^,;]{3,160},){0,2}"
)
_PREFIX: Final = re.compile(
    r"[-–—•*·▪ ]{0,4}(?:(?:Decisions?|Conclusions?|Recommendations?|Outcomes?|Action|Agreement)"
    r"(?: (?:No\. )?[\w./-]{1,12})?[:.–—-] ?)?"
)
_LED: Final = re.compile(
    r"^(?:At|In|On|After|Following|With|Under|Pursuant|Based|Having|Bearing|While|For|To|During"
    r"|Upon|Given|Further|Furthermore|Moreover|Consequently|Subsequently|Therefore|However|Finally"
    r"|Lastly|Accordingly|Then|As|Due|Owing|Because|Since|Although|Though|Despite|Without|By|From"
    r"|Regarding|Concerning|Mindful|Aware|Once|When|Where|Before|Prior|Within|Also|Additionally"
    r"|Thus|Hence|Nevertheless|Nonetheless|Similarly|Likewise|Thereafter|Thereupon|Besides|Against"
    r"|Through|Through|First|Second|Third|Recalling|[A-Z][a-z]+ing|[A-Z][a-z]+ly|The same day)\b"
)
_SAID: Final = re.compile(
    r"\b(?:said|stated|recalled|reported|informed|explained|indicated|noted|mentioned|suggested"
    r"|proposed|reminded|announced|hoped|believed|stressed|emphasized|highlighted|pointed out"
    r"|observed|added|asked|requested|expressed|underlined|clarified|concluded|confirmed)\b"
    r"[^;]{0,400}?\b(?:that|whether|if|how)\b"
)
_CHAIR: Final = re.compile(
    r"\b(?:Chair|Co-Chairs?|President|Chairman|Chairperson|Chairwoman)\b[^.;]{0,120}?\b"
    r"(?:concluded|announced|declared|confirmed|summarized|summed up|took it|closed|ruled"
    r"|stated in conclusion)\b[^.;]{0,80} that$"
)
_IF: Final = re.compile(r"^(?:If|Whether|Unless|Should)\b")
_AFTER_TOLD: Final = re.compile(
    r",? (?:at|during|in) (?:its|the) (?:previous|last|preceding|earlier) (?!part)"
)
_OBJECT: Final = re.compile(
    r"(?: (?:with|by) [a-z]+(?: [a-z]+)?)? (?:the|its|that|an?|this|these|those|all|to|any|other"
    r"|with|for|on|upon|their|some|such|several|various|both|each|every|no|one|two|three|four|\d+"
    r"|interested|relevant|member|further|it|them|him|her|which|how|whether|what|ways|possible"
    r"|recommendations|guidance|comments|suggestions|advice|support|accordingly|draft|views"
    r"|[A-Z][\w.]+)\b|,? (?:in|at|inter alia|as)\b|:$"
)
_NO_OBJECT: Final = re.compile(
    r"[.;:)]|, | (?:by|in|at|under|during|as|from|within|and|or|through|before|after)\b"
)
_ACTIVE: Final = re.compile(
    r"(?<!been )(?<!was )(?<!were )(?<!\bbe )(?<!\bis )(?<!are )(?<!being )(?<!the )(?<!\bas )"
    r"\b(?!need|proceed|indeed|exceed)[a-z]+ed (?:note of |upon |on |to )?"
    r"(?:the|its|an?|that|their|this|these|[A-Z])\b"
)
"""A verb of somebody else, active in the past, which what follows may go on."""
_EMBEDDED: Final = re.compile(
    r"\b(?:which|who|whom|that|where|in which|had|has|have|been|whose|whereby)\b"
)
_ACTIVE_HAD: Final = re.compile(r"\b(?:had|has|have) (?!been\b)(?:\w+ly )?\w+(?:ed|en|un|ne|nt)\b")
_SPEECH: Final = re.compile(
    r"^(?:[^,;]{2,100}, )?(?:(?:The|One|Another|Several|Some|Many|A|An|Most|Other|Two|Three|Various"
    r"|Certain|number of|few|majority of|of|the|In|his|her|their) ){0,4}(?:(?:[A-Z][\w-]+ ){0,3})"
    r"(?:representatives?|delegations?|delegates?|speakers?|observers?|panellists?|Mr|Ms|Mrs|Dr"
    r"|H\.E|He|She|They|secretariat|Secretariat|Chair|Chairs|Chairperson|President|participants"
    r"|experts?|countries|States|Director|Secretary|Executive|Deputy|Rapporteur|members?"
    r"|presenters?|moderator|Minister|presentations?|statement)\b"
)
_OPENS: Final = re.compile(
    r"\b(?:decisions?|conclusions?|recommendations?|outcomes?|agreed|following action|as follows"
    r"|concluded)\b[^.]{0,120}:$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A verb in a sentence: ``start`` of its clause, ``end`` of the verb with its particle."""

    start: int
    end: int
    verb: Verb
    modifier: str | None


class Series:
    """Finds the verbs of one report's body, sentence by sentence.

    ``of_body``: the last sentence was about the body, so that "It" goes on with it.
    """

    def __init__(self, authority: Authority, known: Speaking) -> None:
        self._known = known
        self.verbs = meeting_verbs(authority)
        self.of_body = False
        self._present = {verb.verb: verb for verb in self.verbs.values()}
        past = verb_pattern(iter(self.verbs))
        either = verb_pattern(iter((*self.verbs, *self._present)))
        names = known.names
        self._subject = re.compile(
            rf"(?:^|(?<=[,;:] )|(?<=[—–-] )|(?<=\band )|(?<=\bthat )|(?<=\bwhereupon ))"
            rf"(?:(?:[Tt]he|[Tt]his) )?(?:{names})"
            r"(?: of the Parties)?(?: to the (?:[A-Z]\w+ )?(?:Protocol|Convention|Agreement))?"
            rf"(?: \([A-Z][^()]{{1,20}}\))?(?P<aside>{_ASIDE}(?: at its [^,;.]{{3,60}}?)?)"
            rf"(?: and its Bureau)?[:,]? (?:\([a-z0-9]{{1,3}}\) )?(?P<had>had )?"
            rf"(?P<adverb>{ADVERBS})(?P<verb>{past})\b"
        )
        self._about = re.compile(
            rf"^(?:[^;.]{{2,200}}?, )?(?:[Tt]he )?(?:{names})\b"
            r"(?:,| (?!members|secretariat|Chair)[a-z(])"
        )
        self._it = re.compile(
            rf"^(?:[^,;]{{2,120}}, )?(?:In (?:this|that) \w+ )?[Ii]t (?P<adverb>{ADVERBS})"
            rf"(?P<verb>{past})\b"
        )
        self._everybody = re.compile(
            rf"^(?:[^;.]{{2,200}}?, )?(?:[Tt]he |[Aa]ll )?(?i:{known.everybody})"
            rf" (?P<adverb>{ADVERBS})"
            r"(?P<verb>adopted|agreed|decided|endorsed|approved|elected|re-elected)\b"
        )
        self._first = re.compile(
            rf"(?:and )?(?P<adverb>{ADVERBS})(?P<verb>{either})\b", re.IGNORECASE
        )
        again = (
            r"(?P<sep>[,;.]? (?:and |as well as |but )?(?:,? ?it )?(?:\([a-z0-9]{1,3}\) )?"
            r"(?:and )?)(?:(?:,? ?(?:in|to|for|on|with|at) (?:this|that|the same)"
            r" (?:regard|respect|context|connection|end|effect|purpose|note|time|basis)),? )?"
            rf"(?P<adverb>{ADVERBS})"
        )
        self._again = re.compile(rf"{again}(?P<verb>{past})\b(?! by\b)")
        self._again_either = re.compile(rf"{again}(?P<verb>{either})\b(?! by\b)")
        self._bare = re.compile(
            rf"(?:[Tt]he |^)(?:{names})\b[^.]{{0,200}}?:$|(?:{known.everybody})[^.]{{0,120}}:$"
        )

    def find(self, words: str) -> list[Found]:
        """The verbs of the body in a sentence, in order."""
        at = self._prefix(words)
        said = words[at:]
        found = self._own(said)
        if found is None and self.of_body:
            found = self._it.match(said)
        if found is None:
            found = self._everybody.match(said)
        if found and not self._holds(said, found):
            found = None
        self.of_body = found is not None or bool(self._about.match(said))
        first = self._found(said, found, 0) if found else None
        series = self.from_first(said, first) if first else []
        return [replace(one, start=one.start + at, end=one.end + at) for one in series]

    def opening(self, words: str, at: int, *, present: bool) -> Found | None:
        """The verb with which a part of a list begins: "(a) Took note of the plan".

        ``present``: it may stand in the present.
        """
        at = max(at, self._prefix(words))
        found = self._first.match(words, at)
        if not found or not words[at : at + 1].isupper():
            return None
        first = self._found(words, found, at)
        if not first or words.startswith(" by ", first.end):
            return None
        if not present and without_manner(found["verb"]).lower() not in self.verbs:
            return None
        return first if _OBJECT.match(words, first.end) or " " in first.verb.verb else None

    def from_first(self, words: str, first: Found, *, present: bool = False) -> list[Found]:
        """The first verb with those that go on after it."""
        series, since = [first], first.end
        pattern = self._again_either if present else self._again
        for found in pattern.finditer(words, first.end):
            one = self._found(words, found, found.start("adverb"))
            if one and self._goes_on(words, since, found, one):
                series.append(one)
                since = one.end
        return [one for one in series if one.verb.verb]

    def opens_list(self, text: str) -> bool:
        """Whether a passage that ends with a colon leads in acts of the body."""
        return bool(self._bare.search(text[-500:]) or _OPENS.search(text[-300:]))

    def is_speech(self, words: str) -> bool:
        """Whether a sentence tells what somebody other than the body said."""
        return bool(_SPEECH.match(words)) and not self._about.match(words)

    def _prefix(self, words: str) -> int:
        found = _PREFIX.match(words)
        return found.end() if found else 0

    def _own(self, words: str) -> re.Match[str] | None:
        return next(
            (
                found
                for found in self._subject.finditer(words)
                if self._led(words[: found.start()].strip(), had=bool(found["had"]))
            ),
            None,
        )

    def _led(self, lead: str, *, had: bool) -> bool:
        """Whether what stands before the subject leaves the act the body's own."""
        if lead.endswith("that"):
            return bool(_CHAIR.search(lead))
        if had:
            return False
        if not lead:
            return True
        if _IF.match(lead):
            return False
        said = _SAID.search(lead)
        if said:
            return bool(self._about.match(lead)) and lead.endswith((",", "and", ";"))
        return bool(_LED.match(lead)) or lead.endswith((", and", ";", "; and", "whereupon", ":"))

    def _holds(self, words: str, found: re.Match[str]) -> bool:
        lead = words[: found.start("verb")]
        aside = found.groupdict().get("aside") or ""
        if self._known.is_told(lead.strip()) or self._known.is_told(aside.strip(" ,")):
            return False
        return not _AFTER_TOLD.match(words, found.end("verb"))

    def _found(self, words: str, found: re.Match[str], start: int) -> Found | None:
        past = without_manner(found["verb"])
        verb = self.verbs.get(past) or self._present.get(past)
        if verb is None:
            past = past[:1].lower() + past[1:]
            verb = self.verbs.get(past) or self._present.get(past)
        if verb is None:
            return None
        must = AMBIGUOUS.get(verb.verb)
        if must and not must.match(words, found.end("verb")):
            return None
        modifier = found["adverb"].strip(" ,").lower() or None
        return Found(start, found.end("verb"), verb, modifier)

    def _goes_on(self, words: str, since: int, found: re.Match[str], one: Found) -> bool:
        """Whether a later verb is the body's: no other subject's clause stands between."""
        sep = found["sep"]
        if sep[0] == "." and "(" not in sep:
            return False
        if " it " in sep:
            return True
        joined = "and" in sep or "as well as" in sep or "but" in sep
        has_object = self._has_object(words, one)
        if sep[0] == ";" or "(" in sep:
            return has_object
        if not has_object or not (joined or sep[0] == ","):
            return False
        between = words[since : found.start()].rpartition(";")[2]
        inside = list(_EMBEDDED.finditer(between))
        if not inside:
            return True
        told = between[inside[0].start() :]
        if _ACTIVE_HAD.search(told) or _ACTIVE.search(told):
            closed = "," in told and sep[0] == "," and joined
            return closed and one.verb.verb in STRONG and not _ACTIVE.search(_last(told))
        return joined or (one.verb.verb in STRONG and not _EMBEDDED.search(_last(between)))

    def _has_object(self, words: str, one: Found) -> bool:
        if _OBJECT.match(words, one.end):
            return True
        surely = one.verb.verb in STRONG or " " in one.verb.verb
        return surely and not _NO_OBJECT.match(words, one.end)


def _last(words: str) -> str:
    return re.split(r"[,;]", words)[-1]
