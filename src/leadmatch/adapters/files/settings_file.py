"""Settings from a TOML file."""

import tomllib
from collections.abc import Iterator, Mapping
from os import PathLike, fspath
from typing import Any

from leadmatch.adapters.files.source import Source
from leadmatch.errors import SettingsError
from leadmatch.settings import Settings


def load_settings(path: str | PathLike[str]) -> Settings:
    """Read the settings in a TOML file; what it does not name keeps its default.

    Raises:
        FileError: the file cannot be read.
        SettingsError: it is wrong; each fault names the file and the key.
    """
    try:
        return Settings.from_toml(_text(path))
    except SettingsError as error:
        raise SettingsError("\n".join(f"{fspath(path)}: {fault}" for fault in str(error).splitlines())) from None


def stated_keys(path: str | PathLike[str]) -> frozenset[str]:
    """Return the dotted keys that a settings file names, such as `screening.reject_at`.

    Args:
        path: a file that `load_settings` accepts.
    """
    return frozenset(key for key, _ in leaves(tomllib.loads(_text(path))))


def leaves(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value) of nested settings."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _text(path: str | PathLike[str]) -> str:
    source = Source.of(path)
    with source.text(source.encoding(), newline=None) as text:
        return text.read()
