"""List the addresses of the service as its OpenAPI document has them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI

__all__ = ["Operation", "operations_of"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address: what it is for, and the names of its parameters."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]


def operations_of(app: FastAPI) -> tuple[Operation, ...]:
    """The operations in the order in which they are declared."""
    document = app.openapi()
    return tuple(
        Operation(
            method=method.upper(),
            path=path,
            summary=str(operation.get("summary", "")),
            parameters=tuple(str(p["name"]) for p in operation.get("parameters", ())),
        )
        for path, item in document["paths"].items()
        for method, operation in item.items()
    )
