"""The waterfall: one score from its first reason to its sum."""

from collections.abc import Iterable, Iterator

import altair as alt

from leadmatch.adapters.charts.theme import STEP, WIDTH, finished, layered, paper_of, table
from leadmatch.evidence.figures import BLUE, BRICK, SLATE
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.wording import signed

_DIGITS = 2


def waterfall(scored: Scorecard | Iterable[Reason], *, title: str = "", dark: bool = False) -> alt.LayerChart:
    """Draw how the reasons of one score add up to it, the most telling first.

    Args:
        scored: a scorecard, or the reasons of any result, such as `report.reasons` or `match.reasons`; reasons
            without points are left out.
        title: the heading; the sum where it is empty.
        dark: for a dark page.

    Raises:
        ValueError: no reason has points.
    """
    card = scored if isinstance(scored, Scorecard) else Scorecard(tuple(scored))
    steps = list(_steps(Scorecard(tuple(reason for reason in card.reasons if reason.points))))
    if not steps:
        raise ValueError("No reason has points; there is nothing that adds up")
    total, paper = round(card.total, _DIGITS), paper_of(dark=dark)
    base = table([*steps, _sum(total)])
    rows = alt.Y("reason:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False))
    colour = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["up", "down", "sum"], range=[BLUE, BRICK, SLATE]))
    bars = base.mark_bar(height={"band": 0.62}).encode(
        y=rows,
        x=alt.X("from:Q", title="points"),
        x2="to:Q",
        color=colour,
        tooltip=[alt.Tooltip("reason:N"), alt.Tooltip("points:N"), alt.Tooltip("code:N")],
    )
    figures = base.mark_text(align="left", dx=6, color=paper.ink).encode(y=rows, x="end:Q", text="points:N")
    chart = layered(bars, figures).properties(width=WIDTH, height=alt.Step(STEP))
    return finished(chart, title or f"{signed(total).removeprefix('+')} points, and where they come from", paper)


def _steps(card: Scorecard) -> Iterator[dict[str, float | str]]:
    """Yield one row a reason, each beginning where the last one ended."""
    at = 0.0
    for number, (reason, points) in enumerate(card.rounded(_DIGITS), start=1):
        then = round(at + points, _DIGITS)
        yield {
            "reason": f"{number}. {reason.message()}",
            "code": reason.code,
            "points": signed(points),
            "from": at,
            "to": then,
            "end": max(at, then),
            "kind": "up" if points >= 0 else "down",
        }
        at = then


def _sum(total: float) -> dict[str, float | str]:
    return {
        "reason": "Sum",
        "code": "",
        "points": signed(total).removeprefix("+"),
        "from": 0.0,
        "to": total,
        "end": max(0.0, total),
        "kind": "sum",
    }
