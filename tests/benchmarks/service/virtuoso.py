"""Run Virtuoso in a folder of its own and load the same data into it."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

from tests.benchmarks.service.material import SYNTHETIC, Material

__all__ = ["command", "fill"]

_SETTINGS = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{private}
DisableUnixSocket = 1
MaxClientConnections = 20
DirsAllowed = ., {data}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
MaxQueryMem = 2G
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 16
MaxKeepAlives = 16
KeepAliveTimeout = 60
[SPARQL]
ResultSetMaxRows = 1048576
DefaultQuery = ASK {{}}
{limit}
"""


def command(folder: Path, port: int, deadline: float | None) -> list[str] | None:
    """The command that runs it in a folder; None where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None or shutil.which("isql-vt") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "virtuoso.lck").unlink(missing_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        private = probe.getsockname()[1]
    (folder / "port").write_text(str(private))
    limit = f"MaxQueryExecutionTime = {deadline:.0f}" if deadline else ""
    settings = _SETTINGS.format(
        folder=folder, private=private, port=port, limit=limit, data=folder.parent
    )
    (folder / "virtuoso.ini").write_text(settings)
    return [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]


def fill(folder: Path, material: Material) -> str | None:
    """Load both parts, each into a graph, so that their union is the default graph.

    Returns a sentence where that fails.
    """
    filled = folder / "filled"
    if filled.exists():
        return None
    names = {material.shipped: "urn:benchmark:shipped", material.synthetic: SYNTHETIC}
    for number, (part, graph) in enumerate(names.items()):
        copy = folder.parent / f"part-{number}.nt"
        shutil.copyfile(part, copy)
        load = f"DB.DBA.TTLP_MT(file_open('{copy}'), '', '{graph}', 0);"
        why = _execute(folder, f"log_enable(2); {load}")
        copy.unlink()
        if why is not None:
            return why
    why = _execute(folder, "checkpoint;")
    if why is None:
        filled.touch()
    return why


def _execute(folder: Path, text: str) -> str | None:
    program = shutil.which("isql-vt") or "isql-vt"
    port = (folder / "port").read_text()
    done = subprocess.run(  # noqa: S603 - the program's own client
        [program, port, "dba", "dba", f"exec={text}"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if done.returncode or "*** Error" in done.stdout + done.stderr:
        said = (done.stderr + done.stdout).strip().replace("\n", " ")
        return f"it does not load the data: {said[:200]}"
    return None
