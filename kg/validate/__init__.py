"""Judge a graph by the shapes, and turn a draft that conforms into what may be committed."""

from kg.validate.accept import accept, report_draft
from kg.validate.judge import Report, judge, report
from kg.validate.shapes import load_shapes

__all__ = ["Report", "accept", "judge", "load_shapes", "report", "report_draft"]
