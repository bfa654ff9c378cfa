"""Decide which curated mandate a citation means whose cited text is not at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.meant.numbers import resolve
from kg.meant.telling import telling_of
from kg.meant.values import Citing, Decision, Reason, Rule, Told, Topic
from kg.meant.verbs import Verbs
from kg.meant.words import words_of

__all__ = ["decide_topic"]

_ENOUGH: Final = 0.5
_MARGIN: Final = 0.2


def decide_topic(citing: Citing, which: int, topics: Sequence[Topic], verbs: Verbs) -> Decision:
    """Which paragraph is meant, of those of which only the topic is known.

    ``score`` is the share of the topic's words that are told, those of several topics aside;
    ``matched`` are the citing words. A text described together with others is left undecided.
    """
    named = citing.citations[which]
    if named.target:
        found = resolve(named.target, [topic.paragraph for topic in topics])
        told = (Told(named.start, named.end),)
        if found:
            return Decision((found,), 1.0, Rule.NUMBER, None, told)
        return Decision((), 0.0, Rule.NUMBER, Reason.NO_SUCH)
    telling = telling_of(citing, which, verbs)
    if isinstance(telling, Reason):
        return Decision((), 0.0, reason=telling)
    if telling.joint:
        return Decision((), 0.0, Rule.TOPIC, Reason.JOINT)
    spans = [span for deed in telling.deeds for span in deed.spans]
    said = {w.form: citing.text[w.start : w.end] for s in spans for w in words_of(citing.text, *s)}
    return _best(topics, said, tuple(Told(*span) for span in spans))


def _best(topics: Sequence[Topic], said: dict[str, str], told: tuple[Told, ...]) -> Decision:
    forms = [frozenset(word.form for word in words_of(topic.words)) for topic in topics]
    common = Counter(form for own in forms for form in own)
    scored: list[tuple[float, str, list[str]]] = []
    for topic, own in zip(topics, forms, strict=True):
        telling = {form for form in own if common[form] == 1} or own
        if telling:
            held = [form for form in said if form in telling]
            scored.append((len(held) / len(telling), topic.paragraph, [said[f] for f in held]))
    scored.sort(key=lambda one: (-one[0], one[1]))
    if not scored or scored[0][0] < _ENOUGH:
        return Decision((), round(scored[0][0], 3) if scored else 0.0, Rule.TOPIC, Reason.NONE)
    score, paragraph, matched = scored[0]
    if len(scored) > 1 and score - scored[1][0] < _MARGIN:
        return Decision((), round(score, 3), Rule.TOPIC, Reason.ALIKE)
    return Decision((paragraph,), round(score, 3), Rule.TOPIC, None, told, tuple(matched))
