"""What partners made of the leads that they had: observed over expected wins, shrunk towards the average.

Partners who get easy leads must not look good, so wins are counted against those that an average partner would have
had with the same leads. Counts are small, so the ratio is a posterior mean of a Gamma-Poisson model (as hospitals'
standardised mortality ratios are): r = (won + t) / (expected + t), where t is the strength of the prior, estimated
from the spread of all partners (Casella 1985, An Introduction to Empirical Bayes Data Analysis). A second level does
the same for a partner in the lead's industry, shrunk to the partner's own ratio. A newcomer stands at the average, 1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import NormalDist

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Memo, Points, on_grid
from leadmatch.matching.posterior import Posterior
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

_CERTAINTY = NormalDist().inv_cdf(0.95)
"""Standard deviations from the middle to either end of a 90 % interval."""


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
    """Return the share of closed leads that are won, with what the settings say as so many closed leads more."""
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


class _Rows:
    """All rows of all track records as arrays: whose they are, in which industry, and their counts."""

    def __init__(self, partners: Sequence[Partner], rate: float) -> None:
        rows = [(number, partner, row) for number, partner in enumerate(partners) for row in partner.track_record]
        counts = [_count([row], rate) for _, _, row in rows]
        known = [find(row.industry, next(iter(partner.countries), None)) for _, partner, row in rows]
        self.counts = counts
        self._partners = len(partners)
        self._owner = np.array([number for number, _, _ in rows], np.intp)
        self._distinct = sorted(set(known), key=sorted)
        numbers = {one: number for number, one in enumerate(self._distinct)}
        self._known = np.array([numbers[one] for one in known], np.intp)
        self._won = np.array([count.won for count in counts], float)
        self._closed = np.array([count.closed for count in counts], float)
        self._expected = np.array([count.expected for count in counts], float)

    def near(self, industries: frozenset[IndustryId]) -> tuple[Points, Points, Points]:
        """Return won, closed and expected of each partner in the rows that speak for a lead's industries."""
        fits = np.array([compare(industries, known) in _NEAR for known in self._distinct], bool)
        speaks = fits[self._known]
        won, closed, expected = (
            np.bincount(self._owner, np.where(speaks, column, 0.0), self._partners).astype(float)
            for column in (self._won, self._closed, self._expected)
        )
        return won, closed, expected


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the records say of every partner for one set of industries."""

    points: Points
    posterior: Posterior
    won: Points
    closed: Points


class ProvenRecord(Criterion):
    """Partners who made more of their leads than an average partner would have are likelier to win this one.

    Attributes:
        rate: share of leads handed over that are won.
    """

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings, luck: Points | None = None) -> None:
        """Count the records.

        Args:
            partners: in the order of their numbers.
            settings: what is assumed beside the records, and the optimism.
            luck: where in its distribution each partner's ratio is taken, in standard deviations of the normal
                distribution; the mean where None, or what the optimism says.
        """
        closed_rate = base_rate(partners, settings)
        self.rate = closed_rate * settings.closed_share
        self._whole = [_count(partner.track_record, closed_rate) for partner in partners]
        self._rows = _Rows(partners, closed_rate)
        self._outlook: Points | float | None = _outlook(settings) if luck is None else luck
        self._fine_strength = strength(self._rows.counts, settings, closed_rate)
        self._posterior = Posterior.of(
            np.array([count.won for count in self._whole], float),
            np.array([count.expected for count in self._whole], float),
            strength(self._whole, settings, closed_rate),
        )
        self._judged: Memo[frozenset[IndustryId], _Judged] = Memo(self._judge)

    def _judge(self, industries: frozenset[IndustryId]) -> _Judged:
        won, closed, expected = self._rows.near(industries)
        posterior = self._posterior.narrowed(won, expected, self._fine_strength)
        ratio = posterior.mean if self._outlook is None else posterior.at(self._outlook)
        chances = np.clip(self.rate * ratio, 1 - _HIGHEST_RATE, _HIGHEST_RATE)
        points = on_grid(_log_odds(chances) - _log_odds(np.array(self.rate)))
        return _Judged(points, posterior, won, closed)

    def points(self, lead: LeadProfile) -> Points:
        """Return by how much the record moves the odds of a win."""
        return self._judged(lead.industries).points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say what was won of how many, against what was expected, and how sure that is."""
        whole, judged = self._whole[partner], self._judged(lead.industries)
        low, high = (float(judged.posterior.at(end)[partner]) for end in (-_CERTAINTY, _CERTAINTY))
        if not whole.closed:
            return Reason.of("record.newcomer", field="track_record", low=low, high=high)
        return Reason.of(
            "record.proven",
            field="track_record",
            observed=f"{whole.won:g} of {whole.closed:g}",
            expected=round(whole.expected, 1),
            near=f"{judged.won[partner]:g} of {judged.closed[partner]:g}",
            ratio=float(judged.posterior.mean[partner]),
            low=low,
            high=high,
        )


def _outlook(settings: MatchingSettings) -> float | None:
    return NormalDist().inv_cdf(settings.optimism) if settings.optimism else None


def _log_odds(chances: Points) -> Points:
    odds: Points = np.log(chances) - np.log1p(-chances)
    return odds
