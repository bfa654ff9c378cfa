"""Write a trace as a tree for people: each step with its evidence, each node once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.naming import short_name
from kg.trace.model import Step, Trace
from kg.trace.render import note_of, nothing_found
from kg.vocab import ID

__all__ = ["as_tree", "source_in_words", "state_in_words"]

_MOST_WORDS: Final = 160
_DIGITS: Final = 12
_SOURCE: Final = f"{ID}source/"


def as_tree(trace: Trace, *, list_undecided: bool = False) -> str:
    """The trace as a tree: each node once, at the end of a shortest path to it.

    Under a step stand the words that it rests on, as far as the graph has them; at the end, what
    each rule says.
    """
    children: dict[str, list[Step]] = {}
    placed: set[tuple[str, str]] = set()
    forward = trace.direction == "forward"
    for path in trace.paths:
        for step in (trace.steps[i] for i in path):
            if (step.start, step.end) not in placed:
                placed.add((step.start, step.end))
                children.setdefault(step.start if forward else step.end, []).append(step)
    lines: list[str] = []
    if trace.between and trace.between.note:
        lines.append(trace.between.note)
    for start in trace.starts:
        node = trace.node(start)
        lines.append(f"{node.id}" + (f"  ({node.date})" if node.date else ""))
        if start not in children:
            lines.append(f"└─ {nothing_found(trace)}")
        lines += _branches(trace, children, start, "", {start})
    if trace.cut and trace.paths:
        lines.append(str(note_of(trace)))
    lines += (f"rule {name}: {says}" for name, says in trace.rules.items() if says != name)
    lines += _undecided_lines(trace, list_undecided)
    return "\n".join(lines)


def state_in_words(step: Step) -> str:
    """Who says so and how far it was checked: ``from text``, ``curated, second source``.

    What a rule made is so marked, whatever it rests on.
    """
    if step.derived_by == "text":
        return "from text"
    made = "by rule" if step.derived_by == "rule" else step.derived_by
    checked = "checked with the text" if step.verification == "from text" else step.verification
    return ", ".join(filter(None, (made, checked)))


def source_in_words(source: str) -> str:
    """A source in short: the beginning of its digest, its symbol, its address, or its name.

    >>> source_in_words(f"{ID}source/{'0123456789abcdef' * 4}")
    'SHA-256 0123456789ab…'
    >>> source_in_words(f"{ID}document/A/RES/91/1")
    'A/RES/91/1'
    """
    if source.startswith(_SOURCE):
        return f"SHA-256 {source.removeprefix(_SOURCE)[:_DIGITS]}…"
    return short_name(source) if source.startswith(ID) else source


def _branches(
    trace: Trace, children: Mapping[str, list[Step]], at: str, indent: str, seen: set[str]
) -> Iterator[str]:
    forward = trace.direction == "forward"
    steps = children.get(at, [])
    for i, step in enumerate(steps):
        is_last = i == len(steps) - 1
        after = step.end if forward else step.start
        again = after in seen
        yield f"{indent}{'└─' if is_last else '├─'} {_line(trace, step, after, again=again)}"
        deeper = indent + ("   " if is_last else "│  ")
        words = _words(step)
        if words:
            yield f"{deeper}{'│' if not again and after in children else ' '}    {words}"
        if not again:
            seen.add(after)
            yield from _branches(trace, children, after, deeper, seen)


def _line(trace: Trace, step: Step, after: str, *, again: bool) -> str:
    node = trace.node(after)
    phrase = step.phrase if trace.direction == "forward" else f"{step.effect} ←"
    name = (
        node.id if node.label == node.id or node.id in node.label else f"{node.id} – {node.label}"
    )
    date = f", {node.date}" if node.date else ""
    told = [step.strength, state_in_words(step)]
    if step.paragraph:
        told.append(f"in {short_name(step.paragraph)}")
    if step.source and not (step.paragraph or "").startswith(step.source):
        told.append(f"source {source_in_words(step.source)}")
    tail = " (see above)" if again else ""
    return f"{phrase} {name}{date}  [{'; '.join(told)}; rule {step.rule}]{tail}"


def _words(step: Step) -> str | None:
    """The words of a step, or where they stand; None where neither is known."""
    if step.quote:
        words = " ".join(step.quote.split())
        return f"“{words[:_MOST_WORDS]}…”" if len(words) > _MOST_WORDS else f"“{words}”"
    if step.quote_start is not None and step.quote_end is not None:
        return f"its words: characters {step.quote_start}–{step.quote_end} of the source"
    return None


def _undecided_lines(trace: Trace, list_undecided: bool) -> Iterator[str]:
    if trace.undecided:
        many = len(trace.undecided)
        noun = "citation does" if many == 1 else "citations do"
        more = "" if list_undecided else " (--undecided lists them)"
        yield f"{many} {noun} not say which paragraph is meant{more}"
    if list_undecided:
        for link in trace.undecided:
            yield f"  {short_name(link.document)} → perhaps {short_name(link.paragraph)}"
