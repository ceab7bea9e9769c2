"""Codes of industries in a text: NAICS, ISIC, NACE and their national forms, and SIC."""

import re
from functools import cache

from leadmatch.values.industries.table import IndustryId, industries, is_group

_CODE = re.compile(
    r"(?<![A-Za-z0-9.,/-])"
    r"(?P<section>[A-U][ .]?)?"
    r"(?P<digits>[0-9]{2}(?:\.[0-9]{1,2}){1,2}|[0-9]{2,6})"
    r"(?P<letter>[A-Z])?(?![A-Za-z0-9/-]|[.,][0-9])"
)
_SYSTEMS = {
    "naics": "naics", "scian": "naics", "sic": "sic", "isic": "isic", "ciiu": "isic", "nace": "isic", "wz": "isic",
    "naf": "isic", "ape": "isic", "ateco": "isic", "cnae": "isic", "sbi": "isic", "pkd": "isic", "cae": "isic",
    "noga": "isic", "onace": "isic", "nacebel": "isic", "sni": "isic",
}  # fmt: skip
"""What systems are called; the national ones refine NACE, whose first digits are those of ISIC."""

_NORTH_AMERICA = frozenset({"US", "CA", "MX"})
_SIC_DIGITS, _UK_SIC_DIGITS, _NAICS_DIGITS = 4, 5, 6
_ISIC_DIGITS = 4


@cache
def _by_prefix(system: str) -> dict[str, IndustryId]:
    """Return id by prefix of code; of two rows with one prefix the industry goes before its group."""
    found: dict[str, IndustryId] = {}
    for row in industries().values():
        for prefix in row.codes[system]:
            if prefix not in found or is_group(found[prefix]):
                found[prefix] = row.industry_id
    return found


def _lookup(system: str, digits: str) -> IndustryId | None:
    """Return what the longest known prefix of a code stands for."""
    table = _by_prefix(system)
    return next((table[digits[:end]] for end in range(len(digits), 1, -1) if digits[:end] in table), None)


def _system(digits: str, *, dotted: bool, stated: str | None, country: str | None) -> str | None:
    """Return the system that a code is meant in, or None where bare digits are more likely a number."""
    if stated == "sic":
        return "isic" if dotted or len(digits) >= _UK_SIC_DIGITS else "sic"
    if stated or dotted:
        return stated or "isic"
    if len(digits) == _NAICS_DIGITS:
        return "naics"
    if len(digits) == _UK_SIC_DIGITS:
        return "naics" if country in _NORTH_AMERICA else "isic"
    return _four_digits(digits, country) if len(digits) == _SIC_DIGITS else None


def _four_digits(digits: str, country: str | None) -> str:
    """Decide among three systems: SIC in the United States, NAICS in Canada and Mexico, else ISIC."""
    if country == "US" and _lookup("sic", digits):
        return "sic"
    return "naics" if country in _NORTH_AMERICA else "isic"


def find_codes(text: str, words: frozenset[str], country: str | None = None) -> frozenset[IndustryId]:
    """Return the industries that codes in a text stand for.

    Args:
        text: a field such as `332710`, `SIC 25620`, `C25.6` or `Machine shops (NAICS 332710)`.
        words: the folded words of the text, among which the system may be named.
        country: ISO 3166-1 alpha-2 of the company; it decides what four and five digits mean.
    """
    stated = next((_SYSTEMS[word] for word in sorted(words & _SYSTEMS.keys())), None)
    found = set()
    for match in _CODE.finditer(text):
        digits = match["digits"].replace(".", "")
        dotted = "." in match["digits"] or bool(match["section"] or match["letter"])
        if not (dotted or stated or len(digits) == _NAICS_DIGITS or match[0] == text.strip()):
            continue
        system = _system(digits, dotted=dotted, stated=stated, country=country)
        if system == "isic":
            digits = digits[:_ISIC_DIGITS]
        industry = _lookup(system, digits) if system else None
        if industry:
            found.add(industry)
    return frozenset(found)
