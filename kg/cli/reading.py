"""The commands that read documents: extract, ingest, validate."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn

from kg.authority import load_authority
from kg.cli.places import StoreOption, open_for_reading, open_for_writing, say, write_text
from kg.cli.runs import report_text, summary, summary_text
from kg.errors import MandateGraphError, SourceError
from kg.extract import extraction_json
from kg.judging import load_room
from kg.pipeline import Outcome, findings_in, ingest, sources, verdict
from kg.read import read_file
from kg.search import refresh

__all__ = ["extract_command", "ingest_command", "validate_command"]

_SEARCHED = 50
"""So many changed graphs are put in the search index at once; of more, whoever searches next."""

Symbol = Annotated[
    str | None,
    typer.Option("--symbol", help="The document's symbol, where the text does not state it."),
]


def extract_command(
    files: Annotated[list[Path], typer.Argument(help="PDF, DOCX, HTML, Markdown, text.")],
    symbol: Symbol = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    text: Annotated[
        bool, typer.Option("--text", help="Print the text that offsets count in, and no more.")
    ] = False,
) -> None:
    """Say what stands in documents, paragraph by paragraph, without a graph.

    Example: `mandategraph extract report.md --json`
    """
    _refuse_one_symbol_for_several(files, symbol)
    authority = load_authority()
    failed = False
    for path in files:
        try:
            if text:
                sys.stdout.write(read_file(path).text)
                continue
            for found in findings_in(path, authority, symbol):
                if as_json:
                    sys.stdout.write(extraction_json(found) + "\n")
                else:
                    _print_findings(extraction_json(found))
        except SourceError as error:
            failed = True
            say(f"mandategraph: {error}")
    if failed:
        raise typer.Exit(2)


def _print_findings(line: str) -> None:
    values = json.loads(line)
    document = values["document"]
    out = [f"{values['file']}: {document['type']}, {document['title'] or 'no title'}"]
    for finding in values["findings"]:
        keys = ("kind", "paragraph", "start", "end", "quote")
        said = ", ".join(
            f"{k} {_words(v)}" for k, v in finding.items() if k not in keys and v not in (None, [])
        )
        out.append(f"  {finding['paragraph']:>6}  {finding['kind']}: {said}")
    out += [f"  {u['paragraph']:>6}  unread: {u['why']}" for u in values["unread"]]
    sys.stdout.write("\n".join(out) + "\n")


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _refuse_one_symbol_for_several(files: Sequence[Path], symbol: str | None) -> None:
    if symbol and len(files) > 1:
        raise typer.BadParameter(
            f"{symbol} can name one document, not {len(files)}; give each file its own command",
            param_hint="--symbol",
        )


def ingest_command(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of them.")],
    store: StoreOption = None,
    symbol: Symbol = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, help="Processes that read; 0: one for each core.")
    ] = 0,
    replace: Annotated[
        bool, typer.Option("--replace", help="Make these the current sources of their documents.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write coverage, refusals and names to reconcile here."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object for each file, then one for the run.")
    ] = False,
) -> None:
    """Take documents into the graph: each whole, or refused with every reason.

    Reading a document again puts it in its own place; a run that was stopped is gone on with by
    the same command. Example: `mandategraph ingest report.md`
    """
    found = list(sources(paths))
    if not found:
        raise SourceError(
            str(paths[0]), "the folder holds no files", "name files or another folder"
        )
    _refuse_one_symbol_for_several(found, symbol)
    if report is not None and not report.parent.is_dir():
        raise typer.BadParameter(f"{report.parent} is no folder", param_hint="--report")
    opened, room = open_for_writing(store)
    sizes = {path: max(1, path.stat().st_size) for path in found}
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with opened, Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading", total=sum(sizes.values()))
        run = ingest(
            opened,
            found,
            room,
            symbol=symbol,
            jobs=jobs or os.cpu_count() or 1,
            replace=replace,
            tell=lambda outcome: _print_outcome(outcome, as_json=as_json),
            read=lambda path: progress.advance(task, sizes.get(path, 1)),
        )
    if opened.path:
        refresh(opened.path, most=_SEARCHED)
    if as_json:
        sys.stdout.write(json.dumps(summary(run), ensure_ascii=False) + "\n")
    elif len(found) > 1:
        sys.stdout.write(summary_text(run))
    if report is not None:
        write_text(report, report_text(run))
    if any(o.refusal or o.refused for o in run.outcomes):
        raise typer.Exit(1 if any(o.is_violation for o in run.outcomes) else 2)


def _print_outcome(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
        return
    for warning in outcome.warnings:
        say(f"warning: {warning}")
    for reason in outcome.refused:
        say(f"mandategraph: {reason}")
    if outcome.refusal:
        say(f"mandategraph: {outcome.refusal}")
        return
    sys.stdout.write(
        f"{outcome.file}: {outcome.paragraphs} paragraphs, {outcome.findings} findings, "
        f"{outcome.unread} unread, {'changed' if outcome.changed else 'unchanged'}: "
        f"{', '.join(outcome.graphs)}\n"
    )


def validate_command(
    files: Annotated[
        list[Path], typer.Argument(help="RDF files, curated TriG files, or documents.")
    ],
    store: StoreOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a result.")] = False,
) -> None:
    """Judge files by the shapes, above a store; nothing is taken in. Exit code 1: a violation.

    Example: `mandategraph validate facts.ttl`
    """
    room, standing = load_room(), open_for_reading(store)
    violated = unread = False
    for path in files:
        try:
            results = verdict(path, room, standing)
        except MandateGraphError as error:
            unread = True
            say(f"mandategraph: {error}")
            continue
        violations = [r for r in results if r.severity == "Violation"]
        violated = violated or bool(violations)
        for result in results:
            if as_json:
                values = {"file": str(path), "severity": result.severity, "shape": result.shape}
                values |= {"focus_node": result.focus_node, "sentence": result.sentence}
                sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"{path}: {result.severity.lower()}: {result.sentence}\n")
        if not as_json:
            verb = "violates the shapes" if violations else "conforms"
            sys.stdout.write(f"{path} {verb} ({len(results)} results).\n")
    if violated or unread:
        raise typer.Exit(1 if violated else 2)
