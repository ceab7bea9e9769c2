"""The shipped table of industries: 27 groups, their industries, what they are called and which codes they have."""

from dataclasses import dataclass
from functools import cache
from typing import NewType

from leadmatch.values.resources import read

IndustryId = NewType("IndustryId", str)
"""A group (`healthcare`), an industry of a group (`healthcare/dental`), or an umbrella (`any_manufacturing`)."""

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
"""Languages of the words (ISO 639-1)."""

_COMPOUNDING = ("en", "de", "nl")


@dataclass(frozen=True, slots=True)
class Industry:
    """One row of the table.

    Attributes:
        industry_id: see `IndustryId`.
        label: its English name.
        codes: prefixes of codes by system (`naics`: NAICS 2022 and 2017, `isic`: ISIC 4 and NACE 2, `sic`: SIC 1987).
        adjacent: groups with similar customers.
        words: what it is called, in all languages.
        compounding: those of `words` whose languages write compounds as one word, and English.
    """

    industry_id: IndustryId
    label: str
    codes: dict[str, tuple[str, ...]]
    adjacent: frozenset[str]
    words: tuple[str, ...]
    compounding: tuple[str, ...]

    @property
    def group(self) -> str:
        """The group that it is or lies in."""
        return group_of(self.industry_id)


@dataclass(frozen=True, slots=True)
class Umbrella:
    """A word for several groups, such as manufacturing; it fits each of them, and none exactly.

    Attributes:
        industry_id: its own id.
        label: its English name.
        members: groups under it.
        words: what it is called, in all languages.
    """

    industry_id: IndustryId
    label: str
    members: frozenset[str]
    words: tuple[str, ...]


def group_of(industry_id: IndustryId) -> str:
    """Return the group of an id: the part before the `/`."""
    return industry_id.partition("/")[0]


def is_group(industry_id: IndustryId) -> bool:
    """Return whether an id stands for a whole group or umbrella."""
    return "/" not in industry_id


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in read(f"data/{name}").splitlines()[1:]]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def industries() -> dict[IndustryId, Industry]:
    """Return all groups and industries by id, in the order of the table."""
    table = {}
    for industry_id, label, naics, isic, sic, adjacent, *words in _rows("industries_taxonomy.tsv"):
        codes = {"naics": _list(naics), "isic": _list(isic), "sic": _list(sic)}
        spelled = {language: _list(cell) for language, cell in zip(LANGUAGES, words, strict=True)}
        compounding = tuple(word for language in _COMPOUNDING for word in spelled[language])
        key = IndustryId(industry_id)
        every = tuple(word for cell in spelled.values() for word in cell)
        table[key] = Industry(key, label, codes, frozenset(_list(adjacent)), every, compounding)
    return table


@cache
def umbrellas() -> dict[IndustryId, Umbrella]:
    """Return all umbrellas by id."""
    rows = _rows("industries_umbrellas.tsv")
    return {
        IndustryId(key): Umbrella(IndustryId(key), label, frozenset(_list(members)), _list(words))
        for key, label, members, words in rows
    }


@cache
def picklists() -> tuple[tuple[str, IndustryId], ...]:
    """Return the values of the common CRMs' own lists of industries, each with its id."""
    return tuple((value, IndustryId(key)) for _, value, key in _rows("industries_picklists.tsv"))
