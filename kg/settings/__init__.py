"""The settings: one table, read from the environment and a file, passed in as one value."""

from kg.settings.kinds import Setting
from kg.settings.reading import Found, Reading, read_settings, user_file
from kg.settings.values import Settings, table

__all__ = ["Found", "Reading", "Setting", "Settings", "read_settings", "table", "user_file"]
