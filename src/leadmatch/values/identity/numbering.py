"""The numbering plan of a country: a short way to what `phonenumbers` says of an ordinary number.

`phonenumbers` reads anything that people write. Most numbers are digits with a few signs between them, valid as they
stand. Of those, this module tells the national number, the region and the type from the same metadata, with each
pattern tried once. Wherever more could be at work (an international prefix without +, carrier codes, a country code
without +, numbers that are not valid) it tells nothing, and the whole way has to be gone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberDesc, PhoneNumberType

_NOT_DIGITS: Final = str.maketrans("", "", "+ ().-")
_LONGEST_CODE: Final = 3
_NO_REGION: Final = "001"
_NOTHING: Final = r"(?!)"
"""A pattern that matches nothing."""

_SPECIAL: Final = (
    ("premium_rate", PhoneNumberType.PREMIUM_RATE),
    ("toll_free", PhoneNumberType.TOLL_FREE),
    ("shared_cost", PhoneNumberType.SHARED_COST),
    ("voip", PhoneNumberType.VOIP),
    ("personal_number", PhoneNumberType.PERSONAL_NUMBER),
    ("pager", PhoneNumberType.PAGER),
    ("uan", PhoneNumberType.UAN),
    ("voicemail", PhoneNumberType.VOICEMAIL),
)
"""Types that are looked for before fixed and mobile lines, in the order of `phonenumbers`."""


class OrdinaryNumber(NamedTuple):
    """A valid number.

    Attributes:
        code: the country calling code.
        national: the national significant number.
        region: ISO 3166-1 alpha-2 code of its region.
        number_type: its type, as `PhoneNumberType` has it.
    """

    code: str
    national: str
    region: str
    number_type: int


class _Range(NamedTuple):
    """The numbers of one type.

    Attributes:
        pattern: that they match whole.
        lengths: digits they may have; any if empty.
    """

    pattern: re.Pattern[str]
    lengths: frozenset[int]

    def has(self, national: str) -> bool:
        """Tell whether a national number lies in the range."""
        return (not self.lengths or len(national) in self.lengths) and self.pattern.fullmatch(national) is not None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the metadata of `phonenumbers` say of a region.

    Attributes:
        code: its country calling code.
        abroad: begins a number that is dialled abroad.
        trunk: stands before a national number inside the country; None where nothing does.
        lengths: digits that a number may have that can be dialled from anywhere.
        leading: begins the numbers of a region that shares its code; None where types alone tell.
        general: all numbers.
        special: numbers of any type but fixed and mobile lines, and perhaps more.
        types: those types as they are described; compiled only for numbers that may have one.
        fixed: fixed lines.
        mobile: mobile lines.
        one_pattern: whether fixed and mobile lines cannot be told apart.
    """

    code: str
    abroad: re.Pattern[str]
    trunk: re.Pattern[str] | None
    lengths: frozenset[int]
    leading: re.Pattern[str] | None
    general: _Range
    special: re.Pattern[str]
    types: tuple[tuple[PhoneNumberDesc, int], ...]
    fixed: _Range
    mobile: _Range
    one_pattern: bool

    def type_of(self, national: str) -> int:
        """Return the type of a national number; `UNKNOWN` unless it is valid."""
        if not self.general.has(national):
            return PhoneNumberType.UNKNOWN
        may_be = self.types if self.special.fullmatch(national) else ()
        found = next((number_type for numbers, number_type in may_be if _range(numbers).has(national)), None)
        if found is not None:
            return found
        if self.fixed.has(national):
            is_both = self.one_pattern or self.mobile.has(national)
            return PhoneNumberType.FIXED_LINE_OR_MOBILE if is_both else PhoneNumberType.FIXED_LINE
        is_mobile = not self.one_pattern and self.mobile.has(national)
        return PhoneNumberType.MOBILE if is_mobile else PhoneNumberType.UNKNOWN

    def national_of(self, digits: str) -> str | None:
        """Return digits without the trunk prefix, or None where it is not certain what to drop."""
        found = self.trunk.match(digits) if self.trunk else None
        if found is None:
            return digits
        national = digits[found.end() :]
        is_plain = not any(found.groups())  # else it holds the code of a carrier, or is to be rewritten
        is_certain = is_plain and len(national) in self.lengths and self.general.has(national)
        return national if is_certain else None


def read_ordinary(written: str, region: str | None) -> OrdinaryNumber | None:
    """Return what an ordinary number is, exactly as `phonenumbers` would; None where it has to be asked.

    Args:
        written: digits, blanks, brackets, points and hyphens, perhaps behind a +.
        region: where it is dialled, unless it begins with +; a region that `phonenumbers` supports.
    """
    digits = written.translate(_NOT_DIGITS)
    if written.startswith("+"):
        code = next((digits[:size] for size in range(1, _LONGEST_CODE + 1) if digits[:size] in _regions()), "")
        plan, rest = _plan(_regions()[code][0]) if code else None, digits[len(code) :]
    else:
        plan, rest = _plan(region) if region else None, digits
        if plan is not None and (rest.startswith(plan.code) or plan.abroad.match(rest)):
            return None
    national = plan.national_of(rest) if plan is not None else None
    return _valid(plan.code, national) if plan is not None and national is not None else None


def _valid(code: str, national: str) -> OrdinaryNumber | None:
    """Return a number with its region and type if it is valid: several regions may share a code."""
    plans = _plans(code)
    for region, plan in plans:
        leading = plan.leading if len(plans) > 1 else None
        if leading and not leading.match(national):
            continue
        found = plan.type_of(national)
        if found != PhoneNumberType.UNKNOWN:
            return OrdinaryNumber(code, national, region, found)
        if leading:
            break
    return None


@cache
def _plans(code: str) -> tuple[tuple[str, _Plan], ...]:
    """Return the regions that share a country calling code, with their plans."""
    plans = ((region, _plan(region)) for region in _regions()[code])
    return tuple((region, plan) for region, plan in plans if plan is not None)


@cache
def _regions() -> dict[str, Sequence[str]]:
    """Return the regions of each country calling code, the main one first."""
    return {str(code): regions for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()}


@cache
def _plan(region: str) -> _Plan | None:
    """Return the plan of a region, or None for services that belong to none."""
    metadata = PhoneMetadata.metadata_for_region(region, None) if region != _NO_REGION else None
    if metadata is None:
        return None
    trunk = metadata.national_prefix_for_parsing
    described = [(getattr(metadata, name), number_type) for name, number_type in _SPECIAL]
    special = [(numbers, kind) for numbers, kind in described if numbers and numbers.national_number_pattern]
    general = metadata.general_desc or PhoneNumberDesc()
    return _Plan(
        code=str(metadata.country_code),
        abroad=re.compile(metadata.international_prefix or _NOTHING),
        trunk=re.compile(trunk) if trunk else None,
        lengths=frozenset(general.possible_length) - frozenset(general.possible_length_local_only),
        leading=re.compile(metadata.leading_digits) if metadata.leading_digits else None,
        general=_range(general),
        special=re.compile("|".join(numbers.national_number_pattern for numbers, _ in special) or _NOTHING),
        types=tuple(special),
        fixed=_range(metadata.fixed_line),
        mobile=_range(metadata.mobile),
        one_pattern=bool(metadata.same_mobile_and_fixed_line_pattern),
    )


def _range(description: PhoneNumberDesc | None) -> _Range:
    if description is None or not description.national_number_pattern:
        return _Range(re.compile(_NOTHING), frozenset())
    return _Range(re.compile(description.national_number_pattern), frozenset(description.possible_length))
