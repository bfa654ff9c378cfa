"""An RDF file is read as it is, or refused in one sentence; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, Literal, URIRef

from kg.errors import SourceError
from kg.importers import is_rdf, read_rdf

TRIPLE = (URIRef("urn:x:a"), RDFS.label, Literal("a", lang="en"))
FORMS = {
    "a.ttl": '<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "a"@en .',
    "a.nt": '<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "a"@en .',
    "a.nq": '<urn:x:a> <http://www.w3.org/2000/01/rdf-schema#label> "a"@en <urn:x:g> .',
    "a.jsonld": '{"@id": "urn:x:a", "http://www.w3.org/2000/01/rdf-schema#label":'
    ' {"@value": "a", "@language": "en"}}',
    "A.RDF": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="urn:x:a">'
    '<rdfs:label xml:lang="en">a</rdfs:label></rdf:Description></rdf:RDF>',
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_read_by_the_name_of_its_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(FORMS[name], "utf-8")

    assert is_rdf(path)
    assert set(read_rdf(path)) == {TRIPLE}


def test_other_files_are_no_rdf() -> None:
    assert not any(is_rdf(Path(name)) for name in ("a.md", "a.txt", "a.trig", "ttl"))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ttl", b"words"),
        ("a.ttl", b"\xff\xfe\x00"),
        ("a.rdf", b"<rdf:RDF>"),
        ("a.jsonld", b'{"@context": "http://127.0.0.1:9/context", "@id": "urn:x:a", "b": "c"}'),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(SourceError, match=r"a\.\w+: it is not the RDF that its name says"):
        read_rdf(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"it cannot be read \(.*No such file or directory"):
        read_rdf(tmp_path / "nowhere.ttl")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<urn:x:a> <urn:x:p> <<( <urn:x:b> <urn:x:p> <urn:x:c> )>> .", "triple term"),
        ("<urn:x:a> <urn:x:p> <urn:x:b> {| <urn:x:q> <urn:x:c> |} .", "triple term"),
        ('<urn:x:a> <urn:x:p> "a"@en--ltr .', "base direction"),
    ],
)
def test_terms_of_rdf_1_2_are_refused(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "a.ttl").write_text(text, "utf-8")

    with pytest.raises(
        SourceError, match=rf"it holds a {why} of RDF 1\.2 .*; write it in RDF 1\.1"
    ):
        read_rdf(tmp_path / "a.ttl")


@pytest.mark.parametrize("literal", ['"2035-13-45"^^xsd:date', '"maybe"^^xsd:boolean'])
def test_an_ill_typed_literal_is_left_to_the_judge_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, literal: str
) -> None:
    xsd = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
    (tmp_path / "a.ttl").write_text(f"{xsd} <urn:x:a> <urn:x:p> {literal} .", "utf-8")

    (obj,) = read_rdf(tmp_path / "a.ttl").objects()

    assert isinstance(obj, Literal)
    assert obj.ill_typed
    assert caplog.records == []
