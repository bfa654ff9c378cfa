"""Run the command line: ``python -m kg`` and ``mandategraph`` are the same."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from kg.errors import MandateGraphError, Refused

__all__ = ["main"]


def main() -> None:
    """Run a command; an error of ours is one sentence on standard error, without a traceback.

    Exit codes: 0 done; 1 the data were refused or something is wrong with them; 2 the call or
    its input is wrong.
    """
    from kg.cli import app  # here, so that a broken installation still says so in a sentence

    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, so that a reader who has gone is noticed here
    except MandateGraphError as error:
        sys.stderr.write(f"mandategraph: {error}\n")
        sys.exit(1 if isinstance(error, Refused) else 2)
    except BrokenPipeError:
        _end_quietly()
    except SystemExit as end:
        # Click ends with 1 where the reader of a pipe (head, less) has gone: that is no fault.
        if isinstance(end.__context__, BrokenPipeError):
            _end_quietly()
        raise


def _end_quietly() -> NoReturn:
    """End well, with what is left to write going nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


if __name__ == "__main__":
    main()
