"""Rules on the phone: can it be dialled, and does anybody answer?"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.rule import Finding
from leadmatch.values.identity.phone import PhoneKind, PhoneReading, PhoneStatus
from leadmatch.values.resources import read

LUCKY_COUNTRIES = frozenset({"CN", "HK", "IN", "AE"})
"""Countries where numbers of equal digits are bought and sold: there repetition is only a hint."""

_ANY = "ANY"
_NORTH_AMERICA = "NANP"
_REPEATED = re.compile(r"(\d)\1{6}$|^(\d)\2{5,7}$|(\d\d)\3{3,}$|^(\d\d\d)\4{2,}$")
_UP = "012345678901234567890"
_DOWN = _UP[::-1]
_COUNTING = frozenset(row[start : start + 3] for row in (_UP, _DOWN) for start in range(len(row) - 2))
_RUN = 7
_END_RUN = 6
_TEN_DIGITS = 10
_BRITISH = frozenset({"GG", "JE", "IM"})


_USUAL = frozenset({PhoneKind.FIXED, PhoneKind.MOBILE, PhoneKind.FIXED_OR_MOBILE})


def is_plain(inquiry: Inquiry) -> bool:
    """Tell that it is an ordinary number of the lead's country, or missing: no rule on phones finds anything."""
    reading = inquiry.phone
    if reading.status is PhoneStatus.MISSING:
        return True
    ordinary = reading.status is PhoneStatus.VALID and reading.kind in _USUAL
    return ordinary and reading.country == inquiry.lead.country and not _marks(reading.national, _plan(reading))


def unparseable(inquiry: Inquiry) -> Iterable[Finding]:
    """It holds too few digits to be a number."""
    return _with_status(inquiry, PhoneStatus.UNPARSEABLE)


def invalid(inquiry: Inquiry) -> Iterable[Finding]:
    """No number of its country looks like it (`phonenumbers`, after the national numbering plans)."""
    return _with_status(inquiry, PhoneStatus.INVALID)


def _with_status(inquiry: Inquiry, status: PhoneStatus) -> Iterable[Finding]:
    return (_finding(inquiry),) if inquiry.phone.status is status else ()


def fictional(inquiry: Inquiry) -> Iterable[Finding]:
    """It lies in a range that a regulator keeps free for films and examples."""
    return (_finding(inquiry),) if is_listed(inquiry.phone, "fictional") else ()


def placeholder(inquiry: Inquiry) -> Iterable[Finding]:
    """It is known from songs, manuals and keypads."""
    return (_finding(inquiry),) if is_listed(inquiry.phone, "placeholder") else ()


def repeated(inquiry: Inquiry) -> Iterable[Finding]:
    """It is one digit, or one pair, over and over."""
    return (_finding(inquiry),) if is_repeated(inquiry.phone) and inquiry.phone.country not in LUCKY_COUNTRIES else ()


def lucky(inquiry: Inquiry) -> Iterable[Finding]:
    """It is one digit over and over, in a country where such numbers are sold."""
    country = inquiry.phone.country
    return (
        (_finding(inquiry, (("country", country),)),)
        if country in LUCKY_COUNTRIES and is_repeated(inquiry.phone)
        else ()
    )


def sequential(inquiry: Inquiry) -> Iterable[Finding]:
    """Its digits count up or down."""
    return (_finding(inquiry),) if is_sequential(inquiry.phone) else ()


def premium(inquiry: Inquiry) -> Iterable[Finding]:
    """The caller would pay a premium."""
    return (_finding(inquiry),) if inquiry.phone.kind in {PhoneKind.PREMIUM, PhoneKind.SHARED_COST} else ()


def special_kind(inquiry: Inquiry) -> Iterable[Finding]:
    """It is a freephone, internet or personal number, as companies give and bots do."""
    return (
        (_finding(inquiry),) if inquiry.phone.kind in {PhoneKind.TOLL_FREE, PhoneKind.VOIP, PhoneKind.PERSONAL} else ()
    )


def other_country(inquiry: Inquiry) -> Iterable[Finding]:
    """It belongs to another country than the lead names: an expatriate, a head office, or a lie."""
    number, lead = inquiry.phone.country, inquiry.lead.country
    return (
        (_finding(inquiry, (("number_country", number), ("lead_country", lead))),)
        if inquiry.phone.valid and number and lead and number != lead and not _share_plan(number, lead)
        else ()
    )


def is_usable(inquiry: Inquiry) -> bool | None:
    """Tell whether somebody is likely to answer; None where the number's country is unknown."""
    reading = inquiry.phone
    if reading.status is PhoneStatus.UNKNOWN:
        return False if _is_filler(reading) else None
    return reading.valid and reading.kind is not PhoneKind.PREMIUM and not _is_filler(reading)


def _is_filler(reading: PhoneReading) -> bool:
    return bool(_marks(reading.national, _plan(reading)))


def is_repeated(reading: PhoneReading) -> bool:
    """Tell whether a number ends in seven equal digits, or repeats a pair or a triple throughout."""
    return "repeated" in _marks(reading.national, _plan(reading))


def is_sequential(reading: PhoneReading) -> bool:
    """Tell whether seven digits in a row, or the last six, count up or down (9 goes on to 0)."""
    return "sequential" in _marks(reading.national, _plan(reading))


def is_listed(reading: PhoneReading, kind: str) -> bool:
    """Tell whether a number is on a list of `data/screening_phones.toml`: `fictional` or `placeholder`."""
    return kind in _marks(reading.national, _plan(reading))


@lru_cache(maxsize=16_384)
def _marks(national: str, plan: str) -> frozenset[str]:
    """Return what is conspicuous about the digits of a number."""
    marks = {kind for kind, pattern in _lists_of(plan) if pattern.fullmatch(national)}
    if _REPEATED.search(national):
        marks.add("repeated")
    if _counts(national):
        marks.add("sequential")
    return frozenset(marks)


@cache
def _lists_of(plan: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the lists of numbers that hold for a plan, each with its kind."""
    named = ((name.partition("."), pattern) for name, pattern in _patterns().items())
    return tuple((kind, pattern) for (kind, _, holds_for), pattern in named if holds_for in {plan, _ANY})


def _counts(national: str) -> bool:
    # Of the places where three digits of a run of seven begin, one is a multiple of five.
    samples = [national[start : start + 3] for start in range(0, len(national) - 2, 5)]
    if _COUNTING.isdisjoint(samples) and national[-3:] not in _COUNTING:
        return False
    runs = (national[start : start + _RUN] for start in range(len(national) - _RUN + 1))
    end = national[-_END_RUN:]
    return any(run in _UP or run in _DOWN for run in runs) or (len(end) == _END_RUN and (end in _UP or end in _DOWN))


def _plan(reading: PhoneReading) -> str:
    """Return the numbering plan: a country, or the one that North America shares."""
    is_american = (reading.e164 or "").startswith("+1") and len(reading.national) == _TEN_DIGITS
    if is_american:
        return _NORTH_AMERICA
    return "GB" if reading.country in _BRITISH else reading.country or ""


def _share_plan(one: str, other: str) -> bool:
    """Tell whether two countries share a plan, so that the country of a number proves nothing."""
    pairs = (("US", "CA"), ("GB", "GG"), ("GB", "JE"), ("GB", "IM"), ("RU", "KZ"), ("IT", "VA"), ("US", "PR"))
    return (one, other) in pairs or (other, one) in pairs


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Compile the listed numbers, one pattern a list and plan."""
    content = tomllib.loads(read("data/screening_phones.toml"))
    return {
        f"{kind}.{plan}": re.compile("|".join(number.replace("x", r"\d") for number in numbers))
        for kind, plans in content.items()
        for plan, numbers in plans.items()
    }


def _finding(inquiry: Inquiry, values: tuple[tuple[str, str | int | float | bool | None], ...] = ()) -> Finding:
    return Finding("phone", inquiry.phone.raw, None, values)
