"""Find the value of each setting: in the environment, else in the file, else its default."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from kg.settings.kinds import FOLDER, PREFIX, Setting, Value

__all__ = ["Found", "Reading", "read_settings", "user_file"]

_CONFIG: Final = PREFIX + "CONFIG"


@dataclass(frozen=True, slots=True)
class Found:
    """A setting with its value; ``origin`` says where that came from."""

    setting: Setting
    value: Value | None
    origin: str

    @property
    def text(self) -> str:
        """The value as a person would write it; a secret is masked."""
        if self.value is None:
            return ""
        return "********" if self.setting.is_secret else self.setting.kind.write(self.value)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: every setting, one sentence for each fault, and what was passed over.

    ``file`` is the file that was read, None where there was none. A setting with a fault bears
    its default. ``ignored`` names variables that look like settings and are none.
    """

    found: tuple[Found, ...]
    faults: tuple[str, ...]
    file: Path | None
    ignored: tuple[str, ...]

    def values(self) -> dict[str, Value]:
        """The values by name, without those that were not given and have no default."""
        return {f.setting.name: f.value for f in self.found if f.value is not None}


def user_file() -> Path:
    """Where a user's own file of settings is looked for."""
    return platformdirs.user_config_path("mandategraph") / "config.toml"


def read_settings(
    settings: Sequence[Setting], environ: Mapping[str, str], file: Path | None = None
) -> Reading:
    """Each of the settings; an empty variable counts as none, and ``file`` may be missing.

    ``MANDATEGRAPH_CONFIG`` names a file instead of ``file``; that one must be there.
    """
    faults: list[str] = []
    named = environ.get(_CONFIG)
    path = Path(named).expanduser() if named else file
    entries = _entries(path, faults, must=bool(named))
    known = {setting.name: setting for setting in settings}
    for key in entries:
        if key not in known:
            faults.append(f"{path}: {key!r} is no setting{_nearest(key, list(known))}")
    found = tuple(_find(setting, environ, entries, path, faults) for setting in settings)
    variables = {setting.environment for setting in settings} | {_CONFIG}
    ignored = sorted(n for n in environ if n.startswith(PREFIX) and n not in variables)
    return Reading(
        found=found,
        faults=tuple(faults),
        file=path if path is not None and path.is_file() else None,
        ignored=tuple(f"{name}{_nearest(name, sorted(variables))}" for name in ignored),
    )


def _entries(path: Path | None, faults: list[str], *, must: bool) -> Mapping[str, object]:
    if path is None or not (must or path.is_file()):
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        faults.append(f"{path} cannot be read ({why}); name a file of settings with {_CONFIG}.")
    except UnicodeDecodeError:
        faults.append(f"{path} is not in UTF-8; write it in UTF-8.")
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{path} is no TOML: {error}; write each setting as name = value.")
    return {}


def _find(
    setting: Setting,
    environ: Mapping[str, str],
    entries: Mapping[str, object],
    path: Path | None,
    faults: list[str],
) -> Found:
    given = environ.get(setting.environment)
    if given:
        value = _read(setting, given, setting.environment, faults)
        return Found(setting, value, f"environment ({setting.environment})")
    if setting.name in entries and path is not None:
        entry = entries[setting.name]
        value = _read(setting, entry, f"{path}: {setting.name}", faults)
        if setting.kind is FOLDER and isinstance(value, Path):
            value = path.parent / value  # a path in a file is told from where the file lies
        return Found(setting, value, f"file ({path})")
    return Found(setting, setting.default, "default")


def _read(setting: Setting, entry: object, where: str, faults: list[str]) -> Value | None:
    try:
        if isinstance(entry, bool) or not isinstance(entry, str | int | float):
            raise ValueError(entry)
        return setting.kind.read(str(entry).strip())
    except ValueError:
        shown = "not a token that can be sent" if setting.is_secret else repr(entry)
        faults.append(f"{where} is {shown}; set it to {setting.kind.wanted}.")
        return setting.default


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else "; leave it out."
