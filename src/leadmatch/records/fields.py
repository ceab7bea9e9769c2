"""Types of fields: what may stand in a cell, how it is read, and the remedy where it cannot be."""

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, ValidationInfo

from leadmatch.values.calendar.moments import parse_day, parse_moment, start_of_day
from leadmatch.values.calendar.moments import zone as zone_of
from leadmatch.values.places.countries import country_code

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ,'_\u00a0\u202f]\d{3})+(?:\.\d+)?")
_GROUPING = re.compile(r"[ ,'_\u00a0\u202f]")
_TRUE = frozenset({"true", "yes", "y", "1", "on", "ja", "oui", "si", "sí", "tak"})
_FALSE = frozenset({"false", "no", "n", "0", "off", "nein", "non", "nie", "nee"})
_CURRENCY_LETTERS = 3
_LONGEST_TOLD = 80
_MOMENT_REMEDY = "Write the date with its offset, such as 2026-11-18T14:10:00+01:00"
_DAY_REMEDY = "Write the day as 2026-11-18"


def is_blank(value: object) -> bool:
    """Tell whether a value says nothing: None, NaN, or text of white space only."""
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, float) and math.isnan(value))
    )


def _text(value: object) -> object:
    if isinstance(value, str):
        return value.strip() or None
    if is_blank(value):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping | list | tuple | set | frozenset | bytes):
        raise ValueError("Write one text, not a list or an object")  # noqa: TRY004 - pydantic reads ValueError
    return str(value)


def _told(value: object) -> str:
    """Read a text as it stands, with the blanks around it."""
    return value if isinstance(value, str) else str(_text(value) or "")


def _required(value: object) -> object:
    told = _text(value)
    if told is None:
        raise ValueError("Every row needs one; give it a value that no other row has")
    return told


def _decoded(text: str) -> object:
    """Read a cell that begins like JSON as JSON."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("A cell that begins with [ or { is read as JSON; this one is nested too deep") from None
    except ValueError as error:
        raise ValueError(f"A cell that begins with [ or {{ is read as JSON; this one breaks off: {error}") from None


def _items(value: object) -> list[object]:
    """Read a list: a real one, JSON in a cell, or words split at `;`."""
    if is_blank(value):
        return []
    if isinstance(value, str):
        stripped = value.strip()
        value = _decoded(stripped) if stripped[0] in "[{" else stripped.split(";")
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, list | tuple | set | frozenset):
        return [item for item in value if not is_blank(item)]
    return [value]


def _words(value: object) -> tuple[str, ...]:
    words = []
    for item in _items(value):
        if isinstance(item, Mapping | list | tuple):
            raise ValueError('Write a list of words, split at ; or as JSON such as ["A", "B"]')  # noqa: TRY004 - pydantic reads ValueError
        words.append(str(_text(item)))
    return tuple(words)


def _number(value: object, *, least: float, most: float = math.inf) -> float | None:
    """Read a finite number; groups of three digits may be set apart."""
    if is_blank(value):
        return None
    try:
        number = float(_ungrouped(value) if isinstance(value, str) else cast("Any", value))
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if isinstance(value, bool) or not math.isfinite(number) or not least <= number <= most:
        between = f"from {least:g}" + (f" to {most:g}" if most < math.inf else " on")
        raise ValueError(f"Write a number {between} with a decimal point, such as 1250.50; leave it empty if unknown")
    return number


def _ungrouped(text: str) -> str:
    """Take out what sets groups of three digits apart, where the whole text is such a number."""
    return _GROUPING.sub("", text) if _GROUPED.fullmatch(text.strip()) else text


def _count(value: object) -> int | None:
    try:
        number = _number(value, least=0)
    except ValueError:
        number = 0.5
    if number is not None and number % 1:
        raise ValueError("Write a whole number, such as 50; leave it empty if it is unknown or not limited")
    return None if number is None else int(number)


def _flag(value: object) -> bool | None:
    if is_blank(value):
        return None
    told = str(_text(value)).casefold()
    if told in _TRUE:
        return True
    if told in _FALSE:
        return False
    raise ValueError("Write true or false")


def _zone(info: ValidationInfo) -> tzinfo:
    """Return the zone in which a time without an offset is meant: what the reader was told, else UTC."""
    return cast("tzinfo", (info.context or {}).get("zone", UTC))


def _warn(info: ValidationInfo, message: str) -> None:
    warnings = (info.context or {}).get("warnings")
    if warnings is not None:
        warnings.append((info.field_name, message))


def _moment(value: object, info: ValidationInfo) -> datetime | None:
    if is_blank(value):
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return start_of_day(value, _zone(info))
    try:
        moment, assumed = parse_moment(value.isoformat() if isinstance(value, datetime) else str(value), _zone(info))
    except ValueError:
        raise ValueError(_MOMENT_REMEDY) from None
    if assumed:
        _warn(info, f"The time has no offset; it was read in {_zone(info)}")
    return moment


def _day(value: object) -> date | None:
    if is_blank(value):
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return parse_day(str(value))
    except ValueError:
        raise ValueError(_DAY_REMEDY) from None


def _day_or_moment(value: object, info: ValidationInfo) -> date | datetime | None:
    """Keep a day without a time as a day: where it ends depends on whose day it is."""
    if isinstance(value, datetime) or (isinstance(value, str) and len(value.strip()) > len("2026-11-18")):
        return _moment(value, info)
    return _day(value)


def _country(value: object) -> str | None:
    told = _text(value)
    return None if told is None else country_code(str(told)) or str(told)


def _sure_country(value: object) -> str:
    told = str(_text(value))
    code = country_code(told)
    if code is None:
        raise ValueError("Write the two-letter code of the country (ISO 3166), such as DE")
    return code


def _currency(value: object) -> str | None:
    told = _text(value)
    if told is None:
        return None
    code = str(told).upper()
    if len(code) != _CURRENCY_LETTERS or not (code.isascii() and code.isalpha()):
        raise ValueError("Use the three-letter code (ISO 4217), such as EUR")
    return code


def _time_zone(value: object) -> str | None:
    told = _text(value)
    if told is not None:
        zone_of(str(told))
    return cast("str | None", told)


def _each(read: Callable[[object], Any], value: object) -> tuple[Any, ...]:
    return tuple(read(item) for item in _items(value))


def _objects(value: object, info: ValidationInfo, *, key: str, names: frozenset[str]) -> list[object]:
    """Read a list of objects; a plain string is one object with only its main field."""
    if isinstance(value, str) and value.strip()[:1] not in ("[", "{") and value.strip():
        return [{key: value}]
    return [_part(item, info, key, names) for item in _items(value)]


def _part(item: object, info: ValidationInfo, key: str, names: frozenset[str]) -> object:
    """Read one object of a list; what is in it beside its fields is told, for it has no place to be kept."""
    if isinstance(item, str):
        return {key: item}
    if isinstance(item, Mapping):
        strange = [str(name) for name in item if name not in names]
        if len(strange) < len(item) or not item:
            if strange:
                _warn(info, f"{_cut(strange)} is not read here and is left out. Read are {', '.join(sorted(names))}.")
            return item
    elif not isinstance(item, list | tuple | set | bytes | int | float):
        return item  # the part itself, or pydantic says what it is
    raise ValueError(f'Write text, or a list of objects such as [{{"{key}": "…"}}] with {", ".join(sorted(names))}')


def _cut(names: list[str]) -> str:
    return ", ".join(names)[:_LONGEST_TOLD]


def _answers(value: object) -> dict[str, str]:
    if is_blank(value):
        return {}
    told = _decoded(value.strip()) if isinstance(value, str) else value
    if not isinstance(told, Mapping):
        raise ValueError('Write an object from question to answer, such as {"timing.by": "March"}')  # noqa: TRY004 - pydantic reads ValueError
    return {str(code): str(answer) for code, answer in told.items() if not is_blank(answer)}


Text = Annotated[str | None, BeforeValidator(_text)]
Told = Annotated[str, BeforeValidator(_told)]
Required = Annotated[str, BeforeValidator(_required)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Number = Annotated[float | None, BeforeValidator(partial(_number, least=0))]
Latitude = Annotated[float | None, BeforeValidator(partial(_number, least=-90, most=90))]
Longitude = Annotated[float | None, BeforeValidator(partial(_number, least=-180, most=180))]
Count = Annotated[int | None, BeforeValidator(_count)]
Flag = Annotated[bool | None, BeforeValidator(_flag)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
Day = Annotated[date | None, BeforeValidator(_day)]
Days = Annotated[tuple[date, ...], BeforeValidator(partial(_each, _day))]
DayOrMoment = Annotated[datetime | date | None, BeforeValidator(_day_or_moment)]
Country = Annotated[str | None, BeforeValidator(_country)]
SureCountries = Annotated[tuple[str, ...], BeforeValidator(partial(_each, _sure_country))]
Currency = Annotated[str | None, BeforeValidator(_currency)]
TimeZone = Annotated[str | None, BeforeValidator(_time_zone)]
Answers = Annotated[dict[str, str], BeforeValidator(_answers)]


def objects(key: str, *others: str) -> BeforeValidator:
    """Return the validator of a list of objects whose main field is `key`, with the names of their other fields."""
    return BeforeValidator(partial(_objects, key=key, names=frozenset((key, *others))))


def choice(*allowed: str) -> BeforeValidator:
    """Return the validator of a field that takes one of a few words, in any case."""

    def read(value: object) -> str | None:
        told = _text(value)
        if told is None:
            return None
        word = str(told).casefold()
        if word not in allowed:
            raise ValueError(f"Write one of {', '.join(allowed)}")
        return word

    return BeforeValidator(read)


def choices(*allowed: str) -> BeforeValidator:
    """Return the validator of a list of a few allowed words, in any case."""

    def read(value: object) -> tuple[str, ...]:
        words = tuple(word.casefold() for word in _words(value))
        if not set(words) <= set(allowed):
            raise ValueError(f"Write a list of {', '.join(allowed)}")
        return words

    return BeforeValidator(read)
