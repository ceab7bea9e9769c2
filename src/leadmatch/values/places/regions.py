"""Regions of countries (ISO 3166-2): states, provinces, counties, departments, by code and by name.

Codes, parents and names come from CLDR and iso3166-2 (`places_subdivisions.tsv`); short forms in daily use, such
as `Pa.` and `NRW`, stand in `places_region_aliases.tsv`.
"""

import re
from functools import cache, lru_cache

from leadmatch.values.places.countries import country_code
from leadmatch.values.places.names import LONGEST_NAME, name_key
from leadmatch.values.resources import read

_RETIRED = {
    "FR-75": "FR-75C",
    "FR-COR": "FR-20R",
    "IN-CT": "IN-CG",
    "IN-OR": "IN-OD",
    "IN-TG": "IN-TS",
    "IN-UT": "IN-UK",
    "MX-DIF": "MX-CMX",
}
"""Codes that ISO replaced and that older systems still write."""

LONGEST_CODE = 3
"""Signs of the part of a code that follows the country."""

_CODE = re.compile(r"([A-Za-z]{2})\s?[-_./ ]\s?([A-Za-z0-9]{1,3})")
_KINDS = re.compile(
    r"^(?:the )?(?:state|province|county|region|canton|kanton|land|freistaat|provincia|provincie|provins|departement"
    r"|departamento|estado|comunidad|regione|wojewodztwo|co|co\.) (?:of |de |di |do |da |d )?(?=\w{3})"
    r"|(?<=\w\w\w)(?:s? lan|(?: state| province| county| region| prefecture| fylke| kraj| megye))$"
)


@cache
def _parents() -> dict[str, str]:
    """Return every current code with its parent's, which is empty where the parent is the country."""
    rows = (line.split("\t") for line in read("data/places_subdivisions.tsv").splitlines()[1:])
    return {code: parent for code, parent, _ in rows}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read("data/places_subdivisions.tsv").splitlines()[1:])
    return {code: tuple(names.split("|")) for code, _, names in rows}


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Return codes by key of name: the region before the smaller ones inside it, over all countries."""
    found: dict[str, list[str]] = {}
    aliases = (line.split("\t") for line in read("data/places_region_aliases.tsv").splitlines()[1:])
    rows = [(code, name) for code, names in _names().items() for name in names]
    rows += [(code, name) for code, names in aliases for name in names.split("|")]
    for code, name in rows:
        codes = found.setdefault(name_key(name), [])
        if code not in codes:
            codes.append(code)
    return {key: tuple(sorted(codes, key=_depth)) for key, codes in found.items()}


def _depth(code: str) -> tuple[int, str]:
    return len(lineage(code)), code


def lineage(code: str) -> tuple[str, ...]:
    """Return a region and the regions it lies in, the smallest first: `GB-KEN` gives `GB-KEN`, `GB-ENG`."""
    parents = _parents()
    found = [code]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return tuple(found)


def parent(code: str) -> str | None:
    """Return the region that a region lies in, such as `GB-ENG` for `GB-KEN`; None where that is the country."""
    return _parents().get(code) or None


def region_name(code: str) -> str:
    """Return the English name of a region, such as `Bavaria` for `DE-BY`; the code itself where it is unknown."""
    return _names().get(code, (code,))[0]


def _known(code: str) -> str | None:
    code = _RETIRED.get(code, code)
    return code if code in _parents() else None


def _from_code(text: str, country: str | None) -> str | None:
    """Read `US-PA`, `us_pa`, or `PA` beside a country that is known."""
    match = _CODE.fullmatch(text)
    if match:
        full = f"{match[1]}-{match[2]}".upper()
        if found := _known(full):
            return found
        head = country_code(match[1])
        return _known(f"{head}-{match[2].upper()}") if head else None
    if country and text.isascii() and text.isalnum() and len(text) <= LONGEST_CODE:
        return _known(f"{country}-{text.upper()}")
    return None


def _from_name(text: str, country: str | None) -> str | None:
    key = name_key(text)
    if country is None and len(key) <= LONGEST_CODE:
        return None
    for name in dict.fromkeys((key, _KINDS.sub("", key))):
        codes = [code for code in _by_name().get(name, ()) if country is None or code.startswith(f"{country}-")]
        places = {code[:2] for code in codes}
        if codes and len(places) == 1:
            return codes[0]
    return None


@lru_cache(maxsize=8192)
def region_code(text: str | None, country: str | None = None) -> str | None:
    """Return the ISO 3166-2 code of a region that is given as a code or as a name.

    Args:
        text: a code in any case (`US-PA`, `us-pa`), its second part where the country is given (`PA`, `Pa.`), or
            an English or local name (`Bavaria`, `Bayern`, `County Cork`).
        country: ISO 3166-1 alpha-2 of the country it lies in, where that is known.

    Returns:
        The code; None where nothing is known for certain, such as a name that several countries have. Of two
        regions of one name the larger is meant (`Antwerpen` the province, not the city in it).
    """
    if not text or len(text) > LONGEST_NAME:
        return None
    bare = text.strip()
    return _from_code(bare, country) or _from_name(bare, country)
