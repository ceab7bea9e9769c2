"""One sentence of a note: its words, and the amounts, dates, job titles and cues that stand in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from leadmatch.values.calendar.spans import DateSpan
from leadmatch.values.money.amounts import MoneySpan
from leadmatch.values.text.phrases import Hit

MONEY, NUMBER, DATE, ROLE = "xmoney", "xnum", "xdate", "xrole"
"""Words that stand for an amount, a plain number, a date or period, and a job title."""


class RoleSpan(NamedTuple):
    """A job title in a text."""

    role: str
    start: int
    end: int


class Sentence(NamedTuple):
    """One sentence with all that was found in it.

    Attributes:
        text: The whole text it stands in.
        start: Where it begins in the text.
        end: Where it ends.
        words: Its folded words, amounts, dates and titles each as one mark.
        starts: Where each word begins.
        ends: Where each word ends.
        hits: The cues, without those that lie inside a longer one of the same criterion.
        amounts: In order.
        dates: In order.
        roles: In order.
        codes: What the cues mean.
    """

    text: str
    start: int
    end: int
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    hits: Sequence[Hit]
    amounts: Sequence[MoneySpan]
    dates: Sequence[DateSpan]
    roles: Sequence[RoleSpan]
    codes: frozenset[str]

    def with_code(self, *codes: str) -> list[Hit]:
        """The cues of some codes."""
        if self.codes.isdisjoint(codes):
            return []
        return [hit for hit in self.hits if hit.term_id in codes]

    def among(self, codes: AbstractSet[str]) -> list[Hit]:
        """The cues whose code is among many."""
        if self.codes.isdisjoint(codes):
            return []
        return [hit for hit in self.hits if hit.term_id in codes]

    def has(self, *codes: str) -> bool:
        """Whether a cue of one of the codes stands in it."""
        return not self.codes.isdisjoint(codes)

    def around(self, start: int, end: int, *codes: str) -> Hit | None:
        """The first cue of some codes that encloses a place."""
        if self.codes.isdisjoint(codes):
            return None
        for hit in self.hits:
            if hit.start <= start and end <= hit.end and hit.term_id in codes:
                return hit
        return None

    def words_before(self, start: int, count: int) -> Sequence[str]:
        """The folded words just before a place, nearest last."""
        behind = bisect_right(self.ends, start)
        return self.words[max(0, behind - count) : behind]

    def words_after(self, end: int, count: int) -> Sequence[str]:
        """The folded words just behind a place."""
        first = bisect_left(self.starts, end)
        return self.words[first : first + count]

    def words_between(self, start: int, end: int) -> Sequence[str]:
        """The folded words that begin at or behind a place and before another."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
