"""Take many documents in: outcomes listed, none dropped, on all cores."""

from kg.pipeline.run import Outcome, Run, ingest, sources, verdict
from kg.pipeline.work import findings_in

__all__ = ["Outcome", "Run", "findings_in", "ingest", "sources", "verdict"]
