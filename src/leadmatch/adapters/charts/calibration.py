"""The calibration plot: what was predicted against what happened."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import altair as alt

from leadmatch.adapters.charts.theme import finished, layered, paper_of, table
from leadmatch.evidence.figures import BLUE, SLATE
from leadmatch.evidence.wording import percent

_Z = 1.959964
"""Standard deviations of a normal distribution within which 95 % lie."""
_SIDE = 360


def calibration(
    predicted: Iterable[float], happened: Iterable[bool | int], *, bins: int = 10, dark: bool = False
) -> alt.LayerChart:
    """Draw shares that came true against the chances that were told, in groups of equal size.

    Each point has the 95 % interval of its share (Wilson 1927), so that few outcomes are seen as such.

    Args:
        predicted: chances from 0 to 1, one for each outcome.
        happened: whether each came true.
        bins: groups, at least 1; fewer where there are fewer outcomes.
        dark: for a dark page.

    Raises:
        ValueError: there are no outcomes, not as many as chances, or a chance lies outside 0 to 1.
    """
    pairs = sorted((float(chance), bool(came)) for chance, came in zip(predicted, happened, strict=True))
    if not pairs or bins < 1:
        raise ValueError("Give at least one chance with its outcome, and at least one group")
    if not all(0 <= chance <= 1 for chance, _ in pairs):
        raise ValueError("A chance lies between 0 and 1; divide percentages by 100")
    rows, paper = list(_groups(pairs, bins)), paper_of(dark=dark)
    ideal = table([{"x": 0, "y": 0}, {"x": 1, "y": 1}]).mark_line(color=SLATE, strokeDash=[4, 3])
    base = table(rows)
    chart = layered(
        ideal.encode(x=alt.X("x:Q", title="told", **_share()), y=alt.Y("y:Q", title="came true", **_share())),
        base.mark_rule(color=BLUE).encode(x="told:Q", y="low:Q", y2="high:Q"),
        base.mark_point(filled=True, size=70, color=BLUE, opacity=1).encode(
            x="told:Q",
            y="came:Q",
            tooltip=[
                alt.Tooltip("told:Q", format=".0%"),
                alt.Tooltip("came:Q", title="came true", format=".0%"),
                "count:Q",
            ],
        ),
    ).properties(width=_SIDE, height=_SIDE)
    told, came = math.fsum(chance for chance, _ in pairs) / len(pairs), sum(came for _, came in pairs) / len(pairs)
    subtitle = f"{len(pairs):,} outcomes; bars are 95 % intervals, the dashed line is perfect"
    return finished(chart, f"Told {percent(told)}, came true {percent(came)}", paper, subtitle=subtitle)


def _share() -> dict[str, Any]:
    """Return what both axes have: shares of 1, written as percent."""
    return {"axis": alt.Axis(format=".0%", tickCount=5), "scale": alt.Scale(domain=[0, 1])}


def _groups(pairs: Sequence[tuple[float, bool]], bins: int) -> Iterator[dict[str, float]]:
    """Yield groups of neighbouring chances, as equal in size as they can be."""
    number = min(bins, len(pairs))
    for place in range(number):
        group = pairs[place * len(pairs) // number : (place + 1) * len(pairs) // number]
        came = sum(one for _, one in group)
        low, high = wilson(came, len(group))
        told = math.fsum(chance for chance, _ in group) / len(group)
        yield {"told": told, "came": came / len(group), "low": low, "high": high, "count": len(group)}


def wilson(came: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, after Wilson (1927), Journal of the American Statistical Association 22.

    Args:
        came: how many came true.
        of: how many there were, at least 1.
    """
    share, square = came / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)
