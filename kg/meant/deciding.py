"""Decide which paragraphs of a cited text a citation means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.meant.cited import CitedText, Part
from kg.meant.fitting import Fit, is_act, ranked, stretched
from kg.meant.numbers import printed_numbers
from kg.meant.running import likely
from kg.meant.telling import telling_of
from kg.meant.told import Deed, Telling
from kg.meant.values import Citing, Decision, Reason, Rule, Told
from kg.meant.verbs import BODYS, Verbs, expresses, groups_of

__all__ = ["decide"]

_ENOUGH: Final = 0.5
_MARGIN: Final = 0.07
"""A paragraph is meant from this score on, where no other comes nearer than by this margin."""
_LOOSE_ENOUGH: Final = 0.6
_LOOSE_MARGIN: Final = 0.15
_NAMED_ENOUGH: Final = 0.75
"""Of "the need acknowledged in": of what is only said, a noun tells little."""
_JOINT_ENOUGH: Final = 0.8
_JOINT_LETTERS: Final = 60
"""What is told of several must be nearly in the words of this one, and not be short."""
_NEVER: Final = 1.01
_PECULIAR: Final = frozenset(("adopt", "create", "extend", "fund", "proclaim"))
"""Deeds of which a text has seldom more than one."""
_OF_DOCUMENTS: Final = frozenset(("take", "welcom"))
_ALONE: Final = 2.5
_ALONE_ENOUGH: Final = 0.2
_WORDS: Final = 3
"""So many words at least tell of other deeds: "the mandate set out in" may be any paragraph."""
_STRETCH: Final = 8.0
_LOOSE_STRETCH: Final = 10.0
_TIMES: Final = 1.4
"""A stretch that weighs so much is enough, where it weighs so many times that of any other."""
_SHOWN: Final = 12


def decide(citing: Citing, which: int, cited: CitedText, verbs: Verbs) -> Decision:
    """Which paragraphs of ``cited`` the citation ``which`` of a paragraph means.

    A printed number goes before everything; where only a section's is printed, a paragraph of it
    whose words are retold. Several deeds that are told may mean a paragraph each.
    """
    named = printed_numbers(citing, which, cited)
    if named is not None and named.rule is not Rule.SECTION:
        return named
    telling = telling_of(citing, which, verbs)
    if isinstance(telling, Reason):
        return named or Decision((), 0.0, reason=telling)
    described = _described(citing, telling, cited)
    if named and named.paragraphs:
        section = named.paragraphs[0].removesuffix("heading")
        inside = described.decided and described.paragraphs[0].startswith(section)
        return described if inside else named
    return described


def _described(citing: Citing, telling: Telling, cited: CitedText) -> Decision:
    found: list[tuple[float, Fit, Deed]] = []
    failed: list[tuple[float, Reason]] = []
    for deed in telling.deeds:
        fits = ranked(citing.text, telling.rule, deed, cited)
        score, reason = _judged(telling, deed, fits, cited)
        if reason is None:
            found.append((score, fits[0], deed))
            continue
        among = [fit.part for fit in fits] if telling.rule is Rule.REPORT else cited.parts
        fit = _by_stretch(citing.text, telling, deed, cited, among)
        if fit:
            found.append((likely(fit.score), fit, deed))
        else:
            failed.append((score, reason))
    if not found:
        best = max(score for score, _ in failed)
        return Decision((), round(best, 3), telling.rule, failed[0][1])
    return Decision(
        tuple(dict.fromkeys(fit.part.id for _, fit, _ in found)),
        round(found[0][0], 3),
        telling.rule,
        None,
        tuple(Told(*span) for _, _, deed in found for span in deed.spans),
        _shown(found[0][1]),
    )


def _judged(
    telling: Telling, deed: Deed, fits: list[Fit], cited: CitedText
) -> tuple[float, Reason | None]:
    """The score of the first paragraph, and why it is not decided on."""
    poor = Reason.JOINT if telling.joint else Reason.NONE
    if not fits:
        return 0.0, poor
    second = _rival(fits)
    score = fits[0].score
    if not telling.joint and not telling.loose and _alone(deed, fits, cited):
        score = max(score, 0.5 + 0.5 * score)
    vague = deed.back and not groups_of(deed.verbs) & _PECULIAR and len(fits[0].shared) < _WORDS
    if vague or score < _enough(telling, deed):
        return score, poor
    margin = _LOOSE_MARGIN if telling.loose else _MARGIN
    if second and score - second.score < margin:
        return score, Reason.ALIKE
    return score, None


def _by_stretch(
    text: str, telling: Telling, deed: Deed, cited: CitedText, among: Sequence[Part]
) -> Fit | None:
    """The paragraph that repeats a long stretch of what is told, and no other nearly so."""
    fits = stretched(text, deed, cited, among)
    if not fits or len(fits[0].shared) < _WORDS:
        return None
    second = _rival(fits)
    enough = _LOOSE_STRETCH if telling.joint or telling.loose else _STRETCH
    if fits[0].score < enough or (second and fits[0].score < _TIMES * second.score):
        return None
    return fits[0]


def _enough(telling: Telling, deed: Deed) -> float:
    """The score that a paragraph must have."""
    enough = _LOOSE_ENOUGH if telling.loose else _ENOUGH
    if deed.back and expresses(deed.verbs - _OF_DOCUMENTS):
        enough = _NAMED_ENOUGH
    if telling.joint:
        letters = sum(end - start for start, end in deed.spans)
        vague = telling.loose or deed.back
        if telling.rule is Rule.REPORT:
            return _JOINT_ENOUGH
        return _NEVER if vague or letters < _JOINT_LETTERS else _JOINT_ENOUGH
    return enough


def _rival(fits: list[Fit]) -> Fit | None:
    first = fits[0].part
    return next((fit for fit in fits[1:] if not _kin(fit.part, first)), None)


def _alone(deed: Deed, fits: list[Fit], cited: CitedText) -> bool:
    """Whether only one paragraph does what is told, so that a few words of it suffice."""
    first, second = fits[0], _rival(fits)
    groups = groups_of(deed.verbs)
    if first.score < _ALONE_ENOUGH or not groups & _PECULIAR:
        return False
    if groups & BODYS and [p.id for p in cited.parts if _does(p, groups)] == [first.part.id]:
        return True
    acts = first.part.acts
    if not deed.verbs & (acts.opening | acts.inner | acts.clauses):
        return False
    return second is None or first.score >= _ALONE * second.score


def _does(part: Part, groups: frozenset[str]) -> bool:
    does = groups_of(part.acts.opening | part.acts.clauses)
    return is_act(part) and bool(does & groups & BODYS)


def _kin(one: Part, other: Part) -> bool:
    return one.parent == other.id or other.parent == one.id


def _shown(fit: Fit) -> tuple[str, ...]:
    text = fit.part.text
    shown = dict.fromkeys(
        text[word.start : word.end] for word in fit.part.words if word.form in fit.shared
    )
    return tuple(shown)[:_SHOWN]
