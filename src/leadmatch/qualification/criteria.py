"""The four criteria of BANT and the labels of their levels."""

from enum import StrEnum

HIGHEST = 4
STRONG_FROM = 3


class Criterion(StrEnum):
    """What is asked about an opportunity, in the order of the letters."""

    BUDGET = "budget"
    AUTHORITY = "authority"
    NEED = "need"
    TIMING = "timing"


CRITERIA = tuple(Criterion)
"""The four criteria in their order."""

BUDGET, AUTHORITY, NEED, TIMING = CRITERIA


class Label(StrEnum):
    """A level in a word."""

    NONE = "none"
    SOME = "some"
    STRONG = "strong"
    UNKNOWN = "unknown"


class Readiness(StrEnum):
    """What to do with a lead: hand over, ask, wait, or stop."""

    SALES_READY = "sales_ready"
    ASK = "ask"
    NURTURE = "nurture"
    DISQUALIFIED = "disqualified"


def label_of(level: int | None) -> Label:
    """The label of a level: 0 is `none`, 1 and 2 `some`, 3 and 4 `strong`, None `unknown`."""
    if level is None:
        return Label.UNKNOWN
    if level == 0:
        return Label.NONE
    return Label.STRONG if level >= STRONG_FROM else Label.SOME
