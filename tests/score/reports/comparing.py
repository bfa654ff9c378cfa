"""Compare what the program found in a report of a meeting with what a person found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from kg.authority import Authority
from kg.model import (
    Adoption,
    AgendaItem,
    AttendanceCount,
    Attendee,
    Citation,
    Document,
    Finding,
    Findings,
    ListedDocument,
    Mandate,
    Meeting,
    Officer,
    Outcome,
    Statement,
    Vote,
)
from tests.score.citing import compare_citations
from tests.score.expected import ExpectedCitation
from tests.score.figures import Tally
from tests.score.reports.acts import compare_mandates, compare_outcomes, compare_votes
from tests.score.reports.expected import ExpectedReport
from tests.score.reports.figures import FIELDS, FIGURES, UNREAD_AT_MOST
from tests.score.reports.likeness import alike, same_body, symbol_key
from tests.score.reports.meetings import (
    compare_adoption,
    compare_other_meetings,
    compare_own_meeting,
)
from tests.score.reports.papers import compare_agenda, compare_documents
from tests.score.reports.people import (
    compare_counts,
    compare_officers,
    compare_organizations,
    compare_states,
)
from tests.score.reports.placing import Places, place
from tests.score.reports.statements import compare_statements

__all__ = ["compare"]

_NO_REASON: Final = "no meeting, speaker"

Kind = TypeVar("Kind", bound=Finding)


def compare(report: ExpectedReport, found: Findings | None, authority: Authority) -> Tally:
    """Count what is right in one report; where the program saw none, all is missed.

    What was found outside the annotated stretches is passed by, but for the own meeting, of
    which the whole report tells.
    """
    tally = Tally(FIGURES)
    tally.count("reports", expected=1, found=int(found is not None), right=int(found is not None))
    if found is None:
        tally.miss("reports", report.name, "", report.name, None)
    else:
        _compare_fields(tally, report, found.document, authority)
        _compare_coverage(tally, report.name, found)
    places = place(report, found.document if found else None)
    _count_places(tally, report.name, places)
    wanted = tuple(
        one
        if isinstance(one, AgendaItem)
        else replace(one, paragraph=places.expected(one.paragraph))
        for one in report.findings
    )
    everywhere = found.findings if found else ()
    given = tuple(
        replace(one, paragraph=places.found(one.paragraph))
        for one in everywhere
        if one.paragraph in places.within
    )
    own = _only(Meeting, everywhere)
    compare_own_meeting(tally, report.name, _only(Meeting, wanted), own, authority)
    _compare_findings(tally, report, wanted, given, authority)
    return tally


def _compare_findings(
    tally: Tally,
    report: ExpectedReport,
    wanted: Sequence[Finding],
    given: Sequence[Finding],
    authority: Authority,
) -> None:
    def both(kind: type[Kind]) -> tuple[list[Kind], list[Kind]]:
        return _only(kind, wanted), _only(kind, given)

    name = report.name
    compare_other_meetings(tally, name, report.body, *both(Meeting), authority)
    compare_officers(tally, name, *both(Officer), authority)
    compare_states(tally, name, *both(Attendee), authority)
    compare_organizations(tally, name, *both(Attendee), authority)
    compare_counts(tally, name, *both(AttendanceCount))
    compare_statements(tally, name, *both(Statement), authority)
    compare_agenda(tally, name, *both(AgendaItem))
    compare_documents(tally, name, *both(ListedDocument))
    citations, cited = both(Citation)
    compare_citations(tally, name, [_citation(one) for one in citations], cited, authority)
    compare_outcomes(tally, name, *both(Outcome), authority)
    compare_mandates(tally, name, *both(Mandate), authority)
    compare_adoption(tally, name, *both(Adoption))
    compare_votes(tally, name, *both(Vote))


def _only(kind: type[Kind], findings: Iterable[Finding]) -> list[Kind]:
    return [one for one in findings if isinstance(one, kind)]


def _citation(one: Citation) -> ExpectedCitation:
    """The citation as that of a resolution is expected."""
    return ExpectedCitation(
        one.paragraph, one.cites, one.body, one.symbol, one.as_printed, one.effect, one.date,
        one.target_paragraph,
    )  # fmt: skip


def _compare_fields(
    tally: Tally, report: ExpectedReport, document: Document, authority: Authority
) -> None:
    for field in FIELDS:
        wanted, given = report.fields.get(field), getattr(document, field)
        if wanted is None or given is None:
            right = wanted is given
        elif field == "symbol":
            right = symbol_key(wanted) == symbol_key(given)
        elif field == "title":
            right = alike(wanted, given)
        else:
            right = wanted == given or (field == "body" and same_body(wanted, given, authority))
        if not tally.judge(f"field {field}", right):
            tally.miss(f"field {field}", report.name, "", wanted, given)


def _compare_coverage(tally: Tally, name: str, found: Findings) -> None:
    """Count the numbered paragraphs of the report, and of them those unread without a reason."""
    numbered = {p.id: p for p in found.document.paragraphs if p.kind == "report" and p.numbered}
    unread = [
        one.paragraph
        for one in found.unread
        if one.why.startswith(_NO_REASON) and one.paragraph in numbered
    ]
    read = len(numbered) - len(unread)
    tally.count("read", expected=len(numbered), found=len(numbered), right=read)
    enough = len(unread) <= UNREAD_AT_MOST * len(numbered)
    if not tally.judge("read enough", enough):
        share = len(unread) / len(numbered)
        tally.miss("read enough", name, "", f"≤ {UNREAD_AT_MOST:g} unread", f"{share:.3f}")
    for paragraph in unread:
        words = numbered[paragraph].text[:60]
        tally.miss("read", name, paragraph, "something", f"nothing in {words!r}")


def _count_places(tally: Tally, name: str, places: Places) -> None:
    for paragraph, found in places.named.items():
        if not tally.judge("anchors", found is not None):
            tally.miss("anchors", name, paragraph, "a paragraph", None)
        if not tally.judge("anchors begin", found is not None and found.begins) and found:
            tally.miss("anchors begin", name, paragraph, "a beginning", f"in {found.paragraph}")
