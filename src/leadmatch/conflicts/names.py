"""Compare the names of two companies word by word: which words agree, and how much those tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.words import ORDINARY, PLACE, information, vocabulary
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code

_SURE: Final = 1.0
_ABBREVIATED: Final = 0.8
_INITIALS: Final = 0.9
_ONE_STROKE: Final = 0.7
_LONGEST_CODE: Final = 3
_SHORTEST_STUMP: Final = 3
_SHORTEST_FUZZY: Final = 5
_SHORTEST_LONG: Final = 10
_FEWEST_INITIALS: Final = 3
_MOST_INITIALS: Final = 6


class NameAgreement(StrEnum):
    """How two company names agree."""

    UNKNOWN = "unknown"
    """One of them has no name."""
    SAME = "same"
    """Each word has its match."""
    PART = "part"
    """All words of one stand in the other, which has more."""
    CONTESTED = "contested"
    """Some words agree, and each has others of its own."""
    DIFFERENT = "different"
    """No word agrees."""


@dataclass(frozen=True, slots=True)
class NameComparison:
    """What two company names have in common.

    Attributes:
        agreement: how they agree.
        shared: units of information in the words that agree, near matches counted in part.
        words: how many words agree.
        telling: how many of those words are neither ordinary nor a place.
        rest: units in the words that only one of them has, on the side that has more.
        by_initials: whether nothing but initials agrees.
        against: the same on the side that has fewer; 0 unless the names contest each other.
    """

    agreement: NameAgreement
    shared: float = 0.0
    words: int = 0
    telling: int = 0
    rest: float = 0.0
    against: float = 0.0
    by_initials: bool = False


_UNKNOWN: Final = NameComparison(NameAgreement.UNKNOWN)


def compare_names(a: Portrait, b: Portrait) -> NameComparison:
    """Compare the company names of two portraits; the order of the two does not matter.

    Args:
        a: one record.
        b: the other.
    """
    if not a.company or not b.company:
        return _UNKNOWN
    one, other = _Name(a.company, a.company_key, a.initials), _Name(b.company, b.company_key, b.initials)
    if other < one:
        one, other = other, one
    return _compare(one, other, a.places | b.places, frozenset((a.country, b.country)))


class _Name(NamedTuple):
    words: tuple[str, ...]
    key: str
    initials: frozenset[str]


@lru_cache(maxsize=16_384)
def _compare(one: _Name, other: _Name, places: frozenset[str], countries: frozenset[str]) -> NameComparison:
    if one.key == other.key:
        return _compared([(word, _SURE) for word in one.words], (), (), places)
    if _spelled_by_initials(one, other) or _spelled_by_initials(other, one):
        letters = max(one.words, other.words, key=len)
        return _compared([(word, _INITIALS) for word in letters], (), (), places)
    matched, rest_one, rest_other = _align(one.words, other.words)
    if matched and not (rest_one and rest_other) and not _telling(rest_one + rest_other, places, countries - {""}):
        rest_one = rest_other = ()
    return _compared(matched, rest_one, rest_other, places)


def _spelled_by_initials(short: _Name, long: _Name) -> bool:
    """Whether one name is nothing but the initials of the other, three at least."""
    return len(short.words) == 1 and len(short.words[0]) >= _FEWEST_INITIALS and short.words[0] in long.initials


def _telling(rest: tuple[str, ...], places: frozenset[str], countries: frozenset[str]) -> bool:
    """Whether words that are left over say more than which site of one firm writes."""
    site = vocabulary().site
    return any(word not in site and word not in places and not _place_name(word, countries) for word in rest)


def _place_name(word: str, countries: frozenset[str]) -> bool:
    """Whether a word is a country's name, or that of a region of one of some countries."""
    named = len(word) > _LONGEST_CODE and country_code(word) is not None
    return named or any(region_code(word, country) for country in countries)


def _compared(
    matched: Sequence[tuple[str, float]], one: tuple[str, ...], other: tuple[str, ...], places: frozenset[str]
) -> NameComparison:
    shared = sum(_worth(word, places) * sureness for word, sureness in matched)
    telling = sum(_worth(word, places) > ORDINARY for word, _ in matched)
    fewer, more = sorted((sum(_worth(word, places) for word in one), sum(_worth(word, places) for word in other)))
    by_initials = all(sureness == _INITIALS for _, sureness in matched)
    if by_initials and (one or other or not matched):  # initials with other words beside them are chance
        return NameComparison(NameAgreement.DIFFERENT, rest=more, against=fewer)
    if one and other:
        return NameComparison(NameAgreement.CONTESTED, shared, len(matched), telling, more, fewer)
    agreement = NameAgreement.PART if one or other else NameAgreement.SAME
    return NameComparison(agreement, shared, len(matched), telling, more, by_initials=by_initials)


def _worth(word: str, places: frozenset[str]) -> float:
    return min(PLACE, information(word)) if word in places else information(word)


@lru_cache(maxsize=65_536)
def _align(
    name: tuple[str, ...], twin: tuple[str, ...]
) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...], tuple[str, ...]]:
    """Pair the words of two names, the surest ways first, and return what is left of each."""
    one, other = list(name), list(twin)
    matched: list[tuple[str, float]] = []
    for word in name:
        if word in other:
            one.remove(word)
            other.remove(word)
            matched.append((word, _SURE))
    for short, long in ((one, other), (other, one)):
        matched += _written_together(short, long)
    for word in tuple(one):
        near = max(((_nearness(word, there), there) for there in other), default=(0.0, ""))
        if near[0] > 0:
            one.remove(word)
            other.remove(near[1])
            matched.append((min(word, near[1], key=information), near[0]))
    for short, long in ((one, other), (other, one)):
        matched += _by_initials(short, long)
    return tuple(matched), tuple(one), tuple(other)


def _nearness(one: str, other: str) -> float:
    """Return how sure two words are one: a plural, an abbreviation, one stroke apart (first letter right)."""
    short, long = sorted((one, other), key=len)
    if short[:1] != long[:1]:
        return 0.0
    if long in {f"{short}s", f"{short}es", f"{short}n", f"{short}en"} and len(short) >= _SHORTEST_STUMP:
        return _ABBREVIATED
    strokes = OSA.distance(short, long, score_cutoff=2) if len(short) >= _SHORTEST_FUZZY else 3
    if strokes == 1 or (strokes == 2 and len(short) >= _SHORTEST_LONG):  # noqa: PLR2004 - two strokes in a long word
        return _ONE_STROKE
    stump = len(short) >= _SHORTEST_STUMP and len(long) >= len(short) + 2 and long.startswith(short)
    return _ONE_STROKE if stump else 0.0


def _written_together(short: list[str], long: list[str]) -> list[tuple[str, float]]:
    """Match a word of one name with two or more in a row of the other that spell it, and take them out."""
    together = "".join(long)
    for word in short if len(long) > 1 else ():
        begin = together.find(word)
        if begin < 0:
            continue
        bounds = {len("".join(long[:count])): count for count in range(len(long) + 1)}
        start, end = bounds.get(begin), bounds.get(begin + len(word))
        if start is not None and end is not None and end - start > 1:
            return _taken(word, short, long, slice(start, end), _SURE)
    return []


def _by_initials(short: list[str], long: list[str]) -> list[tuple[str, float]]:
    """Match a word of one name with three to six in a row of the other that begin with its letters."""
    letters = "".join(word[0] for word in long) if len(long) >= _FEWEST_INITIALS else ""
    for word in short if letters else ():
        begin = letters.find(word) if _FEWEST_INITIALS <= len(word) <= _MOST_INITIALS else -1
        if begin >= 0:
            return _taken(word, short, long, slice(begin, begin + len(word)), _INITIALS)
    return []


def _taken(word: str, short: list[str], long: list[str], run: slice, sureness: float) -> list[tuple[str, float]]:
    """Take a word out of one name and the words that match it out of the other."""
    parts = long[run]
    short.remove(word)
    del long[run]
    return [(part, sureness) for part in parts]
