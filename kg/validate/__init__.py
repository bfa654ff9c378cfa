"""Judge a graph by the shapes, and turn a draft that conforms into what may be committed."""

from kg.validate.accept import Verdict, accept, verdicts, verdicts_compiled
from kg.validate.compiled import CompiledShapes
from kg.validate.compiling import compile_shapes
from kg.validate.judge import Report, judge, report
from kg.validate.lines import judge_lines
from kg.validate.shapes import load_shapes
from kg.validate.terms import judge_terms

__all__ = [
    "CompiledShapes",
    "Report",
    "Verdict",
    "accept",
    "compile_shapes",
    "judge",
    "judge_lines",
    "judge_terms",
    "load_shapes",
    "report",
    "verdicts",
    "verdicts_compiled",
]
