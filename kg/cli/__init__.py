"""The command line: one module for each group of commands, all of them thin."""

from kg.cli.app import app

__all__ = ["app"]
