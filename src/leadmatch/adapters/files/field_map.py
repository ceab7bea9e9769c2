"""A field map: which column of another system's file means which column of ours, as TOML."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from os import PathLike, fspath

from leadmatch.adapters.files.source import Source
from leadmatch.errors import SettingsError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, columns
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

_KINDS: Mapping[str, type[Record]] = {"lead": Lead, "partner": Partner, "deal": Deal, "offer": Offer}


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Their column → our column, for each kind of record.

    Attributes:
        tables: `lead`, `partner`, `deal`, `offer` → their column → our column.
    """

    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: type[Record]) -> Mapping[str, str]:
        """Return the table of a kind of record, empty if there is none."""
        return self.tables.get(kind.__name__.lower(), {})

    @classmethod
    def from_toml(cls, text: str, name: str = "field map") -> "FieldMap":
        """Read a field map.

        Args:
            text: TOML with the tables `[lead]`, `[partner]`, `[deal]`, `[offer]`; a line is `"E-Mail" = "email"`.
            name: what messages call it.

        Raises:
            SettingsError: it is no TOML, or names a column that does not exist; all faults at once.
        """
        try:
            tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise SettingsError(
                f'{name} is not TOML: {error}. Write lines such as "E-Mail" = "email" below [lead]'
            ) from None
        return cls.from_tables(tables, name)

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, str]], name: str = "field map") -> "FieldMap":
        """Return the field map of tables that were read already, such as the section `[map]` of the settings.

        Raises:
            SettingsError: as `from_toml`.
        """
        faults = [fault for kind, table in tables.items() for fault in _faults(kind, table)]
        if faults:
            raise SettingsError(f"{name}: " + "; ".join(faults))
        return cls(tables)


def read_field_map(path: str | PathLike[str]) -> FieldMap:
    """Read the field map in a TOML file.

    Raises:
        FileError: the file cannot be read.
        SettingsError: it is wrong.
    """
    source = Source.of(path)
    with source.text(source.encoding(), newline="\n") as text:
        return FieldMap.from_toml(text.read(), fspath(path))


def _faults(kind: str, table: object) -> list[str]:
    if kind not in _KINDS:
        return [f"there is no kind of record {kind!r}{_nearest(kind, tuple(_KINDS))}"]
    if not isinstance(table, Mapping):
        return [f'[{kind}] is a table of lines such as "E-Mail" = "email"']
    known = columns(_KINDS[kind])
    return [
        f"[{kind}] {theirs!r} means {ours!r}, which is no column of a {kind}{_nearest(str(ours), known)}"
        for theirs, ours in table.items()
        if ours not in known
    ]


def _nearest(word: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(word.casefold()[:100], known, n=1, cutoff=0)
    return f"; the nearest is {near[0]}" if near else ""
