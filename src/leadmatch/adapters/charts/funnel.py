"""The funnel: how many leads each stage keeps, and how many leave there."""

import altair as alt

from leadmatch.adapters.charts.theme import STEP, WIDTH, finished, layered, paper_of, table
from leadmatch.evidence.figures import BLUE, SLATE
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.funnel import FunnelStage, funnel_of


def funnel(result: PipelineResult, *, dark: bool = False) -> alt.LayerChart:
    """Draw how many leads of a run each stage keeps, with the named ways out.

    Args:
        result: of the run.
        dark: for a dark page.

    Raises:
        ValueError: the run had no lead.
    """
    if not result.decisions:
        raise ValueError("There is no lead to draw; give the result of a run with at least one lead")
    told, paper = funnel_of(result, unread=0), paper_of(dark=dark)
    base = table([_row(stage) for stage in told.stages])
    stages = alt.Y("stage:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False))
    width = alt.X("stays:Q", title=None, axis=None, scale=alt.Scale(domain=[0, len(result.decisions)]))
    tips = [alt.Tooltip("stage:N"), alt.Tooltip("stays:Q"), alt.Tooltip("ways:N", title="leave")]
    stay = base.mark_bar(color=BLUE, height={"band": 0.62}).encode(y=stages, x=width, tooltip=tips)
    leave = base.mark_bar(color=SLATE, opacity=0.35, height={"band": 0.62}).encode(
        y=stages, x=width, x2="before:Q", tooltip=tips
    )
    figure = base.mark_text(align="left", dx=6, color=paper.ink).encode(y=stages, x="before:Q", text="figure:N")
    chart = layered(stay, leave, figure).properties(width=WIDTH, height=alt.Step(STEP + 6))
    return finished(chart, told.heading, paper, subtitle="Blue stays, grey leaves at this stage")


def _row(stage: FunnelStage) -> dict[str, object]:
    ways = "; ".join(way.words for way in stage.exits)
    return {
        "stage": stage.name,
        "stays": stage.count,
        "before": stage.count + stage.lost,
        "figure": f"{stage.figure} ({stage.lost_figure})" if stage.lost else stage.figure,
        "ways": ways or stage.note,
    }
