"""Demand by territory and industry, and where nobody serves it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import altair as alt

from leadmatch.adapters.charts.theme import STEP, finished, layered, paper_of, table
from leadmatch.evidence.figures import AMBER, BLUE
from leadmatch.evidence.wording import count
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.values.industries import taxonomy
from leadmatch.values.places.countries import country_code, country_name
from leadmatch.values.text.fold import fold

_READY = (DecisionKind.ASSIGNED, DecisionKind.UNMATCHED)
_UNKNOWN = "unknown"
_LEAST = 4
"""Leads of a cell in full blue, where no cell has more."""
_STRONG = 0.75
"""Part of full blue above which white reads better than ink."""


def demand(result: PipelineResult, *, dark: bool = False) -> alt.LayerChart:
    """Draw the leads that were ready for a partner by country and industry; outlined cells have some without one.

    A lead of several industries counts in each of them.

    Args:
        result: of the run.
        dark: for a dark page.

    Raises:
        ValueError: no lead was ready for a partner.
    """
    decisions, paper = result.of(*_READY), paper_of(dark=dark)
    if not decisions:
        raise ValueError("No lead of this run was ready for a partner; there is no demand to draw")
    rows, top = _rows(decisions)
    base = table(rows).encode(
        x=alt.X("country:N", title=None, axis=alt.Axis(orient="top", labelAngle=-40, ticks=False, domain=False)),
        y=alt.Y("industry:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=["country:N", "industry:N", "leads:Q", "unserved:Q"],
    )
    heat = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color(
            "leads:Q",
            scale=alt.Scale(domain=[0, top], range=[paper.ground, BLUE], interpolate="rgb"),
            legend=None,
        ),
        stroke=alt.condition("datum.unserved > 0", alt.value(AMBER), alt.value(paper.line)),
        strokeWidth=alt.condition("datum.unserved > 0", alt.value(2.5), alt.value(0.5)),
    )
    figures = base.mark_text().encode(
        text="leads:Q", color=alt.condition("datum.strong", alt.value("#FFFFFF"), alt.value(paper.ink))
    )
    missing = sum(decision.kind is DecisionKind.UNMATCHED for decision in decisions)
    title = f"{missing:,} of {count(len(decisions), 'ready lead')} found no partner"
    chart = layered(heat, figures).properties(width=alt.Step(STEP + 14), height=alt.Step(STEP + 4))
    return finished(chart, title, paper, subtitle="Leads by country and industry; amber: some without a partner")


def _rows(decisions: Iterable[Decision]) -> tuple[list[dict[str, object]], int]:
    """Return a row a cell, and the leads of the fullest one."""
    ready, alone = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for decision in decisions:
        for cell in _cells(decision):
            ready[cell] += 1
            alone[cell] += decision.kind is DecisionKind.UNMATCHED
    top = max(*ready.values(), _LEAST)
    ordered = sorted(ready.items(), key=lambda item: (fold(item[0][1]), item[0][0]))
    return [
        {
            "country": country,
            "industry": industry,
            "leads": number,
            "unserved": alone[country, industry],
            "strong": number > _STRONG * top,
        }
        for (country, industry), number in ordered
    ], top


def _cells(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the country and each industry of a lead, in words."""
    country = country_code(decision.lead.country)
    found = taxonomy.find(decision.lead.industry, country)
    for industry in {taxonomy.label(each) for each in found} or {_UNKNOWN}:
        yield (country_name(country) if country else _UNKNOWN), industry
