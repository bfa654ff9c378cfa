"""Trace, query and questions answer in every form, and refuse in one sentence."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.vocab import ID
from tests.cli.conftest import Command

HELD = "?m a mg:Meeting ; mg:ordinal ?n ; mg:heldBy mgid:body\\/eg-cybercrime"
ONE = f"SELECT ?m ?n {{ {HELD} }} ORDER BY ?n"
GRAPH = f"CONSTRUCT {{ ?m a mg:Meeting }} {{ {HELD} }}"
BINARY = b"\x00\xff\xfe"


def test_a_trace_is_a_tree(run: Command, shipped: Path) -> None:
    said = run("trace", "A/RES/65/230", "--paragraph", "op9", "--store", shipped)

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("A/RES/65/230 op9  (2010-12-21)\n")
    assert "A/RES/79/243" in said.out


def test_a_trace_as_json_has_the_paths(run: Command, shipped: Path) -> None:
    words = ("a/res/65/230", "--paragraph", "OP9", "--to", "A/RES/79/243", "--json")

    values = json.loads(run("trace", *words, "--store", shipped).out)

    assert values["from"] == f"{ID}document/A/RES/65/230/op/9"
    assert values["paths"]
    assert isinstance(values["undecided"], int)


def test_a_trace_of_a_whole_document_lists_the_undecided(run: Command, shipped: Path) -> None:
    whole = run("trace", "A/RES/65/230", "--json", "--store", shipped)
    asked = run("trace", "A/RES/65/230", "--undecided", "--json", "--store", shipped)

    values = json.loads(whole.out)
    assert len(values["from"]) == 2
    assert isinstance(values["undecided"], list)
    assert asked.out == whole.out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("dot", "digraph trace {"), ("mermaid", "flowchart LR"), ("tree", "A/RES/65/230 op9")],
)
def test_a_trace_has_other_forms(run: Command, shipped: Path, form: str, begins: str) -> None:
    said = run("trace", "A/RES/65/230", "--paragraph", "op9", "--format", form, "--store", shipped)

    assert said.out.startswith(begins)


def test_a_trace_as_turtle_is_parsed(run: Command, shipped: Path) -> None:
    said = run(
        "trace", "A/RES/79/243", "--direction", "back", "--format", "ttl", "--store", shipped
    )

    assert len(Graph().parse(data=said.out, format="turtle")) > 100


def test_a_strong_trace_as_of_a_day_is_shorter(run: Command, shipped: Path) -> None:
    words = ("trace", "A/RES/65/230", "--paragraph", "op9", "--json", "--store", shipped)

    whole = json.loads(run(*words).out)
    early = json.loads(run(*words, "--strength", "strong", "--as-of", "2012-12-31").out)

    assert 1 < len(early["nodes"]) < len(whole["nodes"])
    assert early["as_of"] == "2012-12-31"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("A/RES/1/9999",), "'A/RES/1/9999' is not known to this graph; ingest the document"),
        (("A/RES/65/230", "--paragraph", "op999"), "is no paragraph that this graph knows"),
        (("A/RES/65/230", "--to", "A/RES/1/9999"), "is not known to this graph"),
        (("A/RES/65/230 <>",), "is not known to this graph"),
    ],
)
def test_an_unknown_symbol_is_said(
    run: Command, shipped: Path, words: tuple[str, ...], why: str
) -> None:
    said = run("trace", *words, "--store", shipped)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint


def test_a_day_that_is_none_is_said(run: Command, shipped: Path) -> None:
    said = run("trace", "A/RES/65/230", "--as-of", "2012-13-01", "--store", shipped)

    assert said.code == 2
    assert "is not a date like 2019-12-28" in said.err


def test_a_query_is_answered_as_a_table(run: Command, shipped: Path) -> None:
    said = run("query", "-q", ONE, "--store", shipped)

    lines = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert lines[0].split() == ["m", "n"]
    assert lines[1].split() == ["mgid:meeting/eg-cybercrime/1", "1"]
    assert (len(lines), lines[-1]) == (9, "7 solutions")
    assert "\x1b" not in said.out


def test_a_query_is_asked_in_the_words_of_a_view(run: Command, shipped: Path) -> None:
    words = "PREFIX eli: <http://data.europa.eu/eli/ontology#> ASK { ?x eli:cites ?y }"

    plain = run("query", "-q", words, "--store", shipped, "--format", "csv")
    said = run("query", "-q", words, "--view", "eli", "--store", shipped, "--format", "csv")
    wrong = run("query", "-q", words, "--view", "elli", "--store", shipped)

    assert (plain.out.strip(), said.out.strip()) == ("false", "true")
    assert wrong.code != 0
    assert "there is no view 'elli'" in wrong.err


def test_a_query_is_answered_as_csv_tsv_json_and_xml(run: Command, shipped: Path) -> None:
    def ask(form: str) -> str:
        return run("query", "-q", ONE, "--format", form, "--store", shipped).out

    first = {"m": f"{ID}meeting/eg-cybercrime/1", "n": "1"}
    rows = list(csv.DictReader(io.StringIO(ask("csv"))))
    assert (len(rows), rows[0]) == (7, first)
    assert ask("tsv").splitlines()[1] == f"<{ID}meeting/eg-cybercrime/1>\t1"
    bindings = json.loads(ask("json"))["results"]["bindings"]
    assert {k: v["value"] for k, v in bindings[0].items()} == first
    root = ElementTree.fromstring(ask("xml"))  # noqa: S314 – our own output
    assert len(list(root.iter("{http://www.w3.org/2005/sparql-results#}result"))) == 7


@pytest.mark.parametrize(
    ("form", "read_as"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("table", ox.RdfFormat.TURTLE),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_graph_is_answered_in_each_form(
    run: Command, shipped: Path, form: str, read_as: ox.RdfFormat
) -> None:
    said = run("query", "-q", GRAPH, "--format", form, "--store", shipped)

    assert len(list(ox.parse(said.out, format=read_as))) == 7


@pytest.mark.parametrize(
    ("form", "yes"), [("table", "yes\n"), ("csv", "true\n"), ("tsv", "true\n")]
)
def test_a_question_of_yes_or_no_is_answered(
    run: Command, shipped: Path, form: str, yes: str
) -> None:
    said = run("query", "-q", "ASK { ?m a mg:Meeting }", "--format", form, "--store", shipped)

    assert said.out == yes


def test_a_query_comes_from_a_file_or_from_input(
    run: Command, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.rq").write_text(ONE, "utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(ONE))

    from_file = run("query", tmp_path / "one.rq", "--json", "--store", shipped)
    from_input = run("query", "-", "--json", "--store", shipped)

    assert from_file.out == from_input.out != ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("SELECT * { ?s ?p }", "at line 1, column"),
        ("SELECT *\n{ ?s nowhere:p ?o }", "at line 2, column"),
        ("", "it ends before it is complete"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD is not allowed"),
        ("DELETE WHERE { ?s ?p ?o }", "it is not SPARQL from"),
    ],
)
def test_a_malformed_query_is_refused(run: Command, shipped: Path, text: str, why: str) -> None:
    said = run("query", "-q", text, "--store", shipped)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint


def test_a_query_file_that_is_none_is_refused(run: Command, shipped: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.rq").write_bytes(BINARY)

    for path in (tmp_path / "binary.rq", tmp_path / "nowhere.rq", tmp_path):
        said = run("query", path, "--store", shipped)
        assert said.code == 2
        assert f"{path} cannot be read; name a text file with a query" in said.complaint


def test_a_query_is_given_once(run: Command, tmp_path: Path) -> None:
    assert run("query").code == 2
    assert run("query", tmp_path / "one.rq", "-q", ONE).code == 2


@pytest.mark.parametrize(("text", "form"), [(GRAPH, "csv"), (ONE, "ttl"), (ONE, "jsonld")])
def test_a_form_that_does_not_fit_is_refused(
    run: Command, shipped: Path, text: str, form: str
) -> None:
    said = run("query", "-q", text, "--format", form, "--store", shipped)

    assert said.code == 2
    assert f"not written as {form}" in said.complaint


def test_questions_are_listed_and_asked(run: Command, shipped: Path) -> None:
    listed = [json.loads(line) for line in run("questions", "--json").out.splitlines()]
    name = listed[0]["name"]
    asked = run("questions", name, "--json", "--store", shipped)

    assert len(listed) >= 15
    assert {frozenset(q) for q in listed} == {frozenset(("name", "question", "for", "given"))}
    assert name in run("questions").out
    assert (asked.code, "results" in json.loads(asked.out)) == (0, True)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("speakers-of-meting",), "did you mean 'speakers-of-meeting'?"),
        (("speakers-of-meeting", "-g", "meeting"), "write --given variable=value"),
        (("speakers-of-meeting", "-g", "no=urn:x"), "is not given no; it is given:"),
        (("speakers-of-meeting", "-g", "meeting=no iri"), "wants an IRI for meeting"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    run: Command, shipped: Path, words: tuple[str, ...], why: str
) -> None:
    said = run("questions", *words, "--store", shipped)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint


@pytest.mark.parametrize("words", ["[sic]", ":smile:", "[/x]", "[bold red]x"])
def test_a_table_shows_words_as_they_are(run: Command, shipped: Path, words: str) -> None:
    said = run("query", "-q", f'SELECT ?x {{ BIND("{words}" AS ?x) }}', "--store", shipped)

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1].strip() == words


def test_no_path_to_a_document_is_said(run: Command, shipped: Path) -> None:
    words = ("A/RES/65/230", "--paragraph", "op9", "--to", "A/RES/79/243", "--strength", "strong")

    said = run("trace", *words, "--store", shipped)

    assert "no strong path to A/RES/79/243 that this graph knows; weaker ones may exist" in said.out


def test_a_trace_is_narrowed_by_kind_effect_and_window(run: Command, shipped: Path) -> None:
    words = ("trace", "A/RES/65/230", "--paragraph", "op9", "--json", "--store", shipped)

    found = json.loads(
        run(*words, "--kind", "Meeting", "--since", "2019", "--until", "2020-12-31").out
    )
    taken = json.loads(run(*words, "--effect", "gives", "--effect", "renews").out)

    last = {found["steps"][path[-1]]["to"] for path in found["paths"]}
    assert last == {f"{ID}meeting/eg-cybercrime/5", f"{ID}meeting/eg-cybercrime/6"}
    assert {s["effect"] for s in taken["steps"]} == {"gives", "renews"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--kind", "Meting"), "is no kind that this graph knows; try Meeting"),
        (("--effect", "renew"), "is no effect that this graph knows; try renews"),
        (("--since", "soon"), "is not a date like 2019-12-28"),
        (("--since", "2020", "--until", "2019"), "the window ends on 2019, before it begins"),
    ],
)
def test_what_a_trace_cannot_be_narrowed_to_is_said(
    run: Command, shipped: Path, words: tuple[str, ...], said: str
) -> None:
    refused = run("trace", "A/RES/65/230", "--store", shipped, *words)

    assert (refused.code, refused.out) == (2, "")
    assert said in " ".join(refused.err.replace("│", " ").split())


def test_a_trace_between_documents_says_by_way_of_what(run: Command, shipped: Path) -> None:
    words = ("trace", "A/RES/65/230", "--paragraph", "op9", "--to", "A/RES/79/243")
    tree = run(*words, "--store", shipped).out.splitlines()

    assert tree[0].startswith("A/RES/79/243 does not cite A/RES/65/230 directly")
    assert "by way of A/RES/74/247" in tree[0]
