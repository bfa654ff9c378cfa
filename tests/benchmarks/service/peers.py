"""Install the other servers in an environment of their own, on first use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["install"]

_PACKAGES = (
    "rdflib-endpoint",
    "oxrdflib",
    "oxigraph",
    "uvicorn",
    "httptools",
    "uvloop",
    "granian",
    "hypercorn",
)


def install(cache: Path) -> Path | None:
    """The folder of the programs of that environment; None where it cannot be made."""
    folder = cache / "peers"
    done = folder / "installed"
    if not done.exists():
        sys.stderr.write(f"Installing {', '.join(_PACKAGES)} in {folder} …\n")
        try:
            _run(sys.executable, "-m", "venv", "--clear", str(folder))
            _run(str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *_PACKAGES)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"The other servers cannot be installed: {error.stderr.strip()}\n")
            return None
        done.touch()
    return folder / "bin"


def _run(*command: str) -> None:
    subprocess.run(  # noqa: S603 - our own interpreter, and fixed names
        command, check=True, capture_output=True, text=True, timeout=600
    )
