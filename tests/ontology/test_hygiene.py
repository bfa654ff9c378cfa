"""Each hygiene check finds nothing in the ontology, and finds its own fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kg.errors import ShapesError
from kg.validate.hygiene import CHECKS, ONTOLOGY_FOLDER, HygieneFault, hygiene, main

MUTANTS = Path(__file__).with_name("hygiene")
NAMES = sorted(path.stem for path in CHECKS.glob("*.rq"))


@pytest.fixture(scope="session")
def faults(told: Graph) -> tuple[HygieneFault, ...]:
    return hygiene(told)


def test_each_check_has_one_mutant_and_each_mutant_a_check() -> None:
    mutants = sorted(path.stem for path in MUTANTS.glob("*.ttl"))

    assert NAMES
    assert mutants == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_check_says_its_problem_and_its_solution(name: str) -> None:
    head = (CHECKS / f"{name}.rq").read_text(encoding="utf-8").splitlines()[:2]

    assert re.fullmatch(r"# Problem: [A-Z].+\.", head[0])
    assert re.fullmatch(r"# Solution: [A-Z].+\.", head[1])


@pytest.mark.parametrize("name", NAMES)
def test_the_ontology_and_its_examples_are_free_of_the_fault(
    name: str, faults: tuple[HygieneFault, ...]
) -> None:
    found = [fault.sentence for fault in faults if fault.check == name]

    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_each_check_catches_its_mutant(name: str, told: Graph) -> None:
    mutant = told + Graph().parse(MUTANTS / f"{name}.ttl")

    found = {fault.check for fault in hygiene(mutant)}

    assert name in found


def test_a_folder_without_checks_is_no_clean_ontology(told: Graph, tmp_path: Path) -> None:
    with pytest.raises(ShapesError, match="holds no hygiene check"):
        hygiene(told, tmp_path)


def test_the_command_says_each_fault_in_a_sentence_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hygiene").symlink_to(CHECKS)
    (tmp_path / "one.ttl").write_text(
        "<https://w3id.org/mandategraph/ontology#Lonely> a <http://www.w3.org/2002/07/owl#Class> .",
        encoding="utf-8",
    )

    status = main(tmp_path)

    assert status == 1
    assert (
        "https://w3id.org/mandategraph/ontology#Lonely has no rdfs:label [label-missing].\n"
        in capsys.readouterr().err
    )


def test_the_command_exits_with_0_on_the_ontology() -> None:
    assert main(ONTOLOGY_FOLDER) == 0
