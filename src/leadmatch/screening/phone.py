"""Rules on the phone: can it be dialled, and does anybody answer?"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

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
_RUN = 7
_END_RUN = 6
_TEN_DIGITS = 10
_BRITISH = frozenset({"GG", "JE", "IM"})


def unparseable(inquiry: Inquiry) -> Iterator[Finding]:
    """It holds too few digits to be a number."""
    return _with_status(inquiry, PhoneStatus.UNPARSEABLE)


def invalid(inquiry: Inquiry) -> Iterator[Finding]:
    """No number of its country looks like it (`phonenumbers`, after the national numbering plans)."""
    return _with_status(inquiry, PhoneStatus.INVALID)


def _with_status(inquiry: Inquiry, status: PhoneStatus) -> Iterator[Finding]:
    if inquiry.phone.status is status:
        yield _finding(inquiry)


def fictional(inquiry: Inquiry) -> Iterator[Finding]:
    """It lies in a range that a regulator keeps free for films and examples."""
    if is_listed(inquiry.phone, "fictional"):
        yield _finding(inquiry)


def placeholder(inquiry: Inquiry) -> Iterator[Finding]:
    """It is known from songs, manuals and keypads."""
    if is_listed(inquiry.phone, "placeholder"):
        yield _finding(inquiry)


def repeated(inquiry: Inquiry) -> Iterator[Finding]:
    """It is one digit, or one pair, over and over."""
    if is_repeated(inquiry.phone) and inquiry.phone.country not in LUCKY_COUNTRIES:
        yield _finding(inquiry)


def lucky(inquiry: Inquiry) -> Iterator[Finding]:
    """It is one digit over and over, in a country where such numbers are sold."""
    country = inquiry.phone.country
    if country in LUCKY_COUNTRIES and is_repeated(inquiry.phone):
        yield _finding(inquiry, (("country", country),))


def sequential(inquiry: Inquiry) -> Iterator[Finding]:
    """Its digits count up or down."""
    if is_sequential(inquiry.phone):
        yield _finding(inquiry)


def premium(inquiry: Inquiry) -> Iterator[Finding]:
    """The caller would pay a premium."""
    if inquiry.phone.kind in {PhoneKind.PREMIUM, PhoneKind.SHARED_COST}:
        yield _finding(inquiry)


def special_kind(inquiry: Inquiry) -> Iterator[Finding]:
    """It is a freephone, internet or personal number, as companies give and bots do."""
    if inquiry.phone.kind in {PhoneKind.TOLL_FREE, PhoneKind.VOIP, PhoneKind.PERSONAL}:
        yield _finding(inquiry)


def other_country(inquiry: Inquiry) -> Iterator[Finding]:
    """It belongs to another country than the lead names: an expatriate, a head office, or a lie."""
    number, lead = inquiry.phone.country, inquiry.lead.country
    if inquiry.phone.valid and number and lead and number != lead and not _share_plan(number, lead):
        yield _finding(inquiry, (("number_country", number), ("lead_country", lead)))


def is_usable(inquiry: Inquiry) -> bool | None:
    """Tell whether somebody is likely to answer; None where the number's country is unknown."""
    reading = inquiry.phone
    if reading.status is PhoneStatus.UNKNOWN:
        return False if _is_filler(reading) else None
    return reading.valid and reading.kind is not PhoneKind.PREMIUM and not _is_filler(reading)


def _is_filler(reading: PhoneReading) -> bool:
    listed = is_listed(reading, "fictional") or is_listed(reading, "placeholder")
    return listed or is_repeated(reading) or is_sequential(reading)


def is_repeated(reading: PhoneReading) -> bool:
    """Tell whether a number ends in seven equal digits, or repeats a pair or a triple throughout."""
    return _REPEATED.search(reading.national) is not None


def is_sequential(reading: PhoneReading) -> bool:
    """Tell whether seven digits in a row, or the last six, count up or down (9 goes on to 0)."""
    national = reading.national
    runs = (national[start : start + _RUN] for start in range(len(national) - _RUN + 1))
    if any(run in _UP or run in _DOWN for run in runs):
        return True
    end = national[-_END_RUN:]
    return len(end) == _END_RUN and (end in _UP or end in _DOWN)


def is_listed(reading: PhoneReading, kind: str) -> bool:
    """Tell whether a number is on a list of `data/screening_phones.toml`: `fictional` or `placeholder`."""
    if not reading.national:
        return False
    patterns = _patterns()
    plan = _plan(reading)
    return any(
        pattern.fullmatch(reading.national) is not None
        for key in (plan, _ANY)
        if (pattern := patterns.get(f"{kind}.{key}")) is not None
    )


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
