"""Read the annotations made by hand: what a person finds in a report of a meeting.

What a person finds is told in the values that the program gives too, but for the places in the
source; its paragraph is as the annotation names it, an id or ``=`` and the first words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.model import (
    Adoption,
    AgendaItem,
    AttendanceCount,
    Attendee,
    Citation,
    Finding,
    ListedDocument,
    Mandate,
    Meeting,
    Officer,
    Outcome,
    Statement,
    Vote,
)
from tests.score.reports.figures import FIELDS

__all__ = ["AnnotationError", "ExpectedReport", "Stretch", "read_report", "read_reports"]

Stretch: TypeAlias = tuple[str | None, str | None]
"""The first and the last paragraph of what was annotated; None is the report's own end."""

_KINDS: Final[Mapping[str, type[Finding]]] = {
    cls.kind: cls
    for cls in (
        Adoption, AgendaItem, AttendanceCount, Attendee, Citation, ListedDocument, Mandate,
        Meeting, Officer, Outcome, Statement, Vote,
    )
}  # fmt: skip
_CALLED: Final = {
    "p": "paragraph", "as": "as_printed", "target": "target_paragraph", "office": "role",
}  # fmt: skip
"""The names that the program has for some of an annotation's."""

_LISTS: Final = ("place", "addressees", "agenda_item")
_NOWHERE: Final[Mapping[str, Any]] = {"start": 0, "end": 0, "quote": ""}


class AnnotationError(ValueError):
    """A row of an annotation is not as `CONVENTIONS.md` has it."""

    def __init__(self, path: Path, row: Mapping[str, object], why: str) -> None:
        super().__init__(f"{path.name}: {why} in {json.dumps(row, ensure_ascii=False)}")


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """What a person found in the report ``file``; ``stretches`` is empty where that is all."""

    file: str
    name: str
    fields: Mapping[str, str | None]
    findings: tuple[Finding, ...]
    stretches: tuple[Stretch, ...] = ()

    @property
    def body(self) -> str | None:
        """The reporting body: that of its own meeting, else that of the document."""
        own = (one for one in self.findings if isinstance(one, Meeting) and one.own)
        return next((meeting.body for meeting in own), None) or self.fields.get("body")


def read_reports(folder: Path) -> Iterator[tuple[str, ExpectedReport]]:
    """The annotations of a folder with their files' names, in the order of the names."""
    for path in sorted(folder.glob("*.json")):
        yield path.name, read_report(path)


def read_report(path: Path) -> ExpectedReport:
    """The annotation of one report.

    Raises:
        AnnotationError: a row is of no kind there is, or has too few or unknown parts.
    """
    given = json.loads(path.read_text("utf-8"))
    document = given.get("document") or {}
    stretches = [(first, last) for first, last in given.get("stretches") or ()]
    if given.get("from") or given.get("until"):
        stretches.append((given.get("from"), given.get("until")))
    return ExpectedReport(
        file=given["file"],
        name=document.get("symbol") or path.stem,
        fields={name: document.get(name) for name in FIELDS},
        findings=tuple(_finding(path, row) for row in given["findings"]),
        stretches=tuple(stretches),
    )


def _finding(path: Path, row: Mapping[str, Any]) -> Finding:
    cls = _KINDS.get(row.get("kind", ""))
    if cls is None:
        raise AnnotationError(path, row, "no kind that is asked")
    values: dict[str, Any] = {
        _CALLED.get(key, key): value for key, value in row.items() if key != "kind"
    }
    for name in _LISTS:
        if name in values:
            values[name] = _listed(values[name])
    known = {field.name: field for field in fields(cls)}
    if unknown := set(values) - set(known):
        raise AnnotationError(path, row, f"unknown parts {sorted(unknown)}")
    needed = {name for name, field in known.items() if field.default is MISSING}
    if missing := needed - set(values) - set(_NOWHERE):
        raise AnnotationError(path, row, f"no {sorted(missing)}")
    return cls(**{**values, **_NOWHERE})


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)
