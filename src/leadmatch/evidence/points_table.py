"""A points table: a fitted additive model as plain data, scored without the library that fitted it."""

import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from leadmatch.errors import LeadmatchError
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Ranges:
    """Points of a number by the range it lies in.

    Attributes:
        edges: ascending, finite bounds; a value equal to a bound belongs to the range above it.
        points: one more than `edges`: below the first bound, between each two, from the last on.
    """

    edges: tuple[float, ...]
    points: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse bounds out of order and a wrong count of points."""
        if len(self.points) != len(self.edges) + 1 or list(self.edges) != sorted(set(self.edges)):
            raise LeadmatchError("Ranges need ascending edges and one more points than edges.")

    def place(self, value: float) -> int:
        """Return the number of the range that a value lies in, from 0."""
        return bisect_right(self.edges, value)

    def name(self, index: int) -> str:
        """Word one range, such as `10 to 50`."""
        if not self.edges:
            return "any"
        if index == 0:
            return f"below {self.edges[0]:g}"
        if index == len(self.edges):
            return f"{self.edges[-1]:g} or more"
        return f"{self.edges[index - 1]:g} to {self.edges[index]:g}"


@dataclass(frozen=True, slots=True)
class PointsTable:
    """An additive model: base points, and for each feature the points of its value.

    Attributes:
        base: points of a record about which nothing is known beyond the average.
        values: feature → value as text → points.
        ranges: feature → points by range, for numbers.
        missing: feature → points where the value is missing or was never seen; 0 where not listed.
    """

    base: float = 0.0
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ranges: Mapping[str, Ranges] = field(default_factory=dict)
    missing: Mapping[str, float] = field(default_factory=dict)

    def score(self, record: Mapping[str, object]) -> Scorecard:
        """Return the scorecard of a record; each feature of the table gives one reason.

        Args:
            record: values by feature; None, NaN and absent ones are missing. Others are ignored.
        """
        reasons = [Reason.of("model.base", points=self.base)]
        reasons += [self._valued(feature, record.get(feature)) for feature in self.values]
        reasons += [self._ranged(feature, record.get(feature)) for feature in self.ranges]
        return Scorecard(tuple(reasons))

    def _valued(self, feature: str, value: object) -> Reason:
        points = None if value is None else self.values[feature].get(str(value))
        if points is None:
            return self._missing(feature)
        return Reason.of("model.value", points=points, field=feature, observed=value, feature=feature)

    def _ranged(self, feature: str, value: object) -> Reason:
        if not isinstance(value, int | float) or math.isnan(value):
            return self._missing(feature)
        table = self.ranges[feature]
        index = table.place(value)
        return Reason.of(
            "model.range",
            points=table.points[index],
            field=feature,
            observed=value,
            feature=feature,
            range=table.name(index),
        )

    def _missing(self, feature: str) -> Reason:
        return Reason.of("model.missing", points=self.missing.get(feature, 0.0), field=feature, feature=feature)

    def to_json(self) -> str:
        """Return the table as JSON with sorted keys; equal tables give equal text."""
        data = {
            "schema_version": SCHEMA_VERSION,
            "base": self.base,
            "values": {name: dict(table) for name, table in self.values.items()},
            "ranges": {
                name: {"edges": list(table.edges), "points": list(table.points)} for name, table in self.ranges.items()
            },
            "missing": dict(self.missing),
        }
        return json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False)

    def digest(self) -> str:
        """Return the first 12 hex digits of the SHA-256 of the JSON form: the table's name in decisions."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    @classmethod
    def from_json(cls, text: str) -> "PointsTable":
        """Read a table from its JSON form.

        Raises:
            LeadmatchError: the text is not such a table, has another schema version, or holds a number that is
                not finite.
        """
        try:
            return cls._from_data(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise LeadmatchError(f"This is not a points table: {error}. Write it again with `to_json`.") from error

    @classmethod
    def _from_data(cls, data: Mapping[str, Any]) -> "PointsTable":
        if data["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"its schema version is {data['schema_version']}, this program reads {SCHEMA_VERSION}")
        return cls(
            base=_finite(data["base"]),
            values={
                name: {key: _finite(points) for key, points in table.items()} for name, table in data["values"].items()
            },
            ranges={
                name: Ranges(tuple(map(_finite, table["edges"])), tuple(map(_finite, table["points"])))
                for name, table in data["ranges"].items()
            },
            missing={name: _finite(points) for name, points in data["missing"].items()},
        )


def _finite(value: object) -> float:
    """Refuse what JSON lets pass: NaN, infinities, numbers in quotes, true and false."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is not a finite number")
    return float(value)
