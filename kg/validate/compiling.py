"""Compile a shapes graph: plan for each constraint whom it asks, and by which query."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from rdflib import SH, Graph, Literal
from rdflib.term import Node

from kg.model import ValidationResult
from kg.validate.compiled import Check, CompiledShapes
from kg.validate.conformance import Conformance, asked
from kg.validate.judge import path_text
from kg.validate.paths import NotCompiled, Path, read_path
from kg.validate.queries import PATH_COMPONENTS, Writer, of_each_focus, of_each_value, sparql
from kg.validate.targets import TARGETS, Focus, Need, focus_of, reached
from kg.validate.terms import prefixed

__all__ = ["compile_shapes"]

# Of these a focus node without a value may be in the wrong, so no value need be there.
_ABSENCE: Final = frozenset((SH.equals, SH.hasValue, SH.minCount))
# Whose results name no value.
_VALUELESS: Final = frozenset((SH.hasValue, SH.maxCount, SH.minCount, SH.uniqueLang))


def compile_shapes(shapes: Graph) -> CompiledShapes:
    """The checks of a shapes graph from ``load_shapes``, made once and used for every batch.

    Where something that a shape with targets asks has no query, the whole of it is ``left``.
    """
    targeted = {shape for target in TARGETS for shape in shapes.subjects(target)}
    plans: dict[tuple[Node, Node, Node], _Plan] = {}
    left = set()
    for shape in sorted(targeted, key=str):
        compiler = _Compiler(shapes)
        try:
            compiler.compile(shape)
        except NotCompiled:
            left.add(shape)
            continue
        for key, plan in compiler.plans.items():
            plans.setdefault(key, replace(plan, focuses=[])).focuses.extend(plan.focuses)
    return CompiledShapes(
        tuple(plan.check() for plan in plans.values()),
        tuple(sorted(prefixed(shape) for shape in left)),
        _without_targets(shapes, targeted - left) if left else None,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """One constraint, how its query is written, and the focus nodes that it is asked of."""

    form: ValidationResult
    has_value: bool
    write: Writer
    needs: frozenset[Need] | None
    focuses: list[Focus] = field(default_factory=list)

    def check(self) -> Check:
        together = self.focuses[0]
        for focus in self.focuses[1:]:
            together |= focus
        several = self.focuses if len(self.focuses) > 1 else []
        return Check(
            self.form,
            self.has_value,
            self.write(together),
            tuple(f"SELECT DISTINCT ?this WHERE {{ {focus.given} }}" for focus in several),
            tuple(needs for needs in (together.needs, self.needs) if needs is not None),
        )


class _Compiler:
    """Plans the constraints of one shape with targets and of the property shapes it names."""

    def __init__(self, shapes: Graph) -> None:
        self.plans: dict[tuple[Node, Node, Node], _Plan] = {}
        self._shapes = shapes
        self._conformance = Conformance(shapes)

    def compile(self, shape: Node) -> None:
        """Plan a shape for the focus nodes that its targets give."""
        if self._shapes.value(shape, SH.deactivated) == Literal(True):
            return
        focus = focus_of(self._shapes, shape)
        if (shape, SH.path, None) in self._shapes:
            self._property_shape(shape, [focus])
            return
        for parameter, argument in asked(self._shapes, shape):
            if parameter == SH.property:
                self._property_shape(argument, [focus])
            elif parameter == SH.sparql:
                self._plan(shape, parameter, argument, sparql(self._shapes, argument), [focus])
            else:
                test = self._conformance.test(parameter, argument, "?this")
                if test is None:
                    raise NotCompiled(f"{parameter} of a node shape")
                self._plan(shape, parameter, argument, of_each_focus(test), [focus])

    def _property_shape(self, shape: Node, focuses: list[Focus]) -> None:
        if self._shapes.value(shape, SH.deactivated) == Literal(True):
            return
        path = read_path(self._shapes, self._shapes.value(shape, SH.path) or shape)
        for parameter, argument in asked(self._shapes, shape):
            if parameter == SH.property:
                self._property_shape(argument, [f for one in focuses for f in reached(one, path)])
                continue
            test = self._conformance.test(parameter, argument, "?value")
            if test is not None:
                write = of_each_value(test, path)
            elif parameter in PATH_COMPONENTS:
                write = PATH_COMPONENTS[parameter](path, argument)
            else:
                raise NotCompiled(f"{parameter} of a property shape")
            self._plan(shape, parameter, argument, write, focuses, path)

    def _plan(
        self,
        shape: Node,
        parameter: Node,
        argument: Node,
        write: Writer,
        focuses: list[Focus],
        path: Path | None = None,
    ) -> None:
        needs = None
        if path is not None and path.needs is not None and parameter not in _ABSENCE:
            needs = frozenset(Need(p) for p in path.needs)
        plan = _Plan(
            self._form(shape, parameter), parameter not in _VALUELESS, write, needs, focuses
        )
        known = self.plans.setdefault((shape, parameter, argument), plan)
        if known is not plan:  # the shape names one property shape in two places
            known.focuses.extend(focuses)

    def _form(self, shape: Node, parameter: Node) -> ValidationResult:
        messages = {str(m) for m in self._shapes.objects(shape, SH.message)}
        if not messages or any("{" in message for message in messages):
            raise NotCompiled(f"{shape} has no message of its own, or one with places to fill")
        severity = prefixed(self._shapes.value(shape, SH.severity, default=SH.Violation))
        path = self._shapes.value(shape, SH.path)
        name = prefixed(parameter).removeprefix("sh:")
        name = "SPARQL" if parameter == SH.sparql else name[0].upper() + name[1:]
        return ValidationResult(
            severity=severity.removeprefix("sh:"),
            shape=prefixed(shape),
            component=f"{name}ConstraintComponent",
            focus_node="",
            path=None if path is None else path_text(self._shapes, path),
            value=None,
            message=" ".join(sorted(messages)),
        )


def _without_targets(shapes: Graph, targeted: set[Node]) -> Graph:
    """A copy of the shapes graph in which these shapes have no focus nodes of their own."""
    rest = Graph()
    for triple in shapes:
        if triple[1] not in TARGETS or triple[0] not in targeted:
            rest.add(triple)
    return rest
