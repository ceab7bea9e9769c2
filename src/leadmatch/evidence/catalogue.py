"""The catalogue of reasons: code → sentence and explanation, a folder a language, a file a room."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import MappingProxyType

from leadmatch.evidence.spelling_out import spelled_out
from leadmatch.values.resources import read

ROOMS = ("evidence", "screening", "qualification", "conflicts", "matching", "assignment", "distribution", "pipeline")
"""Rooms that have reasons; each has one file of sentences in every language."""

_FORMATTER = Formatter()


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of one code.

    Attributes:
        code: the stable code, such as `phone.fictional`.
        room: the room that gives this reason.
        sentence: one sentence without its full stop; `{name}` stands for a value of the reason, `{name:country}` for
            one in words (`spelled_out` has the kinds).
        about: what the reason means, when it is given and where the rule comes from.
    """

    code: str
    room: str
    sentence: str
    about: str


@cache
def catalogue(language: str = "en") -> Mapping[str, Entry]:
    """Return all entries of a language by code.

    Args:
        language: ISO 639-1 code of a language that is shipped; `en` is.

    Raises:
        FileNotFoundError: the language is not shipped.
    """
    entries = {
        code: Entry(code, room, entry["sentence"], entry["about"])
        for room in ROOMS
        for code, entry in tomllib.loads(read(f"sentences/{language}/{room}.toml", "leadmatch.evidence")).items()
    }
    return MappingProxyType(entries)


@cache
def _parts(sentence: str) -> tuple[tuple[str, str | None, str], ...]:
    """Cut a sentence into its literal text, the names of its values, and what kind of code each is."""
    return tuple((text, name, kind or "") for text, name, kind, _ in _FORMATTER.parse(sentence))


def word(code: str, values: Mapping[str, str], language: str = "en", *, own: str = "") -> str:
    """Return the sentence of a code with its values filled in.

    Args:
        code: a code of the catalogue, or one of your own.
        values: texts by name; a name that is missing reads `unknown`.
        language: ISO 639-1 code of a shipped language.
        own: the sentence of a code that the catalogue does not know.

    Raises:
        KeyError: the catalogue has no such code, and no sentence was given for it.
    """
    entry = catalogue(language).get(code)
    if entry is None and not own:
        raise KeyError(code)
    parts = _parts(own if entry is None else entry.sentence)
    return "".join(
        text if name is None else text + spelled_out(kind, values.get(name, "unknown"), language)
        for text, name, kind in parts
    )


def begins_with_value(code: str, language: str = "en", *, own: str = "") -> bool:
    """Tell whether the sentence of a code begins with a value, whose letters are not ours to change.

    Args:
        code: as in `word`.
        language: as in `word`.
        own: as in `word`.
    """
    entry = catalogue(language).get(code)
    return not _parts(own if entry is None else entry.sentence)[0][0]
