"""Of several sources of one document one is current, the same in every order; others are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.iri import document_graph, source_graph, source_iri
from kg.judging import Room
from kg.pipeline import Outcome, ingest
from kg.store import Store
from kg.vocab import MG
from tests.pipeline.conftest import ACTS, PLAIN, html_of
from tests.read.wordfile import docx, paragraph

NewStore = Callable[[], Path]
TEXT = (ACTS / "ga-plain.txt").read_text("utf-8")
OWN = str(document_graph(PLAIN))


def as_issued(path: Path) -> Path:
    words = [p.replace("\n", " ").replace("\t", " ") for p in TEXT.split("\n\n")]
    path.write_bytes(docx("".join(map(paragraph, filter(str.strip, words)))))
    return path


def page(path: Path) -> Path:
    path.write_text(html_of(TEXT), "utf-8")
    return path


def plain(path: Path) -> Path:
    path.write_text(TEXT, "utf-8")
    return path


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def current(store: Store) -> str:
    """The digest of the source that the document's own graph rests on."""
    (quad,) = store.view().matching(ox.NamedNode(PLAIN), str(MG.readFrom), graph=OWN)
    return str(quad.object).rpartition("/")[2].rstrip(">")


def recorded(store: Store) -> set[str]:
    """The graphs that record other sources of the document."""
    return {name for name in store.digests() if name.startswith(f"{OWN}/source/")}


def take(store: Store, room: Room, *paths: Path, replace: bool = False) -> tuple[Outcome, ...]:
    return tuple(ingest(store, paths, room, replace=replace).outcomes)


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("turned", [True, False])
def test_what_is_as_issued_is_current_in_either_order(
    tmp_path: Path, room: Room, new_store: NewStore, together: bool, turned: bool
) -> None:
    best, worse = as_issued(tmp_path / "n9012.docx"), plain(tmp_path / "A_RES_90_12.txt")
    paths = (best, worse) if turned else (worse, best)

    with Store(new_store()) as store:
        for run in (paths,) if together else ((paths[0],), (paths[1],)):
            take(store, room, *run)

        assert current(store) == sha256(best)
        assert recorded(store) == {str(source_graph(PLAIN, sha256(worse)))}


def test_a_page_stands_between_what_is_as_issued_and_text(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    three = plain(tmp_path / "a.txt"), page(tmp_path / "b.html"), as_issued(tmp_path / "c.docx")

    with Store(new_store()) as store:
        seen = []
        for path in three:
            take(store, room, path)
            seen.append(current(store))

        assert seen == [sha256(path) for path in three]
        assert recorded(store) == {str(source_graph(PLAIN, sha256(p))) for p in three[:2]}


def test_what_is_recorded_of_a_source_is_what_it_is(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    best, worse = page(tmp_path / "a.html"), plain(tmp_path / "b.txt")

    with Store(new_store()) as store:
        outcomes = {o.file: o for o in take(store, room, best, worse)}
        name = str(source_graph(PLAIN, sha256(worse)))
        lines = store.view().lines(name)

    source = f"<{source_iri(sha256(worse))}>"
    assert f"<{PLAIN}> <{MG.readFrom}> {source} ." in lines
    assert f'{source} <{MG.fileName}> "b.txt" .' in lines
    assert f'{source} <{MG.sha256}> "{sha256(worse)}" .' in lines
    assert {line.split(" ")[0] for line in lines} == {f"<{PLAIN}>", source}
    assert outcomes[str(best)].graphs == (OWN,)
    assert outcomes[str(worse)].graphs == (name,)
    (told,) = outcomes[str(worse)].warnings
    assert told.startswith("b.txt: a.html is the current source of this document")
    assert "--replace" in told


def test_replace_makes_the_file_given_current(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    best, worse = page(tmp_path / "a.html"), plain(tmp_path / "b.txt")

    with Store(new_store()) as store:
        take(store, room, best, worse)
        take(store, room, worse, replace=True)
        turned = current(store), recorded(store)
        take(store, room, best)
        back = current(store), recorded(store)

    assert turned == (sha256(worse), {str(source_graph(PLAIN, sha256(best)))})
    assert back == (sha256(best), {str(source_graph(PLAIN, sha256(worse)))})


def test_a_file_that_changed_takes_its_own_place(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    path = plain(tmp_path / "a.txt")

    with Store(new_store()) as store:
        take(store, room, path)
        before = sha256(path)
        path.write_text(TEXT.replace("Requests the Secretary", "Invites the Secretary"), "utf-8")
        (outcome,) = take(store, room, path)
        once = store.digest()

        assert (outcome.changed, outcome.warnings) == (True, ())
        assert before != current(store) == sha256(path)
        assert recorded(store) == set()
    with Store(new_store()) as store:
        take(store, room, path)
        assert store.digest() == once


def test_a_document_that_stands_twice_in_a_file_is_taken_once(
    tmp_path: Path, room: Room, new_store: NewStore
) -> None:
    path = tmp_path / "twice.txt"
    path.write_text(f"{TEXT}\n\n{TEXT.replace('oil', 'tallow')}", "utf-8")

    with Store(new_store()) as store:
        (outcome,) = take(store, room, path)

        assert outcome.refusal is None
        assert f"{path}: it holds {OWN} twice; the first was taken" in outcome.warnings
        words = "\n".join(store.view().lines(OWN))
        assert "Storing oil" in words
        assert "tallow" not in words
