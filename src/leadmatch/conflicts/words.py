"""Words of company names: what each one tells when two names are compared."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from leadmatch.values.identity.spelling import one_spelling
from leadmatch.values.resources import read

ORDINARY: Final = 0.6
"""What a word of a trade tells."""

COMMON_NAME: Final = 1.2
"""What a family name tells that many firms bear."""

PLACE: Final = 0.4
"""What the name of the record's own city, region or country tells."""

_BY_LENGTH: Final = (0.0, 1.2, 1.2, 1.6, 2.0, 2.2, 2.5, 2.5, 2.7)
_LONG: Final = 3.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The shipped lists of words, all in comparable spelling.

    Attributes:
        ordinary: words that half the firms of a trade share.
        common_names: family names that many firms bear.
        site: what says which part of one firm writes.
        small: words that only join or point.
        nameless: what people write instead of a name.
        same: short or foreign spelling → the spelling that stands for all.
    """

    ordinary: frozenset[str]
    common_names: frozenset[str]
    site: frozenset[str]
    small: frozenset[str]
    nameless: frozenset[str]
    same: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the shipped lists."""
    table = tomllib.loads(read("data/conflicts_words.toml"))
    same = {one_spelling(short): word for word, spellings in table["same"].items() for short in spellings}
    lists = {name: frozenset(map(one_spelling, words)) for name, words in table.items() if name != "same"}
    ordinary = lists["ordinary"] | {same.get(word, word) for word in lists["ordinary"]} | same.keys()
    return Vocabulary(
        ordinary=frozenset(ordinary),
        common_names=lists["common_names"],
        site=lists["site"] | {same.get(word, word) for word in lists["site"]},
        small=lists["small"],
        nameless=lists["nameless"],
        same=same,
    )


@lru_cache(maxsize=65_536)
def information(word: str) -> float:
    """Return how much a word that two names share tells, in units from 0 to 3; a place counts as any other word.

    Args:
        word: in comparable spelling.
    """
    words = vocabulary()
    if word in words.small:
        return 0.0
    if word in words.ordinary or word == "and":
        return ORDINARY
    if word in words.common_names:
        return COMMON_NAME
    return _BY_LENGTH[len(word)] if len(word) < len(_BY_LENGTH) else _LONG
