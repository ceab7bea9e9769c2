"""Partner load: what each partner carried before, what is new, and the room that is left."""

import altair as alt

from leadmatch.adapters.charts.theme import STEP, WIDTH, finished, paper_of, table
from leadmatch.evidence.figures import BLUE, SLATE
from leadmatch.evidence.wording import count
from leadmatch.pipeline.result import PipelineResult

_PARTS = ("open before", "new", "room")


def partner_load(result: PipelineResult, *, most: int = 40, dark: bool = False) -> alt.Chart:
    """Draw the places of each partner after a run, full ones first.

    Args:
        result: of the run.
        most: partners to draw.
        dark: for a dark page.

    Raises:
        ValueError: the run had no partner.
    """
    if not result.loads:
        raise ValueError("There is no partner to draw; give the result of a run with at least one partner")
    paper, shown = paper_of(dark=dark), result.loads[:most]
    names = [load.partner.name or load.partner.id for load in shown]
    rows = [
        {"partner": name, "part": part, "order": order, "leads": number}
        for name, load in zip(names, shown, strict=True)
        for order, (part, number) in enumerate(zip(_PARTS, (load.before, load.new, load.room), strict=True))
    ]
    full = sum(not load.room for load in result.loads)
    chart: alt.Chart = (
        table(rows)
        .mark_bar(height={"band": 0.62}, stroke=SLATE, strokeWidth=0.6)
        .encode(
            y=alt.Y("partner:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False)),
            x=alt.X("leads:Q", title="leads", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "part:N",
                sort=list(_PARTS),
                scale=alt.Scale(domain=list(_PARTS), range=[SLATE, BLUE, paper.ground]),
                legend=alt.Legend(title=None, orient="top", labelColor=paper.ink),
            ),
            order="order:Q",
            tooltip=["partner:N", "part:N", "leads:Q"],
        )
        .properties(width=WIDTH, height=alt.Step(STEP))
    )
    more = "" if len(shown) == len(result.loads) else f"; the first {len(shown):,} are drawn"
    return finished(chart, f"{full:,} of {count(len(result.loads), 'partner')} have no room left{more}", paper)
