"""Settings from a TOML file."""

from os import PathLike, fspath

from leadmatch.adapters.files.source import Source
from leadmatch.errors import SettingsError
from leadmatch.settings import Settings


def load_settings(path: str | PathLike[str]) -> Settings:
    """Read the settings in a TOML file; what it does not name keeps its default.

    Raises:
        FileError: the file cannot be read.
        SettingsError: it is wrong; each fault names the file and the key.
    """
    source = Source.of(path)
    with source.text(source.encoding(), newline="\n") as text:
        toml = text.read()
    try:
        return Settings.from_toml(toml)
    except SettingsError as error:
        raise SettingsError("\n".join(f"{fspath(path)}: {fault}" for fault in str(error).splitlines())) from None
