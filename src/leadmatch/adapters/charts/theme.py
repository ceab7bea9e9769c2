"""How charts look: our palette, quiet axes, a paper of their own so that they read in any notebook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import altair as alt

ChartT = TypeVar("ChartT", "alt.Chart", "alt.LayerChart")

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
WIDTH = 560
"""Pixels of the plotted part."""
STEP = 26
"""Pixels of a row."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours under and around a figure.

    Attributes:
        ground: the paper.
        ink: text.
        faint: labels of axes.
        line: hairlines.
    """

    ground: str
    ink: str
    faint: str
    line: str


LIGHT = Paper("#FFFFFF", "#15202B", "#5C6975", "#DBE1E7")
DARK = Paper("#10161C", "#E8EDF1", "#98A5B1", "#2E3A45")


def paper_of(*, dark: bool) -> Paper:
    """Return the colours for a light or a dark page."""
    return DARK if dark else LIGHT


def table(rows: Iterable[Mapping[str, object]]) -> alt.Chart:
    """Return an empty chart of rows that travel with it, so that it can be shown and saved without a network."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def layered(*layers: alt.Chart) -> alt.LayerChart:
    """Return charts drawn over one another, the first at the bottom."""
    return alt.LayerChart(layer=layers)


def finished(chart: ChartT, title: str, paper: Paper, *, subtitle: str = "") -> ChartT:
    """Return a chart with its finding as the heading, in our look.

    Args:
        chart: the figure.
        title: the finding.
        paper: its colours.
        subtitle: one line on how to read it.
    """
    heading = alt.TitleParams(
        title,
        subtitle=subtitle,
        anchor="start",
        font=FONT,
        fontSize=15,
        fontWeight=600,
        color=paper.ink,
        subtitleFont=FONT,
        subtitleFontSize=12,
        subtitleColor=paper.faint,
        offset=12,
    )
    shown: ChartT = (
        chart.properties(title=heading, background=paper.ground, padding=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFont=FONT,
            titleFont=FONT,
            labelColor=paper.ink,
            titleColor=paper.faint,
            titleFontWeight="normal",
            gridColor=paper.line,
            domainColor=paper.line,
            tickColor=paper.line,
            labelFontSize=12,
            titleFontSize=12,
            labelLimit=260,
            labelPadding=8,
        )
        .configure_text(font=FONT, fontSize=12)
    )
    return shown
