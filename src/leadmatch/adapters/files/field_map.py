"""Field maps by name or file."""

from os import PathLike, fspath
from pathlib import Path

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.loading import SHIPPED, field_map_of, shipped
from leadmatch.adapters.files.source import Source


def read_field_map(path: str | PathLike[str]) -> FieldMap:
    """Return a shipped field map by its name, such as `hubspot`, or read the one in a TOML file.

    Raises:
        FileError: the file cannot be read.
        SettingsError: the map is wrong, or no shipped one has that name.
    """
    told = fspath(path)
    if told in SHIPPED or (not Path(told).suffix and not Path(told).exists()):
        return shipped(told)
    source = Source.of(path)
    with source.text(source.encoding(), newline="\n") as text:
        return field_map_of(text.read(), told)
