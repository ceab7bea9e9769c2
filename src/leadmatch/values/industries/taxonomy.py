"""Industries: from words in nine languages and from codes to one taxonomy, and how near two industries are."""

from enum import StrEnum
from functools import cache, lru_cache

from leadmatch.values.industries.codes import find_codes
from leadmatch.values.industries.stems import stem
from leadmatch.values.industries.table import IndustryId, group_of, industries, is_group, picklists, umbrellas
from leadmatch.values.resources import read
from leadmatch.values.text.tokens import folded_words

LONGEST_FIELD = 400
"""Characters of a field that are read."""

_SHORTEST_PART = 6
"""Letters of a word by which a compound is recognised (`Zerspanungstechnik` by `Zerspanung`)."""


class Fit(StrEnum):
    """How near two industries are, nearest first."""

    EXACT = "exact"
    GROUP = "group"
    UMBRELLA = "umbrella"
    SIBLING = "sibling"
    ADJACENT = "adjacent"
    UNRELATED = "unrelated"
    UNKNOWN = "unknown"


_NEARNESS = tuple(Fit)


@cache
def _weak() -> frozenset[str]:
    """Return the stems of words that say too little inside a longer text; they count as a whole field only."""
    return frozenset(map(stem, read("data/industries_weak_words.txt").split()))


def _key(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in folded_words(text.replace("&", " and ")))


@cache
def _phrases() -> dict[tuple[str, ...], frozenset[IndustryId]]:
    """Return ids by the stems of a phrase; an umbrella's word is nobody else's."""
    found: dict[tuple[str, ...], set[IndustryId]] = {}
    for row in industries().values():
        for word in row.words:
            found.setdefault(_key(word), set()).add(row.industry_id)
    for value, industry_id in picklists():
        found.setdefault(_key(value), set()).add(industry_id)
    for umbrella in umbrellas().values():
        found.update({_key(word): {umbrella.industry_id} for word in umbrella.words})
    return {key: frozenset(ids) for key, ids in found.items() if key}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _parts() -> dict[str, frozenset[IndustryId]]:
    """Return the single English, German and Dutch words that are long enough to be part of a compound."""
    spelled = (word for row in industries().values() for word in row.compounding)
    keys = [key for word in spelled if len(key := _key(word)) == 1 and len(key[0]) >= _SHORTEST_PART]
    return {key[0]: _phrases()[key] for key in keys if key[0] not in _weak()}


def _compound(word: str) -> frozenset[IndustryId]:
    """Read a compound by the longest known word at its end, else at its beginning."""
    parts = _parts()
    size = len(word)
    ends = (word[start:] for start in range(1, size - _SHORTEST_PART + 1))
    beginnings = (word[:end] for end in range(size - 1, _SHORTEST_PART - 1, -1))
    return next((parts[part] for part in (*ends, *beginnings) if part in parts), frozenset())


def _at(words: tuple[str, ...], start: int) -> tuple[int, frozenset[IndustryId]]:
    """Return the end of the longest phrase that starts at a word, and what it stands for."""
    phrases = _phrases()
    for end in range(min(len(words), start + _longest()), start, -1):
        ids = phrases.get(words[start:end])
        if ids and not (end - start == 1 and words[start] in _weak()):
            return end, ids
    return start + 1, _compound(words[start])


def _inside(words: tuple[str, ...]) -> frozenset[IndustryId]:
    found: set[IndustryId] = set()
    start = 0
    while start < len(words):
        start, ids = _at(words, start)
        found |= ids
    return frozenset(found)


def _narrowed(ids: frozenset[IndustryId]) -> frozenset[IndustryId]:
    """Drop umbrellas beside anything else, and groups beside their own industries."""
    stated = frozenset(one for one in ids if one not in umbrellas()) or ids
    within = {group_of(one) for one in stated if not is_group(one)}
    return frozenset(one for one in stated if not (is_group(one) and one in within))


@lru_cache(maxsize=16384)
def find(text: str | None, country: str | None = None) -> frozenset[IndustryId]:
    """Return the industries that a field names, as words or as codes.

    Args:
        text: words in any of the nine languages (`Machine shop`, `Zerspanungstechnik`, `食品製造`), a value of a
            CRM's own list (`OIL_ENERGY`), or a NAICS, ISIC, NACE or SIC code with or without its system's name. 400
            characters are read.
        country: ISO 3166-1 alpha-2 of the company; it decides between systems where four or five digits stand alone.

    Returns:
        Ids; empty where nothing is recognised. Where an industry is named its group is left out.
    """
    if not text:
        return frozenset()
    field = text[:LONGEST_FIELD]
    words = _key(field)
    coded = find_codes(field, frozenset(folded_words(field)), country) if any(map(str.isdigit, field)) else None
    return coded or _narrowed(_phrases().get(words) or _inside(words))


def label(industry_id: IndustryId) -> str:
    """Return the English name of an id, such as `Dental`; the id itself where it is unknown."""
    row = industries().get(industry_id) or umbrellas().get(industry_id)
    return row.label if row else industry_id


@lru_cache(maxsize=65536)
def compare(lead_ids: frozenset[IndustryId], partner_ids: frozenset[IndustryId]) -> Fit:
    """Return the nearest fit between what a lead is and what a partner knows; the two can change places.

    Args:
        lead_ids: what the lead's company is.
        partner_ids: what the partner states.

    Returns:
        `exact`: the same; `group`: one is the whole group of the other; `umbrella`: one is a word for several groups
        among which the other's is; `sibling`: two industries of one group; `adjacent`: neighbouring groups;
        `unrelated`; `unknown` where either side is empty.
    """
    fits = {_pair(one, other) for one in lead_ids for other in partner_ids}
    return min(fits, key=_NEARNESS.index, default=Fit.UNKNOWN)


@lru_cache(maxsize=65536)
def _pair(one: IndustryId, other: IndustryId) -> Fit:
    shelters = umbrellas()
    if one in shelters or other in shelters:
        return _under_umbrella(one, other)
    if one == other:
        return Fit.EXACT
    if group_of(one) == group_of(other):
        return Fit.GROUP if is_group(one) or is_group(other) else Fit.SIBLING
    return Fit.ADJACENT if _adjoins(one, other) or _adjoins(other, one) else Fit.UNRELATED


def _under_umbrella(one: IndustryId, other: IndustryId) -> Fit:
    if one == other:
        return Fit.GROUP
    members = [_members(one), _members(other)]
    return Fit.UMBRELLA if members[0] & members[1] else Fit.UNRELATED


def _members(industry_id: IndustryId) -> frozenset[str]:
    shelter = umbrellas().get(industry_id)
    return shelter.members if shelter else frozenset({group_of(industry_id)})


def _adjoins(one: IndustryId, other: IndustryId) -> bool:
    """Return whether an industry, or its group, names the other's group as a neighbour."""
    table = industries()
    rows = [table[key] for key in (one, IndustryId(group_of(one))) if key in table]
    return any(group_of(other) in row.adjacent for row in rows)
