"""What a track record may mean: a Gamma distribution of each partner's true ratio of wins over expected wins."""

from dataclasses import dataclass

import numpy as np

from leadmatch.matching.arrays import Points


@dataclass(frozen=True, slots=True)
class Posterior:
    """Gamma distributions, one for each partner.

    Attributes:
        mean: above 0.
        variance: above 0.
    """

    mean: Points
    variance: Points

    @classmethod
    def of(cls, won: Points, expected: Points, strength: float) -> "Posterior":
        """Return what counts say of partners of whom nothing else is known: their average is 1.

        Args:
            won: leads won.
            expected: wins that an average partner would have had.
            strength: expected wins that the average counts for.
        """
        scale = expected + strength
        return cls((won + strength) / scale, (won + strength) / scale**2)

    def narrowed(self, won: Points, expected: Points, strength: float) -> "Posterior":
        """Return what these counts of one industry say of partners of whom this is known in all industries.

        The variance is that of the industry's ratio around the partner's own, and what is left of the partner's.

        Args:
            won: leads won in the industry.
            expected: wins that an average partner would have had with them.
            strength: expected wins that the partner's ratio counts for.
        """
        scale = expected + strength
        mean = (won + strength * self.mean) / scale
        return Posterior(mean, mean / scale + (strength / scale) ** 2 * self.variance)

    def at(self, outlook: Points | float) -> Points:
        """Return the ratios at a standing from poor to good luck.

        By the cube root of a Gamma variable, which is close to normal (Wilson and Hilferty, 1931); within 1 % of the
        true quantile from 5 % to 95 % where at least three wins are known or assumed.

        Args:
            outlook: standard deviations of the normal distribution, one for each partner or one for all: 0 is the
                median, 1.645 the value below which the ratio lies with 95 % certainty.
        """
        ninth = self.variance / (9 * self.mean**2)
        root: Points = np.maximum(1 - ninth + outlook * np.sqrt(ninth), 0.0)
        ratios: Points = self.mean * root**3
        return ratios
