"""The JSON answers of the service, as the OpenAPI document states them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AccountModel",
    "AssertionModel",
    "BetweenModel",
    "FindingModel",
    "GraphMarkModel",
    "HealthModel",
    "PassageModel",
    "ProblemModel",
    "QuestionModel",
    "ReadyModel",
    "ReasonModel",
    "ReportModel",
    "ResultModel",
    "RuleModel",
    "SearchFacetModel",
    "SearchHitModel",
    "SearchModel",
    "SourceModel",
    "TermModel",
    "TraceModel",
    "TraceNodeModel",
    "TraceStepModel",
    "UndecidedModel",
    "VariableModel",
]


class ProblemModel(BaseModel):
    """A problem (RFC 9457); a query's has its line and column."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    hint: str | None = None
    line: int | None = None
    column: int | None = None


class HealthModel(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class ReadyModel(BaseModel):
    """The service has data to answer from; ``workers`` counts them by what they do."""

    status: Literal["ready"] = "ready"
    generation: int
    isolation: str
    workers: dict[str, int]
    writing: str


class VariableModel(BaseModel):
    """A variable that a question is given."""

    name: str
    kind: Literal["IRI", "literal"]
    example: str | None


class QuestionModel(BaseModel):
    """A competency question and its address."""

    name: str
    question: str
    asked_by: str
    given: list[VariableModel]
    address: str


class TraceNodeModel(BaseModel):
    """A paragraph, mandate, meeting or work on a trace."""

    iri: str
    id: str
    kind: str
    label: str
    date: str | None


class TraceStepModel(BaseModel):
    """A step from cause to consequence, with its evidence."""

    model_config = ConfigDict(populate_by_name=True)

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    effect: str
    strength: Literal["strong", "weak"]
    rule: str
    paragraph: str | None
    quote: str | None
    source: str | None
    derived_by: str
    verification: str | None
    iri: str
    quote_start: int | None
    quote_end: int | None


class BetweenModel(BaseModel):
    """How the documents at both ends of a trace with a goal hang together.

    ``cited_directly``: the later one cites the earlier one itself, in these ``paragraphs``.
    ``by_way_of`` has for each path what lies on it in neither of them; ``note`` says so.
    """

    earlier: str
    later: str
    cited_directly: bool
    paragraphs: list[str]
    later_is_read: bool
    by_way_of: list[list[str]]
    note: str | None


class UndecidedModel(BaseModel):
    """A citation that does not say which paragraph it means."""

    document: str
    paragraph: str


class TraceModel(BaseModel):
    """A trace: nodes, steps, and paths as lists of indices into the steps.

    ``rules`` has what each rule of a step says, ``note`` what was not found where there is no path.
    """

    model_config = ConfigDict(populate_by_name=True)

    start: str | list[str] = Field(alias="from")
    direction: Literal["forward", "back"]
    as_of: str | None
    since: str | None
    until: str | None
    kinds: list[str]
    effects: list[str]
    nodes: list[TraceNodeModel]
    steps: list[TraceStepModel]
    paths: list[list[int]]
    paths_cut: bool
    undecided: int | list[UndecidedModel]
    rules: dict[str, str]
    between: BetweenModel | None
    note: str | None = None


class TermModel(BaseModel):
    """A term as the JSON format of SPARQL results has it."""

    model_config = ConfigDict(populate_by_name=True)

    type: Literal["uri", "literal"]
    value: str
    language: str | None = Field(None, alias="xml:lang")
    datatype: str | None = None


class AssertionModel(BaseModel):
    """A triple and how it reads; ``stands``: the default graph has it."""

    subject: str
    predicate: str
    object: TermModel
    says: str
    stands: bool


class RuleModel(BaseModel):
    """A rule and its sentence."""

    iri: str
    id: str
    says: str


class FindingModel(BaseModel):
    """The thing that bears a passage, or a step."""

    iri: str
    kind: str
    label: str


class SourceModel(BaseModel):
    """The bytes that were read; ``text_sha256`` is of the text that offsets count in."""

    iri: str
    sha256: str | None
    text_sha256: str | None
    format: str | None
    file_name: str | None
    language: str | None
    address: str | None


class PassageModel(BaseModel):
    """Where it is written; ``start`` and ``end`` are in characters of the source's text.

    ``is_found``: the words stand in the text of the paragraph; null where both are not known.
    """

    paragraph: str
    id: str
    document: str
    quote: str | None
    start: int | None
    end: int | None
    is_found: bool | None
    source: SourceModel | None


class GraphMarkModel(BaseModel):
    """A named graph and the digest that the ledger has of it."""

    name: str
    sha256: str | None


class ReasonModel(BaseModel):
    """Why something is asserted, and ``because`` of what."""

    says: str
    assertion: AssertionModel | None
    rule: RuleModel | None
    finding: FindingModel | None
    passages: list[PassageModel]
    told_by: list[str]
    derived_by: str | None
    verification: str | None
    graph: GraphMarkModel | None
    because: list[ReasonModel]


class AccountModel(BaseModel):
    """Why the graph says what it says of a thing, or one triple."""

    of: str
    label: str
    kind: str
    generation: int
    assertion: AssertionModel | None
    reasons: list[ReasonModel]
    reasons_cut: bool


class ResultModel(BaseModel):
    """A validation result: what a shape asks, and where that is not so."""

    severity: Literal["Violation", "Warning", "Info"]
    focus_node: str
    path: str | None
    value: str | None
    message: str
    shape: str
    component: str


class ReportModel(BaseModel):
    """A validation report: ``results`` has the first of ``results_total``, violations first."""

    conforms: bool
    triples: int
    results_total: int
    truncated: bool
    notes: list[str]
    results: list[ResultModel]


class SearchHitModel(BaseModel):
    """A thing that a search found, in its document (itself where it is part of none).

    ``matches`` are the places in the snippet that matched, as start and end in characters;
    ``exact``: what was looked for is its symbol.
    """

    iri: str
    address: str
    kind: str
    label: str
    snippet: str
    matches: list[tuple[int, int]]
    score: float
    exact: bool
    document: str
    symbol: str | None
    title: str | None
    paragraph: str | None
    body: str | None
    session: str | None
    year: int | None


class SearchFacetModel(BaseModel):
    """How many hits have a value; ``value`` null counts those of which none is stated."""

    value: str | None
    label: str
    count: int


class SearchModel(BaseModel):
    """A page of hits, best first, and the counts of all hits.

    ``stale``: the index is of ``index_generation``, and the texts of this generation are not all
    in it yet. ``next`` is the address of the next page, null where this is the last one.
    """

    query: str
    generation: int
    index_generation: int
    stale: bool
    total: int
    page: int
    size: int
    next: str | None
    hits: list[SearchHitModel]
    facets: dict[Literal["kind", "body", "session", "year"], list[SearchFacetModel]]
