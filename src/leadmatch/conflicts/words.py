"""Words of company names: what each one tells when two names are compared."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from leadmatch.values.identity.spelling import one_spelling
from leadmatch.values.places.countries import country_code, country_name
from leadmatch.values.resources import read
from leadmatch.values.text.fold import fold

FILLER: Final = 0.3
"""What a word tells that firms of any trade use."""

PLACE: Final = 0.4
"""What a country tells, and the name of the record's own city, region or country."""

ORDINARY: Final = 0.6
"""What a word of a trade tells, or the name of a people or a part of the world."""

COMMON_NAME: Final = 1.2
"""What a family name tells that many firms bear."""

LARGE_PLACE: Final = 1.3
"""What a large city or region tells: with a word of a trade it is a name, so that records may meet by it."""

_BY_LENGTH: Final = (0.0, 1.2, 1.3, 1.6, 2.0, 2.2, 2.5, 2.5, 2.7)
_LONG: Final = 3.0
_VOWELS: Final = frozenset("aeiouy ")
_LONGEST_CODE: Final = 3
"""Letters up to which a word may be the code of a country, which names none."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The shipped lists of words, all in comparable spelling.

    Attributes:
        told: word → the units that it tells.
        filler: words that firms of any trade use.
        site: what says which part of one firm writes.
        small: words that only join or point.
        nameless: what people write instead of a name.
        same: short or foreign spelling → the word or words that stand for all.
    """

    told: dict[str, float]
    filler: frozenset[str]
    site: frozenset[str]
    small: frozenset[str]
    nameless: frozenset[str]
    same: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped lists."""
    table = tomllib.loads(read("data/conflicts_words.toml"))
    trades, cities, countries = (_spellings(table.pop(name)) for name in ("same", "city_names", "country_names"))
    same = trades | cities | countries
    lists = {name: frozenset(map(one_spelling, words)) for name, words in table.items()}
    standards = {part for words in trades.values() for part in words.split()}
    levels = (  # of a word in several lists, the last one counts
        (LARGE_PLACE, lists["cities"]),
        (COMMON_NAME, lists["common_names"]),
        (ORDINARY, {"and"} | lists["peoples"] | _with_standard(lists["ordinary"], same) | trades.keys() | standards),
        (FILLER, _with_standard(lists["filler"], same)),
        (0.0, lists["small"]),
    )
    return Vocabulary(
        told={word: units for units, words in levels for word in words},
        filler=_with_standard(lists["filler"], same),
        site=_with_standard(lists["site"], same),
        small=lists["small"],
        nameless=lists["nameless"],
        same=same,
    )


def _spellings(table: dict[str, Any]) -> dict[str, str]:
    return {one_spelling(short): word for word, spellings in table.items() for short in spellings}


def _with_standard(words: frozenset[str], same: dict[str, str]) -> frozenset[str]:
    return words | {same.get(word, word) for word in words}


@lru_cache(maxsize=65_536)
def standard(word: str) -> str:
    """Return the word that stands for a word's short forms and translations, and for the names of a place.

    Args:
        word: in comparable spelling: `univ` and `universidad` give `university`, `wien` gives `vienna`.

    Returns:
        One word; two, parted by a blank, for an abbreviation such as `tu`.
    """
    known = vocabulary()
    country = "" if word in known.told else _country(word)  # `Island` is Iceland in German alone
    return known.same.get(word) or (one_spelling(fold(country)) if country.isalpha() else word)


def _country(word: str) -> str:
    """Return the English name of the country that a word names, empty where it names none."""
    code = country_code(word) if len(word) > _LONGEST_CODE else None
    return country_name(code) if code else ""


@lru_cache(maxsize=65_536)
def listed(word: str) -> bool:
    """Whether a word stands in a shipped list or names a country, so that it is no slip and no short form of another.

    Args:
        word: in comparable spelling.
    """
    return word in vocabulary().told or bool(_country(word))


@lru_cache(maxsize=65_536)
def information(word: str) -> float:
    """Return how much a word that two names share tells, in units from 0 to 3.

    Args:
        word: in comparable spelling.
    """
    told = vocabulary().told.get(word)
    if told is not None:
        return told
    if _country(word):
        return PLACE
    return _BY_LENGTH[len(word)] if len(word) < len(_BY_LENGTH) else _LONG


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Return a form that most slips of the keyboard leave as it is: the first letter, and each consonant once.

    Args:
        word: in comparable spelling, not empty.
    """
    return word[0] + "".join(sorted(set(word[1:]) - _VOWELS))
