"""The three verdicts of a check."""

from enum import StrEnum


class Verdict(StrEnum):
    """Whether something may go on."""

    ACCEPT = "accept"
    """It goes on."""
    REVIEW = "review"
    """A person looks at it first."""
    REJECT = "reject"
    """It stops here and is kept."""
