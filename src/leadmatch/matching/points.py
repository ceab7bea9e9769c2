"""How the log-odds of a match are shown: as points, counted from the average chance."""

import math
from typing import Final

BASE: Final = "base.rate"
"""Code of the reason with which every score begins: the average chance of a win."""
POINTS_TO_DOUBLE: Final = 20
"""So many points double the odds of winning."""
POINTS_PER_LOG_ODDS: Final = POINTS_TO_DOUBLE / math.log(2)
