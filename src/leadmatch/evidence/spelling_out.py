"""Codes in words: a sentence says `Germany` where a reason observed `DE`, and 15,000 where it holds 15000."""

from collections.abc import Callable, Mapping

from leadmatch.values.places.countries import country_name
from leadmatch.values.places.regions import region_name
from leadmatch.values.text.language_names import language_name


def spelled_out(kind: str, value: str, language: str = "en") -> str:
    """Return a value in words.

    Args:
        kind: what it is: `country` (ISO 3166-1), `region` (ISO 3166-2), `languages` (ISO 639-1, split by commas) or
            `count` (a whole number); another kind leaves it as it is.
        value: as the reason holds it; one that is not known as such is left as it is.
        language: of the sentence (ISO 639-1).
    """
    spell = _KINDS.get(kind)
    return spell(value, language) if spell else value


def _region(code: str, _language: str) -> str:
    return region_name(code)


def _languages(codes: str, _language: str) -> str:
    return ", ".join(language_name(code) for code in codes.split(", "))


def _count(digits: str, _language: str) -> str:
    return f"{int(digits):,}" if digits.isdecimal() and digits.isascii() and len(digits) < _LONGEST else digits


_LONGEST = 20
_KINDS: Mapping[str, Callable[[str, str], str]] = {
    "country": country_name,
    "region": _region,
    "languages": _languages,
    "count": _count,
}
