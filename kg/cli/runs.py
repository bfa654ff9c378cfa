"""Tell what a run of `ingest` did: in figures, in a page of text, or in a whole report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from kg.pipeline import Run

__all__ = ["report_text", "summary", "summary_text"]

_SHOWN: Final = 15

Json = str | int | float | list["Json"] | Mapping[str, "Json"]


def summary(run: Run) -> dict[str, Json]:
    """The figures of a run, for programs."""
    outcomes = run.outcomes
    return {
        "kind": "summary",
        "files": len(outcomes),
        "documents": len(run.covered),
        "changed": sum(o.changed for o in outcomes),
        "paragraphs": sum(o.paragraphs for o in outcomes),
        "unread": sum(o.unread for o in outcomes),
        "findings": dict(sorted(run.kinds.items())),
        "warnings": sum(len(o.warnings) for o in outcomes),
        "refusals": len(_refused(run)),
        "names_to_reconcile": len(run.unknown),
        "quads": run.quads,
        "seconds": {stage: round(s, 2) for stage, s in run.seconds.items()},
    }


def summary_text(run: Run) -> str:
    """The figures of a run, for people, with what they should look at first."""
    refused = _refused(run)
    kinds = ", ".join(f"{n:,} {kind}" for kind, n in run.kinds.most_common())
    paragraphs = sum(o.paragraphs for o in run.outcomes)
    unread = sum(o.unread for o in run.outcomes)
    lines = [
        "",
        f"{len(run.outcomes):,} files, {len(run.covered):,} documents,"
        f" {sum(o.changed for o in run.outcomes):,} changed, {run.quads:,} quads written",
        f"{paragraphs:,} paragraphs, {unread:,} of them unread; findings: {kinds or 'none'}",
        f"{sum(len(o.warnings) for o in run.outcomes):,} warnings, {len(refused):,} refused",
        *(f"  refused: {why}" for why in refused[:_SHOWN]),
    ]
    if run.unknown:
        names = ", ".join(f"{name} ({n})" for name, n in run.unknown.most_common(_SHOWN))
        lines.append(f"{len(run.unknown):,} names to reconcile, most often asked: {names}")
    lines += ["", *_coverage(run, by_session=False), ""]
    return "\n".join(lines)


def report_text(run: Run) -> str:
    """The whole report in Markdown: coverage by body and session, refusals, names, warnings."""
    refused = _refused(run)
    warned = [w for o in run.outcomes for w in o.warnings]
    names = sorted(run.unknown.items(), key=lambda item: (-item[1], item[0]))
    lines = ["# What was read", "", "```", *_coverage(run, by_session=True), "```", ""]
    lines += ["# Refused", "", *(f"* {why}" for why in refused or ["nothing"]), ""]
    lines += ["# Names to reconcile", ""]
    lines += [f"* {name} ({n})" for name, n in names] or ["* none"]
    lines += ["", "# Warnings", "", *(f"* {w}" for w in warned or ["none"]), ""]
    return "\n".join(lines)


def _refused(run: Run) -> list[str]:
    """Why files, and documents of files, were refused."""
    return [why for o in run.outcomes for why in (*((o.refusal,) if o.refusal else ()), *o.refused)]


def _coverage(run: Run, *, by_session: bool) -> Iterator[str]:
    """A table of bodies, or of bodies and sessions: how much of their documents was read."""
    documents: Counter[tuple[str, str]] = Counter()
    paragraphs: Counter[tuple[str, str]] = Counter()
    unread: Counter[tuple[str, str]] = Counter()
    for covered in run.covered:
        key = (covered.body, covered.session if by_session else "")
        documents[key] += 1
        paragraphs[key] += covered.paragraphs
        unread[key] += covered.unread
    if not documents:
        return
    yield f"{'body':<28} {'session':>9} {'documents':>9} {'paragraphs':>10} {'unread':>7}  read"
    for body, session in sorted(documents, key=_by_number):
        key = (body, session)
        read = 1 - unread[key] / paragraphs[key] if paragraphs[key] else 0.0
        yield (
            f"{body[:28]:<28} {session:>9} {documents[key]:>9,} {paragraphs[key]:>10,}"
            f" {unread[key]:>7,} {read:>5.1%}"
        )


def _by_number(key: tuple[str, str]) -> tuple[str, str, int, str]:
    body, session = key
    digits = "".join(c for c in session if c.isdigit())
    return body, session.rstrip("0123456789"), int(digits or 0), session
