"""Settings of the service: read once, when it starts, and passed in."""

from kg.settings import Settings, user_file

__all__ = ["Settings", "user_file"]
