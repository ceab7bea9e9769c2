"""A reason: one piece of evidence with its code, what was observed, and the points it is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypedDict

from leadmatch.evidence.catalogue import begins_with_value, word

Value = str | int | float | bool | None
SHOWN = 200
"""Characters of an observed value that are shown; the record keeps all of it."""

_PLAIN_BELOW = 1e15
"""Larger numbers are shown in scientific form, as Python writes them."""


class ReasonDict(TypedDict):
    """The form of a reason in JSON."""

    code: str
    field: str | None
    message: str
    observed: str | None
    points: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for or against something.

    Attributes:
        code: stable, dotted, lower case, such as `phone.fictional`; its sentence stands in the catalogue.
        points: what it adds to the score of its scorecard; 0 where it only informs.
        field: the field of the record it speaks of, or None.
        observed: what was found there, at most 200 characters, or None.
        personal: whether `observed` or `values` could name a person; logs and webhooks leave such values out.
        values: further values for the sentence, as (name, value) pairs in the order given.
        span: (start, end) of `observed` in the text of its field, or None.
        sentence: the sentence of a code that the catalogue does not know, for reasons given by rules of your own;
            `{name}` stands for a value. The catalogue's own sentence wins.
    """

    code: str
    points: float = 0.0
    field: str | None = None
    observed: str | None = None
    personal: bool = False
    values: tuple[tuple[str, Value], ...] = ()
    span: tuple[int, int] | None = None
    sentence: str = ""

    @classmethod
    def of(  # noqa: PLR0913 - one keyword for each attribute reads best where a rule gives its reason
        cls,
        code: str,
        *,
        points: float = 0.0,
        field: str | None = None,
        observed: object = None,
        personal: bool = False,
        span: tuple[int, int] | None = None,
        sentence: str = "",
        **values: Value,
    ) -> "Reason":
        """Make a reason; keywords beyond the attributes fill its sentence."""
        shown = None if observed is None else _shortened(shown_value(observed))
        return cls(code, float(points), field, shown, personal, tuple(values.items()), span, sentence)

    def with_points(self, points: float) -> "Reason":
        """Return the same reason with other points."""
        return replace(self, points=points)

    @property
    def context(self) -> Mapping[str, Value]:
        """The further values by name."""
        return MappingProxyType(dict(self.values))

    def message(self, language: str = "en") -> str:
        """Return the sentence of this reason, without a full stop."""
        told = {name: _shortened(shown_value(value)) for name, value in self.values}
        told.setdefault("observed", self.observed if self.observed is not None else "unknown")
        told.setdefault("field", self.field or "record")
        return word(self.code, told, language, own=self.sentence)

    def clause(self, language: str = "en") -> str:
        """Return the sentence as a part of another one: it begins small, unless it begins with a value or initials."""
        sentence = self.message(language)
        if sentence[1:2].isupper() or begins_with_value(self.code, language, own=self.sentence):
            return sentence
        return sentence[:1].lower() + sentence[1:]

    def to_dict(self) -> ReasonDict:
        """Return the form of the published formats."""
        return {
            "code": self.code,
            "field": self.field,
            "message": self.message(),
            "observed": self.observed,
            "points": self.points,
        }


def shown_value(value: object) -> str:
    """Word a value for a sentence: whole numbers without a point, others with at most two decimals."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if abs(value) < _PLAIN_BELOW:
            shown = f"{value:.2f}".rstrip("0").rstrip(".")
            return "0" if shown == "-0" else shown
        case None:
            return "unknown"
        case _:
            return str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
