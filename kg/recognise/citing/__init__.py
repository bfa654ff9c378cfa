"""The steps of recognising citations: names, numbers, owners, paragraphs and effects."""

__all__: list[str] = []
