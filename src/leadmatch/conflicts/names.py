"""Compare the names of two companies word by word: which words agree, and how much those tell."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.words import ORDINARY, PLACE, information, listed, skeleton, standard, vocabulary
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code

_SURE: Final = 1.0
_ABBREVIATED: Final = 0.8
_INITIALS: Final = 0.9
_ONE_STROKE: Final = 0.7
_PLURALS: Final = frozenset({"s", "es", "n", "en"})
_LONGEST_CODE: Final = 3
_SHORTEST_STUMP: Final = 3
_LONE_STUMP: Final = 2 / 3
"""Part of a name's only word that stands for it."""
_SHORTEST_FUZZY: Final = 5
_MOST_STROKES: Final = 2
_SHORTEST_LONG: Final = 10
_SHORTEST_LOOSE: Final = 7
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


class NameComparison(NamedTuple):
    """What two company names have in common.

    Attributes:
        agreement: how they agree.
        shared: units of information in the words that agree, near matches counted in part.
        words: how many words agree.
        telling: how many of those words are neither ordinary nor a place.
        rest: units in the words that only one of them has, on the side that has more.
        against: the same on the side that has fewer; 0 unless the names contest each other.
        by_initials: whether nothing but initials agrees.
        common: the words that agree to the letter, and the shorter of two that nearly do.
        slips: pairs of words that are a stroke or two apart, or of which one shortens the other.
    """

    agreement: NameAgreement
    shared: float = 0.0
    words: int = 0
    telling: int = 0
    rest: float = 0.0
    against: float = 0.0
    by_initials: bool = False
    common: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


_UNKNOWN: Final = NameComparison(NameAgreement.UNKNOWN)


class _Match(NamedTuple):
    """A word that two names share.

    Attributes:
        word: the word; of two that nearly agree, the one that tells less.
        sureness: from 0 to 1.
        twin: the word of the other name, where it is spelled otherwise.
    """

    word: str
    sureness: float = _SURE
    twin: str = ""


_Alignment = tuple[Sequence[_Match], Sequence[str], Sequence[str]]
"""The words that agree, and what is left of each name."""


def compare_names(
    a: Portrait, b: Portrait, *, loose: bool = False, told: Callable[[str], float] = information
) -> NameComparison:
    """Compare the company names of two portraits; the order of the two does not matter.

    Args:
        a: one record.
        b: the other.
        told: how much a word that two names share tells, in units from 0 to 3.
        loose: take two strokes in a word of seven letters for a slip, where other records tell slips from names.
    """
    if not a.company or not b.company:
        return _UNKNOWN
    if a.company_key == b.company_key:
        words = min(a.company, b.company, key=lambda words: (len(words), words))
        return _compared(([_Match(word) for word in words], (), ()), told, a, b)
    if _spelled_by_initials(a, b) or _spelled_by_initials(b, a):
        letters = max(sorted((a.company, b.company)), key=len)
        return _compared(([_Match(word, _INITIALS) for word in letters], (), ()), told, a, b)
    matched, rest_a, rest_b = _align(*sorted((a.company, b.company)), loose=loose)
    telling = any(information(match.word) > ORDINARY for match in matched)
    if telling and not (rest_a and rest_b) and not _tells_more(rest_a or rest_b, a, b):
        rest_a = rest_b = ()
    return _compared((matched, rest_a, rest_b), told, a, b)


def may_agree(a: Portrait, b: Portrait) -> bool:
    """Whether two names may be one, or one part of the other, or have words that nearly agree.

    It is asked before names are compared, and never denies what `compare_names` finds.

    Args:
        a: one record, with a company name.
        b: the other, likewise.
    """
    if a.company_key == b.company_key or _spelled_by_initials(a, b) or _spelled_by_initials(b, a):
        return True
    rest = [word for word in a.company if word not in b.company]
    far = [word for word in b.company if word not in a.company]
    if not rest or not far or max(len(rest), len(far)) >= _FEWEST_INITIALS:
        return True
    together = max(len(rest), len(far)) > 1
    return any(_may_be_one(word, twin, together=together) for word, twin in product(rest, far) if word[0] == twin[0])


def _may_be_one(one: str, other: str, *, together: bool) -> bool:
    """Whether two words may be few strokes apart, or one begins with the other."""
    if one.startswith(other) or other.startswith(one):
        return together or min(len(one), len(other)) >= _SHORTEST_STUMP
    if min(len(one), len(other)) < _SHORTEST_FUZZY or abs(len(one) - len(other)) > _MOST_STROKES:
        return False
    most = _MOST_STROKES if min(len(one), len(other)) >= _SHORTEST_LOOSE else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _spelled_by_initials(short: Portrait, long: Portrait) -> bool:
    """Whether one name is nothing but the initials of the other, three at least."""
    word = short.company[0]
    return word in long.initials and len(short.company) == 1 and len(word) >= _FEWEST_INITIALS


def _tells_more(rest: Sequence[str], a: Portrait, b: Portrait) -> bool:
    """Whether words that are left over say more than which site of one firm writes."""
    site = vocabulary().site
    countries = frozenset((a.country, b.country)) - {""}
    return any(
        word not in site and word not in a.places and word not in b.places and not _place_name(word, countries)
        for word in rest
    )


@lru_cache(maxsize=65_536)
def _place_name(word: str, countries: frozenset[str]) -> bool:
    """Whether a word is a country's name, or that of a region of one of some countries."""
    named = len(word) > _LONGEST_CODE and country_code(word) is not None
    return named or any(region_code(word, country) for country in countries)


def _compared(alignment: _Alignment, told: Callable[[str], float], a: Portrait, b: Portrait) -> NameComparison:
    matched, one, other = alignment
    fewer, more = sorted((sum(_worths(one, told, a, b)), sum(_worths(other, told, a, b))))
    by_initials = {match.sureness for match in matched} <= {_INITIALS}
    if by_initials and (one or other or not matched):  # initials with other words beside them are chance
        return NameComparison(NameAgreement.DIFFERENT, rest=more, against=fewer)
    words = tuple([match.word for match in matched])
    worths = _worths(words, told, a, b)
    agreement = NameAgreement.CONTESTED if one and other else NameAgreement.PART
    return NameComparison(
        agreement if one or other else NameAgreement.SAME,
        sum([units * match.sureness for units, match in zip(worths, matched, strict=True)]),
        len(words),
        sum([units > ORDINARY for units in worths]),
        more,
        fewer if one and other else 0.0,
        by_initials,
        words,
        tuple([(match.word, match.twin) for match in matched if match.twin]),
    )


def _worths(words: Sequence[str], told: Callable[[str], float], a: Portrait, b: Portrait) -> list[float]:
    """Return what words tell between two records: a place of theirs tells less."""
    return [min(PLACE, told(word)) if word in a.places or word in b.places else told(word) for word in words]


def _align(name: tuple[str, ...], twin: tuple[str, ...], *, loose: bool) -> _Alignment:
    """Pair the words of two names, the surest ways first, and return what is left of each."""
    one, other = list(name), list(twin)
    matched: list[_Match] = []
    for word in name:
        if word in other:
            one.remove(word)
            other.remove(word)
            matched.append(_Match(word))
    if not {word[0] for word in one}.isdisjoint([word[0] for word in other]):  # else nothing can nearly agree
        for short, long in ((one, other), (other, one)):
            matched += _written_together(short, long)
        matched += _nearly(one, other, _SHORTEST_LOOSE if loose else _SHORTEST_LONG, beside=bool(matched))
        for short, long in ((one, other), (other, one)):
            matched += _by_initials(short, long)
    return matched, one, other


def _nearly(one: list[str], other: list[str], long: int, *, beside: bool) -> Iterator[_Match]:
    """Match words that are nearly one, the nearest first, and take them out; other words may agree beside them."""
    for word in tuple(one):
        alike = ((_nearness(word, there, long, beside=beside), there) for there in other if there[0] == word[0])
        near = max(alike, default=(0.0, ""))
        if near[0] > 0:
            one.remove(word)
            other.remove(near[1])
            plain, twin = sorted((word, near[1]), key=lambda spelling: (information(spelling), spelling))
            yield _Match(plain, near[0], twin)


def _nearness(one: str, other: str, shortest: int, *, beside: bool) -> float:
    """Return how sure two words with one first letter are one: a plural, an abbreviation, one stroke apart."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    more = len(long) - len(short)
    begins = len(short) >= _SHORTEST_STUMP and more > 0 and long.startswith(short)
    if begins and _ends_a_name(long[len(short) :]):
        return _ABBREVIATED
    if listed(short) and listed(long):  # `south` and `southwestern`, `slovenia` and `slovakia`
        return 0.0
    if begins and more > 1 and _shortens(short, long, beside=beside):
        return _ONE_STROKE
    if len(short) < _SHORTEST_FUZZY or more > _MOST_STROKES:
        return 0.0
    strokes = OSA.distance(short, long, score_cutoff=_MOST_STROKES)
    two = strokes == _MOST_STROKES and len(short) >= shortest and skeleton(short) == skeleton(long)
    return _ONE_STROKE if strokes == 1 or two else 0.0


def _ends_a_name(tail: str) -> bool:
    """Whether letters behind a name add nothing to it: a plural, or what firms of any trade add (`Citigroup`)."""
    return tail in _PLURALS or (len(tail) > _SHORTEST_STUMP and standard(tail) in vocabulary().filler)


def _shortens(short: str, long: str, *, beside: bool) -> bool:
    """Whether a word that begins another stands for it: `Comm` is `Communications`, `Intel` is not `Intelsat`."""
    if information(long) <= ORDINARY:
        return True
    most = len(short) > _SHORTEST_FUZZY and len(short) >= _LONE_STUMP * len(long)
    return most or (beside and len(short) > _SHORTEST_STUMP)


def _written_together(short: list[str], long: list[str]) -> list[_Match]:
    """Match a word of one name with two or more in a row of the other that spell it, and take them out."""
    if len(long) < 2 or not short:  # noqa: PLR2004 - two words at least
        return []
    together = "".join(long)
    for word in short:
        begin = together.find(word)
        if begin < 0:
            continue
        bounds = {len("".join(long[:count])): count for count in range(len(long) + 1)}
        start, end = bounds.get(begin), bounds.get(begin + len(word))
        if start is not None and end is not None and end - start > 1:
            return _taken(word, short, long, slice(start, end), _SURE)
    return []


def _by_initials(short: list[str], long: list[str]) -> list[_Match]:
    """Match a word of one name with three to six in a row of the other that begin with its letters."""
    letters = "".join(word[0] for word in long) if len(long) >= _FEWEST_INITIALS else ""
    for word in short if letters else ():
        begin = letters.find(word) if _FEWEST_INITIALS <= len(word) <= _MOST_INITIALS else -1
        if begin >= 0:
            return _taken(word, short, long, slice(begin, begin + len(word)), _INITIALS)
    return []


def _taken(word: str, short: list[str], long: list[str], run: slice, sureness: float) -> list[_Match]:
    """Take a word out of one name and the words that match it out of the other."""
    parts = long[run]
    short.remove(word)
    del long[run]
    return [_Match(part, sureness) for part in parts]
