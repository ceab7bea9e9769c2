"""The words of dates and periods, read from package data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from leadmatch.values.calendar.spans import Cue
from leadmatch.values.resources import read

_HEADS = frozenset(["q", "k", "t", "h", "s", "fy", "kw", "week", "uke", "uge", "vecka", "semaine", "semana"])


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
        heads: Words that begin a date before a number: `Q` 3, `FY` 27, `week` 26.
        cues: Word → what it makes of the date behind it.
        edges: Word → the part of a period that it means: end, middle or beginning.
        fillers: Words that may stand between a cue and its date.
        told: Word → which of its kind a unit behind it is, counted from the present one: 1, 0 or -1.
        introducers: Words before which a month or season that is also another word is one.
        day_joints: Words between a day and its month: `31st of July`.
        grown: Letters behind digits that are a word of their own: `30days`, `31st`.
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
    heads: frozenset[str]
    cues: Mapping[str, Cue]
    edges: Mapping[str, str]
    fillers: frozenset[str]
    told: Mapping[str, int]
    introducers: frozenset[str]
    day_joints: frozenset[str]
    grown: frozenset[str]


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
    sets = {name: frozenset(words) for name, words in data["words"].items()}
    introducing = ("deadline", "start", "next", "this", "end", "middle", "beginning", "after", "last")
    kinds = {word: kind for kind, words in by_kind for word in words}
    by_cue = (("after", Cue.AFTER), ("last", Cue.PAST), ("deadline", Cue.BY))
    return CalendarWords(
        months=months,
        seasons=seasons,
        weekdays=data["weekdays"],
        units=data["units"],
        holidays=holidays,
        near=data["near"],
        unsure=frozenset(data["unsure_months"]) | frozenset(data["unsure_seasons"]),
        sets=sets,
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        kinds=kinds,
        heads=_HEADS,
        cues={word: cue for name, cue in by_cue for word in sets[name]},
        edges={word: name for name in ("beginning", "middle", "end") for word in sets[name]},
        fillers=sets["start"] | sets["of"] | data["weekdays"].keys(),
        told={word: count for name, count in (("last", -1), ("this", 0), ("next", 1)) for word in sets[name]},
        introducers=frozenset().union(*(sets[name] for name in introducing)),
        day_joints=sets["of"] | sets["ordinal_endings"],
        grown=sets["ordinal_endings"].union(kinds),
    )
