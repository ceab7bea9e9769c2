import tomllib
from datetime import UTC, datetime
from math import fsum
from typing import get_args

from leadmatch.matching.area import Territories
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.offering import SellsProducts
from leadmatch.matching.profile import profile_of
from leadmatch.matching.roster import SoftRequirement, requirements
from leadmatch.matching.settings import MatchingSettings, RequirementName
from leadmatch.matching.size import DealRange
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.money.rates import default_rates
from leadmatch.values.resources import read

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def test_every_requirement_can_be_named_in_settings() -> None:
    settings = MatchingSettings()
    every = requirements((), (), settings, DealRange((), settings, default_rates()), Territories(()))
    assert {one.name for one in every} == set(get_args(RequirementName))


def test_a_soft_requirement_costs_points_instead() -> None:
    roster = [Partner(partner_id="a", products=("EDR", "NAC")), Partner(partner_id="b", products=("SIEM",))]
    lead = Lead(lead_id="L1", products=("EDR", "NAC"))
    ranking = Matcher(roster, settings=MatchingSettings(soft=("products",))).rank(lead, now=NOW)
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


def test_every_sentence_is_filled_with_words_of_its_own() -> None:
    entries = tomllib.loads(read("sentences/en/matching.toml", "leadmatch.evidence"))
    assert all(entry["about"].endswith(".") and not entry["sentence"].endswith(".") for entry in entries.values())
