"""The errors of the project, one tree.

MandateGraphError            anything below
├── SourceError              a file cannot be read as a document (empty, binary, too large …)
├── OutputError              what was asked for cannot be written where it was asked for
├── SymbolError              a text is not a document symbol, or names nothing that is known
├── AuthorityError           a data file that people maintain is malformed (file, line)
├── CuratedError             a curated file that ships or is ingested is malformed (file, block)
├── Refused                  a draft violates shapes; bears the validation results
├── ShapesError              the shapes or the ontology they lean on are not where they should be
├── ReasonerError            the reasoner could not run, or found the ontology inconsistent
├── QueryError               a query is malformed or not allowed (line, column, hint)
├── GraphRefused             an update would change a graph that is not the users' to change
├── SearchError              a search has nothing to look for, is too long or takes too long
├── QuestionError            no such competency question, or its variables were not given
├── RdfError                 RDF of a stranger is malformed, or more than is judged (line, column)
├── SettingsError            settings of the environment or the file are wrong; bears every fault
└── StoreError               the store cannot be opened, or does not hold what its ledger says
    ├── StoreLocked          another process is writing
    ├── StoreFull            there is not room enough on the disk to write safely
    └── StoreDamaged         the ledger and the data disagree, or the engine refuses the directory

Each class takes the values and writes its own sentence: what, where, what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import ValidationResult

__all__ = [
    "AuthorityError",
    "CuratedError",
    "GraphRefused",
    "MandateGraphError",
    "OutputError",
    "QueryError",
    "QuestionError",
    "RdfError",
    "ReasonerError",
    "Refused",
    "SearchError",
    "SettingsError",
    "ShapesError",
    "SourceError",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "SymbolError",
    "printable",
]


class MandateGraphError(Exception):
    """The root of the tree: its message is one sentence for a person."""


def printable(name: str) -> str:
    r"""A file's name with a question mark for what can be neither printed nor kept.

    >>> printable("lamps\udcff.txt")
    'lamps?.txt'
    """
    return "".join(c if c.isprintable() else "?" for c in name)


class SourceError(MandateGraphError):
    """A file cannot be read as a document."""

    def __init__(self, file: str, why: str, remedy: str) -> None:
        file = printable(file)
        self.file, self.why, self.remedy = file, why, remedy
        super().__init__(f"{file}: {why}; {remedy}.")


class OutputError(MandateGraphError):
    """What was asked for cannot be written where it was asked for."""

    def __init__(self, file: str, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file} cannot be written ({why}); name another file with --out.")


class SymbolError(MandateGraphError):
    """A text is not a document symbol, or no such document is known."""

    def __init__(self, text: str, why: str, remedy: str) -> None:
        self.text, self.why, self.remedy = text, why, remedy
        super().__init__(f"{text!r} {why}; {remedy}.")


class AuthorityError(MandateGraphError):
    """A data file that people maintain is malformed."""

    def __init__(self, file: str, line: int, why: str) -> None:
        self.file, self.line, self.why = file, line, why
        super().__init__(f"{file}, line {line}: {why}.")


class CuratedError(MandateGraphError):
    """A curated file is malformed."""

    def __init__(self, file: str, block: str, why: str) -> None:
        self.file, self.block, self.why = file, block, why
        super().__init__(f"{file}, block {block}: {why}.")


class Refused(MandateGraphError):
    """A draft violates shapes, so none of it is taken in."""

    def __init__(self, name: str, results: Sequence[ValidationResult]) -> None:
        self.name, self.results = name, tuple(results)
        lines = "".join(f"\n  {r.sentence}" for r in self.results)
        noun = "violation" if len(self.results) == 1 else "violations"
        super().__init__(
            f"{name} is refused with {len(self.results)} {noun}; the store is unchanged.{lines}"
        )


class ShapesError(MandateGraphError):
    """The shapes, or the ontology they lean on, are not where they should be."""

    def __init__(self, folder: str, why: str, remedy: str) -> None:
        self.folder, self.why, self.remedy = folder, why, remedy
        super().__init__(f"{folder} {why}; {remedy}.")


class ReasonerError(MandateGraphError):
    """The reasoner could not run, or found an inconsistency."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why, self.remedy = why, remedy
        super().__init__(f"{why}; {remedy}.")


class QueryError(MandateGraphError):
    """A query is malformed or not allowed."""

    def __init__(
        self, why: str, hint: str, line: int | None = None, column: int | None = None
    ) -> None:
        self.why, self.hint, self.line, self.column = why, hint, line, column
        where = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"The query is refused{where}: {why}; {hint}.")


class GraphRefused(MandateGraphError):
    """An update would change a graph of the program's own, or one that is none."""

    def __init__(self, graph: str, why: str, remedy: str) -> None:
        self.graph, self.why, self.remedy = graph, why, remedy
        super().__init__(f"The graph <{graph}> {why}; {remedy}.")


class SearchError(MandateGraphError):
    """A search has nothing to look for, is too long, or takes too long."""

    def __init__(self, why: str, remedy: str, *, took_too_long: bool = False) -> None:
        self.why, self.remedy, self.took_too_long = why, remedy, took_too_long
        super().__init__(f"The search {why}; {remedy}.")


class QuestionError(MandateGraphError):
    """No such competency question, or a variable is missing or unknown."""

    def __init__(self, name: str, why: str, remedy: str) -> None:
        self.name, self.why, self.remedy = name, why, remedy
        end = "" if remedy.endswith("?") else "."
        super().__init__(f"Question {name!r} {why}; {remedy}{end}")


class RdfError(MandateGraphError):
    """RDF that somebody sent is malformed, or ``too_large`` to be judged."""

    def __init__(
        self,
        why: str,
        hint: str,
        line: int | None = None,
        column: int | None = None,
        *,
        too_large: bool = False,
    ) -> None:
        self.why, self.hint, self.line, self.column = why, hint, line, column
        self.too_large = too_large
        where = f" at line {line}, column {column}" if line is not None else ""
        super().__init__(f"The RDF is refused{where}: {why}.")


class SettingsError(MandateGraphError):
    """Settings are wrong; ``faults`` has a sentence for each."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n  ".join(self.faults))


class StoreError(MandateGraphError):
    """The store cannot do what was asked."""

    def __init__(self, path: str, why: str, remedy: str) -> None:
        self.path, self.why, self.remedy = path, why, remedy
        super().__init__(f"The store at {path} {why}; {remedy}.")


class StoreLocked(StoreError):
    """Another process is writing to the store."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "is being written by another process",
            "wait until it has ended, or name another with --store",
        )


class StoreFull(StoreError):
    """There is not room enough on the disk to write without harm; reading goes on."""


class StoreDamaged(StoreError):
    """The ledger and the data disagree, or the engine refuses the directory."""
