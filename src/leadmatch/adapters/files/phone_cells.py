"""Phone numbers that a table stored as numbers: what is left is used where it can be, what is lost is told.

A spreadsheet or a data frame that takes a phone number for a number drops its leading zero or `+`, and shows it as
`4.42E+11` once the column is narrow; saved in that form, its last digits are gone.
"""

import re
from typing import Any

from leadmatch.values.places.countries import country_code

_EXACT, _LONGEST = 2**53, 10**18
"""From the first on a floating-point number leaves out digits; from the second on it is no phone number at all."""
_WITH_COUNTRY_CODE = 11
"""Digits from which a number without a country is tried with `+`; shorter ones could be of any country."""
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d{1,15})?[eE]\+?\d{1,2}")
_REMEDY = "Keep the column as text from its source on, in pandas with dtype=str."
_LOST = f"It was stored as a number and its last digits are lost, so it is not read. {_REMEDY}"
_USED = (
    "It was stored as a number, so its leading zero or + is gone; it was read as a number of the lead's country, or "
    f"with its country code. {_REMEDY}"
)
_KEPT = f"It was stored as a number, so its leading zero or + is gone; of which country it is cannot be told. {_REMEDY}"


def mended(phone: Any, country: object) -> tuple[str | None, str]:  # noqa: ANN401 - whatever stands in a cell
    """Return what can be used of a phone number that was stored as a number, and a sentence on it.

    Args:
        phone: what stands in the cell.
        country: what stands in the cell of the lead's country.

    Returns:
        The number as text, None where its digits are lost; the sentence is empty where nothing had to be mended.
    """
    if isinstance(phone, str):
        return (None, _LOST) if _SCIENTIFIC.fullmatch(phone.strip()) else (phone, "")
    if not isinstance(phone, int | float) or isinstance(phone, bool) or phone != phone or not 0 != phone < _LONGEST:  # noqa: PLR0124 - NaN
        return None, ""
    if phone < 0 or phone % 1 or (isinstance(phone, float) and phone >= _EXACT):
        return None, _LOST
    digits = str(int(phone))
    number = _dialled(digits, country_code(str(country)) if country else None)
    return (number, _USED) if number else (digits, _KEPT)


def _dialled(digits: str, country: str | None) -> str | None:
    """Return the number in E.164 that the digits were, or None where that cannot be told."""
    from leadmatch.values.identity.phone import read_phone

    whole = read_phone(f"+{digits}")
    if whole.valid and country is not None and whole.country == country:
        return whole.e164
    if country is not None:
        readings = (read_phone(digits, country), read_phone(f"0{digits}", country))
        found = next((reading.e164 for reading in readings if reading.valid), None)
        if found is not None:
            return found
    return whole.e164 if len(digits) >= _WITH_COUNTRY_CODE else None
