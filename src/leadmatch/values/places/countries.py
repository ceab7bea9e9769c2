"""Countries: from codes and from names in nine languages to ISO 3166-1 alpha-2, and what hangs on a country.

Names and currencies come from CLDR, calling codes from libphonenumber (`places_countries.tsv`); names in daily
use that CLDR lacks, and the nations of the United Kingdom, stand in `places_country_aliases.tsv`.
"""

from functools import cache
from typing import NamedTuple

from leadmatch.values.places.names import LONGEST_NAME, name_key
from leadmatch.values.resources import read

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja")
"""Languages whose country names are known (ISO 639-1)."""

_OTHER_CODES = {"UK": "GB", "EL": "GR"}
"""Codes that the European Union writes instead of the ISO ones."""


class _Country(NamedTuple):
    alpha2: str
    alpha3: str
    calling: int | None
    currency: str | None
    names: tuple[tuple[str, ...], ...]


@cache
def _countries() -> dict[str, _Country]:
    table = {}
    for line in read("data/places_countries.tsv").splitlines()[1:]:
        alpha2, alpha3, calling, currency, *names = line.split("\t")
        spelled = tuple(tuple(cell.split("|")) for cell in names)
        table[alpha2] = _Country(alpha2, alpha3, int(calling) if calling else None, currency or None, spelled)
    return table


@cache
def _by_code() -> dict[str, str]:
    codes = {country.alpha3: country.alpha2 for country in _countries().values()}
    return codes | {code: code for code in _countries()} | _OTHER_CODES


@cache
def _by_name() -> dict[str, str]:
    """Return country by key of name; a name that stands for two countries goes to the first language's."""
    found: dict[str, str] = {}
    for language in range(len(LANGUAGES)):
        for country in _countries().values():
            for name in country.names[language]:
                found.setdefault(name_key(name), country.alpha2)
    for line in read("data/places_country_aliases.tsv").splitlines()[1:]:
        code, names = line.split("\t")
        found |= {name_key(name): code for name in names.split("|")}
    return found


def country_code(text: str | None) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country that is given as a code or as a name.

    Args:
        text: alpha-2 or alpha-3 in any case (`de`, `DEU`, also `UK`), or a name in one of `LANGUAGES` with or
            without accents (`Allemagne`, `ドイツ`, `Holland`, `England`).

    Returns:
        The code in capitals, such as `DE`; None where the text names no country for certain.
    """
    if not text or len(text) > LONGEST_NAME:
        return None
    short = text.strip().upper()
    return _by_code().get(short) or _by_name().get(name_key(text))


def country_name(code: str, language: str = "en") -> str:
    """Return the name of a country, such as `Germany` for `DE`.

    Args:
        code: ISO 3166-1 alpha-2, in any case.
        language: one of `LANGUAGES`; another one gives the English name.

    Returns:
        The name; the code itself where it is not known.
    """
    country = _countries().get(code.upper())
    if country is None:
        return code
    return country.names[LANGUAGES.index(language) if language in LANGUAGES else 0][0]


def calling_code(code: str) -> int | None:
    """Return the telephone country code of a country, such as 49 for `DE`; None where it is unknown."""
    country = _countries().get(code.upper())
    return country.calling if country else None


def currency_of(code: str) -> str | None:
    """Return the currency in use in a country (ISO 4217), `EUR` for `DE`; None where it is unknown."""
    country = _countries().get(code.upper())
    return country.currency if country else None
