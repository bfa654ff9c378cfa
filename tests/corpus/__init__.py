"""Runs over the real documents, where they are present."""
