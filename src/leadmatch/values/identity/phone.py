"""Read a phone number as people type it: one number, its kind, and whether it can be dialled.

The rules of each country come from `phonenumbers` (Google's metadata). What people add around a number (a second
number, the word for an extension, a name, "call me") is taken off first, because the library would glue it on.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from leadmatch.values.identity.numbering import OrdinaryNumber, read_ordinary

_LONGEST: Final = 200
"""Characters that are read; a phone field that is longer says nothing more."""

_FEWEST_DIGITS: Final = 7
"""Digits from which a piece of a field is taken as a number of its own."""

_EXTENSION: Final = re.compile(
    r"(?<![^\W\d_])(?:extension|extn|ext|durchwahl|dw|klappe|kl|poste|wewnętrzny|wewn|wew|interno|int|ramal|anexo|"
    r"toestel|tst|anknytning|ankn|lokal|klapka|mellék|dahili|доб|вн|内線|x|#)"
    r"[ .:\-]{0,4}(?P<extension>\d{1,6})\s?\)?\s?$",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"[/;|,\n]|\b(?:or|oder|ou|and|und|et)\b", re.IGNORECASE)
_CLEAN: Final = re.compile(r"\+?[0-9][0-9 ().\-]{5,22}[0-9]|\([0-9][0-9 ().\-]{5,22}[0-9]")
"""One number with nothing around it, as most are written."""

_WORDS_IN_BRACKETS: Final = re.compile(r"\([^()\d]*\)")
_START: Final = re.compile(r"[+(\d]")
_LETTER: Final = re.compile(r"[^\W\d_]")


class PhoneKind(StrEnum):
    """What sort of line a number is, after the numbering plan of its country."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    VOIP = "voip"
    PERSONAL = "personal"
    OTHER = "other"


class PhoneStatus(StrEnum):
    """How far a number could be understood."""

    VALID = "valid"
    """It fits the numbering plan of its country."""
    INVALID = "invalid"
    """Its country is known, and no number of that country looks like it."""
    UNPARSEABLE = "unparseable"
    """It holds too few digits to be a number at all."""
    MISSING = "missing"
    """Nothing was given."""
    UNKNOWN = "unknown"
    """It is a national number and nothing says of which country, so it cannot be judged."""


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """One phone number as it was understood.

    Attributes:
        raw: the text as it came (empty when nothing was given).
        e164: the number in E.164 such as `+442079460958`; None unless it is valid.
        country: ISO 3166-1 alpha-2 code of the number's country; None where it is not known or not geographic.
        national: its digits without country code and trunk prefix; where the country is unknown, all digits.
        kind: the sort of line; `other` unless it is valid.
        status: how far it was understood.
        extension: the digits of an extension, else None.
    """

    raw: str
    e164: str | None
    country: str | None
    national: str
    kind: PhoneKind
    status: PhoneStatus
    extension: str | None

    @property
    def valid(self) -> bool:
        """Whether the number fits the numbering plan of its country."""
        return self.status is PhoneStatus.VALID


_KINDS: Final = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
    PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
    PhoneNumberType.SHARED_COST: PhoneKind.SHARED_COST,
    PhoneNumberType.VOIP: PhoneKind.VOIP,
    PhoneNumberType.PERSONAL_NUMBER: PhoneKind.PERSONAL,
}


def read_phone(
    raw: str | None, country: str | None = None, default_country: str | None = None, *, cache_patterns: bool = True
) -> PhoneReading:
    """Read one phone field.

    An international number (`+44 …`) is read as it stands. A national one is read in the lead's country, and in the
    default only where the lead names none: a number that is wrong in its own country must not become right by chance
    in another. Without any country it stays `unknown`, never `invalid`.

    Args:
        raw: the text of the field, of any length; the first 200 characters are read.
        country: ISO 3166-1 alpha-2 code of the lead's country, if known.
        default_country: code of the country to assume where `country` is not known.
        cache_patterns: let `phonenumbers` keep its compiled patterns for the life of the process. Without it a batch
            from more than sixty countries takes many times as long; with it about 9 MB stay in use. It is a switch
            of that library for the whole process and is never turned off again.

    Returns:
        The reading; it never raises, whatever the text is.
    """
    if cache_patterns:
        _keep_patterns()
    return _read((raw or "")[: _LONGEST * 5], country, default_country)


@cache
def _keep_patterns() -> None:
    enable = getattr(phonenumbers, "enable_pattern_cache", None)  # there since 9.0.43
    if enable is not None:
        enable()


@lru_cache(maxsize=32_768)
def _read(raw: str, country: str | None, default_country: str | None) -> PhoneReading:
    region = _region(country) or _region(default_country)
    if _CLEAN.fullmatch(raw) and (region or raw.startswith("+")) and not raw.startswith("00"):
        ordinary = read_ordinary(raw, region)
        return _dialled(raw, raw, region, None) if ordinary is None else _ordinary(raw, ordinary)
    text = unicodedata.normalize("NFKC", raw[:_LONGEST]).strip()
    if not any(sign.isalnum() for sign in text):
        return _unread(raw, "", PhoneStatus.MISSING)
    pieces = _pieces(text)
    readings = [_read_one(raw, piece, region) for piece in pieces]
    readings += [_read_one(raw, piece, None) for piece in pieces if region and piece.startswith("00")]
    return next((reading for reading in readings if reading.valid), readings[0])


def _region(country: str | None) -> str | None:
    code = (country or "").upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else None


def _pieces(text: str) -> list[str]:
    """Return the numbers of a field; `/` parts two of them only where each is long enough (not in `0221/94317`)."""
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    whole = [part for part in parts if _digit_count(part) >= _FEWEST_DIGITS]
    return whole if len(whole) > 1 else [text]


def _digit_count(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _read_one(raw: str, text: str, region: str | None) -> PhoneReading:
    number, extension = _without_extension(text)
    number = _without_words(number)
    digits = "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdecimal())
    if region is None and digits.startswith("00") and not number.startswith("+"):
        number = "+" + digits[2:]
    if region is None and not number.startswith("+"):
        status = PhoneStatus.UNKNOWN if len(digits) >= _FEWEST_DIGITS else PhoneStatus.UNPARSEABLE
        return _unread(raw, digits, status, extension)
    return _dialled(raw, number, region, extension)


def _dialled(raw: str, number: str, region: str | None, extension: str | None) -> PhoneReading:
    """Read a number that is written in digits and signs alone."""
    try:
        parsed = phonenumbers.parse(number, region)
    except NumberParseException as fault:
        digits = "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdecimal())
        wrong_country = fault.error_type == NumberParseException.INVALID_COUNTRY_CODE
        too_much = len(digits) > _FEWEST_DIGITS
        status = PhoneStatus.INVALID if wrong_country or too_much else PhoneStatus.UNPARSEABLE
        return _unread(raw, digits, status, extension)
    return _judged(raw, parsed, extension)


def _ordinary(raw: str, number: OrdinaryNumber) -> PhoneReading:
    kind = _KINDS.get(number.number_type, PhoneKind.OTHER)
    e164 = f"+{number.code}{number.national}"
    return PhoneReading(raw, e164, number.region, number.national, kind, PhoneStatus.VALID, None)


def _judged(raw: str, parsed: PhoneNumber, extension: str | None) -> PhoneReading:
    found = phonenumbers.number_type(parsed)
    valid = found != PhoneNumberType.UNKNOWN
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(parsed.country_code or 0, ())
    region = regions[0] if len(regions) == 1 and valid else phonenumbers.region_code_for_number(parsed)
    national = phonenumbers.national_significant_number(parsed)
    return PhoneReading(
        raw=raw,
        e164=f"+{parsed.country_code}{national}" if valid else None,
        country=region if region != "001" else None,
        national=national,
        kind=_KINDS.get(found, PhoneKind.OTHER),
        status=PhoneStatus.VALID if valid else PhoneStatus.INVALID,
        extension=extension or parsed.extension,
    )


def _unread(raw: str, digits: str, status: PhoneStatus, extension: str | None = None) -> PhoneReading:
    return PhoneReading(raw, None, None, digits, PhoneKind.OTHER, status, extension)


def _without_extension(text: str) -> tuple[str, str | None]:
    """Part `450 646 8817 poste 42` into the number and `42`, where a number is left over."""
    hit = _EXTENSION.search(text)
    if hit is None or _digit_count(text[: hit.start()]) < _FEWEST_DIGITS - 1:
        return text, None
    return text[: hit.start()], hit["extension"]


def _without_words(text: str) -> str:
    """Drop what is said around a number; letters stay where they are dialled (`1-800-FLOWERS`)."""
    text = _WORDS_IN_BRACKETS.sub(" ", text)
    start = _START.search(text)
    text = text[start.start() :] if start else ""
    if _LETTER.search(text) and _digit_count(text) >= _FEWEST_DIGITS:
        text = "".join(" " if _LETTER.match(sign) else sign for sign in text)
    return text.rstrip(" -.,:")
