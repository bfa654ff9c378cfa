"""Documents are read, taken in and judged; what cannot be is said, and nothing is half written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from kg.judging import Room
from kg.pipeline import ingest
from kg.read import SIZE_LIMIT, read_file
from kg.store import Snapshot, Store
from kg.validate import compile_shapes
from kg.vocab import GRAPH, MG
from tests.cli.conftest import REPORT, Command
from tests.graphs import turtle

OWN = f"{GRAPH}document/meeting/expert-group-on-weights-and-measures/2/report"


def empty(path: Path) -> None:
    path.write_bytes(b"")


def blank(path: Path) -> None:
    path.write_bytes(b" \n\t\n")


def binary(path: Path) -> None:
    path.write_bytes(b"words\x00\x01\x02")


def pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3")


def not_utf8(path: Path) -> None:
    path.write_bytes("Résumé of the meeting".encode("latin-1"))


def enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)


def irrelevant(path: Path) -> None:
    path.write_text("Take two eggs.\n\nBeat them well.\n", "utf-8")


def nowhere(path: Path) -> None:
    path.unlink(missing_ok=True)


UNREADABLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (empty, "it is empty; give a file that holds a document"),
    "blank": (blank, "it is empty; give a file that holds a document"),
    "binary": (binary, "it is binary (a NUL at byte 5)"),
    "a PDF": (pdf, "it is a PDF that is cut short (it has no end)"),
    "not UTF-8": (not_utf8, "it is not UTF-8 at byte 1 (0xe9)"),
    "enormous": (enormous, "it has more than 20 MB"),
    "irrelevant": (irrelevant, "no numbered paragraph was found in it; give the text of a report"),
    "not there": (nowhere, "there is no such file"),
}


@pytest.fixture
def unchanged(own_store: Path) -> Callable[[], bool]:
    """Whether the store is as it was when the test began, its ledger too."""
    before = state(own_store)
    return lambda: state(own_store) == before


def state(path: Path) -> tuple[dict[str, str], bytes, list[str]]:
    with Store(path) as store:
        digests = store.digests()
    snapshots = sorted(p.name for p in (path / "snapshots").iterdir())
    return digests, (path / "ledger.jsonl").read_bytes(), snapshots


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_said_by_extract(
    run: Command, tmp_path: Path, case: str
) -> None:
    makes, why = UNREADABLE[case]
    makes(tmp_path / "file.txt")

    for words in (("--json",), ()):
        said = run("extract", tmp_path / "file.txt", *words)
        assert (said.code, said.out) == (2, "")
        assert why in said.complaint
        assert "file.txt" in said.complaint


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_changes_no_store(
    run: Command, own_store: Path, tmp_path: Path, case: str, unchanged: Callable[[], bool]
) -> None:
    makes, why = UNREADABLE[case]
    makes(tmp_path / "file.txt")

    said = run("ingest", tmp_path / "file.txt", "--store", own_store)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint
    assert unchanged()


@pytest.mark.parametrize("name", ["facts.ttl", "facts.trig", "FACTS.TRIG", "facts.NT"])
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_rdf_is_judged_and_not_read_as_a_document(
    run: Command, tmp_path: Path, own_store: Path, name: str, command: str
) -> None:
    (tmp_path / name).write_text("<urn:a> <urn:b> <urn:c> .")
    where = ("--store", own_store) if command == "ingest" else ()

    said = run(command, tmp_path / name, *where)

    assert (said.code, said.out) == (2, "")
    why = "its name says that it is RDF, which is no document; judge it by validate"
    assert f"{name}: {why}" in said.complaint


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_one_symbol_cannot_name_two_documents(
    run: Command, tmp_path: Path, own_store: Path, command: str, unchanged: Callable[[], bool]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(REPORT.read_bytes())
    where = ("--store", own_store) if command == "ingest" else ()

    said = run(command, tmp_path / "a.txt", tmp_path / "b.txt", "--symbol", "A/1", *where)

    assert (said.code, said.out) == (2, "")
    assert "A/1 can name one document, not 2" in " ".join(said.err.split())
    assert unchanged()


def test_one_bad_file_does_not_stop_the_others(run: Command, tmp_path: Path) -> None:
    binary(tmp_path / "bad.txt")

    said = run("extract", tmp_path / "bad.txt", REPORT, "--json")

    assert said.code == 2
    assert "bad.txt" in said.complaint
    assert json.loads(said.out)["file"] == "report.txt"


def test_an_extraction_says_what_stands_where(run: Command) -> None:
    values = json.loads(run("extract", REPORT, "--json").out)
    text = run("extract", REPORT, "--text").out

    assert text == read_file(REPORT).text
    assert values["text_sha256"] == read_file(REPORT).text_sha256
    assert values["document"]["type"] == "MeetingReport"
    for paragraph in values["paragraphs"]:
        shown = re.sub(r"\s+", " ", text[paragraph["start"] : paragraph["end"]]).strip()
        assert shown == paragraph["text"]
    spoke = [f["iso3"] for f in values["findings"] if f["kind"] == "statement" and f["iso3"]]
    assert spoke == ["ARG", "NOR", "TUR"]


def test_an_extraction_for_people_names_each_finding(run: Command) -> None:
    said = run("extract", REPORT)

    assert said.code == 0
    assert said.out.startswith("report.txt: MeetingReport, Report on the meeting")
    assert re.search(r"^\s+2\s+statement: speaker Argentina", said.out, re.MULTILINE)


def test_taking_a_document_in_twice_leaves_the_same_quads(run: Command, own_store: Path) -> None:
    first = run("ingest", REPORT, "--store", own_store)
    once = Snapshot.open(own_store)
    second = run("ingest", REPORT, "--json", "--store", own_store)
    twice = Snapshot.open(own_store)

    assert (first.code, second.code) == (0, 0)
    assert first.out.endswith(f"changed: {OWN}\n")
    values, total = (json.loads(line) for line in second.out.splitlines())
    assert (values["changed"], values["graphs"], values["refusal"]) == (False, [OWN], None)
    assert (total["kind"], total["changed"], total["quads"]) == ("summary", 0, 0)
    assert (twice.digest, twice.generation) == (once.digest, once.generation) != ("", 1)
    assert twice.nquads() == once.nquads()
    assert OWN in once.graph_names()


def test_what_was_taken_in_is_traced_with_its_words(run: Command, own_store: Path) -> None:
    run("ingest", REPORT, "--store", own_store)

    said = run(
        "query",
        "-q",
        f"SELECT ?quote {{ GRAPH <{OWN}> {{ ?s mg:speaker mgid:state\\/NOR ; mg:quote ?quote }} }}",
        "--format",
        "csv",
        "--store",
        own_store,
    )

    assert said.out.split() == ["quote", "Norway"]


def test_a_folder_is_taken_in_file_by_file(run: Command, own_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "report.txt").write_bytes(REPORT.read_bytes())
    empty(folder / "a.txt")

    said = run("ingest", folder, "--json", "--store", own_store)

    *outcomes, total = [json.loads(line) for line in said.out.splitlines()]
    assert said.code == 2
    assert (total["files"], total["documents"], total["refusals"]) == (2, 1, 1)
    assert [Path(o["file"]).name for o in outcomes] == ["a.txt", "report.txt"]
    assert ("it is empty" in outcomes[0]["refusal"], outcomes[1]["refusal"]) == (True, None)
    assert OWN in Snapshot.open(own_store).graph_names()


def test_a_folder_without_files_is_said(run: Command, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    said = run("ingest", tmp_path / "folder", "--store", own_store)

    assert said.code == 2
    assert "the folder holds no files; name files or another folder" in said.complaint


def test_a_document_that_violates_a_shape_is_refused_whole(
    own_store: Path, room: Room, unchanged: Callable[[], bool]
) -> None:
    # No text makes a malformed graph on purpose, so a shape is asked that nothing meets.
    never = turtle(
        "mgsh:Never a sh:NodeShape ; sh:targetClass mg:Statement ; sh:property mgsh:Never-form ."
        'mgsh:Never-form sh:path mg:form ; sh:message "A statement has no form."@en ;'
        "sh:maxCount 0 ; sh:severity sh:Violation ."
    )
    shapes = room.shapes + never
    stricter = replace(room, shapes=shapes, compiled=compile_shapes(shapes))

    with Store(own_store) as store:
        (outcome,) = ingest(store, [REPORT], stricter).outcomes

    assert outcome.is_violation
    assert outcome.refusal is not None
    assert "is refused with 4 violations; the store is unchanged." in outcome.refusal
    assert outcome.refusal.count("A statement has no form. Not so: mgid:meeting/") == 4
    assert unchanged()


def test_a_run_that_was_killed_before_it_published_is_finished_by_the_next(
    own_store: Path, room: Room
) -> None:
    with Store(own_store) as whole:
        ingest(whole, [REPORT], room)
        expected = whole.digest()
        whole.remove([OWN])

    with Store(own_store) as store:
        ingest(store, [REPORT], room)

    assert Snapshot.open(own_store).digest == expected


SOUND = 'mgid:body\\/weights a mg:Body ; rdfs:label "Group on Weights"@en .'


def test_a_file_that_conforms_is_judged_well(run: Command, shipped: Path, tmp_path: Path) -> None:
    turtle(SOUND).serialize(tmp_path / "sound.ttl", format="turtle")

    said = run("validate", tmp_path / "sound.ttl", "--store", shipped)

    assert (said.code, said.err) == (0, "")
    assert said.out == f"{tmp_path / 'sound.ttl'} conforms (0 results).\n"


def test_each_violation_is_said_in_words(run: Command, tmp_path: Path) -> None:
    unnamed: Graph = turtle(f"{SOUND} mgid:state\\/XXX a mg:State .")
    unnamed.serialize(tmp_path / "unnamed.ttl", format="turtle")

    said = run("validate", tmp_path / "unnamed.ttl")
    listed = run("validate", tmp_path / "unnamed.ttl", "--json")

    results = [json.loads(line) for line in listed.out.splitlines()]
    assert (said.code, listed.code) == (1, 1)
    assert f"{tmp_path / 'unnamed.ttl'} violates the shapes" in said.out
    assert "violation: " in said.out
    assert {r["focus_node"] for r in results} == {"mgid:state/XXX"}
    assert all(r["sentence"] in said.out for r in results)
    assert {r["severity"] for r in results} >= {"Violation"}


def test_a_document_is_judged_without_being_taken_in(
    run: Command, own_store: Path, unchanged: Callable[[], bool]
) -> None:
    said = run("validate", REPORT)

    assert said.code == 0
    assert f"{REPORT} conforms" in said.out
    assert unchanged()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.ttl", b"words", "it is not the RDF that its name says"),
        ("a.trig", b"words", "it is not TriG"),
        ("A.TRIG", b"words", "it is not TriG"),
        ("a.trig", b"<urn:b> { <urn:s> <urn:p> <urn:o> }", "it has 0 mg:verification, not one"),
        ("a.txt", b"", "it is empty"),
        ("a.bin", b"\x00", "it is binary"),
    ],
)
def test_a_file_that_cannot_be_judged_is_said(
    run: Command, tmp_path: Path, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)

    said = run("validate", tmp_path / name)

    assert (said.code, said.out) == (2, "")
    assert why in said.complaint
    assert name in said.complaint


def test_of_several_files_the_worst_decides(run: Command, tmp_path: Path) -> None:
    turtle(SOUND).serialize(tmp_path / "sound.ttl", format="turtle")
    turtle("mgid:state\\/XXX a mg:State .").serialize(tmp_path / "bad.ttl", format="turtle")
    empty(tmp_path / "empty.txt")

    paths = [tmp_path / name for name in ("empty.txt", "bad.ttl", "sound.ttl")]

    assert run("validate", *paths).code == 1
    assert run("validate", paths[0], paths[2]).code == 2
    assert run("validate", paths[2]).code == 0


def test_the_corpus_report_attaches_to_the_chain(
    run: Command, own_store: Path, corpus: Path
) -> None:
    report = corpus / "reports" / "cybercrime-expert-group-2013.md"
    before = set(Snapshot.open(own_store).graph_names())

    said = run("ingest", report, "--store", own_store)
    view = Snapshot.open(own_store)

    assert said.code == 0
    assert set(view.graph_names()) == before
    meetings = view.query(
        f"SELECT ?m {{ ?m a <{MG.Meeting}> ; <{MG.startDate}> ?d FILTER(STR(?d) = '2013-02-25') }}"
    ).solutions()
    assert len(meetings) == 1
    assert view.query(f"ASK {{ ?p <{MG.text}> ?t }}").boolean()
