"""Postal codes: how they are written, which prefix covers them, and the region they lie in where that is certain.

Regions by prefix stand in `places_postal.tsv`, longest prefix first; `-` there means that the codes under this
prefix lie in several regions, so nothing is said.
"""

import re
from functools import cache, lru_cache

from leadmatch.values.resources import read

LONGEST_POSTAL = 12
"""Longer texts are no postal code (signs without blanks)."""

_SIGNS = re.compile(r"[^0-9A-Z]+")
_FIVE_DIGITS = frozenset({"DE", "ES", "FR", "IT", "US"})
"""Countries whose codes have five digits and may have lost a leading zero in a spreadsheet."""

_WITH_LETTERS = frozenset({"CA", "GB", "IE", "NL"})
_COUNTRY_AND_DIGITS = re.compile(r"[A-Z]{1,3}([0-9]+)")
_BRITISH = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})?")
_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_AREA = re.compile(r"[A-Z]+")


@cache
def _regions() -> dict[str, dict[str, str | None]]:
    """Return region by prefix by country; None where the codes under a prefix lie in several regions."""
    table: dict[str, dict[str, str | None]] = {}
    for line in read("data/places_postal.tsv").splitlines()[1:]:
        country, region, prefixes = line.split("\t")
        table.setdefault(country, {}).update(dict.fromkeys(prefixes.split(" "), _certain(region)))
    return table


def _certain(region: str) -> str | None:
    return None if region == "-" else region


@lru_cache(maxsize=8192)
def normal_postal(country: str | None, postal_code: str | None) -> str | None:
    """Return a postal code in capitals without blanks and signs; a British one keeps the blank in its middle.

    Args:
        country: ISO 3166-1 alpha-2, where it is known.
        postal_code: as somebody wrote it: `D-79098`, `ec3m5ad`, `19104-1234`, `2139` for Boston's `02139`.

    Returns:
        The code (`79098`, `EC3M 5AD`, `191041234`, `02139`); None where the text can be no postal code.
    """
    if not postal_code or len(postal_code) > 4 * LONGEST_POSTAL:
        return None
    code = _SIGNS.sub("", postal_code.upper())
    if not code or len(code) > LONGEST_POSTAL:
        return None
    if country == "GB" and (match := _BRITISH.fullmatch(code)):
        return f"{match[1]} {match[2]}" if match[2] else match[1]
    if country not in _WITH_LETTERS and (match := _COUNTRY_AND_DIGITS.fullmatch(code)):
        code = match[1]
    return f"0{code}" if country in _FIVE_DIGITS and _FOUR_DIGITS.fullmatch(code) else code


def _area(code: str) -> str:
    """Return the letters that a British postal code starts with, such as `EC`."""
    match = _AREA.match(code)
    return match[0] if match else ""


def _longest(country: str, code: str) -> str | None:
    table = _regions().get(country, {})
    if country == "GB":
        return table.get(_area(code))
    return next((table[code[:end]] for end in range(len(code), 0, -1) if code[:end] in table), None)


def region_of_postal(country: str, postal_code: str | None) -> str | None:
    """Return the region (ISO 3166-2) that a postal code lies in, or None where that is not certain.

    Args:
        country: ISO 3166-1 alpha-2.
        postal_code: as somebody wrote it.
    """
    code = normal_postal(country, postal_code)
    return _longest(country, code) if code else None


@lru_cache(maxsize=8192)
def region_of_prefix(country: str, prefix: str) -> str | None:
    """Return the region that holds every postal code with this prefix, or None where there may be several."""
    code = _SIGNS.sub("", prefix.upper())
    longer = {region for other, region in _regions().get(country, {}).items() if other.startswith(code)}
    if country != "GB" and longer and len(longer | {_longest(country, code)}) > 1:
        return None
    return _longest(country, code)


@lru_cache(maxsize=8192)
def could_lie_in(country: str, prefix: str) -> bool:
    """Return whether a prefix has the form of this country's postal codes: letters where it has letters."""
    code = _SIGNS.sub("", prefix.upper())
    table = _regions().get(country)
    if not code or not table:
        return bool(code)
    return any(other[0].isalpha() == code[0].isalpha() for other in table)


def has_prefix(country: str, postal_code: str, prefix: str) -> bool:
    """Return whether a postal code starts with a prefix as the post of its country means it.

    In the United Kingdom `M` is the area M (Manchester), not ME or MK, and `E1` the district E1, not E17.

    Args:
        country: ISO 3166-1 alpha-2.
        postal_code: as `normal_postal` gives it.
        prefix: the beginning of a code as somebody wrote it.
    """
    start = " ".join(prefix.upper().split())
    if country == "GB":
        return _british_prefix(postal_code, start)
    return postal_code.startswith(_SIGNS.sub("", start))


def _british_prefix(postal_code: str, start: str) -> bool:
    outward = postal_code.partition(" ")[0]
    if " " in start:
        return postal_code.startswith(start)
    if start.isalpha():
        return _area(outward) == start
    return outward == start or (outward[:-1] == start and outward[-1].isalpha())
