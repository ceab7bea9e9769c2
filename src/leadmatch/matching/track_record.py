"""What partners made of the leads that they had: observed over expected wins, shrunk towards the average.

Partners who get easy leads must not look good, so wins are counted against those that an average partner would have
had with the same leads. Counts are small, so the ratio is a posterior mean of a Gamma-Poisson model (as hospitals'
standardised mortality ratios are): r = (won + t) / (expected + t), where t is the strength of the prior, estimated
from the spread of all partners (Casella 1985, An Introduction to Empirical Bayes Data Analysis). A second level does
the same for a partner in the lead's industry, shrunk to the partner's own ratio. A newcomer stands at the average, 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, sqrt

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Memo, Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.values.industries.table import IndustryId
from leadmatch.values.industries.taxonomy import Fit, compare, find

_NEAR = (Fit.EXACT, Fit.GROUP, Fit.UMBRELLA, Fit.SIBLING)
"""Fits at which a record in an industry speaks for the lead's."""

_HIGHEST_RATE = 0.95
_LEAST_RATE = 0.02
"""Share of leads that even an average partner with the hardest ones is expected to win."""

_NORMAL_90 = 1.6449
"""Half width of a 90 % interval of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Count:
    """Closed leads.

    Attributes:
        won: leads won.
        closed: leads won or lost.
        expected: wins that an average partner would have had.
    """

    won: float = 0.0
    closed: float = 0.0
    expected: float = 0.0


def base_rate(partners: Iterable[Partner], settings: MatchingSettings) -> float:
    """Return the share of closed leads that are won, with what the settings say as so many leads more."""
    records = [record for partner in partners for record in partner.track_record]
    won = sum(record.wins for record in records)
    closed = sum(record.closed for record in records)
    prior = settings.base_rate_weight
    rate = (won + prior * settings.base_rate) / (closed + prior) if closed + prior else settings.base_rate
    return min(max(rate, 1 - _HIGHEST_RATE), _HIGHEST_RATE)


def _count(records: Iterable[TrackRecord], rate: float) -> Count:
    rows = [record for record in records if record.closed]
    expected = fsum(_expected(row, rate) for row in rows)
    return Count(sum(row.wins for row in rows), sum(row.closed for row in rows), expected)


def _expected(record: TrackRecord, rate: float) -> float:
    """Return the wins that were to be expected: all leads at most, and enough for a ratio to mean something."""
    stated = rate * record.closed if record.expected is None else record.expected
    return min(max(stated, _LEAST_RATE * record.closed), record.closed)


def strength(counts: Sequence[Count], settings: MatchingSettings, rate: float) -> float:
    """Return the strength of the prior in expected wins: one over the variance of true ratios between partners.

    The variance is that of observed ratios, weighted by expected wins, less what chance alone makes of it (method of
    moments). With few partners it is noise itself, so a stated spread counts for some partners more.

    Args:
        counts: one for each partner or partner and industry; those without expected wins do not count.
        settings: say the stated spread.
        rate: share of leads won; wins are binomial, so chance makes (1 - rate) / expected.
    """
    seen = [count for count in counts if count.expected > 0]
    total = fsum(count.expected for count in seen)
    spread = 0.0
    if total > 0:
        mean = fsum(count.won for count in seen) / total
        between = fsum((count.won / count.expected - mean) ** 2 * count.expected for count in seen) / total
        chance = len(seen) * (1 - rate) * mean / total
        spread = max(0.0, between - chance)
    prior = settings.record_spread_weight
    return (len(seen) + prior) / (len(seen) * spread + prior * settings.record_spread)


class ProvenRecord(Criterion):
    """Partners who made more of their leads than an average partner would have are likelier to win this one."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._partners = partners
        self.rate = base_rate(partners, settings)
        self._whole = [_count(partner.track_record, self.rate) for partner in partners]
        self._rows = [
            [(find(row.industry, next(iter(partner.countries), None)), row) for row in partner.track_record]
            for partner in partners
        ]
        self._strength = strength(self._whole, settings, self.rate)
        self._ratios = [self._shrunk(count, 1.0, self._strength) for count in self._whole]
        single = [_count([row], self.rate) for rows in self._rows for _, row in rows]
        self._fine_strength = strength(single, settings, self.rate)
        self._points: Memo[frozenset[IndustryId], Points] = Memo(self._judge)

    @staticmethod
    def _shrunk(count: Count, towards: float, strength: float) -> float:
        return (count.won + strength * towards) / (count.expected + strength)

    def _near(self, industries: frozenset[IndustryId], partner: int) -> Count:
        rows = [row for known, row in self._rows[partner] if compare(industries, known) in _NEAR]
        return _count(rows, self.rate)

    def _ratio(self, industries: frozenset[IndustryId], partner: int) -> float:
        return self._shrunk(self._near(industries, partner), self._ratios[partner], self._fine_strength)

    def _judge(self, industries: frozenset[IndustryId]) -> Points:
        ratios = np.array([self._ratio(industries, partner) for partner in range(len(self._partners))], float)
        chances = np.clip(self.rate * ratios, 1 - _HIGHEST_RATE, _HIGHEST_RATE)
        return on_grid(_log_odds(chances) - _log_odds(np.array(self.rate)))

    def points(self, lead: LeadProfile) -> Points:
        """Return by how much the record moves the odds of a win."""
        return self._points(lead.industries)

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say what was won of how many, against what was expected, and how sure that is."""
        whole = self._whole[partner]
        if not whole.closed:
            return Reason.of("record.newcomer", field="track_record")
        ratio = self._ratio(lead.industries, partner)
        near = self._near(lead.industries, partner)
        width = exp(_NORMAL_90 / sqrt(near.won + whole.won + self._strength))
        return Reason.of(
            "record.proven",
            field="track_record",
            observed=f"{whole.won:g} of {whole.closed:g}",
            expected=round(whole.expected, 1),
            near=f"{near.won:g} of {near.closed:g}",
            ratio=ratio,
            low=ratio / width,
            high=ratio * width,
        )


def _log_odds(chances: Points) -> Points:
    odds: Points = np.log(chances) - np.log1p(-chances)
    return odds
