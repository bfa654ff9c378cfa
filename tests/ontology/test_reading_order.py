"""A module is read top to bottom: its terms in one order, each block in one order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
MODULES = sorted(path for path in ONTOLOGY.glob("*.ttl") if path.stem not in ("mandate", "axioms"))
FILES = sorted([*ONTOLOGY.glob("*.ttl"), *ONTOLOGY.glob("*/*.ttl")])
SECTIONS = [
    "Classes",
    "Object properties",
    "Datatype properties",
    "Annotation properties",
    "Individuals",
]
PREDICATES = [
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "owl:inverseOf",
    "rdfs:label",
    "skos:definition",
    "skos:scopeNote",
    "skos:example",
    "schema:domainIncludes",
    "schema:rangeIncludes",
    "mg:activeVoice",
    "dcterms:source",
    "rdfs:isDefinedBy",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_declares_the_prefixes_that_it_uses_ours_first(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    declared = re.findall(r"^@prefix (\w+):", text, re.MULTILINE)
    body = re.sub(r'"[^"\n]*"|<[^>\n]*>|#.*|^@prefix.*', "", text, flags=re.MULTILINE)
    used = set(re.findall(r"(?<![\w:])([a-z]\w*):(?=\w)", body + typed(text)))

    assert len(Graph().parse(path)) > 0
    assert declared == sorted(declared, key=lambda prefix: (prefix != "mg", prefix))
    assert set(declared) == used


def typed(text: str) -> str:
    return " ".join(re.findall(r"\^\^(xsd:\w+)", text))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_sections_come_in_one_order_and_the_terms_of_each_by_name(path: Path) -> None:
    parts = re.split(r"^# ── (.+) ──$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    titles, bodies = parts[1::2], parts[2::2]

    assert titles
    assert titles == sorted(titles, key=SECTIONS.index)
    for body in bodies:
        terms = re.findall(r"^(\w+:\w+) a ", body, re.MULTILINE)
        assert terms == sorted(terms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_predicates_of_each_block_come_in_one_order(path: Path) -> None:
    blocks = re.split(r"\n\n", path.read_text(encoding="utf-8"))

    for block in blocks:
        if block.startswith("mg:"):
            found = re.findall(r"^    (\w+:\w+) ", block, re.MULTILINE)
            assert found == sorted(found, key=PREDICATES.index)
