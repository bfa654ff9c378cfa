"""Read a report of a meeting with the program."""

from __future__ import annotations

from pathlib import Path

from kg.authority import Authority
from kg.cut import cut
from kg.model import Findings
from kg.read import read_file
from kg.recognise import recognise

__all__ = ["read_report_of"]


def read_report_of(path: Path, symbol: str | None, authority: Authority) -> Findings | None:
    """The report of a meeting that a file holds, with what is found there; None where none is.

    Of several it is the one of that symbol, else the longest. The resolutions and decisions
    that are cut from the same file are no part of it.
    """
    documents = cut(read_file(path), authority)
    reports = [document for document in documents if document.type == "MeetingReport"]
    if not reports:
        return None
    named = [document for document in reports if document.symbol == symbol]
    return recognise(max(named or reports, key=lambda one: len(one.paragraphs)), authority)
