"""Say in the OpenAPI document that errors are problems (RFC 9457)."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from api.problems import MEDIA_TYPE

__all__ = ["Application"]


class Application(FastAPI):
    """A FastAPI application whose errors bear the media type of problems."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        fresh = self.openapi_schema is None
        document = super().openapi()
        if fresh:
            for item in document["paths"].values():
                for operation in item.values():
                    for status, response in operation["responses"].items():
                        content = response.get("content", {})
                        if status[0] in "45" and "application/json" in content:
                            content[MEDIA_TYPE] = content.pop("application/json")
        return document
