"""Settings of matching: what is required, what things are worth, and what is assumed where something is missing."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

RequirementName = Literal[
    "sharing",
    "claim",
    "active",
    "away",
    "capacity",
    "monthly_capacity",
    "territory",
    "products",
    "certifications",
    "deal_size",
    "customer_size",
    "excluded_account",
    "excluded_industry",
    "declined",
]


class IndustryPoints(BaseModel):
    """Natural log-odds for how near the lead's industry is to the nearest one that the partner states."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    exact: float = Field(default=0.7, description="the same industry")
    group: float = Field(default=0.45, description="one is the whole group of the other: hospital and healthcare")
    umbrella: float = Field(default=0.35, description="one is a word for several groups: manufacturing")
    sibling: float = Field(default=0.1, description="another industry of the same group: hospital and dentist")
    adjacent: float = Field(default=-0.3, description="a neighbouring group: wholesale and retail")
    unrelated: float = Field(default=-0.7, description="something else")
    unknown: float = Field(default=0.0, description="one of them states no industry that is understood")


class MatchingSettings(BaseModel):
    """Settings of matching. Points are natural log-odds: +0.7 doubles the odds of a win."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    currency: str = Field(
        default="EUR",
        pattern="^[A-Z]{3}$",
        description="ISO 4217; values are counted in it, and amounts without a currency are taken to be in it",
    )
    default_deal_size: float = Field(
        default=10_000.0, gt=0, description="value of a lead whose deal size is unknown, in `currency`"
    )
    largest_deal_size: float = Field(
        default=1_000_000.0, gt=0, description="value that a larger deal counts at most, in `currency`"
    )
    deal_size_tolerance: float = Field(
        default=0.05, ge=0, lt=1, description="a deal that misses a partner's range by less than this share still fits"
    )
    soft: tuple[RequirementName, ...] = Field(
        default=(), description="requirements that only cost points (`soft_points`) where they are not met"
    )
    soft_points: float = Field(default=-2.0, le=0, description="points for each soft requirement that is not met")
    unknown_place: Literal["keep", "exclude"] = Field(
        default="keep", description="what happens where nobody can tell whether a lead lies in a partner's territory"
    )
    unknown_place_points: float = Field(
        default=-0.5, le=0, description="nobody can tell whether the lead lies in the partner's territory"
    )
    least_probability: float = Field(
        default=0.01, ge=0, lt=1, description="below this chance of a win nobody fits well enough: recruit instead"
    )
    base_rate: float = Field(
        default=0.25, gt=0, lt=1, description="share of leads that are won, before the track records are looked at"
    )
    base_rate_weight: float = Field(
        default=50.0, ge=0, description="closed leads that `base_rate` counts for beside those of the track records"
    )
    record_spread: float = Field(
        default=0.08, gt=0, description="variance of partners' observed over expected wins, before data"
    )
    record_spread_weight: float = Field(
        default=10.0, gt=0, description="partners that `record_spread` counts for beside those with a track record"
    )
    optimism: float = Field(
        default=0.0,
        ge=0,
        le=3,
        description="standard deviations of its own uncertainty by which each track record is counted better: "
        "a little over 0 gives newcomers more to prove themselves with",
    )
    industry: IndustryPoints = Field(default_factory=IndustryPoints)
    target_account: float = Field(default=3.0, ge=0, description="the lead is an account that the partner courts")
    speciality: float = Field(default=1.2, ge=0, description="the lead names a speciality of the partner")
    speciality_in_part: float = Field(
        default=0.5, ge=0, description="the lead names half a speciality of the partner or more"
    )
    language_shared: float = Field(default=0.4, ge=0, description="they share a language")
    language_missing: float = Field(default=-0.7, le=0, description="both state languages and share none")
    deal_size_edge: float = Field(
        default=-0.4, le=0, description="the deal lies at the very edge of the partner's range; 0 in its middle"
    )
    customer_size_edge: float = Field(
        default=-0.2, le=0, description="the company lies at the very edge of the customers served; 0 in the middle"
    )
    response: float = Field(
        default=-0.12, le=0, description="for each time that the usual response time is e times 8 hours"
    )
    response_urgent: float = Field(default=-0.6, le=0, description="the same where the lead is urgent")
    room: float = Field(default=0.2, ge=0, description="all places of the partner are free; 0 where none is")
    tiers: dict[str, float] = Field(
        default={"platinum": 0.12, "diamond": 0.12, "elite": 0.12, "gold": 0.08, "silver": 0.04, "bronze": 0.02},
        description="points by tier; a tier that is not listed counts 0",
    )
