"""A rule: one thing that screening looks for, with its weight."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.kinds import Category, Group, Level


class Finding(NamedTuple):
    """What a rule found.

    Attributes:
        field: the field of the lead.
        observed: what stood there.
        span: (start, end) of it in the text of the field, or None.
        values: further values for the sentence, as (name, value) pairs.
    """

    field: str
    observed: str | None
    span: tuple[int, int] | None = None
    values: tuple[tuple[str, str | int | float | bool | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of screening.

    A vendor adds one of its own by `Screener(rules=(*DEFAULT_RULES, mine))`; it brings its own `sentence`, or one in
    the catalogue of reasons.

    Attributes:
        code: stable code of its reason, such as `phone.fictional`; also its name in the settings.
        group: the source of evidence it draws from.
        level: how far a finding carries.
        points: junk points of a finding; negative where it speaks for a real buyer.
        find: from an inquiry to findings; it never raises. Only the first `most` findings count.
        category: the kind of junk it speaks for, or None where it speaks for none.
        most: findings of one lead that count.
        personal: whether what it observes can name a person.
        sentence: of a rule of a vendor's own, whose code the catalogue of reasons does not know; `{observed}` and the
            names of the finding's values stand for what was found.
        unless: tells in a moment that neither this rule nor the others that share it can find anything; a short
            cut that spares most leads most rules. None means that the rule always runs.
        phrase: id of the term list that it finds nothing without, or nothing.
        answers: of a sign of a real buyer, the groups whose findings it answers; without one it is left out.
    """

    code: str
    group: Group
    level: Level
    points: float
    find: Callable[[Inquiry], Iterable[Finding]]
    category: Category | None = None
    most: int = 1
    personal: bool = True
    sentence: str = ""
    unless: Callable[[Inquiry], bool] | None = None
    phrase: str = ""
    answers: frozenset[Group] = frozenset()
