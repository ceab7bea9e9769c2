"""Charts tell what the results tell, and travel without a network."""

import json
import math
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadmatch as lm
from leadmatch.adapters.charts.calibration import wilson
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.result import PipelineResult

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
PARTNER = lm.Partner(partner_id="P1", name="Fennwerk <Systemhaus>", countries=("DE",), capacity=3, open_leads=1)
READY: dict[str, Any] = {
    "message": "Our 40k budget is approved, I decide, our scanners are broken and we need new ones by 31 July 2026.",
    "industry": "Logistics",
}


def run(*countries: str) -> PipelineResult:
    leads = [
        lm.Lead(
            country=country,
            lead_id=name,
            last_name=name,
            company=f"{name} Haulage",
            email=f"{name}@{name}.com",
            **READY,
        )
        for name, country in zip(("bramkamp", "orellana"), countries, strict=False)
    ]
    return lm.LeadPipeline([PARTNER]).run(leads, now=NOW)


def rows_of(chart: Any) -> list[dict[str, Any]]:
    spec = json.loads(chart.to_json())
    assert "url" not in chart.to_json().replace('"$schema"', "")
    sets = [spec["data"]["values"]] if "values" in spec.get("data", {}) else list(spec["datasets"].values())
    return max(sets, key=len)


def test_the_bars_of_a_funnel_are_the_counts_of_the_run() -> None:
    result = run("DE", "FR")
    rows = rows_of(lm.charts.funnel(result))
    assert rows[0]["stays"] == 2
    assert rows[-1]["stays"] == result.counts[DecisionKind.ASSIGNED]
    assert all(one["before"] == earlier["stays"] for earlier, one in pairwise(rows))


def test_the_load_of_a_partner_is_drawn_in_three_parts() -> None:
    rows = rows_of(lm.charts.partner_load(run("DE")))
    assert [(row["part"], row["leads"]) for row in rows] == [("open before", 1), ("new", 1), ("room", 1)]
    assert rows[0]["partner"] == PARTNER.name


@given(st.lists(st.floats(-50, 50).filter(lambda points: abs(points) > 0.01), min_size=1, max_size=12))
def test_a_waterfall_ends_at_the_score(points: list[float]) -> None:
    card = lm.Scorecard(tuple(lm.Reason.of("model.base", points=each) for each in points))
    *steps, total = rows_of(lm.charts.waterfall(card))
    assert total["to"] == pytest.approx(card.total, abs=0.0051)
    assert steps[-1]["to"] == pytest.approx(total["to"], abs=1e-9)
    assert all(math.isclose(one["to"], other["from"]) for one, other in pairwise(steps))


def test_demand_counts_what_is_ready_and_marks_what_nobody_serves() -> None:
    rows = {row["country"]: row for row in rows_of(lm.charts.demand(run("DE", "CL")))}
    assert (rows["Germany"]["leads"], rows["Germany"]["unserved"]) == (1, 0)
    assert (rows["Chile"]["leads"], rows["Chile"]["unserved"]) == (1, 1)


OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


@given(OUTCOMES, st.integers(1, 12))
def test_every_outcome_lies_in_one_group_of_a_calibration_plot(outcomes: list[tuple[float, bool]], bins: int) -> None:
    chart = lm.charts.calibration([chance for chance, _ in outcomes], [came for _, came in outcomes], bins=bins)
    rows = [row for data in json.loads(chart.to_json())["datasets"].values() for row in data if "count" in row]
    assert sum(row["count"] for row in rows) == len(outcomes)
    assert max(row["count"] for row in rows) - min(row["count"] for row in rows) <= 1
    assert all(row["low"] <= row["came"] + 1e-9 and row["came"] <= row["high"] + 1e-9 for row in rows)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_of_a_share_mirrors_that_of_its_complement(counted: tuple[int, int]) -> None:
    came, of = counted
    low, high = wilson(came, of)
    assert (low, high) == pytest.approx(tuple(1 - end for end in reversed(wilson(of - came, of))))


REFUSED: dict[str, Callable[[], object]] = {
    "no lead": lambda: lm.charts.funnel(run()),
    "no partner": lambda: lm.charts.partner_load(lm.LeadPipeline([]).run([], now=NOW)),
    "nothing ready": lambda: lm.charts.demand(run()),
    "no points": lambda: lm.charts.waterfall([]),
    "no outcome": lambda: lm.charts.calibration([], []),
    "a percentage": lambda: lm.charts.calibration([40], [True]),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_a_reason(why: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        REFUSED[why]()


def test_a_chart_is_saved_as_a_picture_without_a_network() -> None:
    picture = BytesIO()
    lm.charts.funnel(run("DE"), dark=True).save(picture, format="png")
    assert picture.getvalue().startswith(b"\x89PNG")


def test_a_chart_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(AttributeError, match="calibration, demand, funnel, partner_load, waterfall"):
        _ = lm.charts.pie
    assert dir(lm.charts) == ["calibration", "demand", "funnel", "partner_load", "waterfall"]


def test_without_altair_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['altair'] = None\n"
        "import leadmatch as lm\n"
        "try: lm.charts.funnel\n"
        "except lm.LeadmatchError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'Charts need Altair: pip install "channel-leadmatch[charts]"'
