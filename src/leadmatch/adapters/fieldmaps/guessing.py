"""What the columns of an unknown table probably mean: by their names, else by a look at their values."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from leadmatch.adapters.fieldmaps.field_map import ANSWERS, FieldMap, targets
from leadmatch.adapters.fieldmaps.loading import SHIPPED, shipped
from leadmatch.adapters.fieldmaps.recognition import recognise
from leadmatch.adapters.fieldmaps.translation import Translation, plain
from leadmatch.records.making import Record
from leadmatch.values.places.countries import country_code
from leadmatch.values.resources import read

_NEAR, _COMPARED = 0.85, 500
"""How alike names are that may be slips of each other, and how many columns are compared."""
_MOSTLY, _LEAST = 0.8, 2
"""The share of values that have to look alike, and how many there have to be."""
_SEEN = 200
_LONGEST = 100

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]{1,63}(?:\.[^@\s.]{1,63}){1,5}")
_WEB = re.compile(r"(?:https?://|www\.)\S{3,80}", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_PHONE = re.compile(r"(?:\+|00|0|\()[\d ()/.-]{7,22}")

_LOOKS: Mapping[str, tuple[tuple[str, str, Callable[[str], bool]], ...]] = {
    "lead": (
        ("email", "e-mail addresses", lambda cell: bool(_EMAIL.fullmatch(cell))),
        ("website", "web addresses", lambda cell: bool(_WEB.fullmatch(cell))),
        ("received_at", "dates", lambda cell: bool(_DATE.match(cell))),
        ("phone", "phone numbers", lambda cell: bool(_PHONE.fullmatch(cell))),
        ("country", "countries", lambda cell: len(cell) > 1 and country_code(cell) is not None),
    ),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column probably means.

    Attributes:
        column: as the table calls it.
        target: what it means, empty where it is kept as it is.
        why: what speaks for it; empty where nothing was found.
        example: the first value.
        is_shipped: whether the shipped map on which the guess is built says so already.
    """

    column: str
    target: str
    why: str
    example: str
    is_shipped: bool = False

    def to_dict(self) -> dict[str, str]:
        """Return it as plain data."""
        return {"column": self.column, "means": self.target, "example": self.example, "why": self.why}


@dataclass(frozen=True, slots=True)
class GuessedMap:
    """A field map as it was guessed.

    Attributes:
        kind: `lead`, `partner`, `deal` or `offer`.
        base: the shipped map of the system that was recognised; None where none was.
        guesses: one for each column, in the order of the table.
    """

    kind: str
    base: FieldMap | None
    guesses: tuple[Guess, ...]

    def to_toml(self) -> str:
        """Return it as a field map in TOML; what is not mapped stands in it as comments."""
        lines = [f"extends = {_quoted(self.base.name)}", ""] if self.base and self.base.name in SHIPPED else []
        lines.append(f"[{self.kind}]")
        for guess in self.guesses:
            line = f"{_quoted(guess.column)} = {_quoted(guess.target)}"
            lines.append(line if guess.target and not guess.is_shipped else f"# {line}")
        return "\n".join(lines) + "\n"


def guess_map(
    header: Sequence[str], rows: Iterable[Mapping[str, object]], kind: type[Record], base: FieldMap | None = None
) -> GuessedMap:
    """Guess what the columns of a table mean.

    Args:
        header: the names of its columns.
        rows: the first ones; some hundred are enough.
        kind: of record that it holds.
        base: the map of the system that it comes from; where none is told, one is recognised.
    """
    word = kind.__name__.lower()
    base = base or recognise(header, kind)
    values = _values(header, rows)
    known = Translation(base.of(kind)) if base else None
    guesses: list[Guess] = []
    taken: set[str] = set()
    for place, name in enumerate(header):
        told = known.meaning(name) if known else None
        if base and told is not None:
            target, why = told[1].target, f"{base.system or base.name} calls it so"
        else:
            target, why = _by_name(name, word) or _near(name, word, place) or ("", "")
            if target in taken:
                target, why = "", f"{target} is taken already" if target else ""
        taken.add(target)
        guesses.append(
            Guess(
                name, target, why, next(iter(values[name]), ""), is_shipped=bool(told and base and base.name in SHIPPED)
            )
        )
    return GuessedMap(word, base, tuple(_by_values(guess, values[guess.column], word, taken) for guess in guesses))


def _values(header: Sequence[str], rows: Iterable[Mapping[str, object]]) -> dict[str, list[str]]:
    """Return the first values of each column, without empty ones."""
    values: dict[str, list[str]] = {name: [] for name in header}
    for _, row in zip(range(_SEEN), rows, strict=False):
        for name, cell in row.items():
            told = " ".join(str("" if cell is None else cell)[: 4 * _LONGEST].split())
            if told and name in values:
                values[name].append(told[:_LONGEST])
    return values


def _by_name(name: str, kind: str) -> tuple[str, str] | None:
    key = plain(name)
    if name.startswith(ANSWERS) and kind == "lead":
        return name, "its name"
    known = _known(kind)
    return known.get(key) if key else None


@cache
def _known(kind: str) -> Mapping[str, tuple[str, str]]:
    """Return plain name → what it means, and why: our own names, words of people, and names of all systems."""
    found = {plain(target): (target, "its name") for target in targets(kind)}
    words = tomllib.loads(read("data/fieldmaps/words.toml"))
    for target, names in words[kind].items():
        for name in names:
            found.setdefault(plain(name), (target, f"a usual name for {target.replace('_', ' ')}"))
    for system in SHIPPED:
        told = shipped(system)
        for name, meaning in (told.kinds[kind].meanings if kind in told.kinds else {}).items():
            for each in (name, *meaning.also):
                found.setdefault(plain(each), (meaning.target, f"{told.system} calls it so"))
    return found


def _near(name: str, kind: str, place: int) -> tuple[str, str] | None:
    """Return what a column of nearly the same name means."""
    key = plain(name)
    if place >= _COMPARED or len(key) < 4:  # noqa: PLR2004 - of shorter names one letter is too much
        return None
    near = difflib.get_close_matches(key, _known(kind), n=1, cutoff=_NEAR)
    return (_known(kind)[near[0]][0], f"close to {near[0]}") if near else None


def _by_values(guess: Guess, values: list[str], kind: str, taken: set[str]) -> Guess:
    """Look at the values of a column whose name says nothing."""
    if guess.target or guess.why or len(values) < _LEAST:
        return guess
    for target, what, fits in _LOOKS.get(kind, ()):
        if target not in taken and sum(map(fits, values)) >= _MOSTLY * len(values):
            taken.add(target)
            return Guess(guess.column, target, f"its values are {what}", guess.example)
    return guess


def _quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{_scalar(char):08x}" for char in escaped) + '"'


def _scalar(char: str) -> int:
    """Return the number of a character; half a surrogate pair, which TOML cannot hold, is replaced."""
    return 0xFFFD if "\ud800" <= char <= "\udfff" else ord(char)
