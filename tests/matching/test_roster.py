import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from math import fsum
from typing import get_args

import pytest

from leadmatch.matching.area import Territories
from leadmatch.matching.capacity import Places
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.offering import SellsProducts
from leadmatch.matching.profile import profile_of
from leadmatch.matching.roster import SoftRequirement, requirements
from leadmatch.matching.settings import MatchingSettings, RequirementName
from leadmatch.matching.size import DealRange
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.values.money.rates import default_rates
from leadmatch.values.resources import read

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def test_every_requirement_can_be_named_in_settings() -> None:
    settings = MatchingSettings()
    deals, places = DealRange((), settings, default_rates()), Places((), (), settings)
    every = requirements((), (), settings, deals, Territories(()), places)
    assert {one.name for one in every} == set(get_args(RequirementName))


def test_a_soft_requirement_costs_points_instead() -> None:
    roster = [Partner(partner_id="a", products=("EDR", "NAC")), Partner(partner_id="b", products=("SIEM",))]
    lead = Lead(lead_id="L1", products=("EDR", "NAC"))
    ranking = Matcher(roster, settings=MatchingSettings(soft=("products",), soft_points=-2.0)).rank(lead, now=NOW)
    assert [match.partner_id for match in ranking.matches] == ["a", "b"]
    second = ranking.matches[1]
    missing = [reason.points for reason in second.reasons if reason.code == "products.missing"]
    assert missing == [-2.0, 0.0]
    assert second.score == fsum(reason.points for reason in second.reasons)


def test_a_soft_requirement_that_is_met_says_nothing() -> None:
    settings = MatchingSettings()
    rule = SellsProducts([Partner(partner_id="a", products=("EDR",))])
    lead = profile_of(Lead(lead_id="L1", products=("EDR",)), now=NOW)
    assert SoftRequirement(rule, settings.soft_points).worded(lead, 0) is None


def test_a_usual_match_stands_at_the_average_that_the_records_tell() -> None:
    records = (TrackRecord(won=30, lost=30),)
    first = Partner(
        partner_id="a",
        industries=("Healthcare",),
        languages=("de",),
        capacity=2,
        open_leads=1,
        track_record=records,
    )
    roster = [first, replace(first, partner_id="b")]
    lead = Lead(lead_id="L1", industry="Hospital", languages=("de",))
    best = Matcher(roster).rank(lead, now=NOW).matches[0]
    settings = MatchingSettings()
    weight = settings.base_rate_weight
    rate = (60 + weight * settings.base_rate) / (120 + weight) * settings.closed_share
    assert best.probability == pytest.approx(rate, rel=0.15)
    assert [reason.points for reason in best.reasons if reason.code == "base.usual_fit"] == [-settings.usual_fit]


def test_no_match_is_all_but_sure_unless_the_average_is_high() -> None:
    perfect = Partner(
        partner_id="a",
        target_accounts=("Hydra Gears",),
        specialities=("machining",),
        industries=("Machining",),
        languages=("en",),
        tier="platinum",
        median_response_hours=2,
        track_record=(TrackRecord(industry="Machining", won=30, lost=30),),
    )
    others = [Partner(partner_id=f"b{n}", track_record=(TrackRecord(won=20, lost=40),)) for n in range(5)]
    lead = Lead(lead_id="L1", company="Hydra Gears", industry="Machining", languages=("en",))
    best = Matcher([perfect, *others]).rank(lead, now=NOW).matches[0]
    assert best.partner_id == "a"
    assert best.probability < 0.9


def test_every_sentence_is_filled_with_words_of_its_own() -> None:
    entries = tomllib.loads(read("sentences/en/matching.toml", "leadmatch.evidence"))
    assert all(entry["about"].endswith(".") and not entry["sentence"].endswith(".") for entry in entries.values())
