"""The commands that keep a store: dump, doctor."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.places import StoreOption, default_store, open_for_reading, write_text
from kg.doctor import examine

__all__ = ["doctor_command", "dump_command"]


def dump_command(
    store: StoreOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file to write; default: output.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Graph names and their digests, without quads.")
    ] = False,
) -> None:
    """Write every quad as sorted, canonical N-Quads: equal graphs give equal files.

    Example: `mandategraph dump -o graph.nq`
    """
    view = open_for_reading(store)
    if as_json:
        values = {"generation": view.generation, "digest": view.digest, "graphs": view.digests()}
        text = json.dumps(values, indent=2) + "\n"
    else:
        text = "\n".join(view.nquads()) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_text(out, text)


def doctor_command(
    store: StoreOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Count and hash every graph anew; takes longer.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object for each check.")
    ] = False,
) -> None:
    """Check that a store holds what its ledger says, and that what is needed is there.

    Example: `mandategraph doctor --full`
    """
    checks = examine(store if store is not None else default_store(), full=full)
    for check in checks:
        if as_json:
            values = {"check": check.name, "well": check.well, "says": check.says}
            sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{'ok  ' if check.well else 'BAD '} {check.name}: {check.says}\n")
    if not all(check.well for check in checks):
        raise typer.Exit(1)
