"""The frozen values that travel from bytes to the store, in the order in which they are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from rdflib import Graph, URIRef

__all__ = [
    "Accepted",
    "Adoption",
    "AgendaItem",
    "AttendanceCount",
    "Attendee",
    "Citation",
    "Document",
    "Draft",
    "Expression",
    "Finding",
    "Findings",
    "ListedDocument",
    "Mandate",
    "Meeting",
    "NoteCall",
    "Officer",
    "Outcome",
    "Paragraph",
    "Participant",
    "SourceText",
    "Statement",
    "Unread",
    "ValidationResult",
    "Vote",
    "VoteCount",
]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that was read from bytes, and what names those bytes.

    ``text`` is the decoded bytes with newlines as ``\\n`` and nothing else changed; all offsets
    count its Unicode code points. ``sha256`` names the bytes, ``text_sha256`` the text in UTF-8.
    """

    file: str
    format: str
    text: str
    sha256: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Where a footnote is called: the slice ``[start, end)`` of the source and the note's id."""

    start: int
    end: int
    footnote: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document: ``text`` is the slice ``[start, end)`` cleaned.

    ``id`` is as in ``extract --json`` (``pp3``, ``op4(a)``, ``12``, ``23(b)``, ``fn1``, ``title``);
    ``kind`` is ``preambular``, ``operative``, ``report``, ``title``, ``heading``, ``footnote``
    or ``other``. ``heading`` holds the words of the section headings above it, outermost first.
    ``speaker`` is who speaks in a recital or operative paragraph: the id of the authority list
    where known, else the words printed; in an embedded draft it is the body that is to adopt it.
    ``calls`` are the footnotes called in it, in order.
    """

    id: str
    kind: str
    start: int
    end: int
    text: str
    numbered: bool = True
    heading: tuple[str, ...] = ()
    speaker: str | None = None
    calls: tuple[NoteCall, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteCount:
    """The figures of a recorded vote."""

    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, slots=True)
class Document:
    """A source text cut into numbered paragraphs. What the text does not state is None.

    ``type`` is the local name of the document's class (``MeetingReport``, ``Resolution`` …);
    dates are ISO 8601 as exact as stated; ``body`` and ``adopted_by`` are ids of the authority
    list where known, else the words printed. ``session`` is the ordinal of the session as a
    symbol writes it (``74``, ``S-32``); ``drafts`` the symbols of the drafts that it was adopted
    from, ``adopted_as`` the symbol that a draft became, ``sponsors`` who put their name to it, as
    printed.
    """

    source: SourceText
    paragraphs: tuple[Paragraph, ...]
    type: str
    part: str | None = None
    symbol: str | None = None
    key: str | None = None
    title: str | None = None
    date: str | None = None
    language: str | None = None
    body: str | None = None
    adopted_on: str | None = None
    adopted_by: str | None = None
    plenary_meeting: int | None = None
    committee_report: str | None = None
    vote: VoteCount | None = None
    without_vote: bool | None = None
    session: str | None = None
    agenda_items: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    adopted_as: str | None = None
    sponsors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something recognised in one paragraph; ``quote`` is the slice ``[start, end)`` cleaned."""

    kind: ClassVar[str]
    paragraph: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Finding):
    """A resolution, decision, document, treaty, declaration or paragraph that is cited.

    ``symbol`` is the official symbol in display form, else the ``mg:key``; for a paragraph of an
    instrument without a symbol it is None. ``instrument`` is the key of the authority list of the
    instrument that is cited, whole or in part; ``target_paragraph`` is a paragraph id (``42``).
    """

    kind: ClassVar[str] = "citation"
    cites: str
    body: str | None = None
    symbol: str | None = None
    as_printed: str
    effect: str | None = None
    date: str | None = None
    target_paragraph: str | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate(Finding):
    """An operative clause that asks or empowers somebody.

    ``due_session`` is the ordinal of a session of ``due_body``, which is None where the text does
    not say whose session it is.
    """

    kind: ClassVar[str] = "mandate"
    verb: str
    modifier: str | None = None
    addressees: tuple[str, ...] = ()
    type: str
    deliverable: str | None = None
    due_session: str | None = None
    due_body: str | None = None
    due_date: str | None = None
    date_role: str | None = None
    frequency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression(Finding):
    """An operative clause that only expresses."""

    kind: ClassVar[str] = "expression"
    verb: str
    modifier: str | None = None
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Finding):
    """A meeting, session or conference (``event``); ``own``: the document reports on this one.

    ``held_under`` is the symbol or key of the resolution or decision by which it was held,
    ``postponed_from`` the first day on which it was to begin; ``resumed`` the printed word for a
    part of a session ("resumed", "reconvened", "organizational"). ``mandates`` are the citations
    by which the document names the mandate of the body or of this meeting.
    """

    kind: ClassVar[str] = "meeting"
    body: str | None = None
    ordinal: int | None = None
    start_date: str | None = None
    end_date: str | None = None
    place: tuple[str, ...] = ()
    sittings: int | None = None
    event: str = "meeting"
    own: bool = False
    held_under: str | None = None
    postponed_from: str | None = None
    resumed: str | None = None
    mandates: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Finding):
    """A person in an office of the meeting; ``represents`` as printed, with its ``iso3``.

    ``elected``: the text says that the person was elected; ``term``: for which sessions or until
    when, as printed.
    """

    kind: ClassVar[str] = "officer"
    name: str
    role: str
    represents: str | None = None
    iso3: str | None = None
    elected: bool = False
    term: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Finding):
    """What one speaker did in one paragraph.

    ``agenda_item`` holds every item it stood under; in JSON it is None, one string, or a list.
    ``speaker_id`` is the id of the authority list where known (a State's is its iso3).
    """

    kind: ClassVar[str] = "statement"
    speaker: str
    speaker_kind: str
    speaker_id: str | None = None
    iso3: str | None = None
    capacity: str | None = None
    on_behalf_of: str | None = None
    agenda_item: tuple[str, ...] = ()
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCount(Finding):
    """How many of a category attended; ``count`` is None where only a plural is printed."""

    kind: ClassVar[str] = "attendance_count"
    category: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Finding):
    """Somebody who is said to have attended."""

    kind: ClassVar[str] = "attendee"
    name: str
    attendee_kind: str
    attendee_id: str | None = None
    iso3: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Finding):
    """A person in a list of participants; ``represents`` is the delegation as printed.

    ``role`` is the heading listed under (``representative``, ``alternate``, ``adviser``),
    ``function`` the post as printed; ``represents_id`` is the authority list's where known.
    """

    kind: ClassVar[str] = "participant"
    name: str
    role: str | None = None
    function: str | None = None
    represents: str | None = None
    represents_id: str | None = None
    iso3: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Finding):
    """An item of the agenda: ``3`` or ``3(a)`` with its parent ``3``."""

    kind: ClassVar[str] = "agenda_item"
    number: str
    parent: str | None = None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument(Finding):
    """A document that lay before the meeting or was circulated at it.

    ``under_items`` are the items of the agenda under which the text lists it.
    """

    kind: ClassVar[str] = "listed_document"
    symbol: str | None = None
    title: str | None = None
    role: str | None = None
    under_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Finding):
    """What the meeting concluded: one for each verb."""

    kind: ClassVar[str] = "outcome"
    verb: str
    object: str | None = None
    addressee: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Finding):
    """The adoption of the report: when, at which sitting, and the symbol of the draft adopted."""

    kind: ClassVar[str] = "adoption"
    date: str | None = None
    sitting: int | None = None
    symbol: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Finding):
    """A vote that is printed."""

    kind: ClassVar[str] = "vote"
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    without_vote: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """A paragraph in which nothing was recognised, and why."""

    paragraph: str
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """A document with what was recognised in it, in the order of the text."""

    document: Document
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A named graph that nobody has judged yet: no blank nodes, ``name`` is its graph name.

    ``triples`` are its N-Triples lines, sorted, each once, as the engine spells them. A graph with
    terms that no line can hold comes with ``broken``, which judging looks at.
    """

    name: URIRef
    triples: bytes
    warnings: tuple[str, ...] = ()
    broken: Graph | None = field(default=None, repr=False, compare=False)

    @property
    def graph(self) -> Graph:
        """The triples as an rdflib graph, made anew at each call: for small graphs only."""
        if self.broken is not None:
            return self.broken
        return Graph().parse(data=self.triples, format="nt")


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """One result of a validation report, in SHACL's words and as a sentence."""

    severity: str
    shape: str
    component: str
    focus_node: str
    path: str | None
    value: str | None
    message: str

    @property
    def sentence(self) -> str:
        """What is wrong, where, and by which shape.

        >>> ValidationResult("Violation", "mgsh:Paragraph-number", "MinCount", "mgid:x",
        ...                  "mg:number", None, "A paragraph has a number.").sentence
        'A paragraph has a number. Not so: mgid:x, mg:number (mgsh:Paragraph-number, MinCount).'
        """
        at = f", {self.path}" if self.path else ""
        value = f" = {self.value}" if self.value else ""
        return (
            f"{self.message} Not so: {self.focus_node}{at}{value} ({self.shape}, {self.component})."
        )


_ACCEPT = object()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A draft that conforms, with its warnings. Made by ``validate.accept`` only."""

    name: URIRef
    triples: bytes
    warnings: tuple[str, ...]
    _by: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse to be made by anyone but ``accept``."""
        if self._by is not _ACCEPT:
            raise TypeError("Accepted is made by kg.validate.accept, which judges a Draft first.")
