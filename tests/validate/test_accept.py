"""A draft is accepted whole or refused whole, and a refusal says everything that is wrong."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef

import kg.validate
from kg.errors import Refused, ShapesError
from kg.judging import Room
from kg.judging import judge as judge_drafts
from kg.model import Accepted, Draft
from kg.ntriples import draft_of
from kg.store import Store
from kg.validate import accept, judge, load_shapes, report
from kg.vocab import GRAPH, ID, MG

ROOT = Path(__file__).parents[2]
DRAFTS = Path(__file__).parent / "drafts"
NAME = URIRef(GRAPH + "document/meeting/ahc/1/report")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return load_shapes(ROOT / "shapes", ROOT / "ontology")


@pytest.fixture
def context() -> Graph:
    return Graph().parse(DRAFTS / "context.ttl")


def draft(name: str, *warnings: str) -> Draft:
    return draft_of(NAME, Graph().parse(DRAFTS / f"{name}.ttl"), warnings)


def test_a_sound_draft_is_accepted_as_it_is(shapes: Graph, context: Graph) -> None:
    sound = draft("sound", "The cover states no symbol.")

    accepted = accept(sound, shapes, context)

    assert accepted.triples == sound.triples
    assert accepted.name == NAME
    assert accepted.warnings == ("The cover states no symbol.",)


def test_a_faulty_draft_is_refused_with_each_violation_in_words(
    shapes: Graph, context: Graph
) -> None:
    with pytest.raises(Refused) as refusal:
        accept(draft("faulty"), shapes, context)

    statement = "mgid:meeting/ahc/1/report/para/12/statement/NOR"
    assert [r.sentence for r in refusal.value.results] == [
        "A quote starts at exactly one offset, before its end. Not so: "
        f'{statement}, mg:quoteStart = "39"^^xsd:integer '
        "(mgsh:Offsets-quoteStart, LessThanConstraintComponent).",
        "A statement has exactly one speaker: a State, a body, an organization, a group or a "
        f"person. Not so: {statement}, mg:speaker "
        "(mgsh:Statement-speaker, MinCountConstraintComponent).",
    ]
    assert "is refused with 2 violations; the store is unchanged." in str(refusal.value)


def test_an_oddity_of_the_record_is_kept_as_a_warning(shapes: Graph, context: Graph) -> None:
    accepted = accept(draft("odd", "Read without a symbol."), shapes, context)

    assert accepted.warnings == (
        "Read without a symbol.",
        "Each item of an agenda has its own number. Not so: mgid:meeting/ahc/1/agenda = "
        '"3" (mgsh:AgendaNumbers, SPARQLConstraintComponent).',
    )


def test_what_the_evidence_supports_is_judged_with_the_draft(shapes: Graph, context: Graph) -> None:
    context.add((ID["meeting/ahc/1"], MG.endDate, Literal("2035-02-01", datatype=XSD.date)))

    with pytest.raises(Refused, match="does not end before it starts"):
        accept(draft("sound"), shapes, context)


def test_what_a_draft_mentions_has_to_be_known(shapes: Graph) -> None:
    with pytest.raises(Refused) as refusal:
        accept(draft("sound"), shapes)

    assert {r.shape for r in refusal.value.results} == {
        "mgsh:Paragraph-paragraphOf",
        "mgsh:Statement-madeAt",
        "mgsh:Statement-speaker",
    }


def test_a_blank_node_is_refused(shapes: Graph, context: Graph) -> None:
    graph = draft("sound").graph
    graph.add((BNode("someone"), RDFS.label, Literal("someone", lang="en")))
    nameless = draft_of(NAME, graph)

    with pytest.raises(Refused) as refusal:
        accept(nameless, shapes, context)

    assert [r.sentence for r in refusal.value.results] == [
        "Everything is named by an IRI. Not so: _:someone (mgsh:Terms, NodeKind)."
    ]


@pytest.mark.parametrize("iri", ["https://example.org/a%zz", "report/12", "https://example.org/["])
def test_an_iri_that_is_none_is_refused(iri: str, shapes: Graph, context: Graph) -> None:
    graph = draft("sound").graph
    graph.add((URIRef(iri), RDFS.label, Literal("a thing", lang="en")))
    misnamed = draft_of(NAME, graph)

    with pytest.raises(Refused) as refusal:
        accept(misnamed, shapes, context)

    assert [r.focus_node for r in refusal.value.results] == [f"<{iri}>"]


@pytest.mark.parametrize(
    ("words", "datatype"),
    [
        ("2035-13-45", XSD.date),
        ("2035-13", XSD.gYearMonth),
        ("35", XSD.gYear),
        ("three", XSD.integer),
        ("-1", XSD.nonNegativeInteger),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_an_ill_typed_literal_is_a_violation_in_words(
    words: str, datatype: URIRef, shapes: Graph
) -> None:
    graph = Graph().add((URIRef("urn:x:a"), URIRef("urn:x:p"), Literal(words, datatype=datatype)))

    judged = judge(graph, shapes)

    kind = f"xsd:{datatype.removeprefix(str(XSD))}"
    assert [r.sentence for r in judged.violations] == [
        f"A literal is one that its datatype allows, here {kind}. Not so: <urn:x:a>, <urn:x:p> = "
        f'"{words}"^^{kind} (mgsh:Terms, Datatype).'
    ]


def test_a_word_that_is_no_boolean_is_not_shown_as_another(shapes: Graph) -> None:
    with pytest.warns(UserWarning, match="weird boolean"):
        literal = Literal("maybe", datatype=XSD.boolean)

    (result,) = judge(Graph().add((URIRef("urn:x:a"), URIRef("urn:x:p"), literal)), shapes).results

    assert (result.path, result.value) == ("<urn:x:p>", None)
    assert "here xsd:boolean" in result.message


@pytest.mark.parametrize(
    ("words", "datatype"),
    [("2035", XSD.gYear), ("2035Z", XSD.gYear), ("2035-12", XSD.gYearMonth), ("x", None)],
)
def test_a_literal_that_its_datatype_allows_is_none(
    words: str, datatype: URIRef | None, shapes: Graph
) -> None:
    graph = Graph().add((URIRef("urn:x:a"), URIRef("urn:x:p"), Literal(words, datatype=datatype)))

    assert judge(graph, shapes).conforms


def test_a_draft_with_a_broken_term_is_told_so_and_the_others_are_judged(room: Room) -> None:
    graph = Graph()
    for subject in (URIRef("https://example.org/a b"), BNode("someone")):
        graph.add((ID["evidence/1"], MG.supportsSubject, subject))
    one = draft_of(GRAPH["curated/one"], graph)
    statement = Graph().add((ID["statement/1"], RDF.type, MG.Statement))
    two = draft_of(GRAPH["curated/two"], statement)

    first, second = judge_drafts([one, two], room, Store().view())

    assert [r.focus_node for r in first.report.results] == [
        "<https://example.org/a b>",
        "_:someone",
    ]
    assert "mgsh:Statement-speaker" in {r.shape for r in second.report.violations}
    assert second.draft is two


def test_accepted_is_made_by_accept_only() -> None:
    with pytest.raises(TypeError, match="judges a Draft first"):
        Accepted(NAME, b"", (), object())


def test_judging_changes_none_of_the_graphs(shapes: Graph, context: Graph) -> None:
    odd = draft("odd")
    before = [set(graph) for graph in (odd.graph, shapes, context)]

    accept(odd, shapes, context)

    assert [set(graph) for graph in (odd.graph, shapes, context)] == before


def test_a_report_gives_every_result_in_one_order(shapes: Graph, context: Graph) -> None:
    data = draft("faulty").graph

    first, second = (report(data, shapes, context=context) for _ in range(2))

    assert first == second
    assert [r.severity for r in first] == ["Violation"] * len(first)
    assert {r.shape for r in first} == {
        "mgsh:Offsets-quoteStart",
        "mgsh:State-iso3",
        "mgsh:Statement-speaker",
        "mgsh:Thing-label",
    }


def test_a_path_is_given_as_sparql_writes_it(shapes: Graph) -> None:
    looped = Graph().parse(ROOT / "tests" / "shapes" / "AgendaTree-subItemOf.ttl")

    (result,) = judge(looped, shapes).violations

    assert result.path == "^mg:subItemOf+"


def test_a_graph_with_a_warning_does_not_conform_but_has_no_violation(
    shapes: Graph, context: Graph
) -> None:
    judged = judge(draft("odd").graph, shapes)

    assert not judged.conforms
    assert [r.shape for r in judged.warnings] == ["mgsh:AgendaNumbers"]


def test_a_folder_without_shapes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="holds no Turtle file"):
        load_shapes(tmp_path, ROOT / "ontology")


def test_the_public_names_are_listed_in_order() -> None:
    public = [
        name
        for name, thing in vars(kg.validate).items()
        if not name.startswith("_") and not isinstance(thing, ModuleType)
    ]

    assert kg.validate.__all__ == sorted(public)
