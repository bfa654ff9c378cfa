"""The commands that keep a store: dump, load, backup, restore, diff, doctor."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.places import StoreOption, default_store, open_for_reading, write_text
from kg.deployment import examine_service
from kg.doctor import examine
from kg.dumps import dump_name, load_dump, write_dump
from kg.store import Backup, Ledger, Snapshot, back_up, restore
from kg.trace import Direction, Request, Strength
from kg.why import difference_lines, difference_values, trace_difference

__all__ = [
    "backup_command",
    "diff_command",
    "doctor_command",
    "dump_command",
    "load_command",
    "restore_command",
]

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")]


def dump_command(
    store: StoreOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="The file to write, compressed where its name ends in .zst; default: output.",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The directory for a file named GENERATION.nq.zst."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Graph names and their digests, without quads.")
    ] = False,
) -> None:
    """Write every quad as canonical N-Quads: equal graphs give equal files.

    Uncompressed they are sorted; a compressed dump goes graph by graph, needs no memory, and has
    the digest of each graph at its end, so that `load` can check it.

    Example: `mandategraph dump -o graph.nq.zst`
    """
    view = open_for_reading(store)
    values = {"generation": view.generation, "digest": view.digest, "graphs": view.digests()}
    packed = into / dump_name(view.generation) if into else out
    if packed is not None and packed.suffix == ".zst":
        dump = write_dump(view, packed)
        file = {"file": str(dump.path), "quads": dump.quads, "sha256": dump.sha256}
        said = f"{dump.path}: generation {dump.generation}, {dump.quads:,} quads, "
        said += f"{dump.bytes:,} bytes, SHA-256 {dump.sha256}"
        _say(values | file | {"bytes": dump.bytes}, said, as_json=as_json)
        return
    text = (json.dumps(values, indent=2) if as_json else "\n".join(view.nquads())) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)


def load_command(
    file: Annotated[Path, typer.Argument(help="A dump that `dump -o FILE.nq.zst` wrote.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a new store from a dump, and check each graph against its digest.

    Example: `mandategraph load graph.nq.zst --store copy`
    """
    path = store if store is not None else default_store()
    quads = load_dump(file, path)
    values = {"store": str(path), "quads": quads}
    _say(values, f"{path}: {quads:,} quads, each graph with its digest", as_json=as_json)


def backup_command(
    directory: Annotated[Path, typer.Argument(help="A new directory, best on another disk.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Copy the newest generation and the ledger, while the store is served and written to.

    Example: `mandategraph backup /backups/today`
    """
    path = store if store is not None else default_store()
    _say_backup(back_up(path, directory), str(directory), as_json=as_json)


def restore_command(
    directory: Annotated[Path, typer.Argument(help="A directory that `backup` wrote.")],
    store: StoreOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the store that is there.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Put a backup in a store's place, after every file, quad and ledger line of it was checked.

    Example: `mandategraph restore /backups/today --store store --replace`
    """
    path = store if store is not None else default_store()
    _say_backup(restore(directory, path, replace=replace), str(path), as_json=as_json)


def diff_command(
    first: Annotated[int, typer.Argument(help="A generation; 0 is the empty store.")],
    second: Annotated[int, typer.Argument(help="Another generation.")],
    store: StoreOption = None,
    symbol: Annotated[
        str | None,
        typer.Option(
            "--trace",
            metavar="SYMBOL",
            help="Say what changed in the trace of this document instead, and because of what.",
        ),
    ] = None,
    paragraph: Annotated[
        str | None, typer.Option(help="The paragraph that is traced: op9, pp3, 12.")
    ] = None,
    direction: Annotated[
        Direction, typer.Option(help="Which way it is traced.")
    ] = Direction.forward,
    strength: Annotated[Strength, typer.Option(help="Which steps are traced.")] = Strength.any,
    depth: Annotated[int | None, typer.Option(min=1, help="At most so many steps.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say which graphs the second generation has anew, otherwise, or no more.

    With `--trace`, which steps a trace has gained or lost, and which document brought or took
    each; both generations must still be kept.
    Example: `mandategraph diff 1 2 --trace A/RES/65/230 --paragraph op9`
    """
    if paragraph is not None and symbol is None:
        raise typer.BadParameter("a paragraph is of a document: name it with --trace")
    path = store if store is not None else default_store()
    change = Ledger(path / "ledger.jsonl").between(first, second)
    kinds = {"added": change.added, "replaced": change.replaced, "removed": change.removed}
    values: dict[str, object] = {"from": first, "to": second, **kinds}
    if symbol is None:
        signs = {"added": "+", "replaced": "~", "removed": "-"}
        lines = [f"{signs[kind]} {name}" for kind, names in kinds.items() for name in names]
        _say(values, "\n".join(lines) or "no graph differs", as_json=as_json)
        return
    asked = Request((), direction=direction.value, strength=strength.value, depth=depth)
    before, after = (Snapshot.open_generation(path, n) for n in (first, second))
    found = trace_difference(before, after, symbol, paragraph, asked)
    values["trace"] = difference_values(found)
    _say(values, "\n".join(difference_lines(found)), as_json=as_json)


def doctor_command(
    store: StoreOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Count and hash every graph anew; takes longer.")
    ] = False,
    url: Annotated[
        str | None, typer.Option("--url", help="Check the service at this address instead.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object for each check.")
    ] = False,
) -> None:
    """Check that a store holds what its ledger says, and that what is needed is there.

    With `--url` a service is checked from outside: alive, ready, answering, open to pages of
    other origins. Example: `mandategraph doctor --full`
    """
    if url is not None:
        checks = examine_service(url)
    else:
        checks = examine(store if store is not None else default_store(), full=full)
    for check in checks:
        if as_json:
            values = {"check": check.name, "well": check.well, "says": check.says}
            sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{'ok  ' if check.well else 'BAD '} {check.name}: {check.says}\n")
    if not all(check.well for check in checks):
        raise typer.Exit(1)


def _say_backup(backup: Backup, where: str, *, as_json: bool) -> None:
    values = {
        "path": where,
        "generation": backup.generation,
        "quads": backup.quads,
        "digest": backup.digest,
        "bytes": backup.bytes,
    }
    said = (
        f"{where}: generation {backup.generation}, {backup.quads:,} quads, {backup.bytes:,} bytes"
    )
    _say(values, said, as_json=as_json)


def _say(values: Mapping[str, object], said: str, *, as_json: bool) -> None:
    text = json.dumps(values, ensure_ascii=False) if as_json else said
    sys.stdout.write(f"{text}\n")
