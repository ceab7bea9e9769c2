"""The words of dates and periods, read from package data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from leadmatch.values.resources import read


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Tables by folded word.

    Attributes:
        months: Word → month, those that are also other words included.
        seasons: Word → first month, likewise.
        weekdays: Word → day of the week from 0, Monday.
        units: Word → unit: d, w, f (fortnight), m, q, y or s (season).
        holidays: Word → (month, day).
        near: Word → days from today.
        unsure: Months and seasons that are also other words; they need a preposition, a day or a year.
        sets: Groups of words by name: next, this, last, deadline, start, after, within, end, …
        numbers: Number words.
        ordinals: Ordinal words from first to fourth.
        kinds: Word → what a date may hang on: month, season, weekday, unit, holiday or near.
    """

    months: Mapping[str, int]
    seasons: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    holidays: Mapping[str, tuple[int, int]]
    near: Mapping[str, int]
    unsure: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    kinds: Mapping[str, str]


@cache
def calendar_words() -> CalendarWords:
    """The shipped words."""
    data = tomllib.loads(read("data/calendar_words.toml"))
    months = data["months"] | data["unsure_months"]
    seasons = data["seasons"] | data["unsure_seasons"]
    holidays = {word: (month, day) for word, (month, day) in data["holidays"].items()}
    by_kind = (
        ("near", data["near"]),
        ("unit", data["units"]),
        ("half", dict.fromkeys(data["halves"]["words"])),
        ("weekday", data["weekdays"]),
        ("holiday", holidays),
        ("season", seasons),
        ("month", months),
    )
    return CalendarWords(
        months=months,
        seasons=seasons,
        weekdays=data["weekdays"],
        units=data["units"],
        holidays=holidays,
        near=data["near"],
        unsure=frozenset(data["unsure_months"]) | frozenset(data["unsure_seasons"]),
        sets={name: frozenset(words) for name, words in data["words"].items()},
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        kinds={word: kind for kind, words in by_kind for word in words},
    )
